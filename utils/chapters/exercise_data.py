"""What exercises are tried on: tables, networks and vectors, and what is true of them."""

import functools

import numpy as np
import tensorflow as tf

from ..data.matrices import random_matrix
from ..data.words import cooccurrence, ppmi, python_manual
from ..network import LinearNetwork
from ..theory import half_learning_time
from ..training import train


def measured_table():
    """Return a table of few properties, measured with noise, [40, 60]."""
    return measured()[0]


def measured():
    """Return the table, how many properties are behind it, and the size of the noise."""
    generator = np.random.RandomState(12)
    rank, noise = generator.randint(3, 9), generator.uniform(0.05, 0.3)
    table = generator.standard_normal((40, rank)) @ generator.standard_normal((rank, 60))
    return table + noise * generator.standard_normal(table.shape), rank, noise


def hidden_entries():
    """Return a table [24, 36] of low rank, with nan for the entries that are hidden."""
    table, seen = completed()
    return np.where(seen, table, np.nan)


def completed():
    """Return the whole table, and True where an entry is seen."""
    generator = np.random.RandomState(0)
    table = generator.standard_normal((24, 2)) @ generator.standard_normal((2, 36))
    return table / np.sqrt(np.mean(table**2)), generator.random_sample(table.shape) < 0.35


def shares(W1, table):
    """Return which share of each mode lies in the space of the columns of W1."""
    return np.sum((np.linalg.qr(W1)[0].T @ np.linalg.svd(table)[0]) ** 2, axis=0)


def half_time_of(table, k, start):
    """Return the time at which mode k, counted from 1, is half learned."""
    sigma = np.linalg.svd(table, compute_uv=False)[int(k) - 1]
    return half_learning_time(sigma, start)[0]


def before_and_after(seed):
    """Return W1, W2 before a training by gradient descent, and W1, W2 after it."""
    network = LinearNetwork([4, 3, 5], seed=seed, dtype="float64")
    before = [weight.numpy() for weight in network.weights]
    descent = tf.keras.optimizers.SGD(0.02)
    train(network, random_matrix((4, 5), seed=0), epochs=3000, optimizer=descent)
    return before, [weight.numpy() for weight in network.weights]


@functools.cache
def values_of_words():
    """Return the first two singular values of the manual's words, and of them shuffled."""
    tokens, values = python_manual().split(), []
    for _ in range(2):
        table = ppmi(cooccurrence(" ".join(tokens))[1])
        values.append(np.linalg.svd(table, compute_uv=False)[:2])
        np.random.RandomState(0).shuffle(tokens)
    return values


def information(counts, axis=1):
    """Return the logarithm of counts against chance, 0 where there are none."""
    chance = np.outer(counts.sum(axis=axis), counts.sum(axis=0))
    return np.log(np.where(counts > 0, counts * counts.sum() / chance, 1))


def family(seed):
    """Return vectors of any lengths, all but one in about the same direction."""
    generator, size = np.random.RandomState(seed), 4 + seed % 3
    common, other = generator.standard_normal((2, 8))
    vectors = common + 0.35 * generator.standard_normal((size, 8))
    vectors[generator.randint(size)] = other
    lengths = np.geomspace(0.1, 10, size)[generator.permutation(size)]
    return vectors * (lengths / np.linalg.norm(vectors, axis=1))[:, None]


def along(vectors):
    """Return how much each vector goes along the direction that most of them share."""
    units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.abs(units @ np.linalg.svd(units)[2][0])


def shrinks(s, beta_1):
    """Return whether Adam's steps shrink a distance when rate times curvature is s."""
    step = [[1 - (1 - beta_1) * s, -beta_1 * s], [1 - beta_1, beta_1]]
    return np.abs(np.linalg.eigvals(np.array(step))).max() < 1

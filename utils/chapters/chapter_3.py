"""What 3_WordVectors asks: its predictions and its exercises with their data."""

import functools

import numpy as np

from ..data import cooccurrence, ppmi, python_manual, random_matrix
from ..teaching import Choice, compare, compare_on_cases, exercise, function, numbers

# Do few dimensions, which force the network to generalize, give better neighbours?
few_dimensions = [
    Choice(
        "better than the whole table",
        right=lambda few, whole: max([0, *few]) > whole,
        reason="Fewer numbers leave less room for the noise of the counts.",
    ),
    Choice(
        "about as good",
        right=lambda few, whole: max([0, *few]) > whole - 0.05,
        reason="This would be so if a few dimensions held nearly all of the table.",
    ),
    Choice(
        "worse than the whole table",
        right=lambda few, whole: True,
        reason="The network learns from the table, and the table knows all that the "
        "network can learn.",
    ),
]

# Which fraction of the analogies is right?
analogies = [
    Choice(
        "most of them",
        right=lambda vectors, nearest_alone: vectors > 0.5,
        reason="The famous examples work; but they may have been picked.",
    ),
    Choice(
        "at most half, not far ahead of simply the nearest word",
        right=lambda vectors, nearest_alone: vectors < nearest_alone + 0.1,
        reason="Words that occur beside the same words are near each other anyway, with no "
        "need for the first pair.",
    ),
    Choice(
        "at most half, but far ahead of simply the nearest word",
        right=lambda vectors, nearest_alone: True,
        reason="This would be so if all pairs of a relation differed by about the same "
        "vector.",
    ),
]

# Are the neighbours better when pairs that never met are masked?
masked_zeros = [
    Choice(
        "better",
        right=lambda masked, plain: masked > plain + 0.05,
        reason="A zero may be mere chance, because the text is short.",
    ),
    Choice(
        "worse",
        right=lambda masked, plain: masked < plain - 0.05,
        reason="Entries that do not count in the loss may become anything.",
    ),
    Choice(
        "about the same",
        right=lambda masked, plain: True,
        reason="The pairs that did meet are learned either way.",
    ),
]


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


@exercise(1, numbers(2))
def check_exercise_1(factors):
    """Judge what shuffling the words does to the first two singular values."""
    manual, shuffled = values_of_words()
    mistakes = {
        "these are differences, not factors": shuffled - manual,
        "these are singular values, not factors": shuffled,
        "words occur as often as before; do they meet the same others?": [1, 1],
        "no entry is negative: have the rows nothing in common?": [0, 0],
    }
    compare(factors, shuffled / manual, mistakes, tolerance=0.06)


@exercise(2, function)
def check_exercise_2(pmi):
    """Judge positive PMI, without smoothing."""
    mistakes = {
        "below 0 it should be 0": information,
        "where is N?": np.zeros_like,
        "rows and columns have sums of their own": lambda x: np.maximum(
            information(x, axis=0), 0
        ),
        "where is the logarithm?": lambda x: np.exp(information(x)) * (x > 0),
        "that is with smoothing": ppmi,
    }
    tables = [random_matrix((3, 3), 1) + 0.1, 5 * random_matrix((6, 6), 2) ** 3]
    tables += [tables[0] + tables[0].T, np.array([[4.0, 0, 1], [0, 3, 0], [2, 0, 0]])]
    cases = [(table,) for table in tables]
    compare_on_cases(pmi, lambda x: ppmi(x, smoothing=1), mistakes, cases)


@exercise(3, function)
def check_exercise_3(odd_one):
    """Judge which of some words, given by their vectors, is not like the others."""
    mistakes = {
        "that is the one most like the others": lambda x: np.argmax(along(x)),
        "rows are counted from 0": lambda x: np.argmin(along(x)) + 1,
        "long vectors have large inner products": lambda x: np.argmin(x @ x.sum(axis=0)),
        "a distance depends on lengths, too": lambda x: np.argmax(
            np.linalg.norm(x - x.mean(axis=0), axis=1)
        ),
    }
    cases = [(family(seed),) for seed in range(12)]
    compare_on_cases(odd_one, lambda x: np.argmin(along(x)), mistakes, cases)

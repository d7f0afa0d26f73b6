"""The loop over epochs as one compiled function without state of its own.

What training changes comes in as an argument and goes out as a result: networks of one
shape share a graph and know nothing of each other, in as many threads as you like.
"""

import contextlib
import ctypes
import functools
import math
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import tensorflow as tf

from .checks import warn
from .rules import RULES


class State(NamedTuple):
    """What training changes, in vectors that hold all layers (of all runs) in turn.

    One vector is up to twice as fast as many matrices: a graph of few large operations.
    """

    weights: tf.Tensor
    memory: tuple  # what the update rule remembers
    last: tf.Tensor  # the last weights of finite loss


def as_state(weights, optimizer):
    """Return the state in which the training of W1, ..., WN begins."""
    vector = tf.concat([tf.reshape(weight, [-1]) for weight in weights], axis=0)
    return State(vector, (tf.zeros_like(vector),) * RULES[optimizer][1], vector)


def as_layers(vector, shapes):
    """Return W1, ..., WN, of these shapes, from the vector of all weights."""
    pieces = tf.split(vector, [math.prod(shape) for shape in shapes])
    return [tf.reshape(piece, shape) for piece, shape in zip(pieces, shapes, strict=True)]


def mean_squared_error(weights, matrix, observed, rows=None):
    """Return the mean squared error over the observed entries (of some rows), [(runs)]."""
    if rows is not None:
        weights = [tf.gather(weights[0], rows, axis=-2), *weights[1:]]
        matrix = tf.gather(matrix, rows)
        observed = None if observed is None else tf.gather(observed, rows)
    squares = tf.square(functools.reduce(tf.matmul, weights) - matrix)
    if observed is None:
        return _mean(squares)
    return tf.math.divide_no_nan(_mean(observed * squares), _mean(observed))


def _mean(x):
    # Columns first: twice as fast under XLA as one long sum, and more exact.
    return tf.reduce_mean(tf.reduce_mean(x, axis=-2), axis=-1)


def training_step(weights, memory, loss_of, update):
    """Return the loss, and weights and memory after one update: the step of 0_Problem."""
    with tf.GradientTape() as tape:
        tape.watch(weights)
        loss = loss_of(weights)
    # Of many runs, the gradient of all losses: they share no weight, so to each its own.
    gradient = tape.gradient(loss, weights)
    change, memory = update(gradient, memory)
    return loss, weights + change, memory


def run_epochs(shapes, optimizer, batch_size, state, data, plan, todo):
    """Run up to `todo` epochs; return the state, how many they were, losses, and a stop.

    data: the matrix; 1 where it is observed, else 0, or None for all of it; the mean
        squared error at which to stop, or -1; the settings of the update rule.
    plan: rates [epochs, updates], orders of the rows [epochs, rows] or None, and the
        number of updates made before.
    """
    matrix, observed, threshold, settings = data
    (rates, orders, made), rule = plan, RULES[optimizer][0]

    def loss_of(weights, rows=None):
        return mean_squared_error(as_layers(weights, shapes), matrix, observed, rows)

    def step(epoch, batch, weights, memory, rows=None):
        count = tf.cast(made + epoch * rates.shape[1] + batch + 1, rates.dtype)

        def update(gradient, memory):
            return rule(gradient, memory, rates[epoch, batch], count, *settings)

        return training_step(weights, memory, lambda w: loss_of(w, rows), update)

    def one_epoch(epoch, state, losses, stop):
        weights, memory, last = state
        if batch_size is None:
            loss, *after = step(epoch, 0, weights, memory)
        else:
            loss, of_epoch = loss_of(weights), functools.partial(step, epoch)
            after = over_batches(of_epoch, weights, memory, orders[epoch], batch_size)
        finite = tf.reduce_all(tf.math.is_finite(loss))
        losses = tf.tensor_scatter_nd_update(losses, [[epoch]], [loss])
        stop = ~finite | tf.reduce_all(loss <= threshold)
        return epoch + 1, State(*after, tf.where(finite, weights, last)), losses, stop

    losses = tf.zeros((rates.shape[0], *shapes[0][:-2]), rates.dtype)
    epochs, state, losses, stop = tf.while_loop(
        lambda epoch, state, losses, stop: (epoch < todo) & ~stop,
        one_epoch,
        (tf.constant(0), state, losses, tf.constant(False)),
    )
    return state, epochs, losses, stop


def over_batches(step, weights, memory, order, batch_size):
    """Take a step for each batch of rows in this order; the last one may be smaller."""
    full, rest = divmod(order.shape[0], batch_size)

    def one_batch(batch, weights, memory):
        rows = tf.slice(order, [batch * batch_size], [batch_size])
        return batch + 1, *step(batch, weights, memory, rows)[1:]

    _, *after = tf.while_loop(
        lambda batch, *_: batch < full, one_batch, (tf.constant(0), weights, memory)
    )
    return step(full, *after, order[-rest:])[1:] if rest else after


def signature(arguments):
    """Return what a graph for such arguments of `run_epochs` depends on: hashable."""
    return tf.nest.map_structure(
        lambda x: x if x is None else tf.type_spec_from_value(x), arguments
    )


@functools.lru_cache(maxsize=32)
def compiled_loop(shapes, optimizer, batch_size, signature, xla=True):
    """Return `run_epochs` compiled for layers of these shapes and such arguments."""
    run = functools.partial(run_epochs, shapes, optimizer, batch_size)
    graph = tf.function(run, jit_compile=xla, autograph=False)
    zeros = lambda x: x if x is None else tf.zeros(x.shape, x.dtype)  # noqa: E731
    try:
        # Each node of a graph keeps the stack it was made on, and that of a notebook is
        # deep: traced in a thread of its own, a graph takes a megabyte less.
        with ThreadPoolExecutor(1) as thread:
            loop = thread.submit(graph.get_concrete_function, *signature).result()
        loop(*tf.nest.map_structure(zeros, signature))  # no epoch, but XLA compiles
    except tf.errors.OpError as error:
        if not xla:
            raise
        warn(f"XLA is not available here ({type(error).__name__}); training is slower.")
        return compiled_loop(shapes, optimizer, batch_size, signature, False)
    with contextlib.suppress(AttributeError, OSError):  # Linux gives back what that took
        ctypes.CDLL(None).malloc_trim(0)
    return loop

"""The loop over epochs as one compiled function without state of its own.

What training changes comes in as an argument and goes out as a result: networks of one
shape share a graph and know nothing of each other, in as many threads as you like.
"""

import functools
import math
from concurrent.futures import ThreadPoolExecutor

import tensorflow as tf

from .checks import warn


def as_layers(vector, shapes):
    """Return W1, ..., WN, of these shapes, from the vector of all weights."""
    pieces = tf.split(vector, [math.prod(shape) for shape in shapes])
    return [tf.reshape(piece, shape) for piece, shape in zip(pieces, shapes, strict=True)]


def mean_squared_error(weights, matrix, observed=None):
    """Return the mean squared error of all entries, or of those observed, [(runs)]."""
    squares = tf.square(functools.reduce(tf.matmul, weights) - matrix)
    if observed is None:
        return _mean(squares)
    return tf.math.divide_no_nan(_mean(observed * squares), _mean(observed))


def _mean(x):
    # Columns first: twice as fast under XLA as one long sum, and more exact.
    return tf.reduce_mean(tf.reduce_mean(x, axis=-2), axis=-1)


def training_step(weights, memory, loss_of, rule, *settings):
    """Return the loss, and weights and memory after one update: the step of 0_Problem."""
    with tf.GradientTape() as tape:
        tape.watch(weights)
        loss = loss_of(weights)
    # Of many runs, the gradient of all losses: they share no weight, so to each its own.
    change, memory = rule(tape.gradient(loss, weights), memory, *settings)
    return loss, weights + change, memory


def run_epochs(shapes, rule, batch_size, state, data, plan, todo):
    """Run up to `todo` epochs; return the state, how many they were, losses, and a stop.

    state: all weights as a vector (up to twice as fast as many matrices), what the rule
        remembers of each, and the last weights of finite loss.
    data: the mean squared error at which to stop, or -1; the rule's settings; the matrix
        and, if not all of it is observed, 1 where it is, else 0.
    plan: the rate and the number of each update, [epochs, updates, 2], and for batches the
        orders of the rows, [epochs, rows].
    """
    threshold, settings, *tables = data
    updates, *orders = plan

    def loss_of(weights, rows=None):
        layers, entries = as_layers(weights, shapes), tables
        if rows is not None:
            layers[0] = tf.gather(layers[0], rows, axis=-2)
            entries = [tf.gather(table, rows) for table in tables]
        return mean_squared_error(layers, *entries)

    def step(epoch, batch, weights, memory, rows=None):
        of_rows = functools.partial(loss_of, rows=rows)
        settings_now = *tf.unstack(updates[epoch, batch]), *settings
        return training_step(weights, memory, of_rows, rule, *settings_now)

    def one_epoch(epoch, state, losses, stop):
        weights, memory, last = state
        if orders:
            loss, of_epoch = loss_of(weights), functools.partial(step, epoch)
            after = over_batches(of_epoch, weights, memory, orders[0][epoch], batch_size)
        else:
            loss, *after = step(epoch, 0, weights, memory)
        finite = tf.reduce_all(tf.math.is_finite(loss))
        losses = tf.tensor_scatter_nd_update(losses, [[epoch]], [loss])
        stop = ~finite | tf.reduce_all(loss <= threshold)
        return epoch + 1, (*after, tf.where(finite, weights, last)), losses, stop

    losses = tf.zeros((updates.shape[0], *shapes[0][:-2]), updates.dtype)
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

    begin = tf.constant(0), weights, memory
    _, *after = tf.while_loop(lambda batch, *_: batch < full, one_batch, begin)
    return step(full, *after, order[-rest:])[1:] if rest else after


@functools.lru_cache(maxsize=128)  # a graph that is dropped gives no memory back
def compiled_loop(shapes, rule, batch_size, signature, xla=True):
    """Return `run_epochs` compiled for arguments of this signature, nested TensorSpecs."""
    run = functools.partial(run_epochs, shapes, rule, batch_size)
    graph = tf.function(run, jit_compile=xla, autograph=False)
    zeros = tf.nest.map_structure(lambda spec: tf.zeros(spec.shape, spec.dtype), signature)
    try:
        # Each node of a graph keeps the stack it was made on, and that of a notebook is
        # deep: traced in a thread of its own, a graph takes a megabyte less.
        with ThreadPoolExecutor(1) as thread:
            loop = thread.submit(graph.get_concrete_function, *signature).result()
        loop(*zeros)  # no epoch, but XLA compiles
    except tf.errors.OpError as error:
        if not xla:
            raise
        warn(f"XLA is not available here ({type(error).__name__}); training is slower.")
        return compiled_loop(shapes, rule, batch_size, signature, False)
    return loop

"""The epochs of a training as one compiled program, around the step that 0_Problem writes.

A program owns weights of certain shapes and a Keras optimizer that moves them. To compile
one takes a tenth of a second or more. Therefore programs are kept when they are done, and
each trains one network at a time: two threads never share one.
"""

import contextlib
import ctypes
import functools
import math
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import tensorflow as tf

from .checks import warn
from .optimizers import single_precision


def as_layers(vector, shapes):
    """Return W1, ..., WN, of these shapes, as pieces of the vector of all weights."""
    pieces = tf.split(vector, [math.prod(shape) for shape in shapes])
    return [tf.reshape(piece, shape) for piece, shape in zip(pieces, shapes, strict=True)]


def mean_squared_error(layers, matrix, observed=None):
    """Return how far the product of the layers is from a matrix.

    Parameters
    ----------
    layers : list of tensor
        W1, ..., WN, with an axis of runs in front if there are many runs.
    matrix : tensor
        Of shape [rows, columns].
    observed : tensor, optional
        Of the same shape: 1 where an entry is observed, else 0.

    Returns
    -------
    tensor
        The mean of the squared errors, of shape [] or [runs], in squared
        units of the matrix.

    Examples
    --------
    >>> float(mean_squared_error([tf.eye(2), tf.eye(2)], tf.zeros((2, 2))))
    0.5
    """
    squares = tf.square(functools.reduce(tf.matmul, layers) - matrix)
    if observed is None:
        return _mean(squares)
    return tf.math.divide_no_nan(_mean(observed * squares), _mean(observed))


def sum_of_squares(layers):
    """Return the sum of all squared weights, of shape [] or [runs].

    Parameters
    ----------
    layers : list of tensor
        W1, ..., WN, with an axis of runs in front if there are many runs.

    Returns
    -------
    tensor

    Examples
    --------
    >>> float(sum_of_squares([tf.eye(2), 2 * tf.eye(2)]))
    10.0
    """
    return tf.add_n([tf.reduce_sum(tf.square(layer), axis=[-2, -1]) for layer in layers])


def _mean(table):
    # Columns first: this is twice as fast under XLA as one long sum, and more exact.
    return tf.reduce_mean(tf.reduce_mean(table, axis=-2), axis=-1)


class Program:
    """Weights, a Keras optimizer, and the compiled loop in which the one moves the other.

    Parameters
    ----------
    shapes : tuple of tuple of int
        The shapes of W1, ..., WN, with an axis of runs in front if there are many runs.
    dtype : str
        The type of the weights.
    recipe : utils.optimizers.Recipe
        What the optimizer is made from.
    batch_size : int or None
        The number of rows in a batch; None stands for all rows.
    masked : bool
        Whether only a part of the matrix is observed.
    penalized : bool
        Whether the squares of the weights are added to what is minimized.
    """

    def __init__(self, shapes, dtype, recipe, batch_size, masked, penalized):
        self.shapes = shapes
        self.dtype = dtype
        self.recipe = recipe
        self.batch_size = batch_size
        self.runs = shapes[0][:-2]
        self.rows = shapes[0][-2]
        self.columns = shapes[-1][-1]
        self.shuffled_rows = self.rows if batch_size else 0
        self.updates = math.ceil(self.rows / (batch_size or self.rows))  # in an epoch
        # What one call is told and returns must stay small in memory: learning rates and
        # losses, or the orders of the rows.
        most = 64 if batch_size else min(2**14, 2**18 // math.prod(self.runs))
        self.most_epochs = max(64, most)
        if recipe.entrywise:
            # One vector for all layers is up to twice as fast as many small matrices.
            size = sum(math.prod(shape) for shape in shapes)
            self.weights = [tf.keras.Variable(tf.zeros(size, dtype))]
        else:
            self.weights = [tf.keras.Variable(tf.zeros(shape, dtype)) for shape in shapes]
        # The last weights with a finite loss.
        self.finite_weights = [tf.Variable(weight.value) for weight in self.weights]
        self.penalty = tf.Variable(tf.zeros(self.runs, dtype)) if penalized else None
        self.optimizer = self._new_optimizer()
        self.fresh = [variable.numpy() for variable in self.optimizer.variables]
        self.run = self._compiled(masked)

    def begin(self, layers, penalty):
        """Take over W1, ..., WN, with the optimizer as it is before its first update.

        Parameters
        ----------
        layers : list of tensor
            W1, ..., WN, with an axis of runs in front if there are many runs.
        penalty : array
            The weight of the penalty, of shape [] or [runs].
        """
        if self.recipe.entrywise:
            layers = [tf.concat([tf.reshape(layer, [-1]) for layer in layers], axis=0)]
        for weight, finite_weight, layer in zip(
            self.weights, self.finite_weights, layers, strict=True
        ):
            weight.assign(layer)
            finite_weight.assign(layer)
        if self.penalty is not None:
            self.penalty.assign(penalty)

        fresh = self.fresh
        if not self.recipe.entrywise:  # then it may begin with a copy of the weights
            fresh = self._new_optimizer().variables
        for variable, value in zip(self.optimizer.variables, fresh, strict=True):
            variable.assign(value)

    def _new_optimizer(self):
        optimizer = self.recipe.new_optimizer()
        with single_precision():  # of the learning rate and the counter, not of the weights
            optimizer.build(self.weights)
        return optimizer

    def layers(self, last_finite=False):
        """Return W1, ..., WN as they are now, or the last of them with a finite loss."""
        weights = self.finite_weights if last_finite else self.weights
        if self.recipe.entrywise:
            return as_layers(weights[0], self.shapes)
        return [tf.identity(weight) for weight in weights]

    def is_finite(self):
        """Return whether all weights are finite."""
        return all(np.isfinite(weight).all() for weight in self.weights)

    def loss(self, tables, rows=None):
        """Return the mean squared error of these rows, or of all."""
        layers = self.layers()
        if rows is not None:
            layers[0] = tf.gather(layers[0], rows, axis=-2)
            tables = [tf.gather(table, rows) for table in tables]
        return mean_squared_error(layers, *tables)

    def training_step(self, learning_rate, tables, rows=None):
        """Make an update, and return the loss before it: this is the step of 0_Problem."""
        self.optimizer.learning_rate.assign(learning_rate)
        with tf.GradientTape() as tape:
            # Of many runs, this takes the gradient of the sum of their losses. They share
            # no weight, so that each run gets the gradient of its own loss.
            loss = self.loss(tables, rows)
            objective = loss
            if self.penalty is not None:
                objective += self.penalty * sum_of_squares(self.layers())
        gradients = tape.gradient(objective, [weight.value for weight in self.weights])
        self.optimizer.apply(gradients, self.weights)
        return loss

    def run_epochs(self, todo, learning_rates, orders, tables):
        """Run epochs until a loss is not finite; this is what gets compiled.

        Parameters
        ----------
        todo : tensor
            The number of epochs to run, at most `most_epochs`.
        learning_rates : tensor
            Of each update, of shape [most_epochs, updates].
        orders : tensor
            The order of the rows in each epoch, of shape [most_epochs, shuffled_rows].
        tables : list of tensor
            The matrix and, if only a part is observed, 1 where it is, else 0.

        Returns
        -------
        done : tensor
            How many epochs were run.
        losses : tensor
            Of shape [most_epochs] or [most_epochs, runs]; zero beyond `done`.
        """

        def one_epoch(epoch, losses, finite):
            before = [tf.identity(weight) for weight in self.weights]
            if self.batch_size is None:
                loss = self.training_step(learning_rates[epoch, 0], tables)
            else:
                loss = self.loss(tables)
                self._over_batches(learning_rates[epoch], orders[epoch], tables)
            losses = tf.tensor_scatter_nd_update(losses, [[epoch]], [loss])
            finite = tf.reduce_all(tf.math.is_finite(loss))
            for kept, weight in zip(self.finite_weights, before, strict=True):
                kept.assign(tf.where(finite, weight, kept))
            return epoch + 1, losses, finite

        done, losses, _ = tf.while_loop(
            lambda epoch, losses, finite: (epoch < todo) & finite,
            one_epoch,
            (tf.constant(0), self._no_losses(), tf.constant(True)),
        )
        return done, losses

    def _no_losses(self):
        return tf.zeros((self.most_epochs, *self.runs), self.dtype)

    def _over_batches(self, learning_rates, order, tables):
        """Make an update for each batch of rows; the last one may be smaller."""
        size = self.batch_size
        full_batches, rest = divmod(self.rows, size)

        def one_batch(batch):
            rows = tf.slice(order, [batch * size], [size])
            self.training_step(learning_rates[batch], tables, rows)
            return (batch + 1,)

        tf.while_loop(lambda batch: batch < full_batches, one_batch, (tf.constant(0),))
        if rest:
            self.training_step(learning_rates[full_batches], tables, order[-rest:])

    def _compiled(self, masked):
        """Return `run_epochs` as a graph, compiled by XLA where that is available."""
        table = tf.TensorSpec([self.rows, self.columns], self.dtype)
        signature = (
            tf.TensorSpec([], tf.int32),
            tf.TensorSpec([self.most_epochs, self.updates], tf.float32),
            tf.TensorSpec([self.most_epochs, self.shuffled_rows], tf.int32),
            [table, table] if masked else [table],
        )
        no_epochs = tf.nest.map_structure(
            lambda spec: tf.zeros(spec.shape, spec.dtype), signature
        )
        try:
            run = self._graph(signature, jit_compile=True)
            run(*no_epochs)  # it is at its first call that XLA compiles
        except tf.errors.OpError as error:
            warn(f"XLA is not available here ({type(error).__name__}); training is slower.")
            run = self._graph(signature, jit_compile=False)
        _give_back_memory()
        return run

    def _graph(self, signature, jit_compile):
        function = tf.function(self.run_epochs, jit_compile=jit_compile, autograph=False)
        # Each node of a graph keeps the stack it was made on, and that of a notebook is
        # deep: traced in a thread of its own, a graph takes a megabyte less.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(function.get_concrete_function, *signature).result()


def _give_back_memory():
    """Have the C library return memory that is free, of which compiling leaves a lot.

    Only Linux has a call for this. It takes two milliseconds, and saves some twenty
    megabytes in a chapter's kernel.
    """
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:  # other C libraries than GNU's do not have it
            trim(0)


@contextlib.contextmanager
def borrowed_program(shapes, dtype, recipe, batch_size, masked, penalized):
    """Lend a program that nobody else uses, until the end of the `with` block.

    Parameters
    ----------
    shapes, dtype, recipe, batch_size, masked, penalized
        As `Program` takes them.

    Yields
    ------
    Program
    """
    settings = repr(recipe.settings)
    idle = _idle_programs(
        shapes, dtype, recipe.kind, settings, batch_size, masked, penalized
    )
    try:
        program = idle.pop()  # no two threads get the same one
    except IndexError:
        program = Program(shapes, dtype, recipe, batch_size, masked, penalized)
    try:
        yield program
    finally:
        idle.append(program)


@functools.lru_cache(maxsize=128)  # not more, since a program takes a few megabytes
def _idle_programs(*key):
    """Return the list of the programs of one kind that are not in use."""
    return []

"""The loop over epochs as one compiled graph: what makes training fast."""

import functools
import json
import warnings
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import tensorflow as tf

from .checks import shown

optimizers = tf.keras.optimizers

# Keras optimizers that treat every entry of a weight alike, whichever matrix or run it
# belongs to, as long as they clip no norms.
PER_ENTRY = (
    "SGD",
    "RMSprop",
    "Adam",
    "AdamW",
    "Adamax",
    "Nadam",
    "Adagrad",
    "Adadelta",
)
PER_ENTRY += ("Ftrl", "Lion")

_loops = {}


def compiled_loop(network, optimizer, batch_size):
    """Return the loop for these shapes and settings, the same whenever they come again.

    TypeError or ValueError if `optimizer` is not None, a Keras optimizer or its name.
    """
    optimizer = _keras_optimizer(optimizer)
    if network.runs is not None and not _is_per_entry(optimizer):
        raise ValueError(
            f"optimizer must be one of {', '.join(PER_ENTRY)}, without clipping by norm, "
            "to keep the runs independent, but it is "
            f"{type(optimizer).__name__}{' with clipping' if _clips(optimizer) else ''}."
        )
    rate, config = _settings(optimizer)
    key = (
        (tuple(network.shapes), network.runs, network.dtype, batch_size),
        (type(optimizer), type(rate), json.dumps(config, sort_keys=True, default=str)),
    )
    if key not in _loops:
        if len(_loops) == 32:  # so that old weights do not fill the memory
            del _loops[next(iter(_loops))]
        copy = type(optimizer).from_config(config | {"learning_rate": rate})
        _loops[key] = _Loop(network.shapes, network.runs, network.dtype, batch_size, copy)
    loop = _loops[key]
    if isinstance(rate, float):
        loop.optimizer.learning_rate = rate
    return loop


class _Loop:
    """A compiled loop with the variables it works on.

    A per-entry optimizer is given all weights as one long vector: a graph of few large
    operations is up to twice as fast as one of many small ones.
    """

    def __init__(self, shapes, runs, dtype, batch_size, optimizer):
        self.lead = () if runs is None else (runs,)
        self.shapes = [self.lead + shape for shape in shapes]
        self.dtype, self.batch_size = dtype, batch_size
        self.sizes = [np.prod(shape) for shape in self.shapes]
        self.as_vector = _is_per_entry(optimizer)
        pieces = [sum(self.sizes)] if self.as_vector else self.shapes
        zeros = [np.zeros(piece, dtype) for piece in pieces]
        self.variables = [tf.Variable(zero) for zero in zeros]
        self.last_finite = [tf.Variable(zero) for zero in zeros]
        self.optimizer = optimizer
        self.optimizer.build(self.variables)
        rate = optimizer._learning_rate  # not part of a start: compiled_loop sets it
        self.state = [v for v in optimizer.variables if v is not rate]
        self.fresh = [variable.numpy() for variable in self.state]
        # Epochs in one call: as many as losses, or orders of rows, stay small in memory.
        self.most = 64 if batch_size else max(1, min(2**14, 2**20 // (runs or 1)))
        self.graph = tf.function(self._epochs, jit_compile=_xla_works(), autograph=False)

    @property
    def learning_rate(self):
        return float(self.optimizer.learning_rate)

    def weights(self):
        """Return W1, ..., WN as tensors [(runs,) rows, columns]."""
        if not self.as_vector:
            return [tf.convert_to_tensor(variable) for variable in self.variables]
        pieces = zip(tf.split(self.variables[0], self.sizes), self.shapes, strict=True)
        return [tf.reshape(piece, shape) for piece, shape in pieces]

    def begin(self, weights, matrix, observed, tolerance, seed):
        """Take over weights and data; start the optimizer afresh."""
        if self.as_vector:
            weights = [tf.concat([tf.reshape(weight, [-1]) for weight in weights], axis=0)]
        assign(self.variables, weights)
        assign(self.last_finite, weights)
        assign(self.state, self.fresh)
        self.seed = seed
        self.data = (
            tf.constant(matrix),
            None if observed is None else tf.constant(observed, self.dtype),
            tf.constant(-1 if tolerance is None else tolerance**2, self.dtype),
        )
        order = tf.TensorSpec((self.most, matrix.shape[0]), tf.int32)
        kinds = (
            *self.data,
            order if self.batch_size else None,
            tf.TensorSpec((), tf.int32),
        )
        # Every node of a graph keeps the stack it was made on, and that of a notebook is
        # deep: traced in a thread of its own, a graph takes a megabyte less.
        with ThreadPoolExecutor(1) as thread:
            tracing = thread.submit(self.graph.get_concrete_function, *kinds)
        self.compiled = tracing.result()

    def run(self, epoch, todo):
        """Run up to `todo` epochs; return their losses, and whether the last one stops."""
        orders = None
        if self.batch_size:
            rows = self.data[0].shape[0]
            orders = np.zeros((self.most, rows), np.int32)
            for done in range(todo):
                orders[done] = shuffled_rows(rows, self.seed, epoch + done)
            orders = tf.constant(orders)
        done, losses, stop = self.compiled(*self.data, orders, tf.constant(todo))
        return losses.numpy()[: int(done)], bool(stop)

    def finish(self, weights, step_back):
        """Hand the weights over: with `step_back`, those before the last update."""
        if step_back:
            assign(self.variables, self.last_finite)
        assign(weights, self.weights())
        self.data = None

    def is_finite(self):
        """Return whether all weights are finite."""
        return all(np.isfinite(variable.numpy()).all() for variable in self.variables)

    def _epochs(self, matrix, observed, threshold, orders, todo):
        def epoch(done, losses, stop):
            if not self.batch_size:
                loss, gradients = self._gradients(matrix, observed)
            else:
                loss = _loss(self.weights(), matrix, observed)
            finite = tf.reduce_all(tf.math.is_finite(loss))
            for last, variable in zip(self.last_finite, self.variables, strict=True):
                last.assign(tf.where(finite, variable, last))
            if not self.batch_size:
                self.optimizer.apply(gradients, self.variables)
            else:
                self._batches(matrix, observed, orders[done])
            losses = tf.tensor_scatter_nd_update(losses, [[done]], [loss])
            stop = ~finite | tf.reduce_all(loss <= threshold)
            return done + 1, losses, stop

        losses = tf.zeros((self.most, *self.lead), self.dtype)
        return tf.while_loop(
            lambda done, losses, stop: (done < todo) & ~stop,
            epoch,
            (tf.constant(0), losses, tf.constant(False)),
        )

    def _gradients(self, matrix, observed, rows=None):
        with tf.GradientTape() as tape:
            loss = _loss(self.weights(), matrix, observed, rows)
        # Of the sum over the runs: since they share no weight, of each run's own loss.
        return loss, tape.gradient(loss, self.variables)

    def _batches(self, matrix, observed, order):
        """Make one update for each batch of rows; the last one may be smaller."""

        def update(rows):
            _, gradients = self._gradients(matrix, observed, rows)
            self.optimizer.apply(gradients, self.variables)

        def update_full(batch):
            update(tf.slice(order, [batch * self.batch_size], [self.batch_size]))
            return (batch + 1,)

        full, rest = divmod(matrix.shape[0], self.batch_size)
        tf.while_loop(lambda batch: batch < full, update_full, (tf.constant(0),))
        if rest:
            update(order[-rest:])


def shuffled_rows(rows, seed, epoch):
    """Return the order of the rows in an epoch, [rows]; it follows from seed and epoch."""
    return np.random.default_rng((seed, epoch)).permutation(rows)


def _loss(weights, matrix, observed, rows=None):
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


def assign(variables, values):
    """Give each variable its value."""
    for variable, value in zip(variables, values, strict=True):
        variable.assign(value)


def _keras_optimizer(optimizer):
    if optimizer is None:
        return optimizers.Adam(1e-3)
    if isinstance(optimizer, optimizers.Optimizer):
        return optimizer
    message = (
        "optimizer must be None, a Keras optimizer or the name of one, such as 'adam', "
        f"but it is {shown(optimizer)}."
    )
    if not isinstance(optimizer, str):
        raise TypeError(message)
    try:
        return optimizers.get(optimizer)
    except ValueError:
        raise ValueError(message) from None


def _settings(optimizer):
    """Return the learning rate, a float or a schedule, and the other settings.

    The settings of a schedule are among those; a number is not, for no graph depends on it.
    """
    rate = optimizer._learning_rate  # the public property is its present value
    is_schedule = isinstance(rate, optimizers.schedules.LearningRateSchedule)
    if callable(rate) and not is_schedule:
        raise ValueError(
            "optimizer must have a number or a Keras schedule as its learning rate, but "
            "it has a function."
        )
    try:
        config = optimizer.get_config()
    except NotImplementedError:
        raise ValueError(
            "optimizer must have a learning-rate schedule that can start afresh, but "
            f"{type(rate).__name__} has no get_config method."
        ) from None
    del config["name"]  # numbered by Keras, no setting
    if is_schedule:
        return rate, config
    return config.pop("learning_rate"), config


def _is_per_entry(optimizer):
    known = [getattr(optimizers, name) for name in PER_ENTRY]
    return type(optimizer) in known and not _clips(optimizer)


def _clips(optimizer):
    return optimizer.clipnorm is not None or optimizer.global_clipnorm is not None


@functools.cache
def _xla_works():
    """Return whether XLA can compile here, and say so once if it cannot."""
    try:
        tf.function(lambda: tf.constant(1.0), jit_compile=True, autograph=False)()
    except tf.errors.OpError as error:
        warnings.warn(
            "XLA is not available here: training uses TensorFlow's plain graph, which is "
            f"slower ({type(error).__name__}).",
            RuntimeWarning,
            stacklevel=2,
        )
        return False
    return True

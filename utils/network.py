"""A linear network, W1 W2 ... WN, and its training."""

import functools
import os
import signal
import threading
import time
import warnings
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import numpy as np
import tensorflow as tf
from tqdm.auto import tqdm

from .checks import observed_mask, real_matrix, real_number, shown, whole_number
from .loop import assign, compiled_loop
from .theory import best_rmse

keras = tf.keras

NO_BARS = "TQDM_DISABLE" in os.environ  # tqdm's own switch, which its notebook bar ignores


class LinearNetwork(tf.Module):
    """A network without activation or bias: for an input x it gives x W1 W2 ... WN.

    layer_sizes: two or more whole numbers; W_j has the shape [layer_sizes[j-1],
        layer_sizes[j]], so [2, 3, 4] is 2 rows, 3 hidden units, 4 columns.
    initializer: "normal" (mean 0, variance 1), "orthogonal", "glorot_normal",
        "orthogonal_but_one" (orthogonal, but the outer layer on the longer side of the
        matrix is zero: the start for many layers), or a function (shape, seed) -> array.
    seed: a whole number; the same seed gives the same start, in either dtype.
    runs: None for one network, or a number of independent ones, side by side along a
        leading axis of every weight. Run r starts like the single network of seed
        `run_seed(seed, r)`.
    dtype: "float32" or "float64".

    TypeError or ValueError if an argument is anything else.
    """

    def __init__(
        self, layer_sizes, initializer="normal", seed=0, runs=None, dtype="float32"
    ):
        super().__init__()
        self.layer_sizes = _layer_sizes(layer_sizes)
        self.dtype = _dtype(dtype)
        self.runs = None if runs is None else whole_number("runs", runs, 1)
        _check_initializer(initializer)
        seeds = [whole_number("seed", seed, 0)]
        if self.runs is not None:
            seeds = [run_seed(seed, run) for run in range(self.runs)]
        weights = _starts(self.shapes, initializer, seeds)
        if self.runs is None:
            weights = [layer[0] for layer in weights]
        if initializer == "orthogonal_but_one":
            last_is_longer = self.layer_sizes[-1] >= self.layer_sizes[0]
            outer = -1 if last_is_longer else 0
            weights[outer] = np.zeros_like(weights[outer])
        self.weights = [tf.Variable(weight, dtype=self.dtype) for weight in weights]

    @property
    def shapes(self):
        """The shapes of W1, W2, ..., WN, without the axis of runs."""
        return list(zip(self.layer_sizes[:-1], self.layer_sizes[1:], strict=True))

    def __call__(self, x):
        """Return x W1 W2 ... WN, a tensor [(runs,) k, columns], for x of [k, rows].

        ValueError if x has another shape.
        """
        x = tf.convert_to_tensor(x, dtype=self.dtype)
        if x.shape.rank != 2 or x.shape[1] != self.layer_sizes[0]:
            raise ValueError(
                f"x must have the shape (any, {self.layer_sizes[0]}), "
                f"but its shape is {tuple(x.shape)}."
            )
        return functools.reduce(tf.matmul, self.weights, x)

    def end_to_end(self):
        """Return the product W1 W2 ... WN, a tensor [(runs,) rows, columns]."""
        return functools.reduce(tf.matmul, self.weights)


def run_seed(seed, run):
    """Return the seed of the single network that starts like number `run` of many.

    LinearNetwork(sizes, seed=run_seed(seed, r)) starts like run r of
    LinearNetwork(sizes, seed=seed, runs=...); different seeds share no run.
    TypeError or ValueError if `seed` or `run` is not a whole number of at least 0.
    Source: numpy.random.SeedSequence, with the run as spawn key.
    """
    seed, run = whole_number("seed", seed, 0), whole_number("run", run, 0)
    return int(np.random.SeedSequence(seed, spawn_key=(run,)).generate_state(1)[0])


INITIALIZERS = {
    "normal": functools.partial(keras.initializers.RandomNormal, stddev=1.0),
    "orthogonal": keras.initializers.Orthogonal,
    "glorot_normal": keras.initializers.GlorotNormal,
    "orthogonal_but_one": keras.initializers.Orthogonal,
}


def _check_initializer(initializer):
    named = isinstance(initializer, str) and initializer in INITIALIZERS
    if not named and not callable(initializer):
        raise ValueError(
            f"initializer must be one of {', '.join(INITIALIZERS)} or a function "
            f"(shape, seed), but it is {shown(initializer)}."
        )


def _starts(shapes, initializer, seeds):
    """Return for each layer an array [seeds, rows, columns]."""
    layers = [np.random.SeedSequence(seed).generate_state(len(shapes)) for seed in seeds]
    draw = _drawn_by_function if callable(initializer) else _drawn_by_keras
    columns = zip(shapes, np.transpose(layers), strict=True)
    return [draw(initializer, shape, layer_seeds) for shape, layer_seeds in columns]


def _drawn_by_function(initializer, shape, seeds):
    weights = [np.asarray(initializer(shape, int(seed))) for seed in seeds]
    for weight in weights:
        if weight.shape != shape or not np.isfinite(weight).all():
            raise ValueError(
                f"initializer must give finite numbers of shape {shape}, "
                f"but it gave {shown(weight)}."
            )
    return np.stack(weights)


# In float32 for either dtype of network, so that both start alike.
def _drawn_by_keras(initializer, shape, seeds):
    if len(seeds) > 10:
        return _drawing(initializer, shape)(tf.constant(seeds, tf.int64)).numpy()
    initializers = [INITIALIZERS[initializer](seed=int(seed)) for seed in seeds]
    return np.stack([draw(shape, "float32") for draw in initializers])


@functools.cache
def _drawing(initializer, shape):
    """Return a graph that draws for many seeds what Keras would, forty times faster."""
    generator = keras.random.SeedGenerator(0)
    draw = INITIALIZERS[initializer](seed=generator)

    def drawn(seed):
        generator.state.assign([seed, 0])  # as Keras does for a whole number
        return draw(shape, "float32")

    @tf.function(autograph=False)
    def drawn_each(seeds):
        return tf.map_fn(
            drawn, seeds, fn_output_signature=tf.float32, parallel_iterations=1
        )

    return drawn_each.get_concrete_function(tf.TensorSpec([None], tf.int64))


def _layer_sizes(sizes):
    if not isinstance(sizes, Iterable) or len(sizes := list(sizes)) < 2:
        raise ValueError(
            "layer_sizes must be a list of two or more whole numbers, "
            f"such as [2, 3, 4], but it is {shown(sizes)}."
        )
    return [whole_number("every layer size", size, 1) for size in sizes]


def _dtype(dtype):
    try:
        name = tf.as_dtype(dtype).name
    except TypeError:
        name = dtype
    if name not in ("float32", "float64"):
        raise ValueError(f"dtype must be float32 or float64, but it is {shown(name)}.")
    return name


@dataclass(repr=False)
class History:
    """What a training recorded.

    loss: the mean squared error before each epoch's first update, in squared units of
        the matrix, [epochs] or [epochs, runs].
    stopped_by: "epochs", "tolerance", "diverged" or "interrupted".
    snapshots: {epoch: [W1, ..., WN]}, the weights that had the loss of that epoch.
    network: the LinearNetwork that was trained.
    """

    loss: np.ndarray
    stopped_by: str
    snapshots: dict = field(default_factory=dict)
    network: LinearNetwork = None

    @property
    def rmse(self):
        """The root of the loss, in units of the matrix, of the same shape."""
        return np.sqrt(self.loss)

    @property
    def epochs(self):
        """The number of epochs recorded."""
        return len(self.loss)

    def __repr__(self):
        return f"History(epochs={self.epochs}, stopped_by={self.stopped_by!r})"


def decayed_adam(epochs, learning_rate=0.03):
    """Return Keras' Adam with a rate that falls along half a cosine to zero.

    Its memory of past squared gradients is shortened to some 100 updates (beta_2 = 0.99
    for the usual 0.999), so that the last updates are not slowed by a jump of long ago.

    epochs: the number of updates until the rate is zero; an epoch is one update, unless
        the training goes by batches.
    learning_rate: the rate at the start.
    TypeError or ValueError if `epochs` is no whole number or the rate is not positive.
    Source: Loshchilov and Hutter 2017, arXiv 1608.03983, one cycle.
    """
    epochs = whole_number("epochs", epochs, 1)
    learning_rate = real_number(
        "learning_rate", learning_rate, "a positive number", lambda x: 0 < x < np.inf
    )
    return keras.optimizers.Adam(
        keras.optimizers.schedules.CosineDecay(learning_rate, decay_steps=epochs),
        beta_2=0.99,
    )


def train(
    network,
    matrix,
    *,
    epochs=20_000,
    optimizer=None,
    tolerance=None,
    batch_size=None,
    mask=None,
    snapshot_every=None,
    seed=0,
    progress=False,
):
    """Train `network` in place until W1 W2 ... WN is close to `matrix`; return a History.

    matrix: [rows, columns]; lists, integers and data frames are converted.
    epochs: how often to go through all rows.
    optimizer: a Keras optimizer or its name; None is Adam with a rate of 1e-3. It always
        starts afresh; the object you pass stays as it is.
    tolerance: stop at the first epoch whose rmse, in units of the matrix, is at most
        this (in all runs at once), with the weights that had it.
    batch_size: rows in a batch, their order shuffled each epoch; None is all rows.
    mask: boolean [rows, columns], True where an entry is observed; None is everywhere.
    snapshot_every: keep the weights of epochs 0, k, 2k, ...
    seed: of the shuffled order.
    progress: show a bar.

    The loss is the mean squared error over the observed entries. At the first loss that
    is not finite, training warns and stops with the last weights of finite loss. An
    interrupt (the stop button) ends it after the present epoch, and nothing is lost.
    TypeError or ValueError, before any work, if an argument does not fit.
    """
    if not isinstance(network, LinearNetwork):
        raise TypeError(f"network must be a LinearNetwork, but it is {shown(network)}.")
    matrix = real_matrix(matrix, mask, network.dtype)
    shape = (network.layer_sizes[0], network.layer_sizes[-1])
    if matrix.shape != shape:
        raise ValueError(
            f"matrix must have the shape {shape}, the first and the last of the layer "
            f"sizes, but its shape is {matrix.shape}."
        )
    observed = None if mask is None else observed_mask(mask, shape)
    epochs = whole_number("epochs", epochs, 1)
    if tolerance is not None:
        allowed = "None or a number of at least 0"
        tolerance = real_number("tolerance", tolerance, allowed, lambda x: x >= 0)
    if batch_size is not None:
        batch_size = whole_number("batch_size", batch_size, 1, most=shape[0])
    if snapshot_every is not None:
        snapshot_every = whole_number("snapshot_every", snapshot_every, 1)
    seed = whole_number("seed", seed, 0, most=2**63 - 1)
    loop = compiled_loop(network, optimizer, batch_size)
    _check_scale(matrix if mask is None else matrix[observed])

    loop.begin(network.weights, matrix, observed, tolerance, seed)
    losses = np.empty((epochs, *network.weights[0].shape[:-2]), network.dtype)
    snapshots, stopped_by = {}, "epochs"
    epoch, at_once = 0, 1
    with (
        _held_interrupts() as interrupts,
        tqdm(total=epochs, unit="epoch", disable=not progress or NO_BARS) as bar,
    ):
        while epoch < epochs and stopped_by == "epochs":
            todo = min(at_once, epochs - epoch)
            if snapshot_every is not None:
                if epoch % snapshot_every == 0:
                    snapshots[epoch] = [weight.numpy() for weight in loop.weights()]
                todo = min(todo, snapshot_every - epoch % snapshot_every)
            started = time.perf_counter()
            loss, stop = loop.run(epoch, todo)
            seconds = time.perf_counter() - started
            losses[epoch : epoch + len(loss)] = loss
            epoch += len(loss)
            bar.update(len(loss))
            if stop:
                finite = np.isfinite(loss[-1]).all()
                stopped_by = "tolerance" if finite else "diverged"
            elif interrupts:
                stopped_by = "interrupted"
            # Calls long enough to cost nothing, short enough to be interrupted.
            at_once = max(1, int(min(todo * 0.2 / seconds, loop.most)))

    if not stop and not loop.is_finite():  # the last update has no loss to tell of it
        stopped_by = "diverged"
    loop.finish(network.weights, step_back=stopped_by in ("tolerance", "diverged"))
    if stopped_by == "diverged":
        warnings.warn(
            f"Training diverged: the loss is not finite at epoch {epoch - stop}, with a "
            f"learning rate of {loop.learning_rate:.3g}; the network keeps the last "
            "weights of finite loss.",
            RuntimeWarning,
            stacklevel=2,
        )
    return History(losses[:epoch], stopped_by, snapshots, network)


def sweep(matrix, hidden_sizes, *, epochs=10_000, seed=0, progress=False):
    """Train one network for each hidden size, all at once; return a History.

    matrix: [rows, columns], of any scale; lists, integers and data frames are converted.
    hidden_sizes: whole numbers, at least 1; W1 is [rows, size], W2 [size, columns].
    epochs, progress: as in `train`.
    seed: run r starts as LinearNetwork([rows, size, columns], "orthogonal_but_one",
        seed=run_seed(seed, r)) does.

    It follows the recipe of the series: the matrix divided by its root mean square, one
    layer orthogonal and one zero at the start, `decayed_adam`. The History has a run for
    each size, in that order and in units of the matrix. Its `network` holds them padded
    with zeros to the widest: a hidden unit whose weights are all zero has zero gradient
    and stays as it is. If a size misses its exact optimum, a warning says so.
    TypeError or ValueError, before any work, if an argument does not fit.
    """
    matrix = real_matrix(matrix)
    seed = whole_number("seed", seed, 0)
    if not isinstance(hidden_sizes, Iterable):
        raise TypeError(
            "hidden_sizes must be a list of whole numbers, "
            f"but it is {shown(hidden_sizes)}."
        )
    sizes = [whole_number("every hidden size", size, 1) for size in hidden_sizes]
    if not sizes:
        raise ValueError("hidden_sizes must hold at least one size, but it is empty.")
    epochs = whole_number("epochs", epochs, 1)
    largest = np.abs(matrix).max() or 1.0  # the squares of large entries could overflow
    scale = largest * np.sqrt(np.mean((matrix / largest) ** 2)) or 1.0
    rows, columns = matrix.shape
    network = LinearNetwork([rows, max(sizes), columns], _zeros, runs=len(sizes))
    first, second = (weight.numpy() for weight in network.weights)
    for run, size in enumerate(sizes):
        shape = [rows, size, columns]
        start = LinearNetwork(shape, "orthogonal_but_one", run_seed(seed, run))
        first[run, :, :size], second[run, :size] = start.weights
    assign(network.weights, [first, second])

    history = train(
        network,
        matrix / scale,
        epochs=epochs,
        optimizer=decayed_adam(epochs),
        progress=progress,
    )
    assign(network.weights, [weight * scale**0.5 for weight in network.weights])
    history = replace(history, loss=history.loss * scale**2)
    best = [best_rmse(matrix, size) for size in sizes]
    gaps = np.abs(history.rmse[-1] - best)
    missed = gaps > 1e-5 * scale
    if missed.any() and history.stopped_by == "epochs":
        warnings.warn(
            f"Hidden sizes {[size for size, m in zip(sizes, missed, strict=True) if m]} "
            f"missed their exact optimum, by up to {gaps.max():.1e}; "
            "more epochs get closer.",
            RuntimeWarning,
            stacklevel=2,
        )
    return history


def _zeros(shape, seed):
    return np.zeros(shape)


def _check_scale(entries):
    with np.errstate(over="ignore"):
        scale = np.sqrt(np.mean(np.square(entries)))
    if scale > 0 and not 0.01 <= scale <= 100:
        warnings.warn(
            f"The entries of matrix have a root mean square of {scale:.2g}, and training "
            "is made for about 1: train on the matrix divided by it, or use sweep.",
            RuntimeWarning,
            stacklevel=3,
        )


@contextmanager
def _held_interrupts():
    """Collect interrupts in a list: none may fall between an update and its record."""
    held = []
    if threading.current_thread() is not threading.main_thread():
        yield held  # no other thread is ever interrupted
        return
    before = signal.signal(signal.SIGINT, lambda *_: held.append(True))
    try:
        yield held
    finally:
        signal.signal(signal.SIGINT, before)

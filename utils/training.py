"""Training: from a network, a matrix and a Keras optimizer to a history of losses."""

import os
import signal
import threading
import time
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import numpy as np
import tensorflow as tf
from tqdm.auto import tqdm

from .checks import SEEDS, must_be, number, observed_mask, real_matrix, whole_number
from .loop import as_layers, as_state, compiled_loop
from .network import LinearNetwork, run_seed
from .rules import read_optimizer
from .theory import best_rmse


@dataclass(repr=False)
class History:
    """What a training recorded.

    loss: the mean squared error before each epoch's first update, in squared units of
        the matrix, [epochs] or [epochs, runs].
    stopped_by: "epochs", "tolerance", "diverged" or "interrupted".
    snapshots: {epoch: [W1, ..., WN]}, the weights that had the loss of that epoch.
    network: the LinearNetwork that was trained.

    >>> History(np.array([4.0, 1.0]), "epochs").rmse.tolist()
    [2.0, 1.0]
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


def decayed_adam(updates, learning_rate=0.03):
    """Return Keras' Adam with a rate that falls along half a cosine to zero.

    Its memory of past squared gradients is shortened to some 100 updates (beta_2 = 0.99
    for the usual 0.999), so that the last updates are not slowed by a jump of long ago.

    updates: how many until the rate is zero: one an epoch, or one a batch.
    learning_rate: the rate at the start.
    TypeError or ValueError if `updates` is no whole number or the rate is not positive.
    Source: Loshchilov and Hutter 2017, arXiv 1608.03983, one cycle.

    >>> float(decayed_adam(1000, learning_rate=0.5).learning_rate)
    0.5
    """
    updates = whole_number("updates", updates, 1)
    number("learning_rate", learning_rate, "a positive number", lambda x: 0 < x < np.inf)
    cosine = tf.keras.optimizers.schedules.CosineDecay(learning_rate, decay_steps=updates)
    return tf.keras.optimizers.Adam(cosine, beta_2=0.99)


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
    stop=None,
    progress=False,
):
    """Train `network` in place until W1 W2 ... WN is close to `matrix`; return a History.

    matrix: [rows, columns]; lists, integers and data frames are converted.
    epochs: how often to go through all rows.
    optimizer: a Keras SGD, RMSprop or Adam, its name, or a Keras schedule for Adam; None
        is Adam with a rate of 1e-3. It always starts afresh; yours stays as it is.
    tolerance: stop at the first epoch whose rmse, in units of the matrix, is at most
        this (in all runs at once), with the weights that had it.
    batch_size: rows in a batch, their order shuffled each epoch; None is all rows.
    mask: boolean [rows, columns], True where an entry is observed; None is everywhere.
    snapshot_every: keep the weights of epochs 0, k, 2k, ...
    seed: of the shuffled order.
    stop: a function without arguments, asked several times a second whether to end.
    progress: show a bar.

    The loss is the mean squared error over the observed entries. At the first loss that
    is not finite, training warns and stops with the last weights of finite loss. An
    interrupt (the stop button), like `stop`, ends it after the present epoch, and nothing
    is lost. TypeError or ValueError, before any work, if an argument does not fit.

    >>> history = train(LinearNetwork([2, 3, 4]), np.ones((2, 4)), tolerance=0.01)
    >>> history.stopped_by, bool(history.rmse[-1] <= 0.01)
    ('tolerance', True)
    """
    options = epochs, optimizer, tolerance, batch_size, snapshot_every, seed, stop
    job = _Job(network, matrix, mask, *options)
    state, losses = job.start, np.empty((job.epochs, *job.shapes[0][:-2]), job.dtype)
    snapshots, stopped_by, epoch, ended = {}, "epochs", 0, False
    # tqdm's own switch, which its notebook bar ignores.
    hidden = not progress or "TQDM_DISABLE" in os.environ
    bar = tqdm(total=job.epochs, unit="epoch", disable=hidden)
    with bar, _held_interrupts() as interrupts:
        try:
            while epoch < job.epochs and stopped_by == "epochs":
                if job.every and epoch % job.every == 0:
                    snapshots[epoch] = [weight.numpy() for weight in job.layers(state)]
                state, done, loss, ended = job.loop(state, *job.next_call(epoch))
                done, ended = int(done), bool(ended)
                losses[epoch : epoch + done] = loss.numpy()[:done]
                epoch += done
                bar.update(done)
                if ended:
                    finite = np.isfinite(losses[epoch - 1]).all()
                    stopped_by = "tolerance" if finite else "diverged"
                elif interrupts or (stop is not None and stop()):
                    stopped_by = "interrupted"
        finally:
            if not ended and not np.isfinite(state.weights).all():
                stopped_by = "diverged"  # the last update has no loss to tell of it
            if stopped_by in ("tolerance", "diverged"):
                state = state._replace(weights=state.last)
            network.assign(job.layers(state))
    if stopped_by == "diverged":
        job.warn_of_divergence(epoch - ended)
    return History(losses[:epoch], stopped_by, snapshots, network)


class _Job:
    """What `train` was asked for, checked, and what it gives to the compiled loop."""

    def __init__(self, network, matrix, mask, epochs, optimizer, tolerance, *others):
        self.batch_size, self.every, seed, stop = others
        matrix, observed = _data(network, matrix, mask)
        self.rows, self.dtype = len(matrix), network.dtype
        self.epochs = whole_number("epochs", epochs, 1)
        if tolerance is not None:
            allowed = "None or a number of at least 0"
            number("tolerance", tolerance, allowed, lambda x: x >= 0)
        if self.batch_size is not None:
            self.batch_size = whole_number("batch_size", self.batch_size, 1, self.rows)
        if self.every is not None:
            self.every = whole_number("snapshot_every", self.every, 1)
        self.seed = whole_number("seed", seed, *SEEDS)
        if stop is not None and not callable(stop):
            raise TypeError(must_be("stop must be None or a function", stop))
        kind, settings, self.rates = read_optimizer(optimizer)

        self.updates = -(-self.rows // (self.batch_size or self.rows))  # in an epoch
        # As many epochs at once as losses, or orders of rows, stay small in memory.
        few = 64 if self.batch_size else 2**14
        self.most = max(1, min(few, 2**18 // (network.runs or 1)))
        self.shapes = tuple(tuple(weight.shape) for weight in network.weights)
        form = self.shapes, self.dtype, kind, self.batch_size, observed is not None
        self.loop = compiled_loop(*form, self.most)
        self.start, self.last_call = as_state(network.weights, kind), (0, 0)
        settings = {name: self.number(value) for name, value in settings.items()}
        threshold = self.number(-1 if tolerance is None else tolerance**2)
        self.data = matrix, observed, threshold, settings

    def number(self, value):
        """Return a number as a tensor of the network's kind."""
        return tf.constant(value, self.dtype)

    def layers(self, state):
        """Return W1, ..., WN of a state."""
        return as_layers(state.weights, self.shapes)

    def next_call(self, epoch):
        """Return what the loop takes, beside the state, for its next epochs.

        A call is long enough to cost nothing, and short enough to be interrupted.
        """
        (before, started), now = self.last_call, time.perf_counter()
        self.last_call, pace = (epoch, now), int(0.1 * (epoch - before) / (now - started))
        todo = min(max(1, pace), self.most, self.epochs - epoch)
        if self.every:
            todo = min(todo, self.every - epoch % self.every)
        rates, made = np.zeros((self.most, self.updates), self.dtype), epoch * self.updates
        rates[:todo] = self.rates(made + np.arange(todo * self.updates)).reshape(todo, -1)
        orders = None
        if self.batch_size:
            orders = np.zeros((self.most, self.rows), np.int32)
            for row in range(todo):
                orders[row] = shuffled_rows(self.rows, self.seed, epoch + row)
            orders = tf.constant(orders)
        return self.data, (tf.constant(rates), orders, tf.constant(made)), tf.constant(todo)

    def warn_of_divergence(self, epoch):
        """Say at which epoch and rate the loss ceased to be finite."""
        (rate,) = self.rates(np.array([max(0, epoch * self.updates - 1)]))
        warnings.warn(
            f"Training diverged: the loss is not finite at epoch {epoch}, with a learning "
            f"rate of {rate:.3g}; the network keeps the last weights of finite loss.",
            RuntimeWarning,
            stacklevel=3,
        )


def shuffled_rows(rows, seed, epoch):
    """Return the order of the rows in an epoch, [rows]; it follows from seed and epoch."""
    return np.random.RandomState([seed, epoch]).permutation(rows)


def _data(network, matrix, mask):
    """Return the matrix, and 1 where it is observed, else 0 (None for all), as tensors."""
    if not isinstance(network, LinearNetwork):
        raise TypeError(must_be("network must be a LinearNetwork", network))
    matrix = real_matrix(matrix, mask, network.dtype)
    shape = network.layer_sizes[0], network.layer_sizes[-1]
    if matrix.shape != shape:
        allowed = f"matrix must have the shape {shape}, first and last of the layer sizes"
        raise ValueError(f"{allowed}, but its shape is {matrix.shape}.")
    observed = None if mask is None else observed_mask(mask, shape)
    with np.errstate(over="ignore"):
        scale = np.sqrt(np.mean(np.square(matrix if mask is None else matrix[observed])))
    if scale > 0 and not 0.01 <= scale <= 100:
        warnings.warn(
            f"The entries of matrix have a root mean square of {scale:.2g}, and training "
            "is made for about 1: train on the matrix divided by it, or use sweep.",
            RuntimeWarning,
            stacklevel=4,
        )
    matrix = tf.constant(matrix)
    return matrix, None if mask is None else tf.cast(observed, matrix.dtype)


def sweep(matrix, hidden_sizes, *, epochs=10_000, seed=0, stop=None, progress=False):
    """Train one network for each hidden size, all at once; return a History.

    matrix: [rows, columns], of any scale; lists, integers and data frames are converted.
    hidden_sizes: whole numbers, at least 1; W1 is [rows, size], W2 [size, columns].
    epochs, stop, progress: as in `train`.
    seed: run r starts as LinearNetwork([rows, size, columns], "orthogonal_but_one",
        seed=run_seed(seed, r)) does.

    It follows the recipe of the series: the matrix divided by its root mean square, that
    start, `decayed_adam`. The History has a run for each size, in that order and in units
    of the matrix. Its `network` holds them padded with zeros to the widest: a hidden unit
    whose weights are all zero has zero gradient and stays as it is. If a size misses its
    exact optimum, a warning says so.
    TypeError or ValueError, before any work, if an argument does not fit.

    >>> sweep(np.eye(3), [1, 2, 3]).rmse[-1].round(3).tolist()
    [0.471, 0.333, 0.0]
    """
    matrix = real_matrix(matrix)
    if not np.iterable(hidden_sizes):
        allowed = "hidden_sizes must be a list of whole numbers"
        raise TypeError(must_be(allowed, hidden_sizes))
    sizes = [whole_number("every hidden size", size, 1) for size in hidden_sizes]
    if not sizes:
        raise ValueError("hidden_sizes must hold at least one size, but it is empty.")
    epochs = whole_number("epochs", epochs, 1)
    largest = np.abs(matrix).max() or 1.0  # the squares of large entries could overflow
    scale = largest * np.sqrt(np.mean((matrix / largest) ** 2)) or 1.0
    network = _padded(matrix.shape, sizes, whole_number("seed", seed, *SEEDS))
    options = {"optimizer": decayed_adam(epochs), "stop": stop, "progress": progress}
    history = train(network, matrix / scale, epochs=epochs, **options)
    network.assign([weight * scale**0.5 for weight in network.weights])
    history = replace(history, loss=history.loss.astype(float) * scale**2)
    gaps = history.rmse[-1] - [best_rmse(matrix, size) for size in sizes]
    missed = [size for size, gap in zip(sizes, gaps, strict=True) if gap > 1e-5 * scale]
    if missed and history.stopped_by == "epochs":
        what = f"Hidden sizes {missed} missed their exact optimum by up to {gaps.max():.1e}"
        warnings.warn(f"{what}; more epochs get closer.", RuntimeWarning, stacklevel=2)
    return history


def _padded(shape, sizes, seed):
    """Return networks of these hidden sizes as runs, padded with zeros to the widest."""
    (rows, columns), widest = shape, max(sizes)
    network = LinearNetwork([rows, widest, columns], runs=len(sizes))
    first, second = (np.zeros(weight.shape) for weight in network.weights)
    for run, size in enumerate(sizes):
        form = [rows, size, columns]
        start = LinearNetwork(form, "orthogonal_but_one", run_seed(seed, run))
        first[run, :, :size], second[run, :size] = start.weights
    network.assign([first, second])
    return network


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

"""Training: from a network, a matrix and a Keras optimizer to a history of losses."""

import functools
import os
import signal
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import numpy as np
import tensorflow as tf
from tqdm.auto import tqdm

from .checks import MOST, SEEDS, must_be, naturals, number, real_matrix, warn, whole_number
from .loop import as_layers, compiled_loop
from .network import LinearNetwork, seed_of_run
from .rules import RULES, adam_with_decay, read_optimizer
from .theory import optimal_rmse


@dataclass
class History:
    """What a training recorded.

    loss: the mean squared error before each epoch's first update, in squared units of the
        matrix, [epochs] or [epochs, runs]; rmse is its root, in units of the matrix.
    stopped_by: "epochs", "tolerance", "diverged" or "interrupted".
    snapshots: {epoch: [W1, ..., WN]}, the weights that had the loss of that epoch.
    network: the LinearNetwork that was trained.

    >>> History(np.array([4.0, 1.0]), "epochs").rmse.tolist()
    [2.0, 1.0]
    """

    loss: np.ndarray = field(repr=False)
    stopped_by: str
    snapshots: dict = field(default_factory=dict, repr=False)
    network: LinearNetwork = field(default=None, repr=False)

    rmse = property(lambda self: np.sqrt(self.loss))
    epochs = property(lambda self: len(self.loss))


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
    optimizer: a Keras SGD, RMSprop or Adam, its name, or a schedule for Adam; None is Adam
        with a rate of 1e-3. It always starts afresh; yours stays as it is.
    tolerance: stop at the first epoch whose rmse, in units of the matrix, is at most this
        (in all runs at once), with the weights that had it.
    batch_size: rows in a batch, their order shuffled each epoch by `seed`; None is all.
    mask: boolean [rows, columns], True where an entry is observed; None is everywhere.
    snapshot_every: keep the weights of epochs 0, k, 2k, ...
    stop: a function without arguments, asked several times a second whether to end.
    progress: show a bar, or call this function several times a second with the number of
        epochs done.

    At the first loss that is not finite, training warns and stops with the last weights of
    finite loss. An interrupt (the stop button), like `stop`, ends it after the present
    epoch, and nothing is lost. TypeError or ValueError, before any work, if one is bad.

    >>> history = train(LinearNetwork([2, 3, 4]), np.ones((2, 4)), tolerance=0.01)
    >>> history.stopped_by, bool(history.rmse[-1] <= 0.01)
    ('tolerance', True)
    """
    epochs = whole_number("epochs", epochs, 1, MOST // (getattr(network, "runs", 0) or 1))
    every = epochs if snapshot_every is None else snapshot_every
    whole_number("snapshot_every", every, 1)
    if stop is not None and not callable(stop):
        raise TypeError(must_be("stop must be None or a function", stop))
    if not isinstance(progress, (bool, np.bool_)) and not callable(progress):
        raise TypeError(must_be("progress must be True, False or a function", progress))
    job = _Job(network, matrix, mask, optimizer, tolerance, batch_size, seed)
    losses = np.empty((epochs, *job.shapes[0][:-2]), network.dtype)
    state, epoch, todo, ended, snapshots = job.start, 0, 1, False, {}
    with _reports(epochs, progress) as report, _held_interrupts() as interrupts:
        try:
            while epoch < epochs and not ended:
                if snapshot_every and epoch % every == 0:
                    snapshots[epoch] = [np.array(w) for w in job.layers(state[0])]
                # Long enough to cost nothing, and short enough to be interrupted.
                todo = min(todo, job.limit, epochs - epoch, every - epoch % every)
                started = time.perf_counter()
                state, done, loss, ended = job.loop(state, *job.plan(epoch, todo))
                losses[epoch : epoch + int(done)] = loss.numpy()[:done]
                epoch += int(done)
                report(epoch)
                if interrupts or (stop is not None and stop()):
                    break
                todo = max(1, int(0.1 * todo / (time.perf_counter() - started)))
        finally:
            # The last update has no loss to tell of it.
            finite = np.isfinite(losses[epoch - 1] if ended else state[0]).all()
            network.assign(job.layers(state[2] if ended or not finite else state[0]))
    stopped_by = "tolerance" if ended else "interrupted" if epoch < epochs else "epochs"
    if not finite:
        stopped_by = "diverged"
        job.warn_of_divergence(epoch - bool(ended))
    return History(losses[:epoch], stopped_by, snapshots, network)


class _Job:
    """What `train` was asked for, checked, and what it gives to the compiled loop."""

    def __init__(self, network, matrix, mask, optimizer, tolerance, batch_size, seed):
        tables = _tables(network, matrix, mask)
        if tolerance is not None:
            allowed = "None or a number of at least 0"
            number("tolerance", tolerance, allowed, lambda x: x >= 0)
        self.seed, self.rows = whole_number("seed", seed, *SEEDS), len(tables[0])
        if batch_size is not None:
            whole_number("batch_size", batch_size, 1, self.rows)
        kind, settings, self.rates = read_optimizer(optimizer)
        rule, remembered, _ = RULES[kind]
        self.shuffled, self.updates = batch_size, -(-self.rows // (batch_size or self.rows))
        # As many epochs at once as losses, or orders of rows, stay small in memory.
        most = 64 if batch_size else min(2**14, 2**18 // (network.runs or 1))
        self.limit = max(64, most // 64 * 64)
        self.shapes = tuple(tuple(weight.shape) for weight in network.weights)
        self.layers = functools.partial(as_layers, shapes=self.shapes)
        self.constant = functools.partial(tf.constant, dtype=network.dtype)
        threshold = -1 if tolerance is None else tolerance**2
        self.data = tf.nest.map_structure(self.constant, (threshold, settings, *tables))
        vector = tf.concat([tf.reshape(weight, [-1]) for weight in network.weights], axis=0)
        self.start = vector, (tf.zeros_like(vector),) * remembered, vector
        arguments = self.start, *self.plan(0, 1)
        signature = tf.nest.map_structure(tf.type_spec_from_value, arguments)
        self.loop = compiled_loop(self.shapes, rule, batch_size, signature)

    def plan(self, epoch, todo):
        """Return what the loop takes, beside the state, for epochs from this on."""
        made = np.arange(self.limit * self.updates) + epoch * self.updates
        updates = np.stack([self.rates(made), made + 1], axis=1)
        plan = [self.constant(updates.reshape(self.limit, self.updates, 2))]
        if self.shuffled:
            seeds = [[self.seed, each] for each in range(epoch, epoch + self.limit)]
            orders = [np.random.RandomState(s).permutation(self.rows) for s in seeds]
            plan.append(tf.constant(orders, tf.int32))
        return self.data, tuple(plan), tf.constant(todo)

    def warn_of_divergence(self, epoch):
        """Say at which epoch and rate the loss ceased to be finite."""
        (rate,) = self.rates(np.array([max(0, epoch * self.updates - 1)]))
        warn(
            f"Training diverged: the loss is not finite at epoch {epoch}, with a learning "
            f"rate of {rate:.3g}; the network keeps the last weights of finite loss."
        )


def _tables(network, matrix, mask):
    """Return the matrix and, with a mask, 1 where it is observed, else 0."""
    if not isinstance(network, LinearNetwork):
        raise TypeError(must_be("network must be a LinearNetwork", network))
    table = real_matrix(matrix, mask, network.dtype)
    shape = network.layer_sizes[0], network.layer_sizes[-1]
    if table.shape != shape:
        allowed = f"matrix must have the shape {shape}, first and last of the layer sizes"
        raise ValueError(f"{allowed}, but its shape is {table.shape}.")
    with np.errstate(over="ignore"):
        scale = np.sqrt(np.average(table**2, weights=mask))
    if scale > 0 and not 0.01 <= scale <= 100:
        warn(
            f"The entries of matrix have a root mean square of {scale:.2g}, and training "
            "is made for about 1: train on the matrix divided by it, or use sweep."
        )
    return [table] if mask is None else [table, np.asarray(mask, network.dtype)]


def sweep_hidden_sizes(
    matrix, hidden_sizes, *, epochs=10_000, seed=0, stop=None, progress=False
):
    """Train one network for each hidden size, all at once; return a History.

    matrix: [rows, columns], of any scale; lists, integers and data frames are converted.
    hidden_sizes: whole numbers, at least 1; W1 is [rows, size], W2 [size, columns].
    epochs, stop, progress: as in `train`; TypeError or ValueError, too.
    seed: run r starts as LinearNetwork([rows, size, columns], "orthogonal_zero_outer",
        seed=seed_of_run(seed, r)) does.

    It follows the recipe of the series: the matrix divided by its root mean square, that
    start, `adam_with_decay`. The History has a run for each size, in units of the matrix;
    its network holds them padded to the widest. A warning tells if one misses its optimum.

    >>> sweep_hidden_sizes(np.eye(3), [1, 2, 3]).rmse[-1].round(3).tolist()
    [0.471, 0.333, 0.0]
    """
    rows, columns = (matrix := real_matrix(matrix)).shape
    real_matrix(matrix, dtype="float32")  # that of the training
    sizes = naturals("hidden_sizes", hidden_sizes)
    epochs = whole_number("epochs", epochs, 1, MOST // len(sizes))
    network = LinearNetwork([rows, max(sizes), columns], runs=len(sizes))
    starts = []
    for run, size in enumerate(sizes):
        form, its_seed = [rows, size, columns], seed_of_run(seed, run)
        alone = LinearNetwork(form, "orthogonal_zero_outer", its_seed)
        starts.append(alone.padded(max(sizes)))
    network.assign([np.stack(layer) for layer in zip(*starts, strict=True)])
    largest = np.abs(matrix).max() or 1.0  # the squares of large entries could overflow
    scale = largest * np.sqrt(np.mean((matrix / largest) ** 2)) or 1.0
    options = {"optimizer": adam_with_decay(epochs), "stop": stop, "progress": progress}
    history = train(network, matrix / scale, epochs=epochs, **options)
    network.assign([weight * scale**0.5 for weight in network.weights])
    history = replace(history, loss=history.loss.astype(float) * scale**2)
    gaps = history.rmse[-1] - [optimal_rmse(matrix, size) for size in sizes]
    missed = [size for size, gap in zip(sizes, gaps, strict=True) if gap > 1e-5 * scale]
    if missed and history.stopped_by == "epochs":
        what = f"Hidden sizes {missed} missed their exact optimum by up to {gaps.max():.1e}"
        warn(f"{what}; more epochs get closer.")
    return history


@contextmanager
def _reports(epochs, progress):
    """Yield the function to call with the number of epochs done."""
    # tqdm's own switch, which its notebook bar ignores.
    hidden = not progress or callable(progress) or "TQDM_DISABLE" in os.environ
    with tqdm(total=epochs, unit="epoch", disable=hidden) as bar:
        yield progress if callable(progress) else lambda done: bar.update(done - bar.n)


@contextmanager
def _held_interrupts():
    """Collect interrupts in a list: none may fall between an update and its record."""
    held, others = [], threading.current_thread() is not threading.main_thread()
    # Only the main thread is ever interrupted.
    before = others or signal.signal(signal.SIGINT, lambda *_: held.append(True))
    try:
        yield held
    finally:
        others or signal.signal(signal.SIGINT, before)

"""Training: from a network, a matrix and a Keras optimizer to a history of losses."""

import contextlib
import signal
import threading
import time
from dataclasses import dataclass, field, replace

import numpy as np
import tensorflow as tf

from .checks import (
    LARGEST_ARRAY,
    SEEDS,
    check_matrix,
    check_whole_number,
    check_whole_numbers,
    short_repr,
    warn,
)
from .network import LinearNetwork, seed_of_run
from .optimizers import adam_with_decay, read_optimizer
from .program import borrowed_program
from .theory import optimal_rmse

SECONDS_OF_A_CALL = 0.1  # long enough to cost nothing, and short enough to be interrupted


@dataclass
class History:
    """What a training recorded.

    Attributes
    ----------
    loss : array
        The mean squared error before the first update of each epoch, of shape [epochs] or
        [epochs, runs], in squared units of the matrix.
    rmse : array
        Its root, in units of the matrix.
    epochs : int
        How many epochs have a loss.
    stopped_by : str
        "epochs", "interrupted" or "diverged".
    snapshots : dict
        {epoch: [W1, ..., WN]}, the weights that had the loss of that epoch.
    network : LinearNetwork
        The network that was trained.

    Examples
    --------
    >>> History(np.array([4.0, 1.0]), "epochs").rmse.tolist()
    [2.0, 1.0]
    """

    loss: np.ndarray = field(repr=False)
    stopped_by: str
    snapshots: dict = field(default_factory=dict, repr=False)
    network: LinearNetwork = field(default=None, repr=False)

    @property
    def rmse(self):
        """The root of the mean squared error, in units of the matrix."""
        return np.sqrt(self.loss)

    @property
    def epochs(self):
        """How many epochs have a loss."""
        return len(self.loss)


def train(
    network,
    matrix,
    *,
    epochs=20_000,
    optimizer=None,
    batch_size=None,
    mask=None,
    snapshot_every=None,
    seed=0,
    stop=None,
    progress=None,
):
    """Train a network in place until W1 W2 ... WN is close to a matrix.

    Parameters
    ----------
    network : LinearNetwork
        It keeps the weights that training ends with.
    matrix : array_like
        Of shape [rows, columns]. Lists, whole numbers and data frames are converted.
    epochs : int
        How often to go through all rows.
    optimizer : tf.keras.optimizers.Optimizer, str, LearningRateSchedule or None
        A Keras optimizer, or its name, or a schedule for Adam. None stands for Adam with a
        learning rate of 1e-3. It always starts afresh, and yours stays as it is.
    batch_size : int or None
        The number of rows in a batch; None stands for all rows. The rows are shuffled in
        each epoch.
    mask : array_like of bool or None
        Of shape [rows, columns], True where an entry is observed. None stands for
        everywhere.
    snapshot_every : int or None
        With k, the weights of epochs 0, k, 2k, ... are kept.
    seed : int
        Of the shuffling of rows.
    stop : function or None
        It is called without arguments several times a second; training ends when it returns
        something true.
    progress : function or None
        It is called with the number of epochs done several times a second.

    Returns
    -------
    History

    Raises
    ------
    TypeError, ValueError
        If an argument is not as described; the network then stays as it is.

    Notes
    -----
    At the first loss that is not finite, training warns and stops with the last weights of
    finite loss. An interrupt (the stop button) ends it after the present epochs, as `stop`
    does, and no epoch that was finished is lost.

    Examples
    --------
    >>> history = train(LinearNetwork([2, 3, 4]), np.ones((2, 4)))
    >>> history.stopped_by, history.epochs
    ('epochs', 20000)
    """
    tables = _tables(network, matrix, mask)
    rows = len(tables[0])
    epochs = check_whole_number("epochs", epochs, 1, LARGEST_ARRAY // (network.runs or 1))
    if batch_size is not None:
        batch_size = check_whole_number("batch_size", batch_size, 1, rows)
    if snapshot_every is not None:
        snapshot_every = check_whole_number("snapshot_every", snapshot_every, 1)
    seed = check_whole_number("seed", seed, *SEEDS)
    _check_function("stop", stop)
    _check_function("progress", progress)
    recipe = read_optimizer(optimizer)
    if network.runs and not recipe.entrywise:
        raise ValueError(
            "optimizer must treat every entry of the weights alone, and clip no norms, to "
            f"train many runs at once; got {recipe.kind.__name__}."
        )

    shapes = tuple(tuple(weight.shape) for weight in network.weights)
    masked = mask is not None
    tables = [tf.constant(table) for table in tables]
    losses = np.empty((epochs, *shapes[0][:-2]), network.dtype)
    snapshots = {}
    epoch = 0
    stopped_by = "epochs"
    with (
        borrowed_program(shapes, network.dtype, recipe, batch_size, masked) as program,
        _held_interrupts() as interrupts,
    ):
        program.begin(network.weights)
        chunk = 1  # how many epochs the next call runs
        try:
            while epoch < epochs:
                chunk = min(chunk, program.most_epochs, epochs - epoch)
                if snapshot_every:
                    if epoch % snapshot_every == 0:
                        snapshots[epoch] = [layer.numpy() for layer in program.layers()]
                    chunk = min(chunk, snapshot_every - epoch % snapshot_every)
                started = time.perf_counter()
                done, found = program.run(
                    tf.constant(chunk),
                    _learning_rates(program, recipe, epoch, chunk),
                    _orders(program, seed, epoch, chunk),
                    tables,
                )
                done = int(done)
                losses[epoch : epoch + done] = found.numpy()[:done]
                epoch += done
                if not np.isfinite(losses[epoch - 1]).all():
                    stopped_by = "diverged"
                    diverged_at = epoch - 1
                    break
                if progress is not None:
                    progress(epoch)
                if epoch < epochs and (interrupts or (stop is not None and stop())):
                    stopped_by = "interrupted"
                    break
                passed = time.perf_counter() - started
                chunk = max(1, int(chunk * SECONDS_OF_A_CALL / passed))
        finally:
            # The last update has no loss that would tell of it.
            if stopped_by != "diverged" and not program.is_finite():
                stopped_by = "diverged"
                diverged_at = epoch
            network.assign(program.layers(last_finite=stopped_by == "diverged"))
    if stopped_by == "diverged":
        update_before = max(0, diverged_at * program.updates - 1)
        learning_rate = recipe.learning_rates(np.array([update_before]))[0]
        warn(
            f"Training diverged: the loss is not finite at epoch {diverged_at}, with a "
            f"learning rate of {learning_rate:.3g}; the network keeps the last weights of "
            "finite loss."
        )
    return History(losses[:epoch], stopped_by, snapshots, network)


def _tables(network, matrix, mask):
    """Return the matrix and, with a mask, 1 where it is observed, else 0."""
    if not isinstance(network, LinearNetwork):
        raise TypeError(f"network must be a LinearNetwork; got {short_repr(network)}.")
    table = check_matrix(matrix, mask, network.dtype)
    shape = (network.layer_sizes[0], network.layer_sizes[-1])
    if table.shape != shape:
        raise ValueError(
            f"matrix must have the shape {shape}, which are the first and the last of the "
            f"layer sizes; got {table.shape}."
        )
    scale = np.sqrt(np.average(table.astype(float) ** 2, weights=mask))
    if scale > 0 and not 0.01 <= scale <= 100:
        warn(
            f"The entries of matrix have a root mean square of {scale:.2g}, and training "
            "is made for about 1: train on the matrix divided by it, or use "
            "sweep_hidden_sizes, which does so."
        )
    if mask is None:
        return [table]
    return [table, np.asarray(mask, network.dtype)]


def _check_function(name, value):
    if value is not None and not callable(value):
        raise TypeError(f"{name} must be None or a function; got {short_repr(value)}.")


def _learning_rates(program, recipe, epoch, count):
    """Return the learning rates of `count` epochs from `epoch` on, filled up with zeros."""
    table = np.zeros((program.most_epochs, program.updates), "float32")
    made = np.arange(epoch * program.updates, (epoch + count) * program.updates)
    table[:count] = recipe.learning_rates(made).reshape(count, program.updates)
    return tf.constant(table)


def _orders(program, seed, epoch, count):
    """Return the orders of rows in `count` epochs from `epoch` on, filled up with zeros."""
    orders = np.zeros((program.most_epochs, program.shuffled_rows), "int32")
    if program.batch_size is not None:
        for place in range(count):
            # A generator for each epoch, so that it does not matter how epochs are cut.
            generator = np.random.RandomState([seed, epoch + place])
            orders[place] = generator.permutation(program.rows)
    return tf.constant(orders)


@contextlib.contextmanager
def _held_interrupts():
    """Collect interrupts in a list, because none may fall between an update and its record.

    Yields
    ------
    list
        It is empty until there is an interrupt.
    """
    held = []
    if threading.current_thread() is not threading.main_thread():
        yield held  # only the main thread is ever interrupted
        return
    handler_before = signal.signal(signal.SIGINT, lambda *_: held.append(True))
    try:
        yield held
    finally:
        signal.signal(signal.SIGINT, handler_before)


def sweep_hidden_sizes(
    matrix, hidden_sizes, *, epochs=10_000, seed=0, stop=None, progress=None
):
    """Train a network for each of some hidden sizes, all at once.

    Parameters
    ----------
    matrix : array_like
        Of shape [rows, columns] and any scale.
    hidden_sizes : sequence of int
        For a hidden size h, W1 has the shape [rows, h], and W2 the shape [h, columns].
    epochs, stop, progress
        As `train` takes them.
    seed : int
        Run r begins with the weights of LinearNetwork([rows, h, columns],
        "orthogonal_zero_outer", seed=seed_of_run(seed, r)).

    Returns
    -------
    History
        With a run for each hidden size, in units of the matrix. Its network holds the
        weights with zeros around them, all of the largest hidden size.

    Raises
    ------
    TypeError, ValueError
        If an argument is not as described.

    Notes
    -----
    This is the standard setup of the series: the matrix is divided by its root mean square,
    the initialization is "orthogonal_zero_outer", and the optimizer is `adam_with_decay`.
    A warning tells if a run misses its exact optimum.

    Examples
    --------
    >>> sweep_hidden_sizes(np.eye(3), [1, 2, 3]).rmse[-1].round(3).tolist()
    [0.471, 0.333, 0.0]
    """
    check_matrix(matrix, dtype="float32")  # the type of the training
    matrix = check_matrix(matrix)
    rows, columns = matrix.shape
    sizes = check_whole_numbers("hidden_sizes", hidden_sizes)
    widest = max(sizes)
    epochs = check_whole_number("epochs", epochs, 1, LARGEST_ARRAY // len(sizes))

    network = LinearNetwork([rows, widest, columns], runs=len(sizes))
    initial_weights = []
    for run, size in enumerate(sizes):
        alone = LinearNetwork(
            [rows, size, columns], "orthogonal_zero_outer", seed_of_run(seed, run)
        )
        initial_weights.append(alone.padded(widest))
    network.assign([np.stack(layer) for layer in zip(*initial_weights, strict=True)])

    largest = np.abs(matrix).max() or 1.0  # the squares of large entries could overflow
    scale = largest * np.sqrt(np.mean((matrix / largest) ** 2)) or 1.0
    history = train(
        network,
        matrix / scale,
        epochs=epochs,
        optimizer=adam_with_decay(epochs),
        stop=stop,
        progress=progress,
    )
    network.assign([weight * np.sqrt(scale) for weight in network.weights])
    history = replace(history, loss=history.loss.astype(float) * scale**2)

    optima = np.array([optimal_rmse(matrix, size) for size in sizes])
    gaps = history.rmse[-1] - optima
    if history.stopped_by == "epochs" and gaps.max() > 1e-5 * scale:
        missed = [size for size, gap in zip(sizes, gaps, strict=True) if gap > 1e-5 * scale]
        warn(
            f"Hidden sizes {missed} missed their exact optimum by up to {gaps.max():.1e}; "
            "more epochs get closer."
        )
    return history

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
    check_number,
    check_numbers,
    check_observed,
    check_whole_number,
    check_whole_numbers,
    short_repr,
    warn,
)
from .network import LinearNetwork, seed_of_run
from .optimizers import adam_with_decay, read_optimizer
from .program import borrowed_program
from .theory import optimal_rmse

SMALLEST_SCALE = 1e-140  # of a matrix: the squares of smaller ones could become zero
SECONDS_OF_A_CALL = 0.1  # long enough to cost nothing, and short enough to be interrupted


@dataclass
class History:
    """What a training recorded.

    Attributes
    ----------
    loss : array
        The mean squared error before the first update of each epoch, of shape [epochs] or
        [epochs, runs], in squared units of the matrix. A penalty is no part of it.
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
    penalty=0.0,
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
        everywhere, but for what a masked array masks.
    penalty : number or array_like
        With p, training minimizes the mean squared error plus p times the sum of all
        squared weights, in squared units of the matrix over those of the weights. Many
        runs may each have their own, in an array of shape [runs].
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

    The losses that are recorded are without the penalty. With two matrices and every entry
    observed, a penalty of p turns the singular values s of the product into
    max(s - p * rows * columns, 0), which is called soft thresholding (Srebro, Rennie and
    Jaakkola 2004, "Maximum-margin matrix factorization").

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
    penalty = _check_penalty(penalty, network.runs)
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
    history = History(
        np.empty((epochs, *shapes[0][:-2]), network.dtype), "epochs", {}, network
    )
    with (
        borrowed_program(
            shapes,
            network.dtype,
            recipe,
            batch_size,
            masked=len(tables) > 1,
            penalized=bool(np.any(penalty)),
        ) as program,
        _held_interrupts() as interrupts,
    ):
        program.begin(network.weights, penalty)
        calls = _Calls(program, recipe, [tf.constant(table) for table in tables], seed)
        done = 0
        try:
            while done < epochs and history.stopped_by == "epochs":
                most = epochs - done
                if snapshot_every:
                    if done % snapshot_every == 0:
                        history.snapshots[done] = [
                            layer.numpy() for layer in program.layers()
                        ]
                    most = min(most, snapshot_every - done % snapshot_every)
                losses = calls.run(done, most)
                history.loss[done : done + len(losses)] = losses
                done += len(losses)
                if not np.isfinite(losses[-1]).all():
                    history.stopped_by = "diverged"
                    diverged_at = done - 1
                    break
                if progress is not None:
                    progress(done)
                if done < epochs and (interrupts or (stop is not None and stop())):
                    history.stopped_by = "interrupted"
        finally:
            # The last update has no loss that would tell of it.
            if history.stopped_by != "diverged" and not program.is_finite():
                history.stopped_by = "diverged"
                diverged_at = done
            network.assign(program.layers(last_finite=history.stopped_by == "diverged"))
    history.loss = history.loss[:done]
    if history.stopped_by == "diverged":
        _warn_of_divergence(recipe, diverged_at, program.updates)
    return history


class _Calls:
    """Calls of a program's compiled loop, each of about SECONDS_OF_A_CALL.

    Parameters
    ----------
    program : Program
    recipe : utils.optimizers.Recipe
        It knows the learning rates, which a program does not depend on.
    tables : list of tensor
        The matrix and, with a mask, 1 where it is observed, else 0.
    seed : int
        Of the orders of the rows.
    """

    def __init__(self, program, recipe, tables, seed):
        self.program = program
        self.recipe = recipe
        self.tables = tables
        self.seed = seed
        self.next = 1  # how many epochs the next call may run

    def run(self, epoch, most):
        """Run at most so many epochs from an epoch on, and return their losses."""
        program = self.program
        count = min(self.next, most, program.most_epochs)
        started = time.perf_counter()
        done, losses = program.run(
            tf.constant(count),
            self._learning_rates(epoch, count),
            self._orders(epoch, count),
            self.tables,
        )
        losses = losses.numpy()[: int(done)]
        passed = time.perf_counter() - started
        self.next = max(1, int(count * SECONDS_OF_A_CALL / passed))
        return losses

    def _learning_rates(self, epoch, count):
        """Return the learning rates of these epochs, filled up with zeros."""
        updates = self.program.updates
        table = np.zeros((self.program.most_epochs, updates), "float32")
        made = np.arange(epoch * updates, (epoch + count) * updates)
        rates = self.recipe.learning_rates(made)
        table[:count] = rates.reshape(count, updates)
        return tf.constant(table)

    def _orders(self, epoch, count):
        """Return the orders of the rows in these epochs, filled up with zeros."""
        program = self.program
        orders = np.zeros((program.most_epochs, program.shuffled_rows), "int32")
        if program.batch_size is not None:
            for place in range(count):
                # A generator for each epoch: it does not matter how epochs are cut.
                generator = np.random.RandomState([self.seed, epoch + place])
                orders[place] = generator.permutation(program.rows)
        return tf.constant(orders)


def _warn_of_divergence(recipe, epoch, updates):
    """Warn that the loss of an epoch is not finite, with the learning rate before it."""
    update_before = max(0, epoch * updates - 1)
    learning_rate = recipe.learning_rates(np.array([update_before]))[0]
    warn(
        f"Training diverged: the loss is not finite at epoch {epoch}, with a "
        f"learning rate of {learning_rate:.3g}; the network keeps the last weights of "
        "finite loss."
    )


def _check_penalty(penalty, runs):
    """Return the penalty of each run, of shape [] or [runs]."""
    if np.ndim(penalty) == 0:
        penalty = check_number("penalty", penalty, at_least=0)
        return np.full((runs,) if runs else (), penalty)
    penalty = check_numbers("penalty", penalty, at_least=0)
    if not runs or len(penalty) != runs:
        expected = (
            f"one number, or {runs} numbers for {runs} runs" if runs else "one number"
        )
        raise ValueError(f"penalty must be {expected}; got {penalty.tolist()}.")
    return penalty


def _tables(network, matrix, mask):
    """Return the matrix and, with a mask, 1 where it is observed, else 0."""
    if not isinstance(network, LinearNetwork):
        raise TypeError(f"network must be a LinearNetwork; got {short_repr(network)}.")
    table, observed = check_observed(matrix, mask, network.dtype)
    shape = (network.layer_sizes[0], network.layer_sizes[-1])
    if table.shape != shape:
        raise ValueError(
            f"matrix must have the shape {shape}, which are the first and the last of the "
            f"layer sizes; got {table.shape}."
        )
    scale = _root_mean_square(table, observed)
    if scale > 0 and not 0.01 <= scale <= 100:
        warn(
            f"The entries of matrix have a root mean square of {scale:.2g}, and training "
            "is made for about 1: train on the matrix divided by it, or use "
            "sweep_hidden_sizes, which does so."
        )
    table = table.astype(network.dtype)
    if observed is None:
        return [table]
    return [table, observed.astype(network.dtype)]


def _root_mean_square(matrix, observed=None):
    """Return the root of the mean of the squared entries that are observed."""
    largest = np.abs(matrix).max()
    if largest == 0:
        return 0.0
    # Without this division, the squares of tiny entries would be zero, and of large ones
    # infinite.
    return largest * np.sqrt(np.average((matrix / largest) ** 2, weights=observed))


def _check_function(name, value):
    if value is not None and not callable(value):
        raise TypeError(f"{name} must be None or a function; got {short_repr(value)}.")


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

    scale = _root_mean_square(matrix) or 1.0
    if scale < SMALLEST_SCALE:
        raise ValueError(
            f"matrix must have a root mean square above {SMALLEST_SCALE:g}, because losses "
            f"are its squares; got {scale:.2g}."
        )
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

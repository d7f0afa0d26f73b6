"""Explorers: at each move a network is trained from zero, or an answer is turned."""

import functools

import numpy as np
import tensorflow as tf

from ..checks import must_be, naturals, number, real_matrix, whole_number
from ..network import INITIALIZERS, LinearNetwork
from ..picture_checks import WITH_GAPS, array, labels
from ..plots.curves import plot_modes, plot_rmse
from ..plots.tables import both_sides, leading_plane, plot_table, plot_vectors
from ..training import adam_with_decay, train
from .explorer import Explorer, choice, known, slider
from .modes import drop  # noqa: F401
from .table import optimum, own_table  # noqa: F401

optimizers = tf.keras.optimizers
RECIPES = {
    "Adam, falling rate": lambda rate, epochs: adam_with_decay(epochs, rate),
    "Adam, constant rate": lambda rate, epochs: optimizers.Adam(rate),
    "gradient descent": lambda rate, epochs: optimizers.SGD(rate),
    "momentum": lambda rate, epochs: optimizers.SGD(rate, momentum=0.9),
    "RMSprop": lambda rate, epochs: optimizers.RMSprop(rate),
}
RATES = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0]
TWO_PANELS = {"left": 0.1, "right": 0.96, "bottom": 0.16, "top": 0.9, "wspace": 0.4}
ROOM_FOR_LABELS = TWO_PANELS | {"wspace": 0.85}  # those of lines, between the panels


def retrain(
    matrix,
    row_words=None,
    column_words=None,
    *,
    hidden_size=3,
    hidden_layers=(1,),
    starts=tuple(INITIALIZERS),
    recipes=tuple(RECIPES),
    rate=0.03,
    epochs=20_000,
):
    """Return an explorer that trains a network from zero at each move.

    matrix: [rows, columns].
    row_words, column_words: with them it draws the vectors, without them the residual.
    hidden_size, rate: where their sliders begin.
    hidden_layers, starts, recipes: what to choose from, the first at first; starts are
        initializers of LinearNetwork, recipes are names out of RECIPES.
    epochs: of each training.
    It shows what `train` finds from LinearNetwork([rows, hidden_size, ..., columns], start,
    seed), padded with zeros to the largest hidden size: so all sizes share one graph.

    >>> "optimum 0." in retrain(np.eye(2), epochs=100).sentence
    True
    """
    matrix = real_matrix(matrix)
    epochs = whole_number("epochs", epochs, 1)
    row_words, column_words = _words(row_words, column_words, *matrix.shape)
    whole_number("hidden_size", hidden_size, 1)
    hidden_layers = naturals("hidden_layers", hidden_layers)
    number("rate", rate, "a positive number", lambda x: 0 < x < np.inf)
    (rows, columns), widest = matrix.shape, max(hidden_size, *matrix.shape)
    controls = {
        "hidden_size": slider("hidden size", range(1, widest + 1), hidden_size),
        "hidden_layers": slider("hidden layers", hidden_layers),
        "start": choice("start", known("starts", starts, INITIALIZERS)),
        "seed": slider("seed", range(100)),
        "recipe": choice("recipe", known("recipes", recipes, RECIPES)),
        "rate": slider("learning rate", RATES, rate),
    }

    def compute(stop, progress, hidden_size, hidden_layers, start, seed, recipe, rate):
        sizes = [rows, *[hidden_size] * hidden_layers, columns]
        network = LinearNetwork([rows, *[widest] * hidden_layers, columns])
        network.assign(LinearNetwork(sizes, start, seed).padded(widest))
        options = {"optimizer": RECIPES[recipe](rate, epochs), "epochs": epochs}
        return train(network, matrix, stop=stop, progress=progress, **options)

    def draw(figure, history, hidden_size, hidden_layers, start, seed, recipe, rate):
        best = optimum(matrix, hidden_size)
        left, right = figure.subplots(1, 2, gridspec_kw=ROOM_FOR_LABELS)
        plot_rmse(history, best, ax=left)
        left.locator_params(axis="x", nbins=2)
        first, second = _two_sides(history.network.weights)
        if row_words is None:
            _residual(right, matrix, first @ second)
        else:
            plot_vectors(first, second, row_words, column_words, ax=right)
        asked = f"Hidden size {hidden_size}, hidden layers {hidden_layers}, start {start}"
        asked = f"{asked}, seed {seed}, {recipe} of {rate:g}"
        if history.stopped_by == "diverged":
            lesson = "the rate is too large (shown are the last finite weights)"
            return f"{asked}: diverged at epoch {history.epochs}, {lesson}."
        found = f"rmse {history.rmse[-1]:.3g} at epoch {history.epochs}"
        return f"{asked}: {found}; exact optimum {best:.3g}."

    return Explorer(controls, draw, compute, epochs=epochs)


def time_travel(history, matrix, row_words=None, column_words=None, curves=None):
    """Return an explorer that goes through the snapshots of a training.

    history: what `train` returned, with `snapshot_every`, for a single network.
    matrix: [rows, columns], what it was trained on.
    row_words, column_words: with them it draws the vectors, without them how strong the
        modes are; and in either case the residual.
    curves: what theory says of the modes, [snapshots, modes], or None.
    ValueError if the history has no snapshots, or many runs.

    >>> history = train(LinearNetwork([2, 2, 2]), np.eye(2), epochs=9, snapshot_every=4)
    >>> time_travel(history, np.eye(2)).sentence[:14]
    'Epoch 0: rmse '
    """
    if not getattr(history, "snapshots", None) or history.loss.ndim > 1:
        allowed = "history must be of one network, trained with snapshot_every"
        raise ValueError(must_be(allowed, history))
    first, *_, last = history.snapshots[0]
    matrix = array("matrix", matrix, len(first), last.shape[1])
    row_words, column_words = _words(row_words, column_words, *matrix.shape)
    epochs = list(history.snapshots)
    sides = [_two_sides(weights) for weights in history.snapshots.values()]
    U, sigma, Vt = np.linalg.svd(matrix, full_matrices=False)
    rank = np.linalg.matrix_rank(matrix)
    strengths = np.array([np.diagonal(U.T @ a @ b @ Vt.T)[:rank] for a, b in sides])
    if curves is not None:
        curves = array("curves", curves, len(epochs), rank, **WITH_GAPS)
    plane = leading_plane(sides[-1][0])
    ends = np.vstack([end for a, b in sides for end in (a @ plane, b.T @ plane)])

    def draw(figure, _, epoch):
        panels = ROOM_FOR_LABELS if row_words is None else TWO_PANELS
        left, right = figure.subplots(1, 2, gridspec_kw=panels)
        first, second = sides[place := epochs.index(epoch)]
        _residual(right, matrix, first @ second)
        said = f"Epoch {epoch}: rmse {history.rmse[epoch]:.3g}"
        if row_words is None:
            plot_modes(epochs, strengths, sigma[:rank], curves, ax=left)
            left.axvline(epoch, color="black")
            now = ", ".join(f"{strength:.2f}" for strength in strengths[place])
            return f"{said}; strengths of the modes {now}."
        left.update_datalim(ends)  # one scale for all epochs
        plot_vectors(first, second, row_words, column_words, left, plane)
        return f"{said}; {_cosine(first, row_words)}."

    return Explorer({"epoch": slider("epoch", epochs)}, draw)


def turn(row_vectors, column_vectors, row_words, column_words):
    """Return an explorer of the freedom Q: vectors turned and stretched, M as it was.

    row_vectors: [rows, h], such as W1; column_vectors: [h, columns], such as W2: at first
        as `plot_vectors` draws them. row_words, column_words: lists of labels.

    >>> turn([[1, 0], [0, 1]], [[1, 2], [2, 1]], ["a", "b"], ["c", "d"]).values
    {'angle': 0, 'stretch': 1.0}
    """
    first, second = both_sides(row_vectors, column_vectors)
    row_words = labels("row_words", row_words, len(first), needed=True)
    column_words = labels("column_words", column_words, second.shape[1], needed=True)
    plane = leading_plane(first)
    first, second = first @ plane, plane.T @ second
    controls = {
        "angle": slider("angle, degrees", range(-180, 181, 10), 0),
        "stretch": slider("stretch", np.round(np.geomspace(0.5, 2, 13), 2).tolist(), 1.0),
    }
    reach = 1.2 * max(np.linalg.norm(ends, axis=1).max() for ends in (first, second.T))

    def draw(figure, _, angle, stretch):
        left, right = figure.subplots(1, 2, gridspec_kw=TWO_PANELS)
        c, s = np.cos(np.radians(angle)), np.sin(np.radians(angle))
        Q = np.array([[c, s], [-s, c]]) @ np.diag([stretch, 1 / stretch])
        turned, answering = first @ Q, np.linalg.inv(Q) @ second
        left.update_datalim([[-reach, -reach], [reach, reach]])  # one scale for all angles
        plot_vectors(turned, answering, row_words, column_words, left, np.eye(2))
        table = turned @ answering
        plot_table(table, row_words, column_words, ax=right).set_title("inner products")
        kept = f"inner products as before to {np.abs(table - first @ second).max():.0e}"
        now, before = _cosine(turned, row_words), _cosine(first, row_words).split()[-1]
        return f"Angle {angle}, stretch {stretch:g}: {kept}; {now}, at first {before}."

    return Explorer(controls, draw)


def _words(row_words, column_words, rows, columns):
    """Return both, or None for both."""
    needed = row_words is not None or column_words is not None
    row_words = labels("row_words", row_words, rows, needed)
    return row_words, labels("column_words", column_words, columns, needed)


def _two_sides(weights):
    """Return W1 and the product of the others: vectors of the rows and of the columns."""
    first, *others = map(np.asarray, weights)
    return first, functools.reduce(np.matmul, others)


def _residual(ax, matrix, product):
    largest = np.abs(matrix).max() or 1.0
    image = ax.imshow(matrix - product, cmap="RdBu", vmin=-largest, vmax=largest)
    ax.set(title="residual", aspect="auto", xticks=[], yticks=[])
    ax.figure.colorbar(image, ax=ax, ticks=[-largest, 0, largest], format="%.2g")


def _cosine(vectors, words):
    a, b = vectors[0], vectors[-1]
    cosine = a @ b / (np.linalg.norm(a) * np.linalg.norm(b) or 1.0)
    return f"cosine of {words[0]} and {words[-1]} {cosine:.2f}"

"""Pictures of tables, of what a network makes of them, and of its rows and columns."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from ..checks import must_be
from ..picture_checks import WITH_GAPS, array, axes, boolean, labels
from .labels import place_words
from .looks import BLUE, STYLE, VERMILION


def plot_residual(matrix, product, row_words=None, column_words=None, axes=None):
    """Draw M, the product W1 W2 and the residual as colours; return the three axes.

    matrix, product: [rows, columns], such as `network.end_to_end()`.
    row_words, column_words: lists of labels, or None for numbers.
    axes: three of them, or None for a new figure. M and the product share one colour
    scale; the residual has its own, with white at zero.
    ValueError if the product has not the shape of the matrix.

    >>> network = LinearNetwork([2, 3, 4])
    >>> axes = plot_residual(word_table()[0], network.end_to_end())
    """
    matrix = array("matrix", matrix, None, None, **WITH_GAPS)
    product = array("product", product, *matrix.shape, **WITH_GAPS)
    row_words = labels("row_words", row_words, len(matrix))
    column_words = labels("column_words", column_words, matrix.shape[1])
    residual = matrix - product
    if axes is None:
        with plt.style.context(STYLE):
            axes = plt.subplots(3, 1, figsize=(8, 6), sharex=True)[1]
    elif not np.iterable(axes) or [isinstance(ax, Axes) for ax in axes] != [True] * 3:
        raise TypeError(must_be("axes must be three matplotlib axes or None", axes))
    values = {"cmap": "viridis", "vmin": matrix.min(), "vmax": matrix.max()}
    largest = np.abs(residual).max() or 1.0  # a residual of exactly 0 needs a scale, too
    signed = {"cmap": "RdBu", "vmin": -largest, "vmax": largest}
    panels = [
        ("$M$", matrix, values),
        ("$W_1 W_2$", product, values),
        ("$M - W_1 W_2$", residual, signed),
    ]
    for ax, (title, entries, colours) in zip(axes, panels, strict=True):
        image = ax.imshow(entries, aspect="auto", **colours)
        ax.set(title=title)
        if row_words is not None:
            ax.set_yticks(range(len(row_words)), row_words)
        if column_words is not None:
            ax.set_xticks(range(len(column_words)), column_words)
        ax.figure.colorbar(image, ax=ax)
    return axes


def plot_table(table, row_words=None, column_words=None, marked=None, ax=None):
    """Draw a table as colours with its numbers written in; return the axes.

    table: [rows, columns]; of more than 80 entries the numbers are left out.
    row_words, column_words: lists of labels, or None for none.
    marked: boolean [rows, columns], True for numbers with a question mark, or None.

    >>> ax = plot_table([[1, 2], [3, 4]], ["a", "b"], ["c", "d"])
    """
    table = array("table", table, None, None, **WITH_GAPS)
    row_words = labels("row_words", row_words, len(table))
    column_words = labels("column_words", column_words, table.shape[1])
    marked = marked if marked is None else boolean("marked", marked, *table.shape)
    ax = axes(ax, STYLE)
    ax.imshow(table, aspect="auto", alpha=0.4)
    for place, entry in np.ndenumerate(table) if table.size <= 80 else ():
        guess = marked is not None and marked[place]
        text = f"{entry:.2f}?" if guess else f"{entry:.2f}"
        look = {"ha": "center", "va": "center", "weight": "bold" if guess else "normal"}
        ax.text(*place[::-1], text, **look)
    ax.set(xticks=[], yticks=[])
    if column_words is not None:
        upright = sum(map(len, column_words)) < 22  # tilted letters take longer to draw
        tilted = (
            {} if upright else {"rotation": 30, "rotation_mode": "anchor", "ha": "right"}
        )
        ax.set_xticks(range(len(column_words)), column_words, **tilted)
    if row_words is not None:
        ax.set_yticks(range(len(row_words)), row_words)
    return ax


def plot_vectors(row_vectors, column_vectors, row_words, column_words, ax=None, plane=None):
    """Draw the words as arrows in a plane, rows blue, columns vermilion; return the axes.

    row_vectors: [rows, h], such as W1; column_vectors: [h, columns], such as W2.
    row_words, column_words: lists of labels, placed so that none covers another.
    plane: [h, 2], two perpendicular directions, each of length 1. None is the plane that
        holds most of the row vectors (their two leading right singular vectors). If they
        are of rank two or less, all of their length lies in it, and the inner products of
        rows with columns are the ones in the picture.

    >>> ax = plot_vectors([[1, 0], [0, 1]], [[1, 2], [2, 1]], ["a", "b"], ["c", "d"])
    """
    row_vectors, column_vectors = both_sides(row_vectors, column_vectors)
    row_words = labels("row_words", row_words, len(row_vectors), needed=True)
    number = column_vectors.shape[1]
    column_words = labels("column_words", column_words, number, needed=True)
    if plane is not None:
        plane = array("plane", plane, row_vectors.shape[1], 2)
    else:
        plane = leading_plane(row_vectors)
    ax = axes(ax, STYLE)
    tips = [row_vectors @ plane, column_vectors.T @ plane]
    lengths = {"angles": "xy", "scale_units": "xy", "scale": 1, "zorder": 2}
    for ends, colour, width in zip(tips, [BLUE, VERMILION], [0.012, 0.006], strict=True):
        ax.quiver(*np.zeros_like(ends).T, *ends.T, color=colour, width=width, **lengths)
    ax.update_datalim(np.vstack([*tips, [[0, 0]]]))
    ax.margins(0.35)
    ax.autoscale_view()
    ax.set_aspect("equal", "datalim")
    ax.set(xlabel="first direction", ylabel="second direction")
    colours = [BLUE] * len(tips[0]) + [VERMILION] * len(tips[1])
    place_words(ax, np.vstack(tips), [*row_words, *column_words], colours)
    return ax


def both_sides(row_vectors, column_vectors):
    """Return both as floats; ValueError if they are none, or cannot be multiplied."""
    rows = array("row_vectors", row_vectors, None, None)
    return rows, array("column_vectors", column_vectors, rows.shape[1], None, empty=True)


def leading_plane(vectors):
    """Return the plane that holds most of some vectors, [h, 2]; a line if h is 1."""
    plane = np.linalg.svd(vectors, full_matrices=False)[2][:2].T
    return np.pad(plane, ((0, 0), (0, 2 - plane.shape[1])))

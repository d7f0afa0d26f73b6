"""Figures of a table: the network that learns it, what is missing, its words as vectors."""

import matplotlib.pyplot as plt
import numpy as np

from ..arrays import check_table, read_array
from ..checks import check_labels
from .labels import LITERAL, drawable, place_words
from .looks import BLUE, VERMILION, in_style, new_axes

MOST_NUMBERS = 80  # a table with more entries is drawn without numbers
MOST_LETTERS = 22  # column words with more letters in all are tilted


@in_style
def plot_network(layers, ax=None):
    """Draw a network: a circle for each unit, a line for each weight, W1, W2, ... above.

    Parameters
    ----------
    layers : sequence of sequences of str
        For each layer, from input to output, the words at its units; "" for none.
    ax : matplotlib.axes.Axes, optional
        The axes to draw on. Without it, a new figure is made.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the network.

    Examples
    --------
    >>> ax = plot_network([["cat", "dog"], ["", "", ""], ["run", "jump"]])
    >>> len(ax.get_lines())  # 2 x 3 weights in the first matrix, 3 x 2 in the second
    12
    """
    if ax is None:
        ax = new_axes()
    places = []  # of each layer, the point (x, y) of each unit, centred around y = 0
    for x, words in enumerate(layers):
        top = (len(words) - 1) / 2
        places.append([(x, top - unit) for unit in range(len(words))])
    for layer in range(1, len(layers)):
        before = places[layer - 1]
        after = places[layer]
        for left in before:
            for right in after:
                ax.plot(*zip(left, right, strict=True), color="0.7", linewidth=1, zorder=1)
        top = max(before[0][1], after[0][1]) + 0.3
        ax.text(layer - 0.5, top, f"$W_{{{layer}}}$", ha="center", va="bottom")
    all_words = iter(drawable(str(word) for words in layers for word in words))
    for layer, words in enumerate(layers):
        is_input = layer == 0
        x, y = np.transpose(places[layer])
        ax.scatter(x, y, s=400, color=BLUE if is_input else VERMILION, zorder=2)
        for unit in range(len(words)):
            aside, ha = (-0.12, "right") if is_input else (0.12, "left")
            word = next(all_words)
            ax.text(x[unit] + aside, y[unit], word, ha=ha, va="center", **LITERAL)
    ax.set_xlim(-0.5, len(layers) - 0.5)
    ax.margins(y=0.2)
    ax.axis("off")
    return ax


@in_style
def plot_table(table, row_words=None, column_words=None, marked=None, ax=None):
    """Draw a table as colours with its numbers written in.

    Parameters
    ----------
    table : array_like
        The entries, of shape (rows, columns). If there are more than 80, the numbers are
        left out.
    row_words, column_words : sequence of str, optional
        Labels of the rows and the columns.
    marked : array_like of bool, optional
        Where a number is bold and has a question mark, because it is a guess, of shape
        (rows, columns).
    ax : matplotlib.axes.Axes, optional
        The axes to draw on. Without it, a new figure is made.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the table.

    Examples
    --------
    >>> ax = plot_table([[1, 2], [3, 4]], ["a", "b"], marked=[[0, 0], [0, 1]])
    >>> [text.get_text() for text in ax.texts]
    ['1.00', '2.00', '3.00', '4.00?']
    """
    table = check_table("table", table)
    marked = np.zeros(table.shape, bool) if marked is None else np.asarray(marked, bool)
    if ax is None:
        ax = new_axes()
    ax.imshow(table, aspect="auto", alpha=0.4)
    if table.size <= MOST_NUMBERS:
        for (row, column), entry in np.ndenumerate(table):
            ax.text(
                column,
                row,
                f"{entry:.2f}?" if marked[row, column] else f"{entry:.2f}",
                ha="center",
                va="center",
                weight="bold" if marked[row, column] else "normal",
            )
    _name_rows_and_columns(ax, table.shape, row_words, column_words)
    return ax


@in_style
def plot_residual(matrix, product, row_words=None, column_words=None, limit=None, ax=None):
    """Draw the residual, which is the table without what a network makes of it, as colours.

    White is zero, blue is what the product lacks, and red is what it has too much.

    Parameters
    ----------
    matrix, product : array_like
        The table and what the network makes of it, both of shape (rows, columns). A nan
        remains blank.
    row_words, column_words : sequence of str, optional
        Labels of the rows and the columns.
    limit : float, optional
        The residual that has the full colour. Without it, this is the largest absolute
        entry of the matrix, so that the colours fade while a network learns.
    ax : matplotlib.axes.Axes, optional
        The axes to draw on. Without it, a new figure is made.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the residual. A colour bar stands beside them.

    Examples
    --------
    >>> ax = plot_residual([[2, 0], [0, 1]], [[2, 0], [0, 0]])
    >>> image = ax.get_images()[0]
    >>> image.get_array().tolist(), image.get_clim()
    ([[0.0, 0.0], [0.0, 1.0]], (-2.0, 2.0))
    """
    matrix, product = _both_tables(matrix, product)
    residual = matrix - product
    if limit is None:
        limit = _largest(matrix)
    limit = float(limit) or 1.0  # zeros alone need a scale as well
    if ax is None:
        ax = new_axes()
    image = ax.imshow(residual, cmap="RdBu", vmin=-limit, vmax=limit, aspect="auto")
    ax.set_title("residual")
    _name_rows_and_columns(ax, residual.shape, row_words, column_words)
    ax.figure.colorbar(image, ax=ax, ticks=[-limit, 0, limit], format="%.2g")
    return ax


@in_style
def plot_tables(matrix, product, row_words=None, column_words=None, axes=None):
    """Draw M, the product W1 W2 and the residual M - W1 W2 below each other as colours.

    M and the product share one colour scale. The residual has a scale of its own, which
    ends at its largest absolute entry.

    Parameters
    ----------
    matrix, product : array_like
        The table and what the network makes of it, both of shape (rows, columns).
    row_words, column_words : sequence of str, optional
        Labels of the rows and the columns.
    axes : sequence of matplotlib.axes.Axes, optional
        Three axes to draw on. Without them, a new figure is made.

    Returns
    -------
    sequence of matplotlib.axes.Axes
        The three axes.

    Examples
    --------
    >>> axes = plot_tables([[2, 0], [0, 1]], [[2, 0], [0, 0]])
    >>> [ax.get_title() for ax in axes]
    ['$M$', '$W_1 W_2$', 'residual $M - W_1 W_2$']
    """
    matrix, product = _both_tables(matrix, product)
    if axes is None:
        _, axes = plt.subplots(3, 1, figsize=(8, 6), sharex=True)
    known = matrix[np.isfinite(matrix)]
    scale = {"vmin": known.min(initial=np.inf), "vmax": known.max(initial=-np.inf)}
    if not known.size:
        scale = {"vmin": 0, "vmax": 1}
    titles_and_entries = [("$M$", matrix), ("$W_1 W_2$", product)]
    for ax, (title, entries) in zip(axes[:2], titles_and_entries, strict=True):
        image = ax.imshow(entries, aspect="auto", **scale)
        ax.set_title(title)
        _name_rows_and_columns(ax, entries.shape, row_words, column_words)
        ax.figure.colorbar(image, ax=ax)
    largest = _largest(matrix - product)
    plot_residual(matrix, product, row_words, column_words, limit=largest, ax=axes[2])
    axes[2].set_title("residual $M - W_1 W_2$")
    return axes


@in_style
def plot_vectors(
    row_vectors,
    column_vectors,
    row_words,
    column_words,
    ax=None,
    plane=None,
    reach=None,
):
    """Draw words as arrows in a plane: thick blue for rows, thin vermilion for columns.

    Parameters
    ----------
    row_vectors : array_like
        A vector for each row of the table, of shape (rows, h), such as W1.
    column_vectors : array_like
        A vector for each column of the table, of shape (h, columns), such as W2.
    row_words, column_words : sequence of str
        The words, which are placed so that none covers another.
    ax : matplotlib.axes.Axes, optional
        The axes to draw on. Without it, a new figure is made.
    plane : array_like, optional
        Two perpendicular directions, each of length 1, of shape (h, 2). Without it, this is
        the plane that holds most of the row vectors, from `leading_plane`.
    reach : float, optional
        The half width of the picture, which is then a square from -reach to reach in both
        directions. Panels of one size with one `reach` have the same scale. Without it, the
        arrows are as large as the words allow.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the arrows.

    Raises
    ------
    ValueError
        If the two kinds of vectors have not as many components, or the words are not as
        many as the vectors.

    Notes
    -----
    If the row vectors are of rank two or less, all of their length lies in the plane. Then
    the inner products of rows with columns are the ones in the picture.

    Examples
    --------
    >>> ax = plot_vectors([[1, 0], [0, 1]], [[1, 2], [2, 1]], ["a", "b"], ["c", "d"])
    >>> [text.get_text() for text in ax.texts]
    ['a', 'b', 'c', 'd']
    """
    row_vectors, column_vectors = both_sides(row_vectors, column_vectors)
    row_words = check_labels("row_words", row_words, len(row_vectors))
    column_words = check_labels("column_words", column_words, column_vectors.shape[1])
    if plane is None:
        plane = leading_plane(row_vectors)
    if ax is None:
        ax = new_axes()
    row_tips = row_vectors @ plane
    column_tips = column_vectors.T @ plane
    tips = np.vstack([row_tips, column_tips])
    _draw_arrows(ax, row_tips, BLUE, width=0.012)
    _draw_arrows(ax, column_tips, VERMILION, width=0.006)
    if reach is None:
        ax.set_aspect("equal", "datalim")
        ax.update_datalim(np.vstack([tips, [[0, 0]]]))
        ax.margins(0.35)  # room for the words
        ax.autoscale_view()
    else:
        ax.set_aspect("equal", "box")
        ax.set(xlim=(-reach, reach), ylim=(-reach, reach))
    ax.set(xlabel="first direction", ylabel="second direction")
    along = np.linspace(0, 1, 30)
    shafts = (along[:, None, None] * tips).reshape(-1, 2)
    colours = [BLUE] * len(row_tips) + [VERMILION] * len(column_tips)
    place_words(ax, tips, [*row_words, *column_words], colours, obstacles=shafts)
    return ax


def both_sides(row_vectors, column_vectors):
    """Return the vectors of the rows and of the columns as arrays that can be multiplied.

    Parameters
    ----------
    row_vectors : array_like
        The vectors of the rows, of shape (rows, h).
    column_vectors : array_like
        The vectors of the columns, of shape (h, columns).

    Returns
    -------
    tuple of numpy.ndarray
        The same two as float64.

    Raises
    ------
    ValueError
        If the two have not as many components.

    Examples
    --------
    >>> rows, columns = both_sides([[1, 2]], [[3], [4]])
    >>> rows @ columns
    array([[11.]])
    """
    rows = read_array("row_vectors", row_vectors)
    columns = read_array("column_vectors", column_vectors)
    if rows.ndim != 2 or columns.ndim != 2 or rows.shape[1] != columns.shape[0]:
        raise ValueError(
            "row_vectors must have the shape (rows, h) and column_vectors (h, columns), "
            f"with the same h; got {rows.shape} and {columns.shape}."
        )
    return rows, columns


def leading_plane(vectors):
    """Return the plane that holds most of the length of some vectors.

    Parameters
    ----------
    vectors : array_like
        The vectors, of shape (n, h).

    Returns
    -------
    numpy.ndarray
        Two perpendicular directions of length 1, of shape (h, 2): the two leading right
        singular vectors. If there is only one direction, because h or n is 1, the second
        column is zero.

    Examples
    --------
    >>> plane = leading_plane([[0, 3, 0], [0, 0, 2]])
    >>> np.abs(plane).tolist()
    [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]
    """
    _, _, directions = np.linalg.svd(vectors, full_matrices=False)
    plane = directions[:2].T
    missing = 2 - plane.shape[1]
    return np.pad(plane, ((0, 0), (0, missing)))


def _draw_arrows(ax, tips, colour, width):
    """Draw arrows from the origin to their tips, in the units of the axes."""
    origin = np.zeros(len(tips))
    x, y = tips.T
    ax.quiver(
        origin,
        origin,
        x,
        y,
        color=colour,
        width=width,
        angles="xy",
        scale_units="xy",
        scale=1,
        zorder=2,
    )


def _both_tables(matrix, product):
    """Return a matrix and what a network makes of it as arrays of one shape."""
    matrix = check_table("matrix", matrix)
    product = check_table("product", product)
    if matrix.shape != product.shape:
        raise ValueError(
            f"product must have the shape of matrix, {matrix.shape}; got {product.shape}."
        )
    return matrix, product


def _largest(table):
    """Return the largest absolute entry that is finite, or 0."""
    return np.abs(table[np.isfinite(table)]).max(initial=0)


def _name_rows_and_columns(ax, shape, row_words, column_words):
    """Write the words beside an image, or nothing at all where there are none."""
    rows, columns = shape
    ax.set(xticks=[], yticks=[])
    row_words = [] if row_words is None else check_labels("row_words", row_words, rows)
    if column_words is None:
        column_words = []
    else:
        column_words = check_labels("column_words", column_words, columns)
    words = drawable([*row_words, *column_words])
    row_words, column_words = words[: len(row_words)], words[len(row_words) :]
    if row_words:
        ax.set_yticks(range(rows), row_words, **LITERAL)
    if column_words:
        tilted = {}
        if sum(map(len, column_words)) >= MOST_LETTERS:
            # Tilted letters take longer to draw, but do not run into each other.
            tilted = {"rotation": 30, "rotation_mode": "anchor", "ha": "right"}
        ax.set_xticks(range(columns), column_words, **tilted, **LITERAL)

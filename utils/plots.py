"""The pictures of the series: how a training went, and what the network found."""

import matplotlib.pyplot as plt
import numpy as np

from .checks import must_be

STYLE = "utils.tutorial"  # utils/tutorial.mplstyle


def plot_rmse(history, best=None, ax=None):
    """Draw the rmse (the root of the loss) of each epoch on a log axis; return the axes.

    history: what `train` returned; of many runs it draws the median, and a band that
        holds the middle 90 % of them.
    best: the rmse of the exact optimum, drawn as a line, or None. The optimum 0 lies
        below every log axis and is named in the legend alone.
    TypeError if `history` is anything else, such as the losses themselves.

    >>> history = train(LinearNetwork([2, 3, 4]), word_table()[0])
    >>> ax = plot_rmse(history, best=0.0)
    """
    if not (hasattr(history, "rmse") and hasattr(history, "epochs")):
        raise TypeError(must_be("history must be what train returned", history))
    ax = _axes(ax)
    rmse, epochs = history.rmse, np.arange(history.epochs)
    if rmse.ndim == 1:
        ax.plot(epochs, rmse, label="network")
    else:
        low, middle, high = np.quantile(rmse, [0.05, 0.5, 0.95], axis=1)
        ax.plot(epochs, middle, label=f"median of {rmse.shape[1]} runs")
        ax.fill_between(epochs, low, high, alpha=0.3, label="middle 90 % of the runs")
    if best is not None:
        label = f"exact optimum: {best:.6g}"
        if best > 0:
            ax.axhline(best, color="black", linestyle="--", label=label)
        else:
            ax.plot([], [], color="black", linestyle="--", label=label)
    ax.set(yscale="log", xlabel="epoch", ylabel="rmse")
    ax.legend()
    return ax


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
    matrix, product = np.asarray(matrix, float), np.asarray(product, float)
    if product.shape != matrix.shape or matrix.ndim != 2:
        allowed = f"product must have the shape of the matrix, {matrix.shape}"
        raise ValueError(f"{allowed}, but its shape is {product.shape}.")
    residual = matrix - product
    if axes is None:
        with plt.style.context(STYLE):
            axes = plt.subplots(1, 3, figsize=(11, 2.6))[1]
    values = {"cmap": "viridis", "vmin": matrix.min(), "vmax": matrix.max()}
    largest = np.abs(residual).max() or 1.0  # a residual of exactly 0 needs a scale, too
    signed = {"cmap": "RdBu", "vmin": -largest, "vmax": largest}
    panels = [
        ("$M$", matrix, values),
        ("$W_1 W_2$", product, values),
        ("$M - W_1 W_2$", residual, signed),
    ]
    for ax, (title, entries, colours) in zip(axes, panels, strict=True):
        image = ax.imshow(entries, **colours)
        ax.set(title=title)
        if row_words is not None:
            ax.set_yticks(range(len(row_words)), row_words)
        if column_words is not None:
            ax.set_xticks(range(len(column_words)), column_words)
        ax.figure.colorbar(image, ax=ax, shrink=0.6)
    return axes


def plot_vectors(row_vectors, column_vectors, row_words, column_words, ax=None):
    """Draw the words as arrows in a plane; return the axes.

    row_vectors: [rows, h], such as W1; column_vectors: [h, columns], such as W2.
    row_words, column_words: lists of labels.
    The plane is the one that holds most of the row vectors (their two leading right
    singular vectors). If they are of rank two or less, all of their length lies in it,
    and the inner products of rows with columns are the ones in the picture.

    >>> ax = plot_vectors([[1, 0], [0, 1]], [[1, 2], [2, 1]], ["a", "b"], ["c", "d"])
    """
    ax = _axes(ax)
    row_vectors, column_vectors = np.asarray(row_vectors), np.asarray(column_vectors)
    plane = np.linalg.svd(row_vectors, full_matrices=False)[2][:2].T
    rows, columns = "rows: vectors of $W_1$", "columns: vectors of $W_2$"
    _draw_arrows(ax, row_vectors @ plane, row_words, "C0", rows)
    _draw_arrows(ax, column_vectors.T @ plane, column_words, "C1", columns)
    ax.margins(0.3)
    ax.autoscale_view()
    ax.set_aspect("equal", "datalim")
    ax.set(xlabel="first direction", ylabel="second direction")
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.15), ncols=2)
    return ax


def _draw_arrows(ax, vectors, words, colour, label):
    tips = np.zeros((len(vectors), 2))
    tips[:, : vectors.shape[1]] = vectors  # with one hidden unit: along a line
    lengths = {"angles": "xy", "scale_units": "xy", "scale": 1, "width": 0.008}
    ax.quiver(*np.zeros_like(tips).T, *tips.T, color=colour, label=label, **lengths)
    # Beyond the tip, a little below and above it in turn: this keeps close words apart.
    for turn, word in enumerate(np.argsort(tips[:, 1])):
        x, y = tips[word] / (np.linalg.norm(tips[word]) or 1)
        side = np.copysign(18, x) * (-1) ** turn
        ax.annotate(
            words[word],
            tips[word],
            xytext=(12 * x + side * y, 12 * y - side * x),
            textcoords="offset points",
            ha="center",
            va="center",
            color=colour,
        )
    ax.update_datalim(np.vstack([tips, [0, 0]]))


def _axes(ax):
    if ax is not None:
        return ax
    with plt.style.context(STYLE):
        return plt.subplots()[1]

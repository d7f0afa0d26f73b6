"""The pictures of the series: how a training went, and what the network found."""

import matplotlib.pyplot as plt
import numpy as np

STYLE = "utils.tutorial"  # utils/tutorial.mplstyle


def plot_loss(history, best=None, ax=None):
    """Draw the rmse (the root of the loss) of each epoch on a log axis; return the axes.

    history: what `train` returned; of many runs it draws the median, and a band that
        holds the middle 90 % of them.
    best: the rmse of the exact optimum, drawn as a line, or None. The optimum 0 lies
        below every log axis and is named in the legend alone.
    """
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


def plot_residual(matrix, network, row_words=None, column_words=None, ax=None):
    """Draw M, the network's product and the residual as colours; return the three axes.

    matrix: [rows, columns]; network: one without runs.
    row_words, column_words: lists of labels, or None for numbers.
    ax: three axes, or None for a new figure. M and the product share one colour scale;
    the residual has its own, with white at zero.
    """
    if network.runs is not None:
        raise ValueError("network must be a single one, but it holds runs.")
    matrix, product = np.asarray(matrix, float), network.end_to_end().numpy()
    residual = matrix - product
    if ax is None:
        with plt.style.context(STYLE):
            _, ax = plt.subplots(1, 3, figsize=(11, 3))
    names = " ".join(f"W{layer + 1}" for layer in range(len(network.weights)))
    if len(network.weights) > 3:
        names = f"W1 ... W{len(network.weights)}"
    values = {"cmap": "viridis", "vmin": matrix.min(), "vmax": matrix.max()}
    most = np.abs(residual).max() or 1.0  # an exact zero residual still needs a scale
    signed = {"cmap": "RdBu", "vmin": -most, "vmax": most}
    panels = [
        ("M", matrix, values),
        (names, product, values),
        (f"residual M − {names}", residual, signed),
    ]
    for axes, (title, entries, colours) in zip(ax, panels, strict=True):
        image = axes.imshow(entries, **colours)
        axes.set(title=title)
        if row_words is not None:
            axes.set_yticks(range(len(row_words)), row_words)
        if column_words is not None:
            axes.set_xticks(range(len(column_words)), column_words)
        axes.figure.colorbar(image, ax=axes, shrink=0.8)
    return ax


def plot_vectors(row_vectors, column_vectors, row_words, column_words, ax=None):
    """Draw the words as arrows in a plane; return the axes.

    row_vectors: [rows, h], such as W1; column_vectors: [h, columns], such as W2.
    row_words, column_words: lists of labels.
    The plane is the one that holds most of the row vectors (their two leading right
    singular vectors). If they are of rank two or less, all of their length lies in it,
    and the inner products of rows with columns are the ones in the picture.
    """
    ax = _axes(ax)
    row_vectors, column_vectors = np.asarray(row_vectors), np.asarray(column_vectors)
    plane = np.linalg.svd(row_vectors, full_matrices=False)[2][:2].T
    groups = [
        (row_vectors @ plane, row_words, "C0", "rows: vectors of $W_1$"),
        (column_vectors.T @ plane, column_words, "C1", "columns: vectors of $W_2$"),
    ]
    for vectors, words, colour, label in groups:
        tips = np.zeros((len(vectors), 2))
        tips[:, : vectors.shape[1]] = vectors  # with one hidden unit: along a line
        ax.quiver(
            *np.zeros_like(tips).T,
            *tips.T,
            color=colour,
            label=label,
            angles="xy",
            scale_units="xy",
            scale=1,
            width=0.008,
        )
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
    ax.margins(0.3)
    ax.autoscale_view()
    ax.set_aspect("equal", "datalim")
    ax.set(xlabel="first direction", ylabel="second direction")
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.15), ncols=2)
    return ax


def _axes(ax):
    if ax is not None:
        return ax
    with plt.style.context(STYLE):
        return plt.subplots()[1]

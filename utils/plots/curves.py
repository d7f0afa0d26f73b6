"""Curves: how a training goes, how many runs converge, how the modes of a matrix grow."""

import numpy as np
import pandas as pd

from ..arrays import read_array
from .labels import LITERAL, drawable, epoch_axis, label_lines, legend, log_axis
from .looks import BLUE, HATCHES, MODES, in_style, ink, line_style, new_axes


@in_style
def plot_lines(lines, *, xlabel, ylabel, log="", styles=None, markers=None, ax=None):
    """Draw lines, each with its label at its right end.

    Parameters
    ----------
    lines : dict
        For each label, what to draw: the values y, of shape (n,), over 0, 1, ..., n - 1; or
        a tuple (x, y) of two such sequences; or one number, for a horizontal line. A nan
        leaves a gap, and so does a value that is not positive on a logarithmic axis.
    xlabel, ylabel : str
        What the axes show, with units. On an axis of the "epoch" the ticks are written like
        20,000.
    log : {"", "x", "y", "xy"}
        Which of the axes are logarithmic.
    styles : dict, optional
        For some or all labels, a key of ``LINE_STYLES`` or a dict of matplotlib's line
        properties. Without it, a label that is itself a key of ``LINE_STYLES`` has that
        style, and the other lines take the colours of the palette in turn.
    markers : str or dict, optional
        One of matplotlib's markers, such as "o", for all lines, or one for each of some
        labels. Horizontal lines have none.
    ax : matplotlib.axes.Axes, optional
        The axes to draw on. Without it, a new figure is made.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the lines.

    Raises
    ------
    ValueError
        If `log` is none of the four, or `styles` names an unknown style.

    Examples
    --------
    >>> curves = {"momentum": [1, 0.1, 0.01], "measured": ([0, 2], [1, 0.1]), "limit": 0.02}
    >>> ax = plot_lines(
    ...     curves, xlabel="epoch", ylabel="RMSE", log="y", markers={"measured": "o"}
    ... )
    >>> [line.get_label() for line in ax.get_lines()]
    ['momentum', 'measured', 'limit']
    """
    if log not in ("", "x", "y", "xy"):
        raise ValueError(f"log must be one of '', 'x', 'y', 'xy'; got {log!r}.")
    if ax is None:
        ax = new_axes()
    for place, (label, line) in enumerate(lines.items()):
        style = line_style(label, place, styles)
        if isinstance(markers, dict):
            marker = markers.get(label)
        else:
            marker = markers
        if not isinstance(line, tuple) and np.ndim(line) == 0:
            ax.axhline(line, label=label, **style)
        else:
            ax.plot(*_points(label, line), label=label, marker=marker, **style)
    ax.set(xlabel=xlabel, ylabel=ylabel)
    if "x" in log:
        log_axis(ax, "x")
    elif xlabel == "epoch":
        epoch_axis(ax)
    if "y" in log:
        log_axis(ax, "y")
    return label_lines(ax)


@in_style
def plot_loss(losses, *, optimum=None, label="network", ax=None):
    """Draw the loss of each epoch on a logarithmic axis.

    Parameters
    ----------
    losses : sequence of float
        The loss before each epoch's step, of shape (epochs,), in squared units of the
        table.
    optimum : float, optional
        The loss of the exact optimum, which is drawn as a line. An optimum of 0 lies
        infinitely far below a logarithmic axis, so that only its name is written, at the
        foot.
    label : str
        What is written at the end of the curve. A label that is a key of ``LINE_STYLES``
        has its colour and line style.
    ax : matplotlib.axes.Axes, optional
        The axes to draw on. Without it, a new figure is made.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the curve.

    Examples
    --------
    >>> ax = plot_loss([1.0, 0.1, 0.01], optimum=0.0)
    >>> ax.get_ylabel(), ax.get_yscale()
    ('loss (mean squared error)', 'log')
    """
    if ax is None:
        ax = new_axes()
    ax.plot(*_points("losses", losses), label=label, **line_style(label, 0))
    return _finish_training_curve(ax, "loss (mean squared error)", optimum)


@in_style
def plot_rmse(history, optimum=None, ax=None):
    """Draw the RMSE, which is the root of the loss, of each epoch on a logarithmic axis.

    Of many runs it draws the median, and a band that holds the middle 90% of them.

    Parameters
    ----------
    history : History
        What ``train`` returned, for one network or for many runs.
    optimum : float, optional
        The RMSE of the exact optimum, which is drawn as a line. An optimum of 0 lies
        infinitely far below a logarithmic axis, so that only its name is written, at the
        foot.
    ax : matplotlib.axes.Axes, optional
        The axes to draw on. Without it, a new figure is made.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the curve.

    Raises
    ------
    TypeError
        If `history` is anything else, such as the losses themselves.

    Examples
    --------
    >>> from utils import LinearNetwork, train
    >>> history = train(LinearNetwork([2, 3, 4]), np.ones((2, 4)), epochs=50)
    >>> ax = plot_rmse(history, optimum=0.0)
    >>> ax.get_ylabel(), ax.get_yscale()
    ('RMSE', 'log')
    """
    if not hasattr(history, "rmse"):
        got = type(history).__name__
        raise TypeError(f"history must be what train returned; got {got}.")
    if ax is None:
        ax = new_axes()
    rmse = read_array("the RMSE of history", history.rmse)
    epochs = np.arange(len(rmse))
    if rmse.ndim == 1:
        ax.plot(epochs, rmse, color=BLUE, label="network")
    else:
        low, median, high = np.quantile(rmse, [0.05, 0.5, 0.95], axis=1)
        ax.plot(epochs, median, color=BLUE, label=f"median of {rmse.shape[1]} runs")
        ax.fill_between(epochs, low, high, color=BLUE, alpha=0.3, linewidth=0)
    return _finish_training_curve(ax, "RMSE", optimum)


@in_style
def plot_convergence(fractions, styles=None, ax=None):
    """Draw which fraction of many runs has converged at each epoch.

    Parameters
    ----------
    fractions : dict
        For each label, the fraction of the runs at each epoch, from 0 to 1, of shape
        (epochs,).
    styles : dict, optional
        For some or all labels, a key of ``LINE_STYLES``. A label that is itself a key has
        its colour and line style.
    ax : matplotlib.axes.Axes, optional
        The axes to draw on. Without it, a new figure is made.

    Returns
    -------
    matplotlib.axes.Axes
        The axes, with a dashed line at 100%, which is what we wish for.

    Examples
    --------
    >>> ax = plot_convergence({"Adam, constant learning rate": [0, 0.5, 0.25]})
    >>> ax.get_lines()[0].get_ydata().tolist()
    [0.0, 50.0, 25.0]
    """
    if ax is None:
        ax = new_axes()
    for place, (label, fraction) in enumerate(fractions.items()):
        epochs, fraction = _points(label, fraction)
        ax.plot(epochs, 100 * fraction, label=label, **line_style(label, place, styles))
    ax.axhline(100, label="all runs", **line_style("optimum", 0))
    ax.set(ylabel="fraction of runs converged, %", ylim=(-3, 106))
    return label_lines(epoch_axis(ax))


@in_style
def plot_fractions(fractions, styles=None, ax=None):
    """Draw fractions as bars with their numbers, side by side in groups.

    Parameters
    ----------
    fractions : dict
        For each label, a dict of a fraction, from 0 to 1, for each group. All labels have
        the same groups.
    styles : dict, optional
        For some or all labels, a key of ``LINE_STYLES``, of which the bars have the colour.
        A label that is itself a key has its colour.
    ax : matplotlib.axes.Axes, optional
        The axes to draw on. Without it, a new figure is made.

    Returns
    -------
    matplotlib.axes.Axes
        The axes, with a dashed line at 100% and, for several labels, a legend.

    Examples
    --------
    >>> ax = plot_fractions({"normal": {"1 layer": 0.6, "2 layers": 0.3}})
    >>> [float(bar.get_height()) for bar in ax.patches]
    [60.0, 30.0]
    """
    if ax is None:
        ax = new_axes()
    groups = list(next(iter(fractions.values())))
    width = 0.8 / len(fractions)
    all_bars = []
    for place, (label, of_groups) in enumerate(fractions.items()):
        shift = (place - (len(fractions) - 1) / 2) * width
        bars = ax.bar(
            np.arange(len(groups)) + shift,
            [100 * of_groups[group] for group in groups],
            0.95 * width,
            label=label,
            color=line_style(label, place, styles)["color"],
            edgecolor="white",
            hatch=HATCHES[place % len(HATCHES)],
        )
        all_bars.append(bars)
        behind = {"facecolor": "white", "edgecolor": "none", "pad": 1}
        ax.bar_label(bars, fmt="%.0f", padding=3, bbox=behind, color="black")
    ax.axhline(100, zorder=0.5, **line_style("optimum", 0))
    ax.set_xticks(range(len(groups)), drawable(map(str, groups)), **LITERAL)
    ax.set(ylabel="fraction of runs converged, %", ylim=(0, 118))
    if len(fractions) > 1:
        labels = [str(label) for label in fractions]
        legend(ax, all_bars, labels, loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2)
    return ax


@in_style
def plot_repeats(results, ax=None):
    """Draw the results of a repeated experiment, those of one repetition joined by a line.

    Parameters
    ----------
    results : dict
        For each column's name, a positive number for each repetition, in the same order in
        all columns.
    ax : matplotlib.axes.Axes, optional
        The axes to draw on. Without it, a new figure is made.

    Returns
    -------
    matplotlib.axes.Axes
        The axes, of which the vertical one is logarithmic. The wide black mark of a column
        is its median.

    Examples
    --------
    >>> ax = plot_repeats({"1 matrix": [0.9, 1.1], "2 matrices": [0.05, 0.2]})
    >>> [line.get_ydata().tolist() for line in ax.get_lines()]
    [[0.9, 0.05], [1.1, 0.2]]
    """
    if ax is None:
        ax = new_axes()
    columns = np.arange(len(results))
    numbers = read_array("results", list(results.values()))
    medians = np.nanmedian(numbers, axis=1)
    ax.plot(columns, numbers, "o-", color=BLUE, linewidth=0.8, alpha=0.7)
    ax.hlines(medians, columns - 0.25, columns + 0.25, color=ink(), linewidth=3, zorder=3)
    ax.set_xticks(columns, drawable(map(str, results)), **LITERAL)
    ax.margins(x=0.1)
    return log_axis(ax)


@in_style
def plot_modes(
    epochs, strengths, singular_values, theory=None, half_learning_times=None, ax=None
):
    """Draw how strong each mode of a matrix is during a training.

    Parameters
    ----------
    epochs : sequence
        The epochs of the snapshots, of shape (snapshots,).
    strengths : array_like
        The strengths of the modes in the network, of shape (snapshots, modes), in units of
        the matrix. A nan leaves a gap.
    singular_values : sequence
        What the strengths grow to, of shape (modes,), drawn as dotted lines.
    theory : array_like, optional
        The strengths according to theory, of shape (snapshots, modes), drawn as thin black
        lines over the measured ones.
    half_learning_times : sequence, optional
        The epoch at which each mode is predicted to have half its singular value, of shape
        (modes,), drawn as crosses.
    ax : matplotlib.axes.Axes, optional
        The axes to draw on. Without it, a new figure is made.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with a curve for each mode.

    Examples
    --------
    >>> ax = plot_modes([0, 1, 2], [[0.1, 0], [1.5, 0.1], [2, 1]], [2, 1])
    >>> [text.get_text() for text in ax.texts]
    ['mode 1', 'mode 2']
    """
    if ax is None:
        ax = new_axes()
    strengths = read_array("strengths", strengths)  # a matrix of zeros has no modes
    singular_values = read_array("singular_values", singular_values)
    for mode, singular_value in enumerate(singular_values):
        style = dict(MODES[mode % len(MODES)])
        if theory is not None:  # wide and pale, so that the thin black line is seen on it
            style.update(linestyle="-", linewidth=6, alpha=0.5)
        ax.plot(epochs, strengths[:, mode], label=f"mode {mode + 1}", **style)
        ax.axhline(singular_value, color="0.5", linestyle=":", linewidth=1)
    if theory is not None:
        theory = read_array("theory", theory)
        ax.plot(epochs, theory, **line_style("theory", 0))
    if half_learning_times is not None:
        halves = singular_values / 2
        crosses = {"color": ink(), "markersize": 10, "markeredgewidth": 2}
        ax.plot(half_learning_times, halves, "x", **crosses)
    ax.set(ylabel="strength of the mode")
    return label_lines(epoch_axis(ax))


def _points(name, line):
    """Return the x and the y of a line, of which x is counted from 0 unless it is given."""
    if isinstance(line, tuple) and len(line) == 2 and np.iterable(line[0]):
        x, y = line
    else:
        x, y = None, line
    if isinstance(y, pd.Series) and x is None:
        x = y.index
    y = read_array(name, y)
    if y.ndim != 1 or (x is not None and len(x) != len(y)):
        wanted = "a list of numbers" if x is None else f"{len(x)} numbers, one for each x"
        raise ValueError(f"{name} must be {wanted}; got the shape {y.shape}.")
    return np.arange(len(y)) if x is None else x, y


def _finish_training_curve(ax, ylabel, optimum):
    """Add the optimum, the axes' words and the labels of the lines; return the axes."""
    if optimum is not None:
        label = f"optimum: {optimum:.3g}"
        if optimum > 0:
            ax.axhline(optimum, label=label, **line_style("optimum", 0))
        else:  # 0 has no place on a logarithmic axis, so that only its label is shown
            ax.plot([], [], label=label, **line_style("optimum", 0))
    ax.set(ylabel=ylabel)
    epoch_axis(ax)
    log_axis(ax)
    return label_lines(ax)

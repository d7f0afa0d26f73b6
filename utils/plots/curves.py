"""Pictures of a network and of how its training went, and the looks that all share."""

import numpy as np

from ..checks import must_be, number
from ..picture_checks import WITH_GAPS, array, axes, columns, gaps
from .labels import label_lines, log_axis
from .looks import BLUE, HATCHES, LINE_STYLES, MODES, STYLE, VERMILION, line_style, new_axes

SHARES = {"fits": gaps(lambda x: (x >= 0) & (x <= 1)), "allowed": "shares from 0 to 1"}


def plot_network(layers, ax=None):
    """Draw a network, each weight a line, with W1, W2, ... above them; return the axes.

    layers: for each layer, from input to output, the words at its units; "" for none.

    >>> ax = plot_network([["cat", "dog"], ["", "", ""], ["run", "jump"]])
    """
    for words in layers if np.iterable(layers) and len(layers) > 1 else [None]:
        if not np.iterable(words) or not len(words):
            raise ValueError(must_be("layers must be two or more lists of words", layers))
    ax = axes(ax, STYLE)
    places = [
        [(layer, (len(words) - 1) / 2 - unit) for unit in range(len(words))]
        for layer, words in enumerate(layers)
    ]
    for layer, (left, right) in enumerate(zip(places[:-1], places[1:], strict=True), 1):
        pairs = np.array([(start, end) for start in left for end in right])
        ax.plot(*pairs.T, color="0.7", linewidth=1, zorder=1)
        top = max(left[0][1], right[0][1]) + 0.3
        ax.text(layer - 0.5, top, f"$W_{layer}$", ha="center", va="bottom")
    for layer, (units, words) in enumerate(zip(places, layers, strict=True)):
        ax.scatter(
            *np.transpose(units), s=400, color=VERMILION if layer else BLUE, zorder=2
        )
        side, shift = ("right", -0.12) if layer == 0 else ("left", 0.12)
        for (x, y), word in zip(units, words, strict=True):
            ax.text(x + shift, y, word, ha=side, va="center")
    ax.set_xlim(-0.5, len(layers) - 0.5)
    ax.margins(y=0.2)
    ax.axis("off")
    return ax


def plot_lines(lines, *, xlabel, ylabel, log="", styles=None, markers=None, ax=None):
    """Draw lines, each with its label at its right end.

    Parameters
    ----------
    lines : dict
        For each label, what to draw: the values y, of shape (n,), over 0, 1, ..., n - 1; or
        a tuple (x, y) of two such sequences; or one number, for a horizontal line. A nan
        leaves a gap, and so does a value that is not positive on a logarithmic axis.
    xlabel, ylabel : str
        What the axes show, with units.
    log : {"", "x", "y", "xy"}
        Which of the axes are logarithmic.
    styles : dict, optional
        For some or all labels, a key of ``LINE_STYLES`` or a dict of matplotlib's line
        properties. Without it, a label that is itself a key of ``LINE_STYLES`` has that
        style, and the other lines take the colours of the palette in turn.
    markers : str or dict, optional
        One of matplotlib's markers, such as "o", for all lines, or one for each of some
        labels.
    ax : matplotlib.axes.Axes, optional
        The axes to draw on. Without it, a new figure is made.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the lines.

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
        look = line_style(label, place, styles)
        marker = markers.get(label) if isinstance(markers, dict) else markers
        if isinstance(line, tuple):
            x, y = line
            ax.plot(x, y, label=label, marker=marker, **look)
        elif np.ndim(line) == 0:
            ax.axhline(line, label=label, **look)
        else:
            ax.plot(line, label=label, marker=marker, **look)
    ax.set(xlabel=xlabel, ylabel=ylabel)
    for which in ("x", "y"):
        if which in log:
            log_axis(ax, which)
    if "x" not in log:
        ax.locator_params(axis="x", nbins=5)
    return label_lines(ax)


def plot_loss(losses, *, optimum=None, label="network", ax=None):
    """Draw the loss of each epoch on a logarithmic axis.

    Parameters
    ----------
    losses : sequence of float
        The loss before each epoch's step, of shape (epochs,), in squared units of the table.
    optimum : float, optional
        The loss of the exact optimum, which is drawn as a line. The optimum 0 lies
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
    ax.plot(losses, label=label, **line_style(label, 0))
    if optimum is not None:
        _draw_optimum(ax, optimum)
    ax.set(xlabel="epoch", ylabel="loss (mean squared error)")
    ax.locator_params(axis="x", nbins=5)
    log_axis(ax)
    return label_lines(ax)


def _draw_optimum(ax, value):
    """Draw the exact optimum as a line; 0 has no place on a log axis, only a label."""
    label = f"optimum: {value:.3g}"
    if value > 0:
        ax.axhline(value, label=label, **LINE_STYLES["optimum"])
    else:
        ax.plot([], [], label=label, **LINE_STYLES["optimum"])


def plot_rmse(history, best=None, ax=None):
    """Draw the rmse (the root of the loss) of each epoch on a log axis; return the axes.

    history: what `train` returned; of many runs it draws the median, and a band that
        holds the middle 90 % of them.
    best: the rmse of the exact optimum, drawn as a line, or None. The optimum 0 lies
        below every log axis: there its name stands at the foot.
    TypeError if `history` is anything else, such as the losses themselves.

    >>> history = train(LinearNetwork([2, 3, 4]), word_table()[0])
    >>> ax = plot_rmse(history, best=0.0)
    """
    if not (hasattr(history, "rmse") and hasattr(history, "epochs")):
        raise TypeError(must_be("history must be what train returned", history))
    if best is not None:
        number("best", best, "None or a number of at least 0", lambda x: 0 <= x < np.inf)
    ax = axes(ax, STYLE)
    rmse, epochs = history.rmse, np.arange(history.epochs)
    if rmse.ndim == 1:
        ax.plot(epochs, rmse, color=BLUE, label="network")
    else:
        low, middle, high = np.quantile(rmse, [0.05, 0.5, 0.95], axis=1)
        ax.plot(epochs, middle, color=BLUE, label=f"median of {rmse.shape[1]} runs")
        ax.fill_between(epochs, low, high, color=BLUE, alpha=0.3, linewidth=0)
    if best is not None:
        line = ax.axhline if best > 0 else lambda _, **look: ax.plot([], [], **look)
        line(best, label=f"optimum: {best:.3g}", **LINE_STYLES["optimum"])
    ax.set(xlabel="epoch", ylabel="rmse")
    ax.locator_params(axis="x", nbins=5)
    log_axis(ax)
    label_lines(ax)
    return ax


def plot_convergence(shares, ax=None):
    """Draw which share of many restarts is at the answer at each epoch; return the axes.

    shares: {name: share [epochs], from 0 to 1}; a name that begins with a key of LINE_STYLES
        has its colour and line style. The dashed line is what one wants: all of them.

    >>> ax = plot_convergence({"Adam, constant learning rate": [0, 0.5, 0.25]})
    """
    shares, ax = columns("shares", shares, **SHARES), axes(ax, STYLE)
    for place, (name, share) in enumerate(shares.items()):
        ax.plot(100 * share, label=name, **_look(name, place))
    ax.axhline(100, label="all", **LINE_STYLES["optimum"])
    ax.set(xlabel="epoch", ylabel="restarts at the answer, %", ylim=(-3, 106))
    ax.locator_params(axis="x", nbins=5)
    label_lines(ax)
    return ax


def plot_fractions(counts, ax=None):
    """Draw shares as bars with their numbers, side by side in groups; return the axes.

    counts: {name: {group: share, from 0 to 1}}, each name with the same groups; a name
        that begins with a key of LINE_STYLES has its colour. The dashed line is all of them.

    >>> ax = plot_fractions({"normal": {"1 layer": 0.6, "2 layers": 0.3}})
    """
    same = isinstance(counts, dict) and all(isinstance(x, dict) for x in counts.values())
    if not same or len({frozenset(x) for x in counts.values()}) != 1:
        raise TypeError(must_be("counts must be {name: {group: share}}, all alike", counts))
    groups = list(next(iter(counts.values())))
    lists = {name: [each[group] for group in groups] for name, each in counts.items()}
    counts, ax = columns("counts", lists, **SHARES), axes(ax, STYLE)
    width = 0.8 / len(counts)
    for place, (name, shares) in enumerate(counts.items()):
        places = np.arange(len(groups)) + (place - (len(counts) - 1) / 2) * width
        heights = 100 * shares
        look = {"color": _look(name, place)["color"], "edgecolor": "white"}
        bars = ax.bar(places, heights, 0.95 * width, label=name, **look)
        for bar in bars:  # told apart without colour, too
            bar.set_hatch(HATCHES[place % len(HATCHES)])
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1}
        ax.bar_label(bars, fmt="%.0f", padding=3, bbox=box)
    ax.axhline(100, zorder=0.5, **LINE_STYLES["optimum"])
    ax.set_xticks(range(len(groups)), [str(group) for group in groups])
    ax.set(ylabel="restarts at the answer, %", ylim=(0, 118))
    if len(counts) > 1:
        ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=2)
    return ax


def plot_repeats(draws, ax=None):
    """Draw the results of repeated draws, those of one draw joined; return the axes.

    draws: {name of a column: positive numbers, one a draw}, in the same order in each.
    The axis is logarithmic; the wide black mark of a column is its median.

    >>> ax = plot_repeats({"1 matrix": [0.9, 1.1], "2 matrices": [0.05, 0.2]})
    """
    positive = {"fits": gaps(lambda x: x > 0), "allowed": "positive numbers"}
    draws, ax = columns("draws", draws, alike=True, **positive), axes(ax, STYLE)
    places, numbers = np.arange(len(draws)), np.array(list(draws.values()))
    ax.plot(places, numbers, "o-", color=BLUE, linewidth=0.8, alpha=0.7)
    medians = np.median(numbers, axis=1)
    ax.hlines(medians, places - 0.25, places + 0.25, color="black", linewidth=3, zorder=3)
    ax.set_xticks(places, list(draws))
    ax.margins(x=0.1)
    log_axis(ax)
    return ax


def plot_modes(epochs, strengths, singular_values, curves=None, half_times=None, ax=None):
    """Draw how strong each mode is during a training; return the axes.

    epochs: [snapshots]; strengths: [snapshots, modes]; singular_values: [modes], dotted.
    curves: the theory, [snapshots, modes], as thin black lines over the run, or None.
    half_times: at which epoch half of each mode is predicted, [modes], crosses, or None.

    >>> ax = plot_modes([0, 1, 2], [[0.1, 0], [1.5, 0.1], [2, 1]], [2, 1])
    """
    epochs = array("epochs", epochs, None)
    sigma = array("singular_values", singular_values, None)
    run = array("strengths", strengths, len(epochs), len(sigma), **WITH_GAPS)
    if curves is not None:
        curves = array("curves", curves, len(epochs), len(sigma), **WITH_GAPS)
    if half_times is not None:
        half_times = array("half_times", half_times, len(sigma), **WITH_GAPS)
    ax = axes(ax, STYLE)
    wide = {} if curves is None else {"linewidth": 6, "alpha": 0.5}
    for mode, target in enumerate(sigma):
        look = {**MODES[mode % len(MODES)], **wide}
        if wide:
            look["linestyle"] = "-"
        ax.plot(epochs, run[:, mode], label=f"mode {mode + 1}", **look)
        ax.axhline(target, color="0.5", linestyle=":", linewidth=1)
    if curves is not None:
        ax.plot(epochs, curves, **LINE_STYLES["theory"])
    if half_times is not None:
        ax.plot(half_times, sigma / 2, "kx", markersize=10, markeredgewidth=2)
    ax.set(xlabel="epoch", ylabel="strength of the mode")
    ax.locator_params(axis="x", nbins=5)
    label_lines(ax)
    return ax


def _look(name, number):
    known = [look for key, look in LINE_STYLES.items() if name.startswith(key)]
    return known[0] if known else MODES[number % len(MODES)]

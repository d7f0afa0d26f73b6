"""Letters in pictures: words that do not overlap, lines that say what they are."""

import matplotlib.pyplot as plt
import numpy as np

from ..checks import must_be
from ..picture_checks import axes


def settle(ax):
    """Find out where everything is, without drawing it."""
    if ax.figure.get_layout_engine() is None:
        ax.apply_aspect()  # all that is left to find, and much faster
    else:
        ax.figure.draw_without_rendering()


def place_words(ax, tips, words, colours):
    """Write each word at the nearest free place around the tip of its arrow."""
    settle(ax)
    along = (np.linspace(0, 1, 30)[:, None, None] * tips).reshape(-1, 2)
    shafts = ax.transData.transform(along)  # points of all arrows
    taken, unit = [], ax.figure.dpi / 72
    for tip, word, colour in zip(tips, words, colours, strict=True):
        text = ax.annotate(word, tip, (0, 0), textcoords="offset points", color=colour)
        text.set(ha="center", va="center", in_layout=False)
        box = text.get_window_extent()
        half = np.array([box.width, box.height]) / 2 + 2
        outwards = np.arctan2(*tip[::-1])
        for distance, turn in np.ndindex(12, 24):
            angle = outwards + np.pi / 12 * ((turn + 1) // 2) * (-1) ** turn
            place = (14 + 8 * distance) * np.array([np.cos(angle), np.sin(angle)])
            centre = ax.transData.transform(tip) + unit * place
            covered = (np.abs(shafts - centre) < half).all(axis=1).any()
            apart = [(np.abs(centre - c) > half + h).any() for c, h in taken]
            corners = centre - half, centre + half
            inside = all(ax.bbox.contains(*corner) for corner in corners)
            if inside and all(apart) and not covered:
                break
        text.set_position(place)
        taken.append((centre, half))


def label_lines(ax):
    """Write each line's label at its right end, kept apart; return the axes.

    Call it last: the places follow from the limits. Lines without a label stay without.

    >>> ax = plot_rmse(History(np.ones(3), "epochs"))
    >>> ax = label_lines(ax)
    """
    axes(ax)
    for text in [text for text in ax.texts if text.get_gid() == "label"]:
        text.remove()  # another call places them anew
    settle(ax)
    lines = [line for line in ax.get_lines() if not line.get_label().startswith("_")]
    places = np.array([_end_of(line, ax) for line in lines])
    gap = 1.3 * plt.rcParams["font.size"] * ax.figure.dpi / 72 / ax.bbox.height
    order, floor, ceiling = np.argsort(places, kind="stable"), 0, 1
    for line in order:  # up, where they are too close
        places[line] = max(places[line], floor)
        floor = places[line] + gap
    for line in order[::-1]:  # and down again, where that led too high
        places[line] = min(places[line], ceiling)
        ceiling = places[line] - gap
    for line, place in zip(lines, places, strict=True):
        text = ax.text(1.02, place, line.get_label(), transform=ax.transAxes)
        text.set(color=line.get_color(), va="center", gid="label")
    return ax


def _end_of(line, ax):
    """Return how high a line ends, from 0 at the foot of the axes to 1 at the top."""
    heights = np.asarray(line.get_ydata(), float)
    heights = heights[np.isfinite(heights)]
    shown = heights.size and (heights[-1] > 0 or ax.get_yscale() == "linear")
    point = ax.transData.transform((0, heights[-1] if shown else ax.get_ylim()[0]))
    return np.clip(ax.transAxes.inverted().transform(point)[1], 0, 1)


def log_axis(ax, which="y"):
    """Make an axis logarithmic, with ticks written like 1e-3; return the axes.

    which: "x" or "y".

    >>> ax = log_axis(plot_repeats({"a": [1, 2], "b": [10, 30]}))
    """
    axes(ax)
    if which not in ("x", "y"):
        raise ValueError(must_be("which must be 'x' or 'y'", which))
    axis = {"x": ax.xaxis, "y": ax.yaxis}[which]
    getattr(ax, f"set_{which}scale")("log")
    low, high = getattr(ax, f"get_{which}lim")()
    decades = np.log10(high / low)
    subs = [1.0] if decades > 2 else [1.0, 2.0, 5.0]
    axis.set_major_locator(plt.LogLocator(subs=subs, numticks=8))
    axis.set_minor_locator(plt.NullLocator())
    axis.set_major_formatter(plt.FuncFormatter(lambda number, _: _written(number)))
    return ax


def _written(number):
    if 0.01 <= number < 1000:
        return f"{number:g}"
    return f"{number:.0e}".replace("e-0", "e-").replace("e+0", "e")

"""Pictures of words: a map of them, and how much a result of theirs varies."""

import matplotlib.pyplot as plt
import numpy as np

from ..arrays import check_table, read_array
from .labels import LITERAL, drawable, place_words
from .looks import BLUE, GREEN, ORANGE, PINK, VERMILION, in_style, ink, new_axes

GROUP_COLOURS = [BLUE, VERMILION, GREEN, "black", PINK, ORANGE]
GROUP_MARKERS = "os^DvP"
SPREAD = 0.12  # to the left and right of a column's middle, so that dots do not hide dots


@in_style
def plot_map(points, words, groups, ax=None):
    """Draw words as points of a plane, each group with a marker and a colour of its own.

    Parameters
    ----------
    points : array_like
        Where the words lie, of shape (words, 2).
    words : sequence of str
        The words.
    groups : sequence
        For each word, the name or the number of its group.
    ax : matplotlib.axes.Axes, optional
        The axes to draw on. Without it, a new figure is made.

    Returns
    -------
    matplotlib.axes.Axes
        The axes, each word written near its point.

    Examples
    --------
    >>> ax = plot_map([[0, 0], [1, 0]], ["cat", "run"], ["animals", "verbs"])
    >>> [text.get_text() for text in ax.texts]
    ['cat', 'run']
    """
    if ax is None:
        ax = plt.subplots(figsize=(8, 7))[1]
    points = check_table("points", points)
    names = list(dict.fromkeys(groups))
    colours = []
    for point, group in zip(points, groups, strict=True):
        look = names.index(group) % len(GROUP_MARKERS)
        colour = GROUP_COLOURS[look]
        colours.append(ink() if colour == "black" else colour)
        ax.plot(*point, GROUP_MARKERS[look], color=colours[-1])
    ax.set(xlabel="first direction", ylabel="second direction")
    ax.margins(0.12)
    place_words(ax, points, words, colours, obstacles=points)
    return ax


@in_style
def plot_spread(columns, values=None, ax=None):
    """Draw repeated measurements as dots, in columns, to show how much they vary.

    Parameters
    ----------
    columns : dict
        For each column's name, the fractions that were measured, from 0 to 1.
    values : dict, optional
        For each column's name, the fraction that the text is about. It is drawn as a large
        mark with its number.
    ax : matplotlib.axes.Axes, optional
        The axes to draw on. Without it, a new figure is made.

    Returns
    -------
    matplotlib.axes.Axes
        The axes, of which the vertical one is in percent.

    Examples
    --------
    >>> ax = plot_spread({"counts": [0.4, 0.5]}, {"counts": 0.45})
    >>> [text.get_text() for text in ax.texts]
    ['45']
    """
    if ax is None:
        ax = new_axes()
    for place, (name, measured) in enumerate(columns.items()):
        x = place + np.linspace(-SPREAD, SPREAD, len(measured))
        ax.plot(x, 100 * read_array(name, measured), "o", color=BLUE, alpha=0.6)
        if values is not None:
            value = 100 * values[name]
            ax.plot(place + 0.25, value, "D", color=VERMILION, markersize=9)
            ax.annotate(
                f"{value:.0f}",
                (place + 0.25, value),
                xytext=(9, 0),
                textcoords="offset points",
                va="center",
                color=VERMILION,
            )
    ax.set_xticks(range(len(columns)), drawable(map(str, columns)), **LITERAL)
    ax.set(ylim=(-3, 103), xlim=(-0.5, len(columns) - 0.3))
    return ax

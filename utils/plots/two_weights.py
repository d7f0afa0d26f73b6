"""A map of the loss of the smallest network, which has two weights, with paths on it."""

import numpy as np

from ..arrays import read_array
from .labels import place_words
from .looks import in_style, line_style, new_axes

# Where one grey tone ends and the next begins, in units of the loss at zero. Each height is
# about three times the one before. The contour of height 1 passes through the saddle.
HEIGHTS = np.array([0, 0.03, 0.1, 0.3, 1, 3, 10])
GREYS = ["1.0", "0.95", "0.9", "0.85", "0.8", "0.75", "0.7"]


@in_style
def plot_two_weights(paths, target=1.0, span=(-2.2, 2.2), ax=None):
    """Draw paths of training on a map of the loss (w1 w2 - target)^2.

    The darker the grey, the higher the loss. The thick black lines are the solutions, where
    w1 w2 is the target, and the cross marks the saddle at zero.

    Parameters
    ----------
    paths : dict
        For each label the places (w1, w2) before and after each step, of shape
        (steps + 1, 2). A white dot marks the first place, where the label is written, and
        a black dot marks the last one.
    target : float
        The only entry of the table, above 0.
    span : tuple of float
        The lowest and the highest value on both axes.
    ax : matplotlib.axes.Axes, optional
        The axes to draw on. Without it, a new figure is made.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the map.

    Examples
    --------
    >>> ax = plot_two_weights({"A": [(2, 1), (1.8, 0.6)]})
    >>> [text.get_text() for text in ax.texts]
    ['saddle', 'solutions', 'A']
    """
    if ax is None:
        ax = new_axes()
    ticks = np.linspace(*span, 221)
    w1, w2 = np.meshgrid(ticks, ticks)
    loss = (w1 * w2 - target) ** 2
    heights = target**2 * HEIGHTS
    ax.contourf(w1, w2, loss, heights, colors=GREYS, extend="max")
    ax.contour(w1, w2, loss, heights[1:], colors="0.5", linewidths=0.7)
    ax.plot(0, 0, "kx", markersize=10, markeredgewidth=2.5)
    ax.set_aspect("equal")
    ax.set(xlim=span, ylim=span, xlabel="$w_1$", ylabel="$w_2$")

    far = np.abs(span).max()
    w1 = np.geomspace(target / far, far, 300)
    branch = np.column_stack([w1, target / w1])
    for sign in (1, -1):
        ax.plot(*(sign * branch).T, color="black", linewidth=3, zorder=2)
    upper_end = 0.8 * span[1]
    places = [(0, 0), (target / upper_end, upper_end)]
    words = ["saddle", "solutions"]
    colours = ["black", "black"]
    obstacles = [[[0, 0]], branch, -branch]
    for number, (label, path) in enumerate(paths.items()):
        path = read_array(label, path)
        style = line_style(label, number)
        ax.plot(*path.T, marker=".", markersize=8, zorder=3, label=label, **style)
        dot = {"marker": "o", "markersize": 9, "markeredgecolor": "black", "zorder": 4}
        ax.plot(*path[0], markerfacecolor="white", **dot)
        ax.plot(*path[-1], markerfacecolor="black", **dot)
        places.append(path[0])
        words.append(label)
        colours.append(style["color"])
        obstacles.append(path)
    place_words(ax, places, words, colours, np.vstack(obstacles))
    return ax

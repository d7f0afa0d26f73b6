"""Crossings: many curves that rise through one level, and the epochs at which they do."""

import numpy as np

from ..arrays import read_array
from .labels import epoch_axis
from .looks import BLUE, SKY, VERMILION, in_style, line_style, new_axes


@in_style
def plot_crossings(epochs, curves, level, predicted=None, theory=None, ax=None):
    """Draw many curves, and mark where each of them first reaches a level.

    Parameters
    ----------
    epochs : sequence
        The epochs of the snapshots, of shape (snapshots,).
    curves : array_like
        The curves, of shape (snapshots, curves).
    level : float
        The level, which is drawn as a dotted line. A curve that never reaches it has no
        mark.
    predicted : float, optional
        The epoch at which the curves are predicted to reach the level, drawn as a cross.
    theory : sequence, optional
        The curve according to theory, of shape (snapshots,), drawn as a thin black line.
    ax : matplotlib.axes.Axes, optional
        The axes to draw on. Without it, a new figure is made.

    Returns
    -------
    matplotlib.axes.Axes
        The axes with the curves. The marks are dots, or a cross if there is a prediction,
        since the dots of curves that agree with it would hide it.

    Examples
    --------
    >>> ax = plot_crossings([0, 1, 2], [[0, 0], [1, 0], [2, 1]], level=1)
    >>> ax.collections[0].get_offsets().tolist()
    [[1.0, 1.0], [2.0, 1.0]]
    """
    if ax is None:
        ax = new_axes()
    epochs = read_array("epochs", epochs)
    curves = read_array("curves", curves)
    reached = curves >= level
    first = epochs[reached.argmax(axis=0)][reached.any(axis=0)]
    if theory is None:
        ax.plot(epochs, curves, color=BLUE, linewidth=1)
    else:  # wide and pale, so that the thin black line is seen on them
        ax.plot(epochs, curves, color=SKY, linewidth=6)
        ax.plot(epochs, theory, **line_style("theory", 0))
    ax.axhline(level, color="0.5", linestyle=":", linewidth=1)
    if predicted is None:
        ax.scatter(first, np.full(len(first), level), color=VERMILION, s=36, zorder=3)
    else:
        ax.plot(predicted, level, "kx", markersize=14, markeredgewidth=3, zorder=3)
    return epoch_axis(ax)

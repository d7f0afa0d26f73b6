"""The looks that all figures share: the style sheet, the palette and the line styles.

One meaning has one colour and one line style from the first chapter to the last. The line
styles differ as well as the colours do, so that a figure can be read without colours.
"""

import functools
import inspect

import matplotlib.pyplot as plt
from matplotlib.colors import to_rgba

STYLE = "utils.plots.tutorial"  # the style sheet tutorial.mplstyle in this folder

# This is the palette of Okabe and Ito (2008), as in the style sheet. People who do not tell
# red from green can tell these colours apart.
BLUE = "#0072B2"
VERMILION = "#D55E00"
GREEN = "#009E73"
PINK = "#CC79A7"
ORANGE = "#E69F00"
SKY = "#56B4E9"

LINE_STYLES = {
    "Adam, decaying learning rate": {"color": BLUE, "linestyle": "-"},
    "Adam, constant learning rate": {"color": VERMILION, "linestyle": "--"},
    "gradient descent": {"color": GREEN, "linestyle": "-."},
    "momentum": {"color": PINK, "linestyle": ":"},
    "RMSprop": {"color": ORANGE, "linestyle": (0, (7, 2))},
    "optimum": {"color": "black", "linestyle": (0, (4, 3)), "linewidth": 1.5},
    "theory": {"color": "black", "linestyle": "-", "linewidth": 1},
}

# Lines without a meaning of their own, such as the modes of a matrix, take these in turn.
MODES = [
    {"color": BLUE, "linestyle": "-"},
    {"color": VERMILION, "linestyle": "--"},
    {"color": GREEN, "linestyle": "-."},
    {"color": PINK, "linestyle": ":"},
    {"color": ORANGE, "linestyle": "-"},
    {"color": SKY, "linestyle": "--"},
]

HATCHES = ["", "//", "..", "xx", "--", "\\\\"]  # they tell bars apart without colours


def in_style(plot):
    """Let a function draw in the style of the series, whatever the reader's own is.

    Parameters
    ----------
    plot : function
        It may take axes of the reader's own, as `ax` or `axes`. If these are dark, letters
        and black lines are drawn white.

    Returns
    -------
    function

    Examples
    --------
    >>> @in_style
    ... def size_of_letters():
    ...     return plt.rcParams["font.size"]
    >>> size_of_letters()
    14.0
    """
    signature = inspect.signature(plot)

    @functools.wraps(plot)
    def plot_in_style(*args, **kwargs):
        given = signature.bind(*args, **kwargs).arguments
        axes = given.get("axes")
        ax = given.get("ax") if axes is None else axes[0]
        with plt.style.context([STYLE, {"text.color": _ink_for(ax)}]):
            return plot(*args, **kwargs)

    return plot_in_style


def ink():
    """Return the colour of letters and of black lines, which is white on dark axes.

    Examples
    --------
    >>> ink()
    'black'
    """
    return plt.rcParams["text.color"]


def _ink_for(ax):
    if ax is None:
        return "black"
    behind = to_rgba(ax.get_facecolor())
    if behind[3] < 0.5:  # the axes are transparent
        behind = to_rgba(ax.get_figure(root=True).get_facecolor())
    red, green, blue, alpha = behind
    is_dark = alpha >= 0.5 and 0.3 * red + 0.6 * green + 0.1 * blue < 0.4
    return "white" if is_dark else "black"


@in_style
def new_axes():
    """Return the axes of a new figure in the style of the series.

    Returns
    -------
    matplotlib.axes.Axes
        The only axes of the figure.

    Examples
    --------
    >>> ax = new_axes()
    >>> ax.figure.get_size_inches().tolist()
    [8.0, 4.0]
    """
    return plt.subplots()[1]


def line_style(label, place, styles=None):
    """Return the colour and the line style of one line among others.

    Parameters
    ----------
    label : str
        The label of the line.
    place : int
        The number of the line in its figure, counted from 0.
    styles : dict, optional
        For some or all labels, a key of ``LINE_STYLES`` or a dict of matplotlib's line
        properties.

    Returns
    -------
    dict
        Matplotlib's line properties. They are what `styles` says of the label. If it says
        nothing and the label itself is a key of ``LINE_STYLES``, they are the ones of that
        key, and otherwise the entry of ``MODES`` at this place.

    Raises
    ------
    ValueError
        If `styles` names something that is no key of ``LINE_STYLES``.

    Examples
    --------
    >>> line_style("momentum", 0)
    {'color': '#CC79A7', 'linestyle': ':'}
    >>> line_style("4 hidden layers", 0, styles={"4 hidden layers": "momentum"})
    {'color': '#CC79A7', 'linestyle': ':'}
    >>> line_style("4 hidden layers", 1)
    {'color': '#D55E00', 'linestyle': '--'}
    """
    chosen = (styles or {}).get(label, label)
    if isinstance(chosen, dict):
        return chosen
    if chosen in LINE_STYLES:
        style = LINE_STYLES[chosen]
        return style | {"color": ink()} if style["color"] == "black" else style
    if chosen != label:
        known = ", ".join(repr(name) for name in LINE_STYLES)
        raise ValueError(f"styles must name one of {known}; got {chosen!r}.")
    return MODES[place % len(MODES)]

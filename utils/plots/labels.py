"""Letters in figures: words that keep apart, lines with their names, and plain ticks."""

import functools
import re
import unicodedata

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.font_manager import FontProperties, findfont, get_font

from ..checks import warn
from .looks import in_style

# Words are text: a "$" in them begins no formula, and LaTeX is not asked to set them.
LITERAL = {"parse_math": False, "usetex": False}
BOX = "\u25a1"  # drawn in place of a sign that the font does not have
_named_signs = set()  # those of which a sentence was said already

# Where place_words tries to put a word: at these distances from the tip, in points, and
# turned by these angles, of which the small ones come first, to either side in turn.
DISTANCES = 14 + 8 * np.arange(12)
TURNS = np.pi / 12 * np.array([(k + 1) // 2 * (-1) ** k for k in range(24)])
PAD = 2  # pixels between a word and anything else


def drawable(words):
    """Return words in which the signs that no font can draw are replaced by boxes.

    A warning names these signs once, all in one sentence.

    Parameters
    ----------
    words : sequence of str

    Returns
    -------
    list of str

    Examples
    --------
    >>> drawable(["caf\u00e9", "$_$"])
    ['caf\u00e9', '$_$']
    """
    # Line breaks stay; other signs that only control a printer are blanks.
    words = [re.sub(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", " ", word) for word in words]
    families = tuple(plt.rcParams["font.family"])
    if "sans-serif" in families:  # which stands for the first of these that is installed
        families += tuple(plt.rcParams["font.sans-serif"])
    signs = sorted(set("".join(words)))
    missing = [sign for sign in signs if not _has_glyph(sign, families)]
    if not missing:
        return words
    # Marks that only change the sign before them are left out without a box.
    boxes = {
        sign: "" if unicodedata.category(sign) in ("Cf", "Mn", "Me", "Sk") else BOX
        for sign in missing
    }
    new = [sign for sign in missing if boxes[sign] and sign not in _named_signs]
    if new:
        _named_signs.update(new)
        warn(
            f"The font of figures has no glyphs for {' '.join(new)}, so that {BOX} is "
            "drawn in their place; plt.rcParams['font.family'] can name a font that has "
            "them."
        )
    return [
        word.translate({ord(sign): box for sign, box in boxes.items()}) for word in words
    ]


@functools.lru_cache(maxsize=10_000)
def _has_glyph(sign, families):
    """Return whether a sign can be drawn with one of these families of fonts."""
    if sign == "\n" or " " <= sign <= "~":
        return True
    return any(font.get_char_index(ord(sign)) for font in _fonts(families))


@functools.lru_cache(maxsize=16)
def _fonts(families):
    """Return the fonts that matplotlib takes glyphs from."""
    paths = []
    for family in families:
        try:
            paths.append(findfont(FontProperties(family=family), fallback_to_default=False))
        except ValueError:  # it is not installed
            continue
        if family == "sans-serif":  # the families behind it are those it stands for
            break
    return [get_font(path) for path in paths or [findfont(FontProperties())]]


def legend(ax, handles, labels, **properties):
    """Write a legend in which the labels are text, whatever signs they begin with.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
    handles : sequence
        What was drawn.
    labels : sequence of str
    **properties
        As `Axes.legend` takes them.

    Returns
    -------
    matplotlib.legend.Legend

    Examples
    --------
    >>> _, ax = plt.subplots()
    >>> [text.get_text() for text in legend(ax, ax.plot([1, 2]), ["_$5"]).get_texts()]
    ['_$5']
    """
    places = [str(place) for place in range(len(labels))]  # matplotlib drops "_..."
    written = ax.legend(handles, places, **properties)
    for text, label in zip(written.get_texts(), drawable(labels), strict=True):
        text.set(text=label, **LITERAL)
    return written


def place_words(ax, tips, words, colours, obstacles=()):
    """Write each word at the nearest free place around its point.

    Call it last, because the places depend on the limits of the axes. A word looks for its
    place outwards first, as seen from the origin. If no place is free, it takes the last
    one that was tried.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The axes to write on.
    tips : array_like
        The points that the words belong to, such as the tips of arrows, of shape
        (words, 2), in the units of the axes.
    words : sequence of str
        The words.
    colours : sequence
        The colour of each word.
    obstacles : array_like, optional
        Points that no word may cover, of shape (points, 2), in the units of the axes.

    Examples
    --------
    >>> _, ax = plt.subplots()
    >>> tips = [[0.4, 0.5], [0.4, 0.51]]
    >>> place_words(ax, tips, ["cat", "dog"], ["black", "black"], obstacles=tips)
    >>> cat, dog = [text.get_window_extent() for text in ax.texts]
    >>> bool(cat.overlaps(dog))
    False
    """
    _lay_out(ax)
    tips = np.asarray(tips, float)
    obstacles = ax.transData.transform(np.reshape(obstacles, (-1, 2)))
    points_to_pixels = ax.figure.dpi / 72
    taken = []  # the boxes of the words so far, each its two opposite corners in pixels

    def candidates(tip):
        """Yield offsets from the tip, in points, from near to far."""
        outwards = np.arctan2(tip[1], tip[0])
        for distance in DISTANCES:
            for turn in TURNS:
                angle = outwards + turn
                yield distance * np.array([np.cos(angle), np.sin(angle)])

    def is_free(box):
        """Return whether a box lies in the axes and covers no word and no obstacle."""
        low, high = box
        if not (ax.bbox.contains(*low) and ax.bbox.contains(*high)):
            return False
        if ((low < obstacles) & (obstacles < high)).all(axis=1).any():
            return False
        return not any((low < b).all() and (a < high).all() for a, b in taken)

    for tip, word, colour in zip(tips, drawable(words), colours, strict=True):
        text = ax.annotate(
            word,
            tip,
            xytext=(0, 0),
            textcoords="offset points",
            color=colour,
            ha="center",
            va="center",
            **LITERAL,
        )
        text.set_in_layout(False)  # otherwise the axes would shrink to make room for it
        extent = text.get_window_extent()
        half = np.array([extent.width, extent.height]) / 2 + PAD
        for offset in candidates(tip):
            centre = ax.transData.transform(tip) + points_to_pixels * offset
            box = (centre - half, centre + half)
            if is_free(box):
                break
        text.set_position(offset)
        taken.append(box)


@in_style
def label_lines(ax):
    """Write the label of each line at its right end, in its colour.

    Call it last, because the places depend on the limits of the axes. Labels that would
    overlap are moved apart. A line without a label remains without one. At a second call
    the labels are placed anew.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The axes with the lines.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes.

    Examples
    --------
    >>> _, ax = plt.subplots()
    >>> lines = ax.plot([0, 1], [0, 2], label="twice") + ax.plot([0, 1], label="once")
    >>> [text.get_text() for text in label_lines(ax).texts]
    ['twice', 'once']
    """
    for text in list(ax.texts):
        if text.get_gid() == "label":
            text.remove()
    _lay_out(ax)
    # Matplotlib calls lines without a label like this; words may begin with "_", too.
    lines = [
        line
        for line in ax.get_lines()
        if not re.fullmatch(r"_child\d+|_nolegend_|", line.get_label())
    ]
    labels = drawable(line.get_label() for line in lines)
    line_height = 1.3 * plt.rcParams["font.size"] * ax.figure.dpi / 72
    ends = [_end_of(line, ax) for line in lines]
    heights = _spread(ends, gap=line_height / ax.bbox.height)
    for line, label, height in zip(lines, labels, heights, strict=True):
        ax.text(
            1.02,
            height,
            label,
            transform=ax.transAxes,
            color=line.get_color(),
            va="center",
            gid="label",
            **LITERAL,
        )
    return ax


def log_axis(ax, which="y"):
    """Make an axis logarithmic, with plain ticks such as 100, 0.01 and 1e-5.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The axes, on which everything is drawn already.
    which : {"y", "x"}
        Which of the two axes it is.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes.

    Examples
    --------
    >>> _, ax = plt.subplots()
    >>> line = ax.plot([1, 1e-3, 1e-6])
    >>> log_axis(ax).get_yscale()
    'log'
    """
    if which == "x":
        ax.set_xscale("log")
        axis = ax.xaxis
    else:
        ax.set_yscale("log")
        axis = ax.yaxis
    low, high = axis.get_view_interval()
    decades = abs(np.log10(high) - np.log10(low))  # their ratio could overflow
    between = [1, 2, 5] if decades <= 2 else [1]  # a short axis has few powers of ten
    axis.set_major_locator(plt.LogLocator(subs=between, numticks=8))
    axis.set_minor_locator(plt.NullLocator())
    axis.set_major_formatter(plt.FuncFormatter(_plain))
    return ax


def epoch_axis(ax):
    """Say that the horizontal axis counts epochs, with ticks such as 20,000.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The axes. Narrow ones get fewer ticks.

    Returns
    -------
    matplotlib.axes.Axes
        The same axes.

    Examples
    --------
    >>> _, ax = plt.subplots()
    >>> epoch_axis(ax).get_xlabel()
    'epoch'
    """
    ax.set_xlabel("epoch")
    inches = ax.get_window_extent().width / ax.figure.dpi
    ax.locator_params(axis="x", nbins=int(np.clip(np.ceil(inches), 2, 5)))
    ax.xaxis.set_major_formatter("{x:,g}")
    return ax


def _plain(number, place=None):
    """Return a number as we write it: 100, 0.01, but 1e-5."""
    if 0.01 <= number < 1000:
        return f"{number:g}"
    return f"{number:.0e}".replace("e-0", "e-").replace("e+0", "e")


def _lay_out(ax):
    """Let matplotlib settle where the axes are, without drawing anything."""
    if ax.figure.get_layout_engine() is None:
        ax.apply_aspect()  # nothing else can move the axes, and this is much faster
    else:
        ax.figure.draw_without_rendering()


def _end_of(line, ax):
    """Return how high the right end of a line is, from 0 at the foot of the axes to 1.

    The right end is not always the last point, because x may fall from point to point.
    """
    x = np.asarray(line.get_xdata(), float)
    y = np.asarray(line.get_ydata(), float)
    known = np.isfinite(x) & np.isfinite(y)
    if not known.any():
        return 0.0
    x = x[known]
    y = y[known]
    rightmost = x.min() if ax.xaxis_inverted() else x.max()
    end = y[x == rightmost][-1]
    if ax.get_yscale() == "log" and end <= 0:
        return 0.0  # it lies infinitely far below the axes
    _, height = ax.transAxes.inverted().transform(ax.transData.transform((0, end)))
    return np.clip(height, 0, 1)


def _spread(heights, gap):
    """Return heights from gap / 2 to 1, at least `gap` apart, in the same order."""
    spread = np.array(heights)
    upwards = np.argsort(spread, kind="stable")
    lowest = gap / 2  # so that no label hangs down between the ticks of the other axis
    for place in upwards:  # move up what is too close to the one below it
        spread[place] = max(spread[place], lowest)
        lowest = spread[place] + gap
    highest = 1
    for place in upwards[::-1]:  # and move down again where that led too high
        spread[place] = min(spread[place], highest)
        highest = spread[place] - gap
    return spread

"""Figures are dark on white, whatever style a reader or another course has set."""

import functools
import io

from utils import (
    STYLE,
    LinearNetwork,
    plot_convergence,
    plot_fractions,
    plot_lines,
    plot_loss,
    plot_modes,
    plot_network,
    plot_repeats,
    plot_residual,
    plot_rmse,
    plot_tables,
    plot_vectors,
    train,
)
from utils.explorers import RotationExplorer
from utils.plots import plot_crossings, plot_table

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgb

M = np.array([[1.0, 2.0], [2.0, 1.0]])
ODD_SETTINGS = {
    "text.usetex": True,
    "axes.grid": True,
    "image.origin": "lower",
    "image.cmap": "jet",
    "figure.autolayout": True,
    "savefig.transparent": True,
    "savefig.bbox": "tight",
    "font.size": 5,
    "lines.linestyle": ":",
    "lines.marker": "x",
    "text.parse_math": False,
    "axes.spines.left": False,
    "xtick.bottom": False,
    "ytick.labelleft": False,
    "legend.labelcolor": "blue",
    "axes.titlecolor": "yellow",
    "xtick.labelcolor": "yellow",
    "savefig.dpi": 30,
    "axes.titlelocation": "left",
    "path.sketch": (1, 100, 2),
    "ytick.minor.visible": True,
}
STYLES = {
    "dark_background": "dark_background",
    "fivethirtyeight": "fivethirtyeight",
    "a dark matplotlibrc": ["dark_background", ODD_SETTINGS],
}
HISTORY = train(LinearNetwork([2, 2, 2]), M, epochs=20)
PLOTS = {
    "residual": lambda: plot_residual(M, 0 * M, "ab", "cd"),
    "tables": lambda: plot_tables(M, 0 * M, "ab", "cd")[0],
    "table": lambda: plot_table(M, "ab", "cd"),
    "vectors": lambda: plot_vectors(M, M, "ab", "cd"),
    "network": lambda: plot_network([["cat"], ["", ""], ["run"]]),
    "loss": lambda: plot_loss([1, 0.1], optimum=0.01),
    "rmse": lambda: plot_rmse(HISTORY, optimum=0.01),
    "lines": lambda: plot_lines({"optimum": 1, "b": [1, 2]}, xlabel="epoch", ylabel="y"),
    "convergence": lambda: plot_convergence({"a": [0, 1]}),
    "fractions": lambda: plot_fractions({"a": {"x": 1}, "b": {"x": 0.5}}),
    "repeats": lambda: plot_repeats({"a": [1, 2], "b": [2, 3]}),
    "modes": lambda: plot_modes([0, 1], M, [2, 1], M, [0, 1]),
    "crossings": lambda: plot_crossings([0, 1, 2], [[0, 0], [1, 2], [2, 2]], 1.5),
}


@functools.cache
def expected(plot):
    """Return the pixels of a figure where nothing but our style is set."""
    with plt.style.context(["default", STYLE]):
        return pixels_of(PLOTS[plot]().get_figure())


def pixels_of(figure):
    file = io.BytesIO()
    figure.savefig(file, format="png")
    file.seek(0)
    return plt.imread(file)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("plot", PLOTS)
def test_a_figure_is_the_same_in_every_style(plot, style):
    with plt.style.context(STYLES[style]):
        # As in the chapters, which choose the style once.
        with plt.style.context(STYLE):
            np.testing.assert_array_equal(
                pixels_of(PLOTS[plot]().get_figure()), expected(plot)
            )
        # A plot alone draws everything but the file itself in the style.
        ax = PLOTS[plot]()
        colours = [text.get_color() for text in ax.texts]
        colours += [line.get_color() for line in ax.get_lines()]
        colours += [ax.title.get_color(), ax.xaxis.label.get_color()]
        assert to_rgb(ax.get_facecolor()) == (1, 1, 1)
        for colour in colours:
            red, green, blue = to_rgb(colour)
            assert 0.3 * red + 0.6 * green + 0.1 * blue < 0.72, colour
        assert not any(text.get_usetex() for text in ax.texts)
    plt.close("all")


@pytest.mark.parametrize("plot", ["loss", "network", "repeats", "modes"])
def test_black_becomes_white_on_dark_axes_of_a_readers_own(plot):
    draw = {
        "loss": lambda ax: plot_loss([1, 0.1], optimum=0.01, ax=ax),
        "network": lambda ax: plot_network([["cat"], ["run"]], ax),
        "repeats": lambda ax: plot_repeats({"a": [1, 2], "b": [2, 3]}, ax=ax),
        "modes": lambda ax: plot_modes([0, 1], M, [2, 1], M, [0, 1], ax),
    }[plot]
    with plt.style.context("dark_background"):
        _, ax = plt.subplots()
        draw(ax)
    words = [text.get_color() for text in ax.texts]
    lines = [line.get_color() for line in ax.get_lines()]
    assert "black" not in words + lines
    assert "white" in words + lines or plot == "repeats"


def test_explorers_are_the_same_in_every_style():
    words = ["a", "b"], ["c", "d"]
    picture = RotationExplorer(M, M, *words).picture.value
    for style in STYLES.values():
        with plt.style.context(style):
            assert RotationExplorer(M, M, *words).picture.value == picture

"""One meaning has one colour and line style, and letters are large enough."""

from utils import LINE_STYLES, STYLE, plot_convergence, plot_fractions
from utils.plots import MODES
from utils.plots.looks import line_style

import matplotlib
import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_rgb


def test_one_meaning_has_one_style_by_its_exact_label_or_an_argument():
    ax = plot_convergence(
        {"mine": [1, 1], "RMSprop": [0, 1], "other": [0, 0]},
        styles={"other": "momentum"},
    )
    colours = [line.get_color() for line in ax.get_lines()]
    assert colours[1] == LINE_STYLES["RMSprop"]["color"]
    assert colours[2] == LINE_STYLES["momentum"]["color"]
    assert line_style("RMSprop at 0.01", 3) == MODES[3]
    ax = plot_fractions({"mine": {"a": 1}, "RMSprop": {"a": 0.5}})
    colour = to_rgb(LINE_STYLES["RMSprop"]["color"])
    assert ax.patches[1].get_facecolor()[:3] == pytest.approx(colour)


def test_an_unknown_style_is_refused_with_those_that_are_known():
    with pytest.raises(ValueError, match="'momentum'.*; got 'Adma'"):
        line_style("mine", 0, {"mine": "Adma"})


def test_styles_can_be_told_apart_without_colours():
    looks = [(look["color"], str(look["linestyle"])) for look in LINE_STYLES.values()]
    assert len(set(looks)) == len(looks)
    optimizers = looks[:5]
    assert len({style for _, style in optimizers}) == 5


def test_letters_are_at_least_18_pixels_high():
    with plt.style.context(STYLE):
        pixels = plt.rcParams["figure.dpi"] / 72
        for part in ("axes", "xtick", "ytick", "legend"):
            size = plt.rcParams[
                f"{part}.labelsize" if part != "legend" else "legend.fontsize"
            ]
            points = matplotlib.font_manager.FontProperties(size=size).get_size_in_points()
            assert points * pixels >= 18
        assert plt.rcParams["figure.figsize"][0] * plt.rcParams["figure.dpi"] <= 800

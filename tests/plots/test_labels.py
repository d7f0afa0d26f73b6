"""Words and labels stand apart and where they belong, and ticks are plain."""

import itertools

from utils import STYLE, label_lines, log_axis
from utils.plots import epoch_axis
from utils.plots.labels import drawable

import matplotlib.pyplot as plt
import pytest


def boxes(ax):
    """The places of all texts that stand in the axes, in pixels."""
    ax.figure.canvas.draw()
    return {
        text.get_text(): text.get_window_extent() for text in ax.texts if text.get_text()
    }


def test_labels_stand_apart_beside_their_lines_also_at_a_second_call():
    _, ax = plt.subplots()
    for number, height in enumerate([1.0, 1.01, 1.02, 5, 5]):
        ax.plot([0, 1], [0, height], label=f"line {number}")
    ax.plot([0, 1], [2, 2])  # without a label
    label_lines(label_lines(ax))
    places = boxes(ax)
    assert len(ax.texts) == len(places) == 5
    for (_, a), (_, b) in itertools.combinations(places.items(), 2):
        assert not a.overlaps(b)
    heights = [places[f"line {number}"].y0 for number in range(5)]
    assert heights == sorted(heights)
    with_its_colour = zip(ax.texts, ax.get_lines()[:5], strict=True)
    assert all(text.get_color() == line.get_color() for text, line in with_its_colour)


@pytest.mark.parametrize("scale", ["linear", "log"])
def test_a_label_stands_as_high_as_its_line_ends(scale):
    _, ax = plt.subplots()
    ax.plot([0, 1], [1, 0.3], label="line")
    ax.set(yscale=scale, ylim=(0.1, 2))
    label_lines(ax)
    at = ax.transAxes.inverted().transform(ax.transData.transform((0, 0.3)))[1]
    assert ax.texts[0].get_position() == pytest.approx((1.02, at))


def test_a_line_that_falls_below_a_log_axis_has_its_label_just_above_the_foot():
    _, ax = plt.subplots()
    ax.plot([0, 1], [1, 0], label="line")
    ax.set(yscale="log", ylim=(0.1, 2))
    label_lines(ax)
    place = boxes(ax)["line"]
    assert ax.bbox.y0 <= place.y0 < ax.bbox.y0 + place.height


@pytest.mark.parametrize("inverted, height", [(False, 3), (True, 1)])
def test_a_label_stands_at_the_right_end_though_x_falls(inverted, height):
    _, ax = plt.subplots()
    ax.plot([2, 1, 0], [3, 2, 1], label="line")
    ax.set_ylim(0, 4)
    if inverted:
        ax.invert_xaxis()
    label_lines(ax)
    assert ax.texts[0].get_position() == pytest.approx((1.02, height / 4))


@pytest.mark.parametrize(
    "limits, ticks",
    [
        ((1e-8, 1), {"1e-8", "1e-6", "1e-4", "0.01", "1"}),
        ((2, 60), {"2", "5", "10", "20", "50"}),
        ((1e-320, 1), {"1"}),  # their ratio is too large for a float
    ],
)
def test_log_axes_have_plain_ticks(limits, ticks):
    _, ax = plt.subplots()
    ax.set_ylim(limits)
    log_axis(ax)
    ax.figure.canvas.draw()
    shown = [tick.label1.get_text() for tick in ax.yaxis.get_major_ticks()]
    assert ticks <= set(shown)


@pytest.mark.parametrize("panels, most", [(1, 6), (3, 3)])
def test_epochs_have_few_plain_ticks(panels, most):
    with plt.style.context(STYLE):
        _, axes = plt.subplots(1, panels, squeeze=False)
    ax = axes[0, 0]
    ax.plot([0, 20_000], [0, 1])
    epoch_axis(ax)
    ax.figure.canvas.draw()
    low, high = ax.get_xlim()
    ticks = [t for t in ax.xaxis.get_major_ticks() if low <= t.get_loc() <= high]
    assert 2 <= len(ticks) <= most
    assert "20,000" in [tick.label1.get_text() for tick in ticks]


def test_a_line_break_in_a_label_needs_no_glyph(recwarn):
    assert drawable(["Adam\nmemory 0.999"]) == ["Adam\nmemory 0.999"]
    assert not recwarn.list


def test_a_line_whose_points_are_all_unknown_has_its_label_at_the_foot():
    _, ax = plt.subplots()
    ax.plot([float("nan")] * 2, [1, 2], label="never")
    assert [text.get_text() for text in label_lines(ax).texts] == ["never"]

"""What the figures of 2_DeepLinear show, drawn from small made-up results."""

from pathlib import Path

import matplotlib
import nbformat
import numpy as np
import pytest

matplotlib.use("agg")
import matplotlib.pyplot as plt

NOTEBOOK = Path(__file__).parents[1] / "notebooks" / "2_DeepLinear.ipynb"


def drawn(definition, monkeypatch, **names):
    """Run the one cell that holds `definition` on made-up results; return its axes."""
    cells = nbformat.read(NOTEBOOK, as_version=4).cells
    (cell,) = [c for c in cells if c.cell_type == "code" and definition in c.source]
    monkeypatch.setattr(plt, "show", lambda: None)
    names |= {"np": np, "plt": plt}
    exec(cell.source, names)
    axes = plt.gcf().axes
    plt.close("all")
    return axes


def test_counts_are_bars_below_a_line_at_all_restarts(monkeypatch):
    (ax,) = drawn("def draw_counts", monkeypatch, few=[0, 5], first_recipe=[1, 0.06])
    assert [bar.get_height() for bar in ax.patches] == pytest.approx([100, 6])
    assert [text.get_text() for text in ax.texts] == ["100", "6"]
    assert [text.get_text() for text in ax.get_xticklabels()] == ["0", "5"]
    assert set(ax.get_lines()[0].get_ydata()) == {100}


def test_theory_lies_over_the_run_with_the_half_times_marked(monkeypatch):
    epoch, s = np.arange(3), np.array([4.0, 3, 2, 1])
    run, curve = np.full((3, 4), s * 0.9), np.full((3, 4), s * 0.8)
    names = {"epoch": epoch, "s": s, "measured": run, "curve": curve}
    halves = np.array([0.5, 1, 1.5, 2])
    (ax,) = drawn("def draw_theory", monkeypatch, predicted=halves, **names)
    *lines, marks = ax.get_lines()
    np.testing.assert_array_equal([line.get_ydata() for line in lines[:4]], run.T)
    np.testing.assert_array_equal([line.get_ydata() for line in lines[4:]], curve.T)
    np.testing.assert_array_equal(marks.get_xydata(), np.column_stack([halves, s / 2]))
    labels = [text.get_text() for text in ax.get_legend().get_texts()]
    assert labels[-2:] == ["theory", "predicted half-time"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("epoch", "strength of the mode")


def test_errors_show_every_draw_and_the_median(monkeypatch):
    errors = np.array([[1.0, 3, 5], [0.1, 0.2, 0.9]])
    names = {"depths": [1, 2], "seen_errors": errors / 10, "unseen_errors": errors}
    seen, unseen = drawn("def draw_errors", monkeypatch, **names)
    points, median = unseen.get_lines()[2:4]
    np.testing.assert_array_equal(points.get_ydata(), [0.1, 0.2, 0.9])
    np.testing.assert_array_equal(points.get_xdata(), [2, 2, 2])
    assert set(median.get_ydata()) == {0.2}
    assert seen.get_yscale() == unseen.get_yscale() == "log"
    assert seen.get_lines()[0].get_ydata()[0] == 0.1


def test_start_and_rate_are_pairs_of_bars(monkeypatch):
    shares = [[0.6, 0.1, 0.2], [0.5, 0.9, 1.0]]
    names = {"kinds": ["a", "b", "c"], "rates": [0.03, 0.002], "shares": shares}
    (ax,) = drawn('title="rate"', monkeypatch, **names)
    heights = [bar.get_height() for bar in ax.patches]
    assert heights == pytest.approx([60, 10, 20, 50, 90, 100])
    middles = [bar.get_x() + bar.get_width() / 2 for bar in ax.patches]
    np.testing.assert_array_equal(np.round(middles), [0, 1, 2, 0, 1, 2])
    assert [text.get_text() for text in ax.get_xticklabels()] == ["a", "b", "c"]
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == ["from 0.03", "from 0.002"]


def test_courses_show_loss_strengths_and_singular_values(monkeypatch):
    epoch, s = np.arange(0, 30, 10), np.array([4.0, 3, 2, 1])
    strengths, singular, loss = np.outer([0, 1, 2], s), np.outer([1, 2, 3], s), np.ones(30)
    courses = {depth: (epoch, strengths, singular, loss) for depth in (1, 2, 3, 4)}
    axes = drawn("in zip(axes.T, courses", monkeypatch, courses=courses, s=s)
    assert [ax.get_title() for ax in axes[:2]] == ["0 hidden layers", "1 hidden layer"]
    np.testing.assert_array_equal(axes[0].get_lines()[0].get_ydata(), loss)
    for k, lines in enumerate(zip(*[iter(axes[4].get_lines())] * 3, strict=True)):
        black, mode, target = lines
        np.testing.assert_array_equal(black.get_xydata()[:, 1], singular[:, k])
        np.testing.assert_array_equal(mode.get_xydata(), np.c_[epoch, strengths[:, k]])
        assert mode.get_label() == f"mode {k + 1}"
        assert set(target.get_ydata()) == {s[k]}

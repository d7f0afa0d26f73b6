"""Curves through one level: what is marked, and what is left out."""

from utils import plot_crossings

import numpy as np
import pytest

EPOCHS = [0, 5, 10, 15]
CURVES = np.array([[0, 0, 0], [1, 0, 0], [2, 1, 0], [2, 2, 0.5]])


@pytest.fixture
def ax():
    return plot_crossings(EPOCHS, CURVES, level=1)


def test_each_curve_is_drawn_and_marked_where_it_first_reaches_the_level(ax):
    assert [line.get_ydata().tolist() for line in ax.get_lines()[:3]] == CURVES.T.tolist()
    assert ax.collections[0].get_offsets().tolist() == [[5, 1], [10, 1]]


def test_a_curve_that_never_reaches_the_level_has_no_mark(ax):
    low = plot_crossings(EPOCHS, CURVES[:, 2:], level=1)
    assert len(low.collections[0].get_offsets()) == 0


def test_a_prediction_is_one_cross_and_theory_a_thin_line():
    theory = [0, 0.5, 1.5, 2]
    ax = plot_crossings(EPOCHS, CURVES, level=1, predicted=7.5, theory=theory)
    assert not ax.collections
    *_, drawn, level, cross = ax.get_lines()
    assert drawn.get_ydata().tolist() == theory
    assert (cross.get_xdata().tolist(), cross.get_ydata().tolist()) == ([7.5], [1])
    assert cross.get_marker() == "x"


def test_it_draws_on_the_axes_it_is_given(ax):
    assert plot_crossings(EPOCHS, CURVES, level=1, ax=ax) is ax

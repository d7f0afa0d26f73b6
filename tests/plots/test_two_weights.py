"""The map of two weights shows the solutions, the saddle, and where each path goes."""

from utils import plot_two_weights

import matplotlib.pyplot as plt
import numpy as np
import pytest

PATH = [(2.0, 1.0), (1.8, 0.6)]


def curves(ax):
    """Return the lines of more than one point, which are not paths."""
    lines = [line.get_xydata() for line in ax.get_lines()]
    return [line for line in lines if len(line) > len(PATH)]


@pytest.mark.parametrize("target", [1.0, 0.85, 3.0])
def test_the_thick_curves_are_the_two_branches_of_solutions(target):
    ax = plot_two_weights({"A": PATH}, target)
    branches = curves(ax)
    assert len(branches) == 2
    for branch in branches:
        np.testing.assert_allclose(branch.prod(axis=1), target)
        assert np.ptp(np.sign(branch)) == 0
    low, high = ax.get_xlim()
    for branch in branches:  # from one border of the picture to the other
        assert np.abs(branch).max() >= max(abs(low), high) - 1e-9


def test_the_saddle_at_zero_and_both_ends_of_a_path_are_marked():
    ax = plot_two_weights({"A": PATH})
    single = {
        tuple(line.get_xydata()[0]): (line.get_marker(), line.get_markerfacecolor())
        for line in ax.get_lines()
        if len(line.get_xydata()) == 1
    }
    assert single[0, 0][0] == "x"
    assert single[PATH[0]] == ("o", "white")
    assert single[PATH[-1]] == ("o", "black")


def test_paths_have_their_own_colours_line_styles_and_letters():
    ax = plot_two_weights({"A": PATH, "B": np.negative(PATH)})
    paths = [line for line in ax.get_lines() if line.get_label() in ("A", "B")]
    np.testing.assert_allclose(paths[0].get_xydata(), PATH)
    assert len({line.get_color() for line in paths}) == 2
    assert len({line.get_linestyle() for line in paths}) == 2
    words = [text.get_text() for text in ax.texts]
    assert words == ["saddle", "solutions", "A", "B"]
    boxes = [text.get_window_extent() for text in ax.texts]
    for i, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[i + 1 :])


def test_the_map_is_square_and_as_wide_as_its_span():
    _, ax = plt.subplots()
    assert plot_two_weights({"A": PATH}, span=(-2.4, 3.4), ax=ax) is ax
    assert ax.get_xlim() == ax.get_ylim() == (-2.4, 3.4)
    assert ax.get_aspect() == 1
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("$w_1$", "$w_2$")

"""What the figures show that 2_DeepLinear draws by itself, from made-up results."""

from types import SimpleNamespace

import numpy as np
import tensorflow as tf

NOTEBOOK = "2_DeepLinear"


def labelled(ax):
    return {line.get_label(): line for line in ax.get_lines()}


def test_arrived_tells_those_at_some_epoch_from_those_at_the_end(drawn):
    rmse = np.array([[1e-6, 1, 1], [1, 1e-6, 1]])
    names = {"rows": "ab", "columns": "cd", "width": 2, "seed": 0, "M": None}
    names |= {"train": lambda *_, **__: SimpleNamespace(rmse=rmse)}
    drawn(NOTEBOOK, "def arrived", restarts=3, epochs=2, **names)
    ever, last = drawn.names["arrived"](1, "normal", None)
    assert (ever.tolist(), last.tolist()) == ([True, True, False], [False, True, False])


def test_restarts_at_some_epoch_and_at_the_end_are_counted_for_each_depth(drawn):
    names = {"few": [1, 5], "ever": [1.0, 0.5], "last": [0.6, 0.1]}
    (ax,) = drawn(NOTEBOOK, '"ever": ever', **names)
    assert [round(bar.get_height()) for bar in ax.patches] == [100, 50, 60, 10]
    ticks = [label.get_text() for label in ax.get_xticklabels()]
    assert ticks == ["1 hidden layer", "5 hidden layers"]


def test_largest_and_smallest_singular_value_of_each_start_are_drawn(drawn):
    kinds = ["normal", "Glorot", "orthogonal"]
    values = {kind: [[4.0 + i, 1.0], [9.0 + i, 0.5]] for i, kind in enumerate(kinds)}
    (ax,) = drawn(NOTEBOOK, "large, least", depths=[1, 2], values=values)
    lines = labelled(ax)
    np.testing.assert_array_equal(lines["normal, largest"].get_ydata(), [4, 9])
    np.testing.assert_array_equal(lines["Glorot, largest"].get_ydata(), [5, 10])
    np.testing.assert_array_equal(lines["orthogonal, smallest"].get_ydata(), [1, 0.5])
    assert ax.get_yscale() == "log"


def test_the_median_error_is_drawn_against_a_start_that_gets_smaller(drawn):
    sizes = np.array([1, 0.1])
    errors = {
        depth: np.array([[1, 1], [1, 0.1], [2, 0.1**depth]]) for depth in [1, 2, 3, 4]
    }
    (ax,) = drawn(NOTEBOOK, 'xlabel="size of the start"', start_sizes=sizes, errors=errors)
    lines = labelled(ax)
    np.testing.assert_array_equal(lines["1 matrix"].get_xdata(), sizes)
    np.testing.assert_allclose(lines["3 matrices"].get_ydata(), [1, 0.1])
    left, right = ax.get_xlim()
    assert left > right and (ax.get_xscale(), ax.get_yscale()) == ("log", "log")


def test_the_modes_of_four_matrices_carry_their_own_half_times(drawn):
    names = {"sizes": [2, 2], "life": None, "sigma": [2.0, 1.0], "seed": 0}
    names |= {"SGD": tf.keras.optimizers.SGD, "learning_rate": 0.1, "time_per_epoch": 1}
    names |= {"train": lambda *_, **__: None, "strengths": lambda _: np.zeros((11, 2))}
    names |= {"recipe_half": lambda s, depth: 10 * depth + s}
    names |= {"recipe_course": lambda s, depth: ([0, 25 * depth], [0, s])}
    (ax,) = drawn(NOTEBOOK, "np.transpose(course), crosses", **names)
    (crosses,) = [line for line in ax.get_lines() if line.get_marker() == "x"]
    np.testing.assert_array_equal(crosses.get_xydata(), [[42, 1], [41, 0.5]])
    black = [line for line in ax.get_lines() if line.get_color() == "black"]
    np.testing.assert_allclose(black[0].get_ydata(), np.linspace(0, 2, 11))

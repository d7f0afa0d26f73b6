"""Maps of words and repeated measurements show what they were given."""

from utils import plot_map, plot_spread

import numpy as np


def test_a_map_writes_each_word_once_and_gives_each_group_one_look():
    points = np.random.RandomState(0).standard_normal((9, 2))
    words = [f"word{number}" for number in range(9)]
    ax = plot_map(points, words, [0, 0, 0, 1, 1, 1, 2, 2, 2])
    assert [text.get_text() for text in ax.texts] == words
    looks = [(line.get_marker(), line.get_color()) for line in ax.get_lines()]
    assert len(set(looks)) == 3 and looks[0] == looks[2] != looks[3]
    np.testing.assert_allclose([line.get_xydata()[0] for line in ax.get_lines()], points)


def test_a_map_of_more_groups_than_looks_is_drawn():
    ax = plot_map(np.arange(16).reshape(8, 2), list("abcdefgh"), range(8))
    assert len(ax.texts) == 8


def test_spread_draws_every_measurement_in_its_column_in_percent():
    ax = plot_spread({"a": [0.1, 0.2, 0.3], "b": [0.5]}, {"a": 0.25, "b": 0.55})
    first, first_value, second, *_ = ax.get_lines()
    np.testing.assert_allclose(first.get_ydata(), [10, 20, 30])
    assert np.all(np.abs(first.get_xdata()) < 0.2)
    np.testing.assert_allclose(first_value.get_ydata(), 25)
    np.testing.assert_allclose(second.get_ydata(), 50)
    assert [label.get_text() for label in ax.get_xticklabels()] == ["a", "b"]


def test_spread_without_values_writes_no_number():
    assert list(plot_spread({"a": [0.1]}).texts) == []

"""What the figures of 4_YourClass show, drawn from small made-up results."""

from types import SimpleNamespace

import numpy as np

CHAPTER = "4_YourClass"
ERRORS = {"column means": (0.9, 0.8)}


def labelled(ax):
    return {line.get_label(): line for line in ax.get_lines()}


def test_the_answers_are_drawn_with_a_row_for_each_thing(drawn):
    table = SimpleNamespace(things=["tea", "soup"])
    ratings = np.array([[1.0, 2], [3, 4], [5, np.nan]])
    ax, _ = drawn(CHAPTER, "ax.imshow", ratings=ratings, columns=2, table=table)
    np.testing.assert_array_equal(ax.get_images()[0].get_array(), ratings.T)
    assert [text.get_text() for text in ax.get_yticklabels()] == ["tea", "soup"]


def test_seen_and_hidden_errors_are_drawn_for_each_rank(drawn):
    names = {"ranks": [1, 2], "of_seen": [0.7, 0.5], "of_hidden": [0.8, 0.9]}
    (ax,) = drawn(CHAPTER, 'label="seen"', errors=ERRORS, **names)
    lines = labelled(ax)
    np.testing.assert_array_equal(lines["seen"].get_xydata(), [[1, 0.7], [2, 0.5]])
    np.testing.assert_array_equal(lines["hidden"].get_xydata(), [[1, 0.8], [2, 0.9]])
    assert set(lines["column means"].get_ydata()) == {0.8} and ax.get_ylim()[0] == 0


def test_each_depth_has_its_course(drawn):
    paths = {N: [1.0, 0.9 - 0.1 * N] for N in [1, 2, 3, 4]}
    (ax,) = drawn(CHAPTER, "ax.plot(50 * ", paths=paths, errors=ERRORS)
    lines = labelled(ax)
    for N, path in paths.items():
        course = lines["1 matrix" if N == 1 else f"{N} matrices"]
        np.testing.assert_array_equal(course.get_xydata(), [[0, 1], [50, path[1]]])
    assert set(lines["column means"].get_ydata()) == {0.8}


def test_each_nickname_is_shown_the_guesses_named_kept_within_the_scale(drawn):
    asked = []
    names = {name: np.full((2, 2), guess) for name, guess in [("rank 2", 3), ("rank 1", 4)]}
    guesses = {**names, "column means": np.array([[0, 2], [3, 9]])}
    courses = {1: [7.0 * np.eye(2)], 4: [np.eye(2), 2 + np.eye(2)]}
    names = {"lowest": 1, "highest": 5, "guesses": guesses, "courses": courses}
    names |= {"table": "a table", "hidden": "a mask"}
    who = SimpleNamespace(who=lambda *given: asked.append(given))
    drawn(CHAPTER, 'methods["4 matrices"]', class_table=who, **names)
    ((table, hidden, methods),) = asked
    assert (table, hidden) == ("a table", "a mask")
    assert list(methods) == ["column means", "rank 2", "4 matrices"]
    np.testing.assert_array_equal(methods["column means"], [[1, 2], [3, 5]])
    np.testing.assert_array_equal(methods["rank 2"], np.full((2, 2), 3))
    np.testing.assert_array_equal(methods["4 matrices"], 2 + np.eye(2))

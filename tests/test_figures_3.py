"""What the figures of 3_WordVectors show, drawn from small made-up results."""

import utils

import numpy as np

NAME = "3_WordVectors"


def labelled(ax):
    return {line.get_label(): line for line in ax.get_lines()}


def test_the_singular_values_are_drawn_in_order_and_no_more_than_a_hundred(drawn):
    sigma = np.geomspace(100, 1, 120)
    (ax,) = drawn(NAME, "len(sigma[:100])", sigma=sigma)
    (line,) = ax.get_lines()
    np.testing.assert_array_equal(line.get_xdata(), np.arange(1, 101))
    np.testing.assert_array_equal(line.get_ydata(), sigma[:100])
    assert ax.get_yscale() == "log"


def test_the_networks_stand_on_the_line_of_the_exact_optimum(drawn):
    M = np.random.RandomState(0).standard_normal((130, 130))
    rmse = {h: utils.best_rmse(M, h) for h in (2, 50)}
    sigma = np.linalg.svd(M, compute_uv=False)
    (ax,) = drawn(NAME, "every = range", M=M, sigma=sigma, sizes=[2, 50], rmse=rmse)
    optimum, networks = labelled(ax)["exact optimum"], labelled(ax)["networks"]
    np.testing.assert_array_equal(networks.get_xdata(), [2, 50])
    best = dict(zip(*optimum.get_data(), strict=True))
    for h, height in zip(*networks.get_data(), strict=True):
        assert abs(height - best[h]) < 1e-12
    assert ax.get_ylim()[0] == 0 and optimum.get_linestyle() != "-"


def test_the_map_has_every_word_once_and_none_covers_another(drawn):
    words = [f"word{number:02d}" for number in range(24)]
    families = [words[i : i + 4] for i in range(0, 24, 4)]
    plane = np.random.RandomState(0).standard_normal((24, 2)) / 5
    names = {"shown": families, "words": words, "chosen": range(24), "plane": plane}
    names["looks"] = np.repeat(range(6), 4)
    (ax,) = drawn(NAME, "xycoords", **names)
    assert sorted(text.get_text() for text in ax.texts) == words
    points = np.array([np.ravel(line.get_data()) for line in ax.get_lines()])
    np.testing.assert_allclose(points, plane)
    boxes = [text.get_window_extent() for text in ax.texts]
    for i, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[:i])
    colours = {text.get_text(): text.get_color() for text in ax.texts}
    assert all(len({colours[word] for word in family}) == 1 for family in families)
    assert len({line.get_marker() for line in ax.get_lines()}) == 6
    of_points = [line.get_color() for line in ax.get_lines()]
    assert of_points == [colours[word] for word in words] and len(set(of_points)) == 6


def test_a_question_is_asked_of_two_pairs(drawn):
    vectors = np.array([[1, 0, 0], [1, 0, 1], [0, 1, 0], [0, 1, 1.0]])
    drawn(NAME, "def right_answers", words=list("abcd"))
    assert drawn.names["right_answers"](vectors, "a-b c-d") == 1
    assert drawn.names["right_answers"](vectors, "a-b") == 0


def test_inner_products_are_drawn_against_theory_with_equality_dashed(drawn):
    exact, meet = np.array([-2.0, 0.5, 1.0]), np.array([[True, True], [True, False]])
    full, short = np.array([[-2, 0.5], [1, -9]]), np.array([[-1, 0], [2, -9.0]])
    names = {"p": meet, "hidden_size": 1, "full": full, "short": short}
    axes = drawn(NAME, "ax.axline", exact=exact, meet=meet, **names)
    for ax, x in zip(axes, (full, short), strict=True):
        points, equality = ax.get_lines()
        np.testing.assert_array_equal(points.get_xdata(), exact)
        np.testing.assert_array_equal(points.get_ydata(), x[meet])
        assert equality.get_slope() == 1 and equality.get_linestyle() != "-"
        assert ax.get_aspect() == 1


def test_each_choice_of_vectors_has_a_bar(drawn):
    kinds = {"W1": np.eye(2), "U Σ": np.ones((2, 2))}
    names = {"kinds": kinds, "X": None, "shared": lambda vectors, X: vectors[0, 1]}
    names |= dict.fromkeys(["W1", "W2", "Q"], np.eye(2)) | {"X": np.eye(2)}
    (ax,) = drawn(NAME, "neighbours shared, %", **names)
    assert [bar.get_height() for bar in ax.patches] == [0, 100]
    assert [text.get_text() for text in ax.get_xticklabels()] == ["W1", "U Σ"]


def test_each_relation_has_a_bar_for_counts_network_and_no_first_pair(drawn):
    relations = {"opposites": "left-right", "done": "use-used"}
    answers = {"opposites": 0.5, "done": 0.25}
    names = {"counts": np.eye(2), "X": 2 * np.eye(2), "words": "ab", "relations": relations}

    def right_answers(vectors, pairs, given):
        (name,) = [name for name in relations if relations[name] == pairs]
        return answers[name] * vectors[0, 0] / (2 - given)

    (ax,) = drawn(NAME, "right answers, %", right_answers=right_answers, **names)
    heights = {
        bars.get_label(): [bar.get_height() for bar in bars] for bars in ax.containers
    }
    assert heights["raw counts"] == [50, 25] and heights["network"] == [100, 50]
    assert heights["without the first pair"] == [50, 25]

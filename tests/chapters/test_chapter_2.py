"""The numbers and findings of 2_DeepLinear, taken from the variables of its notebook."""

import numpy as np

NOTEBOOK = "2_DeepLinear"

# What the text invites readers to change: the old and the new code.
CHANGES = [
    ("seed = 0\n", "seed = 1\n"),
    ("seed = 0\n", "seed = 2\n"),
    ("epochs = 30, 20_000", "epochs = 30, 3000"),
    (
        '    "oak": "grow',
        '    "child": "grow drink sleep run jump laugh talk sing",\n    "oak": "grow',
    ),
    ('    "oak": "grow drink bloom tower",\n    "rose": "grow drink bloom prick",\n', ""),
    ("bloom prick", "bloom prick run"),
    ("learning_rate = 0.01, 0.02", "learning_rate = 0.01, 0.1"),
    ("learning_rate = 0.01, 0.02", "learning_rate = 0.001, 0.02"),
    ("seen_share = 30, 0.3", "seen_share = 30, 0.5"),
    ("seen_share = 30, 0.3", "seen_share = 20, 0.3"),
]


def test_orthogonal_equal(chapter):
    assert np.allclose(chapter.spread["orthogonal"], 1, atol=0.0001)


def test_normal_from_0_01_at_least_arrive(chapter):
    assert np.all(chapter.mild["normal"] >= 0.7)


def test_from_0_03_normal_ahead_of_orthogonal(chapter):
    assert np.all(chapter.bold["normal"] > chapter.bold["orthogonal"])


def test_zero_layer_from_0_01_all_arrive(chapter):
    assert np.all(chapter.mild["orthogonal but one"] == 1)


def test_without_it_fewer_than_do(chapter):
    assert np.all(chapter.without.sum() < 10)


def test_at_least_arrive(chapter):
    assert np.all(chapter.longer.sum() >= 8)


def test_2_matrices_strongest_first_in_at_least(chapter):
    assert np.all(chapter.in_order[2] >= 15)


def test_4_matrices_in_at_least_but_not_in_all(chapter):
    assert np.all(4 <= chapter.in_order[4] < 20)


def test_seen_error_below_for_all(chapter):
    assert np.all(chapter.fitted < 0.001)


def test_unseen_1_matrix_above_from_every_start(chapter):
    assert np.all(min(chapter.middle[1]) > 0.7)


def test_2_matrices_worse_than_3(chapter):
    assert np.all(chapter.middle[2][-1] > chapter.middle[3][-1])


def test_nuclear_norm(chapter):
    assert np.all(0.02 < np.median(chapter.nuclear) < 0.3)

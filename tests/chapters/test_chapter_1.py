"""The numbers and findings of 1_Experiments, taken from the variables of its notebook."""

import numpy as np

NOTEBOOK = "1_Experiments"

# What the text invites readers to change: the old and the new code.
CHANGES = [
    ("seed = 0  # of the random tables", "seed = 1"),
    ("seed = 0  # of the random tables", "seed = 2"),
    ("seed = 0  # of the random tables", "seed = 3"),
    ("seed = 0  # of the random tables", "seed = 4"),
    ("noise_seed = 1", "noise_seed = 0"),
    ("noise_seed = 1", "noise_seed = 2"),
    ("noise_seed = 1", "noise_seed = 3"),
    ("noise_seed = 1", "noise_seed = 4"),
    ("m, n, h = 4, 8, 3", "m, n, h = 5, 7, 2"),
    ("m, n, h = 4, 8, 3", "m, n, h = 8, 4, 6"),
    ("shape = (40, 80)", "shape = (60, 30)"),
    ('{"B1": 3, "B2": 15}', '{"B1": 7, "B2": 20}'),
    (
        "sizes = [2, 3, 4, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50]",
        "sizes = [1, 2, 3, 6, 12, 50]",
    ),
    ("noise = 0.05", "noise = 0.4"),
    (
        '["cat", "dog", "horse", "mouse", "cow", "hen"]\n'
        "quick, loud = [0.6, 0.7, 0.9, 0.8, 0.3, 0.4], [0.4, 0.9, 0.5, 0.2, 0.6, 0.7]\n"
        "sleepy = [0.9, 0.6, 0.3, 0.5, 0.6, 0.3]",
        '["cat", "dog", "snail", "owl"]\n'
        "quick, loud = [0.6, 0.7, 0.0, 0.8], [0.4, 0.9, 0.0, 0.7]\n"
        "sleepy = [0.9, 0.6, 0.8, 0.3]",
    ),
    (
        "dimension, passes, batches = 10, 100, [1000, 250, 50]",
        "dimension, passes, batches = 5, 30, [500, 20, 10]",
    ),
]


def test_they_differ_by_less_than(chapter):
    assert np.all(np.ptp(chapter.ends) < 1e-6)


def test_no_gradient_there_it_is_below(chapter):
    assert np.all(max(chapter.slopes) < 1e-10)


def test_in_b1_the_first_shares_are_1_to(chapter):
    assert np.all(min(chapter.c[: chapter.r]) > 1 - 0.001)


def test_off(chapter):
    assert np.all(
        chapter.miss[chapter.r] < 5 and max(chapter.later) < chapter.estimates[chapter.r]
    )


def test_lost(chapter):
    assert np.all(
        np.median(chapter.share, 0)[chapter.levels > 1.1 * chapter.detected] < 0.4
    )


def test_above(chapter):
    assert np.all(chapter.trembling[-10:].min() > 0.0005)

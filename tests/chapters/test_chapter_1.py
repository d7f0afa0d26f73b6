"""The numbers and findings of 1_Experiments, taken from the variables of its notebook."""

from utils import LinearNetwork, adam_with_decay, optimal_rmse, random_matrix, train
from utils.chapters import chapter_1

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

# The choices of a prediction, what was found, and the place of the right choice.
PREDICTIONS = [
    (chapter_1.near_a_saddle, (np.full(400, 2.0),), 0),
    (chapter_1.near_a_saddle, (np.repeat([2.0, 1], 400),), 1),
    (chapter_1.near_a_saddle, (np.repeat([2.0, 1], [5, 400]),), 2),
    (chapter_1.exact_size_of_A, ((4, 8), np.array([4, 5])), 0),
    (chapter_1.exact_size_of_A, ((4, 8), np.array([2, 4])), 1),
    (chapter_1.exact_size_of_A, ((4, 8), np.array([3, 4])), 2),
    (chapter_1.closest_to_clean_table, (5, 3), 0),
    (chapter_1.closest_to_clean_table, (3, 3), 1),
    (chapter_1.closest_to_clean_table, (2, 3), 2),
]


def spent(*modes):
    return np.linalg.svd(random_matrix((5, 9), 7))[0][:, list(modes)]


def fitted(epochs, seed=0):
    network = LinearNetwork([5, 2, 9], "orthogonal_zero_outer", seed)
    train(network, random_matrix((5, 9), 7), epochs=epochs, optimizer=adam_with_decay(5000))
    return network.weights[0]


RANK, NOISE = chapter_1.measured()[1:]

# Answers to the exercises that are right, by the number of the exercise.
RIGHT = {
    1: [[4, 4, 5], (4.0, 4.0, 5.0), np.array([4, 4, 5], np.int32)],
    2: [spent(0, 1), -spent(1, 0), spent(0, 1) @ [[1, 2], [3, -4]], fitted(5000)],
    3: [[RANK, NOISE], (RANK, 1.03 * NOISE), np.array([RANK, 0.97 * NOISE])],
}

# Answers that are wrong, with what the verdict says.
WRONG = {
    1: [
        ([20, 20, 20], "structure"),
        ([4, 4, 4], "cost nothing"),
        ([4, 4, 20], "alike"),
        ([5, 4, 4], "order is reversed"),
        ([4, 6, 5], "number 2 is too large"),
        ([3, 4, 5], "number 1 is too small"),
        ([4, 5], "its shape is (2,)"),
    ],
    2: [
        (spent(0, 1).T, "transposed"),
        (spent(0, 0), "on one line"),
        (spent(0, 2), "stronger ones"),
        (spent(0, 1) + 0.1 * spent(2, 3), "not converged"),
        (np.random.RandomState(0).random_sample((5, 2)), "not trained"),
        (np.ones((9, 2)), "its shape is (9, 2)"),
        (np.full((5, 2), np.nan), "NaN"),
    ],
    3: [
        ([40, NOISE], "full rank"),
        ([RANK, optimal_rmse(chapter_1.measured_table(), RANK)], "part of the noise"),
        ([RANK, NOISE**2], "square of the noise"),
        ([RANK, chapter_1.measured_table().std()], "size of the entries"),
        ([NOISE, RANK], "order is reversed"),
        ([RANK + 1, NOISE], "number 1 is too large"),
        ([RANK, 2 * NOISE], "number 2 is too large"),
    ],
}


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

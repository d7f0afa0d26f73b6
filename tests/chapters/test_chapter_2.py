"""The numbers and findings of 2_DeepLinear, taken from the variables of its notebook."""

import functools

from utils import LinearNetwork, optimal_rmse, train, word_table
from utils.chapters import chapter_2

import numpy as np
import tensorflow as tf

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

# The choices of a prediction, what was found, and the place of the right choice.
PREDICTIONS = [
    (chapter_2.stuck_or_late, [np.array([True, False, False]), np.array([True] * 3)], 1),
    (chapter_2.stuck_or_late, [np.array([True, False, False]), np.eye(3)[0]], 0),
    (chapter_2.order_of_modes, [[0.0, 0.1, 0.0]], 0),
    (chapter_2.order_of_modes, [[1.0, 0.9, 1.0]], 1),
    (chapter_2.order_of_modes, [[0.0, 1.0, 1.0]], 2),
    (chapter_2.appointments_kept, [np.array([False, False])], 0),
    (chapter_2.appointments_kept, [np.array([False, True])], 1),
    (chapter_2.appointments_kept, [np.array([True, True])], 2),
]

optimizers = tf.keras.optimizers

M = word_table()[0]

ZERO, ONE = np.sqrt(np.mean(M**2)), optimal_rmse(M, 1)


@functools.cache
def completed(start, depth, masked=True, epochs=6000):
    table = chapter_2.hidden_entries()
    seen = np.isfinite(table)
    network = LinearNetwork([24, *[24] * (depth - 1), 36])
    std = start ** (1 / depth) / np.sqrt(24)
    network.assign([std * weight.numpy() for weight in network.weights])
    rate = optimizers.SGD(2.0 if depth == 1 else 0.5)
    mask = seen if masked else None
    table = np.where(seen, table, 0)
    train(network, table, epochs=epochs, optimizer=rate, mask=mask)
    return network.end_to_end().numpy()


def half(table, k, a0, rate, size=None, factor=2, minus=1):
    sigma = np.linalg.svd(table, compute_uv=False)[k - 1]
    return np.log(sigma / a0 - minus) / (2 * sigma) / (factor * rate / (size or table.size))


# Answers to the exercises that are right, by the number of the exercise.
RIGHT = {
    1: [[ONE, ONE, ZERO], (ONE, 1.001 * ONE, ZERO), np.round([ONE, ONE, ZERO], 4)],
    2: [
        half,
        lambda table, k, a0, rate: round(half(table, k, a0, rate)),
        lambda table, k, a0, rate: half(table.T, k, a0, rate)[None][0],
    ],
    3: [completed(1e-3, 3), completed(1e-3, 4).tolist(), completed(1e-12, 2)],
    4: [
        lambda W1, W2: W2 @ W2.T - W1.T @ W1,
        lambda W1, W2: W1.T @ W1 - W2 @ W2.T,
        lambda W1, W2: np.sum(W1**2) - np.sum(W2**2),
        lambda W1, W2: np.linalg.eigvalsh(W2 @ W2.T - W1.T @ W1),
    ],
}

# Answers that are wrong, with what the verdict says.
WRONG = {
    1: [
        ([0, 0, ZERO], "let through"),
        ([ONE, ONE, 0], "gradient of each"),
        ([0, 0, 0], "more layers"),
        ([ZERO, ONE, ONE], "order is reversed"),
        (np.square([ONE, ONE, ZERO]), "square"),
        ([ONE, 1.2 * ONE, ZERO], "number 2 is too large, but not by much"),
    ],
    2: [
        (lambda M, k, a0, rate: half(M, k, a0, 1, 1, 1), "where is the epoch"),
        (lambda M, k, a0, rate: half(M, k, a0, rate, 1), "where is m n"),
        (lambda M, k, a0, rate: half(M, k, a0, 1), "where is the rate"),
        (lambda M, k, a0, rate: half(M, k + 1, a0, rate), "counted from 1"),
        (lambda M, k, a0, rate: half(M, k, a0, rate, factor=1), "scale"),
        (lambda M, k, a0, rate: -half(M, k, a0, rate), "sign"),
        (lambda M, k, a0, rate: half(M, k, a0, rate, size=32), "right for only 1 of 2"),
        (lambda M, k, a0, rate: 944, "for any of the examples"),
    ],
    3: [
        (completed(1e-3, 1), "near 0: were they masked"),
        (np.nan_to_num(chapter_2.hidden_entries(), nan=3.0), "worse than 0"),
        (completed(1.0, 3), "better than 0, not yet good"),
        (completed(1e-3, 2), "better than 0, not yet good"),
        (completed(1e-3, 3, masked=False), "near 0"),
        (completed(1e-3, 3, epochs=30), "not converged"),
        (completed(1e-3, 3).T, "transposed"),
        (chapter_2.hidden_entries(), "NaN"),
    ],
    4: [
        (lambda W1, W2: W1 @ W2, "what training makes"),
        (lambda W1, W2: W1.T @ W1 + W2 @ W2.T, "it changes by"),
        (lambda W1, W2: W1 @ W1.T - W2.T @ W2, "raises ValueError"),
        (lambda W1, W2: np.zeros((3, 3)), "tells nothing"),
        (lambda W1, W2: "kept", "made of numbers, but it is 'kept'"),
        (lambda W1, W2: np.inf, "infinite"),
        (lambda W1, W2: W1, "it changes by"),
    ],
}


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

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
    ("seen_fraction = 30, 0.3", "seen_fraction = 30, 0.5"),
    ("seen_fraction = 30, 0.3", "seen_fraction = 20, 0.3"),
]

# The choices of a prediction, what was found, and the place of the right choice.
PREDICTIONS = [
    (chapter_2.stuck_or_late, [np.array([True, False, False]), np.array([True] * 3)], 1),
    (chapter_2.stuck_or_late, [np.array([True, False, False]), np.eye(3)[0]], 0),
    (chapter_2.order_of_modes, [[0.0, 0.1, 0.0]], 0),
    (chapter_2.order_of_modes, [[1.0, 0.9, 1.0]], 1),
    (chapter_2.order_of_modes, [[0.0, 1.0, 1.0]], 2),
    (chapter_2.missing_entries, [{1: [0.2, 0.1], 2: [0.1, 0.1]}], 0),
    (chapter_2.missing_entries, [{1: [1.0, 1.0], 2: [0.2, 0.1]}], 1),
    (chapter_2.missing_entries, [{1: [1.0, 0.1], 2: [1.0, 0.1]}], 2),
    (chapter_2.missing_entries, [{1: [1.0, 1.0], 2: [1.0, 0.1]}], 3),
    (chapter_2.missing_entries, [{1: [1.0, 1.0], 2: [1.0, 0.9]}], 4),
    (chapter_2.appointments_kept, [np.array([False, False])], 0),
    (chapter_2.appointments_kept, [np.array([False, True])], 1),
    (chapter_2.appointments_kept, [np.array([True, True])], 2),
]

optimizers = tf.keras.optimizers

M = word_table()[0]

ZERO, ONE = np.sqrt(np.mean(M**2)), optimal_rmse(M, 1)


@functools.cache
def completed(start, depth, masked=True, epochs=6000):
    table = chapter_2.incomplete_table()
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
        (np.square([ONE, ONE, ZERO]), "is the square of the right"),
        (
            [ONE, 1.2 * ONE, ZERO],
            "Number 2 is slightly too large. Has the training converged?",
        ),
    ],
    2: [
        (lambda M, k, a0, rate: half(M, k, a0, 1, 1, 1), "At which epoch is it reached?"),
        (lambda M, k, a0, rate: half(M, k, a0, rate, 1), "Where is m n?"),
        (lambda M, k, a0, rate: half(M, k, a0, 1), "Where is the learning rate?"),
        (lambda M, k, a0, rate: half(M, k + 1, a0, rate), "counted from 1"),
        (lambda M, k, a0, rate: half(M, k, a0, rate, factor=1), "The scale is wrong"),
        (lambda M, k, a0, rate: -half(M, k, a0, rate), "The sign is wrong"),
        (lambda M, k, a0, rate: half(M, k, a0, rate, size=32), "right for only 1 of 2"),
        (lambda M, k, a0, rate: 944, "for any of the examples"),
    ],
    3: [
        (completed(1e-3, 1), "near 0. Were these entries masked"),
        (np.nan_to_num(chapter_2.incomplete_table(), nan=3.0), "worse than 0"),
        (completed(1.0, 3), "but not yet good enough"),
        (completed(1e-3, 2), "but not yet good enough"),
        (completed(1e-3, 3, masked=False), "near 0"),
        (completed(1e-3, 3, epochs=30), "has not converged"),
        (completed(1e-3, 3).T, "transposed"),
        (chapter_2.incomplete_table(), "NaN"),
    ],
    4: [
        (lambda W1, W2: W1 @ W2, "the training makes it"),
        (lambda W1, W2: W1.T @ W1 + W2 @ W2.T, "It changes during the training"),
        (lambda W1, W2: W1 @ W1.T - W2.T @ W2, "Your function raises ValueError"),
        (lambda W1, W2: np.zeros((3, 3)), "says nothing"),
        (lambda W1, W2: "kept", "should be made of numbers; got 'kept'."),
        (lambda W1, W2: np.inf, "infinite"),
        (lambda W1, W2: W1, "It changes during the training"),
    ],
}


def test_deeper_networks_converge_less_often_and_lose_the_solution(chapter):
    at_some_epoch = chapter.fractions["converged at some epoch"]
    at_the_end = chapter.fractions["converged at the end"]
    assert at_some_epoch["1 hidden layer"] >= 0.9
    assert at_some_epoch["5 hidden layers"] < at_some_epoch["1 hidden layer"]
    assert at_the_end["5 hidden layers"] < 0.5 * at_some_epoch["5 hidden layers"]
    assert at_some_epoch["20 hidden layers"] <= 0.2


def test_only_orthogonal_initial_weights_keep_singular_values_together(chapter):
    assert np.allclose(chapter.ratios["orthogonal"], 1, atol=1e-4)
    assert chapter.ratios["normal"][-1] > 100
    assert chapter.ratios["Glorot"][-1] > 100


def test_glorots_factor_leaves_the_ratio_of_singular_values(chapter):
    assert np.allclose(chapter.ratios["Glorot"], chapter.ratios["normal"], rtol=0.01)


def test_the_best_initialization_depends_on_the_learning_rate(chapter):
    grid = chapter.grid
    assert grid["normal"]["decaying from 0.01"] >= 0.7
    assert grid["one zero layer"]["decaying from 0.01"] == 1
    assert grid["normal"]["decaying from 0.03"] > grid["orthogonal"]["decaying from 0.03"]
    others = [grid[name]["constant 0.001"] for name in grid if name != "one zero layer"]
    assert grid["one zero layer"]["constant 0.001"] > 2 * max(others)


def test_a_hundred_layers_converge_with_a_zero_layer_and_late_without(chapter):
    assert chapter.with_zero.sum() == 10
    assert chapter.without.sum() < 10
    assert chapter.longer.sum() > chapter.without.sum()
    assert chapter.longer.sum() >= 8


def test_each_network_ends_at_the_optimum_of_its_narrowest_layer(chapter):
    assert np.abs(chapter.gaps).max() < 1e-5


def test_one_matrix_learns_all_modes_at_once_and_more_one_after_the_other(chapter):
    assert np.ptp(chapter.half_learned[1]) <= 30
    assert chapter.one_after_the_other[0] == 0
    assert min(chapter.one_after_the_other[1:]) > 0.9


def test_strongest_first_is_a_tendency_and_no_law(chapter):
    in_order = {
        depth: (np.diff(epoch) > 0).all(axis=1).sum()
        for depth, epoch in chapter.half_learned.items()
    }
    assert in_order[2] >= 15
    assert 4 <= in_order[4] < 20


def test_all_networks_fit_the_entries_that_they_see(chapter):
    assert max(error.max() for error in chapter.seen_errors.values()) < 0.001


def test_missing_entries_need_depth_and_small_initial_weights(chapter):
    assert min(chapter.medians[1]) > 0.7
    assert chapter.medians[2][-1] > chapter.medians[3][-1]
    assert max(chapter.medians[3][-1], chapter.medians[4][-1]) < 0.05
    assert min(median[0] for median in chapter.medians.values()) > 0.3


def test_the_smallest_nuclear_norm_does_about_as_well_as_two_matrices(chapter):
    nuclear = np.median(chapter.nuclear_errors)
    assert 0.02 < nuclear < 0.3
    assert 1 / 3 < nuclear / chapter.medians[2][-1] < 3
    assert chapter.medians[3][-1] < nuclear


def test_the_aligned_course_is_met(chapter):
    assert np.abs(chapter.measured_half_epochs / chapter.half_epochs - 1).max() < 0.008


def test_deeper_networks_learn_sooner_from_the_standard_initialization(chapter):
    assert np.all(np.diff(list(chapter.predicted_epochs.values())) < 0)


def test_all_networks_keep_the_appointment(chapter):
    assert np.abs(2 * chapter.fraction - 1).max() < 0.01


def test_from_the_zero_layer_all_modes_grow_as_predicted(chapter):
    grown = chapter.strengths(chapter.history)
    assert np.abs(grown - np.transpose(chapter.theory)).max() < 0.05

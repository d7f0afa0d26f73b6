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

FEW, MANY = np.array([True] + 9 * [False]), np.array(10 * [True])

# The choices of a prediction, what was found, and the place of the right choice.
PREDICTIONS = [
    (chapter_2.larger_weights, [MANY, FEW], 0),
    (chapter_2.larger_weights, [FEW, FEW], 1),
    (chapter_2.larger_weights, [FEW, MANY], 2),
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


def stable(table, depth, mode=0):
    sigma = np.linalg.svd(table, compute_uv=False)[mode]
    return table.size / (depth * sigma ** (2 - 2 / depth))


def own_squares(table, depth):
    sigma = np.linalg.svd(table, compute_uv=False)[0]
    return table.size / (depth * sigma ** (2 / depth))


def right_answers():
    """Return right answers to the exercises, by the number of the exercise."""
    return {
        1: [[20, 8, 25, 8], (20, 8, 25, 8.0), np.array([20, 8, 25, 8])],
        2: [[ONE, ONE, ZERO], (ONE, 1.001 * ONE, ZERO), np.round([ONE, ONE, ZERO], 4)],
        3: [
            stable,
            lambda table, depth: stable(table.T, depth),
            lambda table, depth: 1.001 * stable(table, depth),
        ],
        4: [completed(1e-3, 3), completed(1e-3, 4).tolist(), completed(1e-12, 2)],
        5: [
            lambda W1, W2: W2 @ W2.T - W1.T @ W1,
            lambda W1, W2: W1.T @ W1 - W2 @ W2.T,
            lambda W1, W2: np.sum(W1**2) - np.sum(W2**2),
            lambda W1, W2: np.linalg.eigvalsh(W2 @ W2.T - W1.T @ W1),
        ],
    }


def wrong_answers():
    """Return wrong answers, each with a part of what the verdict says."""
    return {
        1: [
            ([20, 8, 25, 30], "larger rank than one of its"),
            ([20, 8, 25, 25], "width of the last hidden layer"),
            ([30, 20, 8, 8], "how many columns?"),
            ([20, 8, 25], "a list of 4 numbers"),
        ],
        2: [
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
        3: [
            (lambda table, depth: depth * stable(table, depth), "a square for each"),
            (lambda table, depth: stable(table, depth, mode=-1), "weakest mode"),
            (lambda table, depth: stable(table, depth) / table.size, "Where is m n?"),
            (own_squares, "product of the others"),
            (lambda table, depth: 2 * stable(table, depth), "The scale is wrong"),
            (lambda table, depth: 0.1, "for any of the examples"),
        ],
        4: [
            (completed(1e-3, 1), "near 0. Were these entries masked"),
            (np.nan_to_num(chapter_2.incomplete_table(), nan=3.0), "worse than 0"),
            (completed(1.0, 3), "but not yet good enough"),
            (completed(1e-3, 2), "but not yet good enough"),
            (completed(1e-3, 3, masked=False), "near 0"),
            (completed(1e-3, 3, epochs=30), "has not converged"),
            (completed(1e-3, 3).T, "transposed"),
            (chapter_2.incomplete_table(), "NaN"),
        ],
        5: [
            (lambda W1, W2: W1 @ W2, "the training produces it"),
            (lambda W1, W2: W1.T @ W1 + W2 @ W2.T, "It changes during the training"),
            (lambda W1, W2: W1 @ W1.T - W2.T @ W2, "Your function raises ValueError"),
            (lambda W1, W2: np.zeros((3, 3)), "says nothing"),
            (lambda W1, W2: "kept", "should be made of numbers; got 'kept'."),
            (lambda W1, W2: np.inf, "infinite"),
            (lambda W1, W2: W1, "It changes during the training"),
        ],
    }


def test_five_matrices_hold_a_vector_at_each_cut(chapter):
    assert chapter.rmse_of_five < 1e-5
    assert max(chapter.errors) < 1e-4
    assert np.all(np.diff(chapter.cosines) > 0)


def test_each_network_ends_at_the_optimum_of_its_narrowest_layer(chapter):
    assert np.abs(chapter.gaps).max() < 1e-5


def test_deeper_networks_converge_less_often_and_lose_the_solution(chapter):
    at_some_epoch = chapter.fractions["converged at some epoch"]
    at_the_end = chapter.fractions["converged at the end"]
    assert at_some_epoch["1 hidden layer"] >= 0.9
    assert at_some_epoch["5 hidden layers"] < 0.5 * at_some_epoch["1 hidden layer"]
    assert at_the_end["5 hidden layers"] < 0.5 * at_some_epoch["5 hidden layers"]
    assert at_some_epoch["20 hidden layers"] <= 0.05


def test_only_orthogonal_initial_weights_keep_singular_values_together(chapter):
    ratios = {
        name: largest / smallest for name, (largest, smallest) in chapter.extremes.items()
    }
    assert np.allclose(ratios["orthogonal"], 1, atol=1e-4)
    assert 1500 < ratios["normal"][-1] < 2500
    assert np.allclose(ratios["Glorot"], ratios["normal"], rtol=0.01)


def test_larger_orthogonal_weights_converge_at_the_same_learning_rate(chapter):
    assert chapter.from_orthogonal.sum() <= 12
    assert chapter.from_larger.sum() >= 27


def test_the_relative_step_counts_and_even_weights_bear_more_of_it(chapter):
    curves = {
        name: dict(zip(*curve, strict=True)) for name, curve in chapter.curves.items()
    }
    near = [100 * 0.02 / 0.6, 100 * 0.03 / 1.0, 100 * 0.03 / 0.6]
    for name in ["normal", "orthogonal"]:
        slow, fast = curves[f"{name}, 0.02"], curves[f"{name}, 0.03"]
        assert abs(slow[near[0]] - fast[near[1]]) < 35
        assert fast[near[2]] < 35
    for rate in ["0.02", "0.03"]:
        even, uneven = curves[f"orthogonal, {rate}"], curves[f"normal, {rate}"]
        assert np.mean(list(even.values())) > np.mean(list(uneven.values()))
    assert curves["orthogonal, 0.03"][near[1]] > curves["normal, 0.03"][near[1]] + 20


def test_a_layer_of_zeros_is_early_and_ends_at_exactly_zero(chapter):
    without, zeros = (
        chapter.zero_layer["orthogonal"],
        chapter.zero_layer["orthogonal_zero_outer"],
    )
    assert without[0] == zeros[0] == 30
    assert without[1] < 15 and without[2] <= 3
    assert zeros[1] - zeros[2] <= 4 and zeros[2] >= 20
    assert 1000 < zeros[3] < 2000 and 8000 < without[3] < 13_000


def test_a_hundred_layers_converge_with_a_layer_of_zeros_and_late_without(chapter):
    assert (chapter.with_zero < 1e-5).sum() == 20
    early, late = chapter.without < 1e-5, chapter.longer < 1e-5
    assert early.sum() <= 6
    assert late.sum() >= 19
    assert chapter.longer.max() < chapter.without.max() / 100


def test_uneven_networks_at_a_small_learning_rate_are_mostly_late(chapter):
    found = chapter.five_times
    assert found[: chapter.epochs].any(axis=0).sum() == 0
    assert found.any(axis=0).sum() >= 18


def test_all_networks_fit_the_entries_that_they_see(chapter):
    assert max(error.max() for error in chapter.seen_errors.values()) < 0.001


def test_missing_entries_need_depth_and_small_initial_weights(chapter):
    medians = chapter.medians
    assert min(medians[1]) > 0.7
    assert np.all(np.diff(medians[2]) < 0)
    assert medians[3][3] < 0.01 < medians[2][3]
    assert medians[2][-1] < 0.01
    assert min(median[0] for median in medians.values()) > 0.3


def test_two_matrices_pass_the_smallest_nuclear_norm(chapter):
    nuclear = np.median(chapter.nuclear_errors)
    assert 1 / 2 < nuclear / chapter.medians[2][3] < 2
    assert chapter.medians[2][-1] < 0.2 * nuclear
    assert all(found < true - 0.3 for found, true in chapter.norms)


def test_the_network_needs_fewer_entries_than_the_nuclear_norm(chapter):
    network, norm = np.transpose(list(chapter.found.values()))
    assert np.all(network >= norm)
    assert network[1] >= norm[1] + 3
    assert network[-1] == 6 and norm[-1] >= 3


def test_one_matrix_learns_all_modes_at_once_and_more_one_after_the_other(chapter):
    assert np.ptp(chapter.half_learned[1]) <= 30
    assert chapter.one_after_the_other[0] == 0
    assert min(chapter.one_after_the_other[1:]) > 0.9


def test_strongest_first_is_a_tendency_and_no_law(chapter):
    assert chapter.in_order[2] >= 18
    assert 4 <= chapter.in_order[4] <= 16


def test_from_small_weights_two_modes_leave_the_queue(chapter):
    large, small = chapter.values[-1]
    assert small[1] > 10 and small[2] < 0.1
    assert large[2] > 3


def test_the_aligned_course_is_met(chapter):
    assert np.abs(chapter.measured_half_epochs / chapter.half_epochs - 1).max() < 0.008


def test_all_networks_keep_the_appointment_and_the_others_scatter(chapter):
    assert chapter.appointment == 494
    assert np.all(chapter.met == chapter.appointment)
    assert chapter.scattered.max() > 3 * chapter.scattered.min()


def test_both_clocks_are_met_and_turn_the_order_around(chapter):
    assert all(chapter.agree)
    depths = [1, 2, 4, 20]
    at_one_rate = [chapter.half_epoch(2**0.5, depth, 0.02) for depth in depths]
    limits = [chapter.largest_learning_rate(depth) for depth in depths]
    at_their_own = [
        chapter.half_epoch(2**0.5, depth, limit / 2)
        for depth, limit in zip(depths, limits, strict=True)
    ]
    assert np.all(np.diff(at_one_rate) < 0)
    assert np.all(np.diff(at_their_own) > 0)


def test_above_the_limit_gradient_descent_does_not_settle(chapter):
    for depth in [2, 4]:
        losses = []
        for factor in [0.95, 1.1]:
            sizes = [len(chapter.life), *(depth - 1) * [8], len(chapter.verbs)]
            network = LinearNetwork(sizes, "orthogonal_zero_outer", seed=3)
            rate = optimizers.SGD(factor * chapter.largest_learning_rate(depth))
            losses.append(
                train(network, chapter.life, epochs=3000, optimizer=rate).loss[-1]
            )
        assert losses[0] < 1e-8 < losses[1]

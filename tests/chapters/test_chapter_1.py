"""The numbers and findings of 1_Experiments, taken from the variables of its notebook."""

from utils import LinearNetwork, adam_with_decay, optimal_rmse, random_matrix, train
from utils.chapters import chapter_1

import numpy as np
import pytest

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
        "tall_rank, passes, batches = 10, 100, [1000, 250, 50]",
        "tall_rank, passes, batches = 5, 30, [500, 20, 10]",
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
        ([20, 20, 20], "hidden structure"),
        ([4, 4, 4], "cost nothing"),
        ([4, 4, 20], "more alike"),
        ([5, 4, 4], "order is reversed"),
        ([4, 6, 5], "Number 2 is too large"),
        ([3, 4, 5], "Number 1 is slightly too small."),
        ([4, 5], "Its shape is (2,)"),
    ],
    2: [
        (spent(0, 1).T, "transposed"),
        (spent(0, 0), "on one line"),
        (spent(0, 2), "not the two strongest"),
        (spent(0, 1) + 0.1 * spent(2, 3), "has not converged"),
        (np.random.RandomState(0).random_sample((5, 2)), "Was it trained on this table?"),
        (np.ones((9, 2)), "Its shape is (9, 2)"),
        (np.full((5, 2), np.nan), "NaN"),
    ],
    3: [
        ([40, NOISE], "full rank"),
        ([RANK, optimal_rmse(chapter_1.measured_table(), RANK)], "part of the noise"),
        ([RANK, NOISE**2], "is the square of the noise"),
        ([RANK, chapter_1.measured_table().std()], "size of the entries"),
        ([NOISE, RANK], "order is reversed"),
        ([RANK + 1, NOISE], "Number 1 is slightly too large."),
        ([RANK, 2 * NOISE], "Number 2 is too large"),
    ],
}


# Parts 1 and 2: one small table.


def test_all_runs_end_at_the_same_rmse(chapter):
    assert len(chapter.last_rmse) == 100
    assert np.ptp(chapter.last_rmse) < 1e-6


def test_the_fractions_of_the_modes_add_up_to_the_hidden_size(chapter):
    for W1 in chapter.random_W1, chapter.trained_W1:
        fractions = chapter.fractions_of_modes(W1, chapter.M)
        assert fractions.sum() == pytest.approx(chapter.h, abs=1e-6)
        assert fractions.max() < 1 + 1e-6


def test_training_spends_the_budget_on_the_strongest_modes(chapter):
    fractions = chapter.fractions_of_modes(chapter.trained_W1, chapter.M)
    np.testing.assert_allclose(fractions, [1, 1, 1, 0], atol=1e-4)


def test_the_gradient_is_zero_where_the_budget_is_spent_wrongly(chapter):
    assert chapter.largest_gradient < 1e-10


# Parts 3 to 5: three tables, and words.


def test_a_dead_unit_stays_dead(chapter):
    network = LinearNetwork([4, 3, 8])
    W1, W2 = (weight.numpy() for weight in network.weights)
    W1[:, -1], W2[-1] = 0, 0
    network.assign([W1, W2])
    train(network, chapter.M, epochs=1000)
    W1, W2 = (weight.numpy() for weight in network.weights)
    assert not W1[:, -1].any() and not W2[-1].any()


def test_each_table_becomes_exact_at_its_rank(chapter):
    exact = {
        name: np.array(chapter.sizes)[sweep.rmse[-1] < 1e-4].min()
        for name, sweep in chapter.sweeps.items()
    }
    assert exact == {"A": 40, "B1": 3, "B2": 15}


def test_a_sixth_of_the_entries_is_left_with_26_hidden_units(chapter):
    left = optimal_rmse(chapter.A, 26) / np.sqrt(np.mean(chapter.A**2))
    assert left == pytest.approx(1 / 6, abs=0.01)


def test_words_need_three_hidden_units(chapter):
    two, three, four = chapter.sweep_of_words.rmse[-1]
    assert two > 0.01
    assert max(three, four) < 1e-4


def test_spare_dimensions_remain_in_one_matrix_only(chapter):
    ranks = {}
    for name in ["A", "B1"]:
        weights = chapter.trained_weights(name)
        ranks[name] = [int(np.linalg.matrix_rank(weight, tol=1e-3)) for weight in weights]
    assert ranks == {"A": [10, 10], "B1": [10, 3]}


def test_W1_contains_the_modes_that_its_table_has(chapter):
    for name, modes in [("A", 10), ("B1", 3)]:
        W1, _ = chapter.trained_weights(name)
        fractions = chapter.fractions_of_modes(W1, chapter.tables[name])
        assert fractions[:modes].min() > 0.999


# Part 6: noise.


def test_the_noise_is_estimated_rightly_at_the_rank_only(chapter):
    estimates = chapter.estimates
    assert estimates[chapter.r] == pytest.approx(chapter.noise, rel=0.05)
    smaller = [t for size, t in estimates.items() if size < chapter.r]
    larger = [t for size, t in estimates.items() if size > chapter.r]
    assert min(smaller) > 1.5 * chapter.noise
    assert max(larger) < estimates[chapter.r]


def test_both_limits_are_those_of_the_text(chapter):
    assert (round(chapter.pays, 2), round(chapter.detected, 2)) == (0.31, 0.54)
    assert chapter.true_sigma[chapter.r - 1] == pytest.approx(4.06, abs=0.005)


def test_beyond_the_second_limit_little_of_the_mode_is_found_in_most_draws(chapter):
    median = np.median(chapter.fraction_found, axis=0)
    assert median[chapter.levels > 1.1 * chapter.detected].max() < 0.4


# Part 7: batches.


def test_small_batches_win_at_equal_passes_and_lose_at_equal_steps(chapter):
    after_passes = [chapter.courses[size][-1] for size in (1000, 250, 50)]
    assert sorted(after_passes, reverse=True) == after_passes
    all_rows = chapter.above_optimum(1000, 400)[-1]
    small = chapter.above_optimum(50, 20)[-1]
    assert all_rows < small / 5


def test_at_a_constant_learning_rate_small_batches_stay_above_the_optimum(chapter):
    assert chapter.constant_course[-10:].min() > 0.0005


def test_adam_moves_rows_of_earlier_batches(chapter):
    assert (chapter.rows_with_gradient, chapter.rows_moved) == (50, 100)

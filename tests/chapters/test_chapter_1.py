"""The numbers and findings of 1_Experiments, taken from the variables of its notebook."""

from utils import (
    LinearNetwork,
    adam_with_decay,
    low_rank_matrix,
    optimal_rmse,
    random_matrix,
    sweep_hidden_sizes,
    train,
)
from utils.chapters import chapter_1
from utils.explorers import PictureExplorer

import numpy as np
import pytest
import tensorflow as tf

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
    ("distances = [1e-3, 1e-4, 1e-5, 1e-6]", "distances = [1e-2, 1e-3, 1e-7, 1e-9]"),
    ("shape = (40, 80)", "shape = (60, 30)"),
    ('{"B1": 3, "B2": 15}', '{"B1": 7, "B2": 20}'),
    (
        "sizes = [2, 3, 4, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50]",
        "sizes = [1, 2, 3, 6, 12, 50]",
    ),
    ("noise = 0.05", "noise = 0.4"),
    ("strong_noise = 0.3", "strong_noise = 0.05"),
    ("amounts = np.array([0, 0.5, 1,", "amounts = np.array([0.2, 1,"),
    ("hidden_size=5)", "hidden_size=40)"),
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
    (chapter_1.time_on_plateau, ([400, 4000, 40_000, 400_000],), 0),
    (chapter_1.time_on_plateau, ([4000, 5100, 6200, 7300],), 1),
    (chapter_1.time_on_plateau, ([4000, 4010, 4020, 4030],), 2),
    (chapter_1.exact_size_of_A, ((4, 8), np.array([4, 5])), 0),
    (chapter_1.exact_size_of_A, ((4, 8), np.array([2, 4])), 1),
    (chapter_1.exact_size_of_A, ((4, 8), np.array([3, 4])), 2),
    (chapter_1.closest_to_clean_table, (5, 3), 0),
    (chapter_1.closest_to_clean_table, (3, 3), 1),
    (chapter_1.closest_to_clean_table, (2, 3), 2),
    (chapter_1.size_or_penalty, (0.1, 0.2), 0),
    (chapter_1.size_or_penalty, (0.2, 0.1), 1),
    (chapter_1.size_or_penalty, (0.2, 0.201), 2),
]


def spent(*modes):
    return np.linalg.svd(random_matrix((5, 9), 7))[0][:, list(modes)]


def fitted(epochs, seed=0):
    network = LinearNetwork([5, 2, 9], "orthogonal_zero_outer", seed)
    train(network, random_matrix((5, 9), 7), epochs=epochs, optimizer=adam_with_decay(5000))
    return network.weights[0]


def right_answers():
    """Return right answers to the exercises, by the number of the exercise."""
    rank, noise = chapter_1.measured()[1:]
    return {
        1: [(1 / 15) ** 0.5, 0.258, np.float32(0.2582)],
        2: [[4, 4, 5], (4.0, 4.0, 5.0), np.array([4, 4, 5], np.int32)],
        3: [0.02, 0.0182, 0.0234],
        4: [spent(0, 1), -spent(1, 0), spent(0, 1) @ [[1, 2], [3, -4]], fitted(5000)],
        5: [[rank, noise], (rank, 1.03 * noise), np.array([rank, 0.97 * noise])],
    }


def wrong_answers():
    """Return wrong answers, each with a part of what the verdict says."""
    rank, noise = chapter_1.measured()[1:]
    return {
        1: [
            (1, "divide it by the number of entries"),
            (1 / 15, "The RMSE is its root"),
            ((13 / 15) ** 0.5, "the network keeps"),
            ((5 / 15) ** 0.5, "a single hidden unit"),
            ((1 / 8) ** 0.5, "product of the rows and the columns"),
            ((1 / 5) ** 0.5, "by the columns only"),
            (-((1 / 15) ** 0.5), "sign"),
            ([0.258, 1], "Its shape is (2,)"),
        ],
        2: [
            ([20, 20, 20], "latent factors"),
            ([4, 4, 4], "cost nothing"),
            ([4, 4, 20], "more alike"),
            ([5, 4, 4], "order is reversed"),
            ([4, 6, 5], "Number 2 is too large"),
            ([3, 4, 5], "Number 1 is slightly too small."),
            ([4, 5], "Its shape is (2,)"),
        ],
        3: [
            (0.9, "the amount that has to be taken off"),
            (0.01, "modes that are left is 4"),
            (0.03, "modes that are left is 1"),
            (0, "modes that are left is 5"),
            (5, "modes that are left is 0"),
            (-0.02, "not negative"),
            ([0.02, 0.02], "Its shape is (2,)"),
        ],
        4: [
            (spent(0, 1).T, "transposed"),
            (spent(0, 0), "on one line"),
            (spent(0, 2), "not the two strongest"),
            (spent(0, 1) + 0.1 * spent(2, 3), "has not converged"),
            (
                np.random.RandomState(0).random_sample((5, 2)),
                "Was it trained on this table?",
            ),
            (np.ones((9, 2)), "Its shape is (9, 2)"),
            (np.full((5, 2), np.nan), "NaN"),
        ],
        5: [
            ([40, noise], "full rank"),
            ([rank, optimal_rmse(chapter_1.measured_table(), rank)], "part of the noise"),
            ([rank, noise**2], "is the square of the noise"),
            ([rank, chapter_1.measured_table().std()], "size of the entries"),
            ([noise, rank], "order is reversed"),
            ([rank + 1, noise], "Number 1 is slightly too large."),
            ([rank, 2 * noise], "Number 2 is too large"),
        ],
    }


# Parts 1 and 2: one small table.


def test_all_runs_end_at_the_same_rmse(chapter):
    assert len(chapter.last_rmse) == 100
    assert np.ptp(chapter.last_rmse) < 1e-6


def test_the_fractions_of_the_modes_add_up_to_the_hidden_size(chapter):
    trained_W1 = chapter.hundred_runs.weights[0][0].numpy()
    for W1 in chapter.random_W1, trained_W1:
        fractions = chapter.fractions_of_modes(W1, chapter.M)
        assert fractions.sum() == pytest.approx(chapter.h, abs=1e-6)
        assert fractions.max() < 1 + 1e-6


def test_training_spends_the_budget_on_the_strongest_modes(chapter):
    trained_W1 = chapter.hundred_runs.weights[0][0].numpy()
    fractions = chapter.fractions_of_modes(trained_W1, chapter.M)
    np.testing.assert_allclose(fractions, [1, 1, 1, 0], atol=1e-4)


def test_the_gradient_is_zero_where_a_weaker_mode_is_kept(chapter):
    assert chapter.largest_gradient < 1e-10
    assert chapter.saddle_rmse == pytest.approx(0.094, abs=5e-4)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_wait_near_a_saddle_is_predicted_for_other_tables(seed):
    table = random_matrix((4, 8), seed)
    U, sigma, Vt = np.linalg.svd(table, full_matrices=False)
    kept = [0, 1, 3]
    saddle = [U[:, kept] * sigma[kept] ** 0.5, sigma[kept, None] ** 0.5 * Vt[kept]]
    generator = np.random.RandomState(seed)
    directions = [generator.standard_normal(weight.shape) for weight in saddle]
    halves = []
    for distance in 1e-3, 1e-4, 1e-5:
        network = LinearNetwork([4, 3, 8], dtype="float64")
        network.assign([w + distance * d for w, d in zip(saddle, directions, strict=True)])
        rmse = train(network, table, optimizer=tf.keras.optimizers.SGD(0.3)).rmse
        halves.append(int(np.argmax(rmse < (rmse[0] + rmse[-1]) / 2)))
    factor = 1 + 0.3 * 2 / 32 * (sigma[2] - sigma[3])
    np.testing.assert_allclose(np.diff(halves), np.log(10) / np.log(factor), rtol=0.01)


# Part 3: three tables of 40 x 80.


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


def test_the_rmse_are_those_of_2018(chapter):
    published = {
        "A": [0.2763079, 0.26690912, 0.25790924, 0.24908374, 0.20855233, 0.17081974],
        "B1": [0.07173282],
        "B2": [0.28085107, 0.2542333, 0.23003101, 0.20532255, 0.10839217],
    }
    for name, rmse in published.items():
        found = chapter.sweeps[name].rmse[-1][: len(rmse)]
        np.testing.assert_allclose(found, rmse, atol=5e-6)


def test_the_factors_begin_with_the_same_random_numbers(chapter):
    left, right = random_matrix((40, 3), 0), random_matrix((3, 80), 0)
    np.testing.assert_allclose(chapter.tables["B1"], left @ right)
    np.testing.assert_array_equal(left.ravel(), right.ravel()[:120])


def test_a_third_of_what_varies_is_left_with_27_hidden_units(chapter):
    left = optimal_rmse(chapter.A, 27) / chapter.A.std()
    assert left == pytest.approx(1 / 3, abs=0.03)


# Part 4: a photograph.


def test_the_network_reproduces_the_photograph_as_well_as_possible(chapter):
    assert chapter.photograph.shape == (300, 256)
    explorer = PictureExplorer(chapter.photograph, [5, 20], hidden_size=5)
    for size in 5, 20:
        product = explorer.compute({"hidden size": size})
        rmse = np.sqrt(np.mean((product - chapter.photograph) ** 2))
        assert rmse == pytest.approx(optimal_rmse(chapter.photograph, size), abs=1e-4)
        difference = product - explorer.optimum(size)
        assert np.sqrt(np.mean(difference**2)) < 0.1 * chapter.photograph.std()


def test_the_photograph_has_structure_and_shuffled_pixels_have_not(chapter):
    assert optimal_rmse(chapter.photograph, 20) < 0.28 * chapter.photograph.std()
    assert optimal_rmse(chapter.shuffled, 20) > 0.85 * chapter.shuffled.std()
    assert np.linalg.matrix_rank(chapter.photograph) == 256


# Part 5: what the network finds.


def test_words_need_three_hidden_units(chapter):
    two, three, four = chapter.sweep_of_words.rmse[-1]
    assert two > 0.01
    assert max(three, four) < 1e-4


def test_one_matrix_turns_the_vectors_into_the_properties(chapter):
    W1 = chapter.sweep_of_words.network.weights[0].numpy()[1][:, :3]
    np.testing.assert_allclose(W1 @ chapter.Q, chapter.properties, atol=1e-4)


def test_W1_contains_the_modes_that_its_table_has(chapter):
    for name, modes in [("A", 10), ("B1", 3)]:
        W1 = chapter.sweeps[name].network.weights[0].numpy()[4][:, :10]
        fractions = chapter.fractions_of_modes(W1, chapter.tables[name])
        assert fractions[:modes].min() > 0.999
        assert fractions.sum() == pytest.approx(10, abs=1e-3)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_network_finds_the_principal_components_of_other_tables(seed):
    table = random_matrix((12, 7), seed)
    centred = table - table.mean(axis=0)
    components = np.linalg.eigh(centred.T @ centred)[1][:, -2:]
    network = sweep_hidden_sizes(centred, [2]).network.end_to_end().numpy()[0]
    np.testing.assert_allclose(network, centred @ components @ components.T, atol=1e-4)


# Part 6: noise, and a penalty.


def test_the_noise_is_estimated_rightly_at_the_rank_only(chapter):
    estimates = chapter.estimates
    assert estimates[chapter.r] == pytest.approx(chapter.noise, rel=0.05)
    smaller = [t for size, t in estimates.items() if size < chapter.r]
    larger = [t for size, t in estimates.items() if size > chapter.r]
    assert min(smaller) > 1.5 * chapter.noise
    assert max(larger) < estimates[chapter.r]


def test_more_than_half_of_the_modes_of_B2_are_weaker_than_the_noise(chapter):
    weaker = chapter.clean_modes[:15] < chapter.noise_modes[0]
    assert 8 <= weaker.sum() <= 9


def test_the_penalty_is_a_soft_threshold(chapter):
    network = LinearNetwork([40, 40, 80], "orthogonal_zero_outer", dtype="float64")
    optimizer = adam_with_decay(3000)
    train(network, chapter.noisy, epochs=3000, penalty=2 / 3200, optimizer=optimizer)
    found = np.linalg.svd(network.end_to_end().numpy(), compute_uv=False)
    sigma = np.linalg.svd(chapter.noisy, compute_uv=False)
    np.testing.assert_allclose(found, np.maximum(sigma - 2, 0), atol=1e-5)


def test_the_penalized_runs_have_the_error_of_a_soft_threshold(chapter):
    left, sigma, right = np.linalg.svd(chapter.noisy_B2, full_matrices=False)
    for amount, error in zip(chapter.amounts, chapter.error_by_penalty, strict=True):
        product = (left * np.maximum(sigma - amount, 0)) @ right
        expected = np.sqrt(np.mean((product - chapter.tables["B2"]) ** 2))
        assert error == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("rank, noise, penalty_wins", [(3, 0.05, False), (15, 0.3, True)])
def test_penalties_help_many_weak_modes_and_not_a_few_strong_ones(
    seed, rank, noise, penalty_wins
):
    clean = low_rank_matrix((40, 80), rank, seed)
    noisy = clean + noise * np.random.RandomState(seed + 10).standard_normal((40, 80))
    left, sigma, right = np.linalg.svd(noisy, full_matrices=False)

    def error(strengths):
        return np.sqrt(np.mean(((left * strengths) @ right - clean) ** 2))

    by_size = min(error(np.where(np.arange(40) < size, sigma, 0)) for size in range(41))
    by_penalty = min(error(np.maximum(sigma - off, 0)) for off in np.arange(0, 8, 0.25))
    assert (by_penalty < by_size) == penalty_wins


# Part 7: batches.


def test_small_batches_win_at_equal_passes_and_lose_at_equal_steps(chapter):
    after_passes = [chapter.courses[size][-1] for size in (1000, 250, 50)]
    assert sorted(after_passes, reverse=True) == after_passes
    optimizer = adam_with_decay(400, 0.1)  # equally many steps
    all_rows = chapter.above_optimum(1000, 400, optimizer)[-1]
    small = chapter.above_optimum(50, 20, optimizer)[-1]
    assert all_rows < small / 5


def test_at_a_constant_learning_rate_small_batches_stay_above_the_optimum(chapter):
    assert chapter.constant_course[-10:].min() > 0.0005


# Part 8: thresholds.


def test_both_thresholds_are_those_of_the_text(chapter):
    assert (round(chapter.pays, 2), round(chapter.seen, 2)) == (0.31, 0.54)
    assert chapter.true_sigma[chapter.r - 1] == pytest.approx(4.06, abs=0.005)


def test_the_theory_runs_along_the_medians(chapter):
    median = np.median(chapter.fraction_found, axis=0)
    for place, level in enumerate(chapter.levels[:7]):
        expected = np.interp(level, chapter.fine, chapter.theory)
        assert median[place] == pytest.approx(expected, abs=0.06)


def test_keeping_the_mode_pays_up_to_the_first_threshold_only(chapter):
    gained = np.median(chapter.dropped - chapter.kept_whole, axis=0)
    assert gained[chapter.levels < 0.9 * chapter.pays].min() > 0
    assert gained[chapter.levels > 1.2 * chapter.pays].max() < 0


def test_a_mode_that_is_shrunk_helps_and_then_makes_no_difference(chapter):
    gained = np.median(chapter.dropped - chapter.kept_shrunk, axis=0)
    assert gained[chapter.levels < 0.42].min() > 0
    assert np.abs(gained[chapter.levels > 0.46]).max() < 0.002

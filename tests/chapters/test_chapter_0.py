"""The numbers and findings of 0_Problem, taken from the variables of its notebook."""

from utils import optimal_rmse, word_table
from utils.chapters import chapter_0

import numpy as np
import tensorflow as tf

NOTEBOOK = "0_Problem"

# What the text invites readers to change: the old and the new code.
CHANGES = [
    ("epochs = 20_000", "epochs = 3000"),
    ("seed = 0  #", "seed = 1  #"),
    ("seed = 0  #", "seed = 2  #"),
    ("seed = 0  #", "seed = 3  #"),
    ("seed = 0  #", "seed = 4  #"),
    ("other_seed = seed + 3", "other_seed = seed + 7"),
    ("hidden_size = 3", "hidden_size = 1"),
    ("hidden_size = 3", "hidden_size = 2"),
    ("hidden_size = 3", "hidden_size = 5"),
    ('"laugh", "sleep"]', '"laugh", "sleep", "eat"]'),
    ('rows = ["cat", "dog"]', 'rows = ["cat", "dog", "bird"]'),
    ('columns = ["run"', 'columns = ["bark"'),
    ("learning_rate=0.001", "learning_rate=0.01"),
    ("np.eye(hidden_size) + 1", "np.eye(hidden_size) + 2"),
    ("np.eye(hidden_size) + 1", "np.zeros((hidden_size, hidden_size))"),
    ("[[1, 2, 3], [2, 1, 1], [4, 5, 7]]", "[[0.5, 2], [1, 0], [3, 3], [1, 1]]"),
]

# The choices of a prediction, what was found, and the place of the right choice.
PREDICTIONS = [
    (chapter_0.loss_curve, ([3, 2, 1, 1],), 0),
    (chapter_0.loss_curve, ([3, 1, 1, 0.01],), 1),
    (chapter_0.loss_curve, ([3, 1, 0, 1],), 2),
    (chapter_0.other_initialization, (np.eye(2), np.eye(2)), 0),
    (chapter_0.other_initialization, (np.eye(2), -np.eye(2)), 1),
    (chapter_0.other_initialization, (np.eye(2), 1 - np.eye(2)), 2),
    (chapter_0.thousand_runs, (1.0, 0.95), 0),
    (chapter_0.thousand_runs, (1.0, 0.6), 1),
    (chapter_0.thousand_runs, (0.5, 0.5), 2),
    (chapter_0.cosines, (np.array([0.95, 1]),), 0),
    (chapter_0.cosines, (np.array([0.2, 1]),), 1),
    (chapter_0.cosines, (np.array([-0.2, 1]),), 2),
]

M = word_table()[0]

ZERO, ONE = np.sqrt(np.mean(M**2)), optimal_rmse(M, 1)


def rows_of(W1, W2, power=None):
    """Vectors of the row words that no Q changes."""
    if power is None:
        return W1 @ W2
    U, s, _ = np.linalg.svd(W1 @ W2)
    return U[:, :2] * s[:2] ** power


def cosine(vectors):
    a, b = vectors[:2]
    return a @ b / np.sqrt(a @ a * (b @ b))


SEED_0 = np.random.RandomState(0).standard_normal(16)  # the end of it is the first Q


def right_answers():
    """Return right answers to the exercises, by the number of the exercise."""
    return {
        1: [[[5, 2], [3, 1]], np.array([[5.0, 2], [3, 1]]), tf.constant([[5, 2], [3, 1]])],
        2: [[2, 3], (2, 3), np.array([2, 3])],
        3: [[ZERO, ONE], (round(ZERO, 3), round(ONE, 4)), tf.constant([ZERO, ONE])],
        4: [
            lambda W1, W2, V1, V2: np.linalg.lstsq(W1, V1, rcond=None)[0],
            lambda W1, W2, V1, V2: W2 @ np.linalg.pinv(V2),
            lambda W1, W2, V1, V2: (np.linalg.pinv(W1) @ V1).tolist(),
        ],
        5: [
            lambda W1, W2: cosine(rows_of(W1, W2)),
            lambda W1, W2: cosine(rows_of(W1, W2, 0.5)),
            lambda W1, W2: cosine(rows_of(W1, W2, 0)),
            lambda W1, W2: float(cosine(rows_of(W1, W2, 1))),
        ],
    }


def wrong_answers():
    """Return wrong answers, each with a part of what the verdict says."""
    return {
        1: [
            ([[5, 3], [2, 1]], "transposed"),
            ([[5, 2], [2, 2]], "of animals with animals"),
            ([[14, 8], [8, 5]], "of verbs with verbs"),
            ([[3, 2], [0, 0]], "first components only"),
            ([[5, 2], [3, 2]], "1 of its 4 entries is wrong"),
            ([5, 2, 3, 1], "Its shape is (4,)"),
        ],
        2: [
            ([3, 3], "the mean of two rows is a mixture"),
            ([2, 2], "But is (1, 0, 0, 0) a mixture"),
            ([3, 2], "order is reversed"),
            ([2, 4], "at most its number of rows"),
            ([1, 2], "multiples of each other"),
            ([1, 3], "Number 1 is too small"),
        ],
        3: [
            ([0, 0], "can the training get there"),
            ([ZERO, 0], "come to differ"),
            ([ONE, ONE], "gradient of W1"),
            ([ONE, ZERO], "order is reversed"),
            ([ZERO**2, ONE**2], "is the square of the right"),
            (
                [ZERO, 1.1 * ONE],
                "Number 2 is slightly too large. Has the training converged?",
            ),
            (
                [ZERO, 0.985 * ONE],
                "Number 2 is slightly too small. Has the training converged?",
            ),
            ([0.1, ONE], "Number 1 is too small."),
        ],
        4: [
            (lambda W1, W2, V1, V2: (np.linalg.pinv(W1) @ V1).T, "transposed"),
            (lambda W1, W2, V1, V2: np.linalg.pinv(V1) @ W1, "This is the inverse"),
            (lambda W1, W2, V1, V2: -np.linalg.pinv(W1) @ V1, "The sign is wrong"),
            (lambda W1, W2, V1, V2: 3 * np.linalg.pinv(W1) @ V1, "The scale is wrong"),
            (lambda W1, W2, V1, V2: np.eye(2), "identity"),
            (lambda W1, W2, V1, V2: V1, "4 of its 4 entries"),
            (
                lambda W1, W2, V1, V2: np.linalg.inv(W1) @ V1,
                "right for tables with two row words only. Your function raises",
            ),
            (
                lambda *_: np.reshape(SEED_0[12:], (2, 2)),
                "right for the first of our examples only.",
            ),
            (lambda W1: W1, "Your function raises TypeError"),
        ],
        5: [
            (lambda W1, W2: cosine(W1), "It changes if Q stretches"),
            (
                lambda W1, W2: cosine(W1[:, ::-1] * [1, 2]),
                "It changes even if Q is a rotation",
            ),
            (lambda W1, W2: cosine(W2.T), "It changes if Q stretches"),
            (lambda W1, W2: 0.9, "the same for any table"),
            (lambda W1, W2: rows_of(W1, W2)[0] @ rows_of(W1, W2)[1], "between -1 and 1"),
            (lambda W1, W2: abs(cosine(rows_of(W1, W2))), "Yours are 1 and 1."),
            (lambda W1, W2: cosine(W1 @ W2)[None], "Its shape is (1,)"),
        ],
    }


def test_the_table_is_learned_to_the_last_digit_and_does_not_stay_learned(chapter):
    losses = np.array(chapter.losses)
    assert losses.min() < 1e-12
    assert losses[losses.argmin() :].max() > 100 * losses.min()
    assert losses[3000] < 1e-9
    assert losses[-5000:].max() < 1e-5  # the jumps are small
    for early, late in zip(range(0, 2000, 500), range(500, 2001, 500), strict=True):
        assert losses[late] < losses[early] / 10


def test_the_residual_is_small_and_a_row_of_dog_lacks_a_common_factor(chapter):
    assert np.abs(chapter.residual).max() < 0.02
    assert chapter.rmse < 1e-3
    ratios = chapter.M[1] / chapter.M[0]
    assert np.ptp(ratios[1:]) < 0.015 < 0.08 < ratios[1] - ratios[0]


def test_two_steps_of_gradient_descent_are_those_of_the_text(chapter):
    path = chapter.gradient_descent(2, 1, learning_rate=0.1, steps=2)
    np.testing.assert_allclose(path, [[2, 1], [1.8, 0.6], [1.7904, 0.5712]])
    losses = (path.prod(axis=1) - 1) ** 2
    np.testing.assert_allclose(losses, [1, 0.0064, 0.0005], atol=2e-5)


def test_one_path_has_a_plateau_and_both_end_at_different_solutions(chapter):
    direct = chapter.gradient_descent(2, -0.5, learning_rate=0.1)
    detour = chapter.gradient_descent(1, -1.02, learning_rate=0.1)
    losses = (detour.prod(axis=1) - 1) ** 2
    assert np.sum((losses > 0.8) & (losses < 1.2)) >= 10
    for path in direct, detour:
        assert abs(path[-1].prod() - 1) < 0.01
    assert direct[-1].min() > 0 > detour[-1].max()


def test_too_large_a_learning_rate_leaves_a_steep_solution_for_a_flat_one(chapter):
    short, long = chapter.paths["0.1"], chapter.paths["0.2"]
    losses = [(path.prod(axis=1) - 1) ** 2 for path in (short, long)]
    assert (np.diff(losses[0]) < 0).all()
    assert (np.diff(losses[1][:6]) > 0).all()
    assert 5 < losses[1].max() < 20
    assert losses[1][-1] < 1e-8
    assert np.sum(long[-1] ** 2) < 3 < 9 < np.sum(short[-1] ** 2)


def test_both_initializations_give_the_table_by_other_vectors(chapter):
    product = chapter.other_animals @ chapter.other_verbs
    np.testing.assert_allclose(product, chapter.M, atol=0.02)
    assert np.abs(chapter.animals - chapter.other_animals).max() > 1
    first = chapter.cosine(*chapter.animals)
    second = chapter.cosine(*chapter.other_animals)
    assert first > 0.3 > -0.1 > second


def test_a_matrix_q_changes_the_vectors_and_not_the_table(chapter):
    np.testing.assert_allclose(
        chapter.same_product, chapter.animals @ chapter.verbs, atol=1e-5
    )


def test_nearly_all_runs_converge_and_many_do_not_stay_converged(chapter):
    assert chapter.fraction_once_converged > 0.9
    assert 0.4 < chapter.fraction_converged[-1] < chapter.fraction_once_converged - 0.2


def test_with_decay_few_runs_have_converged_before_the_end_where_all_have(chapter):
    fraction = chapter.fraction_converged_with_decay
    assert fraction[:2000].max() > 0.5
    assert fraction[5000:15_000].max() < 0.3
    assert fraction[-1] == 1
    assert chapter.last_rmse.shape == (1000,)


def test_while_the_learning_rate_is_high_only_runs_without_any_error_stay(chapter):
    assert chapter.fraction_exact > 0.1
    halfway = chapter.fraction_converged_with_decay[10_000]
    assert abs(chapter.fraction_exact_halfway - halfway) < 0.02


def test_the_other_table_has_rank_two_and_is_learned(chapter):
    assert np.linalg.matrix_rank(chapter.own_table) == 2
    product = chapter.own_W1 @ chapter.own_W2
    np.testing.assert_allclose(product, chapter.own_table, atol=1e-4)


def test_the_cosines_of_cat_and_dog_depend_on_the_initialization(chapter):
    assert 0.4 < np.mean(chapter.cosines > 0.9) < 0.5
    assert chapter.cosines.min() < -0.3


def test_all_runs_agree_on_the_rows_of_the_product(chapter):
    expected = chapter.cosine(*chapter.M)
    np.testing.assert_allclose(chapter.row_cosines, expected, atol=1e-5)


def test_singular_values_are_distances_along_the_closest_line_and_from_it(chapter):
    np.testing.assert_allclose([chapter.along, chapter.across], chapter.sigma)
    assert abs(optimal_rmse(M, 1) - chapter.across / np.sqrt(M.size)) < 1e-12


def test_small_initial_weights_lead_to_the_cosine_of_the_balanced_solution(chapter):
    expected = chapter.cosine(*(chapter.U * chapter.sigma**0.5)[:2])
    np.testing.assert_allclose(chapter.small_cosines, expected, atol=0.01)

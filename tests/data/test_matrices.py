"""The tables are the ones of 2018, to the last bit."""

from utils import low_rank_matrix, optimal_rmse, random_matrix, word_table

import numpy as np
import pytest


def legacy(shape):
    np.random.seed(0)  # noqa: NPY002  (the generator of 2018)
    return np.random.random(shape)  # noqa: NPY002


def test_word_table_is_the_one_of_2018():
    matrix, rows, columns = word_table()
    first = legacy([2, 3])
    second = np.random.random([3, 4])  # noqa: NPY002
    np.testing.assert_array_equal(matrix, first @ second)
    assert matrix.dtype == np.float64
    assert (rows, columns) == (["cat", "dog"], ["run", "jump", "laugh", "sleep"])
    printed = [[0.8492, 0.9202, 0.9473, 1.3743], [0.6197, 0.7663, 0.7788, 1.1388]]
    np.testing.assert_allclose(matrix, printed, atol=5e-5)


def test_random_and_low_rank_matrices_are_the_ones_of_2018():
    np.testing.assert_array_equal(random_matrix((40, 80), seed=0), legacy((40, 80)))
    for rank in (3, 15):
        product = legacy((40, rank)) @ legacy((rank, 80))
        np.testing.assert_array_equal(low_rank_matrix((40, 80), rank, seed=0), product)


def test_drawing_leaves_numpys_own_generator_alone():
    np.random.seed(7)  # noqa: NPY002
    expected = np.random.random()  # noqa: NPY002
    np.random.seed(7)  # noqa: NPY002
    word_table(), random_matrix((2, 2), seed=1), low_rank_matrix((2, 2), 1, seed=1)
    assert np.random.random() == expected  # noqa: NPY002


# What training reached in 2018, where it had converged, tells the optima independently.
@pytest.mark.parametrize(
    "matrix, size, rmse",
    [
        (random_matrix((4, 8), 0), 3, 7.53280e-02),
        (random_matrix((40, 80), 0), 2, 0.2763079),
        (random_matrix((40, 80), 0), 10, 0.20855233),
        (low_rank_matrix((40, 80), 3, 0), 2, 0.07173282),
        (low_rank_matrix((40, 80), 15, 0), 5, 0.20532255),
    ],
)
def test_optimal_rmse_is_what_training_reached_in_2018(matrix, size, rmse):
    assert optimal_rmse(matrix, size) == pytest.approx(rmse, rel=5e-6)


def test_optimal_rmse_is_the_error_of_the_truncated_svd():
    matrix = random_matrix((5, 7), seed=3)
    u, s, vt = np.linalg.svd(matrix, full_matrices=False)
    for size in range(1, 5):
        truncated = u[:, :size] * s[:size] @ vt[:size]
        rmse = np.sqrt(np.mean((matrix - truncated) ** 2))
        assert optimal_rmse(matrix, size) == pytest.approx(rmse)
    assert optimal_rmse(matrix, 5) == optimal_rmse(matrix, 9) == 0

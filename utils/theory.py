"""The exact answers that every result of the series is held against."""

import numpy as np

from .checks import real_matrix, whole_number


def best_rmse(matrix, hidden_size):
    """Return the least rmse that any W1 W2 of this hidden size can reach, a float.

    matrix: shape [rows, columns]; W1 is [rows, hidden_size], W2 [hidden_size, columns].
    It is the root of: squared singular values beyond the hidden_size-th, summed, over
    the number of entries (Eckart and Young 1936; Mirsky 1960).
    TypeError or ValueError as in `train` for a bad matrix or hidden size.
    """
    matrix = real_matrix(matrix)
    hidden_size = whole_number("hidden_size", hidden_size, 1)
    left_out = np.linalg.svd(matrix, compute_uv=False)[hidden_size:]
    return float(np.sqrt(np.sum(left_out**2) / matrix.size))

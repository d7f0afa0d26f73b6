"""What several explorers compute and place: two panels, and the two sides of a network."""

import functools

import numpy as np

TWO_PANELS = {"left": 0.1, "right": 0.96, "bottom": 0.16, "top": 0.9, "wspace": 0.4}
ROOM_FOR_LABELS = TWO_PANELS | {"wspace": 0.85}  # those of lines, between the panels


def row_and_column_vectors(weights):
    """Return W1, whose rows are vectors, and the product of the other weights.

    Parameters
    ----------
    weights : sequence of array_like
        W1, ..., WN.

    Returns
    -------
    tuple of numpy.ndarray
        The vectors of the rows, of shape (rows, h), and those of the columns, of shape
        (h, columns).

    Examples
    --------
    >>> weights = [[1, 2]], np.eye(2), [[3], [4]]
    >>> row_vectors, column_vectors = row_and_column_vectors(weights)
    >>> row_vectors.tolist(), column_vectors.tolist()
    ([[1, 2]], [[3.0], [4.0]])
    """
    first, *others = map(np.asarray, weights)
    return first, functools.reduce(np.matmul, others)


def cosine(first, second):
    """Return the cosine of the angle between two vectors; 0 if one of them is zero.

    Parameters
    ----------
    first, second : array_like
        The two vectors, of shape (h,).

    Returns
    -------
    float

    Examples
    --------
    >>> print(f"{cosine([1, 0], [1, 1]):.3f}")
    0.707
    """
    lengths = np.linalg.norm(first) * np.linalg.norm(second)
    if lengths == 0:
        return 0.0
    return float(np.dot(first, second) / lengths)

"""What several explorers compute and place: two panels, and the two sides of a network."""

import functools

import numpy as np

TWO_PANELS = {"left": 0.1, "right": 0.96, "bottom": 0.16, "top": 0.9, "wspace": 0.4}
ROOM_FOR_LABELS = TWO_PANELS | {"wspace": 0.85}  # those of lines, between the panels


def row_and_column_vectors(weights):
    """Return W1, whose rows are vectors, and the product of the other weights.

    Parameters
    ----------
    weights : sequence of arrays
        W1, ..., WN.

    Returns
    -------
    tuple of arrays
        Of the shapes [rows, h] and [h, columns].
    """
    first, *others = map(np.asarray, weights)
    return first, functools.reduce(np.matmul, others)


def cosine(vectors):
    """Return the cosine of the angle between the first and the last of some vectors.

    Examples
    --------
    >>> print(f"{cosine(np.array([[1, 0], [1, 1]])):.3f}")
    0.707
    """
    first, last = vectors[0], vectors[-1]
    lengths = np.linalg.norm(first) * np.linalg.norm(last)
    return first @ last / (lengths or 1.0)

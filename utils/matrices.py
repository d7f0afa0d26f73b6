"""The tables to factorize: the words of the first chapter, and matrices of any size."""

import numpy as np

from .checks import shown, whole_number

# RandomState is NumPy's legacy generator: its stream is frozen, so the same seed gives
# the same matrix on every machine and in every version.


def word_table():
    """Return the table of cat/dog by run/jump/laugh/sleep: (matrix, rows, columns).

    matrix: shape [2, 4], float64, the product of two uniform random factors [2, 3] and
    [3, 4]; rows and columns: lists of 2 and 4 words.
    """
    generator = np.random.RandomState(0)
    left = generator.random_sample((2, 3))
    right = generator.random_sample((3, 4))
    return left @ right, ["cat", "dog"], ["run", "jump", "laugh", "sleep"]


def random_matrix(shape, seed):
    """Return a matrix of independent entries, uniform in [0, 1).

    shape: (rows, columns); returns float64 of that shape.
    TypeError or ValueError if `shape` or `seed` holds anything but whole numbers.
    """
    rows, columns = _shape(shape)
    seed = whole_number("seed", seed, 0)
    return np.random.RandomState(seed).random_sample((rows, columns))


def low_rank_matrix(shape, rank, seed):
    """Return the product of two uniform random factors, which share `rank` columns.

    shape: (rows, columns); returns float64 of that shape, of rank `rank` (or less, if
    the matrix has fewer rows or columns). Each factor starts the generator at `seed`
    anew, as the experiments of 2018 did: so their first numbers are the same.
    TypeError or ValueError if an argument holds anything but whole numbers.
    """
    rows, columns = _shape(shape)
    rank = whole_number("rank", rank, 1)
    return random_matrix((rows, rank), seed) @ random_matrix((rank, columns), seed)


def _shape(shape):
    try:
        rows, columns = shape
    except (TypeError, ValueError):
        raise ValueError(
            f"shape must be (rows, columns), but it is {shown(shape)}."
        ) from None
    return whole_number("rows", rows, 1), whole_number("columns", columns, 1)

"""The matrices to factorize: the words of the first chapter, and matrices of any size.

Every function draws from a generator of its own, NumPy's `RandomState`, which is frozen:
it gives the same numbers in every version of NumPy.
"""

import numpy as np

from ..checks import LARGEST_ARRAY, SEEDS, check_whole_number


def word_table():
    """Return the table of cat and dog by run, jump, laugh and sleep.

    Returns
    -------
    matrix : numpy.ndarray
        The table, of shape (2, 4): the product of two factors with three numbers per word,
        which are uniform in [0, 1).
    row_words, column_words : list of str
        The words of its rows and columns.

    Examples
    --------
    >>> matrix, rows, columns = word_table()
    >>> matrix.round(2).tolist()
    [[0.85, 0.92, 0.95, 1.37], [0.62, 0.77, 0.78, 1.14]]
    """
    generator = np.random.RandomState(0)
    left = generator.random_sample((2, 3))
    right = generator.random_sample((3, 4))
    return left @ right, ["cat", "dog"], ["run", "jump", "laugh", "sleep"]


def random_matrix(shape, seed):
    """Return a matrix of independent entries, which are uniform in [0, 1).

    Parameters
    ----------
    shape : tuple of int
        The numbers of rows and columns.
    seed : int
        The seed of the random numbers, from 0 to 2**32 - 1.

    Returns
    -------
    numpy.ndarray
        The matrix, in float64.

    Raises
    ------
    TypeError, ValueError
        If the shape is no pair of whole numbers of at least 1, or the matrix would not fit
        into memory, or the seed is no whole number in its range.

    Examples
    --------
    >>> random_matrix((2, 3), seed=0).round(2).tolist()
    [[0.55, 0.72, 0.6], [0.54, 0.42, 0.65]]
    """
    if not isinstance(shape, (tuple, list)) or len(shape) != 2:
        raise ValueError(f"shape must be (rows, columns); got {shape!r}.")
    rows = check_whole_number("rows in shape", shape[0], 1, LARGEST_ARRAY)
    columns = check_whole_number("columns in shape", shape[1], 1, LARGEST_ARRAY // rows)
    generator = np.random.RandomState(check_whole_number("seed", seed, *SEEDS))
    return generator.random_sample((rows, columns))


def low_rank_matrix(shape, rank, seed):
    """Return the product of two random factors, a matrix of low rank.

    Parameters
    ----------
    shape : tuple of int
        The numbers of rows and columns.
    rank : int
        The number of columns of the first factor, and of rows of the second. The product
        has this rank, or less if it has fewer rows or columns.
    seed : int
        The seed of the random numbers, from 0 to 2**32 - 1.

    Returns
    -------
    numpy.ndarray
        The product, in float64. The entries of the factors are uniform in [0, 1).

    Raises
    ------
    TypeError, ValueError
        As in `random_matrix`, and if the rank is no whole number of at least 1.

    Notes
    -----
    Each factor begins at the seed anew, as in the experiments of 2018 that the series
    repeats. The factors therefore share their first numbers.

    Examples
    --------
    >>> int(np.linalg.matrix_rank(low_rank_matrix((5, 6), rank=2, seed=0)))
    2
    """
    rows, columns = random_matrix(shape, seed).shape  # this checks the shape and the seed
    rank = check_whole_number("rank", rank, 1, LARGEST_ARRAY // max(rows, columns))
    return random_matrix((rows, rank), seed) @ random_matrix((rank, columns), seed)

"""The tables to factorize: the words of the first chapter, and matrices of any size."""

import numpy as np

from ..checks import MOST, SEEDS, must_be, whole_number


def word_table():
    """Return the table of cat/dog by run/jump/laugh/sleep: (matrix, rows, columns).

    matrix: [2, 4], the product of two uniform random factors; rows, columns: its words.

    >>> word_table()[0].round(2).tolist()
    [[0.85, 0.92, 0.95, 1.37], [0.62, 0.77, 0.78, 1.14]]
    """
    generator = np.random.RandomState(0)  # frozen: the same in every version of NumPy
    left, right = generator.random_sample((2, 3)), generator.random_sample((3, 4))
    return left @ right, ["cat", "dog"], ["run", "jump", "laugh", "sleep"]


def random_matrix(shape, seed):
    """Return a matrix of independent entries, uniform in [0, 1), float64.

    shape: (rows, columns); TypeError or ValueError if it or `seed` are no whole numbers.

    >>> random_matrix((2, 3), seed=0).round(2).tolist()
    [[0.55, 0.72, 0.6], [0.54, 0.42, 0.65]]
    """
    if not isinstance(shape, (tuple, list)) or len(shape) != 2:
        raise ValueError(must_be("shape must be (rows, columns)", shape))
    rows = whole_number("rows in shape", shape[0], 1, MOST)
    columns = whole_number("columns in shape", shape[1], 1, MOST // rows)
    generator = np.random.RandomState(whole_number("seed", seed, *SEEDS))
    return generator.random_sample((rows, columns))


def low_rank_matrix(shape, rank, seed):
    """Return the product of two uniform random factors, which share `rank` columns.

    shape, seed, errors: as in `random_matrix`. Each factor starts the generator at `seed`
    anew, as in 2018. The product has that rank, or less if it has fewer rows or columns.

    >>> int(np.linalg.matrix_rank(low_rank_matrix((5, 6), rank=2, seed=0)))
    2
    """
    rows, columns = random_matrix(shape, seed).shape
    rank = whole_number("rank", rank, 1, MOST // max(rows, columns))
    return random_matrix((rows, rank), seed) @ random_matrix((rank, columns), seed)

"""Which answers of a table are held out of the training, to judge guesses by."""

import numpy as np

from ..arrays import check_table
from ..checks import SEEDS, check_whole_number


def hide_answers(ratings, each=3, seed=0):
    """Choose at random which answers are held out of the training.

    Parameters
    ----------
    ratings : array_like
        The answers, of shape (rows, columns), with nan for blanks.
    each : int
        How many answers are held out of each row. At most half of the answers of a row are
        held out, and at least two of each column remain.
    seed : int
        The seed of the choice, from 0 to 2**32 - 1.

    Returns
    -------
    numpy.ndarray
        A mask, boolean, of shape (rows, columns), True where an answer is held out.

    Raises
    ------
    TypeError, ValueError
        If `each` or `seed` is no whole number of at least 0.

    Examples
    --------
    >>> hide_answers(np.ones((6, 8)), each=3).sum(axis=1).tolist()
    [3, 3, 3, 3, 3, 3]
    """
    generator = np.random.RandomState(check_whole_number("seed", seed, *SEEDS))
    each = check_whole_number("each", each, 0)
    seen = np.isfinite(check_table("ratings", ratings))
    hidden = np.zeros(seen.shape, bool)
    for row in generator.permutation(len(seen)):
        answered = generator.permutation(np.flatnonzero(seen[row]))
        allowed = [column for column in answered if seen[:, column].sum() > 2]
        chosen = allowed[: min(each, len(answered) // 2)]
        hidden[row, chosen] = True
        seen[row, chosen] = False
    return hidden

"""Claims: sentences about a result that say themselves whether they hold."""

import numpy as np

from .console import say


def claim(sentence, holds):
    """Print a sentence with ✓ if it holds, and with ✗ if it does not.

    Parameters
    ----------
    sentence : str
        A sentence that can be understood alone.
    holds : bool or array of bool
        Whether it holds; of an array, every entry has to be true.

    Raises
    ------
    TypeError
        If `holds` is anything else, because a number or a text would count as true; or if
        it is empty, because all of nothing is true.

    Examples
    --------
    >>> claim("the largest number is below 3", max([1, 2]) < 3)
    ✓ the largest number is below 3
    >>> claim("both numbers are positive", np.array([1, -2]) > 0)
    ✗ both numbers are positive (this does not hold with your changes)
    """
    truths = _truths_in(holds)
    if truths is None:
        got = " ".join(repr(holds).split())
        raise TypeError(
            "A claim needs a truth value, or an array of them; got "
            f"{got if len(got) <= 80 else got[:77] + '...'}. Did you mean to compare it "
            "with something?"
        )
    if truths.size == 0:
        raise TypeError(
            "A claim needs at least one truth value; got none, because the array is empty."
        )
    if truths.all():
        say(f"✓ {sentence}")
    else:
        say(f"✗ {sentence} (this does not hold with your changes)")


def _truths_in(holds):
    """Return an array of truth values, or None if it is anything else."""
    if np.ma.is_masked(holds):
        return None  # what is masked is not known
    try:
        truths = np.asarray(holds)
    except Exception:  # lists of unequal lengths, or what cannot become an array
        return None
    if truths.dtype == object and truths.ndim > 0:  # as nullable columns of pandas have
        if all(isinstance(truth, (bool, np.bool_)) for truth in truths.flat):
            return truths.astype(bool)
    return truths if truths.dtype == bool else None

"""Claims: sentences about a result that say themselves whether they hold."""

import numpy as np


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
        If `holds` is anything else, because a number or a text would count as true.

    Examples
    --------
    >>> claim("the largest number is below 3", max([1, 2]) < 3)
    ✓ the largest number is below 3
    >>> claim("both numbers are positive", np.array([1, -2]) > 0)
    ✗ both numbers are positive (this does not hold with your changes)
    """
    truths = np.asarray(holds)
    if truths.dtype != bool:
        raise TypeError(
            f"A claim needs a truth value, or an array of them; got {holds!r}. "
            "Did you mean to compare it with something?"
        )
    if truths.all():
        print(f"✓ {sentence}")
    else:
        print(f"✗ {sentence} (this does not hold with your changes)")

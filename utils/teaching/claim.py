"""Claims: sentences about a result that say themselves whether they hold."""

import numpy as np


def claim(sentence, holds, *numbers):
    """Print a sentence with ✓ if it holds, else with ✗; it never raises.

    sentence: with braces, which the numbers fill as `str.format` does.
    holds: a truth value, an array of them (all must hold), or a function of the numbers,
        so that what is said and what is tested are one. Where it fails, its reason is
        printed.
    numbers: the bounds, counts and shares that the sentence names.

    >>> claim("the largest is below {}", lambda bound: max([1, 2]) < bound, 3)
    ✓ the largest is below 3
    >>> claim("both are positive", [True, False])
    ✗ both are positive: not with what you changed
    """
    try:
        sentence = str(sentence).format(*numbers)
        truth, reason = holds(*numbers) if callable(holds) else holds, ""
        array = np.asarray(truth)
        if array.dtype.kind in "US" or np.any(array != array):  # they would count as true
            raise TypeError(f"it must be a truth value, but it is {truth!r}")
        truth = np.all(truth)
    except Exception as error:  # whatever a reader's change leads to
        truth, reason = False, f" ({type(error).__name__}: {' '.join(str(error).split())})"
    print(f"✓ {sentence}" if truth else f"✗ {sentence}: not with what you changed{reason}")

"""What functions ask of arguments that a learner may change, before any work begins.

A refusal is one sentence: what the argument must be, and what it was: "...; got ...".
"""

import numbers
import sys
import warnings

import numpy as np

from .arrays import check_table, refuse_containers, short_repr, with_masks

SEEDS = (0, 2**32 - 1)  # what NumPy's frozen generator takes
LARGEST_ARRAY = 10**9  # numbers in an array: more would not fit into memory


def warn(sentence):
    """Warn at the line, outside this package, that led here.

    Parameters
    ----------
    sentence : str
    """
    frame = sys._getframe()
    level = 1
    while frame.f_globals["__name__"].startswith(f"{__package__}."):
        frame = frame.f_back
        level += 1
    warnings.warn(sentence, RuntimeWarning, stacklevel=level)


def check_number(name, value, *, above=None, at_least=None, below=None):
    """Return a finite number as a float.

    Parameters
    ----------
    name : str
        What the refusal calls it.
    value : number
    above, at_least, below : float, optional
        Its bounds.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If it is no number, or beyond its bounds.

    Examples
    --------
    >>> check_number("learning_rate", 0.1, above=0)
    0.1
    """
    bounds = []
    fits = True
    is_number = isinstance(value, numbers.Real) and not isinstance(value, (bool, np.bool_))
    if above is not None:
        bounds.append(f"above {above:g}")
        fits = fits and is_number and value > above
    if at_least is not None:
        bounds.append(f"at least {at_least:g}")
        fits = fits and is_number and value >= at_least
    if below is not None:
        bounds.append(f"below {below:g}")
        fits = fits and is_number and value < below
    allowed = f"{name} must be a finite number {' and '.join(bounds)}".rstrip()
    if not is_number:
        raise TypeError(f"{allowed}; got {short_repr(value)}.")
    if not fits or not np.isfinite(value):
        raise ValueError(f"{allowed}; got {short_repr(value)}.")
    return float(value)


def check_whole_number(name, value, least, most=np.inf):
    """Return a whole number within its bounds as an int.

    Parameters
    ----------
    name : str
        What the refusal calls it.
    value : int
    least, most : int
        Its bounds.

    Returns
    -------
    int

    Raises
    ------
    TypeError, ValueError
        If it is no whole number, or beyond its bounds.

    Examples
    --------
    >>> check_whole_number("epochs", 3, 1)
    3
    """
    bounds = f"at least {least}" if most == np.inf else f"from {least} to {most}"
    allowed = f"{name} must be a whole number {bounds}"
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, numbers.Integral):
        raise TypeError(f"{allowed}; got {short_repr(value)}.")
    if not least <= value <= most:
        raise ValueError(f"{allowed}; got {short_repr(value)}.")
    return int(value)


def check_whole_numbers(name, values, fewest=1):
    """Return whole numbers of at least 1 as a list of ints.

    Parameters
    ----------
    name : str
        What the refusal calls them.
    values : sequence of int
    fewest : int
        How many there have to be.

    Returns
    -------
    list of int

    Raises
    ------
    TypeError, ValueError
        If there are too few, or one is no whole number of at least 1.

    Examples
    --------
    >>> check_whole_numbers("layer_sizes", (2, 3, 4))
    [2, 3, 4]
    """
    listed = list(values) if np.iterable(values) else []
    if len(listed) < fewest:
        raise ValueError(
            f"{name} must be {fewest} or more whole numbers; got {short_repr(values)}."
        )
    return [check_whole_number(f"every one of {name}", value, 1) for value in listed]


def check_one_of(name, value, allowed):
    """Return a value that is among those allowed.

    Parameters
    ----------
    name : str
        What the refusal calls it.
    value : str
    allowed : iterable of str

    Raises
    ------
    ValueError
        If it is not among them.

    Examples
    --------
    >>> check_one_of("dtype", "float32", ["float32", "float64"])
    'float32'
    """
    if value not in list(allowed):
        raise ValueError(
            f"{name} must be one of {', '.join(map(str, allowed))}; got "
            f"{short_repr(value)}."
        )
    return value


def check_labels(name, words, count):
    """Return words as a list of text.

    Parameters
    ----------
    name : str
        What the refusal calls them.
    words : sequence of str or numbers
    count : int
        How many there have to be.

    Returns
    -------
    list of str

    Raises
    ------
    ValueError
        If they are not as many, or no words.

    Examples
    --------
    >>> check_labels("row_words", ["cat", "dog"], 2)
    ['cat', 'dog']
    """
    is_list = np.iterable(words) and not isinstance(words, dict)
    listed = list(words) if is_list else []
    are_words = all(isinstance(word, (str, numbers.Real)) for word in listed)
    if len(listed) != count or not are_words:
        raise ValueError(
            f"{name} must be a list of {count} words; got {short_repr(words)}."
        )
    return [str(word) for word in listed]


def check_numbers(name, values, *, above=None, at_least=None):
    """Return a finite number, or a list of them, as an array of floats.

    Parameters
    ----------
    name : str
        What the refusal calls them.
    values : float or sequence of float
    above, at_least : float, optional
        Their bounds.

    Returns
    -------
    array
        Of shape [n], where n is 1 for a number.

    Raises
    ------
    TypeError, ValueError
        If they are no numbers, or if one is beyond its bounds.

    Examples
    --------
    >>> check_numbers("times", [0, 1], at_least=0).tolist()
    [0.0, 1.0]
    """
    listed = list(values) if np.iterable(values) else [values]
    if not listed:
        raise ValueError(f"{name} must be one or more numbers; got {short_repr(values)}.")
    return np.array(
        [
            check_number(f"every one of {name}", value, above=above, at_least=at_least)
            for value in listed
        ]
    )


def check_matrix(matrix, dtype="float64"):
    """Return whatever can be read as a matrix of finite real numbers as an array.

    Parameters
    ----------
    matrix : array_like
        Of shape [rows, columns], such as lists, whole numbers or a data frame.
    dtype : str
        The type of the array.

    Returns
    -------
    array
        Of shape [rows, columns] and this type.

    Raises
    ------
    TypeError, ValueError
        If it is anything else, or an entry is unknown, infinite or too large.

    Examples
    --------
    >>> check_matrix([[1, 2], [3, 4]]).tolist()
    [[1.0, 2.0], [3.0, 4.0]]
    """
    array = check_table("matrix", matrix)
    unknown = np.argwhere(np.isnan(array))
    if len(unknown) > 0:
        raise ValueError(
            f"matrix must have a number in every entry; got {_count(unknown)}: only train "
            "can leave entries out, by its mask."
        )
    return _within_range(array, dtype)


def check_observed(matrix, mask, dtype):
    """Return a matrix of which only some entries are observed, and which ones these are.

    Parameters
    ----------
    matrix : array_like
        Of shape [rows, columns]. The entries that a masked array masks are not observed.
    mask : array_like of bool or None
        Of the same shape, True where an entry is observed. None stands for everywhere.
    dtype : str
        The type of the training, in which the squares of the entries must be finite.

    Returns
    -------
    matrix : array
        Of shape [rows, columns], in float64, with zeros where an entry is not observed.
    observed : array of bool or None
        None if all entries are observed.

    Raises
    ------
    TypeError, ValueError
        If either is anything else, or an observed entry is unknown, infinite or too large.

    Examples
    --------
    >>> half = np.ma.masked_array([[1, 2], [3, 999]], [[False, False], [False, True]])
    >>> matrix, observed = check_observed(half, None, "float32")
    >>> matrix.tolist(), observed.tolist()
    ([[1.0, 2.0], [3.0, 0.0]], [[True, True], [True, False]])
    """
    refuse_containers("matrix", matrix)
    matrix = with_masks(matrix)
    observed = None if mask is None else _check_mask(mask, matrix)
    array = check_table("matrix", matrix, observed)
    if np.ma.is_masked(matrix):
        known = ~np.ma.getmaskarray(matrix)
        observed = known if observed is None else observed & known
    if observed is not None:
        if not observed.any():
            if mask is None:
                raise ValueError("matrix must have an entry that is not masked; got none.")
            raise ValueError("mask must observe at least one entry; got False everywhere.")
        array = np.where(observed, array, 0)
    unknown = np.argwhere(np.isnan(array))
    if len(unknown) > 0:
        where = "every entry" if mask is None else "every entry that mask observes"
        raise ValueError(
            f"matrix must have a number in {where}; got {_count(unknown)}: pass "
            f"{_advice_on_unknown(matrix, mask)} to leave out what is not known."
        )
    _within_range(array, dtype)
    return array, observed


def _check_mask(mask, matrix):
    """Return which entries of a matrix are observed."""
    for side in ("index", "columns"):
        named = getattr(mask, side, None), getattr(matrix, side, None)
        if all(hasattr(names, "equals") for names in named) and not named[0].equals(
            named[1]
        ):
            raise ValueError(
                f"mask must have the same {side} as matrix, in the same order; got others: "
                "pass mask.reindex_like(matrix), or mask.to_numpy() if the order is right."
            )
    refuse_containers("mask", mask)
    if np.ma.is_masked(mask):
        raise ValueError("mask must be True or False everywhere; got masked entries.")
    try:
        observed = np.asarray(mask)
        shape = np.shape(matrix)
    except ValueError:
        raise ValueError(
            f"matrix and mask must have rows of equal length; got {short_repr(mask)} as "
            "mask."
        ) from None
    if observed.dtype == object and observed.size > 0:  # as pandas' nullable columns have
        if all(isinstance(entry, (bool, np.bool_)) for entry in observed.flat):
            observed = observed.astype(bool)
    if observed.dtype != bool:
        got = f"the type {observed.dtype}"
        if observed.dtype == object:
            wrong = next(e for e in observed.flat if not isinstance(e, (bool, np.bool_)))
            got = short_repr(wrong)
        raise TypeError(f"mask must be boolean, True where observed; got {got}.")
    if observed.shape != shape:
        raise ValueError(f"mask must have the shape {shape}; got {observed.shape}.")
    return observed


def _within_range(array, dtype):
    """Return an array in this type, in which the squares of its entries must be finite."""
    infinite = np.argwhere(np.isinf(array))
    if len(infinite) > 0:
        place = "row {}, column {}".format(*infinite[0])
        raise ValueError(
            f"matrix must be finite; got {array[tuple(infinite[0])]} in {place} (counted "
            "from 0)."
        )
    with np.errstate(over="ignore", under="ignore"):
        converted = array.astype(dtype)
        if not np.isfinite(converted**2).all():
            largest = np.sqrt(np.finfo(dtype).max)
            raise ValueError(
                f"matrix must have entries below {largest:.1e}, because their squares "
                f"must be finite in {dtype}; got {np.abs(array).max():.1e}: divide the "
                "matrix by its largest entry."
            )
    return converted


def _advice_on_unknown(matrix, mask):
    """Return what to pass to `train` if entries of a matrix are not known."""
    if isinstance(matrix, np.ma.MaskedArray):
        return "numpy.ma.masked_invalid(matrix)"
    known = "matrix.notna()" if hasattr(matrix, "notna") else "~pandas.isna(matrix)"
    return f"mask={known}" if mask is None else f"mask=mask & {known}"


def _count(unknown):
    """Say how many entries are unknown, and where the first of them is."""
    place = "row {}, column {} (counted from 0)".format(*unknown[0])
    if len(unknown) == 1:
        return f"an unknown entry (NaN) in {place}"
    return f"{len(unknown)} unknown entries (NaN), the first in {place}"

"""What every function asks of its arguments before any work begins."""

import numbers
import sys
import warnings

import numpy as np

SEEDS = 0, 2**32 - 1  # what NumPy's frozen generator takes
MOST = 10**9  # numbers in an array: more would not fit into memory


def must_be(allowed, value):
    """Return the sentence that refuses a value, which it shows on one line, cut if long."""
    text = " ".join(repr(value).split())
    return f"{allowed}, but it is {text if len(text) <= 80 else text[:77] + '...'}."


def warn(sentence):
    """Warn at the line, outside this package, that led here."""
    frame, level = sys._getframe(), 1
    while frame.f_globals["__name__"].startswith(f"{__package__}."):
        frame, level = frame.f_back, level + 1
    warnings.warn(sentence, RuntimeWarning, stacklevel=level)


def number(name, value, allowed, fits, kind=numbers.Real):
    """Return `value`; TypeError if it is not of the kind, ValueError if it does not fit."""
    wrong = isinstance(value, (bool, np.bool_)) or not isinstance(value, kind)
    if wrong or not fits(value):
        error = TypeError if wrong else ValueError
        raise error(must_be(f"{name} must be {allowed}", value))
    return value


def whole_number(name, value, least, most=np.inf):
    """Return `value` as an int; TypeError or ValueError if it is not within the bounds."""
    allowed = f"at least {least}" if most == np.inf else f"from {least} to {most}"
    form = f"a whole number {allowed}", lambda x: least <= x <= most, numbers.Integral
    return int(number(name, value, *form))


def naturals(name, values, fewest=1):
    """Return `values` as a list of ints of at least 1; an error if they are too few."""
    listed = list(values) if np.iterable(values) else []
    if len(listed) < fewest:
        raise ValueError(must_be(f"{name} must be {fewest} or more whole numbers", values))
    return [whole_number(f"every one of {name}", value, 1) for value in listed]


def real_numbers(name, values, allowed, fits):
    """Return `values` as [n]; an error if they are not numbers, finite, or do not fit."""
    try:
        array = np.atleast_1d(values)
    except ValueError:  # lists of unequal lengths
        array = np.empty(0)
    if array.ndim > 1 or array.size == 0 or array.dtype.kind not in "iuf":
        raise TypeError(must_be(f"{name} must be a number or a list of numbers", values))
    for value in array[~(np.isfinite(array) & fits(array))]:
        raise ValueError(f"{name} must be finite and {allowed}, but one is {value}.")
    return array.astype(float)


def real_matrix(matrix, mask=None, dtype="float64"):
    """Return `matrix`, whatever NumPy reads as real numbers, as a 2-D array of `dtype`.

    mask: boolean, of the same shape, True where observed (elsewhere the array is zero), or
        None. TypeError or ValueError if either is anything else, or not finite where
        observed.
    """
    try:
        array, seen = np.asarray(matrix), np.asarray(mask)
    except ValueError:
        raise ValueError("matrix and mask must have rows of equal length.") from None
    if array.ndim != 2 or array.size == 0:
        allowed = "matrix must have two dimensions and at least one entry"
        raise ValueError(f"{allowed}, but its shape is {array.shape}.")
    for entry in array.flat if array.dtype.kind not in "biuf" else ():
        if not isinstance(entry, numbers.Real):
            raise TypeError(must_be("every entry of matrix must be a real number", entry))
    if mask is not None:
        if seen.dtype != bool:
            raise TypeError(must_be("mask must be boolean, True where seen", seen.dtype))
        if seen.shape != array.shape:
            raise ValueError(must_be(f"mask must be shaped {array.shape}", seen.shape))
        if not seen.any():
            raise ValueError("mask must observe at least one entry, but all are False.")
        array = np.where(seen, array, 0)
    with np.errstate(over="ignore"):  # of what is trained on, the squares are needed
        unknown = np.argwhere(~np.isfinite((array := array.astype(dtype)) ** 2))
    for row, column in unknown:
        what = f"{len(unknown)} of its entries are NaN or too large, the first in row {row}"
        where = f"{what}, column {column} (counted from 0)"
        allowed = f"matrix must be finite in {dtype} where it is observed, but {where}"
        raise ValueError(f"{allowed}; if unknown, pass mask=np.isfinite(matrix).")
    return array


# What follows is the form that all rooms use: "...; got ...".
LARGEST_ARRAY = MOST


def short_repr(value):
    """Return a value on one line, cut if it is long.

    Examples
    --------
    >>> short_repr("a b")
    "'a b'"
    """
    text = " ".join(repr(value).split())
    return text if len(text) <= 80 else f"{text[:77]}..."


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


check_matrix = real_matrix

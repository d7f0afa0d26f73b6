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

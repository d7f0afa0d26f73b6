"""What every function asks of its arguments before any work begins."""

import numbers

import numpy as np


def shown(value):
    """Return a value as a message shows it: on one line, and not too long."""
    text = " ".join(repr(value).split())
    return text if len(text) <= 80 else text[:77] + "..."


def whole_number(name, value, least, most=None):
    """Return `value` as an int; TypeError or ValueError if it is not within the bounds."""
    bounds = f"at least {least}" if most is None else f"from {least} to {most}"
    message = f"{name} must be a whole number {bounds}, but it is {shown(value)}."
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, numbers.Integral):
        raise TypeError(message)
    if value < least or (most is not None and value > most):
        raise ValueError(message)
    return int(value)


def real_number(name, value, allowed, is_allowed):
    """Return `value` as a float; TypeError or ValueError if it is not what is `allowed`."""
    message = f"{name} must be {allowed}, but it is {shown(value)}."
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, numbers.Real):
        raise TypeError(message)
    if not is_allowed(value):
        raise ValueError(message)
    return float(value)


def real_matrix(matrix, mask=None, dtype="float64"):
    """Return `matrix` as a 2-D array of `dtype`, zero where `mask` is False.

    matrix: whatever NumPy reads as real numbers: lists, integers, data frames.
    mask: boolean, of the same shape, or None if every entry is observed.
    TypeError or ValueError if it is not 2-D, is empty, holds anything but real numbers,
    or is NaN or infinite (in `dtype`) at an observed entry.
    """
    try:
        array = np.asarray(matrix)
    except ValueError:
        raise ValueError("matrix must have rows of equal length.") from None
    if array.ndim != 2 or array.size == 0:
        raise ValueError(
            "matrix must have two dimensions and at least one entry, "
            f"but its shape is {array.shape}."
        )
    if array.dtype.kind not in "biuf":
        wrong = [x for x in array.flat if not isinstance(x, numbers.Real)]
        if wrong:
            raise TypeError(
                f"matrix must hold real numbers, but it holds {shown(wrong[0])}."
            )
    with np.errstate(over="ignore"):
        array = array.astype(dtype)
    if mask is not None:
        array = np.where(observed_mask(mask, array.shape), array, array.dtype.type(0))
    bad = np.argwhere(~np.isfinite(array))
    if len(bad):
        row, column = map(int, bad[0])
        raise ValueError(
            f"matrix must be finite in {array.dtype} where it is observed, but "
            f"{len(bad)} of its entries are NaN or infinite, the first in row {row}, "
            f"column {column} (counted from 0); if they are unknown, pass a mask, such "
            "as mask=np.isfinite(matrix)."
        )
    return array


def observed_mask(mask, shape):
    """Return `mask` as a boolean array; TypeError or ValueError if it does not fit."""
    mask = np.asarray(mask)
    if mask.dtype != bool:
        raise TypeError(
            f"mask must be boolean, True where observed, but its type is {mask.dtype}."
        )
    if mask.shape != tuple(shape):
        raise ValueError(
            f"mask must have the shape of the matrix, {tuple(shape)}, "
            f"but its shape is {mask.shape}."
        )
    if not mask.any():
        raise ValueError("mask must observe at least one entry, but all are False.")
    return mask

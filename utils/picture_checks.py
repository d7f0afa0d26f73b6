"""What pictures, explorers and word tables ask of what they show, before a figure opens."""

import numbers

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes

from .checks import must_be


def small(x):
    """Return which numbers are finite and can be squared, and those squares summed."""
    return np.abs(x) < 1e100


def array(name, values, *shape, fits=small, allowed="numbers below 1e100", empty=False):
    """Return `values` as floats of this shape, None where any size will do.

    fits: whether a number is allowed, which `allowed` says in words. empty: whether there
        may be none. ValueError if something else is wrong, too.
    """
    sizes = ", ".join("any" if size is None else str(size) for size in shape)
    what = f"{allowed} of shape ({sizes}{',' if len(shape) == 1 else ''})"
    try:
        found = np.asarray(values)
    except ValueError:  # rows of unequal lengths
        found = np.empty(0, object)
    if found.dtype.kind not in "biuf" or not (found.size or empty):
        raise ValueError(must_be(f"{name} must be {what}", values))
    pairs = zip(found.shape, shape, strict=False)
    if found.ndim != len(shape) or any(size not in (None, has) for has, size in pairs):
        raise ValueError(f"{name} must be {what}, but its shape is {found.shape}.")
    found = found.astype(float)
    for value in found[~fits(found)]:
        raise ValueError(f"{name} must be {what}, but one is {value:g}.")
    return found


def gaps(fits=small):
    """Return a `fits` for `array` that takes nan, which leaves a gap in a picture, too."""
    return lambda x: np.isnan(x) | fits(x)


WITH_GAPS = {"fits": gaps(), "allowed": "numbers below 1e100 or nan"}


def labels(name, words, number, needed=False):
    """Return `words` as so many strings, or None for none unless they are needed."""
    if words is None and not needed:
        return None
    listed = list(words) if np.iterable(words) and hasattr(words, "__getitem__") else [None]
    known = all(isinstance(word, (str, numbers.Real)) for word in listed)
    if isinstance(words, dict) or len(listed) != number or not known:
        allowed = f"{name} must be a list of {number} words"
        raise ValueError(must_be(allowed, words))
    return [str(word) for word in listed]


def columns(name, groups, *shape, alike=False, **options):
    """Return {string: numbers} as `array` reads them, if alike with as many in each."""
    if not isinstance(groups, dict) or not groups:
        raise TypeError(must_be(f"{name} must be a dict of one or more lists", groups))
    found, shape = {}, shape or (None,)
    for key, values in groups.items():
        found[str(key)] = column = array(f"{name}[{key!r}]", values, *shape, **options)
        shape = column.shape if alike else shape
    return found


def axes(ax, style=None):
    """Return the axes; TypeError if they are none. With a style, None is a new figure."""
    if ax is None and style:
        with plt.style.context(style):
            return plt.subplots()[1]
    if not isinstance(ax, Axes):
        allowed = "matplotlib axes or None" if style else "matplotlib axes"
        raise TypeError(must_be(f"ax must be {allowed}", ax))
    return ax


def function(name, value, optional=False):
    """Return a function, or None if it is optional; TypeError if it is anything else."""
    if not callable(value) and not (optional and value is None):
        allowed = "None or a function" if optional else "a function"
        raise TypeError(must_be(f"{name} must be {allowed}", value))
    return value


def boolean(name, mask, *shape):
    """Return `mask` as a boolean array of this shape; ValueError if it is anything else."""
    found = array(name, mask, *shape, allowed="True or False")
    if np.asarray(mask).dtype != bool:
        raise ValueError(must_be(f"{name} must be True or False everywhere", mask))
    return found.astype(bool)

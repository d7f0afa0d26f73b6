"""What functions ask of arguments that a learner may change, before any work begins.

A refusal is one sentence: what the argument must be, and what it was: "...; got ...".
"""

import numbers
import sys
import warnings

import numpy as np

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


def check_matrix(matrix, mask=None, dtype="float64"):
    """Return whatever NumPy reads as a matrix of real numbers as an array.

    Parameters
    ----------
    matrix : array_like
        Of shape [rows, columns], such as lists, whole numbers or a data frame.
    mask : array_like of bool, optional
        Of the same shape, True where an entry is observed.
    dtype : str
        The type of the array.

    Returns
    -------
    array
        Of shape [rows, columns] and this type; zero where an entry is not observed.

    Raises
    ------
    TypeError, ValueError
        If either is anything else, or an observed entry is not finite.

    Examples
    --------
    >>> check_matrix([[1, 2], [3, 4]]).tolist()
    [[1.0, 2.0], [3.0, 4.0]]
    """
    array = _as_array("matrix", matrix)
    if array.ndim != 2 or array.size == 0:
        raise ValueError(
            "matrix must have two dimensions and at least one entry; got the shape "
            f"{array.shape}."
        )
    if array.dtype.kind not in "biuf":
        for entry in array.flat:
            if not isinstance(entry, numbers.Real):
                raise TypeError(
                    f"every entry of matrix must be a real number; got {short_repr(entry)}."
                )
    if mask is not None:
        array = np.where(_checked_mask(mask, array.shape), array, 0)
    array = array.astype(dtype)
    with np.errstate(over="ignore"):  # training needs the squares of the entries
        unknown = np.argwhere(~np.isfinite(array**2))
    if len(unknown) > 0:
        row, column = unknown[0]
        raise ValueError(
            f"matrix must be finite in {dtype} where it is observed; got {len(unknown)} "
            f"entries that are NaN or too large, the first in row {row}, column {column} "
            "(counted from 0); if unknown, pass mask=np.isfinite(matrix)."
        )
    return array


def _checked_mask(mask, shape):
    """Return which entries of a matrix of this shape are observed."""
    observed = _as_array("mask", mask)
    if observed.dtype != bool:
        raise TypeError(
            f"mask must be boolean, True where observed; got the type {observed.dtype}."
        )
    if observed.shape != shape:
        raise ValueError(f"mask must have the shape {shape}; got {observed.shape}.")
    if not observed.any():
        raise ValueError("mask must observe at least one entry; got False everywhere.")
    return observed


def _as_array(name, table):
    try:
        return np.asarray(table)
    except ValueError:
        raise ValueError(
            f"{name} must have rows of equal length; got {short_repr(table)}."
        ) from None

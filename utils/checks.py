"""What functions ask of arguments that a learner may change, before any work begins.

A refusal is one sentence: what the argument must be, and what it was: "...; got ...".
"""

import contextlib
import numbers
import sys
import warnings
from collections.abc import KeysView, ValuesView
from decimal import Decimal

import numpy as np
import pandas as pd

SEEDS = (0, 2**32 - 1)  # what NumPy's frozen generator takes
QUANTITIES = (("units", "magnitude"), ("unit", "value"), ("units", "value"))
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
    _refuse_containers("matrix", matrix)
    matrix = _with_masks(matrix)
    observed = None if mask is None else _check_mask(mask, matrix)
    array = check_table("matrix", matrix, observed)
    if np.ma.is_masked(matrix):
        known = ~np.ma.getmaskarray(matrix)
        observed = known if observed is None else observed & known
    if observed is not None:
        if not observed.any():
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


def check_table(name, table, observed=None):
    """Return numbers in rows and columns, of which some may be unknown, as an array.

    Parameters
    ----------
    name : str
        What the refusal calls it.
    table : array_like
    observed : array of bool, optional
        Where an entry must be a number, or unknown.

    Returns
    -------
    array
        Of shape [rows, columns], in float64, with nan where an entry is unknown.

    Raises
    ------
    TypeError, ValueError
        If it is anything else.

    Examples
    --------
    >>> check_table("table", [[1, None], [3, 4]]).tolist()
    [[1.0, nan], [3.0, 4.0]]
    """
    array = read_array(name, table, observed)
    if array.ndim != 2 or array.size == 0:
        raise ValueError(
            f"{name} must have two dimensions and at least one entry; got the shape "
            f"{array.shape}."
        )
    return array


def read_array(name, values, observed=None):
    """Return whatever holds real numbers as an array of floats.

    This is the one way in which the series reads the arrays that people bring. What an
    array says of itself is heard: masked entries are unknown, and units, sparse storage and
    durations are not dropped in silence, but refused with the line that helps.

    Parameters
    ----------
    name : str
        What the refusal calls it.
    values : array_like
    observed : array of bool, optional
        Of the same shape; where it is False, a value may be anything.

    Returns
    -------
    array
        In float64, with nan where a value is unknown: masked, missing (None, NA) or nan.

    Raises
    ------
    TypeError, ValueError
        If it cannot be read as real numbers.

    Examples
    --------
    >>> read_array("vector", np.ma.masked_array([1, 2], [False, True]))
    array([ 1., nan])
    """
    _refuse_containers(name, values)
    values = _with_masks(values)
    if isinstance(values, np.ma.MaskedArray):
        known = ~np.ma.getmaskarray(values)
        observed = known if observed is None else known & observed
        return np.where(known, read_array(name, values.data, observed), np.nan)
    try:
        with warnings.catch_warnings():
            # NumPy warns of a masked number in a list, which becomes nan, as it should.
            warnings.simplefilter("ignore", UserWarning)
            array = np.asarray(values)
    except ValueError:
        raise ValueError(
            f"{name} must have rows of equal length; got {short_repr(values)}."
        ) from None
    except Exception as error:
        reason = " ".join(str(error).split())
        raise TypeError(
            f"{name} must be an array that NumPy can read; got a {type(values).__name__}: "
            f"{reason.rstrip('.')}."
        ) from None
    if array.ndim == 0 and array.dtype == object and not _is_number(array[()]):
        raise TypeError(
            f"{name} must be an array or a list of rows; got a {type(values).__name__}."
        )
    if array.dtype.kind in "biuf":
        return array.astype(float)
    if array.dtype.names:
        raise TypeError(
            f"{name} must have one type in all its columns; got the fields "
            f"{', '.join(array.dtype.names)}: pass pandas.DataFrame({name})."
        )
    if array.dtype.kind == "m":
        unit = np.datetime_data(array.dtype)[0]
        raise TypeError(
            f"every entry of {name} must be a real number; got durations: divide them by "
            f"numpy.timedelta64(1, {unit!r})."
        )
    if array.dtype.kind == "V":  # such as bfloat16
        with contextlib.suppress(TypeError, ValueError):
            return array.astype(float)
    floats = np.zeros(array.shape)
    for place, entry in np.ndenumerate(array):
        if observed is None or observed.shape != array.shape or observed[place]:
            floats[place] = _as_float(name, entry, place, values)
    return floats


def _with_masks(values):
    """Return a list of masked arrays as one masked array, and all else as it is."""
    if isinstance(values, (list, tuple)):
        if any(isinstance(row, np.ma.MaskedArray) for row in values):
            with contextlib.suppress(ValueError):  # rows of unequal length
                return np.ma.stack(values)
    return values


def _refuse_containers(name, values):
    """Refuse what NumPy would read without what it says of itself, or not at all."""
    kind = type(values).__name__
    unit = _unit_of(values)
    if unit:
        bare = "magnitude" if hasattr(values, "magnitude") else "value"
        raise TypeError(
            f"{name} must be numbers without units; got numbers in {unit}: pass "
            f"{name}.{bare}."
        )
    is_sparse = hasattr(values, "toarray") or hasattr(values, "todense")
    if is_sparse or getattr(values, "is_sparse", False) or kind == "SparseTensor":
        dense = f"{name}.toarray()"
        if not hasattr(values, "toarray"):
            dense = f"{name}.todense()" if is_sparse else f"{name}.to_dense()"
        if kind == "SparseTensor":
            dense = f"tf.sparse.to_dense({name})"
        raise TypeError(
            f"{name} must have all its entries; got a sparse {kind}: pass {dense}, in "
            "which entries that are not stored are zeros."
        )
    if isinstance(values, dict):
        raise TypeError(
            f"{name} must be an array or a list of rows; got a dict: pass "
            f"pandas.DataFrame({name})."
        )
    if isinstance(values, (set, frozenset)):
        raise TypeError(
            f"{name} must be an array or a list of rows; got a {kind}, which has no order."
        )
    if isinstance(values, (KeysView, ValuesView)) or hasattr(values, "__next__"):
        raise TypeError(
            f"{name} must be an array or a list of rows; got a {kind}: pass list({name})."
        )
    if isinstance(values, (list, tuple)):
        for row in values:
            if not isinstance(row, (list, tuple, dict)):
                _refuse_containers(f"every row of {name}", row)


def _unit_of(values):
    """Return the unit of a quantity, such as one of pint or astropy, or "" for a number."""
    if hasattr(values, "iloc"):  # the columns of a data frame may have any names
        return ""
    for unit_name, number_name in QUANTITIES:
        if hasattr(values, unit_name) and hasattr(values, number_name):
            unit = str(getattr(values, unit_name))
            return "" if unit == "dimensionless" else unit
    return ""


def _is_number(entry):
    """Return whether an entry of an array of objects is a real number, or unknown."""
    if entry is None or entry is pd.NA or entry is np.ma.masked:
        return True
    if isinstance(entry, (numbers.Real, Decimal, np.bool_)):
        return not isinstance(entry, np.timedelta64)  # which NumPy counts as whole numbers
    return getattr(entry, "shape", None) == () and getattr(
        getattr(entry, "dtype", None), "kind", ""
    ) in tuple("biuf")


def _as_float(name, entry, place, values):
    """Return an entry of an array of objects as a float, or refuse it with its place."""
    if entry is None or entry is pd.NA or entry is np.ma.masked:
        return np.nan
    if _is_number(entry) and not _unit_of(entry):
        with contextlib.suppress(OverflowError):
            return float(entry)
        return np.inf if entry > 0 else -np.inf
    if isinstance(entry, (list, tuple, np.ndarray)) and np.ndim(entry) > 0:
        raise ValueError(
            f"{name} must have rows of equal length; got {short_repr(values)}."
        )
    where = ""
    if len(place) == 2:
        where = f" in row {place[0]}, column {place[1]} (counted from 0)"
        if hasattr(values, "columns") and hasattr(values, "set_index"):
            where = f" in the column {values.columns[place[1]]!r} of the data frame"
            if isinstance(entry, str):
                where += "; words belong into its index, by set_index"
    unit = _unit_of(entry)
    if unit:
        raise TypeError(
            f"every entry of {name} must be a number without a unit; got one in "
            f"{unit}{where}."
        )
    if isinstance(entry, (np.str_, np.bytes_, np.complexfloating)):
        entry = entry.item()  # without the name of NumPy's type
    raise TypeError(
        f"every entry of {name} must be a real number; got {short_repr(entry)}{where}."
    )


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
    _refuse_containers("mask", mask)
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

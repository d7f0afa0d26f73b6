"""How arrays of other libraries are read, with their masks and units, or refused.

A refusal is one sentence: what the argument must be, what it was, and what to pass instead.
"""

import contextlib
import datetime
import numbers
import re
import warnings
from collections.abc import KeysView, ValuesView
from decimal import Decimal

import numpy as np
import pandas as pd

# What pint, astropy and unyt call the unit of a quantity, and its bare number.
QUANTITIES = (("units", "magnitude"), ("unit", "value"), ("units", "value"))


def short_repr(value):
    """Return a value on one line, cut if it is long.

    Examples
    --------
    >>> short_repr("a b")
    "'a b'"
    """
    text = " ".join(repr(value).split())
    return text if len(text) <= 80 else f"{text[:77]}..."


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
    refuse_containers(name, values)
    values = with_masks(values)
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
            f"{name} must be an array or a list of rows; got the type "
            f"{type(values).__name__}."
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


def with_masks(values):
    """Return a list of masked arrays as one masked array, and all else as it is.

    Parameters
    ----------
    values : object

    Returns
    -------
    object

    Examples
    --------
    >>> with_masks([np.ma.masked_array([1, 2], [False, True])])
    masked_array(data=[[1, --]],
                 mask=[[False,  True]],
           fill_value=999999)
    """
    if isinstance(values, (list, tuple)):
        if any(isinstance(row, np.ma.MaskedArray) for row in values):
            with contextlib.suppress(ValueError):  # rows of unequal length
                return np.ma.stack(values)
    return values


def refuse_containers(name, values, variable=None):
    """Refuse containers that NumPy would read wrongly, or not at all.

    Parameters
    ----------
    name : str
        What the refusal calls it.
    values : object
    variable : str, optional
        What the line that helps calls it, by default the same.

    Raises
    ------
    TypeError
        If it is a quantity, sparse, or no sequence.
    """
    variable = variable or name
    kind = type(values).__name__
    unit = _unit_of(values)
    if unit:
        bare = "magnitude" if hasattr(values, "magnitude") else "value"
        raise TypeError(
            f"{name} must be numbers without units; got numbers in {unit}: pass "
            f"{variable}.{bare}."
        )
    is_sparse = hasattr(values, "toarray") or hasattr(values, "todense")
    if is_sparse or getattr(values, "is_sparse", False) or kind == "SparseTensor":
        dense = f"{variable}.toarray()"
        if not hasattr(values, "toarray"):
            dense = f"{variable}.todense()" if is_sparse else f"{variable}.to_dense()"
        if kind == "SparseTensor":
            dense = f"tf.sparse.to_dense({variable})"
        raise TypeError(
            f"{name} must have all its entries; got a sparse {kind}: pass {dense}, in "
            "which entries that are not stored are zeros."
        )
    if isinstance(values, dict):
        raise TypeError(
            f"{name} must be an array or a list of rows; got a dict: pass "
            f"pandas.DataFrame({variable})."
        )
    if isinstance(values, (set, frozenset)):
        raise TypeError(
            f"{name} must be an array or a list of rows; got a {kind}, which has no order."
        )
    if isinstance(values, (KeysView, ValuesView)) or hasattr(values, "__next__"):
        raise TypeError(
            f"{name} must be an array or a list of rows; got a {kind}: pass "
            f"list({variable})."
        )
    if isinstance(values, (list, tuple)):
        if any(isinstance(row, dict) for row in values):
            raise TypeError(
                f"{name} must be an array or a list of rows; got a list of dicts: pass "
                f"pandas.DataFrame({variable})."
            )
        for row in values:
            if not isinstance(row, (list, tuple, dict)):
                refuse_containers(f"every row of {name}", row, "row")


def _unit_of(values):
    """Return the unit of a quantity, such as one of pint or astropy, or "" for a number."""
    # The columns of a data frame may have any names, and times have units of another kind.
    if hasattr(values, "iloc") or isinstance(values, (datetime.timedelta, datetime.date)):
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
            if isinstance(entry, str) and re.search(r"\d", entry):
                where += "; pandas.to_numeric turns text into numbers"
            elif isinstance(entry, str):
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

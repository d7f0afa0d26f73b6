"""What a page without Python needs to know of an explorer, as plain lists and numbers."""

import base64

import ipywidgets
import numpy as np

ONE_BYTE, TWO_BYTES = 2**8 - 1, 2**16 - 1  # the largest whole numbers in so many bytes
DIGITS = 6  # about as many as single precision carries


def plain(values, digits=None):
    """Return an array as nested lists that JSON can hold.

    Parameters
    ----------
    values : array_like
        Numbers of any shape.
    digits : int, optional
        How many significant digits are kept. Without it, all of them are.

    Returns
    -------
    list
        With None in place of nan.

    Examples
    --------
    >>> plain([[1.23456789, float("nan")]], digits=3)
    [[1.23, None]]
    """
    values = np.asarray(values, float)
    if values.ndim:
        return [plain(row, digits) for row in values]
    if np.isnan(values):
        return None
    number = float(values)
    return number if digits is None else float(f"{number:.{digits}g}")


def packed(values, lowest, highest, largest=TWO_BYTES):
    """Return many numbers as a short text, with one or two bytes for each of them.

    Parameters
    ----------
    values : array_like
        The numbers, of any shape.
    lowest, highest : float
        What the whole numbers 0 and `largest` stand for; all numbers lie between.
    largest : int
        ONE_BYTE or TWO_BYTES.

    Returns
    -------
    str
        The whole numbers, the lower byte first, in base64.

    Examples
    --------
    >>> packed([0, 0.5, 1], lowest=0, highest=1)
    'AAAAgP//'
    """
    fractions = (np.asarray(values, float) - lowest) / ((highest - lowest) or 1.0)
    whole = np.round(largest * fractions).astype("u1" if largest == ONE_BYTE else "<u2")
    return base64.b64encode(whole.tobytes()).decode()


def describe_controls(controls):
    """Return the controls of an explorer as plain lists.

    Parameters
    ----------
    controls : dict of {str: ipywidgets control}
        The controls, as an explorer has them.

    Returns
    -------
    list of dict
        For each control its name, what is written beside it, and its value. One with
        options has these as well, and what is shown for each of them.

    Examples
    --------
    >>> from utils.explorers import slider
    >>> describe_controls({"seed": slider("seed", [0, 1])})[0]["shown"]
    ['0', '1']
    """
    described = []
    for name, control in controls.items():
        label = getattr(control, "description", name)  # a table has none
        line = {"name": name, "label": label, "value": control.value}
        if isinstance(control, ipywidgets.SelectionSlider):
            line["shown"], line["options"] = _options(control)
        described.append(line)
    return described


def _options(control):
    """Return what a slider shows, and the values that stand for this."""
    pairs = [
        option if isinstance(option, tuple) else (str(option), option)
        for option in control.options
    ]
    shown, values = zip(*pairs, strict=True)
    return list(shown), list(values)

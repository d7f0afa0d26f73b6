"""Claims print a sentence with its truth, and take nothing but truth values."""

from utils import claim

import numpy as np
import pandas as pd
import pytest
import tensorflow as tf


@pytest.mark.parametrize("holds", [True, np.True_, np.array([True, True]), [True, True]])
def test_what_holds_is_ticked(holds, capsys):
    claim("it is so", holds)
    assert capsys.readouterr().out == "✓ it is so\n"


@pytest.mark.parametrize("holds", [False, np.False_, np.array([True, False])])
def test_what_does_not_hold_is_crossed(holds, capsys):
    claim("it is so", holds)
    assert capsys.readouterr().out == "✗ it is so (this does not hold with your changes)\n"


@pytest.mark.parametrize(
    "holds",
    [
        pd.Series([True, True]),
        pd.Series([True, True], dtype="boolean"),
        pd.DataFrame({"a": [1, 2]}) > 0,
        tf.constant([1, 2]) > 0,
        np.ma.masked_array([True, True], mask=[False, False]),
        (True, np.True_),
    ],
)
def test_arrays_of_truth_values_come_from_many_libraries(holds, capsys):
    claim("it is so", holds)
    assert capsys.readouterr().out == "✓ it is so\n"


@pytest.mark.parametrize(
    "holds",
    [
        *[1, 0.5, "yes", "False", b"", None, np.nan, [1, 0], lambda: True, ..., {True}],
        *[[True, 1], [True, None], [[True], [True, False]], {"a": True}, object()],
        (x > 0 for x in [1, 2]),
        pd.NA,
        pd.Series([True, pd.NA], dtype="boolean"),
        np.array(["True"]),
        np.ma.masked_array([True, False], mask=[False, True]),
        np.ma.masked,
        np.array([1.0, 2.0]),
    ],
)
def test_what_is_no_truth_value_is_refused(holds, capsys):
    with pytest.raises(TypeError, match="needs a truth value") as refused:
        claim("it is so", holds)
    assert "\n" not in str(refused.value)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("holds", [[], np.array([], bool), np.zeros((0, 3)) > 0])
def test_nothing_at_all_proves_no_claim(holds, capsys):
    with pytest.raises(TypeError, match="needs .* truth value"):
        claim("all of them are small", holds)
    assert capsys.readouterr().out == ""

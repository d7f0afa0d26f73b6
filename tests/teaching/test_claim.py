"""Claims print a sentence with its truth, and take nothing but truth values."""

from utils import claim

import numpy as np
import pytest


@pytest.mark.parametrize("holds", [True, np.True_, np.array([True, True]), [True, True]])
def test_what_holds_is_ticked(holds, capsys):
    claim("it is so", holds)
    assert capsys.readouterr().out == "✓ it is so\n"


@pytest.mark.parametrize("holds", [False, np.False_, np.array([True, False])])
def test_what_does_not_hold_is_crossed(holds, capsys):
    claim("it is so", holds)
    assert capsys.readouterr().out == "✗ it is so (this does not hold with your changes)\n"


@pytest.mark.parametrize("holds", [1, 0.5, "yes", None, np.nan, [1, 0], lambda: True])
def test_what_is_no_truth_value_is_refused(holds, capsys):
    with pytest.raises(TypeError, match="needs a truth value"):
        claim("it is so", holds)
    assert capsys.readouterr().out == ""

"""Claims print a sentence with its truth, whatever they are given."""

from utils import claim

import numpy as np
import pytest

WRONG = "not with what you changed"


@pytest.mark.parametrize(
    "holds", [True, np.True_, np.array([True, True]), lambda: True, 1, lambda: np.ones(3)]
)
def test_what_holds_is_ticked(holds, capsys):
    assert claim("it is so", holds) is None
    assert capsys.readouterr().out == "✓ it is so\n"


@pytest.mark.parametrize(
    "holds",
    [False, np.False_, np.array([True, False]), lambda: False, 0, None, lambda: None],
)
def test_what_does_not_hold_is_crossed(holds, capsys):
    claim("it is so", holds)
    assert capsys.readouterr().out == f"✗ it is so: {WRONG}\n"


def test_the_number_in_the_sentence_is_the_number_that_is_tested(capsys):
    seen = []
    claim("all {} are below {:g}", lambda *numbers: seen.append(numbers) or True, 5, 1e-6)
    assert seen == [(5, 1e-6)]
    assert capsys.readouterr().out == "✓ all 5 are below 1e-06\n"


@pytest.mark.parametrize(
    "fails, reason",
    [
        (lambda: [][3], "(IndexError: list index out of range)"),
        (lambda: 1 / 0, "(ZeroDivisionError: division by zero)"),
        (lambda: np.zeros(2) @ np.zeros(3), "(ValueError: "),
        (lambda argument: True, "(TypeError: "),
    ],
)
def test_a_failure_is_said_in_one_line_and_never_raised(fails, reason, capsys):
    claim("it is so", fails)
    printed = capsys.readouterr().out
    assert printed.startswith(f"✗ it is so: {WRONG} {reason}") and printed.count("\n") == 1


def test_a_sentence_that_misses_a_number_is_crossed(capsys):
    claim("{} of {}", True, 3)
    assert capsys.readouterr().out.startswith(
        "✗ {} of {}: not with what you changed (Index"
    )

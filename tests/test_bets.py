"""Bets: each answer is right for some finding, and each reason fits on a line."""

from utils.bets import BETS, Bet

import numpy as np
import pytest

# A bet, what was found, and the answer that is right then.
CASES = [
    # 1_Experiments
    ("beside a saddle", (np.full(400, 2.0),), "stays"),
    ("beside a saddle", (np.repeat([2.0, 1], 400),), "waits, then rolls down"),
    ("beside a saddle", (np.repeat([2.0, 1], [5, 400]),), "rolls down at once"),
    ("where A reaches 0", ((4, 8), np.array([4, 5])), "A: at its shorter side, no earlier"),
    ("where A reaches 0", ((4, 8), np.array([2, 4])), "A: with fewer weights than entries"),
    ("where A reaches 0", ((4, 8), np.array([3, 4])), "A: once weights are as many"),
    ("closest to the clean table", (5, 3), "beyond the inner dimension"),
    ("closest to the clean table", (3, 3), "at the inner dimension"),
    ("closest to the clean table", (2, 3), "before it"),
    # A_Optimizers
    ("the limit", (1.5,), "smaller"),
    ("the limit", (38.0,), "larger"),
    ("the limit", (2.0,), "equal"),
    ("under the fall", (np.array([0.2, 0.5, 1.0]),), "below its limit"),
    ("under the fall", (np.array([0.5, 1.0, 1.2]),), "at its limit"),
    ("under the fall", (np.array([0.5, 1.2, 1.5]),), "above its limit"),
    ("constant rates", ("Adam",), "Adam first"),
    ("constant rates", ("RMSprop",), "RMSprop first"),
    ("constant rates", ("momentum",), "momentum first"),
    ("constant rates", ("gradient descent",), "gradient descent first"),
]


@pytest.mark.parametrize("bet, found, answer", CASES)
def test_what_was_found_decides(bet, found, answer, capsys):
    Bet(bet).settle(*found)
    assert capsys.readouterr().out == f"Found: {answer}.\n"


def test_each_answer_is_right_for_some_finding():
    reached = [(bet, answer) for bet, _, answer in CASES]
    cases = {bet for bet, _ in reached}
    assert sorted(reached) == sorted((bet, a) for bet in cases for a in BETS[bet])


def test_each_reason_fits_on_a_line():
    reasons = [reason for answers in BETS.values() for _, reason in answers.values()]
    assert max(map(len, reasons)) <= 90

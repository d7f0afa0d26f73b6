"""Bets: each answer is right for some finding, and each reason fits on a line."""

from utils.bets import BETS, Bet

import numpy as np
import pytest

# A bet, what was found, and the answer that is right then.
CASES = [
    # 0_Problem
    ("the curve", ([3, 2, 1, 1],), "falls, then stays level"),
    ("the curve", ([3, 1, 1, 0.01],), "falls to the end"),
    ("the curve", ([3, 1, 0, 1],), "falls, then jumps up again"),
    ("another start", (np.eye(2), np.eye(2)), "the same"),
    ("another start", (np.eye(2), -np.eye(2)), "the same but for signs"),
    ("another start", (np.eye(2), 1 - np.eye(2)), "others"),
    ("the cosines", (np.array([0.95, 1]),), "all above 0.9"),
    ("the cosines", (np.array([0.2, 1]),), "between 0 and 1"),
    ("the cosines", (np.array([-0.2, 1]),), "on both sides of 0"),
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
    # 2_DeepLinear
    (
        "stuck or late",
        [np.array([True, False, False]), np.array([True] * 3)],
        "mostly late",
    ),
    ("stuck or late", [np.array([True, False, False]), np.eye(3)[0]], "mostly stuck"),
    ("one by one", [[0.0, 0.1, 0.0]], "always together"),
    ("one by one", [[1.0, 0.9, 1.0]], "always in turn"),
    ("one by one", [[0.0, 1.0, 1.0]], "it depends on the depth"),
    ("of the 20", [np.array([False, False])], "none"),
    ("of the 20", [np.array([False, True])], "some"),
    ("of the 20", [np.array([True, True])], "all"),
    # 3_WordVectors
    ("few numbers", ([0.5, 0.8], 0.7), "better"),
    ("few numbers", ([0.5, 0.69], 0.7), "about as good"),
    ("few numbers", ([0.5, 0.6], 0.7), "worse"),
    ("this is to that", (0.6, 0.6), "most"),
    ("this is to that", (0.4, 0.2), "at most half, but far ahead of the nearest word"),
    ("this is to that", (0.2, 0.15), "at most half, not far ahead of the nearest word"),
    ("the mask", (0.8, 0.7), "better"),
    ("the mask", (0.3, 0.7), "worse"),
    ("the mask", (0.7, 0.7), "about the same"),
    # 4_YourClass
    ("additive effects", [1.0, 0.9], "better"),
    ("additive effects", [0.9, 1.0], "worse"),
    ("additive effects", [1.0, 1.0], "neither"),
    ("the best size", [np.array([0.7, 0.8, 0.9])], "the smallest"),
    ("the best size", [np.array([0.9, 0.8, 0.7])], "the largest"),
    ("the best size", [np.array([0.9, 0.7, 0.8])], "one in between"),
    ("the lowest end", [1], "1 matrix"),
    ("the lowest end", [2], "2 matrices"),
    ("the lowest end", [3], "3 matrices"),
    ("the lowest end", [4], "4 matrices"),
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
    assert capsys.readouterr().out == f"Your bet: none\nFound: {answer}\n"


def test_each_answer_is_right_for_some_finding():
    reached = sorted((bet, answer) for bet, _, answer in CASES)
    assert reached == sorted((bet, answer) for bet in BETS for answer in BETS[bet])


def test_each_reason_fits_on_a_line():
    reasons = [reason for answers in BETS.values() for _, reason in answers.values()]
    assert max(map(len, reasons)) <= 90


def test_a_bet_is_known_by_its_name():
    with pytest.raises(ValueError, match="^name must be one of .*, but it is 'the moon'.$"):
        Bet("the moon")

"""Each answer of each bet is right for something that may be found."""

from utils.bets import BETS, Bet

import numpy as np
import pytest

FOUND = [
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
]
TESTED = {bet for bet, _, _ in FOUND}


@pytest.mark.parametrize("bet, found, answer", FOUND)
def test_what_was_found_says_which_answer_is_right(bet, found, answer, capsys):
    Bet(bet).settle(*found)
    assert capsys.readouterr().out == f"Found: {answer}.\n"


@pytest.mark.parametrize("bet", sorted(TESTED))
def test_every_answer_may_be_the_right_one_and_its_reason_is_short(bet):
    assert {answer for name, _, answer in FOUND if name == bet} == set(BETS[bet])
    assert all(len(reason) <= 90 for _, reason in BETS[bet].values())

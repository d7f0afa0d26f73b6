"""Each answer of each bet is right for some finding."""

from utils.bets import Bet

import pytest

CASES = [
    # 0_Problem
    # 1_Experiments
    # 2_DeepLinear
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
    # A_Optimizers
]


@pytest.mark.parametrize(("bet", "found", "answer"), CASES)
def test_an_answer_is_right_for_what_was_found(bet, found, answer, capsys):
    Bet(bet).settle(*found)
    assert capsys.readouterr().out == f"Found: {answer}.\n"

"""The explorer of guesses shows each nickname its own held-out answers."""

from utils.data import ClassTable
from utils.explorers import GuessExplorer

import numpy as np
import pytest

from .conftest import drawn

NAMES = ["ant", "bee", "cat", "dog"]
RATINGS = np.array([[1.0, 2, 3], [4, 5, 1], [2, 2, 2], [1, 1, 1]])
HELD_OUT = np.eye(4, 3) > 0
GUESS = RATINGS + np.diag([1.0, 1, 2, 0])[:, :3]


@pytest.fixture
def explorer():
    table = ClassTable(RATINGS, NAMES, ["u", "v", "w"], [])
    return GuessExplorer(table, HELD_OUT, {"zero": 0 * GUESS, "last": GUESS})


def test_everyone_is_shown_their_own_answers_and_equal_errors_share_a_place(explorer):
    sentences = {}
    for name in NAMES:
        explorer.controls["nickname"].value = name
        sentences[name] = explorer.sentence
    assert sentences == {
        "ant": "ant: u 1, guessed 2.0. RMSE 1.00 by last, place 1 of 3.",
        "bee": "bee: v 5, guessed 6.0. RMSE 1.00 by last, place 1 of 3.",
        "cat": "cat: w 2, guessed 4.0. RMSE 2.00 by last, place 3 of 3.",
        "dog": "dog: none of the answers is held out.",
    }


def test_the_picture_shows_the_answer_and_every_guess(explorer):
    (ax,), sentence = drawn(explorer, {"nickname": "bee"})
    points = {line.get_label(): line.get_xdata().tolist() for line in ax.get_lines()}
    assert points == {"zero": [0], "last": [6], "answer": [5]}
    assert (ax.get_title(), ax.get_xlabel()) == ("bee", "rating")
    assert [text.get_text() for text in ax.get_yticklabels()] == ["v"]
    assert sentence.startswith("bee: ")


def test_anything_but_a_class_table_is_refused():
    with pytest.raises(TypeError, match="table must be a ClassTable; got ndarray"):
        GuessExplorer(RATINGS, HELD_OUT, {"last": GUESS})

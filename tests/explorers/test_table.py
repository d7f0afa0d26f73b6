"""The explorer of an own table trains on the cells as they are."""

import html
import re
from types import SimpleNamespace

from utils import optimal_rmse
from utils.data import read_cells
from utils.explorers import TableExplorer

import numpy as np
import pytest

from .conftest import COLUMNS, ROWS, M, drawn, move, numbers


def test_a_complete_table_meets_the_exact_optimum():
    explorer = TableExplorer(M, ROWS, COLUMNS, hidden_size=1)
    hidden_size, rmse, given, optimum = numbers(explorer.sentence)
    assert (hidden_size, given) == (1, 8)
    assert rmse == optimum
    assert rmse == pytest.approx(optimal_rmse(M, 1), rel=0.01)


def test_a_missing_entry_is_guessed_with_how_sure_the_guess_is():
    table = np.outer([1.0, 2.0, 3.0], [4.0, 5.0, 6.0])
    table[1, 2] = np.nan  # Rank 1 leaves no other number than 12.
    explorer = TableExplorer(table, list("abc"), list("xyz"), hidden_size=1)
    assert "of the 8 numbers given, in the best of 100 runs" in explorer.sentence
    guess = numbers(explorer.sentence.partition("b z")[2])
    assert guess == pytest.approx([12, 12, 12], rel=1e-3)
    (vectors, filled), _ = drawn(explorer)
    entries = [text.get_text() for text in filled.texts]
    assert (entries[4], entries[5]) == ("10.00", "12.00?")
    assert [text.get_text() for text in filled.get_yticklabels()] == list("abc")
    assert [text.get_text() for text in filled.get_xticklabels()] == list("xyz")
    move(explorer, hidden_size=2)  # Two numbers per word leave it open.
    _, lowest, highest = numbers(explorer.sentence.partition("b z")[2])
    assert highest - lowest > 1


def test_guesses_as_good_as_the_best_are_those_within_two_percent(monkeypatch):
    loss = np.repeat([1.0, 1.01, 1.5], [50, 20, 30])[None]
    history = SimpleNamespace(loss=loss)
    monkeypatch.setattr("utils.explorers.table.train", lambda *_, **__: history)
    explorer = TableExplorer([[1, 2], [3, np.nan]], "ab", "cd", hidden_size=1)
    assert "in brackets those of all 70 runs that are as good" in explorer.sentence


def test_only_the_rows_of_a_large_table_are_drawn_as_arrows():
    names = [f"r{row}" for row in range(13)], [f"c{column}" for column in range(12)]
    explorer = TableExplorer(np.ones((13, 12)), *names, hidden_size=1)
    (vectors, table), _ = drawn(explorer)
    assert [text.get_text() for text in vectors.texts] == names[0]
    assert not table.texts and table.get_title() == "the network's table"


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("x,a\nb,one\nc,2", "Row 'b', column 'a' must be a number, or empty .*got 'one'"),
        ("x,a\nb,inf\nc,2", "Row 'b', column 'a' must be a number, .*; got 'inf'"),
        ("x,a\nb,\nc,", "must hold at least one number, but all are blank"),
        ("x,a\nb,1", "2 rows and 1 column of numbers; got 1 and 1"),
        ("x\nb\nc", "got 2 and 0"),
        (" ", "got 0 and 0"),
    ],
)
def test_a_table_that_cannot_be_read_is_a_sentence_and_nothing_is_lost(text, sentence):
    explorer = TableExplorer(M, ROWS, COLUMNS)
    editor = explorer.controls["table"]
    before = explorer.sentence, explorer.picture.value, editor.value
    editor.pasted.value = text
    assert re.search(sentence, html.unescape(editor.note.value))
    assert editor.pasted.value == text
    assert (explorer.sentence, explorer.picture.value, editor.value) == before
    editor.value = read_cells(text)  # the same, typed cell by cell
    assert re.search(sentence, explorer.sentence)
    assert explorer.picture.value == before[1]


def test_a_table_is_trained_with_all_its_digits_though_few_are_shown():
    table = np.outer([1, 2, 3], [12345, 23456, 34567]) / 1e4  # of rank 1, exactly
    explorer = TableExplorer(table, list("abc"), list("xyz"), hidden_size=1)
    editor = explorer.controls["table"]
    assert editor.grid.children[5].value == "1.234" and editor.value[1][1] == "1.2345"
    assert numbers(explorer.sentence)[1:] == pytest.approx([0, 9, 0], abs=1e-5)
    editor.grid.children[5].value = "7"
    assert editor.value[1][1] == "7" and editor.value[2][1] == "2.469"

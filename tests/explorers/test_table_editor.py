"""The control for a table: cells to type into, a box to paste into, a file to upload."""

from utils.data import read_numbers
from utils.explorers import TableEditor

import numpy as np
import pytest

CONTENT = "\ufeffx;a\nc;0,5\nd;7\n".encode()


def test_cells_are_typed():
    editor = TableEditor([["", "run"], ["cat", "1"], ["dog", "2"]])
    assert [cell.placeholder for cell in editor.grid.children[2:4]] == ["word", "unknown"]
    editor.grid.children[3].value = "1,5"
    assert editor.value == (("", "run"), ("cat", "1,5"), ("dog", "2"))


def test_a_table_is_pasted():
    editor = TableEditor([["", "run"], ["cat", "1"], ["dog", "2"]])
    editor.pasted.value = "x\ta\tb\nc\t1\t\nd\t2\t3"
    assert editor.pasted.value == ""  # so that the same may be pasted again
    assert [cell.value for cell in editor.grid.children[4:6]] == ["1", ""]
    table, row_words, column_words = read_numbers(editor.value)
    np.testing.assert_array_equal(table, [[1, np.nan], [2, 3]])
    assert (row_words, column_words) == (["c", "d"], ["a", "b"])


def test_a_text_that_cannot_be_read_leaves_the_table():
    editor = TableEditor([["", "run"], ["cat", "1"], ["dog", "2"]])
    editor.pasted.value = 'x,a\nc,"1\nd,2'
    assert "Row 2 of the table must close the quotation mark" in editor.note.value
    assert editor.value[1] == ("cat", "1")


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"t.csv": {"content": CONTENT}}, id="ipywidgets 7"),
        pytest.param(({"content": memoryview(CONTENT)},), id="ipywidgets 8"),
    ],
)
def test_a_file_is_uploaded(files):
    editor = TableEditor([["", "run"], ["cat", "1"], ["dog", "2"]])
    editor._take_uploaded({"new": files})
    assert editor.value == (("x", "a"), ("c", "0,5"), ("d", "7"))


def test_a_large_table_is_trained_but_not_edited_cell_by_cell():
    editor = TableEditor([["", "a"], ["b", "1"], ["c", "2"]])
    lines = ["x" + "".join(f",c{column}" for column in range(20))]
    lines += [f"r{row}" + 20 * ",1" for row in range(20)]
    editor.pasted.value = "\n".join(lines)
    assert read_numbers(editor.value)[0].shape == (20, 20)
    assert not editor.grid.children
    assert "too many to edit" in editor.note.value

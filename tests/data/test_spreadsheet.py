"""Cells are read as spreadsheets write them, and what is no number is named."""

from utils.data import decoded, padded_rows, read_cells, read_numbers
from utils.data.spreadsheet import counts_the_rows, kind_of_column

import numpy as np
import pytest


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_bytes_are_read_in_any_code_that_spreadsheets_write(encoding):
    assert decoded("thé;1,5".encode(encoding)) == "thé;1,5"


def test_bytes_of_no_known_code_are_replaced():
    assert decoded(b"a\x81\xff") == "a\ufffd\u00ff"


@pytest.mark.parametrize("separator", ["\t", ";", ","])
def test_cells_are_parted_by_what_the_first_line_has_most_of(separator):
    text = f'{separator}"a b"{separator}c\n\n1{separator}2\n'
    assert read_cells(text) == (("", "a b", "c"), ("1", "2", ""))


def test_no_text_has_no_cells():
    assert read_cells("") == read_cells(" \n\n") == padded_rows([]) == ()


def test_numbers_have_points_or_commas_and_blanks_are_nan():
    cells = [["", "a", "b"], ["x", " 1.5", "-2"], ["y", "", "3,25"]]
    numbers, rows, columns = read_numbers(cells)
    np.testing.assert_array_equal(numbers, [[1.5, -2], [np.nan, 3.25]])
    assert (rows, columns) == (["x", "y"], ["a", "b"])


@pytest.mark.parametrize("text", ["many", "1e999", "1,2,3"])
def test_a_cell_that_is_no_number_is_named(text):
    cells = [["", "a", "b"], ["x", "1", "2"], ["y", "3", text]]
    with pytest.raises(ValueError, match=f"Row 'y', column 'b' must .* got '{text}'"):
        read_numbers(cells)


@pytest.mark.parametrize(
    "cells, found",
    [
        ([], "0 and 0"),
        ([[]], "0 and 0"),
        ([["", "a"], ["x", "1"]], "1 and 1"),
        ([[""], ["x"], ["y"]], "2 and 0"),
    ],
)
def test_a_table_too_small_is_refused(cells, found):
    with pytest.raises(ValueError, match=f"got {found}"):
        read_numbers(cells)


def test_a_table_of_blanks_is_refused():
    with pytest.raises(ValueError, match="all are blank"):
        read_numbers([["", "a"], ["x", ""], ["y", " "]])


def test_a_column_is_what_most_of_its_filled_cells_are():
    assert kind_of_column(["1", "+2,5", "late"]) == "numbers"
    assert kind_of_column(["1", "late"]) == "words"
    assert kind_of_column(["", ""]) == kind_of_column([]) == ""


def test_only_whole_numbers_that_rise_count_the_rows():
    assert counts_the_rows(["1", "2", "3", "5", "8", "13"])
    assert not counts_the_rows(["1", "2", "3", "4", "5"])  # ratings may rise by accident
    assert not counts_the_rows(["1", "2", "3", "5", "8", "8"])
    assert not counts_the_rows(["1", "2", "3", "5", "8", "x"])

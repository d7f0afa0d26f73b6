"""Cells are read as spreadsheets write them, and what is no number is named."""

from utils.data import padded_rows, read_cells, read_numbers
from utils.data.spreadsheet import decimal_sign

import numpy as np
import pytest


@pytest.mark.parametrize("separator", ["\t", ";", ","])
def test_cells_are_parted_by_what_the_first_line_has_most_of(separator):
    text = f'{separator}"a b"{separator}c\n\n1{separator}2\n'
    assert read_cells(text) == (("", "a b", "c"), ("1", "2", ""))


def test_no_text_has_no_cells():
    assert read_cells("") == read_cells(" \n\n") == padded_rows([]) == ()


def test_numbers_have_points_or_commas_and_blanks_are_nan():
    cells = [["", "a", "b"], ["x", " 1,5", "-2"], ["y", "", "3,25"]]
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


@pytest.mark.parametrize(
    "text, cells",
    [
        ('"a\nb",c\n1,2', (("a b", "c"), ("1", "2"))),
        ('w, "a, b", c\nx, 1, 2', (("w", "a, b", "c"), ("x", "1", "2"))),
        ('x;"a, b, c, d";e\ny;1;2', (("x", "a, b, c, d", "e"), ("y", "1", "2"))),
        ("a;b\n1,5;2,5\n1,2;3,4", (("a", "b"), ("1,5", "2,5"), ("1,2", "3,4"))),
        ("sep=;\na;b\n1;2", (("a", "b"), ("1", "2"))),
        ('"sep=|"\na|b\n1|2', (("a", "b"), ("1", "2"))),
        ("a\tb\t\n1\t2\t\n\t\t", (("a", "b"), ("1", "2"))),
        ("a,b\r1,2\r\n3", (("a", "b"), ("1", "2"), ("3", ""))),
        ("| a | b |\n|---|:-:|\n| 1 | 2 |", (("a", "b"), ("1", "2"))),
        ('size,5" nail\n1,2', (("size", '5" nail'), ("1", "2"))),
    ],
)
def test_cells_are_what_a_spreadsheet_would_show(text, cells):
    assert read_cells(text) == cells


def test_an_open_quotation_mark_is_told_with_its_row():
    text = 'a,b\n1,2\n3,"4\n5,6'
    with pytest.raises(
        ValueError, match="^Row 3 of the table must close the quotation mark"
    ):
        read_cells(text)


@pytest.mark.parametrize("numbers", ["1,5 2.5", "1.023,50 2", "1,023 987.5"])
def test_a_table_with_two_decimal_signs_is_refused(numbers):
    with pytest.raises(ValueError, match="must have one decimal sign throughout"):
        decimal_sign(numbers.split())


def test_the_header_of_r_begins_above_the_second_column():
    cells = read_cells("a b\nx 1 2\ny 3 4".replace(" ", "\t"))
    numbers, rows, columns = read_numbers(cells)
    assert (rows, columns) == (["x", "y"], ["a", "b"])
    assert numbers.tolist() == [[1, 2], [3, 4]]

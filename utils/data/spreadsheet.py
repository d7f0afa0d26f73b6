"""A table as cells of text: from a file's bytes, from what is pasted, and to numbers."""

import csv
import re

import numpy as np

from ..checks import must_be


def decoded(data):
    r"""Return a file's bytes as text, as spreadsheets write it: UTF-8 or, older, Windows'.

    data: bytes, of UTF-8 or UTF-16 with a mark at its beginning, else of Windows' code page
        for the West, 1252; what that does not know becomes U+FFFD.

    >>> decoded("caf\u00e9".encode()) == decoded("caf\u00e9".encode("cp1252"))
    True
    """
    try:
        marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        return data.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def read_cells(text):
    r"""Return the cells of a table that is written as text, a tuple of rows of text.

    Cells are parted by tabs, semicolons or commas, whichever the first line has most of.
    ValueError, in a sentence, if Python cannot part them.

    >>> read_cells("x;a\nb;1,5")
    (('x', 'a'), ('b', '1,5'))
    """
    if not isinstance(text, str):
        raise TypeError(must_be("text must be a string", text))
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return ()
    try:
        return even(list(csv.reader(lines, delimiter=max("\t;,", key=lines[0].count))))
    except csv.Error as error:  # a cell of 131 kB; before Python 3.11, a byte 0
        raise ValueError(f"The text must be a table, but {error}.") from None


def read_numbers(cells):
    """Return the numbers in cells, [rows, columns] with nan for blanks, and their words.

    ValueError, in a sentence that names the cell, if one is no number; or if there are less
    than two rows, no column or no number at all.

    >>> read_numbers([["", "a"], ["b", "1,5"], ["c", ""]])
    (array([[1.5],
           [nan]]), ['b', 'c'], ['a'])
    """
    cells = rows_of_text(cells)
    if len(cells) < 3 or len(cells[0]) < 2:
        rows, columns = max(len(cells) - 1, 0), max(len(cells[0]) - 1, 0) if cells else 0
        asked = (
            "a row of words above, a column of words at the left, and of numbers two rows"
        )
        has = f"{rows} and {columns}"
        raise ValueError(
            f"The table must have {asked} and a column at least, but has {has}."
        )
    row_words, column_words = [row[0] for row in cells[1:]], list(cells[0][1:])
    numbers = np.full((len(row_words), len(column_words)), np.nan)
    for (i, j), _ in np.ndenumerate(numbers):
        text = cells[i + 1][j + 1].strip()
        try:
            numbers[i, j] = float(text.replace(",", ".") or "nan")
        except ValueError:
            numbers[i, j] = np.inf
        if np.isinf(numbers[i, j]):
            where = f"Row {row_words[i]!r}, column {column_words[j]!r}: {text!r}"
            raise ValueError(f"{where} is no number; leave a cell empty if it is unknown.")
    if np.isnan(numbers).all():
        raise ValueError("The table must hold at least one number, but all are blank.")
    return numbers, row_words, column_words


def kind(texts):
    """Return what most of the filled cells hold: "numbers", "words", or "" if none is.

    >>> kind(["1,5", "", "2", "late"]), kind(["", ""])
    ('numbers', '')
    """
    filled = [text for text in texts if text]
    numbers = [re.fullmatch(r"[-+]?[0-9]*[.,]?[0-9]+", text) for text in filled]
    most = "numbers" if sum(map(bool, numbers)) > len(filled) / 2 else "words"
    return most if filled else ""


def count_the_rows(texts):
    """Return whether whole numbers rise: of over five rows no ratings from 1 to 5 do.

    >>> count_the_rows("2 3 4 7 8 9".split()), count_the_rows("2 3 4 4 5 5".split())
    (True, False)
    """
    numbers = [int(text) for text in texts if text.isdecimal()]
    return len(numbers) == len(texts) > 5 and numbers == sorted(set(numbers))


def rows_of_text(cells):
    """Return cells; TypeError if they are not rows of strings."""
    rows = [*cells] if np.iterable(cells) else [None]
    for cell in sum(([*row] if np.iterable(row) else [None] for row in rows), []):
        if not isinstance(cell, str):
            raise TypeError(must_be("cells must be rows of strings", cells))
    return rows


def even(rows):
    """Return rows of one length, filled up with empty cells."""
    longest = max(map(len, rows), default=0)
    return tuple(tuple([*row, *[""] * (longest - len(row))]) for row in rows)

"""A table as cells of text: from a file's bytes, from what is pasted, and to numbers."""

import csv
import re

import numpy as np

from ..checks import short_repr

BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")  # a file in UTF-16 begins with one of these
NUMBER = re.compile(r"[-+]?[0-9]*[.,]?[0-9]+")


def decoded(data):
    r"""Return the bytes of a file as text, in any code that spreadsheets write.

    Parameters
    ----------
    data : bytes
        The content of the file, in UTF-8, in UTF-16 with a byte order mark, or else in
        code page 1252 of older Windows. What that code page does not know becomes U+FFFD.

    Returns
    -------
    str
        The text.

    Examples
    --------
    >>> decoded("caf\u00e9".encode()) == decoded("caf\u00e9".encode("cp1252"))
    True
    """
    encoding = "utf-16" if data[:2] in BYTE_ORDER_MARKS else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def read_cells(text):
    r"""Return the cells of a table that is written as text.

    Parameters
    ----------
    text : str
        A line for each row. The cells are parted by tabs, semicolons or commas, whichever
        the first line has most of.

    Returns
    -------
    tuple of tuples of str
        The rows, all filled up to the same length with empty cells. Empty lines are left
        out.

    Raises
    ------
    TypeError, ValueError
        If `text` is no string, or Python's csv module cannot part the cells.

    Examples
    --------
    >>> read_cells("x;a\nb;1,5")
    (('x', 'a'), ('b', '1,5'))
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a string; got {short_repr(text)}.")
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return ()
    separator = max("\t;,", key=lines[0].count)
    try:
        return padded_rows(list(csv.reader(lines, delimiter=separator)))
    except csv.Error as error:  # a cell of 131 kB; before Python 3.11, a byte 0
        raise ValueError(f"The text cannot be read as a table: {error}.") from None


def read_numbers(cells):
    """Return the numbers in cells, and the words above them and at their left.

    Parameters
    ----------
    cells : sequence of sequences of str
        The rows, all of one length. The first row and the first column hold words.

    Returns
    -------
    numbers : numpy.ndarray
        The numbers, of shape (rows, columns), with nan for blanks. Both 1.5 and 1,5 are
        understood.
    row_words, column_words : list of str
        The words at the left and above.

    Raises
    ------
    ValueError
        If a cell holds something else, which the message names with its row and column; if
        there are less than two rows or one column of numbers; or if all are blank.

    Examples
    --------
    >>> read_numbers([["", "a"], ["b", "1,5"], ["c", ""]])
    (array([[1.5],
           [nan]]), ['b', 'c'], ['a'])
    """
    cells = [list(row) for row in cells]
    rows = max(len(cells) - 1, 0)
    columns = max(len(cells[0]) - 1, 0) if cells else 0
    if rows < 2 or columns < 1:
        raise ValueError(
            "The table must have words in its first row and its first column, and at least "
            f"2 rows and 1 column of numbers; got {rows} and {columns}."
        )
    row_words = [row[0] for row in cells[1:]]
    column_words = cells[0][1:]
    numbers = np.empty((rows, columns))
    for i in range(rows):
        for j in range(columns):
            text = cells[i + 1][j + 1].strip()
            number = _number(text)
            if number is None:
                raise ValueError(
                    f"Row {row_words[i]!r}, column {column_words[j]!r} must be a number, "
                    f"or empty if it is unknown; got {text!r}."
                )
            numbers[i, j] = number
    if np.isnan(numbers).all():
        raise ValueError("The table must hold at least one number, but all are blank.")
    return numbers, row_words, column_words


def kind_of_column(texts):
    """Return what most of the filled cells of a column hold.

    Parameters
    ----------
    texts : sequence of str
        The cells of the column.

    Returns
    -------
    {"numbers", "words", ""}
        "" if all cells are empty.

    Examples
    --------
    >>> kind_of_column(["1,5", "", "2", "late"])
    'numbers'
    """
    filled = [text for text in texts if text]
    if not filled:
        return ""
    numbers = [text for text in filled if NUMBER.fullmatch(text)]
    return "numbers" if len(numbers) > len(filled) / 2 else "words"


def counts_the_rows(texts):
    """Return whether a column only numbers the rows, such as the ID of a form's answers.

    Parameters
    ----------
    texts : sequence of str
        The cells of the column.

    Returns
    -------
    bool
        Whether there are more than five cells, all of them whole numbers, which rise from
        row to row. Ratings from 1 to 5 cannot do that.

    Examples
    --------
    >>> counts_the_rows("2 3 4 7 8 9".split()), counts_the_rows("2 3 4 4 5 5".split())
    (True, False)
    """
    if len(texts) <= 5 or not all(text.isdecimal() for text in texts):
        return False
    numbers = [int(text) for text in texts]
    return numbers == sorted(set(numbers))


def padded_rows(rows):
    """Return rows of one length, filled up with empty cells.

    Parameters
    ----------
    rows : sequence of sequences of str
        The rows, of any lengths.

    Returns
    -------
    tuple of tuples of str
        The rows, all as long as the longest.

    Examples
    --------
    >>> padded_rows([["a", "b"], ["c"]])
    (('a', 'b'), ('c', ''))
    """
    longest = max((len(row) for row in rows), default=0)
    padded = []
    for row in rows:
        missing = longest - len(row)
        padded.append((*row, *[""] * missing))
    return tuple(padded)


def _number(text):
    """Return the number that a cell holds, nan if it is empty, None if it is no number."""
    if not text:
        return np.nan
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return None if np.isinf(number) else number

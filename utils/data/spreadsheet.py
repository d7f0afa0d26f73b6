"""Tables as people write them: from text to cells, and from cells to numbers."""

import contextlib
import io
import re
import unicodedata
import warnings

import numpy as np
import pandas as pd

from ..checks import short_repr

SEPARATORS = ("\t", ";", ",", "|")
# What people and programs write for "no answer", in lower case.
BLANKS = {"", "na", "n/a", "#n/a", "nan", "null", "none", "<na>", "nil", "k.a.", "k. a."}
BLANKS |= {"-", "--", "\u2013", "\u2014", ".", "?", "n.a.", "s/o", "n/d"}
# With thousands separated, too, or with two signs of which one cannot be meant.
LIKE_NUMBER = re.compile(r"[-+]?[\d.,]*\d[\d.,]*(e[-+]?\d+)?", re.IGNORECASE)
NUMBER = re.compile(r"[-+]?(\d+[.,]?\d*|[.,]\d+)(e[-+]?\d+)?", re.IGNORECASE)


def read_cells(text):
    r"""Return the cells of a table that is written as text.

    pandas parses the text, so that quotation marks may hold separators and line breaks. Of
    tabs, semicolons, commas and vertical bars, the separator is one that parts the header,
    and the one that parts most rows into the most cells. Rows and columns without any text
    are left out, and so is a line like ``sep=;``, which is meant for spreadsheet programs.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of tuples of str
        The rows, all of the same length.

    Raises
    ------
    TypeError, ValueError
        If it is no text, or if a quotation mark is opened and never closed.

    Examples
    --------
    >>> read_cells('x;"a, b"\nc;1,5')
    (('x', 'a, b'), ('c', '1,5'))
    """
    if not isinstance(text, str):
        raise TypeError(f"A table must be written as text; got {short_repr(text)}.")
    text = text.replace("\0", "").lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    told = re.match(r'\s*"?sep=(.)"?[;,\s]*\n', text, re.IGNORECASE)
    if told:
        text = text[told.end() :]
    if not text.strip():
        return ()
    separator = told[1] if told else _separator_of(text)
    try:
        frame = _parsed(text, separator)
    except pd.errors.ParserError as error:
        raise ValueError(_open_quotation_mark(error)) from None
    cells = frame.map(_tidy).to_numpy()
    rules = [bool(re.fullmatch(r"[-:|+]{3,}", "".join(row))) for row in cells]
    cells = cells[~np.array(rules)]  # lines below the header of a table in Markdown
    filled = cells != ""
    cells = cells[filled.any(axis=1)][:, filled.any(axis=0)]
    return tuple(tuple(row) for row in cells)


def _parsed(text, separator, **options):
    """Return the table as a data frame of text, one row for each record."""
    # pandas has to know beforehand how many cells a row has at most. Odd quotation marks
    # may mislead us; then no row can have more than all separators part.
    for most in _most_cells(text, separator), text.count(separator) + 1:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            with contextlib.suppress(pd.errors.ParserWarning):
                frame = pd.read_csv(
                    io.StringIO(text),
                    sep=separator,
                    header=None,
                    names=range(most),
                    index_col=False,
                    dtype=object,
                    na_filter=False,
                    skipinitialspace=separator != "\t",
                    **options,
                ).fillna("")
                break
    return frame.loc[:, (frame != "").any()]


def _most_cells(text, separator):
    """Return a number of cells that no row exceeds, if quotation marks come in pairs."""
    most = separators = marks = 0
    for line in text.split("\n"):
        separators += line.count(separator)
        marks += line.count('"')
        if marks % 2 == 0:  # with an odd number, the record may go on in the next line
            most = max(most, separators)
            separators = marks = 0
    return max(most, separators) + 1


def _separator_of(text):
    """Return the separator of a table."""
    widths = {separator: _widths(text, separator) for separator in SEPARATORS}
    # The header is the first row that is parted. There may be titles above it.
    first_parted = {
        separator: next((k for k, width in enumerate(found) if width > 1), len(found) + 1)
        for separator, found in widths.items()
    }
    earliest = min(first_parted.values())
    candidates = [each for each in SEPARATORS if first_parted[each] == earliest]
    return max(candidates, key=lambda separator: _score(widths[separator]))


def _widths(text, separator):
    """Return how many cells each row has with this separator."""
    try:
        frame = _parsed(text, separator)
    except pd.errors.ParserError:  # an open quotation mark: count as if there were none
        frame = _parsed(text, separator, quoting=3)
    filled = frame.to_numpy() != ""
    widths = [np.flatnonzero(row).max(initial=-1) + 1 for row in filled]
    return [width for width in widths if width]


def _score(widths):
    """Return the largest number of cells times the rows that have it, over all widths."""
    return max(width * widths.count(width) for width in set(widths)) if widths else 0


def _open_quotation_mark(error):
    """Say in which row a quotation mark is opened that is never closed."""
    found = re.search(r"EOF inside string starting at row (\d+)", str(error))
    if not found:
        return f"The table cannot be read: {' '.join(str(error).split())}."
    return (
        f"Row {int(found[1]) + 1} of the table must close the quotation mark that it "
        "opens, since all rows below it would be lost; got none to the end of the text."
    )


def _tidy(cell):
    """Return a cell with single blanks in place of line breaks, and none at its ends."""
    return " ".join(cell.split())


def plain(cell):
    r"""Return a cell as a number would be typed on a keyboard.

    Full-width and other digits become plain ones, the typographic minus becomes "-", and
    signs that cannot be seen are dropped.

    Parameters
    ----------
    cell : str

    Returns
    -------
    str

    Examples
    --------
    >>> plain("\u22121,5\u200b")
    '-1,5'
    """
    text = unicodedata.normalize("NFKC", cell).replace("\u2212", "-")
    text = "".join(s for s in text if unicodedata.category(s) not in ("Cf", "Mn", "Me"))
    return "".join(
        str(unicodedata.decimal(s)) if s.isdecimal() else s for s in text
    ).strip()


def is_blank(cell):
    """Return whether a cell is empty, or holds a word for "no answer".

    Examples
    --------
    >>> is_blank(""), is_blank("N/A"), is_blank("0")
    (True, True, False)
    """
    return plain(cell).lower() in BLANKS


def looks_like_number(cell):
    """Return whether a cell holds a number, with either decimal sign.

    Examples
    --------
    >>> looks_like_number("1,5"), looks_like_number("1.023,50"), looks_like_number("late")
    (True, False, False)
    """
    return bool(NUMBER.fullmatch(plain(cell)))


def decimal_sign(cells):
    """Return the one decimal sign that the numbers of a table have.

    Parameters
    ----------
    cells : iterable of str
        Those cells of the table that may hold numbers.

    Returns
    -------
    {".", ","}

    Raises
    ------
    ValueError
        If some numbers have a point and others a comma, since one of the two must then
        separate thousands.

    Examples
    --------
    >>> decimal_sign(["1,5", "2", "late"])
    ','
    """
    numbers = [plain(cell) for cell in cells]
    numbers = [text for text in numbers if LIKE_NUMBER.fullmatch(text)]
    with_both = [text for text in numbers if "," in text and "." in text]
    with_comma = [text for text in numbers if "," in text]
    with_point = [text for text in numbers if "." in text]
    if with_comma and with_point:
        examples = with_both[:1] or [with_comma[0], with_point[0]]
        raise ValueError(
            "A table must have one decimal sign throughout, and nothing between thousands; "
            f"got {' and '.join(examples)}."
        )
    return "," if with_comma else "."


def number_in(cell, sign):
    """Return the number in a cell, nan for a blank, or None if it is no number.

    Parameters
    ----------
    cell : str
    sign : {".", ","}
        The decimal sign of the table.

    Returns
    -------
    float or None

    Examples
    --------
    >>> number_in("1,5", ","), number_in("NA", "."), number_in("late", ".")
    (1.5, nan, None)
    """
    if is_blank(cell):
        return np.nan
    text = plain(cell)
    if not NUMBER.fullmatch(text) or (sign == "." and "," in text):
        return None
    number = float(text.replace(",", "."))
    return number if np.isfinite(number) else None


def straight_header(header, rows):
    """Return a header that stands above the columns it names.

    Some programs, such as R, write no header above the names of the rows. Then all headers
    stand one cell too far to the left.

    Parameters
    ----------
    header : sequence of str
    rows : sequence of sequences of str
        All as long as the header.

    Returns
    -------
    list of str

    Examples
    --------
    >>> straight_header(["a", "b", ""], [["x", "1", "2"]])
    ['', 'a', 'b']
    """
    header = list(header)
    too_short = len(header) > 1 and header[0] and not header[-1]
    if too_short and all(header[:-1]) and any(row[-1] for row in rows):
        return ["", *header[:-1]]
    return header


def read_numbers(cells):
    """Return the numbers in cells, and the words above them and at their left.

    Parameters
    ----------
    cells : sequence of sequences of str
        The rows, all of one length. The first row and the first column hold words.

    Returns
    -------
    numbers : array
        Of shape [rows, columns], with nan for blanks.
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
    header, *rows = cells or [[]]
    columns = max(len(header) - 1, 0)
    if len(rows) < 2 or columns < 1:
        raise ValueError(
            "The table must have words in its first row and its first column, and at least "
            f"2 rows and 1 column of numbers; got {len(rows)} and {columns}."
        )
    row_words = [row[0] for row in rows]
    column_words = straight_header(header, rows)[1:]
    sign = decimal_sign(cell for row in rows for cell in row[1:])
    numbers = np.empty((len(rows), columns))
    for i, row in enumerate(rows):
        for j, cell in enumerate(row[1:]):
            number = number_in(cell, sign)
            if number is None:
                raise ValueError(
                    f"Row {row_words[i]!r}, column {column_words[j]!r} must be a number, "
                    f"or empty if it is unknown; got {cell!r}."
                )
            numbers[i, j] = number
    if np.isnan(numbers).all():
        raise ValueError("The table must hold at least one number, but all are blank.")
    return numbers, row_words, column_words


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
    longest = max(map(len, rows), default=0)
    return tuple((*row, *[""] * (longest - len(row))) for row in rows)

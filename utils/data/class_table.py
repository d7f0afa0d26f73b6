"""A table of the class's own: read with its blanks, and some of its answers held out."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..checks import SEEDS, check_whole_number
from .spreadsheet import (
    counts_the_rows,
    decoded,
    kind_of_column,
    read_cells,
    read_numbers,
)

FEWEST_ROWS = 4  # with fewer rows or columns, nothing can be held out
FEWEST_COLUMNS = 3
MOST_ROWS = 200
USUAL_ROWS = 12  # of fewer rows so few answers are held out that their errors say little


@dataclass
class ClassTable:
    """What a class answered.

    Attributes
    ----------
    ratings : numpy.ndarray
        The answers, of shape (rows, columns), with nan where somebody gave no answer.
    names : list of str
        A nickname for each row, all different.
    things : list of str
        What each column is about.
    notes : list of str
        Sentences about what was left out, or what to expect of so odd a table.

    Examples
    --------
    >>> ClassTable(np.eye(2), ["a", "b"], ["c", "d"], notes=[]).ratings.shape
    (2, 2)
    """

    ratings: np.ndarray
    names: list
    things: list
    notes: list


def load(file=None, pasted=""):
    """Return the table of a file, or of a pasted text, or else the made-up one.

    Parameters
    ----------
    file : str or Path, optional
        The name of a CSV file.
    pasted : str
        The table as text, which is read if there is no file.

    Returns
    -------
    ClassTable
        The table. If there is none, or it cannot be read, this is the made-up table, and
        its first note says why.

    Examples
    --------
    >>> load(pasted="no table").notes[0]
    'The made-up table is used: the table needs at least 4 rows and 3 columns of numbers; \
got 0 and 1.'
    """
    reason = ""
    try:
        text = _text_of(file) if file else str(pasted or "")
        if text.strip():
            return read_class(text)
    except ValueError as error:
        sentence = str(error)
        reason = f": {sentence[0].lower()}{sentence[1:].rstrip('.')}"
    table = read_class(made_up_class())
    table.notes.insert(0, f"The made-up table is used{reason}.")
    return table


FOODS = {  # how much everybody likes it, and what it is: how sweet, how hot
    "pizza": (0.8, 0.0, 0.3),
    "sushi": (0.2, -0.5, 0.8),
    "curry": (0.3, 0.0, 1.2),
    "salad": (-0.3, -0.7, -0.3),
    "chocolate": (0.8, 1.2, -0.2),
    "cheese": (0.5, -0.1, -0.6),
    "olives": (-0.5, -1.0, 0.3),
    "chili": (-0.6, -0.3, 1.3),
    "ice cream": (0.9, 1.3, -0.4),
    "soup": (0.0, -0.5, 0.0),
    "mango": (0.5, 0.9, 0.2),
    "tea": (0.1, -0.7, -0.6),
}
NAMES = (
    "otter lynx heron newt ibex mole wren toad seal puma gnat crane moth stork vole "
    "eel finch hare lark carp bison gecko tapir raven squid snail koala llama moose panda"
).split()


def made_up_class(seed=0):
    """Return the answers of thirty people who do not exist, as the text of a CSV file.

    Parameters
    ----------
    seed : int
        The seed of their tastes, from 0 to 2**32 - 1.

    Returns
    -------
    str
        A line with the foods, and a line for each nickname.

    Notes
    -----
    A rating is the sum of five terms: 3; how much everybody likes the food; how sweet it
    is, times a sweet tooth; how hot it is, times a taste for hot food; and noise with a
    standard deviation of 0.5. The sweet tooth and the taste for hot food are normally
    distributed. The sum is rounded to 1, 2, 3, 4 or 5, and one rating in fifteen is left
    blank.

    Examples
    --------
    >>> made_up_class().splitlines()[0][:24]
    'nickname,pizza,sushi,cur'
    """
    generator = np.random.RandomState(check_whole_number("seed", seed, *SEEDS))
    liked, sweet, hot = np.transpose(list(FOODS.values()))
    tastes = generator.standard_normal((len(NAMES), 2))
    ratings = 3 + liked + tastes @ [sweet, hot]
    ratings += 0.5 * generator.standard_normal(ratings.shape)
    ratings = ratings.round().clip(1, 5).astype(int)
    blank = generator.random_sample(ratings.shape) < 1 / 15
    lines = [["nickname", *FOODS]]
    for name, row, is_blank in zip(NAMES, ratings, blank, strict=True):
        lines.append([name, *np.where(is_blank, "", row.astype(str))])
    return "\n".join(",".join(line) for line in lines)


def read_class(text):
    r"""Return the class table that is written as text.

    Parameters
    ----------
    text : str
        Lines of cells, parted by tabs, semicolons or commas. The first line says what was
        asked about. The nicknames stand left of the numbers. Blanks are answers that were
        not given.

    Returns
    -------
    ClassTable
        The table, and notes about what was left out: columns of words, such as the remarks
        of a form; rows and columns with fewer than two answers; and all rows behind the
        first 200. Time stamps, and numbers of the rows in the first column, are left out
        without a note.

    Raises
    ------
    ValueError
        If a cell is no number, or fewer than 4 rows or 3 columns are left.

    Examples
    --------
    >>> table = read_class("who,a,b,c,note\nx,1,2,3,\ny,3,,1,late\nz,2,2,2,\nx,1,1,3,")
    >>> table.names, table.things, table.ratings[1].tolist()
    (['x', 'y', 'z', 'x 2'], ['a', 'b', 'c'], [3.0, nan, 1.0])
    """
    header, rows = _header_and_rows(text)
    nickname, questions, notes = _roles_of_columns(header, rows)
    rows, too_many = _first_rows(rows)
    table = _numbers_of(header, rows, nickname, questions)
    table, too_few = _with_two_answers(table)
    names = _made_different(table.names)
    notes = notes + too_many + too_few + _expectations(table.ratings)
    return ClassTable(table.ratings, names, table.things, notes)


def hide_answers(ratings, each=3, seed=0):
    """Choose at random which answers are held out of the training.

    Parameters
    ----------
    ratings : array_like
        The answers, of shape (rows, columns), with nan for blanks.
    each : int
        How many answers are held out of each row. At most half of the answers of a row are
        held out, and at least two of each column remain.
    seed : int
        The seed of the choice, from 0 to 2**32 - 1.

    Returns
    -------
    numpy.ndarray
        A mask, boolean, of shape (rows, columns), True where an answer is held out.

    Raises
    ------
    TypeError, ValueError
        If `each` or `seed` is no whole number of at least 0.

    Examples
    --------
    >>> hide_answers(np.ones((6, 8)), each=3).sum(axis=1).tolist()
    [3, 3, 3, 3, 3, 3]
    """
    generator = np.random.RandomState(check_whole_number("seed", seed, *SEEDS))
    each = check_whole_number("each", each, 0)
    seen = np.isfinite(np.asarray(ratings, float))
    hidden = np.zeros(seen.shape, bool)
    for row in generator.permutation(len(seen)):
        answered = generator.permutation(np.flatnonzero(seen[row]))
        allowed = [column for column in answered if seen[:, column].sum() > 2]
        chosen = allowed[: min(each, len(answered) // 2)]
        hidden[row, chosen] = True
        seen[row, chosen] = False
    return hidden


def _text_of(file):
    """Return the text of a file; ValueError, in a sentence, if there is none to read."""
    try:
        return decoded(Path(file).read_bytes())
    except (OSError, TypeError):
        raise ValueError(f"The file {str(file)!r} cannot be read.") from None


def _header_and_rows(text):
    """Return the cells of the first line, and those of all others that are not empty."""
    cells = [[cell.strip() for cell in row] for row in read_cells(text)]
    if not cells:
        return [], []
    return cells[0], [row for row in cells[1:] if any(row)]


def _roles_of_columns(header, rows):
    """Find the column of the nicknames, and those of the questions.

    Returns
    -------
    nickname : int or None
        The last column of words before the first column of numbers. The columns of words
        before it are taken for time stamps and the like.
    questions : list of int
        The columns of numbers, and empty ones that have a word above them.
    notes : list of str
        A sentence for each column of words behind the numbers.
    """
    kinds = [kind_of_column([row[j] for row in rows]) for j in range(len(header))]
    if kinds and counts_the_rows([row[0] for row in rows]):
        kinds[0] = "words"
    nickname = None
    questions = []
    notes = []
    for j, kind in enumerate(kinds):
        if kind != "words":
            if kind == "numbers" or header[j]:
                questions.append(j)
        elif "numbers" not in kinds[:j]:
            nickname = j
        else:
            notes.append(f"The column {header[j]!r} holds words and is left out.")
    return nickname, questions, notes


def _first_rows(rows):
    """Return as many rows as are used, and a note if others are left out."""
    if len(rows) <= MOST_ROWS:
        return rows, []
    return rows[:MOST_ROWS], [f"Of {len(rows)} rows the first {MOST_ROWS} are used."]


def _numbers_of(header, rows, nickname, questions):
    """Return the table of the columns that are kept; ValueError if it is too small."""
    _require_enough(len(rows), len(questions))
    things = [header[j] or f"column {j + 1}" for j in questions]
    names = ["" if nickname is None else row[nickname] for row in rows]
    cells = [["", *things]]
    for name, row in zip(names, rows, strict=True):
        cells.append([name, *(row[j] for j in questions)])
    ratings, names, things = read_numbers(cells)
    return ClassTable(ratings, names, things, notes=[])


def _with_two_answers(table):
    """Return the rows and the columns that hold two answers, and notes about the others."""
    # A row that goes may leave a column with too few answers, and the other way around.
    rows = np.ones(len(table.names), bool)
    columns = np.ones(len(table.things), bool)
    answered = np.isfinite(table.ratings)
    changed = True
    while changed:
        left = answered & rows[:, None] & columns
        enough_in_row = left.sum(axis=1) >= 2
        enough_in_column = left.sum(axis=0) >= 2
        changed = (enough_in_row != rows).any() or (enough_in_column != columns).any()
        rows = enough_in_row
        columns = enough_in_column
    notes = []
    for thing, kept in zip(table.things, columns, strict=True):
        if not kept:
            notes.append(
                f"The column {thing!r} has fewer than two answers and is left out."
            )
    if not rows.all():
        notes.append(
            f"Of {len(rows)} rows {np.sum(~rows)} have fewer than two answers and are left "
            "out."
        )
    _require_enough(rows.sum(), columns.sum())
    names = [name for name, kept in zip(table.names, rows, strict=True) if kept]
    things = [thing for thing, kept in zip(table.things, columns, strict=True) if kept]
    return ClassTable(table.ratings[rows][:, columns], names, things, notes=[]), notes


def _require_enough(rows, columns):
    """Refuse a table in which nothing can be held out."""
    if rows < FEWEST_ROWS or columns < FEWEST_COLUMNS:
        raise ValueError(
            f"The table needs at least {FEWEST_ROWS} rows and {FEWEST_COLUMNS} columns of "
            f"numbers; got {rows} and {columns}."
        )


def _made_different(names):
    """Return the names, with numbers behind those that come again."""
    different = []
    for name in names:
        name = name or "nobody"
        candidate = name
        number = 1
        while candidate in different:
            number += 1
            candidate = f"{name} {number}"
        different.append(candidate)
    return different


def _expectations(ratings):
    """Say what to expect of a small table, or of one whose answers are all equal."""
    notes = []
    if len(ratings) < USUAL_ROWS:
        notes.append(
            f"The table has only {len(ratings)} rows. With fewer than {USUAL_ROWS}, few "
            "answers can be held out, and their errors say little."
        )
    if np.nanmin(ratings) == np.nanmax(ratings):
        notes.append(
            "All answers are equal, so that every method is right and nothing is learned."
        )
    return notes

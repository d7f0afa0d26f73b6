"""A table of the class's own: read with its blanks, partly hidden, shown by nickname."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..checks import SEEDS, whole_number
from ..picture_checks import WITH_GAPS, array
from .spreadsheet import count_the_rows, decoded, kind, read_cells, read_numbers

LEAST, MOST = (4, 3), 200  # rows and columns that allow to hide something; rows
USUAL = 12  # of fewer rows, so few answers are hidden that their errors say little


@dataclass
class ClassTable:
    """What a class answered.

    ratings: [rows, columns], nan where somebody gave no answer.
    names: a nickname for each row, all different. things: what each column is about.
    notes: sentences about what was left out, or what to expect of so odd a table.

    >>> ClassTable(np.eye(2), ["a", "b"], ["c", "d"], []).ratings.shape
    (2, 2)
    """

    ratings: np.ndarray
    names: list
    things: list
    notes: list


def load(file=None, pasted=""):
    """Return the ClassTable of a file, or of a pasted text, or the made-up one.

    file: the name of a CSV file, or None. pasted: the table as text, or "".
    If it cannot be read, the made-up table stands in, and a note says why.

    >>> load(pasted="no table").notes[0][:36]
    'The made-up table is used: the table'
    """
    try:
        read = decoded(Path(file).read_bytes()) if file else pasted
        if text := str(read or "").strip():
            return read_class(text)
        note = "The made-up table is used"
    except (OSError, TypeError, ValueError) as error:
        reason = str(error) if isinstance(error, ValueError) else f"{file!r} cannot be read"
        note = f"The made-up table is used: {reason[0].lower()}{reason[1:].rstrip('.')}"
    table = read_class(made_up_class())
    table.notes.insert(0, f"{note}.")
    return table


FOODS = {  # how much all like it, and what it is: sweet, hot
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
)


def made_up_class(seed=0):
    """Return the answers of thirty who do not exist, as the text of a CSV file.

    seed: of their tastes. The rule: 3, and how much all like the food, and how sweet it is
    times a sweet tooth, and how hot it is times a taste for hot food (both normally
    distributed), and noise of 0.5; rounded to 1, 2, 3, 4 or 5; one in fifteen is blank.

    >>> made_up_class().splitlines()[0][:24]
    'nickname,pizza,sushi,cur'
    """
    generator = np.random.RandomState(whole_number("seed", seed, *SEEDS))
    names, foods = NAMES.split(), np.transpose(list(FOODS.values()))
    tastes = generator.standard_normal((len(names), 2))
    ratings = 3 + foods[0] + tastes @ foods[1:]
    ratings += 0.5 * generator.standard_normal(ratings.shape)
    ratings = ratings.round().clip(1, 5).astype(int)
    blank = generator.random_sample(ratings.shape) < 1 / 15
    rows = zip(names, ratings, blank, strict=True)
    lines = [[name, *np.where(gaps, "", row.astype(str))] for name, row, gaps in rows]
    return "\n".join(",".join(line) for line in [["nickname", *FOODS], *lines])


def read_class(text):
    r"""Return the ClassTable that is written as text.

    text: lines of cells, parted by tabs, semicolons or commas; above, what was asked about.
        The nicknames stand left of the numbers; further columns of words, such as the time
        stamps and remarks of a form, are left out, and so are numbers of the rows in the
        first column. Blanks are answers not given.
    ValueError, in a sentence, if a cell is no number, or too few rows and columns are left.

    >>> table = read_class("who,a,b,c,note\nx,1,2,3,\ny,3,,1,late\nz,2,2,2,\nx,1,1,3,")
    >>> table.names, table.things, table.ratings[1].tolist()
    (['x', 'y', 'z', 'x 2'], ['a', 'b', 'c'], [3.0, nan, 1.0])
    """
    cells = [[cell.strip() for cell in row] for row in read_cells(text)]
    header, rows = (cells or [[]])[0], [row for row in cells[1:] if any(row)]
    kinds = [kind([row[j] for row in rows]) for j in range(len(header))]
    if kinds and count_the_rows([row[0] for row in rows]):
        kinds[0] = "words"
    words = [j for j, held in enumerate(kinds) if held == "words"]
    before = [j for j in words if "numbers" not in kinds[:j]]
    kept = [j for j in range(len(header)) if j not in words and (header[j] or kinds[j])]
    notes = [f"{header[j]!r} holds words: left out." for j in words if j not in before]
    if len(rows) > MOST:
        notes.append(f"Of {len(rows)} rows the first {MOST} are used.")
    rows = rows[:MOST]
    _require(len(rows), len(kept))
    names = [row[before[-1]] if before else "" for row in rows]
    things = [header[j] or f"column {j + 1}" for j in kept]
    read = [[name, *(row[j] for j in kept)] for name, row in zip(names, rows, strict=True)]
    ratings = read_numbers([["", *things], *read])[0]
    (some, asked), few = _answered(ratings), "fewer than two answers: left out."
    notes += [f"{thing!r}: {few}" for thing in np.array(things)[~asked].tolist()]
    notes += [f"{np.sum(~some)} nicknames with {few}"] if not some.all() else []
    _require(some.sum(), asked.sum())
    ratings, names = ratings[some][:, asked], np.array(names)[some].tolist()
    notes += _expectations(ratings)
    return ClassTable(ratings, _different(names), np.array(things)[asked].tolist(), notes)


def _answered(ratings):
    """Return which rows and which columns hold two answers, once the others are gone."""
    some, asked = (np.ones(size, bool) for size in ratings.shape)
    for _ in range(sum(ratings.shape)):  # a row that goes may leave a column with too few
        left = np.isfinite(ratings) & some[:, None] & asked
        some, asked = left.sum(axis=1) > 1, left.sum(axis=0) > 1
    return some, asked


def _expectations(ratings):
    """Say what to expect of a small table, or of one whose answers are all equal."""
    notes = []
    if len(ratings) < USUAL:
        few = f"With {len(ratings)} rows, fewer than {USUAL}, few answers are hidden"
        notes.append(f"{few}: their errors say little.")
    if np.nanmin(ratings) == np.nanmax(ratings):
        notes.append("All answers are equal: each method is right, nothing is learned.")
    return notes


def _require(rows, columns):
    if rows < LEAST[0] or columns < LEAST[1]:
        least = f"at least {LEAST[0]} rows and {LEAST[1]} columns of numbers"
        raise ValueError(f"The table needs {least}, but it has {rows} and {columns}.")


def _different(names):
    """Return the names, with numbers behind those that come again."""
    found = []
    for name in names:
        new, number = name or "nobody", 1
        while new in found:
            number += 1
            new = f"{name or 'nobody'} {number}"
        found.append(new)
    return found


def hide_answers(ratings, each=3, seed=0):
    """Return a mask of hidden answers, boolean [rows, columns].

    ratings: [rows, columns], nan for blanks. each: how many are hidden of each row; but at
        most half of those it has, and of each column two stay seen. seed: of which.
    TypeError or ValueError if each or seed is no whole number of at least 0.

    >>> hide_answers(np.ones((6, 8)), each=3).sum(axis=1).tolist()
    [3, 3, 3, 3, 3, 3]
    """
    generator = np.random.RandomState(whole_number("seed", seed, *SEEDS))
    each = whole_number("each", each, 0)
    left = np.isfinite(array("ratings", ratings, None, None, **WITH_GAPS))
    hidden = np.zeros(left.shape, bool)
    for row in generator.permutation(len(left)):
        answered = generator.permutation(np.flatnonzero(left[row]))
        free = [j for j in answered if left[:, j].sum() > 2]
        chosen = free[: min(each, len(answered) // 2)]
        hidden[row, chosen], left[row, chosen] = True, False
    return hidden

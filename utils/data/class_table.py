"""A table that a class or a form has made: which of its cells are answers, and whose.

Forms export much besides the answers: times, identifiers, durations, consent. None of it
is decided in silence. `read_class` says for each column what it was taken as, and why; with
the arguments `answers` and `names` the reader decides.
"""

import re
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from ..checks import short_repr
from .files import read_text
from .forms import is_bookkeeping
from .made_up_class import made_up_class
from .spreadsheet import (
    decimal_sign,
    is_blank,
    looks_like_number,
    number_in,
    padded_rows,
    read_cells,
    straight_header,
)

FEWEST_ROWS, FEWEST_COLUMNS = 4, 3  # with fewer, nothing can be held out
MOST_ROWS = 200
USUAL_ROWS = 12  # of fewer, so few answers are held out that their errors say little
MUCH_LARGER = 5  # numbers so many times as large as the others are of another kind

ANSWERS, NAMES = "answers", "names"
# The better ones first: a form may ask for a name and for a nickname.
NAME_HEADERS = ("nick", "pseudonym", "alias", "spitzname", "code ?name", "surnom", "apodo")
NAME_HEADERS += (r"your ?name", r"\bname\b", r"\bnom\b", r"\bnombre\b", r"^who$")
SUMMARIES = {"total", "totals", "sum", "mean", "average", "avg", "median", "count"}
SUMMARIES |= {"summe", "gesamt", "mittelwert", "durchschnitt", "moyenne", "total:"}
DATE_OR_TIME = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}:\d{2}")


@dataclass
class ClassTable:
    """What a class answered, and how it was read.

    Attributes
    ----------
    ratings : array
        The answers, of shape [people, things], with nan where there is none.
    names : list of str
        A name for each row, all different.
    things : list of str
        What each column asks about.
    notes : list of str
        Sentences about what was read in which way, what was left out, and why.
    columns : list of tuple
        For each column of the whole table its header, a cell of it, and what it was taken
        as.

    Examples
    --------
    >>> ClassTable(np.eye(2), ["ant", "bee"], ["tea", "milk"]).preview()
         tea  milk
    ant  1.0   0.0
    bee  0.0   1.0
    """

    ratings: np.ndarray
    names: list
    things: list
    notes: list = field(default_factory=list)
    columns: list = field(default_factory=list)

    def preview(self, rows=4, columns=6):
        """Return the first rows and columns of the answers as a data frame."""
        frame = pd.DataFrame(self.ratings, index=self.names, columns=self.things)
        return frame.iloc[:rows, :columns]

    def overview(self):
        """Return a data frame that says for each column what it was taken as."""
        headers = [header for header, _, _ in self.columns]
        cells = [cell for _, cell, _ in self.columns]
        taken_as = [role for _, _, role in self.columns]
        return pd.DataFrame({"for example": cells, "taken as": taken_as}, index=headers)


def load(file=None, pasted="", *, answers=None, names=None):
    """Return the table of a file, or of a pasted text, or else the made-up one.

    Parameters
    ----------
    file : str or Path, optional
        The name of a file of text, such as "class.csv".
    pasted : str or data frame
        The table itself, which is read if there is no file.
    answers, names
        As `read_class` takes them.

    Returns
    -------
    ClassTable
        If the table cannot be read, this is the made-up one, and its first note says why.

    Examples
    --------
    >>> load(pasted="no table").notes[0]
    'The made-up table is used: the table must have at least 4 rows and 3 columns of \
numbers; got 0 and 0.'
    """
    note = "The made-up table is used."
    try:
        table = read_text(file) if file else pasted
        if not isinstance(table, str) or table.strip():
            return read_class(table, answers=answers, names=names)
    except OSError:
        note = f"The made-up table is used: the file {str(file)!r} cannot be read."
    except (TypeError, ValueError) as error:
        reason = str(error)
        note = f"The made-up table is used: {reason[0].lower()}{reason[1:]}"
    made_up = read_class(made_up_class())
    made_up.notes = [note]
    return made_up


def read_class(table, *, answers=None, names=None):
    r"""Return the class table that is written as text, or held by a data frame.

    Parameters
    ----------
    table : str, data frame or list of lists
        What was asked stands in the first row. Each further row belongs to one person.
    answers : list of str, optional
        The headers of the columns that hold answers. Without it these are all columns of
        numbers, except for those that forms write themselves (identifiers, times, points),
        that sum up the others or count the rows, or whose numbers are of another size.
    names : str, optional
        The header of the column with the names. Without it this is a column called nickname
        or the like, or else one of words that differ from row to row.

    Returns
    -------
    ClassTable

    Raises
    ------
    TypeError, ValueError
        In one sentence, if a cell is no number or if too little is left.

    Examples
    --------
    >>> table = read_class("ID,who,a,b,c\n9,x,1,2,3\n8,y,3,,1\n7,z,2,2,2\n6,w,1,1,3")
    >>> table.names, table.things, table.ratings[1].tolist()
    (['x', 'y', 'z', 'w'], ['a', 'b', 'c'], [3.0, nan, 1.0])
    >>> table.notes[1]
    "Column 'ID' is left out, because forms write such numbers themselves."
    """
    sheet = _Sheet(_cells(table))
    _choose_names(sheet, names)
    _choose_answers(sheet, answers)
    _leave_out_summaries(sheet)
    ratings = _numbers_of(sheet)
    _require(sheet, len(ratings), ratings.shape[1])
    _note_words(sheet)
    _note_odd_numbers(sheet, ratings)
    return _with_two_answers(sheet, ratings)


class _Sheet:
    """A table of text under its header, with what each column was taken as.

    Attributes
    ----------
    header : list of str
    rows : list of list of str
    roles : list of str
        Of each column: ANSWERS, NAMES, or why it was left out.
    notes : list of str
    """

    def __init__(self, cells):
        self.notes = []
        cells = self._without_titles(cells)
        header, rows = (cells[0], cells[1:]) if cells else ([], [])
        further = _count_further_headers(rows)
        for row in rows[:further]:
            # Qualtrics writes an identifier in braces into its third header.
            below = ["" if cell.startswith("{") else cell for cell in row]
            header = [new or old for old, new in zip(header, below, strict=True)]
        if further:
            self.notes.append(f"The first {further + 1} rows were taken as the header.")
        self.rows = rows[further:]
        if sum(map(looks_like_number, header)) > len(header) / 2:
            self.notes.append(
                "The first row was taken as the header, although it holds numbers; write "
                "what was asked above it if it holds answers."
            )
        straight = straight_header(header, self.rows)
        if straight != list(header):
            self.notes.append(
                "The header has one cell less than the rows, so it was taken to begin "
                "above the second column."
            )
        self.header = [
            name or f"column {place}" for place, name in enumerate(straight, start=1)
        ]
        self.roles = [""] * len(self.header)

    def _without_titles(self, cells):
        """Leave out lines above the header that hold a single cell."""
        width = max(map(len, cells), default=0)
        while len(cells) > 1 and width > 2 and sum(map(bool, cells[0])) == 1:
            (title,) = filter(None, cells[0])
            self.notes.append(f"The line {title!r} above the header is left out.")
            cells = cells[1:]
        return cells

    @property
    def places(self):
        """The places of all columns, from 0 on."""
        return range(len(self.header))

    def filled(self, place):
        """Return the cells of a column that are not blank."""
        return [row[place] for row in self.rows if not is_blank(row[place])]

    def holds_numbers(self, place):
        """Return whether most of the filled cells of a column are numbers."""
        filled = self.filled(place)
        return sum(map(looks_like_number, filled)) > len(filled) / 2

    def find(self, name, argument):
        """Return the place of the column with this header."""
        if name not in self.header:
            raise ValueError(
                f"{argument} must be among the headers {', '.join(self.header)}; "
                f"got {short_repr(name)}."
            )
        return self.header.index(name)

    def leave_out(self, place, reason):
        """Note that a column of numbers holds no answers, and why."""
        self.roles[place] = f"left out: {reason}"
        self.notes.append(f"Column {self.header[place]!r} is left out, because {reason}.")

    def with_role(self, role):
        """Return the places of the columns that were taken as this."""
        return [place for place in self.places if self.roles[place] == role]

    def people(self):
        """Return the name of each row, or "" where there is none."""
        place = self.with_role(NAMES)
        return [row[place[0]] if place else "" for row in self.rows]


def _cells(table):
    """Return a table as rows of text, all of the same length."""
    if isinstance(table, str):
        return read_cells(table)
    if hasattr(table, "to_pandas") and not isinstance(table, pd.DataFrame):
        table = table.to_pandas()
    if isinstance(table, pd.DataFrame):
        if not isinstance(table.index, pd.RangeIndex):
            table = table.reset_index()
        frame = table.astype(object).where(table.notna(), "")
        header = [_text(column) for column in frame.columns]
        table = [header, *frame.to_numpy().tolist()]
    if not isinstance(table, (list, tuple)) or not all(
        isinstance(row, (list, tuple)) for row in table
    ):
        raise TypeError(
            "The table must be text, a data frame or a list of rows; "
            f"got {short_repr(table)}."
        )
    return padded_rows([[_text(cell) for cell in row] for row in table])


def _text(cell):
    """Return what a cell of a data frame holds as text on one line."""
    if isinstance(cell, tuple):  # headers in several rows
        cell = " ".join(str(part) for part in cell if str(part))
    return "" if cell is None else " ".join(str(cell).split())


def _count_further_headers(rows):
    """Return how many rows below the first one still say what the columns are about."""
    if len(rows) < FEWEST_ROWS + 1:
        return 0
    numbers = np.array([[looks_like_number(cell) for cell in row] for row in rows])
    filled = np.array([[not is_blank(cell) for cell in row] for row in rows])
    below = numbers[3:].sum(axis=0) > filled[3:].sum(axis=0) / 2
    for place in range(3):
        words_above_numbers = (filled[place] & ~numbers[place])[below]
        if words_above_numbers.sum() <= below.sum() / 2:
            return place
    return 3


def _choose_names(sheet, names):
    """Find the column that holds a name for each row, if there is one."""
    if names is not None:
        sheet.roles[sheet.find(names, "names")] = NAMES
        return
    filled = [place for place in sheet.places if sheet.filled(place)]
    for pattern in NAME_HEADERS:
        for place in filled:
            header = sheet.header[place]
            if re.search(pattern, header, re.IGNORECASE) and not is_bookkeeping(header):
                sheet.roles[place] = NAMES
                sheet.notes.append(f"The names are those of column {header!r}.")
                return
    numbers = [place for place in filled if sheet.holds_numbers(place)]
    words = [
        place
        for place in filled
        if place < max(numbers, default=0)
        and not sheet.holds_numbers(place)
        and _tell_rows_apart(sheet.filled(place))
    ]
    # Names may stand below a header such as "Response", if there is nothing better.
    words.sort(key=lambda place: not is_bookkeeping(sheet.header[place]))
    if words:
        sheet.roles[words[-1]] = NAMES
        sheet.notes.append(
            f"The names are those of column {sheet.header[words[-1]]!r}, whose words "
            "differ from row to row."
        )


def _tell_rows_apart(cells):
    """Return whether words may be names: nearly all differ, and they are no dates."""
    if len(set(cells)) < 0.8 * len(cells):
        return False
    no_names = [
        DATE_OR_TIME.search(cell) or "@" in cell or re.match(r"\d+\W", cell)
        for cell in cells
    ]
    return sum(map(bool, no_names)) < len(cells) / 2


def _choose_answers(sheet, answers):
    """Find the columns that hold answers, and say why other numbers do not."""
    if answers is not None:
        if isinstance(answers, str) or not np.iterable(answers):
            raise TypeError(
                f"answers must be None or a list of headers; got {short_repr(answers)}."
            )
        for name in answers:
            sheet.roles[sheet.find(name, "answers")] = ANSWERS
    candidates = []
    for place in sheet.places:
        if sheet.roles[place] or not sheet.filled(place) or not sheet.holds_numbers(place):
            continue
        if answers is not None:
            sheet.roles[place] = "left out: it is not among your answers"
        elif is_bookkeeping(sheet.header[place]):
            sheet.leave_out(place, "forms write such numbers themselves")
        elif sheet.header[place].lower() in SUMMARIES:
            sheet.leave_out(place, "it sums up the others")
        else:
            candidates.append(place)
    for place in candidates:
        if _counts_rows(sheet, place):
            sheet.leave_out(place, "its numbers only count the rows")
    candidates = [place for place in candidates if not sheet.roles[place]]
    _leave_out_other_sizes(sheet, candidates)
    for place in candidates:
        sheet.roles[place] = sheet.roles[place] or ANSWERS


def _counts_rows(sheet, place):
    """Return whether whole numbers rise or fall from row to row, as no ratings do."""
    cells = [row[place] for row in sheet.rows]
    if len(cells) < 3 or not all(cell.isdecimal() for cell in cells):
        return False
    steps = np.diff([int(cell) for cell in cells])
    if len(cells) > 5:
        return bool(np.all(steps > 0) or np.all(steps < 0))
    # A few ratings may rise by accident, but not often as 1, 2, 3, ... in the first column.
    return place == 0 and bool(np.all(steps == 1) or np.all(steps == -1))


def _leave_out_other_sizes(sheet, places):
    """Leave out columns of numbers that are much larger than those of the others."""
    numbers = {place: _rough_numbers(sheet, place) for place in places}
    places = [place for place in places if len(numbers[place])]
    if len(places) < 3:
        return
    sizes = {place: np.median(numbers[place]) for place in places}
    usual = np.median(list(sizes.values()))
    usual_largest = np.median([numbers[place].max() for place in places])
    for place in places:
        if usual == 0:
            continue
        found = numbers[place]
        beyond_all = found.min() > 2 * usual_largest
        all_different = len(found) > 5 and len(np.unique(found)) == len(found)
        like_seats = all_different and found.max() > 2 * usual_largest
        if sizes[place] > MUCH_LARGER * usual or beyond_all or like_seats:
            sheet.leave_out(
                place,
                f"its numbers, about {sizes[place]:g}, are much larger than those of the "
                f"other columns, about {usual:g}",
            )
        elif MUCH_LARGER * found.max() < usual:
            sheet.notes.append(
                f"The numbers of column {sheet.header[place]!r} are much smaller than the "
                "others; name the columns of answers if it holds none."
            )


def _rough_numbers(sheet, place):
    """Return how large the numbers of a column are, whatever the decimal sign."""
    numbers = [number_in(cell, ",") for cell in sheet.filled(place)]
    return np.abs([number for number in numbers if number is not None])


def _leave_out_summaries(sheet):
    """Leave out rows that sum up the others, and those beyond the first two hundred."""
    names = sheet.with_role(NAMES)
    kept = []
    for row in sheet.rows:
        label = row[names[0]] if names else next(filter(None, row), "")
        if label.lower() in SUMMARIES:
            sheet.notes.append(f"Row {label!r} is left out, because it sums up the others.")
        else:
            kept.append(row)
    if len(kept) > MOST_ROWS:
        sheet.notes.append(f"Of {len(kept)} rows the first {MOST_ROWS} are used.")
    sheet.rows = kept[:MOST_ROWS]


def _numbers_of(sheet):
    """Return the answers as an array; a cell that holds no number is named."""
    places = sheet.with_role(ANSWERS)
    answers = [row[place] for place in places for row in sheet.rows]
    sign = decimal_sign(answers)
    _note_decimal_sign(sheet, answers, sign)
    ratings = np.full((len(sheet.rows), len(places)), np.nan)
    for i, (row, person) in enumerate(zip(sheet.rows, sheet.people(), strict=True)):
        for j, place in enumerate(places):
            number = number_in(row[place], sign)
            if number is None:
                who = f"the row of {person!r}" if person else f"row {i + 1}"
                raise ValueError(
                    f"In column {sheet.header[place]!r}, {who} must hold a number or be "
                    f"empty; got {row[place]!r}."
                )
            ratings[i, j] = number
    return ratings


def _note_decimal_sign(sheet, answers, sign):
    """Say how decimals were read, if they could be thousands."""
    with_sign = [cell for cell in answers if sign in cell and looks_like_number(cell)]
    like_thousands = [
        cell for cell in with_sign if re.fullmatch(r"[-+]?[1-9]\d{0,2}[.,]\d{3}", cell)
    ]
    if with_sign and len(like_thousands) == len(with_sign):
        example = with_sign[0]
        sheet.notes.append(
            f"The {'comma' if sign == ',' else 'point'} was read as the decimal sign: "
            f"{example} is {float(example.replace(',', '.')):g}."
        )


def _require(sheet, rows, columns):
    """Refuse a table in which nothing can be held out."""
    if rows >= FEWEST_ROWS and columns >= FEWEST_COLUMNS:
        return
    sentence = (
        f"The table must have at least {FEWEST_ROWS} rows and {FEWEST_COLUMNS} columns of "
        f"numbers; got {rows} and {columns}."
    )
    words = [place for place in sheet.places if not sheet.roles[place]]
    examples = [
        f"{cell!r} in column {sheet.header[place]!r}"
        for place in words
        for cell in sheet.filled(place)[:1]
    ]
    if rows >= FEWEST_ROWS and examples:
        sentence += f" No number is, for example, {examples[-1]}."
    raise ValueError(sentence)


def _note_words(sheet):
    """Note which columns of words are left out, and which hold nothing at all."""
    words, empty = [], []
    for place in sheet.places:
        if sheet.roles[place]:
            continue
        if sheet.filled(place):
            sheet.roles[place] = "left out: it holds words"
            words.append(sheet.header[place])
        else:
            sheet.roles[place] = "left out: it is empty"
            empty.append(sheet.header[place])
    if words:
        sheet.notes.append(f"Left out, because they hold words: {', '.join(words)}.")
    if empty:
        sheet.notes.append(f"Left out, because they are empty: {', '.join(empty)}.")


def _note_odd_numbers(sheet, ratings):
    """Note answers that are far from all others, or all equal, such as a consent."""
    numbers = ratings[np.isfinite(ratings)]
    equal = []
    for place, column in zip(sheet.with_role(ANSWERS), ratings.T, strict=True):
        given = column[np.isfinite(column)]
        if len(given) > 1 and np.all(given == given[0]):
            equal.append(sheet.header[place])
    if 0 < len(equal) < ratings.shape[1] / 2:
        sheet.notes.append(
            f"All numbers are equal in: {', '.join(equal)}. If these are no answers, name "
            "the columns that are."
        )
    middle = np.median(numbers)
    usual_distance = np.quantile(np.abs(numbers - middle), 0.75)
    far = np.abs(numbers - middle) > 4 * max(usual_distance, 1e-9)
    for number in np.unique(numbers[far])[:3] if len(numbers) >= 20 else []:
        count = int(np.sum(numbers == number))
        sheet.notes.append(
            f"The number {number:g} ({count} times) is far from all others; if it stands "
            'for "no answer", leave these cells empty.'
        )


def _with_two_answers(sheet, ratings):
    """Return the ClassTable of the rows and columns that have two answers or more."""
    rows = np.ones(len(ratings), bool)
    columns = np.ones(ratings.shape[1], bool)
    for _ in range(sum(ratings.shape)):  # a row that goes may leave a column with too few
        answered = np.isfinite(ratings) & rows[:, None] & columns
        rows = answered.sum(axis=1) > 1
        columns = answered.sum(axis=0) > 1
    places = sheet.with_role(ANSWERS)
    for place, kept in zip(places, columns, strict=True):
        if not kept:
            sheet.leave_out(place, "it has fewer than two answers")
    if not rows.all():
        sheet.notes.append(
            f"Of {len(rows)} rows {np.sum(~rows)} have fewer than two answers and are left "
            "out."
        )
    _require(sheet, rows.sum(), columns.sum())
    ratings = ratings[rows][:, columns]
    if len(ratings) < USUAL_ROWS:
        sheet.notes.append(
            f"With only {len(ratings)} rows, few answers can be held out, so that their "
            "errors say little."
        )
    if np.nanmin(ratings) == np.nanmax(ratings):
        sheet.notes.append("All answers are equal, so that there is nothing to learn.")
    people = [name for name, kept in zip(sheet.people(), rows, strict=True) if kept]
    things = [sheet.header[place] for place in sheet.with_role(ANSWERS)]
    examples = [next(iter(sheet.filled(place)), "") for place in sheet.places]
    overview = list(zip(sheet.header, examples, sheet.roles, strict=True))
    return ClassTable(ratings, _all_different(people), things, sheet.notes, overview)


def _all_different(names):
    """Return the names, with numbers behind those that come again."""
    names = [name or f"row {place}" for place, name in enumerate(names, start=1)]
    found = []
    for name in names:
        new = name
        count = 1
        while new in found or (count > 1 and new in names):
            count += 1
            new = f"{name} {count}"
        found.append(new)
    return found

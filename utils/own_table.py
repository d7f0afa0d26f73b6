"""An explorer for a table of one's own: typed, pasted or uploaded, with blanks."""

import csv

import ipywidgets
import numpy as np
import traitlets

from .moves import Explorer, slider
from .network import LinearNetwork
from .plots import plot_table, plot_vectors
from .theory import best_rmse
from .training import decayed_adam, train

MOST_CELLS = 300  # to edit one by one
EPOCHS, RESTARTS = 10_000, 100


def own_table(matrix, row_words, column_words, hidden_size=2):
    """Return an explorer of a table that can be edited, pasted or uploaded.

    matrix: [rows, columns], what the table begins with; nan is a blank.
    row_words, column_words: lists of labels.
    hidden_size: where its slider begins, from 1 to 5.
    A complete table is trained by the recipe of the series, from one start, and held
    against the exact optimum. With blanks there is no formula: 100 restarts are trained on
    the numbers given, the best is shown, and the blanks are filled with its guesses.

    >>> own_table([[1, 2], [2, float("nan")]], "ab", "cd", hidden_size=1).sentence[:30]
    'Hidden size 1: rmse 0 of the 3'
    """
    cells = [["", *column_words]]
    for word, row in zip(row_words, np.asarray(matrix, float), strict=True):
        cells.append(
            [word, *("" if np.isnan(number) else f"{number:.4g}" for number in row)]
        )
    size = slider("hidden size", range(1, 6), hidden_size)
    controls = {"table": TableEditor(cells), "hidden_size": size}
    return Explorer(controls, _draw, _compute, epochs=EPOCHS)


class TableEditor(ipywidgets.VBox):
    """Cells to type into, a box to paste into, a button to upload a file.

    value: the cells as text, a tuple of rows; the first row and column are the words.
    """

    value = traitlets.Tuple()

    def __init__(self, cells):
        super().__init__()
        self.grid, self.columns = ipywidgets.GridBox(), 0
        self.note = ipywidgets.Label()
        self.pasted = ipywidgets.Textarea(
            placeholder="From a spreadsheet or CSV: words in the first row and column",
            continuous_update=False,
        )
        self.pasted.layout.width = "98%"
        self.uploaded = ipywidgets.FileUpload(accept=".csv,.tsv,.txt", multiple=False)
        other = ipywidgets.Accordion([ipywidgets.VBox([self.pasted, self.uploaded])])
        other.set_title(0, "Paste or upload a table")
        other.selected_index = None
        self.children = [self.grid, self.note, other]
        self.pasted.observe(self._take_pasted, "value")
        self.uploaded.observe(self._take_uploaded, "value")
        self.observe(self._lay_out, "value")
        self.value = _even(cells)

    def _lay_out(self, _):
        typed = [[cell.value for cell in row] for row in self._rows()]
        if _even(typed) == self.value:
            return
        size = sum(map(len, self.value))
        self.note.value = (
            f"{size} cells: too many to edit one by one; paste or upload them."
        )
        self.note.layout.display = "none" if size <= MOST_CELLS else ""
        self.columns = len(self.value[0]) if self.value else 0
        self.grid.children = [
            self._cell(text, row, column)
            for row, texts in enumerate(self.value if size <= MOST_CELLS else ())
            for column, text in enumerate(texts)
        ]
        self.grid.layout.grid_template_columns = f"repeat({self.columns}, 6.5em)"

    def _cell(self, text, row, column):
        number = row and column
        cell = ipywidgets.Text(
            text, placeholder="unknown" if number else "word", continuous_update=False
        )
        cell.layout.width = "6em"
        cell.observe(self._take_typed, "value")
        return cell

    def _rows(self):
        cells = self.grid.children
        return [
            cells[i : i + self.columns] for i in range(0, len(cells), self.columns or 1)
        ]

    def _take_typed(self, _):
        self.value = _even([[cell.value for cell in row] for row in self._rows()])

    def _take_pasted(self, change):
        self._take(change["new"])

    def _take(self, text):
        """Take a whole table; one that cannot be read leaves what is there as it is."""
        try:
            read_numbers(cells := read_cells(text))
        except ValueError as error:
            self._say(str(error))
        else:
            self.value = cells

    def _take_uploaded(self, change):
        files = change["new"]
        files = list(
            files.values() if isinstance(files, dict) else files
        )  # ipywidgets 7, 8
        if files:
            self._take(bytes(files[0]["content"]).decode("utf-8-sig", errors="replace"))

    def _say(self, sentence):
        self.note.value = sentence
        self.note.layout.display = "" if sentence else "none"


def read_cells(text):
    r"""Return the cells of a table that is written as text, a tuple of rows of text.

    Cells are parted by tabs, semicolons or commas, whichever the first line has most of.

    >>> read_cells("x;a\nb;1,5")
    (('x', 'a'), ('b', '1,5'))
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        return ()
    return _even(list(csv.reader(lines, delimiter=max("\t;,", key=lines[0].count))))


def read_numbers(cells):
    """Return the numbers in cells, [rows, columns] with nan for blanks, and their words.

    ValueError, in a sentence that names the cell, if one is no number; or if there are less
    than two rows, no column or no number at all.

    >>> read_numbers([["", "a"], ["b", "1,5"], ["c", ""]])
    (array([[1.5],
           [nan]]), ['b', 'c'], ['a'])
    """
    if len(cells) < 3 or len(cells[0]) < 2:
        rows, columns = max(len(cells) - 1, 0), max(len(cells[0]) - 1, 0) if cells else 0
        raise ValueError(
            "The table must have a row of words above, a column of words at the left, two "
            f"rows and a column of numbers at least, but it has {rows} and {columns}."
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
            where = f"Row {row_words[i]!r}, column {column_words[j]!r}"
            raise ValueError(
                f"{where}: {text!r} is no number; leave the cell empty if it is unknown."
            )
    if np.isnan(numbers).all():
        raise ValueError("The table must hold at least one number, but all are blank.")
    return numbers, row_words, column_words


def _even(rows):
    """Return rows of one length, filled up with empty cells."""
    longest = max(map(len, rows), default=0)
    return tuple(tuple([*row, *[""] * (longest - len(row))]) for row in rows)


def _compute(stop, progress, table, hidden_size):
    """Return what was read and, trained, the two matrices."""
    numbers, *words = read_numbers(table)
    mask = np.isfinite(numbers)
    unit = np.sqrt(np.mean(numbers[mask] ** 2)) or 1.0
    sizes = [len(numbers), hidden_size, numbers.shape[1]]
    runs = None if mask.all() else RESTARTS
    network = LinearNetwork(sizes, "orthogonal_but_one", runs=runs)
    options = {"epochs": EPOCHS, "optimizer": decayed_adam(EPOCHS)}
    options |= {"mask": mask, "stop": stop, "progress": progress}
    history = train(network, np.where(mask, numbers, 0) / unit, **options)
    weights, guesses = [w.numpy() * unit**0.5 for w in network.weights], None
    if runs:
        loss = history.loss[-1]
        as_good = loss <= 1.02 * loss.min() + 1e-10
        guesses = network.end_to_end().numpy()[as_good] * unit
        weights = [weight[np.argmin(loss)] for weight in weights]
    return numbers, *words, weights, guesses


def _draw(figure, result, hidden_size, table):
    numbers, row_words, column_words, (W1, W2), guesses = result
    product, mask = W1 @ W2, np.isfinite(numbers)
    left, right = figure.subplots(
        1, 2, gridspec_kw={"left": 0.1, "right": 0.98, "bottom": 0.2, "wspace": 0.35}
    )
    few = len(row_words) + len(column_words) <= 24
    plot_vectors(W1, W2 if few else W2[:, :0], row_words, column_words if few else [], left)
    words = (row_words, column_words) if few else (None, None)
    plot_table(product, *words, marked=~mask, ax=right).set_title("the network's table")
    rmse = np.sqrt(np.mean((product - numbers)[mask] ** 2))
    found = f"Hidden size {hidden_size}: rmse {rmse:.3g} of the {mask.sum()} numbers given"
    if mask.all():
        return f"{found}; exact optimum {best_rmse(numbers, hidden_size):.3g}."
    low, high = guesses.min(axis=0), guesses.max(axis=0)
    blanks = [
        f"{row_words[i]} {column_words[j]} {product[i, j]:.3g} "
        f"({low[i, j]:.3g} to {high[i, j]:.3g})"
        for i, j in np.argwhere(~mask)[:4]
    ]
    as_good = f"in brackets those of all {len(guesses)} as good"
    found = f"{found}, the best of {RESTARTS} restarts; guesses, {as_good}"
    return f"{found}: {', '.join(blanks)}."

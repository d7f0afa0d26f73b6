"""An explorer for a table of one's own: typed, pasted or uploaded, with blanks."""

import ipywidgets
import numpy as np
import traitlets

from ..checks import whole_number
from ..data.spreadsheet import decoded, even, read_cells, read_numbers, rows_of_text
from ..network import LinearNetwork
from ..picture_checks import WITH_GAPS, array, labels
from ..plots.tables import plot_table, plot_vectors
from ..theory import optimal_rmse
from ..training import adam_with_decay, train
from .explorer import STYLED, Explorer, slider, status

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

    >>> explorer = own_table([[1, 2], [2, float("nan")]], "ab", "cd", hidden_size=1)
    >>> "b d 4 (4 to 4)" in explorer.sentence
    True
    """
    matrix = array("matrix", matrix, None, None, **WITH_GAPS)
    row_words = labels("row_words", row_words, len(matrix), needed=True)
    column_words = labels("column_words", column_words, matrix.shape[1], needed=True)
    whole_number("hidden_size", hidden_size, 1, 5)
    cells = [["", *column_words]]
    for word, row in zip(row_words, matrix, strict=True):
        cells.append([word, *("" if np.isnan(entry) else f"{entry:.4g}" for entry in row)])
    size = slider("hidden size", range(1, 6), hidden_size)
    controls = {"table": TableEditor(cells), "hidden_size": size}
    return Explorer(controls, _draw, _compute, epochs=EPOCHS)


class TableEditor(ipywidgets.VBox):
    """Cells to type into, a box to paste into, a button to upload a file.

    value: the cells as text, a tuple of rows; the first row and column are the words.

    >>> TableEditor([["", "a"], ["b", "1"]]).value
    (('', 'a'), ('b', '1'))
    """

    value = traitlets.Tuple()

    def __init__(self, cells):
        cells = rows_of_text(cells)
        super().__init__()
        self.cells, self.grid, self.note = [], ipywidgets.GridBox(), ipywidgets.HTML()
        self.layout.max_width, self.grid.layout.overflow = "100%", "auto"
        self.pasted = ipywidgets.Textarea(
            description="or paste",
            placeholder="from a spreadsheet or CSV: words in the first row and column",
            continuous_update=False,
            rows=2,
            style=STYLED,
        )
        self.pasted.layout.width, self.pasted.layout.max_width = "36em", "98%"
        self.uploaded = ipywidgets.FileUpload(
            description="or upload CSV", accept=".csv,.tsv,.txt", multiple=False
        )
        self.uploaded.layout.width = "auto"
        self.uploaded.layout.align_self = "flex-start"
        self.children = [self.grid, self.pasted, self.uploaded, self.note]
        self.pasted.observe(self._take_pasted, "value")
        self.uploaded.observe(self._take_uploaded, "value")
        self.observe(self._lay_out, "value")
        self.value = even(cells)

    def _lay_out(self, _):
        self.note.value = ""
        if self._typed() == self.value:
            return
        rows, columns = len(self.value), max(map(len, self.value), default=0)
        if (size := rows * columns) > MOST_CELLS:
            self.note.value = status(f"{size} cells are too many to edit here one by one.")
            rows = 0
        self.cells = [[self._cell(i, j) for j in range(columns)] for i in range(rows)]
        self.grid.children = [cell for row in self.cells for cell in row]
        self.grid.layout.grid_template_columns = f"repeat({columns}, minmax(4.5em, 6.5em))"

    def _cell(self, row, column):
        cell = ipywidgets.Text(self.value[row][column], continuous_update=False)
        cell.placeholder = "unknown" if row and column else "word"
        cell.tooltip = f"row {row}, column {column}"  # what a screen reader calls it
        cell.layout.width = "auto"
        cell.observe(self._take_typed, "value")
        return cell

    def _typed(self):
        return tuple(tuple(cell.value for cell in row) for row in self.cells)

    def _take_typed(self, _):
        self.value = self._typed()

    def _take_pasted(self, change):
        if change["new"] and self._take(change["new"]):
            self.pasted.value = ""  # the same may be pasted again

    def _take_uploaded(self, change):
        files = change["new"]
        files = list(files.values() if isinstance(files, dict) else files)  # 7, 8
        if files:
            self._take(decoded(bytes(files[0]["content"])))

    def _take(self, text):
        """Take a whole table; one that cannot be read leaves what is there as it is."""
        try:
            read_numbers(cells := read_cells(text))
        except ValueError as error:
            self.note.value = status(str(error))
            return False
        self.note.value, self.value = "", cells
        return True


def optimum(matrix, hidden_size):
    """Return `optimal_rmse`, or 0 where it is no more than its own rounding.

    >>> optimum([[1, 2], [2, 4]], 1)
    0.0
    """
    best = optimal_rmse(matrix, hidden_size)
    return best if best > 1e-12 * np.abs(matrix).max() else 0.0


def _compute(stop, progress, table, hidden_size):
    """Return what was read and, trained, the two matrices."""
    numbers, *words = read_numbers(table)
    mask = np.isfinite(numbers)
    unit = np.sqrt(np.mean(numbers[mask] ** 2)) or 1.0
    sizes = [len(numbers), hidden_size, numbers.shape[1]]
    runs = None if mask.all() else RESTARTS
    network = LinearNetwork(sizes, "orthogonal_zero_outer", runs=runs)
    options = {"epochs": EPOCHS, "optimizer": adam_with_decay(EPOCHS)}
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
    places = {"left": 0.14, "right": 0.98, "bottom": 0.2, "top": 0.9, "wspace": 0.35}
    left, right = figure.subplots(1, 2, gridspec_kw=places)
    few = len(row_words) + len(column_words) <= 24
    plot_vectors(W1, W2 if few else W2[:, :0], row_words, column_words if few else [], left)
    words = (row_words, column_words) if few else (None, None)
    plot_table(product, *words, marked=~mask, ax=right).set_title("the network's table")
    rmse = np.sqrt(np.mean((product - numbers)[mask] ** 2))
    found = f"Hidden size {hidden_size}: rmse {rmse:.3g} of the {mask.sum()} numbers given"
    if mask.all():
        return f"{found}; exact optimum {optimum(numbers, hidden_size):.3g}."
    low, high = guesses.min(axis=0), guesses.max(axis=0)
    blanks = [
        f"{row_words[i]} {column_words[j]} {product[i, j]:.3g} "
        f"({low[i, j]:.3g} to {high[i, j]:.3g})"
        for i, j in np.argwhere(~mask)[:4]
    ]
    as_good = f"in brackets those of all {len(guesses)} as good"
    found = f"{found}, the best of {RESTARTS} restarts; guesses, {as_good}"
    return f"{found}: {', '.join(blanks)}."

"""A control for a table of one's own: typed, pasted or uploaded."""

import ipywidgets
import traitlets

from ..data import decode, padded_rows, read_cells, read_numbers
from .controls import WHOLE_DESCRIPTION, status
from .reruns import close_with_parts
from .table_upload import content_of

MOST_CELLS = 300  # that can be edited one by one


class TableEditor(ipywidgets.VBox):
    """Cells to type into, a box to paste into, and a button to upload a file.

    Parameters
    ----------
    cells : sequence of sequences of str
        The rows of the table to begin with. The first row and the first column are words.

    Attributes
    ----------
    value : tuple of tuples of str
        The cells as they are now. Long numbers are shown with four digits, and kept with
        all of theirs.

    Examples
    --------
    >>> TableEditor([["", "a"], ["b", "1"]]).value
    (('', 'a'), ('b', '1'))
    """

    value = traitlets.Tuple()

    def __init__(self, cells):
        super().__init__()
        self.cells = []
        self.grid = ipywidgets.GridBox(layout={"overflow": "auto"})
        self.note = ipywidgets.HTML()
        self.pasted = ipywidgets.Textarea(
            description="or paste",
            placeholder="from a spreadsheet or CSV: words in the first row and column",
            continuous_update=False,
            rows=2,
            style=WHOLE_DESCRIPTION,
            layout={"width": "36em", "max_width": "98%"},
        )
        self.uploaded = ipywidgets.FileUpload(
            description="or upload CSV",
            accept=".csv,.tsv,.txt",
            multiple=False,
            layout={"width": "auto", "align_self": "flex-start"},
        )
        self.layout.max_width = "100%"
        self.children = [self.grid, self.pasted, self.uploaded, self.note]
        self.pasted.observe(self._take_pasted, "value")
        self.uploaded.observe(self._take_uploaded, "value")
        self.observe(self._lay_out, "value")
        self.value = padded_rows(cells)

    def _lay_out(self, _):
        """Show a cell for each entry of `value`, unless they are shown already."""
        self.note.value = ""
        if self._typed() == self.value:
            return
        rows = len(self.value)
        columns = max(map(len, self.value), default=0)
        if rows * columns > MOST_CELLS:
            self.note.value = status(
                f"{rows * columns} cells are too many to edit here one by one."
            )
            rows = 0
        self.cells = [
            [self._cell(row, column) for column in range(columns)] for row in range(rows)
        ]
        old_cells = self.grid.children
        self.grid.children = [cell for row in self.cells for cell in row]
        for cell in old_cells:
            close_with_parts(cell)
        self.grid.layout.grid_template_columns = f"repeat({columns}, minmax(4.5em, 6.5em))"

    def _cell(self, row, column):
        cell = ipywidgets.Text(
            _shown(self.value[row][column]),
            continuous_update=False,
            placeholder="unknown" if row and column else "word",
            layout={"width": "auto"},
        )
        cell.tooltip = f"row {row}, column {column}"  # what a screen reader calls it
        cell.observe(self._take_typed, "value")
        return cell

    def _typed(self):
        """Return the cells as they are shown, each with all its digits."""
        typed = []
        for row, cells in enumerate(self.cells):
            kept = self.value[row] if row < len(self.value) else ()
            kept = (*kept, *[""] * (len(cells) - len(kept)))
            typed.append(
                tuple(
                    full if cell.value == _shown(full) else cell.value
                    for full, cell in zip(kept, cells, strict=False)
                )
            )
        return tuple(typed)

    def _take_typed(self, _):
        self.value = self._typed()

    def _take_pasted(self, change):
        if change["new"] and self._take(change["new"]):
            self.pasted.value = ""  # so that the same can be pasted again

    def _take_uploaded(self, change):
        content = content_of(change["new"])
        if content is not None:
            self._take(decode(content))

    def _take(self, text):
        """Take a whole table; one that cannot be read leaves the present one as it is."""
        try:
            cells = read_cells(text)
            read_numbers(cells)
        except ValueError as error:
            self.note.value = status(str(error))
            return False
        self.note.value = ""
        self.value = cells
        return True


def _shown(text):
    """Return the text of a cell as it is shown: a long number has four digits.

    Examples
    --------
    >>> _shown("119.98765"), _shown("1,5"), _shown("cat")
    ('120', '1,5', 'cat')
    """
    try:
        short = f"{float(text):.4g}"
    except ValueError:
        return text
    return short if "." in text and len(short) < len(text) else text

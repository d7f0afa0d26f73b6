"""An explorer for a table of one's own, in which entries may be missing."""

from dataclasses import dataclass

import numpy as np

from ..arrays import check_table
from ..checks import check_labels, check_whole_number
from ..data import read_numbers
from ..network import LinearNetwork
from ..plots import plot_table, plot_vectors
from ..theory import optimal_rmse
from ..training import adam_with_decay, train
from .controls import slider
from .explorer import Explorer
from .table_editor import TableEditor

EPOCHS = 10_000
RUNS = 100  # for a table with missing entries
AS_GOOD = (
    1.02  # A run is as good as the best if its loss is at most so many times as large,
)
AND_ROUNDING = 1e-10  # or larger by so little.
LARGEST_HIDDEN_SIZE = 5
MOST_WORDS = 24  # that can be written next to arrows
MOST_GUESSES_IN_WORDS = 4
PANELS = {"left": 0.14, "right": 0.98, "bottom": 0.2, "top": 0.9, "wspace": 0.35}


@dataclass
class TrainedTable:
    """A table that was read, and what the network makes of it.

    Attributes
    ----------
    table : numpy.ndarray
        The numbers, with nan where an entry is missing, of shape (rows, columns).
    row_words, column_words : list of str
        The words of the rows and the columns.
    row_vectors, column_vectors : numpy.ndarray
        The vectors in the best run, of the shapes (rows, h) and (h, columns).
    guesses : numpy.ndarray or None
        If entries are missing, the tables of all runs that are as good as the best one, of
        shape (runs, rows, columns).
    """

    table: np.ndarray
    row_words: list
    column_words: list
    row_vectors: np.ndarray
    column_vectors: np.ndarray
    guesses: np.ndarray | None = None


class TableExplorer(Explorer):
    """Train a network on a table that can be edited, pasted or uploaded.

    A complete table is trained with the standard setup of the series, from one
    initialization, and compared with the exact optimum. If entries are missing there is no
    formula. Then the network is trained in 100 runs on the entries that are there, and the
    best run guesses the missing ones.

    Parameters
    ----------
    matrix : array_like
        The table to begin with, of shape (rows, columns); nan is a missing entry.
    row_words, column_words : sequence of str
        The words of the rows and the columns to begin with.
    hidden_size : int
        The hidden size at which its slider begins, from 1 to 5.

    Examples
    --------
    >>> explorer = TableExplorer([[1, 2], [2, float("nan")]], "ab", "cd", hidden_size=1)
    >>> "b d 4 (4 to 4)" in explorer.sentence
    True
    """

    def __init__(self, matrix, row_words, column_words, hidden_size=2):
        matrix = check_table("matrix", matrix)
        row_words = check_labels("row_words", row_words, matrix.shape[0])
        column_words = check_labels("column_words", column_words, matrix.shape[1])
        check_whole_number("hidden_size", hidden_size, 1, LARGEST_HIDDEN_SIZE)
        cells = [["", *column_words]]
        for word, row in zip(row_words, matrix, strict=True):
            cells.append([word, *map(_as_text, row)])
        controls = {
            "table": TableEditor(cells),
            "hidden size": slider(
                "hidden size", range(1, LARGEST_HIDDEN_SIZE + 1), hidden_size
            ),
        }
        super().__init__(controls, epochs=EPOCHS)

    def compute(self, asked, stop=None, progress=None):
        """Return the TrainedTable for the cells as they are."""
        table, row_words, column_words = read_numbers(asked["table"])
        observed = np.isfinite(table)
        complete = observed.all()
        # The standard setup is made for entries of about 1.
        unit = np.sqrt(np.mean(table[observed] ** 2)) or 1.0
        network = LinearNetwork(
            [len(row_words), asked["hidden size"], len(column_words)],
            "orthogonal_zero_outer",
            runs=None if complete else RUNS,
        )
        history = train(
            network,
            np.where(observed, table, 0) / unit,
            epochs=EPOCHS,
            optimizer=adam_with_decay(EPOCHS),
            mask=observed,
            stop=stop,
            progress=progress,
        )
        W1, W2 = (weight.numpy() * unit**0.5 for weight in network.weights)
        if complete:
            return TrainedTable(table, row_words, column_words, W1, W2)
        loss = history.loss[-1]
        best = np.argmin(loss)
        as_good = loss <= AS_GOOD * loss[best] + AND_ROUNDING
        guesses = W1[as_good] @ W2[as_good]
        return TrainedTable(table, row_words, column_words, W1[best], W2[best], guesses)

    def draw(self, figure, result, asked):
        """Draw the vectors next to the network's table, with its guesses marked."""
        product = result.row_vectors @ result.column_vectors
        observed = np.isfinite(result.table)
        left, right = figure.subplots(1, 2, gridspec_kw=PANELS)
        row_words = result.row_words
        column_words = result.column_words
        if len(row_words) + len(column_words) <= MOST_WORDS:
            plot_vectors(
                result.row_vectors, result.column_vectors, row_words, column_words, left
            )
            plot_table(product, row_words, column_words, ~observed, right)
        else:  # There are too many words: only the rows are drawn as arrows.
            no_columns = result.column_vectors[:, :0]
            plot_vectors(result.row_vectors, no_columns, row_words, [], left)
            plot_table(product, marked=~observed, ax=right)
        right.set_title("the network's table")
        rmse = np.sqrt(np.mean((product - result.table)[observed] ** 2))
        sentence = (
            f"Hidden size {asked['hidden size']}: RMSE {rmse:.3g} of the "
            f"{observed.sum()} numbers given"
        )
        if result.guesses is None:
            optimum = optimal_rmse(result.table, asked["hidden size"])
            return f"{sentence}; exact optimum {optimum:.3g}."
        lowest = result.guesses.min(axis=0)
        highest = result.guesses.max(axis=0)
        missing = [
            f"{row_words[row]} {column_words[column]} {product[row, column]:.3g} "
            f"({lowest[row, column]:.3g} to {highest[row, column]:.3g})"
            for row, column in np.argwhere(~observed)[:MOST_GUESSES_IN_WORDS]
        ]
        return (
            f"{sentence}, in the best of {RUNS} runs; guesses, and in brackets those of "
            f"all {len(result.guesses)} runs that are as good: {', '.join(missing)}."
        )


def _as_text(entry):
    """Return an entry as the text of a cell, with all digits; a missing one is empty."""
    return "" if np.isnan(entry) else repr(float(entry))

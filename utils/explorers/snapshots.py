"""An explorer that goes through the snapshots of a training."""

import numpy as np

from ..checks import check_labels, check_matrix
from ..plots import leading_plane, plot_modes, plot_residual, plot_vectors
from .controls import slider
from .description import DIGITS, plain
from .explorer import Explorer
from .vectors import ROOM_FOR_LABELS, TWO_PANELS, cosine, row_and_column_vectors


class SnapshotExplorer(Explorer):
    """Go through the snapshots of a training, epoch by epoch.

    Parameters
    ----------
    history : History
        What `train` returned for a single network, with `snapshot_every`.
    matrix : array_like
        The matrix that the network was trained on, of shape (rows, columns).
    row_words, column_words : sequence of str, optional
        The words of the rows and the columns. With them the vectors are drawn, and without
        them the strengths of the modes; the residual is drawn in either case.
    curves : array_like, optional
        The strengths of the modes according to theory, of shape (snapshots, modes).

    Raises
    ------
    ValueError
        If the history has no snapshots, or is one of many runs.

    Examples
    --------
    >>> from utils import LinearNetwork, train
    >>> network = LinearNetwork([2, 2, 2])
    >>> history = train(network, np.eye(2), epochs=9, snapshot_every=4)
    >>> SnapshotExplorer(history, np.eye(2)).sentence[:14]
    'Epoch 0: RMSE '
    """

    def __init__(self, history, matrix, row_words=None, column_words=None, curves=None):
        if not getattr(history, "snapshots", None) or history.loss.ndim > 1:
            raise ValueError(
                "history must be that of one network, trained with snapshot_every; got "
                f"{history!r}."
            )
        self.history = history
        self.matrix = check_matrix(matrix)
        self.row_words = row_words
        self.column_words = column_words
        if row_words is not None or column_words is not None:
            rows, columns = self.matrix.shape
            self.row_words = check_labels("row_words", row_words, rows)
            self.column_words = check_labels("column_words", column_words, columns)
        self.epochs = list(history.snapshots)
        # For each epoch, the vectors of the rows and of the columns.
        self.vectors = {
            epoch: row_and_column_vectors(weights)
            for epoch, weights in history.snapshots.items()
        }
        self.curves = curves
        self._find_modes()
        self._find_plane()
        super().__init__({"epoch": slider("epoch", self.epochs)})

    def _find_modes(self):
        """Find the strength of each mode of the matrix, of shape (snapshots, modes)."""
        U, sigma, Vt = np.linalg.svd(self.matrix, full_matrices=False)
        rank = np.linalg.matrix_rank(self.matrix)
        self.singular_values = sigma[:rank]
        strengths = [
            np.diagonal(U.T @ row_vectors @ column_vectors @ Vt.T)[:rank]
            for row_vectors, column_vectors in self.vectors.values()
        ]
        self.strengths = np.array(strengths)

    def _find_plane(self):
        """Find the plane of the last row vectors, and where all arrows end in it."""
        last_row_vectors, _ = self.vectors[self.epochs[-1]]
        self.plane = leading_plane(last_row_vectors)
        tips = []
        for row_vectors, column_vectors in self.vectors.values():
            tips.append(row_vectors @ self.plane)
            tips.append(column_vectors.T @ self.plane)
        self.tips = np.vstack(tips)

    def facts(self):
        """Return the matrix, its words, and what is drawn of each snapshot."""
        both = self.vectors.values()
        return {
            "matrix": plain(self.matrix, DIGITS),
            "rowWords": self.row_words,
            "columnWords": self.column_words,
            "rmse": plain([self.history.rmse[epoch] for epoch in self.epochs], DIGITS),
            "rowVectors": [plain(rows, DIGITS) for rows, _ in both],
            "columnVectors": [
                plain(columns, DIGITS) for _, columns in self.vectors.values()
            ],
            "strengths": plain(self.strengths, DIGITS),
            "singularValues": plain(self.singular_values, DIGITS),
            "curves": None if self.curves is None else plain(self.curves, DIGITS),
        }

    def draw(self, figure, result, asked):
        """Draw the vectors, or the strengths of the modes, next to the residual."""
        epoch = asked["epoch"]
        panels = ROOM_FOR_LABELS if self.row_words is None else TWO_PANELS
        left, right = figure.subplots(1, 2, gridspec_kw=panels)
        row_vectors, column_vectors = self.vectors[epoch]
        plot_residual(self.matrix, row_vectors @ column_vectors, ax=right)
        sentence = f"Epoch {epoch}: RMSE {self.history.rmse[epoch]:.3g}"
        if self.row_words is None:
            plot_modes(
                self.epochs, self.strengths, self.singular_values, self.curves, ax=left
            )
            left.axvline(epoch, color="black")
            now = self.strengths[self.epochs.index(epoch)]
            if not len(now):
                return f"{sentence}; the matrix is zero, so that it has no modes."
            strengths = ", ".join(f"{strength:.2f}" for strength in now)
            return f"{sentence}; strengths of the modes {strengths}."
        left.update_datalim(self.tips)  # one scale for all epochs
        plot_vectors(
            row_vectors, column_vectors, self.row_words, self.column_words, left, self.plane
        )
        first, last = self.row_words[0], self.row_words[-1]
        angle = cosine(row_vectors[0], row_vectors[-1])
        return f"{sentence}; cosine of {first} and {last} {angle:.2f}."

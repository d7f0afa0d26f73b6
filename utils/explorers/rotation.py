"""An explorer of the freedom Q: the vectors change, and their products do not."""

import numpy as np

from ..checks import check_labels
from ..plots import both_sides, leading_plane, plot_table, plot_vectors
from .controls import slider
from .description import DIGITS, plain
from .explorer import Explorer
from .vectors import TWO_PANELS, cosine

ANGLES = range(-180, 181, 10)  # degrees
STRETCHES = np.round(np.geomspace(0.5, 2, 13), 2).tolist()


class RotationExplorer(Explorer):
    """Turn and stretch the vectors by a matrix Q, and see that the table stays the same.

    Parameters
    ----------
    row_vectors : array_like
        The vectors of the rows, of shape (rows, h), such as W1.
    column_vectors : array_like
        The vectors of the columns, of shape (h, columns), such as W2.
    row_words, column_words : sequence of str
        The words of the rows and the columns.

    Notes
    -----
    The vectors are drawn and turned in the plane that holds most of the row vectors. If
    these are of rank two or less, as with two rows, they lie in it entirely.

    Examples
    --------
    >>> vectors = [[1, 0], [0, 1]], [[1, 2], [2, 1]]
    >>> RotationExplorer(*vectors, ["a", "b"], ["c", "d"]).asked
    {'angle': 0, 'stretch': 1.0}
    """

    def __init__(self, row_vectors, column_vectors, row_words, column_words):
        row_vectors, column_vectors = both_sides(row_vectors, column_vectors)
        self.row_words = check_labels("row_words", row_words, len(row_vectors))
        self.column_words = check_labels(
            "column_words", column_words, column_vectors.shape[1]
        )
        plane = leading_plane(row_vectors)
        self.row_vectors = row_vectors @ plane
        self.column_vectors = plane.T @ column_vectors
        lengths = np.linalg.norm(
            np.vstack([self.row_vectors, self.column_vectors.T]), axis=1
        )
        self.reach = 1.2 * lengths.max()
        controls = {
            "angle": slider("angle, degrees", ANGLES, 0),
            "stretch": slider("stretch", STRETCHES, 1.0),
        }
        super().__init__(controls)

    def facts(self):
        """Return the vectors, in the plane in which they are turned, and their words."""
        return {
            "rowVectors": plain(self.row_vectors, DIGITS),
            "columnVectors": plain(self.column_vectors, DIGITS),
            "rowWords": self.row_words,
            "columnWords": self.column_words,
        }

    def compute(self, asked, stop=None, progress=None):
        """Return the changed vectors of the rows and of the columns.

        The former are multiplied by Q from the right, and the latter by the inverse of Q
        from the left. Q turns by the angle, and then stretches the first direction as much
        as it shrinks the second one.
        """
        angle = np.radians(asked["angle"])
        turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        stretch = np.diag([asked["stretch"], 1 / asked["stretch"]])
        Q = turn @ stretch
        return self.row_vectors @ Q, np.linalg.inv(Q) @ self.column_vectors

    def draw(self, figure, result, asked):
        """Draw the vectors next to the table of their inner products."""
        row_vectors, column_vectors = result
        left, right = figure.subplots(1, 2, gridspec_kw=TWO_PANELS)
        corner = [self.reach, self.reach]
        left.update_datalim([corner, np.negative(corner)])  # one scale for all angles
        words = self.row_words, self.column_words
        plot_vectors(row_vectors, column_vectors, *words, left, np.eye(2))
        table = row_vectors @ column_vectors
        plot_table(table, *words, ax=right).set_title("inner products")
        change = np.abs(table - self.row_vectors @ self.column_vectors).max()
        first, last = self.row_words[0], self.row_words[-1]
        now = cosine(row_vectors[0], row_vectors[-1])
        initially = cosine(self.row_vectors[0], self.row_vectors[-1])
        return (
            f"Angle {asked['angle']}, stretch {asked['stretch']:g}: inner products as "
            f"before, to {change:.0e}; cosine of {first} and {last} {now:.2f}, initially "
            f"{initially:.2f}."
        )

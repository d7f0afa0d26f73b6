"""An explorer that shows each nickname how its held-out answers were guessed."""

import numpy as np

from ..arrays import read_array
from ..data import ClassTable
from ..plots import LITERAL, MODES, drawable, legend
from .controls import choice
from .description import DIGITS, plain
from .explorer import Explorer

PANEL = {"left": 0.2, "right": 0.7, "bottom": 0.16}
MARKERS = "osv^P"


class GuessExplorer(Explorer):
    """Show how the held-out answers of a nickname were guessed, method by method.

    Parameters
    ----------
    table : ClassTable
        The answers of a class.
    held_out : array_like of bool
        The answers that no method has seen, of shape (nicknames, things).
    guesses : dict of {str: array_like}
        The guesses of each method, of shape (nicknames, things). The nicknames are ranked
        by the last method, and those with equal errors share a place.

    Examples
    --------
    >>> table = ClassTable(np.eye(2), ["ant", "bee"], ["tea", "milk"], [])
    >>> GuessExplorer(table, np.eye(2) > 0, {"zero": np.zeros((2, 2))}).sentence
    'ant: tea 1, guessed 0.0. RMSE 1.00 by zero, place 1 of 2.'
    """

    def __init__(self, table, held_out, guesses):
        if not isinstance(table, ClassTable):
            raise TypeError(f"table must be a ClassTable; got {type(table).__name__}.")
        self.table = table
        self.held_out = np.broadcast_to(np.asarray(held_out, bool), table.ratings.shape)
        self.guesses = {
            method: np.broadcast_to(read_array(method, guess), table.ratings.shape)
            for method, guess in guesses.items()
        }
        self.method = list(self.guesses)[-1]
        self.errors = self._errors_of_nicknames()
        super().__init__({"nickname": choice("nickname", table.names)})

    def _errors_of_nicknames(self):
        """Return the RMSE of each nickname that has held-out answers."""
        squares = (self.guesses[self.method] - self.table.ratings) ** 2
        errors = {}
        for row, name in enumerate(self.table.names):
            if self.held_out[row].any():
                rmse = np.sqrt(np.mean(squares[row, self.held_out[row]]))
                errors[name] = round(float(rmse), 2)  # as it is shown, so that ties count
        return errors

    def facts(self):
        """Return the answers, which of them are held out, and the guesses."""
        return {
            "names": list(self.table.names),
            "things": list(self.table.things),
            "ratings": plain(self.table.ratings),
            "heldOut": self.held_out.tolist(),
            "guesses": [
                [method, plain(np.where(self.held_out, guess, np.nan), DIGITS)]
                for method, guess in self.guesses.items()
            ],
        }

    def draw(self, figure, result, asked):
        """Draw the held-out answers of a nickname, and what each method guessed."""
        nickname = asked["nickname"]
        row = self.table.names.index(nickname)
        columns = np.flatnonzero(self.held_out[row])
        heights = np.arange(len(columns))
        ax = figure.subplots(gridspec_kw=PANEL)
        lines = []
        for number, (method, guess) in enumerate(self.guesses.items()):
            lines += ax.plot(
                guess[row, columns],
                heights + 0.12 * (number + 1),
                MARKERS[number % len(MARKERS)],
                color=MODES[number % len(MODES)]["color"],
                label=method,
                markersize=9,
            )
        answers = self.table.ratings[row, columns]
        lines += ax.plot(answers, heights, "kD", markersize=10, label="answer")
        ax.set(xlabel="rating", ylim=(-0.5, len(columns)))
        title, *things = drawable(
            [nickname, *(self.table.things[column] for column in columns)]
        )
        ax.set_title(title, **LITERAL)
        ax.set_yticks(heights, things, **LITERAL)
        lowest, highest = np.nanmin(self.table.ratings), np.nanmax(self.table.ratings)
        ax.set_xlim(lowest - 0.5, highest + 0.5)
        labels = [*self.guesses, "answer"]
        legend(ax, lines, labels, loc="upper left", bbox_to_anchor=(1, 1))
        if nickname not in self.errors:
            return f"{nickname}: none of the answers is held out."
        guess = self.guesses[self.method]
        answered = "; ".join(
            f"{self.table.things[column]} {self.table.ratings[row, column]:g}, "
            f"guessed {guess[row, column]:.1f}"
            for column in columns
        )
        error = self.errors[nickname]
        place = 1 + sum(other < error for other in self.errors.values())
        return (
            f"{nickname}: {answered}. RMSE {error:.2f} by {self.method}, place {place} of "
            f"{len(self.errors)}."
        )

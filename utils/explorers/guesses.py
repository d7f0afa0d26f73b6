"""An explorer that shows each nickname how its held-out answers were guessed."""

import numpy as np

from ..checks import must_be
from ..data.class_table import ClassTable
from ..picture_checks import WITH_GAPS, boolean, columns
from ..plots import MODES
from .explorer import Explorer, choice


def who(table, hidden, guesses):
    """Return an explorer that shows each nickname how its hidden answers were guessed.

    table: a ClassTable. hidden: boolean [rows, columns]. guesses: {method: [rows,
        columns]}; the places follow from the last one, and equal errors share a place.

    >>> table = ClassTable(np.eye(2), ["ant", "bee"], ["c", "d"], [])
    >>> who(table, np.eye(2) > 0, {"zero": np.zeros((2, 2))}).sentence
    'ant: c 1, guessed 0.0. rmse 1.00 by zero, place 1 of 2.'
    """
    if not isinstance(table, ClassTable):
        raise TypeError(must_be("table must be a ClassTable", table))
    hidden = boolean("hidden", hidden, *table.ratings.shape)
    guesses = columns("guesses", guesses, *table.ratings.shape, **WITH_GAPS)
    method, last = list(guesses.items())[-1]
    errors = {
        name: float(np.sqrt(np.mean((last - table.ratings)[row, which] ** 2))).__round__(2)
        for row, (name, which) in enumerate(zip(table.names, hidden, strict=True))
        if which.any()
    }

    def draw(figure, _, nickname):
        row = table.names.index(nickname)
        which = np.flatnonzero(hidden[row])
        ax = figure.subplots(gridspec_kw={"left": 0.2, "right": 0.7, "bottom": 0.16})
        heights = np.arange(len(which))
        for number, (name, guess) in enumerate(guesses.items()):
            look = {"color": MODES[number % len(MODES)][0], "label": name, "markersize": 9}
            places, mark = heights + 0.12 * (number + 1), "osv^P"[number % 5]
            ax.plot(guess[row, which], places, mark, **look)
        ax.plot(table.ratings[row, which], heights, "kD", markersize=10, label="answer")
        ax.set(xlabel="rating", title=nickname, ylim=(-0.5, len(which)))
        ax.set_yticks(heights, [table.things[j] for j in which])
        ax.set_xlim(np.nanmin(table.ratings) - 0.5, np.nanmax(table.ratings) + 0.5)
        ax.legend(loc="upper left", bbox_to_anchor=(1, 1))
        if nickname not in errors:
            return f"{nickname}: none of the answers is hidden."
        said = [
            f"{table.things[j]} {table.ratings[row, j]:g}, guessed {last[row, j]:.1f}"
            for j in which
        ]
        place = 1 + sum(error < errors[nickname] for error in errors.values())
        score = f"rmse {errors[nickname]:.2f} by {method}, place {place} of {len(errors)}"
        return f"{nickname}: {'; '.join(said)}. {score}."

    return Explorer({"nickname": choice("nickname", table.names)}, draw)

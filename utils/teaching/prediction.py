"""Predictions: predictions to click on; verdict and reasons come with the result."""

import ipywidgets
import numpy as np

from ..checks import must_be

VIEW = "application/vnd.jupyter.widget-view+json"

# {bet: {answer: (a function of what was found, why one might say so)}}. Right is the first
# answer whose function is true: after a change it may be another one. The reasons are read
# together, and have to be true whichever is right.
BETS = {
    # 0_Problem
    "the curve": {
        "falls, then stays level": (
            lambda losses: (
                not _jumps(losses) and losses[-1] >= losses[len(losses) // 2] / 10
            ),
            "so it would look on a linear axis, where ever smaller steps cannot be seen",
        ),
        "falls to the end": (
            lambda losses: not _jumps(losses),
            "the least loss possible is 0, and a step is meant to go downhill",
        ),
        "falls, then jumps up again": (
            lambda losses: True,
            "a step is meant to go downhill, but may be too long; part 7 comes back to it",
        ),
    },
    "another start": {
        "the same": (
            lambda one, other: np.allclose(one, other, atol=0.05),
            "the table does not ask for it: it fixes inner products, not vectors",
        ),
        "the same but for signs": (
            lambda one, other: np.allclose(abs(one), abs(other), atol=0.05),
            "turning signs leaves the table as it is, but so does much else (Q, below)",
        ),
        "others": (
            lambda one, other: True,
            "the start picks one of the answers, and there are infinitely many",
        ),
    },
    "the cosines": {
        "all above 0.9": (
            lambda cosines: cosines.min() > 0.9,
            "the rows of the table are alike; but the vectors are not its rows",
        ),
        "between 0 and 1": (
            lambda cosines: cosines.min() >= 0,
            "nothing in training asks for it: no inner product of two rows is in the table",
        ),
        "on both sides of 0": (
            lambda cosines: True,
            "the start has a say, and it knows nothing of cats and dogs",
        ),
    },
    # 1_Experiments
    "beside a saddle": {
        "stays": (lambda rmse: rmse[-1] > 0.999 * rmse[0], "the slope there is nearly 0"),
        "waits, then rolls down": (
            lambda rmse: rmse[:300].min() > (rmse[0] + rmse[-1]) / 2,
            "what grows by a factor a step is small for long",
        ),
        "rolls down at once": (lambda rmse: True, "from a saddle, some way leads down"),
    },
    "where A reaches 0": {
        "A: at its shorter side, no earlier": (
            lambda shape, exact: all(exact >= min(shape)),
            "an entry drawn by itself does not follow from others",
        ),
        "A: with fewer weights than entries": (
            lambda shape, exact: min(exact) * sum(shape) < np.prod(shape),
            "that takes entries that follow from others: hidden structure",
        ),
        "A: once weights are as many": (
            lambda shape, exact: True,
            "so it would be if all weights counted (part 4)",
        ),
    },
    "closest to the clean table": {
        "beyond the inner dimension": (lambda h, r: h > r, "more units can fit more"),
        "at the inner dimension": (lambda h, r: h == r, "a unit a mode, none for noise"),
        "before it": (lambda h, r: True, "a weak mode may bring less than its noise costs"),
    },
    # 2_DeepLinear
    "stuck or late": {
        "mostly stuck": (
            lambda before, after: 2 * (after.sum() - before.sum()) < (~before).sum(),
            "of who has not arrived when time is up, no one can tell whether it ever will",
        ),
        "mostly late": (lambda *_: True, "the recipe's rate ends near 0, arrived or not"),
    },
    "one by one": {
        "always together": (lambda late: max(late) < 0.5, "no mode is named in the loss"),
        "always in turn": (
            lambda late: min(late) >= 0.5,
            "a strong mode is more of the table",
        ),
        "it depends on the depth": (
            lambda late: True,
            "each matrix's step is scaled by the others, and a single one has no others",
        ),
    },
    "of the 20": {
        "none": (lambda met: not any(met), "the appointment is exact for tiny steps only"),
        "some": (lambda met: not all(met), "each starts from random numbers of its own"),
        "all": (lambda met: True, "orthogonal starts differ in direction, not in strength"),
    },
    # 3_WordVectors
    "few numbers": {
        "better": (lambda few, M: max([0, *few]) > M, "they leave less room for noise"),
        "about as good": (
            lambda few, M: max([0, *few]) > M - 0.05,
            "so it would be if few numbers held nearly all of the table",
        ),
        "worse": (lambda few, M: True, "the whole table knows what networks learn of it"),
    },
    "this is to that": {
        "most": (lambda right, alone: right > 0.5, "famous examples may have been picked"),
        "at most half, not far ahead of the nearest word": (
            lambda right, alone: right < alone + 0.1,
            "words that keep the same company are near, and need no first pair",
        ),
        "at most half, but far ahead of the nearest word": (
            lambda right, alone: True,
            "so it would be if all pairs of a relation differed by much the same vector",
        ),
    },
    "the mask": {
        "better": (lambda masked, plain: masked > plain + 0.05, "a 0 may be mere chance"),
        "worse": (lambda masked, plain: masked < plain - 0.05, "free entries may run wild"),
        "about the same": (lambda *_: True, "the pairs that met are learned either way"),
    },
    # 4_YourClass
    "additive effects": {
        "better": (lambda mean, both: both < mean, "column means know no friendly rater"),
        "worse": (lambda mean, both: both > mean, "a nickname's number fits noise, too"),
        "neither": (lambda *_: True, "where all are equally friendly, they add little"),
    },
    "the best size": {
        "the smallest": (lambda errors: np.argmin(errors) == 0, "least room for noise"),
        "the largest": (
            lambda errors: np.argmin(errors) == len(errors) - 1,
            "more units can follow the seen answers more closely",
        ),
        "one in between": (lambda _: True, "enough for what is shared, few for noise"),
    },
    "the lowest end": {
        "1 matrix": (lambda best: best == 1, "it has the fewest numbers to fit noise with"),
        "2 matrices": (lambda best: best == 2, "as many as the networks of part 4 have"),
        "3 matrices": (lambda best: best == 3, "without noise three were better than two"),
        "4 matrices": (lambda best: True, "more matrices, a stronger taste for few modes"),
    },
    # A_Optimizers
    "the limit": {
        "smaller": (lambda limit: limit < 2, "an average turns late, and may overshoot"),
        "larger": (lambda limit: limit > 2, "to and fro cancel in an average"),
        "equal": (lambda limit: True, "the average of what stays the same is the same"),
    },
    "under the fall": {
        "below its limit": (
            lambda s: np.median(s) < 0.8,
            "so it is wherever the rate falls faster than v forgets",
        ),
        "at its limit": (lambda s: np.median(s) < 1.1, "below it v forgets, above v grows"),
        "above its limit": (lambda s: True, "there each step makes it worse, and v grows"),
    },
    "constant rates": {
        "Adam first": (lambda first: first == "Adam", "it scales steps, but its p grows"),
        "RMSprop first": (lambda first: first == "RMSprop", "it scales, too; p grows, too"),
        "momentum first": (lambda first: first == "momentum", "it adds up steps; p stays"),
        "gradient descent first": (
            lambda first: True,
            "p stays; small slopes make small steps",
        ),
    },
}


def _jumps(losses):
    return max(losses[np.argmin(losses) :]) > 100 * min(losses)


class Prediction:
    """A prediction to click on, in the last line of a cell; a later cell settles it.

    name: one of BETS. Whoever does not click reads the right answer, and no more.

    >>> bet = Prediction("the cosines")
    >>> bet.buttons.value = "all above 0.9"
    >>> bet.reveal(np.array([-0.5, 0.8]))  # doctest: +ELLIPSIS
    Your bet: all above 0.9
    Found: on both sides of 0
    - all above 0.9: the rows of the table are alike; but the vectors are not its rows
    ...
    """

    def __init__(self, name):
        if name not in BETS:
            raise ValueError(must_be(f"name must be one of {[*BETS]}", name))
        self.answers = BETS[name]
        wide = {"width": "max-content"}  # no answer is cut off
        self.buttons = ipywidgets.RadioButtons(
            options=[*self.answers], value=None, layout=wide
        )
        self.buttons.add_class("bet")

    def _repr_mimebundle_(self, **_):
        view = {"version_major": 2, "version_minor": 0, "model_id": self.buttons.model_id}
        return {
            "text/plain": "\n".join(f"○ {answer}" for answer in self.answers),
            VIEW: view,
        }

    def settle(self, *found):
        """Print the right answer by what was found; to one who bet, the reasons, too."""
        right = next(answer for answer, (holds, _) in self.answers.items() if holds(*found))
        said = self.buttons.value
        print(f"Your bet: {said or 'none'}\nFound: {right}")
        for answer, (_, reason) in self.answers.items() if said else ():
            print(f"- {answer}: {reason}")

"""What 4_YourClass asks: its predictions."""

import numpy as np

from ..teaching import Choice

# Do additive effects guess the held-out answers better than the column means?
additive_effects = [
    Choice(
        "better",
        right=lambda means, effects: effects < means,
        reason="The means of the columns do not know who rates everything highly.",
    ),
    Choice(
        "worse",
        right=lambda means, effects: effects > means,
        reason="The number for each person is fitted to few answers, "
        "and so to their noise.",
    ),
    Choice(
        "no difference",
        right=lambda means, effects: True,
        reason="If everybody is equally generous, the numbers for the persons add little.",
    ),
]

# Which hidden size guesses the held-out answers best?
best_hidden_size = [
    Choice(
        "the smallest",
        right=lambda errors: np.argmin(errors) == 0,
        reason="It leaves the least room for noise.",
    ),
    Choice(
        "the largest",
        right=lambda errors: np.argmin(errors) == len(errors) - 1,
        reason="More hidden units follow the visible answers more closely.",
    ),
    Choice(
        "one in between",
        right=lambda errors: True,
        reason="It is large enough for what people share, and too small for much noise.",
    ),
]

# Which number of matrices ends with the lowest error?
best_depth = [
    Choice(
        "1 matrix",
        right=lambda best: best == 1,
        reason="It has the fewest weights with which to fit noise.",
    ),
    Choice(
        "2 matrices",
        right=lambda best: best == 2,
        reason="The networks of part 4 have two matrices, too.",
    ),
    Choice(
        "3 matrices",
        right=lambda best: best == 3,
        reason="For the table without noise in 2_DeepLinear three were better than two.",
    ),
    Choice(
        "4 matrices",
        right=lambda best: True,
        reason="The more matrices, the more strongly training prefers few modes.",
    ),
]

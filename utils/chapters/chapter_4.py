"""What 4_YourClass asks: its predictions."""

import numpy as np

from ..teaching import Choice

# Do additive effects guess the held-out answers better than the column means?
additive_effects = [
    Choice(
        "they guess better",
        right=lambda means, effects: effects < means,
        reason="Some people may rate everything highly. The means of the columns do not "
        "know this, but a number for each person does.",
    ),
    Choice(
        "they guess worse",
        right=lambda means, effects: effects > means,
        reason="The number for each person is fitted to few answers, and therefore also to "
        "the noise of these answers.",
    ),
    Choice(
        "there is no difference",
        right=lambda means, effects: True,
        reason="If everybody rates about equally highly, then the numbers for the persons "
        "are near zero and change hardly any guess.",
    ),
]

# Which hidden size guesses the held-out answers best?
best_hidden_size = [
    Choice(
        "the smallest one",
        right=lambda errors: np.argmin(errors) == 0,
        reason="A small hidden size leaves little room for noise. But it also leaves "
        "little room for the tastes that people share.",
    ),
    Choice(
        "the largest one",
        right=lambda errors: np.argmin(errors) == len(errors) - 1,
        reason="More hidden units follow the visible answers more closely. But a part of "
        "these answers is noise, which says nothing about the held-out answers.",
    ),
    Choice(
        "one in between",
        right=lambda errors: True,
        reason="A size in between can be large enough for the tastes that people share, "
        "and yet too small for much of the noise.",
    ),
]

# Which number of matrices ends with the lowest error?
best_depth = [
    Choice(
        "1 matrix",
        right=lambda best: best == 1,
        reason="A single matrix is the simplest model, and simple models often generalize "
        "well. But it has a weight for each answer, and nothing connects the weight of a "
        "held-out answer with the visible ones.",
    ),
    Choice(
        "2 matrices",
        right=lambda best: best == 2,
        reason="The networks of part 4 have two matrices as well. But there the hidden "
        "layer is narrow, and here it is as wide as the table.",
    ),
    Choice(
        "3 matrices",
        right=lambda best: best == 3,
        reason="In 2_DeepLinear, three matrices found missing entries better than two. But "
        "the table of that chapter has no noise.",
    ),
    Choice(
        "4 matrices",
        right=lambda best: True,
        reason="The more matrices there are, the more strongly the training prefers few "
        "modes. Few modes leave little room for noise.",
    ),
]

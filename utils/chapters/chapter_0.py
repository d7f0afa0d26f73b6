"""What 0_Problem asks: its predictions and its exercises with their data."""

import numpy as np

from ..data import word_table
from ..teaching import Choice, compare, exercise, function, is_close, numbers, require
from ..theory import optimal_rmse


def _rises_again(losses):
    """Return whether the loss rises a hundredfold after its lowest point."""
    lowest = np.argmin(losses)
    return max(losses[lowest:]) > 100 * losses[lowest]


def _is_level(losses):
    """Return whether the second half of the training makes the loss hardly any smaller."""
    return losses[-1] >= losses[len(losses) // 2] / 10


# What happens to the loss after epoch 2000?
loss_curve = [
    Choice(
        "it falls and then levels off",
        right=lambda losses: not _rises_again(losses) and _is_level(losses),
        reason="On an ordinary axis it would look like this, because there we cannot see "
        "the ever smaller steps near zero.",
    ),
    Choice(
        "it keeps falling to the end",
        right=lambda losses: not _rises_again(losses),
        reason="The smallest possible loss is 0, and every step is meant to go downhill.",
    ),
    Choice(
        "it falls, and later jumps back up",
        right=lambda losses: True,
        reason="A step is meant to go downhill, but it can be too long and overshoot; "
        "part 7 comes back to this.",
    ),
]

# Will cat and dog get the same vectors from another initialization?
other_initialization = [
    Choice(
        "yes, the same vectors",
        right=lambda first, second: np.allclose(first, second, atol=0.05),
        reason="The table stays the same; but it tells only the inner products of the "
        "vectors, and not the vectors themselves.",
    ),
    Choice(
        "the same up to their signs",
        right=lambda first, second: np.allclose(abs(first), abs(second), atol=0.05),
        reason="Changing signs leaves the table as it is, and so do many other changes, "
        "which we call Q below.",
    ),
    Choice(
        "no, different vectors",
        right=lambda first, second: True,
        reason="There are infinitely many solutions, and the initialization decides which "
        "of them training finds.",
    ),
]

# Between which values do the cosines of cat and dog lie?
cosines = [
    Choice(
        "all above 0.9",
        right=lambda cosines: cosines.min() > 0.9,
        reason="The rows of the table are nearly parallel; but the vectors of cat and dog "
        "are not the rows of the table.",
    ),
    Choice(
        "all between 0 and 1",
        right=lambda cosines: cosines.min() >= 0,
        reason="Nothing in the training asks for it, because no entry of the table is an "
        "inner product of two animals.",
    ),
    Choice(
        "some below 0, some above",
        right=lambda cosines: True,
        reason="The initialization has a say in the angle, and it knows nothing about "
        "cats and dogs.",
    ),
]


M = word_table()[0]
RMSE_OF_ZEROS = np.sqrt(np.mean(M**2))  # that of a network whose product is zero
RMSE_OF_RANK_1 = optimal_rmse(M, 1)


@exercise(1, numbers(2))
def check_exercise_1(ends):
    """Judge which rmse training reaches from all weights 0, and from all 0.5."""
    mistakes = {
        "the network could do it, but can it from these starts?": [0, 0],
        "from 0.5, can the hidden units ever come to differ?": [RMSE_OF_ZEROS, 0],
        "at zero, what is the gradient of W1?": [RMSE_OF_RANK_1, RMSE_OF_RANK_1],
    }
    compare(ends, [RMSE_OF_ZEROS, RMSE_OF_RANK_1], mistakes)


@exercise(2, function)
def check_exercise_2(turn):
    """Judge the Q that turns one answer into another."""
    for rows, seed, only in [(2, 0, ""), (2, 1, "one seed"), (5, 2, "two row words")]:
        drawn = np.random.RandomState(seed).standard_normal
        W1, V2, Q = drawn((rows, 2)), drawn((2, 4)), drawn((2, 2))
        mine = turn(W1, Q @ V2, W1 @ Q, V2, shape=(2, 2), right_for=only)
        compare(
            mine, Q, {"nothing is turned: that is the identity": np.eye(2)}, right_for=only
        )


@exercise(3, function)
def check_exercise_3(likeness):
    """Judge a cosine of the first two row words that no Q changes."""
    drawn, found = np.random.RandomState(4).standard_normal, []
    for times in [2.0, -3.0, None, None]:
        W1, W2 = drawn((4, 2)), drawn((2, 5))
        W1[1] = W1[1] if times is None else times * W1[0]
        found.append(value := likeness(W1, W2))
        require(abs(value) < 1.001, f"a cosine is between -1 and 1; yours is {value:.3g}")
        stretch, rotation = drawn((2, 2)), np.linalg.qr(drawn((2, 2)))[0]
        for Q, reason in [(rotation, "even a rotation"), (stretch, "a Q that stretches")]:
            same = is_close(likeness(W1 @ Q, np.linalg.inv(Q) @ W2), value)
            require(same, f"{reason} changes it")
    require(not is_close(*found[2:]), "it is the same for any table")
    wanted = "a row twice the other has the cosine 1, minus three times -1"
    require(is_close(found[:2], [1, -1]), f"{wanted}; yours {found[0]:.3g}, {found[1]:.3g}")

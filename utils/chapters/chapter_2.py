"""What 2_DeepLinear asks: its predictions and its exercises with their data."""

import numpy as np
import tensorflow as tf

from ..data import random_matrix, word_table
from ..network import LinearNetwork
from ..teaching import (
    Choice,
    compare,
    compare_on_cases,
    exercise,
    function,
    numbers,
    require,
)
from ..theory import half_learning_time, optimal_rmse
from ..training import train


def _mostly_stuck(converged_before, converged_later):
    """Return whether less than half of those that had not converged did so later."""
    return 2 * (converged_later.sum() - converged_before.sum()) < (~converged_before).sum()


# Are the networks that have not converged stuck, or only late?
stuck_or_late = [
    Choice(
        "most of them are stuck",
        right=_mostly_stuck,
        reason="A network that has not converged when the training ends may or may not be "
        "on its way; the end of the training alone cannot tell.",
    ),
    Choice(
        "most of them are only late",
        right=lambda converged_before, converged_later: True,
        reason="The learning rate decays to nearly zero by the end, whether a network has "
        "converged or not.",
    ),
]

# Do the modes grow together, or one after the other?
order_of_modes = [
    Choice(
        "together at every depth",
        right=lambda delays: max(delays) < 0.5,
        reason="The loss does not name the modes, so that nothing seems to prefer one.",
    ),
    Choice(
        "one after the other at every depth",
        right=lambda delays: min(delays) >= 0.5,
        reason="A strong mode makes up more of the table, and so more of the gradient.",
    ),
    Choice(
        "it depends on the depth",
        right=lambda delays: True,
        reason="The gradient of each matrix contains the other matrices, and a single "
        "matrix has no others.",
    ),
]

# In how many of the networks is the mode half learned at the predicted epoch?
appointments_kept = [
    Choice(
        "in none",
        right=lambda kept: not any(kept),
        reason="The prediction is exact only in the limit of small steps.",
    ),
    Choice(
        "in some",
        right=lambda kept: not all(kept),
        reason="Each network starts from random numbers of its own.",
    ),
    Choice(
        "in all",
        right=lambda kept: True,
        reason="Random orthogonal matrices differ in their directions, but in none of them "
        "is one mode stronger than another.",
    ),
]


M = word_table()[0]
RMSE_OF_ZEROS = np.sqrt(np.mean(M**2))  # that of a network whose product is zero
RMSE_OF_RANK_1 = optimal_rmse(M, 1)


def hidden_entries():
    """Return a table [24, 36] of low rank, with nan for the entries that are hidden."""
    table, seen = completed()
    return np.where(seen, table, np.nan)


def completed():
    """Return the whole table, and True where an entry is seen."""
    generator = np.random.RandomState(0)
    table = generator.standard_normal((24, 2)) @ generator.standard_normal((2, 36))
    return table / np.sqrt(np.mean(table**2)), generator.random_sample(table.shape) < 0.35


def half_time_of(table, k, start):
    """Return the time at which mode k, counted from 1, is half learned."""
    sigma = np.linalg.svd(table, compute_uv=False)[int(k) - 1]
    return half_learning_time(sigma, start)[0]


def before_and_after(seed):
    """Return W1, W2 before a training by gradient descent, and W1, W2 after it."""
    network = LinearNetwork([4, 3, 5], seed=seed, dtype="float64")
    before = [weight.numpy() for weight in network.weights]
    descent = tf.keras.optimizers.SGD(0.02)
    train(network, random_matrix((4, 5), seed=0), epochs=3000, optimizer=descent)
    return before, [weight.numpy() for weight in network.weights]


@exercise(1, numbers(3))
def check_exercise_1(ends):
    """Judge where three deep networks end."""
    mistakes = {
        "what does a layer of one unit let through?": [0, 0, RMSE_OF_ZEROS],
        "with two zero layers, what is the gradient of each?": [
            RMSE_OF_RANK_1,
            RMSE_OF_RANK_1,
            0,
        ],
        "can more layers make up for a narrow one?": [0, 0, 0],
    }
    compare(ends, [RMSE_OF_RANK_1, RMSE_OF_RANK_1, RMSE_OF_ZEROS], mistakes)


@exercise(2, function)
def check_exercise_2(half_epoch):
    """Judge at which epoch a mode is half learned from an aligned start."""

    def half(table, k, a0, rate):
        return half_time_of(table, k, a0) * table.size / (2 * rate)

    mistakes = {
        "that is a time; where is the epoch?": lambda *case: half_time_of(*case[:3]),
        "the loss is a mean: where is m n?": lambda *case: half(*case) / case[0].size,
        "where is the rate?": lambda *case: half(*case) * case[3],
        "modes are counted from 1": lambda table, k, *rest: half(table, k + 1, *rest),
    }
    A, B = random_matrix((4, 8), 0), random_matrix((7, 5), 3)
    compare_on_cases(half_epoch, half, mistakes, [(A, 1, 0.3, 0.02), (B, 2, 0.2, 0.1)])


@exercise(3, numbers(24, 36))
def check_exercise_3(guess):
    """Judge a table completed from a third of its entries."""
    table, seen = completed()
    missed, unseen = (np.mean((guess - table)[which] ** 2) for which in (seen, ~seen))
    zeros = np.mean(guess[~seen] ** 2) < 0.3 and np.mean(guess[seen] ** 2) > 0.1
    require(not zeros, "those hidden are near 0: were they masked, and what tells of them?")
    require(missed < 0.002, f"not converged: mean squared error {missed:.2g} of those seen")
    size = "worse than 0 everywhere" if unseen > 1 else "better than 0, not yet good"
    require(unseen < 1e-3, f"{size}: mean squared error {unseen:.2g}, not below 0.001")


@exercise(4, function)
def check_exercise_4(kept):
    """Judge something that gradient descent keeps as it was."""
    (before, after), (other, other_after) = (
        [kept(*weights, shape=None) for weights in before_and_after(seed)]
        for seed in [0, 1]
    )
    differ = np.linalg.norm(before - other)
    require(differ > 1e-6, "it is the same for all networks: kept, but it tells nothing")
    made = np.linalg.norm(after - other_after) / differ
    require(made > 0.3, "it ends alike from every start: that is what training makes")
    moved = max(np.linalg.norm(after - before), np.linalg.norm(other_after - other))
    change = f"it changes by {moved / differ:.0%} of what two starts differ by"
    require(moved < 0.05 * differ, change)

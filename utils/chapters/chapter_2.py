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
    numbers_of_any_shape,
    require,
)
from ..theory import optimal_rmse
from ..training import train

# Do more orthogonal networks converge if their weights are larger? Found are the runs that
# converge with the weights as they are, and with the larger ones.
larger_weights = [
    Choice(
        "fewer of them converge",
        right=lambda as_they_are, larger: larger.mean() < as_they_are.mean() - 0.1,
        reason="The untrained product is far too large, so there is more to unlearn. But "
        "it takes only a small change of each of many matrices to change their product a "
        "lot.",
    ),
    Choice(
        "about as many converge",
        right=lambda as_they_are, larger: larger.mean() < as_they_are.mean() + 0.1,
        reason="The same factor for all matrices leaves the product as even as it was. But "
        "Adam's steps do not become larger with the weights.",
    ),
    Choice(
        "more of them converge",
        right=lambda as_they_are, larger: True,
        reason="A step of Adam has about the same size whatever the size of the weights. "
        "It is therefore a smaller fraction of a larger weight.",
    ),
]


def _mostly_stuck(converged_before, converged_later):
    """Return whether less than half of those that had not converged did so later."""
    return 2 * (converged_later.sum() - converged_before.sum()) < (~converged_before).sum()


# Are the networks that have not converged stuck, or only late?
stuck_or_late = [
    Choice(
        "most of them are stuck",
        right=_mostly_stuck,
        reason="When the training ends, a network that is stuck and a network that is "
        "still on its way look the same. The end of the training alone cannot tell us "
        "which of the two we see.",
    ),
    Choice(
        "most of them are only late",
        right=lambda converged_before, converged_later: True,
        reason="The learning rate decays to nearly zero by the end, whether a network has "
        "converged or not. A network that is slow may therefore run out of time.",
    ),
]

# Do the modes grow together, or one after the other? For each depth, found is the fraction
# of the runs in which the last mode is half learned much later than the first.
order_of_modes = [
    Choice(
        "they grow together at every depth",
        right=lambda fractions: max(fractions) < 0.5,
        reason="The loss only adds up the errors of the entries and does not mention the "
        "modes. At first sight, nothing seems to prefer one mode to another.",
    ),
    Choice(
        "they grow one after the other at every depth",
        right=lambda fractions: min(fractions) >= 0.5,
        reason="A strong mode makes up more of the table, and therefore more of the error "
        "and of the gradient.",
    ),
    Choice(
        "it depends on the depth",
        right=lambda fractions: True,
        reason="The gradient of each matrix contains all the other matrices of the "
        "product. A single matrix has no others, so it may behave differently.",
    ),
]

# Which networks find the missing entries? For each number of matrices, found are the errors
# of these entries, from the largest initial size to the smallest; 0 everywhere gives 1.
missing_entries = [
    Choice(
        "all of them, as the seen entries determine the matrix",
        right=lambda errors: max(map(max, errors.values())) < 0.3,
        reason="There are more seen entries than a matrix of rank 2 has degrees of "
        "freedom, but no network is told the rank.",
    ),
    Choice(
        "those with two or more matrices, whatever their initial size",
        right=lambda errors: all(max(errors[depth]) < 0.3 for depth in errors if depth > 1),
        reason="A product of matrices prefers few modes only while its weights are small.",
    ),
    Choice(
        "those with a small initial size, whatever their depth",
        right=lambda errors: all(errors[depth][-1] < 0.3 for depth in errors),
        reason="A small matrix has small entries; but in a single matrix a missing entry "
        "has no gradient and keeps its initial value.",
    ),
    Choice(
        "those with two or more matrices and a small initial size",
        right=lambda errors: all(errors[depth][-1] < 0.3 for depth in errors if depth > 1),
        reason="From small weights a product of matrices learns one mode after the other, "
        "and a few modes are enough for the seen entries.",
    ),
    Choice(
        "none of them reliably",
        right=lambda errors: True,
        reason="No loss is computed for the missing entries, so that nothing guarantees "
        "that they are right.",
    ),
]

# In how many of the networks is the mode half learned at the predicted epoch?
appointments_kept = [
    Choice(
        "none of them",
        right=lambda kept: not any(kept),
        reason="We only pretended that a random matrix has every mode with the strength 1, "
        "so it would be no surprise if the prediction were wrong.",
    ),
    Choice(
        "some of them",
        right=lambda kept: not all(kept),
        reason="Each network has random initial weights of its own, so it would be natural "
        "if some were early and others late.",
    ),
    Choice(
        "all of them",
        right=lambda kept: True,
        reason="Random orthogonal matrices differ only in their directions. None of them "
        "makes one direction stronger than another, so chance has little to act on.",
    ),
]


M = word_table()[0]
RMSE_OF_ZEROS = np.sqrt(np.mean(M**2))  # that of a network whose product is zero
RMSE_OF_RANK_1 = optimal_rmse(M, 1)


def incomplete_table():
    """Return a table [24, 36] of low rank, with nan for the entries that are missing."""
    table, seen = completed()
    return np.where(seen, table, np.nan)


def completed():
    """Return the whole table, and True where an entry is seen."""
    generator = np.random.RandomState(0)
    table = generator.standard_normal((24, 2)) @ generator.standard_normal((2, 36))
    table /= np.sqrt(np.mean(table**2))
    seen = generator.random_sample(table.shape) < 0.35
    return table, seen


def before_and_after(seed):
    """Return W1, W2 before a training by gradient descent, and W1, W2 after it."""
    network = LinearNetwork([4, 3, 5], seed=seed, dtype="float64")
    before = [weight.numpy() for weight in network.weights]
    descent = tf.keras.optimizers.SGD(0.02)
    train(network, random_matrix((4, 5), seed=0), epochs=3000, optimizer=descent)
    after = [weight.numpy() for weight in network.weights]
    return before, after


@exercise(1, numbers(4))
def check_exercise_1(answer):
    """Judge how long the vectors of a network are, and how large its rank can be."""
    mistakes = {
        "The vectors are right. Can the product have a larger rank than one of its "
        "factors?": [20, 8, 25, 30],
        "The vectors are right. The last number is the width of the last hidden layer. "
        "Which of the layers limits the rank?": [20, 8, 25, 25],
        "Cut the product at a hidden layer. What stands before the cut has a row for each "
        "word, and how many columns?": [30, 20, 8, 8],
    }
    compare(answer, [20, 8, 25, 8], mistakes)


@exercise(2, numbers(3))
def check_exercise_2(ends):
    """Judge where three deep networks end."""
    one, zero = RMSE_OF_RANK_1, RMSE_OF_ZEROS
    mistakes = {
        "The last number is right. But what does a layer of one unit let through?": [
            0,
            0,
            zero,
        ],
        "The first two numbers are right. But if two matrices are zero, what is the "
        "gradient of each?": [one, one, 0],
        "Can more layers make up for a narrow one?": [0, 0, 0],
    }
    compare(ends, [one, one, zero], mistakes, from_training=True)


@exercise(3, function)
def check_exercise_3(largest_stable_rate):
    """Judge the largest stable learning rate near the solution."""

    def right(table, depth, mode=0):
        strongest = np.linalg.svd(table, compute_uv=False)[mode]
        return table.size / (depth * strongest ** (2 - 2 / depth))

    mistakes = {
        "There are N factors, and S adds up a square for each of them.": (
            lambda table, depth: right(table, depth) * depth
        ),
        "This is the limit of the weakest mode. Which mode becomes unstable first?": (
            lambda table, depth: right(table, depth, mode=-1)
        ),
        "The loss is a mean over all entries of the table. Where is m n?": (
            lambda table, depth: right(table, depth) / table.size
        ),
        "This is the limit for the sum of the N factors' own squares. What multiplies a "
        "factor is the product of the others.": (
            lambda table, depth: (
                table.size / (depth * np.linalg.norm(table, 2) ** (2 / depth))
            )
        ),
    }
    cases = [
        (2 * random_matrix((4, 8), seed=0), 3),
        (3 * random_matrix((7, 5), seed=3), 4),
    ]
    compare_on_cases(largest_stable_rate, right, mistakes, cases)


@exercise(4, numbers(24, 36))
def check_exercise_4(guess):
    """Judge a table completed from a third of its entries."""
    table, seen = completed()
    squares = (guess - table) ** 2
    error_of_seen = squares[seen].mean()
    error_of_missing = squares[~seen].mean()
    near_zero = np.mean(guess[~seen] ** 2) < 0.3 and np.mean(guess[seen] ** 2) > 0.1
    require(
        not near_zero,
        "Your guesses of the missing entries are near 0. Were these entries masked, and "
        "does anything in your network connect them with the seen ones?",
    )
    require(
        error_of_seen < 0.002,
        "The training has not converged, because even the seen entries have a mean "
        f"squared error of {error_of_seen:.2g}.",
    )
    if error_of_missing > 1:
        quality = "Your guesses of the missing entries are worse than 0 everywhere"
    else:
        quality = "Your guesses are better than 0 everywhere, but not yet good enough"
    require(
        error_of_missing < 1e-3,
        f"{quality}: their mean squared error is {error_of_missing:.2g}, and it should be "
        "below 0.001.",
    )


@exercise(5, function)
def check_exercise_5(kept):
    """Judge something that gradient descent keeps as it was."""

    def try_on(weights):
        return kept(*weights, parser=numbers_of_any_shape)

    (before, after), (other_before, other_after) = (
        [try_on(weights) for weights in before_and_after(seed)] for seed in [0, 1]
    )
    difference_before = np.linalg.norm(before - other_before)
    require(
        difference_before > 1e-6,
        "Gradient descent keeps it, but it is the same for all networks, so that it says "
        "nothing about them.",
    )
    difference_after = np.linalg.norm(after - other_after)
    require(
        difference_after > 0.3 * difference_before,
        "It ends at the same value from different initial weights, so the training "
        "produces it instead of keeping it.",
    )
    change = max(np.linalg.norm(after - before), np.linalg.norm(other_after - other_before))
    require(
        change < 0.05 * difference_before,
        f"It changes during the training, by {change / difference_before:.0%} of the "
        "difference between two networks.",
    )

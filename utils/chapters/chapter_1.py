"""What 1_Experiments asks: its predictions and its exercises with their data."""

import numpy as np

from ..data import low_rank_matrix, random_matrix
from ..teaching import Choice, compare, exercise, is_close, numbers, require
from ..theory import optimal_rmse

# So near a saddle, what does gradient descent do?
near_a_saddle = [
    Choice(
        "it stays there",
        right=lambda rmse: rmse[-1] > 0.999 * rmse[0],
        reason="At a saddle the gradient is zero, and so close to it the gradient is "
        "nearly zero. The first steps are therefore tiny.",
    ),
    Choice(
        "it waits, and then rolls down",
        right=lambda rmse: rmse[:300].min() > (rmse[0] + rmse[-1]) / 2,
        reason="Near a saddle, the distance from it grows by about the same factor in each "
        "step. It takes many such steps before something tiny becomes visible.",
    ),
    Choice(
        "it rolls down at once",
        right=lambda rmse: True,
        reason="A saddle is no minimum, because at least one direction leads downhill. How "
        "soon we see the descent depends on how steep this direction is, and on how close "
        "to the saddle we begin.",
    ),
]


# At which hidden size is the random matrix A reproduced exactly?
exact_size_of_A = [
    Choice(
        "A needs as many hidden units as its shorter side is long",
        right=lambda shape, exact: all(exact >= min(shape)),
        reason="Each entry of A is drawn independently, so that none of them follows from "
        "the others. The rank of such a matrix is as large as its shorter side allows.",
    ),
    Choice(
        "A needs fewer weights than it has entries",
        right=lambda shape, exact: min(exact) * sum(shape) < np.prod(shape),
        reason="This is possible for a matrix of low rank, because there the entries "
        "follow from a smaller number of numbers. But the entries of A do not follow from "
        "each other.",
    ),
    Choice(
        "A needs as many weights as it has entries",
        right=lambda shape, exact: True,
        reason="It is natural to count weights and entries. This would be the answer if "
        "each weight could make one entry right, and part 4 looks into that.",
    ),
]

# At which hidden size is the network closest to the table without noise?
closest_to_clean_table = [
    Choice(
        "the second curve is lowest above the rank of the clean table",
        right=lambda hidden_size, rank: hidden_size > rank,
        reason="More hidden units can fit more of the noisy table. But the noise is a part "
        "of what they fit.",
    ),
    Choice(
        "the second curve is lowest at the rank of the clean table",
        right=lambda hidden_size, rank: hidden_size == rank,
        reason="At this size there is one hidden unit for each mode of the clean table, "
        "and none is left that could fit nothing but noise.",
    ),
    Choice(
        "the second curve is lowest below the rank of the clean table",
        right=lambda hidden_size, rank: True,
        reason="With each mode, the network also learns some noise. If a mode is very "
        "weak, this noise can spoil more than the mode improves.",
    ),
]


def measured_table():
    """Return a table of few properties, measured with noise, [40, 60]."""
    return measured()[0]


def measured():
    """Return the table, how many properties are behind it, and the size of the noise."""
    generator = np.random.RandomState(12)
    rank = generator.randint(3, 9)
    noise = generator.uniform(0.05, 0.3)
    table = generator.standard_normal((40, rank)) @ generator.standard_normal((rank, 60))
    return table + noise * generator.standard_normal(table.shape), rank, noise


def fractions_of_modes(W1, table):
    """Return which fraction of each mode lies in the space of the columns of W1."""
    directions = np.linalg.qr(W1)[0]
    modes = np.linalg.svd(table)[0]
    return np.sum((directions.T @ modes) ** 2, axis=0)


@exercise(1, numbers(3))
def check_exercise_1(sizes):
    """Judge at which hidden size three tables reach 0."""
    table = low_rank_matrix((30, 20), rank=4, seed=0)
    mistakes = {
        "The shorter side is enough for every table, but these tables have a hidden "
        "structure and need less.": [20, 20, 20],
        "The first two numbers are right. But does a constant cost nothing? A table of "
        "equal entries is a table as well.": [4, 4, 4],
        "The first two numbers are right. But a constant makes the entries more alike, and "
        "not independent.": [4, 4, 20],
    }
    tables = [table, table.T, table + 1]
    compare(sizes, [np.linalg.matrix_rank(each) for each in tables], mistakes)


@exercise(2, numbers(5, 2))
def check_exercise_2(W1):
    """Judge a W1 that spends the budget best."""
    lengths = np.linalg.svd(W1, compute_uv=False)
    require(
        lengths[1] > 1e-6 * lengths[0],
        "Its columns lie on one line, so that half of the budget is not spent.",
    )
    fractions = fractions_of_modes(W1, random_matrix((5, 9), seed=7))
    if is_close(fractions[:2], [1, 1], 1e-3):
        return
    require(
        not is_close(np.sort(fractions)[-2:], [1, 1], 1e-3),
        "Your columns capture two modes completely, but not the two strongest.",
    )
    captured = (
        f"Your columns capture {fractions[0]:.3f} of the strongest mode and "
        f"{fractions[1]:.3f} of the second, and both numbers should be 1."
    )
    nearly = fractions[:2].min() > 0.9
    require(not nearly, f"{captured} If this is a trained W1, it has not converged.")
    require(False, f"{captured} Was it trained on this table?")


@exercise(3, numbers(2))
def check_exercise_3(found):
    """Judge how many properties are behind a table, and how large the noise is."""
    table, rank, noise = measured()
    mistakes = {
        "Noise has full rank, so the rank of the table does not count the properties. "
        "Where does the error bend?": [40, found[1]],
        "The number of properties is right. But the second number is the error at the "
        "bend, where part of the noise has been fitted.": [rank, optimal_rmse(table, rank)],
        "The number of properties is right. But the second number is the square "
        "of the noise.": [rank, noise**2],
        "The number of properties is right. But the second number is the size of the "
        "entries, and not of the noise.": [rank, table.std()],
    }
    compare(found, [rank, noise], mistakes, tolerance=0.05)

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
        reason="The gradient is nearly zero there, so that the first steps are tiny.",
    ),
    Choice(
        "it waits, and then rolls down",
        right=lambda rmse: rmse[:300].min() > (rmse[0] + rmse[-1]) / 2,
        reason="A distance that grows by the same factor in each step stays small for a "
        "long time.",
    ),
    Choice(
        "it rolls down at once",
        right=lambda rmse: True,
        reason="From a saddle, at least one direction leads downhill.",
    ),
]


# At which hidden size is the random matrix A reproduced exactly?
exact_size_of_A = [
    Choice(
        "at its shorter side, and not earlier",
        right=lambda shape, exact: all(exact >= min(shape)),
        reason="Each entry of A is drawn independently, so that none of them follows from "
        "the others.",
    ),
    Choice(
        "with fewer weights than it has entries",
        right=lambda shape, exact: min(exact) * sum(shape) < np.prod(shape),
        reason="For this, entries would have to follow from others, as they do in a matrix "
        "of low rank.",
    ),
    Choice(
        "as soon as there are as many weights as entries",
        right=lambda shape, exact: True,
        reason="This would be so if each weight could make an entry right, which part 4 "
        "looks into.",
    ),
]

# At which hidden size is the network closest to the table without noise?
closest_to_clean_table = [
    Choice(
        "beyond the rank of the clean table",
        right=lambda hidden_size, rank: hidden_size > rank,
        reason="More hidden units can fit more, and the noise belongs to what they fit.",
    ),
    Choice(
        "at the rank of the clean table",
        right=lambda hidden_size, rank: hidden_size == rank,
        reason="Then there is one hidden unit for each mode of the clean table, and none "
        "for the noise alone.",
    ),
    Choice(
        "below the rank of the clean table",
        right=lambda hidden_size, rank: True,
        reason="A weak mode may improve the result by less than its share of noise spoils.",
    ),
]


def measured_table():
    """Return a table of few properties, measured with noise, [40, 60]."""
    return measured()[0]


def measured():
    """Return the table, how many properties are behind it, and the size of the noise."""
    generator = np.random.RandomState(12)
    rank, noise = generator.randint(3, 9), generator.uniform(0.05, 0.3)
    table = generator.standard_normal((40, rank)) @ generator.standard_normal((rank, 60))
    return table + noise * generator.standard_normal(table.shape), rank, noise


def fractions_of_modes(W1, table):
    """Return which share of each mode lies in the space of the columns of W1."""
    return np.sum((np.linalg.qr(W1)[0].T @ np.linalg.svd(table)[0]) ** 2, axis=0)


@exercise(1, numbers(3))
def check_exercise_1(sizes):
    """Judge at which hidden size three tables reach 0."""
    table = low_rank_matrix((30, 20), rank=4, seed=0)
    mistakes = {
        "the shorter side is enough for any table; these have structure": [20, 20, 20],
        "does a constant cost nothing? It is a table, too": [4, 4, 4],
        "a constant makes entries alike, not independent": [4, 4, 20],
    }
    tables = table, table.T, table + 1
    compare(sizes, [np.linalg.matrix_rank(each) for each in tables], mistakes)


@exercise(2, numbers(5, 2))
def check_exercise_2(W1):
    """Judge a W1 that spends the budget best."""
    lengths = np.linalg.svd(W1, compute_uv=False)
    flat = lengths[1] <= 1e-6 * lengths[0]
    require(not flat, "its columns lie on one line: half of the budget is not spent")
    shares = fractions_of_modes(W1, random_matrix((5, 9), seed=7))
    best, whole = is_close(shares[:2], 1, 1e-3), is_close(np.sort(shares)[3:], 1, 1e-3)
    require(best or not whole, "two whole modes, but there are stronger ones")
    trained = "not converged" if shares[:2].min() > 0.9 else "not trained on this table"
    given = f"the strongest modes get {shares[0]:.3f} and {shares[1]:.3f} of 1"
    require(best, f"{trained}: {given}")


@exercise(3, numbers(2))
def check_exercise_3(found):
    """Judge how many properties are behind a table, and how large the noise is."""
    table, rank, noise = measured()
    bend = optimal_rmse(table, rank)
    mistakes = {
        "noise has full rank; where does the error bend?": [40, found[1]],
        "that is the error at the bend: part of the noise has been fitted": [rank, bend],
        "that is the square of the noise": [rank, noise**2],
        "that is the size of the entries, not of the noise": [rank, table.std()],
    }
    compare(found, [rank, noise], mistakes, tolerance=0.05)

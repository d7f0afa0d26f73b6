"""What 1_Experiments asks: its predictions and its exercises with their data."""

import numpy as np

from ..data import low_rank_matrix, random_matrix
from ..teaching import Choice, compare, exercise, is_close, numbers, require
from ..theory import optimal_rmse

# How does the time on the plateau grow, each time the initialization is ten times closer?
time_on_plateau = [
    Choice(
        "it becomes about ten times as long",
        right=lambda epochs: epochs[1] > 5 * epochs[0],
        reason="This would be right if the weights moved away from the saddle at a "
        "constant speed. But their speed depends on how far away they are already.",
    ),
    Choice(
        "it becomes longer by a fixed number of epochs",
        right=lambda epochs: np.diff(epochs).min() > 0.1 * epochs[0],
        reason="The distance from the saddle grows by the same factor in every epoch. To "
        "become ten times as large therefore always takes the same number of epochs.",
    ),
    Choice(
        "it hardly changes",
        right=lambda epochs: True,
        reason="All of these initial weights are very close to the saddle, so they look "
        "alike. But the closer they are, the smaller is the gradient, and the first steps "
        "with it.",
    ),
]


# Which hidden size does a network need to reproduce the random matrix A exactly?
exact_size_of_A = [
    Choice(
        "as many hidden units as the shorter side of A is long",
        right=lambda shape, exact: all(exact >= min(shape)),
        reason="Each entry of A is drawn independently, so that none of them follows from "
        "the others. The rank of such a matrix is as large as its shorter side allows.",
    ),
    Choice(
        "fewer, because fewer weights than entries are enough",
        right=lambda shape, exact: min(exact) * sum(shape) < np.prod(shape),
        reason="This is possible for a matrix of low rank, because there the entries "
        "follow from a smaller number of numbers. But the entries of A do not follow from "
        "each other.",
    ),
    Choice(
        "just enough to have as many weights as entries",
        right=lambda shape, exact: True,
        reason="It is natural to count weights and entries. This would be the answer if "
        "each weight could make one entry right.",
    ),
]

# At which hidden size is the network closest to the table without noise?
closest_to_clean_table = [
    Choice(
        "above the rank of the clean table",
        right=lambda hidden_size, rank: hidden_size > rank,
        reason="More hidden units can fit more of the noisy table. But the noise is a part "
        "of what they fit.",
    ),
    Choice(
        "at the rank of the clean table",
        right=lambda hidden_size, rank: hidden_size == rank,
        reason="At this size there is one hidden unit for each mode of the clean table, "
        "and none is left that could fit nothing but noise.",
    ),
    Choice(
        "below the rank of the clean table",
        right=lambda hidden_size, rank: True,
        reason="With each mode, the network also learns some noise. If a mode is very "
        "weak, this noise can spoil more than the mode improves.",
    ),
]

# Which comes closer to the clean table, the best hidden size or the best penalty?
size_or_penalty = [
    Choice(
        "the best hidden size",
        right=lambda by_size, by_penalty: by_size < 0.98 * by_penalty,
        reason="The hidden size leaves the strong modes as they are. The penalty takes "
        "something off every mode, also where nothing should be taken off.",
    ),
    Choice(
        "the best penalty",
        right=lambda by_size, by_penalty: by_penalty < 0.98 * by_size,
        reason="The hidden size can only keep a mode whole or drop it. The penalty can "
        "keep a weak mode and make it smaller, and with it the noise that it brings in.",
    ),
    Choice(
        "both come equally close",
        right=lambda by_size, by_penalty: True,
        reason="Both methods keep the network from learning all of the noise, so it is "
        "reasonable to expect about the same of them. But they do so in different ways.",
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


@exercise(1, numbers())
def check_exercise_1(rmse):
    """Judge the least RMSE of two hidden units, for the singular values 3, 2 and 1."""
    mistakes = {
        "This is the sum of the squares that are left out. To get the RMSE, divide it by "
        "the number of entries, and take the root.": 1.0,
        "This is the mean squared error. The RMSE is its root.": 1 / 15,
        "This is what the two modes hold that the network keeps. The error is what it "
        "leaves out.": np.sqrt(13 / 15),
        "This is the least RMSE of a single hidden unit. A second hidden unit can keep the "
        "second mode as well.": np.sqrt(5 / 15),
        "Divide by the number of all entries, which is the product of the rows and the "
        "columns.": np.sqrt(1 / 8),
        "The squares are divided by the columns only. Divide by all entries.": np.sqrt(0.2),
    }
    compare(rmse, np.sqrt(1 / 15), mistakes)


@exercise(2, numbers(3))
def check_exercise_2(sizes):
    """Judge at which hidden size three tables reach 0."""
    table = low_rank_matrix((30, 20), rank=4, seed=0)
    mistakes = {
        "The shorter side is enough for every table, but these tables have few latent "
        "factors and need fewer hidden units.": [20, 20, 20],
        "The first two numbers are right. But does a constant cost nothing? A table of "
        "equal entries is a table as well.": [4, 4, 4],
        "The first two numbers are right. But a constant makes the entries more alike, and "
        "not independent.": [4, 4, 20],
    }
    tables = [table, table.T, table + 1]
    compare(sizes, [np.linalg.matrix_rank(each) for each in tables], mistakes)


@exercise(3, numbers())
def check_exercise_3(penalty):
    """Judge a penalty with which exactly two modes of a table are left."""
    table = random_matrix((5, 9), seed=7)
    sigma = np.linalg.svd(table, compute_uv=False)
    taken_off = penalty * table.size
    require(penalty >= 0, "A penalty is not negative.")
    require(
        not sigma[2] <= penalty < sigma[1],
        "This is the amount that has to be taken off each singular value. The penalty is "
        "smaller: multiplied by the number of entries, it gives this amount.",
    )
    left = int(np.sum(sigma > taken_off))
    require(
        left == 2,
        f"This penalty takes {taken_off:.3g} off each singular value, so the number of "
        f"modes that are left is {left}.",
    )


@exercise(4, numbers(5, 2))
def check_exercise_4(W1):
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


@exercise(5, numbers(2))
def check_exercise_5(found):
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

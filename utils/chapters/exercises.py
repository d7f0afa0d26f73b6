"""The checks of the exercises, one for each: `check_0_2` is of chapter 0, exercise 2.

Where it can, a check holds an answer against what it must do, or finds the truth by another
way than the exercise asks for: to read the answer off this file is no shorter way.
"""

import numpy as np
import tensorflow as tf

from ..data.matrices import low_rank_matrix, random_matrix, word_table
from ..network import LinearNetwork
from ..teaching.exercise import (
    anything,
    compare,
    exercise,
    function,
    near,
    numbers,
    require,
    try_on,
)
from ..theory import optimal_rmse
from ..training import train
from . import exercise_data as data
from .exercise_data import hidden_entries, measured_table  # noqa: F401

M = word_table()[0]
ZERO, ONE = (
    np.sqrt(np.mean(M**2)),
    optimal_rmse(M, 1),
)  # rmse of no network, and of one unit


@exercise(numbers(2))
def check_0_1(ends):
    """Which rmse training reaches from all weights 0, and from all 0.5."""
    mistakes = {
        "the network could do it, but can it from these starts?": [0, 0],
        "from 0.5, can the hidden units ever come to differ?": [ZERO, 0],
        "at zero, what is the gradient of W1?": [ONE, ONE],
    }
    compare(ends, [ZERO, ONE], mistakes)


@exercise(function)
def check_0_2(turn):
    """The Q that turns one answer into another."""
    for rows, seed, only in [(2, 0, ""), (2, 1, "one seed"), (5, 2, "two row words")]:
        drawn = np.random.RandomState(seed).standard_normal
        W1, V2, Q = drawn((rows, 2)), drawn((2, 4)), drawn((2, 2))
        mine = turn(W1, Q @ V2, W1 @ Q, V2, shape=(2, 2), only=only)
        compare(mine, Q, {"nothing is turned: that is the identity": np.eye(2)}, only=only)


@exercise(function)
def check_0_3(likeness):
    """A cosine of the first two row words that no Q changes."""
    drawn, found = np.random.RandomState(4).standard_normal, []
    for times in [2.0, -3.0, None, None]:
        W1, W2 = drawn((4, 2)), drawn((2, 5))
        W1[1] = W1[1] if times is None else times * W1[0]
        found.append(value := likeness(W1, W2))
        require(abs(value) < 1.001, f"a cosine is between -1 and 1; yours is {value:.3g}")
        stretch, rotation = drawn((2, 2)), np.linalg.qr(drawn((2, 2)))[0]
        for Q, reason in [(rotation, "even a rotation"), (stretch, "a Q that stretches")]:
            same = near(likeness(W1 @ Q, np.linalg.inv(Q) @ W2), value)
            require(same, f"{reason} changes it")
    require(not near(*found[2:]), "it is the same for any table")
    wanted = "a row twice the other has the cosine 1, minus three times -1"
    require(near(found[:2], [1, -1]), f"{wanted}; yours {found[0]:.3g}, {found[1]:.3g}")


@exercise(numbers(3))
def check_1_1(sizes):
    """At which hidden size three tables reach 0."""
    table = low_rank_matrix((30, 20), rank=4, seed=0)
    mistakes = {
        "the shorter side is enough for any table; these have structure": [20, 20, 20],
        "does a constant cost nothing? It is a table, too": [4, 4, 4],
        "a constant makes entries alike, not independent": [4, 4, 20],
    }
    tables = table, table.T, table + 1
    compare(sizes, [np.linalg.matrix_rank(each) for each in tables], mistakes)


@exercise(numbers(5, 2))
def check_1_2(W1):
    """A W1 that spends the budget best."""
    lengths = np.linalg.svd(W1, compute_uv=False)
    flat = lengths[1] <= 1e-6 * lengths[0]
    require(not flat, "its columns lie on one line: half of the budget is not spent")
    shares = data.shares(W1, random_matrix((5, 9), seed=7))
    best, whole = near(shares[:2], 1, 1e-3), near(np.sort(shares)[3:], 1, 1e-3)
    require(best or not whole, "two whole modes, but there are stronger ones")
    trained = "not converged" if shares[:2].min() > 0.9 else "not trained on this table"
    given = f"the strongest modes get {shares[0]:.3f} and {shares[1]:.3f} of 1"
    require(best, f"{trained}: {given}")


@exercise(numbers(2))
def check_1_3(found):
    """How many properties are behind a table, and how large the noise is."""
    table, rank, noise = data.measured()
    bend = optimal_rmse(table, rank)
    mistakes = {
        "noise has full rank; where does the error bend?": [40, found[1]],
        "that is the error at the bend: part of the noise has been fitted": [rank, bend],
        "that is the square of the noise": [rank, noise**2],
        "that is the size of the entries, not of the noise": [rank, table.std()],
    }
    compare(found, [rank, noise], mistakes, tolerance=0.05)


@exercise(numbers(3))
def check_2_1(ends):
    """Where three deep networks end."""
    mistakes = {
        "what does a layer of one unit let through?": [0, 0, ZERO],
        "with two zero layers, what is the gradient of each?": [ONE, ONE, 0],
        "can more layers make up for a narrow one?": [0, 0, 0],
    }
    compare(ends, [ONE, ONE, ZERO], mistakes)


@exercise(function)
def check_2_2(half_epoch):
    """At which epoch a mode is half learned from an aligned start."""

    def half(table, k, a0, rate):
        return data.half_time_of(table, k, a0) * table.size / (2 * rate)

    mistakes = {
        "that is a time; where is the epoch?": lambda *case: data.half_time_of(*case[:3]),
        "the loss is a mean: where is m n?": lambda *case: half(*case) / case[0].size,
        "where is the rate?": lambda *case: half(*case) * case[3],
        "modes are counted from 1": lambda table, k, *rest: half(table, k + 1, *rest),
    }
    A, B = random_matrix((4, 8), 0), random_matrix((7, 5), 3)
    try_on(half_epoch, half, mistakes, [(A, 1, 0.3, 0.02), (B, 2, 0.2, 0.1)])


@exercise(numbers(24, 36))
def check_2_3(guess):
    """A table completed from a third of its entries."""
    table, seen = data.completed()
    missed, unseen = (np.mean((guess - table)[which] ** 2) for which in (seen, ~seen))
    zeros = np.mean(guess[~seen] ** 2) < 0.3 and np.mean(guess[seen] ** 2) > 0.1
    require(not zeros, "those hidden are near 0: were they masked, and what tells of them?")
    require(missed < 0.002, f"not converged: mean squared error {missed:.2g} of those seen")
    size = "worse than 0 everywhere" if unseen > 1 else "better than 0, not yet good"
    require(unseen < 1e-3, f"{size}: mean squared error {unseen:.2g}, not below 0.001")


@exercise(function)
def check_2_4(kept):
    """Something that gradient descent keeps as it was."""
    (before, after), (other, other_after) = (
        [kept(*weights, shape=None) for weights in data.before_and_after(seed)]
        for seed in [0, 1]
    )
    differ = np.linalg.norm(before - other)
    require(differ > 1e-6, "it is the same for all networks: kept, but it tells nothing")
    made = np.linalg.norm(after - other_after) / differ
    require(made > 0.3, "it ends alike from every start: that is what training makes")
    moved = max(np.linalg.norm(after - before), np.linalg.norm(other_after - other))
    change = f"it changes by {moved / differ:.0%} of what two starts differ by"
    require(moved < 0.05 * differ, change)


@exercise(numbers(2))
def check_3_1(factors):
    """What shuffling the words does to the first two singular values."""
    manual, shuffled = data.values_of_words()
    mistakes = {
        "these are differences, not factors": shuffled - manual,
        "these are singular values, not factors": shuffled,
        "words occur as often as before; do they meet the same others?": [1, 1],
        "no entry is negative: have the rows nothing in common?": [0, 0],
    }
    compare(factors, shuffled / manual, mistakes, tolerance=0.06)


@exercise(function)
def check_3_2(pmi):
    """Positive PMI, without smoothing."""
    mistakes = {
        "below 0 it should be 0": data.information,
        "where is N?": np.zeros_like,
        "rows and columns have sums of their own": lambda x: np.maximum(
            data.information(x, axis=0), 0
        ),
        "where is the logarithm?": lambda x: np.exp(data.information(x)) * (x > 0),
        "that is with smoothing": data.ppmi,
    }
    tables = [random_matrix((3, 3), 1) + 0.1, 5 * random_matrix((6, 6), 2) ** 3]
    tables += [tables[0] + tables[0].T, np.array([[4.0, 0, 1], [0, 3, 0], [2, 0, 0]])]
    cases = [(table,) for table in tables]
    try_on(pmi, lambda x: data.ppmi(x, smoothing=1), mistakes, cases)


@exercise(function)
def check_3_3(odd_one):
    """Which of some words, given by their vectors, is not like the others."""
    mistakes = {
        "that is the one most like the others": lambda x: np.argmax(data.along(x)),
        "rows are counted from 0": lambda x: np.argmin(data.along(x)) + 1,
        "long vectors have large inner products": lambda x: np.argmin(x @ x.sum(axis=0)),
        "a distance depends on lengths, too": lambda x: np.argmax(
            np.linalg.norm(x - x.mean(axis=0), axis=1)
        ),
    }
    cases = [(data.family(seed),) for seed in range(12)]
    try_on(odd_one, lambda x: np.argmin(data.along(x)), mistakes, cases)


@exercise(numbers())
def check_A_1(limit):
    """The limit of rate times curvature when Adam's beta_1 is 0.5."""
    truth = next(s for s in np.arange(0.01, 50, 0.01) if not data.shrinks(s, 0.5))
    known = {"that is the limit of 0.9": 38, "that is the limit without an average": 2}
    compare(limit, truth, {**known, "where is the 2?": truth / 2})


@exercise(numbers())
def check_A_2(epochs):
    """After how many epochs of vanishing gradients the rate p has doubled."""
    truth = np.argmax(np.cumprod(np.full(500, 0.99)) <= 1 / 4) + 1
    mistakes = {
        "then v has halved, but p goes with its root": truth / 2,
        "that is with a memory of 0.999": 10 * truth,
        "a fall by 1 % each time is no straight line": 100,
    }
    compare(epochs, truth, mistakes, tolerance=0.02)


@exercise(anything)
def check_A_3(optimizer):
    """An optimizer that keeps the answer, within a tenth of the epochs."""
    for seed, only in [(11, ""), (12, "one seed")]:
        network = LinearNetwork([2, 3, 4], runs=100, seed=seed)
        there = train(network, M, epochs=2000, optimizer=optimizer).loss < 1e-10
        ever, end = (int(part.sum()) for part in (there.any(axis=0), there[-1]))
        lost = f"of 100 restarts {ever} find the answer, and only {end} keep it"
        require(ever - end < 3, f"{lost}: is the rate small enough in the end?", only)
        few = f"none is lost, but only {end} of 100 restarts arrive"
        require(end >= 98, f"{few}: is the rate large enough, and for long enough?", only)


@exercise(numbers())
def check_A_4(rate):
    """A rate for gradient descent on the larger table."""
    require(rate > 0, "a rate must be positive")
    table = low_rank_matrix((10, 20), rank=3, seed=0)
    table /= np.sqrt(np.mean(table**2))
    descent = tf.keras.optimizers.SGD(float(rate))
    network = LinearNetwork([10, 3, 20], runs=20, seed=7)
    history = train(network, table, epochs=10_000, optimizer=descent)
    far = history.stopped_by == "diverged"
    require(not far, f"too large: after {history.epochs} epochs the loss is infinite")
    arrived = np.mean(history.loss[-1] < 1e-10)
    require(arrived >= 0.5, f"too small: after 10 000 epochs {arrived:.0%} have arrived")

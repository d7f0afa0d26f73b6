"""What A_Optimizers asks: its predictions and its exercises with their data."""

import numpy as np
import tensorflow as tf

from ..data import low_rank_matrix, word_table
from ..network import LinearNetwork
from ..teaching import Choice, anything, compare, exercise, numbers, require
from ..training import train

# With an average of the gradients, is the limit smaller, equal or larger than 2?
largest_stable_learning_rate = [
    Choice(
        "smaller",
        right=lambda limit: limit < 2,
        reason="An average turns around late, so that one might expect it to overshoot.",
    ),
    Choice(
        "larger",
        right=lambda limit: limit > 2,
        reason="Gradients that point to and fro cancel each other in an average.",
    ),
    Choice(
        "equal",
        right=lambda limit: True,
        reason="The average of a gradient that stays the same is that gradient.",
    ),
]

# While the learning rate decays, where is the sharpness relative to its limit?
sharpness_under_decay = [
    Choice(
        "below its limit",
        right=lambda sharpness: np.median(sharpness) < 0.8,
        reason="This is so where the learning rate decays faster than Adam forgets its old "
        "gradients.",
    ),
    Choice(
        "at its limit",
        right=lambda sharpness: np.median(sharpness) < 1.1,
        reason="Below the limit Adam forgets and its steps grow; above it the gradients "
        "grow, and the steps shrink.",
    ),
    Choice(
        "above its limit",
        right=lambda sharpness: True,
        reason="Above the limit each step increases the error, so that the gradients grow.",
    ),
]

# Which optimizer is best at its best constant learning rate?
constant_learning_rates = [
    Choice(
        "Adam",
        right=lambda best: best == "Adam",
        reason="It divides each gradient by its recent size; but so its effective learning "
        "rate grows when the gradients shrink.",
    ),
    Choice(
        "RMSprop",
        right=lambda best: best == "RMSprop",
        reason="It also divides by the recent size, with the same consequence.",
    ),
    Choice(
        "momentum",
        right=lambda best: best == "momentum",
        reason="It adds up past steps, and its effective learning rate stays constant.",
    ),
    Choice(
        "gradient descent",
        right=lambda best: True,
        reason="Its effective learning rate stays constant, but along small slopes its "
        "steps are small.",
    ),
]


M = word_table()[0]


def shrinks(s, beta_1):
    """Return whether Adam's steps shrink a distance when rate times curvature is s."""
    step = [[1 - (1 - beta_1) * s, -beta_1 * s], [1 - beta_1, beta_1]]
    return np.abs(np.linalg.eigvals(np.array(step))).max() < 1


@exercise(1, numbers())
def check_exercise_1(limit):
    """Judge the limit of learning rate times curvature when Adam's beta_1 is 0.5."""
    truth = next(s for s in np.arange(0.01, 50, 0.01) if not shrinks(s, 0.5))
    known = {"that is the limit of 0.9": 38, "that is the limit without an average": 2}
    compare(limit, truth, {**known, "where is the 2?": truth / 2})


@exercise(2, numbers())
def check_exercise_2(epochs):
    """Judge after how many epochs of vanishing gradients the rate p has doubled."""
    truth = np.argmax(np.cumprod(np.full(500, 0.99)) <= 1 / 4) + 1
    mistakes = {
        "then v has halved, but p goes with its root": truth / 2,
        "that is with a memory of 0.999": 10 * truth,
        "a fall by 1 % each time is no straight line": 100,
    }
    compare(epochs, truth, mistakes, tolerance=0.02)


@exercise(3, anything)
def check_exercise_3(optimizer):
    """Judge an optimizer that keeps the answer, within a tenth of the epochs."""
    for seed, only in [(11, ""), (12, "one seed")]:
        network = LinearNetwork([2, 3, 4], runs=100, seed=seed)
        there = train(network, M, epochs=2000, optimizer=optimizer).loss < 1e-10
        ever, end = (int(part.sum()) for part in (there.any(axis=0), there[-1]))
        lost = f"of 100 restarts {ever} find the answer, and only {end} keep it"
        require(ever - end < 3, f"{lost}: is the rate small enough in the end?", only)
        few = f"none is lost, but only {end} of 100 restarts arrive"
        require(end >= 98, f"{few}: is the rate large enough, and for long enough?", only)


@exercise(4, numbers())
def check_exercise_4(rate):
    """Judge a learning rate for gradient descent on the larger table."""
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

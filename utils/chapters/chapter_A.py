"""What A_Optimizers asks: its predictions and its exercises with their data."""

import numpy as np
import tensorflow as tf

from ..data import low_rank_matrix, word_table
from ..network import LinearNetwork
from ..teaching import Choice, anything, compare, exercise, numbers, require
from ..training import train


def _stays_down(losses):
    """Return whether the losses stay below 1e-10 from their lowest value to the end."""
    return max(losses[np.argmin(losses) :]) < 1e-10


# Will the loss stay down with sixteen digits?
sixteen_digits = [
    Choice(
        "yes, it stays down",
        right=_stays_down,
        reason="Rounding keeps the loss from becoming much smaller than the square of the "
        "last digit, so that more digits allow a smaller loss.",
    ),
    Choice(
        "no, it rises again",
        right=lambda losses: True,
        reason="Adam divides by the recent size of the gradients, which vanish with "
        "sixteen digits as they do with seven.",
    ),
]

# With an average of the gradients, is the limit smaller, equal or larger than 2?
largest_stable_learning_rate = [
    Choice(
        "it is smaller than 2",
        right=lambda limit: limit < 2,
        reason="An average turns around late: just after the weight has crossed the "
        "minimum, it still points onwards. It is natural to expect that this makes the "
        "weight overshoot sooner.",
    ),
    Choice(
        "it is larger than 2",
        right=lambda limit: limit > 2,
        reason="When a weight jumps back and forth, its gradient changes sign in every "
        "step, and in an average opposite signs cancel.",
    ),
    Choice(
        "it is equal to 2",
        right=lambda limit: True,
        reason="The average of a gradient that stays the same is this gradient, so then it "
        "makes no difference. But near a minimum, the gradient changes with the weight.",
    ),
]

# While the learning rate decays, where is the sharpness relative to its limit?
sharpness_under_decay = [
    Choice(
        "it is below its limit",
        right=lambda sharpness: np.median(sharpness) < 0.8,
        reason="This is the case where the learning rate decays faster than Adam forgets "
        "its old gradients.",
    ),
    Choice(
        "it is near its limit",
        right=lambda sharpness: np.median(sharpness) < 1.1,
        reason="Below the limit, the gradients shrink, and Adam's effective learning rate "
        "grows as it forgets the larger ones. Above the limit, the gradients grow, and the "
        "effective learning rate shrinks. Both bring s back to its limit.",
    ),
    Choice(
        "it is above its limit",
        right=lambda sharpness: True,
        reason="Above the limit, each step increases the error, so that the gradients "
        "grow. But Adam divides by the size of the gradients, and then takes shorter "
        "steps.",
    ),
]

# Which optimizer is best at its best constant learning rate?
constant_learning_rates = [
    Choice(
        "Adam",
        right=lambda best: best == "Adam",
        reason="Adam divides each gradient by its recent size, which helps along small "
        "slopes. But for the same reason its effective learning rate grows when the "
        "gradients shrink.",
    ),
    Choice(
        "RMSprop",
        right=lambda best: best == "RMSprop",
        reason="RMSprop also divides each gradient by its recent size, so its effective "
        "learning rate grows when the gradients shrink as well.",
    ),
    Choice(
        "momentum",
        right=lambda best: best == "momentum",
        reason="Momentum adds up past steps, which helps along small slopes, and its "
        "effective learning rate does not grow when the gradients shrink.",
    ),
    Choice(
        "gradient descent",
        right=lambda best: True,
        reason="The effective learning rate of gradient descent does not grow when the "
        "gradients shrink. But along small slopes its steps are small, so it may need more "
        "time.",
    ),
]


M = word_table()[0]


@exercise(1, numbers())
def check_exercise_1(limit):
    """Judge the limit of learning rate times curvature when Adam's beta_1 is 0.5."""
    beta_1 = 0.5
    truth = 2 * (1 + beta_1) / (1 - beta_1)
    mistakes = {
        "This is the limit for a beta_1 of 0.9.": 38,
        "This is the limit without an average of the gradients.": 2,
        "This is half of the right answer. Where is the 2 of the limit without "
        "an average?": truth / 2,
    }
    compare(limit, truth, mistakes)


@exercise(2, numbers())
def check_exercise_2(epochs):
    """Judge after how many epochs of vanishing gradients the effective rate has doubled."""
    beta_2 = 0.99
    truth = np.log(1 / 4) / np.log(beta_2)  # p doubles when v is a quarter
    mistakes = {
        "By then, v is halved. But p depends on the square root of v.": truth / 2,
        "This is the answer for a beta_2 of 0.999.": np.log(1 / 4) / np.log(0.999),
        "Here, v would have to fall along a straight line. But it falls by 1% of what is "
        "left each time.": 100,
    }
    compare(epochs, truth, mistakes, tolerance=0.02)


@exercise(3, anything)
def check_exercise_3(optimizer):
    """Judge an optimizer with which the runs converge within a tenth of the epochs."""
    for seed, right_for in [(11, ""), (12, "one set of initial weights")]:
        network = LinearNetwork([2, 3, 4], runs=100, seed=seed)
        history = train(network, M, epochs=2000, optimizer=optimizer)
        converged = history.loss < 1e-10  # [epochs, runs]
        at_some_epoch = int(converged.any(axis=0).sum())
        at_the_end = int(converged[-1].sum())
        require(
            at_some_epoch - at_the_end < 3,
            f"Of 100 runs, {at_some_epoch} find a solution, but only {at_the_end} still "
            "have it at the end. Is the learning rate small enough by then?",
            right_for,
        )
        require(
            at_the_end >= 98,
            f"Hardly any run loses its solution, but only {at_the_end} of 100 runs "
            "converge. Is the learning rate large enough, and for long enough?",
            right_for,
        )


@exercise(4, numbers())
def check_exercise_4(learning_rate):
    """Judge a learning rate for gradient descent on the larger table."""
    require(learning_rate > 0, "A learning rate must be positive.")
    table = low_rank_matrix((10, 20), rank=3, seed=0)
    table /= np.sqrt(np.mean(table**2))
    network = LinearNetwork([10, 3, 20], runs=20, seed=7)
    descent = tf.keras.optimizers.SGD(float(learning_rate))
    history = train(network, table, epochs=10_000, optimizer=descent)
    require(
        history.stopped_by != "diverged",
        "It is too large. The training diverges: after "
        f"{history.epochs} epochs the loss is infinite.",
    )
    converged = np.mean(history.loss[-1] < 1e-10)
    require(
        converged >= 0.5,
        f"It is too small. After 10,000 epochs only {converged:.0%} of the runs "
        "have converged.",
    )

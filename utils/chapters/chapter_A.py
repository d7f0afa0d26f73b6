"""What A_Optimizers asks: its predictions and its exercises with their data."""

import numpy as np
import tensorflow as tf

from ..data import low_rank_matrix, word_table
from ..network import LinearNetwork
from ..teaching import (
    Choice,
    anything,
    compare,
    compare_on_cases,
    exercise,
    function,
    numbers,
    require,
)
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
largest_stable_s = [
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

# When will the loss of the network rise again, relative to the predicted date?
appointment = [
    Choice(
        "more than a tenth earlier than the date",
        right=lambda ratio: ratio < 0.9,
        reason="This would happen if s grew faster than Adam forgets, for example because "
        "the curvature grows as well. Once the network has converged, however, its weights "
        "hardly move, and its curvature stays the same.",
    ),
    Choice(
        "within 2% of the date",
        right=lambda ratio: abs(ratio - 1) <= 0.02,
        reason="When all gradients vanish, Adam can only forget, and it forgets by the "
        "same factor in each epoch. Then nothing is left to chance.",
    ),
    Choice(
        "between 2% and a tenth away from the date",
        right=lambda ratio: abs(ratio - 1) <= 0.1,
        reason="The date is computed as if no new gradients came and as if the network "
        "no longer moved. Neither is quite true, so it is reasonable to expect an error.",
    ),
    Choice(
        "more than a tenth later than the date, or not at all",
        right=lambda ratio: True,
        reason="A gradient that is exactly zero cannot grow, so a network may lie still "
        "while s goes on growing. This happens if every entry of the product is right to "
        "the last digit.",
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

# With the memories exchanged, which has more runs converged, Adam or RMSprop?
exchanged_memories = [
    Choice(
        "Adam",
        right=lambda adam, rmsprop: adam > rmsprop,
        reason="Adam averages its gradients, which gives it a much larger limit of s. But "
        "with a short memory, its effective learning rate comes to this limit soon.",
    ),
    Choice(
        "RMSprop",
        right=lambda adam, rmsprop: rmsprop > adam,
        reason="With a long memory, the effective learning rate grows slowly when the "
        "gradients shrink, so that s is at its limit late.",
    ),
    Choice(
        "both have the same fraction",
        right=lambda adam, rmsprop: True,
        reason="This would be so if the memory made all the difference and the average of "
        "the gradients none.",
    ),
]

# What a student has to know before each prediction where no notebook stands around it,
# as in Moodle. The keys are the names of the predictions above.
SHARPNESS = (
    "Let $s$ be the learning rate times the curvature of the loss in its steepest "
    "direction."
)
CONTEXTS = {
    "sixteen_digits": "A small linear network is trained with Adam at a constant learning "
    "rate of 0.001, and with numbers of about seven significant digits (single "
    "precision). It finds a solution, and its loss falls almost to zero. Some thousand "
    "epochs later, the loss rises again. We repeat this with numbers of sixteen digits "
    "(double precision).",
    "largest_stable_s": "A single weight $w$ has the loss $L = \\frac12 c\\,w^2$, and an "
    "optimizer trains it with the learning rate $p$. Let $s = p\\,c$. Gradient descent "
    "replaces $w$ by $(1 - s)\\,w$ in each step, so that the weight approaches its "
    "minimum as long as $s$ is below 2. Adam does not step along the gradient itself, but "
    "along a running average of the gradients, in which $\\beta_1 = 0.9$ says how much of "
    "the old average is kept in each step. *The limit* is the largest $s$ with which the "
    "weight still approaches its minimum.",
    "appointment": f"{SHARPNESS} A solution becomes unstable when Adam's $s$ reaches 38. "
    "A network with 18 weights is trained with Adam, and its loss falls below $10^{-10}$ "
    "at epoch 2,042. Then its gradients vanish, Adam forgets the earlier ones, and $s$ "
    "grows by the same factor in each epoch. From the $s$ of epoch 2,042 alone, we "
    "compute that it will be 38 at about epoch 13,400. This is our *date*.",
    "sharpness_under_decay": f"{SHARPNESS} Here we use Adam's effective learning rates, "
    "which grow when the gradients shrink. A solution is unstable where $s$ is above its "
    "limit of 38. A network is trained for 20,000 epochs with Adam ($\\beta_2 = 0.99$) "
    "and a learning rate that decays from 0.03 to zero along half a cosine. At the end it "
    "has converged.",
    "exchanged_memories": "RMSprop and Adam both divide each gradient by its recent size, "
    "and Adam also averages the gradients. RMSprop usually remembers the size of the "
    "gradients for about ten epochs (0.9), and Adam for about a thousand (0.999). With "
    "these memories, more runs of Adam than of RMSprop have converged on a small table at "
    "the end of a training at a constant learning rate. Now we give RMSprop the memory of "
    "0.999 and Adam that of 0.9, each at the best of ten learning rates.",
}


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


@exercise(2, function)
def check_exercise_2(epochs_to_limit):
    """Judge a function that says after how many epochs s is at its limit."""

    def truth(s, beta_1, beta_2):
        limit = 2 * (1 + beta_1) / (1 - beta_1)
        return 2 * np.log(limit / s) / np.log(1 / beta_2)

    mistakes = {
        "The limit depends on beta_1; 38 is the limit for 0.9.": lambda s, beta_1, beta_2: (
            truth(s, 0.9, beta_2)
        ),
        "The memory is beta_2, which is not always 0.999.": lambda s, beta_1, beta_2: truth(
            s, beta_1, 0.999
        ),
        "This is half of the right result. In each epoch v is multiplied by beta_2, but s "
        "is divided by its square root.": lambda s, beta_1, beta_2: (
            truth(s, beta_1, beta_2) / 2
        ),
        "Here, the gradients are not averaged.": lambda s, beta_1, beta_2: truth(
            s, 0.0, beta_2
        ),
    }
    cases = [(1.0, 0.9, 0.999), (0.5, 0.8, 0.99), (2.0, 0.5, 0.999), (0.01, 0.9, 0.9)]
    compare_on_cases(epochs_to_limit, truth, mistakes, cases)


@exercise(3, numbers())
def check_exercise_3(epochs):
    """Judge how many epochs it takes to see an error that grows from the last digit."""
    s, error, truth = 38.0, 1e-16, 0
    while error < 1e-5:
        s /= np.sqrt(0.999)
        error *= _long_run_factor(s)
        truth += 1
    mistakes = {
        "Here, s stays what it is after one epoch. But it grows in each epoch, and the "
        "factor grows with it.": np.log(1e11)
        / np.log(_long_run_factor(38 / np.sqrt(0.999))),
        "This is how long it takes s to grow from 1 to its limit.": 2000 * np.log(38),
    }
    compare(epochs, truth, mistakes, tolerance=0.06)


def _long_run_factor(s):
    """Return by what a step of Adam multiplies a distance in the long run."""
    step = np.array([[1 - 0.1 * s, -0.9 * s], [0.1, 0.9]])
    return np.abs(np.linalg.eigvals(step)).max()


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


@exercise(5, anything)
def check_exercise_5(optimizer):
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

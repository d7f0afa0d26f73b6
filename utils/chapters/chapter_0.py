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
        reason="This is what most people draw. On an ordinary axis it would look like "
        "this, because there we cannot see the ever smaller changes near zero.",
    ),
    Choice(
        "it keeps falling to the end",
        right=lambda losses: not _rises_again(losses),
        reason="The smallest possible loss is 0, and every step is meant to go downhill. "
        "But single precision carries only about seven significant digits, so that "
        "rounding may keep the loss from coming any closer to 0.",
    ),
    Choice(
        "it falls, and later jumps back up",
        right=lambda losses: True,
        reason="Every step is meant to go downhill. But a step can be too long, and then "
        "it ends higher up on the other side of the minimum.",
    ),
]

# Will cat and dog get the same vectors from another initialization?
other_initialization = [
    Choice(
        "yes, the same vectors",
        right=lambda first, second: np.allclose(first, second, atol=0.05),
        reason="It is natural to argue that the same table has the same solution. But the "
        "table only says what the inner products should be, and not what the vectors "
        "themselves look like.",
    ),
    Choice(
        "the same up to their signs",
        right=lambda first, second: np.allclose(abs(first), abs(second), atol=0.05),
        reason="If a component changes its sign in all vectors, then every inner product "
        "stays as it is. But this is only one of the many changes of the vectors that "
        "leave all inner products as they are.",
    ),
    Choice(
        "no, different vectors",
        right=lambda first, second: True,
        reason="There are infinitely many solutions, and the initial weights decide which "
        "of them the training finds.",
    ),
]

# Which fraction of many runs converges at some epoch, and which at the last?
thousand_runs = [
    Choice(
        "nearly all converge, and they stay converged",
        right=lambda at_some_epoch, at_the_last: at_the_last > 0.9,
        reason="In a solution the gradient is zero, so it is natural to expect that a run "
        "stays there once it has found one. But Adam divides the gradient by its recent "
        "size, so that even steps along small gradients can be large.",
    ),
    Choice(
        "nearly all converge, but many do not stay converged",
        right=lambda at_some_epoch, at_the_last: at_some_epoch > 0.9,
        reason="Close to a solution the gradients become small, and the learning rate that "
        "Adam really uses for a weight can grow until its steps are too long.",
    ),
    Choice(
        "many never converge",
        right=lambda at_some_epoch, at_the_last: True,
        reason="Random initial weights may be so unlucky that the epochs are too few. How "
        "often this happens can only be found out by many runs.",
    ),
]

# Between which values do the cosines of cat and dog lie?
cosines = [
    Choice(
        "they are all above 0.9",
        right=lambda cosines: cosines.min() > 0.9,
        reason="It is natural to expect similar vectors for words with similar rows in the "
        "table. But the vectors are not the rows of the table, and the loss does not "
        "compare them with each other.",
    ),
    Choice(
        "they are all between 0 and 1",
        right=lambda cosines: cosines.min() >= 0,
        reason="A negative cosine would be surprising for two animals that do much the "
        "same. But no entry of the table is an inner product of two animals, so nothing in "
        "the loss asks for an angle between them.",
    ),
    Choice(
        "some are below 0, and some above",
        right=lambda cosines: True,
        reason="The angle is partly left over from the initial weights. They are random "
        "numbers, which know nothing about cats and dogs.",
    ),
]


M = word_table()[0]
RMSE_OF_ZEROS = np.sqrt(np.mean(M**2))  # that of a network whose product is zero
RMSE_OF_RANK_1 = optimal_rmse(M, 1)


@exercise(1, numbers(2, 2))
def check_exercise_1(small_table):
    """Judge the table of four inner products."""
    W1 = np.array([[1, 2, 0], [0, 1, 1]])
    W2 = np.array([[3, 2], [1, 0], [2, 1]])
    mistakes = {
        "These are the inner products of animals with animals. Each entry should be that "
        "of an animal and a verb.": W1 @ W1.T,
        "These are the inner products of verbs with verbs. Each entry should be that of an "
        "animal and a verb.": W2.T @ W2,
        "These are the products of the first components only. The products of the second "
        "and of the third components have to be added.": np.outer(W1[:, 0], W2[0]),
    }
    compare(small_table, W1 @ W2, mistakes)


@exercise(2, numbers(2))
def check_exercise_2(numbers_needed):
    """Judge how many numbers per word a table needs with one of two new rows."""
    mistakes = {
        "The second number is right. But the mean of two rows is a mixture of them, and "
        "its vector can be the mean of their vectors.": [3, 3],
        "The first number is right. But is (1, 0, 0, 0) a mixture of the rows of cat and "
        "dog?": [2, 2],
        "The first number is right. But the rank of a table is at most its number of rows, "
        "which is 3.": [2, 4],
        "With a single number per word, all rows are multiples of each other. Those of cat "
        "and dog are not.": [1, 2],
    }
    compare(numbers_needed, [2, 3], mistakes)


@exercise(3, numbers(2))
def check_exercise_3(ends):
    """Judge which RMSE training reaches from all weights 0, and from all weights 0.5."""
    mistakes = {
        "The network can represent the table exactly. But can the training get there from "
        "these initial weights?": [0, 0],
        "The first number is right. With all weights at 0.5, can the hidden units ever "
        "come to differ?": [RMSE_OF_ZEROS, 0],
        "The second number is right. With all weights at zero, what is the gradient "
        "of W1?": [RMSE_OF_RANK_1, RMSE_OF_RANK_1],
    }
    compare(ends, [RMSE_OF_ZEROS, RMSE_OF_RANK_1], mistakes, from_training=True)


@exercise(4, function)
def check_exercise_4(turn):
    """Judge the Q that turns one solution into another."""
    mistakes = {"This is the identity, which turns nothing.": np.eye(2)}
    trials = [  # the number of row words, the seed, and what is right before this trial
        (2, 0, ""),
        (2, 1, "the first of our examples"),
        (5, 2, "tables with two row words"),
    ]
    for row_words, seed, right_for in trials:
        generator = np.random.RandomState(seed)
        W1 = generator.standard_normal((row_words, 2))
        V2 = generator.standard_normal((2, 4))
        Q = generator.standard_normal((2, 2))
        V1 = W1 @ Q
        W2 = Q @ V2
        answer = turn(W1, W2, V1, V2, parser=numbers(2, 2), right_for=right_for)
        compare(answer, Q, mistakes, right_for=right_for)


@exercise(5, function)
def check_exercise_5(likeness):
    """Judge a cosine of the first two row words that no Q changes."""
    generator = np.random.RandomState(4)

    def try_on(W1, W2):
        """Return the cosine; refuse it if it is none, or if a Q changes it."""
        cosine = likeness(W1, W2)
        require(
            abs(cosine) < 1.001, f"A cosine is between -1 and 1, but yours is {cosine:.3g}."
        )
        any_Q = generator.standard_normal((2, 2))
        rotation = np.linalg.qr(generator.standard_normal((2, 2)))[0]
        rotated = likeness(W1 @ rotation, rotation.T @ W2)
        require(is_close(rotated, cosine), "It changes even if Q is a rotation.")
        stretched = likeness(W1 @ any_Q, np.linalg.inv(any_Q) @ W2)
        require(is_close(stretched, cosine), "It changes if Q stretches the vectors.")
        return cosine

    def network_with_multiple(factor):
        """Return W1 and W2, where the second row word is a multiple of the first."""
        W1 = generator.standard_normal((4, 2))
        W1[1] = factor * W1[0]
        return W1, generator.standard_normal((2, 5))

    twice = try_on(*network_with_multiple(2.0))
    minus_three_times = try_on(*network_with_multiple(-3.0))
    others = [
        try_on(generator.standard_normal((4, 2)), generator.standard_normal((2, 5)))
        for _ in range(2)
    ]
    require(not is_close(*others), "It is the same for any table.")
    require(
        is_close([twice, minus_three_times], [1, -1]),
        "If one row is twice the other, the cosine should be 1, and if it is minus three "
        f"times the other, -1. Yours are {twice:.3g} and {minus_three_times:.3g}.",
    )

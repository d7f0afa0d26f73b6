"""The numbers and findings of A_Optimizers, taken from the variables of its notebook."""

from utils import adam_with_decay
from utils.chapters import chapter_A

import numpy as np
import tensorflow as tf

NOTEBOOK = "A_Optimizers"

# What the text invites readers to change: the old and the new code.
CHANGES = [
    ("seed = 0\n", "seed = 1\n"),
    ("seed = 0\n", "seed = 2\n"),
    ("seed = 0\n", "seed = 3\n"),
    ("seed = 0\n", "seed = 4\n"),
    ("hidden_size = 3\n", "hidden_size = 2\n"),
    ("hidden_size = 3\n", "hidden_size = 5\n"),
    ("hidden_size = 3\n", "hidden_size = 1\n"),
    ("epochs = 20_000\n", "epochs = 5_000\n"),
    ("epochs = 20_000\n", "epochs = 1_100\n"),
    (
        "M, rows, columns = word_table()\n",
        "M = np.random.RandomState(1).random_sample((3, 5))\n"
        "rows, columns = list('abc'), list('vwxyz')\n",
    ),
    ("converged_below = 1e-10", "converged_below = 1e-6"),
    ("beta_1 = 0.9", "beta_1 = 0.8"),
    ("rates = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0]", "rates = [0.01, 0.1]"),
]

# The choices of a prediction, what was found, and the place of the right choice.
PREDICTIONS = [
    (chapter_A.sixteen_digits, (np.array([1.0, 1e-30, 1e-20]),), 0),
    (chapter_A.sixteen_digits, (np.array([1.0, 1e-30, 1e-6]),), 1),
    (chapter_A.largest_stable_learning_rate, (1.5,), 0),
    (chapter_A.largest_stable_learning_rate, (38.0,), 1),
    (chapter_A.largest_stable_learning_rate, (2.0,), 2),
    (chapter_A.sharpness_under_decay, (np.array([0.2, 0.5, 1.0]),), 0),
    (chapter_A.sharpness_under_decay, (np.array([0.5, 1.0, 1.2]),), 1),
    (chapter_A.sharpness_under_decay, (np.array([0.5, 1.2, 1.5]),), 2),
    (chapter_A.constant_learning_rates, ("Adam",), 0),
    (chapter_A.constant_learning_rates, ("RMSprop",), 1),
    (chapter_A.constant_learning_rates, ("momentum",), 2),
    (chapter_A.constant_learning_rates, ("gradient descent",), 3),
]

optimizers = tf.keras.optimizers

# Answers to the exercises that are right, by the number of the exercise.
RIGHT = {
    1: [6, 6.0, np.array(5.99)],
    2: [138, np.log(4) / -np.log(0.99), 137],
    3: [
        adam_with_decay(2000, 0.1),
        adam_with_decay(2000, 0.3),
        optimizers.RMSprop(optimizers.schedules.CosineDecay(0.1, 2000)),
    ],
    4: [4, 5.0, np.float32(4.5)],
}

# Answers that are wrong, with what the verdict says.
WRONG = {
    1: [
        (38, "beta_1 of 0.9"),
        (2, "without an average"),
        (3, "Where is the 2"),
        (1 / 6, "This is the inverse"),
        (-6, "The sign is wrong"),
        (36, "is the square of the right"),
        (7, "It is slightly too large."),
        ([6], "Its shape is (1,)"),
    ],
    2: [
        (69, "the square root of v"),
        (1386, "beta_2 of 0.999"),
        (100, "straight line"),
        (138**2, "is the square of the right"),
        (1 / 138, "This is the inverse"),
        (-138, "The sign is wrong"),
        (120, "It is slightly too small."),
    ],
    3: [
        (optimizers.Adam(0.1), "still have it at the end"),
        (adam_with_decay(2000, 0.001), "Hardly any run loses its solution, but only"),
        (adam_with_decay(200, 0.1), "for long enough"),
        ("adamx", "optimizer must be"),
        (0.03, "optimizer must be"),
    ],
    4: [
        (0.3, "too small. After 10,000 epochs only 0% of the runs"),
        (2, "too small"),
        (1000.0, "too large"),
        (0, "must be positive"),
        (-4, "must be positive"),
        ([3, 4], "but the answer should be a number."),
        (optimizers.SGD(4.0), "The answer should be a number; got"),
    ],
}


def test_no_entry_of_any_run_is_far_off(chapter):
    assert np.abs(chapter.products - chapter.M).max() < 0.05


def test_with_sixteen_digits_the_loss_falls_further_and_rises_again(chapter):
    lowest = np.argmin(chapter.double_losses)
    assert chapter.double_losses[lowest] < 1e-25
    assert chapter.double_losses[lowest:].max() > 1e-10


def test_adam_written_out_is_adam_of_keras(chapter):
    early = chapter.double["epoch"] < 2000
    trained = chapter.double_losses[chapter.double["epoch"][early]]
    np.testing.assert_allclose(chapter.double["loss"][early], trained, rtol=1e-3)


def test_the_loss_jumps_only_at_the_limit(chapter):
    loss = chapter.double["loss"]
    assert loss[chapter.before].max() < 1e-9
    assert loss[chapter.at_limit :].max() > 1e-9


def test_s_climbs_as_fast_as_adam_forgets(chapter):
    epoch, s = chapter.double["epoch"][chapter.before], chapter.double["s"][chapter.before]
    low, high = np.searchsorted(s, [15, 30])
    growth = (s[high] / s[low]) ** (1000 / (epoch[high] - epoch[low]))
    assert abs(growth - 0.999**-500) < 0.02  # 1.65


def test_s_stays_near_its_limit(chapter):
    s = chapter.double["s"][chapter.at_limit :]
    assert np.mean((s > 30) & (s < 42)) > 0.9


def test_no_step_is_as_long_as_the_first(chapter):
    assert chapter.double["step"][1:].max() < 0.001


def test_in_single_precision_weights_lie_still_while_s_climbs(chapter):
    parts = np.array_split(chapter.single["unmoved"], 20)
    assert max(part.mean() for part in parts) > 0.6
    assert chapter.single["s"].max() > 36


def test_a_run_with_a_loss_of_zero_for_a_thousand_epochs_keeps_it(chapter):
    was_zero = (chapter.largest == 0).any(axis=0)
    assert chapter.zero_at_the_end[was_zero].all()


def test_some_runs_lie_still_above_zero(chapter):
    assert chapter.still_above_zero.mean() > 0.04


def test_the_decay_helps_each_setting(chapter):
    for each in chapter.settings:
        assert chapter.decaying[each][0] - chapter.constant[each][0] > 0.15


def test_with_decay_a_small_learning_rate_loses_hardly_any_solution(chapter):
    at_the_end, at_some_epoch = chapter.decaying[0.001, 0.999]
    assert at_some_epoch - at_the_end < 0.01


def test_a_short_memory_alone_makes_it_worse(chapter):
    for initial_rate in (0.001, 0.03):
        short, long = (chapter.constant[initial_rate, beta_2] for beta_2 in (0.99, 0.999))
        assert short[0] < 0.6 * long[0]


def test_under_decay_the_error_follows_the_learning_rate(chapter):
    ratios = (chapter.decay_rmse / chapter.eta(chapter.decay["epoch"]))[chapter.middle]
    medians = [np.median(part) for part in np.array_split(ratios, 10)]
    assert 0.01 < min(medians) and max(medians) < 0.2


def test_under_decay_s_leaves_its_limit_in_the_last_400_epochs(chapter):
    last = chapter.decay["epoch"] >= chapter.epochs - 400
    assert np.all(np.diff(chapter.decay["s"][last]) < 0)
    assert chapter.decay_rmse[-1] < 1e-10


def test_at_a_constant_learning_rate_momentum_is_best_and_decay_costs_it_a_little(chapter):
    assert chapter.final["momentum", False] >= 0.8
    assert chapter.final["momentum", True] < chapter.final["momentum", False]


def test_at_a_constant_learning_rate_many_keep_only_an_exact_zero(chapter):
    for name, least in [("RMSprop", 0.8), ("Adam", 0.4)]:
        converged, zero = chapter.results[name, False]
        assert zero.sum() >= least * converged[-1].sum()


def test_with_decay_adam_is_early_and_rmsprop_late(chapter):
    assert chapter.epoch_of_half(chapter.results["Adam", True][0]) < 1000
    assert chapter.epoch_of_half(chapter.results["RMSprop", True][0]) > 10_000


def test_gradient_descent_and_momentum_lose_hardly_any_solution(chapter):
    for name in ("gradient descent", "momentum"):
        fraction = chapter.results[name, False][0].mean(axis=1)
        assert fraction.max() - fraction[-1] <= 0.02


def test_learning_rates_on_the_larger_table(chapter):
    adam, rmsprop, descent, momentum = chapter.larger.values()
    assert min(adam, rmsprop) >= 0.9
    assert descent <= 0.2
    assert momentum >= 0.8

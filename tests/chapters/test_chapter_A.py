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
    ("answer = 1e-10", "answer = 1e-6"),
    ("beta_1 = 0.9", "beta_1 = 0.8"),
    ("rates = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0]", "rates = [0.01, 0.1]"),
]

# The choices of a prediction, what was found, and the place of the right choice.
PREDICTIONS = [
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
        (38, "of 0.9"),
        (2, "without an average"),
        (3, "where is the 2"),
        (1 / 6, "that is the inverse"),
        (-6, "sign"),
        (36, "square"),
        (7, "too large, but not by much"),
        ([6], "its shape is (1,)"),
    ],
    2: [
        (69, "p goes with its root"),
        (1386, "memory of 0.999"),
        (100, "no straight line"),
        (138**2, "square"),
        (1 / 138, "that is the inverse"),
        (-138, "sign"),
        (120, "too small, but not by much"),
    ],
    3: [
        (optimizers.Adam(0.1), "keep it"),
        (adam_with_decay(2000, 0.001), "none is lost, but only"),
        (adam_with_decay(200, 0.1), "for long enough"),
        ("adamx", "optimizer must be"),
        (0.03, "optimizer must be"),
    ],
    4: [
        (0.3, "too small: after 10 000 epochs 0% have arrived"),
        (2, "too small"),
        (1000.0, "too large"),
        (0, "must be positive"),
        (-4, "must be positive"),
        ([3, 4], "the answer should be a number"),
        (optimizers.SGD(4.0), "the answer should be a number"),
    ],
}


def test_no_entry_of_any_restart_is_off_by_more_than(chapter):
    assert np.all(chapter.off < 0.05)


def test_the_loss_falls_below(chapter):
    assert np.all(chapter.alone_loss[chapter.low] < 1e-25)


def test_and_rises_above_again(chapter):
    assert np.all(chapter.alone_loss[chapter.low :].max() > 1e-10)


def test_it_rises_to_only_after(chapter):
    assert np.all(
        max(chapter.loss[chapter.before]) < 1e-9 < max(chapter.loss[chapter.after])
    )


def test_s_climbs_fold_in_1000_epochs(chapter):
    assert np.all(abs(chapter.growth(15, 30) - 1.65) < 0.02)


def test_then_s_is_near_38_in_more_than_of_the_notes(chapter):
    assert np.all(chapter.near[chapter.after].mean() > 0.9)


def test_it_stays_below_its_first_length(chapter):
    assert np.all(chapter.length[1:].max() < 0.001)


def test_for_a_time_more_than_stay_as_they_are(chapter):
    assert np.all(chapter.quiet > 0.6)


def test_and_s_still_climbs_past(chapter):
    assert np.all(chapter.single_steep.max() > 36)


def test_none_leaves_that_had_it_for_1000_epochs(chapter):
    assert np.all(chapter.at_rest[chapter.zero.any(axis=0)])


def test_more_than_lie_still_above_0_for_1000(chapter):
    assert np.all(chapter.waiting.mean() > 0.04)


def test_the_fall_brings_or_more_each_time(chapter):
    assert np.all(min(chapter.gains) > 0.15)


def test_the_fourth_loses_at_most_of_what_it_finds(chapter):
    assert np.all(chapter.timid[1] - chapter.timid[0] < 0.01)


def test_constant_0_99_keeps_at_most_of_what_0_999_does(chapter):
    assert np.all(max(chapter.shorter) < 0.6)


def test_the_rmse_is_to_times(chapter):
    assert np.all(0.01 < min(chapter.ratio) and max(chapter.ratio) < 0.2)


def test_in_the_last_400_epochs_s_only_falls(chapter):
    assert np.all(np.diff(chapter.fall_steep[chapter.when >= chapter.epochs - 400]) < 0)


def test_and_the_rmse_ends_below(chapter):
    assert np.all(chapter.fall_rmse[-1] < 1e-10)


def test_momentum_constant_or_more(chapter):
    assert np.all(chapter.final["momentum", 0] >= 0.8)


def test_the_fall_costs_momentum(chapter):
    assert np.all(chapter.final["momentum", 1] < chapter.final["momentum", 0])


def test_rmsprop_constant_or_more_of_them_have_a_loss_of_0(chapter):
    assert np.all(chapter.exact("RMSprop") >= 0.8)


def test_adam_constant_or_more(chapter):
    assert np.all(chapter.exact("Adam") >= 0.4)


def test_adam_has_half_there_by_epoch(chapter):
    assert np.all(chapter.half(chapter.result["Adam", 1][0]) < 1000)


def test_rmsprop_only_after(chapter):
    assert np.all(chapter.half(chapter.result["RMSprop", 1][0]) > 10000)


def test_gradient_descent_and_momentum_fall_back_by_at_most(chapter):
    assert np.all([share.max() - share[-1] <= 0.02 for share in chapter.steady])


def test_gradient_descent_or_less(chapter):
    assert np.all(chapter.descent <= 0.2)


def test_momentum_at_ten_times_its_rate_or_more(chapter):
    assert np.all(chapter.tenfold >= 0.8)

"""The numbers and findings of A_Optimizers, taken from the variables of its notebook."""

from utils import LinearNetwork, adam_with_decay, train
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
    ("beta_1 = 0.9\n", "beta_1 = 0.8\n"),
    (
        "rates = [0.00015, 0.0005, 0.0015, 0.005, 0.015, 0.05, 0.15, 0.5, 1.5, 5.0]",
        "rates = [0.01, 0.1]",
    ),
    ("random_matrix((4, 6), seed=seed)", "random_matrix((3, 5), seed=seed)"),
    ("curvature = 1.0\n", "curvature = 3.0\n"),
]

# The choices of a prediction, what was found, and the place of the right choice.
PREDICTIONS = [
    (chapter_A.sixteen_digits, (np.array([1.0, 1e-30, 1e-20]),), 0),
    (chapter_A.sixteen_digits, (np.array([1.0, 1e-30, 1e-6]),), 1),
    (chapter_A.largest_stable_s, (1.5,), 0),
    (chapter_A.largest_stable_s, (38.0,), 1),
    (chapter_A.largest_stable_s, (2.0,), 2),
    (chapter_A.sharpness_under_decay, (np.array([0.2, 0.5, 1.0]),), 0),
    (chapter_A.sharpness_under_decay, (np.array([0.5, 1.0, 1.2]),), 1),
    (chapter_A.sharpness_under_decay, (np.array([0.5, 1.2, 1.5]),), 2),
    (chapter_A.appointment, (0.5,), 0),
    (chapter_A.appointment, (1.015,), 1),
    (chapter_A.appointment, (1.05,), 2),
    (chapter_A.appointment, (0.95,), 2),
    (chapter_A.appointment, (1.5,), 3),
    (chapter_A.appointment, (np.inf,), 3),
    (chapter_A.exchanged_memories, (0.5, 0.2), 0),
    (chapter_A.exchanged_memories, (0.0, 0.5), 1),
    (chapter_A.exchanged_memories, (0.5, 0.5), 2),
]

optimizers = tf.keras.optimizers


def count_epochs_to_limit(s, beta_1, beta_2):
    passed = 0
    while s < 2 * (1 + beta_1) / (1 - beta_1):
        s /= beta_2**0.5
        passed += 1
    return passed


def right_answers():
    """Return right answers to the exercises, by the number of the exercise."""
    return {
        1: [6, 6.0, np.array(5.99)],
        2: [
            lambda s, beta_1, beta_2: (
                np.log((2 * (1 + beta_1) / (1 - beta_1) / s) ** 2) / -np.log(beta_2)
            ),
            lambda s, b1, b2: 2 * np.emath.logn(1 / b2, 2 * (1 + b1) / (1 - b1) / s),
            count_epochs_to_limit,
        ],
        3: [100, 100.0, np.int64(98), 104],
        5: [
            adam_with_decay(2000, 0.1),
            adam_with_decay(2000, 0.3),
            optimizers.RMSprop(optimizers.schedules.CosineDecay(0.1, 2000)),
        ],
        4: [4, 5.0, np.float32(4.5)],
    }


def wrong_answers():
    """Return wrong answers, each with a part of what the verdict says."""
    return {
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
            (
                lambda s, b1, b2: 2 * np.log(38 / s) / np.log(1 / b2),
                "38 is the limit for 0.9",
            ),
            (
                lambda s, b1, b2: (
                    2 * np.log(2 * (1 + b1) / (1 - b1) / s) / np.log(1 / 0.999)
                ),
                "not always 0.999",
            ),
            (
                lambda s, b1, b2: np.log(2 * (1 + b1) / (1 - b1) / s) / np.log(1 / b2),
                "half of the right result",
            ),
            (lambda s, b1, b2: 2 * np.log(2 / s) / np.log(1 / b2), "not averaged"),
            (
                lambda s, b1, b2: 2 * np.log(2 * (1 + b1) / (1 - b1) / s) / np.log(b2),
                "sign",
            ),
            (7272, "should be a function"),
            (lambda s: s, "Your function raises TypeError"),
        ],
        3: [
            (7275, "from 1 to its limit"),
            (1540, "s stays what it is"),
            (50, "It is too small"),
            (120, "It is slightly too large"),
            (-100, "The sign is wrong"),
        ],
        5: [
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


def converged_at_the_end(chapter, name, decays):
    return chapter.results[name, decays][0]


def test_most_runs_converge_and_many_lose_their_solution(chapter):
    assert chapter.found_at_some_epoch > 0.95
    assert 0.5 < chapter.fraction[-1] < 0.7
    assert 12_000 < np.argmax(chapter.fraction) < 14_500


def test_no_entry_of_the_worst_run_is_far_off(chapter):
    assert np.abs(chapter.worst - chapter.M).max() < 0.05


def test_with_sixteen_digits_the_loss_falls_further_and_rises_again(chapter):
    lowest = np.argmin(chapter.double_losses)
    assert chapter.double_losses[lowest] < 1e-25
    assert chapter.double_losses[lowest:].max() > 1e-10


def test_the_distance_shrinks_below_the_limit_and_grows_above_it(chapter):
    assert abs(chapter.limit - 38) < 1e-9
    assert chapter.long_run_factor(37.99) < 1 < chapter.long_run_factor(38.01)


def test_the_factor_is_the_root_of_beta_1_from_0_03_to_the_limit(chapter):
    for s in (0.03, 1, 2, 10, 37, 37.97):
        assert abs(chapter.long_run_factor(s) - np.sqrt(0.9)) < 1e-6


def test_an_alternating_gradient_leaves_a_nineteenth_in_the_average(chapter):
    average = 0.0
    for step in range(1000):
        average = 0.9 * average + 0.1 * (-1) ** step
    assert abs(abs(average) - 1 / 19) < 1e-9


def test_the_weight_on_the_bowl_keeps_its_appointment(chapter):
    assert chapter.bowl_date - chapter.back < 0
    assert abs(chapter.bowl_date - chapter.crossed) < 15
    assert 17_000 < chapter.bowl_date - 3404 < 17_300
    assert 800 < chapter.back - chapter.crossed < 950


def test_the_weight_on_the_bowl_falls_far_and_jumps_as_high_as_the_learning_rate(chapter):
    assert chapter.distance[19_500:20_500].max() < 1e-300
    assert 0.0005 < chapter.distance[chapter.after].max() < 0.002


def test_the_weight_on_the_bowl_shrinks_by_the_factor_that_was_computed(chapter):
    shrunk = chapter.distance[16_000:17_000].max() / chapter.distance[10_000:11_000].max()
    assert abs(np.log(shrunk) / 6000 - np.log(0.9) / 2) < 1e-3


def test_adam_written_out_is_adam_of_keras(chapter):
    network = LinearNetwork(chapter.layer_sizes, seed=chapter.another_seed, dtype="float64")
    of_keras = train(network, chapter.M, epochs=1500).loss
    np.testing.assert_allclose(chapter.loss[:1500], of_keras, rtol=1e-3)


def test_sharpness_is_the_largest_eigenvalue_of_the_second_derivatives(chapter):
    generator = np.random.RandomState(0)
    w = generator.standard_normal(18)
    p = generator.random_sample(18)
    table = chapter.product(w, chapter.M)  # so that the weights are a solution
    columns = []
    for place in range(18):
        nearby = np.eye(18)[place] * 1e-5
        higher = chapter.gradient(w + nearby, table)
        columns.append((higher - chapter.gradient(w - nearby, table)) / 2e-5)
    curvature = np.sqrt(p)[:, None] * np.array(columns) * np.sqrt(p)
    largest = np.linalg.eigvalsh(curvature)[-1]
    assert abs(chapter.sharpness(w, p, table) / largest - 1) < 1e-6


def test_the_network_keeps_its_appointment(chapter):
    assert abs(chapter.date - 13_398) < 10
    assert chapter.date - chapter.found > 11_000
    assert 0 < chapter.lost - chapter.date < 0.02 * chapter.date
    before = (chapter.epoch > 2042) & (chapter.epoch < chapter.date)
    assert chapter.loss[before].max() < 1e-9
    assert chapter.loss[before].min() < 1e-25


def test_s_stays_near_its_limit(chapter):
    s = chapter.notes[round(chapter.date) :, 2]
    assert np.mean((s > 30) & (s < 42)) > 0.9


def test_the_effective_learning_rate_grows_and_the_step_shrinks(chapter):
    place, last = 2042, chapter.last
    assert 150 < chapter.mean_p[last] / chapter.mean_p[place] < 600
    assert chapter.mean_step[place] / chapter.mean_step[last] > 1e6
    assert np.argmax(chapter.mean_step) == 0


def test_twenty_networks_keep_their_appointments(chapter):
    assert np.sum(abs(chapter.lost_at / chapter.dates - 1) < 0.02) >= 18
    delays = chapter.lost_at - chapter.dates
    assert 70 < np.median(delays) < 150
    assert np.median(chapter.dates - chapter.found_at) > 8000


def test_on_the_table_of_words_rounding_keeps_some_networks_waiting(chapter):
    assert np.sum(np.abs(chapter.word_delays) < 0.03) >= 9
    assert np.sum(~(np.abs(chapter.word_delays) < 0.03)) >= 2


def test_many_of_the_thousand_runs_end_at_a_loss_of_exactly_zero(chapter):
    assert 0.15 < np.mean(chapter.final_losses == 0) < 0.4


def test_the_decay_helps_each_setting(chapter):
    for each in chapter.settings:
        assert chapter.decaying[each][0] - chapter.constant[each][0] > 0.15
    others = [chapter.decaying[each][0] for each in chapter.settings[1:]]
    assert min(others) >= 0.98


def test_with_decay_a_small_learning_rate_loses_hardly_any_solution(chapter):
    at_the_end, at_some_epoch = chapter.decaying[0.001, 0.999]
    assert 0.8 < at_the_end < 0.95
    assert at_some_epoch - at_the_end < 0.01


def test_a_short_memory_alone_makes_it_worse(chapter):
    for initial_rate in (0.001, 0.03):
        short, long = (chapter.constant[initial_rate, beta_2] for beta_2 in (0.99, 0.999))
        assert short[0] < 0.3 and long[0] > 0.45


def test_under_decay_s_stays_near_its_limit_and_the_error_follows_the_learning_rate(
    chapter,
):
    s = chapter.decay_s[chapter.middle]
    assert np.mean((s > 30) & (s < 42)) > 0.9
    ratios = (chapter.decay_rmse / chapter.decay_eta)[chapter.middle]
    medians = [np.median(part) for part in np.array_split(ratios, 10)]
    assert 0.01 < min(medians) and max(medians) < 0.2


def test_under_decay_s_leaves_its_limit_in_the_last_400_epochs(chapter):
    last = chapter.decay_epoch >= chapter.epochs - 400
    assert np.all(np.diff(chapter.decay_s[last]) < 0)
    assert chapter.decay_rmse[-1] < 1e-10


def test_the_network_under_decay_finds_a_solution_early_and_loses_it(chapter):
    early = chapter.decay_epoch < 1000
    assert chapter.decay_rmse[early].min() < 1e-5
    assert np.median(chapter.decay_rmse[chapter.middle]) > 1e-4


def test_a_training_with_decay_is_good_only_at_its_planned_end(chapter):
    assert chapter.planned_short[-1] >= 0.98
    assert chapter.planned_long[-1] >= 0.98
    assert chapter.planned_long[:1000].max() > 0.5
    assert 0.1 < chapter.planned_long[10_000] < 0.35
    assert chapter.brought_down[-1] >= 0.98
    assert chapter.brought_down[:400].max() > chapter.brought_down[1000] + 0.3


def test_momentum_is_best_at_a_constant_learning_rate(chapter):
    momentum = converged_at_the_end(chapter, "momentum", False)
    assert momentum >= 0.94
    for name in chapter.optimizers:
        assert converged_at_the_end(chapter, name, False) <= momentum
    assert converged_at_the_end(chapter, "momentum", True) <= momentum


def test_gradient_descent_converges_in_most_runs(chapter):
    for decays in (False, True):
        assert 0.5 < converged_at_the_end(chapter, "gradient descent", decays) < 0.9


def test_with_decay_all_memories_keep_their_solutions(chapter):
    for name in chapter.with_memory:
        assert converged_at_the_end(chapter, name, True) >= 0.98


def test_with_exchanged_memories_the_ranking_turns_around(chapter):
    rmsprop, adam = (
        {
            m: converged_at_the_end(chapter, f"{name}, memory {m}", False)
            for m in (0.9, 0.999)
        }
        for name in ("RMSprop", "Adam")
    )
    assert adam[0.999] > rmsprop[0.9] - 0.06
    assert rmsprop[0.999] > adam[0.9] + 0.3
    assert adam[0.999] > rmsprop[0.999]
    assert rmsprop[0.9] > adam[0.9] + 0.3


def test_a_long_memory_makes_both_early_and_a_short_one_late(chapter):
    half_at = {name: chapter.results[name, True][1] for name in chapter.with_memory}
    assert half_at["Adam, memory 0.999"] < 600
    assert half_at["RMSprop, memory 0.999"] < 600
    assert half_at["Adam, memory 0.9"] > 20 * half_at["Adam, memory 0.999"]
    assert half_at["RMSprop, memory 0.9"] > 4 * half_at["RMSprop, memory 0.999"]
    assert half_at["Adam, memory 0.9"] > 3 * half_at["RMSprop, memory 0.9"]


def test_only_optimizers_that_forget_lose_solutions(chapter):
    lost = {
        name: ever - at_the_end
        for name, (_, (at_the_end, _, ever, _)) in chapter.survey.items()
    }
    for group in ("do not divide", "never forget"):
        for name in chapter.groups[group]:
            assert chapter.survey[name][1][2] > 0.6
            assert lost[name] <= 0.02
    assert lost["Adadelta, memory 0.95"] <= 0.02
    for name in ("RMSprop", "Adam", "Adamax"):
        assert lost[f"{name}, memory 0.999"] > 0.1
    assert lost["RMSprop, memory 0.9"] > 0.4
    assert lost["Adam, memory 0.9"] > 0.8


def test_nadam_owes_its_solutions_to_rounding_and_lion_finds_none(chapter):
    _, (at_the_end, _, _, exactly_zero) = chapter.survey["Nadam, memory 0.999"]
    assert exactly_zero >= 0.85 * at_the_end
    assert chapter.survey["Lion"][1][2] < 0.05


def test_amsgrad_is_as_quick_as_adam(chapter):
    adam, amsgrad = (
        chapter.survey[f"{name}, memory 0.999"][1][1] for name in ("Adam", "AMSGrad")
    )
    assert amsgrad < 2 * adam
    assert chapter.survey["AMSGrad, memory 0.999"][0] >= 0.1


def test_learning_rates_on_the_larger_table(chapter):
    for name in ("Adam", "RMSprop"):
        assert chapter.larger[f"{name}, memory 0.999", 1] >= 0.85
    assert chapter.larger["gradient descent", 1] <= 0.2
    assert chapter.larger["momentum", 1] <= 0.85
    for name in ("gradient descent", "momentum"):
        assert chapter.larger[name, 10] >= 0.9

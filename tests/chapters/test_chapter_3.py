"""The numbers and findings of 3_WordVectors, taken from the variables of its notebook."""

from utils import optimal_rmse, ppmi
from utils.chapters import chapter_3

import numpy as np

NOTEBOOK = "3_WordVectors"

# What the text invites readers to change: the old and the new code.
CHANGES = [
    ("seed = 0", "seed = 1"),
    ("seed = 0", "seed = 2"),
    ("seed = 0", "seed = 3"),
    ('"integer exception true left three"', '"python unicorn zero"'),
    ("min_count = 20", "min_count = 120"),
    ("window = 5", "window = 1"),
    ("window = 5", "window = 12"),
    ("smoothing = 0.75", "smoothing = 1"),
    ("hidden_size = 50", "hidden_size = 10"),
    ("epochs = 4000", "epochs = 300"),
    ("negatives = 5", "negatives = 1"),
    ("own_file = None", 'own_file = "no_such_file.txt"'),
    ("own_text = sentences", 'own_text = "the cat sat on the mat"'),
    (
        "integer float complex int integers floating decimal number numbers numeric\n",
        "unicorn dragon phoenix\n",
    ),
    ("min_count = 20", "min_count = 600"),
    ("hidden_size = 50", "hidden_size = 2"),
    ("smoothing = 0.75", "smoothing = 0"),
    ("own_text = sentences", 'own_text = "кошка и собака, кошка или мышь. " * 30'),
    ("own_text = sentences", "own_text = None"),
    ("epochs=30,", "epochs=3,"),
    ('"mse")', '"no such loss")'),
]

# The choices of a prediction, what was found, and the place of the right choice.
PREDICTIONS = [
    (chapter_3.few_dimensions, ([0.5, 0.8], 0.7), 0),
    (chapter_3.few_dimensions, ([0.5, 0.69], 0.7), 1),
    (chapter_3.few_dimensions, ([0.5, 0.6], 0.7), 2),
    (chapter_3.analogies, (0.6, 0.6), 0),
    (chapter_3.analogies, (0.4, 0.2), 2),
    (chapter_3.analogies, (0.2, 0.15), 1),
    (chapter_3.masked_zeros, (0.8, 0.7), 0),
    (chapter_3.masked_zeros, (0.3, 0.7), 1),
    (chapter_3.masked_zeros, (0.7, 0.7), 2),
]


def units(vectors):
    return vectors / np.linalg.norm(vectors, axis=1)[:, None]


def pmi(counts, smallest=0.0, total=None, log=np.log):
    first, second = counts.sum(axis=1), counts.sum(axis=0)
    total = counts.sum() if total is None else total
    with np.errstate(divide="ignore"):
        found = log(counts * total / np.outer(first, second))
    return np.where(counts > 0, np.maximum(found, smallest), 0)


_manual, _shuffled = chapter_3.values_of_words()

FACTORS = _shuffled / _manual

# Answers to the exercises that are right, by the number of the exercise.
RIGHT = {
    1: [FACTORS, 1.03 * FACTORS, FACTORS.round(2).tolist()],
    2: [
        pmi,
        lambda counts: np.log(np.maximum(np.exp(pmi(counts)), 1)),
        lambda counts: pmi(counts.T).T,
        lambda counts: ppmi(counts, 1),
    ],
    3: [
        lambda vectors: np.argmin((units(vectors) @ units(vectors).T).sum(axis=0)),
        lambda vectors: np.argmin(np.median(units(vectors) @ units(vectors).T, axis=0)),
        lambda vectors: int(np.argmin(units(vectors) @ units(vectors).mean(axis=0))),
    ],
}

# Answers that are wrong, with what the verdict says.
WRONG = {
    1: [
        (1 / FACTORS, "This is the inverse"),
        (FACTORS[::-1], "order is reversed"),
        (_shuffled - _manual, "differences"),
        (_shuffled, "singular values"),
        ([1, 1], "the same others"),
        ([0, 0], "nothing in common"),
        ([FACTORS[0], 0.9], "Number 2 is too large"),
    ],
    2: [
        (lambda x: pmi(x, smallest=-99), "Where the PMI is below 0"),
        (lambda x: pmi(x, total=1), "Where is N"),
        (lambda x: pmi(x, log=np.log2), "The scale is wrong"),
        (lambda x: np.exp(pmi(x, smallest=-99)) * (x > 0), "Where is the logarithm?"),
        (ppmi, "This is with smoothing"),
        (lambda x: pmi(x).T, "transposed"),
        (lambda x: chapter_3.pmi_of(x, axis=0).clip(0), "sums of their own"),
        (lambda x: pmi(x, smallest=-99) + np.where(x > 0, 0, -np.inf), "infinite"),
        (lambda x: pmi(x) if len(x) < 6 else 0 * x, "right for only 3 of 4"),
    ],
    3: [
        (lambda x: np.argmax(units(x) @ units(x).mean(axis=0)), "for any of the examples"),
        (lambda x: np.argmax(chapter_3.likeness_to_most(x)), "most like the others"),
        (lambda x: RIGHT[3][0](x) + 1, "counted from 0"),
        (
            lambda x: np.argmin((x @ x.T).sum(axis=0)),
            "long vectors have large inner products",
        ),
        (
            lambda x: np.argmax(np.linalg.norm(x - x.mean(0), axis=1)),
            "because distances do",
        ),
        (lambda x: 0, "right for only 4 of 12"),
        (lambda x: x[0], "but the answer should be a number."),
        (lambda x: -1, "for any of the examples"),
    ],
}


def test_the_text_has_over_words(chapter):
    assert np.all(len(chapter.text.split()) > 60000)


def test_at_least_occur_often_enough(chapter):
    assert np.all(len(chapter.words) >= 400)


def test_more_than_of_the_pairs_never_meet(chapter):
    assert np.all(np.mean(chapter.counts == 0) > 0.6)


def test_integer_met_most_often_among_others_the_and_and(chapter):
    assert np.all({"the", "and"} <= chapter.before)


def test_by_m_they_are_not_among_its_first_eight(chapter):
    assert np.all(not {"the", "and"} & chapter.now)


def test_from_the_fifth_on_no_drop_is_over(chapter):
    assert np.all(chapter.drops[4:99] < 0.2)


def test_fifty_hold_to_of_the_squares(chapter):
    assert np.all(0.45 < chapter.held < 0.65)


def test_all_end_above_their_optimum_by_less_than_of_it(chapter):
    assert np.all(max(chapter.excess.values()) < 1e-6)


def test_nearest_to_true_is_false(chapter):
    assert np.all(chapter.near["true"][0] == "false")


def test_nearest_to_three_are_two_and_one(chapter):
    assert np.all(chapter.near["three"][:2] == ["two", "one"])


def test_raw_counts_at_most(chapter):
    assert np.all(chapter.shares["counts"] <= 0.6)


def test_100_numbers_a_word_at_least(chapter):
    assert np.all(chapter.shares["100"] >= 2 / 3)


def test_ten_numbers_a_word_at_most(chapter):
    assert np.all(chapter.shares["10"] <= 0.63)


def test_u_all_to_within(chapter):
    assert np.all(chapter.agree["U Σ"] > 1 - 0.01)


def test_every_other_less_than(chapter):
    assert np.all(sorted(chapter.agree.values())[-2] < 0.93)


def test_with_w1_q_the_product_is_the_same(chapter):
    assert np.all(
        np.allclose(
            chapter.W1 @ chapter.Q @ (np.linalg.inv(chapter.Q) @ chapter.W2), chapter.X
        )
    )


def test_those_of_its_q_are_all_within_of_1(chapter):
    assert np.all(abs(chapter.stretch - 1) < 0.3)


def test_w1_shares_over_with_u(chapter):
    assert np.all(chapter.shared(chapter.W1, chapter.kinds["U Σ^½"]) > 0.9)


def test_powers_0_1_the_five_nearest_of_every_word_are_the_same_to_in_the_cosin(chapter):
    assert np.all(max(chapter.missed(*each) for each in chapter.powers) < 1e-05)


def test_the_plane_holds_less_than_of_the_differences(chapter):
    assert np.all(chapter.kept < 0.4)


def test_opposites_over(chapter):
    assert np.all(chapter.trained[1] > 0.45)


def test_all_over_times_chance(chapter):
    assert np.all(chapter.trained.mean() * len(chapter.words) > 30)


def test_but_ahead_of_neither_comparison_by_of_the_questions(chapter):
    assert np.all(
        chapter.trained.mean() - min(chapter.raw.mean(), chapter.alone.mean()) < 0.1
    )


def test_those_of_pairs_that_never_meet_are_below(chapter):
    assert np.all(chapter.full[~chapter.meet] < -6)


def test_with_fewer_the_loss_ends_over_above_its_bound(chapter):
    assert np.all(chapter.above(chapter.short) > 0.01)


def test_correlation_between_and(chapter):
    assert np.all(0.8 < chapter.alike < 0.97)


def test_on_pairs_that_met_under_of_the_error(chapter):
    assert np.all(chapter.error < 0.4)


def test_on_the_others_entries_over_times_as_large(chapter):
    assert np.all(chapter.wild > 5)


def test_over_as_many_weights_as_entries(chapter):
    assert np.all(chapter.share > 0.7)


def test_nearest_to_cat_is_dog_and_to_dog_cat(chapter):
    assert np.all(chapter.own["cat"][0] + chapter.own["dog"][0] == "dogcat")


def test_on_all_each_loss_is_the_same_to_of_it(chapter):
    assert np.all(
        [len(chapter.losses) == 3, *(np.ptp(chapter.losses, 0) < 1e-6 * chapter.losses[0])]
    )


def test_the_last_is_within_of_the_exact_optimum(chapter):
    assert np.all(chapter.losses[:, -1] < 1.3 * optimal_rmse(chapter.whole, 50) ** 2)

"""The numbers and findings of 3_WordVectors, taken from the variables of its notebook."""

from utils import optimal_rmse, ppmi
from utils.chapters import chapter_3

import numpy as np

NOTEBOOK = "3_WordVectors"
OWN_TEXT = 'own_text = "\\n".join(str(getattr(np, name).__doc__) for name in dir(np))'

# What the text invites readers to change: the old and the new code.
CHANGES = [
    ("seed = 0", "seed = 1"),
    ("seed = 0", "seed = 2"),
    ('"integer exception true left three"', '"python unicorn zero"'),
    ("min_count = 20", "min_count = 120"),
    ("window = 5", "window = 1"),
    ("window = 5", "window = 12"),
    ("smoothing = 0.75", "smoothing = 1"),
    ("hidden_size = 50", "hidden_size = 10"),
    ("epochs = 2000", "epochs = 300"),
    ("negatives = 5", "negatives = 1"),
    ("own_file = None", 'own_file = "no_such_file.txt"'),
    (OWN_TEXT, 'own_text = "the cat sat on the mat"'),
    (
        "integer float complex int integers floating decimal number numbers numeric\n",
        "unicorn dragon phoenix\n",
    ),
    ("min_count = 20", "min_count = 600"),
    ("hidden_size = 50", "hidden_size = 2"),
    ("smoothing = 0.75", "smoothing = 0"),
    (OWN_TEXT, 'own_text = "кошка и собака, кошка или мышь. " * 30'),
    (OWN_TEXT, "own_text = None"),
    ("epochs=30,", "epochs=3,"),
    ('"mse")', '"no such loss")'),
]

# The choices of a prediction, what was found, and the place of the right choice.
PREDICTIONS = [
    (chapter_3.most_frequent_partner, (["float", "the"],), 0),
    (chapter_3.most_frequent_partner, (["the", "object"],), 1),
    (chapter_3.most_frequent_partner, (["integer"],), 2),
    (chapter_3.above_chance, (0.05,), 0),
    (chapter_3.above_chance, (0.3,), 1),
    (chapter_3.above_chance, (0.8,), 2),
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


def right_answers():
    """Return right answers to the exercises, by the number of the exercise."""
    of_manual, of_shuffled = chapter_3.values_of_words()
    factors = of_shuffled / of_manual
    return {
        1: [factors, 1.03 * factors, factors.round(2).tolist()],
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


def wrong_answers():
    """Return wrong answers, each with a part of what the verdict says."""
    of_manual, of_shuffled = chapter_3.values_of_words()
    factors = of_shuffled / of_manual
    return {
        1: [
            (1 / factors, "This is the inverse"),
            (factors[::-1], "order is reversed"),
            (of_shuffled - of_manual, "differences"),
            (of_shuffled, "singular values"),
            ([1, 1], "the same others"),
            ([0, 0], "nothing in common"),
            ([factors[0], 0.9], "Number 2 is too large"),
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
            (
                lambda x: np.argmax(units(x) @ units(x).mean(axis=0)),
                "for any of the examples",
            ),
            (lambda x: np.argmax(chapter_3.likeness_to_most(x)), "most like the others"),
            (lambda x: right_answers()[3][0](x) + 1, "counted from 0"),
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


# The bounds hold for the manuals of Python 3.10 to 3.13.


def test_the_manual_has_over_400_words_that_occur_often_enough(chapter):
    assert len(chapter.text.split()) > 60_000
    assert 420 <= len(chapter.words) <= 500
    assert np.mean(chapter.counts == 0) > 0.7


def test_the_sentence_counted_by_hand(chapter):
    assert chapter.few_words == ["cat", "dog", "sees", "the"]
    assert chapter.few_counts.tolist() == [
        [0, 0, 1, 2],
        [0, 0, 1, 1],
        [1, 1, 0, 2],
        [2, 1, 2, 0],
    ]


def test_the_is_the_most_frequent_partner_of_integer_until_it_is_divided_by_chance(chapter):
    assert chapter.partners_by_count[0] == "the"
    assert "and" in chapter.partners_by_count
    assert not {"the", "and", "for"} & {*chapter.partners_by_pmi}
    assert {"literals", "index", "negative"} <= {*chapter.partners_by_pmi}


def test_the_meets_integer_about_as_often_as_by_chance_and_literals_far_more(chapter):
    ratios = {pair: row[2] for pair, row in chapter.table_of_pairs.items()}
    assert 1 < ratios["integer, the"] < 1.5
    assert 15 < ratios["integer, literals"] < 25
    assert ratios["left, right"] > 50


def test_opposites_are_near_by_both_tables(chapter):
    for near in (chapter.near_by_counts, chapter.near_by_pmi):
        assert near["left"][0] == "right"
        assert near["true"][0] == "false"
    assert {*chapter.near_by_pmi["three"][:2]} == {"two", "one"}


def test_hardly_any_word_passes_by_chance(chapter):
    assert np.mean(chapter.random_scores) < 0.01


def test_each_step_helps_and_both_together_most(chapter):
    counts, logarithm, chance, both, M = map(np.mean, chapter.repeated.values())
    assert counts + 0.05 < min(logarithm, chance)
    assert max(logarithm, chance) + 0.03 < both < M + 0.05 < both + 0.15
    assert chapter.scores["M"] >= 0.75
    assert chapter.scores["counts"] <= 0.6


def test_the_network_ends_at_the_exact_optimum(chapter):
    np.testing.assert_allclose(chapter.excess, 0, atol=1e-6)


def test_about_twenty_singular_values_stand_above_chance_by_two_rules(chapter):
    assert 16 <= min(chapter.numbers_above) <= max(chapter.numbers_above) <= 27
    assert 20 <= chapter.by_median <= 27


def test_twenty_dimensions_are_worse_than_fifty_and_fifty_as_good_as_all(chapter):
    means = {name: np.mean(found) for name, found in chapter.repeated_by_size.items()}
    assert means["5"] + 0.05 < means["10"] < means["50"] - 0.05
    assert abs(means["50"] - means["M"]) < 0.08
    assert chapter.by_size["10"] < chapter.by_size["M"] - 0.1


def test_a_plane_holds_a_small_part_of_the_differences(chapter):
    assert chapter.in_plane < 0.4


def test_the_inner_products_of_word2vec_are_those_of_the_theorem(chapter):
    assert chapter.error < 0.005
    assert chapter.x[~chapter.meet].max() < -4
    assert chapter.inner_products.keys() == {len(chapter.words), 50}


def test_with_50_dimensions_rare_pairs_are_wrong(chapter):
    errors = chapter.rmse_by_count
    assert 0.8 < errors[1] < 1.4
    assert errors[1] > errors[2] > errors[5] > errors[10]
    assert errors[10] < errors[1] / 2
    assert chapter.median_far_below <= 2


def test_the_sum_of_word2vecs_vectors_is_ahead_of_each_alone(chapter):
    alone = [chapter.score_of_kind[f"word2vec {name}"] for name in ("W1", "W2")]
    assert chapter.score_of_kind["word2vec W1 + W2"] >= max(alone)
    assert chapter.near_by_word2vec["left"][0] == "right"
    assert chapter.near_by_word2vec["true"][0] == "false"


def test_with_a_mask_neighbours_are_lost_and_some_zeros_bring_many_back(chapter):
    for scores in chapter.scores_by_mask.values():
        assert scores["those that meet"] < 0.5 * scores["all pairs"]
        assert scores["and some zeros"] > scores["those that meet"] + 0.1
    assert chapter.weights_of_5 < chapter.pairs_that_meet / 5


def test_analogies_need_no_first_pair(chapter):
    overall = [*chapter.overall.values()]
    assert max(overall) < 0.35
    assert chapter.overall["our vectors"] > 30 / len(chapter.words)
    for vectors in ("our vectors", "word2vec"):
        alone = f"{vectors} without the first pair"
        assert chapter.overall[vectors] - chapter.overall[alone] < 0.1
        with_it, without = chapter.answered[vectors], chapter.answered[alone]
        assert without["opposites"] >= with_it["opposites"]
        assert without["one, many"] <= with_it["one, many"]
    assert max(abs(chapter.gains_of_all)) < 0.1
    assert np.mean(chapter.gains["one, many"]) > 0 > np.mean(chapter.gains["opposites"])


def test_only_a_q_that_stretches_does_harm(chapter):
    kinds = chapter.score_of_kind
    squared = [kinds[name] for name in ("W1", "W2", "W1 + W2", "U", "U Σ^½", "U Σ")]
    assert max(squared) - min(squared) < 0.2
    assert kinds["W1 Q, stretched"] < min(squared) - 0.1
    assert kinds["W1 Q, random"] > kinds["W1 Q, stretched"]
    assert 0.6 < chapter.own_stretch.min() <= chapter.own_stretch.max() < 1.4


def test_the_truncated_decomposition_is_close_to_the_exact_one(chapter):
    assert chapter.away < 0.02
    assert chapter.stored < 0.1
    assert len(chapter.more_words) > 2.2 * len(chapter.words)
    assert chapter.near_by_sparse["left"][0] == "right"


def test_one_device_and_four_train_the_same(chapter):
    assert chapter.losses.shape == (2, 30)
    assert chapter.largest_difference < 1e-5
    assert np.all(chapter.losses[:, -1] < 1.3 * optimal_rmse(chapter.whole, 50) ** 2)


def test_numpys_own_words_have_sensible_neighbours(chapter):
    assert "column" in chapter.own_neighbours["row"]
    assert "cos" in chapter.own_neighbours["sin"]
    assert {"average", "std"} & {*chapter.own_neighbours["mean"]}

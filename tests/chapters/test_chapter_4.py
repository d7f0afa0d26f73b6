"""The numbers and findings of 4_MissingEntries, from the variables of its notebook."""

from utils.chapters import chapter_4
from utils.data import made_up_class

import numpy as np

NOTEBOOK = "4_MissingEntries"

PASTED = 'pasted = """\n"""  # or the table itself, between these quotes'


def pasted(*lines):
    """Return the change that pastes a table of these lines."""
    text = "\n".join(lines)
    return PASTED, f"pasted = {text!r}"


SIX = "who,a,b,c,d,e,f"  # the header of a table with six columns
BLANKS = ["," * (row % 6 + 1) + "4" + "," * (5 - row % 6) for row in range(40)]
WIDE = [",".join(str(row * column % 5 + 1) for column in range(30)) for row in range(12)]
SEVEN_CLASSES = [made_up_class(seed).split("\n", 1)[1] for seed in range(7)]

# What the text invites readers to change: the old and the new code.
CHANGES = [
    ("seed = 0  #", "seed = 1  #"),
    ("seed = 0  #", "seed = 2  #"),
    ("seed = 0  #", "seed = 3  #"),
    ("splits = 5", "splits = 1"),
    ("held_out_each = 3", "held_out_each = 2"),
    ("held_out_each = 3", "held_out_each = 0"),
    ("held_out_each = 3", "held_out_each = 12"),
    ("file = None", 'file = "nothing.csv"'),
    ("answers_named = None", 'answers_named = ["pizza", "tea", "curry", "soup"]'),
    ("answers_named = None", 'answers_named = ["cake"]'),
    ("names_in = None", 'names_in = "pizza"'),
    # a word where a number should be
    pasted("who,a,b,c", "x,1,2,3", "y,many,2,1", "z,1,1,1", "v,2,2,2"),
    # too small, and just large enough
    pasted("who,a,b", "x,1,2", "y,2,1"),
    pasted("who,a,b,c", "x,1,2,3", "y,2,,1", "z,3,1,2", "v,2,2,2"),
    # all answers are equal
    pasted(SIX, *(f"n{row},3,3,3,3,3,3" for row in range(12))),
    pasted(SIX, *(f"n{row},0,0,0,0,0,0" for row in range(12))),
    # a column that nobody answered
    pasted(made_up_class(1).replace("\n", ",\n").replace("tea,", "tea,liver")),
    # many ties
    pasted(SIX, *(f"n{row},5,5,{1 + row % 2},1,5,1" for row in range(20))),
    # more than two hundred people
    pasted(made_up_class(0).split("\n", 1)[0], *SEVEN_CLASSES),
    # semicolons between columns, commas in numbers
    pasted(made_up_class(2).replace(",", ";").replace("3", "3,5")),
    # a form with time stamps
    pasted(*("2026/11/25 9:00," + line for line in made_up_class(3).splitlines())),
    # hardly any answers, and many columns
    pasted(SIX, *(f"n{row}{blanks}" for row, blanks in enumerate(BLANKS))),
    pasted(
        "who," + ",".join(f"t{column}" for column in range(30)),
        *(f"n{row},{answers}" for row, answers in enumerate(WIDE)),
    ),
    # large and negative numbers
    pasted(made_up_class(0).replace("3", "3000").replace("5", "-7")),
    # no nicknames
    pasted("a,b,c,d", *8 * ["1,2,3,4", "2,1,,3"]),
]

# The choices of a prediction, what was found, and the place of the right choice.
PREDICTIONS = [
    (chapter_4.number_for_each_person, (1.0, 0.9), 0),
    (chapter_4.number_for_each_person, (0.9, 1.0), 1),
    (chapter_4.number_for_each_person, (1.0, 1.0), 2),
    (chapter_4.best_hidden_size, (np.array([0.7, 0.8, 0.9, 1, 1, 1, 1, 1]),), 0),
    (chapter_4.best_hidden_size, (np.array([1, 0.9, 0.8, 0.8, 0.7, 0.8, 0.9, 1]),), 1),
    (chapter_4.best_hidden_size, (np.array([1, 0.9, 0.8, 0.8, 0.7, 0.7, 0.6, 0.5]),), 2),
    (chapter_4.fraction_of_families, (0.17,), 0),
    (chapter_4.fraction_of_families, (0.5,), 1),
    (chapter_4.fraction_of_families, (0.9,), 2),
    (chapter_4.penalty_or_size, (1.0, 1.1), 0),
    (chapter_4.penalty_or_size, (1.1, 1.0), 1),
    (chapter_4.penalty_or_size, (1.0, 1.0), 2),
    (chapter_4.blanks_as_zeros, (7.0, 6.9, 12.0), 0),
    (chapter_4.blanks_as_zeros, (10.0, 6.9, 12.0), 1),
    (chapter_4.blanks_as_zeros, (14.0, 6.9, 12.0), 2),
]

TABLE = chapter_4.small_table()


def rmse(table, guess):
    there = np.isfinite(table)
    return np.sqrt(np.mean((guess - table)[there] ** 2))


def best_rows(table, W2, penalty):
    rows = []
    for row in table:
        V = W2[:, np.isfinite(row)]
        seen = row[np.isfinite(row)]
        rows.append(np.linalg.solve(V @ V.T + penalty * np.eye(len(V)), V @ seen))
    return np.array(rows)


def by_least_squares(table, W2, penalty):
    """Return the same rows, by least squares with further equations for the penalty."""
    rows = []
    for row in table:
        V = W2[:, np.isfinite(row)]
        equations = np.vstack([V.T, np.sqrt(penalty) * np.eye(len(V))])
        right = np.concatenate([row[np.isfinite(row)], np.zeros(len(V))])
        rows.append(np.linalg.lstsq(equations, right, rcond=None)[0])
    return np.array(rows)


def right_answers():
    """Return right answers to the exercises, by the number of the exercise."""
    return {
        1: [np.nanmean(TABLE, axis=0), [3, 3, 3], (3.0, 3.001, 2.999)],
        2: [rmse, lambda table, guess: np.nanmean((table - guess) ** 2) ** 0.5]
        + [lambda table, guess: np.nanstd(np.stack([table - guess, guess - table]))],
        3: [best_rows, by_least_squares]
        + [lambda table, W2, penalty: best_rows(table, W2, penalty).tolist()],
    }


def wrong_answers():
    """Return wrong answers, each with a part of what the verdict says."""
    return {
        1: [
            (np.nan_to_num(TABLE).mean(axis=0), "count as zeros"),
            (np.nansum(TABLE, axis=0), "sums of the columns"),
            (TABLE[[1, 3]].mean(axis=0), "left out altogether"),
            ([3, 3], "the answer should be a list of 3 numbers"),
            ([1, 2, 9], "too small"),
        ],
        2: [
            (lambda table, guess: rmse(table, guess) ** 2, "The RMSE is its root"),
            (lambda table, guess: np.nanmean(abs(guess - table)), "absolute differences"),
            (
                lambda table, guess: np.sqrt(np.mean((guess - np.nan_to_num(table)) ** 2)),
                "They have to be left out",
            ),
            (
                lambda table, guess: np.sqrt(np.nansum((guess - table) ** 2) / table.size),
                "Divide by the number of entries",
            ),
            (lambda table, guess: 1.0, "any of the examples"),
        ],
        3: [
            (
                lambda t, W2, p: best_rows(np.nan_to_num(t), W2, p),
                "Leave out their columns",
            ),
            (lambda t, W2, p: best_rows(t, W2, 1e-9), "The penalty is missing"),
            (lambda t, W2, p: best_rows(t, W2, 2 * p), "counts twice"),
            (lambda t, W2, p: best_rows(t, W2, p).T, "It is transposed"),
            (lambda t, W2, p: np.zeros((5, 2)), "any of the examples"),
        ],
    }


def test_seen_validation_and_test_answers_share_no_entry(chapter):
    parts = chapter.split(chapter.answered, 3, 7)
    assert (np.sum(parts, axis=0) == chapter.answered).all()
    assert np.sum(parts[1:], axis=0).sum(axis=1).max() == 3


def test_additive_effects_are_the_exact_least_squares(chapter):
    rest = np.where(chapter.seen, chapter.answers - chapter.effects, 0)
    assert max(abs(rest.sum(axis=0)).max(), abs(rest.sum(axis=1)).max()) < 1e-6


def test_additive_effects_gain_hardly_anything_on_the_questionnaire(chapter):
    means, effects = (np.array(errors) for errors in chapter.simple_errors.values())
    gains = means - effects
    assert abs(gains[:, 2]).max() < 0.03 and abs(gains[:, 2].mean()) < 0.02
    assert gains[:, 0].min() > 0.05
    assert gains[0, 2] == gains[:, 2].max() > 0.015 > gains[1:, 2].max()


def test_five_hidden_units_guess_the_questionnaire_best(chapter):
    assert np.argmin(chapter.test_errors.mean(axis=0)) == 4
    assert np.sum(chapter.chosen == 4) >= 3
    assert (np.diff(chapter.seen_errors, axis=1) < 0).all()
    assert (chapter.test_errors[:, 7] > chapter.test_errors[:, 4] + 0.05).all()


def test_neighbours_share_their_trait_with_five_hidden_units(chapter):
    fractions = {k: chapter.fraction_in_family(c) for k, c in chapter.columns_of.items()}
    assert fractions["5 hidden units"] > 0.85
    assert fractions["5 hidden units"] > fractions["raw answers"] > 0.7
    assert fractions["2 hidden units"] < 0.4
    assert fractions["8 hidden units"] < fractions["5 hidden units"]


def test_a_rotation_changes_no_guess(chapter):
    np.testing.assert_allclose(
        chapter.readable @ chapter.readable.T,
        chapter.loadings @ chapter.loadings.T,
        atol=1e-6,
    )
    assert len(set(chapter.own_unit)) == 5


def test_a_penalty_guesses_better_than_the_best_size(chapter):
    assert set(chapter.chosen_penalties) <= {1, 2, 3}
    assert (chapter.of_penalty < chapter.of_chosen - 0.02).all()
    assert (np.diff(chapter.with_penalty[8][0], axis=1) > 0).all()
    # Shrinkage is the larger part of the gain.
    with_five = chapter.of_five_units.mean()
    assert chapter.of_penalty.mean() < with_five < chapter.of_chosen.mean() - 0.01
    assert with_five - chapter.of_penalty.mean() < chapter.of_chosen.mean() - with_five
    assert (chapter.units_left[:, 2] == 8).all() and (chapter.units_left[:, 4] < 8).all()


def test_alternating_least_squares_finds_the_guesses_of_the_network(chapter):
    assert len(chapter.differences) == 4 and max(chapter.differences) < 0.01


def test_rows_of_alternating_least_squares_are_exact(chapter):
    generator = np.random.RandomState(3)
    table = generator.standard_normal((6, 5))
    seen = generator.random_sample(table.shape) < 0.7
    W2 = generator.standard_normal((2, 5))
    np.testing.assert_allclose(
        chapter.best_rows(table, seen, W2, 0.3),
        by_least_squares(np.where(seen, table, np.nan), W2, 0.3),
    )


def test_rank_two_guesses_elections_better_than_simple_guesses(chapter):
    errors = {name: np.mean(each) for name, each in chapter.election_errors.items()}
    assert errors["rank 2"] < 0.75 * errors["additive effects"]
    assert errors["additive effects"] < errors["column means"]
    assert errors["rank 8"] > 1.15 * errors["rank 2"]


def test_zeros_for_blanks_guess_worse_than_the_column_means(chapter):
    means = chapter.election_errors["column means"]
    assert np.mean(chapter.with_zeros) > np.mean(means) + 1
    assert np.mean(chapter.with_zeros) > 1.8 * np.mean(chapter.election_errors["rank 2"])


def test_few_and_late_elections_guess_early_ones_with_larger_errors(chapter):
    assert len(chapter.voters) == 44
    assert 10 < chapter.error_like_alaska < 12 < chapter.error_of_means


def test_rank_two_comes_closest_to_the_floor_of_the_made_up_class(chapter):
    errors = {name: each[:, 2].mean() for name, each in chapter.class_errors.items()}
    assert min(errors, key=errors.get) == "rank 2" and chapter.best_size == 2
    assert np.mean(chapter.floors) < errors["rank 2"] < np.mean(chapter.floors) + 0.2
    assert errors["additive effects"] > errors["column means"]
    assert errors["rank 5"] > errors["column means"]


def test_guesses_shown_to_a_nickname_lie_within_the_scale(chapter):
    assert list(chapter.methods) == ["column means", "additive effects", "rank 2"]
    for guess in chapter.methods.values():
        assert guess.min() >= 1 and guess.max() <= 5

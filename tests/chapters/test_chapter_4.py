"""The numbers and findings of 4_YourClass, taken from the variables of its notebook."""

from utils.chapters import chapter_4
from utils.data import made_up_class

import numpy as np

NOTEBOOK = "4_YourClass"

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
    ("seed = 0  #", "seed = 4  #"),
    ("held_out_each = 3", "held_out_each = 2"),
    ("held_out_each = 3", "held_out_each = 0"),
    ("held_out_each = 3", "held_out_each = 12"),
    ("file = None", 'file = "nothing.csv"'),
    ('"rank 1": None', '"rank 1": 0.8'),
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
    (chapter_4.additive_effects, [1.0, 0.9], 0),
    (chapter_4.additive_effects, [0.9, 1.0], 1),
    (chapter_4.additive_effects, [1.0, 1.0], 2),
    (chapter_4.best_hidden_size, [np.array([0.7, 0.8, 0.9])], 0),
    (chapter_4.best_hidden_size, [np.array([0.9, 0.8, 0.7])], 1),
    (chapter_4.best_hidden_size, [np.array([0.9, 0.7, 0.8])], 2),
    (chapter_4.best_depth, [1], 0),
    (chapter_4.best_depth, [2], 1),
    (chapter_4.best_depth, [3], 2),
    (chapter_4.best_depth, [4], 3),
]


def test_three_answers_of_each_nickname_are_held_out(chapter):
    assert chapter.held_out.sum(axis=1).tolist() == 30 * [3]
    np.testing.assert_array_equal(chapter.visible ^ chapter.held_out, chapter.answered)


def test_additive_effects_are_the_exact_least_squares(chapter):
    assert np.abs(chapter.sums).max() < 1e-8


def test_too_many_hidden_units_overfit(chapter):
    assert np.argmin(chapter.held_out_errors) == 2  # the rank of the class is 3
    assert chapter.held_out_errors[4] > 1.2 * min(chapter.held_out_errors)
    assert chapter.held_out_errors[4] > chapter.rmse_of_means


def test_networks_meet_the_exact_bound_of_a_complete_table(chapter):
    assert len(chapter.complete) == 13
    np.testing.assert_allclose(chapter.reached, chapter.bounds, atol=1e-4)


def test_one_matrix_learns_nothing_of_a_held_out_answer(chapter):
    first, *_, last = chapter.guesses_by_depth[1]
    np.testing.assert_array_equal(first[chapter.held_out], last[chapter.held_out])
    assert np.abs(last - first)[chapter.visible].min() > 0


def test_two_and_three_matrices_end_above_their_lowest_error(chapter):
    for depth in [2, 3]:
        assert chapter.final_error[depth] > 1.05 * chapter.lowest_error[depth]
    assert chapter.final_error[4] < 1.01 * chapter.lowest_error[4]
    assert chapter.final_error[4] < 1.05 * min(chapter.held_out_errors)


def test_guesses_shown_to_a_nickname_lie_within_the_scale(chapter):
    assert list(chapter.methods) == ["column means", "rank 2", "4 matrices"]
    for guess in chapter.methods.values():
        assert guess.min() >= 1 and guess.max() <= 5

"""The numbers and findings of 0_Problem, taken from the variables of its notebook."""

import numpy as np

NOTEBOOK = "0_Problem"

# What the text invites readers to change: the old and the new code.
CHANGES = [
    ("epochs = 20_000", "epochs = 3000"),
    ("seed = 0  #", "seed = 1  #"),
    ("seed = 0  #", "seed = 2  #"),
    ("seed = 0  #", "seed = 3  #"),
    ("seed = 0  #", "seed = 4  #"),
    ("other_seed = seed + 3", "other_seed = seed + 7"),
    ("hidden_size = 3", "hidden_size = 1"),
    ("hidden_size = 3", "hidden_size = 2"),
    ("hidden_size = 3", "hidden_size = 5"),
    ('"laugh", "sleep"]', '"laugh", "sleep", "eat"]'),
    ('rows = ["cat", "dog"]', 'rows = ["cat", "dog", "bird"]'),
    ('columns = ["run"', 'columns = ["bark"'),
    ("learning_rate=0.001", "learning_rate=0.01"),
    ("np.eye(hidden_size) + 1", "np.eye(hidden_size) + 2"),
]


def test_at_least_were_there_and_left(chapter):
    assert np.all(chapter.ever - chapter.share[-1] > 0.2)


def test_with_numbers_over_of_the_restarts_are_off_by_less_than(chapter):
    assert np.all((chapter.off[0] < 0.0001).mean() > 0.95)


def test_with_numbers_most_are_off_by_more_than(chapter):
    assert np.all(np.median(chapter.off[1]) > 0.1)


def test_the_cosine_of_all_100_that_of_power_0_5_to(chapter):
    assert np.all(chapter.gap < 0.01)


def test_none_of_the_1000_has_less_than(chapter):
    assert np.all(chapter.squares.min() > chapter.least - 0.001)

"""The checks say right, or why not, to whatever they are given, and never raise."""

import functools
import inspect
import re

from utils.chapters import chapter_1, chapter_2, chapter_3

import numpy as np
import pytest
import tensorflow as tf

from .modules import CHAPTERS, asked_by

CHECKS = {
    f"{letter}_{name[-1]}": check
    for letter in CHAPTERS
    for name, check in inspect.getmembers(asked_by(letter))
    if name.startswith("check_exercise_")
}


@functools.cache
def answers(kind, letter):
    """Return the "right" or "wrong" answers of a chapter; some have to be trained for."""
    return getattr(CHAPTERS[letter], f"{kind}_answers")()


def answers_to(exercise, kind):
    letter, number = exercise.split("_")
    return answers(kind, letter)[int(number)]


def verdict(capsys, exercise, *answer):
    CHECKS[exercise](*answer)
    printed = capsys.readouterr().out
    assert printed.count("\n") == 1
    return printed.strip()


def units(vectors):
    return vectors / np.linalg.norm(vectors, axis=1)[:, None]


NONSENSE = {
    "None": None,
    "text": "three\nlines\nof text",
    "a function": lambda *arguments, **options: None,
    "a class": int,
    "a module": np,
    "NaN": np.nan,
    "lists of lists": [[1, 2], [3]],
    "a list of words": ["cat", "dog"],
    "mixed": [1, None, ..., "x"],
    "nothing": [],
    "truth values": [True, False],
    "complex": [1j, 2],
    "a dictionary": {"Q": 1},
    "huge": 10**400,
    "a tensor of text": tf.constant(["a"]),
}


def test_there_are_three_to_five_exercises_a_chapter():
    for chapter in CHAPTERS:
        numbers = [name[2:] for name in CHECKS if name.startswith(chapter)]
        assert numbers == [str(k) for k in range(1, len(numbers) + 1)]
        assert 3 <= len(numbers) <= 5
        for kind in ("right", "wrong"):
            assert sorted(map(str, answers(kind, chapter))) == numbers


@pytest.mark.parametrize("exercise", CHECKS)
def test_the_untouched_cell_is_not_answered(exercise, capsys):
    said = f"Exercise {exercise[-1]}: not answered yet"
    assert verdict(capsys, exercise) == verdict(capsys, exercise, ...) == said
    if callable(answers_to(exercise, "right")[0]):
        assert verdict(capsys, exercise, lambda *arguments: ...) == said


@pytest.mark.parametrize("exercise", CHECKS)
def test_right_answers_are_right_whatever_is_not_unique(exercise, capsys):
    right = answers_to(exercise, "right")
    assert len(right) >= 3
    for answer in right:
        assert verdict(capsys, exercise, answer) == f"✓ Exercise {exercise[-1]}: right"


@pytest.mark.filterwarnings("ignore:Training diverged")
@pytest.mark.parametrize("exercise", CHECKS)
def test_wrong_answers_have_reasons_of_their_own(exercise, capsys):
    wrong = answers_to(exercise, "wrong")
    assert len({reason for _, reason in wrong}) >= 4
    for answer, reason in wrong:
        said = verdict(capsys, exercise, answer)
        assert said.startswith("✗ ") and reason in said, (said, reason)
        is_sentence = re.match(r"✗ Exercise \d: [A-Z\d].*[.?]$", said)
        assert is_sentence or "raises" in said, said


@pytest.mark.parametrize("name", NONSENSE)
@pytest.mark.parametrize("exercise", CHECKS)
def test_nonsense_is_refused_in_one_line(exercise, name, capsys):
    assert verdict(capsys, exercise, NONSENSE[name]).startswith("✗ ")


def test_what_a_check_hands_out_is_a_copy(capsys):
    def spoils(W1, W2, V1, V2):
        W1[:], W2[:] = 0, 0
        return np.eye(2)

    assert verdict(capsys, "0_4", spoils).startswith("✗ ")
    assert verdict(capsys, "0_4", answers_to("0_4", "right")[0]).startswith("✓ ")


def test_a_family_is_one_but_for_one():
    likeness = [
        units(chapter_3.family(seed)) @ units(chapter_3.family(seed)).T
        for seed in range(12)
    ]
    assert np.mean([np.median(cosines) for cosines in likeness]) > 0.8


def test_a_learning_rate_is_tried_in_many_runs(capsys):
    percent = re.search(r"only (\d+)% of the runs", verdict(capsys, "A_4", 2.5))[1]
    assert 10 < int(percent) < 50


def test_tables_to_work_on_hide_what_is_asked_for():
    table = chapter_2.incomplete_table()
    assert 0.3 < np.isfinite(table).mean() < 0.4
    assert chapter_1.measured_table().shape == (40, 60)

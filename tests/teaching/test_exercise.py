"""An exercise reads an answer, compares it, and prints its verdict as one line."""

from utils.teaching import (
    anything,
    compare,
    compare_on_cases,
    exercise,
    function,
    is_close,
    numbers,
    numbers_of_any_shape,
    require,
    shown,
)
from utils.teaching.exercise import Unanswered, Wrong

import numpy as np
import pytest


def verdict(capsys, parser, judge, *answer):
    """Return what the check of exercise 7 prints."""
    exercise(7, parser)(judge)(*answer)
    return capsys.readouterr().out


def reason(function, *arguments, **options):
    """Return the reason for which a function refuses an answer."""
    with pytest.raises(Wrong) as refused:
        function(*arguments, **options)
    return str(refused.value)


# Verdicts.


@pytest.mark.parametrize("answer", [(), (...,)])
def test_no_answer_is_no_mistake(answer, capsys):
    said = verdict(capsys, numbers(), lambda answer: None, *answer)
    assert said == "Exercise 7: not answered yet\n"


def test_an_answer_that_nothing_is_wrong_with_is_right(capsys):
    said = verdict(capsys, numbers(), lambda answer: None, 3)
    assert said == "✓ Exercise 7: right\n"


def test_a_mistake_is_said_on_one_line(capsys):
    said = verdict(capsys, anything, lambda answer: require(False, "It is\nlong."), 3)
    assert said == "✗ Exercise 7: It is long.\n"


def test_an_error_is_a_verdict_and_no_traceback(capsys):
    said = verdict(capsys, anything, lambda answer: 1 / answer, 0)
    assert said == "✗ Exercise 7: Your answer raises ZeroDivisionError: division by zero\n"


def test_a_check_keeps_its_name():
    @exercise(7, numbers())
    def check_exercise_7(answer):
        """Judge a number."""

    assert check_exercise_7.__name__ == "check_exercise_7"
    assert check_exercise_7.__doc__ == "Judge a number."


def test_what_holds_is_not_refused():
    require(True, "It is so.")
    require(np.array([True, True]), "They are so.")


def test_what_does_not_hold_everywhere_is_refused():
    assert reason(require, np.array([True, False]), "One is not.") == "One is not."


def test_what_an_answer_is_right_for_is_said_first():
    said = reason(require, False, "It is too small.", right_for="small tables")
    assert said == "It is right for small tables only. It is too small."


# Parsers.


@pytest.mark.parametrize(
    "shape, answer",
    [((), 3), ((2,), (3, 4)), ((1, 2), [[3, 4]]), ((2,), np.array([3, 4], "int32"))],
)
def test_numbers_are_read_as_floats(shape, answer):
    array = numbers(*shape)(answer)
    assert array.shape == shape and array.dtype == float
    assert np.array_equal(array, answer)


@pytest.mark.parametrize(
    "shape, answer, said",
    [
        ((), [1, 2], "Its shape is (2,), but the answer should be a number."),
        ((3,), [1, 2], "Its shape is (2,), but the answer should be a list of 3 numbers."),
        ((2, 1), [[1, 2]], "It is transposed. The answer should be a matrix of 2 rows"),
        ((2, 2), [1, 2], "but the answer should be a matrix of 2 rows and 2 columns."),
        ((), "many", "The answer should be a number; got 'many'."),
        ((), True, "The answer should be a number; got True."),
        ((), 1j, "The answer should be a number; got 1j."),
        (
            (2,),
            [[1, 2], [3]],
            "The answer should be a list of 2 numbers; got [[1, 2], [3]].",
        ),
        ((2,), [1, np.nan], "At least one number is infinite or not a number (NaN)."),
        ((2,), [1, -np.inf], "At least one number is infinite or not a number (NaN)."),
    ],
)
def test_other_answers_are_refused_with_what_is_wanted(shape, answer, said):
    assert said in reason(numbers(*shape), answer)


def test_numbers_of_any_shape_are_read():
    assert numbers_of_any_shape(3).shape == ()
    assert numbers_of_any_shape([[1, 2, 3]]).shape == (1, 3)
    assert "made of numbers; got ['a']" in reason(numbers_of_any_shape, ["a"])


def test_a_function_gets_copies():
    def spoils(array):
        array[:] = 0
        return array.sum()

    mine = np.ones(3)
    function(spoils)(mine)
    assert mine.tolist() == [1, 1, 1]


def test_a_function_is_required():
    assert reason(function, 3) == "The answer should be a function; got 3."


def test_an_error_of_a_function_is_its_reason():
    call = function(lambda x: 1 / x)
    assert reason(call, 0) == "Your function raises ZeroDivisionError: division by zero"
    said = reason(call, 0, right_for="all but 0")
    assert said.startswith("It is right for all but 0 only. Your function raises")


def test_what_a_function_returns_is_read():
    call = function(lambda: [1, 2])
    assert call(parser=numbers(2)).tolist() == [1, 2]
    assert "the answer should be a number" in reason(call)


def test_a_function_that_is_not_written_yet_is_no_answer():
    with pytest.raises(Unanswered):
        function(lambda: ...)()


def test_a_long_answer_is_shown_cut():
    assert shown("x" * 58) == repr("x" * 58)
    assert shown("x" * 59) == repr("x" * 59)[:57] + "..."


# Comparisons.


@pytest.mark.parametrize(
    "answer, truth, close",
    [
        (100, 101, True),
        (100, 102, False),
        (0, 9e-7, True),
        (0, 1e-5, False),
        (-1, 1, False),
        ([1, 2], [1, 2.001], True),
        ([1, 2], [1, 3], False),
        ([1, 1], 1, False),
        ([[1, 2]], [[1], [2]], False),
        (np.nan, np.nan, False),
        (3, np.inf, False),
    ],
)
def test_numbers_are_close_within_a_hundredth(answer, truth, close):
    assert is_close(answer, truth) is close


MATRIX = np.array([[1.0, 2], [3, 5]])


@pytest.mark.parametrize(
    "answer, truth, said",
    [
        (-3, 3.0, "The sign is wrong."),
        ([2, 1], [1.0, 2], "These are the right numbers, but the order is reversed."),
        (MATRIX.T, MATRIX, "It is transposed."),
        (1 / 3, 3.0, "This is the inverse of the right answer."),
        (np.linalg.inv(MATRIX), MATRIX, "This is the inverse of the right answer."),
        (9, 3.0, "This is the square of the right answer."),
        (3, 9.0, "This is the square root of the right answer."),
        ([2, 4, 6], [1.0, 2, 3], "The scale is wrong: every number is off by"),
        (4, 3.0, "It is slightly too large."),
        (2, 3.0, "It is too small."),
        ([1, 2.3, 0], [1.0, 2, 7], "Number 2 is slightly too large."),
        (MATRIX + [[0, 0], [1, 0]], MATRIX, "1 of its 4 entries is wrong."),
        (MATRIX + [[0, 1], [1, 0]], MATRIX, "2 of its 4 entries are wrong."),
    ],
)
def test_usual_mistakes_are_known(answer, truth, said):
    assert reason(compare, np.array(answer, float), truth).startswith(said)


def test_the_right_answer_is_not_refused():
    compare(3.0, 3.01)
    compare(MATRIX, MATRIX)


def test_the_mistakes_of_an_exercise_come_first():
    mistakes = {"Which way is up?": -3.0}
    assert reason(compare, -3.0, 3.0, mistakes) == "Which way is up?"


def test_a_mistake_is_recognized_within_the_tolerance():
    mistakes = {"This is five.": 5.0}
    assert reason(compare, 5.2, 3.0, mistakes, tolerance=0.05) == "This is five."
    assert reason(compare, 5.2, 3.0, mistakes) == "It is too large."


def test_only_training_may_not_have_converged():
    said = "It is slightly too large."
    assert reason(compare, 4.0, 3.0) == said
    converged = f"{said} Has the training converged?"
    assert reason(compare, 4.0, 3.0, from_training=True) == converged


def test_an_answer_of_zeros_has_no_wrong_scale():
    assert reason(compare, np.zeros(2), np.array([1.0, 2])) == "Number 1 is too small."
    assert reason(compare, np.ones(2), np.zeros(2)) == "Number 1 is too large."


DOUBLED = [(1.0,), (3.0,), (4.0,)]


@pytest.mark.parametrize(
    "answer, said",
    [
        (lambda x: -2 * x, "The sign is wrong."),
        (lambda x: 4 * x, "The scale is wrong"),
        (lambda x: x + 2, "This adds, and should multiply."),
        (lambda x: 2 * x if x < 4 else x + 2, "It is right for only 2 of 3 examples."),
        (lambda x: x**4 + 7, "It does not give the right result for any of the examples."),
        (lambda x: [x, x], "but the answer should be a number."),
    ],
)
def test_a_mistake_has_to_explain_all_cases(answer, said):
    mistakes = {"This adds, and should multiply.": lambda x: x + 2}
    call = function(answer)
    assert said in reason(compare_on_cases, call, lambda x: 2 * x, mistakes, DOUBLED)


def test_a_function_that_is_right_in_all_cases_is_not_refused():
    compare_on_cases(function(lambda x: x + x), lambda x: 2 * x, {}, DOUBLED)

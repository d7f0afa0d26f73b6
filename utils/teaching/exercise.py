"""How an exercise is judged: not answered yet, right, or not right for a reason.

An answer is first read by a parser, such as `numbers` or `function`. It is then compared
with the true answer, and with what the usual mistakes lead to. Whatever a reader writes,
the verdict is one printed line and never a traceback.
"""

import copy
import functools

import numpy as np

from .console import say


class Wrong(Exception):
    """The reason why an answer is not right, in whole sentences."""


class Unanswered(Exception):
    """There is no answer yet."""


def exercise(number, parser):
    """Turn a function that raises Wrong into the check of an exercise, as a decorator.

    Parameters
    ----------
    number : int
        The number of the exercise in its chapter.
    parser : function
        What reads the answer, such as `numbers(2, 3)` for a matrix, or `function`.

    Returns
    -------
    function
        The decorator. The check that it makes takes an answer and prints the verdict.

    Examples
    --------
    >>> @exercise(1, numbers())
    ... def check_exercise_1(answer):
    ...     compare(answer, 4.0)
    >>> check_exercise_1(...)
    Exercise 1: not answered yet
    >>> check_exercise_1(-4)
    ✗ Exercise 1: The sign is wrong.
    >>> check_exercise_1(4)
    ✓ Exercise 1: right
    """

    def decorate(judge):
        @functools.wraps(judge)
        def check(answer=...):
            try:
                judge(parser(answer))
            except Unanswered:
                say(f"Exercise {number}: not answered yet")
            except Wrong as reason:
                say(f"✗ Exercise {number}: {_on_one_line(reason)}")
            except Exception as error:
                raised = f"{type(error).__name__}: {_on_one_line(error)}"
                say(f"✗ Exercise {number}: Your answer raises {raised}")
            else:
                say(f"✓ Exercise {number}: right")

        return check

    return decorate


def require(holds, reason, right_for=""):
    """Refuse the answer for this reason unless all of `holds` is true.

    Parameters
    ----------
    holds : bool or array of bool
        What has to be true of a right answer.
    reason : str
        What is wrong otherwise, in whole sentences.
    right_for : str
        What the answer has turned out to be right for so far, which is then said first.

    Raises
    ------
    Wrong
        With the reason, unless all of `holds` is true.

    Examples
    --------
    >>> require(2 > 1, "It should be above 1.")
    >>> require(1 > 2, "It should be above 2.", right_for="one case")
    Traceback (most recent call last):
    utils.teaching.exercise.Wrong: It is right for one case only. It should be above 2.
    """
    if np.all(holds):
        return
    if right_for:
        raise Wrong(f"It is right for {right_for} only. {reason}")
    raise Wrong(reason)


# Parsers: how an answer is read.


def anything(answer):
    """Read an answer of any kind.

    Parameters
    ----------
    answer : object
        What the reader wrote; an ellipsis stands for no answer yet.

    Returns
    -------
    object
        The answer as it is.

    Raises
    ------
    Unanswered
        If the answer is an ellipsis.

    Examples
    --------
    >>> anything(3)
    3
    """
    if answer is ...:
        raise Unanswered
    return answer


def numbers_of_any_shape(answer):
    """Read an answer that is a number, or a list or an array of numbers.

    Parameters
    ----------
    answer : object
        What the reader wrote.

    Returns
    -------
    array of float

    Raises
    ------
    Wrong
        If the answer is not made of finite real numbers.

    Examples
    --------
    >>> numbers_of_any_shape([[1, 2]]).tolist()
    [[1.0, 2.0]]
    """
    return _read_numbers(answer, "made of numbers")


def numbers(*shape):
    """Return a parser of a number, a list of numbers or a matrix.

    Parameters
    ----------
    *shape : int
        Nothing for a single number, the length of a list, or the rows and columns of a
        matrix.

    Returns
    -------
    function
        It takes an answer and returns an array of floats of this shape. It raises Wrong
        if the answer is anything else.

    Examples
    --------
    >>> numbers(2)([1, 2]).tolist()
    [1.0, 2.0]
    """
    if len(shape) == 2:
        wanted = f"a matrix of {shape[0]} rows and {shape[1]} columns"
    elif len(shape) == 1:
        wanted = f"a list of {shape[0]} numbers"
    else:
        wanted = "a number"

    def read(answer):
        array = _read_numbers(answer, wanted)
        transposed = array.shape != shape and array.shape == shape[::-1]
        require(not transposed, f"It is transposed. The answer should be {wanted}.")
        require(
            array.shape == shape,
            f"Its shape is {array.shape}, but the answer should be {wanted}.",
        )
        return array

    return read


A_NUMBER = numbers()


def _read_numbers(answer, wanted):
    refusal = f"The answer should be {wanted}; got {shown(anything(answer))}."
    try:
        array = np.asarray(answer)
    except ValueError:  # lists of unequal lengths
        raise Wrong(refusal) from None
    is_real = array.dtype.kind in "iuf"  # whole numbers with and without sign, and floats
    require(is_real, refusal)
    require(np.isfinite(array), "At least one number is infinite or not a number (NaN).")
    return array.astype(float)


def function(answer):
    """Read an answer that is a function.

    Parameters
    ----------
    answer : function
        What the reader wrote.

    Returns
    -------
    function
        It calls the reader's function with copies of the arguments, which it may change
        without harm. It reads the result with `parser`, if one is given, and as a single
        number otherwise. `right_for` is said as by `require`.

    Raises
    ------
    Wrong
        If the answer is not a function.

    Examples
    --------
    >>> double = function(lambda x: 2 * x)
    >>> float(double(3.0))
    6.0
    >>> double(np.array([3.0, 4.0]), parser=numbers(2)).tolist()
    [6.0, 8.0]
    """
    is_function = callable(anything(answer))
    require(is_function, f"The answer should be a function; got {shown(answer)}.")

    def call(*arguments, parser=A_NUMBER, right_for=""):
        try:
            result = answer(*copy.deepcopy(arguments))
        except Exception as error:
            raised = f"{type(error).__name__}: {error}"
            require(False, f"Your function raises {raised}", right_for)
        return parser(result)

    return call


def shown(answer):
    """Return an answer as text on one line, cut if it is long.

    Parameters
    ----------
    answer : object
        What the reader wrote.

    Returns
    -------
    str
        At most 60 characters.

    Examples
    --------
    >>> shown([1, 2])
    '[1, 2]'
    """
    text = _on_one_line(repr(answer))
    if len(text) > 60:
        return f"{text[:57]}..."
    return text


# Comparisons with the true answer.


def is_close(answer, truth, tolerance=1e-2):
    """Return whether two answers have the same shape and nearly the same numbers.

    Parameters
    ----------
    answer, truth : array_like
        The numbers to compare. Differences up to 1e-6 never count.
    tolerance : float
        The fraction of the larger number by which two numbers may differ.

    Returns
    -------
    bool

    Examples
    --------
    >>> is_close([1, 2], [1.001, 2])
    True
    >>> is_close([1, 2], [1.1, 2])
    False
    """
    answer = np.asarray(answer, float)
    truth = np.asarray(truth, float)
    if answer.shape != truth.shape:
        return False
    if not np.isfinite(answer - truth).all():
        return False
    larger = np.maximum(np.abs(answer), np.abs(truth))
    return bool(np.all(np.abs(answer - truth) <= tolerance * larger + 1e-6))


def compare(
    answer, truth, mistakes=None, tolerance=1e-2, from_training=False, right_for=""
):
    """Require the true answer, or give the reason of the mistake that was made.

    Parameters
    ----------
    answer, truth : float or array of the same shape
        What the reader answered, as a parser returns it, and what is right.
    mistakes : dict, optional
        For each reason the answer that this mistake leads to. The usual mistakes with
        numbers (a wrong sign, order, square, scale and so on) are known anyway.
    tolerance : float
        The fraction by which the answer may be off.
    from_training : bool
        Whether a number may be slightly wrong because a training has not converged.
    right_for : str
        What the answer has turned out to be right for so far.

    Raises
    ------
    Wrong
        If the answer is not the true one.

    Examples
    --------
    >>> compare(2.0, 2.001)
    >>> compare(3.0, 2.0, {"This is one too many.": 3.0})
    Traceback (most recent call last):
    utils.teaching.exercise.Wrong: This is one too many.
    """
    if is_close(answer, truth, tolerance):
        return
    answer = np.asarray(answer, float)
    truth = np.asarray(truth, float)
    wrong_answers = {reason: [wrong] for reason, wrong in (mistakes or {}).items()}
    reason = _reason_of_mistake([answer], [truth], wrong_answers, tolerance)
    require(reason is None, reason, right_for)
    if truth.ndim == 2:
        entries = zip(answer.flat, truth.flat, strict=True)
        wrong = sum(not is_close(mine, true, tolerance) for mine, true in entries)
        verb = "is" if wrong == 1 else "are"
        reason = f"{wrong} of its {truth.size} entries {verb} wrong."
    else:
        reason = _first_wrong_number(answer, truth, tolerance, from_training)
    require(False, reason, right_for)


def compare_on_cases(call, truth, mistakes, cases):
    """Require that a function gives the true answer in all cases.

    Parameters
    ----------
    call : function
        The reader's function, as `function` returns it.
    truth : function
        What it should give.
    mistakes : dict
        For each reason a function that makes this mistake. The usual mistakes with
        numbers are known anyway.
    cases : list of tuples
        The arguments to try.

    Raises
    ------
    Wrong
        If the function gives anything else in one of the cases.

    Examples
    --------
    >>> double = function(lambda x: 2 * x)
    >>> compare_on_cases(double, lambda x: x + x, {}, [(1.0,), (3.0,)])
    """
    truths = [np.asarray(truth(*case), float) for case in cases]
    answers = [
        call(*case, parser=numbers(*true.shape))
        for case, true in zip(cases, truths, strict=True)
    ]
    right = sum(map(is_close, answers, truths))
    if right == len(cases):
        return
    wrong_answers = {
        reason: [wrong(*case) for case in cases] for reason, wrong in mistakes.items()
    }
    reason = _reason_of_mistake(answers, truths, wrong_answers, tolerance=1e-2)
    require(reason is None, reason)
    require(right == 0, f"It is right for only {right} of {len(cases)} examples.")
    require(False, "It does not give the right result for any of the examples.")


# What usual mistakes make of the right answer. An array of another shape fits no answer.
USUAL_MISTAKES = {
    "The sign is wrong.": lambda truth: -truth,
    "These are the right numbers, but the order is reversed.": np.flip,
    "It is transposed.": np.transpose,
    "This is the inverse of the right answer.": lambda truth: (
        np.linalg.pinv(truth) if truth.ndim == 2 else 1 / truth
    ),
    "This is the square of the right answer.": np.square,
    "This is the square root of the right answer.": np.sqrt,
}


def _reason_of_mistake(answers, truths, wrong_answers, tolerance):
    """Return the reason of the one mistake that explains the answers in all cases, if any.

    Parameters
    ----------
    answers, truths : list of array
        For each case what the reader answered, and what is right.
    wrong_answers : dict
        For each reason the list of answers that this mistake leads to.
    tolerance : float
        The fraction by which an answer may be off.

    Returns
    -------
    str or None
    """
    with np.errstate(all="ignore"):  # for square roots of negative numbers, and 1 / 0
        usual = {
            reason: [change(truth) for truth in truths]
            for reason, change in USUAL_MISTAKES.items()
        }
    for reason, wrong in (wrong_answers | usual).items():
        if _all_close(answers, wrong, tolerance):
            return reason
    numbers_answered = np.concatenate([np.ravel(answer) for answer in answers])
    true_numbers = np.concatenate([np.ravel(truth) for truth in truths])
    if numbers_answered.size > 1 and true_numbers.any():
        scale = numbers_answered @ true_numbers / (true_numbers @ true_numbers)
        is_zero = abs(scale) < 1e-6
        if not is_zero and is_close(numbers_answered, scale * true_numbers, tolerance):
            return "The scale is wrong: every number is off by the same factor."
    return None


def _all_close(answers, others, tolerance):
    pairs = zip(answers, others, strict=True)
    return all(is_close(answer, other, tolerance) for answer, other in pairs)


def _first_wrong_number(answer, truth, tolerance, from_training):
    """Return what is wrong with the first wrong number of an answer."""
    pairs = zip(np.ravel(answer), np.ravel(truth), strict=True)
    for place, (mine, true) in enumerate(pairs, start=1):
        if is_close(mine, true, tolerance):
            continue
        which = f"Number {place}" if truth.ndim else "It"
        size = "large" if mine > true else "small"
        if not is_close(mine, true, 0.3):
            return f"{which} is too {size}."
        if from_training:
            return f"{which} is slightly too {size}. Has the training converged?"
        return f"{which} is slightly too {size}."
    raise ValueError("no number of the answer is wrong")


def _on_one_line(text):
    return " ".join(str(text).split())

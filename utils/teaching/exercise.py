"""How an exercise is judged: not answered yet, right, or not right for a reason.

An answer is first read by a parser, `numbers` or `function`. It is then compared with the
true answer, and with what the common mistakes lead to. Whatever a reader writes, the
verdict is one sentence and never a traceback.
"""

import functools

import numpy as np


class Wrong(Exception):
    """The reason why an answer is not right."""


class Unanswered(Exception):
    """There is no answer yet."""


def exercise(number, parser):
    """Make the check of an exercise out of a function that raises Wrong with a reason.

    Parameters
    ----------
    number : int
        The number of the exercise in its chapter.
    parser : function
        What reads the answer, such as `numbers(2, 3)` for a matrix, or `function`.

    Returns
    -------
    function
        A decorator. The check takes the answer and prints the verdict.

    Examples
    --------
    >>> @exercise(1, numbers())
    ... def check_exercise_1(answer):
    ...     compare(answer, 4.0)
    >>> check_exercise_1(-4)
    ✗ Exercise 1: the sign is wrong
    """

    def decorate(judge):
        @functools.wraps(judge)
        def check(answer=...):
            try:
                judge(parser(answer))
            except Unanswered:
                print(f"Exercise {number}: not answered yet")
            except Wrong as reason:
                print(f"✗ Exercise {number}: {_on_one_line(reason)}")
            except Exception as error:
                kind = type(error).__name__
                print(f"✗ Exercise {number}: {kind}: {_on_one_line(error)}")
            else:
                print(f"✓ Exercise {number}: right")

        return check

    return decorate


def require(holds, reason, right_for=""):
    """Refuse the answer for this reason unless all of `holds` is true.

    Parameters
    ----------
    holds : bool or array of bool
    reason : str
    right_for : str
        What the answer is right for so far, which is then said first.

    Examples
    --------
    >>> require(1 < 2, "one is less than two")
    """
    if not np.all(holds):
        raise Wrong(f"it is right for {right_for} only: {reason}" if right_for else reason)


def anything(answer):
    """Read an answer of any kind.

    Parameters
    ----------
    answer : object
        What the reader wrote; an ellipsis stands for no answer yet.

    Examples
    --------
    >>> anything(3)
    3
    """
    if answer is ...:
        raise Unanswered
    return answer


def numbers(*shape):
    """Return a parser of numbers.

    Parameters
    ----------
    *shape : int or None
        None of them for a single number, one for a list, two for a matrix. With None any
        shape is read.

    Returns
    -------
    function
        It takes an answer and returns an array of floats, or raises Wrong.

    Examples
    --------
    >>> numbers(2)([1, 2]).tolist()
    [1.0, 2.0]
    """
    any_shape = None in shape
    if any_shape:
        allowed = "made of numbers"
    elif len(shape) == 2:
        allowed = f"a matrix of {shape[0]} rows and {shape[1]} columns"
    elif len(shape) == 1:
        allowed = f"a list of {shape[0]} numbers"
    else:
        allowed = "a number"

    def read(answer):
        try:
            array = np.asarray(anything(answer))
        except ValueError:  # lists of unequal lengths
            array = np.asarray(None)
        if array.dtype.kind not in "iuf":
            raise Wrong(f"the answer should be {allowed}, but it is {shown(answer)}")
        if not any_shape and array.shape != shape:
            if array.shape == shape[::-1]:
                raise Wrong(f"it is transposed: the answer should be {allowed}")
            raise Wrong(f"its shape is {array.shape}, but the answer should be {allowed}")
        require(np.isfinite(array), "some of it is infinite or not a number (NaN)")
        return array.astype(float)

    return read


def function(answer):
    """Read an answer that is a function.

    Parameters
    ----------
    answer : function

    Returns
    -------
    function
        It calls the reader's function with copies of its arguments, and reads what comes
        back as numbers of the given `shape` (None for any).

    Examples
    --------
    >>> double = function(lambda x: 2 * x)
    >>> float(double(3.0))
    6.0
    """
    if not callable(anything(answer)):
        raise Wrong(f"the answer should be a function, but it is {shown(answer)}")

    def call(*arguments, shape=(), right_for=""):
        copies = [np.copy(argument)[()] for argument in arguments]
        try:
            result = answer(*copies)
        except Exception as error:
            reason = f"your function raises {type(error).__name__}: {error}"
            require(False, reason, right_for)
        parser = numbers(None) if shape is None else numbers(*shape)
        return parser(result)

    return call


def shown(answer):
    """Return an answer as text on one line, cut if it is long.

    Parameters
    ----------
    answer : object

    Examples
    --------
    >>> shown([1, 2])
    '[1, 2]'
    """
    text = _on_one_line(repr(answer))
    if len(text) > 60:
        return f"{text[:57]}..."
    return text


def is_close(answer, truth, tolerance=1e-2):
    """Return whether all numbers agree.

    Parameters
    ----------
    answer, truth : array_like
    tolerance : float
        The fraction of the larger number by which two numbers may differ.

    Examples
    --------
    >>> is_close([1, 2], [1.001, 2])
    True
    """
    size = np.maximum(np.abs(answer), np.abs(truth))
    difference = np.abs(np.subtract(answer, truth))
    return bool(np.all(difference <= tolerance * size + 1e-6))


def compare(answer, truth, mistakes=None, tolerance=1e-2, right_for=""):
    """Require the true answer, or give the reason of the mistake that was made.

    Parameters
    ----------
    answer, truth : float or array of the same shape
    mistakes : dict, optional
        For each reason the answer that this mistake leads to. The common mistakes with
        numbers (sign, order, square, scale and so on) are known anyway.
    tolerance : float
        The fraction by which the answer may be off.
    right_for : str
        What the answer is right for so far.

    Examples
    --------
    >>> compare(2.0, 2.001)
    """
    truth = np.asarray(truth, float)
    answers_of_mistakes = {reason: [wrong] for reason, wrong in (mistakes or {}).items()}
    _refuse_mistakes([answer], [truth], answers_of_mistakes, tolerance, right_for)
    pairs = list(np.broadcast(answer, truth))
    wrong = [not is_close(mine, true, tolerance) for mine, true in pairs]
    if truth.ndim == 2:
        require(
            not any(wrong), f"{sum(wrong)} of its {truth.size} entries are wrong", right_for
        )
    for place, (mine, true) in enumerate(pairs, 1):
        which = f"number {place}" if truth.ndim else "it"
        size = "large" if mine > true else "small"
        hint = ", but not by much: has it converged?" if is_close(mine, true, 0.3) else ""
        require(is_close(mine, true, tolerance), f"{which} is too {size}{hint}", right_for)


def compare_on_cases(call, truth, mistakes, cases):
    """Require the true answer in all cases.

    Parameters
    ----------
    call : function
        The reader's, as `function` returns it.
    truth : function
        What it should give.
    mistakes : dict
        For each reason a function that makes this mistake.
    cases : list of tuples
        The arguments to try.

    Examples
    --------
    >>> double = function(lambda x: 2 * x)
    >>> compare_on_cases(double, lambda x: x + x, {}, [(1.0,), (3.0,)])
    """
    true = [np.asarray(truth(*case), float) for case in cases]
    mine = [call(*case, shape=each.shape) for case, each in zip(cases, true, strict=True)]
    made = {reason: [wrong(*case) for case in cases] for reason, wrong in mistakes.items()}
    right = _refuse_mistakes(mine, true, made)
    if any(right):
        reason = f"it is right for only {sum(right)} of {len(cases)} examples"
    else:
        reason = "it does not give the right result for any of the examples"
    require(all(right), reason)


COMMON_MISTAKES = {
    "the sign is wrong": np.negative,
    "the order is reversed": lambda x: x[::-1] if x.ndim == 1 else np.nan,
    "it is transposed": lambda x: x.T if x.ndim == 2 else np.nan,
    "that is the inverse": lambda x: np.linalg.inv(x) if x.ndim == 2 else 1 / x,
    "that is its square": np.square,
    "that is its square root": np.sqrt,
}


def _refuse_mistakes(mine, true, mistakes, tolerance=1e-2, right_for=""):
    """Return which answers are right; refuse them all if one mistake explains them."""
    right = [is_close(*pair, tolerance) for pair in zip(mine, true, strict=True)]
    if all(right):
        return right
    with np.errstate(all="ignore"):
        common = {
            reason: [change(each) for each in true]
            for reason, change in COMMON_MISTAKES.items()
        }
    for reason, wrong in (mistakes | common).items():
        made = [is_close(*pair, tolerance) for pair in zip(mine, wrong, strict=True)]
        require(not all(made), reason, right_for)
    mine = np.concatenate([np.ravel(each) for each in mine])
    true = np.concatenate([np.ravel(each) for each in true])
    factor = mine @ true / (true @ true)
    scaled = (
        mine.size > 1 and abs(factor) > 1e-6 and is_close(mine, factor * true, tolerance)
    )
    require(not scaled, "the scale is wrong, everywhere by the same factor", right_for)
    return right


def _on_one_line(text):
    return " ".join(str(text).split())

"""How an exercise is judged: not answered yet, right, or wrong for a reason.

An answer is read by a form, `numbers` or `function`, then compared with a truth and with
what usual mistakes lead to. Whatever it is, the verdict is one line and never an error.
"""

import functools

import numpy as np


class Wrong(Exception):
    """The reason why an answer is not right."""


class Unanswered(Exception):
    """There is no answer yet."""


def exercise(form):
    """Make a check of a function that takes an answer and raises Wrong if it is not right.

    form: what reads the answer: `numbers(2, 3)`, for a matrix, or `function`. The number of
    the exercise is the last digit of the function's name.
    """

    def decorate(judge):
        name = f"Exercise {judge.__name__[-1]}"

        @functools.wraps(judge)
        def check(answer=...):
            try:
                judge(form(answer))
            except Unanswered:
                print(f"{name}: not answered yet")
            except Exception as error:
                kind = "" if isinstance(error, Wrong) else f"{type(error).__name__}: "
                print(f"✗ {name}: {kind}{' '.join(str(error).split())}")
            else:
                print(f"✓ {name}: right")

        return check

    return decorate


def require(holds, reason, only=""):
    """Refuse the answer for this reason unless all of it holds.

    only: what it has held for so far, which is then said first.
    """
    if not np.all(holds):
        raise Wrong(f"right for {only} only: {reason}" if only else reason)


def anything(answer):
    """Read an answer that is refused, if need be, by those that it is handed on to."""
    if answer is ...:
        raise Unanswered
    return answer


def numbers(*shape):
    """Return a form: numbers of this shape (None for any), as whatever NumPy reads."""
    kinds = "a number", "a list of {} numbers", "a matrix of {} rows and {} columns"
    kind = "made of numbers" if None in shape else kinds[len(shape)].format(*shape)
    allowed = f"it should be {kind}"

    def read(answer):
        try:
            array = np.asarray(anything(answer))
        except ValueError:  # lists of unequal lengths, and worse
            array = np.asarray(None)
        numeric = array.dtype.kind in "iuf"
        require(numeric, f"{allowed}, but it is {shown(answer)}")
        turned = array.shape == shape[::-1]
        reason = "transposed" if turned else f"the shape is {array.shape}"
        require(None in shape or array.shape == shape, f"{reason}: {allowed}")
        require(np.isfinite(array), "some of it is infinite or not a number (NaN)")
        return array.astype(float)

    return read


def function(answer):
    """Read a function: called with copies, it gives numbers of the shape that is named."""
    what = f"it should be a function, but it is {shown(answer)}"
    require(callable(anything(answer)), what)

    def call(*arguments, shape=(), only=""):
        try:
            result = answer(*(np.copy(each)[()] for each in arguments))
        except Exception as error:
            raised = f"your function raises {type(error).__name__}: {error}"
            require(False, raised, only)
        return numbers(*([None] if shape is None else shape))(result)

    return call


def shown(answer):
    """Return an answer in words, on one line, cut if it is long."""
    text = " ".join(repr(answer).split())
    return text if len(text) <= 60 else f"{text[:57]}..."


def near(answer, truth, tolerance=1e-2):
    """Return whether all numbers agree within this part of the larger of the two."""
    size = np.maximum(np.abs(answer), np.abs(truth))
    return bool(np.all(np.abs(np.subtract(answer, truth)) <= tolerance * size + 1e-6))


def compare(answer, truth, mistakes, tolerance=1e-2, only=""):
    """Require the truth, or give the reason of the mistake that leads to the answer.

    mistakes: {reason: the answer it leads to}; those of any number, list or matrix (sign,
    order, square, scale ...) are known.
    """
    named = {reason: [wrong] for reason, wrong in mistakes.items()}
    _compare([answer], [np.asarray(truth, float)], named, tolerance, only)
    if np.ndim(truth) == 2:
        off = sum(not near(*pair, tolerance) for pair in np.broadcast(answer, truth))
        require(not off, f"{off} of its {np.size(truth)} entries are wrong", only)
    for place, (mine, true) in enumerate(np.broadcast(answer, truth), 1):
        which = f"number {place}" if np.ndim(truth) else "it"
        size = "large" if mine > true else "small"
        close = ", by little: has it converged?" if near(mine, true, 0.3) else ""
        require(near(mine, true, tolerance), f"{which} is too {size}{close}", only)


def try_on(call, truth, mistakes, cases):
    """Require the truth in all cases; truth and mistakes are functions like the answer."""
    true = [np.asarray(truth(*case), float) for case in cases]
    mine = [call(*case, shape=each.shape) for case, each in zip(cases, true, strict=True)]
    named = {why: [wrong(*case) for case in cases] for why, wrong in mistakes.items()}
    right = _compare(mine, true, named)
    some = f"right for {sum(right)} of {len(cases)} examples only" if any(right) else ""
    require(right, some or "not one of the examples gives the right result")


USUAL = {
    "the sign is wrong": np.negative,
    "in the other order": lambda x: x[::-1] if x.ndim == 1 else np.nan,
    "transposed": lambda x: x.T if x.ndim == 2 else np.nan,
    "the other way round": lambda x: np.linalg.inv(x) if x.ndim == 2 else 1 / x,
    "that is its square": np.square,
    "that is its root": np.sqrt,
}


def _compare(mine, true, mistakes, tolerance=1e-2, only=""):
    """Return which answers are right; refuse those of one mistake."""
    right = [near(*pair, tolerance) for pair in zip(mine, true, strict=True)]
    if all(right):
        return right
    with np.errstate(all="ignore"):
        usual = {why: [change(each) for each in true] for why, change in USUAL.items()}
    for reason, wrong in (mistakes | usual).items():
        pairs = zip(mine, wrong, strict=True)
        require(not all(near(*pair, tolerance) for pair in pairs), reason, only)
    mine, true = (np.concatenate([np.ravel(each) for each in x]) for x in (mine, true))
    factor = mine @ true / (true @ true)
    multiple = mine.size > 1 and near(mine, factor * true, tolerance) and abs(factor) > 1e-6
    require(not multiple, "the scale is wrong, everywhere by the same factor", only)
    return right

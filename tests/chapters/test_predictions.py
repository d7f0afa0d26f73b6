"""Every choice of a prediction can be the right one, and has a reason."""

import importlib

from utils import chapters
from utils.teaching import Choice, Prediction

import pytest

CASES = [
    case
    for letter in "01234A"
    for case in importlib.import_module(f"tests.chapters.test_chapter_{letter}").PREDICTIONS
]


def all_predictions():
    """Return the choices of every prediction, by chapter and name."""
    return {
        f"{module.__name__}.{name}": value
        for module in vars(chapters).values()
        if getattr(module, "__name__", "").startswith("utils.chapters.chapter_")
        for name, value in vars(module).items()
        if isinstance(value, list) and value and isinstance(value[0], Choice)
    }


@pytest.mark.parametrize("choices, found, right", CASES)
def test_what_was_found_decides(choices, found, right):
    assert Prediction(choices).answer(*found) is choices[right]


def test_each_choice_is_right_for_some_finding():
    reached = {(id(choices), right) for choices, _, right in CASES}
    for name, choices in all_predictions().items():
        for place, choice in enumerate(choices):
            assert (id(choices), place) in reached, f"{name}: {choice.text}"


@pytest.mark.parametrize("name", all_predictions())
def test_reasons_are_whole_sentences(name):
    for choice in all_predictions()[name]:
        assert choice.reason[0].isupper() and choice.reason.endswith("."), choice.reason

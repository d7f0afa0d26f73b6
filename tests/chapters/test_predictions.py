"""Every choice of a prediction can be the right one, and has a reason."""

from utils.teaching import Choice, Prediction

import pytest

from .modules import CHAPTERS, asked_by

CASES = [case for chapter in CHAPTERS.values() for case in chapter.PREDICTIONS]


def all_predictions():
    """Return the choices of every prediction, by chapter and name."""
    return {
        f"chapter_{letter}.{name}": value
        for letter in CHAPTERS
        for name, value in vars(asked_by(letter)).items()
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

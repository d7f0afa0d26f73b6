"""Predictions show their choices, and print what was predicted beside the result."""

from utils.teaching import Choice, Prediction

import pytest


@pytest.fixture
def prediction():
    rises = Choice("it rises", lambda slope: slope > 0, "It did so before.")
    falls = Choice("it falls", lambda slope: True, "What rises has to come down.")
    return Prediction([rises, falls])


def test_nothing_is_chosen_before_a_click(prediction):
    assert prediction.buttons.value is None


def test_without_a_prediction_only_the_result_is_printed(prediction, capsys):
    prediction.reveal(1)
    assert capsys.readouterr().out == "Your prediction: none\nThe result: it rises\n"


def test_who_predicts_reads_every_reason(prediction, capsys):
    prediction.buttons.value = "it rises"
    prediction.reveal(-1)
    assert capsys.readouterr().out.splitlines() == [
        "Your prediction: it rises",
        "The result: it falls",
        "- it rises: It did so before.",
        "- it falls: What rises has to come down.",
    ]


def test_the_first_choice_that_is_right_is_the_answer(prediction):
    assert prediction.answer(1).text == "it rises"
    assert prediction.answer(-1).text == "it falls"


def test_where_nothing_can_be_clicked_the_choices_are_text(prediction):
    assert prediction._repr_mimebundle_()["text/plain"] == "○ it rises\n○ it falls"

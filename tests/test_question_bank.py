"""The question bank holds every prediction once, with one right answer and all reasons."""

import re
from pathlib import Path

from tools.question_bank import as_gift, questions

import nbformat
import pytest

NOTEBOOKS = sorted(Path(__file__).parents[1].glob("notebooks/*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_prediction_is_a_question_with_one_right_answer(path):
    notebook = nbformat.read(path, as_version=4)
    asked = questions(notebook)
    assert len(asked) == sum("**Predict:**" in cell.source for cell in notebook.cells)
    for name, question, choices, right in asked:
        assert question.endswith("?") or "?" in question, question
        assert [choice.text for choice in choices].count(right) == 1
        text = as_gift(name, question, choices, right)
        assert len(re.findall(r"^  =", text, re.M)) == 1
        assert len(re.findall(r"^  ~.* #.", text, re.M)) == len(choices) - 1


def test_signs_of_the_format_and_formulas_are_escaped():
    text = as_gift("name", r"Is $W_1 = {a}$ ~ #1: so?", [], "")
    assert text == "::name::[markdown]Is \\\\(W_1 \\= \\{a\\}\\\\) \\~ \\#1\\: so? {\n}"

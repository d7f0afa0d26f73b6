"""The question bank holds every prediction once, with one right answer and all reasons."""

import re
from pathlib import Path

from tools.question_bank import as_gift, questions
from tools.question_contexts import CONTEXTS

import nbformat
import pytest

NOTEBOOKS = sorted(Path(__file__).parents[1].glob("notebooks/*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_prediction_is_a_question_with_one_right_answer(path):
    notebook = nbformat.read(path, as_version=4)
    asked = questions(notebook)
    assert len(asked) == sum("**Predict:**" in cell.source for cell in notebook.cells)
    for name, context, question, choices, right in asked:
        assert "?" in question
        assert context.endswith(".")
        assert [choice.text for choice in choices].count(right) == 1
        text = as_gift(name, context, question, choices, right)
        assert len(re.findall(r"^  =", text, re.M)) == 1
        assert len(re.findall(r"^  ~.* #.", text, re.M)) == len(choices) - 1


def test_signs_of_the_format_and_formulas_are_escaped():
    text = as_gift("name", "If *a* < 2,", r"is $W_1 = {a}$ ~ #1: so?", [], "")
    assert text.splitlines() == [
        "::name::[html]<p>If <em>a</em> &lt; 2,</p>",
        r"<p><b>is \\(W_1 \= \{a\}\\) \~ \#1\: so?</b></p> {",
        "}",
    ]


def test_each_context_belongs_to_one_prediction_and_no_reason_points_to_the_notebook():
    asked = [
        question
        for path in NOTEBOOKS
        for question in questions(nbformat.read(path, as_version=4))
    ]
    assert sorted(name for name, *_ in asked) == sorted(CONTEXTS)
    reasons = [choice.reason for *_, choices, _ in asked for choice in choices]
    assert [reason for reason in reasons if re.search(r"part \d|below\.", reason)] == []

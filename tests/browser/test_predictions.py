"""A prediction is clicked, or chosen by keyboard, and answered after the run."""

import pytest

pytest.importorskip("playwright", reason="No Playwright: make test-browser installs it")
from .lab import expect

CELLS = (
    "from utils import Prediction\nfrom utils.chapters import chapter_0",
    "curve = Prediction(chapter_0.loss_curve)\ncurve",
    "curve.reveal([3.0, 2, 1])",
)


def said(notebook):
    """What the last cell has printed."""
    (output,) = notebook.cells[-1]["outputs"]
    return "".join(output["text"]).splitlines()


@pytest.fixture
def notebook(opened):
    notebook = opened("prediction", *CELLS)
    notebook.run("import Prediction")
    notebook.run("curve = ")
    return notebook


@pytest.mark.slow
def test_who_does_not_predict_reads_only_the_result(notebook):
    notebook.run("reveal")
    assert said(notebook) == [
        "Your prediction: none",
        "The result: it falls and then levels off",
    ]


def test_a_click_only_records_and_the_verdict_has_a_reason_for_each_answer(notebook, page):
    page.get_by_label("it keeps falling to the end").click()
    assert len(notebook.cells[1]["outputs"]) == 1
    notebook.run("reveal")
    prediction, result, *reasons = said(notebook)
    assert prediction == "Your prediction: it keeps falling to the end"
    assert result == "The result: it falls and then levels off"
    assert [line.split(":")[0] for line in reasons] == [
        "- it falls and then levels off",
        "- it keeps falling to the end",
        "- it falls, and later jumps back up",
    ]


@pytest.mark.slow
def test_a_prediction_is_made_by_keyboard(notebook, page):
    button = page.get_by_label("it keeps falling to the end")
    button.focus()
    page.keyboard.press("Space")
    expect(button).to_be_checked()
    notebook.run("reveal")
    assert said(notebook)[0] == "Your prediction: it keeps falling to the end"

"""A bet is clicked on, or set by keyboard, and settled after the run."""

import pytest

pytest.importorskip("playwright", reason="No Playwright: make test-browser installs it")
from .lab import expect

CELLS = "from utils import Bet", 'bet = Bet("the curve")\nbet', "bet.settle([3.0, 2, 1])"


def said(notebook):
    """What the last cell has printed."""
    (output,) = notebook.cells[-1]["outputs"]
    return "".join(output["text"]).splitlines()


@pytest.fixture
def notebook(opened):
    notebook = opened("bet", *CELLS)
    notebook.run("import Bet")
    notebook.run("bet = ")
    return notebook


@pytest.mark.slow
def test_who_does_not_bet_reads_only_the_result(notebook):
    notebook.run("settle")
    assert said(notebook) == ["Your bet: none", "Found: falls, then stays level"]


def test_a_click_only_records_and_the_verdict_has_a_reason_for_each_answer(notebook, page):
    page.get_by_label("falls to the end").click()
    assert len(notebook.cells[1]["outputs"]) == 1
    notebook.run("settle")
    bet, found, *reasons = said(notebook)
    assert bet == "Your bet: falls to the end"
    assert found == "Found: falls, then stays level"
    assert [line.split(":")[0] for line in reasons] == [
        "- falls, then stays level",
        "- falls to the end",
        "- falls, then jumps up again",
    ]


@pytest.mark.slow
def test_a_bet_is_placed_by_keyboard(notebook, page):
    button = page.get_by_label("falls to the end")
    button.focus()
    page.keyboard.press("Space")
    expect(button).to_be_checked()
    notebook.run("settle")
    assert said(notebook)[0] == "Your bet: falls to the end"

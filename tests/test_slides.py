"""Decks show the slides that a chapter's cells name, and run all of its code."""

import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]


def text(source, **metadata):
    return nbformat.v4.new_markdown_cell(source, metadata=metadata)


def code(source, **metadata):
    return nbformat.v4.new_code_cell(source, metadata=metadata)


@pytest.fixture
def deck():
    """The function that makes a deck of these cells: what each cell is and shows."""
    sys.path.insert(0, str(ROOT / "tools"))
    import slides

    def make(*cells):
        made = slides.deck(nbformat.v4.new_notebook(cells=cells))
        nbformat.validate(made)
        return [(c.metadata.slideshow.slide_type, c.source) for c in made.cells], made

    yield make
    sys.path.remove(str(ROOT / "tools"))


def test_a_cell_stands_on_the_last_slide_that_it_begins(deck):
    slides = [{"headline": "Why?", "text": "Guess."}, {"headline": "So."}]
    shown, made = deck(text("# Title"), code("1"), code("2", slides=slides), code("3"))
    assert shown == [
        ("slide", "# Why?\n\nGuess."),  # JupyterLab begins with the first cell
        ("notes", "# Title"),
        ("skip", "1"),
        ("slide", "## So."),
        ("fragment", "2"),
        ("skip", "3"),
    ]
    assert [cell.metadata.get("tags") for cell in made.cells][0] == ["headline"]


def test_an_empty_list_puts_a_cell_on_the_slide_that_is_there(deck):
    shown, _ = deck(code("1", slides=[{"headline": "One"}]), code("2", slides=[]))
    assert shown == [("slide", "# One"), ("fragment", "1"), ("fragment", "2")]


def test_folded_code_is_hidden_on_slides(deck):
    folded = code("1", slides=[], jupyter={"source_hidden": True})
    _, made = deck(folded, code("2", slides=[]))
    tags = [cell.metadata.get("tags", []) for cell in made.cells]
    assert tags == [["hide-code-on-slides"], []]


def test_the_result_of_a_prediction_shows_its_reasons_and_no_code(deck):
    result = code("x.reveal(1)", slides=[])
    result.outputs = [nbformat.v4.new_output("stream", text="2")]
    shown, made = deck(result, code("1", slides=[]))
    tags = [cell.metadata.get("tags", []) for cell in made.cells]
    assert tags == [["reasons", "hide-code-on-slides"], []]
    assert [kind for kind, _ in shown] == ["fragment", "fragment"]


def test_hidden_code_without_an_output_is_on_no_slide(deck):
    cells = [code(source, slides=[], tags=["hide-code-on-slides"]) for source in "12"]
    cells[1].outputs = [nbformat.v4.new_output("stream", text="2")]
    shown, _ = deck(*cells)
    assert shown == [("skip", "1"), ("fragment", "2")]


def test_decks_of_all_chapters_are_made_where_they_find_utils(tmp_path):
    folder = tmp_path / "build/slides"
    command = [sys.executable, str(ROOT / "tools/slides.py"), str(folder)]
    subprocess.run(command, check=True)
    chapters = sorted((ROOT / "notebooks").glob("*.ipynb"))
    assert sorted(path.name for path in folder.iterdir()) == [p.name for p in chapters]
    for chapter in chapters:
        made = nbformat.read(folder / chapter.name, as_version=4)
        nbformat.validate(made)
        kinds = [cell.metadata.slideshow.slide_type for cell in made.cells]
        assert kinds[0] == "slide"


def test_jupyterlab_reads_the_defaults_only_where_it_is_told_to():
    program = (
        "from jupyter_server.services.config.manager import ConfigManager\n"
        "manager = ConfigManager(config_dir_name='labconfig')\n"
        "print(sorted(manager.get('default_setting_overrides')))"
    )

    def read(**variables):
        environment = {**os.environ, **variables}
        command = [sys.executable, "-c", program]
        return subprocess.check_output(command, env=environment, text=True)

    there = read(JUPYTER_CONFIG_PATH=str(ROOT / "jupyter_config"))
    assert "@deathbeds/jupyterlab-fonts:fonts" in there
    assert "@jupyterlab/apputils-extension:notification" in there


def test_teaching_names_only_headlines_that_there_are():
    plans = re.split(
        r"^## ", (ROOT / "TEACHING.md").read_text(encoding="utf-8"), flags=re.M
    )
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = nbformat.read(path, as_version=4).cells
        slides = [slide for cell in cells for slide in cell.metadata.get("slides", [])]
        headlines = [slide["headline"] for slide in slides]
        (plan,) = [plan for plan in plans if f"notebooks/{path.name}" in plan[:100]]
        jumps = re.search(r"^- \*\*On slides\*\*(.*)$", plan, re.M)[1]
        named = re.findall(r'"(.+?)"', jumps)
        assert named
        for name in named:
            assert any(headline.startswith(name) for headline in headlines), name

"""A reader who changes what the text invites to gets an answer, never a traceback.

The changes stand in tests/play, a file for each chapter: the text in its code cells, what
takes its place, and the beginnings of the claims that may then turn to ✗ (none for a seed).
"""

import json
import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
CHANGES = [
    pytest.param(
        path.stem,
        change,
        id=f"{path.stem}: {change['name']}",
        marks=[] if change["quick"] else pytest.mark.slow,
    )
    for path in sorted(Path(__file__).with_name("play").glob("*.json"))
    for change in json.loads(path.read_text(encoding="utf-8"))
]


def printed_claims(notebook):
    """The lines that claims have printed, in order."""
    texts = [
        out.get("text", "") for cell in notebook.cells for out in cell.get("outputs", [])
    ]
    lines = "".join(texts).splitlines()
    return [line for line in lines if line.startswith(("✓", "✗"))]


def test_every_chapter_has_ten_changes_and_one_of_them_is_quick():
    named = [(change.values[0], bool(change.marks)) for change in CHANGES]
    for chapter in {path.stem for path in NOTEBOOKS.glob("*.ipynb")}:
        assert len([slow for name, slow in named if name == chapter]) >= 10
        assert (chapter, False) in named


@pytest.mark.parametrize("chapter, change", CHANGES)
def test_a_change_breaks_no_cell(chapter, change):
    notebook = nbformat.read(NOTEBOOKS / f"{chapter}.ipynb", as_version=4)
    before = printed_claims(notebook)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert sum(cell.source.count(change["old"]) for cell in cells) == 1
    for cell in cells:
        cell.source = cell.source.replace(change["old"], change["new"])
    assert "seed" not in change["name"] or not change["may_turn"]
    folder = {"metadata": {"path": str(NOTEBOOKS)}}
    environment = {**os.environ, "TQDM_DISABLE": "1"}
    client = NotebookClient(notebook, timeout=600, resources=folder, kernel_name="python3")
    client.execute(env=environment)  # raises at the first cell that does
    after = printed_claims(notebook)
    assert len(after) == len(before)
    turned = [line[2:] for line in after if line.startswith("✗")]
    allowed = tuple(change["may_turn"])
    assert [line for line in turned if not line.startswith(allowed)] == []

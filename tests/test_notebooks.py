"""The stored notebooks are whole: run in order, without errors, with answers that work."""

import re
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
FENCED = re.compile(r"```python\n(.*?)```", re.DOTALL)


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def cells(request):
    return nbformat.read(request.param, as_version=4).cells


def code(cells):
    return [cell for cell in cells if cell.cell_type == "code"]


def test_there_are_notebooks():
    assert NOTEBOOKS


def test_outputs_are_stored_from_one_run_in_order(cells):
    # nbval compares no cell that was never run: cleared outputs would always pass.
    counts = [cell.execution_count for cell in code(cells)]
    assert counts == list(range(1, len(counts) + 1))


def test_outputs_hold_no_error_no_warning_and_no_path(cells):
    for cell in code(cells):
        for output in cell.outputs:
            assert output.output_type != "error"
            assert output.get("name") != "stderr"
            assert not re.search(r"/home/|/root/|/tmp/|/Users/|site-packages", str(output))


def test_cells_are_short_and_the_prose_keeps_up(cells):
    lengths = sorted(len(cell.source.splitlines()) for cell in code(cells))
    assert lengths[-1] <= 20
    prose = [cell for cell in cells if cell.cell_type == "markdown"]
    assert len(prose) >= 0.7 * len(lengths)


def test_skipped_comparisons_say_why(cells):
    for cell in code(cells):
        if any(tag.startswith("nbval") for tag in cell.metadata.get("tags", [])):
            assert "# Not compared:" in cell.source


def test_links_between_notebooks_and_answers_are_well_formed(cells):
    prose = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    linked = re.findall(r"\]\(([^)/]+\.ipynb)\)", prose)
    assert set(linked) <= {path.name for path in NOTEBOOKS}
    assert prose.count("<details>") == prose.count("</details>") >= 3


ANSWERS = [
    pytest.param(text, id=f"{path.stem}-{number}")
    for path in NOTEBOOKS
    for cell in nbformat.read(path, as_version=4).cells
    if cell.cell_type == "markdown"
    for number, text in enumerate(FENCED.findall(cell.source), start=1)
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_answers_run_as_they_stand(answer):
    exec(compile(answer, "answer", "exec"), {})

"""The stored notebooks are whole, fit into their lectures, and show what they say."""

import base64
import platform
import re
import statistics
import struct
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
WORD = re.compile(r"[^\W\d_]{2,}")
# A DOI, a number of the arXiv, or where a journal, a conference or a lecture is at home.
OFFICIAL = (
    r"https://(doi\.org/10\.\d+/.|arxiv\.org/abs/\d{4}\.\d{4,5}$|papers\.nips\.cc/paper/."
    r"|www\.jmlr\.org/papers/.|proceedings\.mlr\.press/.|youtu\.be/.)"
)
FENCED = re.compile(r"```.*?```", re.DOTALL)


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


@pytest.fixture
def cells(notebook):
    return notebook.cells


def code(cells):
    return [cell for cell in cells if cell.cell_type == "code"]


def prose(cells):
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def pictures(cell):
    """The PNGs among a cell's outputs."""
    data = [output.get("data", {}) for output in cell.get("outputs", [])]
    return [base64.b64decode(each["image/png"]) for each in data if "image/png" in each]


def folded(cell):
    return cell.metadata.get("jupyter", {}).get("outputs_hidden", False)


def printed(cell):
    """What a cell shows as text, a line each."""
    texts = [
        out.get("text") or out.get("data", {}).get("text/plain", "") for out in cell.outputs
    ]
    return "".join(
        text if text.endswith("\n") else text + "\n" for text in texts
    ).splitlines()


def test_there_are_notebooks():
    assert NOTEBOOKS


def test_outputs_are_stored_from_one_run_in_order(cells):
    # nbval compares no cell that was never run: cleared outputs would always pass.
    counts = [cell.execution_count for cell in code(cells)]
    assert counts == list(range(1, len(counts) + 1))


def test_outputs_hold_no_error_no_warning_and_nothing_of_a_computer(cells):
    machine = re.escape(platform.node())
    for cell in code(cells):
        for output in cell.outputs:
            assert output.output_type != "error"
            assert output.get("name") != "stderr"
            data = output.get("data", {})
            texts = [text for kind, text in data.items() if not kind.startswith("image/")]
            for text in [output.get("text", ""), *texts]:
                assert not re.search(r"(?<![\w/<:.])(/[\w.-]+){2,}|\b[A-Z]:\\|~/", text), (
                    text
                )
                # A shorter name may be a word of the text.
                assert not (len(machine) > 5 and re.search(rf"\b{machine}\b", text)), text


def test_nothing_is_stored_of_when_and_how_long_it_ran(notebook):
    assert set(notebook.metadata) <= {"kernelspec", "language_info"}
    assert set(notebook.metadata.language_info) == {"name"}
    kept = set().union(*(cell.metadata for cell in notebook.cells))
    assert kept <= {"alt", "jupyter", "slideshow", "tags"}


def test_a_notebook_is_quick_to_load():
    assert [path.name for path in NOTEBOOKS if path.stat().st_size > 1e6] == []


def test_no_widget_is_stored_only_its_picture_and_text(notebook):
    # Without its kernel a widget is dead, and shows in the place of its picture.
    stored = [
        output.get("data", {}) for cell in code(notebook.cells) for output in cell.outputs
    ]
    assert "application/vnd.jupyter.widget-view+json" not in set().union(*stored)
    assert "widgets" not in notebook.metadata


def test_a_chapter_fits_into_a_lecture(cells):
    text = re.sub(r"\]\([^)]*\)", "]", FENCED.sub("", prose(cells)))  # no link addresses
    assert len(text.split()) <= 2600
    lengths = [len(cell.source.splitlines()) for cell in code(cells)]
    assert max(lengths) <= 20 and statistics.median(lengths) <= 5
    assert sum(map(len, map(pictures, cells))) <= 12
    assert max(len(printed(cell)) for cell in code(cells)) <= 15


def test_the_prose_keeps_up_with_the_code(cells):
    texts = [cell for cell in cells if cell.cell_type == "markdown"]
    assert len(texts) >= 0.7 * len(code(cells))


def test_every_claim_holds_and_there_is_no_assertion(cells):
    claims = [
        line
        for cell in code(cells)
        for line in printed(cell)
        if line.startswith(("✓", "✗"))
    ]
    assert len(claims) >= 5
    assert [line for line in claims if line.startswith("✗")] == []
    assert not [
        cell for cell in code(cells) if re.search(r"^\s*assert ", cell.source, re.M)
    ][1:]


def test_what_answers_a_prediction_is_folded_and_does_not_show_its_answer(cells):
    asks = [i for i, cell in enumerate(cells) if "**Predict" in cell.source]
    assert len(asks) >= 3
    for i in asks:
        assert cells[i].cell_type == "markdown"
        assert "**Predict" in cells[i].source.strip().split("\n\n")[-1], cells[i].source
        result = cells[i + 2] if "= Bet(" in cells[i + 1].source else cells[i + 1]
        assert result.cell_type == "code" and folded(result), cells[i].source
    for cell in code(cells):
        if folded(cell):
            first = next(line for line in printed(cell) if line.strip())
            assert not first.startswith(("✓", "✗"))


def test_three_predictions_are_bets_and_each_is_settled_by_its_result(cells):
    lines = "\n".join(cell.source for cell in code(cells)).splitlines()
    placed = [line.split(" = Bet(")[0] for line in lines if " = Bet(" in line]
    settled = [line.strip().split(".settle(")[0] for line in lines if ".settle(" in line]
    assert len(placed) == 3 and settled == placed
    for i, cell in enumerate(cells):
        if " = Bet(" in cell.source:
            assert "**Predict:**" in cells[i - 1].source
        if ".settle(" in cell.source:
            assert [line.split(":")[0] for line in printed(cell)[-2:]] == [
                "Your bet",
                "Found",
            ]


def slides(cells):
    """The cells of each slide; the rest is hidden on slides: as notes, or skipped."""
    found = []
    for cell in cells:
        kind = cell.metadata.get("slideshow", {}).get("slide_type")
        if kind == "slide":
            found.append([cell])
        elif kind == "fragment":
            found[-1].append(cell)
        else:
            assert kind == ("notes" if cell.cell_type == "markdown" else "skip"), (
                cell.source
            )
    return found


def test_a_slide_has_a_headline_and_is_read_from_the_last_row(cells):
    assert 15 <= len(slides(cells)) <= 40
    for slide in slides(cells):
        text = prose(slide)
        shown = [c for c in code(slide) if "hide-input" not in c.metadata.get("tags", [])]
        headlines = [c for c in slide if "headline" in c.metadata.get("tags", [])]
        assert [cell.cell_type for cell in headlines] == ["markdown"], text
        assert len(WORD.findall(headlines[0].source)) <= 30, text
        assert len(WORD.findall(text)) <= 60, text
        assert sum(len(cell.source.splitlines()) for cell in shown) <= 12, text
        assert sum(map(len, map(pictures, slide))) <= 1, text


def test_the_slide_after_a_prediction_states_the_result(cells):
    pairs = list(zip(slides(cells), slides(cells)[1:], strict=False))
    asked = [(a, b) for a, b in pairs if "**Predict" in prose(a)]
    assert len(asked) == prose(cells).count("**Predict:**")
    for question, result in asked:
        assert all("= Bet(" in cell.source for cell in code(question))
        assert folded(result[0])
        assert "headline" in result[-1].metadata.get("tags", []), prose(result)
        settled = [cell for cell in code(result) if ".settle(" in cell.source]
        assert len(settled) == len(code(question)), prose(question)


def test_every_figure_is_described_and_no_wider_than_the_page(cells):
    for cell in code(cells):
        for picture in pictures(cell):
            assert 80 <= len(cell.metadata["alt"]) <= 400
            width = struct.unpack(">I", picture[16:20])[0]
            assert width <= 820, (
                cell.source
            )  # a wider one is shrunk, and its letters with it


def test_skipped_comparisons_say_why(cells):
    for cell in code(cells):
        if any(tag.startswith("nbval") for tag in cell.metadata.get("tags", [])):
            assert "# Not compared:" in cell.source


def test_answers_are_folded(cells):
    assert prose(cells).count("<details>") == prose(cells).count("</details>") >= 3


@pytest.mark.parametrize(
    "reference",
    [
        pytest.param(reference, id=f"{path.stem}-{number}")
        for path in NOTEBOOKS
        for cell in nbformat.read(path, as_version=4).cells
        for found in re.findall(r"^## Further reading\n(.*)", cell.source, re.M | re.S)
        for number, reference in enumerate(re.findall(r"^- (.*)", found, re.M), 1)
    ],
)
def test_what_to_read_has_its_number_or_official_address(reference):
    addresses = re.findall(r"\]\((https://[^\s]+?)\)(?!\S*\))", reference)
    assert len(addresses) == reference.count("](") >= 1
    for address in addresses:
        assert re.match(OFFICIAL, address), address


ANSWERS = [
    pytest.param(text, id=f"{path.stem}-{number}")
    for path in NOTEBOOKS
    for cell in nbformat.read(path, as_version=4).cells
    if cell.cell_type == "markdown"
    for number, text in enumerate(re.findall(r"```python\n(.*?)```", cell.source, re.S), 1)
]


@pytest.mark.parametrize("answer", ANSWERS)
def test_answers_run_as_they_stand_and_their_checks_say_right(answer, capsys):
    exec(compile(answer, "answer", "exec"), {})
    verdicts = re.findall(r"^([✓✗].*)", capsys.readouterr().out, re.M)
    assert len(verdicts) >= answer.count("exercises.check_") >= 1
    assert all(verdict.startswith("✓") for verdict in verdicts), verdicts


def test_each_exercise_has_a_cell_to_answer_in(notebook):
    if "## Exercises" not in prose(notebook.cells):
        return
    asked = [c for c in code(notebook.cells) if "exercises.check_" in c.source]
    numbers = [re.findall(r"check_._(\d)", cell.source) for cell in asked]
    assert numbers == [[str(k)] for k in range(1, len(asked) + 1)]
    assert [printed(cell)[-1] for cell in asked] == [
        f"Exercise {k}: not answered yet" for k in range(1, len(asked) + 1)
    ]
    assert 3 <= len(asked) <= 5

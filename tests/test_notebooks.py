"""The stored notebooks are whole, have one form, and hide answers until they are wanted."""

import ast
import base64
import math
import platform
import re
import struct
from pathlib import Path

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
TAGS = {"hide-code-on-slides", "readme", "nbval-ignore-output"}
# A DOI, a number of the arXiv, or where a journal, a conference or a lecture is at home.
OFFICIAL = (
    r"https://(doi\.org/10\.\d+/.|arxiv\.org/abs/\d{4}\.\d{4,5}$|papers\.nips\.cc/paper/."
    r"|www\.jmlr\.org/papers/.|proceedings\.mlr\.press/.|youtu\.be/.)"
)


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
    """Return the PNGs among a cell's outputs."""
    data = [output.get("data", {}) for output in cell.get("outputs", [])]
    return [base64.b64decode(each["image/png"]) for each in data if "image/png" in each]


def hidden(cell, part):
    """Return whether the source or the outputs of a cell are folded."""
    return cell.metadata.get("jupyter", {}).get(f"{part}_hidden", False)


def printed(cell):
    """Return the lines that a cell shows as text."""
    lines = []
    for output in cell.outputs:
        text = output.get("text") or output.get("data", {}).get("text/plain", "")
        lines += text.splitlines()
    return lines


def syntax(source):
    """Return the syntax tree of a cell, in which IPython's own syntax is replaced."""
    return ast.parse(TransformerManager().transform_cell(source))


def calls(tree, name):
    """Return the calls of a function or a method of this name."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [
        call
        for call in found
        if getattr(call.func, "id", getattr(call.func, "attr", None)) == name
    ]


def test_there_are_notebooks():
    assert NOTEBOOKS


# What is stored.


def test_outputs_are_stored_from_one_run_in_order(cells):
    # nbval does not compare a cell that was never run: cleared outputs would always pass.
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
                path = r"(?<![\w/<:.])(/[\w.-]+){2,}|\b[A-Z]:\\|~/"
                assert not re.search(path, text), text
                # A shorter name may be a word of the text.
                assert not (len(machine) > 5 and re.search(rf"\b{machine}\b", text)), text


def test_nothing_is_stored_of_when_and_how_long_it_ran(notebook):
    assert set(notebook.metadata) <= {"kernelspec", "language_info"}
    assert set(notebook.metadata.language_info) == {"name"}
    kept = set().union(*(cell.metadata for cell in notebook.cells))
    assert kept <= {"alt", "jupyter", "tags", "slides"}


def test_a_notebook_is_quick_to_load():
    assert [path.name for path in NOTEBOOKS if path.stat().st_size > 1e6] == []


def test_no_widget_is_stored_only_its_picture_and_text(notebook):
    # Without its kernel a widget is dead, and shows in the place of its picture.
    outputs = [output for cell in code(notebook.cells) for output in cell.outputs]
    kinds = set().union(*(output.get("data", {}) for output in outputs))
    assert "application/vnd.jupyter.widget-view+json" not in kinds
    assert "widgets" not in notebook.metadata


def test_every_figure_is_described_and_no_wider_than_the_page(cells):
    for cell in code(cells):
        for picture in pictures(cell):
            assert len(cell.metadata.get("alt", "")) >= 80, cell.source
            # A wider picture is shrunk to the page, and its letters with it.
            assert struct.unpack(">I", picture[16:20])[0] <= 820, cell.source


# The form of a chapter.


def test_no_text_cell_follows_another(cells):
    for first, second in zip(cells, cells[1:], strict=False):
        kinds = first.cell_type, second.cell_type
        assert kinds != ("markdown", "markdown"), second.source


def test_the_first_code_cell_is_short_and_folded(cells):
    first = code(cells)[0]
    lines = [line for line in first.source.splitlines() if line and line[0] != "#"]
    assert len(lines) <= 8
    assert hidden(first, "source")


def test_tags_are_known_and_skipped_comparisons_say_why(cells):
    for cell in code(cells):
        tags = set(cell.metadata.get("tags", []))
        assert tags <= TAGS
        if "nbval-ignore-output" in tags:
            assert "# Tests skip this output, because" in cell.source


def test_a_slide_has_a_headline_and_may_have_text(cells):
    for cell in cells:
        for slide in cell.metadata.get("slides", []):
            assert slide["headline"].strip()
            assert set(slide) <= {"headline", "text"}


def test_details_are_closed(cells):
    for cell in cells:
        if cell.cell_type == "markdown":
            opened = cell.source.count("<details>")
            assert cell.source.count("</details>") == opened, cell.source


# Predictions.


def test_a_chapter_has_three_to_five_predictions(cells):
    assert 3 <= prose(cells).count("**Predict:**") <= 5


def test_each_prediction_asks_then_offers_choices_then_reveals_then_explains(cells):
    for i, question in enumerate(cells):
        if question.cell_type == "code":
            if calls(syntax(question.source), "Prediction"):
                assert "**Predict:**" in cells[i - 1].source, question.source
            continue
        if "**Predict:**" not in question.source:
            continue
        assert "**Predict:**" in question.source.strip().split("\n\n")[-1]
        choices, result, explanation = cells[i + 1 : i + 4]
        name = prediction_of(choices)
        assert hidden(choices, "source"), choices.source
        assert revealed_by(result) == name, result.source
        assert hidden(result, "outputs"), result.source
        assert explanation.cell_type == "markdown", result.source
        assert "<details>" in explanation.source, explanation.source


def prediction_of(cell):
    """Return the name of the prediction that a cell makes and shows on its last line."""
    *_, made, shown = syntax(cell.source).body
    assert calls(made, "Prediction"), cell.source
    assert shown.value.id == made.targets[0].id, cell.source
    return shown.value.id


def revealed_by(cell):
    """Return the name of the prediction that a cell reveals in its last statement."""
    last = syntax(cell.source).body[-1]
    (call,) = calls(last, "reveal")
    return call.func.value.id


def test_what_is_folded_does_not_show_its_answer(cells):
    # JupyterLab shows the first line of a folded output.
    for cell in code(cells):
        if hidden(cell, "outputs"):
            first = next((line for line in printed(cell) if line.strip()), "")
            assert not first.startswith(("✓", "✗")), cell.source


# Claims.

# Neither in names, as W1, nor within words: 1e-12, 20,000, 95%, 10^{-5}.
SAID = re.compile(
    r"(?<![\w.])(?:10\^\{?(?P<power>-?\d+)\}?"
    r"|(?P<number>\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?)(?P<percent> ?%)?)(?![\w^])"
)


def numbers_said(sentence):
    """Return the values that a sentence gives in digits, each with all it may stand for."""
    texts = [
        node.value
        for node in ast.walk(sentence)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    said = []
    for found in SAID.finditer(" ".join(texts)):
        if found["power"]:
            said.append([10.0 ** int(found["power"])])
            continue
        value = float(found["number"].replace(",", ""))
        said.append([value, value / 100] if found["percent"] else [value])
    return said


def numbers_in(tree):
    """Return the numbers that stand in an expression, also in its labels: "50 units"."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
            found.add(float(node.value))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= {values[0] for values in numbers_said(node)}
    return found


def names_in(tree):
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def definitions(trees):
    """Return the numbers that stand where each name of a notebook is assigned."""
    found = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, (ast.Assign, ast.For)):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                value = node.value if isinstance(node, ast.Assign) else node.iter
                for name in set().union(*map(names_in, targets)):
                    found.setdefault(name, set()).update(numbers_in(value))
    return found


def unfounded(claim, defined):
    """Return the numbers in a claim's sentence that it does not test."""
    sentence, holds = claim.args
    tested = numbers_in(holds).union(*(defined.get(name, ()) for name in names_in(holds)))
    return [
        values[0]
        for values in numbers_said(sentence)
        if not any(math.isclose(value, other) for value in values for other in tested)
    ]


@pytest.mark.parametrize(
    "source, numbers",
    [
        ("claim('the lowest loss is below 1e-12', min(losses) < 1e-12)", []),
        ("claim('the lowest loss is below 1e-12', min(losses) < 1e-10)", [1e-12]),
        ("claim('it is below $10^{-5}$', x < 1e-5)", []),
        ("claim('at least 95% of 1,000 runs converge', (x > 0.95).sum() > 1000)", []),
        ("claim('at least 95% converge', x > 0.9)", [95]),
        ("claim(f'all {runs} runs of W1 converge', x)", []),
        ("runs = 30\nclaim('all 30 runs converge', sum(x) == runs)", []),
        ("claim('with 50 units, less remains', x['50 units'] < x['2 units'])", []),
        ("runs = 40\nclaim('all 30 runs converge', sum(x) == runs)", [30]),
    ],
)
def test_numbers_in_a_sentence_are_found(source, numbers):
    tree = ast.parse(source)
    (claim,) = calls(tree, "claim")
    assert unfounded(claim, definitions([tree])) == numbers


def test_claims_are_few_and_hold(cells):
    found = [call for cell in code(cells) for call in calls(syntax(cell.source), "claim")]
    assert 4 <= len(found) <= 12
    lines = [line for cell in code(cells) for line in printed(cell)]
    assert [line for line in lines if line.startswith("✗")] == []


def test_claims_test_the_numbers_that_they_say(cells):
    trees = [syntax(cell.source) for cell in code(cells)]
    defined = definitions(trees)
    for tree in trees:
        for claim in calls(tree, "claim"):
            text = ast.unparse(claim)
            assert len(claim.args) == 2 and not claim.keywords, text
            assert isinstance(claim.args[0], (ast.Constant, ast.JoinedStr)), text
            assert not any(isinstance(node, ast.Lambda) for node in ast.walk(claim)), text
            assert unfounded(claim, defined) == [], text


# References and exercises.


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
    assert len(verdicts) >= answer.count(".check_exercise_") >= 1
    assert all(verdict.startswith("✓") for verdict in verdicts), verdicts


def test_each_exercise_has_a_cell_to_answer_in(cells):
    asked = [cell for cell in code(cells) if ".check_exercise_" in cell.source]
    numbers = [re.findall(r"check_exercise_(\d+)", cell.source) for cell in asked]
    assert numbers == [[str(number)] for number in range(1, len(asked) + 1)]
    for number, cell in enumerate(asked, start=1):
        assert printed(cell)[-1].startswith(f"Exercise {number}: not answered yet")

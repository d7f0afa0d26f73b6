"""Every notebook run in JupyterLab, every explorer moved by keyboard over its whole range.

The numbers in the sentence below the picture are compared with those of a direct call of
`train`: in early epochs, and at the end of trainings that converge. In between, rounding
parts a network that is padded with zeros from one that is not.
"""

import re

import numpy as np
import pytest

pytest.importorskip("playwright", reason="No Playwright: make test-browser installs it")
from utils import LinearNetwork, half_learning_time, optimal_rmse, train, word_table
from utils.explorers import OPTIMIZERS

import tensorflow as tf

from .lab import SOON, expect, numbers

whole = pytest.mark.slow  # not a part of the smoke test
EARLY = 50
IMPORTS = "import numpy as np\nimport utils\nfrom utils import explorers"
M, ROWS, COLUMNS = word_table()


@pytest.mark.filterwarnings("ignore:Training diverged")
def check_training(explorer, notebook, epochs=20_000):
    values = {"hidden size": "3", "hidden layers": "1", "initialization": "normal"}
    values |= explorer.values  # those that leave a choice
    hidden = int(values["hidden layers"]) * [int(values["hidden size"])]
    network = LinearNetwork([2, *hidden, 4], values["initialization"], int(values["seed"]))
    optimizer = OPTIMIZERS[values["optimizer"]](float(values["learning rate"]), epochs)
    history = train(network, M, epochs=epochs, optimizer=optimizer)
    asked, _, found = explorer.sentence.partition(": ")
    assert asked.startswith(f"Hidden size {hidden[0]}, hidden layers {len(hidden)}, init")
    assert asked.endswith(f"{values['optimizer']} {values['learning rate']}")
    if history.stopped_by == "diverged":
        assert "learning rate is too large" in found
        assert numbers(found)[0] == pytest.approx(history.epochs, rel=0.02)
        return
    (rmse, epoch, optimum), exact = numbers(found), optimal_rmse(M, hidden[0])
    assert (epoch, optimum) == (epochs, pytest.approx(exact, rel=0.01, abs=1e-9))
    at_rest = np.ptp(history.rmse[-1000:]) < 1e-5
    if epochs == EARLY or at_rest:
        assert rmse == pytest.approx(history.rmse[-1], rel=0.01, abs=1e-5)
    assert rmse >= 0.99 * exact - 1e-6


def check_snapshots(explorer, notebook):
    epoch, rmse = numbers(explorer.sentence)[:2]
    assert epoch == float(explorer.values["epoch"])
    recorded = notebook.value(f"float(history.rmse[{epoch:.0f}])")
    assert rmse == pytest.approx(recorded, rel=0.01)


def check_rotation(explorer, notebook):
    angle, stretch, off, cosine, before = numbers(explorer.sentence)
    assert [angle, stretch] == [float(value) for value in explorer.values.values()]
    assert off < 1e-5
    rows = np.array(notebook.value("animals.tolist()"))
    plane = rows @ np.linalg.svd(rows, full_matrices=False)[2][:2].T
    turn = np.exp(1j * np.radians(angle))
    Q = [[turn.real, turn.imag], [-turn.imag, turn.real]] @ np.diag([stretch, 1 / stretch])
    assert before == pytest.approx(cosine_of(plane), abs=0.006)
    assert cosine == pytest.approx(cosine_of(plane @ Q), abs=0.006)


def cosine_of(vectors):
    first, *_, last = vectors
    return first @ last / np.linalg.norm(first) / np.linalg.norm(last)


def check_modes(explorer, notebook):
    values = explorer.values
    three = ", ".join(values[f"singular value {k}"] for k in (1, 2, 3))
    asked = (
        f"Singular values {three}, initial strength {values['initial strength']}, "
        f"matrices {values['matrices']}, {values['initialization']}: "
    )
    expect(explorer.said).to_contain_text(asked, timeout=SOON)  # not an earlier move's
    whether = "in the run." if values["show"] == "theory and run" else "in theory."
    expect(explorer.said).to_contain_text(whether, timeout=SOON)  # theory speaks first
    found = explorer.sentence.removeprefix(asked)
    theory, _, run = found.partition(" in theory")
    sigma = np.array([float(values[f"singular value {k}"]) for k in (1, 2, 3)])
    start, depth = float(values["initial strength"]), int(values["matrices"])
    epochs, half = np.array(numbers(theory)), half_learning_time(sigma, start, depth)
    np.testing.assert_allclose(epochs / epochs.max(), half / half.max(), atol=0.01)
    if whether == "in theory.":
        return
    network, last = LinearNetwork((depth + 1) * [3]), int(1.3 * epochs.max()) + 1
    drawn = [weight.numpy() / 3**0.5 for weight in network.weights]
    begin = depth * [np.eye(3)] if values["initialization"] == "aligned" else drawn
    network.assign([start ** (1 / depth) * weight for weight in begin])
    gradient = tf.keras.optimizers.SGD(half.max() / epochs.max() * 9 / 2)
    options = {"optimizer": gradient, "epochs": last, "snapshot_every": 5}
    history = train(network, np.diag(sigma), **options)
    products = [np.linalg.multi_dot(weights) for weights in history.snapshots.values()]
    learned = np.diagonal(products, axis1=1, axis2=2) >= sigma / 2
    shown = re.sub(r", by epochs (.*) in the run\.", r"\1", run).split(", ")
    for epoch, mode in zip(shown, learned.T, strict=True):
        if epoch != "never":  # what is shown is the next of sixty snapshots
            assert -6 <= int(epoch) - 5 * mode.argmax() <= last / 60 + 6


def check_table(explorer, notebook):
    hidden_size, rmse, given, optimum = numbers(explorer.sentence)
    assert hidden_size == float(explorer.values["hidden size"])
    exact = optimal_rmse(M.round(4), int(hidden_size))
    assert (rmse, optimum) == pytest.approx((exact, exact), rel=0.01, abs=1e-6)
    assert given == 8


def check_picture(explorer, notebook):
    expect(explorer.said).to_contain_text("RMSE", timeout=SOON)  # after its training
    hidden_size, rmse, optimum = numbers(explorer.sentence)
    assert hidden_size == float(explorer.values["hidden size"])
    exact = notebook.value(f"float(optimal_rmse(photograph, {hidden_size:.0f}))")
    assert (rmse, optimum) == pytest.approx((exact, exact), abs=2e-4)


def check_neighbours(explorer, notebook):
    word, size = explorer.values["word"], explorer.values["hidden size"]
    vectors = f"(lambda u, s, v: (u * s)[:, :{size}])(*np.linalg.svd(M))"
    neighbours = notebook.value(f"nearest({vectors}, words, 8)[{word!r}]")
    assert explorer.sentence == (
        f"Nearest to {word} with hidden size {size}: {', '.join(neighbours)}."
    )


def check_guesses(explorer, notebook):
    name = explorer.values["nickname"]
    of_name = f"[table.names.index({name!r})]"
    held_out = f"(to_validate | to_test){of_name}"
    errors = f"(methods[f'rank {{best_size}}'] - ratings){of_name}[{held_out}]"
    rmse = notebook.value(f"float(np.sqrt(np.mean({errors} ** 2)))")
    found = re.search(r"RMSE ([\d.]+) by rank \d", explorer.sentence)
    assert explorer.sentence.startswith(f"{name}: ")
    assert float(found[1]) == pytest.approx(rmse, abs=0.006)


EXPLORERS = {
    "0_Problem": {
        "TrainingExplorer(": check_training,
        "SnapshotExplorer(": check_snapshots,
        "RotationExplorer(": check_rotation,
    },
    "1_Experiments": {"PictureExplorer(": check_picture, "TableExplorer(": check_table},
    "2_DeepLinear": {
        "ModeExplorer(": check_modes,
        "TrainingExplorer(": check_training,
        "SnapshotExplorer(": check_snapshots,
    },
    "3_WordVectors": {"NeighbourExplorer(": check_neighbours},
    "4_MissingEntries": {"GuessExplorer(": check_guesses},
    "A_Optimizers": {"TrainingExplorer(": check_training},
}


@pytest.mark.parametrize("chapter", EXPLORERS)
def test_an_explorer_answers_the_keyboard(chapter, opened):
    notebook = opened(chapter)
    text, check = next(iter(EXPLORERS[chapter].items()))
    notebook.run_what_it_takes(text)
    explorer = notebook.explorer(text)
    check(explorer, notebook)
    for name in explorer.values:
        assert explorer.press(name, "ArrowRight") or explorer.press(name, "ArrowLeft")
        check(explorer, notebook)


@whole
@pytest.mark.parametrize("chapter", EXPLORERS)
def test_a_chapter_runs_and_its_explorers_show_what_train_finds(chapter, opened, page):
    notebook = opened(chapter)
    notebook.run_all()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert [output for output in outputs if output["output_type"] == "error"] == []
    assert not re.search("✗", str(outputs))
    assert page.locator(".jp-Dialog, .Toastify__toast").count() == 0  # nothing pops up
    for text, check in EXPLORERS[chapter].items():
        notebook.run(text)  # once more: later cells give its names to other things
        explorer = notebook.explorer(text)
        check(explorer, notebook)
        for name in explorer.values:
            for _ in explorer.sweep(name):
                check(explorer, notebook)


@whole
def test_early_epochs_are_those_of_train_to_rounding(opened):
    options = f"hidden_layers=[1, 3, 20], epochs={EARLY}"
    cell = f"explorers.TrainingExplorer(utils.word_table()[0], {options})"
    notebook = opened("early", IMPORTS, cell)
    notebook.run_all()
    explorer = notebook.explorer(cell)
    for name in explorer.values:
        for _ in explorer.sweep(name):
            check_training(explorer, notebook, EARLY)


@whole
def test_a_table_that_cannot_be_read_is_told_and_nothing_is_lost(opened, tmp_path):
    cell = "explorers.TableExplorer(*utils.word_table(), hidden_size=1)"
    notebook = opened("table", IMPORTS, cell)
    notebook.run_all()
    explorer = notebook.explorer(cell)
    cell, picture = explorer.box.get_by_title("row 1, column 2"), explorer.picture
    cell.fill("much")
    cell.press("Enter")
    expect(explorer.said).to_contain_text("Row 'cat', column 'jump' must be a number")
    expect(explorer.said).to_contain_text("got 'much'")
    assert explorer.picture == picture
    cell.fill("")
    cell.press("Enter")
    expect(explorer.said).to_contain_text("RMSE", timeout=SOON)
    assert "of the 7 numbers given, in the best of 100 runs" in explorer.sentence
    assert re.search(r"cat jump [\d.]+ \(", explorer.sentence)

    pasted = explorer.box.locator("textarea")
    cells = explorer.box.locator("input[type=text]")
    said, before = explorer.sentence, [cell.input_value() for cell in cells.all()]
    note = explorer.box.locator(".widget-html [role=status]").first
    for text, sentence in {
        "x,a\nb,one\nc,2": "got 'one'",
        "x,a\nb,1": "got 1 and 1",
        "x,a\nb,\nc,": "all are blank",
        " ": "got 0 and 0",
    }.items():
        pasted.fill(text)
        pasted.press("Tab")
        expect(note).to_contain_text(sentence)
        assert pasted.input_value() == text
        assert explorer.sentence == said
        assert [cell.input_value() for cell in cells.all()] == before

    pasted.fill("x\ta\tb\nc\t2\t4\nd\t3\t6")
    pasted.press("Tab")
    expect(explorer.said).to_contain_text(
        "of the 4 numbers given; exact optimum 0.", timeout=SOON
    )
    (tmp_path / "own.csv").write_text("x;a;b\nc;0,5;1\nd;1;2\ne;2;4")
    with explorer.box.page.expect_file_chooser() as chosen:
        explorer.box.get_by_role("button", name="upload").press("Enter")
    chosen.value.set_files(tmp_path / "own.csv")
    expect(explorer.said).to_contain_text("of the 6 numbers given", timeout=SOON)
    assert explorer.box.get_by_title("row 1, column 1").input_value() == "0,5"


@whole
def test_a_long_training_shows_progress_and_stops(opened):
    cell = "explorers.TrainingExplorer(np.eye(100), hidden_layers=[1, 30], epochs=3000)"
    notebook = opened("stop", IMPORTS, cell)
    notebook.run_all()
    explorer = notebook.explorer(cell)
    said = explorer.sentence
    explorer.control("hidden layers").press("End")
    button = explorer.box.get_by_role("button", name="Stop here")
    button.press("Enter", timeout=SOON)
    expect(explorer.said).not_to_have_text(said, timeout=SOON)
    found = explorer.sentence.partition(": ")[2]
    assert 0 < numbers(found)[1] < 3000
    expect(button).to_be_hidden()


def test_a_cell_that_runs_again_keeps_one_explorer_in_the_kernel(opened):
    cell = "explorers.TrainingExplorer(utils.word_table()[0], epochs=50)"
    notebook = opened("again", IMPORTS + "\nimport ipywidgets", cell)
    notebook.run_all()
    notebook.explorer(cell)
    count = "len(ipywidgets.widgets.widget._instances)"
    before = notebook.value(count)
    for _ in range(3):
        notebook.run(cell)
    assert notebook.value(count) == before
    explorer = notebook.explorer(cell)  # The new one is shown, and it answers.
    assert explorer.press("seed", "ArrowRight")
    check_training(explorer, notebook, EARLY)

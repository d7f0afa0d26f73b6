"""The explorers without a browser: what they show, and that nothing queues or stays."""

import asyncio
import html
import re
import threading
import time
import warnings
from types import SimpleNamespace

import ipywidgets
import matplotlib
import nbformat
import numpy as np
import pytest

matplotlib.use("agg")
from utils import (
    STYLE,
    LinearNetwork,
    best_rmse,
    decayed_adam,
    explore,
    half_time,
    random_matrix,
    train,
    word_table,
)
from utils.cells import read_cells, read_numbers
from utils.loop import compiled_loop
from utils.moves import VIEW, Explorer, slider
from utils.own_table import TableEditor

import matplotlib.pyplot as plt
import tensorflow as tf
from matplotlib.figure import Figure
from nbclient import NotebookClient

M, ROWS, COLUMNS = word_table()


def numbers(sentence):
    return [float(number) for number in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", sentence)]


def drawn(explorer, result=None):
    """The axes of what the explorer shows, drawn once more."""
    figure = Figure(figsize=explorer.figure.get_size_inches())
    explorer.draw(figure, result, **explorer.values)
    return figure.axes


def curve(ax, label):
    (line,) = [line for line in ax.get_lines() if line.get_label() == label]
    return line.get_xdata(), np.asarray(line.get_ydata())


def arrows(ax):
    return np.vstack([np.stack([q.U, q.V], axis=1) for q in ax.collections])


def computed(explorer):
    return explorer.compute(lambda: False, lambda epoch: None, **explorer.values)


@pytest.mark.parametrize("hidden_size, hidden_layers", [(1, 1), (2, 1), (3, 1), (2, 3)])
def test_retrain_shows_what_train_finds(hidden_size, hidden_layers):
    explorer = explore.retrain(M, ROWS, COLUMNS, hidden_layers=[1, 3], epochs=3000)
    for name, value in [
        ("hidden_size", hidden_size),
        ("hidden_layers", hidden_layers),
        ("start", "orthogonal_but_one"),
        ("seed", 5),
        ("rate", 0.01),
    ]:
        explorer.controls[name].value = value
    sizes = [2, *[hidden_size] * hidden_layers, 4]
    network = LinearNetwork(sizes, "orthogonal_but_one", seed=5)
    history = train(network, M, epochs=3000, optimizer=decayed_adam(3000, 0.01))
    shown, optimum = numbers(explorer.sentence)[-3], numbers(explorer.sentence)[-1]
    assert shown == pytest.approx(history.rmse[-1], rel=0.005, abs=1e-6)
    assert optimum == pytest.approx(best_rmse(M, hidden_size), rel=0.01)
    sizes = [size for _, size in explorer.controls["hidden_size"].options]
    assert sizes == [1, 2, 3, 4]
    rmse, vectors = drawn(explorer, computed(explorer))
    np.testing.assert_allclose(curve(rmse, "network")[1][:50], history.rmse[:50], rtol=1e-4)
    lengths = np.linalg.norm(network.weights[0].numpy(), axis=1)
    if hidden_size < 3:  # all of their length lies in the plane
        shown = np.linalg.norm(arrows(vectors)[:2], axis=1)
        np.testing.assert_allclose(shown, lengths, atol=1e-3)


def test_retrain_draws_the_residual_where_there_are_no_words():
    explorer = explore.retrain(M, hidden_size=1, epochs=2000)
    history = computed(explorer)
    image = drawn(explorer, history)[1].get_images()[0].get_array()
    np.testing.assert_allclose(image, M - history.network.end_to_end().numpy(), atol=1e-6)


def test_each_recipe_is_the_optimizer_of_its_name():
    for name, recipe in explore.RECIPES.items():
        history = train(LinearNetwork([2, 3, 4]), M, epochs=60, optimizer=recipe(0.01, 60))
        explorer = explore.retrain(M, recipes=[name], rate=0.01, epochs=60)
        assert f"{name} of 0.01: rmse {history.rmse[-1]:.3g} at" in explorer.sentence
    config = explore.RECIPES["momentum"](0.01, 60).get_config()
    assert (config["momentum"], config["learning_rate"]) == (0.9, pytest.approx(0.01))


def test_a_rate_too_large_is_a_lesson_and_no_warning():
    explorer = explore.retrain(M, recipes=["gradient descent"], rate=0.1, epochs=500)
    before = explorer.picture.value
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        explorer.controls["rate"].value = 3.0
    assert re.search(r"diverged at epoch \d+, the rate is too large", explorer.sentence)
    assert explorer.picture.value != before


def test_one_graph_serves_all_positions_of_a_depth():
    explorer = explore.retrain(M, hidden_layers=[1, 4], epochs=300)
    explorer.controls["hidden_layers"].value = 4
    made = compiled_loop.cache_info().misses
    moves = {"hidden_size": 1, "seed": 9, "rate": 0.001, "start": "normal"}
    moves |= {"recipe": "Adam, constant rate", "hidden_layers": 1}
    for name, value in moves.items():
        explorer.controls[name].value = value
    assert compiled_loop.cache_info().misses == made


def test_time_travel_goes_through_the_snapshots():
    network = LinearNetwork([2, 2, 4], seed=1)
    options = {"optimizer": decayed_adam(400), "snapshot_every": 100}
    history = train(network, M, epochs=400, **options)
    explorer = explore.time_travel(history, M, ROWS, COLUMNS)
    explorer.controls["epoch"].value = 200
    W1, W2 = history.snapshots[200]
    cosine = W1[0] @ W1[1] / np.linalg.norm(W1[0]) / np.linalg.norm(W1[1])
    epoch, rmse, shown = numbers(explorer.sentence)
    assert (epoch, rmse) == (200, pytest.approx(history.rmse[200], rel=1e-2))
    assert shown == pytest.approx(cosine, abs=0.006)
    vectors, residual, *_ = drawn(explorer)
    lengths = np.linalg.norm(arrows(vectors), axis=1)
    np.testing.assert_allclose(lengths, np.linalg.norm([*W1, *W2.T], axis=1), rtol=1e-5)
    np.testing.assert_allclose(residual.get_images()[0].get_array(), M - W1 @ W2, atol=1e-6)
    explorer.controls["epoch"].value = 300  # on the same scale
    assert drawn(explorer)[0].get_xlim() == pytest.approx(vectors.get_xlim())


def test_time_travel_shows_the_modes_beside_theory():
    network = LinearNetwork([3, 3, 3])
    network.assign([0.1 * np.eye(3)] * 2)
    options = {"optimizer": tf.keras.optimizers.SGD(0.02), "snapshot_every": 50}
    turn = np.linalg.qr(random_matrix((3, 3), seed=0))[0]
    matrix = turn @ np.diag([3.0, 2.0, 1.0])
    history = train(network, matrix, epochs=201, **options)
    theory = np.ones((5, 3))
    explorer = explore.time_travel(history, matrix, curves=theory)
    explorer.controls["epoch"].value = 150
    strengths = np.diagonal(turn.T @ np.matmul(*history.snapshots[150]))
    np.testing.assert_allclose(numbers(explorer.sentence)[2:], strengths, atol=0.006)
    modes = drawn(explorer)[0]
    np.testing.assert_allclose(curve(modes, "mode 1")[1][3], strengths[0], rtol=1e-5)
    black = [line for line in modes.get_lines() if line.get_color() == "black"]
    assert any(np.allclose(line.get_xdata(), 150) for line in black)
    assert any(np.array_equal(line.get_ydata(), theory[:, 0]) for line in black)


@pytest.mark.parametrize("sizes", [[1, 3, 4], [2, 1, 4]])
def test_vectors_of_one_row_or_one_hidden_unit_lie_on_a_line(sizes):
    words, matrix = ROWS[: sizes[0]], M[: sizes[0]]
    history = train(LinearNetwork(sizes), matrix, epochs=1, snapshot_every=1)
    explorer = explore.time_travel(history, matrix, words, COLUMNS)
    np.testing.assert_allclose(arrows(drawn(explorer)[0])[:, 1], 0, atol=1e-6)
    turned = explore.turn(*history.snapshots[0], words, COLUMNS)
    np.testing.assert_allclose(arrows(drawn(turned)[0])[:, 1], 0, atol=1e-6)


def test_turn_moves_the_arrows_and_keeps_the_table():
    W1, W2 = np.array([[1.0, 0.5, 0.2], [0.3, 1.0, 0.1]]), np.arange(12.0).reshape(3, 4)
    explorer = explore.turn(W1, W2, ROWS, COLUMNS)
    vectors = drawn(explorer)[0]
    before = arrows(vectors)
    reach = 1.2 * np.linalg.norm(before, axis=1).max()
    np.testing.assert_allclose(
        vectors.dataLim.get_points(), reach * np.array([[-1], [1]]) * [1, 1]
    )
    explorer.controls["angle"].value, explorer.controls["stretch"].value = 90, 2.0
    vectors, table = drawn(explorer)
    after = arrows(vectors)
    np.testing.assert_allclose(after[:2, 0], -2 * before[:2, 1], atol=1e-9)  # a right angle
    np.testing.assert_allclose(after[:2, 1], before[:2, 0] / 2, atol=1e-9)
    np.testing.assert_allclose(after[:2] @ after[2:].T, W1 @ W2, atol=1e-9)
    assert [text.get_text() for text in table.texts] == [f"{x:.2f}" for x in (W1 @ W2).flat]
    cosine = after[0] @ after[1] / np.linalg.norm(after[0]) / np.linalg.norm(after[1])
    assert f"cosine of cat and dog {cosine:.2f}, at first" in explorer.sentence


def test_drop_lays_the_run_over_the_theory():
    explorer = explore.drop((3.0, 1.5), start=0.01)
    assert explorer.controls["start"].value == 0.01
    (ax,), (sketch,) = drawn(explorer, computed(explorer)), drawn(explorer)
    epochs, run = curve(ax, "mode 1")
    theory = [line for line in ax.get_lines() if line.get_color() == "black"][0]
    np.testing.assert_allclose(run, theory.get_ydata(), atol=0.05)
    np.testing.assert_allclose(curve(sketch, "mode 1")[1], theory.get_ydata())
    asked, _, found = explorer.sentence.partition(": ")
    assert asked == "Singular values 3, 1.5, start 0.01, matrices 2, aligned"
    first, second, *by = numbers(found)
    half = half_time([3.0, 1.5], 0.01)
    assert second / first == pytest.approx(half[1] / half[0], rel=0.01)
    np.testing.assert_allclose(by, [first, second], atol=2 * epochs[1])
    explorer.controls["show"].value = "theory alone"
    assert "run" not in explorer.sentence and computed(explorer) is None
    explorer.controls["begin"].value = "random"
    explorer.controls["show"].value = "theory and run"
    assert "in the run" in explorer.sentence


@pytest.mark.parametrize("depth", [2, 3, 4])
def test_drop_steps_are_small_for_all_that_can_be_chosen(depth):
    explorer = explore.drop((4.0, 0.5), start=0.0001)
    explorer.controls["depth"].value = depth
    (ax,) = drawn(explorer, computed(explorer))
    theory = [line for line in ax.get_lines() if line.get_color() == "black"]
    for mode in [1, 2]:
        run = curve(ax, f"mode {mode}")[1]
        assert abs(run - theory[mode - 1].get_ydata()).max() < 0.15 * run.max()


def slow(calls, seconds):
    """An explorer whose moves take seconds, unless stopped; it counts what began."""

    def compute(stop, progress, size):
        calls.append(size)
        end = time.monotonic() + (seconds if size else 0)
        while time.monotonic() < end and not stop():
            progress(1)
            time.sleep(0.01)
        return "stopped" if stop() else "done"

    def draw(figure, result, size):
        return f"{size} {result}"

    return Explorer({"size": slider("size", range(50))}, draw, compute, epochs=2)


def test_moves_are_dropped_not_queued_and_nothing_stays_behind():
    calls, shown = [], []
    explorer, threads = slow(calls, 0.2), threading.active_count()
    explorer.text.observe(lambda change: shown.append(change["new"]), "value")

    async def moves():
        for size in range(1, 41):
            explorer.controls["size"].value = size
            await asyncio.sleep(0.005)
        await explorer.task

    calls.clear()
    start = time.monotonic()
    asyncio.run(moves())
    assert explorer.sentence == "40 done"
    assert time.monotonic() - start < 3  # forty times 0.2 s would be eight
    assert calls[-1] == 40
    assert not any("stopped" in sentence for sentence in shown)  # what nobody asks for now
    assert explorer.task.done() and threading.active_count() == threads
    assert explorer.waiting.layout.display == "none"


def test_stop_keeps_what_there_is():
    explorer = slow([], 30)

    async def stopped():
        explorer.controls["size"].value = 7
        await asyncio.sleep(0.8)
        shown, told = explorer.waiting.layout.display, explorer.bar.value
        explorer.waiting.children[1].click()
        await explorer.task
        return shown, told

    assert asyncio.run(stopped()) == ("", 1)
    assert explorer.sentence == "7 stopped"


def test_a_training_is_stopped_with_its_history():
    explorer = explore.retrain(np.eye(60), hidden_size=30, epochs=1000)
    started = threading.Event()
    history = explorer.compute(
        started.is_set, lambda epoch: started.set(), **explorer.values
    )
    assert history.stopped_by == "interrupted" and 0 < history.epochs < 1000


def test_a_move_is_answered_in_a_kernel():
    cells = [
        "from utils import explore, word_table",
        "explorer = explore.retrain(word_table()[0], epochs=50)",
        "explorer.controls['seed'].value = 5\nawait explorer.task",
        "print(explorer.sentence)",
    ]
    notebook = nbformat.v4.new_notebook(cells=[*map(nbformat.v4.new_code_cell, cells)])
    NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    network = LinearNetwork([2, 3, 4], seed=5)
    history = train(network, M, epochs=50, optimizer=decayed_adam(50, 0.03))
    said = notebook.cells[-1].outputs[0].text
    assert (
        f"seed 5, Adam, falling rate of 0.03: rmse {history.rmse[-1]:.3g} at epoch 50"
        in said
    )


def test_a_figure_lays_nothing_out_by_itself():
    with plt.style.context(STYLE):  # as in the chapters
        explorer = slow([], 0)
    assert explorer.figure.get_layout_engine() is None


def test_what_goes_wrong_is_a_sentence():
    def draw(figure, result, size):
        if size:
            raise ValueError("size must be 0.")
        return "fine"

    explorer = Explorer({"size": slider("size", [0, 1])}, draw)
    picture = explorer.picture.value
    explorer.controls["size"].value = 1
    assert explorer.sentence == "size must be 0." and explorer.picture.value == picture
    explorer.controls["size"].value = 0
    assert explorer.sentence == "fine"


def test_those_who_only_read_get_the_picture_and_words_without_ids():
    explorer = explore.turn(np.eye(2), np.eye(2), ["<a>", "b"], ["c", "d"])
    bundle = explorer._repr_mimebundle_()
    assert bundle["text/plain"] == "Explorer of angle, stretch"
    assert bundle["image/png"].startswith("iVBORw0KGgo")  # the signature of PNG in base64
    version = {"version_major": 2, "version_minor": 0}
    assert bundle[VIEW] == {**version, "model_id": explorer.box.model_id}
    assert "explorer" in explorer.box._dom_classes  # by which a browser finds it
    assert "&lt;a&gt;" in explorer.text.value and 'role="status"' in explorer.text.value


def test_a_control_without_a_choice_is_not_shown():
    explorer = explore.retrain(M, starts=["normal"], epochs=10)
    shown = [control.description for control in explorer.box.children[0].children]
    assert shown == ["hidden size", "seed", "recipe", "learning rate"]


def test_own_table_of_all_numbers_meets_the_exact_optimum():
    explorer = explore.own_table(M, ROWS, COLUMNS, hidden_size=1)
    _, rmse, given, optimum = numbers(explorer.sentence)
    exact = best_rmse(np.round(M, 4), 1)
    assert (rmse, given, optimum) == (pytest.approx(exact, rel=0.01), 8, rmse)


def test_own_table_fills_a_blank_and_tells_how_sure_it_is():
    table = np.outer([1.0, 2.0, 3.0], [4.0, 5.0, 6.0])
    table[1, 2] = np.nan  # rank 1 leaves it only 12
    explorer = explore.own_table(table, list("abc"), list("xyz"), hidden_size=1)
    assert "rmse" in explorer.sentence and "of the 8 numbers given" in explorer.sentence
    assert "best of 100 restarts" in explorer.sentence
    guess, low, high = numbers(explorer.sentence.partition("b z")[2])
    assert (guess, low, high) == pytest.approx((12, 12, 12), rel=1e-3)
    vectors, filled = drawn(explorer, computed(explorer))
    marked = [text.get_text() for text in filled.texts]
    assert marked[5] == "12.00?" and marked[4] == "10.00"
    assert [text.get_text() for text in filled.get_yticklabels()] == list("abc")
    assert [text.get_text() for text in filled.get_xticklabels()] == list("xyz")
    explorer.controls["hidden_size"].value = 2  # two leave it open
    _, low, high = numbers(explorer.sentence.partition("b z")[2])
    assert high - low > 1


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("x,a\nb,one\nc,2", "Row 'b', column 'a': 'one' is no number; leave a cell empty"),
        ("x,a\nb,inf\nc,2", "Row 'b', column 'a': 'inf' is no number"),
        ("x,a\nb,\nc,", "must hold at least one number, but all are blank"),
        ("x,a\nb,1", "of numbers two rows and a column at least, but has 1 and 1"),
        ("x\nb\nc", "but has 2 and 0"),
        ("", "but has 0 and 0"),
    ],
)
def test_a_table_that_cannot_be_read_is_a_sentence_and_nothing_is_lost(text, sentence):
    explorer = explore.own_table(M, ROWS, COLUMNS)
    editor = explorer.controls["table"]
    said, picture, cells = explorer.sentence, explorer.picture.value, editor.value
    editor.pasted.value = text or " "
    assert re.search(sentence, html.unescape(editor.note.value))
    assert editor.pasted.value == (text or " ")
    assert editor.value == cells and explorer.sentence == said
    editor.value = read_cells(text)  # typed cell by cell
    assert re.search(sentence, explorer.sentence) and explorer.picture.value == picture


def test_guesses_as_good_as_the_best_are_those_within_two_percent(monkeypatch):
    loss = np.repeat([1.0, 1.01, 1.5], [50, 20, 30])[None]
    found = SimpleNamespace(loss=loss)
    monkeypatch.setattr("utils.own_table.train", lambda *_, **__: found)
    explorer = explore.own_table([[1, 2], [3, np.nan]], "ab", "cd", hidden_size=1)
    assert "in brackets those of all 70 as good" in explorer.sentence


def test_cells_are_typed_pasted_and_uploaded():
    editor = TableEditor([["", "run"], ["cat", "1"], ["dog", "2"]])
    assert [cell.placeholder for cell in editor.grid.children[2:4]] == ["word", "unknown"]
    editor.grid.children[3].value = "1,5"
    assert editor.value == (("", "run"), ("cat", "1,5"), ("dog", "2"))
    editor.pasted.value = 'x,a\n"' + 140_000 * "y"  # csv takes no such cell
    assert "field larger" in editor.note.value and editor.value[1] == ("cat", "1,5")
    editor.pasted.value = "x\ta\tb\nc\t1\t\nd\t2\t3"
    assert editor.pasted.value == ""  # so that the same may be pasted again
    assert [cell.value for cell in editor.grid.children[4:6]] == ["1", ""]
    cells, words, columns = read_numbers(editor.value)
    np.testing.assert_array_equal(cells, [[1, np.nan], [2, 3]])
    assert (words, columns) == (["c", "d"], ["a", "b"])
    content = "\ufeffx;a\nc;0,5\nd;7\n".encode()
    for files in ({"t.csv": {"content": content}}, ({"content": memoryview(content)},)):
        editor.pasted.value = "x,z\nc,9\nd,9"
        editor._take_uploaded({"new": files})  # as ipywidgets 7, and as 8 hand them over
        assert editor.value == (("x", "a"), ("c", "0,5"), ("d", "7"))


def test_a_large_table_is_trained_but_not_edited_cell_by_cell():
    editor = TableEditor([["", "a"], ["b", "1"], ["c", "2"]])
    lines = ["x" + "".join(f",c{j}" for j in range(20))]
    editor.pasted.value = "\n".join(lines + [f"r{i}" + ",1" * 20 for i in range(20)])
    assert read_numbers(editor.value)[0].shape == (20, 20)
    assert not editor.grid.children and "too many to edit" in editor.note.value


def test_controls_are_described():
    for explorer in [explore.retrain(M, epochs=5), explore.drop()]:
        for control in explorer.controls.values():
            assert control.description and isinstance(control, ipywidgets.DOMWidget)
            assert control.style.description_width == "initial"

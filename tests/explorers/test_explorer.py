"""What all explorers share: moves, the stop button, the picture, and the sentence."""

import asyncio
import json
import threading
import time
import warnings

from utils import STYLE, LinearNetwork, adam_with_decay, train
from utils.explorers import Explorer, RotationExplorer, TrainingExplorer, slider
from utils.explorers.explorer import VIEW

import matplotlib.pyplot as plt
import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from .conftest import M


class Slow(Explorer):
    """Works for some seconds on each move unless it is stopped, and notes what it began."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.began = []
        super().__init__({"size": slider("size", range(50))}, epochs=2)

    def compute(self, asked, stop=None, progress=None):
        self.began.append(asked["size"])
        seconds = self.seconds if asked["size"] else 0  # the first picture is quick
        end = time.monotonic() + seconds
        while time.monotonic() < end and not stop():
            progress(1)
            time.sleep(0.01)
        return "stopped" if stop() else "done"

    def draw(self, figure, result, asked):
        return f"{asked['size']} {result}"


class Refusing(Explorer):
    """Refuses the size 1."""

    def __init__(self):
        super().__init__({"size": slider("size", [0, 1])})

    def draw(self, figure, result, asked):
        if asked["size"] == 1:
            raise ValueError("size must be 0; got 1.")
        return "fine"


def test_a_newer_move_ends_the_work_of_an_older_one():
    explorer = Slow(0.2)
    threads = threading.active_count()
    shown = []
    explorer.text.observe(lambda change: shown.append(change["new"]), "value")

    async def moves():
        for size in range(1, 41):
            explorer.controls["size"].value = size
            await asyncio.sleep(0.005)
        await explorer.task

    started = time.monotonic()
    asyncio.run(moves())
    assert explorer.sentence == "40 done"
    assert explorer.began[-1] == 40
    assert time.monotonic() - started < 3  # forty times 0.2 s would be eight
    # Nothing is shown of moves that nobody asks for any more, and nothing stays behind.
    assert not any("stopped" in sentence for sentence in shown)
    assert explorer.task.done() and threading.active_count() == threads
    assert explorer.waiting.layout.display == "none"


def test_the_stop_button_appears_and_keeps_what_there_is():
    explorer = Slow(30)

    async def stopped():
        explorer.controls["size"].value = 7
        await asyncio.sleep(0.8)
        display = explorer.waiting.layout.display
        bar, button = explorer.waiting.children
        progress = bar.value
        button.click()
        await explorer.task
        return display, progress

    display, progress = asyncio.run(stopped())
    assert (display, progress) == ("", 1)
    assert explorer.sentence == "7 stopped"
    assert explorer.waiting.layout.display == "none"


def test_a_closed_explorer_ends_its_work():
    explorer = Slow(30)

    async def closed():
        explorer.controls["size"].value = 7
        await asyncio.sleep(0.1)
        explorer.close()
        await explorer.task

    started = time.monotonic()
    asyncio.run(closed())
    assert time.monotonic() - started < 3


def test_a_move_is_answered_in_a_kernel():
    cells = [
        "from utils import explorers, word_table",
        "explorer = explorers.TrainingExplorer(word_table()[0], epochs=50)",
        "explorer.controls['seed'].value = 5\nawait explorer.task",
        "print(explorer.sentence)",
    ]
    notebook = nbformat.v4.new_notebook(cells=[*map(nbformat.v4.new_code_cell, cells)])
    NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    network = LinearNetwork([2, 3, 4], seed=5)
    history = train(network, M, epochs=50, optimizer=adam_with_decay(50, 0.03))
    setting = "seed 5, Adam, decaying learning rate 0.03"
    found = f"{setting}: RMSE {history.rmse[-1]:.3g} at epoch 50"
    assert found in notebook.cells[-1].outputs[0].text


def test_what_goes_wrong_becomes_the_sentence_and_the_picture_stays():
    explorer = Refusing()
    picture = explorer.picture.value
    explorer.controls["size"].value = 1
    assert explorer.sentence == "size must be 0; got 1."
    assert explorer.picture.value == picture
    explorer.controls["size"].value = 0
    assert explorer.sentence == "fine"


def test_what_goes_wrong_at_first_is_an_error():
    with pytest.raises(ValueError, match="row_words"):
        RotationExplorer(np.eye(2), np.eye(2), ["a"], ["c", "d"])


def test_a_figure_lays_nothing_out_by_itself():
    with plt.style.context(STYLE):  # as in the chapters
        explorer = Refusing()
    assert explorer.figure.get_layout_engine() is None


def test_those_who_only_read_get_the_picture_and_words_without_ids():
    explorer = RotationExplorer(np.eye(2), np.eye(2), ["<a>", "b"], ["c", "d"])
    bundle, metadata = explorer._repr_mimebundle_()
    assert bundle["text/plain"] == "Explorer of angle, stretch"
    assert bundle["image/png"].startswith("iVBORw0KGgo")  # the signature of PNG in base64
    version = {"version_major": 2, "version_minor": 0}
    assert bundle[VIEW] == {**version, "model_id": explorer.box.model_id}
    assert json.loads(metadata["explorer"]) == explorer.description()


def test_a_screen_reader_speaks_the_sentence():
    explorer = RotationExplorer(np.eye(2), np.eye(2), ["<a>", "b"], ["c", "d"])
    assert 'role="status"' in explorer.text.value
    assert "&lt;a&gt;" in explorer.text.value


def test_slides_find_explorers_by_their_class():
    assert "explorer" in Refusing().box._dom_classes


def test_a_control_without_a_choice_is_not_shown():
    explorer = TrainingExplorer(M, initializers=["normal"], epochs=10)
    row = explorer.box.children[0]
    shown = [control.description for control in row.children]
    assert shown == ["hidden size", "seed", "optimizer", "learning rate"]


def test_a_move_warns_of_nothing():
    explorer = TrainingExplorer(M, optimizers=["gradient descent"], epochs=500)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        explorer.controls["learning rate"].value = 3.0
    assert "diverged" in explorer.sentence

"""What a cell leaves is freed, and where there is no call for it, nothing breaks."""

import ctypes
import gc
import sys
import weakref
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock

from utils import LinearNetwork, memory, train
from utils.memory import give_back

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient


def test_a_cell_leaves_nothing_that_cannot_be_reached():
    cells = [
        "import gc, weakref, utils\ngc.disable()",  # Python itself may not do it
        "class Ring: pass\nring = Ring()\nring.itself, seen = ring, weakref.ref(ring)",
        "print(seen() is ring)\ndel ring\nprint(seen() is None)",
        "print(seen() is None)",
    ]
    notebook = nbformat.v4.new_notebook(cells=[*map(nbformat.v4.new_code_cell, cells)])
    here = {"metadata": {"path": str(Path(__file__).parents[1])}}  # the utils beside us
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources=here).execute()
    *_, before, after = [cell.outputs for cell in notebook.cells]
    assert before[0].text == "True\nFalse\n" and after[0].text == "True\n"


class Ring:
    """An object that only the garbage collector frees, as it refers to itself."""

    def __init__(self):
        self.itself = self


def test_what_was_there_before_the_first_cell_is_not_looked_at(monkeypatch):
    shell, given_back = Mock(), []
    monkeypatch.setattr(memory, "get_ipython", lambda: shell)
    monkeypatch.setattr(memory, "give_back", lambda: given_back.append(True))
    gc.disable()
    try:
        before = weakref.ref(Ring())
        memory.tidy_after_each_cell()
        of_a_cell = weakref.ref(Ring())
        ((event, tidy),) = [call.args for call in shell.events.register.call_args_list]
        assert event == "post_run_cell"
        tidy("the result of a cell")
        assert given_back == [True] and of_a_cell() is None and before() is not None
    finally:
        gc.enable()
        gc.unfreeze()


def no_library(name):
    """As on Windows."""
    raise TypeError(f"argument of type {type(name).__name__!r} is not iterable")


def another_library(name):
    """As on macOS, and where Linux has another C library."""
    return object()


@pytest.mark.parametrize(
    "platform, library, hidden",  # shapes that nothing else trains: they are compiled here
    [
        ("win32", no_library, 21),
        ("darwin", another_library, 22),
        ("linux", another_library, 23),
    ],
)
def test_where_memory_cannot_be_given_back_training_goes_on(
    platform, library, hidden, monkeypatch
):
    monkeypatch.setattr(memory, "sys", SimpleNamespace(platform=platform))
    monkeypatch.setattr(memory, "ctypes", SimpleNamespace(CDLL=library))
    history = train(LinearNetwork([2, hidden, 3]), np.ones((2, 3)), epochs=5)
    assert history.stopped_by == "epochs" and history.epochs == 5


@pytest.mark.skipif(sys.platform != "linux", reason="others have no such call")
def test_on_linux_the_library_is_asked(monkeypatch):
    asked = []

    class Library:
        def __init__(self, name):
            assert name is None

        malloc_trim = asked.append

    monkeypatch.setattr(ctypes, "CDLL", Library)
    give_back()
    assert asked == [0]

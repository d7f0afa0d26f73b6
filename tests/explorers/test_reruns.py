"""A cell that runs again leaves nothing of its old explorers in the kernel."""

from utils.explorers import TableEditor, TableExplorer, TrainingExplorer, reruns
from utils.explorers.reruns import close_with_parts, running_cell

import ipywidgets
import pytest

from .conftest import COLUMNS, ROWS, M


def open_widgets():
    """Return the ids of all widgets that are not closed."""
    module = ipywidgets.widgets.widget
    if hasattr(module, "_instances"):
        return set(module._instances)
    return set(ipywidgets.Widget.widgets)  # ipywidgets 7


@pytest.fixture
def run_of(monkeypatch):
    """A function that says which run of which cell comes next."""
    monkeypatch.setattr(reruns, "_explorers_of_cells", {})

    def run_of(cell, run):
        monkeypatch.setattr(reruns, "running_cell", lambda: (cell, run))

    return run_of


@pytest.mark.parametrize(
    "make",
    [
        lambda: TrainingExplorer(M, initializers=["normal"], epochs=5),
        lambda: TableExplorer(M, ROWS, COLUMNS),
    ],
)
def test_running_a_cell_again_and_again_keeps_one_explorer(make, run_of):
    run_of("a", "first")
    make()
    before = len(open_widgets())
    for run in range(3):
        run_of("a", run)
        make()
        assert len(open_widgets()) == before


def test_explorers_of_other_cells_and_of_the_same_run_stay(run_of):
    run_of("a", "first")
    explorers = [TrainingExplorer(M, epochs=5), TrainingExplorer(M, epochs=5)]
    run_of("b", "second")
    explorers.append(TrainingExplorer(M, epochs=5))
    assert {explorer.box.model_id for explorer in explorers} <= open_widgets()


def test_a_closed_explorer_keeps_no_widget_and_no_picture():
    before = open_widgets()
    explorer = TrainingExplorer(M, initializers=["normal"], epochs=5)
    assert len(open_widgets()) > len(before) + 20
    explorer.close()
    assert open_widgets() == before
    assert explorer.picture.value == b""


def test_cells_of_a_table_that_is_replaced_are_closed():
    editor = TableEditor([["", "a"], ["b", "1"], ["c", "2"]])
    before = len(open_widgets())
    editor.pasted.value = "x,y\nz,3\nw,4"
    assert len(open_widgets()) == before


def test_a_widget_is_closed_with_its_layout_and_its_style():
    before = open_widgets()
    box = ipywidgets.VBox([ipywidgets.HBox([ipywidgets.IntSlider()]), ipywidgets.Button()])
    close_with_parts(box)
    assert open_widgets() == before


def test_outside_a_notebook_no_cell_runs():
    assert running_cell() == (None, None)

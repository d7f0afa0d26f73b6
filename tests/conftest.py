"""What several tests share: a cell of a notebook, drawn on made-up names."""

from pathlib import Path

import utils

import matplotlib
import nbformat
import numpy as np
import pytest

matplotlib.use("agg")
import matplotlib.pyplot as plt

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


@pytest.fixture
def drawn(monkeypatch):
    """A function that runs the one cell with this text on made-up names: its axes.

    nbval compares no pictures; and to run a whole notebook for its figures would take long.
    """

    def run(notebook, text, **names):
        cells = nbformat.read(NOTEBOOKS / f"{notebook}.ipynb", as_version=4).cells
        (cell,) = [c for c in cells if c.cell_type == "code" and text in c.source]
        monkeypatch.setattr(plt, "show", lambda: None)
        exec(cell.source, {"np": np, "plt": plt, "utils": utils, **vars(utils), **names})
        axes = plt.gcf().axes
        plt.close("all")
        return axes

    return run

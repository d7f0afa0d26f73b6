"""Give the variables of a chapter's notebook to the tests.

A test file names its chapter, and its tests take the variables from the fixture `chapter`.
Where nbval runs the notebooks, these tests run in the kernels of the notebooks; a test file
alone runs the notebook in its own process:

    NOTEBOOK = "0_Problem"

    def test_the_loss_falls(chapter):
        assert chapter.losses[-1] < chapter.losses[0]
"""

import contextlib
import json
import linecache
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import utils  # noqa: F401 - first, because it sets variables that TensorFlow reads

import matplotlib
import numpy as np
import pytest
from IPython.core.inputtransformer2 import TransformerManager

matplotlib.use("agg")
import matplotlib.pyplot as plt

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def code_of(notebook):
    """Return the sources of a notebook's code cells, in their order."""
    path = NOTEBOOKS / f"{notebook}.ipynb"
    # To import nbformat takes more than a second, and each kernel would pay for it.
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def run(sources, name):
    """Run code cells one after the other, as a new kernel would; return their variables.

    Parameters
    ----------
    sources : list of str
        The source of each code cell.
    name : str
        What tracebacks call the notebook.

    Returns
    -------
    SimpleNamespace
        Everything that the cells have defined, as attributes.
    """
    variables = {"__name__": "__main__"}
    with as_in_a_kernel():
        for number, source in enumerate(sources, start=1):
            python = TransformerManager().transform_cell(source)
            file = f"<{name}, code cell {number}>"
            # Tracebacks and TensorFlow look for the source of a function here.
            linecache.cache[file] = len(python), None, python.splitlines(True), file
            exec(compile(python, file, "exec"), variables)
            plt.close("all")
    return SimpleNamespace(**variables)


@contextlib.contextmanager
def as_in_a_kernel():
    """Stay in the folder of the notebooks, and undo at the end what the cells have set."""
    folder, path = os.getcwd(), sys.path.copy()
    show = plt.show
    os.chdir(NOTEBOOKS)
    plt.show = plt.close  # there is nobody to show a figure to
    try:
        with matplotlib.rc_context(), np.printoptions():
            yield
    finally:
        plt.show = show
        sys.path[:] = path
        os.chdir(folder)


@pytest.fixture(scope="module")
def chapter(request):
    """Return the variables of the notebook that the test file names as NOTEBOOK."""
    variables = getattr(request.config, "chapter_variables", None)
    if variables is not None:  # we are in the kernel of the notebook
        return SimpleNamespace(**variables)
    notebook = request.module.NOTEBOOK
    return run(code_of(notebook), notebook)


def pytest_collection_modifyitems(config, items):
    """Leave tests of variables to the kernels of the notebooks, where those run anyway."""
    in_kernel = hasattr(config, "chapter_variables")
    notebooks = {item.path.stem for item in items if item.path.suffix == ".ipynb"}
    kept, left = [], []
    for item in items:
        takes_variables = "chapter" in getattr(item, "fixturenames", ())
        if in_kernel:
            keep = takes_variables
        else:
            keep = not (takes_variables and item.module.NOTEBOOK in notebooks)
        (kept if keep else left).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left)

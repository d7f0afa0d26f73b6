"""A browser, and a JupyterLab with a copy of the notebooks that knows no user yet."""

import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ROOT / "notebooks"
BROWSERS = "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
SECONDS = pytest.StashKey()
FLAGS = "--no-sandbox", "--disable-gpu", "--disable-background-networking"


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import Error, sync_playwright

    named = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=named, args=FLAGS)
        except Error as error:
            reason = str(error).splitlines()[0]
            pytest.skip(f"No browser: make test-browser gets one ({reason})")
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lab(browser, tmp_path_factory):
    """The address of a JupyterLab, and the folder with its notebooks and their slides."""
    from .lab import served

    folder, home = tmp_path_factory.mktemp("lab"), tmp_path_factory.mktemp("home")
    for path in NOTEBOOKS.glob("*.ipynb"):
        shutil.copy(path, folder)
    command = [sys.executable, str(ROOT / "tools/slides.py"), str(folder / "slides")]
    subprocess.run(command, check=True)
    with served(folder, home) as address:
        yield address, folder


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()


@pytest.fixture
def opened(page, lab, request):
    """A function that opens a chapter, or a notebook made of these cells."""
    from .lab import Notebook

    address, folder = lab
    notebooks = []

    def open_notebook(name, *cells):
        if cells:
            codes = [nbformat.v4.new_code_cell(cell) for cell in cells]
            made = nbformat.v4.new_notebook(cells=codes, metadata=KERNEL)
            nbformat.write(made, folder / f"{name}.ipynb")
        notebooks.append(Notebook(page, address, f"{name}.ipynb"))
        return notebooks[-1]

    yield open_notebook
    for notebook in notebooks:
        request.config.stash[SECONDS][request.node.name] = notebook.seconds()
        notebook.shut_down()


def pytest_configure(config):
    config.stash[SECONDS] = {}


def pytest_terminal_summary(terminalreporter, config):
    """Say how long it took from a key to its picture."""
    for test, seconds in config.stash[SECONDS].items():
        if seconds:
            median = f"median {statistics.median(seconds):.3f} s of {len(seconds)}"
            terminalreporter.write_line(f"From a key to its picture: {median} in {test}")

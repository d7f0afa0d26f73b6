"""A printed chapter needs no network, shows its formulas, and says its figures in words."""

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]


class Page(HTMLParser):
    """What a page holds: its tags with their attributes, and its text outside of code."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text, self.inside = [], "", []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag in ("pre", "code", "style", "annotation"):
            self.inside.append(tag)

    def handle_endtag(self, tag):
        if self.inside[-1:] == [tag]:
            self.inside.pop()

    def handle_data(self, data):
        self.text += "" if self.inside else data


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("handout")
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "html"]
    command += ["--config=jupyter_config/handout.py", f"--output-dir={folder}"]
    subprocess.run([*command, "notebooks/0_Problem.ipynb"], cwd=ROOT, check=True)
    return Page((folder / "0_Problem.html").read_text(encoding="utf-8"))


def test_nothing_is_fetched(page):
    assert "script" not in [tag for tag, _ in page.tags]
    fetched = [a["href"] for tag, a in page.tags if tag == "link"]
    fetched += [a["src"] for _, a in page.tags if "src" in a]
    assert [address for address in fetched if not address.startswith("data:")] == []


def test_formulas_are_set(page):
    notebook = nbformat.read(ROOT / "notebooks/0_Problem.ipynb", as_version=4)
    prose = "".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    formulas = prose.replace("$$", "$").count("$") // 2
    assert [tag for tag, _ in page.tags].count("math") == formulas
    assert "$" not in page.text


def test_figures_are_described(page):
    said = [a["alt"] for tag, a in page.tags if tag == "img"]
    notebook = nbformat.read(ROOT / "notebooks/0_Problem.ipynb", as_version=4)
    assert said == [c.metadata["alt"] for c in notebook.cells if "alt" in c.metadata]


def test_chapters_link_to_each_others_handouts(page):
    links = [a["href"] for tag, a in page.tags if tag == "a" and "href" in a]
    assert "1_Experiments.html" in links
    assert [link for link in links if link.endswith(".ipynb")] == []

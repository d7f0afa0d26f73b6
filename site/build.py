"""Make the site out of the notebooks, with the outputs that are stored in them.

    python site/build.py [folder of the notebooks] [folder of the site, build/site]

A notebook becomes a page as it is, apart from four things: what JupyterLab folds is
folded, a prediction can be clicked, an explorer comes alive, and there are links to Binder
and Colab.
"""

import html
import importlib
import os
import re
import shutil
import sys
from pathlib import Path

import nbformat

SITE = Path(__file__).parent
ROOT = SITE.parent
PLACEHOLDER = "OWNER/REPO"
# On GitHub, where it is published, this is the repository whose site it is.
REPOSITORY = os.environ.get("GITHUB_REPOSITORY", PLACEHOLDER)
BADGE = re.compile(r"\[!\[(\w+)\]\([^)]*\)\]\(([^)]*)\)\n")
PREDICTION = re.compile(r"(\w+) = Prediction\((\w+)\.(\w+)\)\n\1\s*$")
REVEAL = re.compile(r"^(\w+)\.reveal\(", re.MULTILINE)
RESULT = re.compile(r"^Your prediction: .*\nThe result: (.*)\n?", re.MULTILINE)
# What the modules of our scripts import from each other, and the names that they make.
IMPORT = re.compile(r'^import .* from "\./(\w+)\.js";\n', re.MULTILINE)
NAME = re.compile(r"^(?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)
FIGURE = re.compile(r'<img alt="[^"]*" src="((?:\.\./)?_images/[^"]*)"[^>]*/>')
PRINTED = re.compile(
    r'(<div class="output stream .*?<pre)><span></span>(.*?)(?=</pre>)', re.DOTALL
)
COLUMNS = re.compile(r"^(?: {2,}\S|.*\S {2,}\S).*$", re.MULTILINE)
# What our theme lacks for screen readers and the keyboard: names of landmarks, a heading,
# and tables that can be scrolled by key.
FOR_EVERYONE = {
    '<aside class="sidebar-drawer': '<aside aria-label="Chapters" class="sidebar-drawer',
    '<aside class="toc-drawer': '<aside aria-label="On this page" class="toc-drawer',
    '<div id="search-results">': '<h1>Search</h1><div id="search-results">',
    '<div class="table-wrapper': '<div tabindex="0" class="table-wrapper',
    '<th class="head"><p></p></th>': "<td></td>",  # the corner of a table
}


def text_cell(source):
    """Return a new text cell, with an id as notebooks ask for."""
    return nbformat.v4.new_markdown_cell(source)


class ChapterPage:
    """The page of a chapter.

    Parameters
    ----------
    notebook : NotebookNode
        The chapter, which is not changed.
    name : str
        The name of its file, without the ending.
    """

    def __init__(self, notebook, name):
        self.name = name
        self.predictions = {}  # {name in the notebook: list of Choice}
        self.explorers = 0
        self.cells = []
        for cell in nbformat.from_dict(notebook).cells:
            self._add(cell)
        self.cells.insert(1, text_cell(self._launches()))
        self.notebook = nbformat.from_dict({**notebook, "cells": self.cells})

    def _launches(self):
        """Return links that open the chapter where it runs."""
        path = f"notebooks/{self.name}.ipynb"
        in_binder = f"labpath={path.replace('/', '%2F')}"
        binder = f"https://mybinder.org/v2/gh/{PLACEHOLDER}/HEAD?{in_binder}"
        colab = f"https://colab.research.google.com/github/{PLACEHOLDER}/blob/main/{path}"
        return (
            f"To run this chapter and change it, open it in [Binder]({binder}) or in "
            f"[Colab]({colab})."
        )

    def _add(self, cell):
        folded = cell.metadata.get("jupyter", {})
        tags = []
        if cell.cell_type == "markdown":  # the pictures of badges lie elsewhere
            cell.source = BADGE.sub("", cell.source)
        if cell.cell_type == "code":
            prediction = PREDICTION.search(cell.source)
            if prediction:
                self._add_prediction(*prediction.groups())
                return
            if folded.get("source_hidden"):
                tags.append("hide-input")
            if "alt" in cell.metadata:
                cell.metadata["mystnb"] = {"image": {"alt": cell.metadata["alt"]}}
        cell.metadata["tags"] = tags
        if folded.get("outputs_hidden"):
            self._add_result(cell)
        else:
            self.cells.append(cell)
        for output in cell.get("outputs", []):
            description = output.get("metadata", {}).get("explorer")
            if isinstance(description, str):  # else its picture stays
                self._add_explorer(description)

    def _add_prediction(self, name, chapter, question):
        """Add choices to click in the place of a cell that makes a Prediction."""
        choices = getattr(importlib.import_module(f"utils.chapters.{chapter}"), question)
        self.predictions[name] = choices
        lines = []
        for choice in choices:
            text = html.escape(choice.text)
            radio = f'<input type="radio" name="{name}" value="{text}">'
            lines.append(f"<label>{radio} {text}</label>")
        self.cells.append(
            text_cell(
                f'<form class="prediction" data-result="result-{name}"><fieldset>'
                f"<legend>Your prediction</legend>{''.join(lines)}</fieldset></form>"
            )
        )

    def _add_result(self, cell):
        """Add a result that is folded until the reader wants it."""
        revealed = [
            name for name in REVEAL.findall(cell.source) if name in self.predictions
        ]
        verdict = ""
        if revealed:
            verdict = self._verdict(revealed[0], _take_result(cell))
        kind = "prediction-result" if revealed else "result"
        self.cells += [
            text_cell(f'<details class="{kind}"><summary>Show what happens</summary>'),
            cell,
            text_cell(f"{verdict}</details>"),
        ]

    def _verdict(self, name, result):
        """Return the right choice, and the reasons of all, as HTML."""
        reasons = []
        for choice in self.predictions[name]:
            text, reason = html.escape(choice.text), html.escape(choice.reason)
            reasons.append(f"<li><strong>{text}:</strong> {reason}</li>")
        return (
            f'<div class="verdict" id="result-{name}"><p class="predicted"></p>'
            f"<p><strong>The result:</strong> {html.escape(result)}</p>"
            f"<ul>{''.join(reasons)}</ul></div>\n"
        )

    def _add_explorer(self, description):
        """Add the place in which our scripts make an explorer anew, from JSON."""
        self.explorers += 1
        data = description.replace("<", "\\u003c")  # which could end the script
        self.cells.append(
            text_cell(
                f'<div class="explorer" id="explorer-{self.explorers}" '
                f'role="group" aria-label="Explorer {self.explorers}">'
                f'<script type="application/json">{data}</script></div>'
            )
        )


def _take_result(cell):
    """Take the answer to a prediction out of what a cell has printed, and return it."""
    for output in cell.outputs:
        if output.output_type == "stream" and (found := RESULT.search(output.text)):
            output.text = RESULT.sub("", output.text)
            if not output.text.strip():
                cell.outputs.remove(output)
            return found[1]
    raise ValueError(
        f"make notebooks has to store the result of a prediction: {cell.source}"
    )


def document_page(text, documents):
    """Return a document of the repository as a page.

    Parameters
    ----------
    text : str
        The document, in Markdown.
    documents : dict of {str: str}
        The documents that are pages of the site, and the names of these pages. What else it
        links to is found on GitHub.
    """
    badges = [f"[{name}]({link})" for name, link in BADGE.findall(text) if name != "test"]
    text = BADGE.sub("", text)
    if badges:
        title, _, rest = text.partition("\n")
        text = f"{title}\n\nRun it in {' or in '.join(badges)}.\n{rest}"

    def on_the_site(link):
        path, hash, anchor = link[1].partition("#")
        if path in documents:
            return f"]({documents[path]}{hash}{anchor})"
        if re.match(r"https?:|#|notebooks/", link[1]):
            return link[0]
        return f"](https://github.com/{PLACEHOLDER}/blob/main/{link[1]})"

    return re.sub(r"\]\(([^)]*)\)", on_the_site, text)


def bundle(folder):
    """Return our scripts as one, because browsers load no modules from a folder.

    Parameters
    ----------
    folder : Path
        Where the modules are.

    Returns
    -------
    str
        All of them in one function, each before those that import it.

    Raises
    ------
    ValueError
        If two of them give the same name to something.
    """
    parts, names = {}, {}

    def add(module):
        if module in parts:
            return
        source = (folder / f"{module}.js").read_text(encoding="utf-8")
        for name in IMPORT.findall(source):
            add(name)
        parts[module] = re.sub(r"^export ", "", IMPORT.sub("", source), flags=re.MULTILINE)
        for name in NAME.findall(parts[module]):
            if name in names:
                raise ValueError(f"{name} is in {names[name]}.js and in {module}.js.")
            names[name] = module

    add("page")
    return '(() => {\n"use strict";\n\n' + "\n".join(parts.values()) + "})();\n"


def finish_page(text):
    """Return a page of Sphinx with what a small screen and a screen reader need besides."""
    for old, new in FOR_EVERYONE.items():
        text = text.replace(old, new)
    text = FIGURE.sub(r'<a class="figure-alone" href="\1">\g<0></a>', text)
    return PRINTED.sub(_keep_columns, text)


def _keep_columns(printed):
    """Mark the lines with columns, which must not be broken on a small screen."""
    begin, lines = printed.groups()
    marked = COLUMNS.sub(r'<span class="columns">\g<0></span>', lines)
    if marked == lines:
        return printed[0]
    return f'{begin} tabindex="0">{marked}'  # so that the keyboard can scroll it


def make_pages(notebooks, pages):
    """Write what Sphinx reads into a folder.

    Parameters
    ----------
    notebooks, pages : Path
        The folder with the notebooks, and the one for the pages.
    """
    shutil.rmtree(pages, ignore_errors=True)
    (pages / "notebooks").mkdir(parents=True)
    names = []
    for path in sorted(notebooks.glob("*.ipynb")):
        page = ChapterPage(nbformat.read(path, as_version=4), path.stem)
        text = nbformat.writes(page.notebook)
        _write(pages / "notebooks" / path.name, text)
        names.append(f"notebooks/{path.stem}")
    shutil.copy(ROOT / "notebooks/result.png", pages / "notebooks")
    documents = {"README.md": "index.md", "TEACHING.md": "TEACHING.md"}
    contents = "\n".join([*names, "TEACHING"])
    for source, name in documents.items():
        text = document_page((ROOT / source).read_text(encoding="utf-8"), documents)
        if name == "index.md":
            text += f"\n```{{toctree}}\n:hidden:\n\n{contents}\n```\n"
        _write(pages / name, text)


def _write(path, text):
    path.write_text(text.replace(PLACEHOLDER, REPOSITORY), encoding="utf-8")


def build(notebooks=ROOT / "notebooks", target=ROOT / "build/site"):
    """Make the site, and return what Sphinx returns: zero if nothing is wrong."""
    from mathml import font_of_formulas
    from sphinx.cmd.build import main as sphinx

    pages = target.with_name(f"{target.name}_pages")
    make_pages(notebooks, pages)
    shutil.rmtree(target, ignore_errors=True)
    work = target.with_name(f"{target.name}_work")
    options = ["-q", "-W", "--keep-going", "-b", "html", "-c", str(SITE), "-d", str(work)]
    wrong = sphinx([*options, str(pages), str(target)])
    made = {path: path.read_text(encoding="utf-8") for path in target.rglob("*.html")}
    for path, text in made.items():
        path.write_text(finish_page(text), encoding="utf-8")
    static = {
        "explorers.js": bundle(SITE / "scripts"),
        "formulas.css": font_of_formulas(made.values()),
    }
    for name, text in static.items():
        (target / "_static" / name).write_text(text, encoding="utf-8")
    return wrong


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))  # where utils is
    sys.exit(build(*(Path(argument).absolute() for argument in sys.argv[1:])))

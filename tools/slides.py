"""Make a deck of slides out of each chapter.

    python tools/slides.py [folder, build/slides]

A deck is a notebook that JupyterLab shows as slides, with code and explorers that run. A
cell of a chapter says in its metadata which slides begin with it:

    "slides": [{"headline": "The loss falls", "text": "It falls *to the end*."}, ...]

Each of these becomes a slide with this headline and, if there is one, this text; the code
and the outputs of the cell stand on the last of them. An empty list puts the cell onto the
slide that is there. All other code is left out of the slides, but is run with them, and the
text of the chapter becomes the speaker's notes.
"""

import sys
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[1]
NOTEBOOKS = ROOT / "notebooks"
DECKS = ROOT / "build/slides"


def deck(chapter):
    """Return the deck of a chapter.

    Parameters
    ----------
    chapter : NotebookNode
        The chapter, which is not changed.

    Returns
    -------
    NotebookNode
        A notebook in which each cell says how jupyterlab-slideshow shows it.
    """
    slides = nbformat.from_dict({**chapter, "cells": []})
    for cell in chapter.cells:
        for slide in cell.metadata.get("slides", []):
            text = "\n\n".join(filter(None, [f"## {slide['headline']}", slide.get("text")]))
            slides.cells.append(headline_cell(text))
        slides.cells.append(shown(cell))
    # The title stands first, even before the code that imports, because JupyterLab begins
    # the slides with the cell that is selected, and that is the first one.
    for title in slides.cells:
        if title.metadata.slideshow.slide_type == "slide":
            title.source = title.source.removeprefix("#")
            slides.cells.remove(title)
            slides.cells.insert(0, title)
            break
    return slides


def headline_cell(text):
    """Return a new cell that begins a slide with this text."""
    metadata = {"slideshow": {"slide_type": "slide"}, "tags": ["headline"]}
    return nbformat.v4.new_markdown_cell(text, metadata=metadata)


def shown(cell):
    """Return a copy of a chapter's cell that says whether it is on a slide."""
    copy = nbformat.from_dict(cell)
    on_slide = copy.metadata.pop("slides", None) is not None
    tags = list(copy.metadata.get("tags", []))
    # The result of a prediction needs the room of its code, and small letters, for reasons.
    result = copy.cell_type == "code" and ".reveal(" in copy.source
    if result:
        tags.append("reasons")
    if result or copy.metadata.get("jupyter", {}).get("source_hidden", False):
        tags.append("hide-code-on-slides")
    if tags:
        copy.metadata["tags"] = tags = list(dict.fromkeys(tags))
    if copy.cell_type == "markdown":
        slide_type = "notes"
    elif "hide-code-on-slides" in tags and not copy.outputs:
        slide_type = "skip"  # there is nothing to see
    else:
        slide_type = "fragment" if on_slide else "skip"
    copy.metadata["slideshow"] = {"slide_type": slide_type}
    return copy


def make_decks(folder=DECKS):
    """Write the decks of all chapters into a folder, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        chapter = nbformat.read(path, as_version=4)
        paths.append(folder / path.name)
        nbformat.write(deck(chapter), paths[-1])
    return paths


if __name__ == "__main__":
    for made in make_decks(*map(Path, sys.argv[1:])):
        print(made.relative_to(ROOT) if made.is_relative_to(ROOT) else made)

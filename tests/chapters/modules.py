"""The modules of the chapters, by the letter in their names: test_chapter_0, ..."""

import importlib
from pathlib import Path

CHAPTERS = {
    path.stem[-1]: importlib.import_module(f"{__package__}.{path.stem}")
    for path in sorted(Path(__file__).parent.glob("test_chapter_*.py"))
}


def asked_by(letter):
    """Return the module with what a chapter asks."""
    return importlib.import_module(f"utils.chapters.chapter_{letter}")

"""The rooms of utils import each other in one direction only.

A room is a folder of utils; the files that lie in utils itself are the core. Whoever reads
a room therefore needs to know only the rooms that are listed next to it here.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "core": {"core"},
    "data": {"data", "core"},
    "plots": {"plots", "core"},
    "explorers": {"explorers", "core", "data", "plots"},
    "teaching": {"teaching"},
    "chapters": {"chapters", "core", "data", "teaching"},
}
# The checks of arguments are the one part of the core that every room may use.
FOR_ALL = "utils.checks"
FILES = sorted(
    # utils/__init__.py only hands names on to the chapters.
    path
    for path in ROOT.glob("utils/**/*.py")
    if path != ROOT / "utils/__init__.py"
)


def room_of(module):
    """Return the room of a module of utils, such as "plots" of utils.plots.labels."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in MAY_IMPORT else "core"


def imported(path):
    """Return the modules of utils that a file imports, by their whole names."""
    package = path.relative_to(ROOT).parent.parts
    modules = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            # Each dot but the first goes one folder up.
            above = package[: len(package) + 1 - node.level] if node.level else ()
            source = ".".join([*above, *([node.module] if node.module else [])])
            modules |= {f"{source}.{alias.name}" for alias in node.names}
    return {module for module in modules if module.split(".")[0] == "utils"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_the_rooms_below_it(path):
    room = room_of(".".join(path.relative_to(ROOT).with_suffix("").parts))
    modules = {each for each in imported(path) if not f"{each}.".startswith(f"{FOR_ALL}.")}
    refused = [each for each in modules if room_of(each) not in MAY_IMPORT[room]]
    assert not refused, f"{room} must not import {refused}"

"""A reader who changes what a chapter invites to change never meets a traceback.

Each test file of a chapter lists such changes as CHANGES: what stands in the code of the
notebook, and what takes its place. Each change runs the whole notebook anew, so these tests
are slow, and run only when they are asked for:

    pytest -m slow tests/chapters -k 0_Problem
"""

import pytest

from .conftest import code_of, run
from .modules import CHAPTERS

CHANGES = [
    pytest.param(chapter.NOTEBOOK, old, new, id=f"{chapter.NOTEBOOK}: {new}")
    for chapter in CHAPTERS.values()
    for old, new in chapter.CHANGES
]


@pytest.mark.parametrize("notebook, old, new", CHANGES)
def test_what_is_changed_stands_in_one_place(notebook, old, new):
    assert sum(source.count(old) for source in code_of(notebook)) == 1


@pytest.mark.slow
@pytest.mark.filterwarnings("error:Mean of empty slice")  # no answer either
@pytest.mark.parametrize("notebook, old, new", CHANGES)
def test_a_changed_chapter_runs(notebook, old, new):
    run([source.replace(old, new) for source in code_of(notebook)], notebook)

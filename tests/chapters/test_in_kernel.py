"""A wrong variable of a chapter is told by the tests in its kernel."""

import subprocess
import sys

from .conftest import NOTEBOOKS

CODE = """
import sys
sys.path.insert(0, "..")
from tests.chapters.in_kernel import test_variables
test_variables("test_chapter_0.py", {"seed": 0})
"""


def test_variables_that_are_not_there_fail_in_the_kernel():
    command = [sys.executable, "-c", CODE]
    done = subprocess.run(command, cwd=NOTEBOOKS, capture_output=True, text=True)
    assert done.returncode != 0
    assert "has no attribute" in done.stderr and "passed" not in done.stderr

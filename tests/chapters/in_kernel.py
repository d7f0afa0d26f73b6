"""Test the variables of a chapter in the kernel that has just run its notebook."""

import contextlib
import io
from pathlib import Path

import pytest


class Given:
    """Tell pytest that the variables of the chapter are there already."""

    def __init__(self, variables):
        self.variables = variables

    def pytest_configure(self, config):
        config.chapter_variables = self.variables


def test_variables(test_file, variables):
    """Run those tests of a file that take the fixture `chapter`.

    Parameters
    ----------
    test_file : str
        The name of a file in this folder.
    variables : dict
        What the cells of the notebook have defined.

    Raises
    ------
    AssertionError
        With pytest's report, if a test fails.
    """
    # What the tests of variables do not need would take seconds to import: other plugins,
    # and the conftest.py of the whole project.
    options = "-q --color=no --capture=sys -o addopts= -p no:cacheprovider".split()
    options += "-p no:xdist -p no:nbval -p no:hypothesispytest".split()
    options += ["--confcutdir", str(Path(__file__).parent)]
    report = io.StringIO()
    with contextlib.redirect_stdout(report):
        path = str(Path(__file__).with_name(test_file))
        code = pytest.main([*options, path], plugins=[Given(dict(variables))])
    assert code == pytest.ExitCode.OK, report.getvalue()


test_variables.__test__ = False  # it runs tests, and is none

"""A wrong variable of a chapter is told by the tests in its kernel."""

import pytest

from .in_kernel import test_variables as tests_of_variables


def test_variables_that_are_not_there_fail_in_the_kernel():
    with pytest.raises(AssertionError) as error:
        tests_of_variables("test_chapter_0.py", {"seed": 0})
    report = str(error.value)
    assert "has no attribute" in report and "passed" not in report

"""Every public name explains itself, with an example that works."""

import doctest
import importlib
import inspect
import pkgutil

import utils
from utils import explore

import matplotlib
import numpy as np
import pytest

matplotlib.use("agg")
EXPLORERS = ["retrain", "time_travel", "turn", "drop", "own_table"]
PUBLIC = {
    name: value
    for name, value in vars(utils).items()
    if callable(value) and value.__module__.startswith("utils.")
}
PUBLIC |= {name: vars(explore)[name] for name in EXPLORERS}


def test_all_public_names_are_seen():
    assert {"train", "sweep", "LinearNetwork", "History", "plot_rmse"} <= set(PUBLIC)


@pytest.mark.parametrize("name", PUBLIC)
def test_the_docstring_has_an_example_that_works(name):
    names = {**vars(utils), **vars(explore), "np": np}
    tests = doctest.DocTestFinder(recurse=False).find(PUBLIC[name], name, globs=names)
    examples = [example for test in tests for example in test.examples]
    assert examples, f"{name} has no example"
    for test in tests:
        result = doctest.DocTestRunner(verbose=False).run(test)
        assert result.failed == 0
    matplotlib.pyplot.close("all")


@pytest.mark.parametrize(
    "name", [module.name for module in pkgutil.iter_modules(utils.__path__)]
)
def test_what_no_chapter_calls_by_name_has_examples_that_work_too(name):
    module = importlib.import_module(f"utils.{name}")
    names = {**vars(utils), **vars(explore), **vars(module), "np": np}
    assert doctest.testmod(module, extraglobs=names).failed == 0
    matplotlib.pyplot.close("all")


@pytest.mark.parametrize("name", PUBLIC)
def test_the_docstring_names_every_argument(name):
    for argument in inspect.signature(PUBLIC[name]).parameters:
        assert argument in PUBLIC[name].__doc__, f"{name} does not explain {argument}"

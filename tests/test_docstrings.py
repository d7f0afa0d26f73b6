"""Every public name explains itself, with an example that works."""

import doctest
import importlib
import inspect
import pkgutil

import utils
from utils import data, explorers, plots, teaching

import matplotlib
import numpy as np
import pytest

matplotlib.use("agg")
MODULES = [module.name for module in pkgutil.walk_packages(utils.__path__, "utils.")]
# What chapters may use is what utils and its rooms hand on.
PUBLIC = {
    f"{room.__name__}.{name}": value
    for room in (data, explorers, plots, teaching, utils)
    for name, value in vars(room).items()
    if callable(value) and value.__module__.startswith("utils.") and name[0] != "_"
}


def test_the_public_names_are_seen():
    names = {"utils.train", "utils.LinearNetwork", "utils.plots.plot_rmse"}
    assert names <= set(PUBLIC)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_work(name):
    module = importlib.import_module(name)
    names = {**vars(utils), **vars(explorers), **vars(module), "np": np}
    assert doctest.testmod(module, extraglobs=names).failed == 0
    matplotlib.pyplot.close("all")


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_has_an_example(name):
    tests = doctest.DocTestFinder(recurse=False).find(PUBLIC[name], name)
    assert [example for test in tests for example in test.examples]


@pytest.mark.parametrize("name", PUBLIC)
def test_a_docstring_names_every_argument(name):
    for argument in inspect.signature(PUBLIC[name]).parameters:
        assert argument in PUBLIC[name].__doc__, f"{name} does not explain {argument}"

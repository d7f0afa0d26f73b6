"""How nbval compares a notebook's stored outputs with new ones: as text, line by line.

All must agree to the letter but numbers with a point or an exponent: these are rounded, and
processors do not round alike. Two of them agree if

- they are equal, or differ by one in the last digit of the finer, where both show two or
  more from the first that is not zero: 0.99 goes with 1.00, but 0.05 not with 0.06. Those
  that show neither decimals nor an exponent must be equal: 10. does not go with 11.;
- they are written alike: with the same sign (that of zero does not count), an exponent in
  both or neither, and as many decimals; but NumPy leaves out zeros at the end of numbers
  without an exponent: 0.5 goes with 0.5001, as 0.5000, yet 1.5 not with 1.50.

NumPy pads arrays to their longest number: the width of blanks does not count, nor do blanks
at the ends of a line and just within square brackets.
"""

import os
import re
from decimal import Decimal
from functools import partial
from pathlib import Path

import nbformat
import pytest
from nbval.plugin import IPyNbCell

# Not in a name or a version: h1.5, 2.21.0.
NUMBER = re.compile(
    r"(?<![\w.])(?P<sign>[-+]?)\d+(?P<decimals>\.\d*|(?=e[-+]\d))"
    r"(?P<exponent>e[-+]\d+)?(?!\.?\d)"
)
# Processes that share the tests get a file at a time: with one of these left to the end,
# all but one would wait.
LONG = "test_wrong_changes.py", "test_play.py", "test_properties.py", "test_training.py"


class Printed(str):
    """A printed text that equals another if they agree by the rule above."""

    def __eq__(self, other):
        """Return whether both texts agree, first in all but the digits of the numbers."""
        numbers = zip(NUMBER.finditer(self), NUMBER.finditer(other), strict=False)
        return _letters(self) == _letters(other) and all(_agree(*pair) for pair in numbers)

    def __ne__(self, other):
        """Return the contrary: nbval asks for differences."""
        return not self == other


def _letters(text):
    text = re.sub(r"[ \t]+", " ", NUMBER.sub(_form, text))
    return re.sub(r"^ | $|(?<=\[) | (?=\])", "", text, flags=re.MULTILINE)


def _form(number):
    sign = number["sign"] if Decimal(number[0]) else ""
    return f"{sign}\0" + (f"{len(number['decimals'])}e" if number["exponent"] else "")


def _agree(a, b):
    if len(a["decimals"]) != len(b["decimals"]) and "0" in (a[0][-1], b[0][-1]):
        return False
    values = [abs(Decimal(number[0])) for number in (a, b)]
    last_digit = Decimal(1).scaleb(min(value.as_tuple().exponent for value in values))
    rounded = last_digit < 1 or a["exponent"]
    allowed = last_digit if rounded and min(values) >= 10 * last_digit else 0
    return abs(values[0] - values[1]) <= allowed


def pytest_configure(config):
    """Have Matplotlib list the fonts in build, once, before any process draws.

    It warns in the first figures where a list of another installation, or a style, is found
    in the home, and where many processes list them at once for longer than seconds.
    """
    if not hasattr(config, "workerinput"):  # processes that this one starts inherit it
        os.environ["MPLCONFIGDIR"] = str(config.rootpath / "build/matplotlib")
        from matplotlib import font_manager  # noqa: F401 - for what its import does


def pytest_collection_modifyitems(items):
    """Put what takes long first, and have notebook cells compare outputs as `Printed`."""
    items.sort(key=lambda item: (item.path.name not in LONG, item.path.suffix != ".ipynb"))
    for item in items:
        if isinstance(item, IPyNbCell):
            item.sanitize = partial(_printed, item.sanitize)


def _printed(sanitize, value):
    value = sanitize(value)
    return Printed(value) if isinstance(value, str) else value


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item):
    """Start the notebooks' kernels without progress bars; other tests may look at one."""
    with pytest.MonkeyPatch.context() as patch:
        if isinstance(item, IPyNbCell):
            patch.setenv("TQDM_DISABLE", "1")
        return (yield)


@pytest.fixture
def drawn(monkeypatch):
    """A function that runs the one cell with this text on made-up names: its axes.

    What the cell defines is in `drawn.names` afterwards.
    nbval compares no pictures; and to run a whole notebook for its figures would take long.
    """
    import utils  # only for those who draw: TensorFlow takes seconds

    import matplotlib
    import numpy as np

    matplotlib.use("agg")
    import matplotlib.pyplot as plt

    def run(chapter, text, **names):
        path = Path(__file__).with_name("notebooks") / f"{chapter}.ipynb"
        cells = nbformat.read(path, as_version=4).cells
        (cell,) = [c for c in cells if c.cell_type == "code" and text in c.source]
        monkeypatch.setattr(plt, "show", lambda: None)
        run.names = {"np": np, "plt": plt, "utils": utils, **vars(utils), **names}
        exec(cell.source, run.names)
        axes = plt.gcf().axes
        plt.close("all")
        return axes

    return run

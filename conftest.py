"""How nbval compares the outputs that a notebook stores with those of a new run.

Outputs are compared as text, line by line. Everything must agree to the letter, except for
numbers with a point or an exponent, because processors round differently. Two such numbers
agree if they are

- equal, or differ by one in the last digit of the finer, and both show two or more digits,
  counted from the first that is not zero: 0.99 agrees with 1.00, but 0.05 not with 0.06.
  Numbers that show neither decimals nor an exponent must be equal: 10. and 11. differ;
- and written alike: with the same sign (that of zero does not count), an exponent in both
  or in neither, and as many decimals. Only the zeros may be missing that NumPy leaves out
  at the end of numbers without an exponent: 0.5 agrees with 0.5001, as 0.5000 does, but 1.5
  does not agree with 1.50.

NumPy pads the numbers of an array to the same width. Therefore the width of blanks does not
count, nor do blanks at the ends of a line and just inside square brackets.
"""

import os
import re
from collections import defaultdict
from decimal import Decimal
from itertools import zip_longest

import nbformat
import nbval.plugin
import pytest

# The lookarounds leave out names and versions, such as h1.5 and 2.21.0.
NUMBER = re.compile(
    r"(?<![\w.])(?P<sign>[-+]?)\d+(?P<decimals>\.\d*|(?=e[-+]\d))"
    r"(?P<exponent>e[-+]\d+)?(?!\.?\d)"
)
# What takes longest, the longest first. Each process takes a whole file at a time, and if
# one of these came last, all processes but one would wait for it.
LONG = (
    "3_WordVectors.ipynb",
    "2_DeepLinear.ipynb",
    "test_training.py",
    "1_Experiments.ipynb",
    "A_Optimizers.ipynb",
    "4_MissingEntries.ipynb",
    "test_properties.py",
    "0_Problem.ipynb",
)


def differences(stored, came):
    r"""Return a sentence for each line in which two printed texts differ.

    Parameters
    ----------
    stored, came : str
        What a notebook has stored, and what a new run has printed.

    Returns
    -------
    list of str
        Each sentence gives the line, what was stored, what came, and the rule that is
        broken. The list is empty if the texts agree.

    Examples
    --------
    >>> differences("loss\n0.97", "loss\n0.94")
    ['line 2: 0.97 was stored, 0.94 came; 0.96 to 0.98 would do.']
    """
    lines = zip_longest(stored.split("\n"), came.split("\n"))
    broken = [_broken_rule(*pair) for pair in lines]
    return [f"line {number}: {rule}" for number, rule in enumerate(broken, 1) if rule]


def _broken_rule(stored, came):
    """Return a sentence on how two lines differ, or None if they agree."""
    if stored is None:
        return f"nothing was stored, {came!r} came."
    if came is None:
        return f"{stored!r} was stored, nothing came."
    if _letters(stored) != _letters(came):
        said = f"{stored.strip()!r} was stored, {came.strip()!r} came"
        return f"{said}; apart from numbers with decimals, lines must be the same."
    for old, new in zip(NUMBER.finditer(stored), NUMBER.finditer(came), strict=True):
        rule = _broken_rule_of_numbers(old, new)
        if rule:
            return f"{old[0]} was stored, {new[0]} came; {rule}."
    return None


def _letters(line):
    """Return a line without its numbers, and without the blanks that do not count."""
    line = re.sub(r"[ \t]+", " ", NUMBER.sub("\0", line))
    return re.sub(r"^ | $|(?<=\[) | (?=\])", "", line)


def _broken_rule_of_numbers(old, new):
    """Return the rule that two numbers, as matches of NUMBER, break; or None."""
    values = [Decimal(number[0]) for number in (old, new)]
    pairs = zip((old, new), values, strict=True)
    signs = [number["sign"] for number, value in pairs if value]
    if len(signs) == 1:
        signs.append("")  # a zero goes with numbers that have no sign
    if len(set(signs)) > 1:
        return "both must have the same sign"
    if bool(old["exponent"]) != bool(new["exponent"]):
        return "both must have an exponent, or none"
    decimals = [len(number["decimals"]) for number in (old, new)]
    if decimals[0] != decimals[1] and (old["exponent"] or "0" in (old[0][-1], new[0][-1])):
        return "both must have as many decimals"

    sizes = [abs(value) for value in values]
    last_digit = Decimal(1).scaleb(min(value.as_tuple().exponent for value in values))
    if sizes[0] == sizes[1]:
        return None
    if last_digit == 1 and not old["exponent"]:
        return "numbers without decimals must be equal"
    if min(sizes) < 10 * last_digit:
        return "numbers that show fewer than two digits must be equal"
    if abs(sizes[0] - sizes[1]) > last_digit:
        least, most = values[0] - last_digit, values[0] + last_digit
        if old["exponent"]:
            form = f".{decimals[0] - 1}e"
            return f"{float(least):{form}} to {float(most):{form}} would do"
        return f"{least} to {most} would do"
    return None


class Notebook(nbval.plugin.IPyNbFile):
    """A notebook whose cells are compared by the rules above."""

    def collect(self):
        """Yield the code cells, by the numbers that JupyterLab shows next to them."""
        number = 0
        for number, cell in enumerate(super().collect(), start=1):
            yield NotebookCell.from_parent(
                self,
                name=f"Cell {number}",
                cell_num=number,
                cell=cell.cell,
                options=cell.options,
            )
        tests = f"test_chapter_{self.path.name[0]}.py"
        if (self.config.rootpath / "tests/chapters" / tests).exists():
            yield VariablesTest.from_parent(
                self,
                name=tests,
                cell_num=number + 1,
                cell=nbformat.v4.new_code_cell(
                    "from tests.chapters.in_kernel import test_variables\n"
                    f"test_variables({tests!r}, globals())"
                ),
                options={"skip": False, "check": False, "check_exception": False},
            )


class NotebookCell(nbval.plugin.IPyNbCell):
    """A code cell whose outputs are compared by the rules above."""

    def compare_outputs(self, test, ref, skip_compare=None):
        """Return whether the outputs agree, and keep sentences on those that do not."""
        stored, came = self._texts(ref), self._texts(test)
        self.comparison_traceback = []
        for kind in stored | came:
            for old, new in zip_longest(stored[kind], came[kind]):
                for sentence in _different_outputs(old, new):
                    self.comparison_traceback.append(f"{kind}, {sentence}")
        return not self.comparison_traceback

    def _texts(self, outputs):
        """Return the texts of each kind among a cell's outputs, without its pictures."""
        texts = defaultdict(list)
        for output in nbval.plugin.transform_streams_for_comparison(outputs):
            for kind, text in {**output, **output.get("data", {})}.items():
                if kind not in (*self.parent.skip_compare, "data"):
                    texts[kind].append(text)
        return texts

    def repr_failure(self, excinfo):
        """Return what a red cell says."""
        error = excinfo.value
        if not isinstance(error, nbval.plugin.NbCellError):
            return super().repr_failure(excinfo)
        place = f"Code cell [{self.cell_num}] of {self.parent.path.name}"
        if str(error) != "Cell outputs differ":
            return f"{place}: {error}\n\n{self.cell.source}\n{error.inner_traceback or ''}"
        return (
            f"{place} does not give its stored outputs.\n\n{self.cell.source}\n\n"
            f"{error.inner_traceback}\n\n"
            "If the change is meant, store the new outputs: make notebooks"
        )


class VariablesTest(NotebookCell):
    """The tests of a chapter's variables, run in its kernel after the last cell."""

    def repr_failure(self, excinfo):
        """Return pytest's report from the kernel."""
        error = excinfo.value
        if not isinstance(error, nbval.plugin.NbCellError):
            return super().repr_failure(excinfo)
        return error.inner_traceback


def _different_outputs(stored, came):
    """Return a sentence for each difference of two outputs, of which one may be None."""
    if isinstance(stored, str) and isinstance(came, str):
        return differences(stored, came)
    if stored is None:
        return [f"nothing was stored, and this came: {came}"]
    if came is None:
        return [f"nothing came, and this was stored: {stored}"]
    return [] if stored == came else [f"{stored} was stored, {came} came."]


@pytest.hookimpl(wrapper=True)
def pytest_collect_file():
    """Have nbval compare notebooks by the rules above."""
    collectors = yield
    for collector in collectors:
        if isinstance(collector, nbval.plugin.IPyNbFile):
            collector.__class__ = Notebook
    return collectors


def pytest_configure(config):
    """Set the environment of all processes that will be started."""
    if hasattr(config, "workerinput"):
        return  # it was inherited
    # Matplotlib keeps its list of fonts in build: the list of another installation, or many
    # processes that list fonts at once, would make it print warnings into figures.
    os.environ["MPLCONFIGDIR"] = str(config.rootpath / "build/matplotlib")
    from matplotlib import font_manager  # noqa: F401 - for what its import does

    if config.getoption("numprocesses", None):
        # There is a process for each core. With more threads than cores, those of OpenBLAS
        # wait for each other without giving a core away, and NumPy takes many times longer.
        for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS"):
            os.environ.setdefault(name, "1")

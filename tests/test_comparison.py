"""The comparison of notebooks in conftest.py, alone and as nbval uses it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import differences

import nbformat
import pytest

TABLE = "epoch      0   loss 6.31298\nepoch   1000   loss {}\n"
MATRIX = "W1:\n [[ 1.22 -1.03 -0.93]\n [ 0.22 -0.14  0.86]]\n"

EQUAL = [
    ("", ""),
    # one in the last of two digits or more
    ("loss 1.234", "loss 1.235"),
    ("-0.24", "-0.25"),
    ("1.0", "1.1"),
    ("0.10", "0.11"),
    ("0.0050", "0.0051"),
    ("8.9%", "9.0%"),
    ("(1.50, 2.50)", "(1.51, 2.49)"),
    ("700 × 1.50", "700 × 1.51"),
    (TABLE.format("0.27644"), TABLE.format("0.27643")),
    # the digits of the smaller count, the last digit of the finer
    ("1.00", "0.99"),
    ("10.0", "9.9"),
    ("0.1000", "0.0999"),
    ("9.99e-05", "1.00e-04"),
    ("1.50e-05", "1.51e-05"),
    ("1.5e+10", "1.6e+10"),
    ("[1.00e-05 2.50e-03]", "[1.01e-05 2.49e-03]"),
    # the sign of zero
    ("-0.00", "0.00"),
    ("+0.00", "-0.00"),
    ("-0.0e+00", "0.0e+00"),
    ("  1.22 times  -0.00", "  1.22 times   0.00"),
    ("[[ 0.5 -0. ]\n [ 1.   2. ]]", "[[0.5 0. ]\n [1.  2. ]]"),
    # NumPy's padding
    ("[ 1.70 -2.00]", "[1.70 -2.00]"),
    ("[ 1.5   0.19 -0.93]", "[  1.5    0.19  -0.93]"),
    ("[[0.85 0.92]\n [0.62 0.77]]", "[[ 0.85  0.92]\n [ 0.62  0.77]]"),
    ("M:\n [[1.5 2.5]]", "M:\n[[1.5 2.5]]"),
    ("epoch   1000\n", "epoch 1000 \n"),
    ("a  b\tc", "a b c"),
    ("[ True False]", "[True False]"),
    ("[nan 1.5]", "[ nan  1.5]"),
    (MATRIX, MATRIX.replace("0.22 -0.14", "0.23 -0.13")),
    # the zeros that NumPy leaves out
    ("[2.688  0.0594]", "[2.6881 0.0594]"),
    ("[0.5 0.6]", "[0.4999 0.6   ]"),
    ("[ 2.    1.25]", "[ 1.99  1.25]"),
    ("[10. 12.]", "[10.1 12. ]"),
    ("[1.5+0.j 2.5-1.j]", "[1.5+0.j 2.6-1.j]"),
]

DIFFERENT = [
    ("", "1"),
    # two in the last digit
    ("loss 1.234", "loss 1.236"),
    ("8.9%", "9.1%"),
    ("0.0998", "0.1000"),
    ("9.99e-05", "1.01e-04"),
    ("1.50e-05", "1.52e-05"),
    (TABLE.format("0.27644"), TABLE.format("0.27642")),
    (MATRIX, MATRIX.replace("0.86", "0.88")),
    ("[2.688  0.0594]", "[2.6882 0.0594]"),
    ("1.50e+50", "1.50e-50"),
    # fewer than two digits
    ("0.0", "0.1"),
    ("0.00", "0.01"),
    ("0.05", "0.06"),
    ("0.09", "0.10"),
    ("0.9", "1.0"),
    ("0.9%", "0.8%"),
    ("loss 0.00001", "loss 0.00000"),
    ("1e-05", "2e-05"),
    ("9e-05", "1e-04"),
    ("0.000000", "0.000001"),
    ("[ 0.    2.04]", "[0.01 2.04]"),
    ("-0.01", "0.00"),
    # whole numbers
    ("5", "6"),
    ("1000 of 1000", " 999 of 1000"),
    ("[ 919 1266]", "[ 920 1266]"),
    ("60 %", "61 %"),
    ("10.", "11."),
    ("in 15.\nThen", "in 16.\nThen"),
    # not written alike
    ("5", "5.0"),
    ("5", "5."),
    ("5.", "5.0"),
    ("1.50", "1.5"),
    ("1.50", "1.501"),
    ("0.00001", "1e-05"),
    ("1e-05", "1.0e-05"),
    ("1.00e-05", "1.001e-05"),
    ("2.75", "-2.75"),
    ("canary +0.56", "canary 0.56"),
    # neither in names nor in versions
    ("h1.50", "h1.51"),
    ("TensorFlow 2.21.0", "TensorFlow 2.22.0"),
    # more numbers, more lines
    ("1.5 2.5", "1.5"),
    ("[1.5 2.5 2.5]", "[1.5 2.5]"),
    ("1.5\n", "1.5\n\n"),
    ("1.5", "1.5\n"),
    ("[[1 2]\n [3 4]]", "[1 2 3 4]"),
    ("[[1.5 2.5]\n [3.5 4.5]]", "[[1.5 2.5] [3.5 4.5]]"),
    # letters
    ("a b", "ab"),
    ("a", "A"),
    ("1 2", "12"),
    ("a 1.5", "a1.5"),
    ("1.5 2.5", "1.52.5"),
    ("a [1.5]", "a[1.5]"),
    ("W1 [2]", "W1 [2"),
    ("nan", "0.00"),
    ("nan", "inf"),
    ("below 0.005: True", "below 0.005: False"),
    ("700 × 350", "700 x 350"),
    ("8.9%", "8.9 %"),
    ("8.9%", "8.9"),
]


@pytest.mark.parametrize("left, right", EQUAL)
def test_equal(left, right):
    assert differences(left, right) == differences(right, left) == []


@pytest.mark.parametrize("left, right", DIFFERENT)
def test_different(left, right):
    assert differences(left, right)
    assert differences(right, left)


@pytest.mark.parametrize(
    "stored, came, sentence",
    [
        ("loss\n0.97", "loss\n0.94", "line 2: 0.97 was stored, 0.94 came; 0.96 to 0.98"),
        (
            "2.00e-05",
            "1.97e-05",
            "2.00e-05 was stored, 1.97e-05 came; 1.99e-05 to 2.01e-05",
        ),
        ("-0.50", "-0.47", "-0.51 to -0.49 would do"),
        ("0.05", "0.06", "fewer than two digits must be equal"),
        ("10.", "11.", "numbers without decimals must be equal"),
        ("2.75", "-2.75", "the same sign"),
        ("1.50", "1.5e+00", "both must have an exponent, or none"),
        ("1.50", "1.5", "both must have as many decimals"),
        ("in  30 of 30", "in 29 of 30", "'in  30 of 30' was stored, 'in 29 of 30' came"),
        ("a\nb", "a", "line 2: 'b' was stored, nothing came."),
        ("a", "a\nb", "line 2: nothing was stored, 'b' came."),
    ],
)
def test_a_difference_says_what_came_and_which_rule_it_breaks(stored, came, sentence):
    (said,) = differences(stored, came)
    assert sentence in said


def test_every_line_that_differs_is_named():
    said = differences("1.50\n2.50\n3.50", "1.60\n2.50\n3.60")
    assert [sentence[:6] for sentence in said] == ["line 1", "line 3"]


SHOWN_AS_A_WIDGET = """from IPython.display import display
view = {"application/vnd.jupyter.widget-view+json": {"model_id": "1f"}}
display({"text/plain": "rmse 0.10", "image/png": "new", **view}, raw=True)"""


def picture(text):
    """The stored output of SHOWN_AS_A_WIDGET, without its view and with another picture."""
    return nbformat.v4.new_output(
        "display_data", data={"text/plain": text, "image/png": "old"}
    )


def printed(text):
    return nbformat.v4.new_output("stream", text=text)


# What a cell runs, its stored output, what nbval must say, and the reason in the report.
CELLS = [
    ("print('1.235')", printed("1.234\n"), "PASSED", None),
    (
        "print('1.236')",
        printed("1.234\n"),
        "FAILED",
        "stdout, line 1: 1.234 was stored, 1.236 came; 1.233 to 1.235 would do.",
    ),
    (
        "print('[1 2 3 4]')",
        printed("[[1 2]\n [3 4]]\n"),
        "FAILED",
        "lines must be the same",
    ),
    ("import warnings\nwarnings.warn('no')", None, "FAILED", "stderr, nothing was stored"),
    ("pass", printed("1.5"), "FAILED", "stdout, nothing came, and this was stored: 1.5"),
    (SHOWN_AS_A_WIDGET, picture("rmse 0.10"), "PASSED", None),
    (SHOWN_AS_A_WIDGET, picture("rmse 0.20"), "FAILED", "text/plain, line 1: 0.20"),
    ("1 / 0", None, "FAILED", "ZeroDivisionError"),
]


def test_nbval_compares_so_and_says_what_differs(tmp_path):
    cells = [
        nbformat.v4.new_code_cell(
            source, execution_count=count, outputs=[stored] if stored else []
        )
        for count, (source, stored, *_) in enumerate(CELLS, start=1)
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "small.ipynb")
    shutil.copy(Path(__file__).parents[1] / "conftest.py", tmp_path)
    options = "-v -p no:cacheprovider --nbval --nbval-current-env -rN small.ipynb"
    output = subprocess.run(
        [sys.executable, "-m", "pytest", *options.split()],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    ).stdout
    expected = [result for _, _, result, _ in CELLS]
    assert re.findall(r"::.* (PASSED|FAILED|ERROR)", output) == expected, output
    reports = output.split("Code cell [")[1:]
    numbers = [count for count, result in enumerate(expected, 1) if result == "FAILED"]
    for number, report in zip(numbers, reports, strict=True):
        assert report.startswith(f"{number}] of small.ipynb")
        assert CELLS[number - 1][3] in report, report

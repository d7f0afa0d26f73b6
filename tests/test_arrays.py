"""Arrays are taken with what they say of themselves, or refused with advice."""

from decimal import Decimal
from fractions import Fraction

from utils import (
    LinearNetwork,
    nearest,
    optimal_rmse,
    plot_loss,
    plot_residual,
    ppmi,
    sweep_hidden_sizes,
    train,
)
from utils.arrays import read_array
from utils.checks import check_matrix, check_observed
from utils.data import hide_answers
from utils.explorers import TableExplorer
from utils.plots import plot_table

import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

M = np.array([[1.0, 2.0, 0.0], [2.0, 1.0, 3.0]])
MASKED = np.ma.masked_array([[1, 2, 0], [2, 1, 999]], mask=[[0, 0, 0], [0, 0, 1]])
OBSERVED = np.array([[True, True, True], [True, True, False]])


class Quantity:
    """As of pint: numbers with a unit, which NumPy drops."""

    def __init__(self, magnitude, units="metre"):
        self.magnitude = np.asarray(magnitude)
        self.units = units

    def __array__(self, dtype=None, copy=None):
        return self.magnitude


class ValueWithUnit(np.ndarray):
    """As of astropy."""

    unit = "km"
    value = M


class Sparse:
    """As of SciPy: NumPy takes it for a single object."""

    ndim, shape = 2, M.shape

    def toarray(self):
        return M


def last_rmse(matrix, **arguments):
    network = LinearNetwork([*np.shape(matrix)[:1], 2, np.shape(matrix)[1]])
    return train(network, matrix, epochs=200, **arguments).rmse[-1]


@pytest.mark.parametrize(
    "given",
    [
        M.tolist(),
        M.astype("float16"),
        M.astype(">f8"),
        M.astype(int),
        M.astype(object),
        tf.constant(M),
        tf.cast(M, tf.bfloat16),
        tf.Variable(M),
        pd.DataFrame(M),
        pd.DataFrame(M).astype(int).convert_dtypes(),
        pd.DataFrame(M).astype("Sparse[float]"),
        pd.DataFrame(M).astype("category"),
        [[Decimal(int(x)) for x in row] for row in M],
        [[Fraction(int(x)) for x in row] for row in M],
        np.ma.masked_array(M),
        Quantity(M, "dimensionless"),
        memoryview(M),
        (range(1, 4), [0, 0, 0]),
    ],
    ids=lambda given: type(given).__name__,
)
def test_whatever_holds_real_numbers_is_read(given):
    expected = [[1, 2, 3], [0, 0, 0]] if isinstance(given, tuple) else M
    np.testing.assert_array_equal(check_matrix(given), expected)


def test_masked_entries_are_not_observed():
    matrix, observed = check_observed(MASKED, None, "float32")
    assert matrix.tolist() == [[1, 2, 0], [2, 1, 0]]
    np.testing.assert_array_equal(observed, OBSERVED)
    assert last_rmse(MASKED) == last_rmse(M, mask=OBSERVED)
    # The entries that are masked and those that a mask leaves out are both left out.
    mask = np.array([[False, True, True], [True, True, True]])
    assert last_rmse(MASKED, mask=mask) == last_rmse(M, mask=mask & OBSERVED)
    rows = [np.ma.masked_array(row, row == 999) for row in np.array(MASKED.data)]
    assert last_rmse(rows) == last_rmse(M, mask=OBSERVED)


def test_an_array_that_masks_everything_is_refused_by_its_own_name():
    with pytest.raises(ValueError, match="matrix must have an entry that is not masked"):
        last_rmse(np.ma.masked_all((2, 3)))


def test_an_array_that_masks_nothing_is_as_one_without_a_mask():
    assert check_observed(np.ma.masked_array(M), None, "float32")[1] is None


NULLABLE = pd.DataFrame({"a": [1, 2], "b": [2, 1], "c": [0, None]}).convert_dtypes()


@pytest.mark.parametrize(
    "matrix, mask",
    [
        (NULLABLE, NULLABLE.notna()),
        (NULLABLE, NULLABLE.notna().astype("boolean")),
        ([[1, 2, 0], [2, 1, None]], OBSERVED),
        ([[1, 2, 0], [2, 1, np.nan]], OBSERVED.tolist()),
        (np.array([[1, 2, 0], [2, 1, "late"]], object), OBSERVED),
        (pd.DataFrame(M).where(OBSERVED), OBSERVED),
    ],
)
def test_what_is_masked_may_be_anything(matrix, mask):
    assert last_rmse(matrix, mask=mask) == last_rmse(M, mask=OBSERVED)


HOLES = [
    [[1, 2, 0], [2, 1, None]],
    [[1, 2, 0], [2, 1, np.nan]],
    NULLABLE,
    pd.DataFrame(M).where(OBSERVED),
    np.array([[1, 2, 0], [2, 1, None]], object),
    tf.constant([[1.0, 2, 0], [2, 1, np.nan]]),
    np.ma.masked_array([[np.nan, 2, 0], [2, 1, 999]], mask=~OBSERVED),
]


@pytest.mark.parametrize("matrix", HOLES, ids=lambda matrix: type(matrix).__name__)
def test_the_advice_on_unknown_entries_works(matrix):
    with pytest.raises(
        ValueError, match=r"row \d, column \d .*: pass .* to leave"
    ) as refused:
        last_rmse(matrix)
    advice = str(refused.value).split(": pass ")[1].split(" to leave")[0]
    names = {"matrix": matrix, "numpy": np, "pandas": pd}
    if advice.startswith("mask="):
        assert np.isfinite(
            last_rmse(matrix, mask=eval(advice.removeprefix("mask="), names))
        )
    else:
        assert np.isfinite(last_rmse(eval(advice, names)))


@pytest.mark.parametrize("matrix", [*HOLES[:-1], MASKED])
@pytest.mark.parametrize(
    "function",
    [lambda m: optimal_rmse(m, 1), lambda m: sweep_hidden_sizes(m, [1], epochs=1)],
    ids=["optimal_rmse", "sweep"],
)
def test_no_advice_names_an_argument_that_is_not_there(function, matrix):
    with pytest.raises(ValueError, match="every entry; got .*: only train can leave"):
        function(matrix)


@pytest.mark.parametrize(
    "given, helps",
    [
        (Quantity(M), r"in metre: pass matrix\.magnitude"),
        (M.view(ValueWithUnit), r"in km: pass matrix\.value"),
        ([Quantity([1, 2]), Quantity([3, 4])], r"in metre: pass row\.magnitude"),
        (np.array([[Quantity(1), 2], [3, 4]], object), "in metre in row 0, column 0"),
        (Sparse(), r"sparse Sparse: pass matrix\.toarray\(\)"),
        (tf.sparse.from_dense(M), r"pass tf\.sparse\.to_dense\(matrix\)"),
        (
            np.array([[1, 2]], "m8[D]"),
            r"durations: divide them by numpy\.timedelta64\(1, 'D'",
        ),
        (pd.DataFrame({"a": pd.to_timedelta([1, 2], "h")}), "durations: divide"),
        (np.array([["2020-01-01", "NaT"]], "M8[D]"), "real number; got .*datetime64"),
        (np.array([[1 + 2j, 0]]), r"real number; got \(1\+2j\) in row 0, column 0"),
        ([["1", "2"], ["3", "4"]], "real number; got '1' in row 0, column 0"),
        (pd.DataFrame({"animal": ["cat"], "run": [1.0]}), "'animal'.*set_index"),
        (np.array([(1, 2.0)], [("a", int), ("b", float)]), r"a, b: pass pandas\.DataFrame"),
        ({"a": [1, 2]}, r"a dict: pass pandas\.DataFrame\(matrix\)"),
        (zip([1, 2], [3, 4], strict=True), r"a zip: pass list\(matrix\)"),
        ([{"a": 1}, {"a": 2}], r"a list of dicts: pass pandas\.DataFrame\(matrix\)"),
        (pd.DataFrame({"a": ["1,5", "2"]}), "'1,5' in the column 'a'.*pandas.to_numeric"),
        (np.array([[pd.Timedelta(1, "D")]], object), "real number; got Timedelta"),
        ({(1, 2), (3, 4)}, "a set, which has no order"),
        (tf.ragged.constant([[1.0, 2], [3]]), "the type RaggedTensor"),
        ([[1, 2], [3]], "rows of equal length"),
        ([[1, 2], 3], "rows of equal length"),
        (np.array([[1, np.inf]]), "finite; got inf in row 0, column 1"),
        (np.array([[1, 1e200]]), "below 1.3e.154.*divide the matrix"),
        (np.zeros((0, 3)), "at least one entry"),
        (None, "two dimensions"),
        ("abc", "two dimensions|real number"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_the_line_that_helps(given, helps):
    with pytest.raises((TypeError, ValueError), match=helps) as refused:
        optimal_rmse(given, 1)
    sentence = str(refused.value)
    assert sentence.endswith(".") and "\n" not in sentence


@pytest.mark.parametrize(
    "function",
    [
        lambda values: last_rmse(values),
        lambda values: sweep_hidden_sizes(values, [1], epochs=1),
        lambda values: ppmi(values),
        lambda values: nearest(values, ["a", "b"]),
        lambda values: hide_answers(values),
        lambda values: TableExplorer(values, ["a", "b"], ["c", "d", "e"]),
        lambda values: plot_table(values),
        lambda values: plot_residual(values, M),
        lambda values: plot_residual(M, values),
        lambda values: plot_loss(values),
        lambda values: LinearNetwork([3, 2, 2])(values),
    ],
)
def test_one_reader_serves_all_functions(function):
    with pytest.raises(TypeError, match=r"without units; got numbers in metre: pass"):
        function(Quantity(M))


def test_masked_entries_stay_unknown_in_every_function():
    ax = plot_residual(MASKED, M)
    assert np.isnan(np.ma.filled(ax.get_images()[0].get_array(), np.nan)[1, 2])
    assert not hide_answers(np.ma.masked_all((6, 4))).any()
    explorer = TableExplorer(MASKED, ["a", "b"], ["c", "d", "e"])
    assert explorer.asked["table"][2][3] == ""
    with pytest.raises(ValueError, match="finite and at least 0; got nan"):
        ppmi(MASKED)
    with pytest.raises(ValueError, match="weights must be finite"):
        LinearNetwork([2, 3]).assign([MASKED])


def test_a_mask_belongs_to_the_rows_and_columns_of_its_matrix():
    frame = pd.DataFrame(M, ["cat", "dog"], ["run", "eat", "fly"])
    observed = pd.DataFrame(OBSERVED, frame.index, frame.columns)
    assert last_rmse(frame, mask=observed) == last_rmse(M, mask=OBSERVED)
    for other in observed[::-1], observed[["fly", "run", "eat"]]:
        with pytest.raises(ValueError, match=r"same (index|columns).*reindex_like"):
            last_rmse(frame, mask=other)
        assert last_rmse(frame, mask=other.reindex_like(frame)) == last_rmse(
            M, mask=OBSERVED
        )


@pytest.mark.parametrize(
    "mask", [OBSERVED.astype(int), np.ma.masked_array(OBSERVED, ~OBSERVED), NULLABLE]
)
def test_a_mask_is_true_or_false_everywhere(mask):
    with pytest.raises((TypeError, ValueError), match="mask must be"):
        last_rmse(M, mask=mask)


@pytest.mark.parametrize("scale", [1e-25, 1e-50, 1e-200, 1e15])
def test_small_and_large_entries_are_warned_of(scale):
    with pytest.warns(RuntimeWarning, match="divided by it"):
        last_rmse(M * scale)


@pytest.mark.parametrize("scale", [2.0**-600, 2.0**-60, 2.0**400])
def test_the_exact_optimum_follows_the_scale(scale):
    assert optimal_rmse(M * scale, 1) == optimal_rmse(M, 1) * scale


def test_float16_is_no_rounder_than_it_says():
    tiny = np.array([[6e-8, 0], [0, 6e-8]], "float16")  # its square is zero in float16
    assert optimal_rmse(tiny, 1) == pytest.approx(float(tiny[0, 0]) / 2)


def test_a_sweep_refuses_what_its_losses_cannot_hold():
    with pytest.raises(ValueError, match="root mean square above 1e-140"):
        sweep_hidden_sizes(M * 1e-170, [1], epochs=1)


def test_one_reader_gives_nan_for_all_that_is_unknown():
    unknown = [1, None, np.nan, pd.NA, Decimal("nan"), float("nan")]
    assert np.isnan(read_array("values", unknown)).tolist() == [False] + [True] * 5
    assert np.isnan(read_array("values", [[1, np.ma.masked]])).tolist() == [[False, True]]

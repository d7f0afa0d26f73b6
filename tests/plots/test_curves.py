"""What curves and bars show, read off their artists, because nbval compares no figures."""

from utils import (
    LINE_STYLES,
    History,
    plot_convergence,
    plot_fractions,
    plot_lines,
    plot_loss,
    plot_modes,
    plot_repeats,
    plot_rmse,
)

import numpy as np
import pandas as pd
import pytest


def labels(ax):
    return [text.get_text() for text in ax.texts if text.get_gid() == "label"]


def lines(ax):
    return {line.get_label(): line for line in ax.get_lines()}


def test_lines_are_y_or_x_and_y_or_a_height():
    ax = plot_lines(
        {"momentum": [3, 2, 1], "dots": ([0, 2], [3, 1]), "limit": 0.5},
        xlabel="epoch",
        ylabel="RMSE",
        log="y",
        styles={"limit": "optimum", "dots": {"color": "red", "linestyle": ""}},
        markers={"dots": "o"},
    )
    found = lines(ax)
    assert list(found) == labels(ax) == ["momentum", "dots", "limit"]
    assert found["momentum"].get_xydata().tolist() == [[0, 3], [1, 2], [2, 1]]
    assert found["momentum"].get_color() == LINE_STYLES["momentum"]["color"]
    assert found["dots"].get_xydata().tolist() == [[0, 3], [2, 1]]
    assert (found["dots"].get_marker(), found["dots"].get_color()) == ("o", "red")
    assert set(found["limit"].get_ydata()) == {0.5}
    assert found["limit"].get_color() == "black"
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("epoch", "RMSE")


@pytest.mark.parametrize("log", ["", "x", "y", "xy"])
def test_lines_have_the_logarithmic_axes_they_ask_for(log):
    ax = plot_lines(
        {"a": ([1, 10], [1, 100])}, xlabel="x", ylabel="y", log=log, markers="o"
    )
    assert ax.get_xscale() == ("log" if "x" in log else "linear")
    assert ax.get_yscale() == ("log" if "y" in log else "linear")
    assert lines(ax)["a"].get_marker() == "o"


def test_an_unknown_log_axis_is_refused():
    with pytest.raises(ValueError, match="log must be .*; got 'z'"):
        plot_lines({"a": [1]}, xlabel="", ylabel="", log="z")


def test_a_loss_is_a_curve_on_a_log_axis_with_its_optimum():
    ax = plot_loss([1, 0.1], optimum=0.05, label="gradient descent")
    assert labels(ax) == ["gradient descent", "optimum: 0.05"]
    assert lines(ax)["gradient descent"].get_ydata().tolist() == [1, 0.1]
    colour = LINE_STYLES["gradient descent"]["color"]
    assert lines(ax)["gradient descent"].get_color() == colour
    assert ax.get_yscale() == "log"
    assert ax.get_ylabel() == "loss (mean squared error)"


def test_losses_are_no_history():
    with pytest.raises(TypeError, match="history must be what train returned; got list"):
        plot_rmse([1.0, 0.5])


def test_a_history_is_its_rmse_on_a_log_axis_with_the_optimum_as_a_line():
    history = History(np.array([4.0, 1.0, 0.25]), "epochs")
    ax = plot_rmse(history, optimum=0.4)
    np.testing.assert_array_equal(lines(ax)["network"].get_xdata(), [0, 1, 2])
    np.testing.assert_allclose(lines(ax)["network"].get_ydata(), [2, 1, 0.5])
    np.testing.assert_allclose(lines(ax)["optimum: 0.4"].get_ydata(), 0.4)
    assert (ax.get_yscale(), ax.get_xlabel(), ax.get_ylabel()) == ("log", "epoch", "RMSE")


def test_many_runs_are_their_median_and_band():
    rmse = np.tile(np.arange(1.0, 102.0), (2, 1))  # two epochs of 101 runs
    ax = plot_rmse(History(rmse**2, "epochs"))
    np.testing.assert_allclose(lines(ax)["median of 101 runs"].get_ydata(), 51)
    band = ax.collections[0].get_paths()[0].vertices[:, 1]
    assert (band.min(), band.max()) == pytest.approx((6, 96))


def test_optimum_zero_is_named_though_no_line_can_show_it():
    ax = plot_rmse(History(np.ones(3), "epochs"), optimum=0.0)
    assert len(lines(ax)["optimum: 0"].get_xdata()) == 0
    assert labels(ax) == ["network", "optimum: 0"]


def test_convergence_is_percent_with_all_of_them_as_a_line():
    ax = plot_convergence(
        {"Adam, decaying learning rate": [0, 0.5, 1], "mine": [0, 0, 0.25]}
    )
    percent = {label: list(line.get_ydata()) for label, line in lines(ax).items()}
    assert percent == {
        "Adam, decaying learning rate": [0, 50, 100],
        "mine": [0, 0, 25],
        "all runs": [100, 100],
    }
    assert labels(ax) == list(percent)
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("epoch", "fraction of runs converged, %")


def test_fractions_are_labelled_bars_below_a_line_at_all():
    ax = plot_fractions({"normal": {1: 0.6, 2: 0.25}, "orthogonal": {1: 1, 2: 0.95}})
    assert [bar.get_height() for bar in ax.patches] == [60, 25, 100, 95]
    assert [text.get_text() for text in ax.texts] == ["60", "25", "100", "95"]
    assert [text.get_text() for text in ax.get_xticklabels()] == ["1", "2"]
    assert set(ax.get_lines()[0].get_ydata()) == {100}
    centres = [bar.get_x() + bar.get_width() / 2 for bar in ax.patches]
    np.testing.assert_allclose(np.reshape(centres, (2, 2)).mean(axis=0), [0, 1])
    hatches = ax.patches[0].get_hatch(), ax.patches[2].get_hatch()
    assert hatches[0] != hatches[1]  # so that bars differ without colours as well


def test_repeats_are_joined_and_have_their_median():
    ax = plot_repeats({"one": [1, 2, 4], "two": [1e-3, 1e-2, 1e-1]})
    joined = [list(line.get_ydata()) for line in ax.get_lines()]
    assert joined == [[1, 1e-3], [2, 1e-2], [4, 1e-1]]
    medians = [segment[0][1] for segment in ax.collections[0].get_segments()]
    assert medians == [2, 1e-2] and ax.get_yscale() == "log"
    assert [text.get_text() for text in ax.get_xticklabels()] == ["one", "two"]


def test_modes_carry_their_singular_values_theory_and_half_times():
    run, theory = [[0, 0], [1, 0.5], [2, 1]], [[0, 0], [1.1, 0.4], [2, 1]]
    ax = plot_modes([0, 5, 10], run, [2, 1], theory, [5, 6])
    np.testing.assert_array_equal(lines(ax)["mode 1"].get_ydata(), [0, 1, 2])
    np.testing.assert_array_equal(lines(ax)["mode 2"].get_xdata(), [0, 5, 10])
    levels = [
        set(line.get_ydata()) for line in ax.get_lines() if line.get_linestyle() == ":"
    ]
    assert levels == [{2}, {1}]
    black = [
        line
        for line in ax.get_lines()
        if line.get_color() == "black" and line.get_marker() == "None"
    ]
    np.testing.assert_array_equal(
        [line.get_ydata() for line in black], np.transpose(theory)
    )
    (crosses,) = [line for line in ax.get_lines() if line.get_marker() == "x"]
    np.testing.assert_array_equal(crosses.get_xydata(), [[5, 1], [6, 0.5]])
    assert labels(ax) == ["mode 1", "mode 2"]


@pytest.mark.parametrize(
    "line, said",
    [
        (([1, 2], [1]), "2 numbers, one for each x; got the shape"),
        (np.ones((3, 2)), "a list of numbers; got the shape"),
        (["x", "y"], "real number; got 'x'"),
    ],
)
def test_what_is_no_line_is_refused_by_its_name(line, said):
    with pytest.raises((TypeError, ValueError), match=f"mine.* must be .*{said}"):
        plot_lines({"mine": line}, xlabel="x", ylabel="y")


def test_unknown_values_leave_gaps():
    masked = np.ma.masked_array([1, 2, 3], [False, True, False])
    nullable = pd.Series([1, None, 3], index=[5, 6, 7], dtype="Float64")
    ax = plot_lines({"a": masked, "b": nullable}, xlabel="x", ylabel="y")
    first, second = ax.get_lines()
    assert np.isnan(first.get_ydata()).tolist() == [False, True, False]
    assert np.isnan(second.get_ydata()).tolist() == [False, True, False]
    assert second.get_xdata().tolist() == [5, 6, 7]

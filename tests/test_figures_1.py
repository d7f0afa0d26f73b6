"""What the figures of 1_Experiments show, drawn from small made-up results."""

import utils

import numpy as np
import pytest
import tensorflow as tf

CHAPTER = "1_Experiments"


def labelled(ax):
    return {line.get_label(): line for line in ax.get_lines()}


def upright(ax):
    """The places of the vertical lines."""
    xs = [set(line.get_xdata()) for line in ax.get_lines() if len(line.get_xdata()) == 2]
    return sorted(x.pop() for x in xs if len(x) == 1)


def history(*rmse):
    return utils.History(np.square(rmse), "epochs")


def test_the_way_from_the_saddle_carries_its_optimum(drawn, capsys):
    matrix, beside = np.eye(2), utils.LinearNetwork([2, 1, 2])
    start = [weight.numpy() for weight in beside.weights]
    names = {"beside": beside, "nudged": start, "M": matrix, "optimum": 0.5, "tf": tf}
    names["the_wait"] = utils.Bet("beside a saddle")
    (ax,) = drawn(CHAPTER, "beside.assign(nudged)  #", **names)
    run = labelled(ax)["gradient descent"].get_ydata()
    beside.assign(start)
    first = np.sqrt(np.mean((beside.end_to_end() - matrix) ** 2))
    assert run[0] == pytest.approx(first, rel=1e-5) and run[-1] == pytest.approx(0.5)
    assert set(labelled(ax)["optimum: 0.5000"].get_ydata()) == {0.5}
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_yscale()) == (
        "epoch",
        "rmse",
        "linear",
    )


def test_the_sweep_is_drawn_over_its_optima(drawn):
    tables = {
        "A": utils.random_matrix((6, 8), seed=0),
        "B1": utils.low_rank_matrix((6, 8), rank=2, seed=0),
        "B2": utils.low_rank_matrix((6, 8), rank=3, seed=0),
    }
    sweeps = {name: history([5.0 + i, 4.0 + i]) for i, name in enumerate(tables)}
    names = {"tables": tables, "sweeps": sweeps, "sizes": [2, 4], "shape": (6, 8)}
    (ax,) = drawn(CHAPTER, "dashed: exact optimum", inner={"B1": 2, "B2": 3}, **names)
    assert ax.get_yscale() == "linear" and list(ax.get_xticks()) == [2, 3, 6, 50]
    optima = [line for line in ax.get_lines() if line.get_color() == "black"]
    for i, (name, optimum) in enumerate(zip(tables, optima, strict=True)):
        values = np.linalg.svd(tables[name], compute_uv=False)
        best = [np.sqrt(np.sum(values[h:] ** 2) / 48) for h in range(1, 5)]
        np.testing.assert_allclose(optimum.get_ydata(), best, atol=1e-12)
        markers = labelled(ax)[name].get_xydata()
        np.testing.assert_allclose(markers, [[2, 5 + i], [4, 4 + i]])
    assert {text.get_text() for text in ax.texts} >= {"A", "B1", "B2"}


def test_shares_before_and_after_are_drawn(drawn):
    def shares(W1, table):
        return W1 + table

    before, after = np.array([0.1, 0.2]), {"A": np.array([1, 0]), "B1": np.array([0, 1])}
    names = {"shares": shares, "tables": {"A": 0, "B1": 0.5}, "start": before}
    names |= {"found": lambda name: (after[name], None), "sizes": [7], "position": 0}
    axes = drawn(CHAPTER, 'label="before"', **names)
    for ax, name, more in zip(axes, ["A", "B1"], [0, 0.5], strict=True):
        assert ax.get_title() == f"{name}, h = 7"
        lines = labelled(ax)
        np.testing.assert_allclose(
            lines["before"].get_xydata(), [[1, 0.1 + more], [2, 0.2 + more]]
        )
        np.testing.assert_allclose(lines["after"].get_ydata(), after[name] + more)


def test_the_elbow_is_drawn_with_its_optimum(drawn):
    noisy, to_clean = utils.random_matrix((4, 5), seed=0), np.array([0.3, 0.1, 0.2])
    names = {"noisy": noisy, "sizes": [1, 3, 4], "to_clean": to_clean, "r": 3}
    names["history"] = history([1.0, 0.5, 0.0])
    names["closest"] = utils.Bet("closest to the clean table")
    (ax,) = drawn(CHAPTER, 'label="to clean"', **names)
    lines = labelled(ax)
    best = [utils.best_rmse(noisy, size) for size in range(1, 5)]
    np.testing.assert_allclose(lines["optimum"].get_ydata(), best)
    np.testing.assert_allclose(lines["to noisy"].get_xydata(), [[1, 1], [3, 0.5], [4, 0]])
    np.testing.assert_allclose(
        lines["to clean"].get_xydata(), [[1, 0.3], [3, 0.1], [4, 0.2]]
    )
    assert ax.get_yscale() == "linear" and ax.get_ylim()[0] == 0


def test_both_thresholds_stand_in_both_panels(drawn):
    share, saved = np.array([[1, 0.5], [1, 0.1], [1, 0.3]]), np.array([[2, 1.0]] * 3)
    names = {"share": share, "saved": saved, "levels": np.array([0.1, 0.2])}
    axes = drawn(CHAPTER, "share of $u_3$ found", pays=0.31, detected=0.54, **names)
    for ax, draws in zip(axes, [share, saved], strict=True):
        assert upright(ax) == [0.31, 0.54]
        *thin, median = ax.get_lines()[:4]
        np.testing.assert_array_equal([line.get_ydata() for line in thin], draws)
        np.testing.assert_array_equal(median.get_ydata(), np.median(draws, axis=0))
    texts = [text.get_text() for text in axes[0].texts]
    assert texts == ["pays to 0.31", "detected to 0.54"]


def test_batches_are_drawn_with_the_constant_rate_beside(drawn):
    courses = {20: np.array([3.0, 1]), 5: np.array([2.0, 0.1]), 2: np.array([1.0, 0])}
    names = {"courses": courses, "small": 2, "trembling": np.array([1, 0.5])}
    (ax,) = drawn(CHAPTER, "passes over the table", **names)
    lines = labelled(ax)
    assert ax.get_yscale() == "log"
    for batch, course in courses.items():
        expected = np.maximum(course, 1e-6)
        np.testing.assert_array_equal(lines[f"{batch} rows"].get_ydata(), expected)
    constant = lines["2, constant"]
    np.testing.assert_array_equal(constant.get_ydata(), [1, 0.5])
    assert constant.get_color() == utils.LOOKS["Adam, constant rate"]["color"]

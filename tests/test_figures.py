"""What the notebooks' figures show, drawn from small made-up results.

nbval compares no pictures; and to run a whole notebook for its figures would take long.
"""

from pathlib import Path

import matplotlib
import nbformat
import numpy as np
import pytest

matplotlib.use("agg")
import utils

import matplotlib.pyplot as plt

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


@pytest.fixture
def drawn(monkeypatch):
    """A function that runs the one cell with this text on made-up names: its axes."""

    def run(notebook, text, **names):
        cells = nbformat.read(NOTEBOOKS / f"{notebook}.ipynb", as_version=4).cells
        (cell,) = [c for c in cells if c.cell_type == "code" and text in c.source]
        monkeypatch.setattr(plt, "show", lambda: None)
        exec(cell.source, {"np": np, "plt": plt, "utils": utils, **vars(utils), **names})
        axes = plt.gcf().axes
        plt.close("all")
        return axes

    return run


def lines(ax):
    return {line.get_label(): line for line in ax.get_lines()}


def level(line):
    """The height of a horizontal line."""
    (height,) = set(line.get_ydata())
    return height


def upright(ax):
    """The places of the vertical lines."""
    xs = [set(line.get_xdata()) for line in ax.get_lines() if len(line.get_xdata()) == 2]
    return sorted(x.pop() for x in xs if len(x) == 1)


# ---------------------------------------------------------------------- 0_Problem

WORDS = {"rows": ["cat", "dog"], "columns": ["run", "jump", "laugh", "sleep"]}


def test_the_network_is_drawn_with_all_its_weights_and_words(drawn):
    (ax,) = drawn("0_Problem", "layers = [rows", **WORDS)
    assert len(ax.get_lines()) == 6 + 12
    texts = {text.get_text() for text in ax.texts}
    assert texts >= {"cat", "dog", "run", "jump", "laugh", "sleep", "$W_1$", "$W_2$"}


def test_the_loss_curve_is_the_loss(drawn):
    (ax,) = drawn("0_Problem", "ax.plot(losses)", losses=[3.0, 2.0, 1.0])
    np.testing.assert_array_equal(ax.get_lines()[0].get_ydata(), [3, 2, 1])
    assert ax.get_yscale() == "log" and "loss" in ax.get_ylabel()


def test_table_product_and_residual_are_shown(drawn):
    matrix, product = utils.word_table()[0], np.full((2, 4), 0.5)
    axes = drawn("0_Problem", "plot_residual(", M=matrix, product=product, **WORDS)
    images = [ax.get_images()[0].get_array() for ax in axes[:3]]
    for image, entries in zip(images, [matrix, product, matrix - product], strict=True):
        np.testing.assert_array_equal(image, entries)


def test_both_starts_are_drawn(drawn):
    first, other = np.eye(2), 2 * np.eye(2)
    names = {"W1": first, "W2": utils.word_table()[0], "V1": other, "V2": other}
    columns = {"columns": ["run", "jump", "laugh", "sleep"], "rows": ["cat", "dog"]}
    names["V2"] = utils.word_table()[0] / 2
    axes = drawn("0_Problem", '"another start"', **names, **columns)
    assert [ax.get_title() for ax in axes] == ["first start", "another start"]
    for ax in axes:
        rows, columns = (np.column_stack([arrow.U, arrow.V]) for arrow in ax.collections)
        np.testing.assert_allclose(rows @ columns.T, utils.word_table()[0])


def test_shares_are_drawn(drawn):
    names = {"share": np.array([0, 0.5]), "decayed_share": np.array([0.1, 1])}
    (ax,) = drawn("0_Problem", "decayed_share, ", **names)
    assert level(lines(ax)["all restarts"]) == 100
    constant, falling = "Adam, constant rate 0.001", "Adam, rate falling from 0.03 to 0"
    np.testing.assert_array_equal(lines(ax)[constant].get_ydata(), [0, 50])
    np.testing.assert_array_equal(lines(ax)[falling].get_ydata(), [10, 100])


def test_rate_times_curvature_is_drawn_with_its_limit(drawn):
    names = {
        "epoch": np.arange(3),
        "loss": np.array([3.0, 2, 1]),
        "s": np.array([1.0, 30, 38]),
    }
    top, *below = drawn("0_Problem", "limit: 38", limit=38.0, **names)
    assert top.get_yscale() == "log"
    np.testing.assert_array_equal(top.get_lines()[0].get_ydata(), [3, 2, 1])
    for ax in below:
        assert level(lines(ax)["limit: 38"]) == 38
        np.testing.assert_array_equal(ax.get_lines()[0].get_ydata(), [1, 30, 38])


# ------------------------------------------------------------------ 1_Experiments


def history(*rmse):
    return utils.History(np.square(rmse), "epochs")


def test_three_checks_carry_their_optimum(drawn):
    histories = [history(2.0, 1.0), history(1.0, 0.1), history(3.0, 1.0)]
    axes = drawn("1_Experiments", "cases = [", histories=histories)
    first, second, third = axes
    assert level(lines(second)["exact optimum: 0.075328"]) == pytest.approx(0.07532797)
    for ax in (first, third):
        assert "exact optimum: 0" in lines(ax)
    assert second.get_title() == "4 × 8, h = 3"
    np.testing.assert_allclose(lines(second)["network"].get_ydata(), [1, 0.1])


def test_the_sweep_is_drawn_over_its_optima(drawn):
    matrices = {
        "A": utils.random_matrix((40, 80), seed=0),
        "B1": utils.low_rank_matrix((40, 80), rank=3, seed=0),
        "B2": utils.low_rank_matrix((40, 80), rank=15, seed=0),
    }
    sweeps = {name: history([5.0 + i, 4.0 + i]) for i, name in enumerate(matrices)}
    names = {"matrices": matrices, "sweeps": sweeps, "sizes": [2, 3]}
    (ax,) = drawn("1_Experiments", "every_size", **names)
    assert ax.get_yscale() == "log" and upright(ax) == [3, 15, 40]
    for i, (name, last) in enumerate([("A", 39), ("B1", 2), ("B2", 14)]):
        optimum, network = (
            lines(ax)[f"{name}, {which}"] for which in ("optimum", "network")
        )
        assert list(optimum.get_xdata()) == list(range(1, last + 1))
        sigma = np.linalg.svd(matrices[name], compute_uv=False)
        best = [np.sqrt(np.sum(sigma[h:] ** 2) / 3200) for h in range(1, last + 1)]
        np.testing.assert_allclose(optimum.get_ydata(), best)
        np.testing.assert_allclose(network.get_xydata(), [[2, 5 + i], [3, 4 + i]])


def test_the_elbow_is_drawn_at_the_true_rank(drawn):
    best, to_clean = np.linspace(1, 0.1, 39), np.array([0.3, 0.1, 0.2])
    names = {"best": best, "some": [1, 3, 40], "to_clean": to_clean, "rank": 3}
    names["history"] = history([1.0, 0.5, 0.0])
    (ax,) = drawn("1_Experiments", "error to the clean matrix", **names)
    assert upright(ax) == [3] and ax.get_yscale() == "log"
    shown = lines(ax)
    np.testing.assert_array_equal(shown["exact optimum (noisy)"].get_ydata(), best)
    expected = [[1, 1], [3, 0.5]]
    np.testing.assert_allclose(shown["error to the noisy matrix"].get_xydata(), expected)
    expected = [[1, 0.3], [3, 0.1], [40, 0.2]]
    np.testing.assert_allclose(shown["error to the clean matrix"].get_xydata(), expected)


def test_batches_are_drawn(drawn):
    curves = {2000: [3.0, 1], 256: [2.0, 1], 64: [1.0, 0.5]}
    (ax,) = drawn("1_Experiments", 'title="batches of"', curves=curves)
    assert ax.get_yscale() == "log"
    labels = ["2000 rows, 1 an epoch", "256 rows, 8 an epoch", "64 rows, 32 an epoch"]
    for label, rmse in zip(labels, curves.values(), strict=True):
        np.testing.assert_array_equal(lines(ax)[label].get_ydata(), rmse)


def test_optimizers_are_drawn(drawn):
    names = ["SGD", "momentum", "RMSprop", "Adam", "Adam, falling rate"]
    below = {
        name: np.array([[False, False], [i > 2, True]]) for i, name in enumerate(names)
    }
    (ax,) = drawn("1_Experiments", "starts below 1e-5, %", below=below)
    for i, name in enumerate(names):
        expected = [0, 100 if i > 2 else 50]
        np.testing.assert_array_equal(lines(ax)[name].get_ydata(), expected)


# ------------------------------------------------------------------- 2_DeepLinear


def test_counts_are_bars_below_a_line_at_all_restarts(drawn):
    (ax,) = drawn("2_DeepLinear", "def draw_counts", few=[0, 5], first_recipe=[1, 0.06])
    assert [bar.get_height() for bar in ax.patches] == pytest.approx([100, 6])
    assert [text.get_text() for text in ax.texts] == ["100", "6"]
    assert [text.get_text() for text in ax.get_xticklabels()] == ["0", "5"]
    assert set(ax.get_lines()[0].get_ydata()) == {100}


def test_theory_lies_over_the_run_with_the_half_times_marked(drawn):
    epoch, s = np.arange(3), np.array([4.0, 3, 2, 1])
    run, curve = np.full((3, 4), s * 0.9), np.full((3, 4), s * 0.8)
    names = {"epoch": epoch, "s": s, "measured": run, "curve": curve}
    halves = np.array([0.5, 1, 1.5, 2])
    (ax,) = drawn("2_DeepLinear", "def draw_theory", predicted=halves, **names)
    *curves, marks = ax.get_lines()
    np.testing.assert_array_equal([line.get_ydata() for line in curves[:4]], run.T)
    np.testing.assert_array_equal([line.get_ydata() for line in curves[4:]], curve.T)
    np.testing.assert_array_equal(marks.get_xydata(), np.column_stack([halves, s / 2]))
    labels = [text.get_text() for text in ax.get_legend().get_texts()]
    assert labels[-2:] == ["theory", "predicted half-time"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("epoch", "strength of the mode")


def test_errors_show_every_draw_and_the_median(drawn):
    errors = np.array([[1.0, 3, 5], [0.1, 0.2, 0.9]])
    names = {"depths": [1, 2], "seen_errors": errors / 10, "unseen_errors": errors}
    seen, unseen = drawn("2_DeepLinear", "def draw_errors", **names)
    points, median = unseen.get_lines()[2:4]
    np.testing.assert_array_equal(points.get_ydata(), [0.1, 0.2, 0.9])
    np.testing.assert_array_equal(points.get_xdata(), [2, 2, 2])
    assert set(median.get_ydata()) == {0.2}
    assert seen.get_yscale() == unseen.get_yscale() == "log"
    assert seen.get_lines()[0].get_ydata()[0] == 0.1


def test_start_and_rate_are_pairs_of_bars(drawn):
    shares = [[0.6, 0.1, 0.2], [0.5, 0.9, 1.0]]
    names = {"kinds": ["a", "b", "c"], "rates": [0.03, 0.002], "shares": shares}
    (ax,) = drawn("2_DeepLinear", 'title="rate"', **names)
    heights = [bar.get_height() for bar in ax.patches]
    assert heights == pytest.approx([60, 10, 20, 50, 90, 100])
    middles = [bar.get_x() + bar.get_width() / 2 for bar in ax.patches]
    np.testing.assert_array_equal(np.round(middles), [0, 1, 2, 0, 1, 2])
    assert [text.get_text() for text in ax.get_xticklabels()] == ["a", "b", "c"]
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == ["from 0.03", "from 0.002"]


def test_courses_show_loss_strengths_and_singular_values(drawn):
    epoch, s = np.arange(0, 30, 10), np.array([4.0, 3, 2, 1])
    strengths, singular, loss = np.outer([0, 1, 2], s), np.outer([1, 2, 3], s), np.ones(30)
    courses = {depth: (epoch, strengths, singular, loss) for depth in (1, 2, 3, 4)}
    axes = drawn("2_DeepLinear", "in zip(axes.T, courses", courses=courses, s=s)
    assert [ax.get_title() for ax in axes[:2]] == ["0 hidden layers", "1 hidden layer"]
    np.testing.assert_array_equal(axes[0].get_lines()[0].get_ydata(), loss)
    for k, three in enumerate(zip(*[iter(axes[4].get_lines())] * 3, strict=True)):
        black, mode, target = three
        np.testing.assert_array_equal(black.get_xydata()[:, 1], singular[:, k])
        np.testing.assert_array_equal(mode.get_xydata(), np.c_[epoch, strengths[:, k]])
        assert mode.get_label() == f"mode {k + 1}"
        assert set(target.get_ydata()) == {s[k]}

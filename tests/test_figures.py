"""What the notebooks' own figures show: nbval compares no pictures."""

from pathlib import Path

import matplotlib
import nbformat
import numpy as np
import pytest
from IPython.core.inputtransformer2 import TransformerManager

matplotlib.use("agg")
import matplotlib.pyplot as plt

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


def run(stem):
    """Run a notebook's code here; return its figures, in order, and its names."""
    figures, names = [], {}
    cells = nbformat.read(NOTEBOOKS / f"{stem}.ipynb", as_version=4).cells
    with pytest.MonkeyPatch.context() as patch, matplotlib.rc_context():
        patch.setattr(plt, "show", lambda: figures.append(plt.gcf()))
        for cell in cells:
            if cell.cell_type == "code":
                exec(TransformerManager().transform_cell(cell.source), names)
    plt.close("all")
    return figures, names


@pytest.fixture(scope="module")
def problem():
    return run("0_Problem")


@pytest.fixture(scope="module")
def experiments():
    return run("1_Experiments")


def lines(ax):
    return {line.get_label(): line for line in ax.get_lines()}


def level(line):
    """The height of a horizontal line."""
    assert len(set(line.get_ydata())) == 1
    return line.get_ydata()[0]


def upright(ax):
    """The places of the vertical lines."""
    xs = [set(line.get_xdata()) for line in ax.get_lines() if len(line.get_xdata()) == 2]
    return sorted(x.pop() for x in xs if len(x) == 1)


@pytest.mark.parametrize("notebook", ["problem", "experiments"])
def test_axes_have_labels(notebook, request):
    figures, _ = request.getfixturevalue(notebook)
    for figure in figures:
        for ax in figure.axes:
            bar = hasattr(ax, "_colorbar")
            if ax.axison and not bar and not ax.get_images():
                below = ax.get_subplotspec().is_last_row()  # panels may share the x-axis
                assert ax.get_ylabel() and (ax.get_xlabel() or not below)


def test_the_network_is_drawn_with_all_its_weights_and_words(problem):
    ax = problem[0][0].axes[0]
    assert len(ax.get_lines()) == 6 + 12
    texts = {text.get_text() for text in ax.texts}
    assert texts >= {"cat", "dog", "run", "jump", "laugh", "sleep", "$W_1$", "$W_2$"}


def test_the_loss_curve_is_the_loss(problem):
    ax = problem[0][1].axes[0]
    np.testing.assert_array_equal(ax.get_lines()[0].get_ydata(), problem[1]["losses"])
    assert ax.get_yscale() == "log"


def test_table_product_and_residual_are_shown(problem):
    images = [ax.get_images()[0] for ax in problem[0][2].axes if ax.get_images()]
    names = problem[1]
    expected = [
        names["M"],
        names["W1"] @ names["W2"],
        names["M"] - names["W1"] @ names["W2"],
    ]
    for image, entries in zip(images, expected, strict=True):
        np.testing.assert_array_equal(image.get_array(), entries)
    assert images[0].get_clim() == images[1].get_clim()
    assert images[2].get_clim()[0] == -images[2].get_clim()[1]


def test_both_starts_are_drawn(problem):
    left, right = problem[0][3].axes
    assert (left.get_title(), right.get_title()) == ("first start", "another start")
    for ax in (left, right):
        rows, columns = (np.column_stack([arrow.U, arrow.V]) for arrow in ax.collections)
        np.testing.assert_allclose(rows @ columns.T, problem[1]["M"], atol=0.01)


def test_shares_and_limit_are_drawn(problem):
    figures, names = problem
    drawn = lines(figures[4].axes[0])
    assert level(drawn["all restarts"]) == 100
    constant, falling = "Adam, constant rate 0.001", "Adam, rate falling from 0.03 to 0"
    for label, share in [(constant, "share"), (falling, "decayed_share")]:
        np.testing.assert_array_equal(drawn[label].get_ydata(), 100 * names[share])
    top, *below = figures[5].axes
    assert top.get_yscale() == "log"
    for ax in below:
        assert level(lines(ax)["limit: 38"]) == pytest.approx(38)
        assert ax.get_lines()[0].get_ydata()[-1] == names["s"][-1]


def test_three_checks_carry_their_optimum(experiments):
    first, second, third = experiments[0][0].axes
    assert level(lines(second)["exact optimum: 0.075328"]) == pytest.approx(0.07532797)
    for ax in (first, third):
        assert "exact optimum: 0" in lines(ax)
    assert second.get_title() == "4 × 8, h = 3"


def test_the_sweep_is_drawn_over_its_optima(experiments):
    figures, names = experiments
    ax = figures[1].axes[0]
    assert ax.get_yscale() == "log" and upright(ax) == [3, 15, 40]
    for name, last in [("A", 39), ("B1", 2), ("B2", 14)]:
        optimum, network = (
            lines(ax)[f"{name}, {which}"] for which in ("optimum", "network")
        )
        assert list(optimum.get_xdata()) == list(range(1, last + 1))
        sigma = np.linalg.svd(names["matrices"][name], compute_uv=False)
        best = [np.sqrt(np.sum(sigma[h:] ** 2) / 3200) for h in range(1, last + 1)]
        np.testing.assert_allclose(optimum.get_ydata(), best)
        assert list(network.get_xdata()) == names["sizes"]
        np.testing.assert_array_equal(network.get_ydata(), names["sweeps"][name].rmse[-1])


def test_the_elbow_is_drawn_at_the_true_rank(experiments):
    ax = experiments[0][2].axes[0]
    assert upright(ax) == [3]
    optimum, noisy, clean = (
        lines(ax)[label].get_ydata()
        for label in (
            "exact optimum (noisy)",
            "error to the noisy matrix",
            "error to the clean matrix",
        )
    )
    sizes = np.array(lines(ax)["error to the noisy matrix"].get_xdata())
    np.testing.assert_allclose(noisy, optimum[sizes - 1], atol=1e-6)
    assert np.argmin(clean) == 2


def test_batches_and_optimizers_are_drawn(experiments):
    figures, names = experiments
    ax = figures[3].axes[0]
    assert ax.get_yscale() == "log"
    for line, rmse in zip(ax.get_lines(), names["curves"].values(), strict=True):
        np.testing.assert_array_equal(line.get_ydata(), rmse)
    drawn = lines(figures[4].axes[0])
    for name, below in names["below"].items():
        np.testing.assert_array_equal(drawn[name].get_ydata(), 100 * below.mean(axis=1))

"""What the figures show, read off their artists: nbval compares no pictures."""

import matplotlib
import numpy as np
import pytest

matplotlib.use("agg")
from utils import (
    History,
    LinearNetwork,
    plot_residual,
    plot_rmse,
    plot_vectors,
    random_matrix,
    word_table,
)

import matplotlib.pyplot as plt


@pytest.fixture(autouse=True)
def no_global_change():
    before = dict(plt.rcParams)
    yield
    assert dict(plt.rcParams) == before
    plt.close("all")


def lines(ax):
    return {line.get_label(): line for line in ax.get_lines()}


def test_loss_is_the_rmse_on_a_log_axis_with_the_optimum_as_a_line():
    history = History(np.array([4.0, 1.0, 0.25]), "epochs")
    ax = plot_rmse(history, best=0.4)
    np.testing.assert_array_equal(lines(ax)["network"].get_xdata(), [0, 1, 2])
    np.testing.assert_allclose(lines(ax)["network"].get_ydata(), [2, 1, 0.5])
    np.testing.assert_allclose(lines(ax)["exact optimum: 0.4"].get_ydata(), 0.4)
    assert (ax.get_yscale(), ax.get_xlabel(), ax.get_ylabel()) == ("log", "epoch", "rmse")


def test_loss_of_many_runs_is_their_median_and_band():
    rmse = np.tile(np.arange(1.0, 102.0), (2, 1))  # two epochs of 101 runs
    ax = plot_rmse(History(rmse**2, "epochs"))
    np.testing.assert_allclose(lines(ax)["median of 101 runs"].get_ydata(), 51)
    band = ax.collections[0].get_paths()[0].vertices[:, 1]
    assert (band.min(), band.max()) == pytest.approx((6, 96))


def test_optimum_zero_is_named_though_no_line_can_show_it():
    ax = plot_rmse(History(np.ones(3), "epochs"), best=0.0)
    assert len(lines(ax)["exact optimum: 0"].get_xdata()) == 0
    texts = [text.get_text() for text in ax.get_legend().get_texts()]
    assert texts == ["network", "exact optimum: 0"]


def test_plots_draw_on_the_axes_they_are_given():
    _, ax = plt.subplots()
    assert plot_rmse(History(np.ones(3), "epochs"), ax=ax) is ax
    assert plot_vectors(np.eye(2), np.eye(2), "ab", "cd", ax=ax) is ax
    _, axes = plt.subplots(1, 3)
    drawn = plot_residual(word_table()[0], np.zeros((2, 4)), axes=axes)
    assert list(drawn) == list(axes)


def test_residual_shows_matrix_product_and_their_difference():
    matrix, rows, columns = word_table()
    product = LinearNetwork([2, 3, 4]).end_to_end()
    axes = plot_residual(matrix, product, rows, columns)
    images = [ax.get_images()[0] for ax in axes]
    expected = [matrix, product, matrix - product]
    for image, entries in zip(images, expected, strict=True):
        np.testing.assert_allclose(image.get_array(), entries)
    assert images[0].get_clim() == images[1].get_clim() == (matrix.min(), matrix.max())
    low, high = images[2].get_clim()
    assert -low == high == pytest.approx(np.abs(matrix - product).max())
    assert [ax.get_title() for ax in axes] == ["$M$", "$W_1 W_2$", "$M - W_1 W_2$"]
    assert [text.get_text() for text in axes[0].get_xticklabels()] == columns
    assert [text.get_text() for text in axes[0].get_yticklabels()] == rows


def test_a_residual_of_exactly_zero_has_a_scale():
    axes = plot_residual(np.eye(2), np.eye(2))
    assert axes[2].get_images()[0].get_clim() == (-1, 1)


def test_bad_input_is_named():
    with pytest.raises(ValueError, match=r"product .*, \(2, 4\).*\(3, 2, 4\)"):
        plot_residual(word_table()[0], LinearNetwork([2, 3, 4], runs=3).end_to_end())
    for losses in (np.ones(3), [1.0, 0.5], None):
        with pytest.raises(TypeError, match="history must be what train returned"):
            plot_rmse(losses)


@pytest.mark.parametrize("hidden", [1, 2, 3, 5])
def test_vectors_keep_their_inner_products_in_the_plane(hidden):
    w1, w2 = random_matrix((2, hidden), 0), random_matrix((hidden, 4), 1)
    ax = plot_vectors(w1, w2, ["cat", "dog"], ["a", "b", "c", "d"])
    rows, columns = (np.column_stack([arrows.U, arrows.V]) for arrows in ax.collections)
    np.testing.assert_allclose(rows @ columns.T, w1 @ w2)
    words = {text.get_text(): text.xy for text in ax.texts}
    assert set(words) == {"cat", "dog", "a", "b", "c", "d"}
    np.testing.assert_allclose(words["dog"], rows[1])
    np.testing.assert_allclose(words["c"], columns[2])
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    for x, y in [*rows, *columns]:
        assert left < x < right and bottom < y < top

"""What is drawn of a table, read off the artists, because nbval compares no figures."""

import itertools

from utils import (
    STYLE,
    History,
    LinearNetwork,
    plot_network,
    plot_residual,
    plot_rmse,
    plot_tables,
    plot_vectors,
    random_matrix,
    word_table,
)
from utils.plots import plot_table

import matplotlib.pyplot as plt
import numpy as np
import pytest


def boxes(ax):
    """The places of all texts that stand in the axes, in pixels."""
    ax.figure.canvas.draw()
    return {
        text.get_text(): text.get_window_extent() for text in ax.texts if text.get_text()
    }


def test_plots_draw_on_the_axes_they_are_given():
    _, ax = plt.subplots()
    assert plot_rmse(History(np.ones(3), "epochs"), ax=ax) is ax
    assert plot_vectors(np.eye(2), np.eye(2), "ab", "cd", ax=ax) is ax
    _, axes = plt.subplots(1, 3)
    drawn = plot_tables(word_table()[0], np.zeros((2, 4)), axes=axes)
    assert list(drawn) == list(axes)


def test_tables_are_the_matrix_product_and_their_difference():
    matrix, rows, columns = word_table()
    product = LinearNetwork([2, 3, 4]).end_to_end()
    axes = plot_tables(matrix, product, rows, columns)
    images = [ax.get_images()[0] for ax in axes]
    expected = [matrix, product, matrix - product]
    for image, entries in zip(images, expected, strict=True):
        np.testing.assert_allclose(image.get_array(), entries)
    assert images[0].get_clim() == images[1].get_clim() == (matrix.min(), matrix.max())
    low, high = images[2].get_clim()
    assert -low == high == pytest.approx(np.abs(matrix - product).max())
    titles = [ax.get_title() for ax in axes]
    assert titles == ["$M$", "$W_1 W_2$", "residual $M - W_1 W_2$"]
    assert [text.get_text() for text in axes[2].get_xticklabels()] == columns
    assert [text.get_text() for text in axes[0].get_yticklabels()] == rows
    below = [len(ax.get_xticklabels()) for ax in axes]
    assert below == [0, 0, len(columns)]  # the words, once


@pytest.mark.parametrize("limit, colours", [(None, 3), (0.5, 0.5)])
def test_a_residual_alone_has_the_scale_of_the_matrix_or_its_own(limit, colours):
    ax = plot_residual([[3, 1], [0, -1]], np.zeros((2, 2)), "ab", "cd", limit=limit)
    image = ax.get_images()[0]
    assert image.get_clim() == (-colours, colours)
    assert [text.get_text() for text in ax.get_xticklabels()] == ["c", "d"]
    assert len(ax.figure.axes) == 2  # the colour bar


def test_a_residual_of_a_table_with_gaps_leaves_them_blank():
    ax = plot_residual([[3, np.nan], [0, -1]], np.zeros((2, 2)))
    image = ax.get_images()[0]
    assert image.get_clim() == (-3, 3)
    assert np.ma.getmaskarray(image.get_array()).tolist() == [[False, True], [False, False]]


def test_a_residual_of_exactly_zero_has_a_scale():
    assert plot_residual(np.zeros((2, 2)), np.zeros((2, 2))).get_images()[0].get_clim() == (
        -1,
        1,
    )
    axes = plot_tables(np.eye(2), np.eye(2))
    assert axes[2].get_images()[0].get_clim() == (-1, 1)


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


def test_arrows_are_as_large_as_the_words_allow():
    w1, w2 = random_matrix((2, 3), 0), random_matrix((3, 4), 1)
    ax = plot_vectors(w1, w2, ["cat", "dog"], ["a", "b", "c", "d"])
    ends = np.vstack([np.column_stack([arrows.U, arrows.V]) for arrows in ax.collections])
    spans = np.ptp(np.vstack([ends, [[0, 0]]]), axis=0)
    widths = np.ptp([ax.get_xlim(), ax.get_ylim()], axis=1)
    assert 0.5 < np.max(spans / widths) < 0.7  # words need the rest


def test_panels_with_one_reach_have_one_scale():
    with plt.style.context(STYLE):
        _, axes = plt.subplots(1, 2)
    for ax, factor in zip(axes, [1, 2], strict=True):
        plot_vectors(factor * np.eye(2), np.eye(2), "ab", "cd", ax=ax, reach=3)
    axes[0].figure.canvas.draw()
    for ax in axes:
        assert ax.get_xlim() == ax.get_ylim() == (-3, 3)
        assert ax.bbox.width == pytest.approx(ax.bbox.height)
    assert axes[0].bbox.width == pytest.approx(axes[1].bbox.width, rel=0.03)


def test_vectors_that_cannot_be_multiplied_are_refused():
    with pytest.raises(ValueError, match=r"same h; got \(2, 3\) and \(4, 3\)"):
        plot_vectors(np.ones((2, 3)), np.ones((4, 3)), "ab", "cde")


@pytest.mark.parametrize("hidden, seed", [(1, 0), (2, 1), (3, 0), (3, 1), (5, 2)])
@pytest.mark.parametrize("panels", [1, 2])
def test_no_word_lies_on_another(hidden, seed, panels):
    with plt.style.context(STYLE):
        _, axes = plt.subplots(1, panels, squeeze=False)
    words = ["cat", "dog"], ["run", "jump", "laugh", "sleep", "swim"]
    w1 = LinearNetwork([2, hidden, 5], seed=seed).weights[0].numpy()
    close = np.linalg.pinv(w1) @ random_matrix((2, 5), seed=0)  # all in one direction
    for ax in axes[0]:
        plot_vectors(w1, close, *words, ax=ax)
    for ax in axes[0]:
        places = boxes(ax)
        for (one, a), (other, b) in itertools.combinations(places.items(), 2):
            assert not a.overlaps(b), (one, other)
        for word, place in places.items():
            assert ax.figure.bbox.fully_containsx(place.x0), word
            assert ax.figure.bbox.fully_containsx(place.x1), word


def test_the_network_has_a_line_for_each_weight_and_a_name_for_each_matrix():
    ax = plot_network([["cat", "dog"], ["", "", ""], ["run", "jump", "laugh", "sleep"]])
    assert len(ax.get_lines()) == 6 + 12
    words = {text.get_text() for text in ax.texts}
    assert words >= {"cat", "dog", "run", "jump", "laugh", "sleep", "$W_{1}$", "$W_{2}$"}
    assert len(ax.collections) == 3
    assert [len(units.get_offsets()) for units in ax.collections] == [2, 3, 4]


def test_a_table_shows_its_numbers_and_marks_guesses():
    marked = np.array([[False, True], [False, False]])
    ax = plot_table([[1, 2], [3, 4.5]], "ab", "cd", marked)
    texts = {text.get_position(): text for text in ax.texts}
    shown = {place: text.get_text() for place, text in texts.items()}
    assert shown == {(0, 0): "1.00", (1, 0): "2.00?", (0, 1): "3.00", (1, 1): "4.50"}
    bold = [place for place, text in texts.items() if text.get_weight() == "bold"]
    assert bold == [(1, 0)]

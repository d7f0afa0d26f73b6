"""What the figures show, read off their artists: nbval compares no pictures."""

import itertools

import matplotlib
import numpy as np
import pytest

matplotlib.use("agg")
from utils import (
    LOOKS,
    STYLE,
    History,
    LinearNetwork,
    label_lines,
    log_axis,
    plot_counts,
    plot_draws,
    plot_modes,
    plot_network,
    plot_residual,
    plot_rmse,
    plot_shares,
    plot_vectors,
    random_matrix,
    word_table,
)
from utils.table_plots import plot_table

import matplotlib.pyplot as plt
from matplotlib.colors import to_rgb


@pytest.fixture(autouse=True)
def no_global_change():
    before = dict(plt.rcParams)
    yield
    assert dict(plt.rcParams) == before
    plt.close("all")


def boxes(ax):
    """The places of all texts that stand in the axes, in pixels."""
    ax.figure.canvas.draw()
    return {
        text.get_text(): text.get_window_extent() for text in ax.texts if text.get_text()
    }


def labels(ax):
    return [text.get_text() for text in ax.texts if text.get_gid() == "label"]


def lines(ax):
    return {line.get_label(): line for line in ax.get_lines()}


def test_loss_is_the_rmse_on_a_log_axis_with_the_optimum_as_a_line():
    history = History(np.array([4.0, 1.0, 0.25]), "epochs")
    ax = plot_rmse(history, best=0.4)
    np.testing.assert_array_equal(lines(ax)["network"].get_xdata(), [0, 1, 2])
    np.testing.assert_allclose(lines(ax)["network"].get_ydata(), [2, 1, 0.5])
    np.testing.assert_allclose(lines(ax)["optimum: 0.4"].get_ydata(), 0.4)
    assert (ax.get_yscale(), ax.get_xlabel(), ax.get_ylabel()) == ("log", "epoch", "rmse")


def test_loss_of_many_runs_is_their_median_and_band():
    rmse = np.tile(np.arange(1.0, 102.0), (2, 1))  # two epochs of 101 runs
    ax = plot_rmse(History(rmse**2, "epochs"))
    np.testing.assert_allclose(lines(ax)["median of 101 runs"].get_ydata(), 51)
    band = ax.collections[0].get_paths()[0].vertices[:, 1]
    assert (band.min(), band.max()) == pytest.approx((6, 96))


def test_optimum_zero_is_named_though_no_line_can_show_it():
    ax = plot_rmse(History(np.ones(3), "epochs"), best=0.0)
    assert len(lines(ax)["optimum: 0"].get_xdata()) == 0
    assert labels(ax) == ["network", "optimum: 0"]


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
    assert [text.get_text() for text in axes[2].get_xticklabels()] == columns
    assert [text.get_text() for text in axes[0].get_yticklabels()] == rows
    below = [len(ax.get_xticklabels()) for ax in axes]
    assert below == [0, 0, len(columns)]  # the words, once


def test_a_residual_of_exactly_zero_has_a_scale():
    axes = plot_residual(np.eye(2), np.eye(2))
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
    assert words >= {"cat", "dog", "run", "jump", "laugh", "sleep", "$W_1$", "$W_2$"}
    assert len(ax.collections) == 3
    assert [len(units.get_offsets()) for units in ax.collections] == [2, 3, 4]


def test_shares_are_percent_with_all_of_them_as_a_line():
    ax = plot_shares({"Adam, falling rate": [0, 0.5, 1], "mine": [0, 0, 0.25]})
    np.testing.assert_array_equal(lines(ax)["Adam, falling rate"].get_ydata(), [0, 50, 100])
    np.testing.assert_array_equal(lines(ax)["mine"].get_ydata(), [0, 0, 25])
    assert set(lines(ax)["all"].get_ydata()) == {100}
    assert labels(ax) == ["Adam, falling rate", "mine", "all"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("epoch", "restarts at the answer, %")


def test_a_table_shows_its_numbers_and_marks_guesses():
    marked = np.array([[False, True], [False, False]])
    ax = plot_table([[1, 2], [3, 4.5]], "ab", "cd", marked)
    texts = {text.get_position(): text for text in ax.texts}
    shown = {place: text.get_text() for place, text in texts.items()}
    assert shown == {(0, 0): "1.00", (1, 0): "2.00?", (0, 1): "3.00", (1, 1): "4.50"}
    bold = [place for place, text in texts.items() if text.get_weight() == "bold"]
    assert bold == [(1, 0)]


def test_one_meaning_has_one_look():
    ax = plot_shares({"mine": [1, 1], "RMSprop at 0.01": [0, 1]})
    line = lines(ax)["RMSprop at 0.01"]
    assert line.get_color() == LOOKS["RMSprop"]["color"]
    ax = plot_counts({"mine": {"a": 1}, "RMSprop": {"a": 0.5}})
    colour = to_rgb(LOOKS["RMSprop"]["color"])
    assert ax.patches[1].get_facecolor()[:3] == pytest.approx(colour)
    looks = [(look["color"], str(look["linestyle"])) for look in LOOKS.values()]
    assert len(set(looks)) == len({style for _, style in looks[:5]}) + 2 == 7


def test_counts_are_labelled_bars_below_a_line_at_all():
    ax = plot_counts({"normal": {1: 0.6, 2: 0.25}, "orthogonal": {1: 1, 2: 0.95}})
    assert [bar.get_height() for bar in ax.patches] == [60, 25, 100, 95]
    assert [text.get_text() for text in ax.texts] == ["60", "25", "100", "95"]
    assert [text.get_text() for text in ax.get_xticklabels()] == ["1", "2"]
    assert set(ax.get_lines()[0].get_ydata()) == {100}
    centres = [bar.get_x() + bar.get_width() / 2 for bar in ax.patches]
    np.testing.assert_allclose(np.reshape(centres, (2, 2)).mean(axis=0), [0, 1])
    assert ax.patches[0].get_hatch() != ax.patches[2].get_hatch()  # without colour, too


def test_draws_are_joined_and_have_their_median():
    ax = plot_draws({"one": [1, 2, 4], "two": [1e-3, 1e-2, 1e-1]})
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
    black = [line for line in ax.get_lines() if line.get_color() == "black"]
    np.testing.assert_array_equal(
        [line.get_ydata() for line in black], np.transpose(theory)
    )
    (crosses,) = [line for line in ax.get_lines() if line.get_marker() == "x"]
    np.testing.assert_array_equal(crosses.get_xydata(), [[5, 1], [6, 0.5]])
    assert labels(ax) == ["mode 1", "mode 2"]


def test_labels_stand_apart_beside_their_lines_also_at_a_second_call():
    _, ax = plt.subplots()
    for number, height in enumerate([1.0, 1.01, 1.02, 5, 5]):
        ax.plot([0, 1], [0, height], label=f"line {number}")
    ax.plot([0, 1], [2, 2])  # without a label
    label_lines(label_lines(ax))
    places = boxes(ax)
    assert len(ax.texts) == len(places) == 5
    for (_, a), (_, b) in itertools.combinations(places.items(), 2):
        assert not a.overlaps(b)
    heights = [places[f"line {number}"].y0 for number in range(5)]
    assert heights == sorted(heights)
    with_its_colour = zip(ax.texts, ax.get_lines()[:5], strict=True)
    assert all(text.get_color() == line.get_color() for text, line in with_its_colour)


@pytest.mark.parametrize("scale, height", [("linear", 0.3), ("log", 0.3), ("log", 0.0)])
def test_a_label_stands_as_high_as_its_line_ends(scale, height):
    _, ax = plt.subplots()
    ax.plot([0, 1], [1, height], label="line")
    ax.set(yscale=scale, ylim=(0.1, 2))
    label_lines(ax)
    at = ax.transAxes.inverted().transform(ax.transData.transform((0, height or 0.1)))[1]
    assert ax.texts[0].get_position() == pytest.approx((1.02, at))


@pytest.mark.parametrize(
    "limits, ticks",
    [
        ((1e-8, 1), {"1e-8", "1e-6", "1e-4", "0.01", "1"}),
        ((2, 60), {"2", "5", "10", "20", "50"}),
    ],
)
def test_log_axes_have_plain_ticks(limits, ticks):
    _, ax = plt.subplots()
    ax.set_ylim(limits)
    log_axis(ax)
    ax.figure.canvas.draw()
    shown = [tick.label1.get_text() for tick in ax.yaxis.get_major_ticks()]
    assert ticks <= set(shown)


def test_letters_are_at_least_18_pixels_high():
    with plt.style.context(STYLE):
        pixels = plt.rcParams["figure.dpi"] / 72
        for part in ("axes", "xtick", "ytick", "legend"):
            size = plt.rcParams[
                f"{part}.labelsize" if part != "legend" else "legend.fontsize"
            ]
            points = matplotlib.font_manager.FontProperties(size=size).get_size_in_points()
            assert points * pixels >= 18
        assert plt.rcParams["figure.figsize"][0] * plt.rcParams["figure.dpi"] <= 800

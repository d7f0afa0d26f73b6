"""Words in figures are text, and what the font cannot draw is named once."""

import warnings

from utils import (
    plot_convergence,
    plot_fractions,
    plot_lines,
    plot_loss,
    plot_map,
    plot_network,
    plot_repeats,
    plot_residual,
    plot_spread,
    plot_tables,
    plot_vectors,
)
from utils.data import ClassTable
from utils.explorers import GuessExplorer, RotationExplorer, TableExplorer
from utils.plots import labels, plot_table

import matplotlib.pyplot as plt
import numpy as np
import pytest

M = np.array([[1.0, 2.0], [2.0, 1.0]])
PAIRS = [
    ("Ba$$in", "$_$"),
    ("Burger ($5 or $6)", "_otter_"),
    ("100 % \\frac{", "^a_b"),
    ("$\\bad{$", "$x$ & y"),
]
EMOJI = "\U0001f355"
SUSHI = "\u5bff\u53f8"


@pytest.fixture(autouse=True)
def nothing_is_named(monkeypatch):
    monkeypatch.setattr(labels, "_named_signs", set())


def drawn_words(axes):
    """Return all words of a figure as they are drawn, after drawing it."""
    axes = np.ravel(axes)
    figure = axes[0].get_figure()
    figure.canvas.draw()
    words = []
    for ax in figure.axes:
        legend = ax.get_legend()
        ticks = [*ax.xaxis.get_major_ticks(), *ax.yaxis.get_major_ticks()]
        texts = [*ax.texts, *(tick.label1 for tick in ticks), ax.title]
        texts += legend.get_texts() if legend else []
        for text in texts:
            said, is_math = text._preprocess_math(text.get_text())
            if not is_math:
                words.append(said)
    return words


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
@pytest.mark.parametrize(
    "plot",
    [
        lambda a, b: plot_residual(M, M, [a, b], [b, a]),
        lambda a, b: plot_table(M, [a, b], [b, a]),
        lambda a, b: plot_tables(M, M, [a, b], [b, a]),
        lambda a, b: plot_vectors(M, M, [a, b], ["c", "d"]),
        lambda a, b: plot_map(M, [a, b], [b, a]),
        lambda a, b: plot_spread({a: [0.1, 0.2], b: [0.3]}),
        lambda a, b: plot_network([[a, b], ["", ""]]),
        lambda a, b: plot_lines({a: [1, 2], b: [2, 3]}, xlabel="x", ylabel="y"),
        lambda a, b: plot_convergence({a: [0, 1], b: [1, 1]}),
        lambda a, b: plot_fractions({a: {"x": 1}, b: {"x": 0.5}}),
        lambda a, b: plot_fractions({"c": {a: 1, b: 0.5}}),
        lambda a, b: plot_repeats({a: [1, 2], b: [2, 3]}),
        lambda a, b: plot_loss([1, 0.5], label=a, ax=plot_loss([1, 0.5], label=b)),
    ],
)
def test_a_word_is_drawn_letter_by_letter(plot, pair):
    assert set(pair) <= set(drawn_words(plot(*pair)))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0])
def test_explorers_take_any_word(pair):
    a, b = pair
    TableExplorer(M, pair, [b, a])
    RotationExplorer(M, M, pair, [b, a])
    table = ClassTable(M, list(pair), [b, a], [])
    explorer = GuessExplorer(table, M > 0, {b: M, a: M + 1})
    explorer.draw(explorer.figure, None, {"nickname": a})
    words = drawn_words(explorer.figure.axes)
    assert words.count(a) == 3  # as a nickname, as a thing and as a method
    assert "<" not in explorer.text.value.removeprefix('<p role="status">')[:-4]


def test_html_in_a_word_is_text():
    table = ClassTable(M, ["<b>ant</b>", "bee"], ["<script>", "a & b"], [])
    explorer = GuessExplorer(table, M > 0, {"zero": 0 * M})
    assert "&lt;b&gt;ant&lt;/b&gt;: &lt;script&gt; 1" in explorer.text.value


def test_formulas_of_our_own_are_formulas():
    axes = plot_tables(M, M)
    axes[0].get_figure().canvas.draw()
    assert axes[0].title._preprocess_math(axes[0].title.get_text())[1]


def test_missing_glyphs_are_named_once_in_one_sentence():
    with pytest.warns(RuntimeWarning) as warned:
        ax = plot_residual(M, M, [f"{EMOJI} pizza", SUSHI], [EMOJI, "salad"])
        ax.figure.canvas.draw()
    assert len(warned) == 1
    sentence = str(warned[0].message)
    assert EMOJI in sentence and all(sign in sentence for sign in SUSHI)
    assert sentence.endswith(".")
    assert {"\u25a1 pizza", "\u25a1\u25a1", "\u25a1", "salad"} <= set(drawn_words(ax))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        plot_vectors(M, M, [EMOJI, SUSHI], ["a", "b"]).figure.canvas.draw()


def test_a_word_of_letters_that_the_font_has_stays():
    words = [
        "\u0130nsan",
        "\u043a\u043e\u0448\u043a\u0430",
        "na\u00efve\u2013\u2026",
        "\u2713 \u03c3",
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = plot_residual(np.ones((4, 4)), np.ones((4, 4)), words, words)
        assert set(words) <= set(drawn_words(ax))
    plt.close("all")


def test_line_breaks_stay_and_control_signs_are_blanks():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert labels.drawable(["4 hidden\nlayers", "a\tb\x00\x1b"]) == [
            "4 hidden\nlayers",
            "a b  ",
        ]

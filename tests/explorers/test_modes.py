"""The explorer of modes lays a run of `train` over the theory."""

from utils import half_learning_time
from utils.explorers import ModeExplorer

import numpy as np
import pytest
from matplotlib.figure import Figure

from .conftest import black_lines, curve, drawn, move, numbers


def test_the_sentence_says_when_modes_are_half_learned():
    explorer = ModeExplorer((3.0, 1.5), initial_strength=0.01)
    setting, _, found = explorer.sentence.partition(": ")
    assert setting == ("Singular values 3, 1.5, initial strength 0.01, matrices 2, aligned")
    first, second, *in_the_run = numbers(found)
    half = half_learning_time([3.0, 1.5], 0.01)
    assert second / first == pytest.approx(half[1] / half[0], rel=0.01)
    epochs_of_snapshots = explorer.forecast(explorer.asked).epochs
    np.testing.assert_allclose(in_the_run, [first, second], atol=2 * epochs_of_snapshots[1])


@pytest.mark.parametrize("depth", [2, 3, 4])
def test_from_aligned_weights_the_run_follows_the_theory(depth):
    explorer = ModeExplorer((4.0, 0.5), initial_strength=0.0001)
    (ax,), _ = drawn(explorer, {"matrices": depth})
    for mode, theory in enumerate(black_lines(ax)[:2], start=1):
        _, run = curve(ax, f"mode {mode}")
        assert abs(run - theory.get_ydata()).max() < 0.15 * run.max()


def test_the_preview_draws_the_theory_alone():
    explorer = ModeExplorer((3.0, 1.5))
    figure = Figure(figsize=(8, 4))
    sentence = explorer.preview(figure, explorer.asked)
    assert sentence.endswith("in theory.")
    (ax,), _ = drawn(explorer)
    (preview,) = figure.axes
    _, theory = curve(preview, "mode 1")
    np.testing.assert_allclose(theory, black_lines(ax)[0].get_ydata())


def test_theory_alone_computes_nothing():
    explorer = ModeExplorer((3.0, 1.5))
    move(explorer, show="theory alone")
    assert explorer.compute(explorer.asked) is None
    assert "run" not in explorer.sentence


def test_a_run_can_begin_at_random():
    explorer = ModeExplorer((3.0, 1.5))
    move(explorer, initialization="random")
    assert "matrices 2, random: " in explorer.sentence
    assert explorer.sentence.endswith("in the run.")


def test_a_run_that_is_stopped_at_once_says_never():
    explorer = ModeExplorer((3.0, 1.5))
    history = explorer.compute(explorer.asked, stop=lambda: True)
    sentence = explorer.draw(Figure(), history, explorer.asked)
    assert sentence.endswith("by epochs never, never in the run.")


def test_an_initial_strength_above_a_singular_value_is_refused():
    with pytest.raises(ValueError, match="initial_strength must be .*; got 2"):
        ModeExplorer((3.0, 1.5), initial_strength=2.0)

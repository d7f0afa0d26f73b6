"""Explorers without a browser: each one's work, its picture, and what its sentence says."""

import re

import matplotlib

matplotlib.use("agg")
from utils import (
    LinearNetwork,
    adam_with_decay,
    half_learning_time,
    optimal_rmse,
    train,
    word_table,
)
from utils.data import ClassTable
from utils.explorers import (
    Explorer,
    GuessExplorer,
    ModeExplorer,
    RotationExplorer,
    SnapshotExplorer,
    TableExplorer,
    TrainingExplorer,
    slider,
)

import numpy as np
import pytest
from matplotlib.figure import Figure

M, ROWS, COLUMNS = word_table()


def numbers(sentence):
    """Return the numbers in a sentence."""
    return [float(number) for number in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?", sentence)]


def never():
    return False


def ignored(epochs):
    pass


@pytest.mark.parametrize("hidden_size, hidden_layers", [(1, 1), (2, 1), (3, 1), (2, 3)])
def test_the_training_explorer_shows_what_train_finds(hidden_size, hidden_layers):
    explorer = TrainingExplorer(M, ROWS, COLUMNS, hidden_layers=[1, 3], epochs=3000)
    for name, value in [
        ("hidden size", hidden_size),
        ("hidden layers", hidden_layers),
        ("initialization", "orthogonal_zero_outer"),
        ("seed", 5),
        ("learning rate", 0.01),
    ]:
        explorer.controls[name].value = value
    sizes = [2, *[hidden_size] * hidden_layers, 4]
    network = LinearNetwork(sizes, "orthogonal_zero_outer", seed=5)
    history = train(network, M, epochs=3000, optimizer=adam_with_decay(3000, 0.01))
    *_, rmse, _, optimum = numbers(explorer.sentence)
    assert rmse == pytest.approx(history.rmse[-1], rel=0.005, abs=1e-6)
    assert optimum == pytest.approx(optimal_rmse(M, hidden_size), rel=0.01)


def test_a_learning_rate_that_is_too_large_is_said():
    explorer = TrainingExplorer(M, optimizers=["gradient descent"], epochs=500)
    explorer.controls["learning rate"].value = 3.0
    assert "diverged at epoch" in explorer.sentence


def test_a_mistake_of_the_work_becomes_the_sentence():
    class Refusing(Explorer):
        def draw(self, figure, result, asked):
            if asked["size"] == 2:
                raise ValueError("Two is too much.")
            return "fine"

    explorer = Refusing({"size": slider("size", [1, 2])})
    assert explorer.sentence == "fine"
    explorer.controls["size"].value = 2
    assert explorer.sentence == "Two is too much."


def test_the_work_of_a_training_can_be_done_alone():
    explorer = TrainingExplorer(M, epochs=200)
    history = explorer.compute(explorer.asked | {"seed": 3}, never, ignored)
    assert history.epochs == 200
    sentence = explorer.draw(Figure(), history, explorer.asked)
    assert f"{history.rmse[-1]:.3g}" in sentence


def test_snapshots_are_shown_with_their_errors():
    network = LinearNetwork([2, 3, 4])
    history = train(network, M, epochs=300, snapshot_every=100)
    explorer = SnapshotExplorer(history, M, ROWS, COLUMNS)
    explorer.controls["epoch"].value = 200
    assert f"Epoch 200: RMSE {history.rmse[200]:.3g}" in explorer.sentence


def test_turning_the_vectors_keeps_the_table():
    generator = np.random.RandomState(0)
    W1, W2 = generator.standard_normal((2, 3)), generator.standard_normal((3, 4))
    explorer = RotationExplorer(W1, W2, ROWS, COLUMNS)
    asked = {"angle": 50, "stretch": 1.5}
    rows, columns = explorer.compute(asked, never, ignored)
    np.testing.assert_allclose(rows @ columns, W1 @ W2, atol=1e-12)
    assert not np.allclose(rows, explorer.row_vectors, atol=0.1)


def test_theory_and_run_of_the_modes_agree_from_aligned_weights():
    explorer = ModeExplorer()
    forecast = explorer.forecast(explorer.asked)
    expected = half_learning_time([3, 2, 1], 0.01) / forecast.time_of_an_epoch
    np.testing.assert_allclose(forecast.half_epochs, expected)
    predicted, found = re.findall(r"epochs ((?:\d+(?:, )?)+)", explorer.sentence)
    step = forecast.epochs[1]
    for theory, run in zip(numbers(predicted), numbers(found), strict=True):
        assert theory - 1 <= run <= theory + 2 * step


def test_missing_entries_are_guessed_in_many_runs():
    explorer = TableExplorer([[1, 2], [2, np.nan]], "ab", "cd", hidden_size=1)
    assert "b d 4 (4 to 4)" in explorer.sentence
    complete = TableExplorer(M, ROWS, COLUMNS, hidden_size=1)
    *_, rmse, _, optimum = numbers(complete.sentence)
    assert rmse == pytest.approx(optimum, rel=0.01)


def test_everyone_is_shown_their_own_answers():
    ratings = np.array([[1.0, 2, 3], [4, 5, 1]])
    table = ClassTable(ratings, ["ant", "bee"], ["tea", "milk", "jam"], [])
    held_out = np.array([[True, False, False], [False, True, False]])
    explorer = GuessExplorer(table, held_out, {"mean": np.full((2, 3), 2.0)})
    explorer.controls["nickname"].value = "bee"
    assert explorer.sentence == (
        "bee: milk 5, guessed 2.0. RMSE 3.00 by mean, place 2 of 2."
    )


def test_where_nothing_can_be_moved_there_is_a_picture():
    shown = TrainingExplorer(M, epochs=10)._repr_mimebundle_()
    assert shown["image/png"] and "Explorer" in shown["text/plain"]

"""The explorer that trains at each move says what `train` finds."""

import re
import threading

from utils import LinearNetwork, adam_with_decay, optimal_rmse, train
from utils.explorers import OPTIMIZERS, TrainingExplorer
from utils.program import _idle_programs

import numpy as np
import pytest

from .conftest import COLUMNS, ROWS, M, arrows, curve, drawn, move, numbers


@pytest.mark.parametrize("hidden_size, hidden_layers", [(1, 1), (2, 1), (3, 1), (2, 3)])
def test_a_move_gives_the_sentence_that_train_says(hidden_size, hidden_layers):
    explorer = TrainingExplorer(M, ROWS, COLUMNS, hidden_layers=[1, 3], epochs=3000)
    move(explorer, hidden_size=hidden_size, hidden_layers=hidden_layers)
    move(explorer, initialization="orthogonal_zero_outer", seed=5, learning_rate=0.01)
    sizes = [2, *[hidden_size] * hidden_layers, 4]
    network = LinearNetwork(sizes, "orthogonal_zero_outer", seed=5)
    history = train(network, M, epochs=3000, optimizer=adam_with_decay(3000, 0.01))
    setting, _, found = explorer.sentence.partition(": ")
    assert setting == (
        f"Hidden size {hidden_size}, hidden layers {hidden_layers}, initialization "
        "orthogonal_zero_outer, seed 5, Adam, decaying learning rate 0.01"
    )
    rmse, epoch, optimum = numbers(found)
    assert rmse == pytest.approx(history.rmse[-1], rel=0.005, abs=1e-6)
    assert epoch == 3000
    assert optimum == pytest.approx(optimal_rmse(M, hidden_size), rel=0.01)


def test_the_picture_shows_the_errors_and_the_vectors():
    explorer = TrainingExplorer(M, ROWS, COLUMNS, hidden_size=2, epochs=2000)
    network = LinearNetwork([2, 2, 4])
    history = train(network, M, epochs=2000, optimizer=adam_with_decay(2000))
    (errors, vectors), _ = drawn(explorer)
    _, rmse = curve(errors, "network")
    np.testing.assert_allclose(rmse[:50], history.rmse[:50], rtol=1e-4)
    # Two hidden units: all of the length of the vectors lies in the plane that is drawn.
    lengths = np.linalg.norm(network.weights[0].numpy(), axis=1)
    np.testing.assert_allclose(
        np.linalg.norm(arrows(vectors)[:2], axis=1), lengths, atol=1e-3
    )


def test_without_words_the_residual_is_drawn():
    explorer = TrainingExplorer(M, hidden_size=1, epochs=2000)
    history = explorer.compute(explorer.asked)
    (_, residual, *_), _ = drawn(explorer)
    image = residual.get_images()[0].get_array()
    np.testing.assert_allclose(image, M - history.network.end_to_end().numpy(), atol=1e-5)


def test_compute_trains_what_is_asked_for_alone():
    explorer = TrainingExplorer(M, epochs=200)
    history = explorer.compute(explorer.asked | {"seed": 3, "hidden size": 2})
    alone = train(
        LinearNetwork([2, 2, 4], seed=3), M, epochs=200, optimizer=adam_with_decay(200)
    )
    np.testing.assert_allclose(history.rmse, alone.rmse, rtol=1e-4)
    assert explorer.controls["seed"].value == 0


def test_the_sliders_go_to_the_largest_size_that_can_matter():
    explorer = TrainingExplorer(M, epochs=5)
    sizes = [size for _, size in explorer.controls["hidden size"].options]
    assert sizes == [1, 2, 3, 4]


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_each_optimizer_is_the_one_of_its_name(name):
    optimizer = OPTIMIZERS[name](0.01, 60)
    history = train(LinearNetwork([2, 3, 4]), M, epochs=60, optimizer=optimizer)
    explorer = TrainingExplorer(M, optimizers=[name], learning_rate=0.01, epochs=60)
    assert f"{name.partition(',')[0]}, " in explorer.sentence
    assert f"learning rate 0.01: RMSE {history.rmse[-1]:.3g} at" in explorer.sentence


def test_momentum_has_the_usual_value():
    assert OPTIMIZERS["momentum"](0.01, 60).get_config()["momentum"] == 0.9


@pytest.mark.filterwarnings("ignore:Training diverged")
def test_a_learning_rate_that_is_too_large_is_a_lesson():
    explorer = TrainingExplorer(M, optimizers=["gradient descent"], epochs=500)
    before = explorer.picture.value
    move(explorer, learning_rate=3.0)
    reason = r"diverged at epoch \d+, because the learning rate is too large"
    assert re.search(reason, explorer.sentence)
    assert explorer.picture.value != before


def test_one_program_serves_all_positions_of_a_depth():
    explorer = TrainingExplorer(M, hidden_layers=[1, 4], epochs=300)
    move(explorer, hidden_layers=4, optimizer="Adam, constant learning rate")
    move(explorer, hidden_layers=1)
    made = _idle_programs.cache_info().misses
    move(explorer, hidden_size=1, seed=9, learning_rate=0.001, initialization="orthogonal")
    move(explorer, hidden_layers=4)
    assert _idle_programs.cache_info().misses == made


def test_a_training_that_is_stopped_keeps_its_history():
    explorer = TrainingExplorer(np.eye(60), hidden_size=30, epochs=1000)
    begun = threading.Event()
    history = explorer.compute(
        explorer.asked, stop=begun.is_set, progress=lambda epoch: begun.set()
    )
    assert history.stopped_by == "interrupted"
    assert 0 < history.epochs < 1000


@pytest.mark.parametrize(
    "arguments, message",
    [
        ({"initializers": ["uniform"]}, "every one of initializers must be one of"),
        ({"optimizers": ["Lion"]}, "every one of optimizers must be one of"),
        ({"learning_rate": 0}, "learning_rate must be .*; got 0"),
        ({"hidden_layers": [0]}, "hidden_layers"),
    ],
)
def test_what_cannot_be_chosen_is_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        TrainingExplorer(M, epochs=5, **arguments)

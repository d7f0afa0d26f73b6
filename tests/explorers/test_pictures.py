"""The explorer of a picture says and draws what `train` finds, and the exact optimum."""

from utils import LinearNetwork, adam_with_decay, optimal_rmse, random_matrix, train
from utils.explorers import PictureExplorer

import numpy as np
import pytest

from .conftest import drawn, move, numbers

PICTURE = random_matrix((12, 9), seed=3)


@pytest.mark.parametrize("hidden_size", [1, 4, 9])
def test_a_move_shows_what_train_finds_and_the_optimum(hidden_size):
    explorer = PictureExplorer(PICTURE, range(1, 10), hidden_size=2, epochs=2000)
    move(explorer, hidden_size=hidden_size)
    found, rmse, optimum = numbers(explorer.sentence)
    scale = np.sqrt(np.mean(PICTURE**2))
    network = LinearNetwork([12, hidden_size, 9], "orthogonal_zero_outer", seed=0)
    history = train(network, PICTURE / scale, epochs=2000, optimizer=adam_with_decay(2000))
    assert found == hidden_size
    assert rmse == pytest.approx(scale * history.rmse[-1], abs=1e-4)
    assert optimum == pytest.approx(optimal_rmse(PICTURE, hidden_size), abs=6e-5)


def test_the_picture_the_network_and_the_optimum_share_one_scale_of_greys():
    explorer = PictureExplorer(PICTURE, range(1, 10), hidden_size=3, epochs=2000)
    axes, _ = drawn(explorer)
    images = [ax.get_images()[0] for ax in axes]
    assert len({image.get_clim() for image in images}) == 1
    picture, network, optimum = (image.get_array() for image in images)
    np.testing.assert_array_equal(picture, PICTURE)
    np.testing.assert_allclose(network, optimum, atol=1e-3)
    best = np.sqrt(np.mean((picture - optimum) ** 2))
    assert best == pytest.approx(optimal_rmse(PICTURE, 3))


def test_the_optimum_is_there_before_the_network():
    explorer = PictureExplorer(PICTURE, range(1, 10), hidden_size=3, epochs=5)
    explorer.figure.clear()
    assert "being trained" in explorer.preview(explorer.figure, explorer.asked)
    assert [len(ax.get_images()) for ax in explorer.figure.axes] == [1, 0, 1]
    explorer.figure.clear()


def test_no_hidden_size_is_larger_than_the_shorter_side():
    explorer = PictureExplorer(PICTURE, [2, 9, 10, 60], hidden_size=4, epochs=5)
    sizes = [size for _, size in explorer.controls["hidden size"].options]
    assert sizes == [2, 4, 9]
    with pytest.raises(ValueError, match="hidden_size"):
        PictureExplorer(PICTURE, hidden_size=10)


def test_a_black_picture_is_reproduced():
    explorer = PictureExplorer(np.zeros((4, 4)), [1, 2], hidden_size=1, epochs=50)
    assert numbers(explorer.sentence) == [1, 0, 0]

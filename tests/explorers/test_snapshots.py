"""The explorer of snapshots shows the recorded weights, epoch by epoch."""

from utils import LinearNetwork, adam_with_decay, random_matrix, train
from utils.explorers import SnapshotExplorer

import numpy as np
import pytest
import tensorflow as tf

from .conftest import COLUMNS, ROWS, M, arrows, black_lines, curve, drawn, move, numbers


def test_a_move_shows_the_weights_of_that_epoch():
    network = LinearNetwork([2, 2, 4], seed=1)
    history = train(
        network, M, epochs=400, optimizer=adam_with_decay(400), snapshot_every=100
    )
    explorer = SnapshotExplorer(history, M, ROWS, COLUMNS)
    move(explorer, epoch=200)
    W1, W2 = history.snapshots[200]
    cosine = W1[0] @ W1[1] / np.linalg.norm(W1[0]) / np.linalg.norm(W1[1])
    epoch, rmse, shown = numbers(explorer.sentence)
    assert epoch == 200
    assert rmse == pytest.approx(history.rmse[200], rel=1e-2)
    assert shown == pytest.approx(cosine, abs=0.006)
    (vectors, residual, *_), sentence = drawn(explorer)
    assert sentence == explorer.sentence
    lengths = np.linalg.norm(arrows(vectors), axis=1)
    np.testing.assert_allclose(lengths, np.linalg.norm([*W1, *W2.T], axis=1), rtol=1e-5)
    np.testing.assert_allclose(residual.get_images()[0].get_array(), M - W1 @ W2, atol=1e-6)


def test_all_epochs_have_one_scale():
    history = train(LinearNetwork([2, 2, 4]), M, epochs=400, snapshot_every=100)
    explorer = SnapshotExplorer(history, M, ROWS, COLUMNS)
    scales = [drawn(explorer, {"epoch": epoch})[0][0].get_xlim() for epoch in (0, 200, 300)]
    np.testing.assert_allclose(scales, scales[:1] * 3)


def test_without_words_the_modes_are_shown_next_to_theory():
    network = LinearNetwork([3, 3, 3])
    network.assign([0.1 * np.eye(3)] * 2)
    turn = np.linalg.qr(random_matrix((3, 3), seed=0))[0]
    matrix = turn @ np.diag([3.0, 2.0, 1.0])
    optimizer = tf.keras.optimizers.SGD(0.02)
    history = train(network, matrix, epochs=201, optimizer=optimizer, snapshot_every=50)
    theory = np.ones((5, 3))
    explorer = SnapshotExplorer(history, matrix, curves=theory)
    move(explorer, epoch=150)
    strengths = np.diagonal(turn.T @ np.matmul(*history.snapshots[150]))
    np.testing.assert_allclose(numbers(explorer.sentence)[2:], strengths, atol=0.006)
    (modes, *_), _ = drawn(explorer)
    np.testing.assert_allclose(curve(modes, "mode 1")[1][3], strengths[0], rtol=1e-5)
    lines = black_lines(modes)
    assert any(np.allclose(line.get_xdata(), 150) for line in lines)
    assert any(np.array_equal(line.get_ydata(), theory[:, 0]) for line in lines)


@pytest.mark.parametrize("sizes", [[1, 3, 4], [2, 1, 4]])
def test_vectors_of_one_row_or_one_hidden_unit_lie_on_a_line(sizes):
    words = ROWS[: sizes[0]]
    matrix = M[: sizes[0]]
    history = train(LinearNetwork(sizes), matrix, epochs=1, snapshot_every=1)
    (vectors, *_), _ = drawn(SnapshotExplorer(history, matrix, words, COLUMNS))
    np.testing.assert_allclose(arrows(vectors)[:, 1], 0, atol=1e-6)


def test_a_history_of_many_runs_is_refused():
    network = LinearNetwork([2, 2, 4], runs=3)
    history = train(network, M, epochs=2, snapshot_every=1)
    with pytest.raises(ValueError, match="history must be that of one network"):
        SnapshotExplorer(history, M)


def test_a_matrix_of_zeros_has_no_modes():
    zeros = np.zeros((2, 2))
    history = train(LinearNetwork([2, 2, 2]), zeros, epochs=10, snapshot_every=5)
    assert SnapshotExplorer(history, zeros).sentence.endswith("so that it has no modes.")

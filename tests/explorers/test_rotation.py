"""The explorer of the freedom Q changes the vectors, and keeps their inner products."""

from utils.explorers import RotationExplorer

import numpy as np

from .conftest import COLUMNS, ROWS, arrows, drawn, move

W1 = np.array([[1.0, 0.5, 0.2], [0.3, 1.0, 0.1]])
W2 = np.arange(12.0).reshape(3, 4)


def test_compute_alone_changes_the_vectors_and_keeps_their_products():
    explorer = RotationExplorer(W1, W2, ROWS, COLUMNS)
    rows, columns = explorer.compute({"angle": 50, "stretch": 1.5})
    np.testing.assert_allclose(rows @ columns, W1 @ W2, atol=1e-12)
    assert not np.allclose(rows, explorer.row_vectors, atol=0.1)


def test_a_move_turns_and_stretches_the_arrows():
    explorer = RotationExplorer(W1, W2, ROWS, COLUMNS)
    (vectors, _), _ = drawn(explorer)
    before = arrows(vectors)
    move(explorer, angle=90, stretch=2.0)
    (vectors, table), _ = drawn(explorer)
    after = arrows(vectors)
    np.testing.assert_allclose(after[:2, 0], -2 * before[:2, 1], atol=1e-9)  # a right angle
    np.testing.assert_allclose(after[:2, 1], before[:2, 0] / 2, atol=1e-9)
    np.testing.assert_allclose(after[:2] @ after[2:].T, W1 @ W2, atol=1e-9)
    entries = [text.get_text() for text in table.texts]
    assert entries == [f"{entry:.2f}" for entry in (W1 @ W2).flat]
    lengths = np.linalg.norm(after[:2], axis=1)
    cosine = after[0] @ after[1] / lengths.prod()
    assert f"cosine of cat and dog {cosine:.2f}, initially" in explorer.sentence


def test_all_angles_have_one_scale():
    explorer = RotationExplorer(W1, W2, ROWS, COLUMNS)
    scales = [drawn(explorer, {"angle": angle})[0][0].get_xlim() for angle in (0, 30, 90)]
    np.testing.assert_allclose(scales, scales[:1] * 3)


def test_vectors_of_one_number_lie_on_a_line():
    explorer = RotationExplorer([[1], [2]], [[1, 2, 3, 4]], ROWS, COLUMNS)
    (vectors, _), _ = drawn(explorer)
    np.testing.assert_allclose(arrows(vectors)[:, 1], 0, atol=1e-6)

"""What a page without Python is told of each explorer."""

import base64
import json

from utils import LinearNetwork, train, word_table
from utils.data import ClassTable
from utils.explorers import (
    GuessExplorer,
    ModeExplorer,
    NeighbourExplorer,
    PictureExplorer,
    RotationExplorer,
    SnapshotExplorer,
    TableExplorer,
    TrainingExplorer,
)
from utils.explorers.description import plain

import numpy as np
import pytest

M, ROWS, COLUMNS = word_table()


def snapshots():
    history = train(LinearNetwork([2, 3, 4]), M, epochs=9, snapshot_every=4)
    return SnapshotExplorer(history, M, ROWS, COLUMNS)


def guesses():
    table = ClassTable(np.eye(2), ["ant", "bee"], ["tea", "milk"], [])
    return GuessExplorer(table, np.eye(2) > 0, {"zero": np.zeros((2, 2))})


MAKE = {
    "TrainingExplorer": lambda: TrainingExplorer(M, ROWS, COLUMNS, epochs=9),
    "SnapshotExplorer": snapshots,
    "RotationExplorer": lambda: RotationExplorer(M[:, :2], M, ROWS, COLUMNS),
    "ModeExplorer": ModeExplorer,
    "TableExplorer": lambda: TableExplorer(M, ROWS, COLUMNS),
    "GuessExplorer": guesses,
    "NeighbourExplorer": lambda: NeighbourExplorer(np.eye(3), ["a", "b", "c"]),
    "PictureExplorer": lambda: PictureExplorer(M, hidden_size=1, epochs=9),
}


@pytest.mark.parametrize("kind", MAKE)
def test_a_description_is_json_and_has_every_control(kind):
    explorer = MAKE[kind]()
    description = explorer.description()
    assert description["kind"] == kind
    text = json.dumps(description, allow_nan=False)
    assert json.loads(text)["controls"][0]["label"]
    assert [line["name"] for line in description["controls"]] == list(explorer.controls)
    assert {line["name"]: line["value"] for line in description["controls"]} == (
        explorer.asked
    )


def test_a_slider_is_described_by_its_options_and_what_it_shows():
    explorer = TrainingExplorer(M, epochs=9, optimizers=["RMSprop"], learning_rate=0.1)
    lines = {line["name"]: line for line in explorer.description()["controls"]}
    assert lines["learning rate"]["options"][:2] == [0.0001, 0.0003]
    assert lines["learning rate"]["shown"][:2] == ["0.0001", "0.0003"]
    assert lines["optimizer"]["options"] == lines["optimizer"]["shown"] == ["RMSprop"]


def test_a_training_is_described_to_the_last_digit():
    description = TrainingExplorer(M, epochs=9).description()
    assert np.array_equal(description["matrix"], M)
    assert (description["rowWords"], description["epochs"]) == (None, 9)


def test_the_snapshots_hold_what_is_drawn():
    explorer = snapshots()
    description = explorer.description()
    assert description["rmse"] == pytest.approx(explorer.history.rmse[[0, 4, 8]], rel=1e-5)
    W1, W2 = explorer.history.snapshots[4]
    np.testing.assert_allclose(description["rowVectors"][1], W1, rtol=1e-5)
    np.testing.assert_allclose(description["columnVectors"][1], W2, rtol=1e-5)


@pytest.mark.parametrize(
    "picture, number, largest",
    [(M, "<u2", 65535), (-M, "<u2", 65535), (np.round(255 * M / M.max()) / 255, "u1", 255)],
    ids=["any numbers", "negative numbers", "shades of an image file"],
)
def test_a_picture_is_stored_with_one_or_two_bytes_for_each_pixel(picture, number, largest):
    description = PictureExplorer(picture, hidden_size=1, epochs=9).description()
    stored = np.frombuffer(base64.b64decode(description["pixels"]), number)
    low, high = description["range"]
    found = (low + stored / largest * (high - low)).reshape(description["shape"])
    np.testing.assert_allclose(found, picture, atol=1e-5 if largest > 255 else 1e-12)


def test_guesses_are_told_only_of_held_out_answers():
    assert guesses().description()["guesses"] == [["zero", [[0, None], [None, 0]]]]


def test_numbers_are_cut_to_their_digits():
    assert plain([1 / 3, np.nan], digits=2) == [0.33, None]
    assert plain(np.float32(0.1)) == float(np.float32(0.1))

"""What learners run into gets one sentence: what was wrong, and what was given."""

from utils import (
    LinearNetwork,
    adam_with_decay,
    cooccurrence,
    low_rank_matrix,
    nearest,
    optimal_rmse,
    ppmi,
    random_matrix,
    seed_of_run,
    sweep_hidden_sizes,
    train,
)
from utils.explorers import SnapshotExplorer, TableExplorer, TrainingExplorer

import numpy as np
import pytest

M = np.ones((2, 4))
HOLE = [[1.0, float("nan")], [2.0, 3.0]]


def network():
    return LinearNetwork([2, 3, 4])


CASES = {
    "no hidden unit": (lambda: LinearNetwork([2, 0, 4]), "layer_sizes"),
    "half a hidden unit": (lambda: LinearNetwork([2, 1.5, 4]), "layer_sizes"),
    "a single layer size": (lambda: LinearNetwork([2]), "layer_sizes"),
    "a negative seed": (lambda: LinearNetwork([2, 4], seed=-1), "seed"),
    "an unknown initializer": (lambda: LinearNetwork([2, 4], "uniform"), "initializer"),
    "no run": (lambda: LinearNetwork([2, 4], runs=0), "runs"),
    "an unknown dtype": (lambda: LinearNetwork([2, 4], dtype="float16"), "dtype"),
    "an input of another width": (lambda: network()([[1, 2, 3]]), "x must"),
    "weights that do not fit": (lambda: network().assign([M, M]), "weights"),
    "epochs as a float": (lambda: train(network(), M, epochs=1e4), "epochs"),
    "no epoch": (lambda: train(network(), M, epochs=0), "epochs"),
    "no network": (lambda: train("network", M), "network"),
    "a matrix of another shape": (lambda: train(network(), M.T), "matrix"),
    "a missing entry": (lambda: train(LinearNetwork([2, 2]), HOLE), "mask"),
    "rows of unequal length": (lambda: train(network(), [[1, 2], [3]]), "equal length"),
    "a matrix of words": (lambda: train(network(), [["a"] * 4] * 2), "real number"),
    "a mask of numbers": (lambda: train(network(), M, mask=M), "mask"),
    "a mask of another shape": (
        lambda: train(network(), M, mask=np.ones((4, 2), bool)),
        "mask",
    ),
    "a mask that hides everything": (
        lambda: train(network(), M, mask=np.zeros((2, 4), bool)),
        "mask",
    ),
    "an unknown optimizer": (lambda: train(network(), M, optimizer="adamx"), "optimizer"),
    "a number as optimizer": (lambda: train(network(), M, optimizer=0.03), "optimizer"),
    "a batch that is too large": (lambda: train(network(), M, batch_size=3), "batch_size"),
    "a stop that is no function": (lambda: train(network(), M, stop=True), "stop"),
    "no epoch to decay in": (lambda: adam_with_decay(0), "updates"),
    "a learning rate of zero": (lambda: adam_with_decay(10, 0), "learning_rate"),
    "a hidden size of zero": (lambda: optimal_rmse(M, 0), "hidden_size"),
    "a matrix of one dimension": (lambda: optimal_rmse([1, 2], 1), "two dimensions"),
    "no hidden sizes": (lambda: sweep_hidden_sizes(M, []), "hidden_sizes"),
    "a shape of one number": (lambda: random_matrix(3, seed=0), "shape"),
    "a rank of zero": (lambda: low_rank_matrix((3, 4), 0, seed=0), "rank"),
    "a negative run": (lambda: seed_of_run(0, -1), "run"),
    "a text that is none": (lambda: cooccurrence(3), "text"),
    "a text that is too short": (lambda: cooccurrence("a cat"), "too short"),
    "counts of nothing": (lambda: ppmi([[0, 0]]), "counts"),
    "too few words": (lambda: nearest(np.eye(3), ["a", "b"]), "words"),
    "too few labels": (lambda: TrainingExplorer(M, ["a"], ["b"]), "row_words"),
    "no snapshots": (
        lambda: SnapshotExplorer(train(network(), M, epochs=2), M),
        "snapshot_every",
    ),
    "labels of an own table": (lambda: TableExplorer(M, ["a"], "bcde"), "row_words"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_gets_one_sentence_about_the_argument(case):
    call, about = CASES[case]
    with pytest.raises((TypeError, ValueError)) as refused:
        call()
    sentence = str(refused.value)
    assert about in sentence
    assert sentence.endswith(".") and "\n" not in sentence

"""A wrong change turns the tests red: each is made in a copy of the project, and seen."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
NOTEBOOK = "notebooks/0_Problem.ipynb"
NETWORK = "tests/test_network.py"

# What is wrong, where, the right text, the wrong one, and which tests must notice.
CHANGES = [
    (
        "a transposed product",
        "network.py",
        "return functools.reduce(tf.matmul, self.weights)\n",
        "return tf.linalg.matrix_transpose(functools.reduce(tf.matmul, self.weights))\n",
        NOTEBOOK,
    ),
    (
        "a sum for a mean",
        "loop.py",
        "tf.reduce_mean(tf.reduce_mean(x, axis=-2), axis=-1)",
        "tf.reduce_sum(tf.reduce_mean(x, axis=-2), axis=-1)",
        NOTEBOOK,
    ),
    (
        "another seed",
        "network.py",
        "np.random.SeedSequence(seed).generate_state(len(shapes))",
        "np.random.SeedSequence(seed + 1).generate_state(len(shapes))",
        NOTEBOOK,
    ),
    (
        "a rate that does not fall",
        "network.py",
        "schedules.CosineDecay(learning_rate, decay_steps=epochs)",
        "schedules.CosineDecay(learning_rate, decay_steps=epochs, alpha=1.0)",
        NOTEBOOK,
    ),
    (
        "an optimum of one hidden unit less",
        "theory.py",
        "compute_uv=False)[hidden_size:]",
        "compute_uv=False)[hidden_size - 1 :]",
        NOTEBOOK,
    ),
    (
        "a dropped mask",
        "network.py",
        "observed = None if mask is None else observed_mask(mask, shape)",
        "observed = None",
        NETWORK,
    ),
    (
        "an update before the loss of the epoch",
        "loop.py",
        "        losses = tf.tensor_scatter_nd_update(losses, [[done]], [loss])",
        "        loss = _loss(self.weights(), matrix, observed)\n"
        "            losses = tf.tensor_scatter_nd_update(losses, [[done]], [loss])",
        NETWORK,
    ),
    (
        "an unshuffled order",
        "loop.py",
        "np.random.default_rng((seed, epoch)).permutation(rows)",
        "np.arange(rows)",
        NETWORK,
    ),
]


def pytest_in_a_copy(folder, watcher):
    """Copy the project to `folder` and run `watcher` there, up to the first failure."""
    kept = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info")
    shutil.copytree(PROJECT, folder, ignore=kept, dirs_exist_ok=True)
    return lambda: subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", watcher],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},  # before the installed utils
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("wrong", CHANGES, ids=lambda change: change[0])
def test_wrong_change_is_noticed(wrong, tmp_path):
    _, module, right_text, wrong_text, watcher = wrong
    run = pytest_in_a_copy(tmp_path, watcher)
    source = tmp_path / "utils" / module
    assert source.read_text().count(right_text) == 1
    source.write_text(source.read_text().replace(right_text, wrong_text))
    result = run()
    assert result.returncode == 1, result.stdout  # a test failed; 0: none, 2: not run
    assert "1 failed" in result.stdout


def test_an_unchanged_copy_is_green(tmp_path):
    result = pytest_in_a_copy(tmp_path, NOTEBOOK)()
    assert result.returncode == 0, result.stdout

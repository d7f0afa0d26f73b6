"""A wrong change turns the tests red: each is made in a copy of the project, and seen."""

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
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


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """The output of pytest for each change, by its name; as many at once as processors."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        folders = [tmp_path_factory.mktemp("copy") for _ in CHANGES]
        outputs = pool.map(run_with_change, CHANGES, folders)
        return dict(zip([change[0] for change in CHANGES], outputs, strict=True))


def run_with_change(change, folder):
    _, module, right_text, wrong_text, watcher = change
    kept = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "*.png")
    shutil.copytree(PROJECT, folder, ignore=kept, dirs_exist_ok=True)
    source = folder / "utils" / module
    assert source.read_text().count(right_text) == 1
    source.write_text(source.read_text().replace(right_text, wrong_text))
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", watcher],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},  # before the installed utils
        capture_output=True,
        text=True,
    ).stdout


@pytest.mark.parametrize("name", [change[0] for change in CHANGES])
def test_wrong_change_is_noticed(name, runs):
    # Some tests pass first: the copy works, and what fails is what the change broke.
    assert re.search(r"\b1 failed, [1-9]\d* passed", runs[name]), runs[name]

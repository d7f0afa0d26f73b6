"""A wrong change turns the test red that is there for it: each is made in a copy."""

import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]

# Where, the right text, the wrong one, and the test that must fail.
CHANGES = {
    "a transposed product": (
        "network.py",
        "return functools.reduce(tf.matmul, self.weights)\n",
        "return tf.linalg.matrix_transpose(functools.reduce(tf.matmul, self.weights))\n",
        "test_network.py::test_product_and_call",
    ),
    "a sum for a mean": (
        "loop.py",
        "tf.reduce_mean(tf.reduce_mean(x, axis=-2), axis=-1)",
        "tf.reduce_sum(tf.reduce_mean(x, axis=-2), axis=-1)",
        "test_training.py::test_snapshots_are_the_weights_that_had_the_loss",
    ),
    "another seed": (
        "network.py",
        "generator.seed(seed)",
        "generator.seed(seed + 1)",
        "test_network.py::test_one_generator_draws_all_layers_in_turn",
    ),
    "a rate that does not fall": (
        "rules.py",
        "CosineDecay(learning_rate, updates)",
        "CosineDecay(learning_rate, updates, alpha=1.0)",
        "test_training.py::test_decayed_adam_falls_along_a_cosine",
    ),
    "an optimum of one hidden unit less": (
        "theory.py",
        "compute_uv=False)[hidden_size:]",
        "compute_uv=False)[hidden_size - 1 :]",
        "test_matrices.py::test_best_rmse_is_the_error_of_the_truncated_svd",
    ),
    "a dropped mask": (
        "loop.py",
        "mean_squared_error(layers, *entries)",
        "mean_squared_error(layers, entries[0])",
        "test_training.py::test_loss_is_the_mean_over_the_observed_entries_before_the_update",
    ),
    "an update before the loss of the epoch": (
        "loop.py",
        "losses = tf.tensor_scatter_nd_update(losses, [[epoch]], [loss])",
        "losses = tf.tensor_scatter_nd_update(losses, [[epoch]], [loss_of(after[0])])",
        "test_training.py::test_snapshots_are_the_weights_that_had_the_loss",
    ),
    "an unshuffled order": (
        "training.py",
        ".permutation(self.rows)",
        ".permutation(self.rows) * 0 + np.arange(self.rows)",
        "test_training.py::test_batches_equal_keras_on_the_same_batches",
    ),
    "a bias that is not corrected": (
        "rules.py",
        "rate *= tf.sqrt(1 - beta_2**count) / (1 - beta_1**count)",
        "rate *= tf.sqrt(1 - beta_2**count)",
        "test_rules.py::test_300_epochs_equal_keras_in_single_precision",
    ),
    "weights that threads share": (
        "loop.py",
        "    return loop\n",
        "    kept = []\n\n"
        "    def shared(state, *rest):\n"
        "        kept.append(state)\n"
        "        return loop(kept[0], *rest)\n\n"
        "    return shared\n",
        "test_training.py::test_threads_that_train_the_same_shapes_do_not_meet",
    ),
}


def run_with_change(change, folder):
    """Run a test in a copy with this change; return what failed, and all of the output."""
    module, right_text, wrong_text, test = change
    kept = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "notebooks", "build")
    shutil.copytree(PROJECT, folder, ignore=kept, dirs_exist_ok=True)
    source = folder / "utils" / module
    text = source.read_text(encoding="utf-8")
    assert text.count(right_text) == 1
    source.write_text(text.replace(right_text, wrong_text), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-o"]
    output = subprocess.run(
        [*command, "addopts=", f"tests/{test}"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},  # before the installed utils
        capture_output=True,
        text=True,
    ).stdout
    return set(re.findall(r"^FAILED tests/([\w.]+::\w+)", output, re.MULTILINE)), output


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """What failed under each change, by its name; as many at once as processors."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        folders = [tmp_path_factory.mktemp("copy") for _ in CHANGES]
        return dict(
            zip(CHANGES, pool.map(run_with_change, CHANGES.values(), folders), strict=True)
        )


@pytest.mark.parametrize("name", CHANGES)
def test_wrong_change_fails_the_test_that_is_there_for_it(name, outcomes):
    failed, output = outcomes[name]
    assert failed == {CHANGES[name][-1]}, output

"""Importing utils sets defaults of environment variables, and changes nothing else."""

import os
import subprocess
import sys

import pytest

IMPORT = """
import gc, os
before = gc.get_freeze_count()
import utils
assert gc.get_freeze_count() == before
assert os.environ["NVIDIA_TF32_OVERRIDE"] == "0"
print(os.environ["KERAS_BACKEND"], os.environ["XLA_FLAGS"])
"""


def printed(**variables):
    environment = {name: value for name, value in os.environ.items() if "XLA" not in name}
    environment.pop("KERAS_BACKEND", None)
    command = [sys.executable, "-c", IMPORT]
    run = subprocess.run(
        command, env=environment | variables, capture_output=True, text=True, check=True
    )
    return run.stdout.split(maxsplit=1)


def test_keras_gets_tensorflow_and_xla_larger_loops():
    backend, flags = printed()
    assert backend == "tensorflow"
    assert "xla_cpu_small_while_loop_byte_threshold=70000" in flags


def refused(code="import utils", **variables):
    """Return the last line of a failed import."""
    run = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | variables,
        capture_output=True,
        text=True,
    )
    assert run.returncode != 0
    return run.stderr.splitlines()[-1]


@pytest.mark.parametrize("backend", ["torch", "jax", "numpy", "theano", "TensorFlow", ""])
def test_another_backend_of_keras_is_named(backend):
    said = refused(KERAS_BACKEND=backend)
    assert f"got the environment variable KERAS_BACKEND={backend}: remove it" in said


@pytest.mark.parametrize("legacy", ["1", "True", "true"])
def test_keras_2_is_named(legacy):
    said = refused(TF_USE_LEGACY_KERAS=legacy)
    assert "need Keras 3" in said and f"TF_USE_LEGACY_KERAS={legacy}" in said


def test_a_keras_that_was_imported_before_is_named():
    code = (
        "import sys, types; keras = types.ModuleType('keras'); "
        "keras.backend = types.SimpleNamespace(backend=lambda: 'jax'); "
        "sys.modules['keras'] = keras; import utils"
    )
    assert "imported before with jax: restart the kernel" in refused(code)


TRAINING = """
import numpy as np
from utils import LinearNetwork, adam_with_decay, train
M = np.arange(8.0).reshape(2, 4) / 4
print(train(LinearNetwork([2, 3, 4]), M, epochs=300).loss[-1], end=" ")
network = LinearNetwork([2, 3, 4])
print(train(network, M, epochs=70_000, optimizer=adam_with_decay(70_000)).loss[-1])
"""


def test_an_old_keras_json_changes_nothing(tmp_path):
    losses = {}
    for floatx in ("float32", "float16", "float64"):
        folder = tmp_path / floatx
        folder.mkdir()
        (folder / "keras.json").write_text(
            f'{{"floatx": "{floatx}", "epsilon": 0.001, "backend": "theano", '
            '"image_data_format": "channels_first", "image_dim_ordering": "th"}'
        )
        run = subprocess.run(
            [sys.executable, "-c", TRAINING],
            env={k: v for k, v in os.environ.items() if k != "KERAS_BACKEND"}
            | {"KERAS_HOME": str(folder)},
            capture_output=True,
            text=True,
            check=True,
        )
        losses[floatx] = run.stdout
    assert losses["float16"] == losses["float64"] == losses["float32"]


def test_what_users_set_themselves_stays():
    _, flags = printed(XLA_FLAGS="--xla_cpu_max_isa=AVX")
    assert flags == "--xla_cpu_max_isa=AVX\n"

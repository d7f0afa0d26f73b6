"""Importing utils sets defaults of environment variables, and changes nothing else."""

import os
import subprocess
import sys

from utils import LinearNetwork, adam_with_decay, train
from utils.environment import SMALL_LOOP

import numpy as np
import pytest


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


def final_losses():
    matrix = np.arange(8.0).reshape(2, 4) / 4
    network = LinearNetwork([2, 3, 4])
    after_decay = train(
        network, matrix, epochs=70_000, optimizer=adam_with_decay(70_000)
    ).loss[-1]
    return train(LinearNetwork([2, 3, 4]), matrix, epochs=300).loss[-1], after_decay


IMPORT = """
import gc, os
before = gc.get_freeze_count()
import utils
assert gc.get_freeze_count() == before
assert os.environ["NVIDIA_TF32_OVERRIDE"] == "0"
print(os.environ["KERAS_BACKEND"], os.environ["XLA_FLAGS"])
from tests.test_import import final_losses
print(*final_losses())
"""


# What a user may have set, without an effect on the losses.
OWN_FLAGS = f"{SMALL_LOOP} --xla_dump_max_hlo_modules=7"


@pytest.mark.parametrize(
    "floatx, own, flags",
    [("float16", {}, SMALL_LOOP), ("float64", {"XLA_FLAGS": OWN_FLAGS}, OWN_FLAGS)],
    ids=["nothing is set", "flags are set"],
)
def test_defaults_are_set_and_an_old_keras_json_changes_nothing(
    floatx, own, flags, tmp_path
):
    (tmp_path / "keras.json").write_text(
        f'{{"floatx": "{floatx}", "epsilon": 0.001, "backend": "theano", '
        '"image_data_format": "channels_first", "image_dim_ordering": "th"}'
    )
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("KERAS_BACKEND", "XLA_FLAGS", "NVIDIA_TF32_OVERRIDE")
    }
    run = subprocess.run(
        [sys.executable, "-c", IMPORT],
        env=kept | own | {"KERAS_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    variables, losses = run.stdout.splitlines()
    assert variables == f"tensorflow {flags}"
    assert "xla_cpu_small_while_loop_byte_threshold=70000" in flags
    assert losses.split() == [str(loss) for loss in final_losses()]

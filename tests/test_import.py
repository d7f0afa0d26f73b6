"""Importing utils sets defaults of environment variables, and changes nothing else."""

import os
import subprocess
import sys

IMPORT = """
import gc, os
before = gc.get_freeze_count()
import utils
assert gc.get_freeze_count() == before
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


def test_what_users_set_themselves_stays():
    _, flags = printed(XLA_FLAGS="--xla_cpu_max_isa=AVX")
    assert flags == "--xla_cpu_max_isa=AVX\n"

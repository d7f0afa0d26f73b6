"""Long and hard use: many shapes, many interrupts, many notebooks, and no room to write.

    pytest -n0 -rP -m "" tools/stress.py

This takes some minutes. Each kernel is a process of its own.
"""

import os
import random
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

from utils import LinearNetwork, adam_with_decay, train, word_table

import numpy as np
import pytest
import tensorflow as tf

pytestmark = pytest.mark.slow
TOOLS = Path(__file__).parent

ROUNDS = """
import gc
import psutil
from utils import LinearNetwork, random_matrix, train
for _ in range(5):
    for rows in range(2, 10):
        for columns in range(3, 8):
            matrix = random_matrix((rows, columns), seed=0)
            train(LinearNetwork([rows, 3, columns]), matrix, epochs=200)
    gc.collect()
    print(psutil.Process().memory_info().rss / 1e6)
"""

CHAPTER = """
import io
import matplotlib
matplotlib.use("agg")
import utils
from utils import LinearNetwork, adam_with_decay, explorers, plot_rmse, train, word_table
import matplotlib.pyplot as plt
plt.style.use(utils.STYLE)
table, rows, columns = word_table()
options = {"epochs": 3000, "optimizer": adam_with_decay(3000), "snapshot_every": 1000}
history = train(LinearNetwork([2, 3, 4]), table, **options)
plot_rmse(history, 0.0).figure.savefig(io.BytesIO())
explorers.SnapshotExplorer(history, table, rows, columns)
utils.claim("the last rmse is below 1e-05", history.rmse[-1] < 1e-5)
"""

# No file may grow: as if all disks were full, for any user and in any folder.
FULL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))"


def run(code, home=None, **variables):
    """Run code in a process with only these environment variables; return it."""
    variables |= {"PATH": os.environ["PATH"], "PYTHONPATH": str(TOOLS.parent)}
    variables |= {} if home is None else {"HOME": str(home)}
    command = sys.executable, "-c", code
    return subprocess.run(command, env=variables, capture_output=True, text=True)


def test_many_shapes_do_not_pile_up_in_memory(tmp_path):
    result = run(ROUNDS, tmp_path)
    assert result.returncode == 0, result.stderr
    memory = [float(line) for line in result.stdout.split()]
    print("MB after each round:", *map(round, memory))
    assert len(memory) == 5 and max(memory[1:]) - memory[0] <= 30


@pytest.fixture
def heard():
    """Hear interrupts, because a process that was started in the background does not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_a_hundred_interrupts_lose_nothing(heard):
    chance, matrix, got = random.Random(0), word_table()[0], 0
    descent = tf.keras.optimizers.SGD(0.1)
    for seed in range(100):
        hidden = 3 + seed // 10  # a shape that is new each tenth time: compiled meanwhile
        options = {"optimizer": descent, "batch_size": 1 if seed % 5 == 0 else None}
        network, twin = (LinearNetwork([2, hidden, 4], seed=seed) for _ in range(2))
        begin = threading.Timer(
            chance.uniform(0, 0.3), signal.raise_signal, [signal.SIGINT]
        )
        early = seed % 5 == 1  # it may fall before the first epoch

        def progress(_, begin=begin):
            if begin.ident is None:
                begin.start()

        history = None
        try:
            if early:
                begin.start()
            history = train(network, matrix, epochs=10**8, progress=progress, **options)
        except KeyboardInterrupt:  # as if the cell had not been run
            assert early
        begin.join()
        if history:
            got += 1
            assert history.stopped_by == "interrupted" and history.network is network
            same = train(twin, matrix, epochs=history.epochs, **options)
            np.testing.assert_array_equal(history.loss, same.loss)
        for ours, its in zip(network.weights, twin.weights, strict=True):
            np.testing.assert_array_equal(ours, its)
        onward = train(network, matrix, optimizer=adam_with_decay(20_000))
        assert onward.stopped_by == "epochs" and onward.rmse[-1] < 1e-5
    print(f"{got} of 100 interrupts fell into epochs, the others before the first")
    assert got >= 80


@pytest.mark.skipif(sys.platform != "linux", reason="others do not tell what is shared")
def test_any_three_notebooks_and_the_server_fit_into_1700_mb():
    command = sys.executable, str(TOOLS / "memory.py")
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    print(printed)
    assert int(re.search(r"together \(Pss\) +(\d+) MB", printed)[1]) <= 1700


@pytest.mark.parametrize("place", ["none", "empty", "missing", "read-only"])
@pytest.mark.parametrize("cache", [None, "file", "file/cache"])
def test_a_chapter_runs_without_a_home_or_a_cache(place, cache, tmp_path):
    file, empty = tmp_path / "file", tmp_path / "empty"
    file.touch()  # not even root makes a folder in it
    empty.mkdir()
    homes = {
        "none": None,
        "empty": "",
        "missing": empty / "home",
        "read-only": file / "home",
    }
    variables = {} if cache is None else {"MPLCONFIGDIR": str(tmp_path / cache)}
    result = run(CHAPTER, homes[place], **variables)
    assert result.stdout == "✓ the last rmse is below 1e-05\n", result.stderr
    refused = place == "read-only" or cache
    assert ("created a temporary cache directory" in result.stderr) == bool(refused)


def test_without_a_byte_left_on_any_disk_a_sentence_says_so(tmp_path):
    pytest.importorskip("resource")  # Windows has no such limit
    result = run(FULL + CHAPTER, tmp_path)
    assert result.returncode == 1 and result.stdout == ""
    *_, last = result.stderr.splitlines()
    assert "No usable temporary directory found in" in last

"""Measure kernels in which people move a slider at the same time, as a class does.

    python tools/kernels.py [kernels, 10] [moves of each, 20]

Each kernel opens the first chapter's explorer and trains a network anew at every move, for
20 000 epochs; the moves begin when all kernels are ready. What a room of 30 needs follows
from the time of a move, the cores, and how often people move.
"""

import json
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import nbformat
import numpy as np
import psutil
from nbclient import NotebookClient

FOLDER = str(Path(__file__).parents[1] / "notebooks")
OPEN = """
from utils import explorers, word_table
explorer = explorers.TrainingExplorer(*word_table())
explorer.controls["seed"].value = 99  # compiled, and drawn once
"""
MOVES = """
import json, time
waits, control = [], explorer.controls["seed"]
for seed in range({moves}):
    started = time.perf_counter()
    control.value = seed
    while f"seed {{seed}}," not in explorer.sentence:
        await asyncio.sleep(0.01)
    waits.append(time.perf_counter() - started)
print(json.dumps(waits))
"""


def opened(kernels):
    """Start a kernel and open the explorer; return the client."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(f"import asyncio{OPEN}")]
    )
    resources = {"metadata": {"path": FOLDER}}
    client = NotebookClient(notebook, timeout=600, resources=resources)
    kernels.enter_context(client.setup_kernel())
    client.execute_cell(notebook.cells[0], 0)
    return client


def moved(client, moves):
    """Make the moves; return how long each took until its sentence was shown, seconds."""
    cell = nbformat.v4.new_code_cell(MOVES.format(moves=moves))
    client.nb.cells.append(cell)
    client.execute_cell(cell, len(client.nb.cells) - 1)
    return json.loads(cell.outputs[-1]["text"])


if __name__ == "__main__":
    count, moves = (int(x) for x in [*sys.argv[1:], *["10", "20"][len(sys.argv) - 1 :]])
    with ExitStack() as kernels:
        clients = [opened(kernels) for _ in range(count)]
        alone = np.median(moved(clients[0], moves))
        started = time.perf_counter()
        with ThreadPoolExecutor(count) as threads:
            waits = list(threads.map(lambda client: moved(client, moves), clients))
        seconds = time.perf_counter() - started
        processes = [psutil.Process(client.km.provisioner.pid) for client in clients]
        each = [process.memory_info().rss / 1e6 for process in processes]
    answered = sum(map(len, waits))
    print(f"{count} kernels on {os.cpu_count()} cores, {moves} moves each")
    print(f"  one kernel alone, a move      {alone:8.2f} s")
    print(f"  all at once, a move, median   {np.median(waits):8.2f} s")
    print(f"  all at once, the longest      {np.max(waits):8.2f} s")
    print(f"  moves a second in all         {answered / seconds:8.1f}")
    print(f"  answered                      {answered:8d} of {count * moves}")
    print(f"  memory of a kernel            {np.max(each):8.0f} MB")

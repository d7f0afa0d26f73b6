"""Measure the memory of the notebooks' kernels, kept open as on Binder, where 2 GB kill.

In a process of its own, without TensorFlow: it would share memory with the kernels.
"""

import os
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import nbformat
import psutil
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


def opened(path, kernels):
    """Run a notebook in a kernel that stays open; return its process and the seconds."""
    folder = {"metadata": {"path": str(path.parent)}}
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=600, resources=folder)
    kernels.enter_context(client.setup_kernel())
    started = time.perf_counter()
    for index, cell in enumerate(notebook.cells):
        client.execute_cell(cell, index)
    return psutil.Process(client.km.provisioner.pid), time.perf_counter() - started


if __name__ == "__main__":
    os.environ["TQDM_DISABLE"] = "1"
    with ExitStack() as kernels:
        processes = []
        for path in NOTEBOOKS:
            process, seconds = opened(path, kernels)
            processes.append(process)
            memory = process.memory_info().rss / 1e6
            print(
                f"{path.stem:<20} {seconds:5.0f} s  {memory:6.0f} MB  (bar: 850 MB)",
                flush=True,
            )
            if path.stem == "2_DeepLinear" and sys.platform == "linux":
                # Others do not tell what processes share.
                together = sum(each.memory_full_info().pss for each in processes) / 1e6
                what = "these three (Pss)"
                print(f"{what:<20} {'':7}  {together:6.0f} MB  (bar: 1450 MB)")

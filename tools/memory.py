"""Measure the memory of notebooks that stay open, because Binder ends a session at 2 GB.

    python tools/memory.py

This runs in a process of its own, without TensorFlow, which would share memory with the
kernels.
"""

import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
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


@contextmanager
def server():
    """Run JupyterLab's server, as `make lab` does, without a browser; yield its process."""
    options = (
        "--no-browser",
        "--allow-root",
        "--ServerApp.port=0",
        "--ServerApp.ip=127.0.0.1",
    )
    command = sys.executable, "-m", "jupyter", "lab", *options
    lab = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        while "is running at" not in lab.stderr.readline():
            assert lab.poll() is None, "JupyterLab did not start"
        yield psutil.Process(lab.pid)
    finally:
        lab.terminate()
        lab.wait()


if __name__ == "__main__":
    with ExitStack() as all_kernels:
        sizes = {}
        for path in NOTEBOOKS:
            kernel = all_kernels.enter_context(ExitStack())
            process, seconds = opened(path, kernel)
            memory = process.memory_info().rss / 1e6
            sizes[kernel] = memory, process, path.stem
            print(
                f"{path.stem:<20} {seconds:5.0f} s  {memory:6.0f} MB  (bar: 850 MB)",
                flush=True,
            )
        # What any three need is at most what the three largest do.
        *smaller, _, _, _ = sorted(sizes, key=lambda kernel: sizes[kernel][0])
        for kernel in smaller:
            sizes.pop(kernel)
            kernel.close()
        if sys.platform == "linux":  # others do not tell what processes share
            with server() as lab:
                time.sleep(5)  # its extensions are still being loaded
                processes = [lab, *(process for _, process, _ in sizes.values())]
                each = [process.memory_full_info().pss / 1e6 for process in processes]
            names = ", ".join(name for *_, name in sizes.values())
            print(f"JupyterLab's server {each[0]:.0f} MB, {names}", *map(round, each[1:]))
            what = "these together (Pss)"
            print(f"{what:<20} {'':7}  {sum(each):6.0f} MB  (bar: 1700 MB)")

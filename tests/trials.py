"""Trials: tests run in copies of the project, each in a fork of a process that is warm.

The parent has imported what takes long, TensorFlow above all, and nothing of utils.
"""

import importlib
import json
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SLOW_TO_IMPORT = "tensorflow keras matplotlib.pyplot hypothesis ipywidgets nbclient nbval"
QUIET = {"TF_ENABLE_ONEDNN_OPTS": "0", "TF_CPP_MIN_LOG_LEVEL": "1"}  # as utils does
OPTIONS = ["-x", "-q", "-p", "no:cacheprovider", "-o", "addopts=", "-m", "not slow"]
OF_NOTEBOOKS = ["--nbval", "--nbval-current-env", "--nbval-cell-timeout=300"]


class Watch:
    """A plugin of pytest: it keeps an order of tests, and notes what they call.

    order: {test: after how many seconds it ends the process}; empty for any tests.
    """

    def __init__(self, order, watched):
        self.order, self.watched = order, watched
        self.failed, self.tests = None, {}

    def pytest_collection_modifyitems(self, items):
        if self.order:
            items[:] = [item for item in items if item.nodeid in self.order]
            items.sort(key=lambda item: [*self.order].index(item.nodeid))

    def pytest_collectreport(self, report):
        if report.failed:
            self.failed = self.failed or report.nodeid

    pytest_runtest_logreport = pytest_collectreport

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item):
        called, started = set(), time.perf_counter()

        def note(frame, event, _):
            path = frame.f_code.co_filename
            if event == "call" and path.startswith(self.watched):
                called.add(f"{Path(path).stem}.{frame.f_code.co_name}")

        signal.alarm(self.order.get(item.nodeid, 0))  # ends loops in compiled code, too
        if self.watched:
            threading.setprofile(note)
            sys.setprofile(note)
        try:
            return (yield)
        finally:
            signal.alarm(0)
            if self.watched:
                sys.setprofile(None)
                threading.setprofile(None)
            seconds = round(time.perf_counter() - started, 3)
            self.tests[item.nodeid] = [seconds, sorted(called)]


def run_tests(tree, order, watch):
    """Run tests in a copy, in this process; leave what came of it there. Never returns."""
    os.setsid()
    with open(tree / "log", "wb") as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    os.chdir(tree)
    os.environ |= {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    sys.path[:] = [str(tree), *(p for p in sys.path if p != str(ROOT / "tests"))]
    sys.dont_write_bytecode = True
    files = list(dict.fromkeys(test.split("::")[0] for test in order))
    tests = {test: limit for test, limit in order.items() if "::" in test}
    plugin = Watch(tests, watch and str(tree / "utils"))
    status = 3
    try:
        of_notebooks = OF_NOTEBOOKS if files[0].endswith(".ipynb") else []
        status = int(pytest.main([*OPTIONS, *of_notebooks, *files], [plugin]))
    except BaseException:
        traceback.print_exc()
    outcome = {"status": status, "failed": plugin.failed, "tests": plugin.tests}
    (tree / "outcome").write_text(json.dumps(outcome))
    sys.stdout.flush()
    os._exit(0)


class Trial:
    """A file with another text, or none, and its tests in steps, up to one that fails.

    steps: [{test, or file: after how many seconds it is stopped}], in order.
    """

    def __init__(self, name, steps, file=None, text=None, watch=False):
        self.name, self.steps, self.watch = name, steps, watch
        self.file, self.text = file, text
        self.result, self.began = {"caught_by": None, "tests": {}}, None

    def begin(self, tree):
        """Start the next step in a copy of the project."""
        order, now = self.steps.pop(0), time.perf_counter()
        self.tree, self.began = tree, self.began or now
        self.deadline = now + sum(order.values())
        (tree / "outcome").unlink(missing_ok=True)
        if self.file:
            (tree / self.file).write_text(self.text, "utf-8")
        self.pid = os.fork()
        if not self.pid:
            run_tests(tree, order, self.watch)

    def ended(self):
        """Return whether all is known; begin the next step if there is one."""
        ended, status = os.waitpid(self.pid, os.WNOHANG)
        if not ended:
            if time.perf_counter() < self.deadline:
                return False
            os.killpg(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.result["caught_by"] = "no end in time"
        elif not (self.tree / "outcome").exists():
            late = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM
            self.result["caught_by"] = "no end in time" if late else "the process died"
        else:
            outcome = json.loads((self.tree / "outcome").read_text())
            self.result["tests"] |= outcome["tests"]
            if outcome["status"] not in (0, 5):  # 5: no test is left
                self.result["caught_by"] = outcome["failed"] or "pytest failed"
        if self.steps and not self.result["caught_by"]:
            self.begin(self.tree)
            return False
        self.result["seconds"] = round(time.perf_counter() - self.began, 1)
        if self.file:
            shutil.copy(ROOT / self.file, self.tree / self.file)
        return True


def run(trials, workers, done):
    """Run trials, so many at once; call `done` with each that has ended."""
    os.environ |= QUIET
    for name in SLOW_TO_IMPORT.split():
        importlib.import_module(name)
    for name in QUIET:
        del os.environ[name]
    waiting, running = list(trials), {}
    with tempfile.TemporaryDirectory() as folder:
        free = [Path(folder, str(worker)) for worker in range(workers)]
        for tree in free:
            kept = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build")
            shutil.copytree(ROOT, tree, ignore=kept)
        while waiting or running:
            while waiting and free:
                trial = waiting.pop(0)
                running[trial] = free.pop()
                trial.begin(running[trial])
            time.sleep(0.05)
            for trial in [trial for trial in running if trial.ended()]:
                free.append(running.pop(trial))
                done(trial)

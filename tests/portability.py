"""Run tests and notebooks as on other computers; print a table of what is green and red.

    python tests/portability.py [names of environments, all]

Results are kept in build/portability, for each environment and state of the files: another
call goes on where this one stopped, and environments that are named run again. Those with
packages of their own take 2 GB each. Beside the results are the reports of each run.
"""

import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "build/portability"
RESULTS = FOLDER / "results.json"
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
OLDEST, END = map(int, re.search(r'python = ">=3\.(\d+),<3\.(\d+)"', PYPROJECT).groups())
# pip finds none that fits the oldest traitlets: other packages ask for a newer one.
OLD_PACKAGES = re.findall(
    r"(tensorflow-cpu|tensorflow|numpy|keras|matplotlib|ipywidgets|tqdm)>=([\d.]+)",
    PYPROJECT,
)
NAMED = "TensorFlow", "NumPy", "Keras", "Matplotlib", "ipywidgets", "IPython"
VERSIONS = f"""
import json, platform
from importlib.metadata import distributions
versions = {{"Python": platform.python_version()}}
for name in {NAMED}:
    cpu = distributions(name=f"{{name}}-cpu")
    versions[name] = [*distributions(name=name), *cpu][0].version
print(json.dumps(versions))
"""


@dataclass(frozen=True)
class Environment:
    """How a computer differs from this one.

    python: the version of another Python, which gets packages of its own, as those of
    `install`, the arguments of pip. missing: why it cannot be tried here, or "".
    """

    variables: dict = field(default_factory=dict)
    prefix: tuple = ()
    python: str = ""
    install: tuple = ()
    tests: tuple = ()
    missing: str = ""


def older_processor(xla, openblas, numpy):
    """Return a computer whose processor has these instructions and no later ones.

    XLA, OpenBLAS and NumPy choose by the processor, each by names of its own.
    """
    limits = {
        "XLA_FLAGS": f"--xla_cpu_max_isa={xla}",
        "OPENBLAS_CORETYPE": openblas,
        "NPY_DISABLE_CPU_FEATURES": numpy,
    }
    here = platform.machine().lower() in ("x86_64", "amd64")
    return Environment(limits, missing="" if here else "this processor is of another kind")


def one_thread():
    """Return a computer with one core."""
    libraries = "OMP_NUM", "OPENBLAS_NUM", "TF_NUM_INTRAOP", "TF_NUM_INTEROP"
    limits = {f"{library}_THREADS": "1" for library in libraries}
    if not shutil.which("taskset"):
        return Environment(missing="there is no taskset to keep to one core")
    core = min(os.sched_getaffinity(0))
    return Environment(limits, prefix=("taskset", "-c", str(core)))


def with_packages(python, *install, tests=()):
    """Return a computer with this Python, and what pip installs there."""
    missing = "" if find_python(python) else f"there is no Python {python}"
    return Environment(python=python, install=install, tests=tests, missing=missing)


def environments():
    """Return the computers by name."""
    project, old = ("-e", ".[notebooks,test]"), str(FOLDER / "oldest.txt")
    oldest, newest = f"3.{OLDEST}", f"3.{END - 1}"
    here = "{}.{}".format(*sys.version_info)
    colab = (
        "-o",
        "addopts=--nbval --nbval-current-env",
        "tests/test_explore.py",
        "notebooks",
    )
    return {
        "as it is": Environment(),
        "SSE4.2": older_processor("SSE4_2", "Nehalem", "X86_V3 X86_V4"),
        "AVX": older_processor("AVX", "Sandybridge", "X86_V3 X86_V4"),
        "AVX2": older_processor("AVX2", "Haswell", "X86_V4"),
        # There a cell may take longer than its usual limit.
        "without XLA": Environment(
            {"PYTHONPATH": str(ROOT / "tests/without_xla")},
            tests=("--nbval-cell-timeout=3000",),
        ),
        "with oneDNN": Environment({"TF_ENABLE_ONEDNN_OPTS": "1"}),
        "one thread": one_thread(),
        "oldest Python, oldest packages": with_packages(oldest, *project, "-c", old),
        "oldest Python, newest packages": with_packages(oldest, *project),
        "newest Python, newest packages": with_packages(newest, *project),
        "Colab": with_packages(here, "-e", ".", "-r", "tests/colab.txt", tests=colab),
    }


def find_python(version):
    """Return the path of a working Python of this version, as 3.10, or None."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    uv = Path.home() / ".local/share/uv/python"
    installed = [*pyenv.glob(f"{version}.*"), *uv.glob(f"cpython-{version}.*")]
    names = [f"python{version}", sys.executable, *(f"{x}/bin/python" for x in installed)]
    tell = "import sys, ensurepip, venv; print('{}.{}'.format(*sys.version_info))"
    for path in filter(None, map(shutil.which, names)):
        asked = subprocess.run([path, "-c", tell], capture_output=True, text=True)
        if asked.stdout.strip() == version:
            return path


def state_of_files():
    """Return a hash of all files that git knows, as they are now, and pytest's options."""
    names = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT).split(b"\0")
    digest = hashlib.sha256(os.environ.get("PYTEST_ADDOPTS", "").encode())
    for path in (ROOT / os.fsdecode(name) for name in names if name):
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()


def prepared(environment, folder, log):
    """Return the environment's Python, made and brought up to date if it has its own."""
    if not environment.python:
        return sys.executable
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        make = [find_python(environment.python), "-m", "venv", folder]
        subprocess.run(make, check=True, stdout=log, stderr=log)
    update = "install", "--upgrade", "--upgrade-strategy", "eager", *environment.install
    pip = [python, "-m", "pip", *update]
    subprocess.run(pip, check=True, cwd=ROOT, stdout=log, stderr=log)
    return python


def tried(name, environment):
    """Run the tests there; return what became of them."""
    folder = FOLDER / re.sub(r"\W+", "_", name)
    report = folder.with_suffix(".xml")
    report.unlink(missing_ok=True)
    with open(folder.with_suffix(".log"), "w") as log:
        try:
            python = prepared(environment, folder, log)
        except subprocess.CalledProcessError:
            return {"outcome": "red", "failed": [f"no packages: see {log.name}"]}
        found = json.loads(subprocess.check_output([python, "-c", VERSIONS]))
        pytest = [python, "-m", "pytest", "--ignore=tests/browser", f"--junitxml={report}"]
        command, variables = [*environment.prefix, *pytest], environment.variables
        command += environment.tests
        kept = {"cwd": ROOT, "env": os.environ | variables, "stdout": log, "stderr": log}
        started = time.monotonic()
        code = subprocess.run(command, **kept).returncode
    seconds = round(time.monotonic() - started)
    passed, failed = read(report) if report.exists() else (0, [])
    if not failed and (code or not passed):
        failed = [f"pytest ended with {code}: see {log.name}"]
    outcome = "red" if failed else "green"
    times = {"seconds": seconds, "passed": passed, "versions": found}
    return {"outcome": outcome, "failed": failed, **times}


def read(report):
    """Return how many tests passed, and the names of those that failed."""
    cases = ElementTree.parse(report).findall(".//testcase")
    unwell = {"failure", "error", "skipped"}
    failed = [
        c for c in cases if c.find("failure") is not None or c.find("error") is not None
    ]
    passed = sum(not unwell & {child.tag for child in case} for case in cases)
    return passed, [f"{case.get('classname')}::{case.get('name')}" for case in failed]


def row(name, result):
    """Return a line of the table, and the first failures below it."""
    if result["outcome"] == "not run":
        return f"{name:<31} not run  {result['why']}"
    minutes, seconds = divmod(result.get("seconds", 0), 60)
    found = "  ".join(f"{text:<8}" for text in result.get("versions", {}).values())
    line = f"{name:<31} {result['outcome']:<7} {minutes:3d}:{seconds:02d} "
    failed = result["failed"]
    more = [f"and {len(failed) - 5} more"] if len(failed) > 5 else []
    lines = [f"{line} {result.get('passed', 0):6d}  {found}", *failed[:5], *more]
    return "\n    ".join(lines).rstrip()


def main(named):
    """Try what was not tried on these files, and what is named; print the table."""
    computers = environments()
    if unknown := set(named) - set(computers):
        sys.exit(
            f"Environments are {', '.join(computers)}; none is called {unknown.pop()}."
        )
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "oldest.txt").write_text("".join(f"{n}=={v}\n" for n, v in OLD_PACKAGES))
    results = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    columns = "  ".join(f"{name:<8}" for name in ["Python", *NAMED])
    print(f"{'environment':<31} result   time   passed  {columns}")
    files, outcomes = state_of_files(), set()
    for name, computer in computers.items():
        result = results.get(name, {})
        if computer.missing:
            result = {"outcome": "not run", "why": computer.missing}
        elif name in named or not named and result.get("files") != files:
            result = results[name] = {"files": files} | tried(name, computer)
            RESULTS.write_text(json.dumps(results, indent=1))
        elif result.get("files") != files:
            result = {"outcome": "not run", "why": "the files have changed since, if ever"}
        print(row(name, result), flush=True)
        outcomes.add(result["outcome"])
    return "red" in outcomes


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

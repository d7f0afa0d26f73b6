"""The project installs, explains and links itself correctly."""

import base64
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
NOTEBOOKS = {path.name for path in ROOT.glob("notebooks/*.ipynb")}

needs_make = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no make")


def requirements(path):
    """Lines of a requirements file, with the files it includes in place."""
    for line in path.read_text().splitlines():
        if line.startswith("-r "):
            yield from requirements(path.parent / line[3:])
        elif line and not line.startswith("#"):
            yield line


def call(folder, *command, **variables):
    """Run a command in an environment that holds the given variables only."""
    variables = {"PATH": os.environ["PATH"]} | variables
    return subprocess.run(
        command, cwd=folder, env=variables, capture_output=True, text=True
    )


def refusal(result):
    """What a failing make says, without the line that make itself adds."""
    assert result.returncode != 0
    said = [line for line in result.stderr.splitlines() if not line.startswith("make")]
    assert len(said) == 1, result.stderr
    return said[0]


def script(path, text):
    path.write_text("#!/bin/sh\n" + text)
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def clone(tmp_path):
    """A copy of what make needs, in a git repository without a remote."""
    clone = tmp_path / "clone"
    clone.mkdir()
    for name in "Makefile", "README.md", "requirements.txt", "pyproject.toml":
        shutil.copy(ROOT / name, clone)
    (clone / "notebooks").mkdir()
    for name in NOTEBOOKS:
        shutil.copy(ROOT / "notebooks" / name, clone / "notebooks")
    assert call(clone, "git", "init").returncode == 0
    return clone


def test_binder_installs_the_requirements():
    assert list(requirements(ROOT / "binder/requirements.txt")) == list(
        requirements(ROOT / "requirements.txt")
    )


def test_nothing_else_steers_binder():
    files = {path.name for path in (ROOT / "binder").iterdir()}
    assert files == {"requirements.txt", "runtime.txt"}
    assert (ROOT / "binder/runtime.txt").read_text() == "python-3.12\n"


def test_readme_is_short():
    assert len(README.splitlines()) <= 80


def test_readme_names_exactly_the_notebooks_that_exist():
    assert set(re.findall(r"^\| \[.*\(notebooks/(.*)\)", README, re.M)) == NOTEBOOKS


def test_readme_links_lead_somewhere():
    links = re.findall(r"\]\(((?!https:).*?)\)", README)
    launches = re.findall(r"(?:labpath=|/blob/main/)([^)]*)", README)
    assert len(launches) == 2
    for link in links + launches:
        assert (ROOT / unquote(link)).is_file(), link


def test_the_picture_of_the_readme_is_a_notebooks_output():
    notebook = nbformat.read(ROOT / "notebooks/0_Problem.ipynb", as_version=4)
    tagged = [c for c in notebook.cells if "readme" in c.metadata.get("tags", [])]
    stored = base64.b64decode(tagged[0].outputs[0].data["image/png"])
    assert (ROOT / "notebooks/result.png").read_bytes() == stored


@needs_make
def test_ci_calls_make_test(tmp_path):
    script(tmp_path / "make", 'echo "$(pwd) $*"')
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    assert call("/", ROOT / ".ci/run", PATH=path).stdout == f"{ROOT} test\n"


@needs_make
def test_badges_follow_the_remote(clone):
    old = re.search(r"mybinder\.org/v2/gh/([^/]+/[^/]+)/", README)[1]
    files = [clone / "README.md", *clone.glob("notebooks/*.ipynb")]
    before = [path.read_bytes() for path in files]
    call(clone, "git", "remote", "add", "origin", "to be set")
    for new, remote in {
        "ada/words": "https://github.com/ada/words",
        "Bob-2/words.py": "https://github.com/Bob-2/words.py.git",
        "eve/words.git-copy": "git@github.com:eve/words.git-copy.git",
        "fay/words": "ssh://git@github.com/fay/words",
    }.items():
        call(clone, "git", "remote", "set-url", "origin", remote)
        expected = [text.replace(old.encode(), new.encode()) for text in before]
        for _ in "first", "again":
            assert call(clone, "make", "badges").returncode == 0
            assert [path.read_bytes() for path in files] == expected


@needs_make
@pytest.mark.parametrize("remote", [None, "https://gitlab.com/ada/words.git"])
def test_badges_refuse_what_is_not_on_github(clone, remote):
    if remote:
        call(clone, "git", "remote", "add", "origin", remote)
    assert "git remote" in refusal(call(clone, "make", "badges"))
    assert (clone / "README.md").read_text(encoding="utf-8") == README


@needs_make
@pytest.mark.parametrize(
    "change, sentence",
    [
        ("raise SystemExit('not started')", "not a working Python 3.10 to 3.13"),
        ("sys.version_info = (3, 9, 18)", "not a working Python 3.10 to 3.13"),
        ("sys.version_info = (3, 14, 0)", "not a working Python 3.10 to 3.13"),
        ("sys.version_info = (3, 10, 0)", "install its venv module"),
        ("sys.version_info = (3, 13, 9)", "install its venv module"),
    ],
)
def test_unfit_python_gets_one_sentence(clone, tmp_path, change, sentence):
    (tmp_path / "sitecustomize.py").write_text(
        f"import sys\nsys.modules['ensurepip'] = None\n{change}"
    )
    python = script(
        tmp_path / "python3", f'PYTHONPATH="{tmp_path}" exec "{sys.executable}" "$@"'
    )
    said = refusal(call(clone, "make", "lab", f"PYTHON={python}"))
    assert said.startswith(python) and sentence in said
    assert not (clone / ".venv").exists()


@needs_make
def test_missing_network_gets_one_sentence(clone):
    offline = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}
    said = refusal(call(clone, "make", "lab", f"PYTHON={sys.executable}", **offline))
    assert "check the network" in said and ".venv/install.log" in said
    assert not (clone / ".venv/ready").exists()

"""The project installs, explains and links itself correctly."""

import ast
import base64
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
NOTEBOOKS = {path.name for path in ROOT.glob("notebooks/*.ipynb")}
CELLS = {
    name: [
        cell.source
        for cell in nbformat.read(ROOT / "notebooks" / name, as_version=4).cells
        if cell.cell_type == "code"
    ]
    for name in NOTEBOOKS
}
FIRST_CELL = CELLS["0_Problem.ipynb"][0]
ACCEPTED = r'requires-python = ">=3\.(\d+),<3\.(\d+)"'
OLDEST, END = map(int, re.search(ACCEPTED, (ROOT / "pyproject.toml").read_text()).groups())

WORKFLOWS = {
    path.name: path.read_text(encoding="utf-8")
    for path in ROOT.glob(".github/workflows/*.yml")
}
TESTS = WORKFLOWS["test.yml"]

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


def git(folder, *command):
    """Run git, as somebody; return what it prints."""
    somebody = "-c", "user.name=Ada", "-c", "user.email=ada@example.org"
    return subprocess.run(
        ["git", *somebody, *command], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


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
    (clone / "tests").mkdir()
    for name in "Makefile", "README.md", "requirements.txt", "pyproject.toml":
        shutil.copy(ROOT / name, clone)
    shutil.copy(ROOT / "tests/requirements.txt", clone / "tests")
    (clone / "notebooks").mkdir()
    for name in NOTEBOOKS:
        shutil.copy(ROOT / "notebooks" / name, clone / "notebooks")
    assert call(clone, "git", "init").returncode == 0
    return clone


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """Where pip has installed a copy of the project, without what it requires."""
    source, target = (tmp_path_factory.mktemp(name) for name in ("source", "target"))
    shutil.copy(ROOT / "pyproject.toml", source)
    shutil.copytree(ROOT / "utils", source / "utils")
    offline = "--no-deps", "--no-index", "--no-build-isolation", "--no-compile"
    pip = sys.executable, "-m", "pip", "install", "-q", *offline
    subprocess.run([*pip, "--target", target, source], check=True)
    return target


def files(folder):
    found = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    return {path for path in found if path.suffix != ".pyc"}


def test_pip_installs_every_file_of_utils(installed):
    assert files(installed / "utils") == files(ROOT / "utils")


def test_pip_changes_no_jupyter(installed):
    # The settings of a server that many people share are not ours to change.
    assert not (installed / "etc").exists()
    assert not (installed / "share").exists()


def imported(sources):
    """Names of the distributions that some Python sources import, but for our own."""
    names = set()
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names.add(node.module)
    tools = {path.stem for room in ("tools", "site") for path in ROOT.glob(f"{room}/*.py")}
    ours = {
        "utils",
        "conftest",
        "tools",
        *tools,
        *(path.stem for path in ROOT.glob("tests/*.py")),
    }
    names = {name.split(".")[0] for name in names} - sys.stdlib_module_names - ours
    distributions = importlib.metadata.packages_distributions()
    return {plain(found) for name in names for found in distributions.get(name, [name])}


def texts(pattern):
    return [path.read_text(encoding="utf-8") for path in ROOT.glob(pattern)]


def plain(distribution):
    return re.sub(r"[-_.]+", "-", distribution).lower()


def declared(project, extras):
    """Names of the distributions that a project requires, with some of its extras."""
    for line in project.requires:
        extra = re.search(r"extra == .(\w+)", line)
        if not extra or extra[1] in extras:
            yield plain(re.match(r"[\w.-]+", line)[0])


@pytest.mark.parametrize(
    "sources, extras",
    [
        (texts("utils/**/*.py"), []),
        (map(TransformerManager().transform_cell, sum(CELLS.values(), [])), ["notebooks"]),
        (texts("site/*.py"), ["site"]),
        (
            [
                *texts("*.py"),
                *texts("jupyter_config/*.py"),
                *texts("tests/*.py"),
                *texts("tests/chapters/*.py"),
                *texts("tools/*.py"),
            ],
            ["notebooks", "test"],
        ),
    ],
    ids=["utils", "notebooks", "site", "tests"],
)
def test_what_is_imported_is_declared(installed, sources, extras):
    (project,) = importlib.metadata.distributions(path=[str(installed)])
    assert imported(sources) - set(declared(project, extras)) == set()


def test_learners_and_tests_each_install_what_they_need():
    assert list(requirements(ROOT / "requirements.txt")) == ["-e .[notebooks]"]
    assert list(requirements(ROOT / "tests/requirements.txt")) == ["-e .[notebooks,test]"]


def test_the_fixed_versions_fit_what_is_declared(installed):
    fixed = [Requirement(line) for line in requirements(ROOT / "binder/requirements.txt")]
    (project,) = importlib.metadata.distributions(path=[str(installed)])
    needed = [Requirement(text) for text in project.requires]
    for system in ("linux", "darwin", "win32"):
        for machine in ("x86_64", "arm64"):
            for minor in range(OLDEST, END):
                computer = {
                    "sys_platform": system,
                    "platform_machine": machine,
                    "python_version": f"3.{minor}",
                    "python_full_version": f"3.{minor}.1",
                }
                versions = {
                    each.name: str(each.specifier).removeprefix("==")
                    for each in fixed
                    if each.marker is None or each.marker.evaluate(computer)
                }
                for each in needed:
                    chosen = computer | {"extra": "notebooks"}
                    if each.marker is None or each.marker.evaluate(chosen):
                        assert each.specifier.contains(versions[each.name]), each


def test_readme_and_ci_name_the_accepted_pythons():
    accepted = [f"3.{minor}" for minor in range(OLDEST, END)]
    assert f", with Python {accepted[0]} to {accepted[-1]} (" in README
    everywhere = json.loads(re.search(r"python: (\[.*\])", TESTS)[1])
    assert everywhere == [accepted[0], accepted[-1]]
    on_linux = re.findall(r'os: ubuntu-latest, python: "(.*?)"', TESTS)
    assert sorted(everywhere + on_linux) == sorted(accepted)


def test_ci_tests_every_system_each_week_and_binder():
    assert "os: [ubuntu-latest, macos-latest, windows-latest]" in TESTS
    assert re.search(r"^  push:\n  pull_request:\n  schedule:\n", TESTS, re.M)
    assert re.search(r'cron: "\d+ \d+ \* \* [0-6]"', TESTS)
    for command in ".ci/run", "make test":
        assert f"run: {command}\n" in TESTS
    assert "repo2docker . sh -c" in TESTS and "python -m pytest notebooks" in TESTS


@pytest.mark.parametrize("name", WORKFLOWS)
def test_workflows_run_what_was_read_and_may_do_no_more_than_they_must(name):
    text = WORKFLOWS[name]
    actions = re.findall(r"uses: (.*)", text)
    for action in actions:
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action
    kept = re.findall(r"actions/checkout@.*\n +with:\n +persist-credentials: (\w+)", text)
    assert len(kept) == sum(action.startswith("actions/checkout@") for action in actions)
    assert set(kept) == {"false"}
    assert re.search(r"^permissions:\n  contents: read\n(?! )", text, re.M)
    # Only the jobs that publish the site write, and each no more than its own part.
    writes = {"site.yml": ["pages", "id-token", "contents"]}.get(name, [])
    assert re.findall(r"([\w-]+): write|write-all", text) == writes


def test_binder_keeps_its_packages_when_a_chapter_changes():
    # Binder copies the whole repository before it installs, if these name a part of it.
    for line in requirements(ROOT / "binder/requirements.txt"):
        assert re.fullmatch(r"[\w.-]+==[\w.]+( ; .*)?", line), line


@needs_make
def test_binder_makes_slides_and_tells_jupyterlab_how_they_look(tmp_path):
    for folder in "binder", "tools", "notebooks", "jupyter_config":
        shutil.copytree(ROOT / folder, tmp_path / folder)
    prefix = tmp_path / "prefix"
    # A Python that names another folder as the one that it is installed in.
    python = f'''case "$1 $2" in
      -c*) echo "{prefix}";;
      "-m pip") echo "$@" >>installed;;
      *) "{sys.executable}" "$@";;
    esac'''
    (tmp_path / "bin").mkdir()
    script(tmp_path / "bin/python", python)
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    assert call(tmp_path, tmp_path / "binder/postBuild", PATH=path).returncode == 0
    assert "--no-deps" in (tmp_path / "installed").read_text()
    decks = {path.name for path in (tmp_path / "build/slides").iterdir()}
    assert decks == NOTEBOOKS
    defaults = "labconfig/default_setting_overrides.d"
    assert files(prefix / "etc/jupyter") == {
        Path(defaults, path.name) for path in (ROOT / "jupyter_config" / defaults).iterdir()
    }


def test_nothing_else_steers_binder():
    files = {path.name for path in (ROOT / "binder").iterdir()}
    assert files == {"requirements.txt", "runtime.txt", "postBuild"}
    assert (ROOT / "binder/runtime.txt").read_text() == "python-3.12\n"


def test_readme_names_exactly_the_notebooks_that_exist():
    assert set(re.findall(r"^\| \[.*\(notebooks/(.*)\)", README, re.M)) == NOTEBOOKS


def prose(path):
    """The text of a document or notebook, without blocks of code."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        cells = nbformat.reads(text, as_version=4).cells
        text = "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    return re.sub(r"```.*?```", "", text, flags=re.S)


def anchors(path):
    """What `#...` may name: a heading, as GitHub writes it, or Jupyter in notebooks."""
    headings = re.findall(r"^#+ (.*)", prose(path).replace("`", ""), re.M)
    if path.suffix == ".ipynb":
        return {heading.replace(" ", "-") for heading in headings}
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("notebooks/*.ipynb"))]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_inside_lead_somewhere(document):
    text = re.sub(r"`[^`\n]*`", "", prose(document))
    found = re.findall(r"(?:\]\(|(?:href|src)=\")(?!https?:)(.*?)[)\"]", text)
    for link in found:
        name, _, anchor = unquote(link).partition("#")
        target = document.parent / name if name else document
        assert target.is_file(), link
        assert not anchor or anchor in anchors(target), link


def test_launches_of_the_readme_lead_somewhere():
    launches = re.findall(r"(?:labpath=|/blob/main/)([^)]*)", README)
    assert len(launches) == 2
    for launch in launches:
        assert (ROOT / unquote(launch)).is_file(), launch


@pytest.mark.parametrize("name", sorted(NOTEBOOKS))
def test_a_chapter_can_be_launched_from_its_first_cell(name):
    text = nbformat.read(ROOT / "notebooks" / name, as_version=4).cells[0].source
    launches = re.findall(r"(?:labpath=|/blob/main/)([^)]*)", text)
    assert [unquote(launch) for launch in launches] == 2 * [f"notebooks/{name}"]


def test_the_paper_cites_what_its_list_of_references_has():
    paper = (ROOT / "paper/paper.md").read_text(encoding="utf-8")
    references = (ROOT / "paper/paper.bib").read_text(encoding="utf-8")
    cited = re.findall(r"@([a-z]+\d{4})", paper)
    listed = re.findall(r"^@\w+\{(\w+),", references, re.MULTILINE)
    assert set(cited) == set(listed) and len(listed) == len(set(listed))


def test_the_picture_of_the_readme_is_a_notebooks_output():
    notebook = nbformat.read(ROOT / "notebooks/0_Problem.ipynb", as_version=4)
    tagged = [c for c in notebook.cells if "readme" in c.metadata.get("tags", [])]
    stored = base64.b64decode(tagged[0].outputs[0].data["image/png"])
    assert (ROOT / "notebooks/result.png").read_bytes() == stored


@pytest.fixture
def ipython(tmp_path):
    """A function that runs a cell in a folder, where this project is not installed."""

    def run(folder, cell, *path):
        # -S leaves out the .pth files, by one of which the project is installed here.
        command = sys.executable, "-S", "-m", "IPython", "--colors=NoColor", "-c", cell
        path = os.pathsep.join(map(str, [*path, sysconfig.get_path("purelib")]))
        variables = {
            "PYTHONPATH": path,
            "PYTHONSAFEPATH": "1",  # as in a kernel, the folder comes after PYTHONPATH
            "IPYTHONDIR": str(tmp_path / "ipython"),
        }
        return subprocess.run(
            command,
            cwd=folder,
            env=os.environ | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ).stdout

    return run


def utils(folder, source):
    """A folder with another package called utils."""
    (folder / "utils").mkdir(parents=True)
    (folder / "utils/__init__.py").write_text(source)
    return folder


@pytest.fixture
def project(tmp_path):
    """A folder like this project's, whose utils is quick to import."""
    project = utils(tmp_path / "project", "STYLE = 'our style'")
    for folder in "notebooks", "build/slides":
        (project / folder).mkdir(parents=True)
    return project


def test_first_cell_is_the_same_in_every_notebook():
    assert {cells[0] for cells in CELLS.values()} == {FIRST_CELL}


@pytest.mark.parametrize("folder", [".", "notebooks", "build/slides"])
def test_first_cell_finds_our_utils_before_another(project, ipython, tmp_path, folder):
    cell = f"{FIRST_CELL}\nprint(utils.STYLE)"
    other = utils(tmp_path / "other", "STYLE = 'another'")
    assert ipython(project / folder, cell, other) == "our style\n"


def test_first_cell_runs_twice_on_colab(project, ipython, tmp_path):
    git(project, "init")
    git(project, "add", ".")
    git(project, "commit", "-m", "published")
    content = tmp_path / "content"
    content.mkdir()
    cell = re.sub(r"https://github\.com/\S+", project.as_uri(), FIRST_CELL)
    colab = "import sys\nsys.modules['google.colab'] = sys"
    assert ipython(content, f"{colab}\n{cell}\n{cell}\nprint(utils.STYLE)") == "our style\n"
    assert os.listdir(content) == ["tutorial"]


@needs_make
def test_ci_tests_without_a_browser_and_then_a_little_in_one(tmp_path):
    script(tmp_path / "make", 'echo "$(pwd) $*"')
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    said = call("/", ROOT / ".ci/run", PATH=path).stdout
    assert said == f"{ROOT} test\n{ROOT} test-browser SMOKE=1\n"


@needs_make
@pytest.mark.parametrize(
    "change, sentence",
    [
        ("raise SystemExit('not started')", f"Python 3.{OLDEST} to 3.{END - 1}. Install"),
        (f"sys.version_info = (3, {OLDEST - 1}, 18)", "is not a working Python"),
        (f"sys.version_info = (3, {END}, 0)", "is not a working Python"),
        (f"sys.version_info = (3, {OLDEST}, 0)", "install its venv module"),
        (f"sys.version_info = (3, {END - 1}, 9)", "install its venv module"),
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
    assert "Check the network" in said and ".venv/install.log" in said
    assert not (clone / ".venv/ready").exists()

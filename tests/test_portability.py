"""The table of other computers calls green only what was tried and passed."""

import sys

import portability
import pytest
from portability import Environment, main


@pytest.fixture
def table(tmp_path, monkeypatch, capsys):
    """A function that runs main on these tests, each in an environment: its lines."""
    alone = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "ISA": "old"}  # starts sooner
    monkeypatch.setattr(portability, "FOLDER", tmp_path / "results")
    monkeypatch.setattr(portability, "RESULTS", tmp_path / "results/results.json")
    monkeypatch.setattr(portability, "state_of_files", lambda: "this state")

    def run(*named, failed, **sources):
        computers = {"another": Environment(missing="there is no Python 3.99")}
        for name, source in sources.items():
            (tmp_path / f"test_{name}.py").write_text(source)
            path = str(tmp_path / f"test_{name}.py")
            options = "--noconftest", "-o", "addopts="
            computers[name] = Environment(alone, tests=(*options, path))
        monkeypatch.setattr(portability, "environments", lambda: computers)
        assert main(named) == failed
        return [line.split() for line in capsys.readouterr().out.splitlines()[1:]]

    return run


def test_green_is_what_passed_with_the_variables_of_its_environment(table):
    there = "import os\ndef test_there(): assert os.environ['ISA'] == 'old'"
    absent, green = table(failed=False, there=there)
    assert absent[:4] == ["another", "not", "run", "there"]
    assert green[:2] == ["there", "green"] and green[3] == "1"
    assert green[4] == "{}.{}.{}".format(*sys.version_info)


def test_red_names_what_failed_and_why_nothing_was_tried(table):
    wrong = "def test_right(): pass\ndef test_wrong(): assert False"
    _, red, name, none, why = table(failed=True, wrong=wrong, none="")
    assert red[:2] == ["wrong", "red"] and red[3] == "1"
    assert name[0].endswith("test_wrong::test_wrong")
    assert none[:2] == ["none", "red"] and why[:4] == ["pytest", "ended", "with", "5:"]


def test_it_goes_on_where_it_stopped_and_tries_anew_what_is_named(table, monkeypatch):
    right, wrong = "def test_it(): pass", "def test_it(): assert False"
    table(failed=False, one=right)
    assert table(failed=True, one=wrong, two=wrong)[1][:2] == ["one", "green"]
    assert table("one", failed=True, one=wrong, two=right)[1][:2] == ["one", "red"]
    monkeypatch.setattr(portability, "state_of_files", lambda: "another state")
    _, one, two = table("two", failed=False, one=wrong, two=right)
    assert one[:3] == ["one", "not", "run"] and two[:2] == ["two", "green"]


def test_unknown_names_get_one_sentence(table):
    with pytest.raises(SystemExit, match="Environments are .*; none is called sparc"):
        table("sparc", failed=True, one="")

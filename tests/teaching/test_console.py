"""What is printed can be written on every console."""

import io

from utils import Prediction, claim
from utils.teaching import Choice
from utils.teaching.console import say, writable
from utils.teaching.exercise import compare, exercise, numbers

import pytest

ENCODINGS = ["ascii", "cp1252", "cp437", "latin-1", "cp932", "koi8-r"]


def stream_in(encoding):
    """Return a standard output in another encoding, as that of a file on Windows."""
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding)


def written(console):
    console.flush()
    return console.buffer.getvalue().decode(console.encoding)


@exercise(1, numbers())
def check(answer):
    compare(answer, 4.0)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_claims_exercises_and_predictions_are_written(encoding, monkeypatch):
    console = stream_in(encoding)
    monkeypatch.setattr("sys.stdout", console)
    claim("\u03c3 is above 1", True)
    claim("\u03c3 is above 2", False)
    check(4)
    check(-4)
    prediction = Prediction([Choice("\u2713 rises", True, "\U0001f355")])
    prediction.choices[0].right = lambda *_: True
    prediction.buttons.value = "\u2713 rises"
    prediction.reveal(1)
    lines = written(console).splitlines()
    assert len(lines) == 7
    assert lines[2].endswith("Exercise 1: right")
    assert "(this does not hold with your changes)" in lines[1]


def test_right_and_wrong_can_be_told_apart_without_unicode(monkeypatch):
    stream = stream_in("ascii")
    monkeypatch.setattr("sys.stdout", stream)
    claim("it is so", True)
    claim("it is so", False)
    assert written(stream).splitlines()[0] == "yes: it is so"
    assert written(stream).splitlines()[1].startswith("no: it is so")


def test_consoles_with_unicode_get_the_text_as_it_is(capsys):
    say("\u2713 \u03c3 \U0001f355")
    assert capsys.readouterr().out == "\u2713 \u03c3 \U0001f355\n"
    assert writable("\u2713", "utf-8") == "\u2713"
    assert writable("\udc80 \u2713", "utf-8") == "\\udc80 yes:"
    assert writable("\u2713 \u03c3", "no-such-encoding") == "yes: \\u03c3"

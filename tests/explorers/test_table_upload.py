"""The button for a file with a table, in a notebook that runs without one as well."""

from utils.data import load
from utils.explorers import TableUpload

import pytest

CONTENT = "\ufeffwho;a;b;c\nx;1;2;3\ny;2;;1\nz;3;1;2\nv;2;2;2\n".encode()


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"t.csv": {"content": CONTENT}}, id="ipywidgets 7"),
        pytest.param(({"content": memoryview(CONTENT)},), id="ipywidgets 8"),
    ],
)
def test_an_uploaded_table_can_be_loaded(files):
    upload = TableUpload()
    upload._take({"new": files})
    assert "5 lines were uploaded" in upload.note.value
    assert load(pasted=upload.text).names == ["x", "y", "z", "v"]


def test_a_file_that_is_no_text_is_refused_and_the_last_one_kept():
    upload = TableUpload()
    upload._take({"new": ({"content": CONTENT},)})
    upload._take({"new": ({"content": b"PK\x03\x04" + bytes(range(256))},)})
    assert "lines were uploaded" not in upload.note.value
    assert upload.text.startswith("who;a")
    upload._take({"new": ()})
    assert upload.text.startswith("who;a")


def test_its_stored_output_is_the_same_in_every_run():
    assert repr(TableUpload()) == repr(TableUpload()) == "A button that uploads a table"

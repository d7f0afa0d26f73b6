"""A button for a file with a table, in a notebook that runs without one as well."""

import ipywidgets

from ..data import decode
from .controls import status


class TableUpload(ipywidgets.VBox):
    """A button that takes a file of text, and keeps what is in it.

    Attributes
    ----------
    text : str
        The text of the file that was uploaded last, or "" if there is none.

    Examples
    --------
    >>> upload = TableUpload()
    >>> upload, upload.text
    (A button that uploads a table, '')
    """

    def __init__(self):
        super().__init__()
        self.text = ""
        self.button = ipywidgets.FileUpload(
            description="upload CSV",
            accept=".csv,.tsv,.txt",
            multiple=False,
            layout={"width": "auto", "align_self": "flex-start"},
        )
        self.note = ipywidgets.HTML()
        self.children = [self.button, self.note]
        self.button.observe(self._take, "value")

    def _take(self, change):
        """Keep the text of an uploaded file, and say what to do next."""
        content = content_of(change["new"])
        if content is None:
            return
        try:
            self.text = decode(content)
        except ValueError as error:
            self.note.value = status(str(error))
        else:
            lines = len(self.text.splitlines())
            self.note.value = status(f"{lines} lines were uploaded. Run the cells below.")

    def __repr__(self):
        """Return words that are the same in every run, for those who only read."""
        return "A button that uploads a table"


def content_of(files):
    """Return the bytes of the first file of a button's value, or None if there is none.

    Examples
    --------
    >>> content_of({"a.csv": {"content": b"x"}}), content_of(())
    (b'x', None)
    """
    if isinstance(files, dict):  # ipywidgets 7, as on Colab; version 8 has a tuple
        files = list(files.values())
    return bytes(files[0]["content"]) if files else None

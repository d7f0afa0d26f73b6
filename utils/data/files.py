"""Files as text: the one way in which the series reads what people bring."""

import codecs
from pathlib import Path

WORKBOOKS = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"  # how .xlsx, .ods and .xls files begin
# UTF-32 comes first, because its mark begins like that of UTF-16.
MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    codecs.BOM_UTF8: "utf-8-sig",
}


def read_text(path):
    """Return the text of a file, whatever encoding it was saved in.

    Parameters
    ----------
    path : str or Path
        The name of the file.

    Returns
    -------
    str

    Raises
    ------
    OSError
        If the file cannot be opened.
    ValueError
        If the file is a workbook of a spreadsheet program.
    """
    return decode(Path(path).read_bytes())


def decode(data):
    r"""Return the bytes of a file as text.

    A mark at the beginning tells the encoding. Without a mark we try UTF-8, and then the
    code page 1252, in which older programs on Windows save Western European text.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    str

    Raises
    ------
    ValueError
        If the bytes are those of a workbook, and not of text.

    Examples
    --------
    >>> decode("caf\u00e9".encode("utf-8")) == decode("caf\u00e9".encode("cp1252"))
    True
    """
    if data.startswith(WORKBOOKS):
        raise ValueError(
            "The file is a workbook of a spreadsheet program; "
            "save it as CSV there, and use that file."
        )
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    encoding = _encoding_of_zeros(data)
    if encoding:
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _encoding_of_zeros(data):
    """Return the encoding of text without a mark in which every letter has zero bytes."""
    start = data[:400]
    if b"\0" not in start:
        return None
    # In UTF-32 three bytes of four are zero for most letters, in UTF-16 one of two.
    shares = [start[place::4].count(0) / max(1, len(start[place::4])) for place in range(4)]
    mostly_zero = [share > 0.5 for share in shares]
    if mostly_zero == [False, True, True, True]:
        return "utf-32-le"
    if mostly_zero == [True, True, True, False]:
        return "utf-32-be"
    return "utf-16-le" if shares[1] > shares[0] else "utf-16-be"

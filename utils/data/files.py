"""Files as text: the one way in which the series reads what people bring."""

import codecs
import re
import unicodedata
from pathlib import Path

AS_CSV = "open it in the program that it is from, and save it as CSV (UTF-8)"
AS_TEXT = "open it in the program that it is from, and save it as plain text (UTF-8)"
# How files begin that hold no text. What lies in an archive is told by a name in it.
KINDS = {
    b"PK\x03\x04": ("an archive (zip)", "unpack it, and use the file of text in it"),
    b"PK\x05\x06": ("an empty archive (zip)", "use a file of text"),
    b"\xd0\xcf\x11\xe0": ("a workbook or an older document", AS_CSV),
    b"%PDF": ("a PDF", "copy its text into a file of plain text (UTF-8)"),
    b"{\\rtf": ("a formatted text (RTF)", AS_TEXT),
    b"\x1f\x8b": ("an archive (gzip)", "unpack it, and use the file of text in it"),
    b"7z\xbc\xaf": ("an archive (7z)", "unpack it, and use the file of text in it"),
    b"\x89PNG": ("a picture", "use a file of text"),
    b"GIF8": ("a picture", "use a file of text"),
    b"\xff\xd8\xff": ("a picture", "use a file of text"),
    b"\x93NUMPY": ("an array of NumPy", "read it with numpy.load"),
    b"PAR1": ("a table in Parquet", "read it with pandas.read_parquet"),
    b"SQLite format": ("a database", "export the table in it as CSV (UTF-8)"),
}
IN_ARCHIVES = {
    b"xl/": ("a workbook of a spreadsheet program", AS_CSV),
    b"opendocument.spreadsheet": ("a workbook of a spreadsheet program", AS_CSV),
    b"Index/": ("a document of Numbers or Pages", f"{AS_TEXT} or CSV"),
    b"word/": ("a document of a word processor", AS_TEXT),
    b"opendocument.text": ("a document of a word processor", AS_TEXT),
    b"epub+zip": ("an e-book", "take the edition in plain text"),
    "WordDocument".encode("utf-16-le"): ("a document of a word processor", AS_TEXT),
}
# UTF-32 comes first, because its mark begins like that of UTF-16.
MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    codecs.BOM_UTF8: "utf-8-sig",
}
WITH_ZEROS = ["utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"]
# Between two small letters, Western European text has small letters and these signs: the
# apostrophe, dashes, dots, the middle dot of Catalan, the soft hyphen, the unbroken blank.
BETWEEN_LETTERS = "\u2019\u2013\u2014\u2026\xb7\xad\xa0"


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
        If the file holds no text, or its letters cannot be told, as `decode` says.

    Examples
    --------
    >>> len(read_text(__file__).splitlines()) > 100
    True
    """
    return decode(Path(path).expanduser().read_bytes())


def decode(data):
    r"""Return the bytes of a file as text.

    A mark at the beginning tells the encoding. Without a mark, bytes of zero tell UTF-16
    and UTF-32. All other texts are read as UTF-8 if they can be, and else in the code page
    1252, in which older programs on Windows save Western European text.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    str
        The text, with a single sign for each end of a line.

    Raises
    ------
    ValueError
        If the bytes are those of a workbook, a document or an archive, or if they are
        those of letters in another encoding.

    Notes
    -----
    The alphabets of some languages, such as Czech in the code page 1250, cannot be told
    from those of Western Europe. Such texts have to be saved as UTF-8.

    Examples
    --------
    >>> decode("caf\u00e9".encode("utf-8")) == decode("caf\u00e9".encode("cp1252"))
    True
    """
    data = bytes(data)
    _refuse_what_is_no_text(data)
    text = _decoded(data).removeprefix("\ufeff")
    _refuse_markup(text)
    if _is_strange(text):
        raise ValueError(
            "The file must hold text, but most of its bytes are not text; use a text file."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_what_is_no_text(data):
    for beginning, (kind, advice) in KINDS.items():
        if not data.startswith(beginning):
            continue
        for name, told in IN_ARCHIVES.items():
            if name in data:
                kind, advice = told
                break
        raise ValueError(f"The file must hold text, but it is {kind}; {advice}.")


def _refuse_markup(text):
    """Refuse web pages and other markup, whose tags would be read as words."""
    beginning = text[:200].lstrip().lower()
    if beginning.startswith(("<!doctype html", "<html", "<table")):
        raise ValueError(
            "The file must hold text, but it is a web page (HTML); open it in a browser, "
            "and copy its text, or open its table in a spreadsheet program, and save it as "
            "CSV (UTF-8)."
        )
    if beginning.startswith("<?xml"):
        raise ValueError(f"The file must hold text, but it is an XML file; {AS_CSV}.")


def _is_strange(text):
    """Return whether more than a tenth of the signs are signs that no text has."""
    start = text[: 2**14]
    strange = sum(_no_text_has(sign) for sign in start if sign != "\0")
    # Single zeros come from programs that fill up their cells.
    return 10 * strange > len(start) or 4 * start.count("\0") > len(start)


def _no_text_has(sign):
    """Return whether a sign is a control sign, unassigned, or replaces wrong bytes."""
    is_control = unicodedata.category(sign) in ("Cc", "Cn", "Co") and not sign.isspace()
    return is_control or sign == "\ufffd"


def _decoded(data):
    for mark, encoding in MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    encoding = _encoding_of_zeros(data)
    if encoding:
        return data.decode(encoding, "replace")
    # Where single bytes are no UTF-8, they are kept as surrogates.
    text = data.decode("utf-8", "surrogateescape")
    wrong = sum("\udc80" <= sign <= "\udcff" for sign in text)
    right = sum(sign > "\x7f" for sign in text) - wrong
    if wrong <= right:
        pieces = re.split("([\udc80-\udcff]+)", text)
        pieces[1::2] = [
            piece.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
            for piece in pieces[1::2]
        ]
        return "".join(pieces)
    text = data.decode("cp1252", "replace")
    if not _looks_western(data, text):
        raise ValueError(
            "The file must hold text in UTF-8, but it is in an older encoding, in which "
            f"its letters are ambiguous; {AS_TEXT.removesuffix(' (UTF-8)')} in UTF-8."
        )
    return text


def _encoding_of_zeros(data):
    """Return the encoding of a text without a mark that has bytes of zero, if any.

    In UTF-16 and UTF-32 blanks and ends of lines have bytes of zero, and so have the
    letters of English. Read in a wrong encoding, such a text is full of signs that no text
    has.
    """
    start = data[: 2**14]
    if b"\0" not in start:
        return None

    def likeness(encoding):
        """Return the fraction of usual signs, less the signs that no text has."""
        text = start.decode(encoding, "replace")
        usual = sum(
            sign.isascii() and sign.isprintable() or sign in "\t\r\n" for sign in text
        )
        strange = sum(map(_no_text_has, text))
        return (usual - 3 * strange) / len(text)

    best = max(["utf-8", *WITH_ZEROS], key=likeness)
    return None if best == "utf-8" else best


def _looks_western(data, text):
    """Return whether a text in the code page 1252 has the letters of Western Europe."""
    # Only other alphabets have three such bytes next to each other again and again.
    runs = [run for run in re.findall(rb"[\x80-\xff]{3,}", data) if len(set(run)) > 1]
    all_high = len(re.findall(rb"[\x80-\xff]", data))
    if 2 * sum(map(len, runs)) > all_high:
        return False
    # A capital letter or another sign between small letters is a letter that is misread.
    between = re.findall(r"(?<=[a-z])[^\x00-\x7f](?=[a-z])", text)
    misread = [s for s in between if not s.islower() and s not in BETWEEN_LETTERS]
    return 5 * len(misread) <= len(between)

"""Files are read as text in whatever encoding they were saved, or refused with advice."""

import io
import zipfile

from utils.data import decode, read_text

import pytest

GERMAN = (
    "Der Bär sah den König, und der König saß im Käfig.\n\u201eHör' mal\u201c, rief er.\n"
)
RUSSIAN = "Кошка и собака: кошка спит, собака ест.\n"
CHINESE = "一只猫, 一只狗\n一天 3 次\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32-le"]
ENCODINGS += ["utf-32-be", "utf-32"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(
    "text", [GERMAN, RUSSIAN, CHINESE, "a;b\n1;2\n", "İstanbul 寿司 🍕\n"]
)
def test_unicode_is_read_with_and_without_a_mark(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_mark_of_the_other_order_of_bytes_is_dropped(encoding):
    assert decode(("\ufeff" + GERMAN).encode(encoding)) == GERMAN


@pytest.mark.parametrize(
    "text",
    [
        GERMAN,
        "Où est-il ? À l’école, cœur naïf…\n",
        "¿Qué? El niño—¡ay!—comió piñas.\n",
        "He said: “I don’t know”–and left. ———\n",
        "Preis: 5 €€€, 20 °C, m³\n",
        "Ærlig på øya, café, smörgåsbord\n",
        "paral·lel, col·legi\n",
    ],
)
def test_western_text_of_older_programs_is_read(text):
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    "text, encoding",
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        ("Η γάτα και ο σκύλος κοιμούνται.\n", "cp1253"),
        ("החתול ישן ליד הכלב\n", "cp1255"),
        ("我们的小猫喜欢寿司和面条\n", "gb18030"),
        ("猫はピザと寿司がすきです\n", "shift-jis"),
        ("고양이와 개가 잠을 잔다\n", "euc-kr"),
        ("Was für ein schöner Käse für Jörg\n", "mac-roman"),
        ("Was für ein schöner Käse für Jörg\n", "cp850"),
        ("Mały żółw bardzo się bał i płakał, a potem spał w łóżku.\n", "cp1250"),
    ],
)
def test_text_in_other_old_encodings_is_refused_and_not_torn(text, encoding):
    with pytest.raises(ValueError, match="older encoding.* save it as plain text in UTF-8"):
        decode(text.encode(encoding))


def test_a_few_wrong_bytes_do_not_tear_all_other_letters():
    assert decode("Bär, König, Öl; ".encode() + b"caf\xe9 \x96") == "Bär, König, Öl; café –"
    cut_off = "Bär, König".encode() + "ö".encode()[:1]
    assert decode(cut_off) == "Bär, KönigÃ"


def test_ends_of_lines_are_the_same_from_every_system():
    assert decode(b"a\r\nb\rc\n") == "a\nb\nc\n"
    assert decode("a\r\nb".encode("utf-16")) == "a\nb"


def test_zeros_that_are_no_utf_16_leave_the_letters():
    assert decode(b"a,b\0\n1,2\n").replace("\0", "") == "a,b\n1,2\n"
    assert decode(b"") == ""


def archive(*names):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name in names:
            content = name.partition("=")[2] or "a,b\n1,2\n"
            file.writestr(name.partition("=")[0], content)
    return data.getvalue()


@pytest.mark.parametrize(
    "data, advice",
    [
        (archive("[Content_Types].xml", "xl/workbook.xml"), "workbook.*save it as CSV"),
        (
            archive("mimetype=application/vnd.oasis.opendocument.spreadsheet"),
            "workbook.*save it as CSV",
        ),
        (archive("word/document.xml"), "word processor.*save it as plain text"),
        (archive("mimetype=application/epub+zip"), "e-book.*plain text"),
        (archive("Index/Document.iwa"), "Numbers or Pages.*plain text"),
        (archive("answers.csv"), "archive.*unpack it"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), "workbook.*save it as CSV"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "word processor"),
        (b"%PDF-1.7 ...", "a PDF; copy its text"),
        (b"{\\rtf1 a}", "RTF.*save it as plain text"),
        (b"\x1f\x8b\x08", "archive.*unpack it"),
        (b"GIF89a", "a picture"),
        (b"PK\x05\x06" + bytes(18), "an empty archive"),
        (b"<!DOCTYPE html>\n<p>a</p>", "a web page.*copy its text.*save it as CSV"),
        (b"\xef\xbb\xbf <html><table>", "a web page"),
        (b'<?xml version="1.0"?><Workbook/>', "XML file; open it.*CSV"),
        (bytes(100), "most of its bytes are not text"),
        (bytes(range(256)) * 4, "most of its bytes are not text"),
        (b"\x80\x04\x95\x10\0\0\0\0\0\0\0\x8c\x01a", "most of its bytes are not text"),
        (
            "\u6211\u559c\u6b61\u5403\u58fd\u53f8".encode("utf-16-le"),
            "most of its bytes are not text",
        ),
        (b"\x89PNG\r\n", "a picture; use a file of text"),
        (b"\x93NUMPY", "numpy.load"),
    ],
)
def test_what_holds_no_text_is_refused_with_advice(data, advice):
    with pytest.raises(ValueError, match=advice) as refused:
        decode(data)
    assert str(refused.value).endswith(".")


def test_a_file_is_read_and_a_missing_one_is_told(tmp_path):
    path = tmp_path / "text.txt"
    path.write_bytes(GERMAN.encode("cp1252"))
    assert read_text(path) == read_text(str(path)) == GERMAN
    with pytest.raises(FileNotFoundError):
        read_text(tmp_path / "none.txt")

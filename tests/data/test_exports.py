"""Class tables as form services and programs export them, all with invented people.

Each is built after the format of a service. What is read must be right, or a sentence must
say what to do.
"""

from utils.data import load, read_cells, read_class, read_numbers

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

NICKNAMES = (
    "otter lynx heron newt ibex mole wren toad seal puma gnat crane moth stork".split()
)
DISHES = ["pizza", "sushi", "curry", "soup", "tea"]
RATINGS = np.random.RandomState(0).randint(1, 6, (14, 5))


def export(header, before, after=lambda k: [], separator=",", write=str, quoted=False):
    """Return a table as text: a header, and a row for each nickname."""
    lines = [header]
    for k, ratings in enumerate(RATINGS):
        lines.append([*before(k), *map(write, ratings), *after(k)])
    return joined(lines, separator, quoted)


def joined(lines, separator=",", quoted=False):
    def cell(text):
        marked = quoted or separator in text or "\n" in text or '"' in text
        return '"' + text.replace('"', '""') + '"' if marked else text

    return "\n".join(separator.join(map(cell, line)) for line in lines)


def nickname(k):
    return [NICKNAMES[k]]


EXPORTS = {
    "Google Forms with a consent question": export(
        [
            "Timestamp",
            "Do you agree, that\nwe use it?",
            "Your nickname\n(letters)",
            *DISHES,
        ],
        lambda k: [f"2026/10/0{k % 9 + 1} 10:1{k % 10}:00", "Yes, I agree", NICKNAMES[k]],
    ),
    "Google Forms, a quiz in French": export(
        ["Horodateur", "Score total", "Surnom", *DISHES],
        lambda k: [f"01/10/2026 10:{k:02d}:00", str(k % 4), NICKNAMES[k]],
    ),
    "Microsoft Forms, the newest first": export(
        ["ID", "Start time", "Completion time", "Email", "Name", "nickname", *DISHES],
        lambda k: [str(14 - k), "10/1/26 10:00", "10/1/26 10:05", "anon", "", NICKNAMES[k]],
        separator=";",
    ),
    "Microsoft Forms, a quiz": export(
        ["ID", "Total points", "Quiz feedback", "nickname", *DISHES],
        lambda k: [str(k + 1), "0", "", NICKNAMES[k]],
    ),
    "LimeSurvey": export(
        ["id", "submitdate", "lastpage", "startlanguage", "seed", "nick", *DISHES]
        + ["interviewtime", "groupTime12"],
        lambda k: (
            [str(k + 3), f"2026-10-{k + 1:02d} 10:00:00", "2", "de"]
            + [str(10**7 + k * 98765), NICKNAMES[k]]
        ),
        lambda k: [f"{90 + k * 3.7:.2f}", f"{12 + k}.5"],
        separator=";",
        quoted=True,
    ),
    "SoSci Survey": export(
        ["CASE", "SERIAL", "REF", "QUESTNNR", "MODE", "STARTED", "nick", *DISHES]
        + ["TIME001", "TIME_SUM", "FINISHED", "LASTPAGE", "DEG_TIME", "MISSING"],
        lambda k: (
            [str(k + 17), "", "", "base", "interview", f"01.10.2026 10:{k:02d}:00"]
            + [NICKNAMES[k]]
        ),
        lambda k: [str(20 + k), str(40 + 2 * k), "1", "3", str(k % 5), "0"],
        separator="\t",
    ),
    "KoBoToolbox": export(
        ["start", "end", "What is your nickname?", *DISHES]
        + ["_id", "_uuid", "_submission_time", "_index"],
        lambda k: ["2026-10-01T10:00", "2026-10-01T10:05", NICKNAMES[k]],
        lambda k: [str(900100 + k * 3), f"ab-{k}-cd", "2026-10-01", str(k + 1)],
        separator=";",
    ),
    "Moodle feedback": export(
        ["ID", "Course", "Group", "Response", *DISHES],
        lambda k: [str(5000 - k * 7), "ML1", "A", NICKNAMES[k]],
    ),
    "Excel in Germany": "sep=;\n"
    + export(
        ["Spitzname", *DISHES, ""],
        nickname,
        lambda k: [""],
        separator=";",
        write=lambda rating: f"{rating},0",
    ),
    "R, write.table": export(DISHES, nickname, separator="\t"),
    "SurveyMonkey, two rows of headers": joined(
        [
            ["Respondent ID", "Collector ID", "Start Date", "Your nickname", "Please rate"]
            + [""] * 4,
            ["", "", "", "Open-Ended Response", *DISHES],
            *[
                [
                    str(118000000 + k * 77),
                    "4455",
                    "10/01/2026",
                    NICKNAMES[k],
                    *map(str, row),
                ]
                for k, row in enumerate(RATINGS)
            ],
        ]
    ),
    "Qualtrics, three rows of headers": joined(
        [
            ["StartDate", "Progress", "Duration (in seconds)", "Q1"]
            + [f"Q2_{k}" for k in range(1, 6)],
            ["Start Date", "Progress", "Duration (in seconds)", "Nickname?", *DISHES],
            ['{"ImportId":"a"}'] * 9,
            *[
                [
                    "2026-10-01 10:00:00",
                    "100",
                    str(60 + k * 3),
                    NICKNAMES[k],
                    *map(str, row),
                ]
                for k, row in enumerate(RATINGS)
            ],
        ]
    ),
    "Nextcloud Forms": export(
        ["User ID", "User display name", "Timestamp", "nickname", *DISHES],
        lambda k: ["", "Anonymous user", "2026-10-01", NICKNAMES[k]],
    ),
    "Typeform": export(
        ["#", "nickname", *DISHES, "Score", "Start Date (UTC)", "Network ID"],
        lambda k: [f"h{k}x", NICKNAMES[k]],
        lambda k: [str(40 + k), "2026-10-01", f"n{k}"],
    ),
    "Jotform": export(
        ["Submission Date", "Your name", *DISHES, "IP", "Submission ID"],
        lambda k: [f"Oct {k + 1}, 2026", NICKNAMES[k]],
        lambda k: [f"192.168.1.{k}", str(5012345678901234567 + k * 1013)],
    ),
    "Alchemer": export(
        ["Response ID", "Time Started", "Date Submitted", "Status", "Longitude", "Latitude"]
        + ["Nickname", *DISHES],
        lambda k: (
            [str(k + 2), "01 Oct 2026", "01 Oct 2026", "Complete", "13.4", "52.5"]
            + [NICKNAMES[k]]
        ),
    ),
    "REDCap": export(
        ["record_id", "survey_timestamp", "nickname", *DISHES, "survey_complete"],
        lambda k: [str(k + 1), "2026-10-01 10:00", NICKNAMES[k]],
        lambda k: ["2"],
    ),
    "Unipark": export(
        ["lfdn", "external_lfdn", "tester", "dispcode", "lastpage", "quality", "duration"]
        + ["pseudonym", *DISHES],
        lambda k: [str(100 + k), "0", "0", "31", "1203", "-77", str(60 + k), NICKNAMES[k]],
        separator=";",
    ),
    "student numbers, ages and phones": export(
        ["Student number", "nick", *DISHES, "phone number", "How old are you?"],
        lambda k: [str(4711 + k * (k % 3)), NICKNAMES[k]],
        lambda k: [str(1701234567 + k), str(20 + k % 3)],
    ),
    "a time as Excel counts it": export(
        ["when", "nick", *DISHES],
        lambda k: [f"459{k + 10},39", NICKNAMES[k]],
        separator=";",
    ),
    "a row and a column of means": export(
        ["who", *DISHES, "mean"], nickname, lambda k: ["3"]
    )
    + "\nTotal,30,31,29,40,33,",
    "a title above the header": "Umfrage;;;;;\n\n"
    + export(["nick", *DISHES], nickname, separator=";"),
    "Markdown": "\n".join(
        f"| {line} |"
        for line in [
            " | ".join(["nick", *DISHES]),
            " | ".join(["---"] * 6),
            *export(["nick", *DISHES], nickname, separator="|").split("\n")[1:],
        ]
    ),
    "gender and group as words": export(
        ["nick", "gender", "group", *DISHES],
        lambda k: [NICKNAMES[k], "fmd"[k % 3], str(k % 3)],
    ),
}


@pytest.mark.parametrize("service", EXPORTS)
def test_an_export_is_read_right(service):
    table = read_class(EXPORTS[service])
    assert table.names == NICKNAMES
    assert table.things == DISHES
    np.testing.assert_array_equal(table.ratings, RATINGS)
    left_out = [header for header, _, role in table.columns if role.startswith("left out")]
    assert len(table.columns) == len(left_out) + 1 + len(DISHES)
    said = " ".join(table.notes)
    assert all(header in said for header in left_out)  # nothing goes in silence


SENTENCES = {
    "an open quotation mark": (
        export(["Time", "who", *DISHES, "remark"], lambda k: ["10:00", NICKNAMES[k]])
        + '\n11:00,eel,1,2,3,4,5,"never closed\n11:01,hare,1,2,3,4,5,',
        "Row 16 of the table must close the quotation mark that it opens",
    ),
    "two decimal signs": (
        export(
            ["who", *DISHES],
            nickname,
            separator=";",
            write=lambda rating: "987,5" if rating == 3 else "1.023",
        ),
        "must have one decimal sign throughout, and nothing between thousands; got",
    ),
    "ratings with words": (
        export(["nick", *DISHES], nickname, write=lambda rating: f"{rating} (good)"),
        "got 14 and 0. No number is, for example, '4 (good)' in column 'tea'.",
    ),
    "a word among ratings": (
        export(["nick", *DISHES], nickname).replace("otter,5", "otter,often"),
        "In column 'pizza', the row of 'otter' must hold a number or be empty",
    ),
}


@pytest.mark.parametrize("kind", SENTENCES)
def test_what_cannot_be_read_gets_a_sentence(kind):
    text, sentence = SENTENCES[kind]
    with pytest.raises(ValueError) as refusal:
        read_class(text)
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert load(pasted=text).notes[0].startswith("The made-up table is used: ")


NOTES = {
    "a code for no answer": (
        export(["nick", *DISHES], nickname, write=lambda x: "-9" if x == 5 else str(x)),
        'The number -9 (12 times) is far from all others; if it stands for "no answer", '
        "leave these cells empty.",
    ),
    "possible thousands": (
        export(["nick", *DISHES], nickname, separator=";", write=lambda x: f"{x},023"),
        "The comma was read as the decimal sign: 5,023 is 5.023.",
    ),
    "a consent that all gave": (
        export(["nick", "may we?", *DISHES], lambda k: [NICKNAMES[k], "1"]),
        "All numbers are equal in: may we?. If these are no answers, name the columns "
        "that are.",
    ),
    "no header": (
        export(["eel", "1", "2", "5", "4", "3"], nickname),
        "The first row was taken as the header, although it holds numbers; write what was "
        "asked above it if it holds answers.",
    ),
    "seats": (
        export(["nick", "seat", *DISHES], lambda k: [NICKNAMES[k], str(5 * k % 14 + 1)]),
        "Column 'seat' is left out, because its numbers, about 7.5, are much larger than "
        "those of the other columns, about 3.",
    ),
    "a consent of 0 and 1": (
        export(
            ["nick", "may we?", *DISHES],
            lambda k: [NICKNAMES[k], "1"],
            write=lambda x: str(20 * x),
        ),
        "The numbers of column 'may we?' are much smaller than the others; name the "
        "columns of answers if it holds none.",
    ),
}


@pytest.mark.parametrize("kind", NOTES)
def test_what_is_doubtful_gets_a_note(kind):
    text, note = NOTES[kind]
    assert note in read_class(text).notes


@pytest.mark.parametrize("word", ["NA", "N/A", "#N/A", "-", "k.A.", "nan", "null", "?"])
def test_words_for_no_answer_are_blanks(word):
    text = export(["nick", *DISHES], nickname, write=lambda x: word if x == 4 else str(x))
    expected = np.where(RATINGS == 4, np.nan, RATINGS)
    np.testing.assert_array_equal(read_class(text).ratings, expected)


@pytest.mark.parametrize(
    "written",
    [
        "\u2212{},5",
        "-{},5\u200b",
        "\u200e-{},5",
        "-{},50",
        "-{},5e0",
        "\uff0d{}\uff0c\uff15",
    ],
)
def test_numbers_are_read_however_they_are_written(written):
    text = export(["nick", *DISHES], nickname, separator=";", write=written.format)
    np.testing.assert_array_equal(read_class(text).ratings, -RATINGS - 0.5)


def test_the_reader_decides_with_one_argument():
    text = EXPORTS["student numbers, ages and phones"]
    table = read_class(text, answers=["pizza", "soup", "How old are you?"])
    assert table.things == ["pizza", "soup", "How old are you?"]
    assert ("sushi", "1", "left out: it is not among your answers") in table.columns
    table = read_class(text, names="Student number")
    assert table.names[1] == "4712"
    with pytest.raises(
        ValueError, match="answers must be among the headers Student number,"
    ):
        read_class(text, answers=["pasta"])
    with pytest.raises(ValueError, match="names must be among the headers .*; got 'me'"):
        read_class(text, names="me")


def test_data_frames_are_read_like_text():
    frame = pd.DataFrame(RATINGS, index=NICKNAMES, columns=DISHES, dtype="Int64")
    frame.iloc[3, 2] = pd.NA
    frame.insert(0, "duration (seconds)", 100)
    table = read_class(frame)
    assert table.names == NICKNAMES and table.things == DISHES
    expected = RATINGS.astype(float)
    expected[3, 2] = np.nan
    np.testing.assert_array_equal(table.ratings, expected)


def test_a_data_frame_keeps_every_digit():
    exact = np.random.RandomState(1).normal(size=(14, 3))
    table = read_class(pd.DataFrame(exact, index=NICKNAMES, columns=list("abc")))
    np.testing.assert_array_equal(table.ratings, exact)


def test_an_overview_says_what_each_column_was_taken_as():
    overview = read_class(EXPORTS["Typeform"]).overview()
    assert overview.loc["pizza", "taken as"] == "answers"
    assert overview.loc["nickname"].tolist() == ["otter", "names"]
    assert overview.loc["Score", "taken as"].startswith("left out: forms write")


ODD_CELLS = [
    "",
    "1",
    "3,5",
    "4.5",
    "NA",
    "yes",
    '"q',
    'a"b',
    '"a,b"',
    "2026-01-01",
    "\u2212 3",
]
ODD_CELLS += ["\u0663", "$", "1e400", "inf", "1.000,5", "=1+1", "\0", "{}", "---", "sep=;"]
ODD_CELLS += ["nick", "ID", "total", "Score"]


@given(
    st.lists(st.lists(st.sampled_from(ODD_CELLS), max_size=8), max_size=9),
    st.sampled_from("\t;,|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
@pytest.mark.filterwarnings("error")
def test_odd_texts_are_read_or_refused_in_one_line(rows, separator, line_break):
    text = line_break.join(separator.join(row) for row in rows)
    for read in (read_class, lambda text: read_numbers(read_cells(text))):
        try:
            read(text)
        except ValueError as refusal:
            assert "\n" not in str(refusal)

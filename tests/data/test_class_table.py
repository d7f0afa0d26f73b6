"""A class table is read whatever its form, hidden from fairly, refused in sentences."""

from utils.data import FOODS, hide_answers, load, made_up_class, read_class

import numpy as np
import pytest

MADE_UP = made_up_class()


def lines(*rows):
    return "\n".join(rows)


def test_the_made_up_class_follows_its_rule():
    table = read_class(MADE_UP)
    answers = table.ratings[np.isfinite(table.ratings)]
    assert table.ratings.shape == (30, 12) and table.things == list(FOODS)
    assert set(answers) == {1, 2, 3, 4, 5}
    assert 0.03 < np.isnan(table.ratings).mean() < 0.1
    # What is sweet is liked by the same nicknames, what is liked by all by all.
    sweet = [table.things.index(food) for food in ("chocolate", "ice cream")]
    both = np.isfinite(table.ratings[:, sweet]).all(axis=1)
    assert np.corrcoef(table.ratings[both][:, sweet].T)[0, 1] > 0.6
    means = np.nanmean(table.ratings, axis=0)
    assert means[table.things.index("pizza")] > means[table.things.index("chili")] + 0.5


def test_the_made_up_class_is_the_same_for_all_and_another_for_another_seed():
    assert made_up_class() == made_up_class(0) != made_up_class(1)
    sums = np.nansum(read_class(MADE_UP).ratings, axis=0)  # on every machine, from now on
    assert sums.tolist() == [117, 89, 97, 70, 111, 94, 69, 74, 99, 79, 99, 82]


@pytest.mark.parametrize("sign", ["\t", ";", ",", "|"])
def test_what_parts_the_cells_does_not_matter(sign):
    same = read_class(MADE_UP.replace(",", sign))
    assert np.array_equal(same.ratings, read_class(MADE_UP).ratings, equal_nan=True)


def test_remarks_behind_the_answers_are_left_out_with_a_note():
    form = [f"2026/11/25 9:00,{line},nice" for line in MADE_UP.splitlines()]
    table = read_class(lines(*form))
    assert table.names == read_class(MADE_UP).names
    assert table.things == list(FOODS)
    assert "Left out, because they hold words: 2026/11/25 9:00, nice." in table.notes


def test_numbers_of_the_rows_are_no_answers():
    rising = [f"{k},{k % 3},2,3" for k in range(11, 17)]
    table = read_class(lines("which,a,b,c", *rising))
    assert table.things == ["a", "b", "c"]
    assert table.names[:2] == ["row 1", "row 2"]
    assert table.notes[0] == (
        "Column 'which' is left out, because its numbers only count the rows."
    )
    for last in ("6,1,2,3", "2,1,2,3"):  # numbers that do not rise all the time
        rows = [*(row[1:] for row in rising), last]
        assert read_class(lines("which,a,b,c", *rows)).things == ["which", "a", "b", "c"]


def test_decimal_commas_signs_and_empty_lines_are_read():
    text = lines("who;a;b;c", "x;1,5;-2;3", "", ";;;", "y;2;2;", "z;1;1;1", "v;,5;2;3")
    assert read_class(text).ratings[:2].tolist()[0] == [1.5, -2, 3]
    assert np.isnan(read_class(text).ratings[1, 2])


def test_names_are_all_different():
    text = lines("who,a,b,c", "x,1,2,3", "x,1,2,3", ",1,2,3", "x,1,2,3", ",1,2,3")
    assert read_class(text).names == ["x", "x 2", "row 3", "x 3", "row 5"]
    text = lines("who,a,b,c", "x 2,1,2,3", "x,1,2,3", "x,1,2,3", "y,1,2,3")
    assert read_class(text).names == ["x 2", "x", "x 3", "y"]
    assert read_class(lines("a,b,c", *["1,2,3"] * 4)).names[0] == "row 1"


@pytest.mark.parametrize("place", [1, 7, 12])
def test_a_column_that_nobody_answered_is_left_out(place):
    cells = [line.split(",") for line in MADE_UP.splitlines()]
    for number, row in enumerate(cells):
        row.insert(place, "" if number else "liver")
    table = read_class(lines(*map(",".join, cells)))
    assert table.names == read_class(MADE_UP).names
    assert table.things == list(FOODS)
    assert "Left out, because they are empty: liver." in table.notes


def test_rows_without_two_answers_are_left_out():
    text = lines("who,a,b,c", "x,1,2,3", "q,,,2", "y,1,2,3", "z,1,2,3", "r,,,", "v,1,2,3")
    table = read_class(text)
    assert table.names == ["x", "y", "z", "v"]
    assert table.notes[1] == ("Of 6 rows 2 have fewer than two answers and are left out.")


def test_many_few_and_equal_rows_are_told_of():
    rows = [f"n{k},1,2,3" for k in range(201)]
    table = read_class(lines("who,a,b,c", *rows))
    assert len(table.ratings) == 200
    assert table.notes[1:] == ["Of 201 rows the first 200 are used."]
    _, said = read_class(lines("who,a,b,c", *rows[:11])).notes
    assert said.startswith("With only 11 rows, few answers can be held out")
    _, said = read_class(lines("who,a,b,c", *["x,2,2,2"] * 12)).notes
    assert said.startswith("All answers are equal")


@pytest.mark.parametrize(
    "text, reason",
    [
        ("", "0 and 0"),
        ("who", "0 and 0"),
        (lines("who,a,b", *["x,1,2"] * 9), "9 and 2"),
        (lines("who,a,b,c", *["x,1,2,3"] * 3), "3 and 3"),
        (lines("who,a,b,c", "x,1,2,3", "y,1,2,3", "z,1,2,3", "v,,,1"), "3 and 3"),
        (lines("who,a,b,c", "x,1,2,3", "y,many,2,3", "z,1,2,3", "v,1,2,3"), "'many'"),
        (lines("who,a,b,c", *["x,good,bad,fine"] * 9), "9 and 0"),
        (lines("who,a,b,c", '"' + 140_000 * "x"), "ow 2 of the table must close"),
    ],
)
def test_what_cannot_be_used_gets_a_sentence_and_the_made_up_table(text, reason):
    with pytest.raises(ValueError, match=reason) as refusal:
        read_class(text)
    if text:
        table = load(pasted=text)
        assert table.notes[0].startswith("The made-up table is used: ")
        assert reason in table.notes[0] and len(table.ratings) == 30
    assert str(refusal.value).count("\n") == 0


def test_a_file_is_read_and_a_missing_one_is_told_of(tmp_path):
    (tmp_path / "class.csv").write_bytes(b"\xef\xbb\xbf" + MADE_UP.encode())
    assert load(tmp_path / "class.csv").names == read_class(MADE_UP).names
    for code in ("utf-8", "utf-16", "cp1252"):
        (tmp_path / "class.csv").write_bytes(MADE_UP.replace("tea", "thé").encode(code))
        assert load(tmp_path / "class.csv").things[-1] == "thé"
    assert "cannot be read" in load(str(tmp_path / "none.csv")).notes[0]
    assert "cannot be read" in load(tmp_path).notes[0]
    assert load().notes == ["The made-up table is used."]
    (tmp_path / "odd.csv").write_bytes(bytes(range(256)))
    assert load(tmp_path / "odd.csv").notes[0].startswith("The made-up table is used: ")


@pytest.mark.parametrize("seed", range(3))
def test_as_many_given_answers_are_held_out_as_asked(seed):
    ratings = read_class(MADE_UP).ratings
    hidden = hide_answers(ratings, 3, seed)
    assert (hidden.sum(axis=1) == 3).all()
    assert np.isfinite(ratings[hidden]).all()
    assert ((np.isfinite(ratings) & ~hidden).sum(axis=0) >= 2).all()
    assert np.array_equal(hidden, hide_answers(ratings, 3, seed))
    assert not np.array_equal(hidden, hide_answers(ratings, 3, seed + 1))


def test_no_row_loses_more_than_half_and_no_column_all():
    ratings = np.ones((6, 4))
    ratings[0, 1:] = np.nan
    hidden = hide_answers(ratings, 9)
    assert hidden[0].sum() == 0 and hidden.sum(axis=1).max() == 2
    assert (~hidden).sum(axis=0).min() >= 2
    ratings = np.ones((6, 4))
    ratings[2:, 1] = np.nan  # two are left
    for seed in range(9):
        assert not hide_answers(ratings, 2, seed)[:, 1].any()

"""A text becomes a table of words, and a table tells which of them are near."""

from utils import cooccurrence, nearest, ppmi, python_manual

import numpy as np
import pytest


def counted_by_hand(text, words, window):
    tokens = text.split()
    counts = np.zeros((len(words), len(words)))
    for i, one in enumerate(tokens):
        for j, other in enumerate(tokens):
            if i != j and abs(i - j) <= window and {one, other} <= set(words):
                counts[words.index(one), words.index(other)] += 1
    return counts


@pytest.mark.parametrize("window", [1, 2, 5, 100])
def test_counts_are_those_of_a_count_by_hand(window):
    letters = np.random.RandomState(0).choice(list("abcde"), 60)
    text = " ".join(letter * 3 for letter in letters)
    words, counts = cooccurrence(text, min_count=1, window=window)
    assert words == sorted({letter * 3 for letter in letters})
    np.testing.assert_array_equal(counts, counted_by_hand(text, words, window))
    np.testing.assert_array_equal(counts, counts.T)


def test_rare_and_short_words_have_no_row_but_keep_their_place():
    text = "cat of dog " * 3 + "bird cat"
    words, counts = cooccurrence(text, min_count=2, window=1)
    assert words == ["cat", "dog"]
    assert counts.tolist() == [[0, 2], [2, 0]]  # dog cat twice; "of" and bird part them
    assert cooccurrence(text, 2, 1, min_letters=2)[0] == ["cat", "dog", "of"]


@pytest.mark.parametrize(
    "text, words",
    [
        ("Der Bär sah den BÄR, 3mal.", ["bär", "den", "der", "mal", "sah"]),
        ("кошка и собака: кошка спит", ["кошка", "собака", "спит"]),
        ("हिन्दी भाषा हिन्दी", ["भाषा", "हिन्दी"]),
        ("Ba\u0308r B\u00e4r cat", ["bär", "cat"]),
        ("snake_case don't", ["case", "don", "snake"]),
    ],
)
def test_words_are_runs_of_letters_in_any_script(text, words):
    assert cooccurrence(text, min_count=1)[0] == words


def test_the_manual_gives_hundreds_of_words_and_is_the_same_each_time():
    words, counts = cooccurrence(python_manual())
    assert 400 < len(words) < 600
    assert {"integer", "exception", "tuple"} <= set(words)
    assert counts.sum(axis=1).min() > 0
    assert python_manual() == python_manual()


def test_ppmi_is_its_formula():
    counts = np.random.RandomState(0).poisson(1.5, (6, 9)).astype(float)
    for smoothing in [0, 0.75, 1]:
        columns = counts.sum(axis=0) ** smoothing
        chance = np.outer(counts.sum(axis=1), columns / columns.sum())
        with np.errstate(divide="ignore"):
            expected = np.maximum(np.log(counts / chance), 0)
        np.testing.assert_allclose(ppmi(counts, smoothing), expected, atol=1e-12)


def test_ppmi_of_words_that_meet_nobody_is_zero():
    assert ppmi([[2, 0, 0], [0, 2, 0], [0, 0, 0]])[2].tolist() == [0, 0, 0]
    assert ppmi(np.ones((3, 4)), 1).max() < 1e-12  # nothing but chance


def test_nearest_compares_angles():
    vectors = np.random.RandomState(0).standard_normal((8, 3))
    words = list("abcdefgh")
    near = nearest(vectors, words, number=3)
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    for i, word in enumerate(words):
        angles = {words[j]: unit[i] @ unit[j] for j in range(8) if j != i}
        assert near[word] == sorted(angles, key=angles.get, reverse=True)[:3]
    assert near == nearest(vectors * np.arange(1, 9)[:, None], words, number=3)


def test_nearest_gives_no_more_than_there_are_and_takes_zeros_and_twins():
    near = nearest([[1, 0], [1, 0], [0, 0]], ["a", "b", "c"], number=5)
    assert near == {"a": ["b", "c"], "b": ["a", "c"], "c": ["a", "b"]}
    near = nearest([[1, 0], [0, 0], [-1, 0]], ["a", "zero", "against"])
    assert near["a"] == ["zero", "against"] and near["against"] == ["zero", "a"]


def test_a_table_too_large_for_memory_is_refused():
    letters = [chr(number) for number in range(ord("a"), ord("z") + 1)]
    text = " ".join(a + b + c for a in letters for b in letters for c in letters[:8])
    with pytest.raises(ValueError, match="at most 5000 words .* Take a larger min_count"):
        cooccurrence(text, min_count=1)


@pytest.mark.parametrize(
    "text, words",
    [
        ("İnsan insan INSAN i\u0307nsan", {"insan"}),
        ("J\u030cava ǰava", {"ǰava"}),
        ("ΟΔΟΣ οδος", {"οδος"}),
        ("\u212bngström ÅNGSTRÖM ångström", {"ångström"}),
        ("Donau\u00addampf\u00adschiff Donaudampfschiff", {"donaudampfschiff"}),
        ("می\u200cخواهم می\u200cخواهم", {"می\u200cخواهم"}),
        ("ශ්\u200dරීලංකාව", {"ශ්\u200dරීලංකාව"}),
        ("ﬁnd find ｆｉｎｄ 𝐟𝐢𝐧𝐝", {"find"}),
        ("cat\u2060fish cat\ufefffish \u200ecatfish\u200f", {"catfish"}),
        ("ឆ្មា\u200bដេក", {"ឆ្មា", "ដេក"}),
        ("❤\ufe0f love \u200dlove\u200c \u0301love", {"love"}),
        ("كـــتاب كتاب", {"كتاب"}),
        ("Wachſtube Wachstube", {"wachstube"}),
    ],
)
def test_one_word_has_one_row_however_it_is_written(text, words):
    assert set(cooccurrence(f"{text} zebra", min_count=1)[0]) == words | {"zebra"}


def test_the_words_around_a_sign_that_is_no_word_are_neighbours():
    words, counts = cooccurrence("cat \ufe0f \u0301 \u200d dog", min_count=1, window=1)
    assert words == ["cat", "dog"] and counts[0, 1] == 1

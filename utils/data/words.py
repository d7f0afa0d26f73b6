"""From a text to a table: which words occur, and which of them meet."""

import unicodedata
from collections import Counter

import numpy as np

from ..checks import must_be, number, whole_number
from ..picture_checks import array, labels

MOST_WORDS = 5000  # their table of float64 is 200 MB


def python_manual():
    """Return the text of the Python manual that every Python carries, about 450 KB.

    It is what `help("TOPIC")` shows, all topics in alphabetical order; it differs a little
    between releases of Python.

    >>> python_manual().count("exception") > 100
    True
    """
    from pydoc_data.topics import topics

    return "\n".join(topics[name] for name in sorted(topics))


def cooccurrence(text, min_count=20, window=5, min_letters=3):
    """Count how often the frequent words of a text meet: (words, counts).

    text: a string in any language that parts its words. A word is a run of letters, small
        or capital; digits and signs part words and are not counted as any.
    min_count: how often a word has to occur. window: at most how many words further on its
        neighbour stands. min_letters: shorter words count as places, but get no row.
    Returns the words, sorted, and an array [words, words], symmetric, float64.
    TypeError or ValueError if text is no string, has no letters, or leaves fewer than 2 or
    more than 5000 words; or if a number is no whole number of at least 1.

    >>> words, counts = cooccurrence("The cat saw the dog.", min_count=1, window=1)
    >>> words, counts[1].tolist()
    (['cat', 'dog', 'saw', 'the'], [0.0, 0.0, 0.0, 1.0])
    """
    if not isinstance(text, str):
        raise TypeError(must_be("text must be a string", text))
    min_count = whole_number("min_count", min_count, 1)
    window = whole_number("window", window, 1)
    min_letters = whole_number("min_letters", min_letters, 1)
    tokens = _words_of(text)
    if not tokens:
        raise ValueError(must_be("text must hold words made of letters", text))
    times = Counter(tokens)
    words = sorted(
        word for word in times if times[word] >= min_count and len(word) >= min_letters
    )
    if len(words) < 2:
        raise ValueError(
            f"text is too short: of its {len(tokens)} words, two or more of at least "
            f"{min_letters} letters must occur {min_count} times, but {len(words)} do; "
            "take a longer text or a smaller min_count."
        )
    if len(words) > MOST_WORDS:
        raise ValueError(
            f"text must have at most {MOST_WORDS} words that occur {min_count} times, but "
            f"it has {len(words)}; take a larger min_count."
        )
    numbers = {word: number for number, word in enumerate(words)}
    line = np.array([numbers.get(token, -1) for token in tokens])
    counts = np.zeros((len(words), len(words)))
    for distance in range(1, min(window, len(line) - 1) + 1):
        first, second = line[:-distance], line[distance:]
        both = (first >= 0) & (second >= 0)
        np.add.at(counts, (first[both], second[both]), 1)
    return words, counts + counts.T


def ppmi(counts, smoothing=0.75):
    """Return how much more often than by chance words meet, positive PMI, [rows, columns].

    counts: [rows, columns], how often each row word met each column word; not negative.
    smoothing: the power of the column words' shares; 1 is none, and below it rare columns
        weigh less.
    An entry is the natural logarithm of share / (row share x column share), where that is
    positive, and else 0, so where the two never met, too.
    TypeError or ValueError if counts are no table of finite numbers, negative or all zero,
    or smoothing is not between 0 and 1. Source: Levy, Goldberg and Dagan 2015, doi
    10.1162/tacl_a_00134.

    >>> ppmi([[2, 0], [0, 2]]).round(2).tolist()
    [[0.69, 0.0], [0.0, 0.69]]
    """
    form = {"fits": lambda x: (x >= 0) & (x < 1e100), "allowed": "numbers from 0 to 1e100"}
    counts = array("counts", counts, None, None, **form)
    smoothing = number("smoothing", smoothing, "between 0 and 1", lambda s: 0 <= s <= 1)
    if not counts.any():
        raise ValueError("counts must not all be zero: no two words ever met.")
    row_shares, column_shares = counts.sum(axis=1), counts.sum(axis=0) ** smoothing
    column_shares /= column_shares.sum()
    chance = np.outer(row_shares, column_shares)  # how often they would meet by chance
    ratio = np.divide(counts, chance, out=np.zeros_like(counts), where=chance > 0)
    return np.log(np.maximum(ratio, 1))


def nearest(vectors, words, number=5):
    """Return the nearest words of each word by angle, {word: [words, nearest first]}.

    vectors: [words, numbers a word], a row for each word; a row of zeros is at a right
        angle to all. words: as many, all different. number: how many neighbours, or all
        other words if they are fewer.
    TypeError or ValueError if vectors are no table of finite numbers, words are not as many
    different strings, or number is no whole number of at least 1.

    >>> nearest([[1, 0], [0, 2], [3, 1]], ["a", "b", "c"], number=1)
    {'a': ['c'], 'b': ['c'], 'c': ['a']}
    """
    vectors = array("vectors", vectors, None, None)
    number = whole_number("number", number, 1)
    words = labels("words", words, len(vectors), needed=True)
    if len(set(words)) < len(words):
        raise ValueError(must_be("words must all be different", words))
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    units = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    cosines = units @ units.T
    np.fill_diagonal(cosines, np.inf)  # each word comes first in its own line
    order = np.argsort(-cosines, axis=1, kind="stable")[:, 1 : number + 1]
    return {word: [words[i] for i in line] for word, line in zip(words, order, strict=True)}


def _words_of(text):
    """Return the words of a text in order, in small letters."""
    text = unicodedata.normalize("NFC", text).lower()
    # Letters, and the marks that belong to them in many scripts.
    others = [sign for sign in set(text) if unicodedata.category(sign)[0] not in "LM"]
    return text.translate({ord(sign): " " for sign in others}).split()

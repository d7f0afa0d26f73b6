"""From a text to a table: which words occur, which of them meet, which of them are near."""

import re
import unicodedata
from collections import Counter

import numpy as np

from ..arrays import check_table, read_array
from ..checks import (
    check_labels,
    check_whole_number,
    short_repr,
)

JOINERS = "\u200c\u200d"  # they part or join two letters within a word, as in Persian
STRETCH = "\u0640"  # it makes Arabic words wider
PARTING = "\u200b"  # a blank without width, which parts words in Khmer and Thai
MOST_WORDS = 5000  # a table of so many words by themselves takes 200 MB in float64


def python_manual():
    """Return the text of the manual that every Python carries, about 450 kB.

    Returns
    -------
    str
        What ``help("TOPIC")`` shows, for all topics in alphabetical order. It differs a
        little between releases of Python.

    Examples
    --------
    >>> python_manual().count("exception") > 100
    True
    """
    from pydoc_data.topics import topics

    return "\n".join(topics[name] for name in sorted(topics))


def cooccurrence(text, min_count=20, window=5, min_letters=3):
    """Count how often the frequent words of a text meet.

    Parameters
    ----------
    text : str
        A text in any language that puts spaces between its words. A word is a run of
        letters, and small and capital letters are the same. Digits and signs part words,
        but for those that join letters, and soft hyphens are left out.
    min_count : int
        How often a word has to occur.
    window : int
        Two words meet if the second is at most so many words after the first.
    min_letters : int
        How many letters a word must have. Shorter words, and rare ones, are not counted,
        but they keep their places between the others.

    Returns
    -------
    words : list of str
        The words that are counted, in alphabetical order.
    counts : numpy.ndarray
        How often they meet, of shape (words, words), symmetric, in float64.

    Raises
    ------
    TypeError, ValueError
        If `text` is no string or has no letters; if it leaves fewer than 2 or more than
        5000 words; or if one of the numbers is no whole number of at least 1.

    Examples
    --------
    >>> words, counts = cooccurrence("The cat saw the dog.", min_count=1, window=1)
    >>> words, counts[1].tolist()
    (['cat', 'dog', 'saw', 'the'], [0.0, 0.0, 0.0, 1.0])
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a string; got {short_repr(text)}.")
    min_count = check_whole_number("min_count", min_count, 1)
    window = check_whole_number("window", window, 1)
    min_letters = check_whole_number("min_letters", min_letters, 1)
    tokens = _words_of(text)
    if not tokens:
        raise ValueError(f"text must have words made of letters; got {short_repr(text)}.")
    words = _frequent_words(tokens, min_count, min_letters)
    return words, _count_meetings(tokens, words, window)


def ppmi(counts, smoothing=0.75):
    """Return how much more often words meet than by chance, the positive PMI.

    PMI is short for pointwise mutual information: the logarithm of how often two words
    meet, over how often they would meet if words were thrown together by chance. The
    positive PMI has zeros where this is negative, and where two words never meet.

    Parameters
    ----------
    counts : array_like
        How often each row word met each column word, of shape (rows, columns).
    smoothing : float
        The power, from 0 to 1, that is taken of the fractions of the column words. Below 1,
        rare column words weigh less, and 1 is no smoothing.

    Returns
    -------
    numpy.ndarray
        The positive PMI, of shape (rows, columns), in natural logarithms.

    Raises
    ------
    ValueError
        If `counts` is no table of finite numbers of at least 0, or all are zero; or if
        `smoothing` is not from 0 to 1.

    Notes
    -----
    Source: Levy, Goldberg and Dagan 2015, doi 10.1162/tacl_a_00134.

    Examples
    --------
    >>> ppmi([[2, 0], [0, 2]]).round(2).tolist()
    [[0.69, 0.0], [0.0, 0.69]]
    """
    counts = read_array("counts", counts)
    if counts.ndim != 2:
        raise ValueError(f"counts must have rows and columns; got shape {counts.shape}.")
    wrong = counts[~(np.isfinite(counts) & (counts >= 0))]
    if wrong.size:
        raise ValueError(f"counts must be finite and at least 0; got {wrong[0]:g}.")
    if not counts.any():
        raise ValueError("counts must not all be zero, because then no two words ever met.")
    if not 0 <= smoothing <= 1:
        raise ValueError(f"smoothing must be from 0 to 1; got {smoothing!r}.")
    of_row_word = counts.sum(axis=1)
    column_weights = counts.sum(axis=0) ** smoothing
    by_chance = np.outer(of_row_word, column_weights / column_weights.sum())
    # In place, because the table of thousands of words is large.
    ratio = np.divide(counts, by_chance, out=by_chance, where=by_chance > 0)
    np.maximum(ratio, 1, out=ratio)
    return np.log(ratio, out=ratio)


def nearest(vectors, words, number=5):
    """Return the nearest words of each word, by the angle between their vectors.

    Parameters
    ----------
    vectors : array_like
        A vector for each word, of shape (words, dimensions). A vector of zeros is at a
        right angle to all others.
    words : sequence of str
        The words, all different.
    number : int
        How many neighbours are wanted. If there are fewer other words, all of them are
        given.

    Returns
    -------
    dict
        For each word, the list of its neighbours, nearest first.

    Raises
    ------
    TypeError, ValueError
        If there are not as many words as vectors, if two words are the same, or if `number`
        is no whole number of at least 1.

    Examples
    --------
    >>> nearest([[1, 0], [0, 2], [3, 1]], ["a", "b", "c"], number=1)
    {'a': ['c'], 'b': ['c'], 'c': ['a']}
    """
    vectors = check_table("vectors", vectors)
    if not np.isfinite(vectors).all():
        raise ValueError("vectors must be finite; got at least one entry that is not.")
    words = check_labels("words", words, len(vectors))
    number = check_whole_number("number", number, 1)
    if len(set(words)) < len(words):
        raise ValueError(f"words must all be different; got {short_repr(words)}.")
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    units = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    cosines = units @ units.T
    np.fill_diagonal(cosines, np.inf)  # each word is the first of its own neighbours,
    neighbours = {}
    for word, cosines_of_word in zip(words, cosines, strict=True):
        places = np.argsort(-cosines_of_word, kind="stable")
        others = places[1 : number + 1]  # and is left out here
        neighbours[word] = [words[place] for place in others]
    return neighbours


def _words_of(text):
    """Return the words of a text in order, in small letters."""
    # Letters are taken apart from their marks before they are made small, and put together
    # again afterwards: a capital J with a caron is two signs, but the small one is a single
    # letter.
    text = unicodedata.normalize("NFD", _translated(text, _plain_letter)).lower()
    text = text.replace("i\u0307", "i")  # what becomes of the Turkish capital I with a dot
    text = _translated(unicodedata.normalize("NFC", text), _part_of_word)
    # Marks and joiners belong to a word only if a letter stands before them.
    words = (word.strip(JOINERS) for word in re.sub(r"(?<!\S)[^\w\s]+", " ", text).split())
    return [word for word in words if word]


def _translated(text, reading):
    """Return a text in which a function has replaced each sign."""
    read_as = {sign: reading(sign) for sign in set(text)}
    changed = {ord(sign): new for sign, new in read_as.items() if new != sign}
    return text.translate(changed)


def _plain_letter(sign):
    """Return a letter without the looks that print gave it: a ligature, or full width."""
    if unicodedata.category(sign) in ("Lu", "Ll", "Lt", "Lo"):
        return unicodedata.normalize("NFKD", sign)
    return sign


def _part_of_word(sign):
    """Return a sign that belongs to a word, nothing for an unseen one, or a blank."""
    if sign in JOINERS:
        return sign
    if sign == STRETCH or (unicodedata.category(sign) == "Cf" and sign != PARTING):
        return ""  # such as a soft hyphen, which is seen only where a line ends
    # L are letters, and M are the marks that belong to them in many scripts.
    return sign if unicodedata.category(sign)[0] in "LM" else " "


def _frequent_words(tokens, min_count, min_letters):
    """Return the words that get a row, sorted; ValueError if these are too few or many."""
    words = []
    for word, times in Counter(tokens).items():
        if times >= min_count and len(word) >= min_letters:
            words.append(word)
    if len(words) < 2:
        raise ValueError(
            f"text is too short: of its {len(tokens)} words, two or more of at least "
            f"{min_letters} letters must occur {min_count} times; got {len(words)}. Take a "
            "longer text or a smaller min_count."
        )
    if len(words) > MOST_WORDS:
        raise ValueError(
            f"text must have at most {MOST_WORDS} words that occur {min_count} times; got "
            f"{len(words)}. Take a larger min_count."
        )
    return sorted(words)


def _count_meetings(tokens, words, window):
    """Return how often the words meet within the window, of shape (words, words)."""
    row_of = {word: row for row, word in enumerate(words)}
    rows = np.array([row_of.get(token, -1) for token in tokens])  # -1 for the others
    counts = np.zeros((len(words), len(words)))
    for distance in range(1, min(window, len(rows) - 1) + 1):
        first = rows[:-distance]
        second = rows[distance:]
        both = (first >= 0) & (second >= 0)
        np.add.at(counts, (first[both], second[both]), 1)
    return counts + counts.T

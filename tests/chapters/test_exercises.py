"""The checks say right, or why not, to whatever they are given, and never raise."""

import functools
import inspect
import re

from utils import (
    LinearNetwork,
    adam_with_decay,
    optimal_rmse,
    ppmi,
    random_matrix,
    train,
    word_table,
)
from utils.chapters import chapter_0, chapter_1, chapter_2, chapter_3, chapter_A
from utils.teaching import shown

import numpy as np
import pytest
import tensorflow as tf

optimizers = tf.keras.optimizers
CHAPTERS = {"0": chapter_0, "1": chapter_1, "2": chapter_2, "3": chapter_3, "A": chapter_A}
CHECKS = {
    f"{letter}_{name[-1]}": check
    for letter, chapter in CHAPTERS.items()
    for name, check in inspect.getmembers(chapter)
    if name.startswith("check_exercise_")
}
M = word_table()[0]
ZERO, ONE = np.sqrt(np.mean(M**2)), optimal_rmse(M, 1)


def verdict(capsys, exercise, *answer):
    CHECKS[exercise](*answer)
    printed = capsys.readouterr().out
    assert printed.count("\n") == 1
    return printed.strip()


def rows_of(W1, W2, power=None):
    """Vectors of the row words that no Q changes."""
    if power is None:
        return W1 @ W2
    U, s, _ = np.linalg.svd(W1 @ W2)
    return U[:, :2] * s[:2] ** power


def cosine(vectors):
    a, b = vectors[:2]
    return a @ b / np.sqrt(a @ a * (b @ b))


def units(vectors):
    return vectors / np.linalg.norm(vectors, axis=1)[:, None]


def spent(*modes):
    return np.linalg.svd(random_matrix((5, 9), 7))[0][:, list(modes)]


def fitted(epochs, seed=0):
    network = LinearNetwork([5, 2, 9], "orthogonal_zero_outer", seed)
    train(network, random_matrix((5, 9), 7), epochs=epochs, optimizer=adam_with_decay(5000))
    return network.weights[0]


@functools.cache
def completed(start, depth, masked=True, epochs=6000):
    table = chapter_2.hidden_entries()
    seen = np.isfinite(table)
    network = LinearNetwork([24, *[24] * (depth - 1), 36])
    std = start ** (1 / depth) / np.sqrt(24)
    network.assign([std * weight.numpy() for weight in network.weights])
    rate = optimizers.SGD(2.0 if depth == 1 else 0.5)
    mask = seen if masked else None
    table = np.where(seen, table, 0)
    train(network, table, epochs=epochs, optimizer=rate, mask=mask)
    return network.end_to_end().numpy()


def half(table, k, a0, rate, size=None, factor=2, minus=1):
    sigma = np.linalg.svd(table, compute_uv=False)[k - 1]
    return np.log(sigma / a0 - minus) / (2 * sigma) / (factor * rate / (size or table.size))


def pmi(counts, smallest=0.0, total=None, log=np.log):
    first, second = counts.sum(axis=1), counts.sum(axis=0)
    total = counts.sum() if total is None else total
    with np.errstate(divide="ignore"):
        found = log(counts * total / np.outer(first, second))
    return np.where(counts > 0, np.maximum(found, smallest), 0)


SEED_0 = np.random.RandomState(0).standard_normal(16)  # the end of it is the first Q
RANK, NOISE = chapter_1.measured()[1:]
_manual, _shuffled = chapter_3.values_of_words()
FACTORS = _shuffled / _manual

RIGHT = {
    "0_1": [[ZERO, ONE], (round(ZERO, 3), round(ONE, 4)), tf.constant([ZERO, ONE])],
    "0_2": [
        lambda W1, W2, V1, V2: np.linalg.lstsq(W1, V1, rcond=None)[0],
        lambda W1, W2, V1, V2: W2 @ np.linalg.pinv(V2),
        lambda W1, W2, V1, V2: (np.linalg.pinv(W1) @ V1).tolist(),
    ],
    "0_3": [
        lambda W1, W2: cosine(rows_of(W1, W2)),
        lambda W1, W2: cosine(rows_of(W1, W2, 0.5)),
        lambda W1, W2: cosine(rows_of(W1, W2, 0)),
        lambda W1, W2: float(cosine(rows_of(W1, W2, 1))),
    ],
    "1_1": [[4, 4, 5], (4.0, 4.0, 5.0), np.array([4, 4, 5], np.int32)],
    "1_2": [spent(0, 1), -spent(1, 0), spent(0, 1) @ [[1, 2], [3, -4]], fitted(5000)],
    "1_3": [[RANK, NOISE], (RANK, 1.03 * NOISE), np.array([RANK, 0.97 * NOISE])],
    "2_1": [[ONE, ONE, ZERO], (ONE, 1.001 * ONE, ZERO), np.round([ONE, ONE, ZERO], 4)],
    "2_2": [
        half,
        lambda table, k, a0, rate: round(half(table, k, a0, rate)),
        lambda table, k, a0, rate: half(table.T, k, a0, rate)[None][0],
    ],
    "2_3": [completed(1e-3, 3), completed(1e-3, 4).tolist(), completed(1e-12, 2)],
    "2_4": [
        lambda W1, W2: W2 @ W2.T - W1.T @ W1,
        lambda W1, W2: W1.T @ W1 - W2 @ W2.T,
        lambda W1, W2: np.sum(W1**2) - np.sum(W2**2),
        lambda W1, W2: np.linalg.eigvalsh(W2 @ W2.T - W1.T @ W1),
    ],
    "3_1": [FACTORS, 1.03 * FACTORS, FACTORS.round(2).tolist()],
    "3_2": [
        pmi,
        lambda counts: np.log(np.maximum(np.exp(pmi(counts)), 1)),
        lambda counts: pmi(counts.T).T,
        lambda counts: ppmi(counts, 1),
    ],
    "3_3": [
        lambda vectors: np.argmin((units(vectors) @ units(vectors).T).sum(axis=0)),
        lambda vectors: np.argmin(np.median(units(vectors) @ units(vectors).T, axis=0)),
        lambda vectors: int(np.argmin(units(vectors) @ units(vectors).mean(axis=0))),
    ],
    "A_1": [6, 6.0, np.array(5.99)],
    "A_2": [138, np.log(4) / -np.log(0.99), 137],
    "A_3": [
        adam_with_decay(2000, 0.1),
        adam_with_decay(2000, 0.3),
        optimizers.RMSprop(optimizers.schedules.CosineDecay(0.1, 2000)),
    ],
    "A_4": [4, 5.0, np.float32(4.5)],
}
WRONG = {
    "0_1": [
        ([0, 0], "from these starts"),
        ([ZERO, 0], "come to differ"),
        ([ONE, ONE], "gradient of W1"),
        ([ONE, ZERO], "order is reversed"),
        ([ZERO**2, ONE**2], "square"),
        ([ZERO, 1.1 * ONE], "number 2 is too large, but not by much: has it converged?"),
        ([ZERO, 0.985 * ONE], "number 2 is too small, but not by much"),
        ([0.1, ONE], "number 1 is too small"),
    ],
    "0_2": [
        (lambda W1, W2, V1, V2: (np.linalg.pinv(W1) @ V1).T, "transposed"),
        (lambda W1, W2, V1, V2: np.linalg.pinv(V1) @ W1, "that is the inverse"),
        (lambda W1, W2, V1, V2: -np.linalg.pinv(W1) @ V1, "sign"),
        (lambda W1, W2, V1, V2: 3 * np.linalg.pinv(W1) @ V1, "scale"),
        (lambda W1, W2, V1, V2: np.eye(2), "identity"),
        (lambda W1, W2, V1, V2: V1, "4 of its 4 entries"),
        (lambda W1, W2, V1, V2: np.linalg.inv(W1) @ V1, "right for two row words only"),
        (lambda *_: np.reshape(SEED_0[12:], (2, 2)), "right for one seed only"),
        (lambda W1: W1, "your function raises TypeError"),
    ],
    "0_3": [
        (lambda W1, W2: cosine(W1), "a Q that stretches changes it"),
        (lambda W1, W2: cosine(W1[:, ::-1] * [1, 2]), "even a rotation changes it"),
        (lambda W1, W2: cosine(W2.T), "a Q that stretches changes it"),
        (lambda W1, W2: 0.9, "the same for any table"),
        (lambda W1, W2: rows_of(W1, W2)[0] @ rows_of(W1, W2)[1], "between -1 and 1"),
        (lambda W1, W2: abs(cosine(rows_of(W1, W2))), "minus three times -1; yours 1, 1"),
        (lambda W1, W2: cosine(W1 @ W2)[None], "its shape is (1,)"),
    ],
    "1_1": [
        ([20, 20, 20], "structure"),
        ([4, 4, 4], "cost nothing"),
        ([4, 4, 20], "alike"),
        ([5, 4, 4], "order is reversed"),
        ([4, 6, 5], "number 2 is too large"),
        ([3, 4, 5], "number 1 is too small"),
        ([4, 5], "its shape is (2,)"),
    ],
    "1_2": [
        (spent(0, 1).T, "transposed"),
        (spent(0, 0), "on one line"),
        (spent(0, 2), "stronger ones"),
        (spent(0, 1) + 0.1 * spent(2, 3), "not converged"),
        (np.random.RandomState(0).random_sample((5, 2)), "not trained"),
        (np.ones((9, 2)), "its shape is (9, 2)"),
        (np.full((5, 2), np.nan), "NaN"),
    ],
    "1_3": [
        ([40, NOISE], "full rank"),
        ([RANK, optimal_rmse(chapter_1.measured_table(), RANK)], "part of the noise"),
        ([RANK, NOISE**2], "square of the noise"),
        ([RANK, chapter_1.measured_table().std()], "size of the entries"),
        ([NOISE, RANK], "order is reversed"),
        ([RANK + 1, NOISE], "number 1 is too large"),
        ([RANK, 2 * NOISE], "number 2 is too large"),
    ],
    "2_1": [
        ([0, 0, ZERO], "let through"),
        ([ONE, ONE, 0], "gradient of each"),
        ([0, 0, 0], "more layers"),
        ([ZERO, ONE, ONE], "order is reversed"),
        (np.square([ONE, ONE, ZERO]), "square"),
        ([ONE, 1.2 * ONE, ZERO], "number 2 is too large, but not by much"),
    ],
    "2_2": [
        (lambda M, k, a0, rate: half(M, k, a0, 1, 1, 1), "where is the epoch"),
        (lambda M, k, a0, rate: half(M, k, a0, rate, 1), "where is m n"),
        (lambda M, k, a0, rate: half(M, k, a0, 1), "where is the rate"),
        (lambda M, k, a0, rate: half(M, k + 1, a0, rate), "counted from 1"),
        (lambda M, k, a0, rate: half(M, k, a0, rate, factor=1), "scale"),
        (lambda M, k, a0, rate: -half(M, k, a0, rate), "sign"),
        (lambda M, k, a0, rate: half(M, k, a0, rate, size=32), "right for only 1 of 2"),
        (lambda M, k, a0, rate: 944, "for any of the examples"),
    ],
    "2_3": [
        (completed(1e-3, 1), "near 0: were they masked"),
        (np.nan_to_num(chapter_2.hidden_entries(), nan=3.0), "worse than 0"),
        (completed(1.0, 3), "better than 0, not yet good"),
        (completed(1e-3, 2), "better than 0, not yet good"),
        (completed(1e-3, 3, masked=False), "near 0"),
        (completed(1e-3, 3, epochs=30), "not converged"),
        (completed(1e-3, 3).T, "transposed"),
        (chapter_2.hidden_entries(), "NaN"),
    ],
    "2_4": [
        (lambda W1, W2: W1 @ W2, "what training makes"),
        (lambda W1, W2: W1.T @ W1 + W2 @ W2.T, "it changes by"),
        (lambda W1, W2: W1 @ W1.T - W2.T @ W2, "raises ValueError"),
        (lambda W1, W2: np.zeros((3, 3)), "tells nothing"),
        (lambda W1, W2: "kept", "made of numbers, but it is 'kept'"),
        (lambda W1, W2: np.inf, "infinite"),
        (lambda W1, W2: W1, "it changes by"),
    ],
    "3_1": [
        (1 / FACTORS, "that is the inverse"),
        (FACTORS[::-1], "order is reversed"),
        (_shuffled - _manual, "differences"),
        (_shuffled, "singular values"),
        ([1, 1], "the same others"),
        ([0, 0], "nothing in common"),
        ([FACTORS[0], 0.9], "number 2 is too large"),
    ],
    "3_2": [
        (lambda x: pmi(x, smallest=-99), "below 0"),
        (lambda x: pmi(x, total=1), "where is N"),
        (lambda x: pmi(x, log=np.log2), "scale"),
        (lambda x: np.exp(pmi(x, smallest=-99)) * (x > 0), "logarithm"),
        (ppmi, "smoothing"),
        (lambda x: pmi(x).T, "transposed"),
        (lambda x: chapter_3.information(x, axis=0).clip(0), "sums of their own"),
        (lambda x: pmi(x, smallest=-99) + np.where(x > 0, 0, -np.inf), "infinite"),
        (lambda x: pmi(x) if len(x) < 6 else 0 * x, "right for only 3 of 4"),
    ],
    "3_3": [
        (lambda x: np.argmax(units(x) @ units(x).mean(axis=0)), "for any of the examples"),
        (lambda x: np.argmax(chapter_3.along(x)), "most like the others"),
        (lambda x: RIGHT["3_3"][0](x) + 1, "counted from 0"),
        (lambda x: np.argmin((x @ x.T).sum(axis=0)), "long vectors"),
        (lambda x: np.argmax(np.linalg.norm(x - x.mean(0), axis=1)), "distance"),
        (lambda x: 0, "right for only 4 of 12"),
        (lambda x: x[0], "the answer should be a number"),
        (lambda x: -1, "for any of the examples"),
    ],
    "A_1": [
        (38, "of 0.9"),
        (2, "without an average"),
        (3, "where is the 2"),
        (1 / 6, "that is the inverse"),
        (-6, "sign"),
        (36, "square"),
        (7, "too large, but not by much"),
        ([6], "its shape is (1,)"),
    ],
    "A_2": [
        (69, "p goes with its root"),
        (1386, "memory of 0.999"),
        (100, "no straight line"),
        (138**2, "square"),
        (1 / 138, "that is the inverse"),
        (-138, "sign"),
        (120, "too small, but not by much"),
    ],
    "A_3": [
        (optimizers.Adam(0.1), "keep it"),
        (adam_with_decay(2000, 0.001), "none is lost, but only"),
        (adam_with_decay(200, 0.1), "for long enough"),
        ("adamx", "optimizer must be"),
        (0.03, "optimizer must be"),
    ],
    "A_4": [
        (0.3, "too small: after 10 000 epochs 0% have arrived"),
        (2, "too small"),
        (1000.0, "too large"),
        (0, "must be positive"),
        (-4, "must be positive"),
        ([3, 4], "the answer should be a number"),
        (optimizers.SGD(4.0), "the answer should be a number"),
    ],
}
NONSENSE = {
    "None": None,
    "text": "three\nlines\nof text",
    "a function": lambda *arguments, **options: None,
    "a class": int,
    "a module": np,
    "NaN": np.nan,
    "lists of lists": [[1, 2], [3]],
    "a list of words": ["cat", "dog"],
    "mixed": [1, None, ..., "x"],
    "nothing": [],
    "truth values": [True, False],
    "complex": [1j, 2],
    "a dictionary": {"Q": 1},
    "huge": 10**400,
    "a tensor of text": tf.constant(["a"]),
}


def test_there_are_three_to_five_exercises_a_chapter():
    assert set(RIGHT) == set(WRONG) == set(CHECKS)
    for chapter in "0123A":
        numbers = [name[2:] for name in CHECKS if name.startswith(chapter)]
        assert numbers == [str(k) for k in range(1, len(numbers) + 1)]
        assert 3 <= len(numbers) <= 5


@pytest.mark.parametrize("exercise", CHECKS)
def test_the_untouched_cell_is_not_answered(exercise, capsys):
    said = f"Exercise {exercise[-1]}: not answered yet"
    assert verdict(capsys, exercise) == verdict(capsys, exercise, ...) == said
    if exercise in ("0_2", "0_3", "2_2", "2_4", "3_2", "3_3"):
        assert verdict(capsys, exercise, lambda *arguments: ...) == said


@pytest.mark.parametrize("exercise", CHECKS)
def test_right_answers_are_right_whatever_is_not_unique(exercise, capsys):
    assert len(RIGHT[exercise]) >= 3
    for answer in RIGHT[exercise]:
        assert verdict(capsys, exercise, answer) == f"✓ Exercise {exercise[-1]}: right"


@pytest.mark.filterwarnings("ignore:Training diverged")
@pytest.mark.parametrize("exercise", CHECKS)
def test_wrong_answers_have_reasons_of_their_own(exercise, capsys):
    assert len({reason for _, reason in WRONG[exercise]}) >= 4
    for answer, reason in WRONG[exercise]:
        said = verdict(capsys, exercise, answer)
        assert said.startswith("✗ ") and reason in said, (said, reason)


@pytest.mark.parametrize("name", NONSENSE)
@pytest.mark.parametrize("exercise", CHECKS)
def test_nonsense_is_refused_in_one_line(exercise, name, capsys):
    assert verdict(capsys, exercise, NONSENSE[name]).startswith("✗ ")


def test_what_a_check_hands_out_is_a_copy(capsys):
    def spoils(W1, W2, V1, V2):
        W1[:], W2[:] = 0, 0
        return np.eye(2)

    assert verdict(capsys, "0_2", spoils).startswith("✗ ")
    assert verdict(capsys, "0_2", RIGHT["0_2"][0]).startswith("✓ ")


def test_a_family_is_one_but_for_one():
    likeness = [
        units(chapter_3.family(seed)) @ units(chapter_3.family(seed)).T
        for seed in range(12)
    ]
    assert np.mean([np.median(cosines) for cosines in likeness]) > 0.8


def test_a_rate_is_tried_on_many_starts(capsys):
    share = re.search(r"(\d+)% have arrived", verdict(capsys, "A_4", 2.5))[1]
    assert 10 < int(share) < 50


def test_a_long_answer_is_shown_cut():
    assert shown("x" * 58) == repr("x" * 58)
    assert shown("x" * 59) == repr("x" * 59)[:57] + "..."


def test_tables_to_work_on_hide_what_is_asked_for():
    table = chapter_2.hidden_entries()
    assert 0.3 < np.isfinite(table).mean() < 0.4
    assert chapter_1.measured_table().shape == (40, 60)

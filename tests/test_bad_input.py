"""A bad argument gets one sentence that names it, before any work, and changes nothing.

Each line of the table is a call, the kind of error, and words that the sentence must hold:
the argument's name, and what is allowed where that helps. Exercises and claims never raise:
they say of a bad answer, in one line, that it is not right.
"""

import inspect
import re
import warnings

import matplotlib
import numpy as np
import pytest

matplotlib.use("agg")
import utils
from utils import (
    LinearNetwork,
    claim,
    class_table,
    exercises,
    explore,
    moves,
    own_table,
    plots,
    train,
    word_table,
)
from utils.loop import compiled_loop

import matplotlib.pyplot as plt
import tensorflow as tf
from matplotlib.figure import Figure

M, R, C = word_table()
NAN, INF, HUGE = float("nan"), float("inf"), 10**12
HOLES = np.array([[1.0, NAN, 3.0, 4.0], [INF, 6.0, 7.0, 8.0]])
UNEVEN = [[1, 2], [3]]
EYE, TWO = np.eye(2), ["a", "b"]
NET = LinearNetwork([2, 3, 4])
HISTORY = train(LinearNetwork([2, 3, 4]), M, epochs=8, snapshot_every=4)
PLAIN = train(LinearNetwork([2, 3, 4]), M, epochs=3)
MANY = train(LinearNetwork([2, 3, 4], runs=2), M, epochs=3, snapshot_every=1)
TABLE = class_table.load()
HIDDEN = np.zeros(TABLE.ratings.shape, bool)
AX = Figure().subplots()
SLIDER = {"size": moves.slider("size", [1, 2])}
SGD, SCHEDULES = tf.keras.optimizers.SGD, tf.keras.optimizers.schedules


def say(*_, **__):
    return 0.1


class Hasty(tf.keras.optimizers.Adam):
    """An Adam to isinstance."""


class Unwritten(SCHEDULES.LearningRateSchedule):
    """A schedule that cannot start afresh."""

    def __call__(self, step):
        return 0.1


# The text of a call, so that a failure shows it: evaluated with the names above.
CASES = r"""
LinearNetwork(None) | ValueError | layer_sizes must be 2 or more whole numbers
LinearNetwork(3) | ValueError | layer_sizes must be 2 or more whole numbers
LinearNetwork([2]) | ValueError | layer_sizes must be 2 or more whole numbers, but it is
LinearNetwork("23") | TypeError | every one of layer_sizes must be a whole number at least 1
LinearNetwork([2, 0, 4]) | ValueError | every one of layer_sizes, at least 1, but it is 0.
LinearNetwork([2, -3]) | ValueError | every one of layer_sizes, at least 1, but it is -3.
LinearNetwork([2, 1.5]) | TypeError | every one of layer_sizes, whole number, 1.5
LinearNetwork([True, 3]) | TypeError | every one of layer_sizes, whole number, True
LinearNetwork([2, NAN]) | TypeError | every one of layer_sizes, whole number, nan
LinearNetwork([[2, 3], [4, 5]]) | TypeError | every one of layer_sizes, whole number
LinearNetwork([HUGE, HUGE]) | ValueError | layer_sizes, from 1 to 1000000000
LinearNetwork([2, 3], "he") | ValueError | initializer must be one of, orthogonal, 'he'
LinearNetwork([2, 3], 3) | ValueError | initializer must be one of, orthogonal, 3
LinearNetwork([2, 3], None) | ValueError | initializer must be one of, orthogonal, None
LinearNetwork([2, 3], np.ones) | ValueError | initializer, a function (shape, generator)
LinearNetwork([2, 3], np.eye(2)) | ValueError | initializer, a function (shape, generator)
LinearNetwork([2, 3], lambda shape: EYE) | ValueError | initializer, (shape, generator)
LinearNetwork([2, 3], tf.keras.initializers.Orthogonal(1)) | ValueError | initializer
LinearNetwork([2, 3], lambda s, g: np.ones(3)) | ValueError | initializer, numbers of shape
LinearNetwork([2, 3], lambda s, g: np.full(s, NAN)) | ValueError | initializer, finite
LinearNetwork([2, 3], lambda s, g: np.full(s, "a")) | ValueError | initializer, finite
LinearNetwork([2, 3], seed="0") | TypeError | seed must be a whole number, '0'
LinearNetwork([2, 3], seed=0.5) | TypeError | seed must be a whole number, 0.5
LinearNetwork([2, 3], seed=None) | TypeError | seed must be a whole number, None
LinearNetwork([2, 3], seed=-1) | ValueError | seed, from 0 to 4294967295, -1
LinearNetwork([2, 3], seed=2**32) | ValueError | seed, from 0 to 4294967295
LinearNetwork([2, 3], runs=0) | ValueError | runs must be a whole number from 1 to, 0
LinearNetwork([2, 3], runs=2.0) | TypeError | runs must be a whole number, 2.0
LinearNetwork([2, 3], runs=True) | TypeError | runs must be a whole number, True
LinearNetwork([2, 3], runs=HUGE) | ValueError | runs, from 1 to 166666666
LinearNetwork([2, 3], dtype="float16") | ValueError | dtype must be float32 or float64
LinearNetwork([2, 3], dtype=None) | ValueError | dtype must be float32 or float64, None
LinearNetwork([2, 3], dtype=32) | ValueError | dtype must be float32 or float64, 32
LinearNetwork(2, 3, 4) | ValueError | layer_sizes must be 2 or more whole numbers
NET(None) | ValueError | x must be float32 of shape (any, 2)
NET("a") | ValueError | x must be float32 of shape (any, 2)
NET([1, 2]) | ValueError | x must be float32 of shape (any, 2)
NET(np.eye(3)) | ValueError | x must be float32 of shape (any, 2)
NET(UNEVEN) | ValueError | x must be float32 of shape (any, 2)
NET([[1j, 2]]) | ValueError | x must be float32 of shape (any, 2)
NET(tf.eye(2, dtype="float64")) | ValueError | x must be float32 of shape (any, 2)
NET.assign(None) | ValueError | weights must be finite, shaped [(2, 3), (3, 4)]
NET.assign([np.ones((2, 3))]) | ValueError | weights must be, shaped [(2, 3), (3, 4)]
NET.assign([np.ones((2, 3)), np.ones((4, 3))]) | ValueError | weights must be, shaped
NET.assign([np.ones((2, 3)), "a"]) | ValueError | weights must be finite, shaped
NET.assign([np.ones((2, 3)), np.full((3, 4), NAN)]) | ValueError | weights must be finite
NET.assign([np.ones((2, 3)), np.full((3, 4), 1j)]) | ValueError | weights must be finite
NET.assign([np.ones((2, 3)), np.full((3, 4), 1e300)]) | ValueError | weights must be finite
NET.padded(2) | ValueError | width must be a whole number at least 3
NET.padded(None) | TypeError | width must be a whole number
NET.padded(3.5) | TypeError | width must be a whole number
run_seed("0", 0) | TypeError | seed must be a whole number
run_seed(0, -1) | ValueError | run must be a whole number at least 0
run_seed(0, None) | TypeError | run must be a whole number at least 0
random_matrix(3, 0) | ValueError | shape must be (rows, columns), 3
random_matrix((1, 2, 3), 0) | ValueError | shape must be (rows, columns)
random_matrix({3, 4}, 0) | ValueError | shape must be (rows, columns)
random_matrix((3.5, 2), 0) | TypeError | rows in shape must be a whole number
random_matrix((3, 0), 0) | ValueError | columns in shape must be a whole number
random_matrix((True, 3), 0) | TypeError | rows in shape must be a whole number
random_matrix((10**9, 10**9), 0) | ValueError | columns in shape, from 1 to 1
random_matrix((3, 2), -1) | ValueError | seed must be a whole number
random_matrix((3, 2), NAN) | TypeError | seed must be a whole number
low_rank_matrix((3, 2), 0, 0) | ValueError | rank must be a whole number
low_rank_matrix((3, 2), None, 0) | TypeError | rank must be a whole number
low_rank_matrix((3, 2), HUGE, 0) | ValueError | rank must be a whole number from 1
low_rank_matrix(2, (3, 4), 0) | ValueError | shape must be (rows, columns), 2
best_rmse(None, 1) | ValueError | matrix must have two dimensions
best_rmse(1, M) | ValueError | matrix must have two dimensions
best_rmse(UNEVEN, 1) | ValueError | matrix and mask must have rows of equal length
best_rmse([["a"]], 1) | TypeError | every entry of matrix must be a real number
best_rmse([[1.0, NAN]], 1) | ValueError | matrix must be finite, column 1
best_rmse([[1e200, 1]], 1) | ValueError | matrix must be finite in float64, column 0
best_rmse(M, 0) | ValueError | hidden_size must be a whole number at least 1
best_rmse(M, 1.0) | TypeError | hidden_size must be a whole number
best_rmse(M, True) | TypeError | hidden_size must be a whole number
half_time(None, 0.1) | TypeError | singular_values must be a number or a list of numbers
half_time("s", 0.1) | TypeError | singular_values must be a number or a list of numbers
half_time([], 0.1) | TypeError | singular_values must be a number or a list of numbers
half_time([[1.0]], 0.1) | TypeError | singular_values must be a number or a list of numbers
half_time(UNEVEN, 0.1) | TypeError | singular_values must be a number or a list of numbers
half_time([True], 0.1) | TypeError | singular_values must be a number or a list of numbers
half_time([0.0], 1e-3) | ValueError | singular_values must be finite and positive
half_time([2, -1], 1e-3) | ValueError | singular_values, positive, but one is -1
half_time([NAN], 1e-3) | ValueError | singular_values must be finite, but one is nan
half_time([1], 0) | ValueError | starts must be finite and positive
half_time([1], None) | TypeError | starts must be a number or a list of numbers
half_time([3.0, 1.0], 2.0) | ValueError | starts must be, mode 1, starts at 2 and has 1
half_time([1.0], 1.0) | ValueError | starts must be 1e-300 to 1 times singular_values
half_time([1e300], 1e-300) | ValueError | starts must be 1e-300 to 1 times singular_values
half_time([3, 1], [0.1, 0.1, 0.1]) | ValueError | starts, as there are, 2, but there are 3
half_time([1], 0.1, 0) | ValueError | depth must be a whole number at least 1
half_time([1], 0.1, 2.5) | TypeError | depth must be a whole number at least 1
mode_strength([0, -1], [1], 0.1) | ValueError | times must be finite and at least 0, but one
mode_strength("a", [1], 0.1) | TypeError | times must be a number or a list of numbers
mode_strength([NAN], [1], 0.1) | ValueError | times must be finite and at least 0
mode_strength([1], [2, -1], 0.1) | ValueError | singular_values must be finite and positive
mode_strength([1], [1], 2.0) | ValueError | starts must be 1e-300 to 1 times
mode_strength([1], [1], 0.1, "2") | TypeError | depth must be a whole number at least 1
decayed_adam(0) | ValueError | updates must be a whole number at least 1
decayed_adam(None) | TypeError | updates must be a whole number at least 1
decayed_adam(0.03, 100) | TypeError | updates must be a whole number at least 1
decayed_adam(10, 0) | ValueError | learning_rate must be a positive number
decayed_adam(10, NAN) | ValueError | learning_rate must be a positive number
decayed_adam(10, INF) | ValueError | learning_rate must be a positive number
decayed_adam(10, "a") | TypeError | learning_rate must be a positive number
train(M, NET) | TypeError | network must be a LinearNetwork
train(None, M) | TypeError | network must be a LinearNetwork, None
train(NET, None) | ValueError | matrix must have two dimensions
train(NET, M[0]) | ValueError | matrix must have two dimensions, (4,)
train(NET, np.zeros((0, 4))) | ValueError | matrix must have, at least one entry, (0, 4)
train(NET, UNEVEN) | ValueError | matrix and mask must have rows of equal length
train(NET, [["1", "2"]]) | TypeError | every entry of matrix must be a real number, '1'
train(NET, M * 1j) | TypeError | every entry of matrix must be a real number
train(NET, [[None, 2.0]]) | TypeError | every entry of matrix must be a real number, None
train(NET, HOLES) | ValueError | matrix, 2 of its entries, row 0, column 1, pass mask=
train(NET, M * 1e39) | ValueError | matrix must be finite in float32
train(NET, M * 1e20) | ValueError | matrix must be finite in float32, too large
train(NET, M.T) | ValueError | matrix must have the shape (2, 4), (4, 2)
train(NET, M, mask=np.ones((2, 4))) | TypeError | mask must be boolean, float64
train(NET, M, mask="all") | TypeError | mask must be boolean
train(NET, M, mask=True) | ValueError | mask must be shaped (2, 4), ()
train(NET, M, mask=np.ones((4, 2), bool)) | ValueError | mask must be shaped (2, 4), (4, 2)
train(NET, M, mask=np.zeros((2, 4), bool)) | ValueError | mask must observe at least one
train(NET, M, mask=[[True], [True, False]]) | ValueError | matrix and mask must have rows of
train(NET, HOLES, mask=HOLES > 0) | ValueError | matrix, 1 of its entries, row 1, column 0
train(NET, M, epochs=0) | ValueError | epochs must be a whole number from 1 to 1000000000, 0
train(NET, M, epochs=2.5) | TypeError | epochs must be a whole number, 2.5
train(NET, M, epochs=True) | TypeError | epochs must be a whole number, True
train(NET, M, epochs=HUGE) | ValueError | epochs must be a whole number from 1 to 1000000000
train(NET, M, batch_size=0) | ValueError | batch_size must be, from 1 to 2, 0
train(NET, M, batch_size=3) | ValueError | batch_size must be, from 1 to 2, 3
train(NET, M, batch_size=1.0) | TypeError | batch_size must be a whole number, 1.0
train(NET, M, snapshot_every=-1) | ValueError | snapshot_every must be a whole number at
train(NET, M, snapshot_every=True) | TypeError | snapshot_every must be a whole number
train(NET, M, tolerance=-1e-3) | ValueError | tolerance must be None or, at least 0, -0.001
train(NET, M, tolerance=NAN) | ValueError | tolerance must be None or, at least 0, nan
train(NET, M, tolerance="small") | TypeError | tolerance must be None or a number, 'small'
train(NET, M, seed=-1) | ValueError | seed must be a whole number, -1
train(NET, M, seed=None) | TypeError | seed must be a whole number, None
train(NET, M, stop=True) | TypeError | stop must be None or a function, True
train(NET, M, progress="yes") | TypeError | progress must be True, False or a function
train(NET, M, progress=3) | TypeError | progress must be True, False or a function, 3
train(NET, M, optimizer="adamm") | ValueError | optimizer must be None, its name, 'adamm'
train(NET, M, optimizer="adagrad") | ValueError | optimizer can be SGD, or Adam, Adagrad
train(NET, M, optimizer=0.01) | TypeError | optimizer must be None, 0.01
train(NET, M, optimizer=SGD) | TypeError | optimizer must be None, a Keras optimizer
train(NET, M, optimizer=tf.keras.optimizers.AdamW()) | ValueError | optimizer can be SGD
train(NET, M, optimizer=Hasty()) | ValueError | optimizer can be SGD, Hasty
train(NET, M, optimizer=SGD(say)) | ValueError | optimizer, number, Keras schedule
train(NET, M, optimizer=SGD(Unwritten())) | ValueError | optimizer, one of your own, with
train(NET, M, optimizer=SGD(NAN)) | ValueError | optimizer must have a number from 0 on
train(NET, M, optimizer=SGD(-0.1)) | ValueError | optimizer must have a number from 0 on
sweep(None, [1]) | ValueError | matrix must have two dimensions
sweep([1, 2], M) | ValueError | matrix must have two dimensions
sweep(HOLES, [1]) | ValueError | matrix must be finite
sweep(M * 1e30, [1]) | ValueError | matrix must be finite in float32
sweep(M, []) | ValueError | hidden_sizes must be 1 or more whole numbers
sweep(M, 3) | ValueError | hidden_sizes must be 1 or more whole numbers
sweep(M, [2, 0]) | ValueError | every one of hidden_sizes, at least 1, 0
sweep(M, [1.5]) | TypeError | every one of hidden_sizes must be a whole number
sweep(M, [HUGE]) | ValueError | layer_sizes, from 1 to 1000000000
sweep(M, [1], epochs=0) | ValueError | epochs must be a whole number
sweep(M, [1], seed=-1) | ValueError | seed must be a whole number
sweep(M, [1], stop=3) | TypeError | stop must be None or a function
sweep(M, [1], progress="a") | TypeError | progress must be True, False or a function
cooccurrence(3) | TypeError | text must be a string
cooccurrence(b"cat dog") | TypeError | text must be a string
cooccurrence(["the", "cat"]) | TypeError | text must be a string
cooccurrence("") | ValueError | text must hold words made of letters
cooccurrence("12, 3.5 -") | ValueError | text must hold words made of letters
cooccurrence("the cat sat") | ValueError | text is too short: of its 3 words
cooccurrence("cat " * 99) | ValueError | text is too short, but 1 do; take a longer text
cooccurrence("cat dog", min_count=0) | ValueError | min_count must be a whole number
cooccurrence("cat dog", min_count=True) | TypeError | min_count must be a whole number
cooccurrence("cat dog", window=0) | ValueError | window must be a whole number
cooccurrence("cat dog", window=1.5) | TypeError | window must be a whole number
cooccurrence("cat dog", 1, min_letters=0) | ValueError | min_letters must be a whole number
ppmi(None) | ValueError | counts must be numbers from 0 to 1e100 of shape (any, any)
ppmi([1, 2]) | ValueError | counts must be numbers from 0, (any, any), (2,)
ppmi(UNEVEN) | ValueError | counts must be numbers from 0
ppmi([["a", "b"]]) | ValueError | counts must be numbers from 0, but it is [['a'
ppmi([[]]) | ValueError | counts must be numbers from 0
ppmi([[1, NAN]]) | ValueError | counts must be numbers from 0, nan
ppmi([[1, 1e300]]) | ValueError | counts must be numbers from 0 to 1e100
ppmi([[1, -1], [0, 1]]) | ValueError | counts must be numbers from 0, -1
ppmi(np.zeros((2, 2))) | ValueError | counts must not all be zero
ppmi(cooccurrence("cat dog cat", 1)) | ValueError | counts must be numbers from 0
ppmi(EYE, 2) | ValueError | smoothing must be between 0 and 1
ppmi(EYE, NAN) | ValueError | smoothing must be between 0 and 1
ppmi(EYE, None) | TypeError | smoothing must be between 0 and 1
nearest(TWO, EYE) | ValueError | vectors must be numbers
nearest([[INF]], ["a"]) | ValueError | vectors must be numbers, inf
nearest([[1j]], ["a"]) | ValueError | vectors must be numbers
nearest(EYE, ["a"]) | ValueError | words must be a list of 2 words
nearest(EYE, ["a"] * 2) | ValueError | words must all be different
nearest(EYE, None) | ValueError | words must be a list of 2 words
nearest(EYE, {"a", "b"}) | ValueError | words must be a list of 2 words
nearest(EYE, [["a"], ["b"]]) | ValueError | words must be a list of 2 words
nearest(EYE, TWO, 0) | ValueError | number must be a whole number at least 1
nearest(EYE, TWO, "1") | TypeError | number must be a whole number at least 1
plot_network(None) | ValueError | layers must be two or more lists of words
plot_network([]) | ValueError | layers must be two or more lists of words
plot_network([["a"]]) | ValueError | layers must be two or more lists of words
plot_network([["a"], []]) | ValueError | layers must be two or more lists of words
plot_network([3, 4]) | ValueError | layers must be two or more lists of words
plot_network([TWO, TWO], ax=3) | TypeError | ax must be matplotlib axes or None
plot_rmse(np.ones(3)) | TypeError | history must be what train returned
plot_rmse(None) | TypeError | history must be what train returned
plot_rmse(0.1, HISTORY) | TypeError | history must be what train returned
plot_rmse(HISTORY, best="a") | TypeError | best must be None or a number of at least 0
plot_rmse(HISTORY, best=NAN) | ValueError | best must be None or a number of at least 0
plot_rmse(HISTORY, best=-1) | ValueError | best must be None or a number of at least 0
plot_rmse(HISTORY, ax=Figure()) | TypeError | ax must be matplotlib axes or None
plot_shares(None) | TypeError | shares must be a dict
plot_shares({}) | TypeError | shares must be a dict of one or more lists
plot_shares([0.1]) | TypeError | shares must be a dict
plot_shares({"a": "b"}) | ValueError | shares['a'] must be shares from 0 to 1
plot_shares({"a": None}) | ValueError | shares['a'] must be shares from 0 to 1
plot_shares({"a": [0, 50]}) | ValueError | shares['a'] must be shares from 0 to 1, 50
plot_shares({"a": [[1, 0]]}) | ValueError | shares['a'], of shape (any,), (1, 2)
plot_shares({"a": [0.5]}, ax="ax") | TypeError | ax must be matplotlib axes or None
plot_counts(None) | TypeError | counts must be {name: {group: share}}
plot_counts({}) | TypeError | counts must be {name: {group: share}}
plot_counts({"a": 0.5}) | TypeError | counts must be {name: {group: share}}
plot_counts({"a": {}}) | ValueError | counts['a'] must be shares from 0 to 1
plot_counts({"a": {"g": 1}, "b": {"h": 1}}) | TypeError | counts must be, all alike
plot_counts({"a": {"g": 1}, "b": {"g": 1, "h": 1}}) | TypeError | counts must be, all alike
plot_counts({"a": {"g": "x"}}) | ValueError | counts['a'] must be shares from 0 to 1
plot_counts({"a": {"g": 50}}) | ValueError | counts['a'] must be shares from 0 to 1
plot_counts({"a": {"g": 1}}, ax=3) | TypeError | ax must be matplotlib axes or None
plot_draws([1]) | TypeError | draws must be a dict of one or more lists
plot_draws({}) | TypeError | draws must be a dict of one or more lists
plot_draws({"a": 3}) | ValueError | draws['a'] must be positive numbers of shape (any,)
plot_draws({"a": [1], "b": [1, 2]}) | ValueError | draws['b'], of shape (1,), (2,)
plot_draws({"a": [-1]}) | ValueError | draws['a'] must be positive numbers
plot_draws({"a": [1]}, ax=3) | TypeError | ax must be matplotlib axes or None
plot_modes(None, None, None) | ValueError | epochs must be numbers
plot_modes("ab", [[1], [2]], [1]) | ValueError | epochs must be numbers
plot_modes([0, 1], [[1], [2]], "a") | ValueError | singular_values must be numbers
plot_modes([0, 1], [[1], [2]], [NAN]) | ValueError | singular_values must be numbers, nan
plot_modes([0, 1], [[1], [2]], [1, 2]) | ValueError | strengths, of shape (2, 2), (2, 1)
plot_modes([0, 1, 2], [[1], [2]], [1]) | ValueError | strengths, of shape (3, 1), (2, 1)
plot_modes([0, 1], "a", [1]) | ValueError | strengths must be numbers
plot_modes([0, 1], [[1], [2]], [1], [1, 2]) | ValueError | curves, of shape (2, 1), (2,)
plot_modes([0, 1], [[1], [2]], [1], None, [1, 2]) | ValueError | half_times, of shape (1,)
plot_modes([0, 1], [[1], [2]], [1], ax=3) | TypeError | ax must be matplotlib axes or None
plot_residual(None, M) | ValueError | matrix must be numbers, of shape (any, any)
plot_residual(M * 1j, M) | ValueError | matrix must be numbers
plot_residual([[]], [[]]) | ValueError | matrix must be numbers
plot_residual(M, None) | ValueError | product must be numbers, of shape (2, 4)
plot_residual(M, M[0]) | ValueError | product, of shape (2, 4), (4,)
plot_residual(M, np.ones((3, 2, 4))) | ValueError | product, (2, 4), (3, 2, 4)
plot_residual(M, M * INF) | ValueError | product must be numbers, inf
plot_residual(M, M, C, R) | ValueError | row_words must be a list of 2 words
plot_residual(M, M, R, ["a"]) | ValueError | column_words must be a list of 4 words
plot_residual(M, M, axes=3) | TypeError | axes must be three matplotlib axes or None
plot_residual(M, M, axes=[AX, AX]) | TypeError | axes must be three matplotlib axes or None
plot_table("a") | ValueError | table must be numbers
plot_table([1, 2]) | ValueError | table, of shape (any, any), (2,)
plot_table(EYE, ["a"]) | ValueError | row_words must be a list of 2 words
plot_table(EYE, TWO, 3) | ValueError | column_words must be a list of 2 words
plot_table(EYE, marked=EYE) | ValueError | marked must be True or False everywhere
plot_table(EYE, marked=[[True]]) | ValueError | marked, of shape (2, 2), (1, 1)
plot_table(EYE, ax=3) | TypeError | ax must be matplotlib axes or None
plot_vectors(None, EYE, TWO, TWO) | ValueError | row_vectors must be numbers
plot_vectors([1, 0], EYE, TWO, TWO) | ValueError | row_vectors, of shape (any, any), (2,)
plot_vectors(M, M, R, C) | ValueError | column_vectors, of shape (4, any), (2, 4)
plot_vectors(TWO, TWO, EYE, EYE) | ValueError | row_vectors must be numbers
plot_vectors(EYE, EYE * NAN, TWO, TWO) | ValueError | column_vectors must be numbers, nan
plot_vectors(EYE, EYE, ["a"], TWO) | ValueError | row_words must be a list of 2 words
plot_vectors(EYE, EYE, TWO, None) | ValueError | column_words must be a list of 2 words
plot_vectors(EYE, EYE, TWO, TWO, 3) | TypeError | ax must be matplotlib axes or None
plot_vectors(EYE, EYE, TWO, TWO, plane=3) | ValueError | plane, of shape (2, 2), ()
plot_vectors(EYE, EYE, TWO, TWO, plane=np.eye(3)) | ValueError | plane, of shape (2, 2), (3
label_lines(None) | TypeError | ax must be matplotlib axes
label_lines(Figure()) | TypeError | ax must be matplotlib axes
label_lines([AX]) | TypeError | ax must be matplotlib axes
log_axis("x", AX) | TypeError | ax must be matplotlib axes
log_axis(AX, "z") | ValueError | which must be 'x' or 'y'
log_axis(AX, None) | ValueError | which must be 'x' or 'y'
log_axis(AX, ["x"]) | ValueError | which must be 'x' or 'y'
explore.retrain(None) | ValueError | matrix must have two dimensions
explore.retrain(HOLES) | ValueError | matrix must be finite
explore.retrain(M, R) | ValueError | column_words must be a list of 4 words
explore.retrain(M, None, C) | ValueError | row_words must be a list of 2 words
explore.retrain(M, C, R) | ValueError | row_words must be a list of 2 words
explore.retrain(M, hidden_size=0) | ValueError | hidden_size must be a whole number
explore.retrain(M, hidden_size="a") | TypeError | hidden_size must be a whole number
explore.retrain(M, hidden_layers=3) | ValueError | hidden_layers must be 1 or more whole
explore.retrain(M, hidden_layers=[]) | ValueError | hidden_layers must be 1 or more
explore.retrain(M, hidden_layers=[0]) | ValueError | every one of hidden_layers, at least 1
explore.retrain(M, hidden_layers=["two"]) | TypeError | every one of hidden_layers, whole
explore.retrain(M, starts=["warm"]) | ValueError | every one of starts must be one of normal
explore.retrain(M, starts="normal") | TypeError | starts must be a list of one or more names
explore.retrain(M, starts=[]) | TypeError | starts must be a list of one or more names
explore.retrain(M, recipes=["Newton"]) | ValueError | every one of recipes, RMSprop
explore.retrain(M, recipes=None) | TypeError | recipes must be a list of one or more names
explore.retrain(M, rate="fast") | TypeError | rate must be a positive number, 'fast'
explore.retrain(M, rate=0) | ValueError | rate must be a positive number
explore.retrain(M, rate=NAN) | ValueError | rate must be a positive number
explore.retrain(M, epochs=0) | ValueError | epochs must be a whole number
explore.time_travel(None, M) | ValueError | history must be of one network, snapshot_every
explore.time_travel(M, HISTORY) | ValueError | history must be of one network
explore.time_travel(PLAIN, M) | ValueError | history must be of one network, snapshot_every
explore.time_travel(MANY, M) | ValueError | history must be of one network, snapshot_every
explore.time_travel(HISTORY, None) | ValueError | matrix must be numbers
explore.time_travel(HISTORY, M.T) | ValueError | matrix, of shape (2, 4), (4, 2)
explore.time_travel(HISTORY, M, R) | ValueError | column_words must be a list of 4 words
explore.time_travel(HISTORY, M, C, R) | ValueError | row_words must be a list of 2 words
explore.time_travel(HISTORY, M, curves="a") | ValueError | curves must be numbers
explore.time_travel(HISTORY, M, curves=np.ones((9, 2))) | ValueError | curves, of shape (2
explore.turn(None, EYE, TWO, TWO) | ValueError | row_vectors must be numbers
explore.turn(M, M, R, C) | ValueError | column_vectors, of shape (4, any), (2, 4)
explore.turn(EYE, EYE, ["a"], TWO) | ValueError | row_words must be a list of 2 words
explore.turn(EYE, EYE, TWO, None) | ValueError | column_words must be a list of 2 words
explore.turn(EYE * NAN, EYE, TWO, TWO) | ValueError | row_vectors must be numbers
explore.drop(None) | TypeError | singular_values must be a number or a list of numbers
explore.drop("abc") | TypeError | singular_values must be a number or a list of numbers
explore.drop([3, -1]) | ValueError | singular_values must be finite and positive
explore.drop(start=0) | ValueError | start must be a positive number below 1
explore.drop(start=5) | ValueError | start must be a positive number below 1
explore.drop(start="a") | TypeError | start must be a positive number
explore.own_table(None, R, C) | ValueError | matrix must be numbers, or nan
explore.own_table([["a"]], ["b"], ["c"]) | ValueError | matrix must be numbers, or nan
explore.own_table(M * INF, R, C) | ValueError | matrix must be numbers, inf
explore.own_table(M * NAN, R, C) | ValueError | table must hold at least one number
explore.own_table(M, C, R) | ValueError | row_words must be a list of 2 words
explore.own_table(M, R, None) | ValueError | column_words must be a list of 4 words
explore.own_table(M, R, C, hidden_size=0) | ValueError | hidden_size must be, from 1 to 5
explore.own_table(M, R, C, hidden_size="a") | TypeError | hidden_size must be a whole number
read_cells(None) | TypeError | text must be a string
read_numbers(None) | TypeError | cells must be rows of strings
read_numbers([["a"]]) | ValueError | table must have, but has 0 and 0
TableEditor(None) | TypeError | cells must be rows of strings
TableEditor([[1, 2], [3, 4]]) | TypeError | cells must be rows of strings
slider("rate", []) | TypeError | rate must be a list of one or more numbers
slider("rate", None) | TypeError | rate must be a list of one or more numbers
slider("rate", ["b"]) | TypeError | rate must be a finite number
slider("rate", [1], NAN) | ValueError | rate must be a finite number
choice("word", None) | TypeError | word must be a list of one or more names
choice("word", []) | TypeError | word must be a list of one or more names
Explorer(None, say) | TypeError | controls must be a dict
Explorer({"a": 3}, say) | TypeError | controls must be a dict {name: an ipywidgets control}
Explorer(SLIDER, None) | TypeError | draw must be a function
Explorer(SLIDER, say, compute=3) | TypeError | compute must be None or a function
Explorer(SLIDER, say, sketch=3) | TypeError | sketch must be None or a function
Explorer(SLIDER, say, size=3) | ValueError | size must be inches of shape (2,)
Explorer(SLIDER, say, epochs="a") | TypeError | epochs must be a whole number
class_table.read_class(None) | TypeError | text must be a string
class_table.made_up_class("a") | TypeError | seed must be a whole number
class_table.hide_answers(None) | ValueError | ratings must be numbers, or nan
class_table.hide_answers([1, 2]) | ValueError | ratings, of shape (any, any), (2,)
class_table.hide_answers([["a"]]) | ValueError | ratings must be numbers, or nan
class_table.hide_answers(EYE, -1) | ValueError | each must be a whole number at least 0
class_table.hide_answers(EYE, 1.5) | TypeError | each must be a whole number at least 0
class_table.hide_answers(EYE, "3") | TypeError | each must be a whole number at least 0
class_table.hide_answers(EYE, 3, -1) | ValueError | seed must be a whole number
class_table.hide_answers(EYE, 3, None) | TypeError | seed must be a whole number
class_table.who(M, HIDDEN, {}) | TypeError | table must be a ClassTable
class_table.who(TABLE, None, {}) | ValueError | hidden must be True or False
class_table.who(TABLE, EYE > 0, {}) | ValueError | hidden, of shape (30, 12), (2, 2)
class_table.who(TABLE, HIDDEN, {}) | TypeError | guesses must be a dict of one or more lists
class_table.who(TABLE, HIDDEN, {"a": EYE}) | ValueError | guesses['a'], of shape (30, 12)
class_table.who(TABLE, HIDDEN, {"a": "x"}) | ValueError | guesses['a'] must be numbers
""".strip().splitlines()
NAMES = vars(plots) | vars(moves) | vars(own_table) | vars(utils) | globals()
CALLS = [[part.strip() for part in line.rsplit(" | ", 2)] for line in CASES]


@pytest.mark.parametrize("call, error, words", CALLS, ids=[call for call, *_ in CALLS])
def test_one_sentence_names_the_argument_and_nothing_has_changed(call, error, words):
    weights, compiled = [w.numpy() for w in NET.weights], compiled_loop.cache_info().misses
    figures, artists = plt.get_fignums(), len(AX.get_children())
    with warnings.catch_warnings(), pytest.raises((TypeError, ValueError)) as caught:
        warnings.simplefilter("error", RuntimeWarning)  # NumPy's, of work begun
        eval(call, NAMES)
    sentence, raised = str(caught.value), caught.traceback[-1]
    assert type(caught.value).__name__ == error
    assert "utils" in str(raised.path) and "raise" in str(raised.statement)
    assert re.fullmatch(r"[^\n]+\.", sentence) and len(sentence) < 350
    for part in words.split(", "):
        assert part in sentence
    assert plt.get_fignums() == figures and len(AX.get_children()) == artists
    assert compiled_loop.cache_info().misses == compiled
    for now, before in zip(NET.weights, weights, strict=True):
        np.testing.assert_array_equal(now, before)


def test_every_public_function_is_called_badly():
    called = {name for call, *_ in CALLS for name in re.findall(r"\w+", call.split("(")[0])}
    without_arguments = {"word_table", "python_manual"}
    functions = [value for value in vars(utils).values() if inspect.isroutine(value)]
    functions += [getattr(explore, name) for name in ("retrain", "time_travel", "turn")]
    missing = {function.__name__ for function in functions} - called
    assert missing == {*without_arguments, "claim"} and len(CALLS) >= 150


BAD_ANSWERS = [
    None,
    "ten",
    b"ten",
    True,
    1j,
    NAN,
    [NAN] * 2,
    [INF] * 3,
    [],
    {},
    {1, 2},
    UNEVEN,
    [None, None],
    ["1", "2"],
    np.zeros((0, 3)),
    np.ones((2, 2, 2)),
    np.full((24, 36), NAN),
    object(),
    print,
    lambda: 1,
    lambda *arguments: None,
    lambda *arguments: "one",
    lambda *arguments: arguments,
    lambda *arguments: 1 / 0,
    lambda *arguments: NAN,
    Exception("of the reader's own\nin two lines"),
    SGD,
]
CHECKS = [getattr(exercises, name) for name in dir(exercises) if name.startswith("check_")]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_check_calls_no_nonsense_right_and_never_raises(check, capsys):
    for answer in BAD_ANSWERS:
        check(answer)
        printed = capsys.readouterr().out.removesuffix("\n")
        lines = printed.splitlines()  # a function of the reader's may print, too
        assert lines[-1].startswith(f"✗ Exercise {check.__name__[-1]}: "), (answer, printed)
    check(...)
    assert capsys.readouterr().out == f"Exercise {check.__name__[-1]}: not answered yet\n"


@pytest.mark.parametrize("holds", ["true", "", NAN, [True, NAN], lambda: "a", lambda: NAN])
def test_a_claim_takes_no_text_and_no_nan_for_a_truth(holds, capsys):
    claim("it is so", holds)
    printed = capsys.readouterr().out
    assert printed.startswith("✗ it is so: ") and printed.count("\n") == 1


@pytest.mark.parametrize("file", [3, True, ["a"], b"x", "no such file", "a\0b"])
def test_a_class_file_that_cannot_be_read_is_a_note(file):
    for table in class_table.load(file), class_table.load(None, file):
        note, *_ = table.notes
        assert note.startswith("The made-up table is used: ") and note.endswith(".")
        assert "\n" not in note and len(table.ratings) == 30

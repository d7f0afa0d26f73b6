"""What holds for every shape, depth, initializer, optimizer, mask and batch size."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from utils import (
    LinearNetwork,
    adam_with_decay,
    half_learning_time,
    mode_strength,
    optimal_rmse,
    seed_of_run,
    train,
)

import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st

# The same examples in every run: what is red once is red again. Few where each needs a
# graph of its own, which takes a third of a second to compile.
FEW = settings(max_examples=10, derandomize=True, deadline=None)
MANY = settings(max_examples=100, derandomize=True, deadline=None)

seeds = st.integers(0, 2**32 - 1)
scales = st.floats(-0.7, 0.7).map(lambda power: 10.0**power)
optimizers = tf.keras.optimizers
RULES = {
    "gradient descent": lambda: optimizers.SGD(0.01),
    "momentum": lambda: optimizers.SGD(0.002, momentum=0.9),
    "RMSprop": lambda: optimizers.RMSprop(0.01),
    "Adam": lambda: optimizers.Adam(0.01),
    "Adam, falling rate": lambda: adam_with_decay(300),
}


@st.composite
def matrices(draw, scales=scales):
    """A matrix of up to 5 x 5, of any rank, with this root mean square."""
    generator = np.random.RandomState(draw(seeds))
    rows, columns, rank = (draw(st.integers(1, 5)) for _ in range(3))
    left, right = (generator.standard_normal(s) for s in [(rows, rank), (rank, columns)])
    return draw(scales) * left @ right / np.sqrt(np.mean((left @ right) ** 2))


@st.composite
def problems(draw, runs=None, masked=True):
    """A network of one to four layers, a matrix for it, and how to train it."""
    matrix, options = draw(matrices()), {}
    hidden = draw(st.lists(st.integers(1, 4), max_size=3))
    initializer = draw(st.sampled_from(["normal", "orthogonal", "orthogonal_zero_outer"]))
    dtype = draw(st.sampled_from(["float32", "float64"]))
    sizes = [len(matrix), *hidden, len(matrix.T)]
    arguments = {"layer_sizes": sizes, "initializer": initializer, "dtype": dtype}
    arguments |= {"seed": draw(seeds), "runs": runs}
    options["optimizer"] = RULES[draw(st.sampled_from([*RULES]))]()
    options["seed"] = draw(seeds)
    if masked and draw(st.booleans()):
        mask = np.random.RandomState(draw(seeds)).random_sample(matrix.shape) < 0.6
        mask.flat[draw(st.integers(0, mask.size - 1))] = True
        options["mask"] = mask
    if draw(st.booleans()):
        options["batch_size"] = draw(st.integers(1, len(matrix)))
    return arguments, matrix, options


def rmse(network, matrix):
    """By NumPy, in double precision, [(runs)]."""
    product = np.asarray(network.end_to_end(), float)
    return np.sqrt(np.mean((product - matrix) ** 2, axis=(-2, -1)))


@FEW
@given(problems(masked=False))
def test_no_training_is_below_the_exact_optimum(problem):
    arguments, matrix, options = problem
    network = LinearNetwork(**arguments)
    history = train(network, matrix, epochs=300, **options)
    least = optimal_rmse(matrix, min(arguments["layer_sizes"]))
    rounding = 2e-6 * np.sqrt(np.mean(matrix**2))
    assert rmse(network, matrix) >= least - rounding
    assert history.rmse.min() >= least - rounding


@FEW
@given(problems())
def test_the_first_loss_is_the_mean_squared_error_in_numpy(problem):
    arguments, matrix, options = problem
    product = np.asarray(LinearNetwork(**arguments).end_to_end(), float)
    squares = (product - matrix) ** 2
    mask = options.get("mask", np.ones(matrix.shape, bool))
    history = train(LinearNetwork(**arguments), matrix, epochs=1, **options)
    assert history.loss[0] == pytest.approx(squares[mask].mean(), rel=1e-4, abs=1e-10)


@FEW
@given(problems(runs=3), st.integers(0, 2))
def test_a_run_of_many_is_that_network_alone(problem, run):
    arguments, matrix, options = problem
    many = train(LinearNetwork(**arguments), matrix, epochs=20, **options)
    arguments |= {"runs": None, "seed": seed_of_run(arguments["seed"], run)}
    alone = train(LinearNetwork(**arguments), matrix, epochs=20, **options)
    np.testing.assert_allclose(many.loss[:, run], alone.loss, rtol=1e-3, atol=1e-7)


@FEW
@given(problems(), st.integers(4, 7))
def test_padding_changes_nothing(problem, width):
    arguments, matrix, options = problem
    network = LinearNetwork(**arguments)
    rows, *hidden, columns = arguments["layer_sizes"]
    sizes = [rows, *[width] * len(hidden), columns]
    wide = LinearNetwork(sizes, dtype=arguments["dtype"])
    wide.assign(network.padded(width))
    expected = train(network, matrix, epochs=20, **options).loss
    loss = train(wide, matrix, epochs=20, **options).loss
    np.testing.assert_allclose(loss, expected, rtol=1e-3, atol=1e-7)
    for narrow, padded in zip(network.weights, wide.weights, strict=True):
        inside = np.pad(
            np.ones(narrow.shape), [(0, n) for n in np.subtract(padded.shape, narrow.shape)]
        )
        assert not np.asarray(padded)[inside == 0].any()


@FEW
@given(problems())
def test_the_same_seeds_give_the_same_in_every_thread(problem):
    arguments, matrix, options = problem

    def trained(_):
        return train(LinearNetwork(**arguments), matrix, epochs=50, **options).loss

    with ThreadPoolExecutor(2) as pool:
        here, *there = trained(0), *pool.map(trained, range(2))
    for loss in there:
        np.testing.assert_array_equal(loss, here)


def test_the_same_seeds_give_the_same_in_another_process():
    code = (
        "from utils import LinearNetwork, adam_with_decay, random_matrix, train\n"
        "network = LinearNetwork([6, 3, 5], 'orthogonal', seed=7)\n"
        "options = {'batch_size': 4, 'seed': 3, 'optimizer': adam_with_decay(60)}\n"
        "history = train(network, random_matrix((6, 5), 1), epochs=30, **options)\n"
        "text = history.loss.tobytes().hex()"
    )
    command = [sys.executable, "-c", code + "\nprint(text)"]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    exec(code, names := {})
    assert output.strip() == names["text"]


@FEW
@given(problems())
def test_batches_of_all_rows_are_no_batches(problem):
    arguments, matrix, options = problem
    options.pop("batch_size", None)
    expected = train(LinearNetwork(**arguments), matrix, epochs=20, **options).loss
    options["batch_size"] = len(matrix)
    loss = train(LinearNetwork(**arguments), matrix, epochs=20, **options).loss
    np.testing.assert_allclose(loss, expected, rtol=1e-3, atol=1e-7)


@FEW
@given(matrices(), st.integers(1, 4), st.integers(1, 5), st.integers(0, 99))
def test_stopped_and_resumed_it_ends_at_the_optimum(matrix, hidden, calls, seed):
    network, asked = LinearNetwork([len(matrix), hidden, len(matrix.T)], seed=seed), []

    def stop():
        asked.append(True)
        return len(asked) == calls

    stopped = train(network, matrix, epochs=10**7, stop=stop)
    assert stopped.stopped_by == "interrupted" and calls <= stopped.epochs < 10**7
    history = train(network, matrix, optimizer=adam_with_decay(20_000))
    assert history.loss[0] <= 1.1 * stopped.loss[0]
    least, unit = optimal_rmse(matrix, hidden), np.sqrt(np.mean(matrix**2))
    assert rmse(network, matrix) == pytest.approx(least, abs=1e-5 * max(unit, 1))


@MANY
@given(matrices(st.floats(-9, 9).map(lambda power: 10.0**power)), st.integers(1, 6), seeds)
def test_the_optimum_is_the_same_turned_and_transposed(matrix, hidden, seed):
    generator, best = np.random.RandomState(seed), optimal_rmse(matrix, hidden)
    left, right = (
        np.linalg.qr(generator.standard_normal((size, size)))[0] for size in matrix.shape
    )
    same = pytest.approx(best, rel=1e-6, abs=1e-13 * np.abs(matrix).max())
    assert optimal_rmse(matrix.T, hidden) == same
    assert optimal_rmse(left @ matrix @ right, hidden) == same
    assert optimal_rmse(3 * matrix, hidden) / 3 == same
    assert optimal_rmse(matrix, hidden + 1) <= best * (1 + 1e-9)


@MANY
@given(
    st.lists(st.floats(0.01, 100), min_size=1, max_size=4),
    st.floats(-9, -0.1),
    st.integers(1, 20),
)
def test_strengths_rise_from_start_to_singular_value(values, power, depth):
    values = np.array(values)
    starts = values * 10.0**power
    half = half_learning_time(values, starts, depth)
    strengths = mode_strength(
        np.linspace(0, 3 * half.max() + 1, 200), values, starts, depth
    )
    assert (np.diff(strengths, axis=0) >= 0).all()
    assert (strengths <= values).all()
    np.testing.assert_allclose(strengths[0], starts, rtol=1e-9)
    assert (half >= 0).all()

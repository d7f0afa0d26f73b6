"""Training, against Keras, finite differences and the exact optimum."""

import re
import signal
import threading
import time
import tracemalloc
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import utils.program
from utils import (
    LinearNetwork,
    adam_with_decay,
    low_rank_matrix,
    optimal_rmse,
    random_matrix,
    seed_of_run,
    sweep_hidden_sizes,
    train,
)
from utils import word_table as table
from utils.program import Program

import numpy as np
import pytest
import tensorflow as tf

keras = tf.keras
M = table()[0]


def arrays(network):
    return [weight.numpy() for weight in network.weights]


def product(network):
    return np.linalg.multi_dot([*arrays(network), np.eye(network.layer_sizes[-1])])


def sgd(rate=0.1):
    return keras.optimizers.SGD(rate)


def keras_twin(network):
    """Return Keras' own model of Dense layers without bias, with the same weights."""
    layers = [keras.layers.Dense(size, use_bias=False) for size in network.layer_sizes[1:]]
    model = keras.Sequential([keras.Input([network.layer_sizes[0]]), *layers])
    model.set_weights(arrays(network))
    return model


@pytest.mark.parametrize("sizes", [[2, 3, 4], [2, 3, 3, 4]])
def test_first_epochs_equal_keras_fit(sizes):
    network = LinearNetwork(sizes)
    model = keras_twin(network)
    model.compile(keras.optimizers.Adam(1e-3), "mse")
    fit = model.fit(np.eye(2), M, epochs=50, batch_size=2, shuffle=False, verbose=0)
    history = train(network, M, epochs=50)
    np.testing.assert_allclose(history.loss, fit.history["loss"], rtol=1e-5)
    for ours, its in zip(arrays(network), model.get_weights(), strict=True):
        np.testing.assert_allclose(ours, its, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("masked", [False, True])
def test_batches_equal_keras_on_the_same_batches(masked):
    seed = 11 + masked
    matrix = random_matrix((7, 5), seed=1)
    network = LinearNetwork([7, 3, 5])
    model = keras_twin(network)
    observed = np.random.default_rng(0).random((7, 5)) < 0.6 if masked else np.ones((7, 5))
    optimizer = keras.optimizers.Adam(0.01)
    for epoch in range(3):
        order = np.random.RandomState([seed, epoch]).permutation(7)
        assert sorted(order) == list(range(7))
        for batch in (order[:3], order[3:6], order[6:]):
            weights = observed[batch] / max(observed[batch].sum(), 1)
            with tf.GradientTape() as tape:
                squares = tf.square(model(np.eye(7)[batch]) - matrix[batch])
                loss = tf.reduce_sum(weights * squares)
            gradients = tape.gradient(loss, model.trainable_variables)
            optimizer.apply(gradients, model.trainable_variables)
    mask = observed.astype(bool) if masked else None
    options = {"batch_size": 3, "seed": seed, "optimizer": keras.optimizers.Adam(0.01)}
    train(network, matrix, epochs=3, mask=mask, **options)
    for ours, its in zip(arrays(network), model.get_weights(), strict=True):
        np.testing.assert_allclose(ours, its, rtol=1e-4, atol=1e-6)


def test_gradient_equals_finite_differences():
    network = LinearNetwork([3, 2, 4, 5], dtype="float64")
    matrix = random_matrix((3, 5), seed=0)
    mask = np.random.default_rng(1).random((3, 5)) < 0.7
    before = arrays(network)

    def loss(weights):
        return np.mean((np.linalg.multi_dot(weights) - matrix)[mask] ** 2)

    train(network, matrix, epochs=1, optimizer=sgd(1.0), mask=mask)
    for layer, (old, new) in enumerate(zip(before, arrays(network), strict=True)):
        for index in np.ndindex(old.shape):
            up, down = [w.copy() for w in before], [w.copy() for w in before]
            up[layer][index] += 1e-6
            down[layer][index] -= 1e-6
            slope = (loss(up) - loss(down)) / 2e-6
            assert old[index] - new[index] == pytest.approx(slope, abs=1e-7)


def test_loss_is_the_mean_over_the_observed_entries_before_the_update():
    network = LinearNetwork([2, 3, 4])
    mask = np.array([[True, False, True, True], [False, True, True, False]])
    expected = np.mean((product(network) - M)[mask] ** 2)
    assert train(network, M, epochs=1, mask=mask).loss[0] == pytest.approx(
        expected, rel=1e-5
    )


def test_masked_entries_do_not_matter():
    mask = np.ones((2, 4), bool)
    mask[0, 1] = False
    results = []
    for hidden in (7.0, np.nan):
        matrix = M.copy()
        matrix[0, 1] = hidden
        network = LinearNetwork([2, 3, 4])
        train(network, matrix, epochs=200, mask=mask)
        results.append(product(network))
    np.testing.assert_array_equal(*results)


@pytest.mark.parametrize("shape, hidden", [((2, 4), 1), ((2, 4), 3), ((12, 7), 4)])
def test_training_reaches_the_optimum(shape, hidden):
    matrix = M if shape == (2, 4) else random_matrix(shape, seed=2)
    network = LinearNetwork([shape[0], hidden, shape[1]])
    history = train(network, matrix, optimizer=adam_with_decay(20_000))
    rmse = np.sqrt(np.mean((product(network) - matrix) ** 2))
    assert rmse == pytest.approx(optimal_rmse(matrix, hidden), abs=1e-6)
    assert history.rmse[-1] == pytest.approx(rmse, abs=1e-6)


def test_adam_with_decay_brings_every_run_below_1e_6():
    for seed in (1, 2):
        network = LinearNetwork([2, 3, 4], seed=seed, runs=200)
        history = train(network, M, optimizer=adam_with_decay(20_000))
        assert np.all(history.rmse[-1] < 1e-6)


def test_learning_rate_of_adam_with_decay_follows_a_cosine():
    optimizer = adam_with_decay(200, learning_rate=0.5)
    rates = []
    for step in (0, 50, 100, 200, 300):
        optimizer.iterations.assign(step)
        rates.append(float(optimizer.learning_rate))
    expected = [0.5, 0.25 * (1 + np.cos(np.pi / 4)), 0.25, 0, 0]
    np.testing.assert_allclose(rates, expected, atol=1e-7)


def test_training_goes_on_from_the_present_weights():
    twice, once = LinearNetwork([2, 3, 4]), LinearNetwork([2, 3, 4])
    losses = [train(twice, M, epochs=40, optimizer=sgd()).loss for _ in range(2)]
    whole = train(once, M, epochs=80, optimizer=sgd()).loss
    np.testing.assert_allclose(np.concatenate(losses), whole, rtol=1e-5)


def test_the_optimizer_starts_afresh_and_stays_as_it_is():
    optimizer = adam_with_decay(100)
    first = train(LinearNetwork([2, 3, 4]), M, epochs=100, optimizer=optimizer)
    again = train(LinearNetwork([2, 3, 4]), M, epochs=100, optimizer=optimizer)
    np.testing.assert_array_equal(first.loss, again.loss)
    assert int(optimizer.iterations) == 0


def test_the_same_shapes_compile_once_whatever_seed_data_or_learning_rate(monkeypatch):
    traced = []
    run_epochs = Program.run_epochs

    def count(*arguments):
        traced.append(1)
        return run_epochs(*arguments)

    monkeypatch.setattr(Program, "run_epochs", count)
    schedules = keras.optimizers.schedules
    learning_rates = (
        0.001,
        0.1,
        schedules.CosineDecay(0.03, 30),
        schedules.ExponentialDecay(1, 9, 0.5),
    )
    for seed, learning_rate in enumerate(learning_rates):
        optimizer = keras.optimizers.Adam(learning_rate, beta_2=0.91)  # not used elsewhere
        network = LinearNetwork([2, 3, 4], seed=seed)
        train(network, M + seed, epochs=10, optimizer=optimizer)
    assert len(traced) == 1
    train(network, M, epochs=10, optimizer=keras.optimizers.Adam(0.1, beta_2=0.92))
    assert len(traced) == 2


def test_another_learning_rate_makes_another_step():
    def first_step(rate, **options):
        network = LinearNetwork([2, 3, 4])
        before = product(network)
        train(network, M, epochs=1, optimizer=sgd(rate), **options)
        return np.abs(product(network) - before).max()

    assert first_step(2e-4) == pytest.approx(2 * first_step(1e-4), rel=1e-2)


def test_many_short_trainings_give_no_false_alarm(caplog):
    for runs in range(31, 38):  # each needs a graph of its own
        train(LinearNetwork([1, 1, 1], runs=runs), [[1.0]], epochs=1)
    assert not caplog.records


def test_results_do_not_depend_on_how_epochs_are_cut():
    whole, cut = LinearNetwork([6, 3, 4]), LinearNetwork([6, 3, 4])
    matrix = random_matrix((6, 4), seed=0)
    for options in ({}, {"batch_size": 4}):
        expected = train(whole, matrix, epochs=100, **options).loss
        actual = train(cut, matrix, epochs=100, snapshot_every=7, **options).loss
        np.testing.assert_array_equal(actual, expected)


def test_a_history_shows_no_numbers_but_how_it_ended():
    assert repr(train(LinearNetwork([2, 3, 4]), M, epochs=1)) == (
        "History(stopped_by='epochs')"
    )


def test_snapshots_are_the_weights_that_had_the_loss():
    history = train(LinearNetwork([2, 3, 4]), M, epochs=101, snapshot_every=25)
    assert list(history.snapshots) == [0, 25, 50, 75, 100]
    for epoch, (w1, w2) in history.snapshots.items():
        assert history.loss[epoch] == pytest.approx(np.mean((w1 @ w2 - M) ** 2), rel=1e-4)


def test_large_learning_rate_stops_with_the_last_finite_weights():
    network = LinearNetwork([2, 3, 4])
    with pytest.warns(RuntimeWarning, match=r"epoch \d, with a learning rate of 10;"):
        history = train(network, M, optimizer=sgd(10.0))
    assert history.stopped_by == "diverged"
    assert np.isfinite(history.loss[:-1]).all() and not np.isfinite(history.loss[-1])
    loss = np.mean((product(network).astype(float) - M) ** 2)
    assert loss == pytest.approx(history.loss[-2], rel=1e-3)


def test_divergence_in_the_first_epoch_keeps_the_initial_weights():
    network = LinearNetwork(
        [2, 3, 4], initializer=lambda shape, generator: np.full(shape, 1e30)
    )
    with pytest.warns(RuntimeWarning, match="epoch 0"):
        history = train(network, M)
    assert history.epochs == 1
    np.testing.assert_array_equal(arrays(network)[0], np.full((2, 3), 1e30, "float32"))


def test_divergence_after_the_last_loss_is_seen():
    network = LinearNetwork(
        [2, 3, 4], initializer=lambda shape, generator: np.full(shape, 1e9)
    )
    with pytest.warns(RuntimeWarning, match="diverged"):
        history = train(network, M, epochs=1, optimizer=sgd(1e20))
    assert history.stopped_by == "diverged" and history.epochs == 1
    np.testing.assert_array_equal(arrays(network)[0], np.full((2, 3), 1e9, "float32"))


def send_interrupts(every=0.05, after=0.5, times=1):
    """Interrupt the main thread as the stop button of a notebook does, from another one."""

    def send():
        time.sleep(after)
        for _ in range(times):
            signal.raise_signal(
                signal.SIGINT
            )  # the main thread handles it, also on Windows
            time.sleep(every)

    thread = threading.Thread(target=send)
    thread.start()
    return thread


def assert_consistent(history):
    """The network has the weights of the epoch after the last loss."""
    network = history.network
    after = train(network, M, epochs=1, optimizer=sgd(0.0)).loss[0]
    assert after == pytest.approx(np.mean((product(network) - M) ** 2), rel=1e-4, abs=1e-12)
    assert after <= history.loss[-1] * 1.1


def test_interrupt_returns_the_history_so_far():
    network = LinearNetwork([2, 3, 4])
    handler = signal.getsignal(signal.SIGINT)
    # Compiled before, so that the interrupt falls into the training.
    train(network, M, epochs=1, optimizer=sgd())
    thread = send_interrupts()
    history = train(network, M, epochs=100_000_000, optimizer=sgd())
    thread.join()
    assert history.stopped_by == "interrupted"
    assert 0 < history.epochs < 100_000_000
    assert signal.getsignal(signal.SIGINT) is handler
    assert_consistent(history)


@pytest.mark.parametrize("options", [{}, {"runs": 1000}, {"batch_size": 1}])
def test_what_a_call_of_the_loop_is_told_stays_small_in_memory(options):
    network = LinearNetwork([2, 3, 4], runs=options.pop("runs", None))
    train(network, M, epochs=1, **options)  # compiles
    tracemalloc.start()
    train(network, M, epochs=1, **options)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4e6


def test_stop_is_asked_often_and_ends_like_an_interrupt():
    asked = []

    def stop():
        asked.append(time.perf_counter())
        return len(asked) == 20

    matrix = random_matrix((300, 300), seed=0)
    train(LinearNetwork([300, 20, 300]), matrix, epochs=1)  # compiles
    network = LinearNetwork([300, 20, 300])
    history = train(network, matrix, epochs=10**7, stop=stop)
    assert history.stopped_by == "interrupted" and len(asked) == 20
    assert 20 <= history.epochs < 10**7
    assert np.median(np.diff(asked)) < 0.2  # the mean of a busy machine may be more
    after = train(network, matrix, epochs=1).loss[0]
    assert after == pytest.approx(history.loss[-1], rel=0.1)


def test_a_stop_after_the_last_epoch_stops_nothing():
    network = LinearNetwork([2, 3, 4])
    history = train(network, M, epochs=1, stop=lambda: True)
    assert (history.stopped_by, history.epochs) == ("epochs", 1)


def test_a_stop_that_fails_loses_nothing():
    network = LinearNetwork([2, 3, 4])

    def stop():
        raise RuntimeError("of the reader's own")

    with pytest.raises(RuntimeError, match="of the reader's own"):
        train(network, M, optimizer=sgd(), stop=stop)
    one_epoch = LinearNetwork([2, 3, 4])
    train(one_epoch, M, epochs=1, optimizer=sgd())
    np.testing.assert_array_equal(arrays(network)[0], arrays(one_epoch)[0])


def test_threads_that_train_the_same_shapes_do_not_meet():
    def trained(seed):
        network = LinearNetwork([2, 3, 4], seed=seed)
        loss = train(network, M, epochs=3000).loss
        return loss, arrays(network)

    alone = [trained(seed) for seed in range(6)]
    with ThreadPoolExecutor(3) as pool:
        together = list(pool.map(trained, range(6)))
    for (loss, weights), (its_loss, its_weights) in zip(alone, together, strict=True):
        np.testing.assert_array_equal(loss, its_loss)
        np.testing.assert_array_equal(weights[0], its_weights[0])


def test_other_threads_run_meanwhile():
    ended, ticks = threading.Event(), []

    def tick():
        while not ended.wait(0.005):
            ticks.append(time.perf_counter())

    network, matrix = LinearNetwork([200, 20, 200]), random_matrix((200, 200), 0)
    train(network, matrix, epochs=1)
    thread = threading.Thread(target=tick)
    thread.start()
    started = time.perf_counter()
    train(network, matrix, epochs=5000)
    finished = time.perf_counter()
    ended.set()
    thread.join()
    assert sum(started < moment < finished for moment in ticks) >= 3


@pytest.fixture
def no_xla(monkeypatch):
    """A TensorFlow whose XLA cannot compile."""
    function = tf.function

    def without_xla(run, jit_compile, **options):
        if not jit_compile:
            return function(run, **options)

        def fail(*_):
            with tf.init_scope():
                raise tf.errors.UnimplementedError(None, None, "no compiler")

        return function(fail, autograph=False)

    utils.program._idle_programs.cache_clear()
    monkeypatch.setattr(tf, "function", without_xla)
    yield
    utils.program._idle_programs.cache_clear()


def test_without_xla_the_plain_graph_does_the_same_and_says_so(request):
    options = [{}, {"batch_size": 1, "mask": M > 0.7}]
    expected = [train(LinearNetwork([2, 3, 4]), M, epochs=200, **o).loss for o in options]
    request.getfixturevalue("no_xla")
    for loss, option in zip(expected, options, strict=True):
        with pytest.warns(RuntimeWarning, match="XLA is not available here") as warned:
            ours = train(LinearNetwork([2, 3, 4]), M, epochs=200, **option).loss
        assert len(warned) == 1
        np.testing.assert_allclose(ours, loss, rtol=1e-4)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            train(LinearNetwork([2, 3, 4]), M, epochs=1, **option)


class Frame:
    """What pandas' frames have in common with many others: NumPy can read them."""

    def __array__(self, dtype=None, copy=None):
        return np.array([[1, 2], [3, 4]], dtype)


@pytest.mark.parametrize(
    "matrix",
    [
        [[1, 2], [3, 4]],
        np.array([[1, 2], [3, 4]], "int8"),
        Frame(),
        np.float32([[1, 2], [3, 4]]),
    ],
)
def test_whatever_reads_as_numbers_is_taken(matrix):
    expected = train(LinearNetwork([2, 2, 2]), np.array([[1.0, 2.0], [3.0, 4.0]]), epochs=5)
    history = train(LinearNetwork([2, 2, 2]), matrix, epochs=5)
    np.testing.assert_array_equal(history.loss, expected.loss)


def test_progress_is_told_the_epochs_done():
    done = []
    train(LinearNetwork([2, 3, 4]), M, epochs=3000, progress=done.append)
    assert done == sorted(done) and done[-1] == 3000 and len(done) > 1


# The sweep over hidden sizes.

SIZES = [2, 3, 4, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50]


@pytest.mark.parametrize("rank", [None, 3, 15])
def test_sweep_reaches_every_optimum(rank):
    seed, shape = 7, (40, 80)
    matrix = low_rank_matrix(shape, rank, seed=0) if rank else random_matrix(shape, seed=0)
    history = sweep_hidden_sizes(matrix, SIZES, seed=seed)
    assert history.loss.shape == (10_000, len(SIZES))
    best = [optimal_rmse(matrix, size) for size in SIZES]
    np.testing.assert_allclose(history.rmse[-1], best, atol=5e-7)
    products = history.network.end_to_end().numpy()
    rmse = np.sqrt(np.mean((products - matrix) ** 2, axis=(1, 2)))
    np.testing.assert_allclose(rmse, best, atol=2e-6)


@pytest.mark.parametrize(
    "matrix",
    [
        1e3 * random_matrix((6, 9), 0),
        1e-3 * random_matrix((9, 6), 0),
        1e-9 * low_rank_matrix((9, 6), 2, 1),
        random_matrix((1, 7), 0),
        random_matrix((7, 1), 0),
        [[-3]],
        np.zeros((4, 5)),
    ],
    ids=["1e3", "1e-3", "1e-9", "row", "column", "number", "zero"],
)
def test_sweep_takes_every_scale_and_shape(matrix):
    scale = np.sqrt(np.mean(np.square(matrix)))
    for seed in (0, 1):
        history = sweep_hidden_sizes(matrix, [1, 2, 8], seed=seed)
        best = [optimal_rmse(matrix, size) for size in (1, 2, 8)]
        np.testing.assert_allclose(history.rmse[-1], best, atol=1e-6 * scale)


@pytest.mark.filterwarnings("ignore:Hidden sizes")  # 200 epochs are few
def test_each_run_of_a_sweep_is_a_single_network():
    matrix = random_matrix((5, 4), seed=1)
    scale = np.sqrt(np.mean(matrix**2))
    history = sweep_hidden_sizes(matrix, [3, 1], epochs=200, seed=4)
    for run, size in enumerate([3, 1]):
        one = LinearNetwork([5, size, 4], "orthogonal_zero_outer", seed=seed_of_run(4, run))
        alone = train(one, matrix / scale, epochs=200, optimizer=adam_with_decay(200))
        np.testing.assert_allclose(history.rmse[:, run], alone.rmse * scale, rtol=1e-3)
        w1, w2 = (weight[run] for weight in arrays(history.network))
        assert not w1[:, size:].any() and not w2[size:].any()  # dead units stay dead
        np.testing.assert_allclose(w1 @ w2, product(one) * scale, rtol=1e-2, atol=1e-4)


def test_sweep_says_when_it_misses_the_optimum():
    with pytest.warns(RuntimeWarning, match=r"Hidden sizes \[1, 2\] missed .*more epochs"):
        sweep_hidden_sizes(random_matrix((4, 8), 0), [1, 2], epochs=5)


def test_matrix_of_another_scale_gets_a_sentence():
    for scale in (1e3, 1e-3):
        with pytest.warns(RuntimeWarning, match="use sweep_hidden_sizes"):
            train(LinearNetwork([2, 3, 4]), scale * M, epochs=1)
    mask = np.ones((2, 4), bool)
    mask[0, 0] = False
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        train(LinearNetwork([2, 3, 4]), np.where(mask, M, 1e9), epochs=1, mask=mask)
        train(LinearNetwork([2, 3, 4]), 0 * M, epochs=1)
        one = np.eye(101) * np.eye(101)[0] > 0  # seen of ten thousand
        train(LinearNetwork([101, 1, 101]), np.eye(101), epochs=1, mask=one)


def test_many_small_layers_have_the_loss_and_gradient_of_their_product():
    matrix = table()[0]
    network = LinearNetwork([2] + 17 * [3] + [4], "orthogonal", dtype="float64")
    weights = [weight.numpy() for weight in network.weights]
    history = train(network, matrix, epochs=1, optimizer=tf.keras.optimizers.SGD(0.1))
    error = np.linalg.multi_dot(weights) - matrix
    np.testing.assert_allclose(history.loss, [np.mean(error**2)])
    for layer, weight in enumerate(weights):
        before = np.linalg.multi_dot([np.eye(2), *weights[:layer], np.eye(weight.shape[0])])
        after = np.linalg.multi_dot(
            [np.eye(weight.shape[1]), *weights[layer + 1 :], np.eye(4)]
        )
        gradient = before.T @ error @ after.T * 2 / matrix.size
        np.testing.assert_allclose(
            network.weights[layer], weight - 0.1 * gradient, atol=1e-9
        )


def test_warnings_point_at_the_line_of_the_reader():
    few = random_matrix((4, 8), 0)
    for call in (
        lambda: train(LinearNetwork([2, 3, 4]), 1000 * M, epochs=1),
        lambda: train(LinearNetwork([2, 3, 4]), M, epochs=200, optimizer=sgd(10.0)),
        lambda: sweep_hidden_sizes(few, [1], epochs=5),
    ):
        with pytest.warns(RuntimeWarning) as caught:
            call()
        assert {Path(warning.filename) for warning in caught} == {Path(__file__)}


@pytest.mark.parametrize("shape", [(2, 4), (5, 3), (1, 1)])
def test_a_penalty_takes_the_same_from_every_singular_value(shape):
    matrix = np.random.RandomState(5).normal(size=shape)
    exact = np.linalg.svd(matrix, compute_uv=False)
    taken = 0.9 * exact.min()
    network = LinearNetwork([shape[0], max(shape), shape[1]], seed=1)
    train(
        network,
        matrix,
        penalty=taken / matrix.size,
        optimizer=adam_with_decay(10_000),
        epochs=10_000,
    )
    found = np.linalg.svd(network.end_to_end(), compute_uv=False)
    np.testing.assert_allclose(found[: len(exact)], exact - taken, atol=1e-5)


def test_every_run_has_its_own_penalty():
    matrix = np.random.RandomState(6).normal(size=(3, 4))
    penalties = np.array([0, 0.01, 0.1])
    together = LinearNetwork([3, 3, 4], runs=3)
    train(together, matrix, penalty=penalties, epochs=300)
    for run, penalty in enumerate(penalties):
        alone = LinearNetwork([3, 3, 4], seed=seed_of_run(0, run))
        train(alone, matrix, penalty=penalty, epochs=300)
        np.testing.assert_allclose(
            together.end_to_end()[run], alone.end_to_end(), rtol=1e-4, atol=1e-5
        )


def test_recorded_losses_are_without_the_penalty():
    network = LinearNetwork([2, 2, 2], runs=2)
    before = np.mean((network.end_to_end() - np.eye(2)) ** 2, axis=(1, 2))
    history = train(network, np.eye(2), penalty=[1, 2], epochs=1)
    np.testing.assert_allclose(history.loss[0], before, rtol=1e-5)


@pytest.mark.parametrize(
    "penalty, runs, sentence",
    [
        (-1, None, "penalty must be a finite number at least 0; got -1."),
        ([0.1, 0.2], None, "penalty must be one number; got [0.1, 0.2]."),
        ([0.1], 2, "penalty must be one number, or 2 numbers for 2 runs; got [0.1]."),
    ],
)
def test_a_penalty_that_does_not_fit_is_refused(penalty, runs, sentence):
    network = LinearNetwork([2, 2, 2], runs=runs)
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        train(network, np.eye(2), penalty=penalty)

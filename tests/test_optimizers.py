"""Keras optimizers inside the compiled loop, against their own updates one by one."""

import functools

from utils import LinearNetwork, adam_with_decay, train
from utils import word_table as table
from utils.optimizers import read_optimizer

import numpy as np
import pytest
import tensorflow as tf

keras = tf.keras
optimizers = keras.optimizers
schedules = optimizers.schedules
M = table()[0]


class Halving(schedules.LearningRateSchedule):
    """A schedule of the reader's own, that takes one step at a time."""

    def __call__(self, step):
        if step > 3:
            return 0.0
        return 0.1 * 0.5 ** tf.cast(step, tf.float32)

    def get_config(self):
        return {}


# Settings that single precision holds exactly, since Keras rounds them to it; and rates too
# small to reach the trembling near the optimum, which adds up the smallest rounding.
OPTIMIZERS = [
    lambda: optimizers.SGD(0.125, momentum=0.875),
    lambda: optimizers.RMSprop(2**-7, rho=0.96875, epsilon=2**-10),
    lambda: optimizers.Adam(2**-8, beta_1=0.75, beta_2=0.9375, epsilon=2**-12),
    lambda: optimizers.Adam(schedules.CosineDecay(2**-5, 250), 0.875, 0.984375),
    lambda: optimizers.SGD(schedules.ExponentialDecay(0.25, 50, 0.75)),
    lambda: optimizers.RMSprop(schedules.PiecewiseConstantDecay([99], [2**-9, 2**-11])),
]


def of_keras(network, optimizer, epochs=300):
    """Return the losses of Keras' own updates, one by one, and the weights after them."""
    weights = [tf.Variable(weight) for weight in network.weights]
    matrix = tf.constant(M, network.dtype)
    optimizer.build(weights)

    @tf.function  # a graph is faster, and it is not compiled by XLA
    def step():
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(weights[0] @ weights[1] - matrix))
        optimizer.apply(tape.gradient(loss, weights), weights)
        return loss

    losses = [float(step()) for _ in range(epochs)]
    return losses, weights


@pytest.mark.parametrize("make", OPTIMIZERS)
def test_300_epochs_equal_keras(make):
    network = LinearNetwork([2, 3, 4], "orthogonal", dtype="float64")
    losses, weights = of_keras(network, make())
    history = train(network, M, epochs=300, optimizer=make())
    np.testing.assert_allclose(history.loss, losses, rtol=1e-6, atol=1e-14)
    for ours, its in zip(network.weights, weights, strict=True):
        np.testing.assert_allclose(ours, its, rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("optimizer", ["rmsprop", adam_with_decay(250)])
def test_300_epochs_equal_keras_in_single_precision(optimizer):
    network = LinearNetwork([2, 3, 4], "orthogonal")
    losses, _ = of_keras(network, optimizers.get(optimizer))
    history = train(network, M, epochs=300, optimizer=optimizer)
    np.testing.assert_allclose(
        history.loss, losses, rtol=0.02
    )  # trembling adds rounding up


@pytest.mark.parametrize("optimizer", [None, "adam", "Adam"])
def test_names_and_none_are_keras_with_its_usual_settings(optimizer):
    ours = train(LinearNetwork([2, 3, 4]), M, epochs=50, optimizer=optimizer).loss
    usual = optimizers.Adam(0.001)
    expected = train(LinearNetwork([2, 3, 4]), M, epochs=50, optimizer=usual).loss
    np.testing.assert_array_equal(ours, expected)


def test_a_schedule_is_adams():
    cosine = schedules.CosineDecay(0.1, 40)
    ours = train(LinearNetwork([2, 3, 4]), M, epochs=50, optimizer=cosine).loss
    adam = optimizers.Adam(cosine)
    expected = train(LinearNetwork([2, 3, 4]), M, epochs=50, optimizer=adam).loss
    np.testing.assert_array_equal(ours, expected)


@pytest.mark.parametrize(
    "schedule",
    [
        schedules.CosineDecay(0.1, 20, alpha=0.1),
        schedules.CosineDecay(0.1, 20, warmup_target=0.5, warmup_steps=10),
        schedules.CosineDecayRestarts(0.1, 7),
        schedules.ExponentialDecay(0.1, 5, 0.5, staircase=True),
        schedules.InverseTimeDecay(0.1, 5, 0.5),
        schedules.PiecewiseConstantDecay([3, 7], [0.1, 0.2, 0.3]),
        schedules.PolynomialDecay(0.1, 9, cycle=True),
        Halving(),
    ],
    ids=lambda schedule: type(schedule).__name__,
)
def test_every_schedule_gives_the_rates_it_gives_step_by_step(schedule):
    rates = read_optimizer(optimizers.SGD(schedule)).learning_rates
    made = np.arange(2, 25)
    expected = [float(schedule(step)) for step in made]
    np.testing.assert_allclose(rates(made), expected, rtol=1e-6)


def test_a_rate_is_the_same_to_the_bit_however_many_are_asked_for():
    rates = read_optimizer(adam_with_decay(20_000)).learning_rates
    all_at_once = rates(np.arange(5000))
    for cut in (1, 7, 100, 2621):
        beginnings = range(0, 5000, cut)[:400]
        pieces = [rates(np.arange(i, min(i + cut, 5000))) for i in beginnings]
        joined = np.concatenate(pieces)
        np.testing.assert_array_equal(joined, all_at_once[: len(joined)])


def test_the_rate_follows_the_updates_of_batches():
    rates = schedules.PiecewiseConstantDecay([3], [0.1, 0.0])  # four updates of some length
    network = LinearNetwork([7, 3, 5])
    start, matrix = network.end_to_end().numpy(), np.ones((7, 5))
    options = {"batch_size": 3, "optimizer": optimizers.SGD(rates)}
    train(network, matrix, epochs=2, **options)
    after = network.end_to_end().numpy()
    assert not np.allclose(start, after)
    one = LinearNetwork([7, 3, 5])
    train(one, matrix, epochs=1, **options)
    assert not np.allclose(
        one.end_to_end(), after
    )  # the fourth is the second epoch's first
    train(network, matrix, epochs=2, optimizer=optimizers.SGD(0.0))
    np.testing.assert_array_equal(network.end_to_end(), after)


# What trembles near the optimum adds up the smallest rounding: 60 epochs stay away from it.
EVERY_OPTIMIZER = {
    kind.__name__: functools.partial(kind, 2**-7)
    for kind in (
        optimizers.Adadelta,
        optimizers.Adafactor,
        optimizers.Adagrad,
        optimizers.Adam,
        optimizers.AdamW,
        optimizers.Adamax,
        optimizers.Ftrl,
        optimizers.Lamb,
        optimizers.Lion,
        optimizers.Nadam,
        optimizers.RMSprop,
        optimizers.SGD,
    )
}
for setting in (
    {"weight_decay": 0.125},
    {"clipnorm": 0.125},
    {"clipvalue": 0.03125},
    {"global_clipnorm": 0.125},
    {"use_ema": True, "ema_overwrite_frequency": 5},
    {"gradient_accumulation_steps": 2},
    {"loss_scale_factor": 2.0},
    {"amsgrad": True},
):
    make = functools.partial(optimizers.Adam, 2**-7, **setting)
    EVERY_OPTIMIZER[f"Adam, {next(iter(setting))}"] = make


class OfTheReader(optimizers.SGD):
    """Gradient descent that looks at a whole matrix."""

    def update_step(self, gradient, variable, learning_rate):
        rate = tf.cast(learning_rate, gradient.dtype)
        self.assign_sub(variable, rate * gradient / tf.norm(gradient))


class CopyOfWeights(optimizers.SGD):
    """Gradient descent that begins with a copy of the weights, and goes back to it."""

    def build(self, variables):
        super().build(variables)
        self.copies = []
        for variable in variables:
            copy = self.add_variable_from_reference(variable, "copy")
            copy.assign(variable)
            self.copies.append(copy)

    def update_step(self, gradient, variable, learning_rate):
        rate = tf.cast(learning_rate, gradient.dtype)
        copy = self.copies[self._get_variable_index(variable)]
        self.assign(variable, copy - rate * gradient)


EVERY_OPTIMIZER["of the reader"] = functools.partial(OfTheReader, 2**-7)
EVERY_OPTIMIZER["with a copy of the weights"] = functools.partial(CopyOfWeights, 2**-7)


@pytest.mark.parametrize("make", EVERY_OPTIMIZER.values(), ids=EVERY_OPTIMIZER)
def test_every_keras_optimizer_makes_its_own_updates(make):
    train(LinearNetwork([2, 3, 4], dtype="float64"), M, epochs=7, optimizer=make())
    network = LinearNetwork([2, 3, 4], "orthogonal", dtype="float64")
    losses, weights = of_keras(network, make(), epochs=60)
    history = train(network, M, epochs=60, optimizer=make())  # the same program again
    np.testing.assert_allclose(history.loss, losses, rtol=1e-9)
    for ours, its in zip(network.weights, weights, strict=True):
        np.testing.assert_allclose(ours, its, rtol=1e-6, atol=1e-9)


def test_many_runs_need_an_optimizer_that_treats_every_entry_alone():
    network = LinearNetwork([2, 3, 4], runs=2)
    initial_weights = network.end_to_end().numpy()
    for optimizer in (optimizers.Lamb(0.1), optimizers.Adam(0.1, clipnorm=1.0)):
        name = type(optimizer).__name__
        with pytest.raises(ValueError, match=f"to train many runs at once; got {name}"):
            train(network, M, epochs=5, optimizer=optimizer)
    np.testing.assert_array_equal(network.end_to_end(), initial_weights)


def test_a_network_of_one_matrix_is_trained():
    history = train(LinearNetwork([2, 4]), M, epochs=300, optimizer=optimizers.SGD(0.5))
    assert history.rmse[-1] < 1e-6


@pytest.mark.parametrize(
    "name, parent, rate",
    [
        ("Mine", "LearningRateSchedule", 0.3),
        ("Derived", "ExponentialDecay", 0.4),
        ("CosineDecay", "LearningRateSchedule", 0.5),  # Keras' own is still Keras'
    ],
)
def test_a_schedule_may_be_written_in_a_notebook(name, parent, rate):
    code = f"""class {name}(schedules.{parent}):
    __init__ = lambda self: None
    __call__ = lambda self, step: {rate}
    get_config = lambda self: {{}}"""
    exec(code, names := {"schedules": schedules, "__name__": "__main__"})
    for schedule in names[name](), schedules.CosineDecay(0.2, 10):
        rates = read_optimizer(optimizers.SGD(schedule)).learning_rates
        expected = [float(schedule(step)) for step in range(3)]
        np.testing.assert_allclose(rates(np.arange(3)), expected, rtol=1e-6)

"""The update rules, against Keras' own, and what is read off a Keras optimizer."""

import itertools

import utils.rules
from utils import LinearNetwork, adam_with_decay, train
from utils import word_table as table

import numpy as np
import pytest
import tensorflow as tf

keras = tf.keras
schedules = keras.optimizers.schedules
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
    lambda: keras.optimizers.SGD(0.125, momentum=0.875),
    lambda: keras.optimizers.RMSprop(2**-7, rho=0.96875, epsilon=2**-10),
    lambda: keras.optimizers.Adam(2**-8, beta_1=0.75, beta_2=0.9375, epsilon=2**-12),
    lambda: keras.optimizers.Adam(schedules.CosineDecay(2**-5, 250), 0.875, 0.984375),
    lambda: keras.optimizers.SGD(schedules.ExponentialDecay(0.25, 50, 0.75)),
    lambda: keras.optimizers.RMSprop(
        schedules.PiecewiseConstantDecay([99], [2**-9, 2**-11])
    ),
]


def of_keras(network, optimizer):
    """Return the losses of 300 epochs of Keras' own updates, and the weights after them."""
    weights, losses = [tf.Variable(weight) for weight in network.weights], []
    for _ in range(300):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(
                tf.square(weights[0] @ weights[1] - M.astype(network.dtype))
            )
        losses.append(float(loss))
        optimizer.apply(tape.gradient(loss, weights), weights)
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
    losses, _ = of_keras(network, keras.optimizers.get(optimizer))
    history = train(network, M, epochs=300, optimizer=optimizer)
    np.testing.assert_allclose(
        history.loss, losses, rtol=0.02
    )  # trembling adds rounding up


@pytest.mark.parametrize("optimizer", [None, "adam", "Adam"])
def test_names_and_none_are_keras_with_its_usual_settings(optimizer):
    ours = train(LinearNetwork([2, 3, 4]), M, epochs=50, optimizer=optimizer).loss
    usual = keras.optimizers.Adam(0.001)
    expected = train(LinearNetwork([2, 3, 4]), M, epochs=50, optimizer=usual).loss
    np.testing.assert_array_equal(ours, expected)


def test_a_schedule_is_adams():
    cosine = schedules.CosineDecay(0.1, 40)
    ours = train(LinearNetwork([2, 3, 4]), M, epochs=50, optimizer=cosine).loss
    adam = keras.optimizers.Adam(cosine)
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
    *_, rates = utils.rules.read_optimizer(keras.optimizers.SGD(schedule))
    made = np.arange(2, 25)
    expected = [float(schedule(step)) for step in made]
    np.testing.assert_allclose(rates(made), expected, rtol=1e-6)


def test_a_rate_is_the_same_to_the_bit_however_many_are_asked_for():
    *_, rates = utils.rules.read_optimizer(adam_with_decay(20_000))
    all_at_once = rates(np.arange(5000))
    for cut in (1, 7, 100, 2621):
        pieces = [rates(np.arange(i, min(i + cut, 5000))) for i in range(0, 5000, cut)][
            :400
        ]
        joined = np.concatenate(pieces)
        np.testing.assert_array_equal(joined, all_at_once[: len(joined)])


def test_the_rate_follows_the_updates_of_batches():
    rates = schedules.PiecewiseConstantDecay([3], [0.1, 0.0])  # four updates of some length
    network = LinearNetwork([7, 3, 5])
    start, matrix = network.end_to_end().numpy(), np.ones((7, 5))
    options = {"batch_size": 3, "optimizer": keras.optimizers.SGD(rates)}
    train(network, matrix, epochs=2, **options)
    after = network.end_to_end().numpy()
    assert not np.allclose(start, after)
    one = LinearNetwork([7, 3, 5])
    train(one, matrix, epochs=1, **options)
    assert not np.allclose(
        one.end_to_end(), after
    )  # the fourth is the second epoch's first
    train(network, matrix, epochs=2, optimizer=keras.optimizers.SGD(0.0))
    np.testing.assert_array_equal(network.end_to_end(), after)


SETTINGS = [
    {"weight_decay": 0.1},
    {"clipnorm": 1.0},
    {"clipvalue": 1.0},
    {"global_clipnorm": 1.0},
    {"use_ema": True},
    {"gradient_accumulation_steps": 2},
    {"loss_scale_factor": 2.0},
]


@pytest.mark.parametrize(
    "kind, setting",
    [
        *itertools.product(["SGD", "RMSprop", "Adam"], SETTINGS),
        ("Adam", {"amsgrad": True}),
        ("SGD", {"nesterov": True, "momentum": 0.9}),
        ("RMSprop", {"momentum": 0.9}),
        ("RMSprop", {"centered": True}),
    ],
)
def test_what_no_rule_does_is_named(kind, setting):
    optimizer = getattr(keras.optimizers, kind)(0.1, **setting)
    name = next(iter(setting))
    network = LinearNetwork([2, 3, 4])
    start = network.end_to_end().numpy()
    sentence = f"optimizer can be SGD, with momentum, RMSprop or Adam, without {name}"
    with pytest.raises(ValueError, match=sentence) as caught:
        train(network, M, optimizer=optimizer)
    assert "\n" not in str(caught.value)
    np.testing.assert_array_equal(network.end_to_end(), start)


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
        *_, rates = utils.rules.read_optimizer(keras.optimizers.SGD(schedule))
        expected = [float(schedule(step)) for step in range(3)]
        np.testing.assert_allclose(rates(np.arange(3)), expected, rtol=1e-6)

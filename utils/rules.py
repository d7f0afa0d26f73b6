"""The update rules: what gradient descent, RMSprop and Adam do with a gradient.

All weights stand in one vector, their gradient in another of the same shape. A rule
returns what to add to the weights, and the vectors that it remembers until the next
update. The settings are those of Keras; `count` is the number of the update, from 1 on.
"""

import contextlib
import inspect

import numpy as np
import tensorflow as tf

from .checks import must_be, number, whole_number

optimizers = tf.keras.optimizers
schedules = optimizers.schedules


def sgd(gradient, memory, rate, count, momentum):
    """Gradient descent; with momentum, along a running sum of gradients."""
    (velocity,) = memory
    velocity = momentum * velocity - rate * gradient
    return velocity, (velocity,)


def rmsprop(gradient, memory, rate, count, rho, epsilon):
    """Step along the gradient divided by its recent size."""
    (squares,) = memory
    squares = rho * squares + (1 - rho) * gradient**2
    return -rate * gradient / tf.sqrt(squares + epsilon), (squares,)


def adam(gradient, memory, rate, count, beta_1, beta_2, epsilon):
    """Step along the average gradient divided by its recent size (Kingma and Ba 2015)."""
    average, squares = memory
    average = beta_1 * average + (1 - beta_1) * gradient
    squares = beta_2 * squares + (1 - beta_2) * gradient**2
    # Both averages start from zero, and are too small by these factors.
    rate *= tf.sqrt(1 - beta_2**count) / (1 - beta_1**count)
    return -rate * average / (tf.sqrt(squares) + epsilon), (average, squares)


# For each Keras class: its rule, how many vectors it remembers, its settings.
RULES = {
    optimizers.SGD: (sgd, 1, ["momentum"]),
    optimizers.RMSprop: (rmsprop, 1, ["rho", "epsilon"]),
    optimizers.Adam: (adam, 2, ["beta_1", "beta_2", "epsilon"]),
}


def adam_with_decay(updates, learning_rate=0.03):
    """Return Keras' Adam with a rate that falls along half a cosine to zero.

    Its memory of squared gradients is some 100 updates (beta_2 = 0.99 for the usual 0.999).
    updates: how many until the rate is zero: one an epoch, or one a batch.
    learning_rate: the rate at the start. TypeError or ValueError if it is not positive, or
        `updates` no whole number. Source: Loshchilov and Hutter 2017, arXiv 1608.03983.

    >>> float(adam_with_decay(1000, learning_rate=0.5).learning_rate)
    0.5
    """
    updates = whole_number("updates", updates, 1)
    number("learning_rate", learning_rate, "a positive number", lambda x: 0 < x < np.inf)
    return optimizers.Adam(schedules.CosineDecay(learning_rate, updates), beta_2=0.99)


def read_optimizer(optimizer):
    """Return a Keras optimizer's class, its settings, and the rates as a function.

    optimizer: a Keras optimizer, its name, a schedule (for Adam), or None (Adam).
    The function takes the numbers of updates made before, [k], and returns rates, [k].
    TypeError or ValueError if it is something else, or does what no rule here does.
    """
    given = optimizer
    if given is None or isinstance(given, schedules.LearningRateSchedule):
        optimizer = optimizers.Adam(given or 1e-3)
    elif isinstance(given, str):
        with contextlib.suppress(ValueError):  # an unknown name is refused below
            optimizer = optimizers.get(given)
    if not isinstance(optimizer, optimizers.Optimizer):
        allowed = "optimizer must be None, a Keras optimizer, its name or a Keras schedule"
        raise (ValueError if isinstance(given, str) else TypeError)(must_be(allowed, given))
    kind, ours = type(optimizer), "optimizer can be SGD, with momentum, RMSprop or Adam"
    if kind not in RULES:
        raise ValueError(f"{ours}, but it is {kind.__name__}.")
    try:
        config = optimizer.get_config()
        rates = _rates(config.pop("learning_rate"))
    except (AttributeError, NotImplementedError, TypeError, ValueError):
        allowed = "optimizer must have a number from 0 on or a Keras schedule as its rate"
        hint = "one of your own: a LearningRateSchedule with get_config"
        raise ValueError(f"{allowed} ({hint}), but it has something else.") from None
    settings = [config.pop(name) for name in RULES[kind][2]]
    usual = inspect.signature(kind).parameters
    for name, value in config.items():
        if name != "name" and value != usual[name].default:
            raise ValueError(f"{ours}, without {name}, but it has {name}={value}.")
    return kind, tuple(settings), rates


def _rates(rate):
    """Return the rates as a function of updates made, from what a Keras config says."""
    if isinstance(rate, float) and 0 <= rate < np.inf:
        return lambda made: np.full(made.shape, rate)
    # Keras finds its own by itself, but none of the reader's that stands in a notebook.
    known = {kind.__name__: kind for kind in _kinds_of(schedules.LearningRateSchedule)}
    schedule = schedules.deserialize(rate, known)
    if not isinstance(schedule, schedules.LearningRateSchedule):
        raise TypeError(f"{rate} is no schedule.")

    def rates(made):
        # Filled up to whole vectors of the processor: what is left over beside them is
        # rounded otherwise, and a rate must not depend on how many are asked for.
        steps = tf.constant(np.resize(made, -(-len(made) // 64) * 64))
        with contextlib.suppress(Exception):  # most schedules take many steps at once
            if (found := schedule(steps).numpy()).shape == steps.shape:
                return found[: len(made)]
        return tf.vectorized_map(tf.function(schedule), steps).numpy()[: len(made)]

    return rates


def _kinds_of(kind):
    """Yield a class and all that are derived from it."""
    yield kind
    for derived in kind.__subclasses__():
        yield from _kinds_of(derived)

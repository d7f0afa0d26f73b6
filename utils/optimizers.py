"""What a training needs to know of a Keras optimizer: its settings and learning rates."""

import contextlib
import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import tensorflow as tf

from .checks import check_number, check_whole_number, short_repr

optimizers = tf.keras.optimizers
schedules = optimizers.schedules

# These treat every entry of a weight alone, whatever matrix it stands in. A class derived
# from one of them may do anything.
ENTRYWISE = {
    optimizers.Adadelta,
    optimizers.Adagrad,
    optimizers.Adam,
    optimizers.AdamW,
    optimizers.Adamax,
    optimizers.Ftrl,
    optimizers.Lion,
    optimizers.Nadam,
    optimizers.RMSprop,
    optimizers.SGD,
}
VECTOR = 64  # a multiple of the numbers that a processor takes at once


def adam_with_decay(updates, learning_rate=0.03):
    """Return Keras' Adam with a learning rate that decays to zero along half a cosine.

    Parameters
    ----------
    updates : int
        The number of updates until the learning rate is zero. Without batches, there is one
        update in an epoch.
    learning_rate : float
        The learning rate of the first update.

    Returns
    -------
    tf.keras.optimizers.Adam
        It averages the squared gradients over some 100 updates (beta_2 is 0.99, where Keras
        has 0.999).

    Raises
    ------
    TypeError, ValueError
        If `updates` is no whole number from 1 on, or the learning rate is not positive.

    Notes
    -----
    The decay is that of Loshchilov and Hutter (2017, arXiv 1608.03983), without restarts.

    Examples
    --------
    >>> float(adam_with_decay(1000, learning_rate=0.5).learning_rate)
    0.5
    """
    updates = check_whole_number("updates", updates, 1)
    learning_rate = check_number("learning_rate", learning_rate, above=0)
    decay = schedules.CosineDecay(learning_rate, updates)
    return optimizers.Adam(decay, beta_2=0.99)


@dataclass
class Recipe:
    """How to make a Keras optimizer anew, apart from its learning rates.

    Attributes
    ----------
    kind : type
        Its class.
    settings : dict
        What its class takes, with a learning rate of zero.
    learning_rates : function
        Of the numbers of updates made before, an array of shape [k]; returns the learning
        rates, of shape [k].
    """

    kind: type
    settings: dict
    learning_rates: Callable

    @property
    def entrywise(self):
        """Whether it treats every entry of a weight alone, whatever matrix it stands in."""
        clips_norms = self.settings.get("clipnorm") or self.settings.get("global_clipnorm")
        return self.kind in ENTRYWISE and not clips_norms

    def new_optimizer(self):
        """Return a new optimizer; its learning rate has to be set before each update."""
        with single_precision():
            return self.kind.from_config(self.settings)


@contextlib.contextmanager
def single_precision():
    """Let Keras compute learning rates in float32, whatever its settings say.

    An old ~/.keras/keras.json may say float16, in which a learning rate has three digits,
    and a schedule cannot count beyond 65,504 updates.

    Examples
    --------
    >>> with single_precision():
    ...     print(tf.keras.config.floatx())
    float32
    """
    before = tf.keras.config.floatx()
    tf.keras.config.set_floatx("float32")
    try:
        yield
    finally:
        tf.keras.config.set_floatx(before)


def read_optimizer(optimizer):
    """Return the recipe of an optimizer, which stays as it is.

    Parameters
    ----------
    optimizer : tf.keras.optimizers.Optimizer, str, LearningRateSchedule or None
        A name stands for Keras' optimizer of that name, a schedule for Adam with it, and
        None for Adam.

    Returns
    -------
    Recipe

    Raises
    ------
    TypeError, ValueError
        If it is anything else, or cannot be made anew.

    Examples
    --------
    >>> recipe = read_optimizer("sgd")
    >>> recipe.kind.__name__, recipe.learning_rates(np.arange(2)).round(4).tolist()
    ('SGD', [0.01, 0.01])
    """
    with single_precision():
        optimizer = _as_optimizer(optimizer)
    try:
        settings = optimizer.get_config()
        rate = optimizer._learning_rate  # a schedule itself, where the property is a number
        if not isinstance(rate, schedules.LearningRateSchedule):
            rate = float(settings["learning_rate"])
    except (AttributeError, KeyError, NotImplementedError, TypeError, ValueError):
        raise ValueError(
            "optimizer must have a number or a Keras schedule as its learning rate, and "
            "what you write yourself must have a get_config; got "
            f"{type(optimizer).__name__}."
        ) from None
    if isinstance(rate, float):
        check_number("the learning rate of optimizer", rate, at_least=0)
    settings["learning_rate"] = 0.0
    settings.pop("name", None)  # it counts the optimizers that were made
    return Recipe(type(optimizer), settings, as_learning_rates(rate))


def _as_optimizer(given):
    allowed = "optimizer must be a Keras optimizer, its name, a Keras schedule or None"
    if given is None:
        return optimizers.Adam()
    if isinstance(given, schedules.LearningRateSchedule):
        return optimizers.Adam(given)
    if isinstance(given, str):
        try:
            return optimizers.get(given)
        except ValueError:
            raise ValueError(f"{allowed}; got {short_repr(given)}.") from None
    if not isinstance(given, optimizers.Optimizer):
        raise TypeError(f"{allowed}; got {short_repr(given)}.")
    return given


def as_learning_rates(rate):
    """Return the learning rates as a function of the numbers of updates made before.

    Parameters
    ----------
    rate : float or LearningRateSchedule

    Returns
    -------
    function
        Of an array of whole numbers, of shape [k], to learning rates of shape [k].

    Examples
    --------
    >>> halving = schedules.ExponentialDecay(0.5, decay_steps=1, decay_rate=0.5)
    >>> as_learning_rates(halving)(np.arange(3)).tolist()
    [0.5, 0.25, 0.125]
    """
    if isinstance(rate, float):
        return lambda made: np.full(len(made), rate)
    one_by_one = tf.function(rate)

    @single_precision()
    def learning_rates(made):
        # Filled up to whole vectors of the processor: what is left over beside them is
        # rounded otherwise, and a rate must not depend on how many are asked for.
        steps = tf.constant(np.resize(made, math.ceil(len(made) / VECTOR) * VECTOR))
        with contextlib.suppress(Exception):  # most schedules take many steps at once
            found = rate(steps).numpy()
            if found.shape == steps.shape:
                return found[: len(made)]
        return tf.vectorized_map(one_by_one, steps).numpy()[: len(made)]

    return learning_rates

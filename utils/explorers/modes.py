"""An explorer of how modes are learned: theory draws first, then a run is laid over it."""

import functools

import numpy as np
import tensorflow as tf

from ..checks import number, real_numbers
from ..network import LinearNetwork
from ..plots.curves import plot_modes
from ..theory import half_learning_time, mode_strength
from ..training import train
from .explorer import Explorer, choice, slider

PANEL = {"left": 0.1, "right": 0.85, "bottom": 0.16, "top": 0.9}


def drop(singular_values=(3.0, 2.0, 1.0), start=0.01):
    """Return an explorer that draws the theory of gradient descent, then a run over it.

    singular_values: of the matrix, where their sliders begin.
    start: the strength of every mode at first. From an aligned start theory is exact in the
        limit of small steps, from a random one of about this size it is not.

    >>> drop().sentence[:52]
    'Singular values 3, 2, 1, start 0.01, matrices 2, ali'
    """
    positive = "positive", lambda x: x > 0
    singular_values = real_numbers("singular_values", singular_values, *positive).tolist()
    below = f"a positive number below {min(singular_values):g}, the least singular value"
    number("start", start, below, lambda x: 0 < x < min(singular_values))
    names = {f"singular value {k}": s for k, s in enumerate(singular_values, 1)}
    tenths, starts = (np.arange(5, 41) / 10).tolist(), [0.0001, 0.001, 0.01, 0.1]
    controls = {name: slider(name, tenths, value) for name, value in names.items()}
    controls["start"] = slider("start", starts, start)
    controls["depth"] = slider("matrices", [2, 3, 4])
    controls["begin"] = choice("begin", ["aligned", "random"])
    controls["show"] = choice("show", ["theory and run", "theory alone"])

    def theory(start, depth, values):
        """Return singular values, half-times, epochs to draw, and the time of an epoch."""
        sigma = np.array([values[name] for name in names])
        half = half_learning_time(sigma, start, depth)
        fastest = depth * sigma.max() ** (2 - 2 / depth)  # small steps beside it are exact
        every = max(10, int(1.3 * half.max() * fastest / 60 / 0.1))
        return sigma, half, np.arange(61) * every, 1.3 * half.max() / (60 * every)

    def compute(stop, progress, start, depth, begin, show, **values):
        if show == "theory alone":
            return None
        sigma, _, epochs, step = theory(start, depth, values)
        size = len(sigma)
        network = LinearNetwork((depth + 1) * [size])
        drawn = [weight.numpy() / size**0.5 for weight in network.weights]
        weights = [np.eye(size)] * depth if begin == "aligned" else drawn
        network.assign([start ** (1 / depth) * weight for weight in weights])
        options = {"optimizer": tf.keras.optimizers.SGD(step * size**2 / 2), "stop": stop}
        options |= {"epochs": int(epochs[-1]) + 1, "snapshot_every": int(epochs[1])}
        return train(network, np.diag(sigma), **options)

    def draw(figure, history, start, depth, begin, show, **values):
        sigma, half, epochs, step = theory(start, depth, values)
        curves = mode_strength(step * epochs, sigma, start, depth)
        ax, crosses = figure.subplots(gridspec_kw=PANEL), half / step
        asked = f"Singular values {', '.join(f'{s:g}' for s in sigma)}, start {start:g}"
        said = f"{asked}, matrices {depth}, {begin}: half learned at epochs "
        said += ", ".join(f"{epoch:.0f}" for epoch in crosses)
        if history is None:
            plot_modes(epochs, curves, sigma, None, crosses, ax=ax)
            return f"{said} in theory."
        products = [
            functools.reduce(np.matmul, each) for each in history.snapshots.values()
        ]
        run = np.diagonal(products, axis1=1, axis2=2)
        plot_modes(epochs[: len(run)], run, sigma, curves[: len(run)], crosses, ax=ax)
        there = [epochs[k.argmax()] if k.any() else "never" for k in (run >= sigma / 2).T]
        return f"{said} in theory, by epochs {', '.join(map(str, there))} in the run."

    return Explorer(controls, draw, compute, functools.partial(draw, history=None))

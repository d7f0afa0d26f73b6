"""An explorer of how modes are learned: theory draws first, then a run is laid over it."""

import functools
from dataclasses import dataclass

import numpy as np
import tensorflow as tf

from ..checks import check_number
from ..network import LinearNetwork
from ..plots import plot_modes
from ..theory import half_learning_time, mode_strength
from ..training import train
from .controls import choice, slider
from .explorer import Explorer

PANEL = {"left": 0.1, "right": 0.85, "bottom": 0.16, "top": 0.9}
SINGULAR_VALUES = (np.arange(5, 41) / 10).tolist()
STRENGTHS = [0.0001, 0.001, 0.01, 0.1]
SNAPSHOTS = 60
LARGEST_GROWTH = 0.1  # of the fastest mode in an epoch, as a fraction
WITH_RUN = "theory and run"
ALONE = "theory alone"


@dataclass
class Forecast:
    """What theory says of a training by gradient descent with small steps.

    Attributes
    ----------
    singular_values : numpy.ndarray
        The singular values of the matrix, of shape (modes,).
    half_times : numpy.ndarray
        When each mode is half learned, in the time of `mode_strength`, of shape (modes,).
    epochs : numpy.ndarray
        The epochs that are drawn, of shape (snapshots,).
    time_of_an_epoch : float
        How much time of `mode_strength` passes in an epoch.
    """

    singular_values: np.ndarray
    half_times: np.ndarray
    epochs: np.ndarray
    time_of_an_epoch: float

    @property
    def half_epochs(self):
        """When each mode is half learned, in epochs."""
        return self.half_times / self.time_of_an_epoch


class ModeExplorer(Explorer):
    """Draw the theory of how modes are learned, and lay a run of `train` over it.

    From aligned initial weights the theory is exact in the limit of small steps. From
    random ones of about the same size it is not.

    Parameters
    ----------
    singular_values : sequence of float
        The singular values of the matrix at which their sliders begin.
    initial_strength : float
        The strength of every mode before training at which its slider begins. It has to be
        below all singular values.

    Examples
    --------
    >>> ModeExplorer().sentence[:45]
    'Singular values 3, 2, 1, initial strength 0.0'
    """

    def __init__(self, singular_values=(3.0, 2.0, 1.0), initial_strength=0.01):
        values = [
            check_number("every one of singular_values", value, above=0)
            for value in singular_values
        ]
        check_number("initial_strength", initial_strength, above=0, below=min(values))
        self.names = [f"singular value {place}" for place in range(1, len(values) + 1)]
        controls = {}
        for name, value in zip(self.names, values, strict=True):
            controls[name] = slider(name, SINGULAR_VALUES, value)
        controls["initial strength"] = slider(
            "initial strength", STRENGTHS, initial_strength
        )
        controls["matrices"] = slider("matrices", [2, 3, 4])
        controls["initialization"] = choice("initialization", ["aligned", "random"])
        controls["show"] = choice("show", [WITH_RUN, ALONE])
        super().__init__(controls)

    def forecast(self, asked):
        """Return the Forecast for what is asked.

        Parameters
        ----------
        asked : dict of {str: value}
            The values of the controls.

        Returns
        -------
        Forecast
        """
        singular_values = np.array([asked[name] for name in self.names])
        depth = asked["matrices"]
        half_times = half_learning_time(singular_values, asked["initial strength"], depth)
        duration = 1.3 * half_times.max()
        # The theory is exact only if the steps are small compared with the fastest growth.
        fastest = depth * singular_values.max() ** (2 - 2 / depth)
        every = max(10, int(duration * fastest / SNAPSHOTS / LARGEST_GROWTH))
        return Forecast(
            singular_values,
            half_times,
            epochs=np.arange(SNAPSHOTS + 1) * every,
            time_of_an_epoch=duration / (SNAPSHOTS * every),
        )

    def compute(self, asked, stop=None, progress=None):
        """Return the History of the run, or None if theory alone is asked for."""
        if asked["show"] == ALONE:
            return None
        forecast = self.forecast(asked)
        size = len(forecast.singular_values)
        depth = asked["matrices"]
        network = LinearNetwork((depth + 1) * [size])
        if asked["initialization"] == "aligned":
            weights = [np.eye(size)] * depth
        else:
            weights = [weight.numpy() / size**0.5 for weight in network.weights]
        scale = asked["initial strength"] ** (1 / depth)
        network.assign([scale * weight for weight in weights])
        # The loss is a mean over size^2 entries, and its gradient has a factor of 2.
        learning_rate = forecast.time_of_an_epoch * size**2 / 2
        return train(
            network,
            np.diag(forecast.singular_values),
            epochs=int(forecast.epochs[-1]) + 1,
            optimizer=tf.keras.optimizers.SGD(learning_rate),
            snapshot_every=int(forecast.epochs[1]),
            stop=stop,
            progress=progress,
        )

    def preview(self, figure, asked):
        """Draw the theory, which is there at once."""
        return self.draw(figure, None, asked)

    def draw(self, figure, history, asked):
        """Draw the theory, and the run over it if there is one."""
        forecast = self.forecast(asked)
        sigma = forecast.singular_values
        curves = mode_strength(
            forecast.time_of_an_epoch * forecast.epochs,
            sigma,
            asked["initial strength"],
            asked["matrices"],
        )
        ax = figure.subplots(gridspec_kw=PANEL)
        predicted = ", ".join(f"{epoch:.0f}" for epoch in forecast.half_epochs)
        sentence = (
            f"Singular values {', '.join(f'{s:g}' for s in sigma)}, initial strength "
            f"{asked['initial strength']:g}, matrices {asked['matrices']}, "
            f"{asked['initialization']}: half learned at epochs {predicted} in theory"
        )
        if history is None:
            plot_modes(forecast.epochs, curves, sigma, None, forecast.half_epochs, ax=ax)
            return f"{sentence}."
        products = [
            functools.reduce(np.matmul, weights) for weights in history.snapshots.values()
        ]
        strengths = np.diagonal(products, axis1=1, axis2=2)
        shown = len(strengths)  # fewer than planned if the run was stopped
        plot_modes(
            forecast.epochs[:shown],
            strengths,
            sigma,
            curves[:shown],
            forecast.half_epochs,
            ax=ax,
        )
        found = [
            _first_epoch(forecast.epochs, strengths[:, mode] >= value / 2)
            for mode, value in enumerate(sigma)
        ]
        return f"{sentence}, by epochs {', '.join(found)} in the run."


def _first_epoch(epochs, reached):
    """Return the first epoch at which something is reached, or "never"."""
    if not reached.any():
        return "never"
    return str(epochs[reached.argmax()])

"""An explorer that trains a network from new initial weights at each move."""

import tensorflow as tf

from ..checks import (
    check_labels,
    check_matrix,
    check_number,
    check_one_of,
    check_whole_number,
    check_whole_numbers,
)
from ..network import INITIALIZERS, LinearNetwork
from ..plots import plot_residual, plot_rmse, plot_vectors
from ..theory import optimal_rmse
from ..training import adam_with_decay, train
from .controls import choice, slider
from .description import plain
from .explorer import Explorer
from .vectors import ROOM_FOR_LABELS, row_and_column_vectors

keras_optimizers = tf.keras.optimizers
# Functions of the learning rate and the number of epochs.
OPTIMIZERS = {
    "Adam, decaying learning rate": lambda rate, epochs: adam_with_decay(epochs, rate),
    "Adam, constant learning rate": lambda rate, epochs: keras_optimizers.Adam(rate),
    "gradient descent": lambda rate, epochs: keras_optimizers.SGD(rate),
    "momentum": lambda rate, epochs: keras_optimizers.SGD(rate, momentum=0.9),
    "RMSprop": lambda rate, epochs: keras_optimizers.RMSprop(rate),
}
LEARNING_RATES = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0]
SEEDS = range(100)


class TrainingExplorer(Explorer):
    """Train a network on a matrix, with all choices of the training on sliders.

    It shows what `train` finds from ``LinearNetwork([rows, hidden_size, ..., columns],
    initialization, seed)``. A choice of which only one option is given has no slider.

    Parameters
    ----------
    matrix : array_like
        The matrix to learn, of shape (rows, columns).
    row_words, column_words : sequence of str, optional
        The words of the rows and the columns. With them the vectors are drawn, and without
        them the residual.
    hidden_size : int
        The hidden size at which its slider begins.
    hidden_layers : sequence of int
        The numbers of hidden layers to choose from, beginning with the first.
    initializers : sequence of str
        The initializers of `LinearNetwork` to choose from, beginning with the first.
    optimizers : sequence of str
        The names out of `OPTIMIZERS` to choose from, beginning with the first.
    learning_rate : float
        The learning rate at which its slider begins; a decaying one decays from there.
    epochs : int
        The number of epochs of each training.

    Raises
    ------
    TypeError, ValueError
        If an argument is none of this.

    Notes
    -----
    The layers are padded with zeros to the largest hidden size. Hidden units whose weights
    are all zero stay at zero, so that nothing changes but rounding, and one compiled
    program serves all hidden sizes.

    Examples
    --------
    >>> explorer = TrainingExplorer([[1, 0], [0, 1]], epochs=100)
    >>> "exact optimum 0." in explorer.sentence
    True
    """

    def __init__(
        self,
        matrix,
        row_words=None,
        column_words=None,
        *,
        hidden_size=3,
        hidden_layers=(1,),
        initializers=tuple(INITIALIZERS),
        optimizers=tuple(OPTIMIZERS),
        learning_rate=0.03,
        epochs=20_000,
    ):
        self.matrix = check_matrix(matrix)
        rows, columns = self.matrix.shape
        self.row_words = row_words
        self.column_words = column_words
        if row_words is not None or column_words is not None:
            self.row_words = check_labels("row_words", row_words, rows)
            self.column_words = check_labels("column_words", column_words, columns)
        self.epochs = check_whole_number("epochs", epochs, 1)
        hidden_size = check_whole_number("hidden_size", hidden_size, 1)
        hidden_layers = check_whole_numbers("hidden_layers", hidden_layers)
        learning_rate = check_number("learning_rate", learning_rate, above=0)
        for name in initializers:
            check_one_of("every one of initializers", name, INITIALIZERS)
        for name in optimizers:
            check_one_of("every one of optimizers", name, OPTIMIZERS)
        self.widest = max(hidden_size, rows, columns)
        controls = {
            "hidden size": slider("hidden size", range(1, self.widest + 1), hidden_size),
            "hidden layers": slider("hidden layers", hidden_layers),
            "initialization": choice("initialization", initializers),
            "seed": slider("seed", SEEDS),
            "optimizer": choice("optimizer", optimizers),
            "learning rate": slider("learning rate", LEARNING_RATES, learning_rate),
        }
        super().__init__(controls, epochs=self.epochs)

    def facts(self):
        """Return the matrix, its words and the number of epochs."""
        return {
            "matrix": plain(self.matrix),
            "rowWords": self.row_words,
            "columnWords": self.column_words,
            "epochs": self.epochs,
        }

    def compute(self, asked, stop=None, progress=None):
        """Return the History of the training that is asked for."""
        rows, columns = self.matrix.shape
        hidden = [asked["hidden size"]] * asked["hidden layers"]
        asked_for = LinearNetwork(
            [rows, *hidden, columns], asked["initialization"], asked["seed"]
        )
        widest = [self.widest] * asked["hidden layers"]
        network = LinearNetwork([rows, *widest, columns])
        network.assign(asked_for.padded(self.widest))
        make_optimizer = OPTIMIZERS[asked["optimizer"]]
        return train(
            network,
            self.matrix,
            epochs=self.epochs,
            optimizer=make_optimizer(asked["learning rate"], self.epochs),
            stop=stop,
            progress=progress,
        )

    def draw(self, figure, history, asked):
        """Draw the RMSE of each epoch next to the vectors or the residual."""
        optimum = optimal_rmse(self.matrix, asked["hidden size"])
        left, right = figure.subplots(1, 2, gridspec_kw=ROOM_FOR_LABELS)
        plot_rmse(history, optimum, ax=left)
        left.locator_params(axis="x", nbins=2)
        row_vectors, column_vectors = row_and_column_vectors(history.network.weights)
        if self.row_words is None:
            plot_residual(self.matrix, row_vectors @ column_vectors, ax=right)
        else:
            words = self.row_words, self.column_words
            plot_vectors(row_vectors, column_vectors, *words, ax=right)
        setting = self._setting(asked)
        if history.stopped_by == "diverged":
            return (
                f"{setting}: diverged at epoch {history.epochs}, because the learning rate "
                "is too large; the picture shows the last finite weights."
            )
        return (
            f"{setting}: RMSE {history.rmse[-1]:.3g} at epoch {history.epochs}; exact "
            f"optimum {optimum:.3g}."
        )

    def _setting(self, asked):
        """Return in words what is asked for."""
        optimizer = asked["optimizer"]
        if not optimizer.endswith("learning rate"):
            optimizer = f"{optimizer}, learning rate"
        return (
            f"Hidden size {asked['hidden size']}, hidden layers {asked['hidden layers']}, "
            f"initialization {asked['initialization']}, seed {asked['seed']}, "
            f"{optimizer} {asked['learning rate']:g}"
        )

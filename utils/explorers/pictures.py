"""An explorer that reproduces a picture by a network, next to the exact optimum."""

import numpy as np

from ..checks import check_matrix, check_whole_number, check_whole_numbers
from ..network import LinearNetwork
from ..theory import optimal_rmse
from ..training import adam_with_decay, train
from .controls import slider
from .description import ONE_BYTE, TWO_BYTES, packed
from .explorer import Explorer

PANELS = {"left": 0.01, "right": 0.99, "bottom": 0.01, "top": 0.9, "wspace": 0.04}
SEED = 0


class PictureExplorer(Explorer):
    """Reproduce a picture by networks of different hidden sizes, next to the exact optimum.

    The picture is a matrix of grey values, a number for each pixel. For each hidden size a
    network is trained on it in the standard setup of the series.

    Parameters
    ----------
    picture : array_like
        The grey values, of shape (rows, columns): the larger, the lighter.
    hidden_sizes : sequence of int
        The hidden sizes to choose from. Those that are larger than the shorter side of the
        picture are left out.
    hidden_size : int
        The hidden size at which the slider begins.
    epochs : int
        The number of epochs of each training.

    Raises
    ------
    TypeError, ValueError
        If an argument is none of this.

    Notes
    -----
    The layers are padded with zeros to the largest hidden size, so that one compiled
    program serves all hidden sizes, and a move takes no longer than its training.

    Examples
    --------
    >>> explorer = PictureExplorer(np.eye(4), range(1, 5), hidden_size=2, epochs=300)
    >>> explorer.sentence
    'Hidden size 2: RMSE of the network 0.3536, of the exact optimum 0.3536.'
    """

    def __init__(self, picture, hidden_sizes=range(1, 61), *, hidden_size=5, epochs=1000):
        self.matrix = check_matrix(picture)
        self.epochs = check_whole_number("epochs", epochs, 1)
        shorter_side = min(self.matrix.shape)
        hidden_size = check_whole_number("hidden_size", hidden_size, 1, shorter_side)
        sizes = check_whole_numbers("hidden_sizes", hidden_sizes)
        sizes = sorted({hidden_size, *(size for size in sizes if size <= shorter_side)})
        self.widest = sizes[-1]
        # One singular value decomposition serves all hidden sizes.
        self.modes = np.linalg.svd(self.matrix, full_matrices=False)
        self.scale = float(np.sqrt(np.mean(self.matrix**2))) or 1.0
        controls = {"hidden size": slider("hidden size", sizes, hidden_size)}
        super().__init__(controls, epochs=self.epochs)

    def facts(self):
        """Return the picture, and the leading directions of its rows."""
        stored_range = [float(self.matrix.min()), float(self.matrix.max())]
        largest = TWO_BYTES
        if self._has_shades_of_a_file():
            stored_range, largest = [0, 1], ONE_BYTE
        _, _, directions = self.modes
        return {
            "shape": list(self.matrix.shape),
            "range": stored_range,
            "pixels": packed(self.matrix, *stored_range, largest),
            "widest": self.widest,
            "directions": packed(directions[: self.widest], -1, 1),
            "epochs": self.epochs,
        }

    def _has_shades_of_a_file(self):
        """Return whether all pixels are among the 256 shades that an image file has."""
        shades = ONE_BYTE * self.matrix
        between = self.matrix.min() >= 0 and self.matrix.max() <= 1
        return between and np.allclose(shades, np.round(shades))

    def optimum(self, hidden_size):
        """Return the best picture of a hidden size, of shape (rows, columns)."""
        left, singular_values, right = self.modes
        kept = slice(hidden_size)
        return (left[:, kept] * singular_values[kept]) @ right[kept]

    def compute(self, asked, stop=None, progress=None):
        """Return what the network makes of the picture, of shape (rows, columns)."""
        rows, columns = self.matrix.shape
        asked_for = LinearNetwork(
            [rows, asked["hidden size"], columns], "orthogonal_zero_outer", SEED
        )
        network = LinearNetwork([rows, self.widest, columns])
        network.assign(asked_for.padded(self.widest))
        train(
            network,
            self.matrix / self.scale,
            epochs=self.epochs,
            optimizer=adam_with_decay(self.epochs),
            stop=stop,
            progress=progress,
        )
        return self.scale * network.end_to_end().numpy().astype(float)

    def preview(self, figure, asked):
        """Draw the picture and its optimum, which are there at once."""
        self._draw_pictures(figure, None, asked)
        return f"Hidden size {asked['hidden size']}: the network is being trained."

    def draw(self, figure, product, asked):
        """Draw the picture, what the network makes of it, and the exact optimum."""
        self._draw_pictures(figure, product, asked)
        hidden_size = asked["hidden size"]
        rmse = np.sqrt(np.mean((self.matrix - product) ** 2))
        return (
            f"Hidden size {hidden_size}: RMSE of the network {rmse:.4f}, of the exact "
            f"optimum {optimal_rmse(self.matrix, hidden_size):.4f}."
        )

    def _draw_pictures(self, figure, product, asked):
        """Draw three pictures on one scale of greys; one that is not there stays blank."""
        hidden_size = asked["hidden size"]
        pictures = {
            "the picture": self.matrix,
            f"network, h = {hidden_size}": product,
            f"exact optimum, h = {hidden_size}": self.optimum(hidden_size),
        }
        greys = {"vmin": self.matrix.min(), "vmax": self.matrix.max(), "cmap": "gray"}
        axes = figure.subplots(1, 3, gridspec_kw=PANELS)
        for ax, (title, entries) in zip(axes, pictures.items(), strict=True):
            ax.set_title(title)
            ax.axis("off")
            if entries is not None:
                ax.imshow(entries, **greys)

"""A linear network, W1 W2 ... WN, and its random initial weights."""

import functools
import itertools

import numpy as np
import tensorflow as tf

from .arrays import read_array, refuse_containers
from .checks import (
    LARGEST_ARRAY,
    SEEDS,
    check_one_of,
    check_whole_number,
    check_whole_numbers,
    short_repr,
)


def normal(shape, generator):
    """Return independent entries of variance 1."""
    return generator.standard_normal(shape)


def glorot_normal(shape, generator):
    """Return independent entries of variance 2 / (rows + columns).

    Source: Glorot and Bengio 2010.
    """
    return normal(shape, generator) * np.sqrt(2 / sum(shape))


def orthogonal(shape, generator):
    """Return perpendicular rows of length 1, or such columns if there are fewer."""
    drawn = normal(shape, generator)
    is_wide = shape[0] < shape[1]
    q, r = np.linalg.qr(drawn.T if is_wide else drawn)
    # With the signs that make R positive, Q favours no direction (Mezzadri 2007, arXiv
    # math-ph/0609050).
    q *= np.sign(np.diagonal(r))
    return q.T if is_wide else q


# What draws the layers. With "orthogonal_zero_outer", one layer is set to zero afterwards.
INITIALIZERS = {
    "normal": normal,
    "glorot_normal": glorot_normal,
    "orthogonal": orthogonal,
    "orthogonal_zero_outer": orthogonal,
}


class LinearNetwork(tf.Module):
    """A network without activation or bias: for an input x it gives x W1 W2 ... WN.

    Parameters
    ----------
    layer_sizes : sequence of int
        Two or more sizes, such as [2, 3, 4] for 2 rows, 3 hidden units and 4 columns. W_j
        has the shape [layer_sizes[j-1], layer_sizes[j]].
    initializer : str or function
        "normal", "glorot_normal", "orthogonal" or "orthogonal_zero_outer": orthogonal, but
        the outer layer on the longer side of the matrix is zero, which suits many layers.
        A function of (shape, generator), the latter a numpy.random.RandomState, returns an
        array of that shape.
    seed : int
        From 0 to 2**32 - 1, of the generator that draws all layers in turn.
    runs : int or None
        None stands for one network. A number stands for as many independent ones, along a
        first axis of every weight; run r has the initial weights of the single network of
        the seed `seed_of_run(seed, r)`.
    dtype : str or type
        "float32" or "float64".

    Attributes
    ----------
    weights : list of tf.Variable
        W1, W2, ..., WN.

    Raises
    ------
    TypeError, ValueError
        If an argument is not as described.

    Examples
    --------
    >>> [tuple(weight.shape) for weight in LinearNetwork([2, 3, 4]).weights]
    [(2, 3), (3, 4)]
    """

    def __init__(
        self, layer_sizes, initializer="normal", seed=0, runs=None, dtype="float32"
    ):
        super().__init__()
        self.layer_sizes = check_whole_numbers("layer_sizes", layer_sizes, fewest=2)
        size = sum(rows * columns for rows, columns in self.shapes)
        check_whole_number("number of weights in layer_sizes", size, 1, LARGEST_ARRAY)
        # The types of NumPy and TensorFlow have these names.
        name = getattr(dtype, "__name__", getattr(dtype, "name", dtype))
        self.dtype = check_one_of("dtype", name, ["float32", "float64"])
        seed = check_whole_number("seed", seed, *SEEDS)
        if runs is None:
            self.runs = None
            layers = [layer[0] for layer in _draw(self.shapes, initializer, [seed])]
        else:
            self.runs = check_whole_number("runs", runs, 1, LARGEST_ARRAY // size)
            seeds = [seed_of_run(seed, run) for run in range(self.runs)]
            layers = _draw(self.shapes, initializer, seeds)
        self.weights = [tf.Variable(layer, dtype=self.dtype) for layer in layers]

    @property
    def shapes(self):
        """The shapes of W1, W2, ..., WN, without the axis of runs."""
        return list(itertools.pairwise(self.layer_sizes))

    def __call__(self, x):
        """Return x W1 W2 ... WN.

        Parameters
        ----------
        x : array_like
            Of shape [k, rows].

        Returns
        -------
        tensor
            Of shape [k, columns], or [runs, k, columns].

        Raises
        ------
        TypeError, ValueError
            If x is anything else.
        """
        refuse_containers("x", x)
        if not tf.is_tensor(x) and not isinstance(x, tf.keras.Variable):
            x = read_array("x", x)
        try:
            tensor = tf.convert_to_tensor(x, dtype=self.dtype)
            tensor.shape.assert_is_compatible_with([None, self.layer_sizes[0]])
        except (TypeError, ValueError):
            raise ValueError(
                f"x must be {self.dtype} of shape (any, {self.layer_sizes[0]}); got "
                f"{short_repr(x)}."
            ) from None
        return functools.reduce(tf.matmul, self.weights, tensor)

    def end_to_end(self):
        """Return the product W1 W2 ... WN.

        Returns
        -------
        tensor
            Of shape [rows, columns], or [runs, rows, columns].
        """
        return functools.reduce(tf.matmul, self.weights)

    def assign(self, weights):
        """Give W1, ..., WN new values.

        Parameters
        ----------
        weights : sequence of array_like
            One for each weight, of its shape.

        Raises
        ------
        ValueError
            If one does not fit, or is not finite; the network then stays as it is.
        """
        shapes = [tuple(variable.shape) for variable in self.weights]
        try:
            with np.errstate(over="ignore"):
                arrays = [
                    read_array("weights", weight).astype(self.dtype) for weight in weights
                ]
            fits = [array.shape for array in arrays] == shapes
            fits = fits and all(np.isfinite(array).all() for array in arrays)
        except (TypeError, ValueError):
            fits = False
        if not fits:
            raise ValueError(
                f"weights must be finite, of the shapes {shapes}; got "
                f"{short_repr(weights)}."
            )
        for variable, array in zip(self.weights, arrays, strict=True):
            variable.assign(array)

    def padded(self, width):
        """Return the weights with zeros around, as those of a wider network.

        Parameters
        ----------
        width : int
            The hidden size of the wider network, not smaller than any of this one.

        Returns
        -------
        list of array
            W1, ..., WN. They train as these do, because a hidden unit whose weights are all
            zero has a zero gradient, and stays so.

        Raises
        ------
        TypeError, ValueError
            If the width is no whole number, or too small.
        """
        rows, *hidden_sizes, columns = self.layer_sizes
        width = check_whole_number("width", width, max(hidden_sizes, default=1))
        wider_sizes = [rows, *[width] * len(hidden_sizes), columns]
        layers = []
        for shape, weight in zip(
            itertools.pairwise(wider_sizes), self.weights, strict=True
        ):
            missing = np.subtract(shape, weight.shape)
            layers.append(np.pad(weight, [(0, zeros) for zeros in missing]))
        return layers


def seed_of_run(seed, run):
    """Return the seed of the single network that one of many runs is.

    Parameters
    ----------
    seed : int
        Of the network of many runs.
    run : int
        Counted from 0.

    Returns
    -------
    int
        Different seeds share no run.

    Raises
    ------
    TypeError, ValueError
        If an argument is not as described.

    Examples
    --------
    >>> many = LinearNetwork([1, 1], runs=9)
    >>> seventh = LinearNetwork([1, 1], seed=seed_of_run(seed=0, run=7))
    >>> bool(many.weights[0][7] == seventh.weights[0])
    True
    """
    seed = check_whole_number("seed", seed, *SEEDS)
    run = check_whole_number("run", run, 0)
    return int(np.random.SeedSequence(seed, spawn_key=(run,)).generate_state(1)[0])


def _draw(shapes, initializer, seeds):
    """Return initial weights: for each layer an array of shape [seeds, rows, columns]."""
    draw = _drawing_function(initializer)
    # NumPy's legacy generator is frozen: the same numbers on every machine, in every
    # version. There is one for all seeds, since to make another takes thirty times as long
    # as to seed it again.
    generator = np.random.RandomState(0)
    layers = [np.empty((len(seeds), *shape)) for shape in shapes]
    for place, seed in enumerate(seeds):
        generator.seed(seed)
        for shape, layer in zip(shapes, layers, strict=True):
            layer[place] = _drawn(draw, shape, generator)
    if initializer == "orthogonal_zero_outer":
        rows = shapes[0][0]
        columns = shapes[-1][1]
        outer = layers[-1] if columns >= rows else layers[0]
        outer[:] = 0
    return layers


def _drawing_function(initializer):
    if isinstance(initializer, str) and initializer in INITIALIZERS:
        return INITIALIZERS[initializer]
    if callable(initializer):
        return initializer
    raise ValueError(
        f"initializer must be one of {', '.join(INITIALIZERS)}, or a function of "
        f"(shape, generator); got {short_repr(initializer)}."
    )


def _drawn(draw, shape, generator):
    """Draw a layer, and refuse what is not finite numbers of its shape."""
    layer = draw(shape, generator)
    is_complete = not np.ma.is_masked(layer)
    layer = np.asarray(layer)
    is_numeric = is_complete and layer.dtype.kind in "biuf" and np.isfinite(layer).all()
    if layer.shape != shape or not is_numeric:
        raise ValueError(
            f"initializer must return finite numbers of shape {shape}; got "
            f"{short_repr(layer)}."
        )
    return layer

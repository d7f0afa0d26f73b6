"""A linear network, W1 W2 ... WN, and the random weights that it starts from."""

import contextlib
import functools
import itertools

import numpy as np
import tensorflow as tf

from .checks import MOST, SEEDS, must_be, naturals, whole_number


def normal(shape, generator):
    """Independent entries of variance 1."""
    return generator.standard_normal(shape)


def glorot_normal(shape, generator):
    """Independent entries of variance 2 / (rows + columns) (Glorot and Bengio 2010)."""
    return normal(shape, generator) * np.sqrt(2 / sum(shape))


def orthogonal(shape, generator):
    """Rows, or columns if fewer, that are perpendicular and of length 1."""
    # With the signs that make R positive, Q favours no direction (Mezzadri 2007, arXiv
    # math-ph/0609050).
    drawn, wide = normal(shape, generator), shape[0] < shape[1]
    q, r = np.linalg.qr(drawn.T if wide else drawn)
    q *= np.sign(np.diagonal(r))
    return q.T if wide else q


INITIALIZERS = {"normal": normal, "glorot_normal": glorot_normal, "orthogonal": orthogonal}
INITIALIZERS["orthogonal_zero_outer"] = orthogonal  # and then one layer is set to zero


class LinearNetwork(tf.Module):
    """A network without activation or bias: for an input x it gives x W1 W2 ... WN.

    layer_sizes: two or more whole numbers, such as [2, 3, 4]: 2 rows, 3 hidden units, 4
        columns; W_j has the shape [layer_sizes[j-1], layer_sizes[j]].
    initializer: "normal", "glorot_normal", "orthogonal", "orthogonal_zero_outer" (all
        orthogonal, but the outer layer on the longer side of the matrix is zero, which is
        the initialization for many layers), or a function that takes a shape and a
        numpy.random.RandomState, and returns an array.
    seed: a whole number below 2**32, of the generator that draws all layers in turn.
    runs: None for one network, or a number of independent ones, along a leading axis of
        every weight; run r starts like the single network of seed `seed_of_run(seed, r)`.
    dtype: "float32" or "float64". TypeError or ValueError if one is anything else.

    >>> [tuple(weight.shape) for weight in LinearNetwork([2, 3, 4]).weights]
    [(2, 3), (3, 4)]
    """

    def __init__(
        self, layer_sizes, initializer="normal", seed=0, runs=None, dtype="float32"
    ):
        super().__init__()
        self.layer_sizes = naturals("layer_sizes", layer_sizes, fewest=2)
        weights = sum(rows * columns for rows, columns in self.shapes)
        whole_number("number of weights in layer_sizes", weights, 1, MOST)
        self.dtype = getattr(dtype, "__name__", getattr(dtype, "name", dtype))
        if self.dtype not in ("float32", "float64"):
            raise ValueError(must_be("dtype must be float32 or float64", dtype))
        self.runs = None if runs is None else whole_number("runs", runs, 1, MOST // weights)
        seeds = [whole_number("seed", seed, *SEEDS)]
        if self.runs:
            seeds = [seed_of_run(seed, run) for run in range(self.runs)]
        layers = _starts(self.shapes, initializer, seeds)
        which = slice(None) if self.runs else 0
        self.weights = [tf.Variable(layer[which], dtype=self.dtype) for layer in layers]

    @property
    def shapes(self):
        """The shapes of W1, W2, ..., WN, without the axis of runs."""
        return list(itertools.pairwise(self.layer_sizes))

    def __call__(self, x):
        """Return x W1 W2 ... WN, a tensor [(runs,) k, columns], for x of [k, rows]."""
        try:
            x = tf.convert_to_tensor(x, dtype=self.dtype)
            x.shape.assert_is_compatible_with([None, self.layer_sizes[0]])
        except (TypeError, ValueError):
            allowed = f"x must be {self.dtype} of shape (any, {self.layer_sizes[0]})"
            raise ValueError(must_be(allowed, x)) from None
        return functools.reduce(tf.matmul, self.weights, x)

    def end_to_end(self):
        """Return the product W1 W2 ... WN, a tensor [(runs,) rows, columns]."""
        return functools.reduce(tf.matmul, self.weights)

    def assign(self, weights):
        """Give W1, ..., WN these values; ValueError, and no change, if one does not fit."""
        shapes = [tuple(variable.shape) for variable in self.weights]
        fit = False
        with np.errstate(over="ignore"), contextlib.suppress(TypeError, ValueError):
            arrays = [np.array(w).astype(self.dtype, "K", "same_kind") for w in weights]
            fit = [each.shape for each in arrays if np.isfinite(each).all()] == shapes
        if not fit:
            raise ValueError(must_be(f"weights must be finite, shaped {shapes}", weights))
        for variable, weight in zip(self.weights, arrays, strict=True):
            variable.assign(weight)

    def padded(self, width):
        """Return W1, ..., WN with zeros around, as of this hidden size; they train alike.

        For a hidden unit whose weights are all zero has zero gradient, and stays so.
        """
        rows, *hidden, columns = self.layer_sizes
        width = whole_number("width", width, max(hidden, default=1))
        sizes, layers = [rows, *[width] * len(hidden), columns], []
        for shape, weight in zip(itertools.pairwise(sizes), self.weights, strict=True):
            missing = np.subtract(shape, weight.shape)
            layers.append(np.pad(weight, [(0, zeros) for zeros in missing]))
        return layers


def seed_of_run(seed, run):
    """Return the seed of the single network that starts like number `run` of many.

    seed, run: whole numbers, else TypeError or ValueError. Different seeds share no run.

    >>> many, seventh = LinearNetwork([1, 1], runs=9), seed_of_run(seed=0, run=7)
    >>> bool(many.weights[0][7] == LinearNetwork([1, 1], seed=seventh).weights[0])
    True
    """
    seed, run = whole_number("seed", seed, *SEEDS), whole_number("run", run, 0)
    return int(np.random.SeedSequence(seed, spawn_key=(run,)).generate_state(1)[0])


def _starts(shapes, initializer, seeds):
    """Return for each layer the starting weights of all seeds, [seeds, rows, columns]."""
    # NumPy's legacy generator, frozen: the same numbers on every machine, in every version.
    # One for all seeds, since to make another takes thirty times as long as to reseed it.
    generator, starts = np.random.RandomState(0), []
    draw = INITIALIZERS.get(initializer) if isinstance(initializer, str) else initializer
    try:
        for seed in seeds:
            generator.seed(seed)
            starts.append([np.asarray(draw(shape, generator)) for shape in shapes])
    except Exception as error:  # a name, or a function that fails, whatever it takes
        known = ", ".join(INITIALIZERS)
        allowed = f"initializer must be one of {known} or a function (shape, generator)"
        raise ValueError(must_be(allowed, initializer)) from error
    for shape, *drawn in zip(shapes, *starts, strict=True):
        for start in drawn:
            numeric = start.dtype.kind in "biuf" and np.isfinite(start).all()
            if not numeric or start.shape != shape:
                allowed = f"initializer must give finite numbers of shape {shape}"
                raise ValueError(must_be(allowed, start))
    layers = [np.stack(layer).astype(float) for layer in zip(*starts, strict=True)]
    if initializer == "orthogonal_zero_outer":
        layers[-1 if shapes[-1][1] >= shapes[0][0] else 0][:] = 0
    return layers

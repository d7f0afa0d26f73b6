"""The exact answers that every result of the series is held against."""

import numpy as np

from .checks import real_matrix, real_numbers, whole_number


def optimal_rmse(matrix, hidden_size):
    """Return the least rmse that any W1 W2 of this hidden size can reach, a float.

    matrix: [rows, columns]. hidden_size: a whole number, at least 1. TypeError or
    ValueError if one is anything else. It is the root of: squared singular values beyond
    that number, summed, over the number of entries (Eckart and Young 1936; Mirsky 1960).

    >>> optimal_rmse([[3, 0], [0, 1]], hidden_size=1)
    0.5
    """
    matrix = real_matrix(matrix)
    hidden_size = whole_number("hidden_size", hidden_size, 1)
    left_out = np.linalg.svd(matrix, compute_uv=False)[hidden_size:]
    return float(np.sqrt(np.sum(left_out**2) / matrix.size))


def mode_strength(times, singular_values, starts, depth=2):
    """Return how strong each mode of a matrix is in W1 ... WN at each time, [times, modes].

    times: [times], not negative: epochs of gradient descent times learning rate times
        2 / (m n), for a mean over m n entries (1 for half the sum of the squared errors).
    singular_values: [modes], in units of the matrix: what the strengths grow to.
    starts: [modes], or one number for all: the strengths at time 0, in the same units,
        between 0 and their singular values.
    depth: the number N of matrices, from balanced weights aligned with the modes.
    TypeError or ValueError if one is anything else. Source: du/dt = N u^(2 - 2/N) (s - u)
    (Saxe, McClelland and Ganguli 2013, arXiv 1312.6120).

    >>> mode_strength([0, 2, 4], singular_values=1, starts=0.01).round(2).tolist()
    [[0.01], [0.36], [0.97]]
    """
    times = real_numbers("times", times, "at least 0", lambda x: x >= 0)
    modes = _learning(singular_values, starts, depth)
    curves = [s / (1 + np.exp(-np.interp(times, reached, q))) for s, q, reached in modes]
    return np.stack(curves, axis=1)


def half_learning_time(singular_values, starts, depth=2):
    """Return when each mode has half its singular value, [modes]; 0 if it starts above.

    singular_values, starts, depth, units, errors, source: those of `mode_strength`.

    >>> half_learning_time([2, 1], starts=0.01).round(2).tolist()
    [1.32, 2.3]
    """
    modes = _learning(singular_values, starts, depth)
    return np.array([np.interp(0, q, reached) for _, q, reached in modes])


def _learning(singular_values, starts, depth):
    """Return for each mode s, a grid of logits q = ln(u / (s - u)), and their times.

    In q the equation is dt/dq = u^(2/N - 1) / (N s): smooth for every N, and constant for
    N = 2, so that the sum below is exact.
    """
    targets = real_numbers("singular_values", singular_values, "positive", lambda x: x > 0)
    starts = real_numbers("starts", starts, "positive", lambda x: x > 0)
    depth, modes = whole_number("depth", depth, 1), []
    if starts.size not in (1, targets.size):
        allowed = "starts must be one number or as many as there are singular values"
        raise ValueError(f"{allowed}, {targets.size}, but there are {starts.size}.")
    starts = np.broadcast_to(starts, targets.shape)
    for mode, (s, start) in enumerate(zip(targets, starts, strict=True)):
        if not 1e-300 < start / s < 1:
            so = f"mode {mode} (counted from 0) starts at {start:.6g} and has {s:.6g}"
            raise ValueError(f"starts must be 1e-300 to 1 times singular_values, but {so}.")
        # At a logit of 40 the strength cannot be told from s in double precision.
        q = np.linspace(np.log(start / (s - start)), 40, 2**16)
        slowness = (s / (1 + np.exp(-q))) ** (2 / depth - 1) / (depth * s)
        steps = np.diff(q) * (slowness[1:] + slowness[:-1]) / 2
        modes.append((s, q, np.concatenate([[0], np.cumsum(steps)])))
    return modes

"""Exact answers, with which results are compared where such an answer is known."""

import numpy as np

from .checks import check_matrix, check_numbers, check_whole_number

ROUNDING = 1e-12  # of the largest entry: what is smaller cannot be told from zero
LARGEST_LOGIT = 40  # there a strength cannot be told from its limit in double precision
GRID = 2**16


def optimal_rmse(matrix, hidden_size):
    """Return the lowest RMSE that any product W1 W2 of this hidden size can reach.

    Parameters
    ----------
    matrix : array_like
        The matrix, of shape [rows, columns].
    hidden_size : int
        The number of hidden units, which is the largest rank that the product can have.

    Returns
    -------
    float
        In units of the matrix. It is exactly 0 where it is no more than rounding.

    Raises
    ------
    TypeError, ValueError
        If the matrix is no finite matrix, or the hidden size no whole number from 1 on.

    Notes
    -----
    It is the root of the sum of the squared singular values beyond that number, divided by
    the number of entries (Eckart and Young 1936; Mirsky 1960).

    Examples
    --------
    >>> optimal_rmse([[3, 0], [0, 1]], hidden_size=1)
    0.5
    """
    matrix = check_matrix(matrix)
    hidden_size = check_whole_number("hidden_size", hidden_size, 1)
    _, exponent = np.frexp(np.abs(matrix).max())
    unit = 2.0 ** int(exponent)  # without it, the squares of tiny entries would be zero
    left_out = np.linalg.svd(matrix / unit, compute_uv=False)[hidden_size:]
    rmse = unit * np.sqrt(np.sum(left_out**2) / matrix.size)
    if rmse <= ROUNDING * np.abs(matrix).max():
        return 0.0
    return float(rmse)


def mode_strength(times, singular_values, initial_strengths, depth=2):
    """Return how strong each mode of a matrix is in the product W1 ... WN at each time.

    Parameters
    ----------
    times : array_like
        Times from 0 on, of shape [times]. Time is the number of epochs of gradient descent,
        times the learning rate, times 2 / (m n) for a loss that is a mean over m n entries
        (times 1 for half the sum of the squared errors).
    singular_values : array_like
        What the strengths grow to, in units of the matrix, of shape [modes].
    initial_strengths : array_like
        The strengths at time 0, between 0 and the singular values: one number for all
        modes, or one for each.
    depth : int
        The number N of matrices.

    Returns
    -------
    array
        Of shape [times, modes], in units of the matrix.

    Raises
    ------
    TypeError, ValueError
        If an argument is not as described.

    Notes
    -----
    From balanced weights that are aligned with the modes, a strength u grows towards its
    singular value s by du/dt = N u^(2 - 2/N) (s - u) (Saxe, McClelland and Ganguli 2013,
    arXiv 1312.6120).

    Examples
    --------
    >>> strengths = mode_strength([0, 2, 4], singular_values=1, initial_strengths=0.01)
    >>> strengths.round(2).tolist()
    [[0.01], [0.36], [0.97]]
    """
    times = check_numbers("times", times, at_least=0)
    curves = []
    for s, logits, reached in _courses(singular_values, initial_strengths, depth):
        logit = np.interp(times, reached, logits)
        curves.append(s / (1 + np.exp(-logit)))
    return np.stack(curves, axis=1)


def half_learning_time(singular_values, initial_strengths, depth=2):
    """Return the time at which each mode reaches half its singular value.

    Parameters
    ----------
    singular_values, initial_strengths, depth
        As in `mode_strength`.

    Returns
    -------
    array
        Of shape [modes], in the units of time of `mode_strength`; 0 for a mode that begins
        above its half.

    Raises
    ------
    TypeError, ValueError
        If an argument is not as described.

    Examples
    --------
    >>> half_learning_time([2, 1], initial_strengths=0.01).round(2).tolist()
    [1.32, 2.3]
    """
    times = []
    for _, logits, reached in _courses(singular_values, initial_strengths, depth):
        times.append(np.interp(0, logits, reached))  # at a logit of 0 the strength is s / 2
    return np.array(times)


def _courses(singular_values, initial_strengths, depth):
    """Return for each mode s, a grid of logits q = ln(u / (s - u)), and their times.

    In q the equation is dt/dq = u^(2/N - 1) / (N s). This is smooth for every N, and
    constant for N = 2, so that the sum below is exact there.
    """
    targets = check_numbers("singular_values", singular_values, above=0)
    begins = check_numbers("initial_strengths", initial_strengths, above=0)
    depth = check_whole_number("depth", depth, 1)
    if begins.size not in (1, targets.size):
        raise ValueError(
            "initial_strengths must be one number, or as many as there are singular "
            f"values, {targets.size}; got {begins.size}."
        )
    begins = np.broadcast_to(begins, targets.shape)
    courses = []
    for mode, (s, begin) in enumerate(zip(targets, begins, strict=True)):
        if not 1e-300 < begin / s < 1:
            raise ValueError(
                "initial_strengths must be between 1e-300 and 1 times singular_values; got "
                f"{begin:.6g} for {s:.6g} in mode {mode}, counted from 0."
            )
        logits = np.linspace(np.log(begin / (s - begin)), LARGEST_LOGIT, GRID)
        strengths = s / (1 + np.exp(-logits))
        slowness = strengths ** (2 / depth - 1) / (depth * s)
        steps = np.diff(logits) * (slowness[1:] + slowness[:-1]) / 2
        reached = np.concatenate([[0], np.cumsum(steps)])
        courses.append((s, logits, reached))
    return courses

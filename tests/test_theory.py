"""The theory of deep linear networks, against other ways to the same answers."""

from utils import half_learning_time, mode_strength

import numpy as np
import pytest

TARGETS = [4.0, 2.0, 0.5]
STARTS = [1e-4, 1e-2, 1e-3]
TIMES = np.linspace(0, 30, 301)


def integrated(times, target, start, depth):
    """Integrate du/dt = N u^(2 - 2/N) (s - u) by the rule of Runge and Kutta."""

    def slope(u):
        return depth * u ** (2 - 2 / depth) * (target - u)

    strengths, steps = [start], 200
    for span in np.diff(times):
        u, step = strengths[-1], span / steps
        for _ in range(steps):
            k1 = slope(u)
            k2 = slope(u + step / 2 * k1)
            k3 = slope(u + step / 2 * k2)
            k4 = slope(u + step * k3)
            u += step / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
        strengths.append(u)
    return np.array(strengths)


def descended(singular_values, start, depth, rate, epochs):
    """Return the strengths at every epoch of gradient descent from an aligned start."""
    generator = np.random.default_rng(0)
    modes = len(singular_values)
    left = np.linalg.qr(generator.standard_normal((6, modes)))[0]
    right = np.linalg.qr(generator.standard_normal((7, modes)))[0]
    matrix = left @ np.diag(singular_values) @ right.T
    size = start ** (1 / depth)
    weights = [
        size * left,
        *(size * np.eye(modes) for _ in range(depth - 2)),
        size * right.T,
    ]
    strengths = []
    for _ in range(epochs):
        product = np.linalg.multi_dot(weights)
        strengths.append(np.diag(left.T @ product @ right))
        error, gradients = product - matrix, []
        for layer in range(depth):
            before = np.linalg.multi_dot(
                [np.eye(6), *weights[:layer], np.eye(weights[layer].shape[0])]
            )
            after = np.linalg.multi_dot(
                [np.eye(weights[layer].shape[1]), *weights[layer + 1 :], np.eye(7)]
            )
            gradients.append(before.T @ error @ after.T)
        weights = [w - rate * g for w, g in zip(weights, gradients, strict=True)]
    return np.array(strengths)


@pytest.mark.parametrize("depth", [1, 2, 3, 4, 10])
def test_strength_is_what_integration_gives(depth):
    strengths = mode_strength(TIMES, TARGETS, STARTS, depth)
    assert strengths.shape == (len(TIMES), len(TARGETS))
    for mode, (target, start) in enumerate(zip(TARGETS, STARTS, strict=True)):
        expected = integrated(TIMES, target, start, depth)
        np.testing.assert_allclose(strengths[:, mode], expected, rtol=1e-4)


def test_one_hidden_layer_has_the_closed_form():
    s, u0, t = np.array(TARGETS), np.array(STARTS), TIMES[:, None]
    closed = s * np.exp(2 * s * t) / (np.exp(2 * s * t) - 1 + s / u0)
    np.testing.assert_allclose(mode_strength(TIMES, s, u0), closed, rtol=1e-9)
    np.testing.assert_allclose(
        half_learning_time(s, u0), np.log(s / u0 - 1) / (2 * s), rtol=1e-9
    )


@pytest.mark.parametrize("depth", [2, 3, 4])
def test_gradient_descent_follows_the_curves(depth):
    s = [3.0, 2.0, 1.0]
    strengths = descended(s, 0.01, depth, rate=1e-3, epochs=7000)
    times = 1e-3 * np.arange(7000)
    np.testing.assert_allclose(strengths, mode_strength(times, s, 0.01, depth), rtol=0.02)
    reached = times[(strengths >= np.array(s) / 2).argmax(axis=0)]
    np.testing.assert_allclose(reached, half_learning_time(s, 0.01, depth), rtol=0.01)


@pytest.mark.parametrize("depth", [1, 2, 3, 7, 100])
def test_half_time_is_when_half_is_reached(depth):
    times = half_learning_time(TARGETS, STARTS, depth)
    at_half = np.diag(mode_strength(times, TARGETS, STARTS, depth))
    np.testing.assert_allclose(at_half, np.array(TARGETS) / 2, rtol=1e-6)


def test_a_mode_that_starts_above_half_needs_no_time():
    assert half_learning_time(2.0, 1.5) == [0]


def test_strength_goes_from_its_start_to_its_target():
    strengths = mode_strength([0, 1e9], TARGETS, STARTS, depth=5)
    np.testing.assert_allclose(strengths, [STARTS, TARGETS])


def test_one_start_serves_all_modes():
    expected = mode_strength(TIMES, TARGETS, [0.01] * 3, 3)
    np.testing.assert_array_equal(mode_strength(TIMES, TARGETS, 0.01, 3), expected)

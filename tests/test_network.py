"""The network and the random initial weights."""

from utils import LinearNetwork, seed_of_run

import numpy as np
import pytest
import tensorflow as tf


def arrays(network):
    return [weight.numpy() for weight in network.weights]


def test_product_and_call():
    network = LinearNetwork([2, 3, 5, 4])
    w1, w2, w3 = arrays(network)
    np.testing.assert_allclose(network.end_to_end(), w1 @ w2 @ w3, rtol=1e-5)
    x = np.array([[0.0, 1.0], [2.0, -1.0], [1.0, 1.0]])
    np.testing.assert_allclose(network(x), x @ w1 @ w2 @ w3, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(network(np.eye(2)), network.end_to_end(), rtol=1e-5)


def test_network_of_two_sizes_is_one_matrix():
    network = LinearNetwork([2, 4])
    np.testing.assert_array_equal(network.end_to_end(), arrays(network)[0])


def test_one_generator_draws_all_layers_in_turn():
    # As the cells of 0_Problem do; and these are the numbers of NumPy's frozen stream.
    generator = np.random.RandomState(5)
    w1, w2 = arrays(LinearNetwork([2, 3, 4], seed=5, dtype="float64"))
    np.testing.assert_array_equal(w1, generator.standard_normal((2, 3)))
    np.testing.assert_array_equal(w2, generator.standard_normal((3, 4)))
    assert w1[0, 0] == pytest.approx(0.44122748688504143)


def test_seeds_repeat_and_differ_between_layers_and_networks():
    first, again, other = (arrays(LinearNetwork([3, 3, 3], seed=s)) for s in (5, 5, 6))
    np.testing.assert_array_equal(first, again)
    assert not np.allclose(first[0], first[1])
    assert not np.allclose(first[0], other[0])


@pytest.mark.parametrize("shape", [(200, 300), (300, 200), (200, 200)])
def test_starts_have_their_shape_and_law(shape):
    normal, glorot, orthogonal = (
        arrays(LinearNetwork(list(shape), initializer=name))[0]
        for name in ("normal", "glorot_normal", "orthogonal")
    )
    assert normal.shape == glorot.shape == orthogonal.shape == shape
    quantiles = np.quantile(normal, [0.0228, 0.1587, 0.5, 0.8413, 0.9772])
    np.testing.assert_allclose(quantiles, [-2, -1, 0, 1, 2], atol=0.05)
    np.testing.assert_allclose(glorot, normal * np.sqrt(2 / sum(shape)), rtol=1e-6)
    singular_values = np.linalg.svd(orthogonal, compute_uv=False)
    np.testing.assert_allclose(singular_values, 1, atol=1e-5)


def test_orthogonal_starts_favour_no_direction():
    # Of a uniformly distributed one, each entry has mean 0 and variance 1 / columns; but
    # without the signs of R, its diagonal has another mean.
    many = arrays(LinearNetwork([3, 3], "orthogonal", runs=4000))[0]
    np.testing.assert_allclose(many.mean(axis=0), 0, atol=0.04)
    np.testing.assert_allclose((many**2).mean(axis=0), 1 / 3, atol=0.02)
    determinants = np.linalg.det(many)
    np.testing.assert_allclose(np.abs(determinants), 1, atol=1e-5)
    assert abs(determinants.mean()) < 0.06  # as many mirror as turn


def test_start_orthogonal_but_one():
    for sizes, zero in [([2, 3, 3, 4], 2), ([4, 5, 5, 2], 0), ([4, 3, 4], 1), ([3, 2], 0)]:
        network = LinearNetwork(sizes, "orthogonal_zero_outer", runs=2)
        plain = LinearNetwork(sizes, "orthogonal", runs=2)
        for layer, (ours, theirs) in enumerate(
            zip(arrays(network), arrays(plain), strict=True)
        ):
            np.testing.assert_array_equal(ours, 0 if layer == zero else theirs)


def test_both_dtypes_start_alike():
    single = LinearNetwork([2, 3, 4], "orthogonal")
    double = LinearNetwork([2, 3, 4], "orthogonal", dtype="float64")
    assert double.end_to_end().dtype == tf.float64
    for ours, exact in zip(arrays(single), arrays(double), strict=True):
        np.testing.assert_array_equal(ours, exact.astype("float32"))


@pytest.mark.parametrize(
    "initializer",
    [
        "normal",
        "glorot_normal",
        "orthogonal",
        "orthogonal_zero_outer",
        lambda shape, generator: generator.random_sample(shape),
    ],
)
def test_each_run_starts_like_a_single_network(initializer):
    many = arrays(LinearNetwork([2, 3, 3, 4], initializer, seed=3, runs=12))
    for run in (0, 11):
        one = LinearNetwork([2, 3, 3, 4], initializer, seed=seed_of_run(3, run))
        for ours, its in zip(many, arrays(one), strict=True):
            np.testing.assert_array_equal(ours[run], its)


def test_seeds_share_no_run():
    seeds = [seed_of_run(seed, run) for seed in range(20) for run in range(50)]
    assert len(set(seeds)) == len(seeds)


def test_drawing_leaves_numpys_own_generator_alone():
    np.random.seed(7)  # noqa: NPY002
    expected = np.random.random()  # noqa: NPY002
    np.random.seed(7)  # noqa: NPY002
    LinearNetwork([2, 3, 4], "orthogonal", runs=3)
    assert np.random.random() == expected  # noqa: NPY002


@pytest.mark.parametrize("dtype", [tf.float64, np.float64, np.dtype("float64")])
def test_types_of_tensorflow_and_numpy_are_taken(dtype):
    assert LinearNetwork([2, 3], dtype=dtype).dtype == "float64"

"""Time the ways to train, one after the other in the same process.

    python tools/bench.py

Speed differs from machine to machine, so it is the ratios that count. Where JAX is
installed, its scan is timed, too.
"""

import importlib.util
import signal
import threading
import time

from utils import LinearNetwork, explorers, sweep_hidden_sizes, train
from utils.data import low_rank_matrix, random_matrix, word_table

import matplotlib
import numpy as np
import psutil
import tensorflow as tf

matplotlib.use("agg")

EPOCHS = 20_000
M = word_table()[0]


def seconds(function, best_of=3):
    """Return how long a call takes: the best of a few."""
    times = []
    for _ in range(best_of):
        started = time.perf_counter()
        function()
        times.append(time.perf_counter() - started)
    return min(times)


def session_loop(epochs, matrix=M, hidden=3):
    """Train as in 2018: a session, and a feed of the data in each step."""
    rows, columns = matrix.shape
    v1 = tf.compat.v1
    with tf.Graph().as_default(), v1.Session() as session:
        x, y = (v1.placeholder(tf.float32, [None, size]) for size in (rows, columns))
        w1, w2 = (
            v1.Variable(v1.random_normal(shape))
            for shape in ([rows, hidden], [hidden, columns])
        )
        loss = tf.reduce_mean(tf.square(tf.matmul(tf.matmul(x, w1), w2) - y))
        step = v1.train.AdamOptimizer().minimize(loss)
        session.run(v1.global_variables_initializer())
        data = {x: np.eye(rows), y: matrix}
        for _ in range(epochs):
            session.run([step, loss], feed_dict=data)


def keras_fit(epochs):
    """Train with Keras' own loop."""
    layers = [tf.keras.layers.Dense(size, use_bias=False) for size in (3, 4)]
    model = tf.keras.Sequential([tf.keras.Input([2]), *layers])
    model.compile("adam", "mse")
    model.fit(np.eye(2), M, epochs=epochs, batch_size=2, verbose=0)


def numpy_loop(epochs):
    """Train with NumPy alone, with the gradients and Adam written out."""
    generator = np.random.default_rng(0)
    w = [generator.standard_normal(shape) for shape in ((2, 3), (3, 4))]
    a, v, losses = [0, 0], [0, 0], []
    for epoch in range(1, epochs + 1):
        residual = w[0] @ w[1] - M
        losses.append(np.mean(residual**2))
        for i, g in enumerate((residual @ w[1].T, w[0].T @ residual)):
            g = g * 2 / M.size
            a[i] = 0.9 * a[i] + 0.1 * g
            v[i] = 0.999 * v[i] + 0.001 * g * g
            rate = 1e-3 * np.sqrt(1 - 0.999**epoch) / (1 - 0.9**epoch)
            w[i] = w[i] - rate * a[i] / (np.sqrt(v[i]) + 1e-7)


def jax_scan(sizes, runs=None, rate=0.001):
    """Return a function that trains with Adam in JAX's scan, or None without JAX."""
    if not importlib.util.find_spec("jax"):
        return None
    jax = importlib.import_module("jax")  # no dependency of this project
    jnp, start = jax.numpy, LinearNetwork(sizes, "orthogonal_zero_outer", runs=runs)
    weights, target = (
        [jnp.asarray(w.numpy()) for w in start.weights],
        jnp.asarray(M, "float32"),
    )

    def loss_of(weights):
        product = weights[0]
        for weight in weights[1:]:
            product = product @ weight
        loss = jnp.mean((product - target) ** 2, axis=(-2, -1))
        return loss.sum(), loss

    def step(state, count):
        weights, average, squares = state
        (_, loss), gradients = jax.value_and_grad(loss_of, has_aux=True)(weights)
        pairs = list(zip(average, squares, gradients, strict=True))
        average = [0.9 * a + 0.1 * g for a, _, g in pairs]
        squares = [0.999 * v + 0.001 * g * g for _, v, g in pairs]
        scale = rate * jnp.sqrt(1 - 0.999**count) / (1 - 0.9**count)
        steps = zip(weights, average, squares, strict=True)
        weights = [w - scale * a / (jnp.sqrt(v) + 1e-7) for w, a, v in steps]
        return (weights, average, squares), loss

    zeros = [jnp.zeros_like(weight) for weight in weights]
    counts = jnp.arange(1.0, EPOCHS + 1)
    scan = jax.jit(lambda state: jax.lax.scan(step, state, counts))
    return lambda: jax.block_until_ready(scan((weights, zeros, zeros)))


def trained(hidden_layers=1, runs=None):
    """Train networks of width 3 on the table of words; return the seconds."""
    sizes = [2, *hidden_layers * [3], 4]

    def run():
        network = LinearNetwork(sizes, "orthogonal_zero_outer", runs=runs)
        train(network, M, epochs=EPOCHS, optimizer=tf.keras.optimizers.Adam(1e-3))

    return seconds(run, best_of=1)


def row(what, value, comparison="", bar=""):
    """Print a line of the table."""
    print(f"{what:<48} {value:>12}   {comparison:<34} {bar}", flush=True)


def jax_row(hidden_layers=1, runs=None):
    """Print how long JAX takes, if it is installed."""
    scan = jax_scan([2, *hidden_layers * [3], 4], runs)
    if scan is not None:
        scan()
        row("  JAX, the same in a scan", f"{seconds(scan):.4f}")


def small_table():
    """Time the table of cat and dog: one run and many, with one hidden layer and many."""
    row("the table of cat and dog, 20 000 epochs", "seconds")
    first = trained()
    warm = min(trained() for _ in range(10))
    loop = seconds(lambda: session_loop(2000)) * EPOCHS / 2000
    fit = seconds(lambda: keras_fit(200), best_of=1) * EPOCHS / 200
    row("  Keras fit", f"{fit:.1f}", f"{fit / warm:.0f} times train")
    row("  the loop of 2018 (tf.compat.v1)", f"{loop:.2f}")
    row("  NumPy by hand", f"{seconds(lambda: numpy_loop(EPOCHS)):.3f}")
    faster = f"{loop / warm:.0f} times faster than 2018"
    row("  train", f"{warm:.4f}", faster, "at least 550")
    faster = f"{loop / first:.0f} times faster than 2018"
    row("  train, compiling", f"{first:.2f}", faster, "at least 15")
    jax_row()

    row("20 hidden layers, 20 000 epochs", "seconds")
    trained(20)
    deep = min(trained(20) for _ in range(3))
    row("  train", f"{deep:.4f}", f"{deep / warm:.1f} times one layer", "at most 3.5")
    jax_row(20)

    row("1000 runs of one hidden layer", "seconds")
    trained(1, 1000)
    many = min(trained(1, 1000) for _ in range(3))
    row("  train", f"{many:.2f}", f"{many / warm:.0f} times one", "at most 1.3 seconds")
    jax_row(1, 1000)

    row("100 runs of 100 hidden layers", "seconds")
    row("  drawn, compiled and trained", f"{trained(100, 100):.1f}", "", "at most 11")


def large_matrix(size=1000, hidden=32, epochs=300):
    """Time a large matrix, next to NumPy's product of matrices."""
    matrix = random_matrix((size, size), seed=0)
    network = LinearNetwork([size, hidden, size], "orthogonal")
    left, right = (weight.numpy() for weight in network.weights)
    operations = 2 * size * hidden * size  # of one product; an epoch takes three
    train(network, matrix, epochs=10)

    ours = min(seconds(lambda: train(network, matrix, epochs=epochs)) for _ in range(5))
    numpys = seconds(lambda: left @ right, best_of=2000)
    ours, numpys = 3 * operations * epochs / ours / 1e9, operations / numpys / 1e9
    row(f"{size}x{size}, hidden size {hidden}", "GFLOP/s")
    row("  NumPy's product", f"{numpys:.0f}")
    share = f"{100 * ours / numpys:.0f} % of NumPy's"
    row("  train", f"{ours:.0f}", share, "at least 65 %")


def sweeps(epochs_of_2018=30_000, measured=300):
    """Time the three sweeps of chapter 1."""
    matrices = [random_matrix((40, 80), 0)]
    matrices += [low_rank_matrix((40, 80), rank, 0) for rank in (3, 15)]
    sizes = [2, 3, 4, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50]
    started = time.perf_counter()
    for matrix in matrices:
        sweep_hidden_sizes(matrix, sizes)
    ours = time.perf_counter() - started
    started = time.perf_counter()
    for matrix in matrices:
        for hidden in sizes:
            session_loop(measured, matrix, hidden)
    loop = (time.perf_counter() - started) * epochs_of_2018 / measured
    row("three sweeps of 13 hidden sizes, 40x80", "seconds")
    row("  the loop of 2018, 30 000 epochs", f"{loop:.0f}")
    faster = f"{loop / ours:.0f} times faster than 2018"
    row("  sweep_hidden_sizes, compiling", f"{ours:.1f}", faster, "at most 15 seconds")


def interrupt(size=4000, hidden=64):
    """Time how long an interrupted training takes to return."""
    matrix = np.random.default_rng(0).random((size, size))
    network = LinearNetwork([size, hidden, size])
    train(network, matrix, epochs=1)
    sent = []

    def send():
        sent.append(time.perf_counter())
        signal.raise_signal(signal.SIGINT)

    threading.Timer(3, send).start()
    history = train(network, matrix, epochs=10**6)
    assert history.stopped_by == "interrupted"
    row(f"{size}x{size}, hidden size {hidden}", "seconds")
    row(
        "  from the stop button to the result",
        f"{time.perf_counter() - sent[0]:.2f}",
        "",
        "1",
    )


def moves_of_explorers(moves=100):
    """Print how long a move of each explorer takes, and how much memory many moves need."""
    matrix, *words = word_table()
    layers = [1, 3, 20]
    training = explorers.TrainingExplorer(matrix, *words, hidden_layers=layers)
    network = LinearNetwork([2, 3, 4])
    history = train(network, matrix, epochs=2000, snapshot_every=20)
    vectors = [weight.numpy() for weight in network.weights]
    row("explorers: a move, with its picture", "seconds")
    for depth in layers:
        training.controls["hidden layers"].value = depth
        bar = "0.5" if depth == 20 else "0.25"
        move_row(f"  TrainingExplorer, hidden layers: {depth}", training, "seed", bar)
    snapshots = explorers.SnapshotExplorer(history, matrix, *words)
    move_row("  SnapshotExplorer", snapshots, "epoch", "0.15")
    rotation = explorers.RotationExplorer(*vectors, *words)
    move_row("  RotationExplorer", rotation, "angle", "0.15")
    modes = explorers.ModeExplorer()
    modes.controls["show"].value = "theory alone"  # it shows the theory first at every move
    move_row("  ModeExplorer, the theory", modes, "singular value 2", "0.15")
    process = psutil.Process()
    before = process.memory_info().rss
    for seed in range(moves):
        training.controls["hidden layers"].value = layers[seed % 3]
        training.controls["seed"].value = seed
    grown = (process.memory_info().rss - before) / 1e6
    row(f"  {2 * moves} more moves: memory grown by, MB", f"{grown:.0f}", "", "30")


def move_row(what, explorer, name, bar):
    """Print the median time of moves of a control."""
    control = explorer.controls[name]
    values = [value for _, value in control.options if value != control.value][:20]
    times = [seconds(lambda value=v: setattr(control, "value", value), 1) for v in values]
    row(what, f"{np.median(times):.3f}", "", bar)


if __name__ == "__main__":
    print(f"{'':<63} {'':<36}bar")
    small_table()
    large_matrix()
    sweeps()
    interrupt()
    moves_of_explorers()

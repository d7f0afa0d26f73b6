"""Time the ways to train, side by side in one run: what counts are the ratios."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from utils import (
    STYLE,
    LinearNetwork,
    decayed_adam,
    low_rank_matrix,
    random_matrix,
    sweep,
    train,
)
from utils import word_table as table

import matplotlib
import nbformat
import numpy as np
import tensorflow as tf

matplotlib.use("agg")
import matplotlib.pyplot as plt

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
EPOCHS = 20_000
M = table()[0]


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
    layers = [tf.keras.layers.Dense(size, use_bias=False) for size in (3, 4)]
    model = tf.keras.Sequential([tf.keras.Input([2]), *layers])
    model.compile("adam", "mse")
    model.fit(np.eye(2), M, epochs=epochs, batch_size=2, verbose=0)


def numpy_loop(epochs):
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


def compiled(runs=None):
    network = LinearNetwork([2, 3, 4], runs=runs)
    return seconds(lambda: train(network, M, epochs=EPOCHS), best_of=1)


def row(what, value, comparison="", bar=""):
    print(f"{what:<44} {value:>12}   {comparison:<34} {bar}", flush=True)


def small_table():
    row("the table of cat and dog, 20 000 epochs", "seconds")
    first = compiled()
    warm = min(compiled() for _ in range(10))
    loop = seconds(lambda: session_loop(2000)) * EPOCHS / 2000
    fit = seconds(lambda: keras_fit(200), best_of=1) * EPOCHS / 200
    many = min(compiled(1000) for _ in range(2))
    row("  Keras fit", f"{fit:.1f}", f"{fit / warm:.0f} times train")
    row("  the loop of 2018 (tf.compat.v1)", f"{loop:.2f}")
    row("  NumPy by hand", f"{seconds(lambda: numpy_loop(EPOCHS)):.3f}")
    row(
        "  train",
        f"{warm:.4f}",
        f"{loop / warm:.0f} times faster than 2018",
        "at least 200",
    )
    row(
        "  train, compiling",
        f"{first:.2f}",
        f"{loop / first:.1f} times faster",
        "at least 8",
    )
    row(
        "  train, 1000 restarts",
        f"{many:.2f}",
        f"{many / warm:.0f} times one",
        "at most 300",
    )


def large_matrix(size=1000, hidden=32, epochs=300):
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
    row(
        "  train", f"{ours:.0f}", f"{100 * ours / numpys:.0f} % of NumPy's", "at least 60 %"
    )


def sweeps(epochs_of_2018=30_000, measured=300):
    matrices = [random_matrix((40, 80), 0)]
    matrices += [low_rank_matrix((40, 80), rank, 0) for rank in (3, 15)]
    sizes = [2, 3, 4, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50]
    started = time.perf_counter()
    for matrix in matrices:
        sweep(matrix, sizes)
    ours = time.perf_counter() - started
    started = time.perf_counter()
    for matrix in matrices:
        for hidden in sizes:
            session_loop(measured, matrix, hidden)
    loop = (time.perf_counter() - started) * epochs_of_2018 / measured
    row("three sweeps of 13 hidden sizes, 40x80", "seconds")
    row("  the loop of 2018, 30 000 epochs", f"{loop:.0f}")
    row("  sweep, compiling", f"{ours:.1f}", "", "at most 15")
    row("  ", "", f"{loop / ours:.0f} times faster than 2018", "at least 50")


def deep(hidden_layers=20):
    def restarts():
        sizes = [2, *hidden_layers * [3], 4]
        network = LinearNetwork(sizes, "orthogonal_but_one", runs=100)
        train(network, M, optimizer=decayed_adam(EPOCHS, learning_rate=0.002))

    row(f"100 restarts of {hidden_layers} hidden layers", "seconds")
    first = seconds(restarts, best_of=1)
    row("  drawn, compiled and trained", f"{first:.1f}", "", "at most 10")
    row("  drawn and trained again", f"{seconds(restarts, best_of=1):.1f}")


def costs():
    """Run the cell of 1_Experiments that measures costs; store its picture."""
    cells = nbformat.read(NOTEBOOKS[1], as_version=4).cells
    sources = [cell.source for cell in cells if cell.cell_type == "code"]
    needed = [text for text in sources if "import psutil" in text or "measure =" in text]
    names = {"np": np, "time": time, "train": train, "random_matrix": random_matrix}
    names |= {"plt": plt, "LinearNetwork": LinearNetwork}
    with plt.style.context(STYLE):
        exec("\n".join(needed).replace("measure = False", "measure = True"), names)
        plt.gcf().savefig(NOTEBOOKS[1].with_name("cost.png"))


def interrupt(size=4000, hidden=64):
    matrix = np.random.default_rng(0).random((size, size))
    network = LinearNetwork([size, hidden, size])
    train(network, matrix, epochs=1)
    sent = []

    def send():
        sent.append(time.perf_counter())
        os.kill(os.getpid(), signal.SIGINT)

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


def notebooks():
    row("notebooks", "seconds", "memory of the kernel")
    for path in NOTEBOOKS:
        # In a process of its own: what it reports is the largest of its children.
        code = (
            "import resource, subprocess, sys; subprocess.run([sys.executable, '-m', "
            "'jupyter', 'nbconvert', '--execute', '--to', 'notebook', '--stdout', "
            f"{str(path)!r}], check=True, capture_output=True); "
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        started = time.perf_counter()
        output = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True
        )
        unit = 1 if sys.platform == "darwin" else 1024
        memory = int(output.stdout) * unit / 1e6
        took = f"{time.perf_counter() - started:.0f}"
        row(f"  {path.stem}", took, f"{memory:.0f} MB", "below 1000 MB")


if __name__ == "__main__":
    print(f"{'':<59} {'':<36}bar")
    small_table()
    large_matrix()
    sweeps()
    deep()
    costs()
    interrupt()
    notebooks()

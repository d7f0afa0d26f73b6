"""The package behind the notebooks: networks, training, exact answers and pictures.

The core is what a reader of the first chapter can read in one sitting: `network`,
`training`, `program`, `optimizers`, `theory` and `checks`. Around it lie the rooms:

- `data`: the tables and texts that are factorized,
- `plots`: every figure,
- `explorers`: pictures that answer a slider,
- `teaching`: how claims, predictions and exercises work,
- `chapters`: what each chapter asks, one file for each chapter.

Imports go one way only: the core knows no room; data and plots know the core's checks and
theory; explorers know the core, data and plots; teaching knows no room; chapters know the
core, data and teaching.
"""

import os

# These are read when TensorFlow and Keras are first imported, so that they have to be set
# here. What you have set yourself stays as it is.
os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "1")  # no start-up lines
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")  # the same results on all processors
# XLA turns a loop into one function only if it is small, and runs it kernel by kernel
# otherwise. This bound in bytes takes in some fifty small layers, which then train five
# times faster; with a larger bound, compiling would take too long.
os.environ.setdefault(
    "XLA_FLAGS",
    "--xla_backend_extra_options=xla_cpu_small_while_loop_byte_threshold=70000",
)

from . import chapters, data, explorers, plots, teaching, theory
from .data import (
    cooccurrence,
    low_rank_matrix,
    nearest,
    ppmi,
    python_manual,
    random_matrix,
    word_table,
)
from .network import LinearNetwork, seed_of_run
from .plots import (
    LINE_STYLES,
    STYLE,
    label_lines,
    log_axis,
    plot_convergence,
    plot_crossings,
    plot_fractions,
    plot_lines,
    plot_loss,
    plot_modes,
    plot_network,
    plot_repeats,
    plot_residual,
    plot_rmse,
    plot_tables,
    plot_two_weights,
    plot_vectors,
)
from .teaching import Prediction, claim
from .theory import half_learning_time, mode_strength, optimal_rmse
from .training import History, adam_with_decay, sweep_hidden_sizes, train

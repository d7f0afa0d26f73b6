"""The package behind the notebooks: networks, training, exact answers and pictures.

The core is what a reader of the first chapter can read in one sitting: `network`,
`training`, `program`, `optimizers`, `theory`, `checks` and `arrays`. Around it lie the
rooms:

- `data`: the tables and texts that are factorized,
- `plots`: every figure,
- `explorers`: pictures that answer a slider,
- `teaching`: how claims, predictions and exercises work,
- `chapters`: what each chapter asks, one file for each chapter.

Imports go one way only: the core knows no room; data and plots know the core's checks and
theory; explorers know the core, data and plots; teaching knows no room; chapters know the
core, data and teaching.
"""

from . import environment

environment.prepare()  # before anything imports TensorFlow

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
    plot_map,
    plot_modes,
    plot_network,
    plot_repeats,
    plot_residual,
    plot_rmse,
    plot_spread,
    plot_tables,
    plot_two_weights,
    plot_vectors,
)
from .teaching import Prediction, claim
from .theory import half_learning_time, mode_strength, optimal_rmse
from .training import History, adam_with_decay, sweep_hidden_sizes, train

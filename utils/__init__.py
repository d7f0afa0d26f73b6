"""What the notebooks share: tables, the linear network, exact answers, pictures."""

import os

# TensorFlow reads these when it is first imported; they silence its start-up lines
# and keep its results the same on every processor of a kind.
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "1")

# XLA reads this at its first compilation: below how many bytes a loop becomes one function,
# and is not run kernel by kernel. At 70 000 that takes in up to some fifty small layers,
# which then train five times faster; more layers would take too long to compile.
_flags = os.environ.get("XLA_FLAGS", "")
if not _flags or (_flags.startswith("--") and "xla_backend_extra_options" not in _flags):
    _option = "xla_cpu_small_while_loop_byte_threshold=70000"
    os.environ["XLA_FLAGS"] = f"{_flags} --xla_backend_extra_options={_option}".strip()

from . import memory
from .bets import Bet
from .claims import claim
from .labels import label_lines, log_axis
from .matrices import low_rank_matrix, random_matrix, word_table
from .network import LinearNetwork, run_seed
from .plots import (
    LOOKS,
    STYLE,
    plot_counts,
    plot_draws,
    plot_modes,
    plot_network,
    plot_rmse,
    plot_shares,
)
from .table_plots import plot_residual, plot_vectors
from .theory import best_rmse, half_time, mode_strength
from .training import History, decayed_adam, sweep, train
from .words import cooccurrence, nearest, ppmi, python_manual

memory.tidy_after_each_cell()

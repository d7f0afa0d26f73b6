"""What the notebooks share: tables, the linear network, exact answers, pictures."""

import os

# TensorFlow reads these when it is first imported; they silence its start-up lines
# and keep its results the same on every processor of a kind.
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "1")

from .matrices import low_rank_matrix, random_matrix, word_table  # noqa: E402
from .network import History, LinearNetwork, decayed_adam, run_seed, sweep, train  # noqa: E402
from .plots import STYLE, plot_loss, plot_residual, plot_vectors  # noqa: E402
from .theory import best_rmse, half_time, mode_strength  # noqa: E402

__all__ = [
    "STYLE",
    "History",
    "LinearNetwork",
    "best_rmse",
    "decayed_adam",
    "half_time",
    "low_rank_matrix",
    "mode_strength",
    "plot_loss",
    "plot_residual",
    "plot_vectors",
    "random_matrix",
    "run_seed",
    "sweep",
    "train",
    "word_table",
]

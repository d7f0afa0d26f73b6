"""Every figure of the series: curves, tables, words as arrows, and the looks they share."""

from .crossings import plot_crossings
from .curves import (
    plot_convergence,
    plot_fractions,
    plot_lines,
    plot_loss,
    plot_modes,
    plot_repeats,
    plot_rmse,
)
from .labels import (
    LITERAL,
    drawable,
    epoch_axis,
    label_lines,
    legend,
    log_axis,
    place_words,
)
from .looks import (
    BLUE,
    GREEN,
    LINE_STYLES,
    MODES,
    ORANGE,
    PINK,
    SKY,
    STYLE,
    VERMILION,
    in_style,
    ink,
    new_axes,
)
from .tables import (
    both_sides,
    leading_plane,
    plot_network,
    plot_residual,
    plot_table,
    plot_tables,
    plot_vectors,
)
from .two_weights import plot_two_weights
from .words import plot_map, plot_spread

"""An explorer of the nearest words of a word, with few dimensions and with many."""

import numpy as np

from ..arrays import check_table
from ..checks import check_labels
from ..plots import BLUE, ORANGE
from .controls import choice, slider
from .description import plain
from .explorer import Explorer

PANEL = {"left": 0.2, "right": 0.95, "bottom": 0.16, "top": 0.9}
HIDDEN_SIZES = [1, 2, 3, 5, 10, 20, 50, 100, 200]
SHOWN = 8  # neighbours


class NeighbourExplorer(Explorer):
    """Show the nearest words of a word by the best product of a hidden size.

    The products are those of the exact decomposition, which a trained network reaches as
    well.

    Parameters
    ----------
    table : array_like
        The table that is factorized, with a row for each word, of shape (words, columns).
    words : sequence of str
        The words, all different.
    asked : sequence of str, optional
        The words to choose from, by default all. Those that have no row are left out.
    hidden_size : int
        Where the slider of the hidden size begins.

    Examples
    --------
    >>> NeighbourExplorer([[2, 1], [2, 1.1], [0, 3]], ["cat", "dog", "run"]).sentence
    'Nearest to cat with hidden size 2: dog, run.'
    """

    def __init__(self, table, words, asked=None, hidden_size=50):
        table = check_table("table", table)
        self.words = check_labels("words", words, len(table))
        left, self.singular_values, _ = np.linalg.svd(table, full_matrices=False)
        self.vectors = left * self.singular_values
        rank = len(self.singular_values)
        chosen = [word for word in dict.fromkeys(asked or words) if word in self.words]
        sizes = [size for size in HIDDEN_SIZES if size < rank] + [rank]
        controls = {
            "word": choice("word", chosen or self.words),
            "hidden size": slider("hidden size", sizes, min(hidden_size, rank)),
        }
        super().__init__(controls)

    def facts(self):
        """Return the answers to all settings: words and cosines by word and hidden size."""
        word, hidden_size = self.controls.values()
        sizes = [size for _, size in hidden_size.options]
        answers = []
        for each in word.options:
            found = [self.compute({"word": each, "hidden size": size}) for size in sizes]
            answers.append([[words, plain(cosines, 3)] for words, cosines in found])
        return {"answers": answers}

    def compute(self, asked, stop=None, progress=None):
        """Return the nearest words, nearest first, and the cosines of their angles."""
        vectors = self.vectors[:, : asked["hidden size"]]
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        units = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
        row = self.words.index(asked["word"])
        cosines = units @ units[row]
        order = [i for i in np.argsort(-cosines, kind="stable") if i != row][:SHOWN]
        return [self.words[i] for i in order], cosines[order]

    def draw(self, figure, result, asked):
        """Draw a bar for each neighbour, as long as the cosine of its angle."""
        neighbours, cosines = result
        ax = figure.subplots(gridspec_kw=PANEL)
        places = np.arange(len(neighbours))
        ax.barh(places, cosines, color=BLUE)
        ax.axvline(1, color=ORANGE, linestyle="--")
        above = ax.get_xaxis_transform()  # x is a cosine, and y a fraction of the panel
        ax.text(1, 1.02, "same direction", transform=above, ha="right", va="bottom")
        ax.set_yticks(places, neighbours)
        ax.invert_yaxis()
        ax.set(xlabel=f"cosine of the angle to {asked['word']}", xlim=(0, 1.03))
        return (
            f"Nearest to {asked['word']} with hidden size {asked['hidden size']}: "
            f"{', '.join(neighbours)}."
        )

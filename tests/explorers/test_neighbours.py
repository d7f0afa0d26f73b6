"""The explorer of neighbours finds those that `nearest` finds in the best product."""

from utils import nearest
from utils.explorers import NeighbourExplorer

import numpy as np

from .conftest import drawn, move

TABLE = np.random.RandomState(0).random_sample((12, 12))
WORDS = [f"w{number}" for number in range(12)]


def test_the_neighbours_are_those_of_the_best_product():
    explorer = NeighbourExplorer(TABLE, WORDS, hidden_size=3)
    U, sigma, Vt = np.linalg.svd(TABLE)
    product = (U[:, :3] * sigma[:3]) @ Vt[:3]
    move(explorer, word="w5")
    (ax,), sentence = drawn(explorer)
    neighbours = nearest(product, WORDS, 8)["w5"]
    assert sentence == f"Nearest to w5 with hidden size 3: {', '.join(neighbours)}."
    assert [tick.get_text() for tick in ax.get_yticklabels()] == neighbours


def test_a_bar_is_as_long_as_the_cosine():
    explorer = NeighbourExplorer(TABLE, WORDS)
    _, cosines = explorer.compute({"word": "w0", "hidden size": 12})
    (ax,), _ = drawn(explorer)
    np.testing.assert_allclose([bar.get_width() for bar in ax.patches], cosines)
    assert [text.get_text() for text in ax.texts] == ["same direction"]
    units = TABLE / np.linalg.norm(TABLE, axis=1, keepdims=True)
    np.testing.assert_allclose(cosines, np.sort(units[1:] @ units[0])[::-1][:8])


def test_words_without_a_row_are_left_out():
    explorer = NeighbourExplorer(TABLE, WORDS, asked=["w3", "unicorn"])
    assert list(explorer.controls["word"].options) == ["w3"]
    everything = NeighbourExplorer(TABLE, WORDS, asked=["unicorn"])
    assert list(everything.controls["word"].options) == WORDS


def test_the_hidden_size_is_at_most_the_rank():
    explorer = NeighbourExplorer(TABLE, WORDS, hidden_size=50)
    assert explorer.asked["hidden size"] == 12
    move(explorer, hidden_size=1)
    assert explorer.sentence.startswith("Nearest to w0 with hidden size 1: ")

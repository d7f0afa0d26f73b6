"""What the tests of explorers share: the words table, and ways to read a picture."""

import re

import matplotlib

matplotlib.use("agg")
from utils import word_table

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.figure import Figure

M, ROWS, COLUMNS = word_table()


@pytest.fixture(autouse=True)
def no_global_change():
    """Explorers open no figure of pyplot, and leave its settings as they were."""
    before = dict(plt.rcParams)
    yield
    assert dict(plt.rcParams) == before
    assert plt.get_fignums() == []


def numbers(sentence):
    """Return the numbers in a sentence."""
    return [float(number) for number in re.findall(r"-?\d+\.?\d*(?:e[-+]?\d+)?", sentence)]


def drawn(explorer, asked=None):
    """Compute and draw alone; return the axes and the sentence.

    Parameters
    ----------
    explorer : Explorer
    asked : dict, optional
        What is asked for other than the controls say.
    """
    asked = explorer.asked | (asked or {})
    figure = Figure(figsize=explorer.figure.get_size_inches())
    sentence = explorer.draw(figure, explorer.compute(asked), asked)
    return figure.axes, sentence


def curve(ax, label):
    """Return x and y of the line with a label."""
    (line,) = [line for line in ax.get_lines() if line.get_label() == label]
    return line.get_xdata(), np.asarray(line.get_ydata())


def black_lines(ax):
    """Return the lines that theory and the present epoch are drawn with."""
    return [line for line in ax.get_lines() if line.get_color() == "black"]


def arrows(ax):
    """Return all arrows, of shape (arrows, 2)."""
    return np.vstack([np.stack([q.U, q.V], axis=1) for q in ax.collections])


def move(explorer, **values):
    """Move controls one after the other; in their names, _ stands for a blank."""
    for name, value in values.items():
        explorer.controls[name.replace("_", " ")].value = value

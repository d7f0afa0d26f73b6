"""Explorers: pictures that answer each move of a slider, most by training a network."""

from .explorer import Explorer, choice, slider
from .guesses import who

"""How the chapters teach: claims that are tested, predictions to click, exercises."""

from .claim import claim
from .prediction import Prediction

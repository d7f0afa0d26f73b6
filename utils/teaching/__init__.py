"""How the chapters teach: claims that are tested, predictions to click, exercises."""

from .claim import claim
from .exercise import (
    anything,
    compare,
    compare_on_cases,
    exercise,
    function,
    is_close,
    numbers,
    numbers_of_any_shape,
    require,
    shown,
)
from .prediction import Choice, Prediction

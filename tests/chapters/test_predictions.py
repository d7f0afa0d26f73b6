"""Every choice of a prediction can be the right one, and has a reason."""

from utils import chapters
from utils.chapters import (
    chapter_0,
    chapter_1,
    chapter_2,
    chapter_3,
    chapter_4,
    chapter_A,
)
from utils.teaching import Choice, Prediction

import numpy as np
import pytest

# The choices of a prediction, what was found, and the place of the right choice.
CASES = [
    (chapter_0.loss_curve, ([3, 2, 1, 1],), 0),
    (chapter_0.loss_curve, ([3, 1, 1, 0.01],), 1),
    (chapter_0.loss_curve, ([3, 1, 0, 1],), 2),
    (chapter_0.other_initialization, (np.eye(2), np.eye(2)), 0),
    (chapter_0.other_initialization, (np.eye(2), -np.eye(2)), 1),
    (chapter_0.other_initialization, (np.eye(2), 1 - np.eye(2)), 2),
    (chapter_0.cosines, (np.array([0.95, 1]),), 0),
    (chapter_0.cosines, (np.array([0.2, 1]),), 1),
    (chapter_0.cosines, (np.array([-0.2, 1]),), 2),
    (chapter_1.near_a_saddle, (np.full(400, 2.0),), 0),
    (chapter_1.near_a_saddle, (np.repeat([2.0, 1], 400),), 1),
    (chapter_1.near_a_saddle, (np.repeat([2.0, 1], [5, 400]),), 2),
    (chapter_1.exact_size_of_A, ((4, 8), np.array([4, 5])), 0),
    (chapter_1.exact_size_of_A, ((4, 8), np.array([2, 4])), 1),
    (chapter_1.exact_size_of_A, ((4, 8), np.array([3, 4])), 2),
    (chapter_1.closest_to_clean_table, (5, 3), 0),
    (chapter_1.closest_to_clean_table, (3, 3), 1),
    (chapter_1.closest_to_clean_table, (2, 3), 2),
    (chapter_2.stuck_or_late, [np.array([True, False, False]), np.array([True] * 3)], 1),
    (chapter_2.stuck_or_late, [np.array([True, False, False]), np.eye(3)[0]], 0),
    (chapter_2.order_of_modes, [[0.0, 0.1, 0.0]], 0),
    (chapter_2.order_of_modes, [[1.0, 0.9, 1.0]], 1),
    (chapter_2.order_of_modes, [[0.0, 1.0, 1.0]], 2),
    (chapter_2.appointments_kept, [np.array([False, False])], 0),
    (chapter_2.appointments_kept, [np.array([False, True])], 1),
    (chapter_2.appointments_kept, [np.array([True, True])], 2),
    (chapter_3.few_dimensions, ([0.5, 0.8], 0.7), 0),
    (chapter_3.few_dimensions, ([0.5, 0.69], 0.7), 1),
    (chapter_3.few_dimensions, ([0.5, 0.6], 0.7), 2),
    (chapter_3.analogies, (0.6, 0.6), 0),
    (chapter_3.analogies, (0.4, 0.2), 2),
    (chapter_3.analogies, (0.2, 0.15), 1),
    (chapter_3.masked_zeros, (0.8, 0.7), 0),
    (chapter_3.masked_zeros, (0.3, 0.7), 1),
    (chapter_3.masked_zeros, (0.7, 0.7), 2),
    (chapter_4.additive_effects, [1.0, 0.9], 0),
    (chapter_4.additive_effects, [0.9, 1.0], 1),
    (chapter_4.additive_effects, [1.0, 1.0], 2),
    (chapter_4.best_hidden_size, [np.array([0.7, 0.8, 0.9])], 0),
    (chapter_4.best_hidden_size, [np.array([0.9, 0.8, 0.7])], 1),
    (chapter_4.best_hidden_size, [np.array([0.9, 0.7, 0.8])], 2),
    (chapter_4.best_depth, [1], 0),
    (chapter_4.best_depth, [2], 1),
    (chapter_4.best_depth, [3], 2),
    (chapter_4.best_depth, [4], 3),
    (chapter_A.largest_stable_learning_rate, (1.5,), 0),
    (chapter_A.largest_stable_learning_rate, (38.0,), 1),
    (chapter_A.largest_stable_learning_rate, (2.0,), 2),
    (chapter_A.sharpness_under_decay, (np.array([0.2, 0.5, 1.0]),), 0),
    (chapter_A.sharpness_under_decay, (np.array([0.5, 1.0, 1.2]),), 1),
    (chapter_A.sharpness_under_decay, (np.array([0.5, 1.2, 1.5]),), 2),
    (chapter_A.constant_learning_rates, ("Adam",), 0),
    (chapter_A.constant_learning_rates, ("RMSprop",), 1),
    (chapter_A.constant_learning_rates, ("momentum",), 2),
    (chapter_A.constant_learning_rates, ("gradient descent",), 3),
]


def all_predictions():
    """Return the choices of every prediction, by chapter and name."""
    return {
        f"{module.__name__}.{name}": value
        for module in vars(chapters).values()
        if getattr(module, "__name__", "").startswith("utils.chapters.chapter_")
        for name, value in vars(module).items()
        if isinstance(value, list) and value and isinstance(value[0], Choice)
    }


@pytest.mark.parametrize("choices, found, right", CASES)
def test_what_was_found_decides(choices, found, right):
    assert Prediction(choices).answer(*found) is choices[right]


def test_each_choice_is_right_for_some_finding():
    reached = {(id(choices), right) for choices, _, right in CASES}
    for name, choices in all_predictions().items():
        for place, choice in enumerate(choices):
            assert (id(choices), place) in reached, f"{name}: {choice.text}"


@pytest.mark.parametrize("name", all_predictions())
def test_reasons_are_whole_sentences(name):
    for choice in all_predictions()[name]:
        assert choice.reason[0].isupper() and choice.reason.endswith("."), choice.reason

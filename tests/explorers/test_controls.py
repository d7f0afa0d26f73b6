"""Sliders over numbers and over words."""

from utils.explorers import ModeExplorer, TrainingExplorer, choice, slider
from utils.explorers.controls import leaves_a_choice, status

import ipywidgets
import pytest

from .conftest import M


def test_a_slider_begins_at_its_first_number_or_where_it_is_told():
    assert slider("size", [3, 1, 2]).value == 3
    assert slider("size", [1, 2, 3], 2).value == 2


def test_a_number_that_is_not_among_the_options_is_added():
    control = slider("learning rate", [0.01, 0.1], 0.03)
    assert control.value == 0.03
    assert control.options == (("0.01", 0.01), ("0.03", 0.03), ("0.1", 0.1))


def test_words_are_chosen_with_a_slider():
    control = choice("optimizer", ["Adam", "RMSprop"])
    assert isinstance(control, ipywidgets.SelectionSlider)
    assert (control.value, control.options) == ("Adam", ("Adam", "RMSprop"))


@pytest.mark.parametrize("words, expected", [(["one"], False), (["one", "two"], True)])
def test_a_single_option_leaves_no_choice(words, expected):
    assert leaves_a_choice(choice("number", words)) == expected
    assert leaves_a_choice(ipywidgets.IntSlider())


def test_a_status_is_escaped():
    assert status("<b> & c") == '<p role="status">&lt;b&gt; &amp; c</p>'


@pytest.mark.parametrize("make", [lambda: TrainingExplorer(M, epochs=5), ModeExplorer])
def test_controls_are_described_and_no_description_is_cut_off(make):
    for control in make().controls.values():
        assert control.description
        assert control.style.description_width == "initial"

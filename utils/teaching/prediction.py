"""Predictions: questions with choices to click, which a later cell answers."""

from collections.abc import Callable
from dataclasses import dataclass

import ipywidgets

from .console import say, writable

VIEW = "application/vnd.jupyter.widget-view+json"


@dataclass
class Choice:
    """One of the answers that a reader can predict.

    Attributes
    ----------
    text : str
        The answer, in words.
    right : function
        It takes what the experiment found and returns whether this is the answer. After a
        reader's change another choice may be the right one, so that no answer is fixed
        beforehand.
    reason : str
        Whole sentences on why this is a reasonable guess, what it overlooks, or why it is
        so. A reader who predicted sees the reasons of all choices together. Each of them
        therefore has to be true whichever choice is right.

    Examples
    --------
    >>> rises = Choice("it rises", lambda slope: slope > 0, "It has always risen so far.")
    >>> rises.right(2)
    True
    """

    text: str
    right: Callable
    reason: str


class Prediction:
    """Choices to click, which appear where the last line of a cell is a prediction.

    Parameters
    ----------
    choices : list of Choice
        The right one is the first whose function `right` is true of what was found. The
        last one may therefore be right for everything else.

    Examples
    --------
    >>> rises = Choice("it rises", lambda slope: slope > 0, "It has risen so far.")
    >>> falls = Choice("it falls", lambda slope: True, "What rises has to come down.")
    >>> prediction = Prediction([rises, falls])
    >>> prediction.buttons.value = "it rises"
    >>> prediction.reveal(-1)
    Your prediction: it rises
    The result: it falls
    - it rises: It has risen so far.
    - it falls: What rises has to come down.
    """

    def __init__(self, choices):
        self.choices = list(choices)
        self.buttons = ipywidgets.RadioButtons(
            options=[choice.text for choice in self.choices],
            value=None,
            layout={"width": "max-content"},  # no choice is cut off
        )
        self.buttons.add_class("prediction")

    def _repr_mimebundle_(self, **_):
        """Show the buttons, or the choices as text where there can be no buttons."""
        return {
            "text/plain": "\n".join(
                writable(f"○ {choice.text}") for choice in self.choices
            ),
            VIEW: {
                "version_major": 2,
                "version_minor": 0,
                "model_id": self.buttons.model_id,
            },
        }

    def answer(self, *found):
        """Return the right choice, by what the experiment found.

        Parameters
        ----------
        *found
            What the functions `right` of the choices take.

        Returns
        -------
        Choice
        """
        return next(choice for choice in self.choices if choice.right(*found))

    def reveal(self, *found):
        """Print the result, and a reason for each choice if the reader has predicted.

        Parameters
        ----------
        *found
            What the functions `right` of the choices take.
        """
        predicted = self.buttons.value
        say(f"Your prediction: {predicted or 'none'}")
        say(f"The result: {self.answer(*found).text}")
        if predicted:
            for choice in self.choices:
                say(f"- {choice.text}: {choice.reason}")

"""Predictions: questions with choices to click, which a later cell answers."""

from collections.abc import Callable
from dataclasses import dataclass

import ipywidgets

VIEW = "application/vnd.jupyter.widget-view+json"


@dataclass
class Choice:
    """One of the answers that a reader can predict.

    Attributes
    ----------
    text : str
        The answer, in words.
    right : function
        Whether this is the answer, a function of what the experiment found. After a change
        another choice may be the right one, so that no answer is fixed beforehand.
    reason : str
        A sentence on why one might say so, or why it is so. The reasons of all choices are
        read together, so each has to be true whichever choice is right.

    Examples
    --------
    >>> Choice("it rises", right=lambda slope: slope > 0, reason="It did so before.").text
    'it rises'
    """

    text: str
    right: Callable
    reason: str


class Prediction:
    """A question with choices to click, shown by the last line of a cell.

    Parameters
    ----------
    choices : list of Choice
        The right one is the first whose function is true of what was found, so that the
        last may say "anything else".

    Examples
    --------
    >>> rise = Choice("it rises", lambda slope: slope > 0, "It did so before.")
    >>> fall = Choice("it falls", lambda slope: True, "What rises has to come down.")
    >>> prediction = Prediction([rise, fall])
    >>> prediction.buttons.value = "it rises"
    >>> prediction.reveal(-1)
    Your prediction: it rises
    The result: it falls
    - it rises: It did so before.
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
        return {
            "text/plain": "\n".join(f"○ {choice.text}" for choice in self.choices),
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
        """Print the prediction beside the result, and the reasons for those who predicted.

        Parameters
        ----------
        *found
            What the functions `right` of the choices take.
        """
        predicted = self.buttons.value
        print(f"Your prediction: {predicted or 'none'}")
        print(f"The result: {self.answer(*found).text}")
        if predicted:
            for choice in self.choices:
                print(f"- {choice.text}: {choice.reason}")

"""What all explorers share: controls, a picture, and a sentence about it.

Each explorer is a class with two methods that can be called alone: `compute` does the work,
and `draw` shows its result. The work is done in a thread beside the notebook, so that a
newer move of a control can end it.
"""

import asyncio
import base64
import io
import warnings
from concurrent.futures import ThreadPoolExecutor

import ipywidgets
import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from ..plots import STYLE
from .controls import leaves_a_choice, status

# Explorers place their panels themselves: to find places takes longer than to draw.
LOOK = [STYLE, {"figure.constrained_layout.use": False}]
VIEW = "application/vnd.jupyter.widget-view+json"
SHOW_PROGRESS_AFTER = 0.5  # seconds


class Explorer:
    """Controls, a picture, and a sentence that says in words what the picture shows.

    An explorer stands in the last line of a cell. Where nothing can be moved, as on GitHub
    or on paper, its first picture is shown. A move that comes while another one is at work
    ends that work, so that no move has to wait in a queue.

    Parameters
    ----------
    controls : dict of {str: ipywidgets control}
        What can be chosen. The methods get the values as `asked`, a dict with the same
        keys. A control that leaves no choice is not shown.
    epochs : int
        How far `progress` goes.

    Examples
    --------
    >>> class Size(Explorer):
    ...     def draw(self, figure, result, asked):
    ...         return f"The size is {asked['size']}."
    >>> Size({"size": ipywidgets.IntSlider(2)}).sentence
    'The size is 2.'
    """

    def __init__(self, controls, epochs=1):
        self.controls = controls
        with plt.style.context(LOOK):  # one for all moves: new ones pile up in memory
            self.figure = Figure(figsize=(8, 4))
        self.task = None
        self.stop_was_pressed = False
        self.sentence = ""
        self._lay_out(epochs)
        for control in controls.values():
            control.observe(self._moved, "value")
        asked = self.asked
        result = self.compute(asked, lambda: False, self._show_progress)
        self._show(self.draw, result, asked)

    def compute(self, asked, stop, progress):
        """Return what `draw` needs; by default nothing.

        Parameters
        ----------
        asked : dict
            The values of the controls.
        stop, progress : function
            Those of `train`: whether to end the work, and what is told the epochs done.
        """
        return None

    def draw(self, figure, result, asked):
        """Fill a Matplotlib figure with the result, and return the sentence about it."""
        raise NotImplementedError

    def preview(self, figure, asked):
        """Draw what can be shown at once, before `compute`; None if there is nothing."""
        return None

    @property
    def asked(self):
        """The values of the controls, a dict."""
        return {name: control.value for name, control in self.controls.items()}

    def _lay_out(self, epochs):
        self.picture = ipywidgets.Image(format="png", layout={"max_width": "100%"})
        self.text = ipywidgets.HTML()
        self.bar = ipywidgets.IntProgress(description="training", max=epochs)
        stop_button = ipywidgets.Button(description="Stop here")
        stop_button.on_click(self._stop)
        self.waiting = ipywidgets.HBox([self.bar, stop_button], layout={"display": "none"})
        row = ipywidgets.Box(
            [control for control in self.controls.values() if leaves_a_choice(control)],
            layout={"flex_flow": "row wrap"},
        )
        self.box = ipywidgets.VBox([row, self.waiting, self.picture, self.text])
        self.box.add_class("explorer")

    def _repr_mimebundle_(self, **_):
        return {
            "text/plain": f"Explorer of {', '.join(self.controls)}",
            "image/png": base64.b64encode(self.picture.value).decode(),
            VIEW: {
                "version_major": 2,
                "version_minor": 0,
                "model_id": self.box.model_id,
            },
        }

    def _moved(self, _):
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # there is no notebook, so nobody moves on meanwhile
            asyncio.run(self._follow())
            return
        if self.task is None or self.task.done():
            self.task = loop.create_task(self._follow())

    def _stop(self, _):
        self.stop_was_pressed = True

    def _show_progress(self, epoch):
        self.bar.value = epoch

    async def _follow(self):
        """Show what is asked for, and again, until nothing newer is asked for."""
        asked = None
        while asked != self.asked:
            asked = self.asked
            self.stop_was_pressed = False
            try:
                self._show_preview(asked)
                await asyncio.sleep(0.001)  # lets newer moves in
                result = await self._compute_in_a_thread(asked)
                if asked == self.asked:
                    self._show(self.draw, result, asked)
            except (TypeError, ValueError) as error:
                self._say(str(error))

    async def _compute_in_a_thread(self, asked):
        """Compute so that newer moves and the stop button are heard meanwhile."""

        def stop():
            return self.stop_was_pressed or asked != self.asked

        def work():
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # the sentence tells of a divergence
                return self.compute(asked, stop, self._show_progress)

        with ThreadPoolExecutor(1) as thread:
            future = asyncio.get_running_loop().run_in_executor(thread, work)
            await asyncio.wait({future}, timeout=SHOW_PROGRESS_AFTER)
            if not future.done():
                self.waiting.layout.display = ""
            try:
                return await future
            finally:
                self.waiting.layout.display = "none"

    def _show_preview(self, asked):
        with plt.style.context(LOOK):
            self.figure.clear()
            sentence = self.preview(self.figure, asked)
            if sentence is not None:
                self._show_figure(sentence)

    def _show(self, draw, result, asked):
        with plt.style.context(LOOK):
            self.figure.clear()
            sentence = draw(self.figure, result, asked)
            self._show_figure(sentence)

    def _show_figure(self, sentence):
        file = io.BytesIO()
        self.figure.savefig(file, format="png")
        # What was drawn is not needed any more, and it is large.
        self.figure.clear()
        self.picture.value = file.getvalue()
        self._say(sentence)

    def _say(self, sentence):
        self.sentence = sentence
        self.text.value = status(sentence)

"""What all explorers share: controls, a picture, and a sentence about it.

Each explorer is a class with two methods that can be called alone: `compute` does the work,
and `draw` shows its result. The work is done in a thread next to the notebook's own, which
stays free to hear a newer move of a control or a click on the stop button. Either of them
ends the work.
"""

import asyncio
import base64
import io
import json
import warnings
from concurrent.futures import ThreadPoolExecutor

import ipywidgets
import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from PIL import Image

from ..plots import STYLE
from .controls import leaves_a_choice, status
from .description import describe_controls
from .reruns import close_with_parts, replace_old_explorers

# Explorers place their panels themselves, because finding places takes longer than drawing.
LOOK = [STYLE, {"figure.constrained_layout.use": False}]
VIEW = "application/vnd.jupyter.widget-view+json"
SHOW_PROGRESS_AFTER = 0.5  # seconds


class Explorer:
    """Controls, a picture, and a sentence that says in words what the picture shows.

    An explorer stands in the last line of a cell. Where nothing can be moved, as on GitHub
    or on paper, its picture is shown. A move that comes while another one is at work ends
    that work, so that no move has to wait in a queue. When the cell runs again, the new
    explorer closes the old one.

    A new kind of explorer inherits from this class, calls ``super().__init__(controls)`` as
    the last line of its own ``__init__``, and defines `draw`, and `compute` if there is
    work to do.

    Parameters
    ----------
    controls : dict of {str: ipywidgets control}
        What can be chosen. The methods get the values as `asked`, a dict with the same
        keys. A control that leaves no choice is not shown.
    epochs : int
        How many epochs a training has at most: there the bar that shows its progress ends.

    Attributes
    ----------
    asked : dict of {str: value}
        The values of the controls.
    sentence : str
        The sentence below the picture.
    picture : ipywidgets.Image
        The picture, as PNG.

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
        # One figure serves all moves, because new ones pile up in memory.
        with plt.style.context(LOOK):
            self.figure = Figure(figsize=(8, 4))
        self.sentence = ""
        self.task = None
        self.stop_was_pressed = False
        self._lay_out(epochs)
        asked = self.asked
        result = self.compute(asked, self._should_stop, self._show_progress)
        self._show(self.draw, result, asked)
        for control in controls.values():
            control.observe(self._moved, "value")
        replace_old_explorers(self)

    def compute(self, asked, stop=None, progress=None):
        """Return what `draw` needs; by default, this is nothing.

        Parameters
        ----------
        asked : dict of {str: value}
            The values of the controls.
        stop : function, optional
            Called now and then without arguments; if it returns True, the work has to end.
        progress : function, optional
            Called now and then with the number of epochs done.

        Returns
        -------
        object
            Whatever `draw` takes as its result.
        """
        return None

    def draw(self, figure, result, asked):
        """Fill a figure with the result, and return the sentence about it.

        Parameters
        ----------
        figure : matplotlib.figure.Figure
            An empty figure.
        result : object
            What `compute` has returned.
        asked : dict of {str: value}
            The values of the controls that this is the result of.

        Returns
        -------
        str
        """
        raise NotImplementedError

    def preview(self, figure, asked):
        """Draw what can be shown at once, before `compute`; by default, this is nothing.

        Parameters
        ----------
        figure : matplotlib.figure.Figure
            An empty figure.
        asked : dict of {str: value}
            The values of the controls.

        Returns
        -------
        str or None
            The sentence about it, or None if there is nothing to show.
        """
        return None

    def facts(self):
        """Return what a page without Python needs besides the controls, for `description`.

        Returns
        -------
        dict
            Of what JSON can hold; by default it is empty.
        """
        return {}

    def description(self):
        """Return what a page without Python needs to make this explorer anew.

        Returns
        -------
        dict
            Of what JSON can hold: the kind of explorer, its controls and its facts. It is
            stored in the metadata of the output, as JSON, where the site finds it.
        """
        return {
            "kind": type(self).__name__,
            "controls": describe_controls(self.controls),
            **self.facts(),
        }

    @property
    def asked(self):
        """The values of the controls, with the keys of the controls."""
        return {name: control.value for name, control in self.controls.items()}

    def close(self):
        """End the work, and close all widgets: the explorer vanishes from the page."""
        self.stop_was_pressed = True
        for control in self.controls.values():
            control.unobserve(self._moved, "value")
            close_with_parts(control)  # also where it is not shown
        close_with_parts(self.box)
        self.figure.clear()
        self.picture.value = b""

    def _lay_out(self, epochs):
        """Arrange the controls, the bar with the stop button, the picture and its text."""
        self.picture = ipywidgets.Image(format="png", layout={"max_width": "100%"})
        self.text = ipywidgets.HTML()
        self.bar = ipywidgets.IntProgress(description="training", max=epochs)
        stop_button = ipywidgets.Button(description="Stop here")
        stop_button.on_click(self._press_stop)
        self.waiting = ipywidgets.HBox([self.bar, stop_button], layout={"display": "none"})
        shown = [control for control in self.controls.values() if leaves_a_choice(control)]
        row = ipywidgets.Box(shown, layout={"flex_flow": "row wrap"})
        self.box = ipywidgets.VBox([row, self.waiting, self.picture, self.text])
        self.box.add_class("explorer")  # slides give it their sizes

    def _repr_mimebundle_(self, **_):
        """Return the widgets, the picture with a few words, and a description.

        Those who only read see the picture, and the site makes the explorer anew from its
        description.
        """
        data = {
            "text/plain": f"Explorer of {', '.join(self.controls)}",
            "image/png": base64.b64encode(self.picture.value).decode(),
            VIEW: {
                "version_major": 2,
                "version_minor": 0,
                "model_id": self.box.model_id,
            },
        }
        # As a string it takes one line of the notebook's file, and not one for each number.
        return data, {"explorer": json.dumps(self.description(), allow_nan=False)}

    def _moved(self, _):
        """Begin to follow the controls, unless this is being done already."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # without a notebook there is nobody who moves on meanwhile
            asyncio.run(self._follow())
            return
        if self.task is None or self.task.done():
            self.task = loop.create_task(self._follow())

    def _press_stop(self, _):
        self.stop_was_pressed = True

    def _should_stop(self):
        return self.stop_was_pressed

    def _show_progress(self, epoch):
        self.bar.value = epoch

    async def _follow(self):
        """Show what is asked for, and do so again until nothing newer is asked for."""
        asked = None
        while asked != self.asked:
            asked = self.asked
            self.stop_was_pressed = False
            try:
                self._show(self.preview, asked)
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

    def _show(self, draw, *arguments):
        """Draw a picture and show it with its sentence; without one, show nothing."""
        with plt.style.context(LOOK):
            self.figure.clear()
            sentence = draw(self.figure, *arguments)
            if sentence is not None:
                self.picture.value = png(self.figure)
                self._say(sentence)
            self.figure.clear()  # what was drawn is large, and nobody needs it any more

    def _say(self, sentence):
        self.sentence = sentence
        self.text.value = status(sentence)


def png(figure):
    """Return a figure as the bytes of a PNG, which is half as large if all of it is grey.

    Examples
    --------
    >>> figure = Figure()
    >>> Image.open(io.BytesIO(png(figure))).mode
    'L'
    >>> line = figure.subplots().plot([1, 2], color="red")
    >>> Image.open(io.BytesIO(png(figure))).mode
    'RGBA'
    """
    file = io.BytesIO()
    figure.savefig(file, format="png")
    picture = Image.open(file)
    greys = picture.convert("L")
    if greys.convert("RGBA").tobytes() == picture.tobytes():
        file = io.BytesIO()
        greys.save(file, "png", optimize=True)
    return file.getvalue()

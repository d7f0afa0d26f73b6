"""Controls whose moves redraw a picture, with the work done beside the notebook."""

import asyncio
import base64
import html
import io
import warnings
from concurrent.futures import ThreadPoolExecutor

import ipywidgets
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from ..checks import must_be, number, whole_number
from ..picture_checks import array, function
from ..plots.curves import STYLE

# Whoever draws says where the panels are: to find out takes longer than to draw.
LOOK = [STYLE, {"figure.constrained_layout.use": False}]
STYLED = {"description_width": "initial"}  # no description is cut off
VIEW = "application/vnd.jupyter.widget-view+json"


class Explorer:
    """Controls, a picture, and a sentence that says in words what it shows.

    controls: {name: an ipywidgets control}; their values are what is asked for. One that
        leaves no choice is not shown.
    draw: a function (figure, result, **values) that fills a matplotlib figure and returns
        the sentence; a TypeError or ValueError becomes the sentence.
    compute: a function (stop, progress, **values) -> result, or None if there is nothing to
        compute. It runs in a thread; `stop` and `progress` are those of `train`.
    sketch: a function (figure, **values) as `draw`, for what can be shown at once, or None.
    epochs: how far `progress` goes.

    It stands in the last line of a cell. Where nothing can be moved (on GitHub, on paper)
    its first picture is shown. A move that comes while another is at work ends that: none
    has to wait in a queue. Nothing runs while nothing is moved.

    >>> words = lambda figure, result, size: f"The size is {size}."
    >>> Explorer({"size": ipywidgets.IntSlider(2)}, words).sentence
    'The size is 2.'
    """

    def __init__(self, controls, draw, compute=None, sketch=None, size=(8, 4), epochs=1):
        if not isinstance(controls, dict) or not all(map(_is_control, controls.values())):
            allowed = "controls must be a dict {name: an ipywidgets control}"
            raise TypeError(must_be(allowed, controls))
        function("draw", draw)
        function("compute", compute, optional=True)
        function("sketch", sketch, optional=True)
        array("size", size, 2, fits=lambda x: (x > 0) & (x < 100), allowed="inches")
        whole_number("epochs", epochs, 1)
        self.controls = controls
        self.draw, self.compute, self.sketch = draw, compute, sketch
        with plt.style.context(LOOK):  # one for all moves: new ones pile up in memory
            self.figure = Figure(figsize=size)
        self.task, self.stopped = None, False
        self.picture, self.text = ipywidgets.Image(format="png"), ipywidgets.HTML()
        self.picture.layout.max_width = "100%"
        self.bar = ipywidgets.IntProgress(description="training", max=epochs)
        button = ipywidgets.Button(description="Stop here")
        button.on_click(self._stop)
        self.waiting = ipywidgets.HBox([self.bar, button])
        self.waiting.layout.display = "none"
        choices = [c for c in controls.values() if len(getattr(c, "options", "ab")) > 1]
        row = ipywidgets.Box(choices)
        row.layout.flex_flow = "row wrap"
        self.box = ipywidgets.VBox([row, self.waiting, self.picture, self.text])
        self.box.add_class("explorer")
        for control in controls.values():
            control.observe(self._moved, "value")
        first = compute and compute(lambda: False, self._progress, **self.values)
        self._show(draw, first, **self.values)

    @property
    def values(self):
        """What the controls ask for, {name: value}."""
        return {name: control.value for name, control in self.controls.items()}

    def _repr_mimebundle_(self, **_):
        return {
            "text/plain": f"Explorer of {', '.join(self.controls)}",
            "image/png": base64.b64encode(self.picture.value).decode(),
            VIEW: {"version_major": 2, "version_minor": 0, "model_id": self.box.model_id},
        }

    def _moved(self, _):
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # no notebook, so nobody who moves on meanwhile
            asyncio.run(self._follow())
        else:
            if self.task is None or self.task.done():
                self.task = loop.create_task(self._follow())

    def _stop(self, _):
        self.stopped = True

    def _progress(self, epoch):
        self.bar.value = epoch

    async def _follow(self):
        """Show what is asked for, and again, until nothing newer is."""
        asked = None
        while asked != self.values:
            asked, self.stopped = self.values, False
            try:
                if self.sketch:
                    self._show(self.sketch, **asked)
                await asyncio.sleep(0.001)  # lets newer moves in
                result = await self._computed(asked)
                if asked == self.values:
                    self._show(self.draw, result, **asked)
            except (TypeError, ValueError) as error:
                self._say(str(error))

    async def _computed(self, asked):
        """Compute in a thread, so that newer moves and the button are heard meanwhile."""
        if self.compute is None:
            return None

        def stop():
            return self.stopped or asked != self.values

        def work():
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # the sentence tells of a divergence
                return self.compute(stop, self._progress, **asked)

        with ThreadPoolExecutor(1) as thread:
            future = asyncio.get_running_loop().run_in_executor(thread, work)
            await asyncio.wait({future}, timeout=0.5)
            if not future.done():
                self.waiting.layout.display = ""
            try:
                return await future
            finally:
                self.waiting.layout.display = "none"

    def _show(self, draw, *result, **values):
        file = io.BytesIO()
        with plt.style.context(LOOK):
            self.figure.clear()
            sentence = draw(self.figure, *result, **values)
            self.figure.savefig(file, format="png")
        self.picture.value = file.getvalue()
        self._say(sentence)

    def _say(self, sentence):
        self.sentence = sentence
        self.text.value = status(sentence)


def status(sentence):
    """Return a sentence as HTML, which screen readers speak when it changes.

    >>> status("a < b")
    '<p role="status">a &lt; b</p>'
    """
    return f'<p role="status">{html.escape(sentence)}</p>'


def _is_control(control):
    return isinstance(control, ipywidgets.Widget) and hasattr(control, "value")


def known(name, words, all_words):
    """Return `words` as a list; TypeError or ValueError if it is none or one is unknown."""
    if isinstance(words, str) or not np.iterable(words) or not (words := list(words)):
        raise TypeError(must_be(f"{name} must be a list of one or more names", words))
    for word in words:
        if word not in list(all_words):
            allowed = f"every one of {name} must be one of {', '.join(all_words)}"
            raise ValueError(must_be(allowed, word))
    return words


def choice(description, options):
    """Return a slider over these words, one or more; the first is chosen.

    JupyterLab takes the arrow keys away from lists, and leaves them to sliders.
    """
    options = known(description, options, options)
    look = {"description": description, "style": STYLED}
    wide = {"width": "390px", "max_width": "100%"}  # enough for words
    return ipywidgets.SelectionSlider(options=options, layout=wide, **look)


def slider(description, options, value=None):
    """Return a slider over these numbers; it begins at `value`, or at the first.

    TypeError or ValueError if there is none, or one is not a finite number.
    """
    if not np.iterable(options) or not len(options):
        allowed = f"{description} must be a list of one or more numbers"
        raise TypeError(must_be(allowed, options))
    for option in [*options, *([] if value is None else [value])]:
        number(description, option, "a finite number", np.isfinite)
    options, value = list(options), options[0] if value is None else value
    if value not in options:
        options = sorted([*options, value])
    named = [(f"{option:g}", option) for option in options]
    look = {"description": description, "style": STYLED}
    return ipywidgets.SelectionSlider(options=named, value=value, **look)

"""The controls of explorers: sliders over numbers and over words.

JupyterLab takes the arrow keys away from lists, and leaves them to sliders. That is why
words are chosen with a slider, too.
"""

import html

import ipywidgets

WHOLE_DESCRIPTION = {"description_width": "initial"}  # no description is cut off


def slider(description, options, value=None):
    """Return a slider over numbers.

    Parameters
    ----------
    description : str
        What is written beside it.
    options : sequence of numbers
    value : number, optional
        Where it begins, by default at the first option. A number that is not among the
        options is added to them.

    Returns
    -------
    ipywidgets.SelectionSlider

    Examples
    --------
    >>> slider("hidden size", range(1, 4), 2).value
    2
    """
    options = list(options)
    if value is None:
        value = options[0]
    if value not in options:
        options = sorted([*options, value])
    return ipywidgets.SelectionSlider(
        options=[(f"{option:g}", option) for option in options],
        value=value,
        description=description,
        style=WHOLE_DESCRIPTION,
    )


def choice(description, options):
    """Return a slider over words, at the first of them.

    Parameters
    ----------
    description : str
    options : sequence of str

    Returns
    -------
    ipywidgets.SelectionSlider

    Examples
    --------
    >>> choice("optimizer", ["Adam", "RMSprop"]).value
    'Adam'
    """
    return ipywidgets.SelectionSlider(
        options=list(options),
        description=description,
        style=WHOLE_DESCRIPTION,
        layout={"width": "390px", "max_width": "100%"},  # wide enough for words
    )


def leaves_a_choice(control):
    """Return whether a control can be moved at all."""
    return not hasattr(control, "options") or len(control.options) > 1


def status(sentence):
    """Return a sentence as HTML that screen readers speak when it changes.

    Examples
    --------
    >>> status("a < b")
    '<p role="status">a &lt; b</p>'
    """
    return f'<p role="status">{html.escape(sentence)}</p>'

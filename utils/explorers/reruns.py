"""Explorers of a cell that runs again: the new ones take the place of the old ones.

ipywidgets keeps every control until it is closed. Without what is here, each run of an
explorer's cell would therefore leave some fifty widgets and a picture in the kernel.
"""

import ipywidgets
from IPython import get_ipython

# For each cell: which run of it made its explorers, and these explorers.
_explorers_of_cells = {}


def replace_old_explorers(explorer):
    """Close the explorers that an earlier run of the same cell has made.

    A cell may make several explorers in one run; these stay. Where nobody says which cell
    runs, as outside JupyterLab, nothing is closed.

    Parameters
    ----------
    explorer : Explorer
        The new one.
    """
    cell, run = running_cell()
    if cell is None:
        return
    last_run, explorers = _explorers_of_cells.get(cell, (run, []))
    if last_run != run:
        for old in explorers:
            old.close()
        explorers = []
    _explorers_of_cells[cell] = run, [*explorers, explorer]


def running_cell():
    """Return which cell runs, and which run of it this is.

    Returns
    -------
    tuple of str
        JupyterLab's name for the cell, and one for its run; None and None if there is no
        notebook, or it does not say which cell runs.
    """
    shell = get_ipython()
    if not hasattr(shell, "get_parent"):
        return None, None
    request = shell.get_parent()
    cell = request.get("metadata", {}).get("cellId")
    run = request.get("header", {}).get("msg_id")
    return cell, run


def close_with_parts(widget):
    """Close a widget and all that belongs to it: its children, its layout and its style.

    Parameters
    ----------
    widget : ipywidgets.Widget
    """
    parts = [*getattr(widget, "children", ())]
    for name in ("layout", "style"):
        part = getattr(widget, name, None)
        if isinstance(part, ipywidgets.Widget):
            parts.append(part)
    for part in parts:
        close_with_parts(part)
    widget.close()

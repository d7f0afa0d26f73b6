"""Give memory back, after each cell and each compilation: kernels keep what they freed."""

import contextlib
import ctypes
import gc
import sys

from IPython import get_ipython


def give_back():
    """Hand what this process has freed to the system; it takes milliseconds.

    The C library of Linux keeps it otherwise, tens of MB in a chapter, and Binder kills by
    what a process keeps. Elsewhere nothing is done.

    >>> give_back()
    """
    if sys.platform == "linux":  # Windows has no library without a name, macOS no such call
        with contextlib.suppress(AttributeError, OSError):  # nor has every Linux
            ctypes.CDLL(None).malloc_trim(0)


def tidy_after_each_cell():
    """Have the kernel, if this is one, free figures and graphs that nothing can reach.

    Python itself looks for them too seldom: a chapter's have cost 40 MB at its end.

    >>> tidy_after_each_cell()
    """

    def tidy(_):
        gc.collect()
        give_back()

    if shell := get_ipython():
        gc.freeze()  # no need to look at the libraries each time, which takes 0.1 s
        shell.events.register("post_run_cell", tidy)

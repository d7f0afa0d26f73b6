"""What is printed, in letters that the console can write."""

import sys

# For consoles without Unicode, such as those of Windows when their output goes to a file.
PLAIN = {"✓": "yes:", "✗": "no:", "○": "( )"}


def say(text):
    """Print a line, whatever letters the console can write.

    Parameters
    ----------
    text : str

    Examples
    --------
    >>> say("✓ it holds")
    ✓ it holds
    """
    print(writable(text))


def writable(text, encoding=None):
    r"""Return a text in letters that a console can write.

    Parameters
    ----------
    text : str
    encoding : str, optional
        That of the console; by default, of where print writes to.

    Returns
    -------
    str

    Examples
    --------
    >>> writable("✓ σ", "utf-8"), writable("✓ σ", "ascii")
    ('✓ σ', 'yes: \\u03c3')
    """
    encoding = encoding or getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        for sign, plain in PLAIN.items():
            text = text.replace(sign, plain)
        try:
            return text.encode(encoding, "backslashreplace").decode(encoding)
        except LookupError:  # an encoding that Python does not know
            return text.encode("ascii", "backslashreplace").decode()
    return text

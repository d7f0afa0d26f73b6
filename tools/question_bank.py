"""Write the predictions of all chapters as a question bank for Moodle, in build/questions.

    python tools/question_bank.py

Moodle's format GIFT takes multiple-choice questions with a reason for each answer. The
questions and the reasons are those of the notebooks, and the right answers are the results
that the notebooks have stored. In Moodle, no notebook stands around a question, so
question_contexts.py says what a student has to know before each of them.
"""

import html
import importlib
import re
import sys
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from question_contexts import CONTEXTS  # noqa: E402

ASKED = re.compile(r"^(\w+) = Prediction\((chapter_\w+)\.(\w+)\)", re.MULTILINE)
RESULT = re.compile(r"^The result: (.*)$", re.MULTILINE)


def questions(notebook):
    """Return the predictions of a notebook.

    Parameters
    ----------
    notebook : NotebookNode
        With its stored outputs.

    Returns
    -------
    list of tuple
        Of each prediction its name, its context, the question, the choices and the text of
        the right one.
    """
    found = []
    for index, cell in enumerate(notebook.cells):
        asked = cell.cell_type == "code" and ASKED.search(cell.source)
        if not asked:
            continue
        variable, chapter, name = asked.groups()
        choices = getattr(importlib.import_module(f"utils.chapters.{chapter}"), name)
        text = notebook.cells[index - 1].source
        question = text[text.index("**Predict:**") :].removeprefix("**Predict:**").strip()
        (result,) = [
            RESULT.search(output.text)[1]
            for later in notebook.cells[index:]
            if later.cell_type == "code" and f"{variable}.reveal(" in later.source
            for output in later.outputs
            if RESULT.search(output.get("text", ""))
        ]
        question = question[0].upper() + question[1:]
        found.append((name, CONTEXTS[name], question, choices, result))
    return found


def as_gift(name, context, question, choices, right):
    r"""Return a question in Moodle's format GIFT.

    The texts become HTML, because Moodle's own Markdown would take the backslashes out of
    formulas.

    Examples
    --------
    >>> from utils.teaching import Choice
    >>> rises = Choice("it rises", None, "It has *always* risen.")
    >>> print(as_gift("slope", "Let $x = 2t$.", "Does $x$ rise?", [rises], "it rises"))
    ::slope::[html]<p>Let \\(x \= 2t\\).</p>
    <p><b>Does \\(x\\) rise?</b></p> {
      =it rises #It has <em>always</em> risen.
    }
    """
    lines = [f"::{name}::[html]<p>{_escaped(context)}</p>"]
    lines.append(f"<p><b>{_escaped(question)}</b></p> {{")
    for choice in choices:
        sign = "=" if choice.text == right else "~"
        lines.append(f"  {sign}{_escaped(choice.text)} #{_escaped(choice.reason)}")
    return "\n".join([*lines, "}"])


def _escaped(text):
    """Return text as HTML, without the signs that have a meaning in GIFT."""
    parts = html.escape(" ".join(text.split()), quote=False).split("$")
    parts[::2] = [re.sub(r"(\*\*?)(.+?)\1", r"<em>\2</em>", words) for words in parts[::2]]
    parts[1::2] = [rf"\({formula}\)" for formula in parts[1::2]]
    return re.sub(r"([~=#{}:\\])", r"\\\1", "".join(parts))


if __name__ == "__main__":
    folder = ROOT / "build/questions"
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        bank = [f"$CATEGORY: {path.stem}"]
        bank += [as_gift(*each) for each in questions(nbformat.read(path, as_version=4))]
        (folder / f"{path.stem}.gift").write_text(
            "\n\n".join(bank) + "\n", encoding="utf-8"
        )
        print(f"build/questions/{path.stem}.gift: {len(bank) - 1} questions")

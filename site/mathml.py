"""Formulas as MathML, which browsers show by themselves, without a script or a network."""

import base64
import html
import io
import logging
import re
import unicodedata
from importlib.resources import files
from xml.etree import ElementTree

from docutils import nodes
from fontTools import subset
from latex2mathml.converter import convert

MATHML = "http://www.w3.org/1998/Math/MathML"
FORMULA = re.compile(r"<math.*?</math>", re.DOTALL)
FUNCTIONS = {"cos", "exp", "ln", "log", "max", "min", "sin"}
CLOSING = {")", "]", "|"}
THIN = "0.167em"
STRUT = {"width": "0", "height": "0.75em", "depth": "0.2em"}  # how high a root is at least
# Browsers write a variable in slanted letters, which are letters of their own in Unicode.
SLANTED = [*range(0x1D434, 0x1D468), *range(0x1D6E2, 0x1D71C), ord("ℎ")]

ElementTree.register_namespace("", MATHML)


def typeset(latex, display="inline"):
    """Return a formula as MathML, with the spaces that LaTeX would leave.

    Parameters
    ----------
    latex : str
        The formula, without dollar signs.
    display : str
        "inline" if it stands in a line, or "block" if it has lines of its own.
    """
    formula = ElementTree.fromstring(convert(latex, display=display))
    for infinity in _all(formula, "mo"):
        if infinity.text == "∞":
            infinity.tag = f"{{{MATHML}}}mi"  # it is a number, and not an operator
    for below in _all(formula, "msub") if display == "block" else []:
        if below[0].text == "∑":
            below.tag = f"{{{MATHML}}}munder"
    for row in _all(formula, "mrow"):
        _space(row)
    for root in _all(formula, "msqrt"):  # else a root of v would hang below the line
        root.append(ElementTree.Element("mspace", STRUT))
    return ElementTree.tostring(formula, encoding="unicode")


def _all(formula, tag):
    return list(formula.iter(f"{{{MATHML}}}{tag}"))


def _space(row):
    """Set functions apart from what they stand next to, and signs close to their number."""
    parts, before = list(row), None
    for part, after in zip(parts, [*parts[1:], None], strict=True):
        if part.text in FUNCTIONS:
            place = list(row).index(part)
            if _needs_space(after):
                row.insert(place + 1, ElementTree.Element("mspace", width=THIN))
            if _needs_space(before):
                row.insert(place, ElementTree.Element("mspace", width=THIN))
        follows_an_operator = before is None or (
            before.tag.endswith("}mo") and before.text not in CLOSING
        )
        if part.text in {"+", "−"} and follows_an_operator:
            part.set("form", "prefix")
        before = part


def _needs_space(neighbour):
    return neighbour is not None and not neighbour.tag.endswith(("}mo", "mspace"))


def font_of_formulas(pages):
    """Return a style sheet with a font for the formulas of these pages.

    Many phones have no font for formulas, and would write 10⁻⁵ with its exponent far above
    the line. The font lies in the style sheet, because not all browsers load one from a
    folder.

    Parameters
    ----------
    pages : list of str
        The pages, as HTML.
    """
    logging.getLogger("fontTools").setLevel(logging.WARNING)  # else it lists its letters
    formulas = [formula for page in pages for formula in FORMULA.findall(page)]
    letters = {"√", *html.unescape(re.sub("<[^>]*>", "", "".join(formulas)))}
    letters |= {
        chr(code) for code in SLANTED if unicodedata.normalize("NFKC", chr(code)) in letters
    }
    options = subset.Options(flavor="woff", layout_features=["*"], name_IDs=["*"])
    path = str(files("ziamath") / "fonts/STIXTwoMath-Regular.ttf")
    font = subset.load_font(path, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(letters))
    subsetter.subset(font)
    file = io.BytesIO()
    subset.save_font(font, file, options)
    data = base64.b64encode(file.getvalue()).decode()
    return (
        "/* The letters of our formulas, from STIX Two Math.\n"
        "Copyright 2001-2020 The STIX Fonts Project Authors"
        " (https://github.com/stipub/stixfonts).\n"
        "SIL Open Font License, Version 1.1 (https://scripts.sil.org/OFL). */\n"
        '@font-face { font-family: "STIX Two Math"; font-display: swap; '
        f"src: url(data:font/woff;base64,{data}); }}\n"
    )


def inline(self, node):
    """Write a formula inside a line."""
    self.body.append(typeset(node.astext()))
    raise nodes.SkipNode


def block(self, node):
    """Write a formula on lines of its own."""
    formula = typeset(node.astext(), display="block")
    self.body.append(f'<div class="formula" tabindex="0">{formula}</div>')
    raise nodes.SkipNode


def setup(app):
    """Tell Sphinx of this way to write formulas."""
    app.add_html_math_renderer("mathml", (inline, None), (block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}

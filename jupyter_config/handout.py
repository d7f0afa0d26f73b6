"""What `make handout` makes of a chapter: one page that needs no network and no script."""

import re
from pathlib import Path

from latex2mathml.converter import convert
from nbconvert.filters.markdown_mistune import IPythonRenderer
from nbconvert.preprocessors import Preprocessor


class LinkHandouts(Preprocessor):
    """Link chapters to each other's handouts, and leave out badges to launch them."""

    def preprocess_cell(self, cell, resources, index):
        """Change the links in a text cell."""
        if cell.cell_type == "markdown":
            cell.source = re.sub(r"\[!\[\w+\]\([^)]*\)\]\([^)]*\)\n", "", cell.source)
            cell.source = re.sub(r"\]\((\w+)\.ipynb\)", r"](\1.html)", cell.source)
        return cell, resources


# Formulas as MathML, which browsers show by themselves: MathJax would come by network.
IPythonRenderer.inline_math = lambda _, formula: convert(formula)
IPythonRenderer.block_math = lambda _, formula: convert(formula, display="block")

c = get_config()
c.HTMLExporter.template_file = str(Path(__file__).with_suffix(".html.j2"))
c.HTMLExporter.preprocessors = [LinkHandouts]
c.HTMLExporter.exclude_anchor_links = True

"""How Sphinx makes the site of the pages that site/build.py has prepared."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # where mathml.py is

project = html_title = "Matrix factorization with neural networks"
language = "en"
extensions = ["myst_nb", "mathml"]
html_math_renderer = "mathml"
myst_enable_extensions = ["dollarmath", "amsmath"]
myst_heading_anchors = 3

# The outputs are those that are stored in the notebooks, which are tested every day.
nb_execution_mode = "off"
nb_merge_streams = True
nb_code_prompt_show = "Show the code"
nb_code_prompt_hide = "Hide the code"
# Widgets are drawn anew by our scripts; and the first cell of a chapter has a line for the
# shell, which the highlighter of Python does not know.
suppress_warnings = ["mystnb.unknown_mime_type", "misc.highlighting_failure"]

html_theme = "furo"
html_static_path = ["static"]
html_css_files = ["site.css", "formulas.css"]
html_js_files = [("explorers.js", {"defer": "defer"})]
html_show_sourcelink = False
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_use_index = False
html_domain_indices = False
html_show_search_summary = False  # they would be fetched, which a folder does not allow

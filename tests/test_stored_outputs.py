"""What `make notebooks` keeps of an explorer, as its configuration of nbconvert says."""

from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter
from nbconvert.nbconvertapp import NbConvertApp

CONFIG = Path(__file__).parents[1] / "jupyter_config/stored_outputs.py"


def stored(notebook):
    """The notebook as it would be stored, had it just been run."""
    app = NbConvertApp(config_file=str(CONFIG))
    app.load_config_file()
    text, _ = NotebookExporter(config=app.config).from_notebook_node(notebook)
    return nbformat.reads(text, as_version=4)


def test_a_widgets_picture_and_text_are_stored_and_nothing_else_of_it():
    kept = {"text/plain": "Explorer", "image/png": "abcd\n"}
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "1f"}}
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(
                "explorer",
                metadata={"alt": "A slider."},
                outputs=[
                    nbformat.v4.new_output("stream", text="a"),
                    nbformat.v4.new_output("stream", text="b"),
                    nbformat.v4.new_output("execute_result", data=kept | view),
                ],
            )
        ],
        metadata={"widgets": {"state": {}}, "language_info": {"name": "python"}},
    )
    result = stored(notebook)
    (cell,) = result.cells
    assert [output.get("data", output.get("text")) for output in cell.outputs] == [
        "ab",
        kept,
    ]
    assert cell.metadata == {"alt": "A slider."}
    assert result.metadata == {"language_info": {"name": "python"}}

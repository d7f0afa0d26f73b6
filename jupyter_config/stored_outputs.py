"""What `make notebooks` stores: what is the same on every computer and in every run."""

from nbconvert.preprocessors import CoalesceStreamsPreprocessor, Preprocessor


class DropWidgetViews(Preprocessor):
    """Keep a widget's picture and text, not the view: its id is new in every run."""

    def preprocess_cell(self, cell, resources, index):
        """Drop the views among a cell's outputs."""
        for output in cell.get("outputs", []):
            output.get("data", {}).pop("application/vnd.jupyter.widget-view+json", None)
        return cell, resources


c = get_config()
c.ExecutePreprocessor.kernel_name = "python3"
c.ExecutePreprocessor.record_timing = False
c.NotebookExporter.preprocessors = [CoalesceStreamsPreprocessor, DropWidgetViews]
c.ClearMetadataPreprocessor.enabled = True
c.ClearMetadataPreprocessor.clear_cell_metadata = False
c.ClearMetadataPreprocessor.preserve_nb_metadata_mask = {
    ("kernelspec",),
    ("language_info", "name"),
}

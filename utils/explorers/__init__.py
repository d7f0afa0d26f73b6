"""Explorers: pictures that answer each move of a slider, most by training a network."""

from .controls import choice, slider
from .explorer import Explorer
from .guesses import GuessExplorer
from .modes import ModeExplorer
from .neighbours import NeighbourExplorer
from .pictures import PictureExplorer
from .rotation import RotationExplorer
from .snapshots import SnapshotExplorer
from .table import TableExplorer
from .table_editor import TableEditor
from .table_upload import TableUpload
from .training import OPTIMIZERS, TrainingExplorer

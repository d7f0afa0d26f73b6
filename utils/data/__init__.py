"""What is factorized: matrices, the words of a text, and tables that people bring."""

from .class_table import (
    FOODS,
    ClassTable,
    hide_answers,
    load,
    made_up_class,
    read_class,
)
from .matrices import low_rank_matrix, random_matrix, word_table
from .spreadsheet import decoded, padded_rows, read_cells, read_numbers
from .words import cooccurrence, nearest, ppmi, python_manual

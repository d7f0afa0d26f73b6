"""What is factorized: matrices, the words of a text, and tables that people bring."""

from .class_table import ClassTable, load, read_class
from .files import decode, read_text
from .held_out import hide_answers
from .made_up_class import FOODS, expected_ratings, made_up_class
from .matrices import low_rank_matrix, random_matrix, word_table
from .real_tables import STATEMENTS, elections, questionnaire
from .spreadsheet import padded_rows, read_cells, read_numbers
from .words import cooccurrence, nearest, ppmi, python_manual

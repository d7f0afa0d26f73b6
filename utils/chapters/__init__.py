"""What each chapter asks: its predictions and exercises with their data, one file each."""

from . import chapter_0, chapter_1, chapter_2, chapter_3, chapter_4, chapter_A

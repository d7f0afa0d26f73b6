"""What each chapter asks: its predictions and exercises with their data, one file each.

A notebook imports its own file, as in ``from utils.chapters import chapter_0``.
"""

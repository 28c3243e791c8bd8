"""The figures that a text states: each number with its value, unit, qualifier, kind, label and period.

`blanks` takes away what is no figure, `forms` and `amounts` read, `counted` and `kinds` decide, `finding` is the whole.
"""

from plantrack.documents.figures.extraction import find_figures

__all__ = ["find_figures"]

"""The figures that a text states: each number with its value, unit, qualifier, kind, label and period.

`masking` hides what is no figure, `forms` and `quantities` read amounts, `counted` and `kinds` decide, and `extraction`
puts them together.
"""

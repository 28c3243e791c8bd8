"""Import of official documents: text, outline, figures, clauses, owners, deadlines, and the draft of a plan.

`formats` gives the text of a file, `scan` what can be found in it, `outline` its parts; `parse` puts them together into
the values of `parsed_document`. `draft` makes a plan file of those; `coverage` and `reissue` compare them with a plan
and with a later issue. Nothing of the core imports this package.
"""

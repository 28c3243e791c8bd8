"""Official documents in: their text, outline, figures, clauses, owners, deadlines, and the draft of a plan from them.

`formats` gives the text of a file, `outline` its parts, the other readers what stands in them; `assembling` puts
together what they found, `reading` is what it returns, `draft` makes a plan file of it, and `coverage` and `reissue`
compare it with a plan and with a later issue.
"""

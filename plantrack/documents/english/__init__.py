"""What is read otherwise in English than in Chinese: sentences, owners, dates, actions, numbers, and who issued it.

The words are in vocabulary/en. The structure of an English text is found by `scan` and `outline`, as that of a Chinese
one is; its actions are read by `clauses`, its numbers by `figures`.
"""

"""The open questions of a plan.yaml, and the text without one."""

from __future__ import annotations

from plantrack.planfile.questions import OpenQuestion, open_questions, remarks, without

TEXT = """\
# A line says “# ?” where it is asked.
# ? what is the plan called?
title: "甲 # ? no question"
tasks:
  # ? who leads this?
  - ref: "1"
    title: "一"  # said
    # ? which units?
    tasks:
      - {ref: "1.1", title: "甲", due: 2026-12-31}  # ? by when?
      # ? who leads this?
      - ref: "1.2"
        due: 2026-12-31  # ? by when?
    # ? is it a task?
  # about the list
  # ? who leads this?
  - ref: "2"
"""


def test_open_questions() -> None:
    """One before a task at its indentation is about that; others about the task that they are in, or the plan."""
    assert open_questions(TEXT) == [
        OpenQuestion("what is the plan called?", None),
        OpenQuestion("who leads this?", "1"),
        OpenQuestion("which units?", "1"),
        OpenQuestion("by when?", "1.1"),
        OpenQuestion("who leads this?", "1.2"),
        OpenQuestion("by when?", "1.2"),
        OpenQuestion("is it a task?", "1"),
        OpenQuestion("who leads this?", "2"),
    ]


def test_remarks() -> None:
    """Comments on lines of their own that ask nothing, with the task that they are about."""
    said = [(one.words, one.ref) for one in remarks(TEXT)]
    assert said == [("A line says “# ?” where it is asked.", None), ("about the list", "2")]
    assert without(TEXT, remarks(TEXT)[1]) == TEXT.replace("  # about the list\n", "")


def test_without() -> None:
    """A question goes with its line, or from behind its value; the other lines stay as they are."""
    asked = open_questions(TEXT)
    assert without(TEXT, asked[0]) == TEXT.replace("# ? what is the plan called?\n", "")
    assert without(TEXT, asked[5]) == TEXT.replace("31  # ? by when?\n    # ?", "31\n    # ?")
    assert without(TEXT, asked[7]) == TEXT.replace('  # ? who leads this?\n  - ref: "2"', '  - ref: "2"')
    assert without(TEXT, OpenQuestion("gone?", None)) == TEXT
    text = TEXT
    for question in asked:
        text = without(text, question)
    assert open_questions(text) == []
    assert "# said\n" in text
    assert "# about the list\n" in text

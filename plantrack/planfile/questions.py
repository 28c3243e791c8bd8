"""The questions of a draft that still stand in a plan.yaml, as a warning."""

from __future__ import annotations

from pathlib import Path

from plantrack.errors import Problem, message
from plantrack.planfile import NAME, content_of, decoded


def open_questions(content: str, file: str) -> tuple[Problem, ...]:
    """Return one warning at the first question, which says how many there are; none where nothing is asked."""
    from plantrack.documents.draft import asking

    lines = asking(content)
    said = message("questions `# ?` are still open: {n}; decide, and delete them", n=len(lines))
    return (Problem(file, lines[0], 0, said, warning=True),) if lines else ()


def questions_in(folder: Path, file: str) -> tuple[Problem, ...]:
    """Return the warning of `open_questions` for the plan file in a folder; `file` is what it is called."""
    return open_questions(decoded(content_of(folder / NAME), folder / NAME), file)

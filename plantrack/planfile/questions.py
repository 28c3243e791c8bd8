"""A warning about the questions of a draft that are still open in a plan.yaml."""

from pathlib import Path

from plantrack.errors import Problem, message
from plantrack.planfile import NAME, text_of
from plantrack.quoting import question_lines


def open_questions(content: str, file: str) -> tuple[Problem, ...]:
    """Return one warning, at the first open question, that counts them all; empty if there are none."""
    lines = question_lines(content)
    said = message("questions `# ?` are still open: {n}; decide, and delete them", n=len(lines))
    return (Problem(file, lines[0], 0, said, warning=True),) if lines else ()


def questions_in(folder: Path, file: str) -> tuple[Problem, ...]:
    """Return the warning of `open_questions` for the plan file in a folder; `file` is the name to report."""
    return open_questions(text_of(folder / NAME), file)

"""What every reader of a format is and gives."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from plantrack.errors import Message, PlanError

MOST_CHARACTERS = 500_000
"""More than the plan and summary of any office; the densest of this length is read within seconds."""


class ExtractedText(Struct, frozen=True):
    """What a reader gives: lines that are not yet normalised, the encoding where one had to be found, and warnings."""

    lines: list[str]
    encoding: str | None = None
    warnings: tuple[Message, ...] = ()


class FormatReader(Protocol):
    """A format: whether content is of it, by its bytes and then by the file's name, and the lines of its text."""

    def detect(self, content: bytes, name: str) -> bool:
        """Tell whether content is of this format."""
        ...

    def read(self, content: bytes, encoding: str | None) -> ExtractedText:
        """Return the lines of content. Raises PlanError that says what to do where it cannot be read."""
        ...


def check_length(size: int) -> None:
    """Raise PlanError where a text of this many characters is longer than any plan."""
    if size > MOST_CHARACTERS:
        raise PlanError(
            "longer than {n} characters; save the part that holds the plan as a document of its own", n=MOST_CHARACTERS
        )

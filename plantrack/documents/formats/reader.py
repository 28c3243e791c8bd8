"""The protocol of format readers, and what they return."""

from typing import Protocol

from msgspec import Struct

from plantrack.errors import Message, PlanError

MOST_CHARACTERS = 500_000
"""Longer than any office's plan and summary; the densest text of this length is read within seconds."""


class ExtractedText(Struct, frozen=True):
    """What a reader returns: lines not yet normalised, the encoding if it had to be detected, and warnings."""

    lines: list[str]
    encoding: str | None = None
    warnings: tuple[Message, ...] = ()


class FormatReader(Protocol):
    """A reader of one format."""

    def detect(self, content: bytes, name: str) -> bool:
        """Tell whether content is of this format."""
        ...

    def read(self, content: bytes, encoding: str | None) -> ExtractedText:
        """Return the lines of content. Raises PlanError, with what to do, if it cannot be read."""
        ...


def check_length(size: int) -> None:
    """Raise PlanError if a text of this many characters is too long."""
    if size > MOST_CHARACTERS:
        raise PlanError(
            "longer than {n} characters; save the part that holds the plan as a document of its own", n=MOST_CHARACTERS
        )

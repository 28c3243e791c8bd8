"""The protocol of format readers, and what they return."""

from typing import Protocol

from msgspec import Struct

from plantrack.budget import Budget
from plantrack.errors import Message


class ExtractedText(Struct, frozen=True):
    """What a reader returns: lines not yet normalised, the encoding if it had to be detected, and warnings.

    Lines that the format sets as headings are HeadingLines.
    """

    lines: list[str]
    encoding: str | None = None
    warnings: tuple[Message, ...] = ()


class FormatReader(Protocol):
    """A reader of one format."""

    def detect(self, content: bytes, name: str) -> bool:
        """Tell whether content is of this format."""
        ...

    def read(self, content: bytes, encoding: str | None, budget: Budget) -> ExtractedText:
        """Return the lines of content. Raises PlanError, with what to do, if it cannot be read or costs too much."""
        ...

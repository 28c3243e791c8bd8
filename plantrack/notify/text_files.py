"""The channels that send nothing: a text to paste into a chat, and a file for each unit."""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from plantrack.errors import DeliveryError, UsageError, reason
from plantrack.files import read_regular, typed, write_whole
from plantrack.notify.harmless import lines
from plantrack.notify.message import OutgoingMessage, Receipt, Surroundings
from plantrack.planfile.protected import check_output


class TextChannel:
    """Shows each message on stdout."""

    def __init__(self, around: Surroundings) -> None:
        self._show = around.show

    def send(self, message: OutgoingMessage) -> Receipt:
        """Show a message, and a blank line after it."""
        self._show(lines(message.text).rstrip("\n") + "\n")
        return Receipt(("text",))

    def close(self) -> None:
        """End nothing."""


class FilesChannel:
    """Writes each message into a folder, as a file that bears the name of the unit."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def send(self, message: OutgoingMessage) -> Receipt:
        """Write the text of a message, whose first line says what the subject does."""
        content = lines(message.text).rstrip("\n") + "\n"
        return Receipt((typed(write_new(self._folder, message, ".txt", content.encode())),))

    def close(self) -> None:
        """End nothing."""


def write_new(folder: Path, message: OutgoingMessage, suffix: str, content: bytes) -> Path:
    """Write a file named after the unit, with a number behind it where another is there; return its path.

    Nothing is replaced, and what stands there already is not written again. Raises DeliveryError.
    """
    try:
        path = next(path for path in _names(folder, message, suffix) if not path.exists() or _holds(path, content))
        check_output(path)
        if not path.exists():
            write_whole(path, content, folders=True)
    except UsageError as error:
        raise DeliveryError(error.message.template, **error.message.facts) from None
    except OSError as error:
        raise DeliveryError("{file}: {why}; name another folder", file=typed(folder), why=reason(error)) from None
    return path


def _names(folder: Path, message: OutgoingMessage, suffix: str) -> Iterator[Path]:
    name = re.sub(r"[^\w-]", "_", message.unit if message.level == "lead" else f"{message.unit}-{message.level}")
    yield folder / f"{name}{suffix}"
    yield from (folder / f"{name}-{number}{suffix}" for number in count(2))


def _holds(path: Path, content: bytes) -> bool:
    try:
        return read_regular(path, len(content) + 1) == content
    except OSError:
        return False

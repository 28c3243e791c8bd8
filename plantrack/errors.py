"""What can go wrong, as one small tree, and the messages that say so.

    PlantrackError        70  a fault of plantrack itself
    ├── InputError         2  what was typed cannot be read, or cannot be recorded
    │   └── UsageError     2  the command was called in a way that cannot be carried out
    ├── PlanError          3  the plan cannot be read, or is not a plan
    ├── NotFoundError      4  no such reference or plan, or several that fit
    └── JournalError       5  a journal file cannot be read or written at all

Exit code 1 belongs to findings, which are values and never exceptions. 0 is fine, 130 is an interrupt.
"""

import errno
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

Translate = Callable[[str], str]


class Message(msgspec.Struct, frozen=True):
    """One sentence for people: a template in English and the facts that fill it.

    The template is the key under which the words of other languages are found, so facts never stand in it.
    """

    template: str
    facts: dict[str, Any] = {}

    def text(self, translate: Translate = str) -> str:
        """Return the sentence in the language of `translate`; facts that are messages are translated too."""
        said = {k: v.text(translate) if isinstance(v, Message) else v for k, v in self.facts.items()}
        return translate(self.template).format(**said)

    def __str__(self) -> str:
        return self.text()


def message(template: str, **facts: Any) -> Message:
    """Return the message of `template` filled with `facts`."""
    return Message(template, facts)


_REASONS = {
    errno.ENOENT: message("No such file or directory"),
    errno.ENOTDIR: message("Not a directory"),
    errno.EISDIR: message("Is a directory"),
    errno.EACCES: message("Permission denied"),
    errno.EPERM: message("Operation not permitted"),
    errno.EROFS: message("Read-only file system"),
    errno.ENOSPC: message("No space left on device"),
    errno.EFBIG: message("File too large"),
}


def reason(error: OSError) -> Message | str:
    """Return why the system refused, in words that have a translation where it is one of the usual reasons."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


class Problem(msgspec.Struct, frozen=True):
    """Something wrong in a user's file, as a value. Lines and columns count from 1; 0 means the file as a whole."""

    file: str
    line: int
    column: int
    message: Message
    warning: bool = False

    def text(self, translate: Translate = str) -> str:
        """Return `file:line:column: message`, leaving out the places that are not known."""
        places = [str(n) for n in (self.line, self.column) if n]
        return ":".join([self.file, *places]) + ": " + self.message.text(translate)


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that are not warnings."""
    return tuple(problem for problem in problems if not problem.warning)


class PlantrackError(Exception):
    """The base class of all errors. The message is kept as data and translated when it is printed."""

    exit_code = 70

    def __init__(self, template: str, **facts: Any) -> None:
        self.message = Message(template, facts)
        super().__init__(self.message.text())


class InputError(PlantrackError):
    """What was typed, such as an amount, a date or a report, cannot be read or does not fit the plan."""

    exit_code = 2


class UsageError(InputError):
    """The command was called in a way that cannot be carried out."""


class PlanError(PlantrackError):
    """The plan cannot be read, or is not a plan. `problems` says where, when that is known."""

    exit_code = 3

    def __init__(self, template: str, *, problems: tuple[Problem, ...] = (), **facts: Any) -> None:
        self.problems = problems
        super().__init__(template, **facts)


class NotFoundError(PlantrackError):
    """No such reference or plan, or several: `candidates` pairs names with titles, as text or in both languages."""

    exit_code = 4

    def __init__(self, template: str, *, candidates: tuple[tuple[str, Any], ...] = (), **facts: Any) -> None:
        self.candidates = candidates
        super().__init__(template, **facts)


class JournalError(PlantrackError):
    """A journal file cannot be read or written at all."""

    exit_code = 5

"""What can go wrong, as one small tree, and the messages that say so.

    PlantrackError        70  a fault of plantrack itself
    ├── InputError         2  what was typed cannot be read, or cannot be recorded
    │   ├── UsageError     2  the command was called in a way that cannot be carried out
    │   └── DeliveryError  2  a message could not be handed over
    ├── PlanError          3  the plan cannot be read, or is not a plan
    ├── NotFoundError      4  no such reference or plan, or several that fit
    └── JournalError       5  a journal cannot be read or written at all
        ├── CacheError     5  what a server has cannot be kept here
        ├── LostError        5  the connection to it was lost, and nothing was recorded
        ├── RefusedError     5  the server that keeps it refuses a record, and would again
        └── UnreachableError  5  there is no answer from that server

Exit code 1 belongs to findings, which are values and never exceptions. 0 is fine, 130 is an interrupt.
"""

import errno
import re
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

Translate = Callable[[str], str]


class Message(msgspec.Struct, frozen=True):
    """One sentence for people: a template in English and the facts that fill it.

    The template is the key under which the words of other languages are found, so facts never stand in it. A fact that
    is a tuple is a list, whose commas are the language's.
    """

    template: str
    facts: dict[str, Any] = {}

    def text(self, translate: Translate = str) -> str:
        """Return the sentence in the language of `translate`; facts that are messages are translated too."""
        return translate(self.template).format(**{k: _said(v, translate) for k, v in self.facts.items()})

    def __str__(self) -> str:
        return self.text()


def _said(fact: Any, translate: Translate) -> Any:
    if isinstance(fact, tuple):
        return ", ".join(str(_said(one, translate)) for one in fact)
    return fact.text(translate) if isinstance(fact, Message) else fact


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
    errno.ENAMETOOLONG: message("File name too long"),
    errno.ELOOP: message("Too many levels of symbolic links"),
    errno.EMFILE: message("Too many open files"),
    errno.EDQUOT: message("Disk quota exceeded"),
    errno.EIO: message("Input/output error"),
    errno.ENXIO: message("Not a regular file"),
    errno.EBADF: message("Bad file descriptor"),
    errno.EPIPE: message("Broken pipe"),
}


def reason(error: OSError) -> Message | str:
    """Return why the system refused, in words that have a translation where it is one of the usual reasons."""
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)


_EXPECTED = {
    "str": message("text in quotes"), "float": message("a number"), "int": message("a number"),
    "bool": message("true or false"), "date": message("a day written as YYYY-MM-DD"),
    "datetime": message("a moment written as YYYY-MM-DDThh:mm:ssZ"), "array": message("a list"),
    "object": message("a group of keys"),
}  # fmt: skip
_DECODING = (
    ("Object contains unknown field `(?P<key>.+?)`", message("unknown key {key!r}")),
    ("Object missing required field `(?P<key>.+?)`", message("the key {key!r} is missing")),
    (
        r"(?:Expected `(?=.*, got )|Invalid RFC3339 encoded )(?P<what>\w+).* - at `\$\.?(?P<key>.+)`",
        message("{key!r} takes {what}"),
    ),
    (r".* - at `\$\.?(?P<key>.+)`", message("the value of {key!r} does not belong there")),
    ("Expected `object`", message("it must be a group of keys in braces")),
    (r".*\(byte (?P<byte>\d+)\)", message("it is not valid JSON from byte {byte} on")),
    ("", message("it is not valid JSON")),
)


def decoding_reason(error: Exception) -> Message:
    """Return why a JSON text is not the record that it should be, in words that have a translation."""
    found, said = next((found, said) for pattern, said in _DECODING if (found := re.match(pattern, str(error))))
    facts: dict[str, Any] = found.groupdict()
    return Message(said.template, facts | {"what": _EXPECTED.get(facts.get("what", ""), "–")})


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


class DeliveryError(InputError):
    """A message could not be handed over. `uncertain` where it may have arrived in spite of that: nobody knows."""

    def __init__(self, template: str, *, uncertain: bool = False, **facts: Any) -> None:
        self.uncertain = uncertain
        super().__init__(template, **facts)


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
    """A journal cannot be read or written at all."""

    exit_code = 5


class CacheError(JournalError):
    """What a server has cannot be kept here; it can be read all the same."""


class LostError(JournalError):
    """The connection to the server was lost while nobody else could record, and nothing was recorded."""


class RefusedError(JournalError):
    """The server that keeps a journal refuses a record, and would refuse it again."""


class UnreachableError(JournalError):
    """There is no answer from the server that keeps a journal."""

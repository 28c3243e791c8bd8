"""The open questions of a plan.yaml: what each says, which entry it is about, and the text without it."""

import re

from msgspec import Struct

from plantrack.quoting import QUESTION, question_lines

_REFERENCE = re.compile(r"""( *)(?:- +)(?:\{ *)?ref: *["']?([0-9.]+)""")


class OpenQuestion(Struct, frozen=True):
    """A question, and the reference of the task that it is about; None where it is about the plan."""

    words: str
    ref: str | None


def open_questions(text: str) -> list[OpenQuestion]:
    """Return the questions of a plan.yaml, in order."""
    lines = text.split("\n")
    return [_read(lines, number - 1) for number in question_lines(text)]


def without(text: str, question: OpenQuestion) -> str:
    """Return the text without the first question that is equal: without its line, or what stands behind a value."""
    lines = text.split("\n")
    for number in question_lines(text):
        if _read(lines, number - 1) == question:
            line = lines[number - 1]
            value = line[: line.rindex(QUESTION)].rstrip()
            lines[number - 1 : number] = [value] if value else []
            break
    return "\n".join(lines)


def _read(lines: list[str], place: int) -> OpenQuestion:
    line = lines[place]
    words = line[line.rindex(QUESTION) + len(QUESTION) :].strip()
    indent = len(line) - len(line.lstrip())
    if own := _REFERENCE.match(line):
        return OpenQuestion(words, own[2])
    if line.lstrip().startswith(QUESTION):
        following = next((one for one in lines[place + 1 :] if not one.lstrip().startswith("#")), "")
        if (found := _REFERENCE.match(following)) and len(found[1]) == indent:
            return OpenQuestion(words, found[2])
    above = (found for one in reversed(lines[:place]) if (found := _REFERENCE.match(one)))
    return OpenQuestion(words, next((found[2] for found in above if len(found[1]) < indent), None))

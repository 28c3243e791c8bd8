"""Edits of plan.yaml: what a change says is written into the text, and everything else stays byte for byte.

Every edit is read again before it is written: it gives the plan that was asked for, or nothing is written.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from yaml import MappingNode, Node, ScalarNode

from plantrack.errors import InputError, Message, PlanError, PlantrackError, Problem, UsageError, errors, message
from plantrack.files import typed, write_whole
from plantrack.model.plan import Plan
from plantrack.planfile import NAME, PlanFile, content_of, decoded, parse_plan
from plantrack.planfile.composing import compose
from plantrack.planfile.splices import ENDS, Editor, Splice, line_end, spliced

LISTS = ("indicators", "tasks")
"""The keys of a plan that may stand there without a value while there is nothing to list yet."""


class Edit(Struct, frozen=True):
    """A change of a plan file: its bytes before and after, and how it reads before and after."""

    path: Path
    before: bytes
    after: bytes
    old: PlanFile
    new: PlanFile

    def write(self) -> None:
        """Write the file, whole or not at all. Raises UsageError where it is not what it was, or cannot be written."""
        if content_of(self.path) != self.before:
            raise UsageError("nothing was written: {file} was changed meanwhile; try again", file=typed(self.path))
        write_whole(self.path, self.after)


def edit(folder: Path, change: Callable[[Plan], Plan]) -> Edit:
    """Return the edit of the plan in a folder that makes a change; nothing is written.

    Raises PlanError for a file that has problems, and InputError for a change that would bring some.
    """
    path = folder / NAME
    before = content_of(path)
    text, old, new = edited(decoded(before, path), folder, typed(path), change)
    bom = BOM_UTF8 if before.startswith(BOM_UTF8) else b""
    return Edit(path, before, bom + text.encode(), old, new)


def edited(text: str, folder: Path, file: str, change: Callable[[Plan], Plan]) -> tuple[str, PlanFile, PlanFile]:
    """Return the text of a plan file after a change, and how it reads before and after."""
    text, old = readable(text, folder, file)
    if found := errors(old.problems):
        raise PlanError("nothing was written: {file} has problems; correct them first", problems=found, file=file)
    wanted = change(old.plan)
    editor = Editor(text)
    editor.change(compose(text, file), old.plan, wanted)
    after = spliced(text, editor.splices)
    new = _read_again(after, old)
    if new.plan != wanted:
        raise PlantrackError("nothing was written: {file} would not read as it should; edit it by hand", file=file)
    return after, old, new


def _read_again(text: str, old: PlanFile) -> PlanFile:
    """Read an edited text. Raises InputError for the problems that the change brings."""
    problems: tuple[Problem, ...]
    try:
        new = parse_plan(text, old.folder, old.file)
        problems = errors(new.problems)
    except PlanError as error:
        problems = error.problems
    if problems:
        raise InputError("nothing was written: {why}", why=tuple(_where(problem, text) for problem in problems))
    return new


def _where(problem: Problem, text: str) -> Message:
    """Return what is wrong, after the reference that stands in that line or nearest above it."""
    above = "\n".join(text.splitlines()[: problem.line])
    ref = next(iter(re.findall(r'\bref: *["\']?([0-9]+(?:\.[0-9]+)*)', above)[-1:]), None)
    told = ref is None or str(problem.message).startswith(ref)
    return problem.message if told else message("{ref}: {said}", ref=ref, said=problem.message)


def readable(text: str, folder: Path, file: str) -> tuple[str, PlanFile]:
    """Return a text and how it reads; one in which lists at the top are still missing, with them as empty ones."""
    with suppress(PlanError):
        found = parse_plan(text, folder, file)
        if not errors(found.problems):
            return text, found
    listed = _listed(text, file)
    return listed, parse_plan(listed, folder, file)


def _listed(text: str, file: str) -> str:
    root = compose(text, file)
    if not isinstance(root, MappingNode):
        return text
    places = [value.end_mark.index for key, value in root.value if key.value in LISTS and _unwritten(value)]
    splices = [Splice(place, place, " []") for place in places]
    if "tasks" not in [key.value for key, _ in root.value]:
        end = line_end(text)
        splices.append(Splice(len(text), len(text), end * (text[-1] not in ENDS) + "tasks: []" + end))
    return spliced(text, splices)


def _unwritten(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.style and node.value == ""

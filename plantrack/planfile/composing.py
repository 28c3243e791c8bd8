"""From the text of a YAML file to its nodes, every scalar as it was written; what the nodes mean is `nodes`'s."""

import re

from yaml import Node, YAMLError
from yaml._yaml import CParser
from yaml.reader import ReaderError

from plantrack.errors import PlanError, Problem, message

MAX_DEPTH = 100
TOO_DEEP = message("nested too deeply to be a plan; take levels out")
UNMERGED = message(
    "a merge left both sides of a conflict here; keep one side, and delete the lines <<<<<<<, ======= and >>>>>>>"
)
_MARKER = re.compile("^(?:<{7}|={7}$|>{7})", re.MULTILINE)
_WHY = {
    said.template: said
    for said in (
        message("could not find expected ':'"),
        message("mapping values are not allowed in this context"),
        message("block sequence entries are not allowed in this context"),
        message("found character that cannot start any token"),
        message("found a tab character that violates indentation"),
        message("found unexpected end of stream"),
        message("found unexpected document indicator"),
        message("found unknown escape character"),
        message("did not find expected node content"),
        message("did not find expected '-' indicator"),
        message("did not find expected key"),
        message("did not find expected ',' or ']'"),
        message("did not find expected ',' or '}}'"),
        message("did not find expected alphabetic or numeric character"),
        message("did not find expected comment or line break"),
        message("control characters are not allowed"),
        message("found undefined tag handle"),
        message("expected a single document in the stream"),
    )
}
"""What the parser says where a text is no YAML."""
_SAID = re.compile("\"[^\"]*\"|'[^']*'|#.*")
"""Quoted texts and comments, where full-width marks are in their place."""


class _TooDeepError(Exception):
    """Carries the node below which a file nests deeper than any plan."""


class _Parser(CParser):
    """The C parser without YAML's guessing of types: every scalar keeps its text."""

    depth = 0

    def resolve(self, kind: object, value: object, implicit: object) -> str:
        return ""

    def descend_resolver(self, parent: Node | None, index: object) -> None:
        """Count the levels: an older parser has no limit but the C stack, and ends the process there."""
        self.depth += 1
        if self.depth > MAX_DEPTH and parent is not None:
            raise _TooDeepError(parent)

    def ascend_resolver(self) -> None:
        self.depth -= 1


def compose(content: str, file: str) -> Node:
    """Return the root node of a YAML text. Raises PlanError, with the place, where it is no YAML."""
    try:
        root = _Parser(content).get_single_node()
    except YAMLError as error:
        raise _syntax_error(error, content, file) from None
    except _TooDeepError as error:
        mark = error.args[0].start_mark
        raise _unreadable(Problem(file, mark.line + 1, mark.column + 1, TOO_DEEP)) from None
    if root is None:
        raise PlanError("{file}: the file is empty; a plan begins with `id:`", file=file)
    return root


def _syntax_error(error: YAMLError, content: str, file: str) -> PlanError:
    if marker := _MARKER.search(content):
        return _unreadable(Problem(file, content.count("\n", 0, marker.start()) + 1, 1, UNMERGED))
    what = getattr(error, "problem", None) or str(error).partition("\n")[0]
    why = _WHY.get(what.replace("}", "}}"), what)
    line, column = _place(error, content)
    lines = content.splitlines()[max(line - 2, 0) : line]
    said = message("not valid YAML: {what}; look here and at the line before", what=why)
    if any(mark in _SAID.sub("", text) for text in lines for mark in "：，"):
        said = message(
            "not valid YAML: {what}; a full-width colon or comma (：，) swallowed a value here: write “: ” or “, ”",
            what=why,
        )
    if what == "exceeded maximum nesting depth":  # a newer parser, looking ahead before a level is counted here
        said = TOO_DEEP
    return _unreadable(Problem(file, line, column, said))


def _place(error: YAMLError, content: str) -> tuple[int, int]:
    """Return line and column of an error; a character that must not be there is known by its byte only."""
    if isinstance(error, ReaderError):
        before = content.encode()[: error.position].decode(errors="ignore")
        return before.count("\n") + 1, len(before) - before.rfind("\n")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return (mark.line + 1, mark.column + 1) if mark else (0, 0)


def _unreadable(problem: Problem) -> PlanError:
    return PlanError("{problem}", problems=(problem,), problem=problem.text())

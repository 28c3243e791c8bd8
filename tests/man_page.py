"""The man page: what `--help` says, as roff."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tables_told as told
import typer
from command_tree import calls, root

from plantrack.cli.help import sentences
from plantrack.guide import page

MAN = Path(__file__).parent.parent / "plantrack" / "guide" / "plantrack.1"
ABOUT = "turns a published annual plan into a plan that is tracked"
SEE = "The guide explains it all, in English and Chinese: `plantrack guide` lists its pages."


def man_page() -> str:
    """Return the man page of today."""
    ctx = typer.Context(root(), info_name="plantrack")
    lines = ['.TH PLANTRACK 1 "" plantrack "User Commands"', ".SH NAME", f"plantrack \\- {ABOUT}", ".SH SYNOPSIS"]
    lines += [
        _typed(ctx.get_usage()),
        ".SH DESCRIPTION",
        *_paragraphs(root().help),
        *_params(root(), ctx),
        ".SH COMMANDS",
    ]
    for name, command in calls().items():
        inner = typer.Context(command, info_name=name, parent=ctx)
        lines += [f".SS {_typed(inner.get_usage())}", *_paragraphs(command.help), *_params(command, inner)]
    settings = page("settings", "en")
    lines += [".SH EXIT STATUS", *_rows(settings, "exit code"), ".SH ENVIRONMENT", *_rows(settings, "variable")]
    return "\n".join([*lines, ".SH SEE ALSO", roff(SEE)]) + "\n"


def roff(text: str) -> str:
    """Return a text as one line of roff, which takes nothing in it for a request."""
    line = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"`([^`]+)`", r"\\fB\1\\fR", re.sub(r"^(?=[.'])", r"\\&", line))


def _typed(usage: str) -> str:
    return roff(usage.removeprefix("Usage: "))


def _paragraphs(text: str) -> Iterator[str]:
    for place, paragraph in enumerate(sentences(text)):
        yield from [".PP"] * bool(place)
        yield roff(" ".join(paragraph))


def _params(command: Any, ctx: Any) -> Iterator[str]:
    for names, said in filter(None, (param.get_help_record(ctx) for param in command.get_params(ctx))):
        yield from (".TP", f"\\fB{roff(names)}\\fR", roff(said))


def _rows(text: str, head: str) -> Iterator[str]:
    for name, said in told.rows(text, head):
        yield from (".TP", f"\\fB{roff(name.replace('`', ''))}\\fR", roff(said))

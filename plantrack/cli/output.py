"""Where a command writes: stdout, a file, or stderr. The one place with consoles: width, colour and progress."""

import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import typer
from msgspec import Struct

from plantrack.errors import Message, UsageError, message
from plantrack.files import typed, write_whole
from plantrack.model.plan import Plan
from plantrack.render.context import RenderContext, plain
from plantrack.render.formats import BILINGUAL, BINARY, SLOW, Format, V, Writers

MIN_WIDTH = 60


def echo(said: Message, language: str, *, err: bool = False) -> None:
    """Print a message on a line of its own."""
    typer.echo(plain(said, language), err=err)


def echo_written(paths: Iterable[Path], language: str, *, dry_run: bool = False, err: bool = False) -> None:
    """Print which files were written, or would be in a dry run."""
    for path in paths:
        echo(message("{file}: would be written" if dry_run else "{file} written", file=typed(path)), language, err=err)


def progress(said: Message, language: str) -> AbstractContextManager[object]:
    """Show a message while work is done, on stderr and only where that is a terminal."""
    if not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console
    from rich.text import Text

    return Console(stderr=True).status(Text(plain(said, language)))


class Output(Struct, frozen=True):
    """The format of a view, and the file it is written to; None is stdout."""

    format: Format = Format.TEXT
    file: Path | None = None

    def render_context(self, plan: Plan, language: str) -> RenderContext:
        """Return the context to render in: as wide as the terminal, in colour if wanted; unlimited elsewhere."""
        if self.file is not None or not sys.stdout.isatty():
            return RenderContext(plan, language)
        colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        return RenderContext(plan, language, max(shutil.get_terminal_size().columns, MIN_WIDTH), colour)

    def progress(self, language: str) -> AbstractContextManager[object]:
        """Show that a file is being made, where the format takes its time."""
        shown = message("making {form} …", form=self.format)
        return progress(shown, language) if self.format in SLOW else nullcontext()

    def present(self, writers: Writers[V], view: V, ctx: RenderContext, language: str) -> None:
        """Write a view; `language` is that of messages about it."""
        write = writers[self.format]
        with self.progress(language):
            pages = (ctx,) if self.format in BILINGUAL else ctx.pages
            content = b"\n".join(_encoded(write(view, page)) for page in pages)
        if self.file is not None:
            write_whole(self.file, content)
            echo_written([self.file], language, err=True)
        elif self.format in BINARY:
            _write_binary(content, self.format)
        else:
            typer.echo(content.decode(), nl=False, color=True)


def _encoded(written: str | bytes) -> bytes:
    return written if isinstance(written, bytes) else written.encode("utf-8", "backslashreplace")


def _write_binary(content: bytes, form: Format) -> None:
    if sys.stdout.isatty():
        raise UsageError("a file of the format {form} is not for a terminal; name one: -o report.{form}", form=form)
    sys.stdout.buffer.write(content)

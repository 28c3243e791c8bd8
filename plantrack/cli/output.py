"""Where a command writes, and in which language. The one place with consoles: width and colour."""

import os
import shutil
import sys
from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import typer
from msgspec import Struct

from plantrack.cli import answers
from plantrack.cli.progress_line import PATIENCE, progress
from plantrack.cli.streams import BestEffort
from plantrack.errors import Message, UsageError, message
from plantrack.files import typed, write_whole
from plantrack.model.plan import Plan
from plantrack.render.context import RenderContext, plain
from plantrack.render.formats import BILINGUAL, BINARY, SLOW, Format, V, Writers
from plantrack.render.i18n import LANGUAGES

MIN_WIDTH = 60
BOTH = "both"
"""Given as a language: a view in all of them."""
NOT_FOR_TERMINAL = "a file of the format {form} is not for a terminal; name one: -o report.{form}"


def echo(said: Message, language: str, *, err: bool = False) -> None:
    """Print a message on a line of its own; on stderr (`err`) only where that can be written."""
    if err and answers.current:
        answers.current.spoil()
    with BestEffort() if err else nullcontext():
        typer.echo(plain(said, language), err=err)


def echo_written(paths: Iterable[Path], language: str, *, dry_run: bool = False, err: bool = False) -> None:
    """Print which files were written, or would be in a dry run."""
    for path in paths:
        echo(message("{file}: would be written" if dry_run else "{file} written", file=typed(path)), language, err=err)


def language_of(given: str | None, plan: Plan | None, allowed: Collection[str] = LANGUAGES, default: str = "en") -> str:
    """Return the language given, PLANTRACK_LANG, the locale if it is zh or en, the plan's own, or else the default.

    Raises UsageError for a language that is not allowed.
    """
    for word in (given, os.environ.get("PLANTRACK_LANG")):
        if word and word not in allowed:
            raise UsageError("no language is called {word!r}; write zh or en", word=word)
        if word:
            return word
    return _usual_language(plan, default)


def _usual_language(plan: Plan | None, default: str) -> str:
    """Return the language of the locale if it is zh or en, the plan's own, or else the default."""
    locale = next((v for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(name))), "")
    language = locale.replace("-", "_").partition("_")[0].lower()
    if language in LANGUAGES:
        return language
    return plan.language if plan else default


def message_language(given: str | None, plan: Plan | None) -> str:
    """Return the language of warnings and errors, one of zh and en; `plan` is None until it has been read.

    Beside a view in both languages it is the one of a view for which none was given; so it is where one was given that
    there is not, but in English rather than in the plan's own.
    """
    words = [word for word in (given, os.environ.get("PLANTRACK_LANG")) if word and word != BOTH]
    if known := next((word for word in words if word in LANGUAGES), None):
        return known
    return _usual_language(None if words else plan, "en")


def screen() -> tuple[int, bool] | tuple[()]:
    """Return the width of the terminal, and whether colours are wanted there; nothing where stdout is no terminal."""
    if not sys.stdout.isatty():
        return ()
    colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return max(shutil.get_terminal_size().columns, MIN_WIDTH), colour


class Output(Struct, frozen=True):
    """The format of a view, and the file it is written to; None is stdout, where a terminal may have a pager."""

    format: Format = Format.TEXT
    file: Path | None = None
    paged: bool = True

    def render_context(self, plan: Plan, language: str) -> RenderContext:
        """Return the context to render in: as wide as the terminal, in colour if wanted; unlimited elsewhere."""
        return RenderContext(plan, language, *(() if self.file is not None else screen()))

    def progress(self, language: str) -> AbstractContextManager[None]:
        """Show that a file is being made: at once where the format takes its time, else when it turns out to."""
        return progress(message("making {form} …", form=self.format), language, 0 if self.format in SLOW else PATIENCE)

    def _headed(self, written: str | bytes, ctx: RenderContext) -> str | bytes:
        """Return a text of a made-up plan, or as of a day to come, below lines that say so; anything else as it is."""
        if self.format is not Format.TEXT or not isinstance(written, str):
            return written
        if ctx.projected:
            written = ctx.say("projection: {day}, if nothing more were recorded", day=ctx.as_of) + "\n" + written
        if ctx.plan.example:
            written = ctx.say("a made-up example, whose clock stands at {day}", day=ctx.plan.example) + "\n" + written
        return written

    def present(self, writers: Writers[V], view: V, ctx: RenderContext, language: str) -> None:
        """Write a view; `language` is that of messages about it."""
        with self.progress(language):
            pages = (ctx,) if self.format in BILINGUAL else ctx.pages
            content = b"\n".join(_encoded(self._headed(writers[self.format](view, page), page)) for page in pages)
        if self.file is not None:
            write_whole(self.file, content)
            echo_written([self.file], language, err=True)
            return
        if answers.current:
            answers.current.hold(content, paged=self._pages and self.format not in BINARY)
        if self.format in BINARY and sys.stdout.isatty():
            raise UsageError(NOT_FOR_TERMINAL, form=self.format)
        if self.format in BINARY:
            sys.stdout.buffer.write(content)
        elif self._pages or sys.stdout.encoding != "utf-8" or os.linesep != "\n":
            self.show(content.decode())
        else:
            typer.echo(content, nl=False)  # as it is, which for a long view takes a third of the memory

    def show(self, text: str) -> None:
        """Print a text on stdout, on a terminal through the pager."""
        if self._pages:
            from plantrack.cli.pager import piped

            if piped(text):
                return
        typer.echo(text, nl=False, color=True)

    @property
    def _pages(self) -> bool:
        return self.paged and sys.stdout.isatty()


def _encoded(written: str | bytes) -> bytes:
    return written if isinstance(written, bytes) else written.encode("utf-8", "backslashreplace")

"""The commands, and the one error boundary: every error becomes one clear line and its exit code."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from plantrack.errors import Message, NotFoundError, PlanError, PlantrackError, UsageError, message, reason
from plantrack.version import __version__

BROKEN_PIPE = 141
INTERRUPTED = 130
WHOLE = 1000
"""Characters of a sentence that is never cut off."""


_NAMED = re.compile("--lang(=|$)")


class Tongue(typer.Context):
    """Writes help in the language that the command line or the environment asks for; no plan is read for it."""

    @property
    def language(self) -> str:
        """The language of help, and of what is said of a command line that is refused."""
        from plantrack.cli.desk import Desk

        words = self.meta.get("words", ())
        given = (
            word.removeprefix("--lang=") if "=" in word else after
            for word, after in zip(words, [*words, ""][1:], strict=True)
            if _NAMED.match(word)
        )
        return Desk(None, next(given, None)).tongue

    def make_formatter(self) -> Any:
        """Return what writes the help."""
        if self.language == "en":
            return super().make_formatter()
        from plantrack.cli.help import Formatter

        return Formatter(width=self.terminal_width, max_width=self.max_content_width)


class Spoken(TyperCommand):
    """A command whose help has a language."""

    context_class = Tongue


class Boundary(TyperGroup):
    """Runs a command and turns what goes wrong into a line on stderr and an exit code."""

    context_class = Tongue

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the words before the command."""
        ctx.meta["words"] = tuple(args)
        try:
            return super().parse_args(ctx, self._without_language(args) if {"-h", "--help"} & {*args} else args)
        except Exception as error:
            _refuse(error, ctx)
            raise

    def _without_language(self, args: list[str]) -> list[str]:
        """Return the words without `--lang` where it is no option: before the command, and where one has none."""
        place = next((n for n, word in enumerate(args) if word in self.commands), len(args))
        if place < len(args) and not any(param.name == "lang" for param in self.commands[args[place]].params):
            place = len(args)
        named = {n + after for n, word in enumerate(args) if _NAMED.match(word) for after in (0, word == "--lang")}
        return [word for n, word in enumerate(args) if n >= place or n not in named]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands, each with its whole first sentence."""
        commands = [(name, self.commands[name].get_short_help_str(WHOLE)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(commands)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was named."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except typer.Exit:
            raise
        except (typer.Abort, KeyboardInterrupt) as stop:
            if isinstance(stop, typer.Abort):
                typer.echo(err=True)
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(BROKEN_PIPE) from None
        except Exception as error:
            if type(error).__module__.startswith("typer."):
                _refuse(error, ctx)
                raise
            raise typer.Exit(told(error, ctx)) from None
        return result


def _refuse(error: Any, ctx: Any) -> None:
    """Say in Chinese, where that is asked for, that typer refuses the command line; raises Exit then."""
    refused = hasattr(error, "format_message") and type(error).__name__ != "NoArgsIsHelpError"
    if refused and ctx.language == "zh":
        from plantrack.cli.help import tell

        tell(error)
        raise typer.Exit(error.exit_code) from None


def told(error: Exception, ctx: Any) -> int:
    """Say what went wrong, with its traceback where that was asked for, and return the exit code."""
    if _debugging(ctx):
        sys.excepthook(*sys.exc_info())
    language = ctx.obj.tongue if ctx.obj else _language()
    if isinstance(error, OSError) and error.filename is None:
        error = UsageError("the output cannot be written: {why}", why=reason(error))
    return _tell(error, language) if isinstance(error, PlantrackError) else _tell_fault(error, language)


def _language() -> str:
    """Return the language of errors where no command came as far as having one."""
    from plantrack.cli.desk import Desk

    return Desk(None, None).tongue


def _debugging(ctx: Any) -> bool:
    return bool(ctx.params.get("debug") or os.environ.get("PLANTRACK_DEBUG"))


def _tell(error: PlantrackError, language: str) -> int:
    """Say what went wrong, and return the exit code."""
    from plantrack.render.update_text import plain, problem_line

    problems = error.problems if isinstance(error, PlanError) else ()
    for problem in problems:
        typer.echo(problem_line(problem, language), err=True)
    if len(problems) != 1:
        typer.echo(plain(message("error: {said}", said=error.message), language), err=True)
    if isinstance(error, NotFoundError):
        for name, title in error.candidates:
            words = title if isinstance(title, str) else title.in_language(language)
            typer.echo(plain(Message("  {name}  {title}", {"name": name, "title": words}), language), err=True)
    return error.exit_code


def _tell_fault(error: Exception, language: str) -> int:
    """Say that it is our fault, and return the exit code."""
    from plantrack.render.update_text import plain

    said = message(
        "a fault of plantrack itself: {kind}: {error}; run it again as `plantrack --debug …` and report what it prints",
        kind=type(error).__name__,
        error=str(error),
    )
    typer.echo(plain(said, language), err=True)
    return PlantrackError.exit_code


def _version(*, value: bool) -> None:
    if value:
        typer.echo(f"plantrack {__version__}")
        raise typer.Exit


def root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=lambda value: _version(value=value), is_eager=True, help="Print the version."
        ),
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the whole traceback of an error.")] = False,
) -> None:
    """Track a published annual plan: tasks, owners, milestones and status beside last year's figures.

    Example: plantrack report --week 2024-W46
    """


HOMES = {
    "reading": ("status", "show", "list", "explain", "log", "baseline"),
    "writing": ("update", "done", "measure", "assign", "reschedule", "adopt", "undo"),
    "reporting": ("report", "check", "validate"),
    "drawing": ("chart",),
    "dating": ("date",),
    "importing": ("import",),
    "tracing": ("trace",),
    "starting": ("new", "schema"),
}
"""Which module holds which commands, in the order of the help."""


def build(words: Sequence[str] = ()) -> typer.Typer:
    """Return the application. Where `words` begin with a command, only that one is loaded, for a fast start."""
    app = typer.Typer(
        name="plantrack",
        cls=Boundary,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(root)
    first = next((word for word in words if not word.startswith("-")), None)
    named = {name: (first,) for name, commands in HOMES.items() if first in commands}
    for name, commands in (named or HOMES).items():
        module = import_module(f"plantrack.cli.{name}")
        for command in commands:
            app.command(command, cls=Spoken)(module.COMMANDS[command])
    return app

"""The error boundary: every error becomes one clear line on stderr, in the reader's language, and an exit code."""

import os
import sys
from collections.abc import Iterable
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from plantrack.cli.interruption import INTERRUPTED
from plantrack.cli.streams import BestEffort, discard
from plantrack.errors import Message, NotFoundError, PlanError, PlantrackError, UsageError, message, reason

ALONE = "today"
"""The command, shown nowhere, that runs where none is named."""
BROKEN_PIPE = 141
NO_LIMIT = 1000
"""More characters than any first sentence of a help text has."""
FAULT = "internal error: {kind}: {error}; run it again with `plantrack --debug …` and report the output"


class LocalizedContext(typer.Context):
    """Writes help in the language that the command line or the environment asks for; no plan is read for it."""

    @property
    def language(self) -> str:
        """The language of help and of typer's own messages."""
        from plantrack.cli.output import message_language

        words = self.meta.get("words", ())
        given = (
            word.removeprefix("--lang=") if "=" in word else following
            for word, following in zip(words, [*words, ""][1:], strict=True)
            if _name(word) == "--lang"
        )
        return message_language(next(given, None), None)

    def make_formatter(self) -> Any:
        """Return the writer of the help."""
        if self.language == "en":
            return super().make_formatter()
        from plantrack.cli.help import ChineseFormatter

        return ChineseFormatter(width=self.terminal_width, max_width=self.max_content_width)


class LocalizedCommand(TyperCommand):
    """A command whose help is written in the reader's language. An option that takes one value is given once."""

    context_class = LocalizedContext

    def make_parser(self, ctx: Any) -> Any:
        """Return the parser of the command line. It raises UsageError where the last of several values would win."""
        parser = super().make_parser(ctx)
        parse = parser.parse_args

        def parse_args(args: list[str]) -> Any:
            values, rest, order = parse(args)
            if not ctx.resilient_parsing:
                _refuse_repeated(order)
            return values, rest, order

        parser.parse_args = parse_args  # type: ignore[method-assign]
        return parser


def _refuse_repeated(order: list[Any]) -> None:
    """Raise UsageError for an option in the order of the command line that stands there twice and takes one value."""
    for param in order:
        single = not (param.multiple or param.is_flag) if param.param_type_name == "option" else False
        if single and order.count(param) > 1:
            raise UsageError("{option} was given more than once; it takes one value", option=param.opts[0])


class LocalizedGroup(TyperGroup):
    """Several commands under one name, whose help is written in the reader's language."""

    context_class = LocalizedContext

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands, each with its whole first sentence."""
        self._list(formatter, "Commands", self.commands)

    def _list(self, formatter: Any, heading: str, names: Iterable[str]) -> None:
        width = max(map(len, self.commands))
        shown = [(name.ljust(width), self.commands[name].get_short_help_str(NO_LIMIT)) for name in names]
        with formatter.section(heading):
            formatter.write_dl(shown)


class ErrorBoundary(LocalizedGroup):
    """Runs a command and turns every error into a line on stderr and an exit code."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the words before the command."""
        ctx.meta["words"] = tuple(args)
        try:
            if not ctx.resilient_parsing:
                args = self._without_language(args) if {"-h", "--help"} & {*args} else self._with_command(args)
            return super().parse_args(ctx, args)
        except OSError as error:
            raise typer.Exit(_output_failed(error, ctx)) from None
        except PlantrackError as error:
            raise typer.Exit(report_error(error, ctx)) from None
        except Exception as error:
            _refuse(error, ctx)
            raise

    def _with_command(self, args: list[str]) -> list[str]:
        """Return the words with the command that runs where none is named, as in `plantrack --lang zh`."""
        place = next((n for n, word in enumerate(args) if word != "--debug"), len(args))
        options = place == len(args) or _name(args[place]) in ("--lang", "--plan")
        if options and (named := next((word for word in args if word in self.commands), None)):
            raise UsageError(
                "{option} cannot stand before the command; write plantrack {name} {option} …",
                option=_name(args[place]),
                name=named,
            )
        return [*args[:place], ALONE, *args[place:]] if options else args

    def _without_language(self, args: list[str]) -> list[str]:
        """Return the words without `--lang` where it is no option: before the command, and for commands without it."""
        place = next((n for n, word in enumerate(args) if word in self.commands), len(args))
        if place < len(args) and not any(param.name == "lang" for param in self.commands[args[place]].params):
            place = len(args)
        dropped = {n + k for n, word in enumerate(args) if _name(word) == "--lang" for k in (0, word == "--lang")}
        return [word for n, word in enumerate(args) if n >= place or n not in dropped]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands by what they are used for, each with its whole first sentence."""
        from plantrack.cli.groups import GROUPS

        for heading, names in GROUPS.items():
            self._list(formatter, heading, names)

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
        except typer.Abort:
            typer.echo(err=True)
            raise typer.Exit(INTERRUPTED) from None
        except Exception as error:
            if isinstance(error, OSError) and error.filename is None:
                raise typer.Exit(_output_failed(error, ctx)) from None
            if type(error).__module__.startswith("typer."):
                _refuse(error, ctx)
                raise
            raise typer.Exit(report_error(error, ctx)) from None
        return result


def _output_failed(error: OSError, ctx: Any) -> int:
    """Tell that stdout cannot be written, and return the exit code: 0 where what the command records is recorded."""
    from plantrack.cli.output import echo

    discard(sys.stdout.fileno())
    recorded = ctx.obj is not None and ctx.obj.recorded
    if recorded:
        said = message("recorded; only the output cannot be written: {why}", why=reason(error))
        echo(message("warning: {said}", said=said), ctx.obj.message_language, err=True)
        return 0
    return BROKEN_PIPE if isinstance(error, BrokenPipeError) else report_error(error, ctx)


def _refuse(error: Any, ctx: Any) -> None:
    """Print typer's refusal of the command line in Chinese, where that is asked for, and raise Exit."""
    refused = hasattr(error, "format_message") and type(error).__name__ != "NoArgsIsHelpError"
    if refused and ctx.language == "zh":
        from plantrack.cli.help import print_refusal

        print_refusal(error)
        raise typer.Exit(error.exit_code) from None


def report_error(error: Exception, ctx: Any) -> int:
    """Print an error, with its traceback if that was asked for, and return the exit code."""
    if ctx.params.get("debug") or os.environ.get("PLANTRACK_DEBUG"):
        sys.excepthook(*sys.exc_info())
    if isinstance(error, OSError) and error.filename is None:
        error = UsageError("the output cannot be written: {why}", why=reason(error))
    elif isinstance(error, OSError):
        error = UsageError(
            "{file}: {why}; check the path and who may use it", file=os.fsdecode(error.filename), why=reason(error)
        )
    with BestEffort():
        _print_error(error, ctx.obj.message_language if ctx.obj else ctx.language)
    return error.exit_code if isinstance(error, PlantrackError) else PlantrackError.exit_code


def _print_error(error: Exception, language: str) -> None:
    from plantrack.cli.hints import with_hint
    from plantrack.cli.output import echo
    from plantrack.render.update_text import problem_line

    problems = error.problems if isinstance(error, PlanError) else ()
    for problem in problems:
        typer.echo(problem_line(problem, language), err=True)
    if not isinstance(error, PlantrackError):
        echo(message(FAULT, kind=type(error).__name__, error=str(error)), language, err=True)
    elif len(problems) != 1:
        echo(message("error: {said}", said=with_hint(error.message)), language, err=True)
    for name, title in error.candidates if isinstance(error, NotFoundError) else ():
        words = title if isinstance(title, str) else title.in_language(language)
        echo(Message("  {name}  {title}", {"name": name, "title": words}), language, err=True)


def _name(word: str) -> str:
    """Return the name of an option, without the value that may stand behind it."""
    return word.partition("=")[0]

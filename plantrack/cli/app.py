"""The application: its commands, the modules that hold them, and the options before the command."""

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer
from typer import Option

from plantrack.cli.error_boundary import ErrorBoundary, LocalizedCommand
from plantrack.version import __version__

HELP = ("-h", "--help")


def _version(*, value: bool) -> None:
    if value:
        typer.echo(f"plantrack {__version__}")
        raise typer.Exit


def root(
    version: Annotated[
        bool,
        Option("--version", callback=lambda value: _version(value=value), is_eager=True, help="Print the version."),
    ] = False,
    debug: Annotated[bool, Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Track a published annual plan: tasks, owners, milestones and status beside last year's figures.

    Example: plantrack report --week 2024-W46
    """


COMMAND_MODULES = {
    "show": ("status", "show", "list", "explain", "log", "baseline"),
    "record": ("update", "done", "comment", "measure", "assign", "adopt", "undo"),
    "requests": ("reschedule", "cancel", "approve", "refuse"),
    "report": ("report",),
    "check": ("check", "validate"),
    "chart": ("chart",),
    "date": ("date",),
    "documents": ("import", "trace"),
    "new": ("new", "schema"),
}
"""The module in `commands` that holds each command; `groups` has the order of the help."""


def build(words: Sequence[str] = ()) -> typer.Typer:
    """Return the application. If `words` begin with a command, only that one is loaded, for a fast start."""
    app = typer.Typer(
        name="plantrack",
        cls=ErrorBoundary,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": [*HELP]},
    )
    app.callback()(root)
    first = next((word for word in words if not word.startswith("-") or word in HELP), None)
    named = {name: (first,) for name, commands in COMMAND_MODULES.items() if first in commands}
    for name, commands in (named or COMMAND_MODULES).items():
        module = import_module(f"plantrack.cli.commands.{name}")
        for command in commands:
            function = f"{command}_" if command in ("list", "import") else command  # names that Python has already
            app.command(command, cls=LocalizedCommand)(getattr(module, function))
    return app

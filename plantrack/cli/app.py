"""The application: its commands, the modules that hold them, and the options before the command."""

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
from typer import Option

from plantrack.cli.error_boundary import ALONE, ErrorBoundary, LocalizedCommand, LocalizedGroup
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
    "agenda": ("agenda",),
    "supervision": ("sheet",),
    "record": ("update", "done", "comment", "measure", "assign", "adopt", "undo"),
    "requests": ("reschedule", "cancel", "approve", "refuse"),
    "remind": ("remind", "ack"),
    "report": ("report",),
    "check": ("check", "validate"),
    "chart": ("chart",),
    "date": ("date",),
    "documents": ("import", "trace"),
    "export": ("export",),
    "new": ("new", "schema"),
    "edit": ("add", "edit"),
    "guide": ("guide",),
    "demo": ("demo",),
    "ledger": ("ledger",),
    "journal": ("journal",),
    "watch": ("watch",),
}
"""The module in `commands` that holds each command; `groups` has the order of the help."""


def build(words: Sequence[str] | None = None) -> typer.Typer:
    """Return the application, for a fast start with no more than what `words` ask for; without any, with everything."""
    app = typer.Typer(
        name="plantrack",
        cls=ErrorBoundary,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": [*HELP]},
    )
    app.callback()(root)
    first = next((word for word in words or () if not word.startswith("-") or word in HELP), None)
    asked: dict[str, Sequence[str]] = {
        name: (first,) for name, commands in COMMAND_MODULES.items() if first in commands
    }
    if not asked:
        asked = {**(COMMAND_MODULES if first or words is None else {}), "today": (ALONE,)}
    for name, commands in asked.items():
        module = import_module(f"plantrack.cli.commands.{name}")
        for command in commands:
            function = f"{command}_" if command in ("list", "import") else command  # names that Python has already
            _add(app, command, getattr(module, function))
    return app


def _add(app: typer.Typer, name: str, found: Any) -> None:
    """Add a command, or a group of commands under one name."""
    if isinstance(found, typer.Typer):
        app.add_typer(found, name=name, cls=LocalizedGroup)
    else:
        app.command(name, cls=LocalizedCommand, hidden=name == ALONE)(found)

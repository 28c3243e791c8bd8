"""The commands as typer has them: each by the words that call it, those of a group behind the group itself."""

from __future__ import annotations

from functools import cache
from typing import Any

from typer.main import get_command

from plantrack.cli.app import build


@cache
def root() -> Any:
    """Return the whole application."""
    return get_command(build())


@cache
def commands() -> dict[str, Any]:
    """Return every command that is shown, and every group of commands: `ledger`, `ledger send`."""
    found: dict[str, Any] = {}
    for name, command in root().commands.items():
        if not command.hidden:
            found[name] = command
            found |= {f"{name} {below}": one for below, one in getattr(command, "commands", {}).items()}
    return found


@cache
def calls() -> dict[str, Any]:
    """Return those that do something: no groups."""
    return {name: command for name, command in commands().items() if not hasattr(command, "commands")}

"""The command that shows the program on a made-up plan: demo."""

import shlex
from pathlib import Path
from typing import Annotated

import typer
from typer import Argument, Option

from plantrack.cli.context import Context
from plantrack.cli.options import DATE, NoWriteOption, localized
from plantrack.errors import message
from plantrack.files import typed

FOLDER = "Folder to write to: a new one, or one with the demo as it was written."
DAY = "Day of 2026 on which its clock stands."
USUAL, ANOTHER = "2026-09-18", "2026-05-18"
"""Days to look at; on the usual one every light can be seen."""
COMMANDS = ("status", "report --month last", "check", "explain 3.2", "log 1.1")
"""What to try first."""


@localized
def demo(
    context: Context,
    folder: Annotated[Path, Argument(metavar="[FOLDER]", help=FOLDER)] = Path("plantrack-demo"),
    day: Annotated[str, Option("--day", help=DAY, **DATE)] = USUAL,
    dry_run: NoWriteOption = False,
) -> None:
    """Write a made-up plan to try things on, with what was recorded until that day. Every view of it says so.

    Example: plantrack demo --day 2026-05-18
    """
    from plantrack.cli.output import echo
    from plantrack.dates.periods import parse_day
    from plantrack.demo import demo_files, replaced_files, write_demo

    language, stands = context.language_for(None), parse_day(day)
    files, before = demo_files(folder, stands, language), replaced_files(folder)
    place = typed(folder)
    if dry_run:
        echo(message("{file}: would be written", file=place), language)
        return
    write_demo(folder, files, before)
    echo(message("{folder}: a made-up plan as it stood on {day}; now try", folder=place, day=stands), language)
    typer.echo("\n".join(f"  plantrack {words} --plan {shlex.quote(place)}" for words in COMMANDS))
    typer.echo(f"  plantrack demo {shlex.quote(place)} --day {ANOTHER}")

"""The commands that begin: new, schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from plantrack.cli.options import LangOption

IdArgument = Annotated[
    str, typer.Argument(metavar="ID", help="The plan's id and its folder's name, as in science-2025.")
]
FolderOption = Annotated[
    Path | None,
    typer.Option("--in", metavar="FOLDER", help="Where plans are kept, if not the nearest plans/ or a new one here."),
]


def new(
    plan_id: IdArgument,
    title: Annotated[str, typer.Option("--title", help="What the plan is called.")],
    year: Annotated[int, typer.Option("--year", min=1901, max=2999, help="The year it covers.")],
    folder: FolderOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be written; write nothing.")] = False,
    lang: LangOption = None,
) -> None:
    """Begin a plan. A folder with a commented plan.yaml that validates, and a journal that git can merge.

    Example: plantrack new science-2025 --title "Science plan of 2025" --year 2025
    """
    import shlex

    from plantrack.cli.desk import spoken_language
    from plantrack.errors import message
    from plantrack.files import typed
    from plantrack.planfile import plans_folder
    from plantrack.planfile.new_plan import fresh_plan, write_files
    from plantrack.render.update_text import plain

    plans = folder or plans_folder(Path.cwd())
    language = spoken_language(lang, None)
    files = fresh_plan(plans, plan_id, title, year, language)
    if not dry_run:
        write_files(files)
    for path in files:
        said = message("{file}: would be written" if dry_run else "{file} written", file=typed(path))
        typer.echo(plain(said, language))
    if not dry_run:
        made = next(iter(files))
        said = message(
            "now edit {file}, then run `plantrack validate {folder}` and `plantrack adopt --plan {folder}`",
            file=typed(made), folder=shlex.quote(typed(made.parent)),
        )  # fmt: skip
        typer.echo(plain(said, language))


def schema() -> None:
    """Print the JSON Schema of plan.yaml. Editors complete and check by it.

    Example: plantrack schema
    """
    from plantrack.planfile.schema import schema_text

    typer.echo(schema_text(), nl=False)


COMMANDS = {"new": new, "schema": schema}

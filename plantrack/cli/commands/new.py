"""The commands that begin: new, schema."""

import shlex
from pathlib import Path
from typing import Annotated, Literal

import typer
from typer import Argument, Option

from plantrack.cli.context import Context
from plantrack.cli.options import NoWriteOption, localized
from plantrack.errors import message
from plantrack.files import typed, working_folder

NEAREST = "Folder of plans; by default the nearest plans/ upwards in this repository, or a new one here."
NEXT = (
    "now edit {file}, by hand or with `plantrack add` and `plantrack edit`, then run "
    "`plantrack validate {folder}` and `plantrack adopt --plan {folder}`"
)


@localized
def new(
    context: Context,
    plan_id: Annotated[str, Argument(metavar="ID", help="The plan's id and its folder's name, as in science-2025.")],
    title: Annotated[str, Option("--title", metavar="TITLE", help="Title of the plan.")],
    year: Annotated[int, Option("--year", metavar="YEAR", min=1901, max=2999, help="Year that the plan covers.")],
    folder: Annotated[Path | None, Option("--in", metavar="FOLDER", help=NEAREST)] = None,
    dry_run: NoWriteOption = False,
) -> None:
    """Create a plan. Writes a commented plan.yaml that validates, and a journal that git can merge.

    Example: plantrack new science-2025 --title "Science plan of 2025" --year 2025
    """
    from plantrack.cli.output import echo, echo_written
    from plantrack.journal import new_files
    from plantrack.planfile import plans_folder
    from plantrack.planfile.new_plan import fresh_plan, write_files

    language = context.language_for(None)
    plans = folder or plans_folder(working_folder())
    files = fresh_plan(plans, plan_id, title, year, language) | new_files(plans / plan_id / "journal")
    if not dry_run:
        write_files(files)
    echo_written(files, language, dry_run=dry_run)
    if not dry_run:
        file, quoted = typed(plans / plan_id / "plan.yaml"), shlex.quote(typed(plans / plan_id))
        echo(message(NEXT, file=file, folder=quoted), language)


def schema(
    of: Annotated[
        Literal["plan", "contacts"], Argument(metavar="[plan|contacts]", help="The file it is for.")
    ] = "plan",
) -> None:
    """Print the JSON Schema of plan.yaml, or of contacts.yaml. Editors use it to complete and check.

    Example: plantrack schema
    """
    from plantrack.planfile.schema import contacts_schema, plan_schema, schema_text

    typer.echo(schema_text(contacts_schema if of == "contacts" else plan_schema), nl=False)

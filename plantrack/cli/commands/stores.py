"""The commands of stores of journals, folders and servers alike: journal migrate, copy, verify and stats."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from typer import Argument

from plantrack.cli.context import Context
from plantrack.cli.journal_places import open_store, plans_of, server_of
from plantrack.cli.options import NoApplyOption, TextOrJson, on_plans, on_server
from plantrack.cli.output import echo
from plantrack.cli.progress_line import counted
from plantrack.errors import Problem, message
from plantrack.model.plan import CHINA_TIME
from plantrack.render.update_text import problem_line

if TYPE_CHECKING:
    from plantrack.journal.stores.lines import Store

SERVER = "The server: postgresql://host/database; by default that of the plan."
PLACE = "A server, a folder of plans, or the folder of a plan."
ServerArgument = Annotated[str | None, Argument(metavar="[SERVER]", help=SERVER)]


@on_server
def migrate(context: Context, server: ServerArgument = None, dry_run: NoApplyOption = False) -> None:
    """Bring the tables on a server up to this version, and show what was applied.

    Example: plantrack journal migrate postgresql://db.example.org/plans --dry-run
    """
    from plantrack.journal.postgresql import migrating

    found = server_of(context, server)
    names = migrating.missing(found) if dry_run else migrating.migrate(found)
    for name in names:
        known = {"server": found.name, "name": name}
        said = message("{server}: {name} would be applied" if dry_run else "{server}: {name} applied", **known)
        echo(said, context.message_language)
    if not names:
        echo(message("{server}: the tables are up to date", server=found.name), context.message_language)


@on_plans
def copy(
    context: Context,
    source: Annotated[str, Argument(metavar="FROM", help=PLACE)],
    target: Annotated[str, Argument(metavar="TO", help=PLACE)],
) -> None:
    """Copy the updates that one place has and another has not. Again, or after a break, it copies only the rest.

    Lines stay as they are, byte for byte. Exit code 1 if some were left out because they cannot be read or kept.

    Example: plantrack journal copy plans postgresql://db.example.org/plans
    """
    from plantrack.journal.stores import copying
    from plantrack.render.text.stores import copied

    one, other = open_store(source, context.waiting), open_store(target, context.waiting, new=True)
    plans = plans_of(context.given_plan or other.only, one)
    with counted(message("copying"), context.message_language) as told:
        found = copying.copy(one, other, plans, told if sys.stderr.isatty() else None)
    _tell_problems(found.problems, context)
    typer.echo(copied(found, one.name, other.name, context.message_language), nl=False)
    raise typer.Exit(1 if found.problems else 0)


@on_plans
def verify(
    context: Context,
    one: Annotated[str, Argument(metavar="A", help=PLACE)],
    other: Annotated[str | None, Argument(metavar="[B]", help=PLACE)] = None,
) -> None:
    """Compare two places, update by update; of one server alone, check that nobody changed what was committed.

    Nothing is written. Exit code 1 if something is missing, differs or was changed.

    Example: plantrack journal verify plans postgresql://db.example.org/plans
    """
    if other is None:
        text, sound = _checked(context, one)
    else:
        text, sound = _compared(context, *(open_store(place, context.waiting) for place in (one, other)))
    typer.echo(text, nl=False)
    raise typer.Exit(0 if sound else 1)


def _compared(context: Context, one: "Store", other: "Store") -> tuple[str, bool]:
    """Return what differs between two places, and whether nothing does."""
    from plantrack.journal.stores.comparing import compare
    from plantrack.render.text.stores import compared

    plans = plans_of(context.given_plan, one, other)
    with counted(message("comparing"), context.message_language) as told:
        found = list(compare(one, other, plans, told))
    _tell_problems([problem for plan in found for problem in plan.problems], context)
    return compared(found, one.name, other.name, context.message_language), all(plan.same for plan in found)


def _checked(context: Context, place: str) -> tuple[str, bool]:
    """Return what was changed on a server, and whether nothing was."""
    from plantrack.journal.stores.chains import check_chains
    from plantrack.journal.stores.server import ServerStore
    from plantrack.render.text.stores import checked

    server = server_of(context, place)
    plans = plans_of(context.given_plan, ServerStore(server))
    with counted(message("comparing"), context.message_language) as told:
        chains = check_chains(server, plans, told)
    sound = not any(chain.faults for chain in chains)
    return checked(chains, server.name, context.message_language), sound


@on_plans
def stats(context: Context, server: ServerArgument = None, form: TextOrJson = "text") -> None:
    """Show what a server holds: plans, updates, their size, first and last day, and by which role they came.

    Example: plantrack journal stats postgresql://db.example.org/plans --format json
    """
    from plantrack.journal.postgresql.stats import stats as figures
    from plantrack.render.text.stores import as_json, as_text

    found = server_of(context, server)
    shown, language = figures(found, context.given_plan), context.message_language
    if form == "json":
        typer.echo(as_json(shown, found.name), nl=False)
    else:
        zone = CHINA_TIME if server else context.plan_file.zone
        typer.echo(as_text(shown, found.name, language, zone), nl=False)


def _tell_problems(problems: Sequence[Problem], context: Context) -> None:
    """Print what could not be read or kept."""
    for problem in problems:
        typer.echo(problem_line(problem, context.message_language), err=True)

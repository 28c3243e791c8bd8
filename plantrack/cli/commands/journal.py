"""The commands of a journal on a server: journal init, sync, and those of `stores` and `rights`."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from plantrack.cli.clock import now
from plantrack.cli.commands import rights, stores
from plantrack.cli.context import Context
from plantrack.cli.error_boundary import LocalizedCommand, LocalizedGroup
from plantrack.cli.journal_places import no_server, server_of
from plantrack.cli.options import on_plan
from plantrack.cli.output import echo
from plantrack.errors import JournalError, message
from plantrack.files import typed
from plantrack.model.updates import SHORT
from plantrack.render.context import plain, visible
from plantrack.render.update_text import problem_line

if TYPE_CHECKING:
    from plantrack.journal.postgresql.connection import Server
    from plantrack.journal.shared import SharedJournal, Synced

HELP = """Keep the journals of many plans on a PostgreSQL server.

The plan names it: `journal: postgresql://host/database`; or the variable PLANTRACK_JOURNAL does."""
journal = typer.Typer(cls=LocalizedGroup, help=HELP)
command = partial(journal.command, cls=LocalizedCommand)


@command()
@on_plan
def init(context: Context) -> None:
    """Make what is missing on the server: tables and the plan's journal; keep its files there as they are here.

    The owner of the tables keeps the directory of units beside the plans (units.yaml) there, too.

    Example: PLANTRACK_JOURNAL=postgresql://db.example.org/plans plantrack journal init
    """
    from plantrack.journal.postgresql.migrating import migrate, start_journal

    server = server_of(context)
    for name in migrate(server):
        echo(message("{server}: {name} applied", server=server.name, name=name), context.message_language)
    known = {"server": server.name, "plan": context.plan.id}
    if start_journal(server, context.plan.id):
        echo(message("{server}: the journal of {plan} was made", **known), context.message_language)
    else:
        echo(message("{server}: the journal of {plan} was there already", **known), context.message_language)
    context.settle(server, overwrite=True)
    _keep_directory(context, server)
    if waiting := _shared(context).waiting:
        folder = typed(context.plan_file.journal)
        said = message("records in {folder} that are not on the server yet: {n}; `plantrack journal sync` sends them",
                       folder=folder, n=waiting)  # fmt: skip
        echo(said, context.message_language)


def _shared(context: Context) -> "SharedJournal":
    """Return the journal on a server. Raises UsageError for one in a folder."""
    from plantrack.journal.shared import SharedJournal

    if not isinstance(context.journal, SharedJournal):
        raise no_server(context)
    return context.journal


def _keep_directory(context: Context, server: "Server") -> None:
    """Keep the directory of units on the server, if one without problems is here, for whoever asks about all plans."""
    from plantrack.journal.postgresql.plan_files import publish_directory
    from plantrack.planfile import text_of
    from plantrack.planfile.many import DIRECTORY, place_of_directory, read_directory

    place = place_of_directory(context.folder.absolute())
    if place is None:
        return
    _, problems = read_directory(place)
    known = {"server": server.name, "file": DIRECTORY}
    for problem in problems:
        typer.echo(problem_line(problem, context.message_language), err=True)
    if problems:
        context.warn("{server}: {file} is not kept there as it is here; mend its problems first", **known)
        return
    changed = publish_directory(server, text_of(place / DIRECTORY))
    if changed is None:
        context.warn("{server}: {file} stays there as it was; the owner of the tables may change it", **known)
    elif changed:
        said = message("{server}: {file} is kept there now as it is here", **known)
        echo(said, context.message_language, err=True)


SET_ASIDE = "Move what the server refuses, and lines that cannot be read, to set-aside.txt beside plan.yaml."
STAYS = "this stays in {folder}; mend it, or let `plantrack journal sync --set-aside` move it to {file}"
MOVED = (
    "lines moved to {file}: {moved}; they count no more, until somebody who may send them puts them back into {folder}"
)
MOVED_OF = (
    "lines moved to {file}: {moved}, by {names}; they count no more, until somebody who may send them puts them back "
    "into {folder}"
)


@command()
@on_plan
def sync(context: Context, set_aside: Annotated[bool, typer.Option("--set-aside", help=SET_ASIDE)] = False) -> None:
    """Send the server what was recorded without it, and fetch what is new there. Again, it changes nothing.

    Example: plantrack journal sync
    """
    from plantrack.journal.aside import standing_aside

    journal = _shared(context)
    with context.progress(message("bringing both journals together …")):
        done = journal.sync()
    language = context.message_language
    for problem in done.problems:
        typer.echo(problem_line(problem, language), err=True)
    for one in done.refused:
        echo(message("record {id} is refused: {why}", id=one.act[-SHORT:], why=one.why), language, err=True)
    echo(message("sent: {sent}, received: {received}", sent=done.sent, received=done.received), language)
    stands = standing_aside(context.plan_file.journal)
    if stands and not (set_aside and (done.refused or done.problems)):
        typer.echo(problem_line(stands, language), err=True)
    if done.refused or done.problems:
        _told_of_what_stays(context, journal, done, set_aside=set_aside)


def _told_of_what_stays(context: Context, journal: "SharedJournal", done: "Synced", *, set_aside: bool) -> None:
    """Move what could not be sent out of the journal, or say that it stays, which is no success."""
    language, places = (
        context.message_language,
        {"file": typed(journal.aside), "folder": typed(context.plan_file.journal)},
    )
    if not set_aside:
        echo(message(STAYS, **places), language, err=True)
        raise typer.Exit(JournalError.exit_code)
    moment = f"{now().astimezone(context.plan_file.zone):%Y-%m-%d %H:%M}"
    moved = journal.set_aside(done, lambda place, why: f"{moment} {visible(place)}: {plain(why, language)}")
    echo(message(MOVED_OF if moved.names else MOVED, moved=moved.n, names=moved.names, **places), language, err=True)


for also in (stores.migrate, stores.copy, stores.verify, stores.stats, rights.grant, rights.revoke, rights.roles):
    command()(also)

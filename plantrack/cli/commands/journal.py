"""The commands of a journal on a server: journal init, journal sync."""

from functools import partial
from typing import TYPE_CHECKING

import typer

from plantrack.cli.context import Context
from plantrack.cli.error_boundary import LocalizedCommand, LocalizedGroup
from plantrack.cli.options import on_plan
from plantrack.cli.output import echo
from plantrack.errors import JournalError, UsageError, message
from plantrack.model.updates import SHORT
from plantrack.render.update_text import problem_line

if TYPE_CHECKING:
    from plantrack.journal.postgresql.connection import Server

HELP = """Keep the journals of many plans on a PostgreSQL server.

The plan names it: `journal: postgresql://host/database`; or the variable PLANTRACK_JOURNAL does."""
FOLDER = (
    "the journal of {plan} lies in its folder; name a server with `journal:` in plan.yaml, or with PLANTRACK_JOURNAL"
)
journal = typer.Typer(cls=LocalizedGroup, help=HELP)
command = partial(journal.command, cls=LocalizedCommand)


@command()
@on_plan
def init(context: Context) -> None:
    """Make the tables on the server, as far as they are missing, and the plan's journal. Again, it changes nothing.

    Example: PLANTRACK_JOURNAL=postgresql://db.example.org/plans plantrack journal init
    """
    from plantrack.journal.postgresql.migrating import migrate, start_journal

    server = _server(context)
    for name in migrate(server):
        echo(message("{server}: {name} applied", server=server.name, name=name), context.message_language)
    known = {"server": server.name, "plan": context.plan.id}
    if start_journal(server, context.plan.id):
        echo(message("{server}: the journal of {plan} was made", **known), context.message_language)
    else:
        echo(message("{server}: the journal of {plan} was there already", **known), context.message_language)


@command()
@on_plan
def sync(context: Context) -> None:
    """Send the server what was recorded without it, and fetch what is new there. Again, it changes nothing.

    Example: plantrack journal sync
    """
    from plantrack.journal.shared import SharedJournal

    if not isinstance(context.journal, SharedJournal):
        raise UsageError(FOLDER, plan=context.plan.id)
    with context.progress(message("bringing both journals together …")):
        done = context.journal.sync()
    language = context.message_language
    for problem in done.problems:
        typer.echo(problem_line(problem, language), err=True)
    for act, why in done.refused:
        echo(message("record {id} stays here: {why}", id=act[-SHORT:], why=why), language, err=True)
    echo(message("sent: {sent}, received: {received}", sent=done.sent, received=done.received), language)
    if done.refused or done.problems:
        raise typer.Exit(JournalError.exit_code)


def _server(context: Context) -> "Server":
    """Return the server that keeps the plan's journal. Raises UsageError where none does."""
    if not context.server:
        raise UsageError(FOLDER, plan=context.plan.id)
    from plantrack.journal.postgresql.connection import Server

    return Server(context.server, context.waiting)

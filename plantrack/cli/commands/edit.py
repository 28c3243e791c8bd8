"""The commands that write plan.yaml: add, edit."""

from typing import Annotated

from typer import Argument

from plantrack.cli import completion
from plantrack.cli.context import Context
from plantrack.cli.plan_options import EntryKind, Given, planning
from plantrack.cli.writer import Writer

KINDS = "item, task, milestone, unit or indicator."


@planning
def add(
    context: Context,
    writer: Writer,
    given: Given,
    what: Annotated[EntryKind, Argument(metavar="WHAT", help=KINDS)],
    name: Annotated[
        str | None,
        Argument(
            metavar="[NAME]", help="The task that it belongs to; the id of a unit or indicator.",
            autocompletion=completion.complete_task,
        ),
    ] = None,
) -> None:  # fmt: skip
    """Add an entry to plan.yaml, under the next free number. Everything else in the file stays as it is.

    Without a title it asks on a terminal.

    Example: plantrack add task 6 --title "Open the laboratory" --due 2024-11-30 --lead stic
    """
    from plantrack.cli.asking_plan import ask_about_new
    from plantrack.cli.plan_entries import EntryReader
    from plantrack.cli.plan_writing import write_change

    context.complete_lists()
    name, answers = ask_about_new(what, name, given, context)
    write_change(context, writer, EntryReader(context, writer, answers).added(what, name), asked=answers != given)


@planning
def edit(
    context: Context,
    writer: Writer,
    given: Given,
    name: Annotated[
        str,
        Argument(
            metavar="NAME", help="A task, milestone, indicator or unit: its number or id, or words of its title.",
            autocompletion=completion.complete_entry,
        ),
    ],
) -> None:  # fmt: skip
    """Change an entry of plan.yaml. Everything else in the file stays as it is. Without options it asks on a terminal.

    What was adopted may be changed, too; until `plantrack adopt --reason` amends the promise, `check` reports it.

    Example: plantrack edit 6.2 --due 6月底前 --lead stic --lead guangming
    """
    from plantrack.cli.asking_plan import ask_about_known
    from plantrack.cli.plan_entries import EntryReader
    from plantrack.cli.plan_writing import find_entry, write_change

    found = find_entry(context, name)
    answers = ask_about_known(found, given, context)
    write_change(context, writer, EntryReader(context, writer, answers).changed(found), asked=answers != given)

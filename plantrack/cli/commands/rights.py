"""The commands that give and show rights on a server: journal grant, revoke and roles."""

from typing import TYPE_CHECKING, Annotated

import typer
from typer import Argument, Option

from plantrack.cli.context import Context
from plantrack.cli.journal_places import server_of
from plantrack.cli.options import UNIT, TextOrJson, on_plan
from plantrack.cli.output import echo
from plantrack.errors import Message, NotFoundError, UsageError, message
from plantrack.render.i18n import LANGUAGES

if TYPE_CHECKING:
    from plantrack.journal.postgresql.rights import Member

ROLE = "A role that logs in, made by an administrator."
NAMES = (
    "Name under which the role records, the usual one first; may be repeated. By default the unit's people, or names."
)
WHICH = "a grant is for one role; give a unit and a role, or only --office ROLE, or only --reader ROLE"
NO_ROLES = "no role has rights in {plan}, as far as this one may see; `plantrack journal grant` gives some"
NOBODY = "{role} has no rights in {plan}; `plantrack journal roles` shows who has"


@on_plan
def grant(
    context: Context,
    unit: Annotated[str | None, Argument(**UNIT | {"metavar": "[UNIT]", "help": "An id or name of a unit."})] = None,
    role: Annotated[str | None, Argument(metavar="[ROLE]", help=ROLE)] = None,
    office: Annotated[str | None, Option("--office", metavar="ROLE", help="Let this role act as the office.")] = None,
    reads: Annotated[str | None, Option("--reader", metavar="ROLE", help="Let this role read only.")] = None,
    name: Annotated[list[str] | None, Option("--name", metavar="NAME", help=NAMES)] = None,
    only_own: Annotated[bool, Option("--only-own", help="Let it read only what is about its unit's tasks.")] = False,
) -> None:
    """Let a role record for a unit: about the tasks that it leads or supports, in its own names. Again, it replaces.

    Example: plantrack journal grant guangming guangming_writer --name "Chen Jing"
    """
    from plantrack.journal.postgresql.rights import Member, admit

    given, names = [one for one in (role, office, reads) if one], tuple(name or ())
    if len(given) != 1 or (unit is None) != (role is None) or (only_own and unit is None):
        raise UsageError(WHICH)
    if unit is None:
        member = Member(given[0], "", "office" if office else "read", names)
    else:
        key = context.known_unit(unit)
        known = context.plan.units[key]
        usual = known.people or tuple(dict.fromkeys(map(known.in_language, (context.plan.language, *LANGUAGES))))
        member = Member(given[0], key, "unit", names or usual, only_own)
    server = server_of(context)
    admit(server, context.plan.id, member)
    context.settle(server)
    echo(_words(member, context), context.message_language)


@on_plan
def revoke(context: Context, role: Annotated[str, Argument(metavar="ROLE", help=ROLE)]) -> None:
    """Take all rights in the plan from a role. What it recorded stays.

    Example: plantrack journal revoke guangming_writer
    """
    from plantrack.journal.postgresql.rights import dismiss

    if not dismiss(server_of(context), context.plan.id, role):
        raise NotFoundError(NOBODY, role=role, plan=context.plan.id)
    echo(message("{role}: no rights in {plan} any more", role=role, plan=context.plan.id), context.message_language)


@on_plan
def roles(context: Context, form: TextOrJson = "text") -> None:
    """Show which roles have rights in the plan: to its office all of them, to others their own.

    Example: plantrack journal roles
    """
    from plantrack.journal.postgresql.rights import members
    from plantrack.render.text.stores import roles_as_json

    server, plan = server_of(context), context.plan.id
    found = members(server, plan)
    if not found:
        context.history  # noqa: B018 - where this role has lost its rights, or has none, that is the error
        echo(message(NO_ROLES, plan=plan), context.message_language, err=True)
    if form == "json":
        typer.echo(roles_as_json(found, plan, server.name), nl=False)
        return
    for member in found:
        echo(_words(member, context), context.message_language)


def _words(member: "Member", context: Context) -> Message:
    """Return what a role may do, in a line; each name in quotes, as there may be a comma in it."""
    names = tuple(message('"{name}"', name=name) for name in member.names)
    facts = {"role": member.role, "unit": _unit(member.unit, context), "names": names}
    if member.may == "read":
        return message("{role} reads", **facts)
    if member.may == "office":
        return message("{role} is the office", **facts)
    if member.only_own:
        return message("{role} records for {unit} as {names}, and reads only what is about its tasks", **facts)
    return message("{role} records for {unit} as {names}", **facts)


def _unit(unit: str, context: Context) -> Message | str:
    """Return the name and id of a unit; the id alone where the plan does not have it."""
    if unit not in context.plan.units:
        return unit
    return message("{name} ({id})", name=context.plan.unit_name(unit, context.message_language), id=unit)

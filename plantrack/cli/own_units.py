"""The units that a person acts for, for what is asked about one's own tasks."""

from plantrack.cli.context import Context
from plantrack.errors import NotFoundError


def own_unit(context: Context, name: str) -> str:
    """Return the id of the unit that a person acts for, or that has the name."""
    try:
        return context.unit(name)
    except NotFoundError:
        raise NotFoundError(
            "{name} is no unit, and no unit lists that name under `people:`; name a person or unit of the plan",
            name=name,
        ) from None


def own_units(context: Context, name: str) -> tuple[str, ...]:
    """Return the ids of all units that list a person; where none does, of the one that has the name."""
    listing = [key for key, unit in context.plan.units.items() if name in unit.people]
    return context.plan.acting(listing, context.as_of) or (own_unit(context, name),)

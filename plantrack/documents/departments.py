"""Plans that are ordered by who is to do the work: headings that are names of units, below which their tasks stand."""

from collections.abc import Sequence

from msgspec.structs import replace

from plantrack.characters.folding import folded
from plantrack.documents.owners.names import like_unit, many
from plantrack.documents.parsed_document import Duty, Item

_LONGEST = 16
"""Maximum length of a heading that is the name of a unit, in characters."""


def with_departments(items: Sequence[Item]) -> tuple[Item, ...]:
    """Return items with their titles as owners, if all of several are names of units and say nobody else."""
    if len(items) > 1 and all(_is_department(item) for item in items):
        return tuple(_answered(item) for item in items)
    return tuple(items)


def _is_department(item: Item) -> bool:
    plain = folded(item.title)
    return bool(item.clauses or item.parts) and len(plain) <= _LONGEST and like_unit(plain) and not many(plain)


def _answered(item: Item) -> Item:
    """Return an item with its title as its owner where nobody else is named."""
    if item.duty.lead or item.duty.responsible:
        return item
    title = Duty(responsible=(item.title,), quote=item.title, offset=item.offset)
    return replace(item, duty=replace(title, support=item.duty.support, people=item.duty.people))

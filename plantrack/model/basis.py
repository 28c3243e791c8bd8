"""The basis of an owner or a date: where it comes from, and how that is told in brackets."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from plantrack.errors import Message, message

Link = Annotated[str, Meta(pattern=r"^https?://[^\s]+$", description="an address that begins with http:// or https://")]


class Public(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A published fact, with the address where it can be read."""

    public: Link


class Decision(Struct, frozen=True):
    """What a person decided: how, by whom and on which day, and the paper that says so, if one was named."""

    how: Literal["assigned", "approved"]
    by: str
    on: date
    paper: str | None = None


StatedBasis = Literal["document", "assumed", "approved"] | Public
"""Where something in plan.yaml comes from, as the file says it."""
Basis = StatedBasis | Decision
"""Where something comes from: as the file says it, or as a person decided it."""


def basis_word(basis: Basis | None) -> str | None:
    """Return `document`, `public`, `assumed`, `assigned` or `approved`; None where nothing is stated."""
    if isinstance(basis, Decision):
        return basis.how
    return "public" if isinstance(basis, Public) else basis


def basis_mark(basis: Basis | None) -> Message | str:
    """Return where something comes from in one word, in brackets; nothing where nothing is stated."""
    word = basis_word(basis)
    return message("(basis {word})", word=message(f"basis {word}")) if word else ""


def basis_message(basis: Basis | None) -> Message | str:
    """Return where something comes from, in brackets: of a decision also by whom, when and with which paper."""
    if isinstance(basis, Decision):
        facts = {"by": basis.by, "day": basis.on, "paper": basis.paper}
        if basis.paper:
            return message(f" ({basis.how} by {{by}} on {{day}}, {{paper}})", **facts)
        return message(f" ({basis.how} by {{by}} on {{day}})", **facts)
    return basis_mark(basis)


UNLESS_NOTED = message("Leads and due dates are assumed unless noted.")
"""What stands once in a view of a plan that is mostly assumed, in place of a mark on each of them."""


class BasisSet(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Where a task's owners and date come from; nothing where the plan itself says so."""

    lead: StatedBasis | None = None
    support: StatedBasis | None = None
    due: StatedBasis | None = None

"""The basis of an owner or a date: where it comes from, and how that is told in brackets."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from plantrack.errors import Message, message
from plantrack.model.plan_fields import Words

Link = Annotated[str, Meta(pattern=r"^https?://[^\s]+$", description="an address that begins with http:// or https://")]


class Attribution(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Where something in plan.yaml comes from: the address where it was published, or who assigned it.

    What was assigned has its day, and the paper that says so if there is one.
    """

    public: Link | None = None
    assigned: Words | None = None
    on: date | None = None
    paper: Words | None = None


class Decision(Struct, frozen=True):
    """What a person decided: how, by whom and on which day, and the paper that says so, if one was named."""

    how: Literal["assigned", "approved"]
    by: str
    on: date
    paper: str | None = None


StatedBasis = Literal["document", "assumed", "approved"] | Attribution
"""Where something in plan.yaml comes from, as the file says it."""
Basis = StatedBasis | Decision
"""Where something comes from: as the file says it, or as a person decided it."""


def decision(basis: Basis | None) -> Decision | None:
    """Return what a person decided, in the journal or in the file; None where the basis is another one."""
    if isinstance(basis, Attribution) and basis.assigned and basis.on:
        return Decision("assigned", basis.assigned, basis.on, basis.paper)
    return basis if isinstance(basis, Decision) else None


def address(basis: Basis | None) -> str | None:
    """Return the address where something was published."""
    return basis.public if isinstance(basis, Attribution) else None


def basis_word(basis: Basis | None) -> str | None:
    """Return `document`, `public`, `assumed`, `assigned` or `approved`; None where nothing is stated."""
    if decided := decision(basis):
        return decided.how
    return basis if isinstance(basis, str) else "public" if address(basis) else None


def basis_mark(basis: Basis | None) -> Message | str:
    """Return where something comes from in one word, in brackets; nothing where nothing is stated."""
    word = basis_word(basis)
    return message("(basis {word})", word=message(f"basis {word}")) if word else ""


def basis_message(basis: Basis | None) -> Message | str:
    """Return where something comes from, in brackets: of a decision also by whom, when and with which paper."""
    if decided := decision(basis):
        facts = {"by": decided.by, "day": decided.on, "paper": decided.paper}
        if decided.paper:
            return message(f" ({decided.how} by {{by}} on {{day}}, {{paper}})", **facts)
        return message(f" ({decided.how} by {{by}} on {{day}})", **facts)
    return basis_mark(basis)


UNLESS_NOTED = message("Leads and due dates are assumed unless noted.")
"""What stands once in a view of a plan that is mostly assumed, in place of a mark on each of them."""


class BasisSet(Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Where a task's owners and date come from; nothing where the plan itself says so."""

    lead: StatedBasis | None = None
    support: StatedBasis | None = None
    due: StatedBasis | None = None

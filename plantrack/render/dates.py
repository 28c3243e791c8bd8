"""How dates are read, as lines and as JSON; with a plan or without one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plantrack.dates.expressions import Expression
from plantrack.errors import Message, PlantrackError, message
from plantrack.model.plan import Plan
from plantrack.render.lines import plain


def as_text(found: Sequence[Expression], language: str) -> str:
    """Return one line for each: the words, the days, and how closely they are told or by which rule they come again."""
    return "".join(plain(_line(one), language) + "\n" for one in found)


def _line(found: Expression) -> Message:
    facts = {"text": found.text, "first": found.first, "last": found.last, "rule": found.rule}
    facts["precision"] = message(f"precision {found.precision}")
    if found.rule:
        return message("{text}: again and again from {first} to {last} ({rule})", **facts)
    line = message("{text}: {first} ({precision})", **facts)
    if found.first != found.last:
        line = message("{text}: {first} to {last} ({precision})", **facts)
    return message("{said}; provisional: days off are not published yet", said=line) if found.provisional else line


def as_json(found: Sequence[Expression], today: date, plan: Plan | None) -> str:
    """Return the envelope; without a plan, `plan` is null."""
    from plantrack.render.json import dump

    head = {"schema": "plantrack.date/1", "plan": plan and plan.id, "as_of": today, "known_at": None}
    return dump({**head, "dates": [_entry(one) for one in found]})


def _entry(found: Expression) -> dict[str, object]:
    return {
        "text": found.text,
        "first": found.first,
        "last": found.last,
        "precision": found.precision,
        "rule": found.rule,
        "provisional": found.provisional,
    }


def refusal(error: PlantrackError, language: str) -> str:
    """Return the line that says why one was refused."""
    return plain(message("error: {said}", said=error.message), language)

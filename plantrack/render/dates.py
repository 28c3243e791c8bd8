"""How date expressions are read, as text and as JSON."""

from collections.abc import Iterator, Sequence
from datetime import date

from plantrack.dates.expressions import Expression
from plantrack.dates.recurring import coming
from plantrack.dates.workdays import Calendar
from plantrack.errors import Message, message
from plantrack.model.plan import Plan
from plantrack.render.context import plain


def as_text(found: Sequence[Expression], today: date, calendar: Calendar, language: str) -> str:
    """Return a line for each expression: its words, its days and their precision.

    A recurring one has two more: its rule, and its next day.
    """
    lines = (line for one in found for line in (_recurring(one, today, calendar) if one.rule else [_once(one)]))
    return "".join(plain(line, language) + "\n" for line in lines)


def _once(found: Expression) -> Message:
    facts = {"text": found.text, "first": found.first, "last": found.last}
    facts["precision"] = message(f"precision {found.precision}")
    line = message("{text}: {first} ({precision})", **facts)
    if found.first != found.last:
        line = message("{text}: {first} to {last} ({precision})", **facts)
    return message("{said}; provisional: days off are not published yet", said=line) if found.provisional else line


def _recurring(found: Expression, today: date, calendar: Calendar) -> Iterator[Message]:
    yield message("{text}: again and again from {first} to {last}", text=found.text, first=found.first, last=found.last)
    yield message("  by the rule {rule}", rule=found.rule)
    if upcoming := coming(found, today, calendar):
        line = message("  next {day}", day=upcoming.day)
        if upcoming.moved:
            line = message("  next {day} (day off: moves to {moved})", day=upcoming.day, moved=upcoming.moved)
        yield line
        if upcoming.provisional:
            yield message("  provisional: days off are not published yet")


def as_json(found: Sequence[Expression], today: date, calendar: Calendar, plan: Plan | None) -> str:
    """Return the envelope; without a plan, `plan` is null."""
    from plantrack.render.envelope import dump, fields

    dates = [
        {
            **fields(one, "text", "first", "last", "precision", "rule"),
            "next": upcoming and upcoming.day,
            "moved": upcoming and upcoming.moved,
            "provisional": (upcoming or one).provisional,
        }
        for one in found
        for upcoming in [coming(one, today, calendar)]
    ]
    return dump(
        {"schema": "plantrack.date/1", "plan": plan and plan.id, "as_of": today, "known_at": None, "dates": dates}
    )

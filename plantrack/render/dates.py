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
    days = {"first": found.first, "last": found.last}
    yield message(
        "{text}: {every}, from {first} to {last}", text=found.text, every=rule_words(found.rule or ""), **days
    )
    yield message("  by the rule {rule}", rule=found.rule)
    if upcoming := coming(found, today, calendar):
        line = message("  next {day}", day=upcoming.day)
        if upcoming.moved:
            line = message("  next {day} (day off: moves to {moved})", day=upcoming.day, moved=upcoming.moved)
        yield line
        if upcoming.provisional:
            yield message("  provisional: days off are not published yet")


ORDINALS = range(1, 6)
"""Places among several that have a word of their own: first to fifth."""
WEEKDAYS = (
    message("Monday"), message("Tuesday"), message("Wednesday"), message("Thursday"), message("Friday"),
    message("Saturday"), message("Sunday"),
)  # fmt: skip
"""The days of the week, from Monday on."""
_BY_CODE = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), WEEKDAYS, strict=True))


def rule_words(rule: str) -> Message:
    """Return a rule of RFC 5545, as the grammar of dates makes them, in words: every Friday, day 25 of every month."""
    parts = dict(part.split("=") for part in rule.split(";"))
    if parts["FREQ"] == "DAILY":
        return message("every working day") if "BYDAY" in parts else message("every day")
    if parts["FREQ"] == "WEEKLY":
        named = tuple(_BY_CODE[day] for day in parts["BYDAY"].split(","))
        return message("every second {weekdays}" if "INTERVAL" in parts else "every {weekdays}", weekdays=named)
    months = tuple(message(f"month {month}") for month in parts.get("BYMONTH", "").split(",") if month)
    return message("{day} of {months}", day=_day_of_month(parts), months=months or message("every month"))


def _day_of_month(parts: dict[str, str]) -> Message:
    if "BYSETPOS" in parts:
        return _nth(int(parts["BYSETPOS"]), message("working day"))
    if "BYDAY" in parts:
        return _nth(int(parts["BYDAY"][:-2]), _BY_CODE[parts["BYDAY"][-2:]])
    if parts["BYMONTHDAY"] == "-1":
        return message("the last day")
    return message("{days}", days=tuple(message("day {number}", number=day) for day in parts["BYMONTHDAY"].split(",")))


def _nth(nth: int, what: Message) -> Message:
    if nth == -1:
        return message("the last {what}", what=what)
    if nth in ORDINALS:
        return message("the {nth} {what}", nth=message(f"nth {nth}"), what=what)
    return message("{what} number {nth} from the end" if nth < 0 else "{what} number {nth}", what=what, nth=abs(nth))


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

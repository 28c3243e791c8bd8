"""A plan as a calendar (RFC 5545): all-day events with alarms, made anew by each export under the same names."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from plantrack.errors import message
from plantrack.exchange.records import Export, records
from plantrack.model.plan import Plan
from plantrack.model.reminding import Level, Subject
from plantrack.model.updates import in_utc
from plantrack.render.context import RenderContext, plain, visible
from plantrack.render.envelope import dump_line
from plantrack.render.phrases import basis_words, period_words
from plantrack.reports.calendar_events import CalendarEvent, Cut, EventKind, EventState, calendar_events
from plantrack.reports.reminders import step_day

PRODUCT = "-//plantrack//plantrack//EN"
RECORD = "X-PLANTRACK-RECORD"
"""The property that holds a record of the plan, so that the calendar can be read as a plan again."""
NAMED = 20
"""How many tasks at most a report day names."""
MORNING = 9
"""The hour of an alarm."""
MOMENT = "%Y%m%dT%H%M%SZ"
"""How a moment in UTC is written."""
LINE_FEED = "\n"
ESCAPES = (("\\", r"\\"), (";", r"\;"), (",", r"\,"), ("\r\n", r"\n"), ("\n", r"\n"), ("\r", r"\n"))
"""How the characters of a text are written that mean something else there, in the order of replacing them."""
BREAK, OCTETS = "\r\n", 75
"""What ends a line, and the octets of the longest one without it."""
INSIDE = (0b1100_0000, 0b1000_0000)
"""The bits by which an octet of UTF-8 is known that does not begin a character."""
KINDS = {
    EventKind.TASK: message("Task"), EventKind.MILESTONE: message("Milestone"), EventKind.REPORT: message("Report due"),
}  # fmt: skip
"""The category of each kind of event."""


def calendar(view: Export, ctx: RenderContext) -> str:
    """Return the dates of a plan as a calendar, whose moments are those of the records."""
    return "".join(folded(line) for line in _lines(view, ctx))


def _lines(view: Export, ctx: RenderContext) -> Iterator[str]:
    plan = view.plan
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN")
    yield f"X-WR-CALNAME:{escaped(ctx.title(plan.title))}"
    for one in records(view):
        yield f"{RECORD};VALUE=TEXT:{escaped(dump_line({'record': one.kind, **one.values}))}"
    known_at = datetime.combine(ctx.known_at, time.max, plan.zone) if ctx.known_at else None
    cut = Cut(view.as_of, known_at)
    for event in calendar_events(plan, view.roots, view.history, cut, units=view.units, calendar=ctx.calendar):
        yield from _event(event, plan, ctx)
    yield "END:VCALENDAR"


def _event(event: CalendarEvent, plan: Plan, ctx: RenderContext) -> Iterator[str]:
    title = escaped(_title(event, ctx))
    yield from ("BEGIN:VEVENT", f"SUMMARY:{title}")
    yield from _properties(event, plan, ctx)
    for ahead in _alarms(event, plan, ctx) if event.state is EventState.OPEN else ():
        yield from (
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{title}",
            f"TRIGGER:{_trigger(ahead)}",
            "END:VALARM",
        )
    yield "END:VEVENT"


def _properties(event: CalendarEvent, plan: Plan, ctx: RenderContext) -> Iterator[str]:
    stamp = in_utc(event.changed or datetime.combine(plan.period.first, time.min, plan.zone))
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(1):%Y%m%d}"
    yield f"DTSTAMP:{stamp:{MOMENT}}"
    yield f"UID:{escaped(f'{visible(event.name)}@{plan.id}.plantrack')}"
    yield f"SEQUENCE:{event.moves}"
    categories = plain(KINDS[event.kind], ctx.language), *(ctx.units([unit]) for unit in event.units)
    yield f"CATEGORIES:{','.join(map(escaped, categories))}"
    yield f"DESCRIPTION:{escaped(LINE_FEED.join(_description(event, plan, ctx)))}"
    yield f"LAST-MODIFIED:{stamp:{MOMENT}}"
    yield f"STATUS:{_status(event)}"
    yield "TRANSP:TRANSPARENT"


def _status(event: CalendarEvent) -> str:
    """Return the status: what is assumed is no promise, and no event of a calendar can be done."""
    if event.state is EventState.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if event.basis == "assumed" and event.state is EventState.OPEN else "CONFIRMED"


def _title(event: CalendarEvent, ctx: RenderContext) -> str:
    words = _subject(event, ctx)
    return f"✓ {words}" if event.state is EventState.DONE else words


def _subject(event: CalendarEvent, ctx: RenderContext) -> str:
    if event.period:
        what = ctx.reference(event.refs[0]) if len(event.refs) == 1 else ctx.say("{n} tasks", n=len(event.refs))
        return ctx.say("report for {period}: {what}", period=period_words(event.period, ctx), what=what)
    what = ctx.reference(event.refs[0])
    return ctx.say("milestone {what}" if event.kind is EventKind.MILESTONE else "due: {what}", what=what)


def _description(event: CalendarEvent, plan: Plan, ctx: RenderContext) -> Iterator[str]:
    """Yield who has to do it, where the day comes from, and which day was promised where that is another one."""
    yield ctx.title(plan.title)
    yield ctx.say("Unit: {units}", units=ctx.units(event.units) or ctx.say("nobody"))
    if event.promised and event.promised != event.day:
        yield ctx.say("promised for {day}", day=event.promised)
    if basis := basis_words(event.basis, ctx, full=True):
        yield basis.strip()
    if event.period:
        yield from (ctx.reference(ref) for ref in event.refs[:NAMED])
        if (more := len(event.refs) - NAMED) > 0:
            yield ctx.say("and {n} more", n=more)


def _alarms(event: CalendarEvent, plan: Plan, ctx: RenderContext) -> Iterator[timedelta]:
    """Yield how long before the day the units are reminded: at the steps of the ladder that are not after it.

    Step 0 of a day off is after it, on the next working day.
    """
    subject = Subject.REPORT if event.kind is EventKind.REPORT else Subject.DATE
    steps = {step.day for step in plan.reminders if step.day <= 0 and subject in step.about and Level.LEAD in step.to}
    for step in sorted(steps):
        yield event.day - step_day(event.day, step, ctx.calendar)


def _trigger(ahead: timedelta) -> str:
    """Return when an alarm rings, counted from the midnight with which a day begins: in the morning of another day."""
    hours = MORNING - 24 * ahead.days
    days, left = divmod(abs(hours), 24)
    return f"{'-' * (hours < 0)}P{f'{days}D' if days else ''}T{left}H"


def escaped(text: str) -> str:
    """Return a text as the value of a property (RFC 5545, 3.3.11)."""
    for plain_text, written in ESCAPES:
        text = text.replace(plain_text, written)
    return text


def folded(line: str) -> str:
    """Return a line with its break, folded where it has more than 75 octets (RFC 5545, 3.1); no character is torn."""
    octets = line.encode()
    if len(octets) <= OCTETS:
        return f"{line}{BREAK}"
    parts, first = [], 0
    while first < len(octets):
        last = first + OCTETS - bool(first)  # a blank stands before what goes on
        while last < len(octets) and octets[last] & INSIDE[0] == INSIDE[1]:
            last -= 1
        parts.append(octets[first:last].decode())
        first = last
    return f"{BREAK} ".join(parts) + BREAK

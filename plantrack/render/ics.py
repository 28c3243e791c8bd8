"""A plan as a calendar (RFC 5545): all-day events with alarms, made anew by each export under the same names."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from plantrack.dates.workdays import add_workdays
from plantrack.errors import message
from plantrack.exchange.records import Export, records
from plantrack.extras import needs
from plantrack.model.plan import Plan
from plantrack.model.reminding import Level, Subject
from plantrack.model.updates import in_utc
from plantrack.render.context import RenderContext, plain, visible
from plantrack.render.envelope import dump_line
from plantrack.render.phrases import basis_words, period_words
from plantrack.reports.calendar_events import CalendarEvent, Cut, EventKind, EventState, calendar_events

PRODUCT = "-//plantrack//plantrack//EN"
RECORD = "X-PLANTRACK-RECORD"
"""The property that holds a record of the plan, so that the calendar can be read as a plan again."""
NAMED = 20
"""How many tasks at most a report day names."""
MORNING = timedelta(hours=9)
"""The time of day of an alarm."""
KINDS = {
    EventKind.TASK: message("Task"), EventKind.MILESTONE: message("Milestone"), EventKind.REPORT: message("Report due"),
}  # fmt: skip
"""The category of each kind of event."""


def calendar(view: Export, ctx: RenderContext) -> str:
    """Return the dates of a plan as a calendar, whose moments are those of the records. Needs the extra `calendar`."""
    library, plan = needs("icalendar", "calendar"), view.plan
    made = library.Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", library.vText(ctx.title(plan.title)))
    for one in records(view):
        made.add(RECORD, library.vText(dump_line({"record": one.kind, **one.values})), parameters={"VALUE": "TEXT"})
    known_at = datetime.combine(ctx.known_at, time.max, plan.zone) if ctx.known_at else None
    cut = Cut(view.as_of, known_at)
    for event in calendar_events(plan, view.roots, view.history, cut, units=view.units, calendar=ctx.calendar):
        made.add_component(_event(event, plan, ctx, library))
    written: str = made.to_ical().decode()
    return written


def _event(event: CalendarEvent, plan: Plan, ctx: RenderContext, library: Any) -> Any:
    made = library.Event()
    title = _title(event, ctx)
    made.add("uid", f"{visible(event.name)}@{plan.id}.plantrack")
    stamp = in_utc(event.changed or datetime.combine(plan.period.first, time.min, plan.zone)).replace(microsecond=0)
    made.add("dtstamp", stamp)
    made.add("last-modified", stamp)
    made.add("sequence", event.moves)
    made.add("dtstart", event.day)
    made.add("dtend", event.day + timedelta(1))
    made.add("summary", title)
    made.add("description", "\n".join(_description(event, plan, ctx)))
    made.add("status", _status(event))
    made.add("transp", "TRANSPARENT")
    made.add("categories", [plain(KINDS[event.kind], ctx.language), *(ctx.units([unit]) for unit in event.units)])
    for lead in _alarms(event, plan, ctx) if event.state is EventState.OPEN else ():
        made.add_component(_alarm(lead, title, library))
    return made


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
    """Yield how long before the day the units are reminded: at the steps of the ladder that are not after it."""
    subject = Subject.REPORT if event.kind is EventKind.REPORT else Subject.DATE
    steps = {step.day for step in plan.reminders if step.day <= 0 and subject in step.about and Level.LEAD in step.to}
    for step in sorted(steps):
        yield event.day - _reminded(event.day, step, ctx)


def _reminded(due: date, step: int, ctx: RenderContext) -> date:
    return add_workdays(due, step, ctx.calendar).day


def _alarm(ahead: timedelta, title: str, library: Any) -> Any:
    made = library.Alarm()
    made.add("action", "DISPLAY")
    made.add("description", title)
    made.add("trigger", MORNING - ahead)
    return made

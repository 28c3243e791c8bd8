"""The periodic report as sections: headings, sentences and rows in the reader's language, for formats to lay out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plantrack.model.plan import Milestone, Task
from plantrack.model.update import short
from plantrack.render.bulletin import paragraph
from plantrack.render.differences import changed_section, grounds_section, restated_section
from plantrack.render.lines import amendment_words, number, said
from plantrack.render.page import Page, visible
from plantrack.render.section import Section
from plantrack.render.wording import (
    NOTHING,
    baseline_year,
    basis_words,
    change_words,
    day_words,
    deadline_words,
    figure_words,
    lead_words,
    measured_words,
    percent_words,
    period_words,
    promised_words,
    ranges,
    target_words,
)
from plantrack.reports.amendments import Amended
from plantrack.reports.extensions import Asking, Extension
from plantrack.reports.numbers import Followed
from plantrack.reports.overview import Summary
from plantrack.reports.periodic import Dated, PeriodicReport, Silent, Told
from plantrack.standing import Standing

APART = ("tasks", "percent", "expected")
"""What of a summary is told in a line of its own."""


def report_title(view: PeriodicReport, page: Page) -> str:
    """Return the report's title."""
    title = page.say("{plan}: report on {period}", plan=view.plan.title, period=period_words(view.period, page))
    if view.unit:
        return page.say("{title} ({what})", title=title, what=page.units([view.unit]))
    task = view.plan.by_ref.get(view.ref) if view.ref else None
    return page.say("{title} ({what})", title=title, what=f"{task.ref} {page.title(task.title)}") if task else title


def dates_words(view: PeriodicReport, page: Page) -> str:
    """Return the days that a report is about, and the day on which things stand as it says."""
    first, last, day = (day_words(one, page) for one in (view.period.first, view.period.last, view.as_of))
    return page.say("{first} to {last}, as of {day}", first=first, last=last, day=day)


def report_sections(view: PeriodicReport, page: Page) -> tuple[Section, ...]:
    """Return the report's sections in their order; one with nothing to say says so in a sentence."""
    return (
        _summary(view, page),
        _items(view, page),
        changed_section(view, page),
        reached_section(view, page),
        reported_section(view, page),
        _late(view.late, page),
        amendments_section(view, page),
        *extension_sections(view, page),
        _at_risk(view.at_risk, page),
        _unreported(view.unreported, page),
        _due_next(view, page),
        _indicators(view.indicators, page),
        arrived_section(view, page),
        restated_section(view, page),
        assumed_section(view, page),
        grounds_section(view, page),
    )


def _summary(view: PeriodicReport, page: Page) -> Section:
    say, before = page.say, view.previous
    sentences = [dates_words(view, page)]
    ended = (view.as_of - view.plan.period.last).days
    if ended > 0:
        sentences.append(
            say("the plan ended {n} days ago, on {day}", n=ended, day=day_words(view.plan.period.last, page))
        )
    sentences.append(paragraph(view, page))
    rows = [(say("Tasks"), str(view.summary.tasks), _shift(view.summary.tasks, before.tasks))]
    rows += [(say(f"summary {name}"), str(now), _shift(now, then)) for name, now, then in counts(view)]
    rows += [
        (say("Progress of deliverables"), *_share(view.summary.percent, before.percent, page)),
        (say("Expected of deliverables"), *_share(view.summary.expected, before.expected, page)),
    ]
    columns = (say("What"), say("Number"), say("Change"))
    return Section(say("In numbers"), tuple(sentences), columns, tuple(rows), (1, 2))


def counts(view: PeriodicReport) -> Iterator[tuple[str, int, int]]:
    """Yield the counts of the summary with their names, now and in the period before; those cancelled if there are any."""
    for name in Summary.__struct_fields__:
        now, then = getattr(view.summary, name), getattr(view.previous, name)
        if name not in APART and (name != "cancelled" or now or then):
            yield name, now, then


def _share(now: float | None, before: float | None, page: Page) -> tuple[str, str]:
    return percent_words(now), _points(now, before, page)


def _shift(now: int, before: int) -> str:
    return f"{now - before:+}" if now != before else "="


def _points(now: float | None, before: float | None, page: Page) -> str:
    if now is None or before is None:
        return NOTHING
    shift = _shift(round(now), round(before))
    return shift if shift == "=" else page.say("{n} points", n=shift)


def _items(view: PeriodicReport, page: Page) -> Section:
    say = page.say
    rows = tuple(
        (
            top.ref, page.title(top.facts.task.title), percent_words(top.facts.percent), percent_words(top.facts.expected),
            f"{top.facts.reported[0]}/{top.facts.reported[1]}", top.light, deadline_words(top.facts.next_due, page),
        )
        for top in view.tops
    )  # fmt: skip
    columns = (
        say("No."),
        say("Item"),
        say("Progress"),
        say("Expected"),
        say("Reported"),
        say("Light"),
        say("Next due"),
    )
    return Section(say("Item by item"), () if rows else (say("Nothing."),), columns, rows, (2, 3, 4))


def _name(task: Task, milestone: Milestone | None, page: Page) -> str:
    if milestone is None:
        return page.title(task.title)
    return page.say("{stone} ({task})", stone=milestone.title, task=task.title)


def _due(entry: Dated, page: Page) -> str:
    words = f"{entry.day}{basis_words(entry.basis, page)}"
    moved = entry.promised not in (None, entry.day)
    return (
        words
        + page.say(", promised for {day}", day=promised_words(entry.promised, entry.milestone or entry.task, page))
        if moved
        else words
    )


def reached_section(view: PeriodicReport, page: Page) -> Section:
    """Return what was reached in the period."""
    say, entries = page.say, view.reached
    rows = tuple(
        (str(e.day), e.ref, _name(e.task, e.milestone, page), promised_words(e.promised, e.milestone or e.task, page))
        for e in entries
    )
    if not rows:
        return Section(say("Reached in this period"), (say("Nothing was reported as reached."),))
    return Section(say("Reached in this period"), (), (say("On"), say("No."), say("What"), say("Promised")), rows)


def reported_section(view: PeriodicReport, page: Page) -> Section:
    """Return what was reported in the period."""
    say, entries = page.say, view.reported
    if not entries:
        return Section(say("Reported in this period"), (say("Nobody reported anything."),))
    rows = tuple(_told(entry, page) for entry in entries)
    return Section(
        say("Reported in this period"), (), (say("On"), say("No."), say("What"), say("Reported"), say("By")), rows
    )


def _told(entry: Told, page: Page) -> tuple[str, ...]:
    update = entry.update
    ref = getattr(update, "ref", None)
    title = page.plan.title_of(ref) if ref else None
    source = getattr(update, "source", None)
    words = said(update, page) + (page.say(" [{note}]", note=source) if source else "")
    return (str(update.on), number(update, page), page.title(title) if title else "–", words, visible(update.by))


def _late(entries: Sequence[Dated], page: Page) -> Section:
    say = page.say
    if not entries:
        return Section(say("Late"), (say("Nothing is past its date."),))
    rows = tuple(
        (e.ref, _name(e.task, e.milestone, page), _due(e, page), str(e.days), lead_words(e.lead, e.lead_basis, page))
        for e in entries
    )
    return Section(say("Late"), (), (say("No."), say("What"), say("Due"), say("Days late"), say("Lead")), rows, (3,))


def amendments_section(view: PeriodicReport, page: Page) -> Section:
    """Return what was adopted otherwise in the period, old and new."""
    say, entries = page.say, view.amendments
    if not entries:
        return Section(say("Amendments"), (say("Nothing that was adopted was changed in this period."),))
    columns = (say("On"), say("No."), say("What"), say("Amended"), say("Old → new"), say("Reason"), say("By"))
    return Section(say("Amendments"), (), columns, tuple(row for entry in entries for row in _amended(entry, page)))


def _amended(entry: Amended, page: Page) -> Iterator[tuple[str, ...]]:
    day, reason, by = str(entry.update.on), visible(entry.update.reason or NOTHING), visible(entry.update.by)
    for change in entry.changes:
        title = page.plan.title_of(change.ref)
        what, words = amendment_words(change, page)
        yield (day, visible(change.ref), page.title(title) if title else NOTHING, what, words or NOTHING, reason, by)


def extension_sections(view: PeriodicReport, page: Page) -> Iterator[Section]:
    """Yield a row for each request with its answer, and then a row for each unit; one sentence where there are none."""
    say, asked, units = page.say, view.extensions, view.extensions_by_unit
    if not asked:
        yield Section(say("Extensions"), (say("Nobody asked for an extension."),))
        return
    now = sum(entry.within(view.period) for entry in asked)
    told = say(
        "Requests: {n}; asked for or answered in this period, and first in the list: {now}.", n=len(asked), now=now
    )
    columns = (say("No."), say("What"), say("Promised"), say("Due → asked"), say("Days"), say("Request"), say("Answer"))
    yield Section(say("Extensions"), (told,), columns, tuple(_extension(entry, page) for entry in asked), (4,))
    of_units = (say("Unit"), say("Asked"), say("Asked late"), say("Days granted"), say("Answers"), say("Reasons"))
    yield Section(say("Extensions, by unit"), (), of_units, tuple(_asking(entry, page) for entry in units), (1, 2, 3))


def _extension(entry: Extension, page: Page) -> tuple[str, ...]:
    ask, task = entry.ask, entry.task
    return (
        visible(ask.ref),
        _name(task, entry.milestone, page) if task else NOTHING,
        promised_words(entry.promised, entry.milestone or task, page),
        f"{entry.old or NOTHING} → {entry.granted or ask.due or NOTHING}",
        NOTHING if entry.days is None else str(entry.days),
        request_words(entry, page),
        answer_words(entry, page),
    )


def request_words(entry: Extension, page: Page) -> str:
    """Return when, why and by whom an extension was asked for."""
    asked = f"{entry.ask.on}{page.say(', late') if entry.late else ''}"
    words = page.say("{what}: {words}", what=asked, words=entry.ask.reason or NOTHING)
    return words + page.say(" ({note})", note=entry.ask.by)


def answer_words(entry: Extension, page: Page) -> str:
    """Return how an extension was answered, by whom and why."""
    reply = entry.reply
    if reply is None:
        return page.say("pending, request {id}", id=short(entry.ask))
    approved = entry.answer == "approved"
    words = page.say("approved on {day} by {by}" if approved else "refused on {day} by {by}", day=reply.on, by=reply.by)
    return words + (page.say(" ({note})", note=reply.reason) if reply.reason else "")


def _asking(entry: Asking, page: Page) -> tuple[str, ...]:
    answers = (
        page.say("{n} approved", n=entry.approved) if entry.approved else "",
        page.say("{n} refused", n=entry.refused) if entry.refused else "",
        page.say("{n} pending", n=entry.pending) if entry.pending else "",
    )
    return (
        page.say("nobody") if entry.unit is None else page.units([entry.unit]),
        str(entry.asked),
        str(entry.late),
        str(entry.days),
        page.listed(filter(None, answers)),
        page.say("; ").join(map(visible, entry.reasons)) or NOTHING,
    )


def _at_risk(entries: Sequence[Standing], page: Page) -> Section:
    say = page.say
    if not entries:
        return Section(say("At risk"), (say("Beside what is late or unreported, nothing is known to be at risk."),))
    rows = tuple(
        (
            s.ref,
            page.title(s.facts.task.title),
            s.light,
            deadline_words(s.facts.next_due, page),
            lead_words(s.facts.lead, s.facts.lead_basis, page),
        )
        for s in entries
    )
    return Section(say("At risk"), (), (say("No."), say("Task"), say("Light"), say("Next due"), say("Lead")), rows)


def _unreported(entries: Sequence[Silent], page: Page) -> Section:
    say = page.say
    if not entries:
        return Section(say("Owing a report, by unit"), (say("No task owes a report."),))
    rows = tuple(
        (
            page.units([e.unit]) if e.unit else say("nobody"),
            str(len(e.tasks)),
            page.listed(ranges([s.ref for s in e.tasks])),
        )
        for e in entries
    )
    return Section(say("Owing a report, by unit"), (), (say("Unit"), say("Count"), say("References")), rows, (1,))


def _due_next(view: PeriodicReport, page: Page) -> Section:
    title = page.say("Due in {period}", period=period_words(view.next_period, page))
    if not view.due_next:
        return Section(title, (page.say("Nothing falls due."),))
    rows = tuple(
        (_due(e, page), e.ref, _name(e.task, e.milestone, page), lead_words(e.lead, e.lead_basis, page))
        for e in view.due_next
    )
    return Section(title, (), (page.say("Due"), page.say("No."), page.say("What"), page.say("Lead")), rows)


def _indicators(lines: Sequence[Followed], page: Page) -> Section:
    """Return what was measured, stands at the head of the plan or has a target; the rest is only counted."""
    say = page.say
    year = baseline_year(page.plan)
    shown = [line for line in lines if line.latest or line.indicator.headline or line.indicator.target]
    rows = tuple(
        (
            page.title(line.indicator.label), figure_words(line.figure, page), measured_words(line.latest, page, line),
            change_words(line, page), target_words(line, page) or "–",
        )
        for line in shown
    )  # fmt: skip
    rest = len(lines) - len(shown)
    sentences = (say("Indicators not measured, and not listed here: {n}.", n=rest),) if rest else ()
    title = say("Indicators beside {year}", year=year) if page.plan.baseline else say("Indicators")
    columns = (say("Indicator"), year, say("Latest"), say("Change"), say("Target"))
    return Section(title, sentences if lines else (say("Nothing."),), columns, rows, (1, 2, 3))


def arrived_section(view: PeriodicReport, page: Page) -> Section:
    """Return what was recorded in the period about an earlier one."""
    say, entries = page.say, view.arrived_late
    if not entries:
        return Section(say("Arrived late for an earlier period"), (say("Nothing."),))
    columns = (say("On"), say("No."), say("What"), say("Reported"), say("By"))
    return Section(say("Arrived late for an earlier period"), (), columns, tuple(_told(e, page) for e in entries))


def assumed_section(view: PeriodicReport, page: Page) -> Section:
    """Return which leads and dates somebody here set."""
    say, found = page.say, view.assumed
    rows = tuple(
        (name, str(len(refs)), page.listed(ranges(refs)))
        for name, refs in (
            (say("Lead"), found.lead), (say("Due date"), found.due), (say("Milestone dates"), found.milestones),
        )
        if refs
    )  # fmt: skip
    if not rows:
        return Section(say("What rests on assumption"), (say("Nothing."),))
    sentence = say("Neither the document nor a published source says these; somebody here set them.")
    columns = (say("What"), say("Count"), say("References"))
    return Section(say("What rests on assumption"), (sentence,), columns, rows, (1,))

"""Views for machines. Keys never change meaning within a version; titles are always `{zh, en}`; dates are ISO 8601."""

from collections.abc import Sequence

from msgspec import UNSET
from msgspec.structs import asdict, replace

from plantrack.checks import CheckResult
from plantrack.evaluation.evaluate import TaskEvaluation
from plantrack.evaluation.lights.judge import RuleTrial
from plantrack.model.basis import basis_word
from plantrack.model.updates import record
from plantrack.render.context import RenderContext, plain
from plantrack.render.envelope import (
    Json,
    envelope,
    fields,
    indicator,
    lateness,
    light,
    measure,
    milestone,
    narrowed,
    summary,
    target,
    task,
    units,
)
from plantrack.reports.agenda import Agenda, AgendaEntry
from plantrack.reports.explanation import Comparison, Explanation
from plantrack.reports.indicators import BaselineLine, BaselineTable
from plantrack.reports.ledgers import Ledgers
from plantrack.reports.listing import MilestoneOfTask
from plantrack.reports.log import Log, LogEntry
from plantrack.reports.overview import Overview, TaskView
from plantrack.reports.reminders import Reminder, Reminders, UnitReminders

FINDING = ("rule", "severity", "ref", "message", "file", "line", "known", "fingerprint")
RULE_SET = ("id", "title", "source")


def status(view: Overview, ctx: RenderContext) -> str:
    """Return the plan at a glance."""
    return envelope(
        "status",
        ctx,
        title=view.plan.title,
        ended_days_ago=view.ended,
        summary=summary(view.summary),
        narrowed=narrowed(view.units, [view.ref] if view.ref else []),
        units=units(ctx),
        tasks=[task(top) for top in view.roots],
        headlines=[indicator(line) for line in view.headlines],
    )


def show(view: TaskView, ctx: RenderContext) -> str:
    """Return everything about one task."""
    facts, words = view.evaluation.facts, fields(view.words, "progress", "problem", "next")
    return envelope(
        "show",
        ctx,
        task=task(view.evaluation),
        promise=view.promised,
        adopted=facts.adopted,
        place=facts.task.place,
        directions=facts.task.directions,
        **{name: said and said.text for name, said in words.items()},
        **{f"{name}_on": said and said.on for name, said in words.items()},
        indicators=[indicator(line) for line in view.numbers],
        history=[update(entry, ctx) for entry in view.history],
        units=units(ctx),
    )


def listing(view: Sequence[TaskEvaluation], ctx: RenderContext) -> str:
    """Return the chosen tasks."""
    return envelope("list", ctx, tasks=[task(evaluation) for evaluation in view], units=units(ctx))


def milestones(view: Sequence[MilestoneOfTask], ctx: RenderContext) -> str:
    """Return the chosen milestones, each with its task, who leads it and how many days late it is."""
    found = [
        {
            **milestone(point),
            "task": one.ref,
            "lead": one.facts.lead,
            "days_late": point.days_late if point.overdue else 0,
        }
        for one, point in view
    ]
    return envelope("list", ctx, milestones=found, units=units(ctx))


def agenda(view: Agenda, ctx: RenderContext) -> str:
    """Return what is to be done by a day, each entry with the working days left."""
    counts = {"overdue": len(view.overdue), "answers": len(view.answers), "coming": len(view.coming)}
    return envelope(
        "agenda",
        ctx,
        **fields(view, "until", "adopted"),
        narrowed=narrowed(view.units, []),
        counts=counts,
        entries=[agenda_entry(entry, ctx) for entry in view.entries],
        units=units(ctx),
    )


def agenda_entry(entry: AgendaEntry, ctx: RenderContext) -> Json:
    """Return one thing to do; `request` is null for what is no request, `period` for what is no report."""
    return {
        **fields(entry, "kind", "day", "workdays", "overdue"),
        "items": [{"ref": ref, "title": ctx.plan.title_of(ref)} for ref in entry.refs],
        "units": entry.units,
        "basis": basis_word(entry.basis),
        "period": entry.period and entry.period.label,
        **fields(entry, "missed"),
        "missed_since": entry.since,
        "request": entry.request and fields(entry.request, "id", "what", "on", "by", "due", "reason"),
    }


def remind(view: Reminders, ctx: RenderContext) -> str:
    """Return everything that is told on a day, a message each."""
    messages = [notice(one, ctx) for one in view.messages]
    return envelope("remind", ctx, day_off=view.day_off, adopted=view.adopted, messages=messages, units=units(ctx))


def notice(told: UnitReminders, ctx: RenderContext) -> Json:
    """Return what one message tells."""
    matters = [matter(one, ctx) for one in told.reminders]
    return {**fields(told, "unit", "level", "repeated"), "colour": told.step.colour, "matters": matters}


def matter(one: Reminder, ctx: RenderContext) -> Json:
    """Return one thing that is told; `days` since it was due or asked for, negative before that."""
    return {
        **fields(one.matter, "cause", "ref", "due", "step", "period", "request", "repeat"),
        "title": ctx.plan.title_of(one.matter.ref),
        "basis": None if one.owed.basis is UNSET else basis_word(one.owed.basis),
        "days": (one.owed.facts.as_of - one.owed.due).days,
        "lead": one.owed.units,
        "missed": one.owed.row,
        "missed_since": one.owed.first,
    }


def baseline(view: BaselineTable, ctx: RenderContext) -> str:
    """Return last year's figures, and the indicators that have none."""
    figures, new = [figure(line) for line in view.lines], [indicator(line) for line in view.new]
    year = ctx.plan.baseline and ctx.plan.baseline.year
    return envelope("baseline", ctx, year=year, figures=figures, without_baseline=new)


def figure(line: BaselineLine) -> Json:
    """Return a figure of last year with what was measured since."""
    return {
        **fields(line.figure, "id", "label", "value", "value_to", "unit", "qualifier", "kind", "period", "section"),
        "target": next((target(f) for f in line.continued if f.indicator.target), None),
        "measured": [measure(m) for m in line.measured],
        "change": next((f.change for f in line.continued if f.change), None),
    }


def check(view: CheckResult, ctx: RenderContext) -> str:
    """Return the findings and how many each rule has."""
    counts = {rule: sum(f.rule == rule for f in view.findings) for rule in view.rules}
    findings = [fields(f, *FINDING) | {"message": plain(f.message, ctx.language)} for f in view.findings]
    return envelope("check", ctx, findings=findings, counts=counts)


def explain(view: Explanation, ctx: RenderContext) -> str:
    """Return why a task has its light: inputs, the segment of its curve, and every rule as tried."""
    facts = view.evaluation.facts
    inputs = {
        "start": facts.start, "days_to_due": facts.days_left, "workdays_to_due": view.workdays_left,
        "points_behind": view.behind, **fields(facts, "overdue", "owes", "missed", "missed_since"),
    }  # fmt: skip
    return envelope(
        "explain",
        ctx,
        task=task(view.evaluation),
        inputs=inputs,
        curve=view.stretch and {**asdict(view.stretch), "percent": view.stretch.percent},
        rule_set=fields(view.rules, *RULE_SET),
        tried=[tried(one, view.fired) for one in view.tried],
    )


def tried(one: RuleTrial, fired: RuleTrial | None) -> Json:
    """Return a rule as tried on a task; `fired` is true for the one that gave the light."""
    return {
        "rule": one.number,
        **fields(one.rule, "light", "because"),
        "conditions": [{**asdict(found), "assumed": found.name in one.rule.assumed} for found in one.conditions],
        "holds": one.holds,
        "fired": fired is not None and fired.number == one.number,
    }


def compare(view: Comparison, ctx: RenderContext) -> str:
    """Return the tasks whose lights differ between two rule sets."""
    sets = (view.first, view.second)
    differing = [
        {**fields(one.facts.task, "ref", "title"), "lights": [light(one.light), light(other.light)]}
        for one, other in view.differing
    ]
    content = {"compared": [fields(rules, *RULE_SET) for rules in sets], "tasks": view.tasks, "differing": differing}
    return envelope("explain", replace(ctx, rules=None), rules=[rules.id for rules in sets], **content)


def log(view: Log, ctx: RenderContext) -> str:
    """Return the updates in order of recording, and the records that this version does not know."""
    return envelope("log", ctx, updates=[update(entry, ctx) for entry in view.entries], unknown=view.unknown)


def update(entry: LogEntry, ctx: RenderContext) -> Json:
    """Return an update as recorded; `ref` is null for those on the plan as a whole."""
    found = record(entry.update)
    named = {key: found.pop(key, None) for key in ("id", "act", "at", "on", "by", "ref", "kind")}
    return {
        **named,
        **found,
        "source": found.get("source"),
        "evidence": found.get("evidence", []),
        "in_force": entry.in_force,
        "objection": entry.objection and entry.objection.rule,
        **lateness(entry.update, ctx),
    }


def ledgers(view: Ledgers, ctx: RenderContext) -> str:
    """Return how each unit's ledger for a period came in."""
    rows = [fields(one, "unit", "on", "days_late", "files", "changed") for one in view.units]
    return envelope("ledgers", ctx, period=view.period.label, due=view.due, ledgers=rows, units=units(ctx))

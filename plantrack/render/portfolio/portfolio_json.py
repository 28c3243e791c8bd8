"""All plans of a place for machines: the portfolio, and what was found in all plans."""

from plantrack.errors import Problem
from plantrack.render.context import RenderContext, plain
from plantrack.render.envelope import Json, dump, fields, summary
from plantrack.render.i18n import LANGUAGES
from plantrack.render.json import FINDING
from plantrack.render.report_json import section
from plantrack.reports.portfolio.checked import CheckedPlan, CheckedPortfolio
from plantrack.reports.portfolio.numbers import PortfolioNumbers
from plantrack.reports.portfolio.portfolio import PlanPlace, Portfolio, UnitAcross, UnreadPlan
from plantrack.reports.portfolio.rows import LateEntry
from plantrack.reports.portfolio.sections import bulletin


def status(view: Portfolio, ctx: RenderContext) -> str:
    """Return the plans at a glance."""
    return _envelope("status-all", view.place, ctx, **_portfolio(view, ctx))


def report(view: Portfolio, ctx: RenderContext) -> str:
    """Return the report on a period of all plans."""
    late = [{"plan": plan.row.id, "folder": plan.folder, **_late(plan, entry)} for plan, entry in view.late]
    content = {
        "period": view.period and fields(view.period, "first", "last", "label"),
        "previous": view.previous and summary(view.previous.summary),
        "late": late,
        "sections": [section(found, ctx) for found in bulletin(view)],
    }
    return _envelope("report-all", view.place, ctx, **_portfolio(view, ctx), **content)


def _envelope(view: str, place: str, ctx: RenderContext, **content: object) -> str:
    head = {"schema": f"plantrack.{view}/1", "place": place, "as_of": ctx.as_of, "known_at": ctx.known_at}
    return dump(head | content)


def _portfolio(view: Portfolio, ctx: RenderContext) -> Json:
    return {
        "narrowed": view.narrowed,
        **_numbers(view.numbers),
        "plans": [_plan(one) for one in view.plans],
        "unread": [_unread(one) for one in view.unread],
        "by_unit": [_unit(one, view) for one in view.units],
        "by_light": [fields(one, "meaning", "tasks", "plans") for one in view.lights],
        "problems": [_problem(one) for one in view.problems],
        "apart": [
            {"id": one.id, "doubt": one.doubt, "plans": [view.plans[member.plan].folder for member in one.members]}
            for one in view.apart
        ],
        "units": {key: fields(unit.named_on(ctx.as_of), "zh", "en") for key, unit in view.names.items()},
    }


def _numbers(found: PortfolioNumbers) -> Json:
    return {
        "light": found.worst,
        "summary": summary(found.summary),
        "reports_due": found.due,
        "reports_given": found.given,
    }


def _plan(one: PlanPlace) -> Json:
    row = one.row
    return {
        "folder": one.folder,
        **fields(row, "id", "title"),
        "period": {"first": row.first, "last": row.last},
        **fields(row, "as_of", "adopted", "example", "projected"),
        "ended_days_ago": row.ended,
        "begins_in_days": row.begins,
        "problems": row.problems,
        "broken_lines": row.broken,
        "unanswered": row.unanswered,
        **_numbers(row.numbers),
        "previous": row.previous and summary(row.previous.summary),
        "reached": row.reached,
        "reported_on": row.reported,
        "units": [{"unit": one.keys[part.id] if part.id else None, **_numbers(part.numbers)} for part in row.units],
    }


def _unit(one: UnitAcross, view: Portfolio) -> Json:
    plans = [view.plans[n].folder for n in one.plans]
    previous = one.previous and summary(one.previous.summary)
    return {"unit": one.key or None, "plans": plans, **_numbers(one.numbers), "previous": previous}


def _late(plan: PlanPlace, entry: LateEntry) -> Json:
    named = {"title": entry.milestone or entry.task, "task": entry.task, "lead": plan.lead(entry.lead)}
    return fields(entry, "ref", "due", "days", "basis") | named


def _unread(one: UnreadPlan) -> Json:
    return {"name": one.name, "problems": [_problem(problem) for problem in one.problems]}


def _problem(one: Problem) -> Json:
    words = {language: plain(one.message, language) for language in LANGUAGES}
    return fields(one, "file", "line", "column", "warning") | {"message": words}


def check(view: CheckedPortfolio, ctx: RenderContext) -> str:
    """Return the findings of each plan, and how many each rule has in all of them."""
    result = view.result
    counts = {rule: sum(found.rule == rule for found in result.findings) for rule in result.rules}
    return _envelope(
        "check-all", view.place, ctx,
        plans=[_checked(folder, plan, ctx) for folder, plan in view.plans],
        unread=[_unread(one) for one in view.unread], problems=[_problem(one) for one in view.problems], counts=counts,
    )  # fmt: skip


def _checked(folder: str, plan: CheckedPlan, ctx: RenderContext) -> Json:
    findings = [
        fields(found, *FINDING) | {"message": plain(found.message, ctx.language)} for found in plan.result.findings
    ]
    return {"folder": folder, **fields(plan, "id", "title"), "findings": findings}

"""What was found in all plans: as lines of text plan by plan, and in the formats of CI services as one result."""

from collections.abc import Iterator

from msgspec.structs import replace

from plantrack.checks import Finding
from plantrack.model.policy import Rule, Severity
from plantrack.render import github as github_lines
from plantrack.render import gitlab as gitlab_report
from plantrack.render import junit as junit_file
from plantrack.render import sarif as sarif_log
from plantrack.render.context import RenderContext, visible
from plantrack.render.findings import count_line, file_of, finding_lines
from plantrack.render.update_text import problem_line
from plantrack.reports.portfolio.checked import CheckedPlan, CheckedPortfolio, KeptFinding


def text(view: CheckedPortfolio, ctx: RenderContext) -> str:
    """Return what cannot be read, then the findings of each plan, and lines that count them by rule and by plan."""
    return "".join(f"{line}\n" for line in (*_lines(view, ctx), count_line(view.result, ctx), _plans(view, ctx)))


def _lines(view: CheckedPortfolio, ctx: RenderContext) -> Iterator[str]:
    for problem in (*(one for found in view.unread for one in found.problems), *view.problems):
        yield problem_line(problem, ctx.language)
    for folder, plan in worst_first(view):
        new = [found for found in plan.result.findings if not found.known]
        yield from finding_lines(replace(plan.result, findings=tuple(new)), ctx, f" --plan {folder}")
        if known := len(plan.findings) - len(new):
            yield ctx.say("{folder}: known {n}", folder=visible(folder), n=known)


def _plans(view: CheckedPortfolio, ctx: RenderContext) -> str:
    """Return the line that counts the plans."""
    failed = sum(plan.result.failed for _, plan in view.plans)
    facts = {"n": len(view.plans) + len(view.unread), "failed": failed, "unread": len(view.unread)}
    if view.unread:
        return ctx.say("plans: {n}; with errors {failed}, not readable {unread}", **facts)
    return ctx.say("plans: {n}; with errors {failed}", **facts)


def worst_first(view: CheckedPortfolio) -> list[tuple[str, CheckedPlan]]:
    """Return the plans with the most errors first, then those with the most warnings."""

    def key(pair: tuple[str, CheckedPlan]) -> tuple[int, int, str]:
        found = [one for one in pair[1].findings if not one.known]
        errors = sum(one.severity is Severity.ERROR for one in found)
        return -errors, errors - len(found), pair[0]

    return sorted(view.plans, key=key)


def github(view: CheckedPortfolio, ctx: RenderContext) -> str:
    """Return a command for each finding."""
    return github_lines.check(view.result, ctx)


def gitlab(view: CheckedPortfolio, ctx: RenderContext) -> str:
    """Return an entry for each finding."""
    return gitlab_report.check(view.result, ctx)


def sarif(view: CheckedPortfolio, ctx: RenderContext) -> str:
    """Return one run with all findings."""
    return sarif_log.check(view.result, ctx)


def junit(view: CheckedPortfolio, ctx: RenderContext) -> str:
    """Return a suite for each rule that was tried on each plan, and one for what cannot be read."""
    broken = [(file_of(found), found) for found in view.broken]
    suites = [junit_file.suite(Rule.INVALID_PLAN, Rule.INVALID_PLAN, broken, ctx)] if broken else []
    suites += [
        junit_file.suite(f"{visible(folder)}: {rule}", f"{plan.id}.{rule}", _named(plan, rule, ctx), ctx)
        for folder, plan in view.plans
        for rule in plan.rules
    ]
    return junit_file.written(suites)


def _named(plan: CheckedPlan, rule: str, ctx: RenderContext) -> list[tuple[str, Finding]]:
    return [(_about(found, ctx), found.finding) for found in plan.findings if found.rule == rule]


def _about(found: KeptFinding, ctx: RenderContext) -> str:
    if found.ref is None:
        return visible(found.file or "plan.yaml")
    return f"{visible(found.ref)} {ctx.title(found.title)}" if found.title else visible(found.ref)

"""The explanation of a light, and what differs between two offices' rules, as text."""

from fractions import Fraction

from msgspec import UnsetType
from msgspec.structs import asdict, replace

from plantrack.errors import Message
from plantrack.evaluation.curve import Stretch
from plantrack.evaluation.evaluate import TaskEvaluation
from plantrack.evaluation.facts import Light
from plantrack.evaluation.lights.judge import RuleTrial
from plantrack.evaluation.lights.rules import GREEN, Bounds, LightRule
from plantrack.model.amounts import plain_number
from plantrack.model.basis import Basis
from plantrack.model.percentages import rounded_percent
from plantrack.model.state import Status
from plantrack.render.context import RenderContext
from plantrack.render.phrases import assumption_note, basis_words, noted_basis, percent_words, status_words
from plantrack.render.text.layout import Block, StyledText, TextTable, Words, emphasised, heading, pairs, styled, table
from plantrack.render.text.overview import lead_text, light_table
from plantrack.render.text.plain import written
from plantrack.render.text.symbols import light_text
from plantrack.reports.explanation import Comparison, Explanation
from plantrack.reports.sections.columns import promised_day


def explain(view: Explanation, ctx: RenderContext) -> str:
    """Return why a task has its light: what is known, where it should be, every rule tried, and the one that fired."""
    task, say = view.evaluation.facts.task, ctx.say
    title = styled((f"{task.ref} {ctx.title(task.title)}", "bold"))
    rules = say("as of {day}, by the rules {id}: {title}", day=view.as_of, id=view.rules.id, title=view.rules.title)
    source = say("source: {source}", source=view.rules.source)
    parts: list[Block] = [title, rules, styled((source, "dim")), *assumption_note(ctx), "", _verdict(view, ctx)]
    parts += [heading(say("What is known")), _known(view, ctx)]
    if view.evaluation.children:
        parts += [heading(say("The worst light below it counts")), light_table(view.evaluation.children, ctx)]
    else:
        parts += [heading(say("Rules, in their order; the first that holds gives the light")), _rules(view, ctx)]
    return written(ctx, *parts)


def _verdict(view: Explanation, ctx: RenderContext) -> StyledText:
    light, fired = light_text(view.evaluation.light, ctx), view.fired
    if fired is None:
        return light
    why = ctx.say("by rule {n}", n=fired.number)
    if view.evaluation.light.meaning is not fired.rule.light:
        why = ctx.say("rule {n} alone would say that all is well, but silence never does", n=fired.number)
    if fired.rule.assumed:
        names = ctx.listed(ctx.say(f"when {asked}") for asked in fired.rule.assumed)
        why += ctx.say("; its source leaves open, and somebody here set: {names}", names=names)
    return styled(light, (f"  {why}", "dim"))


def _known(view: Explanation, ctx: RenderContext) -> TextTable:
    facts, say = view.evaluation.facts, ctx.say
    rows: list[tuple[str, Words]] = [
        (say("Status"), status_words(facts, ctx)),
        (say("Progress"), percent_words(facts.percent)),
        (say("Expected"), _expected(view, ctx)),
        *([] if view.behind is None else [_gap(view.behind, ctx)]),
        (say("Starts"), str(facts.start)),
        (say("Due"), _due(view, ctx)),
        (say("Lead"), lead_text(facts, ctx, full=True)),
        (say("Last report"), str(facts.last_report or say("none"))),
    ]
    if not facts.children:
        rows.append((say("Report missing"), say("{text}", text=facts.missing or Message("none"))))
    for p in facts.checkpoints:
        due = f"{p.due}{_unassumed(p.basis, ctx)}"
        words = say("reached on {day}, due {due}" if p.done else "due {due}, not reached", day=p.done, due=due)
        rows.append((p.milestone.ref, words))
    return pairs(rows)


def _gap(behind: float, ctx: RenderContext) -> tuple[str, str]:
    """Return whether a task is behind or ahead of its curve, and by how many points."""
    name = ctx.say("Ahead") if behind < 0 else ctx.say("Behind")
    return name, ctx.say("{n} points", n=plain_number(abs(behind)))


def _expected(view: Explanation, ctx: RenderContext) -> str:
    facts = view.evaluation.facts
    if facts.expected is None:
        return ctx.say("none: it has no curve")
    words = percent_words(facts.expected)
    if view.by_milestones:
        return words + ctx.say(", the weight of the milestones whose dates have passed")
    return words + _stretch(view.stretch, ctx) if view.stretch else words


def _stretch(stretch: Stretch, ctx: RenderContext) -> str:
    if not stretch.workdays:
        return ctx.say(", the curve's value on {day}", day=stretch.since.day)
    words = ctx.say(
        ", between {since} ({low}) and {until} ({high}): {passed} of {workdays} working days have passed",
        since=stretch.since.day, low=percent_words(stretch.since.percent), until=stretch.until.day,
        high=percent_words(stretch.until.percent), passed=stretch.passed, workdays=stretch.workdays,
    )  # fmt: skip
    return words + ctx.say(" (provisional: days off not published)") if stretch.provisional else words


def _due(view: Explanation, ctx: RenderContext) -> str:
    facts = view.evaluation.facts
    if facts.due is None:
        return ctx.say("no date")
    days, workdays = facts.days_left or 0, ctx.say("{n} working days", n=plain_number(abs(view.workdays_left or 0)))
    left = ctx.say(
        ", {n} days ago ({workdays})" if days < 0 else ", {n} days left ({workdays})", n=abs(days), workdays=workdays
    )
    words = f"{facts.due}{noted_basis(facts.due_basis, ctx, full=True)}{left}"
    promised = promised_day(facts.promised_due, facts.task)
    if promised is None or promised.day == facts.due:
        return words
    return words + ctx.say(", promised for {day}", day=f"{promised.day}{_unassumed(promised.basis, ctx)}")


def _unassumed(basis: Basis | None | UnsetType, ctx: RenderContext) -> str:
    """Return what is noted of a date where dates are assumed unless noted; elsewhere these have no mark."""
    return noted_basis(basis, ctx) if ctx.plan.mostly_assumed else ""


def _rules(view: Explanation, ctx: RenderContext) -> TextTable:
    say = ctx.say
    found = table(
        view.tried,
        (say("No."), "right", lambda tried: str(tried.number)),
        (say("Light"), "fixed", lambda tried: _light(tried.rule, ctx)),
        (say("When"), "fold", lambda tried: _when(tried, ctx)),
        (say("Found"), "fold", lambda tried: say("; ").join(value_words(one.found, ctx) for one in tried.conditions)),
        (say("Holds"), "fixed", lambda tried: _holds(tried, view.fired, ctx)),
    )
    styles = ("bold" if tried == view.fired else "" if tried.holds else "dim" for tried in view.tried)
    rows = (tuple(emphasised(c, style) for c in row) for row, style in zip(found.rows, styles, strict=True))
    return replace(found, rows=tuple(rows))


def _light(rule: LightRule, ctx: RenderContext) -> StyledText:
    return light_text(Light(rule.light, colour=rule.colour, words=rule.words), ctx)


def _holds(tried: RuleTrial, fired: RuleTrial | None, ctx: RenderContext) -> str:
    """Return whether a rule holds. One that says all is well is not tried any more once another gave the light."""
    if tried == fired:
        return ctx.say("gives the light")
    if tried.rule.light in GREEN and fired and fired.number < tried.number:
        return ctx.say("not tried")
    return ctx.say("holds too") if tried.holds else ctx.say("no")


def _when(tried: RuleTrial, ctx: RenderContext) -> str:
    if not tried.conditions:
        return ctx.say("always")
    return ctx.say("; ").join(
        ctx.say("{what}: {words}", what=ctx.say(f"when {condition.name}"), words=value_words(condition.wanted, ctx))
        + (basis_words("assumed", ctx) if condition.name in tried.rule.assumed else "")
        for condition in tried.conditions
    )


def value_words(value: object, ctx: RenderContext) -> str:
    """Return what a condition wants or found in words: yes or no, a status, a kind, a number, bounds of one."""
    if value is None:
        return ctx.say("not known")
    if isinstance(value, bool):
        return ctx.say("yes") if value else ctx.say("no")
    if isinstance(value, Bounds):
        limits = asdict(value).items()
        return ctx.listed(ctx.say(f"{bound} {{n}}", n=plain_number(n)) for bound, n in limits if n is not None)
    if isinstance(value, tuple):
        return ctx.listed(value_words(entry, ctx) for entry in value)
    if isinstance(value, int | float | Fraction):
        return plain_number(rounded_percent(value))
    return ctx.say(f"status {value}") if isinstance(value, Status) else ctx.say(f"kind {value}")


def compare(view: Comparison, ctx: RenderContext) -> str:
    """Return the tasks whose lights differ between two rule sets."""
    say, n = ctx.say, len(view.differing)
    title = say("lights that differ as of {day}: {n} of {tasks}", day=view.as_of, n=n, tasks=view.tasks)
    if not view.differing:
        return written(ctx, title)
    differing = table(
        view.differing,
        (say("No."), "fixed", lambda pair: pair[0].ref),
        (say("Task"), "fold", lambda pair: ctx.title(pair[0].facts.task.title)),
        (ctx.title(view.first.title), "fold", lambda pair: _first_reason(pair[0], ctx)),
        (ctx.title(view.second.title), "fold", lambda pair: _first_reason(pair[1], ctx)),
    )
    return written(ctx, title, "", differing)


def _first_reason(one: TaskEvaluation, ctx: RenderContext) -> StyledText:
    """Return a light with its first reason, which is what another office's rules differ in."""
    return light_text(replace(one.light, reasons=one.light.reasons[:1], counts=()), ctx)

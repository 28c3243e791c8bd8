"""Words for single facts: periods, days, lights, bases, references; the same in every format."""

from collections.abc import Sequence
from datetime import date

from msgspec import UNSET, UnsetType

from plantrack.dates.periods import Length, Period
from plantrack.errors import message
from plantrack.evaluation.facts import Light, Meaning, Reason, ReasonCode, TaskFacts
from plantrack.model.amounts import plain_number
from plantrack.model.basis import UNLESS_NOTED, Basis, basis_mark, basis_message
from plantrack.model.percentages import Number, percent_text
from plantrack.model.plan import Plan
from plantrack.render.context import RenderContext, plain
from plantrack.render.i18n import LANGUAGES

NOTHING = "–"
PAIR = 2
SIGNS = {
    Meaning.DONE: "✓", Meaning.ON_TRACK: "●", Meaning.ATTENTION: "▲", Meaning.OFF_TRACK: "✗", Meaning.UNREPORTED: "?",
    Meaning.NOT_DUE: "·", Meaning.CANCELLED: "–",
}  # fmt: skip
"""The sign of each light, so that no light is shown by colour alone."""


def period_words(period: Period, ctx: RenderContext) -> str:
    """Return a period the way people name it: 2024年第46周, week 46 of 2024."""
    first = period.first
    if period.length is Length.WEEK:
        year, week, _ = first.isocalendar()
        return ctx.say("week {week} of {year}", week=week, year=year)
    if period.length is Length.MONTH:
        return _date(first, LANGUAGES[ctx.language].month, ctx)
    if period.length is Length.QUARTER:
        return ctx.say("quarter {quarter} of {year}", quarter=(first.month + 2) // 3, year=first.year)
    if period.length is Length.HALF:
        early = first.month == 1
        return ctx.say("first half of {year}" if early else "second half of {year}", year=first.year)
    if period.length is Length.YEAR:
        return ctx.say("the year {year}", year=first.year)
    return ctx.say("{first} to {last}", first=day_words(first, ctx), last=day_words(period.last, ctx))


def day_words(day: date, ctx: RenderContext, *, year: bool = True) -> str:
    """Return a day as written in a sentence or below a letter: 2024年11月17日, 17 November 2024, or without its year."""
    locale = LANGUAGES[ctx.language]
    return _date(day, locale.day if year else locale.day_of_year, ctx)


def _date(day: date, form: str, ctx: RenderContext) -> str:
    return form.format(year=day.year, month=LANGUAGES[ctx.language].months[day.month - 1], day=day.day)


def percent_words(percent: Number | None) -> str:
    """Return a percentage, or a dash where there is none."""
    return NOTHING if percent is None else percent_text(percent)


def fraction_words(count: float, of: float) -> str:
    """Return a count of a total: 3/10."""
    return f"{plain_number(count)}/{plain_number(of)}"


def status_words(facts: TaskFacts, ctx: RenderContext) -> str:
    """Return the status of a task, or that nobody reported on it, or that the reports do not say."""
    if facts.status:
        return ctx.say(f"status {facts.status}")
    return ctx.say("not stated") if facts.last_report else ctx.say("nobody reported")


def light_words(light: Light, ctx: RenderContext) -> str:
    """Return a light's name and why it is what it is; for a parent, how many leaves have each light."""
    reasons = reasons_words(light, ctx)
    name = light_name(light, ctx)
    if light.counts:
        return reasons
    return name if reasons in ("", name) else ctx.say("{light}: {reasons}", light=name, reasons=reasons)


def light_name(light: Light, ctx: RenderContext) -> str:
    """Return what a light is called: by the office's own words where its rule has them."""
    return ctx.title(light.words) if light.words else ctx.say(f"light {light.meaning}")


def reasons_words(light: Light, ctx: RenderContext) -> str:
    """Return why a light is what it is; for a parent, how many leaves have each light, the worst first."""
    if light.counts:
        return ctx.listed(words for _, words in counted_lights(light, ctx))
    words = (_reason(reason, ctx) for reason in light.reasons)
    return ctx.listed(dict.fromkeys(filter(None, words)))  # what the light's name or another reason says has no words


_ABOUT_DATES = (ReasonCode.DUE_SOON, ReasonCode.OVERDUE)
"""Reasons whose number may be of days to a date, which is negative past it."""


def _reason(reason: Reason, ctx: RenderContext) -> str:
    if reason.code == ReasonCode.DUE_SOON and not reason.number:
        return ctx.say("because due-today")
    if reason.code in _ABOUT_DATES and (reason.number or 0) < 0:
        return ctx.say("because overdue", n=plain_number(-(reason.number or 0)))
    facts = {"n": plain_number(reason.number or 0), "what": reason.what or ""}
    if reason.code == ReasonCode.MILESTONE_OVERDUE and reason.what and (reason.number or 0) > 1:
        return ctx.say("because milestones-overdue", **facts)
    return ctx.say(f"because {reason.code}", **facts)


def counted_lights(light: Light, ctx: RenderContext) -> list[tuple[Meaning, str]]:
    """Return each light of the leaves of a parent with its name and number, the worst first."""
    row = ctx.say(" (up to {n} periods in a row)", n=light.missed) if light.missed > 1 else ""
    return [
        (meaning, f"{ctx.say(f'light {meaning}')} {count}{row if meaning is Meaning.UNREPORTED else ''}")
        for meaning, count in reversed(light.counts)
    ]


def lead_words(
    lead: tuple[str, ...], basis: Basis | None | UnsetType, ctx: RenderContext, *, full: bool = False
) -> str:
    """Return who leads, with the basis of it; `full` as in `basis_words`."""
    return ctx.units(lead) + noted_basis(basis, ctx, full=full) if lead else ctx.say("nobody")


def ranges(refs: Sequence[str]) -> list[str]:
    """Return references with neighbours drawn together: 2.1, 2.2, 2.3 become 2.1–2.3."""
    runs: list[list[str]] = []
    for ref in refs:
        head, _, last = ref.rpartition(".")
        before = runs[-1][-1].rpartition(".") if runs else None
        if before and before[0] == head and head and int(last) == int(before[2]) + 1:
            runs[-1].append(ref)
        else:
            runs.append([ref])
    return [word for run in runs for word in (run if len(run) <= PAIR else [f"{run[0]}–{run[-1]}"])]


def basis_words(basis: Basis | None, ctx: RenderContext, *, full: bool = False) -> str:
    """Return where an owner or a date comes from, in brackets; nothing where nothing is stated.

    It is one word, as tables have no room for more; in `full` also who decided it, when, and with which paper.
    """
    words = basis_message(basis) if full else basis_mark(basis)
    return words if isinstance(words, str) else plain(words, ctx.language)


def noted_basis(basis: Basis | None | UnsetType, ctx: RenderContext, *, full: bool = False) -> str:
    """Return what is noted of a lead or a due date, in brackets; nothing of units and days that are neither.

    In a plan that is mostly assumed, that is what is not assumed; the rest is said once, by `assumption_note`.
    """
    if basis is UNSET:
        return ""
    if not ctx.plan.mostly_assumed:
        return basis_words(basis, ctx, full=full)
    if basis is None:
        return ctx.say("(basis {word})", word=message("basis plan"))
    return "" if basis == "assumed" else basis_words(basis, ctx, full=full)


def assumption_note(ctx: RenderContext) -> list[str]:
    """Return the note of a view that shows leads or due dates of a plan that is mostly assumed; else nothing."""
    return [plain(UNLESS_NOTED, ctx.language)] if ctx.plan.mostly_assumed else []


def baseline_year(plan: Plan) -> str:
    """Return the year of the baseline, or a dash where there is none."""
    return str(plan.baseline.year) if plan.baseline else NOTHING

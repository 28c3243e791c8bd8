"""Words for single facts: amounts, changes, targets, lights, bases; the same in every format."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from plantrack.dates.periods import Length, Period
from plantrack.model.facts import Deadline, Light, Meaning, Reason
from plantrack.model.plan import Basis, Figure, Milestone, Plan, Task, basis_word
from plantrack.model.quantity import Kind, Quantity, plain_number
from plantrack.model.update import Measure
from plantrack.progress import Change
from plantrack.render.page import Page, visible
from plantrack.reports.numbers import Followed, quantity

NOTHING = "–"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
PAIR = 2
SIGNS = {
    Meaning.DONE: "✓",
    Meaning.ON_TRACK: "●",
    Meaning.ATTENTION: "▲",
    Meaning.OFF_TRACK: "✗",
    Meaning.UNREPORTED: "?",
    Meaning.NOT_DUE: "·",
    Meaning.CANCELLED: "–",
}
"""The sign of a light, so that colour is never all that tells it."""


def period_words(period: Period, page: Page) -> str:
    """Return a period the way people name it: 2024年第46周, week 46 of 2024."""
    first = period.first
    if period.length is Length.WEEK:
        year, week, _ = first.isocalendar()
        return page.say("week {week} of {year}", week=week, year=year)
    if period.length is Length.MONTH:
        return f"{first.year}年{first.month}月" if page.language == "zh" else f"{MONTHS[first.month - 1]} {first.year}"
    if period.length is Length.QUARTER:
        return page.say("quarter {quarter} of {year}", quarter=(first.month + 2) // 3, year=first.year)
    if period.length is Length.HALF:
        early = first.month == 1
        return page.say("first half of {year}" if early else "second half of {year}", year=first.year)
    return page.say("{first} to {last}", first=first, last=period.last)


def day_words(day: date, page: Page) -> str:
    """Return a day the way it stands in a sentence or below a letter: 2024年11月17日, 17 November 2024."""
    if page.language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def percent_words(percent: float | None) -> str:
    """Return a percentage, or a dash where there is none."""
    return NOTHING if percent is None else f"{percent:.0f}%"


def light_words(light: Light, page: Page) -> str:
    """Return a light's name and why it is what it is; for a parent, how many leaves have each light."""
    told = reasons_words(light, page)
    name = light_name(light, page)
    if light.counts:
        return told
    return name if told in ("", name) else page.say("{light}: {reasons}", light=name, reasons=told)


def light_name(light: Light, page: Page) -> str:
    """Return what a light is called: by the office's own words where its rule has them."""
    return page.title(light.words) if light.words else page.say(f"light {light.meaning}")


def reasons_words(light: Light, page: Page) -> str:
    """Return why a light is what it is; for a parent, how many leaves have each light, the worst first."""
    if light.counts:
        return page.listed(f"{page.say(f'light {meaning}')} {count}" for meaning, count in reversed(light.counts))
    return page.listed(word for reason in light.reasons if (word := reason_words(reason, page)))


def reason_words(reason: Reason, page: Page) -> str:
    """Return one reason in words; nothing where the light's name says it."""
    what = visible(reason.what) if reason.what else ""
    return page.say(f"because {reason.code}", n=f"{reason.number or 0:g}", what=what)


def lead_words(lead: tuple[str, ...], basis: Basis | None, page: Page) -> str:
    """Return who leads, with the basis of it."""
    return page.units(lead) + basis_words(basis, page) if lead else page.say("nobody")


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


def promised_words(day: date | None, entry: Task | Milestone | None, page: Page) -> str:
    """Return the promised date with its basis, which is known where the plan still says that date; a dash for none."""
    if day is None or entry is None:
        return str(day or NOTHING)
    basis = entry.basis if isinstance(entry, Milestone) else entry.basis.due or "assumed"
    return f"{day}{basis_words(basis if day == entry.due else None, page)}"


def basis_words(basis: Basis | None, page: Page) -> str:
    """Return where an owner or a date comes from, in brackets; nothing where nothing is stated."""
    word = basis_word(basis)
    return "" if word is None else page.say("(basis {word})", word=page.say(f"basis {word}"))


def deadline_words(deadline: Deadline | None, page: Page) -> str:
    """Return a date with its basis, or a dash where there is none."""
    return f"{deadline.day}{basis_words(deadline.basis, page)}" if deadline else NOTHING


def amount_words(value: Quantity, page: Page, kind: Kind = Kind.MEASURE) -> str:
    """Return an amount the way people write it in the page's language."""
    return visible(value.text(page.language, kind))


def figure_words(figure: Figure | None, page: Page) -> str:
    """Return last year's figure: in the document's own words in Chinese, by its value in English."""
    if figure is None:
        return NOTHING
    return visible(figure.text) if page.language == "zh" else amount_words(figure.quantity, page, figure.kind)


def measured_words(found: Measure | None, page: Page, line: Followed) -> str:
    """Return a measurement with what it covers; a dash where nothing was measured."""
    if found is None:
        return NOTHING
    kind = line.figure.kind if line.figure else Kind.MEASURE
    words = visible(found.text) if page.language == "zh" else amount_words(quantity(found), page, kind)
    return words + page.say(" ({note})", note=found.period) if found.period else words


def change_words(line: Followed, page: Page) -> str:
    """Return the change of the latest measurement with its sign; about where a qualified figure stands behind it."""
    if line.latest is not None and not line.latest.comparable:
        return page.say("not comparable")
    return _change(line.change, page) if line.change else NOTHING


def _change(change: Change, page: Page) -> str:
    number = ("+" if change.amount > 0 else "") + plain_number(change.amount)
    words = page.say(f"{{n}} {change.unit}", n=number)
    return page.say("about {change}", change=words) if change.approximate else words


def target_words(line: Followed, page: Page) -> str:
    """Return the target with its basis, and what is missing to it; nothing where there is none."""
    target = line.indicator.target
    if target is None:
        return ""
    words = visible(target.text) if page.language == "zh" else amount_words(target.quantity, page)
    words += basis_words(target.basis, page)
    if line.missing is None:
        return words
    if not line.missing:
        return page.say("{target}, reached", target=words)
    missing = amount_words(Quantity(line.missing, target.unit), page)
    if target.unit == "%":
        missing = page.say("{n} points", n=plain_number(line.missing))
    return page.say("{target}, {missing} missing", target=words, missing=missing)


def baseline_year(plan: Plan) -> str:
    """Return the year of the baseline, or a dash where there is none."""
    return str(plan.baseline.year) if plan.baseline else NOTHING

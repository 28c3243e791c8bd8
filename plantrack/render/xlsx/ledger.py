"""The ledger: a row for each task, with what was promised, who answers for it, how it stands, and what was said last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import attrgetter

from msgspec import Struct

from plantrack.evaluation.evaluate import TaskEvaluation, walk
from plantrack.evaluation.facts import Checkpoint, Colour, TaskFacts
from plantrack.model.plan import Basis, Public, Task, basis_word
from plantrack.model.state import Status
from plantrack.render.context import RenderContext, visible
from plantrack.render.phrases import (
    NOTHING,
    basis_words,
    figure_words,
    lead_words,
    light_name,
    measured_words,
    reasons_words,
    target_words,
)
from plantrack.render.sections import answer_words, dates_words, report_title, request_words
from plantrack.render.xlsx.book import Book, Field, Form, Paper, Row, Sheet
from plantrack.render.xlsx.fit import Cell
from plantrack.reports.extensions import Extension
from plantrack.reports.indicators import IndicatorProgress
from plantrack.reports.last_words import NONE, LastWords
from plantrack.reports.periodic import PeriodicReport

FROZEN = 6
SHADES = {
    Colour.GREEN: ("#C6EFCE", "#006100"),
    Colour.BLUE: ("#BDD7EE", "#1F4E79"),
    Colour.YELLOW: ("#FFEB9C", "#7F6000"),
    Colour.ORANGE: ("#F8CBAD", "#843C0C"),
    Colour.RED: ("#FFC7CE", "#9C0006"),
    Colour.PURPLE: ("#E4DFEC", "#5B2C83"),
    Colour.GREY: ("#E7E6E6", "#595959"),
}
"""The ground and the ink of a light."""
EXPECTED, ACTUAL = "#9DC3E6", "#A9D18E"
"""The colours of the bars of a percentage."""
LONGEST_LITERAL = 255
"""How long a text within a rule of a sheet may be."""


class Line(Struct, frozen=True):
    """What a row is made from. `start` is None where nobody said one."""

    number: int
    depth: int
    item: Task
    evaluation: TaskEvaluation
    start: date | None
    indicators: tuple[IndicatorProgress, ...]
    extensions: tuple[Extension, ...]
    words: LastWords

    @property
    def facts(self) -> TaskFacts:
        """Return the facts of the task."""
        return self.evaluation.facts

    @property
    def task(self) -> Task:
        """Return the task."""
        return self.evaluation.facts.task


def ledger(book: Book, view: PeriodicReport, ctx: RenderContext) -> None:
    """Add the ledger: every task under its item, with filters, an outline, and lights in their colours."""
    sheet = Sheet(book, ctx.say("Ledger"), ctx.language, Paper.A3)
    sheet.title(report_title(view, ctx), dates_words(view, ctx))
    fields = _fields(ctx)
    head, rows = sheet.at, (_row(line, fields) for line in lines(view))
    first, last = sheet.table(fields, rows)
    sheet.frame(head, last, len(fields), frozen=FROZEN)
    sheet.paper.outline_settings(True, False, False, False)
    if last >= first:
        _rules(sheet, view, ctx, {f.head: (first, n, last, n) for n, f in enumerate(fields)})


def _row(line: Line, fields: Sequence[Field[Line]]) -> Row:
    return Row(tuple(field.of(line) for field in fields), line.depth, strong=bool(line.evaluation.children))


def lines(view: PeriodicReport) -> Iterator[Line]:
    """Yield what the rows are made from, in the order of the plan."""
    asked: dict[str, list[Extension]] = {}
    for entry in view.extensions:
        if entry.task:
            asked.setdefault(entry.task.ref, []).append(entry)
    followed: dict[str, list[IndicatorProgress]] = {}
    for indicator in view.indicators:
        for ref in indicator.indicator.tasks:
            followed.setdefault(ref, []).append(indicator)
    for number, evaluation in enumerate(walk(view.roots), 1):
        ref, lineage = evaluation.ref, tuple(view.plan.lineage(evaluation.ref))
        start = evaluation.facts.start
        told = start != view.plan.period.first or any(task.start for task in lineage)
        yield Line(
            number, len(lineage) - 1, lineage[-1], evaluation, start if told else None, tuple(followed.get(ref, ())),
            tuple(sorted(asked.get(ref, ()), key=attrgetter("ask.key"))), view.last_words.get(ref, NONE),
        )  # fmt: skip


def _fields(ctx: RenderContext) -> tuple[Field[Line], ...]:
    say, text, name, day, share = ctx.say, Form.TEXT, Form.NAME, Form.DAY, Form.SHARE
    return (
        Field(say("Row"), 5, Form.NUMBER, of=lambda line: line.number),
        Field(say("No."), 8, name, of=lambda line: line.task.ref),
        Field(say("Task from"), 14, text, of=lambda line: _origin(line, ctx)),
        Field(say("Kind"), 13, name, of=lambda line: _kind(line.facts, ctx)),
        Field(say("Key work"), 15, text, of=lambda line: ctx.title(line.item.title)),
        Field(say("Goal"), 26, text, of=lambda line: ctx.title(line.task.title)),
        Field(
            say("Indicators and targets"), 24, text, of=lambda line: _joined(_number(n, ctx) for n in line.indicators)
        ),
        Field(say("Measures"), 20, text, of=lambda line: _joined(_directions(line.task, ctx))),
        Field(say("Lead official"), 10, text, of=_unsaid),
        Field(say("Lead"), 14, text, of=lambda line: _lead(line.facts, ctx)),
        Field(say("Responsible unit"), 10, text, of=_unsaid),
        Field(say("Support"), 13, text, of=lambda line: ctx.units(line.facts.support)),
        Field(say("Contact"), 12, text, of=lambda line: _joined(_people(line.facts, ctx))),
        Field(say("Start"), 11, day, of=lambda line: line.start),
        Field(say("Due, as promised"), 11, day, of=lambda line: line.facts.promised_due),
        Field(say("Due, in force"), 11, day, of=lambda line: line.facts.due),
        Field(say("Basis of the date"), 11, text, of=lambda line: _basis(line.facts.due_basis, ctx)),
        Field(say("Milestones"), 40, text, of=lambda line: _joined(_stone(p, ctx) for p in line.facts.checkpoints)),
        Field(say("Expected by now"), 8, share, of=lambda line: line.facts.expected),
        Field(say("Actual progress"), 8, share, of=lambda line: line.facts.percent),
        Field(say("Done so far"), 24, text, of=lambda line: visible(line.words.progress or "")),
        Field(say("Problem"), 18, text, of=lambda line: visible(line.words.problem or "")),
        Field(say("Next"), 18, text, of=lambda line: visible(line.words.next or "")),
        Field(say("Status"), 13, name, of=lambda line: _status(line.facts, ctx)),
        Field(say("Light"), 14, name, of=lambda line: light_name(line.evaluation.light, ctx)),
        Field(say("Why this light"), 13, text, of=lambda line: reasons_words(line.evaluation.light, ctx)),
        Field(say("Extensions asked for"), 8, Form.NUMBER, of=lambda line: len(line.extensions) or None),
        Field(say("Why extended"), 18, text, of=lambda line: _joined(_request(e, ctx) for e in line.extensions)),
        Field(say("Extensions answered"), 20, text, of=lambda line: _joined(_answer(e, ctx) for e in line.extensions)),
        Field(say("Last report"), 11, day, of=lambda line: line.facts.last_report),
        Field(say("Evidence"), 20, text, of=lambda line: _joined(visible(source) for source in line.words.sources)),
    )


def _unsaid(_: Line) -> Cell:
    """Return nothing: offices have this column, and a plan does not say it."""
    return None


def _people(facts: TaskFacts, ctx: RenderContext) -> Iterator[str]:
    """Yield who acts for the units that lead."""
    return (visible(name) for unit in facts.lead if unit in ctx.plan.units for name in ctx.plan.units[unit].people)


def _joined(parts: Iterable[str]) -> str:
    return "\n".join(parts)


def _origin(line: Line, ctx: RenderContext) -> str:
    """Return the document, at the head of an item, and the clause that the task comes from."""
    document = None if line.depth else ctx.plan.document
    place = line.task.place
    where = ctx.say("section {section}", section=place.section) if place else ""
    where += ctx.say(", sentence {sentence}", sentence=place.sentence) if place and place.sentence else ""
    return _joined(filter(None, (ctx.title(document.title) if document else "", where)))


def _kind(facts: TaskFacts, ctx: RenderContext) -> str:
    return ctx.say(f"kind {facts.task.kind}") if facts.task.kind else ""


def _status(facts: TaskFacts, ctx: RenderContext) -> str:
    return ctx.say(f"status {facts.status}") if facts.status else ""


def _lead(facts: TaskFacts, ctx: RenderContext) -> str:
    return lead_words(facts.lead, facts.lead_basis, ctx) if facts.lead else ""


def _basis(basis: Basis | None, ctx: RenderContext) -> str:
    """Return where a date comes from, with the address of what was published."""
    if basis is None:
        return ""
    address = visible(basis.public) if isinstance(basis, Public) else ""
    return _joined(filter(None, (ctx.say(f"basis {basis_word(basis)}"), address)))


def _directions(task: Task, ctx: RenderContext) -> Iterator[str]:
    return (visible(d.zh if ctx.language == "zh" else d.en) for d in task.directions)


def _number(line: IndicatorProgress, ctx: RenderContext) -> str:
    """Return an indicator with its target, last year's figure and the latest measurement, as far as there are any."""
    target, figure = target_words(line, ctx), line.figure
    told = (
        ctx.say("target {amount}", amount=target) if target else "",
        ctx.say("{amount} in {year}", year=figure.period, amount=figure_words(figure, ctx)) if figure else "",
        ctx.say("latest {amount}", amount=measured_words(line.latest, ctx, line)) if line.latest else "",
    )
    words = ctx.say("; ").join(filter(None, told))
    label = ctx.title(line.indicator.label)
    return ctx.say("{what}: {words}", what=label, words=words) if words else label


def _stone(point: Checkpoint, ctx: RenderContext) -> str:
    stone = f"{point.milestone.ref} {ctx.title(point.milestone.title)}"
    words = ctx.say("{what}: {words}", what=stone, words=f"{point.due}{basis_words(point.basis, ctx)}")
    return words + (ctx.say(", reached on {day}", day=point.done) if point.done else "")


def _request(entry: Extension, ctx: RenderContext) -> str:
    words = request_words(entry, ctx)
    return f"{visible(entry.ref)} {words}" if entry.milestone else words


def _answer(entry: Extension, ctx: RenderContext) -> str:
    moved = f"{entry.old or NOTHING} → {entry.granted or entry.ask.due or NOTHING}"
    return ctx.say("{what}: {words}", what=moved, words=answer_words(entry, ctx))


def _rules(
    sheet: Sheet, view: PeriodicReport, ctx: RenderContext, places: dict[str, tuple[int, int, int, int]]
) -> None:
    """Give lights their colours, percentages their bars, and the status its list of words."""
    _lights(sheet, view, ctx, places[ctx.say("Light")])
    for head, colour in ((ctx.say("Expected by now"), EXPECTED), (ctx.say("Actual progress"), ACTUAL)):
        sheet.paper.conditional_format(*places[head], {
            "type": "data_bar", "bar_color": colour, "bar_solid": True, "data_bar_2010": True,
            "min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1,
        })  # fmt: skip
    words = [ctx.say(f"status {said}") for said in Status]
    sheet.paper.data_validation(*places[ctx.say("Status")], {"validate": "list", "source": words})


def _lights(sheet: Sheet, view: PeriodicReport, ctx: RenderContext, place: tuple[int, int, int, int]) -> None:
    """Colour each light by its name, wherever it stands; one name that has several colours, in its rows only."""
    first, column, last, _ = place
    found: dict[tuple[str, Colour], list[int]] = {}
    for row, evaluation in enumerate(walk(view.roots), first):
        found.setdefault((light_name(evaluation.light, ctx), evaluation.light.shade), []).append(row)
    names = Counter(name for name, _ in found)
    for (name, shade), rows in found.items():
        literal = '"{}"'.format(name.replace('"', '""'))
        if len(literal) > LONGEST_LITERAL:
            continue
        ground, ink = SHADES[shade]
        rule = {
            "type": "cell",
            "criteria": "==",
            "value": literal,
            "format": sheet.format(bg_color=ground, font_color=ink),
        }
        for top, end in [(first, last)] if names[name] == 1 else [(row, row) for row in rows]:
            sheet.paper.conditional_format(top, column, end, column, rule)

"""The sheets beside the ledger: indicators, what changed, who owes a report, and what the report rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plantrack.evaluation.facts import Light
from plantrack.model.plan import Figure
from plantrack.render.context import RenderContext, visible
from plantrack.render.differences import changed_section, restated_section
from plantrack.render.phrases import (
    NOTHING,
    amount_words,
    baseline_year,
    basis_words,
    change_words,
    figure_words,
    light_words,
    measured_words,
    period_words,
)
from plantrack.render.section import Section
from plantrack.render.sections import (
    amendments_section,
    arrived_section,
    assumed_section,
    extension_sections,
    reached_section,
    reported_section,
)
from plantrack.render.xlsx.book import Book, Column, Field, Form, Row, Sheet
from plantrack.render.xlsx.fit import Cell
from plantrack.reports.indicators import IndicatorProgress
from plantrack.reports.periodic import MissingReport, PeriodicReport


def indicators(book: Book, view: PeriodicReport, ctx: RenderContext) -> None:
    """Add the indicators beside last year's figures, and then the figures that no indicator continues."""
    sheet = Sheet(book, ctx.say("Baseline and indicators"), ctx.language)
    sheet.title(ctx.say("Baseline and indicators"), ctx.say("as of {day}", day=view.as_of))
    fields = _fields(ctx)
    rows = [Row(tuple(field.of(line) for field in fields)) for line in view.indicators]
    shown = {line.figure.id for line in view.indicators if line.figure}
    figures = ctx.plan.baseline.figures if ctx.plan.baseline else ()
    rows += [
        Row((ctx.title(f.label), *_figure(f, ctx), *(None,) * (len(fields) - 4))) for f in figures if f.id not in shown
    ]
    head = sheet.at
    _, last = sheet.table(fields, rows)
    sheet.frame(head, last, len(fields), frozen=1)


def _figure(figure: Figure, ctx: RenderContext) -> tuple[Cell, Cell, Cell]:
    return figure_words(figure, ctx), figure.value, visible(figure.unit)


def _fields(ctx: RenderContext) -> list[Field[IndicatorProgress]]:
    """Return the columns; those of last year only where the plan has figures of it."""
    say, text, number, year = ctx.say, Form.TEXT, Form.NUMBER, baseline_year(ctx.plan)
    last_year: list[Field[IndicatorProgress]] = [
        Field(year, 15, text, of=lambda line: figure_words(line.figure, ctx) if line.figure else None),
        Field(say("{year}, value", year=year), 14, number, of=lambda line: line.figure.value if line.figure else None),
    ]
    return [
        Field(say("Indicator"), 36, text, of=lambda line: ctx.title(line.indicator.label)),
        *(last_year if ctx.plan.baseline else []),
        Field(say("Counted in"), 9, Form.NAME, of=lambda line: visible(line.indicator.unit)),
        Field(say("Latest"), 18, text, of=lambda line: measured_words(line.latest, ctx, line) if line.latest else None),
        Field(say("Latest, value"), 14, number, of=lambda line: line.latest.value if line.latest else None),
        Field(say("Of the period"), 12, Form.NAME, of=lambda line: visible((line.latest and line.latest.period) or "")),
        Field(say("Change"), 14, text, of=lambda line: _change(line, ctx)),
        Field(say("Target"), 18, text, of=lambda line: _target(line, ctx)),
        Field(say("Target, value"), 14, number, of=lambda line: t.value if (t := line.indicator.target) else None),
        Field(say("Missing"), 12, number, of=lambda line: line.missing),
        Field(say("Source"), 34, text, of=lambda line: visible((line.latest and line.latest.source) or "")),
    ]


def _change(line: IndicatorProgress, ctx: RenderContext) -> str:
    return change_words(line, ctx).removeprefix(NOTHING)


def _target(line: IndicatorProgress, ctx: RenderContext) -> str | None:
    target = line.indicator.target
    if target is None:
        return None
    words = visible(target.text) if ctx.language == "zh" else amount_words(target.quantity, ctx)
    return words + basis_words(target.basis, ctx)


def changes(book: Book, view: PeriodicReport, ctx: RenderContext) -> None:
    """Add what changed: tasks, what was reached and reported, what came late or was restated, amendments, extensions."""
    say = ctx.say
    sheet = Sheet(book, say("Changes of the period"), ctx.language)
    sheet.title(say("Changes of the period"), say("{first} to {last}", first=view.period.first, last=view.period.last))
    sheet.widths((14, 22, 28, 34, 22, 30, 26, 24))
    asked, *by_unit = extension_sections(view, ctx)
    for section in (
        changed_section(view, ctx),
        reached_section(view, ctx),
        reported_section(view, ctx),
        amendments_section(view, ctx),
        _dated(asked, view, ctx),
        *by_unit,
        arrived_section(view, ctx),
        restated_section(view, ctx),
    ):
        _section(sheet, section, ctx)


def _dated(section: Section, view: PeriodicReport, ctx: RenderContext) -> Section:
    """Return the extensions with the day on which each was asked for, in a column of its own like elsewhere."""
    rows = tuple((str(entry.ask.on), *row) for entry, row in zip(view.extensions, section.rows, strict=True))
    right = tuple(number + 1 for number in section.right)
    return Section(section.title, section.sentences, (ctx.say("On"), *section.columns), rows, right)


def _section(sheet: Sheet, section: Section, ctx: RenderContext) -> None:
    """Write a section of the report; its days and numbers become such again."""
    sheet.heading(section.title, *section.sentences)
    if section.rows:
        day = ctx.say("On")
        forms = [
            Form.DAY if head == day else Form.NUMBER if number in section.right else Form.TEXT
            for number, head in enumerate(section.columns)
        ]
        columns = [Column(head, form=form) for head, form in zip(section.columns, forms, strict=True)]
        sheet.table(columns, [Row(tuple(map(_cell, row, forms, [ctx] * len(row)))) for row in section.rows])


def _cell(cell: str | Light, form: Form, ctx: RenderContext) -> Cell:
    if isinstance(cell, Light):
        return light_words(cell, ctx)
    if form is Form.DAY:
        return date.fromisoformat(cell)
    return int(cell) if form is Form.NUMBER and cell.isdecimal() else cell


def owing(book: Book, view: PeriodicReport, ctx: RenderContext) -> None:
    """Add the units that owe a report, each with its tasks below it."""
    say = ctx.say
    sheet = Sheet(book, say("Owing a report, by unit"), ctx.language)
    told = () if view.unreported else (say("No task owes a report."),)
    sheet.title(say("Owing a report, by unit"), say("as of {day}", day=view.as_of), *told)
    sheet.paper.outline_settings(True, False, False, False)
    columns = (
        Column(say("Unit"), 30), Column(say("Count"), 8, Form.NUMBER), Column(say("No."), 9, Form.NAME),
        Column(say("Task"), 50), Column(say("Report owed for"), 14, Form.NAME),
        Column(say("Missed in a row"), 12, Form.NUMBER), Column(say("Last report"), 12, Form.DAY),
    )  # fmt: skip
    head = sheet.at
    _, last = sheet.table(columns, [row for entry in view.unreported for row in _owed(entry, ctx)])
    sheet.frame(head, last, len(columns), frozen=1)


def _owed(entry: MissingReport, ctx: RenderContext) -> Iterator[Row]:
    unit = ctx.units([entry.unit]) if entry.unit else ctx.say("nobody")
    yield Row((unit, len(entry.tasks), None, None, None, None, None), strong=True)
    for facts in (evaluation.facts for evaluation in entry.tasks):
        cells = (ctx.title(facts.task.title), visible(facts.owes or ""), facts.missed, facts.last_report)
        yield Row((unit, None, facts.task.ref, *cells), depth=1)


def provenance(book: Book, view: PeriodicReport, ctx: RenderContext) -> None:
    """Add what the report rests on: plan, days, rules, version, and what was assumed."""
    say, plan, rules = ctx.say, view.plan, ctx.rules
    sheet = Sheet(book, say("What this report rests on"), ctx.language)
    sheet.title(say("What this report rests on"))
    sheet.widths((24, 40, 60))
    sheet.at += 1
    rows: list[tuple[str, Cell]] = [
        (say("Plan"), say("{plan} ({id})", plan=plan.title, id=plan.id)),
        (say("Document"), ctx.title(plan.document.title) if plan.document else None),
        (say("Source"), visible((plan.document and plan.document.source) or "")),
        (
            say("Period"),
            say(
                "{label}, {first} to {last}",
                label=period_words(view.period, ctx),
                first=view.period.first,
                last=view.period.last,
            ),
        ),
        (say("As of"), view.as_of),
        (say("Known at"), ctx.known_at or say("all that was recorded")),
        (say("Light rules"), say("{plan} ({id})", plan=rules.title, id=rules.id) if rules else None),
    ]
    if rests := view.provenance:
        rows += [(say("Plan file"), f"sha256 {rests.plan}"), (say("Journal"), f"sha256 {rests.journal}")]
        rows += [(say("Version"), f"plantrack {rests.version}")]
    columns = (Column(say("What")), Column(say("Value")))
    sheet.table(columns, [Row(row) for row in rows])
    _section(sheet, assumed_section(view, ctx), ctx)

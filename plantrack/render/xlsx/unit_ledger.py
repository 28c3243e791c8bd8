"""The ledger of a unit as a workbook: what is to be filled in is coloured and open, everything else is protected."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from plantrack.errors import message
from plantrack.evaluation.facts import TaskFacts
from plantrack.ledger.ledger_columns import TABLES, TITLES, LedgerColumn
from plantrack.ledger.outgoing import DONE, OPEN, OutgoingLedger, task_values
from plantrack.ledger.stamp import SHEET
from plantrack.model.state import Written
from plantrack.model.text import given_text
from plantrack.render.cells import cell_words
from plantrack.render.context import RenderContext, plain, visible
from plantrack.render.phrases import day_words, period_words
from plantrack.render.xlsx.book import EDGE, HEAD, INK, LARGE, LEADING, QUIET, Book, fitting
from plantrack.render.xlsx.dimensions import A3, A4, height
from plantrack.reports.cells import AmountCell
from plantrack.reports.indicators import IndicatorProgress

Value = str | float | date | None
Row = dict[str, Value]
OPEN_COLOUR, GREYED = "#FFF8DC", "#808080"
FORMATS = {"percent": "0%", "reached_on": "yyyy-mm-dd", "due": "yyyy-mm-dd"}
"""The number formats of columns; whatever else is filled in stays the text that was typed."""
CENTRED = frozenset({"row", "ref", "due", "status", "percent", "reached", "reached_on", "unit"})
HEAD_ROW, NOTE_SIZE = 2, {"x_scale": 1.6, "y_scale": 1.1}
ALLOWED = {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True, "insert_rows": False}
"""What may be done to a protected sheet besides filling in."""
RULES = (
    message("Fill in the coloured cells only; everything else is protected, without a password."),
    message("A cell that stays as it was sent changes nothing, nor does one that is emptied."),
    message("Status and progress show what is known by now; change them where they moved."),
    message("Words that were said before stand in grey beside the cells for new ones."),
    message("A problem stays open until it is solved; then write: none."),
    message("Rows may be sorted and filtered; do not change the column with the numbers of the tasks."),
)
"""The sentences of the sheet with instructions."""


def ledger(view: OutgoingLedger, ctx: RenderContext) -> bytes:
    """Return the workbook. The same ledger gives the same bytes."""
    book = Book(view.as_of)
    for name, rows in _tables(view, ctx).items():
        if rows:
            _LedgerSheet(book, name, view, ctx).write(rows)
    _instructions(book, view, ctx)
    hidden = book.file.add_worksheet(SHEET)
    for number, row in enumerate(view.stamp.rows()):
        for column, text in enumerate(row):
            hidden.write_string(number, column, text)
    hidden.very_hidden()
    return book.close()


def _tables(view: OutgoingLedger, ctx: RenderContext) -> dict[str, list[Row]]:
    tables = {
        "tasks": [_task(facts, ctx) for facts in view.tasks],
        "milestones": [
            {
                **_identity(facts, ctx), "ref": point.milestone.ref, "milestone": ctx.title(point.milestone.title),
                "due": point.due, "reached": reached_words(ctx)[DONE if point.done else OPEN], "reached_on": point.done,
            }
            for facts, point in view.milestones
        ],
        "indicators": [_indicator(line, ctx) for line in view.indicators],
    }  # fmt: skip
    return {name: [{"row": number, **row} for number, row in enumerate(rows, 1)] for name, rows in tables.items()}


def reached_words(ctx: RenderContext) -> dict[str, str]:
    """Return the words that say of a milestone whether it was reached."""
    return {DONE: ctx.say("reached"), OPEN: ctx.say("not reached")}


def _identity(facts: TaskFacts, ctx: RenderContext) -> Row:
    task = facts.task
    return {"ref": task.ref, "task": ctx.title(task.title), "lead": ctx.units(facts.lead), "due": facts.due}


def _task(facts: TaskFacts, ctx: RenderContext) -> Row:
    said, sent = facts.said, task_values(facts.said)
    status = said.status.value
    return {
        **_identity(facts, ctx), "support": ctx.units(facts.support),
        "status": ctx.say(f"status {status}") if status else None,
        "percent": float(sent["percent"]) / 100 if "percent" in sent else None,
        "last_progress": _statement(said.progress, ctx), "last_problem": _statement(said.problem, ctx),
        "last_next": _statement(said.next, ctx),
    }  # fmt: skip


def _statement(said: Written[str | None], ctx: RenderContext) -> str | None:
    """Return what was said, and when."""
    if not said.value or not given_text(said.value):
        return None
    return visible(said.value) + ctx.say(" ({note})", note=said.on)


def _indicator(line: IndicatorProgress, ctx: RenderContext) -> Row:
    found, target, latest = line.indicator, line.indicator.target, line.latest
    figure = line.figure and AmountCell(line.figure.quantity, line.figure.text, line.figure.kind)
    now = latest and AmountCell(latest.quantity, latest.text, period=latest.period)
    return {
        "ref": found.id, "indicator": ctx.title(found.label), "tasks": ctx.listed(map(visible, found.tasks)),
        "unit": visible(found.unit), "last_year": cell_words(figure, ctx) if figure else None,
        "target": visible(target.text) if target else None, "latest": cell_words(now, ctx) if now else None,
    }  # fmt: skip


class _LedgerSheet(Struct, dict=True):
    """One table of the workbook, on a sheet of its own."""

    book: Book
    name: str
    view: OutgoingLedger
    ctx: RenderContext

    def write(self, rows: Sequence[Row]) -> None:
        """Write title, head and rows, and what the sheet is to check and to look like on paper."""
        ctx, self.columns = self.ctx, TABLES[self.name]
        self.paper = self.book.file.add_worksheet(self.book.sheet_name(plain(TITLES[self.name], ctx.language)))
        for number, column in enumerate(self.columns):
            self.paper.set_column(number, number, column.width)
        self._title()
        self._head()
        for number, row in enumerate(rows, HEAD_ROW + 1):
            self._row(number, row)
        last = HEAD_ROW + len(rows)
        for number, column in enumerate(self.columns):
            if check := self._check(column):
                self.paper.data_validation(HEAD_ROW + 1, number, last, number, check)
        self.paper.autofilter(HEAD_ROW, 0, last, len(self.columns) - 1)
        self._page()

    def _format(self, **look: object) -> Any:
        return self.book.format(self.ctx.language, **look)

    def _title(self) -> None:
        ctx, view = self.ctx, self.view
        title = ctx.say("{plan}: ledger of {unit} for {period}", plan=ctx.title(view.plan.title),
                        unit=ctx.units((view.unit,)), period=period_words(view.period, ctx))  # fmt: skip
        self.paper.set_row(0, LARGE * LEADING)
        self.paper.write_string(0, 0, fitting(title), self._format(font_size=LARGE, bold=True))
        number = ctx.say("as of {day}; ledger no. {number}", day=view.as_of, number=view.stamp.number)
        self.paper.write_string(1, 0, number, self._format(font_color=QUIET))

    def _head(self) -> None:
        look = {
            "bold": True,
            "align": "center",
            "valign": "vcenter",
            "text_wrap": True,
            "border": 1,
            "border_color": EDGE,
        }
        self.paper.set_row(HEAD_ROW, height(["\n"], [1], self.ctx.language))
        for number, column in enumerate(self.columns):
            colour = "#FFE699" if column.note else HEAD
            words = plain(column.title, self.ctx.language)
            self.paper.write_string(HEAD_ROW, number, words, self._format(**look, bg_color=colour))
            if column.note:
                self.paper.write_comment(
                    HEAD_ROW, number, plain(column.note, self.ctx.language), {"author": "plantrack", **NOTE_SIZE}
                )

    def _row(self, number: int, row: Row) -> None:
        words = [_shown(row.get(column.key)) for column in self.columns]
        self.paper.set_row(number, height(words, [column.width for column in self.columns], self.ctx.language))
        for place, column in enumerate(self.columns):
            self._cell((number, place), column, row.get(column.key))

    def _cell(self, place: tuple[int, int], column: LedgerColumn, value: Value) -> None:
        style = self._format(**_look(column, value))
        if value in (None, ""):
            self.paper.write_blank(*place, None, style)
        elif isinstance(value, str):
            self.paper.write_string(*place, fitting(value), style)
        elif isinstance(value, date):
            self.paper.write_datetime(*place, value, style)
        else:
            self.paper.write_number(*place, value, style)

    def _check(self, column: LedgerColumn) -> dict[str, Any] | None:
        """Return what the cells of a column may hold."""
        ctx, plan = self.ctx, self.view.plan
        known: dict[str, Callable[[], dict[str, Any]]] = {
            "status": lambda: _among(ctx.say(f"status {status}") for status in self.view.statuses),
            "reached": lambda: _among(iter(reached_words(ctx).values())),
            "percent": lambda: {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1,
                                "error_message": ctx.say("Write a percentage from 0% to 100%.")},
            "reached_on": lambda: {"validate": "date", "criteria": "between", "minimum": date(1900, 1, 1),
                                   "maximum": date(plan.period.last.year + 1, 12, 31),
                                   "error_message": ctx.say("Write a day, as in 2024-06-30.")},
        }  # fmt: skip
        return known[column.key]() if column.key in known else None

    def _page(self) -> None:
        paper = self.paper
        paper.protect("", ALLOWED)
        paper.freeze_panes(HEAD_ROW + 1, 3)
        paper.repeat_rows(HEAD_ROW)
        paper.set_paper((A3 if self.name == "tasks" else A4).code)
        paper.set_landscape()
        paper.fit_to_pages(1, 0)
        paper.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        paper.set_footer("&C&P / &N")
        paper.hide_gridlines(2)
        paper.ignore_errors({"number_stored_as_text": f"B1:B{paper.dim_rowmax + 1}"})


def _among(words: Iterator[str]) -> dict[str, Any]:
    return {"validate": "list", "source": [*words]}


def _look(column: LedgerColumn, value: Value) -> dict[str, object]:
    """Return how a cell looks: one to be filled in is coloured and open, what was said before is grey."""
    look: dict[str, object] = {"text_wrap": True, "border": 1, "border_color": EDGE, "font_color": INK}
    look["valign"] = "vcenter"
    look["num_format"] = FORMATS.get(column.key, "@" if column.note else "General")
    if column.key == "percent" and isinstance(value, float) and round(value * 100, 6) % 1:
        look["num_format"] = "0.0%"
    if column.key in CENTRED:
        look["align"] = "center"
    if column.note:
        look |= {"locked": False, "bg_color": OPEN_COLOUR}
    elif column.key.startswith("last"):
        look["font_color"] = GREYED
    return look


def _shown(value: Value) -> str:
    return (
        value if isinstance(value, str) else "" if value is None else "0000-00-00" if isinstance(value, date) else "0"
    )


def _instructions(book: Book, view: OutgoingLedger, ctx: RenderContext) -> None:
    paper = book.file.add_worksheet(book.sheet_name(ctx.say("Instructions")))
    paper.set_column(0, 0, 5)
    paper.set_column(1, 1, 24)
    paper.set_column(2, 2, 90)
    usual, bold = (book.format(ctx.language, text_wrap=True, bold=strong) for strong in (False, True))
    paper.write_string(0, 0, ctx.say("Instructions"), book.format(ctx.language, font_size=LARGE, bold=True))
    row = 2
    last = ctx.say("Save the file under its name, as .xlsx, and send it back by {day}.", day=day_words(view.due, ctx))
    for number, words in enumerate([*(plain(rule, ctx.language) for rule in RULES), last], 1):
        paper.write_number(row, 0, number, usual)
        paper.merge_range(row, 1, row, 2, words, usual)
        row += 1
    row += 1
    filled = (one for name, rows in _tables(view, ctx).items() if rows for one in TABLES[name] if one.note)
    for column in {one.title.template: one for one in filled}.values():
        note = plain(column.note, ctx.language) if column.note else ""
        paper.write_string(row, 1, plain(column.title, ctx.language), bold)
        paper.write_string(row, 2, note, usual)
        paper.set_row(row, height([note], [90], ctx.language))
        row += 1
    paper.protect("", {"format_columns": True, "format_rows": True})
    paper.set_paper(A4.code)
    paper.set_landscape()
    paper.fit_to_pages(1, 0)

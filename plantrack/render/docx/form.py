"""Supervision sheets as a document, one page each: what is owed and asked, and a part to be filled in and signed."""

from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from msgspec import Struct

from plantrack.evaluation.facts import Colour
from plantrack.model.plan import Text
from plantrack.render.agenda_words import day_of_week, what, when
from plantrack.render.context import RenderContext, visible
from plantrack.render.docx.blocks import heading, paragraph, run
from plantrack.render.docx.columns import width_of
from plantrack.render.docx.layout import HEI, fonts_of, rule
from plantrack.render.docx.letterhead import masthead
from plantrack.render.docx.package import Package, Properties
from plantrack.render.docx.tables import COLOURS
from plantrack.render.phrases import NOTHING, assumption_note, basis_words, day_words
from plantrack.render.update_text import said
from plantrack.reports.agenda import AgendaEntry
from plantrack.reports.requests import AnsweredRequest
from plantrack.reports.supervision import SupervisionSheet, SupervisionSheets

MARGIN = 200
"""What a cell leaves empty of its width, in twips."""
LABEL, LOW, SIGNED, LEAST = 1600, 400, 520, 600
"""In twips: the width of a label, the least height of a row, of one to be signed, and of the answer."""
RULES = 30
"""The height of the rules of a row, in twips."""
HEAD = 3400
"""The height of what stands above and below the form, in twips."""
LONGEST_NAME = 70
"""The width of the name of the issuing body on two lines, in narrow characters."""
FILLED = 0.88
"""How much of a line is filled where words are not broken."""
LINES, NAMES, ENTRIES = 2, 3, 3
"""How many lines a text and the names of units have at most, and how many things owed are told."""
NEW_PAGE = "<w:pageBreakBefore/>"
_EDGES = "".join(
    rule(edge, "000000", space=0, size=6) for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_UNKEPT, _CENTRED = '<w:keepNext w:val="0"/>', '<w:jc w:val="center"/>'


class Type(Struct, frozen=True):
    """The type of a form: its style, and in twips the distance of lines and the width of a narrow character."""

    style: str
    line: int
    cell: int


USUAL, SMALL = Type("Compact Recipients", 310, 110), Type("Table Text", 216, 90)
"""A form is set in small type where what it tells leaves no room for the answer."""


class Field(Struct, frozen=True):
    """A label and what stands beside it, one text below the other."""

    label: str
    texts: tuple[str, ...] = ()


Row = tuple[Field, ...]
"""One field as wide as the form, or two beside each other."""


def sheets(view: SupervisionSheets, ctx: RenderContext) -> bytes:
    """Return the sheets as a .docx file, the same bytes for the same sheets. Needs the extra `office`."""
    package = Package(None, dict.fromkeys(("issue", "date", "period", "unit"), ""))
    issuer = ctx.units([view.plan.issuer])
    blocks = [block for number, one in enumerate(view.sheets) for block in _page(one, view, ctx, package, number)]
    title = ctx.say("Supervision sheet")
    return package.written("".join(blocks), Properties(title, issuer, [ctx.language], view.as_of))


def _page(
    sheet: SupervisionSheet, view: SupervisionSheets, ctx: RenderContext, package: Package, number: int
) -> Iterator[str]:
    """Yield the head, the form and who issues it on which day."""
    if number:
        yield paragraph("End", form=NEW_PAGE)
    issuer, room = ctx.units([view.plan.issuer]), package.sheet.room(landscape=False)
    body = ctx.title(view.plan.bulletin.heading) if view.plan.bulletin.heading else issuer
    name = ctx.say("No. {ref}, {day}", ref=sheet.facts.task.ref, day=view.as_of)
    yield from masthead(_cut(body, LONGEST_NAME), name, brief=True)
    yield paragraph("Compact Title", *_title(sheet, ctx), form='<w:spacing w:before="160" w:after="120"/>')
    rows = [*_rows(sheet, view, ctx, room)]
    left = package.sheet.height(landscape=False) - HEAD - 2 * SIGNED
    heights = {kind: left - sum(_height(row, room, kind) for row in rows) for kind in (USUAL, SMALL)}
    kind = USUAL if heights[USUAL] >= LEAST else SMALL
    yield _form(rows, max(heights[kind], LEAST), room, kind, ctx)
    signed = f"{_cut(issuer, LONGEST_NAME // 2)}　{day_words(view.as_of, ctx)}"
    yield paragraph(USUAL.style, run(signed), form=f'{_UNKEPT}<w:spacing w:before="160"/><w:jc w:val="right"/>')


def _title(sheet: SupervisionSheet, ctx: RenderContext) -> Iterator[str]:
    """Yield the name of the sheet, and that of its step in its colour."""
    yield heading(ctx.say("Supervision sheet"), ctx)
    if (step := sheet.step) and step.colour:
        words = ctx.title(Text(step.name.zh, step.name.en)) if step.name else ctx.say(f"sheet {step.colour}")
        colour = f'<w:color w:val="{COLOURS[Colour(step.colour.value)]}"/>'
        yield run(ctx.say(" ({note})", note=words), colour)


def _rows(sheet: SupervisionSheet, view: SupervisionSheets, ctx: RenderContext, room: int) -> Iterator[Row]:
    """Yield the fields of the form but those to be filled in, each text cut to its lines."""
    facts = sheet.facts
    cut = _Cutter(facts.task.ref, ctx)
    whole, half = room - LABEL, room // 2 - LABEL
    yield (Field(ctx.say("Task"), (cut(ctx.reference(facts.task.ref), whole),)),)
    yield (
        Field(ctx.say("Lead"), (_names(ctx.units(facts.lead) or ctx.say("nobody"), half),)),
        Field(ctx.say("Support"), (_names(ctx.units(facts.support) or NOTHING, half),)),
    )
    due = f"{facts.due}{basis_words(facts.due_basis, ctx)}" if facts.due else ctx.say("no date")
    yield (
        Field(ctx.say("Promised"), (str(facts.promised_due or NOTHING),)),
        Field(ctx.say("Due"), (due,)),
    )
    yield (Field(ctx.say("Extensions"), (cut(_extensions(sheet.requests, ctx), whole),)),)
    owed = [cut(one, whole, end) for one, end in _owed(sheet.owed, ctx)]
    yield (Field(ctx.say("Owed"), (*owed, *assumption_note(ctx))),)
    said_last = ((ctx.say("Done so far"), sheet.words.progress), (ctx.say("Problem"), sheet.words.problem),
                 (ctx.say("Next"), sheet.words.next))  # fmt: skip
    told = [
        cut(ctx.say("{what}: {words}", what=name, words=visible(one.text)), whole, ctx.say(" ({note})", note=one.on))
        for name, one in said_last if one
    ]  # fmt: skip
    yield (Field(ctx.say("Last report"), tuple(told) or (ctx.say("nobody reported"),)),)
    asked = ctx.say("report how it stands and what is done about it by {day}", day=day_of_week(view.answer_by, ctx))
    yield (Field(ctx.say("What is asked"), (ctx.sentence(asked),)),)


class _Cutter:
    """Cuts texts to the lines that they have in a form, and says where the whole can be read."""

    def __init__(self, ref: str, ctx: RenderContext) -> None:
        self._more = ctx.say("(in full: `{command}`)", command=f"plantrack show {ref}")

    def __call__(self, text: str, width: int, end: str = "") -> str:
        cells = _cells(width) * LINES
        if _width(text + end) <= cells:
            return text + end
        return _cut(text, cells - _width(end + self._more)) + end + self._more


def _cells(width: int, kind: Type = USUAL) -> float:
    """Return how many narrow characters a line of a cell has."""
    return (width - MARGIN) / kind.cell * FILLED


def _width(text: str) -> float:
    """Return the width of a text in narrow characters; capitals are broader than other letters."""
    return width_of(text) + sum(
        0.9 if letter in "MW@%" else 0.4 for letter in text if letter.isupper() or letter in "@%"
    )


def _cut(text: str, cells: float) -> str:
    """Return a text that fits into some narrow characters; one that is cut ends in an ellipsis."""
    if _width(text) <= cells:
        return text
    fitting = text[: 2 * int(cells)]
    while fitting and _width(fitting) > cells - 2:
        fitting = fitting[:-1]
    return fitting.rstrip() + "…"


def _names(units: str, width: int) -> str:
    """Return the names of units on as many lines as beside a label there is room for."""
    return _cut(units, _cells(width) * NAMES)


def _owed(owed: Sequence[AgendaEntry], ctx: RenderContext) -> Iterator[tuple[str, str]]:
    """Yield what is owed, each with its day, which is never cut off."""
    for one in owed[:ENTRIES]:
        yield what(one, ctx), ctx.say(", due {day} ({when})", day=one.day, when=when(one, ctx))
    if more := len(owed[ENTRIES:]):
        yield ctx.say("and {n} more", n=more), ""
    if not owed:
        yield ctx.say("nothing is due"), ""


def _extensions(found: Iterable[AnsweredRequest], ctx: RenderContext) -> str:
    """Return what was asked for and answered, the latest first."""
    records = [one.reply or one.ask for one in found if one.what == "extend"]
    told = [
        ctx.say("{words}, on {day} by {by}", words=said(one, ctx), day=one.on, by=visible(one.by)) for one in records
    ]
    return ctx.joined(told[::-1], ctx.say("; ")) if told else ctx.say("none")


def _height(row: Row, room: int, kind: Type) -> int:
    """Return how high a row is at most, in twips: a text of several lines has one more where a word is long."""
    cells = _cells(room // len(row) - LABEL, kind)
    wide = [[_width(text) / cells for text in field.texts] for field in row]
    lines = max(sum(ceil(one) + (one > 1) or 1 for one in texts) for texts in wide)
    return max(lines * kind.line, LOW) + RULES


def _form(rows: Iterable[Row], answer: int, room: int, kind: Type, ctx: RenderContext) -> str:
    """Return the fields as a table with rules, and below them those that are filled in by hand."""
    signing = ((Field(ctx.say("Received by")), Field(ctx.say("Date"))),
               (Field(ctx.say("What is done")),),
               (Field(ctx.say("Signed by")), Field(ctx.say("Date"))))  # fmt: skip
    made = [_row(row, room, LOW, kind) for row in rows]
    made += [_row(row, room, high, USUAL) for row, high in zip(signing, (SIGNED, answer, SIGNED), strict=True)]
    widths = (LABEL, room // 2 - LABEL, LABEL, room - room // 2 - LABEL)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{room}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{_EDGES}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(made)}</w:tbl>'
    )


def _row(row: Row, room: int, height: int, kind: Type) -> str:
    """Return a row, as high as its texts or as it is told at least."""
    high = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>'
    width = room // len(row) - LABEL
    cells = "".join(_label(one) + _value(one, width, kind, across=len(row) == 1) for one in row)
    return f"<w:tr><w:trPr><w:cantSplit/>{high}</w:trPr>{cells}</w:tr>"


def _label(field: Field) -> str:
    return _cell(paragraph(USUAL.style, run(field.label, fonts_of(HEI)), form=_UNKEPT + _CENTRED), LABEL)


def _value(field: Field, width: int, kind: Type, *, across: bool) -> str:
    texts = "".join(paragraph(kind.style, run(text), form=_UNKEPT) for text in field.texts or ("",))
    return _cell(texts, width, '<w:gridSpan w:val="3"/>' if across else "")


def _cell(content: str, width: int, form: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{form}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'

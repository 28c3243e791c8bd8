"""The head and the end of an official document: who issues it, its number, whom it goes to, who signs it and when."""

import re
from collections.abc import Collection, Iterator

from plantrack.render.cell_width import cell_width
from plantrack.render.context import RenderContext
from plantrack.render.docx.blocks import BREAK, heading, paragraph, run
from plantrack.render.docx.layout import BODY, CHARACTERS, LINE, RULED, WIDTH, rule
from plantrack.render.phrases import day_words
from plantrack.reports.issue_number import issue_number
from plantrack.reports.periodic import PeriodicReport

LONGEST_TITLE = 40
"""Width of a title on one line, in narrow characters; a Chinese one counts as two, the gap beside a Latin one as half."""
_GAP = re.compile(r"(?<=[0-9A-Za-z])(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])(?=[0-9A-Za-z])")
LARGEST, SMALLEST = 96, 44
"""The size of the name of the issuing body, in half points."""
_HALF_POINTS = WIDTH / 25.4 * 144
_COPIED = f'<w:pBdr>{rule("top")}{rule("bottom")}</w:pBdr><w:ind w:firstLine="280"/>'


def issue_words(view: PeriodicReport, ctx: RenderContext) -> str | None:
    """Return the number of the issue."""
    number = issue_number(view)
    return None if number is None else ctx.say("Issue {n}", n=number)


def head(view: PeriodicReport, ctx: RenderContext, title: str, filled: Collection[str] | None) -> Iterator[str]:
    """Yield the name of the issuing body and the number of the issue above a red rule, the title, and whom it goes to.

    Without that name the number stands below the title. `filled` are the places of a template, which has the head that
    an office wants; None without one.
    """
    issue = None if filled is not None else issue_words(view, ctx)
    body = None if filled is not None else view.plan.bulletin.heading
    if body:
        yield from masthead(ctx.title(body), issue, brief=view.shape.brief)
    below = issue if issue and not body else None
    style, gap = ("Compact Title", LINE // 4) if view.shape.brief else ("Title", LINE)
    yield _title(title, ctx, style, before=2 * gap * bool(body), after=0 if below else gap)
    if below:
        yield paragraph("Issue", run(below), form=f'<w:spacing w:after="{gap}"/>')
    if to := view.plan.bulletin.to:
        style = "Compact Recipients" if view.shape.brief else "Recipients"
        yield paragraph(style, run(ctx.say("{units}:", units=ctx.listed(map(ctx.title, to)))))


def masthead(name: str, issue: str | None, *, brief: bool) -> Iterator[str]:
    """Yield the name on one line, as large as that allows, and the number two lines below it; closer if `brief`."""
    size = max(min(int(2 * _HALF_POINTS / cell_width(name)), SMALLEST if brief else LARGEST), SMALLEST)
    above, gap = ('<w:spacing w:before="0"/>', 0) if brief else ("", 2 * LINE)
    yield paragraph("Issuing Body", run(name, f'<w:sz w:val="{size}"/>'), form=("" if issue else RULED) + above)
    if issue:
        yield paragraph("Issue", run(issue), form=f'{RULED}<w:spacing w:before="{gap}"/>')


def _title(title: str, ctx: RenderContext, style: str, *, before: int, after: int) -> str:
    """Return the title; one longer than a line is broken after its colon."""
    form = f'<w:spacing w:before="{before}" w:after="{after}"/>'
    plan, colon, rest = title.rpartition("：" if ctx.language == "zh" else ": ")
    if not colon or cell_width(title) + len(_GAP.findall(title)) / 2 <= LONGEST_TITLE:
        return paragraph(style, heading(title, ctx), form=form)
    return paragraph(style, heading(plan + colon.rstrip(), ctx), BREAK, heading(rest, ctx), form=form)


def signature(view: PeriodicReport, ctx: RenderContext, filled: Collection[str]) -> Iterator[str]:
    """Yield issuer and date, except what a template has. In Chinese the date starts two characters right of the issuer.

    One that is longer than the issuer ends two characters before the edge.
    """
    issuer, day = ctx.units([view.plan.issuer]), day_words(view.as_of, ctx)
    ahead = (cell_width(issuer) - cell_width(day)) // 2
    after = (2, 2)
    if ctx.language == "zh" and cell_width(issuer) < 2 * CHARACTERS - 8:
        after = (2, ahead) if ahead >= 0 else (4 - ahead, 2)
    lines = [line for place, line in (("unit", (issuer, after[0])), ("date", (day, after[1]))) if place not in filled]
    for number, (text, characters) in enumerate(lines):
        form = f'<w:spacing w:before="{LINE * (number == 0)}"/><w:ind w:right="{characters * BODY}"/>'
        yield paragraph("Signature", run(text), form="<w:keepNext/>" * (number == 0 and len(lines) > 1) + form)


def copies(view: PeriodicReport, ctx: RenderContext) -> Iterator[str]:
    """Yield whom copies go to, between two rules."""
    if copied := view.plan.bulletin.copy:
        comma, stop = ("，", "。") if ctx.language == "zh" else (", ", ".")
        yield paragraph("Copies", run(ctx.say("Copies to: ") + comma.join(map(ctx.title, copied)) + stop), form=_COPIED)

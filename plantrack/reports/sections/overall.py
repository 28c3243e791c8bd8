"""The plan as a whole: its numbers beside the period before, its items, this year's indicators; what they rest on."""

from collections.abc import Iterator

from msgspec.structs import replace

from plantrack.errors import Message, message
from plantrack.evaluation.evaluate import leaves
from plantrack.reports import cells
from plantrack.reports.cells import ReportSection, SpelledDay, percent_cell
from plantrack.reports.indicators import change_cell, figure_cell, measured_cell, target_cell
from plantrack.reports.issue_number import issue_number
from plantrack.reports.periodic import PeriodicReport
from plantrack.reports.sections import columns as cols
from plantrack.reports.sections.bulletin import bulletin, light_shares
from plantrack.reports.sections.columns import Values, column, counted_title, open_day, reference, table
from plantrack.reports.summary import RARE, SHARES


def report_days(view: PeriodicReport) -> Message:
    """Return the days that a report covers, and the day as of which it is."""
    first, last, day = map(SpelledDay, (view.period.first, view.period.last, view.as_of))
    if view.projected:
        return message("{first} to {last}, as of {day}, if nothing more were recorded", first=first, last=last, day=day)
    return message("{first} to {last}, as of {day}", first=first, last=last, day=day)


def report_head(view: PeriodicReport) -> Message:
    """Return what stands below the title: the number of the issue, where it has one, and the days."""
    issue, days = issue_number(view), report_days(view)
    return message("Issue {number} · {days}", number=issue, days=days) if issue else days


def overall(view: PeriodicReport) -> ReportSection:
    """Return notes, the bulletin in its three sentences, and the bar of its lights."""
    last = view.plan.period.last
    ended = message("The plan ended {n} days ago, on {day}.", n=(view.as_of - last).days, day=SpelledDay(last))
    sentences: list[Message | cells.ListCell] = [ended] if view.as_of > last else []
    if view.summary.tasks and not any(leaf.facts.adopted for leaf in leaves(view.roots)):
        sentences.append(message("Nothing was adopted by then: no report is owed yet."))
    sentences += bulletin(view)
    return ReportSection("overall", message("Overall"), tuple(sentences), shares=light_shares(view))


def summary(view: PeriodicReport) -> ReportSection:
    """Return the plan in numbers, with their change since the period before."""
    columns = (
        cols.WHAT, column("number", "Number", number=True), column("before", "Period before", number=True),
        column("change", "Change", number=True),
    )  # fmt: skip
    known = message("The numbers of the period before are those known now; what was restated is listed.")
    notes = [known] if view.restated.begun and view.restated.numbers else []
    return table("summary", message("In numbers"), columns, _numbers(view), *notes)


def _numbers(view: PeriodicReport) -> Iterator[Values]:
    """Yield a row for each number of the summary: first the lights, which add up, then what is told besides."""
    now, before = view.summary, view.previous
    counts, then = now.counts(), before.counts()
    for name, n in counts.items():
        if name == "reported":
            told = cells.CountCell(n, now.counted), cells.CountCell(then[name], before.counted)
            yield number_name(name), *told, cells.ChangeCell(n - then[name])
        elif name not in RARE or n or then[name]:
            yield number_name(name), n, then[name], cells.ChangeCell(n - then[name])
    for name in SHARES:
        shares = getattr(now, name), getattr(before, name)
        yield number_name(name), *map(percent_cell, shares), cells.points_cell(*shares)


def number_name(name: str) -> Message:
    """Return what a number of the summary is called."""
    return message(f"summary {name}")


def items(view: PeriodicReport) -> ReportSection:
    """Return the plan's items with their progress and lights."""
    reported = column("reported", "Ever reported", number=True)
    columns = cols.REF, cols.ITEM, cols.PERCENT, cols.EXPECTED, reported, cols.LIGHT, cols.NEXT_DUE, cols.PAST_DUE
    rows = (
        (reference(facts.task.ref), counted_title(facts.task, view.whole), percent_cell(facts.percent, facts.expected),
         percent_cell(facts.expected), cells.CountCell(*facts.reported), top.light, open_day(facts.next_due),
         open_day(facts.past_due))
        for top in view.roots
        for facts in [top.facts]
    )  # fmt: skip
    return table("items", message("Item by item"), columns, rows)


def indicators(view: PeriodicReport) -> ReportSection:
    """Return the indicators that were measured, are headlines or have a target; the rest are only counted."""
    lines, baseline = view.indicators, view.plan.baseline
    shown = [line for line in lines if line.latest or line.indicator.headline or line.indicator.target]
    rows = (
        (line.indicator.label, figure_cell(line.figure), measured_cell(line.latest, line.figure), change_cell(line),
         target_cell(line))
        for line in shown
    )  # fmt: skip
    rest = len(lines) - len(shown)
    sentences = (message("Indicators not measured, and not listed here: {n}.", n=rest),) if rest else ()
    year = str(baseline.year) if baseline else "–"
    title = message("Indicators beside {year}", year=year) if baseline else message("Indicators")
    columns = (
        column("indicator", "Indicator"), cells.ReportColumn("last_year", message("{year}", year=year), number=True),
        column("latest", "Latest", number=True), column("change", "Change", number=True), column("target", "Target"),
    )  # fmt: skip
    return replace(table("indicators", title, columns, rows, *sentences), part="annex")


def assumed(view: PeriodicReport) -> ReportSection:
    """Return which leads and dates somebody here set."""
    found, dates = view.assumed, message("Milestone dates")
    kinds = ((message("Lead"), found.lead), (message("Due date"), found.due), (dates, found.milestones))
    rows = ((name, len(refs), cells.ReferencesCell(refs)) for name, refs in kinds if refs)
    source = message("Neither the document nor a published source says these; somebody here set them.")
    title = message("What rests on assumption")
    return table("assumed", title, (cols.WHAT, cols.COUNT, cols.REFERENCES), rows, source)


def provenance(view: PeriodicReport) -> ReportSection:
    """Return what the report was made from, so that anybody can make it again."""
    columns = column("ground", "Ground"), column("content", "Content")
    return table("provenance", message("What this report rests on"), columns, _grounds(view))


def _grounds(view: PeriodicReport) -> Iterator[Values]:
    plan, made, period, rules = view.plan, view.provenance, view.period, view.rules
    yield message("Plan"), message("{plan} ({id})", plan=plan.title, id=plan.id)
    if plan.document:
        yield message("Document"), plan.document.title
    if plan.document and plan.document.source:
        yield message("Source"), cells.LinkCell(plan.document.source)
    yield message("Period"), message("{label}, {first} to {last}", label=period, first=period.first, last=period.last)
    yield message("As of"), view.as_of
    yield message("Known at"), view.known_day or message("everything recorded")
    yield message("Light rules"), message("{plan} ({id})", plan=rules.title, id=rules.id)
    if made:
        yield message("Plan file"), f"sha256 {made.plan}"
        yield message("Journal"), f"blake2b {made.journal}"
        yield message("Version"), f"plantrack {made.version}"

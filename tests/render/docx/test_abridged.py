"""What a document tells once, and short titles where an annex has the whole ones."""

from __future__ import annotations

from support import plan

from plantrack.errors import message
from plantrack.evaluation.facts import Light, Meaning
from plantrack.model.plan import Text
from plantrack.render.docx.abridged import common_lead, with_short_titles
from plantrack.reports.cells import LightCell, ReportCell, ReportColumn, ReportSection, TextCell, UnitsCell

STIC, FUND = UnitsCell(("stic",)), UnitsCell(("fund",))
PARENT = LightCell(Light(Meaning.DONE, counts=((Meaning.DONE, 2),)))
LONG = "建立健全覆盖科技创新全过程的统筹协调工作机制，形成可复制可推广的经验清单"


def section(*rows: tuple[ReportCell | None, ...]) -> ReportSection:
    """Return a section with a column for who leads."""
    columns = (ReportColumn("task", message("Task")), ReportColumn("lead", message("Lead")))
    return ReportSection("x", message("What"), columns=columns, rows=rows)


def test_a_lead_that_all_rows_have_is_told_once() -> None:
    """The column goes, and a sentence names the unit; an item has no lead of its own."""
    found, said = common_lead(section((PARENT, None), (TextCell("一"), STIC), (TextCell("二"), STIC)))
    assert said == message("All are led by {units}.", units=STIC)
    assert [column.key for column in found.columns] == ["task"]
    assert found.rows == ((PARENT,), (TextCell("一"),), (TextCell("二"),))


def test_leads_that_differ_keep_their_column() -> None:
    """Also where a row has none, or there are hardly any rows."""
    one, two, none = (TextCell("一"), STIC), (TextCell("二"), FUND), (TextCell("三"), UnitsCell(()))
    for rows in ((one, one, two), (one, one, none), (one, one, (TextCell("四"), None)), (none, none, none), (one, one)):
        found = section(*rows)
        assert common_lead(found) == (found, None)


def test_short_titles() -> None:
    """A task's own short title, else its title cut; also within words about it. Other words stay."""
    of = plan(f"""
        tasks:
        - {{ref: "1", title: {{zh: {LONG}, en: Long}}, kind: ongoing}}
        - {{ref: "2", title: {{zh: 名, en: Name}}, short: {{zh: 短, en: Short}}, kind: ongoing}}
    """)
    first, second = (task.title for task in of.tasks)
    within = TextCell(message("{what} ({task})", what="节点", task=first))
    found = with_short_titles(section((TextCell(first), None), (TextCell(second), STIC), (within, None)), of)
    cut = found.rows[0][0]
    assert isinstance(cut, TextCell)
    assert isinstance(cut.text, Text)
    assert cut.text.zh == "建立健全覆盖科技创新全过程的统筹协调工…"
    assert found.rows[1][0] == TextCell(Text("短", "Short"))
    assert found.rows[2][0] == TextCell(message("{what} ({task})", what="节点", task=cut.text))

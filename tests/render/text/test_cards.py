"""A row of a table as a card."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace
from showcase import ctx

from plantrack.errors import message
from plantrack.evaluation.facts import Light, Meaning
from plantrack.model.plan import Text
from plantrack.render.text.cards import card
from plantrack.reports import cells
from plantrack.reports.sections.columns import LEAD, LIGHT, REF, TASK, column, table

DONE = cells.LightCell(Light(Meaning.DONE), "name")
MADE = table(
    "x", message("Case"), (REF, TASK, LEAD, LIGHT, column("problem", "Problem")),
    [
        (cells.ReferencesCell(("1",)), Text("壮大企业", "Grow firms"), None, DONE, None),
        (
            cells.ReferencesCell(("1.1",)), Text("培育", "Foster"), cells.UnitsCell(("stic",)),
            cells.TransitionCell(cells.LightCell(Light(Meaning.OFF_TRACK), "name"), DONE),
            cells.StatementCell("资金未到位，需要协调，请市里支持", date(2024, 11, 6)),
        ),
    ],
)  # fmt: skip


def test_a_row_below_another() -> None:
    """Its name, and below it each fact with its heading, as many on a line as there is room for; nothing unsaid."""
    outlined = replace(MADE, levels=(0, 1))
    assert card(outlined, 0, ctx("zh", 40)).plain == "1 壮大企业\n  亮灯：✓ 完成"
    assert card(outlined, 1, ctx("zh", 40)).plain == (
        "  1.1 培育\n    牵头单位：科创局\n    亮灯：✗ 滞后 → ✓ 完成\n"
        "    存在问题：资金未到位，需要协调，请市里支持（2024-11-06）"
    )
    assert card(outlined, 1, ctx("zh", 60)).plain.splitlines()[1] == "    牵头单位：科创局  亮灯：✗ 滞后 → ✓ 完成"


def test_lights_have_their_colours() -> None:
    """Each its own; a name is bold where nothing is above it."""
    pieces = card(MADE, 1, ctx("en", 80)).pieces
    assert ("✗ off track", "red") in pieces
    assert ("✓ done", "green") in pieces
    assert ("1.1 Foster", "bold") in pieces

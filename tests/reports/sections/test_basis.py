"""What a report rests on, in sentences."""

from __future__ import annotations

from msgspec.structs import replace
from section_fixtures import said_sections
from showcase import SHOWN, UPDATES, W46, ZONE, ctx
from support import day, plan

from plantrack.model.history import History
from plantrack.reports.periodic import Provenance, periodic_report
from plantrack.reports.sections.section_table import all_sections


def test_where_it_comes_from() -> None:
    """The plan and its document, the days, the rules, what is assumed, and digests by which it can be made again."""
    of = plan("""
        document: {title: 工作计划, published: 2024-04-18, source: "https://example.org/plan"}
        tasks: [{ref: "1", title: 一, kind: deliverable, due: 2024-11-01, lead: [stic], basis: {lead: assumed}}]
    """)
    found = periodic_report(of, History(), W46, zone=ZONE, provenance=Provenance("aa", "bb", "1.2"))
    known = replace(found, known_day=day("2024-11-18"))
    assert said_sections(known, ctx("zh", of=of))["basis"].sentences == (
        "计划：计划（p）；文件：工作计划；来源：https://example.org/plan。",
        "期间：2024年11月11日至2024年11月17日，截至2024年11月17日；按截至2024年11月18日的记录；亮灯规则：本工具的规则（default）。",
        "以下既非原文所载，也无公开出处，系编制时推定：牵头单位1项。",
        "计划文件sha256 aa；记录blake2b bb；plantrack 1.2。",
    )


def test_it_stands_at_the_foot() -> None:
    """In small type, whatever else is shown."""
    found = periodic_report(SHOWN, History(UPDATES), W46, zone=ZONE)
    assert all_sections(found)["basis"].part == "foot"

"""What a report rests on."""

from __future__ import annotations

from msgspec.structs import replace
from section_fixtures import said_sections
from showcase import SHOWN, UPDATES, W46, ZONE, ctx, shown_report
from support import moment, plan

from plantrack.model.history import History
from plantrack.reports.periodic import Provenance, periodic_report


def test_what_it_rests_on() -> None:
    """Plan, period, dates, rules, digests and version; a script's report without digests says what it knows."""
    found = replace(shown_report(), provenance=Provenance("aa" * 8, "bb" * 8, "0.1.0"))
    known = ("Plan | Innovation plan (p)", "Period | week 46 of 2024, 2024-11-11 to 2024-11-17", "As of | 2024-11-17")
    assert said_sections(found, ctx("en"))["provenance"].rows == (
        *known,
        "Known at | everything recorded",
        "Light rules | The rules of this tool (default)",
        f"Plan file | sha256 {'aa' * 8}",
        f"Journal | blake2b {'bb' * 8}",
        "Version | plantrack 0.1.0",
    )
    then = periodic_report(SHOWN, History(UPDATES), W46, zone=ZONE, known_at=moment("2024-11-18T15:59:59Z"))
    rows = said_sections(then, ctx("en"))["provenance"].rows
    assert rows[:4] == (*known, "Known at | 2024-11-18")


def test_the_document_that_the_plan_was_taken_from() -> None:
    """By its title and its address."""
    of = plan("document: {title: {zh: 通知, en: Notice}, published: 2024-03-01, source: 'https://example.org/notice'}")
    rows = said_sections(periodic_report(of, History(), W46, zone=ZONE), ctx("en", of=of))["provenance"].rows
    assert rows[1:3] == ("Document | Notice", "Source | https://example.org/notice")

"""Owners in English texts."""

from __future__ import annotations

import pytest

from plantrack.documents.english.owners import find_duties
from plantrack.documents.parsed_document import Duty


def owners(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str | None]]:
    """Return leads, supports, persons and quote of each place."""
    return [(one.lead, one.support, one.people, one.quote) for one in find_duties(text, text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Build it. Owner: Highways Team.", [(("Highways Team",), (), (), "Owner: Highways Team")]),
        ("Build it. Partners: Red Cross, local schools.", [((), ("Red Cross",), (), "Partners: Red Cross, local schools")]),
        ("Launch it [Programs]", [(("Programs",), (), (), "[Programs]")]),
        ("Launch it (Parks Team, by end of May)", [(("Parks Team",), (), (), "(Parks Team, by end of May)")]),
        ("- v1.0: stable file format (@maria)", [((), (), ("maria",), "(@maria)")]),
        ("Open it — Digital Team", [(("Digital Team",), (), (), "— Digital Team")]),
        ("Ask @sam about a@b.org", [((), (), ("sam",), "@sam")]),
        ("The Finance Team will publish it.", [(("Finance Team",), (), (), "The Finance Team will ")]),
        ("Action: Sales, with Finance, to revise it.", [(("Sales",), ("Finance",), (), "Sales, with Finance, to ")]),
        ("ACTION 3/1: Engineering to confirm it.", [(("Engineering",), (), (), "Engineering to ")]),
        ("Move it (Corporate Services; go-live 1 May 2027).", [(("Corporate Services",), (), (), "(Corporate Services; go-live 1 May 2027)")]),
        ("Write it (Headteacher; spring term)", [(("Headteacher",), (), (), "(Headteacher; spring term)")]),
        ("Coach all (Assistant Head, Teaching)", [(("Assistant Head, Teaching",), (), (), "(Assistant Head, Teaching)")]),
        ("Survey it (Estates Division, with the Coastguard)", [(("Estates Division",), ("Coastguard",), (), "(Estates Division, with the Coastguard)")]),
        ("1.3 The Planning Team will adopt it by autumn 2026.", [(("Planning Team",), (), (), "The Planning Team will ")]),
        ("Explore it (Transport Strategy, ongoing)", [(("Transport Strategy",), (), (), "(Transport Strategy, ongoing)")]),
        ("Switch it — Highways — December 2026", [(("Highways",), (), (), "— Highways")]),
        ("Mend it (Estates Division) and commission a survey.", [(("Estates Division",), (), (), "(Estates Division)")]),
        ("Raise it (Attendance Lead: Tom Beech; July 2027)", [(("Attendance Lead",), (), ("Tom Beech",), "Attendance Lead: Tom Beech")]),
        ("Plant it (Lead: Woodland Team; by the end of May)", [(("Woodland Team",), (), (), "Lead: Woodland Team")]),
        ("Study it. Lead: Science and Monitoring.", [(("Science and Monitoring",), (), (), "Lead: Science and Monitoring")]),
        ("- Write it (@docs-team)", [(("docs-team",), (), (), "(@docs-team)")]),
        ("Publish it, led by the Culture Team.", [(("Culture Team",), (), (), ", led by the Culture Team")]),
        (
            "Publish it by May, with support from Legal and the Audit Committee.",
            [((), ("Legal", "Audit Committee"), (), ", with support from Legal and the Audit Committee")],
        ),
        ("Plant trees (Green Line)\nSow seeds (Oak Grove)", [((), (), ("Green Line",), "(Green Line)"), ((), (), ("Oak Grove",), "(Oak Grove)")]),
    ],
)  # fmt: skip
def test_found(text: str, found: list[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], str | None]]) -> None:
    """Labels, brackets, dashes, `@` and sentences name owners."""
    assert owners(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "We will open a hub.",
        "The Council will open a hub.",
        "They will serve 4,000 residents.",
        "Continue to work with the police on safety.",
        "Open the hub (see annex), in wards (A) and (12).",
        "Plant trees (Green Line).",
        "Read [the guide](guide.md)",
        "- [x] v0.9: plugin API",
        "Work in partnership with local schools.",
    ],
)
def test_nobody(text: str) -> None:
    """The author, words for many, and other brackets are no owners."""
    assert [one for one in find_duties(text, text) if one != Duty(quote=one.quote, offset=one.offset)] == []

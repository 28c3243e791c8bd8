"""The actions of English sentences."""

from __future__ import annotations

from datetime import date

import pytest

from plantrack.dates.periods import Period
from plantrack.documents.clauses.english import clauses_in
from plantrack.documents.english.dates import calendar_of
from plantrack.documents.parsed_document import Clause, ClauseKind, DatedStep, Rhythm
from plantrack.documents.scan import scan

DONE, ONGOING, DIRECTION = ClauseKind.DELIVERABLE, ClauseKind.ONGOING, ClauseKind.DIRECTION
PLAN = Period(date(2026, 4, 1), date(2027, 3, 31))


def read(text: str, *, listed: bool = True) -> tuple[Clause, ...]:
    """Return the clauses of a text, as one entry of a list or as running text."""
    doc = scan(text)
    return clauses_in(doc, 0, len(text), calendar_of(doc.folded, PLAN), listed=listed)


@pytest.mark.parametrize(
    ("text", "title", "kind", "due"),
    [
        ("Replace 500 street lights with LED. Owner: Highways Team. Due: Q3 2026.", "Replace 500 street lights with LED", DONE, "2026-09-30"),
        ("Introduce weekly food waste collection in all wards by 31 October 2026. Lead: Head of Waste.", "Introduce weekly food waste collection in all wards", DONE, "2026-10-31"),
        ("Continue to work with the police on anti-social behaviour.", "Continue to work with the police on anti-social behaviour", ONGOING, None),
        ("Build 120 affordable homes by March 2027. Due: 31/03/2027", "Build 120 affordable homes", DONE, "2027-03-31"),
        ("[ ] v1.0 (Q2 2026): stable file format (@maria)", "v1.0: stable file format", DONE, "2026-06-30"),
        ("By 30 June 2026, launch the online portal — Digital Team", "Launch the online portal", DONE, "2026-06-30"),
        ("The Finance Team will publish the annual accounts by 30 September 2026.", "Publish the annual accounts", DONE, "2026-09-30"),
        ("Improve air quality across the city.", "Improve air quality across the city", ONGOING, None),
        ("Improve recycling to 55% by 2027/28.", "Improve recycling to 55%", DONE, "2028-03-31"),
        ("Maintain satisfaction at 64% or above.", "Maintain satisfaction at 64% or above", ONGOING, None),
        ("We aim to be the best city.", "Aim to be the best city", DIRECTION, None),
        ("Windows support", "Windows support", DONE, None),
        ("Support carers. Due: ongoing", "Support carers", ONGOING, None),
        ("Rewrite the scheme. (Heads of Department; end of October)", "Rewrite the scheme", DONE, "2026-10-31"),
        ("Replace the system (Corporate Services; go-live 1 January 2027).", "Replace the system", DONE, "2027-01-01"),
        ("Train all staff (Deputy Head; by the February half-term)", "Train all staff", DONE, None),
        ("Action: Open the hub. By when: end of May", "Open the hub", DONE, "2026-05-31"),
    ],
)  # fmt: skip
def test_one(text: str, title: str, kind: ClauseKind, due: str | None) -> None:
    """An entry is one action with its title, kind and day; owners and dates are no part of the title."""
    (one,) = read(text)
    assert (one.title, one.kind, one.deadline and str(one.deadline.due)) == (title, kind, due)


def test_several() -> None:
    """Each action has the owners and the day that stand with it; a heading and what explains are none."""
    found = read(
        "Street lighting. We will replace 500 lights by June 2026. They will save energy. The Parks Service will plant 300"
        " trees by May. Migrate the archive; close the old one by December 2026."
    )
    assert [(one.title, one.duty.lead, one.deadline and str(one.deadline.due)) for one in found] == [
        ("Replace 500 lights", (), "2026-06-30"),
        ("Plant 300 trees", ("Parks Service",), "2026-05-31"),
        ("Migrate the archive", (), None),
        ("Close the old one", (), "2026-12-31"),
    ]
    assert [one.sentence for one in found] == [2, 4, 5, 6]


def test_running_text() -> None:
    """In running text only what somebody will do, or an order, is an action."""
    found = read(
        "Our parks are loved. Plans are in place. We will open two parks. Support of schools grew.", listed=False
    )
    assert [(one.title, one.quote, one.offset) for one in found] == [("Open two parks", "open two parks", 49)]


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("Hold monthly meetings with partners", Rhythm.MONTH),
        ("Report quarterly to the Audit Committee", Rhythm.QUARTER),
        ("Conduct a survey every year", Rhythm.YEAR),
        ("Publish accounts. Due: twice a year", Rhythm.HALF),
        ("Introduce weekly food waste collection", None),
        ("Publish a quarterly bulletin template", None),
    ],
)
def test_rhythm(text: str, rhythm: Rhythm | None) -> None:
    """What comes back is ongoing and has no day; what is begun comes once."""
    (one,) = read(text)
    assert (one.recurs, one.kind) == (rhythm, ONGOING if rhythm else DONE)


def test_milestones_and_status() -> None:
    """Milestones have days of their own; a box or a status ticks off."""
    (one,) = read(
        "Publish the strategy. Milestones: draft by June 2026; consultation. Due: May 2026. Status: Completed"
    )
    assert one.milestones == (DatedStep("draft", date(2026, 6, 30)), DatedStep("consultation", None))
    assert one.done
    assert [read(f"[{mark}] Publish it")[0].done for mark in "x X"] == [True, False, True]


def test_two_that_will_be_done() -> None:
    """A second action behind `and will` is one of its own where the first has a day."""
    found = read("We will open the trail by May 2026 and will run a free day every quarter.")
    assert [(one.title, one.recurs) for one in found] == [
        ("Open the trail", None),
        ("Run a free day every quarter", Rhythm.QUARTER),
    ]


def test_what_is_kept_up() -> None:
    """What is carried on comes back as often as it is called; a school year of pupils is no rhythm."""
    (coached,), (placed,) = read("Carry on with weekly coaching"), read("Secure a placement for every Year 10 pupil")
    assert (coached.recurs, coached.kind, placed.recurs) == (Rhythm.WEEK, ONGOING, None)

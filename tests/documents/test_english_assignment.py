"""Items of English plans, from the whole document."""

from __future__ import annotations

from datetime import date

from plantrack.documents.parse import parse_document
from plantrack.documents.parsed_document import ClauseKind, Item, ParsedDocument, Source


def read(text: str) -> ParsedDocument:
    """Return what a document says."""
    return parse_document(Source(text, ""))


def tree(items: tuple[Item, ...], depth: int = 0) -> list[str]:
    """Return the items as indented lines: title, owners, day."""
    lines = []
    for item in items:
        duty, due = item.duty, item.deadline
        if len(item.clauses) == 1 and item.clauses[0].title == item.title:
            duty, due = item.clauses[0].duty, item.clauses[0].deadline
        told = [*duty.lead, *(f"+{unit}" for unit in duty.support), *(f"@{one}" for one in duty.people)]
        lines.append(f"{'  ' * depth}{item.title} | {', '.join(told)} | {due.due if due else ''}")
        if len(item.clauses) > 1:
            lines += [f"{'  ' * depth}- {clause.title} | {', '.join(clause.duty.lead)}" for clause in item.clauses]
        lines += tree(item.parts, depth + 1)
    return lines


def test_a_plan() -> None:
    """What was done is the summary, and what is to be done the plan, level by level, in its financial year."""
    found = read(
        "Harbourside Council\nAnnual Delivery Plan 2026/27\nPublished: 15 March 2026\nProgress in 2025/26\nWe opened 2 community"
        " hubs.\nPriority 1: Safe streets\n1.1 Replace 500 street lights. Owner: Highways Team. Due: Q3 2026.\n1.2 Collect food"
        " waste by 31 October 2026. Lead: Head of Waste. Support: IT.\nPriority 2: Homes\n2.1 Publish a policy. Lead: J. Smith.\n"
        "How we will report\nWe report every month."
    )
    assert (found.language, found.issuer, found.year) == ("en", "Harbourside Council", 2026)
    assert found.period == (date(2026, 4, 1), date(2027, 3, 31))
    assert [(one.value, one.unit, one.period) for one in found.figures] == [(2, "community hubs", "2025-04/2026-03")]
    assert [one.title for one in found.sections] == ["Progress in 2025/26"]
    assert tree(found.items) == [
        "Safe streets |  | ",
        "  Replace 500 street lights | Highways Team | 2026-09-30",
        "  Collect food waste | Head of Waste, +IT | 2026-10-31",
        "Homes |  | ",
        "  Publish a policy | @J. Smith | ",
    ]


def test_headings_with_dates_and_entries_of_labels() -> None:
    """A heading may give a date to what is below it; entries that only say who and by when belong to the one above."""
    found = read(
        "Roadmap 2026\nGoal 1: v1.2 — Q3 2026\n- Read logs\n  - Owner: Data Team\n  - Due: 5 May 2026\n- Write files (@ann)\n"
        "Goal 2: v2.0\n- Publish a guide by June and translate it by December 2026 [Docs]\n- Drop Python 3.9\n"
    )
    assert tree(found.items) == [
        "v1.2 |  | 2026-09-30",
        "  Read logs | Data Team | 2026-05-05",
        "  Write files | @ann | ",
        "v2.0 |  | ",
        "  Publish a guide | Docs | ",
        "  - Publish a guide | ",
        "  - Translate it | ",
        "  Drop Python 3.9 |  | ",
    ]


def test_minutes() -> None:
    """Where actions are labelled, a paragraph without one is no task."""
    found = read(
        "Minutes of the Steering Group, 9 September 2026\n1. Welcome\nThe Chair welcomed everyone.\n2. Beds\nBeds were few.\n"
        "Action: Open 24 beds. Owner: Acute Team. Due: 1 November 2026.\n3. Staff\nStaff were tired.\n"
        "Action: Hire nurses. Owner: Tom Bell. Due: end of May.\n4. Other business\nNone."
    )
    assert [item.title for item in found.items] == ["Beds", "Staff"]


def test_running_text() -> None:
    """A plan without lists has the actions of its sentences, each with those who will do it."""
    found = read(
        "Northgate Plan 2026\n\nThe Parks Team will resurface the play area by 1 June 2026. Residents love it. The Highways Team,"
        " together with Northern Rail, will rebuild the steps by October 2026.\nBy the end of 2026, the Library Service will open"
        " on Saturdays."
    )
    assert tree(found.items) == [
        "Resurface the play area | Parks Team | 2026-06-01",
        "Rebuild the steps | Highways Team, +Northern Rail | 2026-10-31",
        "Open on Saturdays | Library Service | 2026-12-31",
    ]


def test_labels_below_several_sentences() -> None:
    """What stands below several actions of one entry holds for all of them."""
    found = read(
        "BUSINESS PLAN FOR THE YEAR 1 JULY 2026 TO 30 JUNE 2027\nActions\n"
        "- Retrofit 12 buildings. We will begin with libraries. Lead: Facilities. Deadline: Q4 2026\n- Hire two engineers\n"
    )
    assert found.period == (date(2026, 7, 1), date(2027, 6, 30))
    assert tree(found.items) == [
        "Retrofit 12 buildings | Facilities | 2026-12-31",
        "- Retrofit 12 buildings | ",
        "- Begin with libraries | ",
        "Hire two engineers |  | ",
    ]


def test_a_heading_over_sentences_that_tell() -> None:
    """It is no task, as a heading over an action or with an owner is."""
    found = read(
        "Roadmap 2026\nHistory of the port\nThe port is old. It was built by hand.\nNew quay\nWe will build a quay by May 2026.\n"
        "Crane repair\nOwner: Crane Team\nIt is rusty.\n"
    )
    assert [item.title for item in found.items] == ["New quay", "Crane repair"]


def test_milestones_on_lines_of_their_own() -> None:
    """They are steps of the action above their label, and no headings."""
    found = read(
        "Delivery plan 2026\nObjective 1: Move\n1.1 Move the laboratories\nLead: Estates Team\nMilestones:\n   Q1  rooms commissioned\n   Q2  -\n"
        "   September  laboratory moved\n\n1.2 Close the mill\nLead: Estates Team\n"
    )
    steps = [(one.title, one.due) for one in found.items[0].parts[0].clauses[0].milestones]
    assert steps == [("rooms commissioned", date(2026, 3, 31)), ("laboratory moved", date(2026, 9, 30))]
    assert [item.title for item in found.items[0].parts] == ["Move the laboratories", "Close the mill"]


def test_what_always_runs() -> None:
    """Below a heading that says so, actions run on unless they name a day."""
    found = read(
        "Delivery plan 2026\nPriority 1: Always\n1.1 Add tests\n1.2 Drop old versions by May 2026\n"
        "Priority 2: Next\n2.1 Add an index\n2.2 Cut costs\n"
    )
    kinds = [clause.kind for item in found.items for one in item.parts for clause in one.clauses]
    assert kinds == [ClauseKind.ONGOING, *3 * [ClauseKind.DELIVERABLE]]


def test_owners_in_a_delivery_note() -> None:
    """In cooperation with others; days from the note's own, in force from a day, by the middle of the year."""
    found = read(
        "MINISTRY OF WATERS\nDelivery plan 2026\nDate: 2 February 2026\n\n"
        "1. The Fisheries Unit, in cooperation with the Lakes Institute, shall complete a survey by 30 June 2026.\n"
        "2. The Fisheries Unit shall introduce a closed season, with effect from 1 May 2026.\n"
        "3. Set up a fund. Responsible: Finance Unit. Deadline: within 60 days of the date of this note.\n"
        "4. The ICT Unit will open the register by mid-year. \n"
        "5. Hold fairs. Responsible: Finance Unit. Deadline: in the course of the year.\n"
    )
    assert tree(found.items) == [
        "Complete a survey | Fisheries Unit, +Lakes Institute | 2026-06-30",
        "Introduce a closed season, with effect from 1 May 2026 | Fisheries Unit | 2026-05-01",
        "Set up a fund | Finance Unit | 2026-04-03",
        "Open the register | ICT Unit | 2026-06-30",
        "Hold fairs | Finance Unit | 2026-12-31",
    ]

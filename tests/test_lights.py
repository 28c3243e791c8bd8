"""Lights: the judgement on a task's facts, rule by rule, and a parent's light."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from strategies import DAYS, PLAN, journals
from support import day, plan, replayed

from plantrack.lights import RULES, judge, worst
from plantrack.model.facts import Facts, Light, Meaning, Reason
from plantrack.model.state import Cut, replay
from plantrack.model.update import AnyUpdate
from plantrack.progress import Progress

TASKS = """
    tasks:
    - ref: "1"
      title: 一
      kind: deliverable
      start: 2024-01-01
      due: 2024-12-31
      milestones: [{ref: "1.1", title: 初稿, due: 2024-03-31}]
    - {ref: "2", title: 二, kind: ongoing}
"""
ADOPTED = '{"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-12-31"}, "2": {}}}\n'
REACHED = '{"kind": "milestone", "ref": "1.1", "on": "2024-03-20", "state": "reached"}\n'


def said(on: str, fields: str, ref: str = "1") -> str:
    """Return a report line, after which others may follow."""
    return f'{{"kind": "report", "ref": "{ref}", "on": "{on}", {fields}}}\n'


def light(lines: str, as_of: str, ref: str = "1") -> Light:
    """Return the light of a leaf after a journal, as of a day."""
    found = plan(TASKS)
    return judge(Progress(found, replayed(lines, Cut(as_of=day(as_of))), day(as_of)).facts(found.by_ref[ref]))


def light_of(meaning: str, *reasons: Reason) -> Light:
    return Light(Meaning(meaning), reasons)


CASES = {
    "cancelled, whatever else there is": (
        ADOPTED + said("2024-04-10", '"status": "cancelled"'), "2025-06-30",
        light_of("cancelled", Reason("cancelled")),
    ),
    "done, however late": (
        ADOPTED + said("2025-04-10", '"status": "done"'), "2025-06-30",
        light_of("done", Reason("done")),
    ),
    "off track once the date has passed": (
        ADOPTED + REACHED + said("2024-12-10", '"percent": 95'), "2025-01-01",
        light_of("off-track", Reason("overdue", 1)),
    ),
    "off track more than 30 points behind": (
        ADOPTED + REACHED + said("2024-05-10", '"percent": 10'), "2024-06-15",
        light_of("off-track", Reason("far-behind", 35.6)),
    ),
    "unreported when a report is owed and not given": (
        ADOPTED + REACHED + said("2024-04-10", '"percent": 45'), "2024-06-29",
        light_of("unreported", Reason("unreported", 1, "2024-05")),
    ),
    "unreported from the first owed period on": (
        ADOPTED, "2024-03-01",
        light_of("unreported", Reason("unreported", 1, "2024-02")),
    ),
    "attention when blocked": (
        ADOPTED + REACHED + said("2024-05-10", '"status": "blocked", "percent": 45'), "2024-06-15",
        light_of("attention", Reason("blocked")),
    ),
    "attention when a milestone was missed": (
        ADOPTED + said("2024-05-10", '"percent": 45'), "2024-06-15",
        light_of("attention", Reason("milestone-overdue", 1, "1.1")),
    ),
    "attention more than 10 points behind": (
        ADOPTED + REACHED + said("2024-05-10", '"percent": 30'), "2024-06-15",
        light_of("attention", Reason("behind", 15.6)),
    ),
    "attention a week before the date": (
        ADOPTED + REACHED + said("2024-11-10", '"percent": 95'), "2024-12-24",
        light_of("attention", Reason("due-soon", 7)),
    ),
    "attention on the day itself": (
        ADOPTED + REACHED + said("2024-12-10", '"percent": 95'), "2024-12-31",
        light_of("attention", Reason("due-soon", 0)),
    ),
    "not due before adoption": (
        REACHED + said("2024-05-10", '"percent": 45'), "2024-06-15",
        light_of("not-due", Reason("not-adopted")),
    ),
    "not due while nothing is owed yet": (
        ADOPTED, "2024-02-28",
        light_of("not-due", Reason("nothing-owed")),
    ),
    "attention when reported without a percent": (
        ADOPTED + REACHED + said("2024-05-10", '"status": "in-progress"'), "2024-06-15",
        light_of("attention", Reason("percent-unknown")),
    ),
    "attention when only a note was given": (
        ADOPTED + said("2024-01-20", '"progress": "推进中"'), "2024-01-31",
        light_of("attention", Reason("status-unknown")),
    ),
    "on track when reported and not behind": (
        ADOPTED + REACHED + said("2024-05-10", '"percent": 45'), "2024-06-15",
        light_of("on-track", Reason("reported")),
    ),
    "on track at exactly 10 points behind": (
        ADOPTED + REACHED + said("2024-05-10", '"percent": 35.6'), "2024-06-15",
        light_of("on-track", Reason("reported")),
    ),
    "attention at exactly 30 points behind": (
        ADOPTED + REACHED + said("2024-05-10", '"percent": 15.6'), "2024-06-15",
        light_of("attention", Reason("behind", 30)),
    ),
    "on track eight days before the date": (
        ADOPTED + REACHED + said("2024-11-10", '"percent": 95'), "2024-12-23",
        light_of("on-track", Reason("reported")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_deliverable_is(case: str) -> None:
    """One case for each rule, and for the edges of those that count."""
    lines, as_of, expected = CASES[case]
    assert light(lines, as_of) == expected


ONGOING = {
    "on track when it said so this month": (
        ADOPTED + said("2024-05-10", '"status": "in-progress"', "2"), "2024-06-15",
        light_of("on-track", Reason("reported")),
    ),
    "unreported when it fell silent": (
        ADOPTED + said("2024-03-10", '"status": "in-progress"', "2"), "2024-06-15",
        light_of("unreported", Reason("unreported", 2, "2024-05")),
    ),
    "attention when a note alone was given": (
        ADOPTED + said("2024-05-10", '"progress": "推进中"', "2"), "2024-06-15",
        light_of("attention", Reason("status-unknown")),
    ),
    "done when concluded": (
        ADOPTED + said("2024-05-10", '"status": "done"', "2"), "2024-12-15",
        light_of("done", Reason("done")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ONGOING)
def test_an_ongoing_task_is(case: str) -> None:
    """It has no date and no curve, so it is judged by what it says and when."""
    lines, as_of, expected = ONGOING[case]
    assert light(lines, as_of, "2") == expected


def test_every_rule_is_tried_in_order_and_the_worst_word_comes_first() -> None:
    """A late, blocked task that is behind and silent is off track, with every reason that holds."""
    lines = ADOPTED + said("2024-05-10", '"status": "blocked", "percent": 10')
    assert light(lines, "2025-01-10") == light_of(
        "off-track",
        Reason("overdue", 10),
        Reason("far-behind", 90),
        Reason("unreported", 7, "2024-12"),
        Reason("blocked"),
        Reason("milestone-overdue", 1, "1.1"),
    )


@pytest.mark.parametrize(
    ("lines", "as_of", "why"), [("", "2024-02-10", "not-adopted"), (ADOPTED, "2024-02-10", "nothing-owed")]
)
def test_the_reason_of_the_light_stands_first(lines: str, as_of: str, why: str) -> None:
    """What made a task not due is told before anything that holds beside it."""
    found = light(lines, as_of)
    assert (found.meaning, found.reasons[0]) == (Meaning.NOT_DUE, Reason(why))


def test_the_first_rule_that_fires_gives_the_meaning() -> None:
    """The order of the rules, which is the order of what matters."""
    assert [meaning.value for meaning, _ in RULES] == [
        "cancelled", "done", "off-track", "off-track", "unreported", "attention", "attention", "attention", "attention",
        "not-due", "not-due", "attention", "attention", "on-track",
    ]  # fmt: skip


def leaf_facts(updates: list[AnyUpdate], as_of: date) -> list[Facts]:
    """Return the facts of every leaf of the strategies' plan."""
    state = replay(updates, Cut(as_of=as_of))
    return [Progress(PLAN, state, as_of).facts(task) for task in PLAN.leaves()]


@given(updates=journals(), as_of=DAYS)
def test_silence_is_never_green(updates: list[AnyUpdate], as_of: date) -> None:
    """Whatever was said before, a leaf that owes a report and is not closed is neither on track, done nor not due."""
    for facts in leaf_facts(updates, as_of):
        found = judge(facts)
        if facts.owes and not facts.closed:
            assert found.meaning in (Meaning.UNREPORTED, Meaning.OFF_TRACK)
            assert "unreported" in {reason.code for reason in found.reasons}
        if facts.status is None and facts.percent is None:
            assert found.meaning is not Meaning.ON_TRACK


@given(updates=journals(), as_of=DAYS)
def test_every_leaf_has_a_light_and_a_reason(updates: list[AnyUpdate], as_of: date) -> None:
    """Some rule always fires, a closed task is only what it is, and the meaning's own reason stands first."""
    for facts in leaf_facts(updates, as_of):
        found = judge(facts)
        first = next((meaning, said) for meaning, rule in RULES if (said := rule(facts)))
        assert (found.meaning, found.reasons[0]) == first
        assert (len(found.reasons) == 1) or not facts.closed


LATE = light_of("off-track", Reason("overdue", 3), Reason("blocked"))
LATER = light_of("off-track", Reason("overdue", 9))
GREEN = light_of("on-track", Reason("reported"))
SILENT = light_of("unreported", Reason("unreported", 2, "2024-05"))
GONE = light_of("cancelled", Reason("cancelled"))


@pytest.mark.parametrize(
    ("lights", "meaning", "reasons", "counts"),
    [
        ([GREEN], "on-track", ["reported"], {"on-track": 1}),
        ([GREEN, SILENT, GREEN], "unreported", ["unreported"], {"on-track": 2, "unreported": 1}),
        ([LATE, SILENT, LATER], "off-track", ["overdue", "blocked"], {"unreported": 1, "off-track": 2}),
        ([GONE, GREEN], "on-track", ["reported"], {"cancelled": 1, "on-track": 1}),
        ([GONE, GONE], "cancelled", ["cancelled"], {"cancelled": 2}),
        (
            [worst([GREEN, SILENT]), worst([GREEN, GREEN])],
            "unreported", ["unreported"], {"on-track": 3, "unreported": 1},
        ),
    ],
)  # fmt: skip
def test_a_parents_light_is_its_worst_leafs_with_counts(
    lights: list[Light], meaning: str, reasons: list[str], counts: dict[str, int]
) -> None:
    """The reasons are those of the worst leaves, without numbers; leaves are counted, not the parents between."""
    assert worst(lights) == Light(
        Meaning(meaning),
        tuple(Reason(code) for code in reasons),
        tuple((Meaning(name), count) for name, count in counts.items()),
    )

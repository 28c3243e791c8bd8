"""The judge: the rules of a set tried in order, on one task and on all below it.

Task 1 has no curve of its own here, so that the program's own rules judge as they always have.
"""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from light_fixtures import ADOPTED, TASKS, facts_of, said
from light_fixtures import reached as reached_on
from strategies import DAYS, PLAN, journals
from support import day

from plantrack.dates.workdays import Calendar
from plantrack.errors import Message, message
from plantrack.evaluation.facts import USUAL_COLOURS, Colour, Light, Meaning, Reason, ReasonCode, TaskFacts
from plantrack.evaluation.lights.conditions import workdays_to_due
from plantrack.evaluation.lights.judge import SEVEREST, SILENT_LIGHT, Condition, Judge, RuleTrial, worst
from plantrack.evaluation.lights.packaged import NAMES, packaged
from plantrack.evaluation.lights.rules import Bounds, LightRule, RuleSet
from plantrack.evaluation.progress import Progress
from plantrack.model.history import History
from plantrack.model.plan import Text
from plantrack.model.updates import AnyUpdate

PLAIN = TASKS.replace("      curve: {06-28: 50}\n", "").replace("due: 2024-05-31", "due: 2024-03-31")
REACHED = reached_on("2024-03-20")
OWN = Judge(packaged("default"))


def light(lines: str, as_of: str, ref: str = "1") -> Light:
    """Return the light of a leaf by the program's own rules after a journal, as of a day."""
    return OWN.light(facts_of(lines, as_of, ref, PLAIN))


def in_a_row(n: int, period: str, since: str) -> Message:
    """Return what is said of several periods without a report."""
    return message("{period} ({n} periods in a row, since {since})", period=period, n=n, since=since)


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
        light_of("off-track", Reason("far-behind", 35)),
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
        light_of("attention", Reason("behind", 15)),
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
    "on track at 10 points behind": (
        ADOPTED + REACHED + said("2024-05-10", '"percent": 35.1'), "2024-06-15",
        light_of("on-track", Reason("reported")),
    ),
    "attention at 30 points behind": (
        ADOPTED + REACHED + said("2024-05-10", '"percent": 15.1'), "2024-06-15",
        light_of("attention", Reason("behind", 29.9)),
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
        light_of("unreported", Reason("unreported", 2, in_a_row(2, "2024-05", "2024-04"))),
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
        Reason("unreported", 7, in_a_row(7, "2024-12", "2024-06")),
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


def test_the_order_of_the_programs_own_rules() -> None:
    """Which is the order of what matters."""
    assert [rule.light.value for rule in packaged("default").rules] == [
        "cancelled", "done", "off-track", "off-track", "unreported", "attention", "attention", "attention", "attention",
        "not-due", "not-due", "attention", "attention", "on-track",
    ]  # fmt: skip


def leaf_facts(updates: list[AnyUpdate], as_of: date) -> list[TaskFacts]:
    """Return the facts of every leaf of the strategies' plan."""
    state = History(updates).at(as_of)
    return [Progress(PLAN, state, as_of).facts(task) for task in PLAN.leaves()]


@given(updates=journals(), as_of=DAYS)
def test_what_nobody_said_is_never_on_track(updates: list[AnyUpdate], as_of: date) -> None:
    """By the program's own rules a leaf without status and percentage never is, and silence is always told."""
    for facts in leaf_facts(updates, as_of):
        found = OWN.light(facts)
        if facts.owes and not facts.closed:
            assert found.meaning in (Meaning.UNREPORTED, Meaning.OFF_TRACK)
        if facts.status is None and facts.percent is None:
            assert found.meaning is not Meaning.ON_TRACK


@given(updates=journals(), as_of=DAYS, name=st.sampled_from(NAMES))
def test_what_is_tried_is_what_judges(updates: list[AnyUpdate], as_of: date, name: str) -> None:
    """By any rules: the first rule tried that holds gives light and first reason; a closed task has no other.

    Where that rule says that all is well of what was not heard of, the light is that of silence.
    """
    judge = Judge(packaged(name))
    for facts in leaf_facts(updates, as_of):
        found, tried = judge.light(facts), judge.tries(facts)
        assert [(one.number, one.rule) for one in tried] == list(enumerate(packaged(name).rules, 1))
        rule = next(one.rule for one in tried if one.holds)
        if rule.light is Meaning.ON_TRACK and facts.stale:
            assert found == SILENT_LIGHT
            continue
        assert (found.meaning, found.colour, found.words) == (rule.light, rule.colour, rule.words)
        assert found.reasons[0].code == rule.because
        assert {reason.code for reason in found.reasons} <= {one.rule.because for one in tried if one.holds}
        assert (len(found.reasons) == 1) or not facts.closed


MADE: RuleSet = msgspec.convert(
    {
        "id": "made", "title": {"zh": "一", "en": "Made"}, "source": "-",
        "rules": [
            {"light": "off-track", "because": "overdue", "when": {"workdays_to_due": {"under": 0}}},
            {"light": "attention", "because": "due-soon", "colour": "orange", "words": {"zh": "急", "en": "urgent"},
             "when": {"status": ["blocked", "in-progress"], "days_to_due": {"at_most": 9}, "expected": {"over": 0}},
             "assumed": ["days_to_due"]},
            {"light": "attention", "because": "due-soon", "when": {"days_to_due": {"at_most": 30}}},
            {"light": "attention", "because": "behind", "when": {"points_behind": {"at_least": 1}}},
            {"light": "attention", "because": "blocked"},
        ],
    },
    RuleSet,
)  # fmt: skip
URGENT = ADOPTED + said("2024-12-20")


def test_a_light_in_the_offices_own_colour_and_words() -> None:
    """They are the rule's; what holds beside it is told once, with the number of the first."""
    found = Judge(MADE).light(facts_of(URGENT, "2024-12-24"))
    assert found == Light(
        Meaning.ATTENTION, (Reason("due-soon", 7), Reason("blocked")), colour=Colour.ORANGE, words=Text("急", "urgent")
    )
    assert (found.shade, Light(Meaning.ATTENTION).shade) == (Colour.ORANGE, Colour.YELLOW)


@pytest.mark.parametrize(("as_of", "days"), [("2024-12-27", 4), ("2025-01-02", -2)])
def test_a_rule_on_working_days_tells_calendar_days(as_of: str, days: int) -> None:
    """Its reason speaks of days: over a weekend fewer are worked, and past the date they are negative."""
    rule = {"light": "attention", "because": "due-soon", "when": {"workdays_to_due": {"at_most": 5}}}
    rules = msgspec.convert({"id": "w", "title": {"zh": "一", "en": "W"}, "source": "-", "rules": [rule]}, RuleSet)
    assert Judge(rules).light(facts_of(URGENT, as_of)).reasons == (Reason("due-soon", days),)


def test_every_rule_as_it_was_tried() -> None:
    """What was wanted and what was found; the unknown fits nothing, and a rule without conditions always holds."""
    one, two, three, four, five = Judge(MADE).tries(facts_of(URGENT, "2024-12-24"))
    assert one == RuleTrial(1, MADE.rules[0], (Condition("workdays_to_due", Bounds(under=0), 5, holds=False),))
    assert two.conditions == (
        Condition("status", ("blocked", "in-progress"), "in-progress", holds=True),
        Condition("expected", Bounds(over=0), two.conditions[1].found, holds=True),
        Condition("days_to_due", Bounds(at_most=9), 7, holds=True),
    )
    assert four.conditions == (Condition("points_behind", Bounds(at_least=1), None, holds=False),)
    assert (five.conditions, [tried.holds for tried in (one, two, three, four, five)]) == (
        (), [False, True, True, False, True],
    )  # fmt: skip


def test_working_days_are_the_offices() -> None:
    """With all the days off that are left, none is left to the date."""
    office = Calendar(holidays=tuple(day(f"2024-12-{n}") for n in range(25, 32)))
    facts = facts_of(URGENT, "2024-12-24")
    assert [workdays_to_due(facts, calendar) for calendar in (Calendar(), office)] == [5, 0]
    assert workdays_to_due(facts_of(URGENT, "2024-12-24", "2"), Calendar()) is None
    assert Judge(MADE, office).tries(facts)[0].conditions[0].found == 0


@pytest.mark.parametrize(
    ("when", "number"),
    [
        ({}, None),
        ({"status": ["in-progress"]}, None),
        ({"expected": {"over": 0}}, None),
        ({"expected": {"over": 0}, "days_to_due": {"at_most": 9}}, 7),
        ({"days_to_due": {"at_most": 9}, "time_passed": {"over": 0}}, 7),
        ({"time_passed": {"over": 0}}, 98.1),
    ],
)
def test_the_number_that_is_told(when: dict[str, object], number: float | None) -> None:
    """That of the condition which says most; none where no condition counts anything worth telling."""
    rule = msgspec.convert({"light": "attention", "because": "blocked", "when": when}, LightRule)
    found = Judge(RuleSet("x", Text("一", "x"), "-", (rule,))).light(facts_of(URGENT, "2024-12-24"))
    assert found.reasons == (Reason(ReasonCode.BLOCKED, number),)


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


YELLOW = Light(Meaning.ATTENTION, (Reason("behind", 12),), colour=Colour.YELLOW, words=Text("黄灯", "yellow light"))
RED = Light(Meaning.ATTENTION, (Reason("due-soon", 1),), colour=Colour.RED, words=Text("红灯", "red light"))
USUALLY = Light(Meaning.ATTENTION, (Reason("blocked"),))


@pytest.mark.parametrize(
    ("lights", "colour", "shade"),
    [
        ([YELLOW, RED], Colour.RED, Colour.RED),
        ([RED, YELLOW], Colour.RED, Colour.RED),
        ([YELLOW, USUALLY], Colour.YELLOW, Colour.YELLOW),
        ([USUALLY, USUALLY], None, Colour.YELLOW),
        ([RED, LATE], None, Colour.RED),
        ([RED, SILENT], None, Colour.PURPLE),
    ],
)
def test_a_parent_has_the_worst_colour_of_its_worst_leaves(
    lights: list[Light], colour: Colour | None, shade: Colour
) -> None:
    """Only of those with its own meaning; the words are a leaf's, and a parent has none."""
    found = worst(lights)
    assert (found.shade, found.words) == (shade, None)
    assert found.colour == colour or {light.shade for light in lights} == {Colour.YELLOW}


def test_every_colour_has_its_place() -> None:
    """No colour is missing among the worst to the best, and every meaning has its usual one."""
    assert sorted(SEVEREST) == sorted(Colour)
    assert set(USUAL_COLOURS) == set(Meaning)

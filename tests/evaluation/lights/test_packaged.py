"""The rule sets that come with the program: each published rule as a table of situations, both sides of every edge."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from light_fixtures import ADOPTED, at, facts_of, light_of, moved, reached, said
from strategies import DAYS, PLAN, journals
from support import day, plan, replayed

from plantrack.evaluation.facts import Colour, Meaning, ReasonCode
from plantrack.evaluation.lights import packaged as module
from plantrack.evaluation.lights.judge import Judge
from plantrack.evaluation.lights.packaged import NAMES, default_rules, packaged
from plantrack.evaluation.lights.rules import Bounds, problems
from plantrack.evaluation.progress import Progress
from plantrack.model.history import History
from plantrack.model.policy import Policy
from plantrack.model.updates import AnyUpdate

NOTE = '"progress": "推进中"'
LATE = ADOPTED + reached("2024-05-20") + said("2024-11-20 2024-12-20")
"""Reported in November and December, so that nothing is owed until the end of January."""
SPOKE = ADOPTED + reached("2024-05-20") + said("2024-03-20 2024-04-20 2024-07-20 2024-08-20")

Case = tuple[str, str, str, str]
"""Lines, day and task; then meaning, colour, the office's words and the first reason with its number."""

GENERAL: dict[str, Case] = {
    "cancelled, whatever else there is": (LATE + said("2024-12-21", '"status": "cancelled"'), "2025-06-30", "1",
     "cancelled grey - cancelled"),
    "silent": (at(50), "2024-07-31", "1", "unreported purple - unreported 1 2024-07"),
    "silent, adopted only": (ADOPTED, "2024-02-29", "1", "unreported purple - unreported 1 2024-02"),
    "an ongoing task that fell silent": (ADOPTED + said("2024-03-10", ref="2"), "2024-06-15", "2",
     "unreported purple - unreported 2 2024-05 (2 periods in a row, since 2024-04)"),
    "before adoption": (said("2024-05-10", '"status": "in-progress", "percent": 50'), "2024-05-15", "1",
     "not-due grey - not-adopted"),
    "nothing owed yet": (ADOPTED, "2024-01-25", "2", "not-due grey - nothing-owed"),
    "only a note": (ADOPTED + said("2024-01-20", NOTE, "2"), "2024-01-25", "2",
     "attention yellow - status-unknown"),
}  # fmt: skip
"""What every office's rules say alike."""

TABLES: dict[str, dict[str, Case]] = {
    "default": {
        "done, however late": (LATE + said("2025-04-10", '"status": "done"'), "2025-06-30", "1", "done green - done"),
        "on its day": (LATE, "2024-12-31", "1", "attention yellow - due-soon 0"),
        "a day late": (LATE, "2025-01-01", "1", "off-track red - overdue 1"),
        "on the curve": (at(50), "2024-06-28", "1", "on-track green - reported"),
        "10 points behind": (at(40), "2024-06-28", "1", "on-track green - reported"),
        "more than 10": (at(39.9), "2024-06-28", "1", "attention yellow - behind 10.1"),
        "30 points behind": (at(20), "2024-06-28", "1", "attention yellow - behind 30"),
        "more than 30": (at(19.9), "2024-06-28", "1", "off-track red - far-behind 30.1"),
        "eight days before": (LATE + said("2024-11-21", '"percent": 100'), "2024-12-23", "1",
         "on-track green - reported"),
        "seven days before": (LATE, "2024-12-24", "1", "attention yellow - due-soon 7"),
        "a milestone missed": (ADOPTED + said("2024-05-20", '"percent": 50'), "2024-06-01", "1",
         "attention yellow - milestone-overdue 1 1.1"),
        "blocked": (ADOPTED + said("2024-01-20", '"status": "blocked"'), "2024-01-25", "1",
         "attention yellow - blocked"),
        "nobody said how far": (ADOPTED + reached("2024-05-20") + said("2024-05-20"), "2024-06-15", "1",
         "attention yellow - percent-unknown"),
        "nobody said how far, while little is expected": (ADOPTED + said("2024-01-20"), "2024-01-31", "1",
         "on-track green - reported"),
    },
    "yinchuan-2025": {
        "done": (LATE + said("2025-01-05", '"status": "done"'), "2025-02-28", "1", "done green 绿灯 done"),
        "above the curve": (at(60), "2024-06-28", "1", "on-track green 绿灯 reported -10"),
        "on the curve": (at(50), "2024-06-28", "1", "on-track green 绿灯 reported 0"),
        "below 10 points, which its source leaves open": (at(40.1), "2024-06-28", "1",
         "on-track green 绿灯 reported 9.9"),
        "10 points": (at(40), "2024-06-28", "1", "attention yellow 黄灯 behind 10"),
        "30 points": (at(20), "2024-06-28", "1", "attention yellow 黄灯 behind 30"),
        "more than 30": (at(19.9), "2024-06-28", "1", "off-track red 红灯 far-behind 30.1"),
        "not started before its month": (ADOPTED + said("2024-02-20", '"status": "not-started"', "3"), "2024-02-29",
         "3", "on-track green 绿灯 reported"),
        "not started in its month": (ADOPTED + said("2024-03-01", '"status": "not-started"', "3"), "2024-03-01", "3",
         "attention yellow 黄灯 not-started 1"),
        "two months running": (ADOPTED + said("2024-03-20 2024-04-20", '"status": "not-started"', "3"), "2024-04-30",
         "3", "attention yellow 黄灯 not-started 2"),
        "three months running": (ADOPTED + said("2024-04-20 2024-05-01", '"status": "not-started"', "3"),
         "2024-05-01", "3", "off-track red 红灯 not-started 3"),
        "at 0% in its month": (ADOPTED + said("2024-03-20", '"percent": 0', "3"), "2024-03-20", "3",
         "attention yellow 黄灯 not-started 1"),
        "nobody said how far": (ADOPTED + said("2024-03-20", ref="3"), "2024-03-31", "3",
         "attention yellow - percent-unknown"),
        "an ongoing task that reported": (ADOPTED + said("2024-03-20", ref="2"), "2024-03-31", "2",
         "on-track green 绿灯 reported"),
    },
    "ouhai-2020": {
        "done": (LATE + said("2025-01-05", '"status": "done"'), "2025-02-28", "1", "done green 绿码 done"),
        "on the day of its node": (ADOPTED + said("2024-04-20 2024-05-20"), "2024-05-31", "1",
         "on-track green 绿码 reported"),
        "a node met": (ADOPTED + said("2024-05-20") + reached("2024-05-31"), "2024-06-01", "1",
         "on-track green 绿码 reported"),
        "a node missed": (ADOPTED + said("2024-05-20"), "2024-06-01", "1",
         "off-track red 红码 milestone-overdue 1 1.1"),
        "made up late": (ADOPTED + said("2024-05-20") + reached("2024-06-01"), "2024-06-01", "1",
         "attention yellow 黄码 made-up-late 1"),
        "made up late, to the end of that month": (ADOPTED + said("2024-05-20") + reached("2024-06-01"),
         "2024-06-30", "1", "attention yellow 黄码 made-up-late 1"),
        "made up late, a month later": (ADOPTED + said("2024-05-20") + reached("2024-06-01"), "2024-07-01", "1",
         "on-track green 绿码 reported"),
        "on its date": (LATE, "2024-12-31", "1", "on-track green 绿码 reported"),
        "past its date": (LATE, "2025-01-01", "1", "off-track red 红码 overdue 1"),
    },
    "ruihai": {
        "done": (LATE + said("2025-01-05", '"status": "done"'), "2025-02-28", "1", "done green 绿灯 done"),
        "before a third of its time": (SPOKE, "2024-04-30", "1", "on-track green 绿灯 reported"),
        "a third": (SPOKE, "2024-05-01", "1", "on-track blue 提醒 time-passed 33.3"),
        "before two thirds": (SPOKE, "2024-08-30", "1", "on-track blue 提醒 time-passed 66.4"),
        "two thirds": (SPOKE, "2024-08-31", "1", "attention blue 通报 time-passed 66.7"),
        "on its date": (LATE, "2024-12-31", "1", "attention blue 通报 time-passed 100"),
        "past its date": (LATE, "2025-01-01", "1", "attention yellow 黄灯 overdue 1"),
        "on its revised date": (LATE + moved("2025-01-15"), "2025-01-15", "1", "attention blue 通报 time-passed 100"),
        "past its revised date": (LATE + moved("2025-01-15"), "2025-01-16", "1", "off-track red 红灯 revised-missed 1"),
        "past its revised date, which was published": (LATE + moved("2025-01-15", more=', "source": "https://a.cn"'),
         "2025-01-16", "1", "off-track red 红灯 revised-missed 1"),
    },
    "xian-discipline": {
        "done": (LATE + said("2025-01-05", '"status": "done"'), "2025-02-28", "1", "done green 绿灯 done"),
        "four days before": (LATE, "2024-12-27", "1", "on-track green 绿灯 reported"),
        "three days": (LATE, "2024-12-28", "1", "attention yellow 黄灯 due-soon 3"),
        "two days": (LATE, "2024-12-29", "1", "attention yellow 黄灯 due-soon 2"),
        "one day": (LATE, "2024-12-30", "1", "attention red 红灯 due-soon 1"),
        "on its date": (LATE, "2024-12-31", "1", "attention red 红灯 due-soon 0"),
        "past its date": (LATE, "2025-01-01", "1", "off-track red 红灯 overdue 1"),
    },
    "shenzhen-builder": {
        "done": (LATE + said("2025-01-05", '"status": "done"'), "2025-02-28", "1", "done green 绿灯 done"),
        "on its date": (LATE, "2024-12-31", "1", "on-track green 绿灯 reported"),
        "a day late": (LATE, "2025-01-01", "1", "attention yellow 黄色预警 overdue 1"),
        "7 days late": (LATE, "2025-01-07", "1", "attention yellow 黄色预警 overdue 7"),
        "8 days late": (LATE, "2025-01-08", "1", "off-track orange 橙色预警 overdue 8"),
        "14 days late": (LATE, "2025-01-14", "1", "off-track orange 橙色预警 overdue 14"),
        "15 days late": (LATE, "2025-01-15", "1", "off-track red 红色预警 overdue 15"),
        "a milestone 7 days late": (ADOPTED + said("2024-05-20"), "2024-06-07", "1",
         "attention yellow 黄色预警 overdue 7"),
        "a milestone 15 days late": (ADOPTED + said("2024-05-20"), "2024-06-15", "1",
         "off-track red 红色预警 overdue 15"),
    },
    "schema-defaults": {
        "done": (LATE + said("2025-01-05", '"status": "done"'), "2025-02-28", "1", "done green 绿灯 done"),
        "four days before": (LATE + said("2024-12-26"), "2024-12-27", "1", "on-track green 绿灯 reported"),
        "three days": (LATE + said("2024-12-26"), "2024-12-28", "1", "attention yellow 黄灯 due-soon 3"),
        "two days": (LATE + said("2024-12-26"), "2024-12-29", "1", "attention yellow 黄灯 due-soon 2"),
        "24 hours": (LATE + said("2024-12-26"), "2024-12-30", "1", "off-track red 红灯 due-soon 1"),
        "on its date": (LATE + said("2024-12-26"), "2024-12-31", "1", "off-track red 红灯 due-soon 0"),
        "past its date": (LATE + said("2024-12-26"), "2025-01-01", "1", "off-track red 红灯 overdue 1"),
        "six days without a report": (at(50), "2024-07-03", "1", "on-track green 绿灯 reported"),
        "seven days without a report": (at(50), "2024-07-04", "1", "attention blue 催办 no-news 7"),
        "six days since adoption": (ADOPTED, "2024-01-16", "1", "not-due grey - nothing-owed"),
        "seven days since adoption": (ADOPTED, "2024-01-17", "1", "attention blue 催办 no-news 7"),
    },
}  # fmt: skip
ENGLISH = {
    "绿灯": "green light", "黄灯": "yellow light", "红灯": "red light", "绿码": "green code", "黄码": "yellow code",
    "红码": "red code", "提醒": "reminder", "通报": "bulletin", "黄色预警": "yellow warning",
    "橙色预警": "orange warning", "红色预警": "red warning", "催办": "urged",
}  # fmt: skip


def told(case: Case, name: str) -> str:
    """Return the light of a situation in a few words, the way the tables have it."""
    lines, as_of, ref, _ = case
    light = light_of(lines, as_of, ref, packaged(name))
    why = light.reasons[0]
    number = None if why.number is None else f"{why.number:g}"
    words = light.words and (light.words.zh if ENGLISH[light.words.zh] == light.words.en else light.words.en)
    return " ".join(filter(None, (light.meaning, light.shade, words or "-", why.code, number, str(why.what or ""))))


@pytest.mark.parametrize(("name", "case"), [(name, case) for name, table in TABLES.items() for case in table])
def test_a_published_rule(name: str, case: str) -> None:
    """Meaning, colour, the office's own words, and why."""
    assert told(TABLES[name][case], name) == TABLES[name][case][3]


GENERALLY = {
    ("schema-defaults", "nothing owed yet"): "attention blue 催办 no-news 15",
}
"""Where an office's own rule comes first."""


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("case", GENERAL)
def test_what_every_rule_set_says_alike(name: str, case: str) -> None:
    """Silence, what nobody adopted yet, what was cancelled, and a note without a status."""
    assert told(GENERAL[case], name) == GENERALLY.get((name, case), GENERAL[case][3])


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_of_a_set_is_shown(name: str) -> None:
    """Each is the one that gives the light in some situation above."""
    judge = Judge(packaged(name))
    fired = set()
    for lines, as_of, ref, _ in (*TABLES[name].values(), *GENERAL.values()):
        tried = judge.tries(facts_of(lines, as_of, ref))
        fired.add(next(one.number for one in tried if one.holds))
    assert fired == {number for number, _ in enumerate(packaged(name).rules, 1)}


def test_what_somebody_here_set() -> None:
    """Thresholds that the sources leave open are marked, and no others."""
    assumed = {
        name: [(n, *rule.assumed) for n, rule in enumerate(packaged(name).rules, 1) if rule.assumed] for name in NAMES
    }
    assert assumed == {
        "default": [],
        "ouhai-2020": [(4, "days_overdue")],
        "ruihai": [(9, "time_passed"), (10, "time_passed")],
        "schema-defaults": [(3, "days_overdue")],
        "shenzhen-builder": [],
        "xian-discipline": [(3, "days_overdue"), (5, "days_to_due")],
        "yinchuan-2025": [(11, "points_behind")],
    }


@pytest.mark.parametrize("name", NAMES)
def test_a_packaged_set_keeps_the_rules_of_rule_sets(name: str) -> None:
    """It is called like its file, and has none of the problems that are refused in an office's own."""
    assert packaged(name).id == name
    assert list(problems(packaged(name))) == []


def test_every_reason_is_given_by_some_rule() -> None:
    """No word of why stands there unused; that of silence belongs to every set."""
    assert {rule.because for name in NAMES for rule in packaged(name).rules} == set(ReasonCode) - {ReasonCode.SILENT}


def test_the_names_are_the_files() -> None:
    """Every file has its name here; another name is none, a path neither."""
    assert sorted(path.stem for path in Path(module.__file__).parent.glob("sets/*")) == sorted(NAMES)
    for name in ("nobody", "../sets/default", "", "default.json"):
        with pytest.raises(KeyError):
            packaged(name)


@given(updates=journals(), as_of=DAYS, name=st.sampled_from(NAMES))
def test_silence_is_never_green(updates: list[AnyUpdate], as_of: date, name: str) -> None:
    """In no rule set: whatever was said before, an open leaf that owes a report never looks well.

    And every leaf has a light with a reason.
    """
    state, judge = History(updates).at(as_of), Judge(packaged(name))
    for task in PLAN.leaves():
        facts = Progress(PLAN, state, as_of).facts(task)
        light = judge.light(facts)
        assert light.reasons[0].code in {because.value for because in ReasonCode}
        if facts.owes and not facts.closed:
            assert light.meaning in (Meaning.ATTENTION, Meaning.UNREPORTED, Meaning.OFF_TRACK)
            assert light.shade != "green"
            assert "unreported" in {reason.code for reason in light.reasons}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("adopted", "on", "as_of"),
    [
        ("2024-09-15", "2024-03-10", "2024-10-20"),
        ("2024-01-01", "2024-12-10", "2025-06-15"),
        (None, "2024-01-10", "2024-07-15"),
    ],
    ids=["adopted late", "after the plan's end", "never adopted"],
)
def test_where_nothing_is_owed_silence_is_not_green_either(name: str, adopted: str | None, on: str, as_of: str) -> None:
    """What was last reported on many periods ago is on track under no rules, whether a report is owed or not."""
    tasks = plan("""
        tasks: [{ref: "1", title: 一, kind: ongoing}]
    """)
    lines = f'{{"kind": "report", "ref": "1", "on": "{on}", "status": "in-progress", "percent": 99}}\n'
    if adopted:
        lines += f'{{"kind": "adopt", "on": "{adopted}", "promises": {{"1": {{}}}}}}\n'
    state = replayed(lines, day(as_of))
    found = Judge(packaged(name)).light(Progress(tasks, state, day(as_of)).facts(tasks.by_ref["1"]))
    assert found.meaning is not Meaning.ON_TRACK
    assert found.shade is not Colour.GREEN


def test_the_thresholds_of_the_policy_hold_in_the_default_rules() -> None:
    """The same numbers decide for the check and for the lights; without other ones the rules are as published."""
    assert repr(default_rules(Policy())) == repr(packaged("default"))
    own = {rule.because: rule.when for rule in default_rules(Policy(behind=20, due_soon=3)).rules}
    assert own[ReasonCode.BEHIND].points_behind == Bounds(over=20, at_most=30)
    assert own[ReasonCode.PERCENT_UNKNOWN].expected == Bounds(over=20)
    assert own[ReasonCode.DUE_SOON].days_to_due == Bounds(at_least=0, at_most=3)

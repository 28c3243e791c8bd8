"""The explanation of a light, and what two offices see otherwise, as text."""

from __future__ import annotations

import pytest
from light_fixtures import reached, said
from rich.cells import cell_len
from showcase import AS_OF, HOSTILE_PLAN, HOSTILE_UPDATES, INERT, WIDTHS
from support import day, plan, replayed
from syrupy.assertion import SnapshotAssertion

from plantrack.evaluation.evaluate import JudgingPolicy, evaluate
from plantrack.evaluation.facts import Meaning, ReasonCode
from plantrack.evaluation.lights.packaged import packaged
from plantrack.evaluation.lights.rules import LightRule, RuleSet
from plantrack.model.history import History
from plantrack.model.plan import Plan, Text
from plantrack.render.context import RenderContext
from plantrack.render.text import explanation
from plantrack.reports.explanation import Comparison, Explanation, compare, explain

SHOWN: Plan = plan("""
    period: {first: 2024-01-01, last: 2031-12-31}
    tasks:
    - ref: "1"
      title: {zh: 印发办法, en: Issue the measures}
      kind: deliverable
      due: 2024-12-31
      lead: [smart]
      basis: {lead: document}
      curve: {06-28: 50}
      milestones: [{ref: "1.1", title: {zh: 起草, en: Drafted}, due: 2024-05-31}]
    - ref: "2"
      title: {zh: 办好展会, en: Hold the fair}
      tasks:
      - {ref: "2.1", title: {zh: 办展, en: Run it}, kind: deliverable, due: 2024-06-20}
      - {ref: "2.2", title: {zh: 总结, en: Sum up}, kind: ongoing}
    - ref: "3"
      title: {zh: 建成园区, en: Build the park}
      kind: deliverable
      due: 2031-06-30
      milestones: [{ref: "3.1", title: {zh: 开工, en: Begun}, due: 2024-05-31}]
    - ref: "4"
      title: {zh: 修路, en: Build the road}
      kind: deliverable
      due: 2024-12-31
      milestones:
      - {ref: "4.1", title: {zh: 开工, en: Begun}, due: 2024-05-31, weight: 2}
      - {ref: "4.2", title: {zh: 通车, en: Opened}, due: 2024-12-31}
""")
JUNE = day("2024-06-27")
LINES = (
    '{"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-10-31"}, "2.1": {}, "2.2": {}}}\n'
    '{"kind": "reschedule", "on": "2024-06-01", "ref": "1", "step": "approve", "due": "2024-12-31", "ask": "x"}\n'
    + reached("2024-05-30")
    + said("2024-05-20 2024-06-20", '"status": "in-progress", "percent": 20')
    + said("2024-06-20", ref="2.2")
)


def why(ref: str, rules: str = "default") -> Explanation:
    """Return why a task of the plan shown has its light on 27 June."""
    return explain(SHOWN, replayed(LINES, JUNE), JUNE, ref, judging=JudgingPolicy(rules=packaged(rules)))


def on(language: str, width: int | None = None) -> RenderContext:
    return RenderContext(SHOWN, language, width, as_of=JUNE)


SITUATIONS = {
    "a curve through a point, thresholds that were set here": ("1", "yinchuan-2025"),
    "past its date, by an assumed rule": ("2.1", "ouhai-2020"),
    "a task above others": ("2", "default"),
    "no curve and no date": ("2.2", "default"),
    "days off that are not published": ("3", "shenzhen-builder"),
    "measured by its milestones": ("4", "ruihai"),
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", SITUATIONS)
def test_why(name: str, language: str, width: int | None, snapshot: SnapshotAssertion) -> None:
    """What is known, where the task should be, each rule with what was found, and the one that gave the light."""
    shown = explanation.explain(why(*SITUATIONS[name]), on(language, width))
    assert shown == snapshot
    assert width is None or max(map(cell_len, shown.splitlines())) <= width


def lines(shown: str, start: str) -> list[str]:
    """Return the lines that begin so, with single spaces."""
    return [" ".join(line.split()) for line in shown.splitlines() if line.startswith(start)]


def told(text: str, as_of: str, journal: str = "") -> str:
    """Return the explanation of task 1 of a plan of one task."""
    found = plan(f'tasks: [{{ref: "1", title: 一, kind: deliverable, {text}}}]')
    view = explain(found, replayed(journal, day(as_of)), day(as_of), "1", judging=JudgingPolicy())
    return explanation.explain(view, RenderContext(found, "en", as_of=day(as_of)))


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2024-03-01", "Expected 0%, the curve's value on 2024-03-03"),
        ("2024-03-09", "Expected 50%, the curve's value on 2024-03-08"),
        ("2024-03-12",
         "Expected 68%, between 2024-03-10 (60%) and 2024-03-22 (100%): 2 of 10 working days have passed"),
        ("2024-04-01", "Expected 100%, the curve's value on 2024-03-22"),
    ],
)  # fmt: skip
def test_where_a_task_should_be(as_of: str, expected: str) -> None:
    """At a point, or between two; where no day between two is worked, still at the first of them."""
    text = "start: 2024-03-04, due: 2024-03-22, curve: {03-08: 50, 03-10: 60}"
    assert lines(told(text, as_of), "Expected") == [expected]


EXTENDED = """
    {"kind": "adopt", "on": "2024-03-01", "promises": {"1": {"due": "2024-03-20"}}}
    {"kind": "reschedule", "on": "2024-03-11", "ref": "1", "step": "approve", "due": "2024-03-23", "ask": "x"}
"""


@pytest.mark.parametrize(
    ("as_of", "journal", "expected"),
    [
        ("2024-03-08", "", "Due 2024-03-22, 14 days left (10 working days)"),
        ("2024-03-22", "", "Due 2024-03-22, 0 days left (0 working days)"),
        ("2024-03-25", "", "Due 2024-03-22, 3 days ago (1 working day)"),
        (
            "2024-03-22",
            EXTENDED,
            "Due 2024-03-23 (approved by 刘洋 on 2024-03-11), 1 day left (0 working days), promised for 2024-03-20",
        ),
        ("2024-03-22", '{"kind": "adopt", "on": "2024-03-01", "promises": {"1": {"due": null}}}', "Due no date"),
    ],
)
def test_when_it_is_due(as_of: str, journal: str, expected: str) -> None:
    """How long there is, or was, in days and working days; and what was promised, where that was another day."""
    assert lines(told("due: 2024-03-22", as_of, journal), "Due") == [expected]


def test_what_is_not_asked_any_more() -> None:
    """A rule that says all is well is not, once another gave the light; one that says more holds too, or does not."""
    shown = explanation.explain(why("1"), on("en"))
    marks = {line.split()[0]: line.rpartition("  ")[2] for line in shown.splitlines() if line[:3].strip().isdigit()}
    assert marks == {
        **dict.fromkeys(("1", "2", "3", "4", "5", "6", "7", "9", "12", "13"), "no"), "8": "gives the light",
        **dict.fromkeys(("10", "11", "14"), "not tried"),
    }  # fmt: skip


def test_hostile_text_is_inert() -> None:
    """Titles, units, and the words of an office's own rules; in both languages and at any width."""
    bad = "规 " + INERT.replace(r"\x1b", "\x1b").replace(r"\u202e", "\u202e")
    words = Text(bad, bad)
    rules = RuleSet("own", words, bad, (LightRule(Meaning.ATTENTION, ReasonCode.BLOCKED, words=words),))
    state = History(HOSTILE_UPDATES).at(AS_OF)
    sets = [
        (each, evaluate(HOSTILE_PLAN, state, AS_OF, JudgingPolicy(rules=each))) for each in (rules, packaged("default"))
    ]
    views = [explain(HOSTILE_PLAN, state, AS_OF, ref, judging=JudgingPolicy(rules=rules)) for ref in ("1", "2", "2.1")]
    for language in ("zh", "en"):
        for width in WIDTHS:
            ctx = RenderContext(HOSTILE_PLAN, language, width, as_of=AS_OF)
            for shown in (
                *(explanation.explain(view, ctx) for view in views),
                explanation.compare(compare(sets[0], sets[1], HOSTILE_PLAN, AS_OF), ctx),
            ):
                assert all(line.isprintable() for line in shown.split("\n"))
                assert INERT in shown or width is not None


def compared(one: str, other: str) -> Comparison:
    sets = [
        (packaged(name), evaluate(SHOWN, replayed(LINES, JUNE), JUNE, JudgingPolicy(rules=packaged(name))))
        for name in (one, other)
    ]
    return compare(sets[0], sets[1], SHOWN, JUNE)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_two_offices_see_otherwise(language: str, width: int | None, snapshot: SnapshotAssertion) -> None:
    """Each light with its first reason; how many differ of how many."""
    shown = explanation.compare(compared("default", "shenzhen-builder"), on(language, width))
    assert shown == snapshot
    assert width is None or max(map(cell_len, shown.splitlines())) <= width


def test_no_difference_is_one_line() -> None:
    """Without a table."""
    same = compared("ruihai", "ruihai")
    assert explanation.compare(same, on("en")) == "lights that differ as of 2024-06-27: 0 of 5\n"


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (None, "未知", "not known"), (True, "是", "yes"), (False, "否", "no"), (0, "0", "0"), (12.5, "12.5", "12.5"),
        ((), "", ""),
    ],
)  # fmt: skip
def test_values(*, value: object, zh: str, en: str) -> None:
    """As they are found and wanted; zero is no no."""
    assert [explanation.value_words(value, on(language)) for language in ("zh", "en")] == [zh, en]


@pytest.mark.parametrize(("language", "told"), [("zh", "超前 40.4个百分点"), ("en", "Ahead 40.4 points")])
def test_ahead_of_the_curve(language: str, told: str) -> None:
    """More than is expected is no negative arrears."""
    lines = LINES.replace('"percent": 20', '"percent": 90')
    found = explain(SHOWN, replayed(lines, JUNE), JUNE, "1", judging=JudgingPolicy(rules=packaged("default")))
    assert told in " ".join(explanation.explain(found, on(language)).split())

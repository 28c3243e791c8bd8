"""What was last said on each task, and where it can be read."""

from __future__ import annotations

from showcase import shown_report
from support import day, history, plan

from plantrack.evaluation.evaluate import evaluate
from plantrack.reports.overview import LastWords, Statement, last_words

PLAN = plan("""
    indicators: [{id: n, label: 数, unit: 个, tasks: ["1"]}]
    tasks:
    - {ref: "1", title: 一, kind: ongoing, milestones: [{ref: "1.1", title: 节点, due: 2024-06-30}]}
    - {ref: "2", title: 二, kind: ongoing}
""")


def words(text: str, on: str) -> Statement:
    """Return what was said on a day."""
    return Statement(text, day(on))


def said(lines: str, as_of: str = "2024-11-17") -> dict[str, LastWords]:
    """Return the last words of the plan, as of a day."""
    found, on = history(lines), day(as_of)
    return last_words(PLAN, found.in_force(on), found.at(on), evaluate(PLAN, found.at(on), on))


def test_of_the_plan_shown() -> None:
    """Each word by its last writer, tasks only on which something was said, and sources of the last day."""
    assert shown_report().last_words == {
        "1.1": LastWords(progress=words("推进中", "2024-11-05")),
        "1.2": LastWords(problem=words("资金未到位", "2024-11-06"), next=words("征求意见", "2024-11-08")),
        "2.1": LastWords(progress=words("圆满闭幕", "2024-11-16")),
    }


def test_sources_of_the_last_day() -> None:
    """Reports, milestones and measurements of the day of the last report, each source once; no earlier ones."""
    lines = """
        {"kind": "report", "on": "2024-11-01", "ref": "1", "progress": "a", "source": "old"}
        {"kind": "milestone", "on": "2024-11-02", "ref": "1.1", "state": "reached", "source": "paper 1"}
        {"kind": "measure", "on": "2024-11-02", "ref": "n", "value": 1, "unit": "个", "text": "1", "source": "paper 2"}
        {"kind": "report", "on": "2024-11-02", "ref": "1", "progress": "b", "source": "paper 1"}
        {"kind": "assign", "on": "2024-11-02", "ref": "1", "lead": ["stic"], "source": "letter"}
    """
    assert said(lines) == {"1": LastWords(progress=words("b", "2024-11-02"), sources=("paper 1", "paper 2"))}
    assert said(lines, "2024-11-01") == {"1": LastWords(progress=words("a", "2024-11-01"), sources=("old",))}


def test_a_last_report_without_a_source() -> None:
    """An earlier source is not lent to it."""
    lines = """
        {"kind": "report", "on": "2024-11-01", "ref": "2", "progress": "a", "source": "old"}
        {"kind": "report", "on": "2024-11-02", "ref": "2", "problem": "b"}
        {"kind": "report", "on": "2024-11-02", "ref": "gone", "problem": "b", "source": "x"}
        {"kind": "measure", "on": "2024-11-02", "ref": "gone", "value": 1, "unit": "个", "text": "1个", "source": "x"}
    """
    assert said(lines) == {"2": LastWords(progress=words("a", "2024-11-01"), problem=words("b", "2024-11-02"))}


def test_the_note_of_a_milestone_is_progress_of_its_task() -> None:
    """The later of the two counts: what was said on the task, or on one of its milestones."""
    report = '{"kind": "report", "ref": "1", "on": "2024-06-01", "progress": "起草"}'
    stone = '{"kind": "milestone", "ref": "1.1", "on": "2024-06-%s", "state": "reached", "note": "通过评审"}'
    assert said(f"{report}\n{stone % '02'}")["1"].progress == words("通过评审", "2024-06-02")
    assert said(f"{report}\n{stone % '02'}".replace("06-01", "06-03"))["1"].progress == words("起草", "2024-06-03")
    assert said(stone % "02")["1"].progress == words("通过评审", "2024-06-02")


BLOCKED = '{"kind": "report", "ref": "1", "on": "2024-11-01", "status": "blocked", "problem": "缺人", "next": "招人"}'


def test_problem_and_next_step_in_force() -> None:
    """Both with their day: the problem until it is solved or the task closed, the next step until a newer report."""
    assert said(BLOCKED, "2024-12-31")["1"] == LastWords(None, words("缺人", "2024-11-01"), words("招人", "2024-11-01"))
    later = {
        '"kind": "report", "ref": "1", "percent": 5': LastWords(None, words("缺人", "2024-11-01")),
        '"kind": "milestone", "ref": "1.1", "state": "reached"': LastWords(None, words("缺人", "2024-11-01")),
        '"kind": "report", "ref": "1", "solved": true': None,
        '"kind": "report", "ref": "1", "status": "done"': None,
    }
    for line, expected in later.items():
        assert said(f'{BLOCKED}\n{{"on": "2024-11-09", {line}}}').get("1") == expected


def test_a_closed_parent_keeps_neither() -> None:
    """It is closed when all below it is; until then its own next step stands beside what is reported below."""
    parent = plan("""
        tasks:
        - {ref: "1", title: 一, tasks: [{ref: "1.1", title: 二, kind: ongoing}]}
    """)
    lines = '{"kind": "report", "ref": "1", "on": "2024-11-01", "problem": "缺人", "next": "招人"}'
    for status, kept in (("in-progress", True), ("done", False)):
        found = history(f'{lines}\n{{"kind": "report", "ref": "1.1", "on": "2024-11-09", "status": "{status}"}}')
        shown = last_words(parent, found.in_force(), found.at(), evaluate(parent, found.at(), day("2024-12-31")))
        assert bool(shown) == kept

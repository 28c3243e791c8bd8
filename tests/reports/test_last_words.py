"""What was last said on each task, and where it can be read."""

from __future__ import annotations

from showcase import shown_report
from support import day, history, plan

from plantrack.evaluation.evaluate import evaluate
from plantrack.reports.overview import LastWords, last_words

PLAN = plan("""
    indicators: [{id: n, label: 数, unit: 个, tasks: ["1"]}]
    tasks:
    - {ref: "1", title: 一, kind: ongoing, milestones: [{ref: "1.1", title: 节点, due: 2024-06-30}]}
    - {ref: "2", title: 二, kind: ongoing}
""")


def said(lines: str, as_of: str = "2024-11-17") -> dict[str, LastWords]:
    """Return the last words of the plan, as of a day."""
    found, on = history(lines), day(as_of)
    return last_words(PLAN, found.in_force(on), found.at(on), evaluate(PLAN, found.at(on), on))


def test_of_the_plan_shown() -> None:
    """Each word by its last writer, tasks only on which something was said, and sources of the last day."""
    assert shown_report().last_words == {
        "1.1": LastWords(progress="推进中"),
        "1.2": LastWords(problem="资金未到位", next="征求意见"),
        "2.1": LastWords(progress="圆满闭幕"),
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
    assert said(lines) == {"1": LastWords(progress="b", sources=("paper 1", "paper 2"))}
    assert said(lines, "2024-11-01") == {"1": LastWords(progress="a", sources=("old",))}


def test_a_last_report_without_a_source() -> None:
    """An earlier source is not lent to it."""
    lines = """
        {"kind": "report", "on": "2024-11-01", "ref": "2", "progress": "a", "source": "old"}
        {"kind": "report", "on": "2024-11-02", "ref": "2", "problem": "b"}
        {"kind": "report", "on": "2024-11-02", "ref": "gone", "problem": "b", "source": "x"}
        {"kind": "measure", "on": "2024-11-02", "ref": "gone", "value": 1, "unit": "个", "text": "1个", "source": "x"}
    """
    assert said(lines) == {"2": LastWords(progress="a", problem="b")}


def test_the_note_of_a_milestone_is_progress_of_its_task() -> None:
    """The later of the two counts: what was said on the task, or on one of its milestones."""
    report = '{"kind": "report", "ref": "1", "on": "2024-06-01", "progress": "起草"}'
    stone = '{"kind": "milestone", "ref": "1.1", "on": "2024-06-%s", "state": "reached", "note": "通过评审"}'
    assert said(f"{report}\n{stone % '02'}")["1"].progress == "通过评审"
    assert said(f"{report}\n{stone % '02'}".replace("06-01", "06-03"))["1"].progress == "起草"
    assert said(stone % "02")["1"].progress == "通过评审"

"""What was reached and reported, in sentences."""

from __future__ import annotations

from section_fixtures import said_sections
from showcase import ZONE, ctx
from support import day, journal, plan

from plantrack.dates.periods import period_of
from plantrack.model.history import History
from plantrack.reports.periodic import periodic_report

TASKS = plan("""
    report_every: month
    tasks:
    - ref: "1"
      title: {zh: 平台, en: Platforms}
      tasks:
      - {ref: "1.1", title: {zh: 建设, en: Build}, kind: ongoing, lead: [stic],
         milestones: [{ref: "1.1.1", title: 选址, due: 2024-11-08}]}
      - {ref: "1.2", title: {zh: 运行, en: Run}, kind: ongoing}
    - {ref: "2", title: {zh: 会议, en: Meeting}, kind: ongoing, lead: [stic, fund]}
    - {ref: "3", title: {zh: 无人提起, en: Silent}, kind: ongoing}
    indicators: [{id: n, label: {zh: 企业数, en: Firms}, unit: 家, tasks: ["1.2"]}]
""")


def told(lines: str, language: str = "zh") -> dict[str, tuple[str, ...]]:
    """Return the sentences of each paragraph on a week."""
    week = period_of(day("2024-11-17"), "week")
    found = periodic_report(TASKS, History(journal(lines)), week, zone=ZONE)
    said = said_sections(found, ctx(language, of=TASKS))["progress"]
    return {lead: tuple(sentences) for lead, *sentences in said.paragraphs}


def test_a_sentence_for_each_task() -> None:
    """With its lead and the days; what was typed as it was typed, and one full stop, whatever it ended in."""
    lines = """
        {"kind": "report", "ref": "1.1", "on": "2024-11-12", "percent": 40, "progress": "一是选址。二是报批。"}
        {"kind": "report", "ref": "1.1", "on": "2024-11-14", "percent": 55, "progress": "已开工。", "problem": "缺人"}
        {"kind": "report", "ref": "1.2", "on": "2024-11-14", "status": "in-progress", "next": "验收"}
        {"kind": "report", "ref": "2", "on": "2024-11-15", "status": "done", "progress": "闭幕"}
    """
    assert told(lines) == {
        "1 平台": (
            "1.1 建设，科创局牵头：11月12日，一是选址。二是报批；11月14日，进度55%，已开工。",
            "1.2 运行：11月14日，进行中。",
        ),
        "2 会议": ("科创局、基金委：11月15日，已完成，闭幕。",),
    }
    assert told(lines, "en")["1 Platforms"] == (
        "1.1 Build, led by STI Bureau: 12 November: 一是选址。二是报批; 14 November: progress 55%, 已开工.",
        "1.2 Run: 14 November: in progress.",
    )


def test_the_same_words_are_told_once() -> None:
    """On the first of their days; a status that is told again is news."""
    lines = """
        {"kind": "report", "ref": "1.2", "on": "2024-11-12", "status": "blocked", "progress": "等待批复"}
        {"kind": "report", "ref": "1.2", "on": "2024-11-14", "status": "blocked", "progress": "等待批复"}
    """
    assert told(lines) == {"1 平台": ("1.2 运行：11月12日，受阻，等待批复；11月14日，受阻。",)}


def test_a_report_on_an_earlier_period() -> None:
    """It says which, and by how many days it is late; the percentage told is the one in force."""
    lines = """
        {"kind": "report", "ref": "1.1", "on": "2024-11-12", "percent": 55, "progress": "已开工"}
        {"kind": "report", "ref": "1.1", "on": "2024-11-14", "for": "2024-10", "percent": 10, "progress": "已选址。"}
        {"kind": "report", "ref": "1.2", "on": "2024-11-14", "for": "2024-09", "status": "blocked", "percent": 5}
    """
    assert told(lines) == {
        "1 平台": (
            "1.1 建设，科创局牵头：11月12日，进度55%，已开工；11月14日，已选址（补报2024-10，迟报14天）。",
            "1.2 运行：11月14日，受阻，进度5%（补报2024-09，迟报45天）。",
        )
    }


def test_milestones_and_numbers() -> None:
    """What was reached comes first, with the days after the promise; what is open again is told."""
    lines = """
        {"kind": "adopt", "on": "2024-09-18", "promises": {"1.1": {}, "1.1.1": {"due": "2024-11-08"}}}
        {"kind": "milestone", "ref": "1.1.1", "on": "2024-11-12", "state": "reached", "note": "定在东岸"}
        {"kind": "measure", "ref": "n", "on": "2024-11-12", "value": 120, "unit": "家", "text": "120家"}
        {"kind": "report", "ref": "1.2", "on": "2024-11-13", "solved": true}
    """
    assert told(lines) == {
        "1 平台": (
            "1.1 建设，科创局牵头：11月12日，完成节点1.1.1 选址（比承诺晚4天），定在东岸。",
            "1.2 运行：11月12日，企业数120家；11月13日，问题已解决。",
        )
    }
    again = '{"kind": "milestone", "ref": "1.1.1", "on": "2024-11-13", "state": "reopened"}'
    assert told(again) == {"1 平台": ("1.1 建设，科创局牵头：11月13日，节点1.1.1改为未完成。",)}


def test_the_pages_on_which_a_day_rests() -> None:
    """Each once, by its host, after what it says, also where that is a milestone alone; papers stand elsewhere."""
    lines = """
        {"kind": "milestone", "ref": "1.1.1", "on": "2024-11-12", "state": "reached", "source": "https://a.org/1"}
        {"kind": "report", "ref": "1.1", "on": "2024-11-12", "progress": "已定。", "source": "https://a.org/1"}
        {"kind": "report", "ref": "1.1", "on": "2024-11-13", "progress": "开工", "source": "https://www.b.org/2", "evidence": [{"name": "https://a.org/3"}, {"name": "scan.pdf"}]}
        {"kind": "measure", "ref": "n", "on": "2024-11-12", "value": 120, "unit": "家", "text": "120家", "source": "https://c.org/4"}
        {"kind": "report", "ref": "1.2", "on": "2024-11-12", "next": "验收", "source": "https://c.org/5"}
        {"kind": "report", "ref": "2", "on": "2024-11-15", "status": "done", "source": "深科〔2024〕1号"}
        {"kind": "report", "ref": "3", "on": "2024-11-15", "next": "再议", "source": "https://c.org/6"}
    """  # noqa: E501
    assert told(lines) == {
        "1 平台": (
            "1.1 建设，科创局牵头：11月12日，完成节点1.1.1 选址，已定（a.org）；11月13日，开工（b.org、a.org）。",
            "1.2 运行：11月12日，企业数120家（c.org）。",
        ),
        "2 会议": ("科创局、基金委：11月15日，已完成。",),
    }


MANY = plan(
    'tasks:\n- ref: "1"\n  title: 平台\n  tasks:\n'
    + "".join(f'  - {{ref: "1.{n}", title: 任务{n}, kind: ongoing}}\n' for n in range(1, 10))
)


def test_of_much_the_most_is_told() -> None:
    """What is done, and where there was the most progress since the period before; the rest by its references."""
    lines = """
        {"kind": "report", "ref": "1.1", "on": "2024-11-05", "percent": 50}
        {"kind": "report", "ref": "1.8", "on": "2024-11-12", "status": "done"}
    """ + "".join(
        f"""
        {{"kind": "report", "ref": "1.{n}", "on": "2024-11-13", "percent": {50 + n}}}"""
        for n in (1, 2, 3, 4, 5, 6, 9)
    )
    week = period_of(day("2024-11-17"), "week")
    found = periodic_report(MANY, History(journal(lines)), week, zone=ZONE)
    (paragraph,) = said_sections(found, ctx("zh", of=MANY))["progress"].paragraphs
    assert paragraph == (
        "1 平台", "1.5 任务5：11月13日，进度55%。", "1.6 任务6：11月13日，进度56%。", "1.8 任务8：11月12日，已完成。",
        "1.9 任务9：11月13日，进度59%。", "其他报送了进展的任务：1.1–1.4。",
    )  # fmt: skip

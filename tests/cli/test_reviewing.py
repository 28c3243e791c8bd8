"""The questions of a draft, answered on a terminal: what is asked, what is written, and what is left for later."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from cli_support import Bench, Run, Terminal

from plantrack.cli.reviewing import declined, sentence_around
from plantrack.planfile import read_plan
from plantrack.planfile.questions import open_questions

PLAN = """\
2026年港务工作计划
一、建设码头
（一）新建泊位3个。
（二）开工建设堆场。（规划处、货运处负责）
（三）制定应急预案。汛前完成演练。
二、优化服务
新开航线2条。灯塔点亮夜航。
三、强化管理（财务处牵头）
修订管理办法，建成信息平台。
"""


@pytest.fixture
def desk(tmp_path: Path) -> Bench:
    """Return a bench with a document, and without any plan."""
    bench = Bench(tmp_path / "here", "port")
    (bench.here / "port.txt").write_text(PLAN, "utf-8")
    return bench


def reviewed(bench: Bench, answers: Sequence[str], lang: str = "en") -> str:
    """Return what is shown while questions are answered; the number of answers is that of the questions."""
    prompt = {"en": "q: stop): ", "zh": "q：停止）："}[lang]
    with Terminal(bench, "import", "port.txt", "--review", "--lang", lang, columns=150) as terminal:
        for answer in answers:
            terminal.await_text(prompt)
            terminal.type(f"{answer}\n")
        done = terminal.end()
    assert done.code == 0, done.out
    shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", done.out).replace("\r", "")
    return shown[shown.index("\n1/") :]


def left(bench: Bench) -> list[str]:
    """Return what is still asked in the file."""
    return [question.words for question in open_questions(bench.file.read_text("utf-8"))]


FIRST = (
    "2026-01-20", "滨海港务局", "规划处", "新设处", "处", "",
    "6月底前", "9月底前", "", "soon", "2026-05-31", "", "", "货运", "10月底前",
)  # fmt: skip


def test_answers(desk: Bench) -> None:
    """What is typed is written as assigned, by whom and when; what is passed over is asked the next time."""
    shown = reviewed(desk, FIRST)
    plan, text = read_plan(desk.folder).plan, desk.file.read_text("utf-8")
    tasks = plan.by_ref
    assert (str(plan.document and plan.document.published), plan.units["issuer"].zh) == ("2026-01-20", "滨海港务局")
    assert {ref: str(tasks[ref].due) for ref in ("1.1", "1.2", "1.3.1", "2.1", "2.2", "3.1")} == {
        "1.1": "2026-06-30", "1.2": "2026-09-30", "1.3.1": "2026-12-31", "2.1": "2026-05-31", "2.2": "2026-10-31",
        "3.1": "2026-12-31",
    }  # fmt: skip
    assert [(ref, tasks[ref].lead, tasks[ref].support) for ref in ("1.1", "1.2", "1.3", "2")] == [
        ("1.1", ("unit-1",), ()), ("1.2", ("unit-2",), ("unit-1",)), ("1.3", ("unit-4",), ()), ("2", (), ()),
    ]  # fmt: skip
    assert (plan.units["unit-4"].zh, tasks["2.2"].title.zh) == ("新设处", "灯塔点亮夜航")
    assert (tasks["1.1"].basis.due, tasks["1.3.1"].basis.due) == (tasks["1.1"].basis.lead, "assumed")
    assert getattr(tasks["1.1"].basis.due, "assigned", None)
    assert [words.partition(" ")[0] for words in left(desk)] == ["who", "6"]
    assert "# A title in one language stands for both" in text
    assert "> 新开航线2条\n" in shown
    assert shown.count("soon") > 1
    assert "'处' fits several; choose one" in shown
    assert shown.endswith("questions left: 2\n")


def test_another_time(desk: Bench) -> None:
    """The same document goes on with what is left of its draft; `=` leaves the rest as it stands, `q` stops."""
    desk.run("import", "port.txt")
    whole = len(left(desk))
    shown = reviewed(desk, ("", "", "", "", "", "2026-06-30", "=", "q"), "zh")
    assert "  1.1 新建泊位3个\n  > （一）新建泊位3个\n" in shown
    assert shown.endswith(f"还有问题{whole - 1}个\n")
    plan = read_plan(desk.folder).plan
    assert [str(plan.by_ref[ref].due) for ref in ("1.1", "1.2")] == ["2026-06-30", "2026-12-31"]
    shown = reviewed(desk, ("=",) * (whole - 1))
    assert (left(desk), shown[-18:]) == ([], "questions left: 0\n")
    assert desk.run("validate", "--lang", "en") == Run(0, "plans/port/plan.yaml: no problems\n")


PHRASES = """\
滨海市港航局2026年工作计划
发布时间：2026-01-20
一、建设码头（规划处牵头）
9月底前建成码头。灯塔点亮夜航，渔火映照江面，高举旗帜。
"""


def test_phrases(desk: Bench) -> None:
    """One question about many phrases asks about each; what is answered goes, what is passed over stays."""
    (desk.here / "port.txt").write_text(PHRASES, "utf-8")
    shown = reviewed(desk, ("y", "n", ""))
    assert "  > 灯塔点亮夜航，渔火映照江面，高举旗帜\n" in shown
    assert [task.title.zh for task in read_plan(desk.folder).plan.walk() if not task.tasks] == [
        "建成码头",
        "灯塔点亮夜航",
    ]
    text = desk.file.read_text("utf-8")
    assert ("灯塔点亮夜航” (" in text, "“渔火映照江面” (" in text, "“高举旗帜” (" in text, len(left(desk))) == (
        False,
        False,
        True,
        1,
    )
    assert reviewed(desk, ("n",)).endswith("questions left: 0\n")
    assert left(desk) == []


OWNERLESS = """\
2026年港务工作计划
发布单位：滨海港务局
发布时间：2026-01-20
一、建设码头
6月底前建成泊位。
二、优化服务
7月底前开通航线。
三、强化管理
8月底前修订办法。
四、守住底线（财务处牵头）
9月底前编制预案。
"""


def test_references_are_no_counts(desk: Bench) -> None:
    """The number of tasks that a question is about is not taken for the reference of one."""
    (desk.here / "port.txt").write_text(OWNERLESS, "utf-8")
    desk.run("import", "port.txt", "--lang", "en")
    shown = reviewed(desk, ("规划处", "货运处", "技术处"))
    assert "who leads these 3: 1, 2, 3?" in shown
    plan = read_plan(desk.folder).plan
    assert [plan.units[plan.by_ref[ref].lead[0]].zh for ref in "1234"] == ["规划处", "货运处", "技术处", "财务处"]
    assert left(desk) == []


ENGLISH = """\
Harbour Council Business Plan 2026/27
Published: 20 January 2026

Priority 1: Build
- Open the new quay. Owner: Engineering
- Publish the berth guide by 30 June 2026. Owner: Harbour Office
"""


def test_period_and_time_zone(desk: Bench) -> None:
    """Both are asked of a plan in English, and written; what is due on the last day stays so."""
    (desk.here / "port.txt").write_text(ENGLISH, "utf-8")
    desk.run("import", "port.txt", "--lang", "en")
    asked = len(left(desk))
    reviewed(desk, ("Mars/Crater", "Europe/London", "next", "1 April 2026 to 30 June 2027", *[""] * (asked - 2)))
    plan = read_plan(desk.folder).plan
    assert (plan.timezone, str(plan.period.first), str(plan.period.last)) == (
        "Europe/London", "2026-04-01", "2027-06-30",
    )  # fmt: skip
    assert [str(task.due) for task in plan.walk() if not task.tasks] == ["2027-06-30", "2026-06-30"]
    assert len(left(desk)) == asked - 2


LOST = """\
滨海市港航局2026年工作计划
发布时间：2026-01-20
港区水域6月20日前禁航。
一、建设码头（规划处牵头）
9月底前建成码头。
"""


def test_no_task(desk: Bench) -> None:
    """A sentence that somebody said is no task stands in the plan as that, and is open in no trace any more."""
    (desk.here / "port.txt").write_text(LOST, "utf-8")
    desk.run("import", "port.txt")
    assert desk.run("trace", "port", "port.txt", "--strict").code == 1
    reviewed(desk, ("n",))
    assert declined(desk.file.read_text("utf-8")) == ["港区水域6月20日前禁航"]
    assert desk.run("trace", "port", "port.txt", "--strict").code == 0
    assert left(desk) == []


def test_a_table(desk: Bench) -> None:
    """Its questions are answered alike, without a sentence to show."""
    (desk.here / "port.txt").rename(desk.here / "text")
    (desk.here / "port.csv").write_text(
        "2026年任务表,,\n重点任务,牵头单位,完成时限\n新建泊位,规划处,汛前\n修补堤岸,,5月\n", "utf-8"
    )
    with Terminal(desk, "import", "port.csv", "--review", "--lang", "en") as terminal:
        for answer in ("夜航处", "y", "5月底前", "y"):
            terminal.await_text("q: stop): ")
            terminal.type(f"{answer}\n")
        done = terminal.end()
    assert (done.code, left(desk)) == (0, []), done.out


def test_nobody_to_ask(desk: Bench) -> None:
    """Without a terminal nothing is written."""
    before = desk.files()
    done = desk.run("import", "port.txt", "--review", "--lang", "en")
    assert (done.code, done.out, desk.files()) == (2, "", before)


def test_sentences() -> None:
    """The sentence around words goes from one stop to the next; what the document does not hold shows nothing."""
    assert sentence_around(PLAN, "点亮") == "灯塔点亮夜航"
    assert sentence_around(PLAN, "办法") == "修订管理办法，建成信息平台"
    assert [sentence_around(PLAN, words) for words in ("不在", "", " ")] == ["", "", ""]

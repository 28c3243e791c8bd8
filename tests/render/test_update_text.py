"""Plain lines: problems, and what a command recorded."""

from __future__ import annotations

import subprocess
import sys

import pytest
from msgspec.structs import replace
from showcase import AS_OF, HOSTILE_PLAN, HOSTILE_UPDATES, INERT, UPDATES, ctx, showcase_state
from support import day, journal, moment, plan

from plantrack.checks.records import unknown_references
from plantrack.checks.rules import CheckInput, check
from plantrack.errors import Problem, message
from plantrack.evaluation.evaluate import evaluate
from plantrack.model.history import History
from plantrack.model.policy import Rule, Severity
from plantrack.model.promises import Amendment
from plantrack.model.updates import AnyUpdate
from plantrack.render.cells import amendments
from plantrack.render.context import plain
from plantrack.render.update_text import number, problem_line, said, validation, written

DUPLICATE = Problem(
    "plans/p/plan.yaml",
    7,
    5,
    message("the reference {ref} is used twice; give this one a new number", ref="6.2"),
)
WARNING = Problem(
    "plans/p/journal/2024-W46.jsonl", 3, 0,
    message("unknown keys {keys}; kept and left alone", keys="'mood\x1b'"), warning=True,
)  # fmt: skip


def test_problems_one_per_line() -> None:
    """File, line and column where they are known; a warning says that it is one; then how many."""
    assert validation([DUPLICATE, WARNING], "plans/p/plan.yaml", "en") == (
        "plans/p/plan.yaml:7:5: the reference 6.2 is used twice; give this one a new number\n"
        "plans/p/journal/2024-W46.jsonl:3: warning: unknown keys 'mood\\x1b'; kept and left alone\n"
        "plans/p/plan.yaml: errors 1, warnings 1\n"
    )  # fmt: skip
    assert validation([DUPLICATE, WARNING], "plans/p/plan.yaml", "zh") == (
        "plans/p/plan.yaml:7:5: 编号6.2重复；请另编一个\n"
        "plans/p/journal/2024-W46.jsonl:3: 警告：未知的键'mood\\x1b'；原样保留，不予采用\n"
        "plans/p/plan.yaml：错误1个，警告1个\n"
    )  # fmt: skip


def test_no_problems() -> None:
    """One line says so."""
    assert [validation([], "plan.yaml", language) for language in ("zh", "en")] == [
        "plan.yaml：没有问题\n",
        "plan.yaml: no problems\n",
    ]


def test_a_message_without_a_plan_at_hand() -> None:
    """Its facts are safe, in nested messages too; whatever is no text, number or day is written out."""
    inner = message("{file}: cannot be read: {why}", file="a\x1b", why=OSError("\x1b[31m"))
    assert plain(message("error: {said}", said=inner), "en") == r"error: a\x1b: cannot be read: \x1b[31m"
    assert plain(message("error: {said}", said=inner), "zh") == r"错误：a\x1b：无法读取：\x1b[31m"
    assert (
        problem_line(Problem("\x1b", 0, 0, message("{file}: no problems", file="x")), "en") == r"\x1b: x: no problems"
    )


RECORDED = """
    {"kind": "adopt", "on": "2024-09-18", "promises": {"1": {}, "2": {}}, "reason": "印发"}
    {"kind": "report", "on": "2024-11-05", "ref": "1.2", "status": "in-progress", "percent": 40, "progress": "起草", "problem": "资金", "next": "送审"}
    {"kind": "report", "on": "2024-11-05", "ref": "1.2", "percent": 12.5}
    {"kind": "milestone", "on": "2024-11-14", "ref": "2.1.1", "state": "reached", "note": "如期"}
    {"kind": "milestone", "on": "2024-11-14", "ref": "2.1.1", "state": "reopened"}
    {"kind": "measure", "on": "2024-11-12", "ref": "firms", "value": 25000, "unit": "家", "text": "2.5万家", "period": "2024", "comparable": false, "note": "快报"}
    {"kind": "measure", "on": "2024-11-12", "ref": "firms", "value": 25000, "unit": "家", "text": "2.5万家"}
    {"kind": "assign", "on": "2024-11-12", "ref": "2", "lead": ["stic", "fund"], "support": []}
    {"kind": "reschedule", "on": "2024-10-20", "ref": "1.2", "step": "ask", "due": "2024-11-30", "reason": "意见较多"}
    {"kind": "reschedule", "on": "2024-10-20", "ref": "1.2", "step": "approve", "due": "2024-11-30", "ask": "u09"}
    {"kind": "reschedule", "on": "2024-10-20", "ref": "1.2", "step": "refuse", "ask": "u09", "reason": "不同意"}
    {"kind": "request", "on": "2024-10-20", "ref": "1.2", "what": "extend", "due": "2024-11-30", "reason": "意见较多"}
    {"kind": "request", "on": "2024-10-20", "ref": "1.2", "what": "cancel", "reason": "并入1.1"}
    {"kind": "request", "on": "2024-10-20", "ref": "1.2", "what": "close", "reason": "已印发"}
    {"kind": "answer", "on": "2024-10-20", "ref": "1.2", "what": "extend", "verdict": "approve", "due": "2024-11-30", "source": "12号"}
    {"kind": "answer", "on": "2024-10-20", "ref": "1.2", "what": "cancel", "verdict": "approve"}
    {"kind": "answer", "on": "2024-10-20", "ref": "1.2", "what": "close", "verdict": "approve"}
    {"kind": "answer", "on": "2024-10-20", "ref": "1.2", "what": "cancel", "verdict": "refuse", "reason": "不同意"}
    {"kind": "answer", "on": "2024-10-20", "ref": "1.2", "what": "close", "verdict": "refuse", "reason": "缺验收报告"}
    {"kind": "retract", "target": "01JCZK7Q3V9W4T5N6R8E2B1A0D"}
    {"kind": "report", "on": "2024-11-05", "ref": "9.9", "progress": "不在计划中"}
"""  # noqa: E501
SAID = [
    ("科技创新计划：立项，承诺2条（印发）", "Innovation plan: adopted, 2 references (印发)"),
    (
        "1.2 印发扶持办法：进行中，40%，起草，问题：资金，下一步：送审",
        "1.2 Issue the measures: in progress, 40%, 起草, problem: 资金, next: 送审",
    ),
    ("1.2 印发扶持办法：12.5%", "1.2 Issue the measures: 12.5%"),
    ("2.1.1 开幕：已完成（如期）", "2.1.1 Opened: reached (如期)"),
    ("2.1.1 开幕：重新打开", "2.1.1 Opened: open again"),
    (
        "高新企业（firms）：2.5万家（2024，口径不同，快报）",
        "High-tech firms (firms): 25,000 (2024, not comparable, 快报)",
    ),
    ("高新企业（firms）：2.5万家", "High-tech firms (firms): 25,000"),
    ("2 办好展会：牵头：科创局、基金委；配合：–", "2 Hold the fair: lead: STI Bureau, NSF; support: –"),
    (
        "1.2 印发扶持办法：申请延期至2024-11-30，申请号u09（意见较多）",
        "1.2 Issue the measures: asks for 2024-11-30, request u09 (意见较多)",
    ),
    ("1.2 印发扶持办法：批准：时限改为2024-11-30", "1.2 Issue the measures: approved: now due 2024-11-30"),
    ("1.2 印发扶持办法：不批准：时限不变（不同意）", "1.2 Issue the measures: refused: the date stays (不同意)"),
    (
        "1.2 印发扶持办法：申请延期至2024-11-30，申请号u12（意见较多）",
        "1.2 Issue the measures: asks for 2024-11-30, request u12 (意见较多)",
    ),
    (
        "1.2 印发扶持办法：申请取消，申请号u13（并入1.1）",
        "1.2 Issue the measures: asks to be cancelled, request u13 (并入1.1)",
    ),
    (
        "1.2 印发扶持办法：申请办结，申请号u14（已印发）",
        "1.2 Issue the measures: reported as finished, awaiting approval, request u14 (已印发)",
    ),
    ("1.2 印发扶持办法：批准：时限改为2024-11-30", "1.2 Issue the measures: approved: now due 2024-11-30"),
    ("1.2 印发扶持办法：批准：已取消", "1.2 Issue the measures: approved: cancelled"),
    ("1.2 印发扶持办法：批准：已完成", "1.2 Issue the measures: approved: done"),
    ("1.2 印发扶持办法：不批准：任务继续办理（不同意）", "1.2 Issue the measures: refused: the task goes on (不同意)"),
    (
        "1.2 印发扶持办法：退回：未予办结（缺验收报告）",
        "1.2 Issue the measures: refused: not accepted as done (缺验收报告)",
    ),
    ("撤回：撤回8E2B1A0D", "undo: takes back 8E2B1A0D"),
    ("9.9：不在计划中", "9.9: 不在计划中"),
]


@pytest.mark.parametrize(("update", "told"), list(zip(journal(RECORDED), SAID, strict=True)))
def test_what_was_recorded(update: AnyUpdate, told: tuple[str, str]) -> None:
    """Of what, and what; on which day (a retract has none), by whom, and the end of the act's id."""
    on = update.on
    chinese, english = (f"，日期{on}", f", on {on}") if on else ("", "")
    assert written([update], ctx("zh"), dry_run=False) == (
        f"已记录：{told[0]}{chinese}，记录人刘洋（标识{update.act}）"
    )
    assert written([update], ctx("en"), dry_run=False) == f"recorded: {told[1]}{english}, by 刘洋 (id {update.act})"


def test_a_dry_run_says_what_would_be_recorded() -> None:
    """Without day, actor and id."""
    update = journal(RECORDED)[2]
    assert written([update], ctx("en"), dry_run=True) == (
        "would record: 1.2 Issue the measures: 12.5%, on 2024-11-05, by 刘洋"
    )
    assert written([update], ctx("zh"), dry_run=True) == "将记录：1.2 印发扶持办法：12.5%，日期2024-11-05，记录人刘洋"


def test_many_at_once_are_one_line() -> None:
    """The first five are told, the rest is counted."""
    updates = [journal(RECORDED)[2]] * 7
    told, when = "; ".join(["1.2 Issue the measures: 12.5%"] * 5), ", on 2024-11-05, by 刘洋"
    assert written(updates, ctx("en"), dry_run=True) == f"would record: {told}; and 2 more{when}"
    assert written(updates[:5], ctx("en"), dry_run=True) == f"would record: {told}{when}"
    assert written(updates, ctx("zh"), dry_run=True).endswith("12.5%；另有2条，日期2024-11-05，记录人刘洋")


def test_several_days_are_told_from_the_first_to_the_last() -> None:
    """Each line of `update -` may have a day of its own."""
    days = ("2024-11-08", "2024-11-05", "2024-11-06")
    updates = journal("".join(f'{{"kind": "report", "ref": "1.2", "on": "{on}", "percent": 5}}\n' for on in days))
    assert ", on 2024-11-05 to 2024-11-08, by " in written(updates, ctx("en"), dry_run=True)
    assert "，日期2024-11-05至2024-11-08，记录人" in written(updates, ctx("zh"), dry_run=True)


def test_the_number_an_update_stands_under() -> None:
    """A measurement stands under the task it follows; an adoption under none."""
    firms = journal('{"kind": "measure", "on": "2024-11-12", "ref": "firms", "value": 1, "unit": "家", "text": "1家"}')
    assert [number(u, ctx("en")) for u in (*firms, *UPDATES[:2], *journal(RECORDED)[-2:])] == [
        "1.1",
        "–",
        "1.2",
        "–",
        "9.9",
    ]


def test_a_number_edited_by_hand_is_made_visible() -> None:
    """It is what the journal says, and no control of a terminal."""
    line = '{"kind": "report", "on": "2024-11-12", "ref": "\\u001b[2J", "percent": 5}'
    assert number(journal(line)[0], ctx("en")) == r"\x1b[2J"


@pytest.mark.parametrize(("language", "words"), [("en", ", late (意见较多)"), ("zh", "，逾期申请（意见较多）")])
def test_a_request_that_came_late(language: str, words: str) -> None:
    """It says so, whoever is told it; other updates have nothing that could be late."""
    assert said(UPDATES[1], ctx(language), late=True).endswith(words)
    assert words in written(UPDATES[1:2], ctx(language), dry_run=False, late=True)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ", late (意见较多, recorded on 2024-12-02)"), ("zh", "，逾期申请（意见较多，记录于2024-12-02）")],
)
def test_a_late_request_says_when_it_was_recorded(language: str, words: str) -> None:
    """Where it names an earlier day."""
    asked = replace(UPDATES[1], at=moment("2024-12-01T16:00:00Z"))
    assert said(asked, ctx(language), late=True).endswith(words)
    assert "2024-12-02" not in said(asked, ctx(language))


def test_amendments_one_per_line() -> None:
    """Old and new; names of units, days, amounts; what is new and what is dropped, whatever the journal calls it."""
    changes = [
        Amendment("1.2", "due", day("2024-10-31"), day("2024-11-30")),
        Amendment("1.2", "lead", (), ("smart", "fund")),
        Amendment("2.1", "support", ("stic",), ()),
        Amendment("1.2", "start", None, day("2024-03-01")),
        Amendment("firms", "target", 26000, None),
        Amendment("2.4", None, None, "2.4"),
        Amendment("x\x1b[31m", None, "x", None),
    ]
    assert amendments(changes, ctx("zh")) == (
        "1.2 完成时限：2024-10-31 → 2024-11-30\n"
        "1.2 牵头单位：– → 医学科学院、基金委\n"
        "2.1 配合单位：科创局 → –\n"
        "1.2 启动时间：– → 2024-03-01\n"
        "firms 目标：2.6万家 → –\n"
        "2.4 新增\n"
        "x\\x1b[31m 删除\n"
    )
    assert amendments(changes, ctx("en")) == (
        "1.2 due: 2024-10-31 → 2024-11-30\n"
        "1.2 lead: – → SMART, NSF\n"
        "2.1 support: STI Bureau → –\n"
        "1.2 start: – → 2024-03-01\n"
        "firms target: 26,000 → –\n"
        "2.4 is new\n"
        "x\\x1b[31m is dropped\n"
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_text_is_inert(language: str) -> None:
    """Titles, notes, names, references and ids: one line of visible characters, the text itself still readable."""
    told = [written([u], ctx(language, of=HOSTILE_PLAN), dry_run=False) for u in HOSTILE_UPDATES]
    told += [said(u, ctx(language, of=HOSTILE_PLAN)) for u in HOSTILE_UPDATES]
    assert all(line.isprintable() for line in told)
    assert sum(INERT in line for line in told) >= 2 * len(HOSTILE_UPDATES) - 4


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_warnings_are_inert(language: str) -> None:
    """Warnings about records that name nothing."""
    unknown_records = unknown_references(HOSTILE_PLAN, History(HOSTILE_UPDATES), {}, moment("2024-11-20T00:00:00Z"))
    told = validation(unknown_records, "f\x1b", language).splitlines()
    assert all(line.isprintable() for line in told)
    assert sum(INERT in line for line in told) == len(told) - 1


def test_plain_lines_import_nothing_heavy() -> None:
    """Gates and updates run often: no rich table is loaded for a sentence."""
    code = "import sys, plantrack.render.update_text, plantrack.render.findings\n"
    code += "print(sorted({'rich', 'typer', 'tinydb', 'yaml'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_plan_without_tasks_has_nothing_to_find() -> None:
    """Every rule of it."""
    empty, state = plan(""), showcase_state()
    case = CheckInput(plan=empty, state=state, roots=evaluate(empty, state, AS_OF))
    assert check(case, dict.fromkeys(Rule, Severity.ERROR)) == []

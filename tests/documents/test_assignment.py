"""The tasks of an item, with the owners and the times that the text gives each: L leads, S supports, R is responsible, P persons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from msgspec.structs import replace

from plantrack.documents.formats import read_source
from plantrack.documents.parse import parse_document
from plantrack.documents.parsed_document import Clause, Deadline, Duty, ImportHints, Item, Source

HEAD = "云岭县教育局2025年工作计划\n一、工作任务\n"
TAIL = "\n（二）深化改革。推进课程改革。\n（三）强化保障。落实经费。\n"


def of(duty: Duty, deadline: Deadline | None) -> str:
    """Return owners and time in short."""
    named = [*(f"L{name}" for name in duty.lead), *(f"S{name}" for name in duty.support)]
    named += [*(f"R{name}" for name in duty.responsible), *(f"P{name}" for name in duty.people), *duty.collective]
    return " ".join([*named, *([str(deadline.due)] if deadline else [])])


def plain(clause: Clause) -> str:
    more = [*([clause.recurs.value] if clause.recurs else []), *(f"{one.title}:{one.due}" for one in clause.milestones)]
    return " ".join(filter(None, [clause.kind.value[:2], clause.title, of(clause.duty, clause.deadline), *more]))


def told(item: Item) -> Iterator[str]:
    """Yield the clauses of an item and of the parts below it, which have their owners and time in common."""
    yield from map(plain, item.clauses)
    for part in item.parts:
        for clause in part.clauses:
            deadline = clause.deadline or part.deadline
            yield plain(replace(clause, duty=clause.duty if clause.duty != Duty() else part.duty, deadline=deadline))


def first_item(words: str, tail: str = TAIL) -> Item:
    """Return the first item of a plan for 2025."""
    return parse_document(Source(f"{HEAD}（一）{words}{tail}", ""), ImportHints(year=2025)).items[0]


@pytest.mark.parametrize(
    ("words", "whole", "clauses"),
    [
        ("扩大供给。新建学校3所，推进集团化办学。", "", ["de 新建学校3所", "on 推进集团化办学"]),
        ("扩大供给。新建学校3所。（县教育局牵头，县财政局配合，6月底前完成）", "L县教育局 S县财政局 2025-06-30", ["de 新建学校3所"]),
        ("扩大供给。\\n1.新建学校3所。\\n2.推进集团化办学。\\n责任单位：县教育局；完成时限：9月底前", "R县教育局 2025-09-30",
         ["de 新建学校3所", "on 推进集团化办学"]),
        ("扩大供给。\\n1.新建学校3所。\\n2.推进集团化办学。（县教育局牵头）", "L县教育局", ["de 新建学校3所", "on 推进集团化办学"]),
        ("扩大供给。\\n1.新建学校3所。（县教育局牵头）\\n2.推进集团化办学。（县财政局牵头，8月底前完成）", "",
         ["de 新建学校3所 L县教育局", "de 推进集团化办学 L县财政局 2025-08-31"]),
        ("扩大供给。新建学校3所。（县教育局负责）推进集团化办学。（县财政局负责）", "R县教育局 R县财政局",
         ["de 新建学校3所 R县教育局", "on 推进集团化办学 R县财政局"]),
        ("扩大供给。编制布局规划，5月底前完成。", "", ["de 编制布局规划 2025-05-31"]),
        ("扩大供给。年底前，建成学校3所，新增学位800个。", "", ["de 建成学校3所 2025-12-31", "de 新增学位800个 2025-12-31"]),
        ("扩大供给。年底前，完成布局调整，设置班级40个。", "", ["de 完成布局调整 2025-12-31", "de 设置班级40个 2025-12-31"]),
        ("扩大供给。入学率保持在99%以上，持续举办家长课堂。", "", ["de 入学率保持在99%以上", "on 持续举办家长课堂"]),
        ("扩大供给", "", ["on 扩大供给"]),
        ("扩大供给。开工东校区，确保西校区6月底前投用。", "", ["de 开工东校区", "de 确保西校区6月底前投用 2025-06-30"]),
        ("扩大供给。编制布局规划，力争5月底前印发。", "", ["de 编制布局规划 2025-05-31"]),
        ("扩大供给。改造食堂12所，9月启动，12月底前完成。", "", ["de 改造食堂12所 2025-12-31 启动:2025-09-30"]),
        ("9月底前建成实训中心，完善管理制度。推进集团化办学。", "2025-09-30",
         ["de 建成实训中心 2025-09-30", "on 完善管理制度", "on 推进集团化办学"]),
        ("新建学校3所，推进集团化办学。落实经费。", "", ["de 新建学校3所", "on 推进集团化办学", "on 落实经费"]),
        ("扩大供给。新建学校3所。（县教育局；全年）", "R县教育局 2025-12-31", ["de 新建学校3所"]),
        ("扩大供给。新建学校3所。（县教育局负责，暑期前完成）", "R县教育局 None", ["de 新建学校3所"]),
        ("扩大供给。新建学校3所。（县教育局、县财政局；暑期前）", "R县教育局 R县财政局 None", ["de 新建学校3所"]),
        ("扩大供给。6月底前完成改造3处，并接入平台。", "2025-06-30", ["de 完成改造3处 2025-06-30", "on 接入平台"]),
        ("扩大供给。编制目录，目录内事项不少于60项，惠及学生300人。", "", ["de 编制目录"]),
        ("扩大供给。10月底前完成腾退12亩；不断优化校园环境。", "", ["de 完成腾退12亩 2025-10-31", "on 不断优化校园环境"]),
        ("扩大供给。3月底前完成设计、6月底前开工、年底前建成东校区。", "",
         ["de 完成设计 2025-03-31", "de 开工 2025-06-30", "de 建成东校区 2025-12-31"]),
        ("扩大供给。改造管网30公里，上半年完成50%，年底全面完成。", "", ["de 改造管网30公里 2025-12-31 完成50%:2025-06-30"]),
        ("扩大供给。全年培训教师500人次，全年开放校园。", "", ["de 全年培训教师500人次 2025-12-31"]),
        ("扩大供给。东校区5月底前动工，12月底前建成。", "",
         ["de 东校区5月底前动工 2025-05-31", "de 东校区建成 2025-12-31"]),
        ("扩大供给。9月底前建成中心，12月底前投用。", "", ["de 建成中心 2025-09-30", "de 中心投用 2025-12-31"]),
        ("扩大供给。建成东校区，6月底前验收。", "", ["de 建成东校区 2025-06-30 验收:2025-06-30"]),
        ("扩大供给。编制布局规划，8月底前报县政府审定。", "", ["de 编制布局规划 2025-08-31 报县政府审定:2025-08-31"]),
        ("扩大供给。新增教室15间，6月底前建成8间以上。", "", ["de 新增教室15间 建成8间以上:2025-06-30"]),
        ("扩大供给。5月底前完成选址，10月底前通过县级验收。", "",
         ["de 完成选址 2025-05-31", "de 通过县级验收 2025-10-31"]),
        ("扩大供给。落实资金300万元，4月底前拨付到位。", "", ["de 落实资金300万元 2025-04-30"]),
        ("扩大供给。举办大会1场，6月15日前。汛期前完成清淤。", "", ["de 举办大会1场 2025-06-15", "de 完成清淤 None"]),
        ("扩大供给。每季度开展1次交流。召开会议，每月不少于1次。每年2月底前报送。", "",
         ["on 每季度开展1次交流 quarter", "on 召开会议 month", "on 每年2月底前报送 year"]),
        ("扩大供给。每年培训教师500人次。把补助提高到每月500元。", "", ["de 每年培训教师500人次", "de 把补助提高到每月500元"]),
        ("扩大供给。由县教育局牵头新建学校3所，县财政局负责落实资金200万元。同步完善设施。", "",
         ["de 新建学校3所 L县教育局", "de 落实资金200万元 R县财政局", "on 同步完善设施"]),
        ("扩大供给。由县教育局负责新建学校3所。推进集团化办学。", "R县教育局",
         ["de 新建学校3所 R县教育局", "on 推进集团化办学 R县教育局"]),
        ("扩大供给。县教育局负责：新建学校3所。推进集团化办学。", "R县教育局",
         ["de 新建学校3所 R县教育局", "on 推进集团化办学 R县教育局"]),
        ("扩大供给。由县教育局牵头开展培训20场，县财政局配合。", "L县教育局 S县财政局",
         ["de 开展培训20场 L县教育局 S县财政局"]),
        ("扩大供给。新建学校3所，县财政局要抓好资金保障。（县教育局牵头）", "L县教育局",
         ["de 新建学校3所", "on 抓好资金保障 R县财政局"]),
        ("扩大供给。新建学校3所，由县教育局牵头，县财政局配合。", "L县教育局 S县财政局", ["de 新建学校3所"]),
        ("扩大供给。新建学校3所（负责人：王某）。推进集团化办学 @李某", "P王某 P李某",
         ["de 新建学校3所 P王某", "on 推进集团化办学 P李某"]),
        ("扩大供给。改造食堂2处，新增学位90个；3月开工，8月底前全部完成。", "",
         ["de 改造食堂2处 2025-08-31", "de 新增学位90个 2025-08-31 开工:2025-03-31"]),
        ("扩大供给。下半年，新建学校3所，10月底前投用。制订方案，3月末定稿；9月底正式开放。", "",
         ["de 新建学校3所 2025-10-31 投用:2025-10-31", "de 制订方案 2025-03-31", "de 正式开放 2025-09-30"]),
        ('扩大供给。发布书目1份（"六一"前）。组织研讨14节，3月至5月每周三下午进行。', "",
         ["de 发布书目1份 2025-05-31", "de 组织研讨14节 2025-05-31"]),
        ("扩大供给。居民参与率提高到九成。“3·15”当天举办咨询活动。", "",
         ["de 居民参与率提高到九成", "de “3·15”当天举办咨询活动"]),
        ("扩大供给。故事会每周六举行，新增图书500册。各校每月将进展报县教育局。", "",
         ["on 故事会每周六举行 week", "de 新增图书500册"]),
        ("扩大供给。分拣系统安装调试，8月中旬完成联合测试。教室照明，完成改造30间。", "",
         ["de 分拣系统安装调试 2025-08-20 完成联合测试:2025-08-20", "de 完成改造30间"]),
        ("扩大供给。新建学校3所（县教育局牵头，县财政局配合）。推进集团化办学（县教研室负责）。", "L县教育局 R县教研室",
         ["de 新建学校3所 L县教育局 S县财政局", "on 推进集团化办学 R县教研室"]),
        ("扩大供给。新建学校3所。（教育股负责，8月底前完成）", "R教育股 2025-08-31", ["de 新建学校3所"]),
    ],
)  # fmt: skip
def test_tasks(words: str, whole: str, clauses: list[str]) -> None:
    """Owners and times that stand once are the item's; those of a part, its clauses' own; a goal makes a deliverable."""
    item = first_item(words.replace("\\n", "\n"))
    assert (of(item.duty, item.deadline), [*told(item)]) == (whole, clauses)


def test_an_item_without_title() -> None:
    """Among items that have a title, one may have none: its words up to the owners are its title and its tasks."""
    item = first_item("上半年新建学校3所，推进集团化办学（县教育局牵头，9月底前完成）。")
    assert (item.title, of(item.duty, item.deadline)) == ("上半年新建学校3所，推进集团化办学", "L县教育局 2025-09-30")
    assert [plain(clause) for clause in item.clauses] == ["de 新建学校3所 2025-06-30", "on 推进集团化办学"]


def test_a_line_with_its_date() -> None:
    """A line that names no action is the task whose date its second half tells."""
    text = "某队2026年清单\n一、二月工作\n1. 队委会换届，2月27日前出结果。\n2. 上门慰问老人20户。\n"
    item = parse_document(Source(text, "")).items[0].parts[0]
    assert [plain(clause) for clause in item.clauses] == ["de 队委会换届 2026-02-27 出结果:2026-02-27"]


def test_a_month_above_tasks_is_none() -> None:
    """A heading that is a month gives its tasks a day, and is no task."""
    (item,) = parse_document(Source("某队2026年清单\n一、一月\n（一）送粥80份，26日前。\n（二）上门。\n", "")).items
    assert (item.title, item.clauses) == ("一月", ())
    assert [str(clause.deadline.due) for clause in item.parts[0].clauses if clause.deadline] == ["2026-01-26"]


def test_what_is_ticked_off() -> None:
    """A box with a cross before a line says that it is done; a date behind owners is no clause."""
    text = "# 2026年团队工作计划\n## 一季度\n- [x] 上线客服系统 @小王 2026-01-20\n- [ ] 招聘工程师2名\n"
    parts = parse_document(read_source(text.encode(), "a.md")).items[0].parts
    assert [(plain(clause), clause.done) for part in parts for clause in part.clauses] == [
        ("de 上线客服系统 2026-01-20", True),
        ("de 招聘工程师2名", False),
    ]


def test_rows_of_a_table() -> None:
    """Rows of one item: a task for each measure, each with its row's owners and time; a single row has them as item."""
    text = (
        "云岭县2025年重点任务清单\n序号\t重点任务\t具体措施\t牵头单位\t完成时限\n"
        "1\t扩大供给\t新建学校3所\t县教育局\t6月底前\n1\t扩大供给\t招聘教师40名\t县人社局\t9月底前\n"
        "2\t深化改革\t推进课程改革\t县教研室\t年底前\n"
    )
    found = parse_document(Source(text, "")).items
    assert [(item.number, item.title, of(item.duty, item.deadline)) for item in found] == [
        (1, "扩大供给", ""),
        (2, "深化改革", "L县教研室 2025-12-31"),
    ]
    assert [[plain(clause) for clause in item.clauses] for item in found] == [
        ["de 新建学校3所 L县教育局 2025-06-30", "de 招聘教师40名 L县人社局 2025-09-30"],
        ["on 推进课程改革"],
    ]


def test_times_within_the_cells_of_a_table() -> None:
    """A time in a cell is its clause's own, before the time of the row; one that only says when makes no clause."""
    text = (
        "云岭县2025年重点任务清单\n序号\t重点任务\t具体措施\t牵头单位\t完成时限\n"
        "1\t扩大供给\t编制布局规划，3月底前印发；6月底前开工东校区，推进集团化办学\t县教育局\t全年\n"
        "2\t深化改革\t9月底前建成实训中心\t县教研室\t年底前\n"
        "2\t深化改革\t推进课程改革\t县教研室\t年底前\n"
    )
    found = parse_document(Source(text, "")).items
    assert [[plain(clause) for clause in item.clauses] for item in found] == [
        ["de 编制布局规划 2025-03-31", "de 开工东校区 2025-06-30", "on 推进集团化办学"],
        ["de 建成实训中心 2025-09-30", "de 推进课程改革 2025-12-31"],
    ]
    assert [of(item.duty, item.deadline) for item in found] == ["L县教育局 2025-12-31", "L县教研室"]


def test_what_a_person_must_decide() -> None:
    """A time that is no day is left out and told."""
    found = parse_document(
        Source(f"{HEAD}（一）扩大供给。方案印发后30日内建成学校。{TAIL}", ""), ImportHints(year=2025)
    )
    assert [(one.what, str(one.why)) for one in found.skipped] == [
        ("30日内", "a time that cannot be read as a day; decide it"),
        ("强化保障", "it stands among general aims or guarantees"),
    ]


def test_equal_words_that_a_person_must_decide_stand_each_in_its_place() -> None:
    """Each item keeps its own question, though the words are the same."""
    text = f"{HEAD}（一）扩大供给。方案印发后30日内建成学校。（二）改善条件。开工后30日内建成食堂。{TAIL}"
    found = [
        one.offset for one in parse_document(Source(text, ""), ImportHints(year=2025)).skipped if one.what == "30日内"
    ]
    assert found == [text.index("30日内"), text.rindex("30日内")]


@pytest.mark.parametrize(
    ("value", "due", "text"),
    [
        ("9月底前", date(2025, 9, 30), "9月底前"),
        ("3月完成方案，9月底前完成建设", date(2025, 9, 30), "9月底前"),
        ("3月、6月、9月分批上线", date(2025, 9, 30), "9月"),
        ("长期坚持", None, "长期坚持"),
        ("汛期前", None, "汛期前"),
        ("2月30日前", None, "2月30日前"),
    ],
)
def test_behind_a_label(value: str, due: date | None, text: str) -> None:
    """The last day behind a label is the deadline; words that name none are kept, with no day."""
    item = first_item(f"扩大供给。推进集团化办学。\n责任单位：县教育局\n完成时限：{value}")
    assert item.deadline
    assert (item.deadline.due, item.deadline.text) == (due, text)


def test_a_row_whose_time_names_no_day() -> None:
    """The words of the cell are kept; owners of the first of several rows alone are the item's."""
    text = "任务清单\n序号\t工作任务\t具体措施\t责任单位\t完成时限\n1\t治水\t清淤5公里\t县水务局\t汛期前\n\t\t修堤\t\t9月底前\n"
    item = parse_document(Source(f"云岭县2025年{text}", ""), ImportHints(year=2025)).items[0]
    assert (of(item.duty, item.deadline), [plain(clause) for clause in item.clauses]) == (
        "R县水务局", ["on 清淤5公里 None", "de 修堤 2025-09-30"],
    )  # fmt: skip


def test_a_plan_of_several_years() -> None:
    """Its deadlines lie in any of them, and those without a year are left to a person."""
    text = "云岭县三年行动计划（2025—2027年）\n一、治水。2025年底前，清淤5公里；2026年年底修堤。\n二、供水。6月底前新建水厂1座。\n"
    found = parse_document(Source(text, ""))
    assert [plain(clause) for item in found.items for clause in item.clauses] == [
        "de 清淤5公里 2025-12-31", "de 修堤 2026-12-31", "de 6月底前新建水厂1座",
    ]  # fmt: skip
    assert (found.year_first, found.year, [one.what for one in found.skipped]) == (2025, 2027, ["6月底前"])


@pytest.mark.parametrize(
    ("words", "clauses"),
    [
        ("组建集团（县财政局牵头），新建学校3所（县教育局牵头，12月底前完成）。",
         ["de 组建集团 L县财政局", "de 新建学校3所 L县教育局 2025-12-31"]),
        ("新建学校3所（县教育局牵头，9月底前）；推进集团化办学。", ["de 新建学校3所 L县教育局 2025-09-30", "on 推进集团化办学"]),
    ],
)  # fmt: skip
def test_brackets_within_a_sentence(words: str, clauses: list[str]) -> None:
    """Each says who and when for what stands before it, and nothing for what follows."""
    assert [plain(clause) for clause in first_item(f"扩大供给。{words}").clauses] == clauses


def test_lines_with_labels() -> None:
    """A ledger in lines: what is to be done, who leads, who is in charge, whom to call, and by when."""
    text = (
        "溪口镇2025年工作责任清单\n一、排涝工程\n工作内容：新建泵站1座\n责任领导：陆某\n牵头科室：农业办\n"
        "配合科室：财政办、各村\n责任人：王某 0577-1\n时间节点：3月底前开工，11月底前完工\n"
        "二、加装电梯\n工作内容：加装电梯6部\n牵头科室：村建办\n时间节点：2025.08\n"
    )
    found = parse_document(Source(text, ""))
    assert [(item.title, of(item.duty, item.deadline)) for item in found.items] == [
        ("排涝工程", "L农业办 S财政办 P陆某 各村 2025-11-30"),
        ("加装电梯", "L村建办 2025-08-31"),
    ]
    assert [plain(clause) for item in found.items for clause in item.clauses] == ["de 新建泵站1座", "de 加装电梯6部"]
    assert found.skipped == ()

"""Ten tables in forms that offices and companies use: every task, owner and date of each comes in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from textwrap import dedent

from spreadsheets import saved, workbook, xlsx

from plantrack.documents.draft.table_draft import table_draft
from plantrack.documents.tables import read_table
from plantrack.documents.tables.table_plan import TablePlan
from plantrack.model.plan import Plan, Task
from plantrack.planfile import parse_plan
from plantrack.quoting import QUESTION
from plantrack.render.i18n import translator
from plantrack.tables.sheets import sheets_of


def told(content: bytes, name: str, year: int | None = None) -> str:
    """Return the plan that a table becomes: its head, units, tasks, what is asked, and how tasks stand."""
    read = read_table(sheets_of(content, name), "0" * 64, name, year)
    text = table_draft(read, "plan", name, translator("en"))
    file = parse_plan(text, Path("plan"), "plan.yaml")
    notes = [line.strip() for line in text.splitlines() if line.strip().startswith("# “")]
    assert [str(one.message) for one in file.problems if not one.warning] == []
    return "\n".join([*_plan(file.plan), *notes, *_asked(text), *_reports(read)]) + "\n"


def _plan(plan: Plan) -> Iterator[str]:
    yield f"{plan.title.zh} {plan.period.first} {plan.period.last} {plan.language}"
    for unit, name in plan.units.items():
        people = f": {', '.join(name.people)}" if name.people else ""
        yield f"{unit} {name.zh}{people}"
    for task in plan.walk():
        yield _task(task, plan)
        yield from (f"  {stone.ref} {stone.title.zh} by {stone.due}" for stone in task.milestones)
    for one in plan.indicators:
        yield f"{one.id} {one.label.zh}: {one.target.quantity if one.target else None} for {', '.join(one.tasks)}"


def _task(task: Task, plan: Plan) -> str:
    lead, support = (" ".join(plan.units[unit].zh for unit in units) for units in (task.lead, task.support))
    day = f"by {task.due}" if task.due else task.kind or ""
    assumed = " (assumed)" if task.basis.due == "assumed" else ""
    start = f" from {task.start}" if task.start else ""
    curve = f" {dict(task.curve)}" if task.curve else ""
    return f"{task.ref} {task.title.zh} | {lead} | {support} | {day}{assumed}{start}{curve}".replace("  ", " ").rstrip(
        " |"
    )


def _asked(text: str) -> Iterator[str]:
    lines = (line.partition(f"{QUESTION} ")[2] for line in text.splitlines()[4:])
    yield from (f"? {line}" for line in lines if line)


def _reports(read: TablePlan) -> Iterator[str]:
    if read.day:
        yield f"as of {read.day}"
    for ref, one in read.reports():
        said = (one.status, one.percent, one.progress, one.problem, one.next, *one.evidence, one.day)
        yield f"{ref} {one.place}: {', '.join(str(word) for word in said if word is not None)}"


def test_ledger_with_two_rows_of_heads() -> None:
    """督办台账: a title and who made it above, heads in two merged rows, groups, totals and a foot below."""
    rows = [
        ("2024年重点工作任务分解表",), ("填报单位：市交通局",),
        ("序号", "重点任务", "责任单位", None, "完成时限", "备注"), (None, None, "牵头单位", "配合单位", None, None),
        ("一、基础设施",), (1, "修建跨江大桥", "市交通局", "市财政局、市规划局", "12月底前", "重大项目"),
        (2, "改造老旧道路", "市住建局", None, "2024.9.30", None),
        ("二、民生改善",), (3, "新建小学", "市教育局", "市财政局", date(2024, 8, 31), None),
        (4, "开展健康宣传", "市卫健委", "各区政府", "长期", None), ("合计", 4), ("填表人：张三",),
    ]  # fmt: skip
    merged = ("A1:F1", "A2:F2", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:F4", "A5:F5", "A8:F8")
    assert told(xlsx(rows, merged=merged), "a.xlsx") == dedent("""\
        2024年重点工作任务分解表 2024-01-01 2024-12-31 zh
        issuer 市交通局
        unit-1 市财政局
        unit-2 市规划局
        unit-3 市住建局
        unit-4 市教育局
        unit-5 市卫健委
        1 基础设施
        1.1 修建跨江大桥 | 市交通局 | 市财政局 市规划局 | by 2024-12-31
        1.2 改造老旧道路 | 市住建局 | | by 2024-09-30
        2 民生改善
        2.3 新建小学 | 市教育局 | 市财政局 | by 2024-08-31
        2.4 开展健康宣传 | 市卫健委 | | ongoing
        # “备注”: 重大项目
    """)


def test_measures_apart_by_semicolons() -> None:
    """Actions with ; between them in the cell of measures are tasks below; a leader is a person of the unit."""
    rows = [
        ("序号", "任务名称", "具体举措", "责任领导", "承办股室", "办结时限"),
        (1, "农村厕所改造", "整村推进；开展质量回头看。", "何立新", "社会事业股", "2026/9/30"),
        (2, "示范村建设", "分3个批次；每批10个", "副局长 马岚", "社会事业股", "2026/12/10"),
    ]  # fmt: skip
    assert told(xlsx(rows), "2026年台账.xlsx", 2026) == dedent("""\
        2026年台账 2026-01-01 2026-12-31 zh
        issuer 发布单位
        unit-1 社会事业股: 何立新, 马岚
        1 农村厕所改造 | 社会事业股
        1.1 整村推进 | | | by 2026-09-30
        1.2 开展质量回头看 | | | by 2026-09-30
        2 示范村建设 | 社会事业股 | | by 2026-12-10
        # “责任领导”: 何立新
        # “具体举措”: 分3个批次；每批10个
        # “责任领导”: 副局长 马岚
        ? the document has no title; what is the plan called?
        ? the document does not name its issuer: whose plan is it?
    """)


def test_quarters() -> None:
    """Quarterly nodes: what is to be reached by the end of each, or how much of it."""
    rows = [
        ("序号", "项目名称", "建设内容", "责任单位", "2025年形象进度", None, None, None),
        (None, None, None, None, "一季度", "二季度", "三季度", "四季度"),
        (1, "科技馆", "建筑面积3万平方米", "城投公司", "完成招标", "开工建设", "主体封顶", "竣工验收"),
        (2, "体育场", "看台和跑道", "文旅集团", "/", "完成设计", "—", "开工"),
        (3, "图书馆", None, "城投公司", "25%", "50%", "75%", "100%"),
    ]
    merged = ("A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:H1")
    assert told(xlsx(rows, merged=merged), "重点项目.xlsx") == dedent("""\
        重点项目 2025-01-01 2025-12-31 zh
        issuer 发布单位
        unit-1 城投公司
        unit-2 文旅集团
        1 科技馆 | 城投公司 | | by 2025-12-31 (assumed)
          1.1 完成招标 by 2025-03-31
          1.2 开工建设 by 2025-06-30
          1.3 主体封顶 by 2025-09-30
          1.4 竣工验收 by 2025-12-31
        2 体育场 | 文旅集团 | | by 2025-12-31 (assumed)
          2.1 完成设计 by 2025-06-30
          2.2 开工 by 2025-12-31
        3 图书馆 | 城投公司 | | by 2025-12-31 (assumed) {'2025-03-31': 25, '2025-06-30': 50, '2025-09-30': 75, '2025-12-31': 100}
        # “建设内容”: 建筑面积3万平方米
        # “建设内容”: 看台和跑道
        ? the document has no title; what is the plan called?
        ? no year of the plan is named; these are the years of its dates: is that its period?
        ? the document does not name its issuer: whose plan is it?
    """)


def test_merged_categories_and_measures() -> None:
    """Categories and tasks that are merged over several rows, each row with a measure, an owner and a date of its own."""
    rows = [
        ("类别", "序号", "工作任务", "具体措施", "牵头单位", "完成时间"),
        ("科技创新", 1, "培育高新技术企业", "开展摸底调查", "科技局", "2026年3月"),
        (None, None, None, "兑现奖补资金", "财政局", "2026年9月"), (None, 2, "建设实验室", "1.制定方案；2.组织评审；3.挂牌", "科技局", "2026年11月"),
        ("人才引进", 3, "办好招聘会", None, "人社局", "2026年5月"), (None, 4, "建设人才公寓", "新建200套", "住建局", "2026年底"),
    ]  # fmt: skip
    merged = ("A2:A4", "B2:B3", "C2:C3", "A5:A6")
    assert told(xlsx(rows, merged=merged), "任务.xlsx") == dedent("""\
        任务 2026-01-01 2026-12-31 zh
        issuer 发布单位
        unit-1 科技局
        unit-2 财政局
        unit-3 人社局
        unit-4 住建局
        1 科技创新
        1.1 培育高新技术企业
        1.1.1 开展摸底调查 | 科技局 | | by 2026-03-31
        1.1.2 兑现奖补资金 | 财政局 | | by 2026-09-30
        1.2 建设实验室 | 科技局
        1.2.1 制定方案 | | | by 2026-11-30
        1.2.2 组织评审 | | | by 2026-11-30
        1.2.3 挂牌 | | | by 2026-11-30
        2 人才引进
        2.3 办好招聘会 | 人社局 | | by 2026-05-31
        2.4 建设人才公寓 | 住建局 | | by 2026-12-31
        # “具体措施”: 新建200套
        ? the document has no title; what is the plan called?
        ? no year of the plan is named; these are the years of its dates: is that its period?
        ? the document does not name its issuer: whose plan is it?
    """)


def test_english_action_tracker() -> None:
    """An action tracker of a company: owners, start and due dates, status and percent; the rest is a comment."""
    rows = [
        ("ID", "Action", "Owner", "Support", "Start date", "Due date", "Status", "% Complete", "Comments"),
        (1, "Draft the budget", "Finance", "Sales, Human Resources", date(2025, 1, 6), date(2025, 2, 28), "Done", 1.0, "Q1"),
        (2, "Hire two engineers", "Human Resources", None, "2025-02-01", "June 30", "In progress", 0.4, None),
        (3, "Open the branch office", "Sales & Marketing", "Legal", None, "Q3 2025", "Not started", 0.0, "needs permit"),
        (4, "Audit suppliers", None, "Finance", None, "TBD", "on hold", 0.25, None),
    ]  # fmt: skip
    assert told(xlsx(rows), "actions.xlsx") == dedent("""\
        actions 2025-01-01 2025-12-31 en
        issuer 发布单位
        unit-1 Finance
        unit-2 Sales
        unit-3 Human Resources
        unit-4 Sales & Marketing
        unit-5 Legal
        1 Draft the budget | Finance | Sales Human Resources | by 2025-02-28 from 2025-01-06
        2 Hire two engineers | Human Resources | | by 2025-06-30 from 2025-02-01
        3 Open the branch office | Sales & Marketing | Legal | by 2025-09-30
        4 Audit suppliers | | Finance | by 2025-12-31 (assumed)
        # “Comments”: Q1
        # “Comments”: needs permit
        ? the document has no title; what is the plan called?
        ? the document names no time zone: which is the plan's? Write it as Europe/London
        ? no year of the plan is named; these are the years of its dates: is that its period?
        ? the document does not name its issuer: whose plan is it?
        ? the document names who supports, and not who leads
        ? no date in the document
        1 表1!G2: done, 100.0
        2 表1!G3: in-progress, 40.0
        3 表1!G4: not-started, 0.0
        4 表1!G5: blocked, 25.0
    """)


def test_owners_beside_departments() -> None:
    """A tracker of a council: persons beside their departments, the day of its status, a line of totals, two years."""
    rows = [
        ("Harbour Town Council – Action Tracker 2026/27",), ("Status as at 30 September 2026",),
        ("ID", "Key action", "Owner", "Department", "Start", "Due", "Status", "% complete"),
        ("A1", "Resurface Mill Lane", "J. Patel", "Highways", "Apr 2026", date(2026, 10, 31), "Open", "7,5%"),
        ("A2", "Adopt the local plan", "M. Rossi / J. Patel", "Planning", "Q2 2026", "end of March 2028", "Closed", "100%"),
        ("A3", "Publish open data", "Sam Lee", "IT", None, "Ongoing", "Not started", None),
        (None, "Total of actions: 3"),
    ]  # fmt: skip
    assert told(xlsx(rows), "tracker.xlsx") == dedent("""\
        Harbour Town Council – Action Tracker 2026/27 2026-01-01 2027-12-31 en
        issuer 发布单位
        unit-1 Highways: J. Patel
        unit-2 Planning: M. Rossi, J. Patel
        unit-3 IT: Sam Lee
        1 Resurface Mill Lane | Highways | | by 2026-10-31 from 2026-04-01
        2 Adopt the local plan | Planning | | by 2027-12-31 (assumed) from 2026-04-01
        3 Publish open data | IT | | ongoing
        # “ID”: A1
        # “ID”: A2
        # “ID”: A3
        ? the document names no time zone: which is the plan's? Write it as Europe/London
        ? the plan is for “2026/27”: on which days does it begin and end?
        ? the document does not name its issuer: whose plan is it?
        ? “Open” is no status
        ? the document says “end of March 2028”, which is 2028-03-31, outside this plan
        as of 2026-09-30
        1 表1!G4: 7.5
        2 表1!G5: done, 100.0
        3 表1!G6: not-started
    """)


def test_projects_below_a_title_over_two_rows_of_heads() -> None:
    """Categories that group nothing are the tasks; the title is the line above heads that reach over two rows."""
    rows = [
        ("Parks delivery plan 2026",), ("Project", "Responsibility", None, "Timeline"),
        (None, "Lead officer", "Directorate", "Target date"),
        ("Refurbish the playground", "Petra Vogel", "Parks", "30/09/2026"),
        ("Plant 2,000 trees", "Ömer Yıldız", "Parks", "01/12/2026"),
    ]  # fmt: skip
    assert told(xlsx(rows, merged=("A1:D1", "A2:A3", "B2:C2")), "projects.xlsx") == dedent("""\
        Parks delivery plan 2026 2026-01-01 2026-12-31 en
        issuer 发布单位
        unit-1 Parks: Petra Vogel, Ömer Yıldız
        1 Refurbish the playground | Parks | | by 2026-09-30
        2 Plant 2,000 trees | Parks | | by 2026-12-01
        ? the document names no time zone: which is the plan's? Write it as Europe/London
        ? the document does not name its issuer: whose plan is it?
    """)


def test_objectives_and_key_results() -> None:
    """OKR: each objective is an item, its key results are tasks; progress is a share of one."""
    rows = [
        ("2025 OKR",), ("Objective", "Key Result", "Owner", "Target", "Progress", "Deadline"),
        ("Grow revenue", "Win 20 new customers", "Sales", "20", 0.5, "2025-12-31"), (None, "Raise prices by 3%", "Product", "3%", 1, "2025-06-30"),
        ("Delight users", "Cut response time to 2 h", "Support Team", "2 h", 0.2, "2025-09-30"),
    ]  # fmt: skip
    assert told(xlsx(rows, merged=("A3:A4", "A1:F1")), "okr.xlsx") == dedent("""\
        2025 OKR 2025-01-01 2025-12-31 en
        issuer 发布单位
        unit-1 Sales
        unit-2 Product
        unit-3 Support Team
        1 Grow revenue
        1.1 Win 20 new customers | Sales | | by 2025-12-31
        1.2 Raise prices by 3% | Product | | by 2025-06-30
        2 Delight users
        2.1 Cut response time to 2 h | Support Team | | by 2025-09-30
        i0-1 Raise prices by 3%: 3% for 1.2
        i0-2 Cut response time to 2 h: 2h for 2.1
        # “Target”: 20
        ? the document names no time zone: which is the plan's? Write it as Europe/London
        ? the document does not name its issuer: whose plan is it?
        1.1 表1!E3: 50.0
        1.2 表1!E4: 100.0
        2.1 表1!E5: 20.0
    """)


def test_csv_in_gbk() -> None:
    """A csv as Excel writes it in China, whose merged cells are blank below the first."""
    text = (
        "序号,重点工作,牵头单位,配合单位,完成时限,进展情况\r\n"
        '1,完善应急预案,应急局,"消防支队,卫健委",6月30日前完成,已印发\r\n'
        "2,开展安全检查,应急局,,每季度末,\r\n3,更新设备,工信局,,2023年12月底,完成\r\n"
    )
    assert told(text.encode("gbk"), "2023年安全生产.csv") == dedent("""\
        2023年安全生产 2023-01-01 2023-12-31 zh
        issuer 发布单位
        unit-1 应急局
        unit-2 消防支队
        unit-3 卫健委
        unit-4 工信局
        1 完善应急预案 | 应急局 | 消防支队 卫健委 | by 2023-06-30
        2 开展安全检查 | 应急局 | | ongoing
        3 更新设备 | 工信局 | | by 2023-12-31
        ? the document has no title; what is the plan called?
        ? the document does not name its issuer: whose plan is it?
        1 2023年安全生产!F2: 已印发
        3 2023年安全生产!F4: done
    """)


def test_markdown() -> None:
    """Tables of a Markdown text, each below a heading; names are links or bold."""
    text = dedent("""\
        # Release 2025

        ## Backend

        | Task | Lead | Due | Status |
        |------|------|-----|:------:|
        | **Migrate** the database | Platform | 2025-03-14 | done |
        | Add [metrics](https://example.org) | Platform, Data | end of May | in progress |

        ## Frontend

        | Task | Lead | Due | Status |
        |------|------|-----|:------:|
        | New login page | Web | 2025-04-30 | todo |
    """)
    assert told(text.encode(), "release.md") == dedent("""\
        Release 2025 2025-01-01 2025-12-31 en
        issuer 发布单位
        unit-1 Platform
        unit-2 Data
        unit-3 Web
        1 Backend
        1.1 Migrate the database | Platform | | by 2025-03-14
        1.2 Add metrics | Platform Data | | by 2025-05-31
        2 Frontend
        2.1 New login page | Web | | by 2025-04-30
        ? the document names no time zone: which is the plan's? Write it as Europe/London
        ? the document does not name its issuer: whose plan is it?
        1.1 Backend!D2: done
        1.2 Backend!D3: in-progress
        2.1 Frontend!D2: not-started
    """)


def test_persons_as_owners() -> None:
    """Persons are people of the unit beside them; where none is named they stand for one, and that is asked."""
    rows = [
        ("序号", "工作内容", "责任单位", "责任人及电话", "完成时限"),
        (1, "整治河道", "水务局", "李明 13800001111", "2024年7月"), (2, "修复堤坝", "水务局", "王芳、赵强", "2024年10月"),
        (3, "植树造林", None, "陈静", "2024年4月"),
    ]  # fmt: skip
    assert told(xlsx(rows), "任务.xlsx") == dedent("""\
        任务 2024-01-01 2024-12-31 zh
        issuer 发布单位
        unit-1 水务局: 李明, 王芳, 赵强
        unit-2 陈静: 陈静
        1 整治河道 | 水务局 | | by 2024-07-31
        2 修复堤坝 | 水务局 | | by 2024-10-31
        3 植树造林 | 陈静 | | by 2024-04-30
        ? the document has no title; what is the plan called?
        ? no year of the plan is named; these are the years of its dates: is that its period?
        ? the document does not name its issuer: whose plan is it?
        ? “陈静” is a person: of which unit?
    """)


def test_lists_in_cells() -> None:
    """A list in the cell of the task becomes its sub-tasks, with the dates that they name themselves."""
    rows = [
        ("编号", "任务", "主办单位", "协办单位", "时限", "时间节点"),
        (
            "1",
            "优化营商环境：\n1.3月底前出台措施\n2.9月底前上线平台\n3.开展评估",
            "发改委",
            "政数局",
            "2024年12月",
            None,
        ),
        ("2", "（1）修订目录；（2）公开结果", "司法局", None, "2024年6月", None),
        ("3", "举办文化节", "文旅局", None, "2024年11月", "4月完成方案；8月底确定场地；11月举办；视情况加场"),
    ]
    assert told(xlsx(rows), "a.xlsx") == dedent("""\
        a 2024-01-01 2024-12-31 zh
        issuer 发布单位
        unit-1 发改委
        unit-2 政数局
        unit-3 司法局
        unit-4 文旅局
        1 优化营商环境 | 发改委 | 政数局
        1.1 3月底前出台措施 | | | by 2024-03-31
        1.2 9月底前上线平台 | | | by 2024-09-30
        1.3 开展评估 | | | by 2024-12-31
        2 修订目录 | 司法局 | | by 2024-06-30
        3 公开结果 | 司法局 | | by 2024-06-30
        4 举办文化节 | 文旅局 | | by 2024-11-30
          4.1 完成方案 by 2024-04-30
          4.2 确定场地 by 2024-08-31
          4.3 举办 by 2024-11-30
        ? the document has no title; what is the plan called?
        ? no year of the plan is named; these are the years of its dates: is that its period?
        ? the document does not name its issuer: whose plan is it?
        ? is this a milestone, and by which day: “视情况加场”?
    """)


def test_several_sheets() -> None:
    """Each sheet is an item; a sheet of instructions, a copy, a hidden one and repeated heads are left out."""
    head = ("序号", "事项", "承办单位", "办结时限", "办理情况", "存在问题", "下一步措施", "完成率")
    one = [
        head,
        (1, "清理欠款", "财政局", "2024-05-31", "已清理八成", "资金不足", "申请专项", 0.8),
        head,
        (2, "盘活资产", "国资委", "2024-11-30", "已完成", None, None, "100%"),
    ]
    book = workbook({"填表说明": [("请如实填写",)], "财政": one, "副本": one, "民政": [head, (1, "发放补贴", "民政局", "2024-12-20", "无", "无", "无", "约60%")],
                     "参数": [head, (1, "隐藏", "甲局", "6月")]})  # fmt: skip
    book["参数"].sheet_state = "hidden"
    assert told(saved(book), "2024年督办.xlsx") == dedent("""\
        2024年督办 2024-01-01 2024-12-31 zh
        issuer 发布单位
        unit-1 财政局
        unit-2 国资委
        unit-3 民政局
        1 财政
        1.1 清理欠款 | 财政局 | | by 2024-05-31
        1.2 盘活资产 | 国资委 | | by 2024-11-30
        2 民政
        2.1 发放补贴 | 民政局 | | by 2024-12-20
        ? the document has no title; what is the plan called?
        ? the document does not name its issuer: whose plan is it?
        ? “约60%” is no percentage from 0 to 100
        1.1 财政!H2: 80.0, 已清理八成, 资金不足, 申请专项
        1.2 财政!H4: done, 100.0
    """)


def test_what_other_programs_export() -> None:
    """An export with days in numbers, whose order one of them tells; columns that are not known become comments."""
    text = (
        "ID,Task Mode,Task Name,Duration,Start,Finish,Resource Names\r\n1,Auto,Design,40 days,01/06/25,Fri 2/28/25,Alice\r\n"
        "2,Auto,Build,100 days,Mon 3/3/25,10/31/25,Bob; Carol\r\n"
    )
    assert told(text.encode(), "project.csv", 2025) == dedent("""\
        project 2025-01-01 2025-12-31 en
        issuer 发布单位
        unit-1 Alice: Alice
        unit-2 Bob: Bob
        unit-3 Carol: Carol
        1 Design | Alice | | by 2025-02-28 from 2025-01-06
        2 Build | Bob | Carol | by 2025-10-31 from 2025-03-03
        # “Task Mode”: Auto
        # “Duration”: 40 days
        # “Task Mode”: Auto
        # “Duration”: 100 days
        ? the document has no title; what is the plan called?
        ? the document names no time zone: which is the plan's? Write it as Europe/London
        ? the document does not name its issuer: whose plan is it?
        ? 3 units are persons: of which units? unit-1, unit-2, unit-3
    """)


def test_a_ledger_with_a_day_and_a_unit_of_money_above() -> None:
    """Lines above the heads in several cells are no heads, and say as of which day the tasks stand."""
    rows = [
        ("2025年项目督办台账",), ("（截至2025年3月31日）", None, None, None, None, "单位：万元"),
        ("序号", "项目名称", "建设规模及内容", "责任单位", "计划完成时间", "形象进度"),
        ("一", "续建项目"), (1, "污水处理厂", "日处理5万吨", "市住建局", "2025年12月底", "主体完工"),
        ("二", "新建项目"), (1, "市三中", "48个班", "市教育局\n市住建局", "2025年8月", "前期工作"),
    ]  # fmt: skip
    assert told(xlsx(rows), "a.xlsx") == dedent("""\
        2025年项目督办台账 2025-01-01 2025-12-31 zh
        issuer 发布单位
        unit-1 市住建局
        unit-2 市教育局
        1 续建项目
        1.1 污水处理厂 | 市住建局 | | by 2025-12-31
        2 新建项目
        2.1 市三中 | | 市教育局 市住建局 | by 2025-08-31
        # “建设规模及内容”: 日处理5万吨
        # “建设规模及内容”: 48个班
        ? the document does not name its issuer: whose plan is it?
        ? the document holds these units responsible and does not say who leads; move one to `lead`
        as of 2025-03-31
        1.1 表1!F5: 主体完工
        2.1 表1!F7: 前期工作
    """)


def test_years_as_headings() -> None:
    """Of a table for several years each year heads its tasks, whose dates name none."""
    rows = [
        ("三年行动任务表",), ("任务", "牵头单位", "完成时限"), ("2025年",), ("修桥", "交通局", "6月底"), ("铺路", "交通局", "三季度"),
        ("2026年度任务",), ("植树", "园林局", "3月"),
    ]  # fmt: skip
    assert told(xlsx(rows, merged=("A3:C3", "A6:C6")), "a.xlsx") == dedent("""\
        三年行动任务表 2025-01-01 2026-12-31 zh
        issuer 发布单位
        unit-1 交通局
        unit-2 园林局
        1 2025年
        1.1 修桥 | 交通局 | | by 2025-06-30
        1.2 铺路 | 交通局 | | by 2025-09-30
        2 2026年度任务
        2.1 植树 | 园林局 | | by 2026-03-31
        ? the document does not name its issuer: whose plan is it?
    """)


def test_keys_that_are_no_references() -> None:
    """A key of another program is kept beside its task, which is counted."""
    text = "Key,Summary,Assignee,Due date\r\nAPP-12,Fix login,Jane Doe,15/Feb/25 12:00 AM\r\n"
    assert told(text.encode(), "jira.csv", 2025) == dedent("""\
        jira 2025-01-01 2025-12-31 en
        issuer 发布单位
        unit-1 Jane Doe: Jane Doe
        1 Fix login | Jane Doe | | by 2025-02-15
        # “Key”: APP-12
        ? the document has no title; what is the plan called?
        ? the document names no time zone: which is the plan's? Write it as Europe/London
        ? the document does not name its issuer: whose plan is it?
        ? “Jane Doe” is a person: of which unit?
    """)


def test_work_that_comes_back_in_a_list() -> None:
    """An entry that begins with how often it is done has no day; its rhythm is that of its reports."""
    rows = [
        ("序号", "工作任务", "责任单位", "完成时限"),
        (1, "动态监测：1.建立台账；2.每季度开展比对", "民政局", "2024年12月20日"),
    ]
    text = told(xlsx(rows), "2024年台账.xlsx")
    assert "1.1 建立台账 | | | by 2024-12-20\n1.2 每季度开展比对 | | | ongoing\n" in text

"""The report as a workbook: what another library reads from it."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from msgspec.structs import replace
from showcase import HOSTILE_PLAN, HOSTILE_UPDATES, INERT, SHOWN, W46, ZONE, shown_report
from support import day, journal, plan
from syrupy.assertion import SnapshotAssertion
from workbooks import attributes, part, parts, sheets, table

from plantrack.dates.periods import period_of
from plantrack.evaluation.facts import Colour
from plantrack.evaluation.lights.packaged import packaged
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.model.section_keys import SectionKey
from plantrack.render.charts.svg import LIGHT
from plantrack.render.context import RenderContext
from plantrack.render.xlsx.sheets import report
from plantrack.reports.periodic import periodic_report
from plantrack.reports.shape import Shape

NAMES = {
    "zh": [
        "总体情况", "台账", "存在问题", "与2024年第45周相比的变化", "本期完成", "本期报送", "下一步工作", "各事项进展",
        "单位情况", "上年数据与指标", "申请与批复", "延期（按单位）", "补报以前各期", "2024年第45周数据更正",
        "欠报（按单位）", "台账（全表）", "推定事项", "本通报的依据",
    ],
    "en": [
        "Overall", "Ledger", "Problems", "Changed since week 45 of 2024", "Reached in this period",
        "Reported in this period", "Next steps", "Item by item", "Units", "Baseline and indicators", "Requests",
        "Extensions, by unit", "Arrived late for an earlier…", "Restated week 45 of 2024", "Owing a report, by unit",
        "Ledger, all columns", "What rests on assumption", "What this report rests on",
    ],
}  # fmt: skip
LONG = "建设国家级科技创新平台并完善" * 6
RULES = packaged("default")
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "=cmd|' /C calc'!A0", "https://example.org/x", "007", "_x0041_"]


def ctx(language: str, of: Plan = SHOWN) -> RenderContext:
    """Return a page of the plan as of 17 November, judged by the program's own rules."""
    return RenderContext(of, language, as_of=day("2024-11-17"), rules=RULES)


def shown(language: str) -> bytes:
    """Return the workbook of the plan shown."""
    return report(shown_report(), ctx(language))


def written(of: Plan, lines: str = "", on: str = "2024-11-17", language: str = "zh") -> bytes:
    """Return the workbook on the week of a day."""
    found = periodic_report(of, History(journal(lines)), period_of(day(on), "week"), zone=ZONE)
    return report(found, RenderContext(of, language, as_of=found.as_of, rules=RULES))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sheet(language: str, snapshot: SnapshotAssertion) -> None:
    """Every row of every sheet, as another library reads it; texts, numbers and days are of those types."""
    found = sheets(shown(language))
    assert list(found) == NAMES[language]
    told = {name: [[cell for cell in row if cell != ""] for row in rows] for name, rows in found.items()}
    told[NAMES[language][-1]] = [row for row in told[NAMES[language][-1]] if "plantrack" not in str(row)]
    assert told == snapshot


def test_one_task_whole() -> None:
    """A row has everything about a task in its column; what nobody said is empty, and no zero."""
    rows = {row["编号"]: row for row in table(sheets(shown("zh"))["台账"], "编号")}
    assert rows["1.2"] == {
        "编号": "1.2", "工作目标": "印发扶持办法", "牵头单位": "医学科学院（原文）", "原完成时限": date(2024, 10, 31),
        "完成时限": date(2024, 11, 30), "亮灯": "✗ 滞后", "实际进度": 0.4, "进展情况": "",
        "存在问题": "资金未到位（2024-11-06）", "下一步措施": "征求意见（2024-11-08）",
        "序号": 3.0, "任务来源": "", "类别": "可交付", "重点工作": "壮大企业", "量化指标": "", "具体措施": "",
        "配合单位": "基金委", "超过承诺天数": 17.0, "时限依据": "批准\n刘洋\n2024-10-21",
        "节点": "1.2.1 起草：2024-10-31（推定）\n1.2.2 送审：2024-11-20（原文）", "序时进度": 0.956, "变化": 0.0,
        "状态": "进行中", "亮灯原因": "落后55.6个百分点、2024-W46未报、节点1.2.1未按期完成", "申请延期": 1.0,
        "延期理由": "2024-10-20：意见较多（刘洋）", "延期批准": "2024-10-31 → 2024-11-30：2024-10-21由申请人刘洋自批",
        "最近报送": date(2024, 11, 8), "牵头领导": "", "责任单位": "", "责任人": "", "启动时间": "", "备注/佐证": "",
    }  # fmt: skip
    told = [(r["序时进度"], r["实际进度"], r["状态"], r["完成时限"]) for r in (rows["1.1"], rows["2.2"])]
    assert told == [("", "", "进行中", ""), (1.0, "", "", date(2024, 11, 10))]
    assert rows["2.1"]["备注/佐证"] == ""
    assert rows["1"]["具体措施"] == "支持企业牵头"
    assert rows["1"]["亮灯"] == "✗ 滞后 1、● 正常 1"
    assert (
        rows["1.1"]["量化指标"]
        == "高新企业：目标2.6万家以上（原文），距目标还差1000家；2023年超2.47万家；最新突破2.5万家（2024）"
    )


def test_who_acts_for_a_unit() -> None:
    """The people of every unit that leads; who else answers for it the plan does not say, and nobody is invented."""
    (row,) = table(
        sheets(
            written(
                plan("""
                    units:
                      stic: {zh: 科创局, en: STI, people: [李雷, 韩梅]}
                      fund: {zh: 基金委, en: NSF, people: [王芳]}
                    tasks: [{ref: "1", title: 一, kind: ongoing, lead: [stic, fund]}]
                """)
            )
        )["台账"],
        "编号",
    )
    assert (row["责任人"], row["牵头领导"], row["责任单位"]) == ("李雷\n韩梅\n王芳", "", "")


def test_both_languages() -> None:
    """All sheets in Chinese and then all in English, with the rows that they have alone."""
    assert sheets(shown("both")) == {**sheets(shown("zh")), **sheets(shown("en"))}


def of_sheet(book: bytes, name: str) -> str:
    """Return the XML of a sheet by its name."""
    return part(book, f"xl/worksheets/sheet{list(sheets(book)).index(name) + 1}.xml")


def letters(columns: list[dict[str, str]], **look: str) -> list[int]:
    """Return the numbers of the columns with a look."""
    found = [column for column in columns if all(column.get(name, "0") == value for name, value in look.items())]
    return [number for c in found for number in range(int(c["min"]), int(c["max"]) + 1)]


def test_the_ledger_is_laid_out() -> None:
    """The columns that are read stand first, the others are grouped away, and what is empty throughout is hidden."""
    xml = of_sheet(shown("zh"), "台账")
    columns = attributes(xml, "col")
    assert letters(columns, hidden="0") == list(range(1, 11))
    assert letters(columns, hidden="1", outlineLevel="1") == list(range(11, 29))
    assert letters(columns, hidden="1", outlineLevel="0") == list(range(29, 34))
    assert letters(columns, collapsed="1") == [10]
    assert attributes(xml, "pane")[0]["topLeftCell"] == "C4"
    assert [row.get("outlineLevel", "") for row in attributes(xml, "row")] == ["", "", "", "", "1", "1", "", "1", "1"]
    assert attributes(xml, "outlinePr") == [{"summaryBelow": "0", "summaryRight": "0"}]
    assert '<definedName name="_xlnm.Print_Titles" localSheetId="1">台账!$3:$3<' in part(shown("zh"), "xl/workbook.xml")


def test_a_column_that_is_empty_is_hidden() -> None:
    """Also among those that are read."""
    book = written(plan(ONE))
    columns, heads = attributes(of_sheet(book, "台账"), "col"), sheets(book)["台账"][2]
    seen = letters(columns, hidden="0")
    assert [heads[n - 1] for n in seen if n <= len(heads)] == ["编号", "工作目标", "完成时限", "亮灯"]
    assert letters(columns, collapsed="1") == [4]


def test_each_sheet_has_one_table() -> None:
    """With a filter and a name of its own, over the rows that stand on the sheet."""
    book = shown("both")
    found = {name: attributes(xml, "table")[0] for name, xml in parts(book).items() if "/tables/" in name}
    assert len(found) == len(NAMES["zh"] + NAMES["en"]) == len({table["displayName"] for table in found.values()})
    for number, (name, rows) in enumerate(sheets(book).items(), 1):
        (reference,) = attributes(part(book, f"xl/worksheets/_rels/sheet{number}.xml.rels"), "Relationship")[-1:]
        of = part(book, "xl/" + reference["Target"].removeprefix("../"))
        first, last = re.findall(r"\d+", attributes(of, "autoFilter")[0]["ref"])
        assert [column["name"] for column in attributes(of, "tableColumn")] == [c for c in rows[int(first) - 1] if c]
        assert not any(rows[int(last)]) if len(rows) > int(last) else len(rows) == int(last), name


@pytest.mark.parametrize("text", ["SHOWN", pytest.param("MANY", marks=pytest.mark.slow)])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_print_can_be_read(text: str, language: str) -> None:
    """The columns that are shown fit on A4 in 9 points, those of the whole ledger on A3 in 7 or hardly less."""
    book = shown(language) if text == "SHOWN" else written(plan(MANY), language=language)
    for number, name in enumerate(sheets(book), 1):
        xml = part(book, f"xl/worksheets/sheet{number}.xml")
        columns = attributes(xml, "col")
        seen = letters(columns, hidden="0")
        wide = sum(float(c["width"]) for c in columns for n in range(int(c["min"]), int(c["max"]) + 1) if n in seen)
        (page,) = attributes(xml, "pageSetup")
        assert page["orientation"] == "landscape"
        whole = name in (NAMES["zh"][-3], NAMES["en"][-3])
        assert page["paperSize"] == ("8" if whole else "9")
        inches = (420 if whole else 297) / 25.4 - 0.8
        assert 10 * min(inches * 72 / (wide * 5.25), 1) >= (6.8 if whole else 8.9)
        assert attributes(xml, "pageMargins")[0]["left"] == attributes(xml, "pageMargins")[0]["right"] == "0.4"
        assert "&amp;P / &amp;N" in xml


def test_lights_have_their_colours() -> None:
    """A light alone stands on its colour; of several each has its own."""
    book = shown("en")
    rows, styles = sheets(book)["Ledger"], part(book, "xl/styles.xml")
    grounds = re.findall(r'<fgColor rgb="FF(\w+)"', styles)
    fills = re.findall(r'fillId="(\d+)"', styles.partition("<cellXfs")[2])
    cells = {c["r"]: grounds[int(fills[int(c["s"])]) - 2] for c in attributes(of_sheet(book, "Ledger"), "c")
             if int(fills[int(c["s"])]) > 1}  # fmt: skip
    assert {rows[n][5]: cells[f"F{n + 1}"] for n in (4, 5, 7)} == {
        "● on track": "C6EFCE", "✗ off track": "FFC7CE", "✓ done": "C6EFCE",
    }  # fmt: skip
    runs = re.findall(r'<color rgb="FF(\w+)"/>(?:(?!<color).)*?<t[^>]*>([^<]*)<', part(book, "xl/sharedStrings.xml"))
    assert ("9C0006", "✗ off track 1") in runs
    assert ("006100", "● on track 1") in runs


def test_percentages_have_bars_and_a_status_its_words() -> None:
    """So that a ledger that is filled in stays one."""
    xml = of_sheet(shown("en"), "Ledger")
    assert len(attributes(xml, "dataBar")) == 2
    assert '<formula1>"not started,in progress,blocked,done,cancelled"</formula1>' in xml


def test_charts_refer_to_cells() -> None:
    """The bar of all lights adds up to the tasks; lights and percentages of the items, each series by its cells."""
    book = shown("zh")
    found = [part(book, f"xl/charts/chart{number}.xml") for number in (1, 2, 3)]
    cells = [re.findall(r"<c:val><c:numRef><c:f>([^<]+)<", xml) for xml in found]
    names = [re.findall(r"<c:tx><c:v>([^<]+)<", xml) for xml in found]
    assert cells == [
        ["总体情况!$B$10", "总体情况!$B$11", "总体情况!$B$13"],
        ["各事项进展!$J$4:$J$5", "各事项进展!$K$4:$K$5", "各事项进展!$L$4:$L$5"],
        ["各事项进展!$D$4:$D$5", "各事项进展!$C$4:$C$5"],
    ]
    assert names == [["✓ 完成", "● 正常", "✗ 滞后"]] * 2 + [["应达", "进度"]]
    rows = sheets(book)["总体情况"]
    assert sum(rows[row - 1][1] for row in (10, 11, 13)) == rows[8][1] == 4
    colours = [re.findall(r'</c:tx><c:spPr><a:solidFill><a:srgbClr val="(\w+)"', xml) for xml in found]
    assert colours[0] == colours[1] == [LIGHT[shade][1:].upper() for shade in (Colour.GREEN, Colour.GREEN, Colour.RED)]


def test_sources_can_be_opened() -> None:
    """Addresses of web pages are links, shown by the host where there is one alone; sheets are links as well."""
    told = """
        {"kind": "report", "on": "2024-11-12", "ref": "1", "progress": "一", "source": "https://www.example.org/a?b=1&c"}
        {"kind": "report", "on": "2024-11-12", "ref": "2", "progress": "二", "source": "内部文件"}
    """
    book = written(plan(TWO), told)
    rows = table(sheets(book)["台账"], "编号")
    assert [row["备注/佐证"] for row in rows] == ["example.org", "内部文件"]
    links = {name: targets(book, name) for name in ("总体情况", "台账", "本期报送")}
    assert links["台账"] == links["本期报送"] == ["https://www.example.org/a?b=1&c"]
    opened = [link["location"] for link in attributes(of_sheet(book, "总体情况"), "hyperlink")]
    assert opened[0] == "'台账'!A1"
    assert len(opened) == len(sheets(book)) - 1


def targets(book: bytes, name: str) -> list[str]:
    """Return the addresses that a sheet opens."""
    number = list(sheets(book)).index(name) + 1
    found = attributes(parts(book).get(f"xl/worksheets/_rels/sheet{number}.xml.rels", ""), "Relationship")
    return [unescape(one["Target"]) for one in found if one["Type"].endswith("/hyperlink")]


def test_what_was_said_bears_its_day() -> None:
    """A problem or a next step of long ago does not pass for one of today."""
    told = '{"kind": "report", "on": "2024-08-01", "ref": "1", "progress": "一", "problem": "二", "next": "三"}'
    row = table(sheets(written(plan(TWO), told))["台账"], "编号")[0]
    assert [row[head] for head in ("进展情况", "存在问题", "下一步措施")] == [f"{w}（2024-08-01）" for w in "一二三"]


def test_changes_are_numbers_with_signs() -> None:
    """What something was, what it became, and the difference, each in its column."""
    told = """
        {"kind": "report", "on": "2024-11-06", "ref": "1", "percent": 30}
        {"kind": "report", "on": "2024-11-12", "ref": "1", "percent": 55}
    """
    book = written(plan(TWO), told)
    (row,) = [row for row in table(sheets(book)["与2024年第45周相比的变化"], "编号") if row["编号"] == "1"]
    assert [row[head] for head in ("原进度", "进度", "进度增减")] == [0.3, 0.55, 25.0]
    assert '+0"个百分点";-0"个百分点";"="' in unescape(part(book, "xl/styles.xml"))
    assert table(sheets(book)["台账"], "编号")[0]["变化"] == 25.0


@pytest.mark.parametrize(
    ("shape", "names"),
    [
        (Shape(brief=True), ["总体情况", "存在问题", "下一步工作"]),
        (Shape(sections=(SectionKey.LEDGER, SectionKey.LATE)), ["总体情况", "台账", "超期"]),
        (Shape(full=True), [*NAMES["zh"], "超期", "超过承诺时限", "有风险", "下期到期（2024年第47周）"]),
    ],
)
def test_sheets_that_were_chosen(shape: Shape, names: list[str]) -> None:
    """The parts of the report that were asked for, in their order, behind the plan as a whole."""
    found = report(replace(shown_report(), shape=shape), ctx("zh"))
    assert list(sheets(found)) == names


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_hostile_report_is_inert(language: str) -> None:
    """Titles, notes, names, units, sources and ids are texts: nothing is calculated, linked or hidden."""
    found = periodic_report(HOSTILE_PLAN, History(HOSTILE_UPDATES), W46, zone=ZONE)
    book = report(found, ctx(language, HOSTILE_PLAN))
    assert "<f>" not in "".join(xml for name, xml in parts(book).items() if "/worksheets/" in name)
    assert not [name for name in parts(book) if "/worksheets/_rels/" in name and "hyperlink" in parts(book)[name]]
    texts = [cell for rows in sheets(book).values() for row in rows for cell in row if isinstance(cell, str)]
    assert all(line.isprintable() for text in texts for line in text.split("\n"))
    assert sum(text.count(INERT) for text in texts) > 60


def test_what_looks_like_a_formula_stays_a_text() -> None:
    """Formulas, numbers with a sign, addresses, numbers with zeros, and escapes of the format itself."""
    tasks = "".join(f'- {{ref: "{n}", title: "{text}", kind: ongoing}}\n' for n, text in enumerate(FORMULAS, 1))
    lines = "".join(
        f'{{"kind": "report", "on": "2024-11-12", "ref": "{n}", "progress": "{text}"}}\n'
        for n, text in enumerate(FORMULAS, 1)
    )
    book = written(plan("tasks:\n" + tasks), lines)
    rows = table(sheets(book)["台账"], "编号")
    assert [row["工作目标"] for row in rows] == FORMULAS
    assert [row["进展情况"] for row in rows] == [f"{text}（2024-11-12）" for text in FORMULAS]
    everything = "".join(parts(book).values())
    assert "<f>" not in everything
    assert not [link for link in attributes(everything, "hyperlink") if "location" not in link]
    assert 'quotePrefix="1"' in part(book, "xl/styles.xml")


TWO = "tasks: [{ref: '1', title: 一, kind: ongoing}, {ref: '2', title: 二, kind: ongoing}]"


def test_the_same_facts_give_the_same_bytes() -> None:
    """The file bears the day of the report, and no clock."""
    assert shown("both") == shown("both")
    core = part(shown("zh"), "docProps/core.xml")
    assert set(re.findall(r">([^<]*Z)<", core)) == {"2024-11-17T00:00:00Z"}


ONE = 'tasks: [{ref: "1", title: 一, kind: deliverable, due: 2024-06-30}]'
MANY = "tasks:\n" + "".join(
    f'- {{ref: "{n}", title: "{n:04}{LONG[:76]}", kind: deliverable, due: 2024-12-31, lead: [stic]}}\n'
    for n in range(1, 301)
)


@pytest.mark.parametrize(
    ("text", "on", "tasks"),
    [
        pytest.param("", "2024-11-17", 0, id="no tasks"),
        pytest.param(ONE, "2024-11-17", 1, id="one task"),
        pytest.param(ONE, "2023-11-17", 1, id="before the year"),
        pytest.param(MANY, "2024-11-17", 300, id="300 tasks", marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_plans_of_any_size(text: str, on: str, tasks: int, language: str) -> None:
    """No task, one, hundreds; without updates, without figures of last year, before the year has begun."""
    found = sheets(written(plan(text), on=on, language=language))
    assert ("Ledger" if language == "en" else "台账") in found if tasks else len(found) == 2
    rows = table(found[list(found)[1]], "编号" if language == "zh" else "No.") if tasks else []
    assert len(rows) == tasks
    assert all(row["进展情况" if language == "zh" else "Done so far"] == "" for row in rows)


def test_figures_that_no_indicator_continues() -> None:
    """They stand below the indicators, with last year's value only."""
    figure = "{id: f, label: 论文数, text: 1.5万篇, value: 15000, unit: 篇, kind: measure, period: '2023', section: 1}"
    book = written(plan(f"sections: {{1: 企业}}\nbaseline: {{year: 2023, figures: [{figure}]}}"))
    (row,) = table(sheets(book)["上年数据与指标"], "指标")
    assert row == {
        "指标": "论文数", "2023": 1.5, "2023年数值": 15000.0, "计量单位": "篇", "最新": "", "最新数值": "",
        "统计期间": "",
        "变化": "", "目标": "", "目标数值": "", "距目标还差": "", "出处": "",
    }  # fmt: skip

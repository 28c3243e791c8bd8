"""The report as a workbook: what another library reads from it, and that LibreOffice opens it."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from required import require
from showcase import HOSTILE_PLAN, HOSTILE_UPDATES, INERT, SHOWN, W46, ZONE, shown_report
from support import day, journal, plan
from syrupy.assertion import SnapshotAssertion
from workbooks import attributes, part, parts, sheets, table

from plantrack.dates.periods import period_of
from plantrack.evaluation.evaluate import JudgingPolicy
from plantrack.evaluation.facts import Colour, Meaning
from plantrack.evaluation.lights.packaged import packaged
from plantrack.model.history import History
from plantrack.model.plan import Plan, Text
from plantrack.render.context import RenderContext
from plantrack.render.xlsx.sheets import report
from plantrack.reports.periodic import periodic_report

NAMES = {
    "zh": ["台账", "上年数据与指标", "本期情况", "欠报（按单位）", "总体情况", "本通报的依据"],
    "en": ["Ledger", "Baseline and indicators", "The period in detail", "Owing a report, by unit", "Overall",
           "What this report rests on"],
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
    rows = {row["编号"]: row for row in table(sheets(shown("zh"))["台账"], "序号")}
    assert rows["1.2"] == {
        "序号": 3.0, "编号": "1.2", "任务来源": "", "类别": "可交付", "重点工作": "壮大企业",
        "工作目标": "印发扶持办法",
        "量化指标": "", "具体措施": "", "牵头领导": "", "牵头单位": "医学科学院（原文）", "责任单位": "",
        "配合单位": "基金委", "责任人": "", "启动时间": "",
        "完成时限（原）": date(2024, 10, 31), "完成时限（现）": date(2024, 11, 30), "超过承诺天数": 17.0,
        "时限依据": "批准\n刘洋\n2024-10-21",
        "节点": "1.2.1 起草：2024-10-31（推定）\n1.2.2 送审：2024-11-20（原文）",
        "序时进度": 0.956, "实际进度": 0.4, "进展情况": "", "存在问题": "资金未到位（2024-11-06）",
        "下一步措施": "征求意见（2024-11-08）",
        "状态": "进行中", "亮灯": "滞后",
        "亮灯原因": "落后55.6个百分点、2024-W46未报、节点1.2.1未按期完成", "延期次数": 1.0,
        "延期理由": "2024-10-20：意见较多（刘洋）",
        "延期批准": "2024-10-31 → 2024-11-30：2024-10-21由申请人刘洋自批",
        "最近报送": date(2024, 11, 8), "备注/佐证": "",
    }  # fmt: skip
    assert [(r["序时进度"], r["实际进度"], r["状态"], r["完成时限（现）"]) for r in (rows["1.1"], rows["2.2"])] == [
        ("", "", "进行中", ""), (1.0, "", "", date(2024, 11, 10)),
    ]  # fmt: skip
    assert rows["2.1"]["备注/佐证"] == ""
    assert rows["1"]["具体措施"] == "支持企业牵头"
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
        "序号",
    )
    assert (row["责任人"], row["牵头领导"], row["责任单位"]) == ("李雷\n韩梅\n王芳", "", "")


def test_both_languages() -> None:
    """All sheets in Chinese and then all in English, with the rows that they have alone."""
    assert sheets(shown("both")) == {**sheets(shown("zh")), **sheets(shown("en"))}


def test_the_table_is_laid_out() -> None:
    """Head and first columns stay in sight and on paper, rows can be filtered and folded, pages are numbered."""
    book = shown("zh")
    xml = part(book, "xl/worksheets/sheet1.xml")
    assert attributes(xml, "pane")[0]["topLeftCell"] == "G4"
    assert attributes(xml, "autoFilter")[0]["ref"] == "A3:AF9"
    assert attributes(xml, "pageSetup")[0] == {"paperSize": "8", "orientation": "landscape", "fitToHeight": "0"}
    assert "&amp;P / &amp;N" in xml
    assert '<definedName name="_xlnm.Print_Titles" localSheetId="0">台账!$3:$3<' in part(book, "xl/workbook.xml")
    assert [row.get("outlineLevel", "") for row in attributes(xml, "row")] == ["", "", "", "", "1", "1", "", "1", "1"]
    assert attributes(xml, "outlinePr") == [{"summaryBelow": "0", "summaryRight": "0"}]


def test_lights_have_their_colours() -> None:
    """A rule for each light that is shown, by its words; bars for percentages; a list of words for the status."""
    book = shown("en")
    xml = part(book, "xl/worksheets/sheet1.xml")
    assert re.findall(r'operator="equal"><formula>([^<]+)<', xml) == ['"off track"', '"on track"', '"done"']
    ground = re.findall(r'<bgColor rgb="(\w+)"/>', part(book, "xl/styles.xml").partition("<dxfs")[2])
    assert sorted(ground) == ["FFC6EFCE", "FFFFC7CE"]
    assert len(attributes(xml, "dataBar")) == 2
    assert '<formula1>"not started,in progress,blocked,done,cancelled"</formula1>' in xml


def test_charts_refer_to_cells() -> None:
    """Lights and percentages of the items, each series by its cells."""
    book = shown("zh")
    first, second = (part(book, f"xl/charts/chart{number}.xml") for number in (1, 2))
    cells = [re.findall(r"<c:val><c:numRef><c:f>([^<]+)<", xml) for xml in (first, second)]
    assert cells == [
        ["总体情况!$B$30:$B$31", "总体情况!$C$30:$C$31"],
        ["总体情况!$D$30:$D$31", "总体情况!$E$30:$E$31", "总体情况!$F$30:$F$31"],
    ]
    assert '<c:grouping val="stacked"/>' in second


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
    rows = table(sheets(book)["台账"], "序号")
    assert [row["工作目标"] for row in rows] == FORMULAS
    assert [row["进展情况"] for row in rows] == FORMULAS
    everything = "".join(parts(book).values())
    assert "<f>" not in everything
    assert "<hyperlink" not in everything
    assert 'quotePrefix="1"' in part(book, "xl/styles.xml")


def coloured(colours: tuple[Colour, Colour], words: str) -> list[tuple[str, str]]:
    """Return where lights are coloured and by which words, all the same; the second colour is of what is done."""
    text = Text(words, words)
    rules = tuple(replace(r, words=text, colour=colours[r.light is Meaning.DONE]) for r in RULES.rules)
    judging = JudgingPolicy(rules=replace(RULES, rules=rules))
    found = periodic_report(plan(TWO), History(journal(TOLD)), W46, zone=ZONE, judging=judging)
    xml = part(report(found, ctx("en")), "xl/worksheets/sheet1.xml")
    return re.findall(
        r'sqref="(\w+:?\w*)"><cfRule type="cellIs" dxfId="\d" priority="\d" operator="equal"><formula>([^<]+)<', xml
    )


TWO = "tasks: [{ref: '1', title: 一, kind: ongoing}, {ref: '2', title: 二, kind: ongoing}]"
TOLD = '{"kind": "report", "on": "2024-11-12", "ref": "1", "status": "done"}'


def test_a_light_in_quotes() -> None:
    """An office's words for a light, with quotes in them, stay within the rule's text."""
    assert coloured((Colour.BLUE, Colour.BLUE), 'c"&"d') == [("Z4:Z5", '"c""&amp;""d"')]


def test_a_light_of_two_colours() -> None:
    """Where one name has two colours, each row has its own."""
    found = coloured((Colour.BLUE, Colour.RED), "lamp")
    assert found == [("Z4", '"lamp"'), ("Z5", '"lamp"')]


def test_a_light_whose_name_is_too_long_for_a_rule() -> None:
    """It is shown without its colour."""
    assert coloured((Colour.BLUE, Colour.BLUE), "x" * 300) == []


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
    assert list(found) == NAMES[language]
    ledger, indicators = found[NAMES[language][0]], found[NAMES[language][1]]
    assert [len(ledger) - 3, len(indicators)] == [tasks, 3]
    assert not {"2023", "–"} & set(map(str, indicators[2]))
    assert all(row[20] == "" for row in ledger[3:])


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


def converted(book: bytes, form: str, folder: Path) -> Path:
    """Return what LibreOffice makes of a workbook."""
    require("soffice")
    source = folder / "report.xlsx"
    source.write_bytes(book)
    out = folder / "out"
    words = [f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form, "--outdir", str(out)]
    done = subprocess.run(["soffice", *words, str(source)], capture_output=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return out / f"report.{form}"


@pytest.mark.slow
def test_libreoffice_keeps_every_cell(tmp_path: Path) -> None:
    """Opened and written again, every sheet has the cells that it had: texts, numbers and days."""
    again = sheets(converted(shown("both"), "xlsx", tmp_path).read_bytes())
    assert cells(again) == cells(sheets(shown("both")))


def cells(found: dict[str, list[list[Any]]]) -> dict[str, list[list[Any]]]:
    """Return the cells that are not empty, numbers rounded."""
    return {
        name: [[round(c, 9) if isinstance(c, float) else c for c in row if c != ""] for row in rows if any(row)]
        for name, rows in found.items()
    }


@pytest.mark.slow
def test_libreoffice_prints_it(tmp_path: Path) -> None:
    """It becomes pages of a document."""
    made = converted(shown("both"), "pdf", tmp_path).read_bytes()
    assert made.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", made)) >= len(NAMES["zh"]) + len(NAMES["en"])

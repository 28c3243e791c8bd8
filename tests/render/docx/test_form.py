"""Supervision sheets as a document: what stands in the form, and that each is one page whatever people write."""

from __future__ import annotations

import json
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from pypdf import PdfReader
from required import require
from showcase import HOSTILE, INERT
from support import day, history, plan

from plantrack.dates.periods import DAY
from plantrack.evaluation.evaluate import JudgingPolicy
from plantrack.model.plan import Plan
from plantrack.render.context import RenderContext
from plantrack.render.docx.form import sheets
from plantrack.render.docx.sheet import W
from plantrack.render.pdf import OFFICES
from plantrack.reports.supervision import SupervisionSheets, supervision

TODAY = day("2024-11-18")
FAIR: Plan = plan("""
    bulletin: {heading: {zh: 市科技创新局督查室, en: Office of supervision}}
    tasks:
    - ref: "1"
      title: {zh: 办好展会, en: Hold the fair}
      kind: deliverable
      due: 2024-11-15
      basis: {due: assumed}
      lead: [fund]
      support: [smart]
      milestones: [{ref: "1.1", title: {zh: 印发方案, en: Programme issued}, due: 2024-10-31}]
    - {ref: "2", title: {zh: 出台措施, en: Issue measures}, kind: deliverable, due: 2024-11-20}
""")
LINES = """
    {"kind": "adopt", "on": "2024-11-01", "promises": {"1": {"due": "2024-11-08"}, "1.1": {}}}
    {"kind": "request", "ref": "1", "on": "2024-11-04", "what": "extend", "due": "2024-11-15", "reason": "意见较多"}
    {"kind": "answer", "ref": "1", "on": "2024-11-05", "what": "extend", "verdict": "approve", "due": "2024-11-15", "request": "u02", "by": "张敏"}
    {"kind": "report", "ref": "1", "on": "2024-11-06", "status": "in-progress", "progress": "已起草", "problem": "人手不足", "next": "送审"}
"""  # noqa: E501


def made(of: Plan, lines: str, refs: list[str], language: str) -> bytes:
    """Return the sheets of some tasks on Monday 18 November."""
    found = supervision(of, history(lines), refs, (TODAY, None), JudgingPolicy(over=TODAY - DAY))
    view = SupervisionSheets(of, TODAY, day("2024-11-21"), found)
    return sheets(view, RenderContext(of, language, as_of=TODAY))


def rows(content: bytes) -> list[list[str]]:
    """Return the texts of the rows of all forms, a cell each; paragraphs are parted by a bar."""
    found = docx.Document(BytesIO(content)).element.body.iter(f"{W}tr")
    return [[" | ".join(_text(one) for one in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")] for row in found]


def _text(one: Any) -> str:
    return "".join(text.text or "" for text in one.iter(f"{W}t"))


def test_what_stands_in_it() -> None:
    """Every field in order, and the part to be filled in and signed."""
    assert rows(made(FAIR, LINES, ["1"], "zh")) == [
        ["任务", "1 办好展会"],
        ["牵头单位", "基金委", "配合单位", "医学科学院"],
        ["承诺时限", "2024-11-08", "完成时限", "2024-11-15（批准）"],
        ["延期情况", "批准：时限改为2024-11-15（2024-11-05，张敏）"],
        [
            "督办事由",
            "节点1.1 印发方案，时限2024-10-31（已过12个工作日） | 1 办好展会（批准），时限2024-11-15（已过1个工作日）",
        ],
        [
            "最近报送",
            "进展情况：已起草（2024-11-06） | 存在问题：人手不足（2024-11-06） | 下一步措施：送审（2024-11-06）",
        ],
        ["办理要求", "请于2024-11-21 星期四前反馈进展和办理情况。"],
        ["签收人", "", "日期", ""],
        ["办理情况", ""],
        ["负责人签字", "", "日期", ""],
    ]
    assert rows(made(FAIR, LINES, ["2"], "en")) == [
        ["Task", "2 Issue measures"],
        ["Lead", "nobody", "Support", "–"],
        ["Promised", "–", "Due", "2024-11-20"],
        ["Extensions", "none"],
        ["Owed", "2 Issue measures, due 2024-11-20 (in 2 working days)"],
        ["Last report", "nobody reported"],
        ["What is asked", "Report how it stands and what is done about it by 2024-11-21 Thursday."],
        ["Received by", "", "Date", ""],
        ["What is done", ""],
        ["Signed by", "", "Date", ""],
    ]


def test_the_head() -> None:
    """Who issues it, its number, and its name with the colour of the step; below, who issues it on which day."""
    document = docx.Document(BytesIO(made(FAIR, LINES, ["1", "2"], "zh")))
    assert [one.text for one in document.paragraphs if one.text] == [
        "市科技创新局督查室",
        "编号：1（2024-11-18）",
        "督办单（红单）",
        "科创局　2024年11月18日",
        "市科技创新局督查室",
        "编号：2（2024-11-18）",
        "督办单（蓝单）",
        "科创局　2024年11月18日",
    ]


def test_the_same_bytes() -> None:
    """However often they are made."""
    assert made(FAIR, LINES, ["1", "2"], "en") == made(FAIR, LINES, ["1", "2"], "en")


def test_hostile_texts() -> None:
    """What a person typed is shown as typed."""
    lines = LINES.replace("已起草", json.dumps(HOSTILE)[1:-1])
    (told,) = [row[1] for row in rows(made(FAIR, lines, ["1"], "zh")) if row[0] == "最近报送"]
    assert INERT in told


LONG = {
    "capitals": "W" * 2000,
    "Chinese": "推进人工智能产业集群建设" * 170,
    "words": "internationalisation " * 100,
    "both": "推进AI产业集群，Research & Development " * 60,
}
"""Texts of 2,000 characters."""


def long_plan(text: str) -> tuple[Plan, str]:
    """Return a plan and a journal in which everything that people write is long."""
    stones = ",".join(f'{{ref: "1.{n}", title: {text[:300]}, due: 2024-10-{n:02}}}' for n in range(1, 10))
    names = f"{{zh: {text[:200]}, en: {text[:200]}}}"
    of = plan(f"""
    title: {text[:300]}
    units: {{stic: {names}, fund: {names}}}
    tasks:
    - ref: "1"
      title: {text[:500]}
      kind: deliverable
      due: 2024-10-15
      lead: [fund, stic]
      support: [stic, fund]
      milestones: [{stones}]
    """)
    said = {"progress": text, "problem": text, "next": text}
    records = (
        {"kind": "adopt", "on": "2024-01-10", "promises": {"1": {"due": "2024-10-15"}}},
        {"kind": "report", "ref": "1", "on": "2024-09-01", "status": "in-progress", **said},
        {"kind": "request", "ref": "1", "on": "2024-10-01", "what": "extend", "due": "2024-12-01", "reason": text},
    )
    return of, "\n".join(json.dumps(one) for one in records)


MORE = "（全文见 `plantrack show 1`）"


def test_what_is_cut() -> None:
    """A long text ends in an ellipsis, and says where it can be read in full."""
    found = {row[0]: row[1] for row in rows(made(*long_plan(LONG["Chinese"]), ["1"], "zh"))}
    assert found["督办事由"].split(" | ")[1:] == [
        "节点1.2 推进人工智能产业集群建设推进人工智能产业…，时限2024-10-02（已过31个工作日）" + MORE,
        "节点1.3 推进人工智能产业集群建设推进人工智能产业…，时限2024-10-03（已过31个工作日）" + MORE,
        "另有8条",
    ]
    assert found["最近报送"].split(" | ")[0] == (
        "进展情况：推进人工智能产业集群建设推进人工智能产业集群建设推进人工智…（2024-09-01）" + MORE
    )


@pytest.mark.slow
def test_each_is_one_page(tmp_path: Path) -> None:
    """Whatever people write, in either language."""
    office = require(*OFFICES)
    for name, text in LONG.items():
        for language in ("zh", "en"):
            (tmp_path / f"{name}-{language}.docx").write_bytes(made(*long_plan(text), ["1", "1", "1"], language))
    (tmp_path / "plain.docx").write_bytes(made(FAIR, LINES, ["1", "2", "1"], "en"))
    command = [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf"]
    files = sorted(tmp_path.glob("*.docx"))
    subprocess.run([*command, *files], cwd=tmp_path, check=True, capture_output=True, timeout=300)
    pages = {path.stem: len(PdfReader(path).pages) for path in tmp_path.glob("*.pdf")}
    assert pages == dict.fromkeys((path.stem for path in files), 3)

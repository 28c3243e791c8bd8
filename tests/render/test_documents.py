"""Views of documents, for people and for machines: what was read, how a plan covers it, how a new issue differs."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from read_support import HARBOUR, ITEMS, TEXT, figure
from showcase import HOSTILE, INERT, ctx

from plantrack.documents.coverage import coverage
from plantrack.documents.draft import draft
from plantrack.documents.parsed_document import Clause, ClauseKind, Deadline, Duty, ParsedDocument, Unplaced
from plantrack.documents.reissue import reissue
from plantrack.model.plan import Plan
from plantrack.planfile import parse_plan
from plantrack.render.documents import (
    coverage_json,
    coverage_text,
    on_terminal,
    reading_json,
    reading_text,
    reissue_json,
    reissue_text,
)

READ = """\
Title           滨海市港航局2025年工作总结和2026年工作计划
Issuer          滨海市港航局
Published       2026-01-20
Summary         2025年工作总结 (sections 2, figures 5)
Plan            2026年工作计划 (items 3, clauses 6, targets 1, left out 1)
Year            2026
Draft           tasks 4, directions 1
Not understood  0
To decide       7

No.  Item          Clauses  Lead              Due
────────────────────────────────────────────────────────
  1  建设智慧港口        2  规划处            2026-09-30
  2  扩大对外开放        3  ? 货运处, 口岸处  –
  3  守住安全底线        1  ?                 2027-12-31

?: the document does not say who leads
"""


def read(of: ParsedDocument = HARBOUR) -> Any:
    """Return what is written for machines."""
    return json.loads(reading_json(of, "en"))


def test_reading() -> None:
    """What the document is, and its items with how many clauses, who leads and by when."""
    assert reading_text(HARBOUR, 7, ctx("en")) == READ


def test_one_that_is_responsible_alone_leads() -> None:
    """There is nothing to decide then, and no sign to explain."""
    items = (replace(ITEMS[1], duty=Duty(responsible=("货运处",))),)
    shown = reading_text(replace(HARBOUR, items=items), 7, ctx("en"))
    assert shown.splitlines()[-1] == "  2  扩大对外开放        3  货运处  –"


def test_a_summary_only() -> None:
    """There is no table of items then, and what is not known is a dash."""
    bare = replace(HARBOUR, items=(), plan_heading=None, year=None, title=None, published=None)
    assert reading_text(bare, 1, ctx("en")).splitlines() == [
        "Title           –",
        "Issuer          滨海市港航局",
        "Published       –",
        "Summary         2025年工作总结 (sections 2, figures 5)",
        "Plan            – (items 0, clauses 0, targets 1, left out 1)",
        "Period          2024-01-01 to 2024-12-31",
        "Draft           tasks 4, directions 1",
        "Not understood  0",
        "To decide       1",
    ]


def test_what_was_not_understood() -> None:
    """The first sentences that tell something stand at the end, and how many more there are."""
    lost = tuple(Unplaced(f"新建码头{number}座", 0, tells=number > 1) for number in range(1, 14))
    assert reading_text(replace(HARBOUR, unplaced=lost), 7, ctx("en")).splitlines()[-12:] == [
        "Sentences of the document in which nothing was read",
        *(f"  新建码头{number}座" for number in range(2, 12)),
        "  and 2 more",
    ]
    assert read(replace(HARBOUR, unplaced=lost[:1]))["unplaced"] == [
        {"text": "新建码头1座", "offset": 0, "tells": False}
    ]


def test_reading_as_json() -> None:
    """Every value as it was read, under the document's own numbers, with offsets in its text."""
    found = read()
    assert found["document"] == {
        "title": HARBOUR.title, "issuer": "滨海市港航局", "published": "2026-01-20", "sha256": "0" * 64,
        "encoding": "utf-8",
    }  # fmt: skip
    assert found["plan"] == {"heading": "2026年工作计划", "year": 2026}
    assert found["summary"]["sections"][1] == {"number": 2, "title": "服务更加便捷", "offset": TEXT.index("服务更加")}
    first = found["plan_items"][0]
    task = first.pop("tasks")[0]
    assert first == {
        "number": 1, "label": "", "title": "建设智慧港口", "offset": TEXT.index("建设智慧港口"), "lead": ["规划处"],
        "support": ["技术处", "财务处"], "responsible": [], "people": [], "due": None, "due_text": None, "parts": [],
    }  # fmt: skip
    assert task == {
        "title": "编制智慧港口建设方案", "kind": "deliverable", "quote": "编制智慧港口建设方案",
        "offset": TEXT.index("编制智慧"), "lead": [], "support": [], "responsible": [], "people": [],
        "due": "2026-09-30", "due_text": "9月底前", "recurs": None, "milestones": [], "done": False,
    }  # fmt: skip
    assert found["figures"][4] == {
        "quote": "2至3天", "value": 2, "value_to": 3, "unit": "天", "qualifier": None, "kind": "measure",
        "label": "压缩时限", "period": "2025", "section": 2, "offset": TEXT.index("2至3天"),
    }  # fmt: skip
    (left_out,) = found["skipped"]
    assert left_out == {"what": "高举旗帜，凝心聚力。", "why": "a slogan", "offset": TEXT.index("高举旗帜")}


def test_reading_as_json_without_a_plan() -> None:
    """What is missing is null or empty."""
    found = read(replace(HARBOUR, items=(), plan_heading=None, year=None, published=None, issuer=None))
    assert read(replace(HARBOUR, items=(), plan_heading=None))["plan"]["year"] is None
    assert (found["plan"], found["plan_items"]) == ({"heading": None, "year": None}, [])
    assert (found["document"]["issuer"], found["document"]["published"]) == (None, None)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_reading(language: str) -> None:
    """Whatever a document holds, it is shown and never obeyed."""
    bad = replace(HARBOUR, title=HOSTILE, issuer=HOSTILE, items=(replace(ITEMS[0], title=HOSTILE),))
    shown = reading_text(bad, 1, ctx(language))
    assert (shown.count(INERT), "\x1b" in shown, "\u202e" in shown) == (3, False, False)
    assert read(bad)["document"]["title"] == HOSTILE


def test_on_a_terminal() -> None:
    """Lines and tabs stay; what could steer a terminal is spelled out."""
    assert on_terminal("一\t二\n\x1b[31m三\u202e") == "一\t二\n\\x1b[31m三\\u202e"


DRAFT = draft(HARBOUR, "harbour", "harbour.txt")


def plan(text: str = DRAFT) -> Plan:
    """Return the plan of a text."""
    return parse_plan(text, Path("harbour"), "plan.yaml").plan


OTHER = plan(
    DRAFT.replace('"建成冷链查验中心"', '"举办论坛"').replace("{section: 2, sentence: 1}", "{section: 2, sentence: 8}")
)
"""A plan in which one task is another."""
ISSUED = replace(
    HARBOUR,
    figures=(*HARBOUR.figures[1:], figure("货物吞吐量", "超1.2亿吨", 130_000_000, "吨")),
    targets=(replace(HARBOUR.targets[0], value=9),),
)
COVERED = """\
Item  Clause                Task
────────────────────────────────
   1  编制智慧港口建设方案  1.1
   1  持续推进岸电改造      1.2
   2  建成冷链查验中心      none
   2  坚持开放发展方向      2
   2  新开航线5条以上       2.2
   3  完成老旧码头改造      3.1

Tasks that no clause asks for
  2.1 举办论坛

Figures of the document that the baseline lacks
  0 货物吞吐量 超1.2亿吨

Numbers of the plan part that the plan lacks
  2 新开航线 5条以上

Figures of the baseline that the document lacks
  f0-1 货物吞吐量 超1.2亿吨

clauses: 6, with a task: 5; open on either side: 5
"""


def test_coverage() -> None:
    """Each clause with its task, then what is left over on either side, then the counts."""
    assert coverage_text(coverage(OTHER, ISSUED), ctx("en", of=OTHER)) == COVERED


def test_nothing_open() -> None:
    """What has nothing to tell is not there."""
    assert coverage_text(coverage(plan(), HARBOUR), ctx("en", of=plan())).splitlines()[-2:] == [
        "", "clauses: 6, with a task: 6; open on either side: 0",
    ]  # fmt: skip


def test_no_clauses() -> None:
    """A summary has none; only the counts are told."""
    nothing = replace(HARBOUR, items=(), targets=())
    empty = plan(draft(nothing, "harbour", "x"))
    assert (
        coverage_text(coverage(empty, nothing), ctx("en", of=empty))
        == "clauses: 0, with a task: 0; open on either side: 0\n"
    )


def test_coverage_as_json() -> None:
    """The same for machines; an open clause has no tasks."""
    found = json.loads(coverage_json(coverage(OTHER, ISSUED), OTHER))
    assert (found["schema"], found["plan"], found["open"]) == ("plantrack.trace/1", "harbour", 5)
    assert [(clause["item"], clause["kind"], clause["tasks"]) for clause in found["clauses"]] == [
        (1, "deliverable", ["1.1"]), (1, "ongoing", ["1.2"]), (2, "deliverable", []), (2, "direction", ["2"]),
        (2, "deliverable", ["2.2"]), (3, "deliverable", ["3.1"]),
    ]  # fmt: skip
    assert found["tasks_without_clause"] == [{"ref": "2.1", "title": "举办论坛"}]
    assert [one["value"] for one in (*found["figures_not_in_plan"], *found["targets_not_in_plan"])] == [130_000_000, 9]
    assert found["figures_not_in_document"] == ["f0-1"]


def test_hostile_coverage() -> None:
    """Whatever a document holds, it is shown and never obeyed."""
    item = HARBOUR.items[0]
    bad = replace(HARBOUR, items=(replace(item, clauses=(replace(item.clauses[0], title=HOSTILE),)),))
    shown = coverage_text(coverage(plan(), bad), ctx("en", of=plan()))
    assert ("\x1b" in shown, "\u202e" in shown) == (False, False)


FIRST = replace(
    ITEMS[0],
    clauses=(
        replace(ITEMS[0].clauses[0], title="编制智慧港口建设三年方案", quote="编制智慧港口建设三年方案",
                deadline=Deadline(date(2026, 11, 30), "11月底前", 0)),
    ),
)  # fmt: skip
NEW = Clause("举办航运论坛", ClauseKind.DELIVERABLE, "举办航运论坛", 3, 4)
SECOND = replace(ITEMS[1], duty=Duty(lead=("货运处",)), clauses=(*ITEMS[1].clauses[:1], NEW))
REISSUED = replace(HARBOUR, items=(FIRST, SECOND, ITEMS[2]))
DIFFERENCES = """\
removed: 1 持续推进岸电改造 [tasks: 1.2]
removed: 2 坚持开放发展方向 [tasks: 2]
removed: 2 新开航线5条以上 [tasks: 2.2]
changed: 2 扩大对外开放 [tasks: 2.1]
  lead: – → 货运处
  responsible: 货运处, 口岸处 → –
changed: 1 编制智慧港口建设方案 [tasks: 1.1]
  text: 编制智慧港口建设三年方案
  due date: 2026-09-30 → 2026-11-30
added: 2 举办航运论坛
clauses: added 1, removed 3, changed 2, unchanged 2
"""


def test_reissue() -> None:
    """What went, what changed and how, what came; each with the tasks it touches."""
    assert reissue_text(reissue(HARBOUR, REISSUED, plan()), "en") == DIFFERENCES


def test_reissue_in_chinese() -> None:
    """The same words for a Chinese reader."""
    assert (
        reissue_text(reissue(HARBOUR, REISSUED, plan()), "zh").splitlines()[0]
        == "删去：1 持续推进岸电改造［任务：1.2］"
    )


def test_reissue_as_json() -> None:
    """Then and now side by side, null where there is none."""
    found = json.loads(reissue_json(reissue(HARBOUR, REISSUED, plan()), plan()))
    assert (found["schema"], found["plan"], found["same"]) == ("plantrack.trace/1", "harbour", 2)
    assert [(one["old"]["title"], one["new"], one["tasks"]) for one in found["went"]] == [
        ("持续推进岸电改造", None, ["1.2"]), ("坚持开放发展方向", None, ["2"]), ("新开航线5条以上", None, ["2.2"]),
    ]  # fmt: skip
    (came,) = found["came"]
    assert came == {
        "old": None,
        "new": {
            "item": 2, "title": "举办航运论坛", "kind": "deliverable", "due": None, "lead": ["货运处"], "support": [],
            "responsible": [], "offset": 3,
        },
        "fields": [],
        "tasks": [],
    }  # fmt: skip
    assert [one["fields"] for one in found["changed"]] == [["lead", "responsible"], ["title", "due"]]
    assert json.loads(reissue_json(reissue(HARBOUR, REISSUED), None))["plan"] is None


def test_hostile_reissue() -> None:
    """Whatever a document holds, it is shown and never obeyed."""
    bad = replace(HARBOUR, items=(replace(FIRST, clauses=(replace(NEW, title=HOSTILE, quote=HOSTILE),)),))
    shown = reissue_text(reissue(HARBOUR, bad), "en")
    assert ("\x1b" in shown, "\u202e" in shown) == (False, False)

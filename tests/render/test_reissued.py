"""How a new issue of a document differs, for people and for machines."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from msgspec.structs import replace
from read_support import HARBOUR, ITEMS
from showcase import HOSTILE

from plantrack.documents.draft import draft
from plantrack.documents.parsed_document import Clause, ClauseKind, Deadline, Duty
from plantrack.documents.reissue import reissue
from plantrack.planfile import parse_plan
from plantrack.render.reissued import as_json, as_text

PLAN = parse_plan(draft(HARBOUR, "harbour", "harbour.txt"), Path("harbour"), "plan.yaml").plan
FIRST = replace(
    ITEMS[0],
    clauses=(
        replace(ITEMS[0].clauses[0], title="编制智慧港口建设三年方案", quote="编制智慧港口建设三年方案",
                deadline=Deadline(date(2026, 11, 30), "11月底前", 0)),
    ),
)  # fmt: skip
NEW = Clause("举办航运论坛", ClauseKind.DELIVERABLE, "举办航运论坛", 3, 4)
SECOND = replace(ITEMS[1], duty=Duty(lead=("货运处",)), clauses=(*ITEMS[1].clauses[:1], NEW))
ISSUED = replace(HARBOUR, items=(FIRST, SECOND, ITEMS[2]))
SHOWN = """\
went: 1 持续推进岸电改造 [tasks: 1.2]
went: 2 坚持开放发展方向 [tasks: 2]
went: 2 新开航线5条以上 [tasks: 2.2]
changed: 2 扩大对外开放 [tasks: 2.1]
  lead: – → 货运处
  responsible: 货运处、口岸处 → –
changed: 1 编制智慧港口建设方案 [tasks: 1.1]
  text: 编制智慧港口建设三年方案
  due date: 2026-09-30 → 2026-11-30
came: 2 举办航运论坛
clauses: came 1, went 3, changed 2, the same 2
"""


def test_text() -> None:
    """What went, what changed and how, what came; each with the tasks it touches."""
    assert as_text(reissue(HARBOUR, ISSUED, PLAN), "en") == SHOWN


def test_in_chinese() -> None:
    """The same words for a Chinese reader."""
    assert as_text(reissue(HARBOUR, ISSUED, PLAN), "zh").splitlines()[0] == "删去：1 持续推进岸电改造［任务：1.2］"


def test_json() -> None:
    """Then and now side by side, null where there is none."""
    found = json.loads(as_json(reissue(HARBOUR, ISSUED, PLAN), PLAN))
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
    assert json.loads(as_json(reissue(HARBOUR, ISSUED), None))["plan"] is None


def test_hostile() -> None:
    """Whatever a document holds, it is shown and never obeyed."""
    bad = replace(HARBOUR, items=(replace(FIRST, clauses=(replace(NEW, title=HOSTILE, quote=HOSTILE),)),))
    shown = as_text(reissue(HARBOUR, bad), "en")
    assert ("\x1b" in shown, "\u202e" in shown) == (False, False)

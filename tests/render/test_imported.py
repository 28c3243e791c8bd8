"""What was read from a document, for people and for machines."""

from __future__ import annotations

import json
from typing import Any

import pytest
from msgspec.structs import replace
from read_support import HARBOUR, ITEMS, TEXT
from showcase import HOSTILE, INERT, ctx

from plantrack.documents.parsed_document import Duty, ParsedDocument
from plantrack.render.imported import as_json, as_text, on_terminal

SHOWN = """\
Title      滨海市港航局2025年工作总结和2026年工作计划
Issuer     滨海市港航局
Published  2026-01-20
Summary    2025年工作总结 (sections 2, figures 5)
Plan       2026年工作计划 (items 3, clauses 6, targets 1, left out 1)
Year       2026
To decide  7

No.  Item          Clauses  Lead              Due
────────────────────────────────────────────────────────
  1  建设智慧港口        2  规划处            2026-09-30
  2  扩大对外开放        3  ? 货运处, 口岸处  –
  3  守住安全底线        1  ?                 2027-12-31

?: the document does not say who leads
"""


def read(of: ParsedDocument = HARBOUR) -> Any:
    """Return what is written for machines."""
    return json.loads(as_json(of, "en"))


def test_text() -> None:
    """What the document is, and its items with how many clauses, who leads and by when."""
    assert as_text(HARBOUR, 7, ctx("en")) == SHOWN


def test_one_that_is_responsible_alone_leads() -> None:
    """There is nothing to decide then, and no sign to explain."""
    items = (replace(ITEMS[1], duty=Duty(responsible=("货运处",))),)
    assert (
        as_text(replace(HARBOUR, items=items), 7, ctx("en")).splitlines()[-1] == "  2  扩大对外开放        3  货运处  –"
    )


def test_a_summary_only() -> None:
    """There is no table of items then, and what is not known is a dash."""
    bare = replace(HARBOUR, items=(), plan_heading=None, year=None, title=None, published=None)
    assert as_text(bare, 1, ctx("en")).splitlines() == [
        "Title      –",
        "Issuer     滨海市港航局",
        "Published  –",
        "Summary    2025年工作总结 (sections 2, figures 5)",
        "Plan       – (items 0, clauses 0, targets 1, left out 1)",
        "Year       –",
        "To decide  1",
    ]


def test_json() -> None:
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
        "number": 1, "title": "建设智慧港口", "offset": TEXT.index("建设智慧港口"), "lead": ["规划处"],
        "support": ["技术处", "财务处"], "responsible": [], "due": None, "due_text": None,
    }  # fmt: skip
    assert task == {
        "title": "编制智慧港口建设方案", "kind": "deliverable", "quote": "编制智慧港口建设方案",
        "offset": TEXT.index("编制智慧"), "lead": [], "support": [], "responsible": [],
        "due": "2026-09-30", "due_text": "9月底前",
    }  # fmt: skip
    assert found["figures"][4] == {
        "quote": "2至3天", "value": 2, "value_to": 3, "unit": "天", "qualifier": None, "kind": "measure",
        "label": "压缩时限", "period": "2025", "section": 2, "offset": TEXT.index("2至3天"),
    }  # fmt: skip
    (left_out,) = found["skipped"]
    assert left_out == {"what": "高举旗帜，凝心聚力。", "why": "a slogan", "offset": TEXT.index("高举旗帜")}


def test_json_without_a_plan() -> None:
    """What is missing is null or empty."""
    found = read(replace(HARBOUR, items=(), plan_heading=None, year=None, published=None, issuer=None))
    assert read(replace(HARBOUR, items=(), plan_heading=None))["plan"]["year"] is None
    assert (found["plan"], found["plan_items"]) == ({"heading": None, "year": None}, [])
    assert (found["document"]["issuer"], found["document"]["published"]) == (None, None)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile(language: str) -> None:
    """Whatever a document holds, it is shown and never obeyed."""
    bad = replace(HARBOUR, title=HOSTILE, issuer=HOSTILE, items=(replace(ITEMS[0], title=HOSTILE),))
    shown = as_text(bad, 1, ctx(language))
    assert (shown.count(INERT), "\x1b" in shown, "\u202e" in shown) == (3, False, False)
    assert read(bad)["document"]["title"] == HOSTILE


def test_on_a_terminal() -> None:
    """Lines and tabs stay; what could steer a terminal is spelled out."""
    assert on_terminal("一\t二\n\x1b[31m三\u202e") == "一\t二\n\\x1b[31m三\\u202e"

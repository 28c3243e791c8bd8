"""The Code Quality report: valid by the schema that GitLab reads it with, and by what its documents say beyond it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from finding_fixtures import CHECKED, FILE, HIDDEN, PAGES, VIEW, finding
from hypothesis import given
from jsonschema import Draft7Validator
from showcase import ctx

from plantrack.checks import CheckResult
from plantrack.model.policy import Rule
from plantrack.render import gitlab
from plantrack.render.context import RenderContext, visible
from plantrack.render.findings import sentence

SCHEMA = json.loads((Path(__file__).parents[1] / "schemas" / "codeclimate.json").read_text("utf-8"))


def entries(view: CheckResult, on: RenderContext) -> list[Any]:
    """Return the entries of a report, each of which is valid."""
    found: list[Any] = json.loads(gitlab.check(view, on))
    for entry in found:
        Draft7Validator(SCHEMA).validate(entry)
    return found


def test_report() -> None:
    """Errors are major, warnings minor, known ones info; the first line stands for one that is not known."""
    said = "起草: no report for 2024-W46"
    assert [
        (e["severity"], e["check_name"], e["description"], e["fingerprint"], e["location"])
        for e in entries(VIEW, ctx("en"))
    ] == [
        ("info", "overdue", f"1.2 {said}", "61be55a8e2f6b4e1", {"path": FILE, "lines": {"begin": 52}}),
        ("minor", "overdue", f"1.2.1 {said}", "81cc5b17018674b4", {"path": FILE, "lines": {"begin": 1}}),
        (
            "major",
            "overdue",
            "2.2 50%, 1:2: no report for 2024-W46",
            "b6fbd675f98e2abd",
            {"path": FILE, "lines": {"begin": 52}},
        ),
        ("major", "journal-line", said, "5bf8aa57fc5a6bc5", {"path": "a::b.jsonl", "lines": {"begin": 3}}),
        ("major", "journal-line", said, "5bf8aa57fc5a6bc5-2", {"path": "a::b.jsonl", "lines": {"begin": 7}}),
    ]
    assert entries(VIEW, ctx("zh"))[0]["description"] == "1.2 起草：2024-W46未报"


def test_nothing_found() -> None:
    """An empty report is a list, too."""
    assert gitlab.check(CheckResult(tuple(Rule), ()), ctx("en")) == "[]\n"


def test_a_finding_without_a_file_stands_in_the_plan() -> None:
    """GitLab cannot do without a path."""
    assert entries(CheckResult(tuple(Rule), (finding(file=None, line=None),)), ctx("en"))[0]["location"] == {
        "path": "plan.yaml",
        "lines": {"begin": 1},
    }


@given(view=CHECKED, on=PAGES)
def test_any_text_is_one_entry_per_finding(view: CheckResult, on: RenderContext) -> None:
    """Valid, with what the documents ask for, and with fingerprints that differ."""
    found = entries(view, on)
    assert [entry["description"] for entry in found] == [sentence(f, on) for f in view.findings]
    assert [entry["location"]["path"] for entry in found] == [visible(f.file or "plan.yaml") for f in view.findings]
    assert len({entry["fingerprint"] for entry in found}) == len(found)
    assert {entry["severity"] for entry in found} <= {"info", "minor", "major", "critical", "blocker"}
    assert all(entry["location"]["lines"]["begin"] >= 1 for entry in found)
    assert not HIDDEN.search(gitlab.check(view, on))

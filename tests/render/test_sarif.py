"""SARIF: valid by the schema of 2.1.0, and with what GitHub's code scanning asks for."""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from finding_fixtures import CHECKED, HIDDEN, PAGES, URI, VIEW, finding
from hypothesis import given
from jsonschema import Draft4Validator
from showcase import ctx

from plantrack.checks import CheckResult
from plantrack.model.policy import Rule
from plantrack.render import sarif
from plantrack.render.context import RenderContext
from plantrack.render.findings import sentence

VALIDATOR = Draft4Validator(
    json.loads((Path(__file__).parents[1] / "schemas" / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
)
PLACEHOLDER = re.compile(r"(?<!\{)(?:\{\{)*\{\d+\}")
LINK = re.compile(r"\[[^\]]*\]\(")


def run(view: CheckResult, on: RenderContext) -> dict[str, Any]:
    """Return the one run of a log, which is valid."""
    log = json.loads(sarif.check(view, on))
    VALIDATOR.validate(log)
    (found,) = log["runs"]
    assert isinstance(found, dict)
    return found


def results(view: CheckResult, on: RenderContext) -> list[Any]:
    """Return the results of the run."""
    found: list[Any] = run(view, on)["results"]
    return found


def at(uri: str, line: int | None) -> list[dict[str, Any]]:
    """Return the locations of a result in a file."""
    region = {"region": {"startLine": line}} if line else {}
    return [{"physicalLocation": {"artifactLocation": {"uri": uri}, **region}}]


def test_rules() -> None:
    """Every rule that was tried, with its descriptions in the page's language."""
    driver = run(VIEW, ctx("en"))["tool"]["driver"]
    assert (driver["name"], driver["version"], driver["language"]) == ("plantrack", version("plantrack"), "en")
    assert [rule["id"] for rule in driver["rules"]] == list(Rule)
    assert driver["rules"][2] == {
        "id": "unreported",
        "shortDescription": {"text": "a task that owes a report and has not given it"},
        "fullDescription": {"text": "a task that owes a report and has not given it"},
        "help": {"text": "a task that owes a report and has not given it"},
    }
    driver = run(VIEW, ctx("zh"))["tool"]["driver"]
    assert (driver["language"], driver["rules"][2]["help"]) == ("zh", {"text": "应报未报的任务"})


def test_results() -> None:
    """Level, rule, message, place and fingerprint; a known finding is a note that stays unchanged."""
    found = results(VIEW, ctx("en"))
    assert [(r["level"], r["baselineState"], r["ruleId"], r["ruleIndex"], r["locations"]) for r in found] == [
        ("note", "unchanged", "overdue", 0, at(URI, 52)),
        ("warning", "new", "overdue", 0, at(URI, None)),
        ("error", "new", "overdue", 0, at(URI, 52)),
        ("error", "new", "journal-line", 9, at("a%3A%3Ab.jsonl", 3)),
        ("error", "new", "journal-line", 9, at("a%3A%3Ab.jsonl", 7)),
    ]
    assert [r["message"] for r in found[:3:2]] == [
        {"text": "1.2 起草: no report for 2024-W46"},
        {"text": "2.2 50%, 1:2: no report for 2024-W46"},
    ]
    marks = [r["partialFingerprints"]["plantrack/v1"] for r in found]
    assert marks == [finding.fingerprint for finding in VIEW.findings]


def test_nothing_is_new_where_nothing_was_compared() -> None:
    """Without known findings no result says what it is against before."""
    assert [r.get("baselineState") for r in results(CheckResult(tuple(Rule), VIEW.findings[1:]), ctx("en"))] == [
        None
    ] * 4


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("plans/p/plan.yaml", "plans/p/plan.yaml"),
        ("a b/计划.yaml", "a%20b/%E8%AE%A1%E5%88%92.yaml"),
        ("/srv/p?#%41.yaml", "file:///srv/p%3F%23%2541.yaml"),
        ("c:\\p", "c%3A%5Cp"),
        ("\udcff\x1b\n", "%5Cudcff%1B%0A"),
        (None, "plan.yaml"),
    ],
)
def test_files_are_addresses(file: str | None, uri: str) -> None:
    """Relative ones stay relative; what has a meaning in an address or none in UTF-8 is written otherwise."""
    assert results(CheckResult(tuple(Rule), (finding(file=file, line=None),)), ctx("en"))[0]["locations"] == at(
        uri, None
    )


def test_text_is_text() -> None:
    """No placeholder and no link, which SARIF would have in any message."""
    assert results(CheckResult(tuple(Rule), (finding(title="{0} {{x}} [a](1) [b]"),)), ctx("en"))[0]["message"] == {
        "text": r"1.2 {{0}} {{{{x}}}} [a]\(1) [b]: no report for 2024-W46"
    }


@given(view=CHECKED, on=PAGES)
def test_any_text_is_one_result_per_finding(view: CheckResult, on: RenderContext) -> None:
    """Valid, each with its sentence and a place that is an address."""
    found = results(view, on)
    texts = [result["message"]["text"] for result in found]
    plain = [text.replace("{{", "{").replace("}}", "}").replace(r"]\(", "](") for text in texts]
    assert plain == [sentence(f, on).replace(r"]\(", "](") for f in view.findings]
    assert not any(PLACEHOLDER.search(text) or LINK.search(text) for text in texts)
    for one, result in zip(view.findings, found, strict=True):
        (place,) = result["locations"]
        uri = place["physicalLocation"]["artifactLocation"]["uri"]
        file = (one.file or "plan.yaml").encode("utf-8", "backslashreplace").decode()
        assert unquote(urlsplit(uri).path) == file
        assert urlsplit(uri).netloc == urlsplit(uri).query == urlsplit(uri).fragment == ""
        assert tuple(Rule)[result["ruleIndex"]] == result["ruleId"] == one.rule
    assert not HIDDEN.search(sarif.check(view, on))

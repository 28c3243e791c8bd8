"""Annotations: read as GitHub's documents and its toolkit have it, each finding is one command, and nothing else is."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

import pytest
from finding_fixtures import CHECKED, HIDDEN, PAGES, VIEW, finding
from hypothesis import given
from markdown_it import MarkdownIt
from showcase import ctx

from plantrack.checks import CheckResult
from plantrack.model.policy import Rule
from plantrack.render import github
from plantrack.render.context import RenderContext, visible
from plantrack.render.findings import ranked, sentence

COMMAND = re.compile(r"\s*::([\w-]+)(?: (.*?))?::(.*)", re.DOTALL)
"""A line is a command if two colons begin it, spaces aside; the next two colons end its properties."""
ESCAPES = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


class Command(NamedTuple):
    """What GitHub's runner makes of a line."""

    kind: str
    properties: dict[str, str]
    message: str


def unescaped(text: str, marks: list[str]) -> str:
    """Return the text behind the escapes; a percent sign comes last, as it stands in all others."""
    for mark in marks:
        text = text.replace(mark, ESCAPES[mark])
    return text


def read(line: str) -> Command | None:
    """Return the command that a line of a log is, if it is one."""
    found = COMMAND.fullmatch(line)
    if not found:
        return None
    pairs = [pair.partition("=") for pair in (found[2] or "").strip().split(",") if pair]
    properties = {name: unescaped(value, list(ESCAPES)) for name, _, value in pairs}
    return Command(found[1], properties, unescaped(found[3], ["%0D", "%0A", "%25"]))


def commands(shown: str) -> list[Command]:
    """Return the commands of a log, whichever way its lines end."""
    return [found for line in re.split(r"\r\n|\r|\n", shown) if (found := read(line))]


def test_the_reader_reads_as_documented() -> None:
    """Properties and message by the escapes of actions/toolkit; no command without two colons at the beginning."""
    line = "::warning file=a%2Cb%3Ac%250A.js,line=1,title=x y::50%25%0Anext, a: b"
    assert read(line) == Command("warning", {"file": "a,b:c%0A.js", "line": "1", "title": "x y"}, "50%\nnext, a: b")
    assert read("  ::debug::x") == Command("debug", {}, "x")
    assert [read("a ::error::x"), read(":error::x"), read("::error")] == [None, None, None]


def test_annotations() -> None:
    """The most severe first, known ones as notices; the last line counts all."""
    file = "plans/2024 工作/plan.yaml"
    assert github.check(VIEW, ctx("en")) == (
        f"::error file={file},line=52,title=overdue::2.2 50%25, 1:2: no report for 2024-W46\n"
        "::error file=a%3A%3Ab.jsonl,line=3,title=journal-line::起草: no report for 2024-W46\n"
        "::error file=a%3A%3Ab.jsonl,line=7,title=journal-line::起草: no report for 2024-W46\n"
        f"::warning file={file},title=overdue::1.2.1 起草: no report for 2024-W46\n"
        f"::notice file={file},line=52,title=overdue (known)::1.2 起草: no report for 2024-W46\n"
        "findings as of 2024-11-17: 5, new 4, known 1 (overdue 3, journal-line 2)\n"
    )
    assert "\n::notice file=plans/2024 工作/plan.yaml,line=52,title=overdue（已知）::1.2 起草：2024-W46未报\n" in (
        github.check(VIEW, ctx("zh"))
    )
    assert github.check(CheckResult(tuple(Rule), ()), ctx("en")) == "nothing found as of 2024-11-17\n"


@given(view=CHECKED, on=PAGES)
def test_any_text_is_one_command_per_finding(view: CheckResult, on: RenderContext) -> None:
    """With its own kind, file, line and message, and nothing beside them; file and line are left out where unknown."""
    shown = github.check(view, on)
    expected = [
        Command(
            "notice" if found.known else found.severity,
            ({"file": visible(found.file)} if found.file else {})
            | ({"line": str(found.line)} if found.file and found.line else {})
            | {"title": found.rule + ({"zh": "（已知）", "en": " (known)"}[on.language] if found.known else "")},
            sentence(found, on),
        )
        for found in ranked(view.findings)
    ]
    assert commands(shown) == expected
    assert shown.count("\n") == len(expected) + 1
    assert not HIDDEN.search(shown)


def cells(table: str) -> list[list[str]]:
    """Return the cells of the rows of a Markdown table as a reader sees them, without the head."""
    tokens = MARKDOWN.parse(table)
    leaves = [
        "".join(child.content for child in token.children or [] if child.type != "html_inline")
        for before, token in pairwise(tokens)
        if before.type == "td_open"
    ]
    assert not any(t.type == "html_block" for t in tokens)
    return [leaves[n : n + 4] for n in range(0, len(leaves), 4)]


def test_summary() -> None:
    """A table of all findings under the plan's title; text stays text."""
    assert github.summary(VIEW, ctx("en")) == (
        "## Innovation plan\n"
        "\n"
        "findings as of 2024-11-17: 5, new 4, known 1 (overdue 3, journal-line 2)\n"
        "\n"
        "| Severity | Rule | What | Place |\n"
        "|---|---|---|---|\n"
        "| error | overdue | 2.2 50%, 1\\:<!-- -->2: no report for 2024-W46 | plans/2024 工作/plan.yaml:52 |\n"
        "| error | journal-line | 起草: no report for 2024-W46 | a::b.jsonl:3 |\n"
        "| error | journal-line | 起草: no report for 2024-W46 | a::b.jsonl:7 |\n"
        "| warning | overdue | 1.2.1 起草: no report for 2024-W46 | plans/2024 工作/plan.yaml |\n"
        "| error known | overdue | 1.2 起草: no report for 2024-W46 | plans/2024 工作/plan.yaml:52 |\n"
    )
    assert "| 级别 | 规则 | 内容 | 位置 |\n" in github.summary(VIEW, ctx("zh"))
    assert (
        github.summary(CheckResult(tuple(Rule), ()), ctx("en"))
        == "## Innovation plan\n\nnothing found as of 2024-11-17\n"
    )


@given(view=CHECKED, on=PAGES)
def test_any_text_is_one_row_of_the_summary(view: CheckResult, on: RenderContext) -> None:
    """Each finding is a row of four cells, its sentence as typed."""
    shown = github.summary(view, on)
    assert [row[2] for row in cells(shown)] == [visible(sentence(found, on)).strip() for found in ranked(view.findings)]
    assert not commands(shown)
    assert not HIDDEN.search(shown)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_summary_fits_its_room(language: str) -> None:
    """GitHub shows nothing of a summary above 1 MiB: the last rows give way to a line that says how many they are."""
    view = CheckResult(tuple(Rule), tuple(finding(title="长" * 300) for _ in range(1200)))
    shown = github.summary(view, ctx(language))
    size = len(shown.encode())
    assert 1_040_000 < size <= 1 << 20
    kept = len(cells(shown))
    said = {"zh": "另有{}条", "en": "and {} more"}[language].format(1200 - kept)
    assert shown.endswith(f" |\n\n{said}\n")
    assert len(github.summary(view, ctx(language), size - 5000).encode()) <= size - 5000


def test_a_summary_without_room() -> None:
    """Where not even a row fits there is none."""
    view = CheckResult(tuple(Rule), tuple(finding() for _ in range(9)))
    whole = github.summary(view, ctx("en"))
    room = len(whole.encode())
    assert github.summary(view, ctx("en"), room) == whole
    assert [github.summary(view, ctx("en"), left) for left in (-1, 0, 300)] == ["", "", ""]
    assert github.summary(view, ctx("en"), room - 1).endswith(" more\n")

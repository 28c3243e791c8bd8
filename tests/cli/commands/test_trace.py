"""The command that holds a plan against its document, and one issue of a document against the next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_support import Bench, Run
from read_support import TEXT

DOCUMENT, NEXT = "harbour-2026.txt", "harbour-2026-b.txt"


@pytest.fixture
def desk(tmp_path: Path) -> Bench:
    """Return a bench with a document, the plan drafted from it, and the document issued again with changes."""
    bench = Bench(tmp_path / "here", "harbour-2026")
    (bench.here / DOCUMENT).write_text(TEXT, "utf-8")
    later = TEXT.replace("9月底前编制", "11月底前编制").replace("持续推进岸电改造。", "")
    (bench.here / NEXT).write_text(later.replace("建成冷链查验中心。", "建成冷链查验中心。举办航运论坛。"), "utf-8")
    bench.run("import", DOCUMENT)
    return bench


def test_a_draft_covers_its_document(desk: Bench) -> None:
    """Nothing is open, so that even --strict is satisfied; the plan may be a folder or an id."""
    for plan in ("plans/harbour-2026", "harbour-2026", "plans/harbour-2026/plan.yaml"):
        done = desk.run("trace", plan, DOCUMENT, "--strict", "--lang", "en")
        assert (done.code, done.err) == (0, "")
        assert done.out.splitlines()[-1].endswith("; open on either side: 0")


def test_what_is_open(desk: Bench) -> None:
    """A clause without a task is told, and fails only with --strict."""
    desk.edit('title: "建成冷链查验中心"', 'title: "举办论坛"')
    desk.edit("place: {section: 2, sentence: 1}", "place: {section: 2, sentence: 8}")
    done = desk.run("trace", "harbour-2026", DOCUMENT, "--lang", "en")
    assert (done.code, "open on either side: 2" in done.out) == (0, True)
    assert "建成冷链查验中心" in next(line for line in done.out.splitlines() if line.endswith("none"))
    assert "Tasks that no clause asks for\n  2.1 举办论坛\n" in done.out
    assert desk.run("trace", "harbour-2026", DOCUMENT, "--strict").code == 1


def test_json(desk: Bench) -> None:
    """For machines the same, with every clause's place."""
    found = json.loads(desk.run("trace", "harbour-2026", DOCUMENT, "--format", "json").out)
    assert list(found) == [
        "schema", "plan", "open", "clauses", "tasks_without_clause", "figures_not_in_plan", "targets_not_in_plan",
        "figures_not_in_document", "unplaced",
    ]  # fmt: skip
    assert (found["schema"], found["plan"], found["open"]) == ("plantrack.trace/1", "harbour-2026", 0)
    assert {"item", "title", "kind", "quote", "offset", "tasks"} == set(found["clauses"][0])


def test_diff(desk: Bench) -> None:
    """A new issue: what went, changed and came, with the tasks of the only plan here."""
    done = desk.run("trace", "--diff", DOCUMENT, NEXT, "--lang", "en")
    assert done.code == 0
    assert "removed: 1 持续推进岸电改造 [tasks: 1.2]\n" in done.out
    assert "  due date: 2026-09-30 → 2026-11-30\n" in done.out
    assert "added: 2 举办航运论坛\n" in done.out
    assert desk.run("trace", "harbour-2026", "--diff", DOCUMENT, NEXT, "--lang", "en") == done
    assert desk.run("trace", "--diff", DOCUMENT, NEXT, "--strict").code == 1
    assert desk.run("trace", "--diff", DOCUMENT, DOCUMENT, "--strict").code == 0


def test_diff_as_json(desk: Bench) -> None:
    """Then and now stand side by side."""
    found = json.loads(desk.run("trace", "--diff", DOCUMENT, NEXT, "--format", "json").out)
    assert list(found) == ["schema", "plan", "same", "came", "went", "changed"]
    (gone,) = found["went"]
    assert (gone["old"]["title"], gone["new"], gone["tasks"]) == ("持续推进岸电改造", None, ["1.2"])


def test_diff_without_a_plan(desk: Bench) -> None:
    """Then no tasks are told; a plan that was named must be there."""
    desk.file.unlink()
    assert "removed: 1 持续推进岸电改造\n" in desk.run("trace", "--diff", DOCUMENT, NEXT, "--lang", "en").out
    assert desk.run("trace", "gone", "--diff", DOCUMENT, NEXT).code == 4


@pytest.mark.parametrize("words", [(), ("harbour-2026",), ("harbour-2026", DOCUMENT, "--diff", DOCUMENT, NEXT)])
def test_refused(desk: Bench, words: tuple[str, ...]) -> None:
    """A document or two issues of one: neither and both are refused."""
    said = "error: `trace` takes a plan and a document; write `trace PLAN DOCUMENT` or `trace --diff OLD NEW`\n"
    assert desk.run("trace", *words, "--lang", "en") == Run(2, "", said)


def test_a_table_that_is_traced(desk: Bench) -> None:
    """A table of tasks is held against its draft as a document is, and against another table."""
    rows = "任务,责任单位,完成时限\n建成冷链查验中心,货运处,2026年11月底前\n编制方案,规划处,2026年9月底前\n"
    (desk.here / "table.csv").write_text(rows, "utf-8")
    (desk.here / "next.csv").write_text(rows.replace("编制方案", "举办论坛"), "utf-8")
    assert desk.run("import", "table.csv", "-o", "plans/table").code == 0
    done = desk.run("trace", "table", "table.csv", "--strict", "--lang", "en")
    assert (done.code, done.err, done.out.splitlines()[-1]) == (
        0,
        "",
        "clauses: 2, with a task: 2; open on either side: 0",
    )
    assert desk.run("trace", "table", "next.csv", "--strict").code == 1
    done = desk.run("trace", "--diff", "table.csv", "next.csv", "--lang", "en")
    assert ("编制方案" in done.out, "举办论坛" in done.out, "建成冷链" in done.out) == (True, True, False)

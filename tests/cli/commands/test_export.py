"""The command that writes a plan for other programs."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rfc5545
from cli_support import Bench, Run
from msgspec.structs import replace

from plantrack.model.plan import Plan
from plantrack.planfile import read_plan


def refs(out: str) -> list[str]:
    """Return the references in an export as JSON."""
    return [one["ref"] for one in json.loads(out)["records"] if "ref" in one]


def test_json(bench: Bench) -> None:
    """The envelope that every view has, and the records of the plan."""
    done = bench.run("export", "json", "--as-of", "2024-11-01")
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    assert [found[key] for key in ("schema", "plan", "as_of")] == ["plantrack.export/1", "fairs", "2024-11-01"]
    kinds = [one["record"] for one in found["records"]]
    assert kinds == ["plan", *["unit"] * 2, *["section"] * 2, *["baseline"] * 2, *["indicator"] * 2, "task", "task",
                     "milestone", "task", "task"]  # fmt: skip
    assert found["records"][-1] == {
        "record": "task", "ref": "2", "title": {"zh": "出台措施", "en": "Issue measures"}, "kind": "deliverable",
        "lead": ["stic"], "due": "2024-12-31", "basis": {"lead": "assumed", "due": "assumed"}, "light": "unreported",
        "as_of": "2024-11-01",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("1.2",), ["1", "1.2"]),
        (("展会",), ["1", "1.1", "1.1.1", "1.2"]),
        (("--unit", "基金委"), ["1", "1.2"]),
        (("1", "--unit", "stic"), ["1", "1.1", "1.1.1"]),
        (("2", "--unit", "fund"), []),
    ],
)
def test_a_part(bench: Bench, words: tuple[str, ...], found: list[str]) -> None:
    """Only what was named, with the tasks above it; the plan says that it is a part."""
    done = bench.run("export", "json", *words)
    assert (done.code, done.err, refs(done.out)) == (0, "", found)
    assert json.loads(done.out)["records"][0]["part"] is True


def test_a_file(bench: Bench) -> None:
    """Is written whole, the same bytes each time, and never over a plan."""
    for name in ("a.json", "b.json"):
        done = bench.run("export", "json", "-o", name)
        assert (done.code, done.out, done.err) == (0, "", f"已写入{name}\n")
    assert (bench.here / "a.json").read_bytes() == (bench.here / "b.json").read_bytes()
    assert bench.run("export", "json", "-o", "plans/fairs/plan.yaml").code == 2


def put(bench: Bench, name: str, *words: str, **changed: Any) -> None:
    """Export the plan as lines into a file, with other fields in its task 2."""
    done = bench.run("export", "jsonl", *words)
    records = [json.loads(line) for line in done.out.splitlines()]
    records = [one | changed if one.get("ref") == "2" else one for one in records]
    (bench.here / name).write_text("".join(json.dumps(one) + "\n" for one in records), "utf-8")


def plan_of(bench: Bench, name: str) -> Plan:
    """Return the plan in a folder, which has no problem."""
    found = read_plan(bench.here / "plans" / name)
    assert found.problems == ()
    return found.plan


def test_a_plan_comes_back(bench: Bench) -> None:
    """Into a folder that is told, under its name; how tasks stood is not taken."""
    bench.run("update", "2", "--percent", "40")
    put(bench, "out.txt")
    done = bench.run("import", "out.txt", "-o", "plans/again", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[:3] == [
        "4 tasks read from out.txt",
        "how 4 tasks stand is no part of a plan, and was not taken; --on DAY makes first reports of it",
        "plans/again/plan.yaml written",
    ]
    last = "now run `plantrack validate plans/again` and `plantrack adopt --plan plans/again`"
    assert done.out.splitlines()[-1] == last
    assert replace(plan_of(bench, "again"), id="fairs") == plan_of(bench, "fairs")
    assert bench.run("validate", "plans/again").code == 0


def test_onto_the_plan_that_it_was(bench: Bench) -> None:
    """Only if that is told, and what was there is kept; its records stay."""
    put(bench, "out.jsonl", due="2024-11-30")
    before = bench.files()
    assert bench.run("import", "out.jsonl").code == 2
    assert bench.files() == before
    done = bench.run("import", "out.jsonl", "--force")
    assert (done.code, done.err) == (0, "")
    old = plan_of(bench, "fairs")
    assert str(old.by_ref["2"].due) == "2024-11-30"
    assert (bench.folder / "plan.yaml.old").read_bytes() == before["plans/fairs/plan.yaml"]
    assert bench.run("check", "--only", "quiet-slip").code == 1


def test_what_would_change(bench: Bench) -> None:
    """A dry run shows how the plan would differ, whatever its layout; nothing is written."""
    put(bench, "out.jsonl", due="2024-11-30", title={"zh": "[red]::error \x1b", "en": "Issue measures"})
    before = bench.files()
    done = bench.run("import", "out.jsonl", "--dry-run", "--lang", "en")
    assert (done.code, done.err, bench.files()) == (0, "", before)
    lines = done.out.splitlines()
    assert lines[:2] == ["--- plans/fairs/plan.yaml", "+++ plans/fairs/plan.yaml"]
    assert [line for line in lines[2:] if line[0] in "+-"] == [
        '-  title: {zh: "出台措施", en: "Issue measures"}',
        '+  title: {zh: "[red]::error \\u001b", en: "Issue measures"}',
        "-  due: 2024-12-31",
        "+  due: 2024-11-30",
    ]
    assert "4 tasks read from out.jsonl" in lines
    assert "plans/fairs/plan.yaml.old: would be written" in lines


def test_a_part_comes_back(bench: Bench) -> None:
    """Into a folder of its own only: it would take the other tasks away."""
    put(bench, "part.jsonl", "1.2")
    refused = bench.run("import", "part.jsonl", "--force", "--lang", "en")
    assert (refused.code, refused.err) == (
        2, "error: part.jsonl holds a part of its plan, and would take the rest away; choose another folder\n"
    )  # fmt: skip
    assert bench.run("import", "part.jsonl", "-o", "plans/part").code == 0
    assert [*plan_of(bench, "part").by_ref] == ["1", "1.2"]


def test_what_is_wrong(bench: Bench) -> None:
    """Is told all at once, each with the line that it stands in; nothing is written."""
    put(bench, "out.jsonl", due="2025-01-31", lead=["stix"], kind="task", light="x")
    before = bench.files()
    done = bench.run("import", "out.jsonl", "-o", "plans/again", "--lang", "en")
    assert (done.code, done.out, bench.files()) == (3, "", before)
    assert done.err == (
        "out.jsonl:14: 'task' is no value of this key; write one of deliverable, ongoing\n"
        "out.jsonl:14: no unit is called stix; add it under `units:` or correct the name\n"
        "out.jsonl:14: 2025-01-31 lies outside the dates of what this belongs to (2024-01-01 to 2024-12-31); move one "
        "of them\n"
        "error: out.jsonl: cannot be read as a plan; see the problems\n"
    )


def test_a_new_task_has_the_next_number(bench: Bench) -> None:
    """One that no task has, nor had when something was recorded on it; it stands below what the one before it does."""
    bench.run("comment", "1.2", "x")
    put(bench, "out.jsonl")
    lines = (bench.here / "out.jsonl").read_text("utf-8").splitlines()
    kept = [line for line in lines if json.loads(line).get("ref") != "1.2"]
    new = {"record": "task", "title": {"zh": "新任务", "en": "A new one"}, "kind": "ongoing"}
    stone = {"record": "milestone", "title": {"zh": "新节点", "en": "A new one"}, "due": "2024-03-01"}
    kept.insert(-1, json.dumps(new | {"parent": "1"}))
    (bench.here / "out.jsonl").write_text("\n".join([*kept, json.dumps(stone), json.dumps(new)]), "utf-8")
    assert bench.run("import", "out.jsonl", "--force").code == 0
    plan = plan_of(bench, "fairs")
    assert [(ref, [one.ref for one in task.milestones]) for ref, task in plan.by_ref.items()] == [
        ("1", []), ("1.1", ["1.1.1"]), ("1.3", []), ("2", ["2.1"]), ("3", []),
    ]  # fmt: skip


def test_as_json_again(bench: Bench) -> None:
    """With --format json what was read is shown, and nothing is written."""
    put(bench, "out.jsonl", title={"zh": "改", "en": "Changed"})
    before = bench.files()
    done = bench.run("import", "out.jsonl", "-o", "plans/again", "--format", "json")
    assert (done.code, done.err, bench.files()) == (0, "", before)
    found = json.loads(done.out)
    assert (found["plan"], found["records"][-1]["title"]["en"]) == ("again", "Changed")


def test_a_calendar_after_a_reschedule(bench: Bench) -> None:
    """The event of the task moves and is newer; nothing is doubled, and nothing else changed but the report days."""
    for name, words in (("before", ()), ("after", ("reschedule", "2", "2025-01-31", "--reason", "意见较多"))):
        if words:
            assert bench.run(*words, "--by", "刘洋").code == 0
            (asked,) = bench.json("show", "2")["task"]["pending"]
            assert bench.run("approve", asked["id"], "--by", "张敏").code == 0
        assert bench.run("export", "ics", "-o", f"{name}.ics").code == 0
    before, after = (
        {one.get("UID"): one for one in rfc5545.read((bench.here / f"{name}.ics").read_bytes()).parts}
        for name in ("before", "after")
    )
    assert {*before} == {*after}
    task = "task-2@fairs.plantrack"
    assert [name for name in before if before[name] != after[name] and "report" not in name] == [task]
    days = [(found[task].get("DTSTART"), found[task].get("SEQUENCE")) for found in (before, after)]
    assert days == [("20241231", "0"), ("20250131", "1")]


def test_a_calendar_of_a_unit(bench: Bench) -> None:
    """What it leads, and its own report days."""
    assert bench.run("export", "ics", "--unit", "fund", "-o", "fund.ics").code == 0
    events = rfc5545.read((bench.here / "fund.ics").read_bytes()).parts
    names = [one.get("UID").partition("@")[0] for one in events]
    assert names == ["report-fund-2024-10", "report-fund-2024-11", "report-fund-2024-12"]


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "xlsx", "markdown", "taskwarrior", "ics"])
def test_how_tasks_stood(bench: Bench, form: str) -> None:
    """With a day, it is taken as the first reports, each with its place; not beside what has been recorded."""
    bench.run("update", "2", "--percent", "40")
    bench.run("done", "1.1", "--by", "陈静")
    name = f"out.{form}".replace("markdown", "md").replace("taskwarrior", "json")
    assert bench.run("export", form, "-o", name).code == 0
    done = bench.run("import", name, "-o", "plans/again", "--on", "2024-11-17", "--by", "张敏", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert "reports recorded: 2" in done.out.splitlines()
    again = Bench(bench.here, "again")
    assert [(one["ref"], one["on"], one["by"], one.get("status"), one.get("percent")) for one in again.records()] == [
        ("1.1", "2024-11-17", "张敏", "done", None), ("2", "2024-11-17", "张敏", None, 40),
    ]  # fmt: skip
    assert all(one["source"].startswith(name + "#") for one in again.records())
    assert bench.run("import", name, "-o", "plans/again", "--on", "2024-11-17", "--force").code == 0
    assert len(again.records()) == 2


def test_how_tasks_stood_told_wrong(bench: Bench) -> None:
    """Is told with its place, and nothing is written."""
    put(bench, "out.jsonl", status="finished", percent=140)
    before = bench.files()
    done = bench.run("import", "out.jsonl", "-o", "plans/again", "--on", "2024-11-17", "--lang", "en")
    assert (done.code, done.out, bench.files()) == (3, "", before)
    words = "not-started, in-progress, blocked, done, cancelled"
    assert done.err.splitlines()[:2] == [
        f"out.jsonl:14: 'finished' is no value of this key; write one of {words}",
        "out.jsonl:14: '140' is not a percentage; write a number from 0 to 100",
    ]


@pytest.mark.parametrize("name", ["../../other", "/other", "..", "a/b", ""])
def test_an_id_that_is_a_path(bench: Bench, name: str) -> None:
    """The id in a file that somebody sent names no place to write to."""
    found = json.loads(bench.run("export", "json").out)
    found["records"][0]["id"] = name
    (bench.here / "sent.json").write_text(json.dumps(found), "utf-8")
    before = bench.files()
    done = bench.run("import", "sent.json", "--lang", "en")
    rule = "begin with a letter, and write lower-case letters, digits and hyphens, as in science-2025"
    said = f"error: {name!r} cannot be a plan's id; {rule}\n"
    assert (done, bench.files()) == (Run(2, "", said), before)

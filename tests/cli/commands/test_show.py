"""The commands that show: status, show, list, explain, log, baseline; for people and for machines."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from cli_support import ADOPTED, Bench, Run, rows

import plantrack
from plantrack.journal import open_journal
from plantrack.model.history import History
from plantrack.planfile import read_plan
from plantrack.reports.overview import overview

ENVELOPE = ["schema", "plan", "as_of", "known_at"]
TASK = [
    "ref", "title", "kind", "lead", "support", "basis", "status", "percent", "expected", "reported", "light",
    "colour", "reasons", "due", "promised_due", "days_past_promise", "last_report", "owes", "missed",
    "missed_since", "next_due", "past_due", "milestones", "pending", "refused",
    "children",
]  # fmt: skip
MONDAY = date(2024, 11, 18)


def walk(tasks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return tasks and all below them."""
    return [found for task in tasks for found in (task, *walk(task["children"]))]


def report(number: int, ref: str, on: str, **said: object) -> dict[str, object]:
    """Return a record of a report, made at noon of its day."""
    made = {
        "kind": "report",
        "id": f"R{number}",
        "act": f"A{number}",
        "at": f"{on}T04:00:00.000Z",
        "by": "刘洋",
        "on": on,
    }
    return {**made, "ref": ref, **said}


NOTE = "Leads and due dates are assumed unless noted."
"""What every view of the plan says once."""


# status


def test_status(bench: Bench) -> None:
    """The plan at a glance: each item with who leads, how far it is and should be, its light, and what is due next."""
    bench.write(report(1, "2", "2024-11-06", percent=40, status="in-progress"))
    done = bench.run("status", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    title, when, besides, note, empty, heads, rule, *items = done.out.splitlines()
    assert title == "Plan of the fairs"
    assert when == "as of 2024-11-18 · 3 tasks: off track 2, unreported 1"
    assert besides.startswith("besides: reports owed on 3, 2 of them on tasks that are off track; 1 task overdue")
    assert (note, empty, set(rule)) == (NOTE, "", {"─"})
    assert heads.split("  ")[0:1] == ["No."]
    assert [item.split()[:4] for item in items] == [["1", "Hold", "the", "fairs"], ["2", "Issue", "measures", "STI"]]
    assert " 40% " in items[1]
    assert " 2024-12-31" in items[1]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_status_is_the_library_s(bench: Bench, language: str) -> None:
    """A command shows what a script gets: the same bytes."""
    file = read_plan(bench.folder)
    state = History(open_journal(bench.journal).read().updates).at(MONDAY)
    view = overview(file.plan, state, MONDAY, None)
    assert bench.run("status", "--lang", language) == Run(0, plantrack.to_text(view, language))
    assert bench.run("status", "--format", "json") == Run(0, plantrack.to_json(view))


def test_status_of_one(bench: Bench) -> None:
    """A task, by number or words, is shown with what is below it; a task at the bottom alone. The title names it."""
    heads = [
        bench.run("status", *words, "--lang", "en").out.splitlines()[0] for words in (["1"], ["1", "--unit", "fund"])
    ]
    assert heads == ["Plan of the fairs (1 Hold the fairs)", "Plan of the fairs (1 Hold the fairs) (NSF Committee)"]
    numbers = ("1", "1.1", "1.2", "2")
    assert [row.split()[0] for row in rows(bench.run("status", "1").out, numbers)] == ["1", "1.1", "1.2"]
    assert [row.split()[0] for row in rows(bench.run("status", "招商").out, numbers)] == ["1.2"]
    assert [task["ref"] for task in walk(bench.json("status", "1")["tasks"])] == ["1", "1.1", "1.2"]


def test_status_of_units(bench: Bench) -> None:
    """What a unit leads, with the items above it, and its numbers alone; of several units, what any of them leads."""
    done = bench.run("status", "--unit", "基金委", "--lang", "en")
    assert done.out.splitlines()[0] == "Plan of the fairs (NSF Committee)"
    found = bench.json("status", "--lead", "fund")
    assert [task["ref"] for task in walk(found["tasks"])] == ["1", "1.2"]
    assert found["summary"]["tasks"] == 1
    assert found["narrowed"] == {"unit": "fund", "ref": None, "units": ["fund"], "refs": []}
    both = bench.json("status", "1", "--unit", "stic", "--unit", "fund", "--unit", "stic")
    assert [task["ref"] for task in walk(both["tasks"])] == ["1", "1.1", "1.2"]
    assert both["narrowed"] == {"unit": None, "ref": "1", "units": ["stic", "fund"], "refs": ["1"]}
    none = bench.run("status", "2", "--unit", "fund", "--lang", "en")
    assert none == Run(0, "Plan of the fairs (2 Issue measures) (NSF Committee)\nas of 2024-11-18 · no tasks\n")


def test_status_after_the_end(bench: Bench) -> None:
    """After the plan's last day it says since when."""
    assert (
        "\nthe plan ended 15 days ago, on 2024-12-31\n"
        in bench.run("status", "--as-of", "2025-01-15", "--lang", "en").out
    )
    assert "ended" not in bench.run("status", "--as-of", "2024-12-31", "--lang", "en").out
    assert bench.json("status", "--as-of", "2025-01-15")["ended_days_ago"] == 15


def test_status_for_machines(bench: Bench) -> None:
    """Every key is there, for every task, and titles are in both languages."""
    bench.write(
        report(1, "1.1", "2024-11-06", percent=40, status="in-progress"),
        {**report(2, "1.1.1", "2024-10-15", state="reached"), "kind": "milestone"},
    )
    found = bench.json("status", "--known-at", "2024-11-17")
    assert list(found)[:4] == ENVELOPE
    head = ("plantrack.status/1", "fairs", "2024-11-18", "2024-11-17")
    assert tuple(found[key] for key in ENVELOPE) == head
    assert found["title"] == {"zh": "会展计划", "en": "Plan of the fairs"}
    for task in walk(found["tasks"]):
        assert list(task) == TASK
        assert list(task["title"]) == ["zh", "en"]
        assert list(task["basis"]) == ["lead", "due"]
    task = found["tasks"][0]["children"][0]
    assert task.pop("reasons") == ["overdue", "far-behind"]
    assert task == {
        "ref": "1.1", "title": {"zh": "办好高交会", "en": "Hold the Hi-Tech Fair"}, "kind": "deliverable",
        "lead": ["stic"], "support": [], "basis": {"lead": "assumed", "due": "assumed"}, "status": "in-progress",
        "percent": 40.0, "expected": 100, "reported": [1, 1], "light": "off-track", "colour": "red",
        "due": "2024-11-16", "promised_due": "2024-11-16", "days_past_promise": 2,
        "last_report": "2024-11-06", "owes": None, "missed": 0, "missed_since": None,
        "next_due": None, "past_due": "2024-11-16",
        "milestones": [
            {"ref": "1.1.1", "title": {"zh": "方案印发", "en": "Programme issued"}, "due": "2024-10-15",
             "done": "2024-10-15", "promised_due": "2024-10-15", "days_past_promise": 0, "basis": "assumed"},
        ],
        "pending": [], "refused": None, "children": [],
    }  # fmt: skip


def test_status_of_the_shipped_plan(shipped: Bench) -> None:
    """The plan that is shipped has 10 items, and 44 tasks directly below them."""
    found = shipped.json("status")
    assert found["plan"] == "shenzhen-sti-2024"
    assert [task["ref"] for task in found["tasks"]] == [str(number) for number in range(1, 11)]
    below = [child for task in found["tasks"] for child in task["children"]]
    assert len(below) == 44
    assert all(list(task) == TASK for task in walk(found["tasks"]))
    assert [child for task in below for child in task["children"]] == []
    kinds = [task["kind"] for task in below]
    assert (kinds.count("deliverable"), kinds.count("ongoing")) == (10, 34)


@pytest.mark.parametrize("words", ["list", "status 2", "show 2", "check", "explain 2", "report --format markdown"])
def test_periods_in_a_row(bench: Bench, words: str) -> None:
    """Wherever a report is missing, it is told how many periods in a row, and since when."""
    bench.edit("language: zh", "language: zh\nreport_every: week")
    said = bench.run(*words.split(), "--lang", "en", "--as-of", "2024-11-17").out
    assert "2024-W46 (8 periods in a row, since 2024-W39)" in " ".join(said.split())
    assert "2024-W46（自2024-W39起连续8期）未报" in "".join(
        bench.run(*words.split(), "--as-of", "2024-11-17").out.split()
    )


# show


@pytest.mark.parametrize("typed", ["1.1", "办好高交会", "1.1.1", "方案"])
def test_show(bench: Bench, typed: str) -> None:
    """A task is shown whole, whether it is named itself or by one of its milestones."""
    bench.write(
        report(1, "1.1", "2024-11-06", percent=40, progress="布展", problem="缺电", next="接电", source="https://a.cn")
    )
    done = bench.run("show", typed, "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"1.1 Hold the Hi-Tech Fair\nas of 2024-11-18\n{NOTE}\n")
    told = [" ".join(line.split()) for line in done.out.splitlines()]
    for line in (
        "Kind deliverable", "Promised 2024-11-16, adopted on 2024-09-18; 2 days past the promise", "Due 2024-11-16",
        "Lead STI Bureau", "Status not stated", "Ever reported 1/1", "Last report 2024-11-06",
        "Done so far 布展 (2024-11-06)",
        "Problem 缺电 (2024-11-06)",
        "Next 接电 (2024-11-06)",
        "1.1.1 Programme issued 2024-10-15 2024-10-15 34 days late", "Fair area 500,000 m² – – –",
    ):  # fmt: skip
        assert line in told
    assert "https://a.cn" in done.out
    for ref, words in (("1.1", "未填报"), ("2", "无人报送")):
        assert ["状态", words] in [line.split() for line in bench.run("show", ref, "--lang", "zh").out.splitlines()]


def test_show_for_machines(bench: Bench) -> None:
    """The same for machines."""
    bench.write(report(1, "1.1", "2024-11-06", percent=40, progress="布展"))
    found = bench.json("show", "1.1")
    assert list(found)[:4] == ENVELOPE
    assert (found["schema"], found["task"]["ref"], found["adopted"]) == ("plantrack.show/1", "1.1", "2024-09-18")
    assert (found["promise"], found["progress"], found["problem"]) == ({"due": "2024-11-16"}, "布展", None)
    assert [entry["id"] for entry in found["indicators"]] == ["fair-area"]
    assert [entry["id"] for entry in found["history"]] == [ADOPTED["id"], "R1"]


# list


def listed(bench: Bench, *words: str) -> list[str]:
    """Return the references that a list shows, which are the same in text and for machines."""
    found = [task["ref"] for task in bench.json("list", *words)["tasks"]]
    assert [row.split()[0] for row in rows(bench.run("list", *words).out, ("1.1", "1.2", "2"))] == found
    return found


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ["1.1", "1.2", "2"]),
        ("--overdue", ["1.1"]),
        ("--overdue --as-of 2024-10-16", ["1.1"]),
        ("--overdue --as-of 2024-10-15", []),
        ("--due-by 2024-12-30", ["1.1"]),
        ("--due-by 2024-12-31", ["1.1", "2"]),
        ("--lead stic", ["1.1", "2"]),
        ("--lead 基金委", ["1.2"]),
        ("--lead 基金委 --unit stic", ["1.1", "1.2", "2"]),
        ("--item 1", ["1.1", "1.2"]),
        ("--item 1.2 --item 出台", ["1.2", "2"]),
        ("高交会", ["1.1", "1.2"]),
        ("高交会 办好", ["1.1"]),
        ("hold FAIR", ["1.1"]),
        ("方案", ["1.1"]),
        ("1", ["1.1", "1.2"]),
        ("1.1.1 2", ["1.1", "2"]),
        ("1 招商 --item 2", ["1.2"]),
        ("火星", []),
        ("--mine", ["1.2"]),
        ("--mine --by 科创局", ["1.1", "2"]),
        ("--status in-progress", ["2"]),
        ("--status in-progress --status blocked", ["2"]),
        ("--status blocked", []),
        ("--status 进行中", ["2"]),
        ("--status In_Progress", ["2"]),
        ("--light off-track", ["1.1", "2"]),
        ("--light off-track --light unreported", ["1.1", "1.2", "2"]),
        ("--light 滞后 --light 应报未报", ["1.1", "1.2", "2"]),
        ("--light 滞后", ["1.1", "2"]),
        ("--kind ongoing", ["1.2"]),
        ("--kind 可交付", ["1.1", "2"]),
        ("--kind 可交付 --kind ongoing", ["1.1", "1.2", "2"]),
        ("--unreported", ["1.1", "1.2"]),
        ("--lead stic --unreported", ["1.1"]),
        ("--sort due", ["1.1", "2", "1.2"]),
        ("--sort lead", ["1.2", "1.1", "2"]),
        ("--sort number", ["1.1", "1.2", "2"]),
        ("--sort -due", ["2", "1.1", "1.2"]),
        ("--sort=-lead", ["1.1", "2", "1.2"]),
        ("--sort -number", ["2", "1.2", "1.1"]),
    ],
)
def test_list(bench: Bench, words: str, expected: list[str]) -> None:
    """What is chosen and in which order; several choices all hold."""
    bench.write(report(1, "2", "2024-10-06", percent=40, status="in-progress"))
    assert listed(bench, *words.split()) == expected


def test_a_light_is_found_by_its_own_name(bench: Bench) -> None:
    """The names that the office's rules give are accepted beside the usual ones; another word is refused with all."""
    bench.write(report(1, "2", "2024-10-06", percent=40))
    own(bench, OWN.replace('words: "急 \\e[31m"', "words: {zh: 急件, en: urgent}"))
    assert [listed(bench, "--rules", "own", "--light", word) for word in ("急件", "Urgent", "关注")] == [["2"]] * 3
    refused = "错误：“红灯”不是有效的亮灯；可写：取消、完成、未到期、正常、关注、应报未报、滞后、急件\n"
    assert bench.run("list", "--rules", "own", "--light", "红灯", "--lang", "zh") == Run(2, "", refused)


def test_list_counts(bench: Bench) -> None:
    """The last lines count; where nothing fits, that is said."""
    *_, counts, besides, note = bench.run("list", "--overdue", "--lang", "en").out.splitlines()
    assert (counts, note) == ("as of 2024-11-18 · 1 task: off track 1", NOTE)
    assert besides == (
        "besides: reports owed on 1, 1 of them on a task that is off track; 1 task overdue (on assumed dates); "
        "1 milestone missed (on assumed dates); 1 task past the date promised (on assumed dates)"
    )
    assert bench.run("list", "--status", "done", "--lang", "en") == Run(0, "no task fits, as of 2024-11-18\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--lead nope", "no unit is called 'nope'; choose one\n  stic  STI Bureau\n  fund  NSF Committee"),
        (
            "--mine --by nope",
            "nope is no unit, and no unit lists that name under `people:`; name a person or unit of the plan",
        ),
    ],
)
def test_list_of_nobody(bench: Bench, words: str, said: str) -> None:
    """A unit that is none is an error that says what to do."""
    assert bench.run("list", *words.split(), "--lang", "en") == Run(4, "", f"error: {said}\n")


def test_list_of_milestones(bench: Bench) -> None:
    """The milestones of the chosen tasks, each with its task; where none fits, that is said."""
    done = bench.run("list", "--milestones", "--lang", "en")
    assert [" ".join(line.split()) for line in done.out.splitlines() if not line.startswith("─")] == [
        "No. Milestone Task Lead Due Promised Reached",
        "1.1.1 Programme issued 1.1 Hold the Hi-Tech Fair STI Bureau 2024-10-15 2024-10-15 34 days late",
        "1 milestone, as of 2024-11-18",
        NOTE,
    ]
    assert bench.run("list", "--milestones", "--item", "2", "--lang", "zh") == Run(
        0, "截至2024-11-18，没有符合条件的节点\n"
    )
    (found,) = bench.json("list", "方案", "--overdue", "--milestones")["milestones"]
    assert found == {
        "ref": "1.1.1", "title": {"zh": "方案印发", "en": "Programme issued"}, "due": "2024-10-15", "done": None,
        "promised_due": "2024-10-15", "days_past_promise": 34, "basis": "assumed", "task": "1.1",
        "lead": ["stic"], "days_late": 34,
    }  # fmt: skip


def test_list_as_csv(bench: Bench) -> None:
    """By format or by the file's ending: UTF-8 without a mark, lines that end as RFC 4180 has them."""
    expected = (
        "ref,title,item,kind,lead,support,status,percent,expected,light,reasons,due,promised_due,days_past_promise,"
        "last_report,milestones_reached,milestones\r\n"
        "1.2,高交会招商,1,ongoing,基金委,,,,,unreported,unreported,,,,,0,0\r\n"
    )
    done = bench.run("list", "--format", "csv", "--item", "1.2", "--lang", "zh")
    assert done == Run(0, expected.replace("\r\n", "\n"))  # the runner shows line ends as Python has them
    assert bench.run("list", "--item", "1.2", "--lang", "zh", "-o", "list.CSV").code == 0
    assert (bench.here / "list.CSV").read_bytes() == expected.encode()
    refused = bench.run("status", "-o", "status.csv", "--lang", "en")
    assert refused == Run(2, "", "error: status.csv: this command cannot write .csv; it writes: text, json\n")


def test_list_for_machines(bench: Bench) -> None:
    """Every task of a list has every key."""
    found = bench.json("list")
    assert list(found)[:4] == ENVELOPE
    assert found["schema"] == "plantrack.list/1"
    assert all(list(task) == TASK for task in found["tasks"])
    assert found["units"]["fund"] == {"zh": "基金委", "en": "NSF Committee"}


# explain

OWN = """\
id: own
title: {zh: 自定规则, en: Own rules}
source: 办公室
rules:
- {light: unreported, because: unreported, when: {unreported: {at_least: 1}}}
- {light: attention, because: due-soon, when: {days_to_due: {at_most: 60}}, colour: orange, words: "急 \\e[31m"}
- {light: on-track, because: reported}
"""


def own(bench: Bench, text: str = OWN, name: str = "own") -> None:
    """Give the office light rules of its own."""
    (bench.folder / "lights").mkdir(exist_ok=True)
    (bench.folder / "lights" / f"{name}.yaml").write_text(text, "utf-8")


def test_explain(bench: Bench) -> None:
    """The light of a task with all that led to it, by the rules that judge it."""
    bench.write(report(1, "2", "2024-10-06", percent=40, status="in-progress"))
    done = bench.run("explain", "出台", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    told = [" ".join(line.split()) for line in done.out.splitlines()]
    assert told[:15] == [
        "2 Issue measures",
        "as of 2024-11-18, by the rules default: The rules of this tool",
        "source: plantrack guide lights",
        NOTE,
        "",
        "✗ off track 47.6 points behind by rule 4",
        "",
        "What is known",
        "Status in progress",
        "Progress 40%",
        "Expected 87.6%, between 2023-12-31 (0%) and 2024-12-31 (100%): 220 of 251 working days have passed",
        "Behind 47.6 points",
        "Starts 2024-01-01",
        "Due 2024-12-31, 43 days left (31 working days)",
        "Lead STI Bureau",
    ]


def test_explain_for_machines(bench: Bench) -> None:
    """Inputs, the piece of the curve, whose rules they are, and every rule as tried."""
    bench.write(report(1, "2", "2024-10-06", percent=40, status="in-progress"))
    found = bench.json("explain", "2", "--rules", "yinchuan-2025", "--as-of", "2024-10-08")
    assert [found.pop(key) for key in ENVELOPE] == ["plantrack.explain/1", "fairs", "2024-10-08", None]
    assert list(found.pop("task")) == TASK
    tried = found.pop("tried")
    assert found == {
        "rules": "yinchuan-2025",
        "inputs": {
            "start": "2024-01-01", "days_to_due": 84, "workdays_to_due": 61, "points_behind": 35.7, "overdue": False,
            "owes": None, "missed": 0, "missed_since": None,
        },
        "curve": {
            "since": {"day": "2023-12-31", "percent": 0.0}, "until": {"day": "2024-12-31", "percent": 100.0},
            "passed": 190, "workdays": 251, "provisional": False, "percent": 75.7,
        },
        "rule_set": {
            "id": "yinchuan-2025",
            "title": {"zh": "银川市2025年“红黄绿灯”机制", "en": "Yinchuan's red, yellow and green lights of 2025"},
            "source": "https://m.qlbk.net/news/3Ww4l7bw75.html",
        },
    }  # fmt: skip
    assert [one["rule"] for one in tried] == list(range(1, 14))
    assert [one["rule"] for one in tried if one["fired"]] == [3]
    assert tried[10] == {
        "rule": 11, "light": "on-track", "because": "reported", "holds": False, "fired": False,
        "conditions": [
            {"name": "points_behind", "wanted": {"under": 10.0}, "found": 35.7, "holds": False, "assumed": True}
        ],
    }  # fmt: skip


def test_explain_a_task_above_others(bench: Bench) -> None:
    """It tries no rule of its own and has no curve; what is below it counts."""
    found = bench.json("explain", "1")
    assert (found["tried"], found["curve"], found["task"]["light"]) == ([], None, "off-track")
    assert "The worst light below it counts\n" in bench.run("explain", "1", "--lang", "en").out


def test_explain_compares(bench: Bench) -> None:
    """Which lights differ between two offices' rules."""
    said = {"percent": 80, "status": "in-progress"}
    bench.write(*(report(number, ref, "2024-10-30", **said) for number, ref in enumerate(("1.2", "2"))))
    words = ("explain", "--compare", "default", "ruihai", "--as-of", "2024-12-29")
    done = bench.run(*words, "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert [" ".join(line.split()) for line in done.out.splitlines() if "─" not in line] == [
        "projection: 2024-12-29, if nothing more were recorded",
        "lights that differ as of 2024-12-29: 2 of 3", "", "No. Task The rules of this tool Ruihai's supervision rule",
        "1.1 Hold the Hi-Tech Fair ✗ off track 43 days past its date ▲ yellow light 43 days past its date",
        "2 Issue measures ▲ attention 19.2 points behind ▲ bulletin 99.5% of its time has passed",
    ]  # fmt: skip
    found = bench.json(*words)
    assert [found.pop(key) for key in ENVELOPE] == ["plantrack.explain/1", "fairs", "2024-12-29", None]
    assert [one["id"] for one in found.pop("compared")] == ["default", "ruihai"]
    assert found.pop("differing")[1] == {
        "ref": "2",
        "title": {"zh": "出台措施", "en": "Issue measures"},
        "lights": [
            {"light": "attention", "colour": "yellow", "reasons": ["behind", "due-soon"]},
            {"light": "attention", "colour": "blue", "reasons": ["time-passed"]},
        ],
    }
    assert found == {"rules": ["default", "ruihai"], "tasks": 3, "projected": True}


@pytest.mark.parametrize("words", ["", "2 --compare default ruihai"])
def test_explain_one_or_the_other(bench: Bench, words: str) -> None:
    """A task, or two rule sets."""
    told = "`explain` takes a task or two rule sets; write `explain REF` or `explain --compare default yinchuan-2025`"
    assert bench.run("explain", *words.split(), "--lang", "en") == Run(2, "", f"error: {told}\n")


def test_explain_compare_of_one(bench: Bench) -> None:
    """Two are compared."""
    assert bench.run("explain", "--compare", "default").code == 2


KNOWN = """\
  default  The rules of this tool
  ouhai-2020  Ouhai's three colours of 2020
  own  lights/own.yaml
  ruihai  Ruihai's supervision rule
  schema-defaults  The defaults of an open-source supervision schema
  shenzhen-builder  A Shenzhen builder's schedule warnings
  xian-discipline  The deadline lights of Xi'an's discipline office
  yinchuan-2025  Yinchuan's red, yellow and green lights of 2025
"""


@pytest.mark.parametrize("name", ["nobody", "../own", "own.yaml", "/etc/passwd", "\x1b[31m"])
@pytest.mark.parametrize(
    "words", ["status --rules", "show 2 --rules", "list --rules", "explain 2 --rules", "explain --compare default"]
)
def test_unknown_rules(bench: Bench, words: str, name: str) -> None:
    """A name that is none, or a path, tells which there are."""
    own(bench)
    done = bench.run(*words.split(), name, "--lang", "en")
    assert (done.code, done.out) == (4, "")
    first, _, rest = done.err.partition("\n")
    shown = name.replace("\x1b", r"\\x1b")
    assert (first, rest) == (
        (
            f"error: no light rules are called '{shown}'; "
            "choose one of these, or write them into the plan's folder `lights/`"
        ),
        KNOWN,
    )


def test_rules_of_the_plan(bench: Bench) -> None:
    """The policy names the rules that judge, its own or others; `--rules` goes before it; the view says whose."""
    own(bench)
    bench.edit("language: zh\n", "language: zh\npolicy: {lights: own}\n")
    bench.write(report(1, "2", "2024-10-06", percent=40, status="in-progress"))
    light = [(task["light"], task["colour"]) for task in bench.json("status")["tasks"]]
    assert light == [("unreported", "purple"), ("attention", "orange")]
    assert bench.json("explain", "2")["rule_set"] == {
        "id": "own", "title": {"zh": "自定规则", "en": "Own rules"}, "source": "办公室",
    }  # fmt: skip
    assert "judged by: Own rules\n" in bench.run("status", "--lang", "en").out
    assert "judged by: " not in bench.run("status", "--rules", "default", "--lang", "en").out
    assert [task["light"] for task in bench.json("list", "--rules", "default")["tasks"]] == [
        "off-track", "unreported", "off-track",
    ]  # fmt: skip
    assert [task["light"] for task in bench.json("list", "--light", "attention")["tasks"]] == ["attention"]
    assert bench.json("show", "2")["task"]["colour"] == "orange"


def test_words_of_an_offices_rules_are_inert(bench: Bench) -> None:
    """They are shown where the light's name stands, as text."""
    own(bench)
    bench.write(report(1, "2", "2024-10-06", percent=40, status="in-progress"))
    for words in ("list", "show 2", "explain 2"):
        out = bench.run(*words.split(), "--rules", "own", "--as-of", "2024-11-29", "--lang", "en").out
        assert "\x1b" not in out
        assert r"急 \x1b[31m" in out


def test_rules_that_are_none(bench: Bench) -> None:
    """A file with problems judges nothing: each is told with its place, and what to do."""
    own(bench, OWN.replace("- {light: unreported,", "- {light: on-track,"))
    done = bench.run("status", "--rules", "own", "--lang", "en")
    assert (done.code, done.out) == (3, "")
    assert "plans/fairs/lights/own.yaml:5:3: silence would be shown as fine; put `" in done.err


# log


def test_log(bench: Bench) -> None:
    """What was recorded, in order of recording, with who, when and the id to undo it by."""
    bench.write(
        report(1, "2", "2024-11-06", status="in-progress", progress="征求意见"),
        {"kind": "retract", "id": "R2", "act": "A2", "at": "2024-11-07T04:00:00.000Z", "by": "王芳", "target": "A1"},
    )
    done = bench.run("log", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    heads, _, *lines = done.out.splitlines()
    assert heads.split() == ["On", "No.", "What", "By", "Recorded", "Id"]
    assert [" ".join(line.split()) for line in lines] == [
        "2024-09-18 – adopted, 5 references 张敏 2024-09-18 10:00 ADOPTED0",
        "2024-11-06 2 in progress, 征求意见 (taken back) 刘洋 2024-11-06 12:00 A1",
        "– – takes back A1 王芳 2024-11-07 12:00 A2",
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ["ADOPTED1", "R1", "R2", "R3", "R4"]),
        ("2", ["ADOPTED1", "R1", "R4"]),
        ("1", ["ADOPTED1", "R2", "R3"]),
        ("1.1", ["ADOPTED1", "R2", "R3"]),
        ("1.1.1", ["ADOPTED1", "R2"]),
        ("出台", ["ADOPTED1", "R1", "R4"]),
        ("--by 王芳", ["R3"]),
        ("--by 王芳 --by 张敏", ["ADOPTED1", "R3"]),
        ("--limit 2", ["R3", "R4"]),
        ("1.1 -n 1", ["R3"]),
        ("-n 99 --by 王芳", ["R3"]),
        ("--since 2024-11-07", ["R3", "R4"]),
        ("--since 2024-11-06 --by 刘洋", ["R1", "R2", "R4"]),
        ("--as-of 2024-11-06", ["ADOPTED1", "R1", "R2"]),
        ("--known-at 2024-11-06", ["ADOPTED1", "R1", "R2"]),
        ("2 --since 2024-11-09", ["R4"]),
    ],
)
def test_log_of(bench: Bench, words: str, expected: list[str]) -> None:
    """Of a task with its milestones and indicators, of a person, from a day on, and as the two dates admit."""
    measure = {"value": 1, "unit": "平方米", "text": "1平方米"}
    bench.write(
        report(1, "2", "2024-11-06", status="in-progress"),
        {**report(2, "1.1.1", "2024-11-06", state="reached"), "kind": "milestone"},
        {**report(3, "fair-area", "2024-11-07", **measure), "kind": "measure", "by": "王芳"},
        {**report(4, "2", "2024-11-10", percent=4), "at": "2024-11-09T17:00:00.000Z"},
    )
    found = bench.json("log", *words.split())
    assert [update["id"] for update in found["updates"]] == expected


def test_log_limited(bench: Bench) -> None:
    """The latest records in the order of recording; how many were left out is said, in CSV and JSON it is not."""
    bench.write(report(1, "2", "2024-11-06", percent=4), report(2, "2", "2024-11-06", percent=5))
    lines = bench.run("log", "--limit", "1", "--lang", "en").out.splitlines()
    assert [line.split()[-1] for line in lines[2:]] == ["A2", "2"]
    assert lines[-1] == "earlier records left out: 2"
    assert "left out" not in bench.run("log", "--limit", "3", "--lang", "en").out
    assert bench.run("log", "--limit", "1", "--format", "csv", "--lang", "en").out == (
        "on,recorded,by,ref,title,kind,what,source,in_force,id,act\n"
        "2024-11-06,2024-11-06 12:00,刘洋,2,Issue measures,report,5%,,yes,R2,A2\n"
    )
    assert bench.run("log", "--limit", "0").code == 2


def test_log_for_machines(bench: Bench) -> None:
    """Each update is as it was recorded, with its source and whether it is in force; unknown records come along."""
    unknown = {"kind": "poll", "id": "U1", "votes": 3}
    bench.write(report(1, "2", "2024-11-06", percent=40, progress="x", source="https://a.cn"), unknown)
    found = bench.json("log")
    assert list(found)[:4] == ENVELOPE
    adopted, told = found["updates"]
    assert told == {
        "id": "R1", "act": "A1", "at": "2024-11-06T04:00:00.000Z", "on": "2024-11-06", "by": "刘洋", "ref": "2",
        "kind": "report", "percent": 40.0, "progress": "x", "source": "https://a.cn", "evidence": [],
        "in_force": True,
        "objection": None,
    }  # fmt: skip
    assert (adopted["ref"], adopted["source"], adopted["promises"]) == (None, None, ADOPTED["promises"])
    assert found["unknown"] == [unknown]


def test_log_shows_unknown_records(bench: Bench) -> None:
    """A record of a newer version is shown in the log of the whole plan, and only there."""
    bench.write({"kind": "poll", "id": "U1", "note": "\x1b[31m"})
    whole = bench.run("log", "--lang", "en").out.splitlines()[-1]
    assert whole.startswith("of unknown kind, left alone: ")
    assert ("U1" in whole, "\x1b" in whole) == (True, False)
    assert "U1" not in bench.run("log", "2").out


# baseline


def test_baseline(bench: Bench) -> None:
    """Figures of the year before by section, each with what was measured since and the change."""
    measured = {
        "kind": "measure", "value": 26000, "unit": "家", "text": "2.6万家", "period": "2024", "comparable": True,
    }  # fmt: skip
    bench.write({**report(1, "hnte-count", "2024-11-06"), **measured})
    done = bench.run("baseline", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    told = [" ".join(line.split()) for line in done.out.splitlines() if "─" not in line]
    assert told == [
        "Figures of 2023", "",
        "1 Enterprises", "Figure 2023 Measured since Change Indicator",
        "High-tech firms over 24,700 26,000 (2024) about +5.3% hnte-count", "",
        "2 Fairs", "Figure 2023 Measured since Change Indicator", "Fair area 500,000 m² – – fair-area",
    ]  # fmt: skip


def test_baseline_of_a_section(bench: Bench) -> None:
    """One section alone; one that the plan does not have is an error that names those it has."""
    out = bench.run("baseline", "--section", "2", "--lang", "en").out
    assert ("2 Fairs" in out, "1 Enterprises" in out) == (True, False)
    assert [figure["id"] for figure in bench.json("baseline", "--section", "2")["figures"]] == ["area"]
    both = bench.json("baseline", "--section", "2", "--section", "1")
    assert [figure["id"] for figure in both["figures"]] == ["hnte", "area"]
    refused = bench.run("baseline", "--section", "9", "--lang", "en")
    assert refused == Run(4, "", "error: no section 9; the sections are 1, 2\n")


FIGURE = [
    "id", "label", "value", "unit", "qualifier", "kind", "period", "section", "target", "measured",
]  # fmt: skip
MEASURED = ["value", "unit", "qualifier", "text", "on", "period", "source", "comparable"]


def test_baseline_for_machines(bench: Bench) -> None:
    """Every key is there; a measurement keeps how it was written and whether it can be compared."""
    measured = {
        "kind": "measure", "value": 26000, "unit": "家", "qualifier": "超", "text": "超2.6万家", "period": "2024-10",
        "comparable": False, "source": "公报", "published": "2024-11-01", "note": "口径不同",
    }  # fmt: skip
    bench.write({**report(1, "hnte-count", "2024-11-06"), **measured})
    found = bench.json("baseline")
    assert list(found)[:4] == ENVELOPE
    assert (found["schema"], found["year"]) == ("plantrack.baseline/1", 2023)
    first, second = found["figures"]
    assert {key: first[key] for key in FIGURE} == {
        "id": "hnte", "label": {"zh": "高企数", "en": "High-tech firms"}, "value": 24700, "unit": "家",
        "qualifier": "超", "kind": "measure", "period": "2023", "section": 1, "target": None,
        "measured": [
            {"value": 26000, "unit": "家", "qualifier": "超", "text": "超2.6万家", "on": "2024-11-06",
             "period": "2024-10", "published": "2024-11-01", "source": "公报", "comparable": False, "note": "口径不同"}
        ],
    }  # fmt: skip
    assert set(MEASURED) <= set(first["measured"][0])
    assert (second["measured"], second["target"]) == ([], None)


def test_baseline_of_the_shipped_plan(shipped: Bench) -> None:
    """The plan that is shipped has exactly the 52 figures of the year before; what it has beside them is apart."""
    found = shipped.json("baseline")
    facts = [(figure["value"], figure["unit"], figure["qualifier"]) for figure in found["figures"]]
    assert len(facts) == 52
    assert all(set(FIGURE) <= set(figure) for figure in found["figures"])
    assert facts.count((24_700, "家", "超")) == 2
    assert facts.count((25, "届", None)) == 2
    for fact in (
        (20, "年", "连续"), (1, "位", None), (1_000, "家", "以上"), (158_025_000_000, "元", None), (7.5, "%", None),
        (500_000, "㎡", None), (30_000, "平方米", None), (2_000, "家", "近"), (2_684, "家", None), (7, "国", "等"),
    ):  # fmt: skip
        assert facts.count(fact) == 1, fact
    assert [figure["target"] for figure in found["figures"]] == [None] * 52
    targets = [entry["target"] for entry in found["without_baseline"] if entry["target"]]
    assert [(t["value"], t["unit"], t["qualifier"]) for t in targets] == [(200, "人", "以上")]


@pytest.mark.parametrize("name", ["status", "show 1.1", "list", "log", "baseline", "report", "check", "explain 2"])
def test_json_has_one_envelope(bench: Bench, name: str) -> None:
    """Every view for machines begins with schema, plan and dates, ends with a line feed, and holds plain UTF-8."""
    out = bench.run(*name.split(), "--format", "json").out
    assert out.endswith("}\n")
    found = json.loads(out)
    assert list(found)[:4] == ENVELOPE
    assert (found["schema"], found["plan"]) == (f"plantrack.{name.partition(' ')[0]}/1", "fairs")
    assert "\\u529e" not in out

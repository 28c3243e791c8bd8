"""The report cut down to a unit or an item, in both languages, made again, and restated."""

from __future__ import annotations

import re
from typing import Any

import pytest
from cli_support import Bench, on_terminal, uncoloured, widest
from python_calamine import CalamineWorkbook

from plantrack.evaluation.lights.packaged import NAMES

EARLY = {
    "kind": "report", "id": "EARLY1", "act": "EARLY0", "at": "2024-11-08T02:00:00.000Z", "by": "刘洋",
    "on": "2024-11-06", "ref": "1.1", "status": "in-progress", "percent": 40,
}  # fmt: skip
LATE = {
    "kind": "report", "id": "LATE1", "act": "LATE0", "at": "2024-11-15T02:00:00.000Z", "by": "张敏",
    "on": "2024-11-07", "ref": "1.1", "percent": 60, "progress": "补报展位数",
}  # fmt: skip
"""Said about W45, recorded in W46."""
W46 = ("report", "--week", "2024-W46")


def refs(view: dict[str, Any]) -> list[str]:
    """Return the references of all tasks in a report."""
    return [child["ref"] for top in view["tasks"] for child in (top, *top["children"])]


def test_the_report_of_one_unit(bench: Bench) -> None:
    """By its id or words of its name; only what it leads."""
    view = bench.json(*W46, "--unit", "基金委")
    assert (refs(view), view["narrowed"]) == (
        ["1", "1.2"],
        {"unit": "fund", "ref": None, "units": ["fund"], "refs": []},
    )
    assert view["unreported"] == [{"unit": "fund", "count": 1, "refs": ["1.2"]}]
    assert "(NSF Committee)\n" in bench.run(*W46, "--unit", "fund", "--lang", "en").out


def test_the_report_of_one_item(bench: Bench) -> None:
    """By its number, or by words of its title."""
    assert refs(bench.json(*W46, "--item", "2")) == ["2"]
    assert refs(bench.json(*W46, "--item", "高交会招商")) == ["1", "1.2"]
    assert bench.run(*W46, "--item", "9").code == 4
    assert bench.run(*W46, "--unit", "nobody").code == 4


def test_a_half_year(bench: Bench) -> None:
    """Named, this or last."""
    named = [bench.json("report", "--half", word)["period"]["label"] for word in ("2024-H1", "this", "last")]
    assert named == ["2024-H1", "2024-H2", "2024-H1"]
    assert bench.run("report", "--half", "2024-H3", "--lang", "en").err == (
        "error: '2024-H3' is not a half-year; write this, last or a name such as 2024-H2\n"
    )


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_both_languages(bench: Bench, form: str) -> None:
    """The whole report in Chinese, then the whole report in English."""
    alone = [bench.run(*W46, "--format", form, "--lang", language).out for language in ("zh", "en")]
    assert bench.run(*W46, "--format", form, "--lang", "both").out == "\n".join(alone)
    refused = bench.run("status", "--lang", "both")
    assert (refused.code, refused.out) == (2, "")


def test_a_report_says_what_changed_and_what_was_restated(bench: Bench) -> None:
    """A correction recorded this week for the week before: old value, new value, author, words."""
    bench.write(EARLY, LATE)
    view = bench.json(*W46)
    (task,) = view["restated"]["tasks"]
    assert (task["ref"], task["differences"]) == ("1.1", [{"field": "percent", "old": 40, "new": 60}])
    assert [(r["by"], r["progress"], r["on"]) for r in task["records"]] == [("张敏", "补报展位数", "2024-11-07")]
    assert (
        view["sentences"]["en"][0] == "As of 17 November 2024, of 3 tasks: off track 1 (33.3%), unreported 2 (66.7%)."
    )
    english = bench.run(*W46, "--lang", "en").out
    assert "Restated: week 45 of 2024" in english
    assert "60%, 补报展位数, by 张敏 on 2024-11-15" in english


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_a_report_can_be_made_again(bench: Bench, form: str) -> None:
    """Known at the day on which it was made, it has the bytes it had then, whatever was recorded since."""
    words = ("report", "--week", "2024-W45", "--known-at", "2024-11-11", "--format", form)
    bench.write(EARLY)
    then = bench.run(*words)
    bench.write(LATE)
    assert bench.run(*words) == then
    assert bench.run("report", "--week", "2024-W45", "--format", form).out != then.out


def test_the_foot_says_what_the_report_rests_on(bench: Bench) -> None:
    """The digests change with the plan file and with the records that count, and with nothing else."""
    before = bench.json(*W46)["grounds"]
    bench.write(LATE)
    after = bench.json(*W46)["grounds"]
    assert (before["plan"], before["version"]) == (after["plan"], after["version"])
    assert before["journal"] != after["journal"]
    bench.write(LATE)
    assert bench.json(*W46)["grounds"] == after
    bench.edit("title: {zh: 会展计划", "title: {zh: 会展工作计划")
    assert bench.json(*W46)["grounds"]["plan"] != after["plan"]


def test_a_report_on_a_terminal(bench: Bench) -> None:
    """A panel with the weeks before at its head, within the width; into a pipe none of it."""
    bench.write(EARLY)
    shown = on_terminal(bench, *W46, "--lang", "en", env={"TERM": "xterm"})
    assert (shown.code, widest(shown.out)) == (0, 80)
    assert uncoloured(shown.out).startswith("╭")
    assert "2024-08-04 to 2024-11-17" in uncoloured(shown.out)
    assert "╭" not in bench.program(*W46, "--lang", "en").out


def test_the_workbook_rests_on_the_same(bench: Bench) -> None:
    """Its last sheet has the digests that the JSON has, and its changes say what was restated."""
    bench.write(EARLY, LATE)
    told = bench.json(*W46)["grounds"]
    bench.run(*W46, "--lang", "en", "-o", "w.xlsx")
    book = CalamineWorkbook.from_path(str(bench.here / "w.xlsx"))
    cells = {
        name: {str(cell) for row in book.get_sheet_by_name(name).to_python() for cell in row}
        for name in book.sheet_names
    }
    assert {f"sha256 {told['plan']}", f"blake2b {told['journal']}"} <= cells[book.sheet_names[-1]]
    assert "Restated: week 45 of 2024" in cells["Restated week 45 of 2024"]


# silence

VIEWS = "status", "status 1", "list", "show 1.1", "show 1.2", "report --month 2024-11", "check"
NONE_ON_TRACK = re.compile(r"0 on track|^(?:\| )?On track +\|? *0.*$", re.MULTILINE)


def lit(found: Any) -> list[tuple[str, str]]:
    """Return the meaning and colour of every light in what is written for machines."""
    if isinstance(found, list):
        return [light for one in found for light in lit(one)]
    if not isinstance(found, dict):
        return []
    own = [(found["light"], found["colour"])] if "colour" in found and isinstance(found.get("light"), str) else []
    return own + [light for one in found.values() for light in lit(one)]


@pytest.mark.parametrize("rules", NAMES)
def test_what_fell_silent_is_on_track_nowhere(bench: Bench, rules: str) -> None:
    """Last reported on nine weeks ago, at 99%: no view and no format has another word or colour for it."""
    for ref in ("1.1", "1.2", "2"):
        bench.run("update", ref, "--status", "in-progress", "--percent", "99", "--on", "2024-09-20")
    for view in VIEWS:
        words = (*view.split(), "--as-of", "2024-11-17", "--rules", rules, "--lang", "en")
        assert {light for light in lit(bench.json(*words)) if light[0] == "on-track" or light[1] == "green"} == set()
        forms = {"report": ("text", "markdown"), "check": ("text", "github", "gitlab", "junit", "sarif")}
        for form in forms.get(words[0], ("text",)):
            assert "on track" not in NONE_ON_TRACK.sub("", bench.run(*words, "--format", form).out).lower()
    nobody = bench.json("list", "--light", "on-track", "--as-of", "2024-11-17", "--rules", rules)
    assert nobody["tasks"] == []

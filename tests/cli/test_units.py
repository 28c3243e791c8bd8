"""Units change names and end: each day has its name, and a successor answers from the next day on."""

from __future__ import annotations

import pytest
from cli_support import Bench

RENAMED = "stic: {zh: 新局, en: New Bureau, formerly: [{zh: 科创局, en: STI Bureau, until: 2024-06-30}]}"
ENDED = "stic: {zh: 科创局, en: STI Bureau, until: 2024-06-30, successor: lab}\n  lab: {zh: 实验室局, en: Lab Bureau}"


def leads(bench: Bench, day: str) -> list[list[str]]:
    """Return the leads of every task on a day."""
    return [task["lead"] for task in bench.json("list", "--as-of", day)["tasks"]]


def test_a_name_is_that_of_the_day(bench: Bench) -> None:
    """A view of a past day says the name of then, in text and in JSON; both names are understood."""
    bench.edit("stic: {zh: 科创局, en: STI Bureau}", RENAMED)
    assert "STI Bureau" in bench.run("show", "1.1", "--as-of", "2024-06-30", "--lang", "en").out
    now = bench.run("show", "1.1", "--as-of", "2024-07-01", "--lang", "en").out
    assert ("New Bureau" in now, "STI Bureau" in now) == (True, False)
    units = [bench.json("list", "--as-of", day)["units"]["stic"]["zh"] for day in ("2024-06-30", "2024-07-01")]
    assert units == ["科创局", "新局"]
    for name in ("科创局", "New Bureau", "stic"):
        assert bench.run("list", "--lead", name).out == bench.run("list", "--lead", "stic").out


def test_a_successor_answers_from_the_next_day_on(bench: Bench) -> None:
    """For every task that the unit led, whichever of the two is asked for."""
    bench.edit("stic: {zh: 科创局, en: STI Bureau}", ENDED)
    before, after = leads(bench, "2024-06-30"), leads(bench, "2024-07-01")
    assert ["stic"] in before
    assert after == [["lab" if unit == "stic" else unit for unit in lead] for lead in before]
    listed = [bench.run("list", "--lead", name, "--as-of", "2024-07-01").out for name in ("stic", "实验室局", "科创局")]
    assert len(set(listed)) == 1
    assert "1.1" in listed[0]


def test_a_report_is_on_whoever_answered_by_its_last_day(bench: Bench) -> None:
    """Of a past period that is the unit of then, under its own name, and of a later one its successor."""
    bench.edit("stic: {zh: 科创局, en: STI Bureau}", ENDED)
    for month, name, unit in (("2024-06", "STI Bureau", "stic"), ("2024-07", "Lab Bureau", "lab")):
        told = bench.json("report", "--month", month, "--lead", "stic")
        assert (told["narrowed"]["units"], bool(told["summary"]["total"])) == ([unit], True)
        assert f"({name})" in bench.run("report", "--month", month, "--lead", "stic", "--lang", "en").out


def test_nobody_is_assigned_to_a_unit_that_ended(bench: Bench) -> None:
    """The error names who succeeds it."""
    bench.edit("stic: {zh: 科创局, en: STI Bureau}", ENDED)
    done = bench.run("assign", "2", "stic", "--lang", "en")
    assert (done.code, done.err) == (2, "error: stic ended on 2024-06-30; assign lab\n")
    assert bench.records() == []


def test_a_unit_that_is_gone_keeps_its_name_and_is_found(bench: Bench) -> None:
    """Adoptions carry the names; the finding says how to put the unit back."""
    directory, lead = "  fund: {zh: 基金委", "due: 2024-12-31, lead: [stic]"
    bench.edit(directory, f"  gone: {{zh: 老办, en: Old Office}}\n{directory}")
    bench.edit(lead, "due: 2024-12-31, lead: [gone]")
    assert bench.run("adopt", "--reason", "调整").code == 0
    assert bench.records()[0]["units"]["gone"] == {"zh": "老办", "en": "Old Office"}
    bench.edit("  gone: {zh: 老办, en: Old Office}\n", "")
    bench.edit("due: 2024-12-31, lead: [gone]", lead)
    assert "Old Office" in bench.run("show", "2", "--lang", "en").out
    assert bench.json("list")["units"]["gone"]["zh"] == "老办"
    (found,) = (f for f in bench.json("check", "--lang", "en")["findings"] if f["rule"] == "invalid-plan")
    assert found["message"] == (
        "gone answers for 2 and is gone from `units:`; put it back, with `until:` and `successor:` if it ended"
    )


def test_a_unit_that_was_only_assigned_keeps_its_name(bench: Bench) -> None:
    """An adoption carries the names of all units of the plan, also of those that it gives no task."""
    directory = "  fund: {zh: 基金委"
    bench.edit(directory, f"  gone: {{zh: 老办, en: Old Office}}\n{directory}")
    bench.edit("due: 2024-12-31, lead: [stic]", "due: 2024-12-30, lead: [stic]")
    assert bench.run("adopt", "--reason", "调整").code == 0
    assert bench.run("assign", "2", "gone").code == 0
    bench.edit("  gone: {zh: 老办, en: Old Office}\n", "")
    assert "Lead      Old Office (assigned by" in bench.run("show", "2", "--lang", "en").out


@pytest.mark.parametrize(
    ("unit", "problem"),
    [
        ("until: 2024-06-30, successor: nobody", "no unit is called nobody; add it under `units:` or correct the name"),
        ("successor: fund", "stic has a successor and no last day; write `until:`"),
        ("until: 2024-06-30, successor: stic", "stic would succeed itself; correct `successor:`"),
    ],
)
def test_a_successor_exists_and_comes_after(bench: Bench, unit: str, problem: str) -> None:
    """`validate` names what is wrong."""
    bench.edit("en: STI Bureau}", f"en: STI Bureau, {unit}}}")
    done = bench.run("validate", "--lang", "en")
    assert (done.code, problem in done.out) == (1, True), done.out


def test_a_unit_that_ended_without_a_successor_is_found(bench: Bench) -> None:
    """Its open tasks have nobody who answers."""
    bench.edit("en: STI Bureau}", "en: STI Bureau, until: 2024-06-30}")
    told = bench.run("check", "--only", "no-lead", "--as-of", "2024-07-01", "--lang", "en").out
    assert "STI Bureau ended, and nobody succeeds it; write its `successor:`, or assign the task" in told
    assert "ended" not in bench.run("check", "--only", "no-lead", "--as-of", "2024-06-30", "--lang", "en").out

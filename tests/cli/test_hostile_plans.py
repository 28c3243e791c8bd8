"""Plans that are meant to harm: what `validate` reports never breaks a view, and every number has its range."""

from __future__ import annotations

import pytest
from cli_support import Bench

from plantrack.planfile import read_plan

VIEWS = (
    "status", "list", "show 1", "explain 1", "log", "baseline", "report", "check", "report --format json",
    "report --format html", "chart gantt", "chart burnup", "chart baseline", "chart units", "chart lights",
)  # fmt: skip
PERIOD = "{first: 2024-01-01, last: 2024-12-31}"
TWICE = "the reference {} is used twice; give this one a new number"
RANGE = "{} is too large; write a number of {} or less"
BROKEN = {
    "a child with its parent's reference": ('- ref: "1.1"', '- ref: "1"', [TWICE.format("1")]),
    "a milestone with its task's reference": ('ref: "1.1.1"', 'ref: "1.1"', [TWICE.format("1.1")]),
    "a task with the reference of one above it, further down": (
        '{ref: "1.2",', '{ref: "1.2", tasks: [{ref: "1", title: 一, kind: ongoing}],',
        ["1.2 has sub-tasks, so it has no kind of its own; remove `kind`", TWICE.format("1")],
    ),
    "days that are soon for ever": (
        "language: zh", "language: zh\npolicy: {due_soon: 999999999}", [RANGE.format(999999999, 10000)],
    ),
    "grace for ever": ("language: zh", "language: zh\npolicy: {grace: 999999999}", [RANGE.format(999999999, 10000)]),
    "a weight beyond all": ('{ref: "1.2",', '{ref: "1.2", weight: 99999999999999999,',
                            [RANGE.format(99999999999999999, 1000000)]),
    "a section beyond all": ("sections: {1: {zh: 企业, en: Enterprises},", "sections: {1999999: 企业, 1: 企业,",
                             [RANGE.format(1999999, 999999)]),
    "a start in the first year": ("due: 2024-11-16", "due: 2024-11-16\n        start: 0001-01-01",
                                  ["0001-01-01 is in no year from 1900 to 2999; correct it"]),
    "a due date in the last year": ("due: 2024-11-16", "due: 9999-12-31",
                                    ["9999-12-31 is in no year from 1900 to 2999; correct it"]),
    "a baseline of no year": ("year: 2023", "year: 999999999", [RANGE.format(999999999, 2999)]),
    "a period of centuries": (PERIOD, "{first: 1900-01-01, last: 2999-12-31}", []),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_reported_breaks_no_view(bench: Bench, name: str) -> None:
    """`validate` says what is wrong, and every view of the plan is shown; what is wrong is left out there."""
    old, new, said = BROKEN[name]
    bench.edit(old, new)
    validated = bench.run("validate", "--lang", "en")
    assert {*said} <= {line.split(": ", 1)[1] for line in validated.out.splitlines()}, validated.out
    for words in VIEWS:
        done = bench.run(*words.split(), "--lang", "en", "--as-of", "2024-11-18")
        assert done.code == int(words == "check"), (words, done.err)


def test_a_repeated_reference_counts_once(bench: Bench) -> None:
    """Of two tasks with one reference, the one that stands first is the task; the parent keeps its other sub-task."""
    bench.edit('- ref: "1.1"', '- ref: "1"')
    assert [*read_plan(bench.folder).plan.by_ref] == ["1", "1.2", "2"]


def test_a_period_of_all_time_is_no_plan(bench: Bench) -> None:
    """Where a key that a plan needs cannot be read, every view says so, with the place."""
    bench.edit(PERIOD, "{first: 0001-01-01, last: 9999-12-31}")
    for words in VIEWS:
        done = bench.run(*words.split(), "--lang", "en")
        assert done.code in (1, 3), (words, done.err)
        assert "plan.yaml:" in (done.err or done.out)

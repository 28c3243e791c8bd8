"""`date`, and dates as people write them wherever a command takes one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from cli_support import Bench, Run


def days(bench: Bench, *words: str) -> list[tuple[str, str]]:
    """Return the first and the last day of what `date` shows."""
    return [(one["first"], one["last"]) for one in bench.json("date", *words)["dates"]]


def test_date_shows_how_expressions_are_read(bench: Bench) -> None:
    """One line for each: a day, a run of days, what comes again and again."""
    done = bench.run("date", "6月底", "9月底前", "每周五", "in 5 working days", "--lang", "en")
    assert done == Run(0, """\
6月底: 2024-06-30 (day)
9月底前: 2024-01-01 to 2024-09-30 (range)
每周五: every Friday, from 2024-01-05 to 2024-12-27
  by the rule FREQ=WEEKLY;BYDAY=FR
  next 2024-11-22
in 5 working days: 2024-11-25 (day)
""", "")  # fmt: skip


def test_date_in_chinese(bench: Bench) -> None:
    """The plan's own language, unless another is asked for; what is provisional is said."""
    done = bench.run("date", "10月中旬", "三天后", "5个工作日内", "--today", "2031-03-03")
    assert (
        done.out
        == """\
10月中旬：2024-10-11至2024-10-20（旬）
三天后：2031-03-06（日）
5个工作日内：2031-03-03至2031-03-10（区间）；暂定：放假安排尚未公布
"""
    )


def test_date_for_machines(bench: Bench) -> None:
    """The usual envelope; as-of is the day it was read on."""
    assert bench.json("date", "每月25日", "--today", "2024-06-01") == {
        "schema": "plantrack.date/1",
        "plan": "fairs",
        "as_of": "2024-06-01",
        "known_at": None,
        "dates": [
            {
                "text": "每月25日",
                "first": "2024-01-25",
                "last": "2024-12-25",
                "precision": "day",
                "rule": "FREQ=MONTHLY;BYMONTHDAY=25",
                "next": "2024-06-25",
                "moved": None,
                "provisional": False,
            }
        ],
    }


def test_one_that_is_refused_hides_no_other(bench: Bench) -> None:
    """Exit code 2, and why on stderr."""
    done = bench.run("date", "6", "Q3", "11/12", "--lang", "en")
    assert (done.code, done.out) == (2, "Q3: 2024-07-01 to 2024-09-30 (quarter)\n")
    assert done.err == (
        "error: '6': it can be a day, a month or a number; write June, June 6 or 2024-06-06\n"
        "error: '11/12': day, month and year can be read in several ways; "
        "write November 12 or 2024-11-12\n"
    )


def test_what_was_typed_is_shown_inert(bench: Bench) -> None:
    """Control characters are spelled out."""
    done = bench.run("date", "\x1b[31m", "--lang", "en")
    assert (done.code, "\x1b" in done.err) == (2, False)


def test_date_needs_no_plan(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one, years are today's; one that is named must be there."""
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    assert bench.run("date", "年底前", "tomorrow").out == (
        "年底前: 2024-01-01 to 2024-12-31 (range)\ntomorrow: 2024-11-19 (day)\n"
    )
    assert bench.json("date", "6月底", "--today", "2026-02-02")["plan"] is None
    assert days(bench, "6月底", "--today", "2026-02-02") == [("2026-06-30", "2026-06-30")]
    assert bench.run("date", "6月底", "--plan", "nope").code == 4
    assert bench.run("date", "6月底", "--today", "soon").code == 2


def test_with_several_plans_one_has_to_be_named(bench: Bench) -> None:
    """Their years may differ."""
    (bench.here / "plans" / "other").mkdir()
    (bench.here / "plans" / "other" / "plan.yaml").write_text("id: other\n", "utf-8")
    assert bench.run("date", "6月底").code == 4
    assert days(bench, "6月底", "--plan", "fairs") == [("2024-06-30", "2024-06-30")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("status", "--as-of", "yesterday"), "2024-11-17"),
        (("status", "--as-of", "6月底"), "2024-06-30"),
        (("status", "--as-of", "11月1日"), "2024-11-01"),
        (("report", "--from", "10月", "--to", "10月"), "2024-10-31"),
        (("report", "--from", "三季度", "--to", "10月中旬"), "2024-10-20"),
    ],
)
def test_views_take_expressions(bench: Bench, words: tuple[str, ...], expected: str) -> None:
    """As of one day; a range from the first day of the one to the last of the other."""
    assert bench.json(*words)["as_of"] == expected


def test_a_range_of_a_report(bench: Bench) -> None:
    """From the first day of `--from` to the last of `--to`."""
    period = bench.json("report", "--from", "三季度", "--to", "10月中旬")["period"]
    assert (period["first"], period["last"]) == ("2024-07-01", "2024-10-20")


def test_a_day_in_other_options(bench: Bench) -> None:
    """`--known-at` takes one day, `--since` the first of several, `--due-by` the last."""
    assert bench.json("status", "--known-at", "yesterday")["known_at"] == "2024-11-17"
    assert bench.json("log", "--since", "9月")["updates"] != []
    assert bench.run("list", "--due-by", "10月") == bench.run("list", "--due", "2024-10-31")
    refused = bench.run("status", "--known-at", "last week", "--lang", "en")
    assert (refused.code, refused.err) == (
        2, "error: 'last week' is 2024-11-11 to 2024-11-17; a single day is needed here\n",
    )  # fmt: skip


def test_records_take_expressions(bench: Bench) -> None:
    """`--on` one day; a new due date is the last day of what was said."""
    assert bench.run("done", "1.1.1", "--on", "11月17日（星期日）").code == 0
    assert bench.run("done", "1.1.1", "--on", "11月17日（星期五）").code == 2
    assert bench.run("reschedule", "2", "次年3月底前", "--reason", "x").code == 0
    assert bench.run("reschedule", "2", "next friday", "--reason", "x").code == 2
    assert [(r["on"], r.get("due")) for r in bench.records()] == [("2024-11-17", None), ("2024-11-18", "2025-03-31")]


def test_a_day_counted_beyond_the_notices_is_told(bench: Bench) -> None:
    """The days off may yet move it."""
    done = bench.run("list", "--due-by", "in 2000 working days", "--lang", "en")
    assert done.code == 0
    assert done.err.startswith("warning: 'in 2000 working days': the days off up to 203")


def test_the_offices_calendar_counts(bench: Bench) -> None:
    """It is read beside the plan; its problems are told once, and by `validate` with their line."""
    calendar = bench.folder / "calendar.yaml"
    calendar.write_text("holidays: [2024-11-20]\n", "utf-8")
    assert days(bench, "in 5 working days") == [("2024-11-26", "2024-11-26")]
    assert bench.run("validate").code == 0
    weekly = bench.json("date", "每周三", "--today", "2024-11-19")["dates"][0]
    assert (weekly["next"], weekly["moved"]) == ("2024-11-20", "2024-11-22")
    worked = bench.json("date", "每个工作日", "--today", "2024-11-20")["dates"][0]
    assert (worked["next"], worked["moved"]) == ("2024-11-21", None)
    calendar.write_text("holidays: [2024-11-31]\n", "utf-8")
    told = bench.run("date", "today", "in 5 working days", "--lang", "en").err
    assert told == "warning: plans/fairs/calendar.yaml has 1 problem; see `plantrack validate`\n"
    done = bench.run("validate", "--lang", "en")
    assert (done.code, "calendar.yaml:1:12: the day 2024-11-31 does not exist" in done.out) == (1, True)


def test_a_plain_day_loads_no_grammar(bench: Bench) -> None:
    """What is written as 2024-11-17 costs what it did."""
    code = "import sys; from plantrack.cli import run; sys.argv = ['plantrack', 'check', '--as-of', '2024-11-17']\n"
    code += "try: run()\nexcept SystemExit: pass\n"
    code += "print(sorted(m for m in sys.modules if m.startswith('plantrack.dates.')))"
    import subprocess

    done = subprocess.run([sys.executable, "-c", code], cwd=bench.here, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "['plantrack.dates.periods', 'plantrack.dates.workdays']"

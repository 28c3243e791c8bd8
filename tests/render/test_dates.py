"""How dates are read, written down."""

from __future__ import annotations

from datetime import date
from json import loads

from plantrack.dates.expressions import read
from plantrack.dates.periods import Period
from plantrack.dates.workdays import NONE
from plantrack.render.dates import as_json, as_text

TODAY = date(2024, 11, 12)
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
FOUND = [read(text, TODAY, YEAR) for text in ("6月底", "三季度", "每周五")]


def test_lines() -> None:
    """One line for each, two more for what recurs, in the language of the reader."""
    assert as_text(FOUND, TODAY, NONE, "en") == (
        "6月底: 2024-06-30 (day)\n"
        "三季度: 2024-07-01 to 2024-09-30 (quarter)\n"
        "每周五: every Friday, from 2024-01-05 to 2024-12-27\n"
        "  by the rule FREQ=WEEKLY;BYDAY=FR\n"
        "  next 2024-11-15\n"
    )
    assert as_text(FOUND[:1], TODAY, NONE, "zh") == "6月底：2024-06-30（日）\n"


def test_json_without_a_plan() -> None:
    """The envelope, and each as first, last, precision and rule."""
    told = loads(as_json(FOUND[:1], TODAY, NONE, None))
    assert told == {
        "schema": "plantrack.date/1", "plan": None, "as_of": "2024-11-12", "known_at": None,
        "dates": [{
            "text": "6月底", "first": "2024-06-30", "last": "2024-06-30", "precision": "day", "rule": None,
            "next": None, "moved": None, "provisional": False,
        }],
    }  # fmt: skip


def test_the_next_day_may_be_a_day_off() -> None:
    """The day to which a report moves stands beside it, in every language."""
    feast = date(2024, 10, 1)
    lines = as_text(FOUND[2:], feast, NONE, "en").splitlines()
    assert lines[2:] == ["  next 2024-10-04 (day off: moves to 2024-10-09)"]
    assert as_text(FOUND[2:], feast, NONE, "zh").splitlines() == [
        "每周五：每逢星期五，2024-01-05至2024-12-27",
        "  规则：FREQ=WEEKLY;BYDAY=FR",
        "  下一次：2024-10-04（放假，顺延至2024-10-09）",
    ]
    told = loads(as_json(FOUND[2:], feast, NONE, None))["dates"][0]
    assert (told["next"], told["moved"], told["provisional"]) == ("2024-10-04", "2024-10-09", False)


def test_what_is_over_has_no_next_day() -> None:
    """Not any more in the plan."""
    over = date(2025, 1, 1)
    assert as_text(FOUND[2:], over, NONE, "en").splitlines()[1:] == ["  by the rule FREQ=WEEKLY;BYDAY=FR"]
    told = loads(as_json(FOUND[2:], over, NONE, None))["dates"][0]
    assert (told["next"], told["moved"], told["provisional"]) == (None, None, False)


def test_a_next_day_of_a_year_without_a_notice_is_provisional() -> None:
    """Lines and JSON say it; no line needs more than 80 columns."""
    today = date(2031, 10, 1)
    found = [read("每季度首月4日前", today)]
    assert as_text(found, today, NONE, "en") == (
        "每季度首月4日前: day 4 of Jan, Apr, Jul, Oct, from 2031-01-04 to 2031-10-04\n"
        "  by the rule FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=4\n"
        "  next 2031-10-04 (day off: moves to 2031-10-07)\n"
        "  provisional: days off are not published yet\n"
    )
    assert loads(as_json(found, today, NONE, None))["dates"][0]["provisional"] is True

"""How dates are read, written down."""

from __future__ import annotations

from datetime import date
from json import loads

from plantrack.dates.expressions import read
from plantrack.dates.periods import Period
from plantrack.render.dates import as_json, as_text

TODAY = date(2024, 11, 12)
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
FOUND = [read(text, TODAY, YEAR) for text in ("6月底", "三季度", "每周五")]


def test_lines() -> None:
    """One line for each, in the language of the reader."""
    assert as_text(FOUND, "en") == (
        "6月底: 2024-06-30 (day)\n"
        "三季度: 2024-07-01 to 2024-09-30 (quarter)\n"
        "每周五: again and again from 2024-01-05 to 2024-12-27 (FREQ=WEEKLY;BYDAY=FR)\n"
    )
    assert as_text(FOUND[:1], "zh") == "6月底：2024-06-30（日）\n"


def test_json_without_a_plan() -> None:
    """The envelope, and each as first, last, precision and rule."""
    told = loads(as_json(FOUND[:1], TODAY, None))
    assert told == {
        "schema": "plantrack.date/1", "plan": None, "as_of": "2024-11-12", "known_at": None,
        "dates": [{
            "text": "6月底", "first": "2024-06-30", "last": "2024-06-30", "precision": "day", "rule": None,
            "provisional": False,
        }],
    }  # fmt: skip

"""Units behind a number, and every word of their table."""

from __future__ import annotations

import pytest
from differences import differing

from plantrack.documents.figures.extraction import find_figures, scan_amounts
from plantrack.documents.figures.unit_words import UnitMatch, unit_at
from plantrack.documents.vocabulary import table
from plantrack.model.measures import SHORTER

WORDS = table("figure_units")
SPECIAL = {"年", "届", "倍"}
"""Units that count only with other words beside them."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("家企业", UnitMatch("家", 1, 1)),
        ("人次以上", UnitMatch("人次", 4, 2, None, "以上")),
        ("人均", UnitMatch("", 0, 0)),
        ("元/平方米", UnitMatch("元/平方米", 5, 5)),
        ("台(套)", UnitMatch("台(套)", 4, 4)),
        ("个多月", UnitMatch("个月", 3, 3, "多")),
        ("户及以上", UnitMatch("户", 4, 1, None, "及以上")),
        ("万家", UnitMatch("", 0, 0)),
        ("吨级泊位", UnitMatch("吨级", 2, 2)),
        ("大产业", UnitMatch("大", 1, 1)),
        ("kmh", UnitMatch("", 0, 0)),
        (" 亿", UnitMatch("", 0, 0)),
        ("", UnitMatch("", 0, 0)),
    ],
)
def test_a_unit_is_the_longest_that_fits(text: str, expected: UnitMatch) -> None:
    """With the qualifier behind it; a longer word that begins like a unit is none."""
    assert unit_at(text, 0) == expected


def read(text: str) -> tuple[float, str]:
    """Return value and unit of the only figure of a text."""
    (found,) = find_figures(scan_amounts(text), 2024, planned=False)
    return found.value, found.unit


def test_every_unit_is_read() -> None:
    """After a number with a magnitude."""
    units = {u for name in ("measures", "classifiers", "letters") for u in WORDS[name]} - SPECIAL
    assert (
        differing(units, lambda unit: read(f"累计达到3万{unit}。"), lambda unit: (30_000, SHORTER.get(unit, unit)))
        == {}
    )


def test_every_noun_and_share_is_read() -> None:
    """After plain digits."""
    units = WORDS["nouns"] + WORDS["shares"]
    assert differing(units, lambda unit: read(f"累计达到12{unit}。"), lambda unit: (12, unit)) == {}


def test_no_unit_is_read_at_the_beginning_of_another_word() -> None:
    """人 of 人均 counts nothing."""
    assert differing(WORDS["broken"], lambda word: unit_at(word, 0).name, lambda _: "") == {}


@pytest.mark.parametrize("word", WORDS["joined"])
def test_what_stands_in_brackets_belongs_to_the_unit(word: str) -> None:
    """台（套）."""
    (found,) = find_figures(scan_amounts(f"更新设备30台（{word}）。"), 2024, planned=False)
    assert (found.quote, found.unit) == (f"30台（{word}）", f"台（{word}）")

"""The bar of lights: its parts add up to the tasks, each in its own colour and with its own label."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from drawn import SVG, boxes, cut_off, misplaced, page_of
from hypothesis import given
from hypothesis import strategies as st
from support import plan

from plantrack.evaluation.facts import USUAL_COLOURS, Colour, Meaning
from plantrack.model.percentages import rounded_percent, share
from plantrack.render.charts.shares import share_bar
from plantrack.reports.cells import LightShare, PercentCell

PAGE = page_of(plan("tasks: []"))


def shares(counts: Mapping[Meaning, int]) -> tuple[LightShare, ...]:
    """Return the shares of lights."""
    tasks = sum(counts.values())
    return tuple(
        LightShare(meaning, USUAL_COLOURS[meaning], n, PercentCell(rounded_percent(share(n, tasks))))
        for meaning, n in counts.items()
    )


@given(
    language=st.sampled_from(["zh", "en"]),
    wide=st.sampled_from([320, 358, 608, 960]),
    counts=st.dictionaries(st.sampled_from(Meaning), st.integers(1, 400), min_size=1),
)
def test_it_adds_up(language: str, wide: int, counts: dict[Meaning, int]) -> None:
    """Each part is as long as its share; its words stand in it or below it, once, whole, and over nothing."""
    found = share_bar(shares(counts), page_of(plan("tasks: []"), language), wide)
    parts = [e for e in ET.fromstring(found.svg).iter(f"{SVG}rect") if e.find(f"{SVG}title") is not None]  # noqa: S314
    lengths = [float(e.attrib["width"]) for e in parts]
    tasks = sum(counts.values())
    assert all(abs(length - wide * n / tasks) <= 1.1 for length, n in zip(lengths, counts.values(), strict=True))
    words = [e.findtext(f"{SVG}title") for e in parts]
    told = [box.words for box in boxes(found.svg)]
    assert [told.count(one or "") for one in words] == [1] * len(words)
    assert (misplaced(found.svg), cut_off(found.svg)) == ([], [])
    assert all(one in found.alternative for one in words if one)


def test_its_words() -> None:
    """Sign, light, number and share."""
    found = share_bar(shares({Meaning.DONE: 1, Meaning.UNREPORTED: 43}), PAGE)
    assert (found.title, found.alternative) == ("44 tasks by light", "done 1 (2.3%), unreported 43 (97.7%)")
    assert [box.words for box in boxes(found.svg)] == ["?", "unreported 43 (97.7%)", "done 1 (2.3%)"]


def test_done_and_on_track_are_told_apart() -> None:
    """They have one colour, which is faint for on track."""
    found = share_bar(shares({Meaning.DONE: 1, Meaning.ON_TRACK: 1}), PAGE)
    parts = [e for e in ET.fromstring(found.svg).iter(f"{SVG}rect") if e.find(f"{SVG}title") is not None]  # noqa: S314
    assert [e.get("fill-opacity") for e in parts] == [None, "0.25"]
    assert {e.get("class") for e in parts} == {f"pt-{Colour.GREEN}"}


def test_no_tasks() -> None:
    """An empty bar."""
    assert share_bar((), PAGE).alternative == ""

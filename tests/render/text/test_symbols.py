"""Bars, sparklines and lights as characters."""

from __future__ import annotations

import pytest
from showcase import SHOWN, ctx

from plantrack.evaluation.facts import USUAL_COLOURS, Light, Meaning, Reason
from plantrack.render.context import RenderContext
from plantrack.render.phrases import SIGNS
from plantrack.render.text.symbols import STYLES, bar, light_text, sparkline


@pytest.mark.parametrize(
    ("percent", "drawn"),
    [
        (None, "········"),
        (0, "░░░░░░░░"),
        (50, "████░░░░"),
        (94, "███████░"),
        (99.9, "███████░"),
        (0.1, "█░░░░░░░"),
        (100, "████████"),
    ],
)
def test_a_bar(percent: float | None, drawn: str) -> None:
    """Eight cells, full only at 100 and empty only at 0; what nobody reported is no bar at all, which is not 0%."""
    assert bar(percent, 50, ctx("en")).plain == drawn


@pytest.mark.parametrize(("expected", "place"), [(50, 4), (1, 0), (99, 7), (0, None), (100, None), (None, None)])
def test_in_colour_a_bar_marks_what_is_expected(expected: float | None, place: int | None) -> None:
    """One cell reversed, unless nothing or everything is expected."""
    drawn = bar(30, expected, RenderContext(SHOWN, colour=True))
    cells = [style for text, style in drawn.pieces for _ in text]
    assert [number for number, style in enumerate(cells) if style == "reverse"] == ([] if place is None else [place])
    assert drawn.plain == "██░░░░░░"


def test_a_sparkline() -> None:
    """A character per percentage, the highest only for 100, the lowest only for 0; what nobody reported is a dot."""
    assert sparkline([None, 0, 0.1, 12, 50, 99.9, 100]) == "·▁▂▂▅▇█"
    assert sparkline([]) == ""


@pytest.mark.parametrize("meaning", Meaning)
def test_every_light_has_a_sign_and_a_colour(meaning: Meaning) -> None:
    """The sign says without colour what the colour says; no two lights share one."""
    name, reason = light_text(Light(meaning, (Reason("blocked"),)), ctx("en")).pieces
    assert name == (f"{SIGNS[meaning]} {ctx('en').say(f'light {meaning}')}", STYLES[USUAL_COLOURS[meaning]])
    assert reason == (" blocked", "")
    assert len(set(SIGNS.values())) == len(Meaning)


def test_the_light_of_a_parent() -> None:
    """Each light of its leaves with its own sign, colour and number, the worst first."""
    light = Light(Meaning.UNREPORTED, (), ((Meaning.DONE, 2), (Meaning.UNREPORTED, 3)))
    assert [light_text(light, ctx(lang)).plain for lang in ("zh", "en")] == [
        "? 应报未报 3、✓ 完成 2",
        "? unreported 3, ✓ done 2",
    ]
    assert light_text(Light(Meaning.DONE, (Reason("done"),)), ctx("en")).plain == "✓ done"

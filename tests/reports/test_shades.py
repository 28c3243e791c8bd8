"""Shades: lights that charts tell apart, counted."""

from __future__ import annotations

from drawn import data_of

from plantrack.evaluation.facts import Colour, Light, Meaning
from plantrack.model.plan import Text
from plantrack.reports.shades import added, shade, shades, tally

OWN = Light(Meaning.ATTENTION, colour=Colour.ORANGE, words=Text("橙灯", "orange light"))
USUAL, DONE = Light(Meaning.ATTENTION), Light(Meaning.DONE)


def test_offices_colours_are_told_apart() -> None:
    """A light with its own colour and words is another shade than the usual one; the worst comes last."""
    assert shades([shade(OWN), shade(USUAL), shade(DONE), shade(OWN)]) == (shade(DONE), shade(OWN), shade(USUAL))


def test_a_tally_adds_up_to_the_tasks() -> None:
    """Of those without sub-tasks, at and below some rows."""
    found = tally(data_of().rows)
    assert [(light.meaning.value, count) for light, count in found] == [
        ("done", 1),
        ("unreported", 1),
        ("off-track", 2),
    ]
    assert sum(count for _, count in found) == data_of().summary.tasks
    assert added(tally((row,)) for row in data_of().rows) == found


def test_the_usual_colour_makes_no_other_shade() -> None:
    """A rule that names the colour that its meaning has anyway."""
    named = Light(Meaning.ATTENTION, colour=Colour.YELLOW)
    assert added([((shade(named), 1),), ((shade(USUAL), 2),)]) == ((shade(USUAL), 3),)

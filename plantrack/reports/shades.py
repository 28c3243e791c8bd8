"""Shades: lights as pictures tell them apart, and how many tasks have each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from plantrack.evaluation.evaluate import TaskEvaluation, leaves
from plantrack.evaluation.facts import Light, Meaning

Tally = tuple[tuple[Light, int], ...]
"""How many tasks have each shade, from the best to the worst; these add up to the tasks."""


def shade(light: Light) -> Light:
    """Return a light as charts distinguish it: its meaning, its colour and an office's own words, without reasons."""
    return Light(light.meaning, colour=light.shade, words=light.words)


def shades(lights: Iterable[Light]) -> tuple[Light, ...]:
    """Return each shade once, from the best to the worst."""
    return tuple(sorted(dict.fromkeys(map(shade, lights)), key=lambda light: list(Meaning).index(light.meaning)))


def tally(rows: Sequence[TaskEvaluation]) -> Tally:
    """Return how many tasks without sub-tasks have each shade, here and below."""
    return tallied(leaf.light for leaf in leaves(rows))


def tallied(lights: Iterable[Light]) -> Tally:
    """Return how many lights have each shade."""
    counts = Counter((light.meaning, light.colour, light.words) for light in lights)
    return added(
        ((shade(Light(meaning, colour=colour, words=words)), count),)
        for (meaning, colour, words), count in counts.items()
    )


def added(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of tallies."""
    counts: Counter[Light] = Counter()
    for light, count in chain.from_iterable(tallies):
        counts[light] += count
    return tuple((light, counts[light]) for light in shades(counts))

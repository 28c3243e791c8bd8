"""The judge: tries the rules of a set on a task's facts, in order, and says which fired and why."""

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from msgspec import Struct

from plantrack.dates.workdays import NONE, Calendar
from plantrack.evaluation.facts import Colour, Light, Meaning, Reason, TaskFacts
from plantrack.evaluation.lights.conditions import CONDITIONS, TOLD, Seen, told_beside, told_number
from plantrack.evaluation.lights.rules import CLOSING, GREEN, Bounds, LightRule, RuleSet, looks_well

SEVEREST = (Colour.RED, Colour.ORANGE, Colour.YELLOW, Colour.PURPLE, Colour.BLUE, Colour.GREEN, Colour.GREY)
"""Colours from the worst to the best: of leaves with one meaning and several colours, a parent shows the worst."""

SILENT_LIGHT = Light(Meaning.ATTENTION, (Reason("silent"),))
"""Under every rule set: what was not heard of for a whole period is not on track, also where nothing is owed."""


class Condition(Struct, frozen=True):
    """One condition of a rule as it was tried: what was wanted, what was found as it is shown, and whether it holds."""

    name: str
    wanted: object
    found: Seen
    holds: bool


class RuleTrial(Struct, frozen=True):
    """One rule as it was tried, with all its conditions; `number` counts from 1."""

    number: int
    rule: LightRule
    conditions: tuple[Condition, ...]

    @property
    def holds(self) -> bool:
        """Tell whether every condition holds."""
        return all(condition.holds for condition in self.conditions)


class Judge:
    """Judges leaves by one rule set; `calendar` says which days are worked."""

    def __init__(self, rules: RuleSet, calendar: Calendar = NONE) -> None:
        self.rules, self._calendar = rules, calendar
        self._tests = [
            (rule, [(CONDITIONS[name], _fitting(wanted)) for name, wanted in rule.when.given().items()])
            for rule in rules.rules
        ]

    def light(self, facts: TaskFacts) -> Light:
        """Return the light of a leaf: the first rule's that fires, and every reason that holds beside it."""
        fired = self._fired(facts)
        first, why = fired[0], self._reason(fired[0], facts)
        if facts.stale and first.light is not Meaning.NOT_DUE and looks_well(first):
            return SILENT_LIGHT
        beside = () if first.light in CLOSING else (rule for rule in fired[1:] if rule.light not in GREEN)
        reasons = {why.code: why}
        for rule in beside:
            reasons.setdefault(rule.because.value, self._reason(rule, facts))
        return Light(first.light, tuple(reasons.values()), colour=first.colour, words=first.words)

    def _fired(self, facts: TaskFacts) -> list[LightRule]:
        """Return the rules that hold; a plain loop, for it runs for every task of a plan."""
        fired = []
        for rule, tests in self._tests:
            for look, fits in tests:
                if not fits(look(facts, self._calendar)):
                    break
            else:
                fired.append(rule)
        return fired

    def tries(self, facts: TaskFacts) -> tuple[RuleTrial, ...]:
        """Return every rule of the set as tried on a leaf."""
        return tuple(
            RuleTrial(number, rule, tuple(self._tried(facts, *given) for given in rule.when.given().items()))
            for number, rule in enumerate(self.rules.rules, 1)
        )

    def _tried(self, facts: TaskFacts, name: str, wanted: object) -> Condition:
        found = CONDITIONS[name](facts, self._calendar)
        shown = told_number(name, facts, found) if isinstance(found, float | Fraction) else found
        return Condition(name, wanted, shown, _fitting(wanted)(found))

    def _reason(self, rule: LightRule, facts: TaskFacts) -> Reason:
        """Return why a rule fired: its code, and the number of the condition that says most."""
        name = next((name for name in TOLD if getattr(rule.when, name) is not None), None)
        if name is None:
            return Reason(rule.because.value)
        found = CONDITIONS[name](facts, self._calendar)
        return Reason(rule.because.value, told_number(name, facts, found), told_beside(name, facts))


def _fitting(wanted: object) -> Callable[[Any], bool]:
    """Return what tells whether something found is what was wanted; what is not known fits nothing."""
    if isinstance(wanted, Bounds):
        return lambda found: found is not None and wanted.hold(found)
    if isinstance(wanted, tuple):
        return lambda found: found in wanted
    return lambda found: found == wanted


def worst(lights: Sequence[Light]) -> Light:
    """Return a parent's light: the worst of its leaves', its reasons, and how many leaves have each light."""
    counts = Counter(dict.fromkeys(Meaning, 0))
    for light in lights:
        counts.update(dict(light.counts) or {light.meaning: 1})
    found = tuple((meaning, counts[meaning]) for meaning in Meaning if counts[meaning])
    meaning = found[-1][0]
    those = [light for light in lights if light.meaning is meaning]
    reasons = {reason.code: Reason(reason.code) for light in those for reason in light.reasons}
    colours = {light.shade: light.colour for light in those}
    colour = next((colours[shade] for shade in SEVEREST if shade in colours), None)
    return Light(meaning, tuple(reasons.values()), found, colour)

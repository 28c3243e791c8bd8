"""The judge: tries the rules of a set on a task's facts, in order, and says which fired and why."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from operator import eq
from typing import Any

from msgspec import UNSET, Struct, UnsetType

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


class PreparedRule(Struct, frozen=True):
    """A rule with its conditions, each with what looks at the facts and what tells whether it holds.

    `told` is the condition whose number is told with the reason, None where none has one. The rule `closes` a task, or
    an open one on which something is due looks `well` under it; `beside` another rule that fired its reason is told.
    """

    rule: LightRule
    tests: tuple[tuple[str, Callable[[TaskFacts, Calendar], Seen], Callable[[Any], bool]], ...]
    told: str | None
    reason: Reason
    closes: bool
    well: bool
    beside: bool


def _prepared(rule: LightRule) -> PreparedRule:
    tests = tuple((name, CONDITIONS[name], _fitting(wanted)) for name, wanted in rule.when.given().items())
    told = next((name for name in TOLD if getattr(rule.when, name) is not None), None)
    well = rule.light is not Meaning.NOT_DUE and looks_well(rule)
    reason = Reason(rule.because.value)
    return PreparedRule(rule, tests, told, reason, rule.light in CLOSING, well, rule.light not in GREEN)


class Judge:
    """Judges leaves by one rule set; `calendar` says which days are worked. Without `reasons`, the first is enough."""

    def __init__(self, rules: RuleSet, calendar: Calendar = NONE, *, reasons: bool = True) -> None:
        self.rules, self._calendar, self._reasons = rules, calendar, reasons
        self._prepared = [_prepared(rule) for rule in rules.rules]

    def light(self, facts: TaskFacts) -> Light:
        """Return the light of a leaf: the first rule's that fires, and every reason that holds beside it."""
        seen: dict[str, Seen] = {}
        fired = self._fired(facts, seen)
        first = fired[0].rule
        if fired[0].well and facts.stale:
            return SILENT_LIGHT
        reasons: dict[str, Reason] = {}
        for one in fired:
            code = one.reason.code
            if code not in reasons and (one.beside or one.rule is first):
                reasons[code] = one.reason if one.told is None else _told(one.told, code, facts, seen)
        return Light(first.light, tuple(reasons.values()), colour=first.colour, words=first.words)

    def _fired(self, facts: TaskFacts, seen: dict[str, Seen]) -> list[PreparedRule]:
        """Return the rules that hold: one alone if the first closes the task, or is enough; `seen`: what was looked at.

        A plain loop, for it runs for every task of a plan.
        """
        fired: list[PreparedRule] = []
        calendar = self._calendar
        for one in self._prepared:
            for name, look, fits in one.tests:
                found: Seen | UnsetType = seen.get(name, UNSET)
                if found is UNSET:
                    found = seen[name] = look(facts, calendar)
                if not fits(found):
                    break
            else:
                fired.append(one)
                if fired[0].closes or not self._reasons:
                    break
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


def _told(name: str, code: str, facts: TaskFacts, seen: Mapping[str, Seen]) -> Reason:
    """Return a reason with the number of a condition."""
    return Reason(code, told_number(name, facts, seen[name]), told_beside(name, facts))


def _fitting(wanted: object) -> Callable[[Any], bool]:
    """Return what tells whether something found is what was wanted; what is not known fits nothing."""
    if isinstance(wanted, Bounds):
        return wanted.within
    return wanted.__contains__ if isinstance(wanted, tuple) else partial(eq, wanted)


def worst(lights: Sequence[Light]) -> Light:
    """Return a parent's light: the worst of its leaves', its reasons, and how many leaves have each light."""
    counts = Counter(light.meaning for light in lights if not light.counts)
    for meaning, count in (pair for light in lights for pair in light.counts):
        counts[meaning] += count
    found = tuple((meaning, counts[meaning]) for meaning in Meaning if counts[meaning])
    meaning = found[-1][0]
    those = [light for light in lights if light.meaning is meaning]
    reasons = {reason.code: Reason(reason.code) for light in those for reason in light.reasons}
    colours = {light.shade: light.colour for light in those}
    colour = next((colours[shade] for shade in SEVEREST if shade in colours), None)
    return Light(meaning, tuple(reasons.values()), found, colour)

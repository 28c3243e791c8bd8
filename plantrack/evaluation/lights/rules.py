"""Rule sets: what a light means to an office, as data. Their files are read elsewhere; `judge` tries them.

A rule fires when every condition of its `when` holds; the first that fires gives the light.
"""

from collections.abc import Callable, Iterator
from math import inf, nextafter

from msgspec import Struct

from plantrack.errors import Message, message
from plantrack.evaluation.facts import Colour, Meaning, ReasonCode
from plantrack.model.percentages import Exact
from plantrack.model.plan import TaskKind, Text
from plantrack.model.plan_fields import Words
from plantrack.model.policy import Identifier
from plantrack.model.state import Status


class Bounds(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Between which numbers something must lie; what is left out sets no bound."""

    over: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    under: float | None = None

    @property
    def within(self) -> Callable[[float | Exact | None], bool]:
        """What tells whether a number lies within: it is compared as the float nearest to it. None never does."""
        least = max([-inf, *(bound for bound in (self.at_least, _next(self.over, inf)) if bound is not None)])
        most = min([inf, *(bound for bound in (self.at_most, _next(self.under, -inf)) if bound is not None)])
        return lambda number: number is not None and least <= float(number) <= most


def _next(bound: float | None, towards: float) -> float | None:
    return None if bound is None else nextafter(bound, towards)


class When(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The conditions of a rule; what each looks at is said in `conditions`."""

    status: tuple[Status, ...] | None = None
    kind: TaskKind | None = None
    adopted: bool | None = None
    reported: bool | None = None
    report_owed: bool | None = None
    status_known: bool | None = None
    percent_known: bool | None = None
    revised: bool | None = None
    unreported: Bounds | None = None
    days_without_report: Bounds | None = None
    expected: Bounds | None = None
    points_behind: Bounds | None = None
    days_to_due: Bounds | None = None
    workdays_to_due: Bounds | None = None
    days_overdue: Bounds | None = None
    days_late: Bounds | None = None
    milestones_missed: Bounds | None = None
    made_up_late: Bounds | None = None
    months_not_started: Bounds | None = None
    time_passed: Bounds | None = None

    def given(self) -> dict[str, object]:
        """Return the conditions that are stated, by name."""
        return {name: wanted for name in self.__struct_fields__ if (wanted := getattr(self, name)) is not None}


class LightRule(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One rule. `assumed`: conditions whose thresholds its source leaves open; `words`: the office's own name."""

    light: Meaning
    because: ReasonCode
    when: When = When()
    colour: Colour | None = None
    words: Text | None = None
    assumed: tuple[Words, ...] = ()


class RuleSet(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An office's rules in the order in which they are tried, and where they were published."""

    id: Identifier
    title: Text
    source: Words
    rules: tuple[LightRule, ...]


GREEN = (Meaning.ON_TRACK, Meaning.NOT_DUE)
WELL = {"正常", "绿灯", "未到期", "on track", "green", "green light", "not due"}
"""Words by which a light of any meaning says that all is well."""
CLOSING = {Meaning.DONE: Status.DONE, Meaning.CANCELLED: Status.CANCELLED}
SILENT = When(unreported=Bounds(at_least=1))


def problems(rules: RuleSet) -> Iterator[tuple[int, Message]]:
    """Yield what no rule set may do, with the number of the rule, from 0.

    That is to leave a task without a light, to show silence as fine, and to close what nobody closed.
    """
    heard = False
    for place, rule in enumerate(rules.rules):
        if rule.light in CLOSING and rule.when.status != (CLOSING[rule.light],):
            light = rule.light.value
            said = message("only a task reported as {light} may be {light}; write `status: [{light}]`", light=light)
            yield place, said
        if looks_well(rule) and not heard:
            yield place, message(
                "silence would be shown as fine; put `{{light: unreported, because: unreported, when: {{unreported:"
                " {{at_least: 1}}}}}}` before this rule"
            )  # fmt: skip
        heard = heard or (rule.when == SILENT and rule.light not in CLOSING and not looks_well(rule))
        for name in rule.assumed:
            if name not in rule.when.given():
                yield place, message("{name} is marked as assumed and is no condition of this rule", name=name)
    if not rules.rules or rules.rules[-1].when != When():
        yield len(rules.rules) - 1, message("some tasks would have no light; the last rule must have no `when`")


def looks_well(rule: LightRule) -> bool:
    """Tell whether an open task looks well under a rule: by its meaning, its colour or its words."""
    if rule.light in CLOSING:
        return False
    words = {rule.words.zh, rule.words.en.casefold()} if rule.words else set()
    return rule.light in GREEN or rule.colour is Colour.GREEN or not words.isdisjoint(WELL)

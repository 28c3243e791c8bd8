"""Rule sets: what bounds hold, and what no rule set may do."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from strategies import DAYS, PLAN, journals

from plantrack.evaluation.facts import Colour, Meaning, ReasonCode
from plantrack.evaluation.lights.judge import Judge
from plantrack.evaluation.lights.rules import CLOSING, GREEN, SILENT, Bounds, LightRule, RuleSet, When, problems
from plantrack.evaluation.progress import Progress
from plantrack.model.history import History
from plantrack.model.plan import Text
from plantrack.model.state import Status
from plantrack.model.updates import AnyUpdate

SILENCE = {"light": "unreported", "because": "unreported", "when": {"unreported": {"at_least": 1}}}
FINE = {"light": "on-track", "because": "reported"}
ATTENTION = {"light": "attention", "because": "blocked"}
SHOWN_AS_FINE = (
    "silence would be shown as fine; put `{light: unreported, because: unreported, when: {unreported: {at_least: 1}}}`"
    " before this rule"
)
NO_LIGHT = "some tasks would have no light; the last rule must have no `when`"


def only(light: str) -> str:
    return f"only a task reported as {light} may be {light}; write `status: [{light}]`"


def made(*rules: dict[str, Any]) -> RuleSet:
    """Return a rule set of these rules."""
    return msgspec.convert({"id": "x", "title": {"zh": "一", "en": "x"}, "source": "-", "rules": rules}, RuleSet)


@pytest.mark.parametrize(
    ("bounds", "within", "outside"),
    [
        (Bounds(), [-1, 0, 100], []),
        (Bounds(over=10), [10.1], [10, 9]),
        (Bounds(at_least=10), [10, 11], [9.9]),
        (Bounds(at_most=10), [10, -5], [10.1]),
        (Bounds(under=10), [9.9], [10, 11]),
        (Bounds(over=7, under=15), [7.1, 14.9], [7, 15]),
        (Bounds(at_least=10, at_most=30), [10, 30], [9.9, 30.1]),
        (Bounds(at_least=10, at_most=5), [], [5, 7, 10]),
    ],
)
def test_bounds(bounds: Bounds, within: list[float], outside: list[float]) -> None:
    """Each side with its edge or without; all that are given hold."""
    assert [number for number in (*within, *outside) if bounds.within(number)] == within


def test_what_a_rule_asks() -> None:
    """The conditions given, by name; one that asks for no is given, too."""
    assert When().given() == {}
    assert When(adopted=False, status=(Status.DONE,), expected=Bounds(over=0)).given() == {
        "status": (Status.DONE,), "adopted": False, "expected": Bounds(over=0),
    }  # fmt: skip


def when(**conditions: Any) -> dict[str, Any]:
    return {"when": conditions}


GOOD: dict[str, list[dict[str, Any]]] = {
    "silence and all is well": [SILENCE, FINE],
    "nothing is ever well": [ATTENTION],
    "silence is red": [{**SILENCE, "light": "off-track", "colour": "red"}, FINE],
    "silence comes after what is worse": [{**ATTENTION, **when(status=["blocked"])}, SILENCE, FINE],
    "closed comes first, in green": [
        {"light": "done", "because": "done", "colour": "green", **when(status=["done"])},
        {"light": "cancelled", "because": "cancelled", **when(status=["cancelled"])}, SILENCE, FINE,
    ],
    "closed, and more": [{"light": "done", "because": "done", **when(status=["done"], percent_known=True)}, ATTENTION],
    "green without being well, after silence": [SILENCE, {**ATTENTION, "colour": "green"}],
    "a threshold that was set here": [
        SILENCE, {**FINE, **when(points_behind={"under": 10}), "assumed": ["points_behind"]}, ATTENTION,
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_good(name: str) -> None:
    """An office may order its rules as it likes."""
    assert list(problems(made(*GOOD[name]))) == []


BAD: dict[str, tuple[list[dict[str, Any]], list[tuple[int, str]]]] = {
    "no rules": ([], [(-1, NO_LIGHT)]),
    "a condition in the last": ([SILENCE, {**FINE, **when(reported=True)}], [(1, NO_LIGHT)]),
    "silence is not asked for": ([FINE], [(0, SHOWN_AS_FINE)]),
    "not due before silence": (
        [{"light": "not-due", "because": "nothing-owed", **when(reported=False)}, SILENCE, FINE],
        [(0, SHOWN_AS_FINE)],
    ),
    "silence asked for too late": ([{**FINE, **when(reported=True)}, SILENCE, FINE], [(0, SHOWN_AS_FINE)]),
    "silence asked for with something else": (
        [{**SILENCE, **when(unreported={"at_least": 1}, adopted=True)}, FINE], [(1, SHOWN_AS_FINE)],
    ),
    "silence for long only": ([{**SILENCE, **when(unreported={"at_least": 2})}, FINE], [(1, SHOWN_AS_FINE)]),
    "silence that is on track": ([{**SILENCE, "light": "on-track"}, FINE], [(0, SHOWN_AS_FINE), (1, SHOWN_AS_FINE)]),
    "silence that is done": ([{**SILENCE, "light": "done"}, FINE], [(0, only("done")), (1, SHOWN_AS_FINE)]),
    "silence that is green": ([{**SILENCE, "colour": "green"}, FINE], [(0, SHOWN_AS_FINE), (1, SHOWN_AS_FINE)]),
    "green before silence": ([{**ATTENTION, "colour": "green", **when(adopted=True)}, SILENCE, FINE],
     [(0, SHOWN_AS_FINE)]),
    "silence called well": (
        [{**SILENCE, "words": {"zh": "正常", "en": "x"}}, FINE], [(0, SHOWN_AS_FINE), (1, SHOWN_AS_FINE)],
    ),
    "something called well before silence": (
        [{**ATTENTION, "words": {"zh": "x", "en": "On track"}, **when(adopted=True)}, SILENCE, FINE],
        [(0, SHOWN_AS_FINE)],
    ),
    "done that nobody said": (
        [{"light": "done", "because": "done", **when(expected={"at_least": 100})}, SILENCE, FINE], [(0, only("done"))],
    ),
    "done or something else": (
        [{"light": "done", "because": "done", **when(status=["done", "blocked"])}, SILENCE, FINE], [(0, only("done"))],
    ),
    "done that was cancelled": (
        [{"light": "cancelled", "because": "cancelled", **when(status=["done"])}, SILENCE, FINE],
        [(0, only("cancelled"))],
    ),
    "cancelled at last": ([SILENCE, {"light": "cancelled", "because": "cancelled"}], [(1, only("cancelled"))]),
    "assumed of what is not asked": (
        [SILENCE, {**FINE, "assumed": ["points_behind", "colour"]}],
        [(1, "points_behind is marked as assumed and is no condition of this rule"),
         (1, "colour is marked as assumed and is no condition of this rule")],
    ),
    "everything at once": (
        [FINE, {"light": "done", "because": "done", "assumed": ["x"], **when(reported=True)}],
        [(0, SHOWN_AS_FINE), (1, only("done")), (1, "x is marked as assumed and is no condition of this rule"),
         (1, NO_LIGHT)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad(name: str) -> None:
    """A set that would leave a task without light, show silence as fine or close what nobody closed says so."""
    rules, expected = BAD[name]
    assert [(number, said.text()) for number, said in problems(made(*rules))] == expected


@pytest.mark.parametrize(
    "rule",
    [
        {"light": "green", "because": "reported"},
        {"light": "on-track", "because": "luck"},
        {"light": "on-track"},
        {**FINE, "colour": "pink"},
        {**FINE, **when(weather={"over": 1})},
        {**FINE, **when(expected={"above": 1})},
        {**FINE, **when(expected=1)},
        {**FINE, **when(status=["asleep"])},
        {**FINE, "unless": {}},
    ],
)
def test_what_is_no_rule(rule: dict[str, Any]) -> None:
    """A word that the program does not know is never passed over."""
    with pytest.raises(msgspec.ValidationError):
        made(rule)


_BOUNDS = st.builds(Bounds, over=st.none() | st.integers(0, 40), at_most=st.none() | st.integers(0, 40))
_WHEN = st.sampled_from((SILENT, When(), *(When(status=(status,)) for status in Status))) | st.builds(
    When,
    adopted=st.none() | st.booleans(),
    reported=st.none() | st.booleans(),
    unreported=st.none() | _BOUNDS,
    points_behind=st.none() | _BOUNDS,
)
_RULES = st.lists(
    st.builds(
        LightRule,
        light=st.sampled_from(Meaning),
        because=st.sampled_from(ReasonCode),
        when=_WHEN,
        colour=st.none() | st.sampled_from(Colour),
        words=st.none(),
        assumed=st.just(()),
    ),
    max_size=4,
).map(lambda rules: (*rules, LightRule(Meaning.ATTENTION, ReasonCode.REPORTED)))


@given(rules=_RULES, updates=journals(), as_of=DAYS)
def test_rules_without_problems_never_show_silence_as_fine(
    rules: tuple[LightRule, ...], updates: list[AnyUpdate], as_of: date
) -> None:
    """Whatever an office makes up: it is refused, or every leaf has a light and silence never looks well."""
    whole = RuleSet("x", Text("一", "x"), "-", rules)
    if list(problems(whole)):
        event("refused")
        return
    event("taken")
    state = History(updates).at(as_of)
    for task in PLAN.leaves():
        facts = Progress(PLAN, state, as_of).facts(task)
        light = Judge(whole).light(facts)
        assert light.reasons
        if facts.owes and not facts.closed:
            assert light.meaning not in (*GREEN, *CLOSING)
            assert light.shade is not Colour.GREEN
        if facts.stale and not facts.closed and light.meaning is not Meaning.NOT_DUE:
            assert light.meaning is not Meaning.ON_TRACK
            assert light.shade is not Colour.GREEN
        if light.meaning in CLOSING:
            assert facts.status is CLOSING[light.meaning]

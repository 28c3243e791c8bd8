"""Lights: the judgement on a task's facts, by rules tried in order. The first that fires gives the meaning.

Silence is never green: a task that owes a report is `unreported`, whatever it said before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from plantrack.model.facts import Facts, Light, Meaning, Reason
from plantrack.model.plan import TaskKind
from plantrack.model.update import Status

DUE_SOON_DAYS = 7
BEHIND_POINTS = 10
FAR_BEHIND_POINTS = 30

Rule = Callable[[Facts], Reason | None]


def _cancelled(facts: Facts) -> Reason | None:
    return Reason("cancelled") if facts.status is Status.CANCELLED else None


def _done(facts: Facts) -> Reason | None:
    return Reason("done") if facts.status is Status.DONE else None


def _overdue(facts: Facts) -> Reason | None:
    return Reason("overdue", -(facts.days_left or 0)) if facts.overdue else None


def _points_behind(facts: Facts) -> float:
    """Return how many percentage points the task is behind its curve; a percent nobody gave says nothing."""
    if facts.percent is None or facts.expected is None:
        return 0
    return round(facts.expected - facts.percent, 1)


def _far_behind(facts: Facts) -> Reason | None:
    points = _points_behind(facts)
    return Reason("far-behind", points) if points > FAR_BEHIND_POINTS else None


def _unreported(facts: Facts) -> Reason | None:
    return Reason("unreported", facts.missed, facts.owes) if facts.owes else None


def _blocked(facts: Facts) -> Reason | None:
    return Reason("blocked") if facts.status is Status.BLOCKED else None


def _milestone_missed(facts: Facts) -> Reason | None:
    late = [c for c in facts.checkpoints if c.overdue]
    return Reason("milestone-overdue", len(late), late[0].milestone.ref) if late else None


def _behind(facts: Facts) -> Reason | None:
    points = _points_behind(facts)
    return Reason("behind", points) if BEHIND_POINTS < points <= FAR_BEHIND_POINTS else None


def _due_soon(facts: Facts) -> Reason | None:
    soon = facts.days_left is not None and 0 <= facts.days_left <= DUE_SOON_DAYS
    return Reason("due-soon", facts.days_left) if soon else None


def _percent_unknown(facts: Facts) -> Reason | None:
    silent = facts.task.kind is TaskKind.DELIVERABLE and facts.percent is None and facts.last_report is not None
    return Reason("percent-unknown") if silent and (facts.expected or 0) > BEHIND_POINTS else None


def _not_adopted(facts: Facts) -> Reason | None:
    return Reason("not-adopted") if facts.adopted is None else None


def _silent_but_not_owing(facts: Facts) -> Reason | None:
    return Reason("nothing-owed") if not facts.owed and facts.last_report is None else None


def _nothing_said(facts: Facts) -> Reason | None:
    """A note or a number alone does not say that the task is on track."""
    silent = facts.status is None and facts.percent is None and facts.last_report is not None
    return Reason("status-unknown") if silent else None


def _reported(facts: Facts) -> Reason | None:
    return Reason("reported")


RULES: tuple[tuple[Meaning, Rule], ...] = (
    (Meaning.CANCELLED, _cancelled),
    (Meaning.DONE, _done),
    (Meaning.OFF_TRACK, _overdue),
    (Meaning.OFF_TRACK, _far_behind),
    (Meaning.UNREPORTED, _unreported),
    (Meaning.ATTENTION, _blocked),
    (Meaning.ATTENTION, _milestone_missed),
    (Meaning.ATTENTION, _behind),
    (Meaning.ATTENTION, _due_soon),
    (Meaning.NOT_DUE, _not_adopted),
    (Meaning.NOT_DUE, _silent_but_not_owing),
    (Meaning.ATTENTION, _percent_unknown),
    (Meaning.ATTENTION, _nothing_said),
    (Meaning.ON_TRACK, _reported),
)


def judge(facts: Facts) -> Light:
    """Return the light of a leaf: the first rule's meaning, and every reason that holds beside it."""
    fired = [(meaning, reason) for meaning, rule in RULES if (reason := rule(facts))]
    meaning, first = fired[0]
    if meaning in (Meaning.CANCELLED, Meaning.DONE):
        return Light(meaning, (first,))
    beside = (reason for other, reason in fired[1:] if other not in (Meaning.ON_TRACK, Meaning.NOT_DUE))
    return Light(meaning, (first, *beside))


def worst(lights: Sequence[Light]) -> Light:
    """Return a parent's light: the worst of its leaves', its reasons, and how many leaves have each light."""
    counts = Counter(dict.fromkeys(Meaning, 0))
    for light in lights:
        counts.update(dict(light.counts) or {light.meaning: 1})
    found = tuple((meaning, counts[meaning]) for meaning in Meaning if counts[meaning])
    meaning = found[-1][0]
    reasons = {r.code: Reason(r.code) for light in lights if light.meaning is meaning for r in light.reasons}
    return Light(meaning, tuple(reasons.values()), found)

"""Reminded: who was told what and when, and when that was answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct

from plantrack.dates.periods import Period
from plantrack.model.plan import Plan
from plantrack.model.reminding import Level, Subject
from plantrack.model.updates import Acknowledgement, Answer, AnyDated, Matter, Notice, Request, Thing


class Reminded(Struct, frozen=True):
    """One thing of which somebody was told, as it was told last, and the first record after that which answers it.

    `units` were told, at some of the `levels`; `first` and `last` are the days, `times` how many messages told it.
    """

    matter: Matter
    units: tuple[str, ...]
    levels: tuple[Level, ...]
    first: date
    last: date
    times: int
    answer: AnyDated | None


def reminded(plan: Plan, admitted: Sequence[AnyDated], period: Period) -> tuple[Reminded, ...]:
    """Return what was told in a period, of updates in the order of their days: first what nobody answered."""
    told: dict[Thing, list[tuple[Notice, Matter]]] = {}
    for notice in admitted:
        if type(notice) is Notice and notice.state == "sent":
            for matter in notice.matters:
                told.setdefault(matter.thing, []).append((notice, matter))
    told = {thing: found for thing, found in told.items() if any(notice.on in period for notice, _ in found)}
    answers = _Answers(plan, admitted, told) if told else None
    made = [_reminded(found, answers) for found in told.values() if answers]
    return tuple(sorted(made, key=lambda one: (one.answer is not None, one.first)))


def _reminded(found: Sequence[tuple[Notice, Matter]], answers: _Answers) -> Reminded:
    notices, (matter, *_) = [notice for notice, _ in found], [matter for _, matter in reversed(found)]
    levels = {notice.level for notice in notices}
    return Reminded(
        matter=matter,
        units=tuple(dict.fromkeys(notice.unit for notice in notices)),
        levels=tuple(level for level in Level if level in levels),
        first=notices[0].on,
        last=notices[-1].on,
        times=len(notices),
        answer=answers.first(matter, notices[0]),
    )


class _Answers:
    """The records that may answer what was told, by the reference that they are about."""

    def __init__(self, plan: Plan, admitted: Iterable[AnyDated], things: Iterable[Thing]) -> None:
        self._heard = {ref: self._about(plan, ref) for _, ref, _ in things}
        refs = {name for names in self._heard.values() for name in names}
        self._found: dict[str, list[AnyDated]] = {}
        for update in admitted:
            if update.ref in refs:
                self._found.setdefault(update.ref, []).append(update)

    @staticmethod
    def _about(plan: Plan, ref: str) -> tuple[str, ...]:
        """Return the references of the records that count for one: of a task also its milestones and indicators."""
        task = plan.by_ref.get(ref)
        stones = (stone.ref for stone in task.milestones) if task else ()
        return (ref, *stones, *(indicator.id for indicator in plan.indicators_of.get(ref, ())))

    def first(self, matter: Matter, notice: Notice) -> AnyDated | None:
        """Return the first record that answers a matter: of a later day, or made later of whatever day."""
        answers = _ANSWERING[matter.cause.subject]
        later = [
            update
            for ref in self._heard[matter.ref]
            for update in self._found.get(ref, ())
            if (update.key > notice.key or update.at > notice.at) and answers(update, matter)
        ]
        return min(later, key=lambda update: update.key, default=None)


def _answers_date(update: AnyDated, matter: Matter) -> bool:
    return update.ref == matter.ref and (update.is_report or isinstance(update, Request) or _confirms(update, matter))


def _answers_report(update: AnyDated, matter: Matter) -> bool:
    return update.is_report or _confirms(update, matter)


def _answers_request(update: AnyDated, matter: Matter) -> bool:
    return (isinstance(update, Answer) and update.request == matter.request) or _confirms(update, matter)


def _confirms(update: AnyDated, matter: Matter) -> bool:
    return isinstance(update, Acknowledgement) and matter.thing in update.things


_ANSWERING: dict[Subject, Callable[[AnyDated, Matter], bool]] = {
    Subject.DATE: _answers_date,
    Subject.REPORT: _answers_report,
    Subject.REQUEST: _answers_request,
}
"""Which records answer what is told about a subject."""

"""Acts: what a person asks to record, checked against plan and state and made into updates. All or nothing.

Pure: ids and the moment come from the caller's `stamp`; keeping the updates is the journal's. Requests and their
answers are in `requesting`, the adoption of the plan in `adopting`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, tzinfo
from functools import partial
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from plantrack.errors import InputError, NotFoundError, message
from plantrack.model.history import History
from plantrack.model.lookup import find_indicator, find_record, find_reference, find_unit
from plantrack.model.percentages import percent_text
from plantrack.model.period_names import last_day
from plantrack.model.plan import Plan, Task
from plantrack.model.policy import Approval
from plantrack.model.requesting import Guard, check_alone, check_open
from plantrack.model.state import CLOSED, UNWRITTEN, ReferenceState, State, Status
from plantrack.model.text import given_text, stated_text
from plantrack.model.updates import (
    Answer,
    AnyUpdate,
    Assignment,
    Comment,
    Evidence,
    Measurement,
    MilestoneUpdate,
    Report,
    Request,
    Retraction,
    Stamp,
    What,
)


class ReportInput(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What somebody says about one reference; also one line of a file of reports."""

    ref: str
    period: str | None = field(default=None, name="for")
    status: Status | None = None
    percent: float | None = None
    note: str | None = None
    problem: str | None = None
    next: str | None = None
    solved: bool = False
    source: str | None = None
    evidence: tuple[Evidence, ...] = ()
    on: date | None = None


StateOn = Callable[[date | None], State]
"""Returns the state at the end of a day; None is the day of effect of the command."""


def say(
    plan: Plan, state: StateOn, entries: Sequence[ReportInput], stamp: Stamp, guard: Guard | None = None
) -> list[AnyUpdate]:
    """Return the updates for reports. Blank text says nothing.

    Where closing needs approval, `done` becomes a request for it. Raises NotFoundError for a reference and InputError
    for anything that cannot be reported about it.
    """
    found = [(find_reference(plan, entry.ref, reported=True), _without_blanks(entry)) for entry in entries]
    closing = {ref for ref, entry in found if entry.status in CLOSED}
    tried: list[AnyUpdate] = []
    for ref, entry in found:
        _check(plan, ref, entry, state_with(state(entry.on), tried, ref, entry.on or date.max), closing)
        tried += _guarded(plan, ref, entry, partial(_unstamped, f"{len(tried):06}"), guard)
    return [made for ref, entry in found for made in _guarded(plan, ref, entry, stamp, guard)]


def _guarded(
    plan: Plan, ref: str, entry: ReportInput, stamp: Stamp, guard: Guard | None
) -> Iterator[Report | MilestoneUpdate | Request]:
    """Yield the record of an entry; where its status needs approval, the request for it and what else is said."""
    what = _CLOSING.get(entry.status) if entry.status and ref in plan.by_ref else None
    if guard is None or what is None or guard.policy.of(what) is Approval.NONE:
        yield _update(plan, ref, entry, stamp)
        return
    if what == "cancel":
        raise InputError("cancelling {ref} needs approval", ref=ref)
    check_open(plan, guard.known, ref)
    check_alone(guard.known, ref, what)
    if entry.percent is not None or entry.problem or entry.next or entry.solved:
        yield _update(plan, ref, replace(entry, status=None, note=None), stamp)
    yield Request(**_head(ref, entry, stamp), what=what, period=entry.period, reason=entry.note)


_CLOSING: dict[Status, What] = {Status.DONE: "close", Status.CANCELLED: "cancel"}


def _unstamped(name: str) -> dict[str, Any]:
    """Return a stamp later than any other, for an update that is only tried."""
    return {"id": name, "act": name, "at": datetime.max.replace(tzinfo=UTC), "by": "", "on": date.max}


def state_with(state: State, act: Iterable[AnyUpdate], ref: str, on: date) -> State:
    """Return a state with what other updates of an act say about a reference up to a day."""
    earlier = [update for update in act if update.ref == ref and update.on and update.on <= on]
    if not earlier:
        return state
    known = state.copy()
    for update in earlier:
        update.apply(known)
    return known


def check_closed(plan: Plan, state: State, entries: Sequence[ReportInput]) -> None:
    """Refuse to open again what is not closed. Raises InputError."""
    for task in (plan.by_ref[entry.ref] for entry in entries if entry.ref in plan.by_ref):
        if not task.tasks and state.of(task.ref).status.value not in CLOSED:
            raise InputError("{ref} is not closed, so it cannot be opened again", ref=task.ref)


def _without_blanks(entry: ReportInput) -> ReportInput:
    texts = {name: given_text(getattr(entry, name)) for name in ("note", "problem", "next", "source")}
    return replace(entry, **texts)


def _not_newer(known: ReferenceState, period: str | None) -> ReferenceState:
    """Return what a report on an earlier period could contradict: nothing that is newer than that."""
    last = last_day(period) if period else None
    names = ("status", "percent", "problem", "next") if last else ()
    return replace(known, **{name: UNWRITTEN for name in names if getattr(known, name).key[0] > last})


def _check(plan: Plan, ref: str, entry: ReportInput, state: State, closing: set[str]) -> None:
    said = (entry.status, entry.percent, stated_text(entry.note), entry.problem, entry.next, entry.solved or None)
    if said == (None,) * len(said):
        raise InputError("there is nothing to record for {ref}; give a status, a percentage or a note", ref=ref)
    if entry.percent is not None and not 0 <= entry.percent <= 100:  # noqa: PLR2004 - percent
        raise InputError("{percent} is not a percentage; write a number from 0 to 100",
                         percent=str(entry.percent).removesuffix(".0"))  # fmt: skip
    if entry.period and (ref in plan.milestones or plan.by_ref[ref].tasks):
        raise InputError("only a task without sub-tasks owes reports, so {ref} cannot answer for a period", ref=ref)
    if ref in plan.milestones:
        _check_milestone(plan.milestones[ref][0], ref, entry, state.of(ref))
        return
    before = _not_newer(state.of(ref), entry.period)
    if plan.by_ref[ref].tasks:
        _check_parent(plan.by_ref[ref], entry, state, closing)
    else:
        _check_percent(ref, entry, before)
        _check_late_end(ref, entry, before, state.of(ref))
    _check_words(ref, entry, before)


_STEPS: dict[Any, Any] = {Status.DONE: "reached", Status.IN_PROGRESS: "reopened", Status.NOT_STARTED: "reopened"}


def _check_milestone(task: Task, ref: str, entry: ReportInput, before: ReferenceState) -> None:
    other = entry.percent is not None or entry.problem or entry.next or entry.solved
    if other or entry.status not in (None, *_STEPS):
        raise InputError("{ref} is a milestone; it can be reached (`done`) or open again (`in-progress`)", ref=ref)
    if entry.status is None:
        raise InputError("{ref} is a milestone; a note alone belongs to its task {task}", ref=ref, task=task.ref)
    if entry.status is not Status.DONE and before.done_since is None:
        raise InputError("{ref} was never reached, so it cannot be opened again", ref=ref)


def parent_refused(task: Task) -> InputError:
    """Return the error for a report on a task that others are below."""
    below = tuple(child.ref for child in task.tasks)
    return InputError("{ref} is not reported on itself; report on its sub-tasks: {below}", ref=task.ref, below=below)


def _check_parent(task: Task, entry: ReportInput, state: State, closing: set[str]) -> None:
    ref = task.ref
    if entry.percent is not None or entry.status not in (None, *CLOSED):
        raise parent_refused(task)
    if entry.status in CLOSED:
        below_it = (t.ref for t in task.walk() if not t.tasks and t.ref not in closing)
        still = [leaf for leaf in below_it if state.of(leaf).status.value not in CLOSED]
        if still:
            raise InputError("{ref} is not finished; still open: {still}", ref=ref, still=tuple(still))


def _check_percent(ref: str, entry: ReportInput, before: ReferenceState) -> None:
    """Refuse a percentage that contradicts the status, whichever of the two was said before."""
    if entry.status is Status.DONE and entry.percent not in (None, 100):
        raise InputError("what is done is at 100 percent; leave the percentage of {ref} out", ref=ref)
    if entry.status is Status.NOT_STARTED and (percent := entry.percent if entry.percent is not None else before.shown):
        raise InputError("{ref} is at {percent} and has started; give another status, or 0 percent",
                         ref=ref, percent=percent_text(percent))  # fmt: skip
    if entry.status is None and entry.percent is not None:
        if before.status.value is Status.NOT_STARTED and entry.percent:
            raise InputError("{ref} is not started; give its status too, `in-progress`", ref=ref)
        if before.status.value in CLOSED and entry.percent != before.shown:
            raise InputError("{ref} is closed; open it again first, with the status `in-progress`", ref=ref)


def _check_late_end(ref: str, entry: ReportInput, before: ReferenceState, now: ReferenceState) -> None:
    """Refuse that a task was done in an earlier period where a newer percentage says that it was not."""
    newer = now.percent.value if now.percent is not before.percent and now.status is before.status else None
    if entry.status is Status.DONE and newer is not None and newer != 100:  # noqa: PLR2004 - percent
        facts = {"percent": percent_text(newer), "day": now.percent.on, "period": entry.period}
        raise InputError(
            "{ref} was at {percent} on {day}, after {period}; what is done by now is reported without naming a period",
            ref=ref, **facts,
        )  # fmt: skip


def _check_words(ref: str, entry: ReportInput, before: ReferenceState) -> None:
    """Refuse a problem or a next step of what is closed, and the solution of no problem."""
    new = stated_text(entry.problem) or stated_text(entry.next)
    if new and (entry.status or before.status.value) in CLOSED:
        raise InputError("{ref} is closed and keeps no problem and no next step; write a note instead", ref=ref)
    if entry.solved and entry.problem:
        raise InputError("a new problem of {ref} replaces the earlier one; leave `solved` out", ref=ref)
    if entry.solved and not before.problem.value:
        raise InputError("{ref} has no open problem to solve", ref=ref)


def _head(ref: str, entry: ReportInput, stamp: Stamp) -> dict[str, Any]:
    given = {name: value for name in ("on", "evidence") if (value := getattr(entry, name))}
    return stamp() | {"ref": ref, "source": entry.source} | given


def _update(plan: Plan, ref: str, entry: ReportInput, stamp: Stamp) -> Report | MilestoneUpdate:
    head = _head(ref, entry, stamp)
    if ref in plan.milestones and entry.status:
        return MilestoneUpdate(**head, state=_STEPS[entry.status], note=entry.note)
    head |= {"period": entry.period, "status": entry.status, "percent": entry.percent, "progress": entry.note}
    return Report(**head, problem=entry.problem, next=entry.next, solved=entry.solved)


def measure(
    plan: Plan, indicator: str, text: str, stamp: Stamp, *, period: str | None = None, published: date | None = None,
    comparable: bool = True, note: str | None = None, source: str | None = None,
) -> list[AnyUpdate]:  # fmt: skip
    """Return the measurement of an indicator, in its unit; `text` is the amount as people write it.

    Raises NotFoundError or InputError.
    """
    from plantrack.model.amount_reader import parse_quantity

    found = plan.indicator_by_id[find_indicator(plan, indicator)]
    amount = parse_quantity(text, found.unit)
    head = stamp() | {"ref": found.id, "value": amount.value, "unit": amount.unit, "qualifier": amount.qualifier}
    head |= {"text": text, "period": period, "published": published, "comparable": comparable}
    return [Measurement(**head, note=given_text(note), source=source)]


def comment(plan: Plan, ref: str, text: str, stamp: Stamp, *, source: str | None = None) -> list[AnyUpdate]:
    """Return a comment on a task, milestone or indicator. Raises NotFoundError, or InputError for blank text."""
    if not given_text(text):
        raise InputError("the comment is blank; write what there is to say")
    found = ref if ref in plan.indicator_by_id else find_reference(plan, ref)
    return [Comment(**stamp(), ref=found, text=text, source=source)]


def assign(
    plan: Plan, ref: str, units: Sequence[str], stamp: Stamp, *, support: bool, source: str | None
) -> list[AnyUpdate]:
    """Return the assignment of a task to units, as lead or as support. Raises NotFoundError."""
    task = find_reference(plan, ref, milestones=False)
    named, head = tuple(dict.fromkeys(find_unit(plan, unit) for unit in units)), stamp()
    for unit in named:
        if (ended := plan.units[unit].until) and head["on"] > ended:
            acting = plan.acting((unit,), head["on"])[0]
            raise InputError("{unit} ended on {day}; assign {acting}", unit=unit, day=ended, acting=acting)
    role = {"support" if support else "lead": named}
    return [Assignment(**head, ref=task, source=source, **role)]  # type: ignore[arg-type]


def undo(
    history: History, stamp: Stamp, by: str, typed: str | None, zone: tzinfo = UTC
) -> tuple[list[AnyUpdate], list[AnyUpdate], bool]:
    """Return the retract of an act, what it takes away or brings back, and whether it brings it back.

    Without an id: the latest act of `by` that is in force and is no retract. Raises NotFoundError when there is none,
    and with candidates where several fit, their moments in `zone`.
    """
    if typed is None:
        mine = [u for u in history.in_force() if u.by == by]
        if not mine:
            raise NotFoundError("nothing of {by} is in force that could be undone", by=by)
        target = max(mine, key=lambda u: (u.at, u.act)).act
    else:
        found = find_record(typed, history.updates, zone)
        target = found.act
        if not history.retracted().isdisjoint((found.id, target)):
            raise InputError("{typed} is undone already; undo its undo to restore it", typed=typed)
    meant, back = _meant(history, target)
    if not back:
        _may_undo(history, {update.id for update in meant})
    head = stamp()
    for dated in ("on", "evidence"):
        head.pop(dated, None)
    return [Retraction(**head, target=target)], meant, back


def _meant(history: History, target: str) -> tuple[list[AnyUpdate], bool]:
    """Return the updates of an act, or of the act that it took away; whether undoing it brings them back."""
    taken = {name: u.target for u in history.retractions for name in (u.id, u.act)}
    chain = {target}
    while (before := taken.get(target)) and before not in chain:  # forged ones may take each other away
        chain.add(before)
        target = before
    found = [u for u in history.updates if target in (u.id, u.act)]
    return found, len(chain) % 2 == 0


def _may_undo(history: History, ids: set[str]) -> None:
    """Refuse to take back a request and leave its answer, whatever brought the request back before."""
    state = history.at()
    asked = {found.id for found in state.all_kept(Request)} & ids
    for found in state.all_kept(Answer):
        if found.request in asked and found.id not in ids:
            raise InputError("the request was answered on {on} by {by} ({verdict}); undo the answer {id} first",
                             on=found.on, by=found.by, id=found.short, verdict=message(found.verdict))  # fmt: skip

"""The overview: the whole plan at a glance, one task whole, and the last words on each task."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from msgspec import Struct

from plantrack.evaluation.evaluate import DEFAULT_JUDGING, JudgingPolicy, TaskEvaluation, evaluate, walk
from plantrack.evaluation.facts import TaskFacts
from plantrack.evaluation.lights.rules import RuleSet
from plantrack.model.basis import Basis
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.model.state import Promise, State, Written
from plantrack.model.updates import AnyDated
from plantrack.reports.indicators import IndicatorProgress, indicator_progress
from plantrack.reports.log import LogEntry, log_entries, references_of, without_begun
from plantrack.reports.narrowing import of_units
from plantrack.reports.requests import late_requests
from plantrack.reports.summary import Summary, summarise


class Overview(Struct, frozen=True):
    """The plan as of a day. `ended` is how many days ago its period ended, None while it runs.

    `ref` and `units` name what it was narrowed to.
    """

    plan: Plan
    whole: Plan
    as_of: date
    rules: RuleSet
    roots: tuple[TaskEvaluation, ...]
    summary: Summary
    numbers: tuple[IndicatorProgress, ...]
    ended: int | None
    adopted: bool
    ref: str | None = None
    units: tuple[str, ...] = ()

    @property
    def headlines(self) -> tuple[IndicatorProgress, ...]:
        """Return the numbers that stand at the head of the plan."""
        return tuple(line for line in self.numbers if line.indicator.headline)


def overview(
    plan: Plan,
    state: State,
    as_of: date,
    ref: str | None = None,
    *,
    units: tuple[str, ...] = (),
    supported: bool = False,
    judging: JudgingPolicy = DEFAULT_JUDGING,
) -> Overview:
    """Return the plan at a glance, as of the end of a day; of `units`, what one of them leads, or `supported` by one.

    With `ref`, that task and what is below it.
    """
    whole, roots = plan, evaluate(plan, state, as_of, judging)
    if units:
        plan = of_units(plan, roots, units, supported=supported)
        roots = evaluate(plan, state, as_of, judging)
    if ref is not None:
        roots = tuple(evaluation for evaluation in walk(roots) if evaluation.ref == ref)
    return Overview(
        plan=plan,
        whole=whole,
        as_of=as_of,
        rules=judging.judge.rules,
        roots=roots,
        summary=summarise(roots),
        numbers=indicator_progress(plan, state),
        ended=max((as_of - plan.period.last).days, 0) or None,
        adopted=bool(state.adopted()),
        ref=ref,
        units=units,
    )


class Statement(Struct, frozen=True):
    """What somebody said, and the day on which it took effect."""

    text: str
    on: date


class LastWords(Struct, frozen=True):
    """What was last said on a task, each by its last writer; `sources` are those of the day of its last report.

    A problem is there until it is solved, a next step until a newer report; a closed task has neither.
    """

    progress: Statement | None = None
    problem: Statement | None = None
    next: Statement | None = None
    sources: tuple[str, ...] = ()


class TaskView(Struct, frozen=True):
    """One task whole: as promised, as it stands, its numbers and its history.

    `support_basis` says where the supporting units come from. `words` are what was last said.
    """

    plan: Plan
    as_of: date
    evaluation: TaskEvaluation
    promised: Promise | None
    support_basis: Basis | None
    numbers: tuple[IndicatorProgress, ...]
    history: tuple[LogEntry, ...]
    words: LastWords


def task_view(
    plan: Plan, history: History, ref: str, as_of: date, known_at: datetime | None = None, *, judging: JudgingPolicy
) -> TaskView:
    """Return one task whole, as of a day. `words` are what was last said: progress, problem, next."""
    state = history.at(as_of, known_at)
    roots = evaluate(plan, state, as_of, judging)
    evaluation = next(s for s in walk(roots) if s.ref == ref)
    refs, late = references_of(plan, ref), late_requests(plan, history, known_at)
    return TaskView(
        plan=plan,
        as_of=as_of,
        evaluation=evaluation,
        promised=state.of(ref).promised,
        support_basis=_support_basis(plan, state, evaluation.facts),
        numbers=tuple(line for line in indicator_progress(plan, state) if line.indicator.id in refs),
        history=without_begun(log_entries(history, as_of, known_at, refs=refs, late=late)),
        words=words_on(plan, state, evaluation.facts),
    )


def _support_basis(plan: Plan, state: State, facts: TaskFacts) -> Basis | None:
    if not facts.support:
        return None
    owners = state.of(facts.task.ref).support.value
    if owners and owners.assignment:
        return owners.assignment
    return facts.task.basis.support if facts.support == plan.acting(facts.task.support, facts.as_of) else None


def last_words(
    plan: Plan, admitted: Iterable[AnyDated], state: State, roots: Sequence[TaskEvaluation]
) -> dict[str, LastWords]:
    """Return the last words on each task on which something was said, by its reference."""
    every = {evaluation.ref: evaluation.facts for evaluation in walk(roots)}
    sources: dict[str, list[str]] = {}
    own = {ref: facts.last_report for ref, facts in every.items() if _stands_for_itself(plan, ref)}
    latest = [u for u in admitted if u.is_report and _sourced(u) and own.get(u.ref or "", u.on) == u.on]
    for update in sorted((u for u in latest if u.sources), key=lambda u: u.key):
        for ref in _reported(plan, update):
            if ref in every and every[ref].last_report == update.on:
                sources.setdefault(ref, []).extend(update.sources)
    found = {ref: words_on(plan, state, facts, sources.get(ref, ())) for ref, facts in every.items()}
    return {ref: words for ref, words in found.items() if words != LastWords()}


def _sourced(update: AnyDated) -> bool:
    return bool(update.evidence or getattr(update, "source", None))


def _stands_for_itself(plan: Plan, ref: str) -> bool:
    """Tell whether a report on a task is on that one alone: nothing else has its reference."""
    return ref not in plan.indicator_by_id and ref not in plan.milestones


def words_on(plan: Plan, state: State, facts: TaskFacts, sources: Iterable[str] = ()) -> LastWords:
    """Return the last words on a task; of progress, the latest of the task and its milestones."""
    own = facts.said
    written = [own.progress, *(state.of(stone.ref).progress for stone in facts.task.milestones)]
    progress = _statement(max(written, key=lambda one: one.key) if len(written) > 1 else own.progress)
    evidence = tuple(dict.fromkeys(sources))
    if facts.closed:
        return LastWords(progress, sources=evidence)
    following = _statement(own.next)
    if following and not facts.children and max(said.told_until for said in facts.heard) > own.next.key[0]:
        following = None  # a newer report has answered it
    return LastWords(progress, _statement(own.problem), following, evidence)


def _statement(written: Written[str | None]) -> Statement | None:
    return Statement(written.value, written.on) if written.value else None


def _reported(plan: Plan, update: AnyDated) -> Iterable[str]:
    """Return the references of the tasks on which an update counts as a report."""
    if not update.is_report or update.ref is None:
        return ()
    if update.ref in plan.indicator_by_id:
        return plan.indicator_by_id[update.ref].tasks
    task = plan.task_of(update.ref)
    return (task.ref,) if task else ()

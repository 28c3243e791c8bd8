"""Last words: what was last said on each task, and where what was reported last can be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from plantrack.evaluation.evaluate import TaskEvaluation, walk
from plantrack.model.plan import Plan, Task
from plantrack.model.state import State
from plantrack.model.updates import AnyDated


class LastWords(Struct, frozen=True):
    """What was last said on a task, each by its last writer; `sources` are those of the day of its last report."""

    progress: str | None = None
    problem: str | None = None
    next: str | None = None
    sources: tuple[str, ...] = ()


NONE = LastWords()


def last_words(
    plan: Plan, admitted: Iterable[AnyDated], state: State, roots: Sequence[TaskEvaluation]
) -> dict[str, LastWords]:
    """Return the last words on each task on which something was said, by its reference."""
    days = {evaluation.ref: evaluation.facts.last_report for evaluation in walk(roots)}
    sources: dict[str, list[str]] = {}
    for update in sorted((u for u in admitted if u.source), key=lambda u: u.key):
        for ref in _reported(plan, update):
            if update.source and days.get(ref) == update.on:
                sources.setdefault(ref, []).append(update.source)
    found = {task.ref: _words(state, task, tuple(dict.fromkeys(sources.get(task.ref, ())))) for task in plan.walk()}
    return {ref: words for ref, words in found.items() if words != NONE}


def _words(state: State, task: Task, sources: tuple[str, ...]) -> LastWords:
    said = state.of(task.ref)
    return LastWords(progress(state, task), said.problem.value, said.next.value, sources)


def progress(state: State, task: Task) -> str | None:
    """Return what was done on a task, as it or one of its milestones said last."""
    said = [state.of(ref).progress for ref in (task.ref, *(stone.ref for stone in task.milestones))]
    return max(said, key=lambda written: written.key).value


def _reported(plan: Plan, update: AnyDated) -> Iterable[str]:
    """Return the references of the tasks on which an update counts as a report."""
    if not update.is_report or update.ref is None:
        return ()
    if update.ref in plan.indicator_by_id:
        return plan.indicator_by_id[update.ref].tasks
    task = plan.task_of(update.ref)
    return (task.ref,) if task else ()

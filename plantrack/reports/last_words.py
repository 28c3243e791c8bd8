"""Last words: what was last said on each task, and where what was reported last can be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from plantrack.evaluation.evaluate import TaskEvaluation, walk
from plantrack.model.plan import Plan
from plantrack.model.state import State
from plantrack.model.update import AnyDated, Measure, MilestoneUpdate, Report


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
    found = {ref: _words(state, ref, tuple(dict.fromkeys(sources.get(ref, ())))) for ref in days}
    return {ref: words for ref, words in found.items() if words != NONE}


def _words(state: State, ref: str, sources: tuple[str, ...]) -> LastWords:
    said = state.of(ref)
    return LastWords(said.progress.value, said.problem.value, said.next.value, sources)


def _reported(plan: Plan, update: AnyDated) -> Iterator[str]:
    """Yield the references of the tasks on which an update counts as a report."""
    if isinstance(update, Measure):
        indicator = plan.indicator_by_id.get(update.ref)
        yield from indicator.tasks if indicator else ()
    elif isinstance(update, Report | MilestoneUpdate):
        task = plan.task_of(update.ref)
        if task:
            yield task.ref

"""The rules of the check: one small function each, from a case to what it finds."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from plantrack.checks import Finding, finding, from_problem, slip_facts, slipped
from plantrack.errors import Message, Problem, message
from plantrack.evaluation.evaluate import TaskEvaluation, leaves, walk
from plantrack.evaluation.facts import Meaning, OpenDate, ReasonCode, TaskFacts
from plantrack.model.approvals import Objection
from plantrack.model.basis import basis_message
from plantrack.model.percentages import rounded_percent
from plantrack.model.plan import Plan
from plantrack.model.policy import Policy, Rule, Severity
from plantrack.model.promises import Amendment
from plantrack.model.state import CLOSED, State, Status
from plantrack.model.updates import Adoption


class CheckInput(Struct, frozen=True, kw_only=True, dict=True):
    """What is checked: the plan as it stands, what nobody decided in it, and the problems of its files.

    `unknown_records` are the warnings about records, `journal` the lines that cannot be read.
    """

    plan: Plan
    state: State
    roots: tuple[TaskEvaluation, ...]
    policy: Policy = Policy()
    slips: tuple[Amendment, ...] = ()
    objections: tuple[Objection, ...] = ()
    problems: tuple[Problem, ...] = ()
    journal: tuple[Problem, ...] = ()
    unknown_records: tuple[Problem, ...] = ()

    def find(self, rule: Rule, ref: str | None, said: Message, *, about: str = "", field: str | None = None) -> Finding:
        """Return a finding in this plan."""
        return finding(self.plan.id, rule, ref, said, about=about, field=field)

    @cached_property
    def evaluations(self) -> list[TaskEvaluation]:
        """Every task in the order of the plan."""
        return list(walk(self.roots))

    @cached_property
    def leaves(self) -> list[TaskEvaluation]:
        """The tasks without sub-tasks."""
        return [found for found in self.evaluations if not found.children]

    @cached_property
    def open_leaves(self) -> list[TaskFacts]:
        """The facts of the leaves that are not closed."""
        return [leaf.facts for leaf in self.leaves if not leaf.facts.closed]

    @cached_property
    def open_dates(self) -> list[OpenDate]:
        """The dates that are still open, of a task before those of its milestones."""
        dates = (evaluation.facts.own_open_dates() for evaluation in self.evaluations)
        return [found for each in dates for found in (_own_first(each) if len(each) > 1 else each)]


def _own_first(dates: Sequence[OpenDate]) -> list[OpenDate]:
    return [found for found in dates if not found.milestone] + [found for found in dates if found.milestone]


def _words(found: OpenDate) -> dict[str, Any]:
    """Return the facts of a message about a date."""
    stone = {"stone": found.milestone.title} if found.milestone else {}
    return stone | {"title": found.task.title, "due": found.day, "basis": basis_message(found.basis)}


def overdue(case: CheckInput) -> Iterable[Finding]:
    """Find open tasks and milestones whose current due date has passed."""
    for found in case.open_dates:
        if found.overdue:
            words = _words(found)
            said = (
                message("{title}, milestone “{stone}”: due {due}{basis}, not reached", **words)
                if found.milestone
                else message("{title}: due {due}{basis}, {days} days ago, and not done", **words, days=-found.days_left)
            )
            yield case.find(Rule.OVERDUE, found.item.ref, said)


_BY_DATE = (ReasonCode.OVERDUE, ReasonCode.REVISED_MISSED)


def off_track(case: CheckInput) -> Iterable[Finding]:
    """Find tasks whose light says off track for another reason than their date, which is told as overdue."""
    for leaf in case.leaves:
        first = leaf.light.reasons[0]
        if leaf.light.meaning is Meaning.OFF_TRACK and first.code not in _BY_DATE:
            why = message(f"because {first.code}", n=f"{first.number or 0:g}", what=first.what or "")
            said = message("{title}: off track, {why}", title=leaf.facts.task.title, why=why)
            yield case.find(Rule.OFF_TRACK, leaf.ref, said)


def unreported(case: CheckInput) -> Iterable[Finding]:
    """Find tasks that have not given the latest report that is due."""
    for leaf in case.leaves:
        if leaf.facts.owes:
            said = message("{title}: no report for {period}", title=leaf.facts.task.title, period=leaf.facts.missing)
            yield case.find(Rule.UNREPORTED, leaf.ref, said)


def quiet_slip(case: CheckInput) -> Iterable[Finding]:
    """Find what the plan says and nobody adopted or approved: a date, a title, a curve, the policy, a task."""
    for slip in case.slips:
        facts = slip_facts(case.plan, slip)
        said = message(
            "{title}: {field} was adopted as {old}, the plan says {new}; {remedy}",
            **facts,
        )
        if slip.field in ("calendar", "lights"):  # known by their digests, which say nothing to people
            said = message("{title}: {field} changed since it was adopted; {remedy}",
                           title=facts["title"], field=facts["field"], remedy=facts["remedy"])  # fmt: skip
        yield slipped(case.plan, slip, said if slip.field else _whole(slip, case.plan))


def _whole(slip: Amendment, plan: Plan) -> Message:
    if slip.new is None:
        return message("was adopted and is gone from the plan; put it back, or adopt the plan again with a reason")
    title = plan.title_of(slip.ref)
    return message("{title}: stands in the plan and was never adopted; "
                   "take it out, or adopt the plan again with a reason", title=title)  # fmt: skip


def unapproved(case: CheckInput) -> Iterable[Finding]:
    """Find records that close a task or answer a request without the approval that was adopted; they take no effect."""
    for found in case.objections:
        if found.rule is Rule.UNAPPROVED:
            words = (
                message("{title}: {said}, by {by} on {on}; it takes no effect: undo {id}, and adopt it with a reason",
                        **_record(case, found))
                if isinstance(found.update, Adoption)
                else message("{title}: {said}, by {by} on {on}; it takes no effect: undo {id}, and ask for approval",
                             **_record(case, found))
            )  # fmt: skip
            yield case.find(found.rule, found.update.ref, words, about=found.update.id)


def self_approved(case: CheckInput) -> Iterable[Finding]:
    """Find approvals by the person who had asked: an error where the policy wants another one, else a warning."""
    for found in case.objections:
        if found.rule is Rule.SELF_APPROVED:
            said = (
                message("{title}: {said}, on {on}; the policy wants another person, so it takes no effect",
                        **_record(case, found))
                if found.void
                else message("{title}: {said}, on {on}", **_record(case, found))
            )  # fmt: skip
            same = case.find(found.rule, found.update.ref, said, about=found.update.id)
            yield replace(same, severity=Severity.ERROR) if found.void else same


def _record(case: CheckInput, found: Objection) -> dict[str, Any]:
    """Return the facts of a message about a record."""
    update = found.update
    title = case.plan.title_of(update.ref or "") or update.ref
    return {"title": title, "said": found.said, "by": update.by, "on": update.on, "id": update.short}


def done_with_open_children(case: CheckInput) -> Iterable[Finding]:
    """Find tasks that were reported as closed while something below them is open."""
    for evaluation in (found for found in case.evaluations if found.children):
        said = evaluation.facts.said.status.value
        still = [leaf.ref for leaf in leaves((evaluation,)) if not leaf.facts.closed] if said in CLOSED else []
        if still:
            told = message(
                "{title}: reported as {status}, and still open below it: {refs}",
                title=evaluation.facts.task.title, status=message(f"status {said}"), refs=tuple(still),
            )  # fmt: skip
            yield case.find(Rule.DONE_WITH_OPEN_CHILDREN, evaluation.ref, told)


def invalid_plan(case: CheckInput) -> Iterable[Finding]:
    """Find what is wrong in the plan's files, and units that tasks were given to and the plan no longer has."""
    yield from _from_files(case, Rule.INVALID_PLAN, case.problems)
    gone: dict[str, list[str]] = {}
    for facts in case.open_leaves:
        for unit in dict.fromkeys((*facts.lead, *facts.support)):
            if unit not in case.plan.units:
                gone.setdefault(unit, []).append(facts.task.ref)
    for unit, refs in sorted(gone.items()):
        said = message(
            "{unit} answers for {refs} and is gone from `units:`; put it back, with `until:` and `successor:` if it "
            "ended",
            unit=unit, refs=tuple(refs),
        )  # fmt: skip
        yield case.find(Rule.INVALID_PLAN, None, said, about=f"unit\0{unit}")


def done_with_open_milestones(case: CheckInput) -> Iterable[Finding]:
    """Find tasks that are done while a milestone of theirs was not reached."""
    for facts in (evaluation.facts for evaluation in case.evaluations if evaluation.facts.status is Status.DONE):
        still = [point.milestone.ref for point in facts.checkpoints if point.done is None]
        if still:
            said = message("{title}: done with milestones not reached: {refs}; report these, or reopen it",
                           title=facts.task.title, refs=tuple(still))  # fmt: skip
            yield case.find(Rule.DONE_WITH_OPEN_MILESTONES, facts.task.ref, said, about="\0".join(still))


def _from_files(case: CheckInput, rule: Rule, problems: Iterable[Problem]) -> Iterable[Finding]:
    """Find what is wrong in the plan's files, and lines of the journal that cannot be read."""
    for problem in problems:
        name = problem.file.rpartition("/")[2]
        yield from_problem(case.plan.id, rule, problem, f"{name}\0{_mark(problem.message)}")


def _mark(said: Message) -> str:
    """Return what a message says, without the path by which its file was reached."""
    return "\0".join([said.template, *(f"{name}={said.facts[name]}" for name in sorted(said.facts) if name != "file")])


def behind(case: CheckInput) -> Iterable[Finding]:
    """Find tasks that are further behind their curve than the policy allows."""
    for facts in case.open_leaves:
        points = facts.points_behind
        if points and float(points) > case.policy.behind:
            percent, expected = rounded_percent(facts.percent or 0), rounded_percent(facts.expected or 0)
            said = message(
                "{title}: at {percent}% where {expected}% are expected, {points} points behind",
                title=facts.task.title, percent=f"{percent:g}", expected=f"{expected:g}",
                points=f"{round(expected - percent, 1):g}",
            )  # fmt: skip
            yield case.find(Rule.BEHIND, facts.task.ref, said)


def due_soon(case: CheckInput) -> Iterable[Finding]:
    """Find open tasks and milestones that fall due within the days of the policy."""
    for found in case.open_dates:
        if 0 <= found.days_left <= case.policy.due_soon:
            soon = message("{days} days from now", days=found.days_left) if found.days_left else message("today")
            said = (
                message("{title}, milestone “{stone}”: due {due}{basis}, {soon}", **_words(found), soon=soon)
                if found.milestone
                else message("{title}: due {due}{basis}, {soon}", **_words(found), soon=soon)
            )
            yield case.find(Rule.DUE_SOON, found.item.ref, said)


def no_lead(case: CheckInput) -> Iterable[Finding]:
    """Find open tasks for which nobody answers."""
    for facts in case.open_leaves:
        title = facts.task.title
        if not facts.lead:
            yield case.find(Rule.NO_LEAD, facts.task.ref, message("{title}: nobody leads it", title=title))
        elif all(_ended(case.plan, unit, facts) for unit in facts.lead):
            said = message("{title}: {unit} ended, and nobody succeeds it; write its `successor:`, or assign the task",
                           title=title, unit=case.plan.units[facts.lead[0]])  # fmt: skip
            yield case.find(Rule.NO_LEAD, facts.task.ref, said)


def _ended(plan: Plan, unit: str, facts: TaskFacts) -> bool:
    until = plan.units[unit].until if unit in plan.units else None
    return until is not None and facts.as_of > until


def assumed_due(case: CheckInput) -> Iterable[Finding]:
    """Find open dates that somebody here set."""
    for found in case.open_dates:
        if found.basis == "assumed":
            said = message(
                "{title}: due {due}, which neither the document nor a published source says",
                title=found.item.title, due=found.day,
            )  # fmt: skip
            yield case.find(Rule.ASSUMED_DUE, found.item.ref, said)


def unknown_record(case: CheckInput) -> Iterable[Finding]:
    """Find records that this version or the plan does not know; several of one kind are one finding."""
    told: dict[str, Problem] = {}
    for problem in case.unknown_records:
        told.setdefault(str(problem.message), problem)
    for words, first in told.items():
        yield from_problem(case.plan.id, Rule.UNKNOWN_RECORD, first, words)


CHECKS: dict[Rule, Callable[[CheckInput], Iterable[Finding]]] = {
    Rule.OVERDUE: overdue,
    Rule.OFF_TRACK: off_track,
    Rule.UNREPORTED: unreported,
    Rule.QUIET_SLIP: quiet_slip,
    Rule.UNAPPROVED: unapproved,
    Rule.SELF_APPROVED: self_approved,
    Rule.DONE_WITH_OPEN_CHILDREN: done_with_open_children,
    Rule.DONE_WITH_OPEN_MILESTONES: done_with_open_milestones,
    Rule.INVALID_PLAN: invalid_plan,
    Rule.JOURNAL_LINE: lambda case: _from_files(case, Rule.JOURNAL_LINE, case.journal),
    Rule.BEHIND: behind,
    Rule.DUE_SOON: due_soon,
    Rule.NO_LEAD: no_lead,
    Rule.ASSUMED_DUE: assumed_due,
    Rule.UNKNOWN_RECORD: unknown_record,
}


def check(case: CheckInput, weights: Mapping[Rule, Severity] | None = None) -> list[Finding]:
    """Return the findings of the rules that are given a weight other than off, in their order and the plan's.

    Without weights, those of the policy. A finding that is an error in itself stays one.
    """
    weights = case.policy.weights() if weights is None else weights
    chosen = ((rule, weight) for rule in Rule if (weight := weights.get(rule, Severity.OFF)) is not Severity.OFF)
    return [
        replace(found, severity=weight) if found.severity is Severity.WARNING is not weight else found
        for rule, weight in chosen
        for found in CHECKS[rule](case)
    ]


def of_units(
    findings: Iterable[Finding], plan: Plan, roots: Iterable[TaskEvaluation], units: Iterable[str]
) -> list[Finding]:
    """Return the findings on what one of the units leads: tasks, their milestones, and the indicators of these."""
    named = frozenset(units)
    led = {s.ref for s in walk(roots) if not named.isdisjoint(s.facts.lead)}
    tasks = ((found, plan.task_of(found.ref) if found.ref else None) for found in findings)
    return [found for found, task in tasks if task and task.ref in led]

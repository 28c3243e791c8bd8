"""One run of the check: the findings it asks for, and which of them are known from an earlier state of the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from plantrack.checks import CheckResult, Finding, located, mark_known
from plantrack.checks.records import (
    changed_since,
    moved,
    plan_gone,
    predated,
    rewritten,
    shared_ids,
    unexplained,
    unknown_references,
)
from plantrack.checks.rules import CheckInput, check, of_units
from plantrack.cli.context import Context
from plantrack.errors import Message, NotFoundError, PlanError, Problem, UsageError, errors, message
from plantrack.evaluation.evaluate import JudgingPolicy, evaluate
from plantrack.files import typed
from plantrack.model.plan import Plan
from plantrack.model.policy import Policy, Rule, Severity
from plantrack.model.promises import adopted_policy, agreed, held, promises, since, slips

ABSENT = "the plan is not in {revision}: everything found is new"
UNREADABLE = "the plan in {revision} cannot be read: everything found is new"


class CheckRun(Struct, frozen=True):
    """What one run asks for: its rules, which of them fail and which warn, whose tasks, and days of grace."""

    only: tuple[Rule, ...] = ()
    errors: tuple[Rule, ...] = ()
    warnings: tuple[Rule, ...] = ()
    leads: tuple[str, ...] = ()
    grace: int | None = None

    def severities(self, plan: Plan) -> dict[Rule, Severity]:
        """Return the severity of every rule that is looked for, in the order of the rules."""
        chosen = plan.policy.weights(self.only, self.errors, self.warnings)
        return {rule: chosen[rule] for rule in Rule if chosen.get(rule, Severity.OFF) is not Severity.OFF}

    def result(self, context: Context, new_since: str | None = None, baseline: Path | None = None) -> CheckResult:
        """Return what is found, with file and line; what a git revision or an earlier result had is marked as known.

        What fails by the policy that was adopted, or by that of the revision, fails. Raises UsageError for both, for a
        revision that is none, and for a file that is no result or is tracked by git.
        """
        refuse_both(new_since, baseline)
        run = self._hardened(adopted_policy(context.history.at(context.latest_day)), context.plan.policy)
        if new_since is None:
            found = run.findings(context)
            return run.told(context, found if baseline is None else mark_known(found, _earlier(baseline, context)))
        with _revision(context, new_since) as folder:
            return run.compared(context, folder, new_since)

    def findings(self, context: Context) -> list[Finding]:
        """Return what is found in a plan as it stands."""
        return self._of_lead(context, self._input(context, context))

    def told(self, context: Context, found: Iterable[Finding], *remarks: Message) -> CheckResult:
        """Return findings with file and line, as the result of this run."""
        file = context.plan_file
        return CheckResult(tuple(self.severities(context.plan)), tuple(located(found, file.file, file.lines)), remarks)

    def compared(self, context: Context, folder: Path | None, revision: str) -> CheckResult:
        """Return the result beside the plan as it lay at a revision, in `folder`."""
        if folder is None:
            from plantrack.planfile.revision import plans_gone

            gone = plans_gone(context.plan_file.folder, revision)
            new = [*self.findings(context), *self._weighed(context, moved(context.plan, gone))]
            return self.told(context, new, message(ABSENT, revision=revision))
        try:
            earlier = Earlier(context, context.at(folder), revision)
        except (PlanError, NotFoundError):
            return self.told(context, self.findings(context), message(UNREADABLE, revision=revision))
        return self._hardened(earlier.held.policy, context.plan.policy).beside(context, earlier)

    def beside(self, context: Context, earlier: Earlier) -> CheckResult:
        """Return what is found by the terms of today and of then; known is what was found then by either."""
        now, before = self.findings(context), earlier.before
        known = Counter(one.fingerprint for one in self._found(context, self._input(before, context)))
        also = self._of_lead(context, self._judged(context, earlier.held, earlier.judging(self.grace)))
        also = [one for one in mark_known(also, (one.fingerprint for one in now)) if not one.known]
        if also:
            known |= Counter(one.fingerprint for one in self._found(context, self._input(before, before)))
        found = mark_known([*now, *also], known.elements())
        return self.told(context, [*found, *self._weighed(context, earlier.rewritten())])

    def _hardened(self, then: Policy | None, now: Policy) -> CheckRun:
        """Return the run with what failed by another policy, so that no change disarms its own check."""
        failed = [rule for rule in Rule if then and then.weighs(rule) is Severity.ERROR is not now.weighs(rule)]
        return replace(self, errors=(*self.errors, *(rule for rule in failed if rule not in self.warnings)))

    def _weighed(self, context: Context, found: Iterable[Finding]) -> list[Finding]:
        severities = self.severities(context.plan)
        return [replace(one, severity=severities[Rule(one.rule)]) for one in found if Rule(one.rule) in severities]

    def _found(self, context: Context, case: CheckInput) -> list[Finding]:
        return check(case, self.severities(context.plan))

    def _of_lead(self, context: Context, case: CheckInput) -> list[Finding]:
        found = self._found(context, case)
        return of_units(found, context.plan, case.roots, context.units(self.leads)) if self.leads else found

    def _input(self, context: Context, terms: Context) -> CheckInput:
        """Return the plan to check; policy, calendar and light rules are those of `terms`."""
        looked_for = self.severities(terms.plan)
        plan, state = context.plan, context.history.at(context.latest_day)
        return replace(
            self._judged(context, plan, terms.judging(self.grace), terms.plan.policy),
            slips=tuple(slips(plan, state, context.terms)) if Rule.QUIET_SLIP in looked_for else (),
            objections=tuple(
                found for found in context.history.objections(context.known_at) if found.update.on <= context.as_of
            ),
            problems=errors((*context.plan_file.problems, *context.side_problems)),
            journal=_unsound(context),
            unknown_records=_unknown_records(context) if Rule.UNKNOWN_RECORD in looked_for else (),
        )

    def _judged(self, context: Context, plan: Plan, judging: JudgingPolicy, policy: Policy | None = None) -> CheckInput:
        """Return a plan to check, of whose lights the first reason is told."""
        roots = evaluate(plan, context.state, context.as_of, replace(judging, reasons=False))
        return CheckInput(plan=plan, state=context.state, roots=roots, policy=policy or plan.policy)


class Earlier:
    """The plan as it lay at a revision, and the plan of today by the terms of then. Raises PlanError where none is."""

    def __init__(self, context: Context, before: Context, revision: str) -> None:
        self.context, self.before, self.revision = context, before, revision
        self.state = context.history.at(context.latest_day)
        self.held = held(context.plan, before.plan, self.state)
        self._agreed = agreed(self.state, context.terms)
        self._terms, self._rules = before.terms, before.rules()

    def judging(self, grace: int | None) -> JudgingPolicy:
        """Return calendar, light rules and grace of then, but those that were adopted since."""
        context, own = self.context, {"policy", "lights"} <= self._agreed
        return JudgingPolicy(
            context.calendar if "calendar" in self._agreed else self.before.calendar,
            context.rules() if own else self._rules,
            self.held.policy.grace if grace is None else grace,
            context.over,
        )

    def rewritten(self) -> Iterator[Finding]:
        """Find records and promises of then that are others now, and what the plan says otherwise unadopted."""
        plan, history = self.context.plan, self.before.history
        yield from rewritten(plan, history, self.context.history)
        yield from predated(plan, history, self.context.history)
        if history.at().adopted():
            then = promises(self.before.plan, self.state, self._terms)
            now = promises(plan, self.state, self.context.terms)
            yield from unexplained(plan, history, self.context.history, then)
            yield from changed_since(plan, since(then, now, self.state), self.revision)


def _earlier(baseline: Path, context: Context) -> tuple[str, ...]:
    from plantrack.planfile.earlier_results import earlier_fingerprints

    return earlier_fingerprints(baseline, context.plan.id)


@contextmanager
def _revision(context: Context, revision: str) -> Iterator[Path | None]:
    """Lay out the plan at a revision. A file is never taken for one; the error then says how to give it."""
    from plantrack.journal import TRACKED
    from plantrack.planfile.revision import at_revision

    with ExitStack() as stack:
        try:
            folder = stack.enter_context(at_revision(context.plan_file.folder, revision, TRACKED))
        except UsageError:
            _refuse_file(revision)
            raise
        yield folder


def refuse_both(new_since: str | None, baseline: Path | None) -> None:
    """Raise UsageError for two ways of comparing at once."""
    if new_since is not None and baseline is not None:
        raise UsageError("--new-since and --baseline are two ways of comparing; give one of them")


def _refuse_file(revision: str) -> None:
    """Raise UsageError for the name of a file where a revision is needed."""
    if _is_file(Path(revision)):
        raise UsageError(
            "{revision!r} is a file and no git revision; give an earlier result with --baseline", revision=revision
        ) from None


def gone_below(place: Path, revision: str) -> tuple[Problem, ...]:
    """Return the plans below a place that a revision has and that are gone. Raises UsageError where it is none.

    A place in no repository has none: its plans may be in some.
    """
    from plantrack.planfile.revision import in_repository, plans_gone_below

    if not in_repository(place):
        return ()
    try:
        gone = plans_gone_below(place, revision)
    except UsageError:
        _refuse_file(revision)
        raise
    return tuple(Problem(typed(place), 0, 0, plan_gone(folder)) for folder in gone)


def _unsound(context: Context) -> tuple[Problem, ...]:
    """Return the lines of the journal that cannot be read, and the records whose id another one has."""
    places = context.journal.read(places=True).places if context.history.sharing_id else {}
    return (*errors(context.journal_problems), *shared_ids(context.history, places))


def _unknown_records(context: Context) -> tuple[Problem, ...]:
    """Return the warnings about records; the journal is read again with its lines only where there are any."""
    warnings = [problem for problem in context.journal_problems if problem.warning]
    if unknown_references(context.plan, context.history, {}, context.latest):
        places = context.journal.read(places=True).places
        warnings += unknown_references(context.plan, context.history, places, context.latest)
    return tuple(warnings)


def _is_file(path: Path) -> bool:
    try:
        return path.exists() and not path.is_dir()
    except OSError:  # no file has so long a name
        return False

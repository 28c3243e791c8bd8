"""One run of the check: the findings it asks for, and which of them are known from an earlier state of the plan."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from plantrack.checks import CheckResult, Finding, located, mark_known
from plantrack.checks.records import rewritten, unknown_references
from plantrack.checks.rules import CheckInput, check, of_units
from plantrack.cli.clock import now
from plantrack.cli.context import Context
from plantrack.errors import PlanError, Problem, errors
from plantrack.evaluation.evaluate import evaluate
from plantrack.model.plan import Plan
from plantrack.model.policy import Policy, Rule, Severity
from plantrack.model.promises import slips


class EarlierFindings(Struct, frozen=True):
    """What a run is compared with: the fingerprints found then, each as often as it was found, and the policy of then.

    `rewritten` are records and first promises of then that have changed since; they never count as known.
    """

    fingerprints: tuple[str, ...] = ()
    policy: Policy | None = None
    rewritten: tuple[Finding, ...] = ()


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

    def result(self, context: Context, new_since: str | None = None) -> CheckResult:
        """Return what is found, with file and line; with `new_since`, what was found then is marked as known."""
        found = self.findings(context) if new_since is None else self._compared(context, new_since)
        return CheckResult(tuple(self.severities(context.plan)), tuple(found))

    def findings(self, context: Context) -> list[Finding]:
        """Return what is found in a plan, with file and line."""
        case = self._input(context, context)
        found = check(case, self.severities(context.plan))
        if self.leads:
            found = of_units(found, context.plan, case.roots, context.units(self.leads))
        return located(found, context.plan_file.file, context.plan_file.lines)

    def _compared(self, context: Context, new_since: str) -> list[Finding]:
        earlier = self._earlier(context, new_since)
        run = self._hardened(earlier.policy, context.plan.policy)
        severities = run.severities(context.plan)
        looked_for = [one for one in earlier.rewritten if Rule(one.rule) in severities]
        rewritten = (replace(one, severity=severities[Rule(one.rule)]) for one in looked_for)
        found = mark_known(run.findings(context), earlier.fingerprints)
        return [*found, *located(rewritten, context.plan_file.file, context.plan_file.lines)]

    def _earlier(self, context: Context, given: str) -> EarlierFindings:
        """Return what was found before, whoever led it: in an earlier JSON result, or at a git revision.

        The revision is judged as of the same day, by today's policy, light rules and calendar. Raises UsageError for a
        name that is neither.
        """
        from plantrack.journal import TRACKED
        from plantrack.planfile.earlier_results import earlier_fingerprints
        from plantrack.planfile.revision import at_revision

        path = Path(given)
        if _is_result(path):
            return EarlierFindings(earlier_fingerprints(path, context.plan.id))
        with at_revision(context.plan_file.folder, given, TRACKED) as folder:
            if folder is None:
                context.warn("the plan is not in {revision}: everything found is new", revision=given)
                return EarlierFindings()
            try:
                before = context.at(folder)
                found = check(self._input(before, context), self.severities(context.plan))
                changed = tuple(rewritten(context.plan, before.history, context.history))
            except PlanError:
                context.warn("the plan in {revision} cannot be read: everything found is new", revision=given)
                return EarlierFindings()
            return EarlierFindings(tuple(one.fingerprint for one in found), before.plan.policy, changed)

    def _hardened(self, then: Policy | None, now: Policy) -> CheckRun:
        """Return the run with what failed by the earlier policy, so that no change disarms its own check."""
        failed = [rule for rule in Rule if then and then.weighs(rule) is Severity.ERROR is not now.weighs(rule)]
        return replace(self, errors=(*self.errors, *(rule for rule in failed if rule not in self.warnings)))

    def _input(self, context: Context, terms: Context) -> CheckInput:
        """Return the plan to check; policy, calendar and light rules are those of `terms`."""
        looked_for = self.severities(terms.plan)
        return CheckInput(
            plan=context.plan,
            state=context.state,
            roots=evaluate(context.plan, context.state, context.as_of, terms.judging(self.grace)),
            policy=terms.plan.policy,
            slips=tuple(slips(context.plan, context.history.at())) if Rule.QUIET_SLIP in looked_for else (),
            problems=errors((*context.plan_file.problems, *context.side_problems)),
            journal=errors(context.contents.problems),
            unknown_records=_unknown_records(context) if Rule.UNKNOWN_RECORD in looked_for else (),
        )


def _unknown_records(context: Context) -> tuple[Problem, ...]:
    """Return the warnings about records; the journal is read again with its lines only where there are any."""
    warnings = [problem for problem in context.contents.problems if problem.warning]
    if unknown_references(context.plan, context.history, {}, now()):
        places = context.journal.read(places=True).places
        warnings += unknown_references(context.plan, context.history, places, now())
    return tuple(warnings)


def _is_result(path: Path) -> bool:
    try:
        return path.exists() and not path.is_dir()
    except OSError:  # no file has so long a name
        return False

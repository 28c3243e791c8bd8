"""The gate: gathers a plan's findings as one run of the check asks for them, now and as they were before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from plantrack.checks import Finding, finding, located, mark_known
from plantrack.checks.rules import CheckInput, check, of_unit
from plantrack.checks.unknown_references import unknown_references
from plantrack.cli.desk import now
from plantrack.cli.view import View
from plantrack.errors import PlanError, Problem, UsageError, message
from plantrack.evaluation.evaluate import evaluate
from plantrack.model.lookup import find_unit
from plantrack.model.plan import Plan
from plantrack.model.policy import Policy, Rule, Severity
from plantrack.model.promises import slips


def rules(names: Iterable[str] | None) -> tuple[Rule, ...]:
    """Return the rules of these names; several may stand in one, with commas between them. Raises UsageError."""
    words = [word.strip() for name in names or () for word in name.split(",")]
    for word in words:
        if word not in list(Rule):
            raise UsageError("no rule is called {name!r}; the rules are {known}", name=word, known=", ".join(Rule))
    return tuple(map(Rule, words))


class Before(Struct, frozen=True):
    """What a run is compared with: the fingerprints found then, each as often as it was, and the policy of then.

    `rewritten` are records and promises of then that are others now; they are always new.
    """

    fingerprints: tuple[str, ...] = ()
    policy: Policy | None = None
    rewritten: tuple[Finding, ...] = ()


class Gate(Struct, frozen=True):
    """What one run of the check asks for: its rules, what fails and what warns, whose tasks, and days of grace."""

    only: tuple[Rule, ...] = ()
    errors: tuple[Rule, ...] = ()
    warnings: tuple[Rule, ...] = ()
    lead: str | None = None
    grace: int | None = None

    def weights(self, plan: Plan) -> dict[Rule, Severity]:
        """Return how much the findings of each rule weigh that is looked for, in the order of the rules."""
        told = plan.policy.weights(self.only, self.errors, self.warnings)
        return {rule: told[rule] for rule in Rule if told.get(rule, Severity.OFF) is not Severity.OFF}

    def findings(self, view: View) -> list[Finding]:
        """Return what is found in the plan of a view, with file and line."""
        case = self._case(view, view)
        found = check(case, self.weights(view.plan))
        if self.lead:
            found = of_unit(found, view.plan, case.roots, find_unit(view.plan, self.lead))
        return located(found, view.planfile.file, view.planfile.lines)

    def ratchet(self, view: View, new_since: str) -> list[Finding]:
        """Return what is found, with what was there before marked as known."""
        before = known_before(view, new_since, self)
        gate = self.hardened(before, view.plan.policy)
        weights = gate.weights(view.plan)
        again = [
            replace(one, severity=weights[Rule(one.rule)]) for one in before.rewritten if Rule(one.rule) in weights
        ]
        found = mark_known(gate.findings(view), before.fingerprints)
        return [*found, *located(again, view.planfile.file, view.planfile.lines)]

    def known(self, before: View, view: View) -> Before:
        """Return what was there before, whoever led it, on the terms of now, and what was rewritten since."""
        found = check(self._case(before, view), self.weights(view.plan))
        return Before(tuple(one.fingerprint for one in found), before.plan.policy, tuple(rewritten(before, view)))

    def hardened(self, before: Before, policy: Policy) -> Gate:
        """Return the gate with what failed by the policy of before, so that no change disarms its own check."""
        milder = (
            rule
            for rule in Rule
            if before.policy and before.policy.weighs(rule) is Severity.ERROR is not policy.weighs(rule)
        )
        return replace(self, errors=(*self.errors, *(rule for rule in milder if rule not in self.warnings)))

    def _case(self, view: View, by: View) -> CheckInput:
        weights = self.weights(by.plan)
        return CheckInput(
            plan=view.plan,
            state=view.state,
            roots=evaluate(view.plan, view.state, view.as_of, by.judging(self.grace)),
            policy=by.plan.policy,
            slips=tuple(slips(view.plan, view.history.at())) if Rule.QUIET_SLIP in weights else (),
            problems=_errors((*view.planfile.problems, *view.side_problems)),
            journal=_errors(view.reading.problems),
            unknown_records=_unknown_records(view) if Rule.UNKNOWN_RECORD in weights else (),
        )


def _errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if not problem.warning)


def _unknown_records(view: View) -> tuple[Problem, ...]:
    """Return the warnings about records; the journal is read again with its lines only where there are any."""
    warnings = [problem for problem in view.reading.problems if problem.warning]
    if unknown_references(view.plan, view.history, {}, now()):
        warnings += unknown_references(view.plan, view.history, view.journal.read(places=True).places, now())
    return tuple(warnings)


def rewritten(before: View, view: View) -> Iterator[Finding]:
    """Find records of before that are gone or changed, and promises that became others: neither may ever happen."""
    for update in before.history.updates:
        if update not in view.history:
            said = message(
                "the record {id} of {by} is gone or changed; put it back, for the journal only grows",
                id=update.id, by=update.by,
            )  # fmt: skip
            yield finding(view.plan, Rule.JOURNAL_LINE, None, said, about=update.id)
    old, new = before.history.at(), view.history.at()
    for ref in old.adopted():
        if old.of(ref).promised != new.of(ref).promised:
            title = view.plan.title_of(ref) or ref
            said = message(
                "{title}: the first promise became another; the first one stays, so take that back", title=title
            )
            yield finding(view.plan, Rule.QUIET_SLIP, ref, said, about="promise")


def known_before(view: View, given: str, gate: Gate) -> Before:
    """Return what was there before: in an earlier JSON result, or at a git revision.

    The revision is judged as of the same day, by today's policy, light rules and calendar. Raises UsageError for a name
    that is neither.
    """
    from plantrack.planfile.earlier_results import earlier_fingerprints
    from plantrack.planfile.revision import at_revision

    path = Path(given)
    if _is_result(path):
        return Before(earlier_fingerprints(path, view.plan.id))
    with at_revision(view.planfile.folder, given) as folder:
        if folder is None:
            view.warn("the plan is not in {revision}: everything found is new", revision=given)
            return Before()
        try:
            return gate.known(view.elsewhere(folder), view)
        except PlanError:
            view.warn("the plan in {revision} cannot be read: everything found is new", revision=given)
            return Before()


def _is_result(path: Path) -> bool:
    try:
        return path.exists() and not path.is_dir()
    except OSError:  # no file has so long a name
        return False

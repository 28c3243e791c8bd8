"""What a check found in one plan of many, as plain values that can be kept, in both languages."""

from collections import Counter
from collections.abc import Callable, Iterable

from msgspec import Struct
from msgspec.structs import replace

from plantrack.checks import CheckResult, Finding, from_problem, mark_known
from plantrack.errors import Message, Problem, errors, message
from plantrack.model.plan import Plan, Text
from plantrack.model.policy import Rule, Severity
from plantrack.reports.portfolio.portfolio import UnreadPlan

NEW = message("the plan is not in the earlier result: everything found is new")
GONE = "the plan {id} was in the earlier result and is gone; put it back, or write a new result"
InBoth = Callable[[Message], Text]
"""Says a message in both languages."""


class KeptFinding(Struct, frozen=True, array_like=True):
    """A finding whose sentence is said in both languages; `title` is that of its reference."""

    rule: str
    severity: Severity
    words: Text
    mark: str
    ref: str | None
    title: Text | None
    file: str | None
    line: int | None
    known: bool

    @property
    def finding(self) -> Finding:
        """Return the finding."""
        return Finding(
            rule=self.rule, severity=self.severity, message=message("{said}", said=self.words), mark=self.mark,
            ref=self.ref, file=self.file, line=self.line, known=self.known,
        )  # fmt: skip


class CheckedPlan(Struct, frozen=True):
    """What was found in a plan, and the rules that were tried there; `remarks` are about the run."""

    id: str
    title: Text
    language: str
    rules: tuple[str, ...]
    findings: tuple[KeptFinding, ...]
    remarks: tuple[Text, ...] = ()

    @property
    def result(self) -> CheckResult:
        """Return the result of the check of this plan."""
        return CheckResult(self.rules, tuple(found.finding for found in self.findings))


def checked(plan: Plan, result: CheckResult, in_both: InBoth) -> CheckedPlan:
    """Return what was found in a plan."""
    findings, remarks = tuple(_kept(plan, result.findings, in_both)), tuple(map(in_both, result.remarks))
    return CheckedPlan(plan.id, plan.title, plan.language, result.rules, findings, remarks)


def _kept(plan: Plan, findings: Iterable[Finding], in_both: InBoth) -> Iterable[KeptFinding]:
    for found in findings:
        title = plan.title_of(found.ref) if found.ref else None
        yield KeptFinding(
            found.rule, found.severity, in_both(found.message), found.mark, found.ref, title, found.file, found.line,
            found.known,
        )  # fmt: skip


class CheckedPortfolio(Struct, frozen=True):
    """What was found in the plans of a place, each with its folder; in what cannot be read; and in `units.yaml`."""

    place: str
    plans: tuple[tuple[str, CheckedPlan], ...]
    unread: tuple[UnreadPlan, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def failed(self) -> bool:
        """Tell whether anything fails."""
        return bool(self.unread or errors(self.problems)) or any(plan.result.failed for _, plan in self.plans)

    @property
    def broken(self) -> list[Finding]:
        """Return what cannot be read as it should be, as findings."""
        every = (problem for found in self.unread for problem in found.problems)
        return [unread_finding(self.place, problem) for problem in (*every, *self.problems)]

    @property
    def result(self) -> CheckResult:
        """Return everything as one result, in which the problems of files are those of invalid plans."""
        rules = {rule for _, plan in self.plans for rule in plan.rules}
        if broken := self.broken:
            rules.add(Rule.INVALID_PLAN)
        findings = (*broken, *(found for _, plan in self.plans for found in plan.result.findings))
        return CheckResult(tuple(rule for rule in Rule if rule in rules), findings)


def unread_finding(place: str, problem: Problem) -> Finding:
    """Return the finding for a file of a place that cannot be read as it should be."""
    found = from_problem(place, Rule.INVALID_PLAN, problem, problem.file)
    return replace(found, severity=Severity.WARNING if problem.warning else Severity.ERROR)


def compared(found: CheckedPortfolio, fingerprints: Iterable[str], ids: Iterable[str]) -> CheckedPortfolio:
    """Return what was found beside an earlier result: what that had is known; a plan that is new or gone is told."""
    left, before, plans = Counter(fingerprints), Counter(ids), []
    for folder, plan in found.plans:
        marks = [one.finding.fingerprint for one in plan.findings]
        known = mark_known((one.finding for one in plan.findings), left.elements())
        left -= Counter(marks)
        kept = (replace(one, known=mark.known) for one, mark in zip(plan.findings, known, strict=True))
        plans.append((folder, replace(plan, findings=tuple(kept))))
    new = [remark_on(folder, NEW) for folder, plan in plans if plan.id not in before]
    gone = before - Counter(plan.id for _, plan in plans) if not found.unread else Counter[str]()
    problems = (Problem(found.place, 0, 0, message(GONE, id=one)) for one in gone.elements())
    return replace(found, plans=tuple(plans), problems=(*found.problems, *new, *problems))


def remark_on(folder: str, said: Message) -> Problem:
    """Return what is to be said about the check of the plan in a folder, which fails nothing."""
    return Problem(f"{folder}/plan.yaml", 0, 0, said, warning=True)

"""Checks: a tuple of small functions from a plan as of a day to findings. Whether a finding fails CI is the caller's.

A finding says where by reference; the line in the plan file is joined to it by whoever read the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from msgspec import Struct

from plantrack.errors import Message, Problem, message
from plantrack.model.plan import Basis, Plan, basis_word
from plantrack.model.update import AnyUpdate
from plantrack.standing import Standing, leaves, walk


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"


class Finding(Struct, frozen=True, kw_only=True):
    """What a check reports. The fingerprint stays the same over days, counts, languages and lines."""

    rule: str
    severity: Severity
    message: Message
    fingerprint: str
    ref: str | None = None
    file: str | None = None
    line: int | None = None


class Checked(Struct, frozen=True):
    """What a run of the checks found, and the rules it tried."""

    rules: tuple[str, ...]
    findings: tuple[Finding, ...]


def finding(plan: Plan | str, rule: str, ref: str | None, said: Message, *, about: str = "") -> Finding:
    """Return a finding whose fingerprint is made of rule, plan, reference and the rule's object."""
    import hashlib

    name = plan if isinstance(plan, str) else plan.id
    mark = "\0".join([rule, name, ref or "", about])
    digest = hashlib.sha256(mark.encode()).hexdigest()[:16]
    return Finding(rule=rule, severity=Severity.ERROR, ref=ref, message=said, fingerprint=digest)


def overdue(plan: Plan, tops: Sequence[Standing]) -> Iterable[Finding]:
    """Find open tasks and milestones whose current due date has passed."""
    for standing in walk(tops):
        facts = standing.facts
        if facts.overdue:
            said = message(
                "{title}: due {due}{basis}, {days} days ago, and not done",
                title=facts.task.title, due=facts.due, basis=_basis(facts.due_basis), days=-(facts.days_left or 0),
            )  # fmt: skip
            yield finding(plan, "overdue", facts.task.ref, said)
        for point in facts.checkpoints:
            if point.overdue:
                said = message(
                    "milestone {stone} of {title}: due {due}{basis} and not reached",
                    stone=point.milestone.title, title=facts.task.title, due=point.due, basis=_basis(point.basis),
                )  # fmt: skip
                yield finding(plan, "overdue", point.milestone.ref, said)


def _basis(basis: Basis | None) -> Message:
    return message("(basis {word})", word=message(f"basis {basis_word(basis)}"))


def unreported(plan: Plan, tops: Sequence[Standing]) -> Iterable[Finding]:
    """Find tasks that owe a report for the latest complete period and have not given it."""
    for standing in leaves(tops):
        if standing.facts.owes:
            said = message(
                "{title}: no report for {period}", title=standing.facts.task.title, period=standing.facts.owes
            )
            yield finding(plan, "unreported", standing.ref, said)


Check = Callable[[Plan, Sequence[Standing]], Iterable[Finding]]
CHECKS: tuple[tuple[str, Check], ...] = (("overdue", overdue), ("unreported", unreported))
RULES = (*(name for name, _ in CHECKS), "invalid-plan", "journal-line")
"""The codes of all rules. The last two come from reading the files."""


def check(plan: Plan, tops: Sequence[Standing], rules: Iterable[str] = RULES) -> list[Finding]:
    """Return the findings of the named rules, in the order of the rules and then of the plan."""
    return [found for name, rule in CHECKS if name in rules for found in rule(plan, tops)]


def from_problems(plan: str, rule: str, problems: Iterable[Problem]) -> list[Finding]:
    """Return a finding for each problem that reading a file met; warnings are none."""
    found = []
    for problem in problems:
        if not problem.warning:
            name = problem.file.rpartition("/")[2]
            made = finding(plan, rule, None, problem.message, about=f"{name}\0{problem.message}")
            found.append(_at(made, problem.file, problem.line or None))
    return found


def stray_records(
    plan: Plan, updates: Iterable[AnyUpdate], places: dict[str, tuple[str, int]], now: datetime
) -> list[Problem]:
    """Return warnings for records that name what the plan does not have, or that come from the future."""
    known = {*plan.by_ref, *plan.milestones, *plan.indicator_by_id}
    found = []
    for update in updates:
        file, line = places.get(update.id, ("", 0))
        ref = getattr(update, "ref", None)
        if ref is not None and ref not in known:
            said = message("the plan has nothing called {ref}; the record is kept and left alone", ref=ref)
            found.append(Problem(file, line, 0, said, warning=True))
        if update.at > now + timedelta(days=1):
            said = message("recorded at {at}, more than a day from now; whose clock is wrong?", at=update.at)
            found.append(Problem(file, line, 0, said, warning=True))
    return found


def located(findings: Iterable[Finding], file: str, lines: dict[str, int]) -> list[Finding]:
    """Return the findings with the plan file and the line of their reference, where they have no place yet."""
    return [f if f.file else _at(f, file, lines.get(f.ref or "")) for f in findings]


def _at(found: Finding, file: str, line: int | None) -> Finding:
    return Finding(
        rule=found.rule, severity=found.severity, message=found.message, fingerprint=found.fingerprint,
        ref=found.ref, file=file, line=line,
    )  # fmt: skip

"""Checks: what is found in a plan as of a day, and whether that fails.

rules     one small function per rule
records   records that the plan does not know, or that were rewritten

A finding says where by reference; the line in the plan file is joined to it by whoever read the file.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from plantrack.errors import Message, Problem, message
from plantrack.model.plan import Plan, Text
from plantrack.model.policy import Rule, Severity
from plantrack.model.promises import Amendment, field_words, parted, value_words


class Finding(Struct, frozen=True, kw_only=True):
    """What a check reports. `mark` names what was found, and is the same over days, counts, languages and lines.

    `known` findings were there before what is judged now: they are shown and never fail the check.
    """

    rule: str
    severity: Severity
    message: Message
    mark: str
    ref: str | None = None
    field: str | None = None
    file: str | None = None
    line: int | None = None
    known: bool = False

    @property
    def fingerprint(self) -> str:
        """Return the mark as 16 characters of SHA-256; what is told to people alone needs none, and no OpenSSL."""
        import hashlib

        return hashlib.sha256(self.mark.encode()).hexdigest()[:16]


class CheckResult(Struct, frozen=True):
    """What a run of the checks found, and the rules it tried; `remarks` are what is to be said about the run."""

    rules: tuple[str, ...]
    findings: tuple[Finding, ...]
    remarks: tuple[Message, ...] = ()

    @property
    def failed(self) -> bool:
        """Tell whether an error is among them that was not known before."""
        return any(found.severity is Severity.ERROR and not found.known for found in self.findings)


def finding(plan: str, rule: str, ref: str | None, said: Message, *, about: str = "", **place: Any) -> Finding:
    """Return a finding whose mark is made of rule, plan id, reference and the rule's object.

    `place` is its field, or its file and line, where that is known. What it weighs is the check's to say.
    """
    mark = "\0".join([rule, plan, ref or "", about])
    return Finding(rule=rule, severity=Severity.WARNING, ref=ref, message=said, mark=mark, **place)


def slip_facts(plan: Plan, slip: Amendment) -> dict[str, Any]:
    """Return the facts of a message on a field that nobody decided."""
    old, new = (_words(plan, value) for value in parted(slip.old, slip.new))
    said = {"old": old, "new": new, "field": field_words(slip.field or "")}
    return {"title": plan.title_of(slip.ref) or slip.ref, **said, "remedy": message(_REMEDIES.get(slip.field, AMEND))}


AMEND = "put it back, or adopt it as an amendment with a reason"
_ASSIGN = "put it back, assign the units, or adopt it as an amendment with a reason"
_REMEDIES: dict[str | None, str] = {
    "due": "put it back, have an extension approved, or adopt it as an amendment with a reason",
    "lead": _ASSIGN,
    "support": _ASSIGN,
}
"""What to do about a field that nobody decided, where an amendment is not the only way."""


def _words(plan: Plan, value: object) -> object:
    """Return an adopted value in words, units by their names."""
    if isinstance(value, tuple) and value and all(unit in plan.units for unit in value):
        return tuple(Text(plan.units[unit].zh, plan.units[unit].en) for unit in value)
    return message("none") if value is None or value in ((), {}) else value_words(value)


def slipped(plan: Plan, slip: Amendment, said: Message) -> Finding:
    """Return the finding on what nobody decided; a further change of the same field is another one."""
    about = f"{slip.field}\0{_spelled(slip.new)}"
    return finding(plan.id, Rule.QUIET_SLIP, slip.ref or None, said, about=about, field=slip.field)


def _spelled(value: object) -> str:
    """Return an adopted value as marks have it, the same whatever words it is told in."""
    if isinstance(value, dict) and value:
        return ", ".join(f"{name}: {part}" for name, part in value.items())
    return f"{value.zh}\0{value.en}" if isinstance(value, Text) else str(value_words(value))


def from_problem(plan: str, rule: str, problem: Problem, about: str) -> Finding:
    """Return the finding for a problem that reading a file met, at its place."""
    return finding(plan, rule, None, problem.message, about=about, file=problem.file, line=problem.line or None)


def located(findings: Iterable[Finding], file: str, lines: dict[str, int]) -> list[Finding]:
    """Return the findings with the plan file and the line of their field or reference, where they have no place yet."""
    return [found if found.file else replace(found, file=file, line=_line(found, lines)) for found in findings]


def _line(found: Finding, lines: dict[str, int]) -> int | None:
    ref = found.ref or ""
    own = lines.get(f"{ref} {found.field.partition('.')[0]}") if found.field else None
    return own or lines.get(ref)


def mark_known(findings: Iterable[Finding], before: Iterable[str]) -> list[Finding]:
    """Return the findings with those marked as known whose fingerprints were there before, each as often as it was."""
    left, marked = Counter(before), []
    for found in findings:
        known = left[found.fingerprint] > 0
        left[found.fingerprint] -= known
        marked.append(replace(found, known=known))
    return marked

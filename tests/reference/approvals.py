"""Requests and answers: which of them take effect, judged by everything recorded, whatever day a record names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from reference.journal import Record, key, recorded

CLOSING = {"done": "close", "cancelled": "cancel"}
SETTLED = ("start", "due", "lead", "support", "target")
"""What every adoption of a reference settles: where it leaves one out, nothing was promised."""
SAYS = ("percent", "progress", "problem", "next")


class Judged(NamedTuple):
    """The records that take effect, and those that do not or should not, each with the rule that finds it."""

    effective: list[Record]
    objections: list[tuple[str, Record]]


def asked(record: Record) -> Record | None:
    """Return a request for a later date, a cancellation or the acceptance of finished work, of any kind of record."""
    if record["kind"] == "request":
        return record
    return record | {"what": "extend"} if record["kind"] == "reschedule" and record["step"] == "ask" else None


def answered(record: Record) -> Record | None:
    """Return an answer, of either kind of record."""
    if record["kind"] == "answer":
        return record
    if record["kind"] == "reschedule" and record["step"] != "ask":
        return record | {"what": "extend", "verdict": record["step"], "request": record.get("ask")}
    return None


def policy_of(record: Record) -> dict[str, str] | None:
    """Return who has to approve what by an adoption that says so; what it does not say is as usual."""
    approval: dict[str, str] | None = record.get("terms", {}).get("policy", {}).get("approval")
    return None if approval is None else {"extend": "recorded", "cancel": "recorded", "close": "none"} | approval


def judged(records: Iterable[Record]) -> Judged:
    """Return which of the records in force take effect.

    In the order of recording, by the policy that was adopted by then; what was recorded before an adoption named a
    policy counts as it is. From then on an amendment says why.
    """
    records = list(records)
    requests = {record["id"]: request for record in records if (request := asked(record))}
    policy: dict[str, str] = {}
    done: set[str] = set()
    adoptions: list[Record] = []
    effective, objections = [], []
    for record in sorted(records, key=recorded):
        kept: Record | None = record
        if record["kind"] == "adopt" and policy and not record.get("reason") and amends(record, adoptions):
            objections.append(("unapproved", record))
            kept = None
        elif record["kind"] == "adopt":
            adoptions.append(record)
            policy = policy_of(record) or policy
        elif record["kind"] == "report" and policy.get(CLOSING.get(record.get("status", ""), ""), "none") != "none":
            objections.append(("unapproved", record))
            kept = without_status(record)
        elif answer := answered(record):
            rule, void = fault(record, answer, requests, done, policy)
            if rule:
                objections.append((rule, record))
            if void:
                kept = None
            elif answer.get("request") in requests:
                done.add(answer["request"])
        if kept:
            effective.append(kept)
    return Judged(effective, objections)


def amends(record: Record, earlier: list[Record]) -> bool:
    """Tell whether an adoption changes what earlier ones adopted; what nobody named before is no change."""
    parts = [(adoption, adoption["promises"]) for adoption in earlier]
    terms = [(adoption, {"": adoption["terms"]}) for adoption in earlier if adoption.get("terms")]
    whole = differs("", record.get("terms") or {}, terms) if terms else False
    return whole or any(differs(ref, named, parts) for ref, named in record["promises"].items())


def differs(ref: str, named: Record, earlier: list[tuple[Record, dict[str, Record]]]) -> bool:
    """Tell whether what is named of a reference is new, dropped, or another value than the one adopted last."""
    adopted: Record = {}
    for _, promises in sorted(earlier, key=lambda pair: key(pair[0])):
        if ref in promises:
            adopted = adopted | {"dropped": False} | promises[ref]
    there = bool(adopted) and not adopted["dropped"]
    if named.get("dropped") or not there:
        return there is bool(named.get("dropped"))
    settled = dict.fromkeys(SETTLED) | adopted
    return any(name in settled and (settled[name] or None) != (named[name] or None) for name in named)


def without_status(report: Record) -> Record | None:
    """Return what a report says besides its status, if it says anything."""
    said = {name: value for name, value in report.items() if name != "status"}
    return said if any(name in said for name in SAYS) else None


def fault(
    record: Record, answer: Record, requests: dict[str, Record], done: set[str], policy: dict[str, Any]
) -> tuple[str | None, bool]:
    """Return what is wrong with an answer, and whether it therefore has no effect.

    It answers a request in force, about the same thing, that was not answered before; an answer of the earlier kind may
    stand alone where no policy asks for approval. Who answers what he asked for himself is marked, and has approved
    nothing where the policy wants another person.
    """
    request, wanted = requests.get(answer.get("request") or ""), policy.get(answer["what"])
    alone = request is None or not fits(answer, request) or request["id"] in done
    if alone and (record["kind"] == "answer" or wanted in ("recorded", "other-person")):
        return "unapproved", True
    if request and answer["verdict"] == "approve" and request["by"] == answer["by"] and wanted != "none":
        return "self-approved", wanted == "other-person"
    return None, False


def fits(answer: Record, request: Record) -> bool:
    """Tell whether an answer is about what was asked for."""
    same = (answer["ref"], answer["what"]) == (request["ref"], request["what"])
    return same and (answer["verdict"] == "refuse" or answer.get("due") == request.get("due"))

"""Requests and answers: which of them take effect, judged by everything recorded, whatever day a record names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from reference.journal import Record, recorded

CLOSING = {"done": "close", "cancelled": "cancel"}
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
    policy counts as it is.
    """
    records = list(records)
    requests = {record["id"]: request for record in records if (request := asked(record))}
    policy: dict[str, str] = {}
    done: set[str] = set()
    effective, objections = [], []
    for record in sorted(records, key=recorded):
        kept: Record | None = record
        if record["kind"] == "adopt":
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

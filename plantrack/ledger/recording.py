"""The records of a ledger that came back: reports, milestones, measurements, and that it came in."""

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from plantrack.errors import PlantrackError
from plantrack.ledger.merging import ChangedCell, Merged
from plantrack.ledger.outgoing import OPEN
from plantrack.ledger.returned import Remark, Returned
from plantrack.model import commands
from plantrack.model.commands import ReportInput, StateOn
from plantrack.model.plan import Plan
from plantrack.model.requesting import Guard
from plantrack.model.state import Status
from plantrack.model.updates import AnyUpdate, Evidence, LedgerReturn, Stamp

Changes = dict[str, ChangedCell]
"""What changed of one reference, by the key of the column."""


class Recording(Struct, frozen=True):
    """What records are made with: stamp, states, guard, and the period that a task's report answers, if it is over."""

    plan: Plan
    stamp: Stamp
    state: StateOn
    guard: Guard
    answered: Callable[[str], str | None]


class TakenFile(Struct, frozen=True):
    """The file that came back: its name, its SHA-256, and as evidence: by its path where the project holds it."""

    name: str
    digest: str
    evidence: Evidence


def records(
    merged: Merged, returned: Returned, file: TakenFile, using: Recording
) -> tuple[list[AnyUpdate], list[Remark]]:
    """Return the records of one act, and what cannot be recorded, with its place; then nothing of it may be."""
    made: list[AnyUpdate] = []
    wrong: list[Remark] = []
    for ref, changes in merged.by_ref().items():
        try:
            made += _of(ref, changes, file, using)
        except PlantrackError as error:
            wrong.append(Remark(next(iter(changes.values())).filled.place, error.message))
    changed = sum(len(changes) for changes in merged.by_ref().values())
    stamp = returned.stamp
    came = LedgerReturn(**using.stamp() | {"evidence": (file.evidence,)}, unit=stamp.unit, period=stamp.period,
                        source=file.name, digest=file.digest, changed=changed)  # fmt: skip
    return [*made, came], wrong


def _of(ref: str, changes: Changes, file: TakenFile, using: Recording) -> Sequence[AnyUpdate]:
    """Return the records on one reference."""
    source = f"{file.name}#{cells(changes)}"
    given = changes.get("evidence")
    evidence = (file.evidence, *((Evidence(given.filled.text),) if given else ()))
    if "value" in changes:
        return _measured(ref, changes, source, evidence, using)
    if ref not in using.plan.milestones:
        entries = [_task(ref, changes, source, evidence, using)]
    elif "reached" in changes or "reached_on" in changes:
        entries = _milestone(ref, changes, source, evidence, using.state(None).of(ref).done_since)
    else:
        note, stamp = changes["progress"].filled.text, lambda: using.stamp() | {"evidence": evidence}
        return commands.comment(using.plan, ref, note, stamp, source=source)
    return commands.say(using.plan, using.state, entries, using.stamp, using.guard)


def cells(changes: Changes) -> str:
    """Return the names of cells of one sheet: 台账!G5,J5."""
    places = [change.filled.place for change in changes.values()]
    sheet = places[0].rpartition("!")[0]
    return f"{sheet}!" + ",".join(place.removeprefix(f"{sheet}!") for place in places)


def _task(ref: str, changes: Changes, source: str, evidence: tuple[Evidence, ...], using: Recording) -> ReportInput:
    texts = {key: changes[key].filled.text for key in ("progress", "problem", "next") if key in changes}
    status, percent = changes.get("status"), changes.get("percent")
    return ReportInput(
        ref=ref, period=using.answered(ref), status=Status(status.filled.value) if status else None,
        percent=float(percent.filled.value) if percent else None, note=texts.get("progress"),
        problem=texts.get("problem"), next=texts.get("next"), source=source, evidence=evidence,
    )  # fmt: skip


def _milestone(
    ref: str, changes: Changes, source: str, evidence: tuple[Evidence, ...], done: date | None
) -> list[ReportInput]:
    """Return the entries on a milestone; one that was reached earlier than the file says was open in between."""
    reached, day, note = changes.get("reached"), changes.get("reached_on"), changes.get("progress")
    status = Status.IN_PROGRESS if reached and reached.filled.value == OPEN else Status.DONE
    on = date.fromisoformat(day.filled.value) if day and status is Status.DONE else None
    entry = ReportInput(ref=ref, status=status, note=note.filled.text if note else None, source=source,
                        evidence=evidence, on=on)  # fmt: skip
    later = on is not None and done is not None and on > done
    return [*([replace(entry, status=Status.IN_PROGRESS, note=None, on=done)] if later else []), entry]


def _measured(
    ref: str, changes: Changes, source: str, evidence: tuple[Evidence, ...], using: Recording
) -> Sequence[AnyUpdate]:
    period = changes.get("period")
    return commands.measure(
        using.plan, ref, changes["value"].filled.text, lambda: using.stamp() | {"evidence": evidence},
        period=period.filled.value if period else None, source=source,
    )  # fmt: skip

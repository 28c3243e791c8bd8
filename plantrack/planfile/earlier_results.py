"""An earlier result of `plantrack check --format json`: which findings it had. Whether one counts is the command's."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from plantrack.errors import PlanError, UsageError
from plantrack.files import typed
from plantrack.planfile import text_of


class FindingMark(Struct, frozen=True):
    """What is read of a finding: what tells it from others."""

    fingerprint: str


class CheckOutput(Struct, frozen=True):
    """What is read of a result; whatever else it has is left alone."""

    schema: Literal["plantrack.check/1"]
    plan: str
    findings: list[FindingMark]


def earlier_fingerprints(path: Path, plan_id: str) -> tuple[str, ...]:
    """Return the fingerprints of all findings of an earlier result, also of those that were known then.

    A pipe will do for a file. Raises UsageError where it cannot be read, is no such result, or is of another plan.
    """
    result = _result(path)
    if result.plan != plan_id:
        raise UsageError(
            "{file}: a result of the plan {other}, not of {plan}; name one of the same plan",
            file=typed(path), other=result.plan, plan=plan_id,
        )  # fmt: skip
    return tuple(found.fingerprint for found in result.findings)


def _result(path: Path) -> CheckOutput:
    try:
        return msgspec.json.decode(text_of(path), type=CheckOutput)
    except PlanError as error:
        raise UsageError(error.message.template, **error.message.facts) from None
    except (msgspec.DecodeError, RecursionError):
        raise UsageError(
            "{file}: no result of `plantrack check --format json`; write one with that command and its option -o",
            file=typed(path),
        ) from None

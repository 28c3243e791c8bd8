"""An earlier result of `plantrack check --format json`: which findings it had. Whether one counts is the command's."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from plantrack.errors import UsageError, reason
from plantrack.files import typed
from plantrack.planfile import MAX_BYTES


class Mark(Struct, frozen=True):
    """What is read of a finding: what tells it from others."""

    fingerprint: str


class Result(Struct, frozen=True):
    """What is read of a result; whatever else it has is left alone."""

    schema: Literal["plantrack.check/1"]
    plan: str
    findings: list[Mark]


def earlier_fingerprints(path: Path, plan_id: str) -> tuple[str, ...]:
    """Return the fingerprints of all findings of an earlier result, also of those that were known then.

    A pipe will do for a file. Raises UsageError where it cannot be read, is no such result, or is of another plan.
    """
    result = _result(_text(path), path)
    if result.plan != plan_id:
        raise UsageError(
            "{file}: a result of the plan {other}, not of {plan}; name one of the same plan",
            file=typed(path), other=result.plan, plan=plan_id,
        )  # fmt: skip
    return tuple(found.fingerprint for found in result.findings)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError("{file}: cannot be read: {why}", file=typed(path), why=reason(error)) from None
    if len(content) > MAX_BYTES:
        raise UsageError("{file}: larger than 64 MiB; this is no result of `plantrack check`", file=typed(path))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            "{file}: not UTF-8 at byte {byte}; save the file as UTF-8", file=typed(path), byte=error.start
        ) from None


def _result(text: str, path: Path) -> Result:
    try:
        return msgspec.json.decode(text, type=Result)
    except (msgspec.DecodeError, RecursionError):
        raise UsageError(
            "{file}: no result of `plantrack check --format json`; write one with that command and its option -o",
            file=typed(path),
        ) from None

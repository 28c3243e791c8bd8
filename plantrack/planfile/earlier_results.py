"""An earlier result of `plantrack check --format json`: the findings it had; the command decides which count."""

from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from plantrack.errors import PlanError, UsageError
from plantrack.files import typed
from plantrack.planfile import content_of, decoded
from plantrack.planfile.revision import tracked

NO_RESULT = "{file}: no result of `plantrack check --format json`; write one with that command and its option -o"
TRACKED = "{file} is tracked by git, so that a change could rewrite it; keep the result out of the repository"
OTHER_PLAN = "{file}: a result of the plan {other}, not of {plan}; name one of the same plan"


class FindingMark(Struct, frozen=True):
    """The part of a finding that is read."""

    fingerprint: str


class CheckOutput(Struct, frozen=True):
    """The part of a result that is read."""

    schema: Literal["plantrack.check/1"]
    plan: str
    findings: list[FindingMark]


def earlier_fingerprints(path: Path, plan_id: str) -> tuple[str, ...]:
    """Return the fingerprints of all findings of an earlier result, including those that were known then.

    The file may be a pipe. Raises UsageError where it cannot be read, is no such result, is of another plan, or is
    tracked by git.
    """
    if tracked(path):
        raise UsageError(TRACKED, file=typed(path))
    try:
        result = msgspec.json.decode(decoded(content_of(path, piped=True), path), type=CheckOutput)
    except PlanError as error:
        raise UsageError(error.message.template, **error.message.facts) from None
    except (msgspec.DecodeError, RecursionError):
        raise UsageError(NO_RESULT, file=typed(path)) from None
    if result.plan != plan_id:
        raise UsageError(OTHER_PLAN, file=typed(path), other=result.plan, plan=plan_id)
    return tuple(found.fingerprint for found in result.findings)

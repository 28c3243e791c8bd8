"""An earlier result of `plantrack check --format json`, or `--all`: its findings; the command decides which count."""

from pathlib import Path
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct

from plantrack.errors import PlanError, UsageError
from plantrack.files import typed
from plantrack.planfile import content_of, decoded
from plantrack.planfile.revision import tracked

NO_RESULT = "{file}: no result of `plantrack check --format json`; write one with that command and its option -o"
NO_RESULT_OF_ALL = "{file}: no result of `plantrack check --all --format json`; write one with that command and -o"
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


class CheckedPlanOutput(Struct, frozen=True):
    """The part of a plan that is read, in a result of all plans."""

    id: str
    findings: list[FindingMark]


class CheckAllOutput(Struct, frozen=True):
    """The part of a result of all plans that is read."""

    schema: Literal["plantrack.check-all/1"]
    plans: list[CheckedPlanOutput]


Output = TypeVar("Output", CheckOutput, CheckAllOutput)


def earlier_fingerprints(path: Path, plan_id: str) -> tuple[str, ...]:
    """Return the fingerprints of all findings of an earlier result, including those that were known then.

    The file may be a pipe. Raises UsageError where it cannot be read, is no such result, is of another plan, or is
    tracked by git.
    """
    result = _read(path, CheckOutput)
    if result is None:
        raise UsageError(NO_RESULT, file=typed(path))
    if result.plan != plan_id:
        raise UsageError(OTHER_PLAN, file=typed(path), other=result.plan, plan=plan_id)
    return tuple(found.fingerprint for found in result.findings)


def earlier_of_all(path: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the fingerprints of all findings of an earlier result of all plans, and the ids of the plans in it.

    Raises UsageError as above.
    """
    result = _read(path, CheckAllOutput)
    if result is None:
        raise UsageError(NO_RESULT_OF_ALL, file=typed(path))
    marks = tuple(one.fingerprint for plan in result.plans for one in plan.findings)
    return marks, tuple(plan.id for plan in result.plans)


def _read(path: Path, kind: type[Output]) -> Output | None:
    """Return what a file holds; None where that is no such result."""
    if tracked(path):
        raise UsageError(TRACKED, file=typed(path))
    try:
        return msgspec.json.decode(decoded(content_of(path, piped=True), path), type=kind)
    except PlanError as error:
        raise UsageError(error.message.template, **error.message.facts) from None
    except (msgspec.DecodeError, RecursionError):
        return None

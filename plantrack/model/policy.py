"""The policy: by which light rules a plan is judged, and what its check finds and how much that weighs."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

IDENTIFIER = r"^[a-z][a-z0-9-]{0,63}$"
Identifier = Annotated[
    str,
    Meta(
        pattern=IDENTIFIER,
        description="lower-case letters, digits and hyphens, beginning with a letter, as in hi-tech-fair",
    ),
]
Days = Annotated[int, Meta(ge=0, le=10_000, description="a number of calendar days")]


class Rule(StrEnum):
    """What a check may find, in the order in which it is told."""

    OVERDUE = "overdue"
    OFF_TRACK = "off-track"
    UNREPORTED = "unreported"
    QUIET_SLIP = "quiet-slip"
    UNAPPROVED = "unapproved"
    SELF_APPROVED = "self-approved"
    DONE_WITH_OPEN_CHILDREN = "done-with-open-children"
    DONE_WITH_OPEN_MILESTONES = "done-with-open-milestones"
    INVALID_PLAN = "invalid-plan"
    JOURNAL_LINE = "journal-line"
    BEHIND = "behind"
    DUE_SOON = "due-soon"
    NO_LEAD = "no-lead"
    ASSUMED_DUE = "assumed-due"
    UNKNOWN_RECORD = "unknown-record"


class Severity(StrEnum):
    """How much a finding weighs: an error fails the check, a warning is shown, `off` is not looked for."""

    ERROR = "error"
    WARNING = "warning"
    OFF = "off"


WARNINGS = frozenset(
    (Rule.SELF_APPROVED, Rule.BEHIND, Rule.DUE_SOON, Rule.NO_LEAD, Rule.ASSUMED_DUE, Rule.UNKNOWN_RECORD)
)
"""The rules whose findings are warnings, unless the policy says otherwise; those of the others are errors."""


class Approval(StrEnum):
    """Who has to approve: nobody, anybody as long as it is recorded, or somebody else than who asked."""

    NONE = "none"
    RECORDED = "recorded"
    OTHER_PERSON = "other-person"


class Approvals(Struct, frozen=True, forbid_unknown_fields=True):
    """Who has to approve that a due date moves, that a task is cancelled, and that it is closed as done."""

    extend: Approval = Approval.RECORDED
    cancel: Approval = Approval.RECORDED
    close: Approval = Approval.NONE

    def of(self, what: str) -> Approval:
        """Return who has to approve `extend`, `cancel` or `close`."""
        found: Approval = getattr(self, what)
        return found


class Policy(Struct, frozen=True, forbid_unknown_fields=True):
    """What an office decided: its light rules, its thresholds, and how much each finding weighs.

    `grace` is how many days after a due date still pass, `due_soon` how many days before one are soon, and `behind` how
    many percentage points behind the curve are too many. Both hold for the check and for the light rules `default`.
    """

    lights: Identifier = "default"
    grace: Days = 0
    due_soon: Days = 7
    behind: Annotated[float, Meta(ge=0, le=100, description="percentage points")] = 10
    approval: Approvals = Approvals()
    severity: dict[Rule, Severity] = {}

    def weighs(self, rule: Rule) -> Severity:
        """Return how much the findings of a rule weigh."""
        return self.severity.get(rule) or (Severity.WARNING if rule in WARNINGS else Severity.ERROR)

    def weights(
        self, only: Collection[Rule] = (), errors: Iterable[Rule] = (), warnings: Iterable[Rule] = ()
    ) -> dict[Rule, Severity]:
        """Return how much each rule weighs in one run: `errors` and `warnings` go before the policy.

        With `only`, other rules are not looked for, and these are also where the policy has them off.
        """
        told = dict.fromkeys(errors, Severity.ERROR) | dict.fromkeys(warnings, Severity.WARNING)
        weights = {rule: told.get(rule) or self.weighs(rule) for rule in Rule}
        wanted = set(only) or set(Rule)
        off = Severity.WARNING if only else Severity.OFF
        return {rule: off if weight is Severity.OFF else weight for rule, weight in weights.items() if rule in wanted}

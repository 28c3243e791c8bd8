"""What was recorded and has been rewritten since: records that are gone or changed, and first promises that changed."""

from collections.abc import Iterator

from plantrack.checks import Finding, finding
from plantrack.errors import message
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.model.policy import Rule


def rewritten(plan: Plan, before: History, now: History) -> Iterator[Finding]:
    """Find what of an earlier history has been rewritten: neither records nor first promises may ever change."""
    for update in before.updates:
        if update not in now:
            said = message(
                "the record {id} of {by} is gone or changed; restore it: the journal is append-only",
                id=update.id, by=update.by,
            )  # fmt: skip
            yield finding(plan, Rule.JOURNAL_LINE, None, said, about=update.id)
    old, new = before.at(), now.at()
    for ref in old.adopted():
        if old.of(ref).promised != new.of(ref).promised:
            title = plan.title_of(ref) or ref
            said = message("{title}: the first promise was changed; it must stay, so undo the change", title=title)
            yield finding(plan, Rule.QUIET_SLIP, ref, said, about="promise")

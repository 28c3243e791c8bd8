"""Records that name what the plan lacks, come from the future, have no readable period, or were rewritten since."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from plantrack.checks import Finding, finding
from plantrack.dates.periods import parse_span
from plantrack.errors import Problem, message
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.model.policy import Rule
from plantrack.model.updates import Measurement, minute_in


def unknown_references(
    plan: Plan, history: History, places: dict[str, tuple[str, int]], now: datetime
) -> list[Problem]:
    """Return a warning for each record that names what the plan lacks, comes from the future or has no readable period.

    `places` says in which file and line a record stands. What an amendment dropped was in the plan, so it is known.
    """
    state = history.at()
    dropped = (ref for ref in state.adopted() if not state.of(ref).in_plan)
    known = {None, *plan.by_ref, *plan.milestones, *plan.indicator_by_id, *dropped}
    latest, found = now + timedelta(days=1), []
    for update in history.updates:
        if update.ref in known and update.at <= latest:
            continue
        file, line = places.get(update.id, ("", 0))
        if update.ref not in known:
            said = message("the plan has nothing called {ref}; the record is kept and left alone", ref=update.ref)
            found.append(Problem(file, line, 0, said, warning=True))
        if update.at > latest:
            said = message(
                "recorded at {at}, more than a day from now; whose clock is wrong?", at=minute_in(update.at, plan.zone)
            )
            found.append(Problem(file, line, 0, said, warning=True))
    for measured in state.all_kept(Measurement):
        if measured.period and parse_span(measured.period) is None:
            file, line = places.get(measured.id, ("", 0))
            said = message("{text} is no period; the number is kept, and compared with nothing", text=measured.period)
            found.append(Problem(file, line, 0, said, warning=True))
    return found


def rewritten(plan: Plan, before: History, now: History) -> Iterator[Finding]:
    """Find what of an earlier history has been rewritten: neither records nor first promises may ever change."""
    for update in before.updates:
        if update not in now:
            said = message(
                "the record {id} of {by} is gone or changed; restore it: the journal is append-only",
                id=update.id, by=update.by,
            )  # fmt: skip
            yield finding(plan.id, Rule.JOURNAL_LINE, None, said, about=update.id)
    old, new = before.at(), now.at()
    for ref in old.adopted():
        if old.of(ref).promised != new.of(ref).promised:
            title = plan.title_of(ref) or ref
            said = message("{title}: the first promise was changed; it must stay, so undo the change", title=title)
            yield finding(plan.id, Rule.QUIET_SLIP, ref, said, about="promise")

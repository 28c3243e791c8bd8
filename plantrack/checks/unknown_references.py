"""Records that name what the plan does not have, or that come from the future."""

from datetime import datetime, timedelta

from plantrack.errors import Problem, message
from plantrack.model.history import History
from plantrack.model.plan import Plan


def unknown_references(
    plan: Plan, history: History, places: dict[str, tuple[str, int]], now: datetime
) -> list[Problem]:
    """Return a warning for each record that names what the plan does not have, or that comes from the future.

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
            said = message("recorded at {at}, more than a day from now; whose clock is wrong?", at=update.at)
            found.append(Problem(file, line, 0, said, warning=True))
    return found

"""Strays: records that name what the plan does not have, or that come from the future."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from plantrack.errors import Problem, message
from plantrack.model.plan import Plan
from plantrack.model.update import AnyUpdate


def unknown_references(
    plan: Plan,
    updates: Iterable[AnyUpdate],
    places: dict[str, tuple[str, int]],
    now: datetime,
    dropped: Collection[str] = (),
) -> list[Problem]:
    """Return a warning for each record that names what the plan does not have, or that comes from the future.

    `places` says in which file and line a record stands; what was `dropped` by an amendment was in the plan.
    """
    known = {*plan.by_ref, *plan.milestones, *plan.indicator_by_id, *dropped}
    found = []
    for update in updates:
        file, line = places.get(update.id, ("", 0))
        ref = getattr(update, "ref", None)
        if ref is not None and ref not in known:
            said = message("the plan has nothing called {ref}; the record is kept and left alone", ref=ref)
            found.append(Problem(file, line, 0, said, warning=True))
        if update.at > now + timedelta(days=1):
            said = message("recorded at {at}, more than a day from now; whose clock is wrong?", at=update.at)
            found.append(Problem(file, line, 0, said, warning=True))
    return found

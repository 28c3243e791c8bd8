"""Records that name what the plan lacks, come from the future, have no readable period, or were rewritten since."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from msgspec import UNSET
from msgspec.structs import replace

from plantrack.checks import Finding, finding, slip_facts, slipped
from plantrack.dates.periods import parse_span, period_length
from plantrack.errors import Message, Problem, message
from plantrack.model.approvals import examined
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.model.policy import Rule
from plantrack.model.promises import Amendment, Promises, changes
from plantrack.model.state import SETTLED, WHOLE_PLAN, ReferenceState, State
from plantrack.model.text import given_text
from plantrack.model.updates import Adoption, Measurement, Report, Request, minute_in


def unknown_references(
    plan: Plan, history: History, places: dict[str, tuple[str, int]], now: datetime
) -> list[Problem]:
    """Return a warning for each record that names what the plan lacks, comes from the future or whose period is none.

    `places` says in which file and line a record stands. What an amendment dropped was in the plan, so it is known.
    """
    state = history.at()
    dropped = (ref for ref in state.adopted() if not state.of(ref).in_plan)
    known = {None, *plan.by_ref, *plan.milestones, *plan.indicator_by_id, *dropped}
    latest, found = now + timedelta(days=1), []
    strange = history.named - known or (history.latest and history.latest > latest)
    for update in history.updates if strange else ():
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
    return [*found, *_unanswering(plan, history, places)]


def _unanswering(plan: Plan, history: History, places: dict[str, tuple[str, int]]) -> Iterator[Problem]:
    """Yield a warning for each report on what is no period, or on one of a length in which its task never reported."""
    state = history.at()
    answered = (
        (ref, name) for ref in state.answering() for name in sorted({name for _, name in state.of(ref).answers})
    )
    for ref, name in answered:
        length, every = period_length(name), plan.every(ref)
        if length and length in _rhythms(plan, state, ref):
            continue
        said = message("{text} is no period; the report is kept, and answers for none", text=name)
        if length:
            facts = {"ref": ref, "length": message(every.value), "text": name}
            said = message("{ref} reports every {length}, not on {text}; the report answers for no period", **facts)
        for update in history.by_ref[ref]:
            if isinstance(update, Report | Request) and update.period == name:
                yield Problem(*places.get(update.id, ("", 0)), 0, said, warning=True)


def _rhythms(plan: Plan, state: State, ref: str) -> set[str]:
    """Return how often a task reports, and what was adopted for it before, of itself or from above."""
    refs = (*(above.ref for above in plan.lineage(ref)), WHOLE_PLAN)
    adopted = (getattr(named, "report_every", None) for above in refs for _, named in state.of(above).adoptions)
    return {plan.every(ref), *filter(None, adopted)}


def shared_ids(history: History, places: dict[str, tuple[str, int]]) -> list[Problem]:
    """Return an error for each record whose id another one has; `places` says in which file and line they stand."""
    return [
        Problem(*places.get(name, ("", 0)), 0,
                message("two records have the id {id}; delete the one that was added by hand", id=name))
        for name in dict.fromkeys(update.id for update in history.sharing_id)
    ]  # fmt: skip


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
    for ref in (WHOLE_PLAN, *old.adopted()):
        if _another(old.of(ref), new.of(ref)):
            title = plan.title_of(ref) or ref
            said = message("{title}: the first promise was changed; it must stay, so undo the change", title=title)
            yield finding(plan.id, Rule.QUIET_SLIP, ref or None, said, about="promise")


def predated(plan: Plan, before: History, now: History) -> Iterator[Finding]:
    """Find records that are new since and claim a moment before the approval was adopted that they would need."""
    known = {update.id for update in before.updates}
    latest = max((update.at for update in before.updates), default=None)
    moved = [
        replace(update, at=max(update.at, latest)) if latest and update.id not in known else update
        for update in now.in_force()
    ]
    for found in examined(moved).objections:
        update = found.update
        if found.void and update.id not in known:
            said = message(
                "{title}: {said}, by {by}; the record {id} is new and dated before the adoption that asks for approval",
                title=plan.title_of(update.ref or "") or update.ref, said=found.said, by=update.by, id=update.short,
            )  # fmt: skip
            yield finding(plan.id, Rule.UNAPPROVED, update.ref, said, about=update.id)


def unexplained(plan: Plan, before: History, now: History, then: Promises) -> Iterator[Finding]:
    """Find adoptions that are new since, give no reason, and adopt something else than the plan of then said."""
    state = before.at()
    added = (u for u in now.in_force() if isinstance(u, Adoption) and not given_text(u.reason) and u not in before)
    for made in added if state.adopted() else ():
        for ref, named in made.named.items():
            stood = then.get(ref) or type(named)()
            if any(changes(state, ref, named)) or any(getattr(stood, n) != new for n, new in named.named().items()):
                said = message("{title}: {by} adopted a change without a reason; undo {id}, and adopt it with one",
                               title=plan.title_of(ref) or ref, by=made.by, id=made.short)  # fmt: skip
                yield finding(plan.id, Rule.UNAPPROVED, ref or None, said, about=made.id)


def _another(old: ReferenceState, new: ReferenceState) -> bool:
    """Tell whether a promise became another one; what it did not name may be promised later."""
    then, now = old.promised, new.promised
    if then is None or now is None:
        return then is not None
    names = (n for n in then.__struct_fields__ if n in SETTLED or getattr(then, n) is not UNSET)
    return old.adopted_on != new.adopted_on or any(getattr(then, n, None) != getattr(now, n, None) for n in names)


def changed_since(plan: Plan, found: Iterable[Amendment], revision: str) -> Iterator[Finding]:
    """Find what the plan said otherwise at a revision and nobody adopted."""
    for slip in found:
        said = message(
            "{title}: {field} was {old} in {revision}, the plan says {new}; {remedy}",
            **slip_facts(plan, slip), revision=revision,
        )  # fmt: skip
        yield slipped(plan, slip, said)


def moved(plan: Plan, gone: Iterable[str]) -> Iterator[Finding]:
    """Find plans that were there before and are gone, where this one is new: its promises would be lost with them."""
    for folder in gone:
        yield finding(plan.id, Rule.QUIET_SLIP, None, plan_gone(folder), about=folder)


def plan_gone(folder: str) -> Message:
    """Say that the plan in a folder is gone."""
    return message("the plan in {folder} is gone, and its promises with it; put it back", folder=folder)

"""Promises and what becomes of them: the due date in force, what an adoption changes, and what nobody decided."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from msgspec import UNSET, Struct, ValidationError, convert, to_builtins
from msgspec.structs import astuple, replace

from plantrack.errors import Message, message
from plantrack.model.amounts import all_digits
from plantrack.model.plan import Frequency, Milestone, Plan, PlanPeriod, Task, TaskKind, Text, Unit
from plantrack.model.policy import Approval, Approvals, Policy, Severity
from plantrack.model.state import SETTLED, WHOLE_PLAN, DueDate, Named, Promise, State, Terms
from plantrack.model.updates import AdoptedName, Adoption, AnyUpdate

Entry = TypeVar("Entry", Task, Milestone)
Record = TypeVar("Record", bound=AnyUpdate)
Promises = Mapping[str, Named]
"""What is promised by reference or indicator, and under WHOLE_PLAN by the plan."""


def due_in_force(plan: Plan, state: State, ref: str) -> date | None:
    """Return the day on which a task or milestone is due: what was adopted or approved, else what the plan says."""
    found = plan.find(ref)
    return (state.of(ref).due.value or DueDate(found.due if found else None)).day


def named_as_adopted(plan: Plan, state: State) -> Plan:
    """Return the plan with the units that adoptions named and its file no longer has, under the names of then."""
    found = sorted(state.all_kept(AdoptedName), key=lambda adopted: adopted.key)
    gone = {adopted.unit: Unit(adopted.name.zh, adopted.name.en) for adopted in found}
    return replace(plan, units=gone | plan.units) if gone.keys() - plan.units.keys() else plan


class Amendment(Struct, frozen=True):
    """One thing that an adoption changes. `field` is None where a reference is new or dropped as a whole.

    `ref` is empty for the plan as a whole; a field with parts (`policy.grace`, `curve.06-30`) is told by part.
    """

    ref: str
    field: str | None
    old: Any
    new: Any


def changes(state: State, ref: str, named: Named) -> Iterator[Amendment]:
    """Yield what an adoption changes in a state: the reference as a whole, or each field that differs.

    What was never named before is no change. Of a target whose number stays, the words may differ: 以上 gone, or
    another end of a range.
    """
    adopted = state.of(ref).adopted
    there = adopted is not None and not adopted.dropped
    if named.dropped or not (there or ref == WHOLE_PLAN):
        if there == named.dropped:
            yield Amendment(ref, None, ref if there else None, None if named.dropped else ref)
        return
    found = _differences(adopted or type(named)(), named)
    if found:
        yield from told(ref, {f: pair for f, pair in found.items() if pair[0] is not UNSET})


def later_adoptions(updates: Iterable[object]) -> Iterator[tuple[Adoption, tuple[Amendment, ...]]]:
    """Yield the adoptions after the first, in the order in which they were recorded, each with what it changes.

    One that was recorded later and dated before an earlier one changes nothing of what that one named.
    """
    state = State()
    adoptions = [update for update in updates if isinstance(update, Adoption)]
    adoptions.sort(key=lambda update: (update.at, update.id))
    for update in adoptions if len(adoptions) > 1 else ():  # one alone changes nothing, and is long
        if state.adopted():
            yield update, tuple(_changed(update, state))
        update.apply(state)


def _changed(update: Adoption, state: State) -> Iterator[Amendment]:
    for ref, named in update.named.items():
        earlier = state.of(ref).adoptions
        if not earlier or earlier[-1][0] < update.key:
            yield from changes(state, ref, named)


def news(records: Iterable[Record], among: Iterable[AnyUpdate]) -> list[Record]:
    """Return the records but adoptions that only name what none recorded before them named: these change nothing.

    `among` are the records in force.
    """
    found = list(records)
    if not any(isinstance(record, Adoption) for record in found):
        return found
    supplements = {update.id for update, changed in later_adoptions(among) if not changed}
    return [record for record in found if record.id not in supplements]


def told(ref: str, differing: Mapping[str, tuple[Any, Any]]) -> Iterator[Amendment]:
    """Yield the differences of one reference, each part of a mapping on its own."""
    for field, (old, new) in differing.items():
        if field == "target_text":
            if "target" not in differing:
                yield Amendment(ref, "target", old, new)
        elif isinstance(new, dict):
            names = old if field == "policy" else {**(old or {}), **new}
            parts = ((name, (old or {}).get(name), new.get(name)) for name in names)
            yield from (Amendment(ref, f"{field}.{name}", was, now) for name, was, now in parts if was != now)
        elif isinstance(new, Text) and isinstance(old, Text):
            other = (old.en, new.en) if old.zh == new.zh else (old.zh, new.zh) if old.en == new.en else (old, new)
            yield Amendment(ref, field, *other)
        else:
            yield Amendment(ref, field, old, new)


def differences(state: State, ref: str, named: Named) -> dict[str, tuple[Any, Any]]:
    """Return the fields whose adopted value differs from the one promised now, as old and new.

    The old value is UNSET where no adoption names the field. In a settled field empty and unnamed count as equal.
    """
    return _differences(state.of(ref).adopted or type(named)(), named)


def _differences(adopted: Named, named: Named) -> dict[str, tuple[Any, Any]]:
    """Return what `differences` does; a plain loop, as it runs for every task and milestone of a plan."""
    found = {}
    for name, was, new in zip(named.__struct_fields__, astuple(adopted), astuple(named), strict=True):
        if was is new or new is UNSET or name == "dropped":
            continue
        old = None if was is UNSET and name in SETTLED else was
        if old is UNSET or (old or None) != (new or None):
            found[name] = (old if old is UNSET else old or None, new)
    return found


def promises(plan: Plan, state: State, terms: Terms | None = None) -> dict[str, Named]:
    """Return what the plan file promises by reference or indicator; what was adopted and is gone from it is dropped.

    With the terms of the plan, these too.
    """
    named = dict(_named(plan))
    gone = (ref for ref in state.adopted() if ref not in named and state.of(ref).in_plan)
    whole = {WHOLE_PLAN: terms} if terms else {}
    return {**whole, **named, **{ref: Promise(dropped=True) for ref in gone}}


def unadopted(plan: Plan, state: State, terms: Terms | None = None) -> list[Amendment]:
    """Return everything in which the plan differs from what was last adopted."""
    return [change for ref, named in promises(plan, state, terms).items() for change in changes(state, ref, named)]


def slips(plan: Plan, state: State, terms: Terms | None = None) -> list[Amendment]:
    """Return those that nobody approved either; none before the plan was first adopted.

    The extension in force may stand in the file, and so may the units that the journal assigned last.
    """
    changes = unadopted(plan, state, terms) if state.adopted() else []
    return [change for change in changes if not _decided(change, state)]


def _decided(change: Amendment, state: State) -> bool:
    """Tell whether the journal says the same by now: an extension that is in force, or units that were assigned."""
    said = state.of(change.ref)
    if change.field == "due":
        return said.due.value is not None and said.due.value.day == change.new
    owners = {"lead": said.lead, "support": said.support}.get(change.field or "")
    return owners is not None and owners.value is not None and owners.value.units == change.new


def since(before: Promises, now: Promises, state: State) -> Iterator[Amendment]:
    """Yield what differs between two readings of the plan in fields that no adoption names, once it was adopted."""
    for ref, named in now.items():
        earlier, adopted = before.get(ref), state.of(ref).adopted or type(named)()
        if earlier is not None and state.adopted():
            pairs = {name: (getattr(earlier, name), new) for name, new in named.named().items()}
            unnamed = {n: p for n, p in pairs.items() if n not in SETTLED and getattr(adopted, n) is UNSET}
            yield from told(ref, {name: pair for name, pair in unnamed.items() if pair[0] != pair[1]})


def terms_of(plan: Plan, calendar: str | None = None, lights: str | None = None) -> Terms:
    """Return the terms of a plan, with the digests of its calendar and of its own light rules."""
    return Terms(
        period=plan.period,
        timezone=plan.timezone,
        report_every=plan.report_every,
        report_due=plan.report_due,
        curve=plan.curve,
        policy=to_builtins(plan.policy),
        indicators={indicator.id: indicator.tasks for indicator in plan.indicators if indicator.tasks},
        calendar=calendar,
        lights=lights,
        example=bool(plan.example) or UNSET,
    )


def agreed(state: State, named: Named, ref: str = WHOLE_PLAN) -> set[str]:
    """Return the names of the fields that were adopted as they are."""
    differing = differences(state, ref, named)
    return {name for name in named.named() if name not in differing}


def adopted_policy(state: State) -> Policy | None:
    """Return the policy that was adopted; one that cannot be read counts as the usual one. None before any."""
    adopted = getattr(state.of(WHOLE_PLAN).adopted, "policy", UNSET)
    if adopted is UNSET:
        return None
    try:
        return convert({name: value for name, value in adopted.items() if name in Policy.__struct_fields__}, Policy)
    except ValidationError:
        return Policy()


def held(plan: Plan, then: Plan, state: State) -> Plan:
    """Return the plan by the terms of an earlier one: what was adopted is as it is now, everything else as it was."""
    whole = terms_of(plan)
    names = whole.named().keys() - {"calendar", "lights"} - agreed(state, whole)
    kept = {name: getattr(then, name) for name in names}
    return replace(plan, **kept, tasks=tuple(_held(task, plan, then, state) for task in plan.tasks))


def _held(task: Task, plan: Plan, then: Plan, state: State) -> Task:
    below = {
        "milestones": tuple(_entry(stone, plan, then, state) for stone in task.milestones),
        "tasks": tuple(_held(child, plan, then, state) for child in task.tasks),
    }
    return replace(_entry(task, plan, then, state), **below)


def _entry(entry: Entry, plan: Plan, then: Plan, state: State) -> Entry:
    """Return a task or milestone, where it stands now, with the fields of then that nobody adopted otherwise."""
    before = then.find(entry.ref)
    if not isinstance(before, type(entry)):
        return entry
    named = _task(entry, plan) if isinstance(entry, Task) else _milestone(entry, plan)
    names = named.named().keys() - agreed(state, named, entry.ref) - {"parent"}
    return replace(entry, **{name: getattr(before, name) for name in names})


NAMES = {
    "parent": "task above", "report_every": "report frequency", "report_due": "report deadline",
    "timezone": "time zone", "lights": "rules of the lights", "indicators": "tasks of indicator",
    "example": "made-up example", "policy.lights": "name of the light rules", "policy.grace": "days of grace",
    "policy.due_soon": "days that are soon", "policy.behind": "points that are behind",
    "policy.severity": "severity of findings", "policy.approval": "approvals", "short": "short title",
    "people": "people", "unit": "unit of measure", "baseline": "baseline figures", "headline": "headline",
    "cumulative": "adds up over the year",
}  # fmt: skip
"""What fields are called where another word is better than their key."""
TERMS = frozenset((*Approvals.__struct_fields__, *Approval, *Severity))
"""The codes of the policy that have words of their own."""


def field_words(field: str) -> Message:
    """Return what a field of an amendment is called."""
    name, _, part = field.partition(".")
    if not part or field in NAMES:
        return message(NAMES.get(field, field))
    return message("{field} {part}", field=message(NAMES.get(name, name)), part=part)


def value_words(value: object) -> Message | Text | str:
    """Return an adopted value in words; a dash for nothing."""
    if value is None or value in ((), {}):
        return "–"
    if isinstance(value, TaskKind | Frequency):
        return message(f"kind {value}" if isinstance(value, TaskKind) else value.value)
    if isinstance(value, PlanPeriod):
        return message("{first} to {last}", first=value.first, last=value.last)
    if isinstance(value, dict):
        said = (message("{what}: {words}", what=_term(name), words=_term(part)) for name, part in value.items())
        return message("{text}", text=tuple(said))
    if isinstance(value, tuple | list):
        return message("{text}", text=tuple(map(str, value)))
    return value if isinstance(value, Text) else _plain(value)


def _plain(value: object) -> Message | str:
    if value is True:
        return message("yes")
    return all_digits(value) if isinstance(value, float) else str(value)


def _term(code: object) -> Message | str:
    """Return a code of the policy in words, with the code where they are other ones; what is none stays as it is."""
    return message(f"term {code}") if code in TERMS else str(code)


def parted(old: object, new: object) -> tuple[object, object]:
    """Return what an adopted value was and became; of two mappings, the entries that differ."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return old, new
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return {name: old[name] for name in names if name in old}, {name: new[name] for name in names if name in new}


def _named(plan: Plan) -> Iterable[tuple[str, Promise]]:
    for task in plan.walk():
        yield task.ref, _task(task, plan)
        for stone in task.milestones:
            yield stone.ref, _milestone(stone, plan)
    for one in plan.indicators:
        if one.target is not None:
            yield one.id, Promise(title=one.label, target=one.target.value, target_text=one.target.text)


def _task(task: Task, plan: Plan) -> Promise:
    above = plan.parents.get(task.ref)
    return Promise(
        title=task.title, parent=above.ref if above else None, kind=task.kind, weight=task.weight, start=task.start,
        due=task.due, curve=task.curve, lead=task.lead, support=task.support, report_every=task.report_every,
        report_due=task.report_due,
    )  # fmt: skip


def _milestone(stone: Milestone, plan: Plan) -> Promise:
    return Promise(title=stone.title, parent=plan.milestones[stone.ref][0].ref, weight=stone.weight, due=stone.due)

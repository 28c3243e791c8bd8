"""What was typed for `add` and `edit`, read as entries of the plan and as fields of them."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from msgspec.structs import asdict, replace

from plantrack.cli.context import Context
from plantrack.cli.plan_options import TITLES, EntryKind, Given, check_fitting
from plantrack.cli.writer import Writer
from plantrack.errors import InputError, UsageError, message
from plantrack.files import typed
from plantrack.model import planning
from plantrack.model.basis import Attribution, BasisSet, StatedBasis
from plantrack.model.lookup import find_reference
from plantrack.model.plan import Indicator, Milestone, Plan, Target, Task, TaskKind, Text, Unit
from plantrack.model.text import stated_text
from plantrack.model.updates import Adoption
from plantrack.model.updates.base import ReferenceUpdate

Change = Callable[[Plan], Plan]
IN_ITEM = "an item stands at the top and belongs to no other; write `plantrack add task {ref}` for one below"
NO_TITLE = "a title is needed; give one with --title"


class EntryReader:
    """Reads what was typed about an entry in the context of a command."""

    def __init__(self, context: Context, writer: Writer, given: Given) -> None:
        self._context, self._writer, self._given = context, writer, given
        self._readers: Mapping[str, Callable[[Any], Any]] = {
            "kind": TaskKind,
            "lead": self._units,
            "support": self._units,
            "start": lambda text: context.days(text).first if stated_text(text) else None,
            "due": lambda text: context.days(text).last if stated_text(text) else None,
            "weight": _number,
            "people": tuple,
            "unit": str,
            "tasks": context.tasks,
            "baseline": tuple,
            "headline": bool,
            "cumulative": bool,
        }

    def added(self, what: EntryKind, name: str | None) -> Change:
        """Return the change that adds an entry: below the task of that name, or under that id."""
        check_fitting(what, self._given)
        if what in (EntryKind.UNIT, EntryKind.INDICATOR):
            return self._named(what, name)
        above = self._above(what, name)
        fields = {"title": self._title(None), **self._fields(), **self._basis(what, None)}
        used = _used(self._context)

        def change(plan: Plan) -> Plan:
            below = find_reference(plan, above, milestones=False) if above else None
            ref = planning.next_reference(below, (*plan.by_ref, *plan.milestones, *used))
            if what is EntryKind.MILESTONE and below:
                return planning.with_milestone(plan, below, Milestone(ref, **fields))
            kind = TaskKind.DELIVERABLE if fields.get("due") else TaskKind.ONGOING
            return planning.with_task(plan, below, Task(ref, **{"kind": kind, **fields}))

        return change

    def _above(self, what: EntryKind, name: str | None) -> str | None:
        """Return the reference of the task that an entry goes below."""
        if what is EntryKind.ITEM:
            if name:
                raise UsageError(IN_ITEM, ref=name)
            return None
        if not name:
            raise UsageError("it belongs to a task; name it, as in `plantrack add {what} 6`", what=what)
        if what is EntryKind.MILESTONE and not self._given.due:
            raise UsageError("a milestone has a date; give it with --due")
        return self._context.reference(name, milestones=False)

    def _named(self, what: EntryKind, name: str | None) -> Change:
        if not name:
            raise UsageError("it has no id yet; give it one, as in `plantrack add {what} hi-tech`", what=what)
        title, fields = self._title(None), self._fields()
        if what is EntryKind.UNIT:
            return lambda plan: planning.with_unit(plan, name, Unit(title.zh, title.en, **fields))
        unit = fields.pop("unit", None)
        if unit is None:
            raise UsageError("an indicator counts something; say what, as in --unit 家")
        indicator = Indicator(name, title, unit, **fields, **self._target(unit))
        return lambda plan: planning.with_indicator(plan, indicator)

    def changed(self, name: str) -> Change:
        """Return the change of the task, milestone, indicator or unit of that name."""
        plan = self._context.plan
        what, old = entry_of(plan, name)
        check_fitting(what, self._given)
        fields = {**self._fields(), **self._basis(what, old)}
        if {*TITLES}.intersection(self._given.names):
            title = self._title(title_of(old))
            fields |= (
                asdict(title)
                if what is EntryKind.UNIT
                else {"label" if what is EntryKind.INDICATOR else "title": title}
            )
        if isinstance(old, Indicator):
            fields |= self._target(fields.get("unit", old.unit))
        return partial(_changed, name=name, fields=fields)

    def _fields(self) -> dict[str, Any]:
        given = {name: getattr(self._given, name) for name in self._given.names if name in self._readers}
        return {name: self._readers[name](value) for name, value in given.items()}

    def _units(self, typed: Iterable[str]) -> tuple[str, ...]:
        stated = [unit for unit in typed if unit in self._context.plan.units or stated_text(unit)]
        return tuple(dict.fromkeys(self._context.known_unit(unit) for unit in stated))

    def _title(self, old: Text | None) -> Text:
        """Return the title in both languages: what was typed, else what stands there where it differs by language."""
        given, own = self._given, self._context.plan.language
        words = {"zh": given.title_zh, "en": given.title_en}
        if given.title is not None:
            free = next((language for language in (own, "zh", "en") if words[language] is None), own)
            words[free] = given.title
        if old and old.zh != old.en:
            self._warn_of_other(old, words)
            words = {
                language: said if said is not None else old.in_language(language) for language, said in words.items()
            }
        zh, en = words["zh"], words["en"]
        if zh is None and en is None:
            raise UsageError(NO_TITLE)
        return Text(zh=en if zh is None else zh, en=zh if en is None else en)  # type: ignore[arg-type]

    def _warn_of_other(self, old: Text, words: Mapping[str, str | None]) -> None:
        """Warn where a title changes in one of its two languages."""
        for language in (name for name, said in words.items() if said is None):
            stays, option = old.in_language(language), f"--title-{language}"
            self._context.warn("in the other language it stays {title!r}; {option} changes it",
                               title=stays, option=option)  # fmt: skip

    def _origin(self) -> StatedBasis | None:
        """Return the basis of what was typed: assigned today by who acts, unless another is given."""
        match self._given.basis:
            case "plan":
                return None
            case "document" | "assumed" as stated:
                return stated
        return Attribution(assigned=self._writer.by, on=self._context.today, paper=self._given.source)

    def _basis(self, what: EntryKind, old: Any) -> dict[str, Any]:
        given = [name for name in ("lead", "support", "due") if name in self._given.names]
        if not given or what is EntryKind.INDICATOR:
            return {}
        if what is EntryKind.MILESTONE:
            return {"basis": self._origin()}
        cleared = {name: self._origin() if self._readers[name](getattr(self._given, name)) else None for name in given}
        return {"basis": replace(old.basis if old else BasisSet(), **cleared)}

    def _target(self, unit: str) -> dict[str, Any]:
        """Return the target of an indicator that counts in a unit, where one was typed."""
        if self._given.target is None:
            return {}
        if not stated_text(self._given.target):
            return {"target": None}
        from plantrack.model.amount_reader import parse_range

        found = parse_range(self._given.target, unit)
        return {
            "target": Target(
                self._given.target, found.value, unit, self._origin() or "document", found.qualifier, found.value_to
            )
        }


def entry_of(plan: Plan, name: str) -> tuple[EntryKind, Any]:
    """Return what a name stands for, and the task, milestone, indicator or unit."""
    if name in plan.indicator_by_id:
        return EntryKind.INDICATOR, plan.indicator_by_id[name]
    if name in plan.milestones:
        return EntryKind.MILESTONE, plan.milestones[name][1]
    return (EntryKind.TASK, plan.by_ref[name]) if name in plan.by_ref else (EntryKind.UNIT, plan.units[name])


def title_of(entry: Any) -> Text:
    """Return the title of a task or milestone, the label of an indicator, or the name of a unit."""
    if isinstance(entry, Unit):
        return Text(entry.zh, entry.en)
    found: Text = entry.label if isinstance(entry, Indicator) else entry.title
    return found


def _changed(plan: Plan, name: str, fields: dict[str, Any]) -> Plan:
    if name not in plan.units and name not in plan.indicator_by_id:
        find_reference(plan, name)
    return planning.with_changed(plan, name, **fields)


def _number(text: str) -> float | None:
    if not stated_text(text):
        return None
    try:
        return float(text)
    except ValueError:
        raise InputError("{text!r} is not a weight; write a number such as 2 or 0.5", text=text) from None


def _used(context: Context) -> set[str]:
    """Return every reference that the journal ever named, in whatever record, in force or not."""
    with context.progress(message("reading {file} …", file=typed(context.plan_file.journal))):
        updates = context.contents.updates
    return {ref for one in updates if isinstance(one, ReferenceUpdate | Adoption) for ref in one.refs}

"""What a person typed, as a reference, indicator, unit, section, rule or record.

The exact name, else words of one title; of a record, the end of its id.
"""

from collections.abc import Iterable, Sequence
from datetime import tzinfo
from typing import TypeVar

from plantrack.errors import InputError, NotFoundError
from plantrack.model.plan import Plan, Text
from plantrack.model.policy import Rule
from plantrack.model.updates import Update, minute_in

Record = TypeVar("Record", bound=Update)
Named = tuple[str, Text]
"""A name to be found, and its title in Chinese and English."""


def find_reference(plan: Plan, typed: str, *, milestones: bool = True, reported: bool = False) -> str:
    """Return the reference of the task or milestone meant by `typed`, tasks first. Raises NotFoundError.

    With `reported`, what has others below it is no candidate beside what can be reported on.
    """
    if typed in plan.by_ref or (milestones and typed in plan.milestones):
        return typed
    if typed in plan.milestones:
        task = plan.milestones[typed][0].ref
        raise NotFoundError("{typed} is a milestone; name its task {task}", typed=typed, task=task)
    tasks = [(task.ref, task.title) for task in plan.walk()]
    checkpoints = [(ref, found.title) for ref, (_, found) in plan.milestones.items()] if milestones else []
    fitting = _fitting(tasks, typed) or _fitting(checkpoints, typed)
    if reported:
        fitting = [
            entry for entry in fitting if entry[0] in plan.milestones or not plan.by_ref[entry[0]].tasks
        ] or fitting
    return _only(fitting, typed, (), "no task or milestone is called {typed!r}")


def find_indicator(plan: Plan, typed: str) -> str:
    """Return the id of the indicator meant by `typed`. Raises NotFoundError."""
    if typed in plan.indicator_by_id:
        return typed
    fitting = _fitting([(entry.id, entry.label) for entry in plan.indicators], typed)
    return _only(fitting, typed, (), "no indicator is called {typed!r}")


def find_unit(plan: Plan, typed: str) -> str:
    """Return the id of the unit meant by `typed`: its id, one of its people, or its name now or earlier.

    Raises NotFoundError.
    """
    if typed in plan.units:
        return typed
    every = tuple(plan.units.items())
    people = [(key, unit) for key, unit in every if typed in unit.people]
    names = [(key, name) for key, unit in every for name in (unit, *unit.formerly)]
    fitting = {key: (key, plan.units[key]) for key, _ in people or _fitting(names, typed)}
    return _only(tuple(fitting.values()), typed, every, "no unit is called {typed!r}; choose one")


def _fitting(every: Sequence[Named], typed: str) -> list[Named]:
    """Return what bears exactly that title, else whatever has all the typed words in one of its titles."""
    text = typed.casefold().strip()
    exact = [entry for entry in every if text in _titles(entry)]
    if exact or not any(char.isalnum() for char in text):
        return exact
    return [entry for entry in every if has_words(entry[1], text.split())]


def has_words(title: Text, words: Iterable[str]) -> bool:
    """Tell whether a title has all words in one language, whatever their case."""
    folded = [word.casefold() for word in words]
    return any(all(word in text.casefold() for word in folded) for text in (title.zh, title.en))


def _titles(entry: Named) -> tuple[str, str]:
    return entry[1].zh.casefold(), entry[1].en.casefold()


def _only(fitting: Sequence[tuple[str, Text | str]], typed: str, known: tuple[Named, ...], template: str) -> str:
    if len(fitting) == 1:
        return fitting[0][0]
    if not fitting:
        raise NotFoundError(template, typed=typed, candidates=known)
    raise NotFoundError("{typed!r} fits several; choose one", typed=typed, candidates=tuple(fitting))


def find_named(
    every: tuple[Named, ...], typed: str, template: str, others: Sequence[tuple[str, Text | str]] = ()
) -> str:
    """Return the name meant by `typed`, else one of `others`.

    Raises NotFoundError: `template`, with all names, where none fits.
    """
    exact = [entry for entry in every if entry[0] == typed]
    return _only(exact or _fitting(every, typed) or others, typed, every, template)


def find_rules(names: Iterable[str] | None) -> tuple[Rule, ...]:
    """Return the rules of these names, each of which may hold several with commas between. Raises InputError."""
    words = [word.strip() for name in names or () for word in name.split(",")]
    for word in words:
        if word not in list(Rule):
            raise InputError("no rule is called {name!r}; the rules are {known}", name=word, known=tuple(Rule))
    return tuple(map(Rule, words))


def find_section(plan: Plan, section: int) -> int:
    """Return a section that the plan or its figures have. Raises NotFoundError, with those there are."""
    numbers = {*plan.sections, *(figure.section for figure in (plan.baseline.figures if plan.baseline else ()))}
    if section not in numbers:
        known = tuple(str(number) for number in sorted(numbers)) or "–"
        raise NotFoundError("no section {section}; the sections are {known}", section=section, known=known)
    return section


def find_record(typed: str, among: Sequence[Record], zone: tzinfo) -> Record:
    """Return the update whose id or act is, or else ends in, what was typed.

    Raises NotFoundError, with candidates and their moments in `zone`.
    """
    end = typed.upper()
    exact = [u for u in among if end in (u.id.upper(), u.act.upper())]
    fitting = exact or [u for u in among if u.id.upper().endswith(end) or u.act.upper().endswith(end)]
    if not typed or not fitting:
        raise NotFoundError("no such record: {typed!r}", typed=typed)
    acts = {u.act: f"{minute_in(u.at, zone)} {u.by}" for u in fitting}
    if len(acts) > 1:
        raise NotFoundError("{typed!r} fits several; choose one", typed=typed, candidates=tuple(acts.items()))
    return fitting[0]

"""The options of `add` and `edit`: what is typed about an entry of the plan, before it is read."""

from enum import StrEnum
from typing import Any, Literal

from msgspec import Struct

from plantrack.cli.context import Context, SharedOptions
from plantrack.cli.options import DATE, RECORDING, REFERENCE, UNIT, OptionTable, Settings, option, providing, reading
from plantrack.errors import InputError, UsageError
from plantrack.model.plan import TaskKind


class EntryKind(StrEnum):
    """What a plan has entries of; an item is a task at the top."""

    ITEM = "item"
    TASK = "task"
    MILESTONE = "milestone"
    UNIT = "unit"
    INDICATOR = "indicator"


class Given(Struct, frozen=True):
    """What was typed about an entry; None where nothing was."""

    title: str | None = None
    title_zh: str | None = None
    title_en: str | None = None
    kind: TaskKind | None = None
    lead: list[str] | None = None
    support: list[str] | None = None
    start: str | None = None
    due: str | None = None
    weight: str | None = None
    people: list[str] | None = None
    unit: str | None = None
    tasks: list[str] | None = None
    baseline: list[str] | None = None
    target: str | None = None
    headline: bool | None = None
    cumulative: bool | None = None
    basis: str | None = None
    source: str | None = None

    @property
    def names(self) -> list[str]:
        """The names of what was typed."""
        return [name for name in self.__struct_fields__ if getattr(self, name) is not None]


TITLES = ("title", "title_zh", "title_en")
ORIGIN = ("basis", "source")
OF_TASK = (*TITLES, "kind", "lead", "support", "start", "due", "weight", *ORIGIN)
FITTING = {
    EntryKind.ITEM: OF_TASK,
    EntryKind.TASK: OF_TASK,
    EntryKind.MILESTONE: (*TITLES, "due", "weight", *ORIGIN),
    EntryKind.UNIT: (*TITLES, "people"),
    EntryKind.INDICATOR: (*TITLES, "unit", "tasks", "baseline", "target", "headline", "cumulative", *ORIGIN),
}
"""What each kind of entry has."""
WITH_ORIGIN = ("lead", "support", "due", "target")
"""What has a basis."""


def check_fitting(what: EntryKind, given: Given) -> None:
    """Raise InputError for what such an entry does not have, and for a basis of nothing."""
    for name in given.names:
        if name not in FITTING[what]:
            raise InputError("{option} says nothing of this; write one of {known}",
                             option=flag(name), known=tuple(map(flag, FITTING[what])))  # fmt: skip
    if {*ORIGIN}.intersection(given.names) and not {*WITH_ORIGIN}.intersection(given.names):
        known = tuple(flag(name) for name in WITH_ORIGIN if name in FITTING[what])
        raise UsageError("a basis or a source belongs to something; give one of {known} too", known=known)


def flag(name: str) -> str:
    """Return the option for something that is given."""
    return {"people": "--person", "tasks": "--task"}.get(name, "--" + name.replace("_", "-"))


TEXT: Settings = {"metavar": "TEXT"}
BASIS = "Where owner and date come from; by default you assigned them today."
_GIVEN: OptionTable = {
    "title": option("--title", "--name", help="Title or name, in the plan's language.", **TEXT),
    "title_zh": option("--title-zh", help="The same in Chinese.", **TEXT),
    "title_en": option("--title-en", help="The same in English.", **TEXT),
    "kind": option(
        "--kind", kind=TaskKind | None, help="By default deliverable with a due date, ongoing without.",
        **reading("kind", TaskKind),
    ),
    "lead": option("--lead", kind=list[str] | None, help="Lead unit; may be repeated. none: nobody.", **UNIT),
    "support": option("--support", kind=list[str] | None, help="Supporting unit; may be repeated.", **UNIT),
    "start": option("--start", help="First day. none: that of what is above.", **DATE),
    "due": option("--due", help="Due date: 2024-06-30, 6月底前, Q3.", **DATE),
    "weight": option("--weight", metavar="N", help="How much it counts beside its neighbours; by default 1."),
    "people": option("--person", kind=list[str] | None, help="Who acts for the unit; may be repeated.", metavar="NAME"),
    "unit": option("--unit", metavar="WORD", help="What the indicator counts: people, CNY, %."),
    "tasks": option(
        "--task", kind=list[str] | None, **REFERENCE | {"help": "Task that the indicator follows; may be repeated."}
    ),
    "baseline": option(
        "--baseline", kind=list[str] | None, metavar="ID", help="Figure of last year that it continues."
    ),
    "target": option("--target", metavar="AMOUNT", help="Target as written in plans: at least 200. none: no target."),
    "headline": option("--headline/--no-headline", kind=bool | None, help="Show the indicator in `status`."),
    "cumulative": option("--cumulative/--not-cumulative", kind=bool | None, help="Its numbers add up over the year."),
    "basis": option("--basis", kind=Literal["plan", "document", "assumed"] | None, help=BASIS),
    "source": option("--source", metavar="SOURCE", help="The paper or the address that says so."),
}  # fmt: skip


def _planning(plan: str | None, lang: str | None, by: str | None, *, dry_run: bool, **given: Any) -> dict[str, Any]:
    from plantrack.cli.writer import Writer

    context = Context(SharedOptions(plan, lang))
    return {"context": context, "writer": Writer(context, by, dry_run=dry_run), "given": Given(**given)}


DIFF = "Show what would be written, as a diff; write nothing."
planning = providing(
    {**_GIVEN, **RECORDING, "dry_run": option("--dry-run", kind=bool, default=False, help=DIFF)}, _planning
)
"""Adds the options of a command that changes the plan: what an entry has, actor, dry run, plan and language."""

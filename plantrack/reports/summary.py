"""The plan in numbers, in two parts that never mix: the lights, which add up to the tasks, and what is told besides.

Every view and format takes its numbers from here.
"""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from plantrack.errors import Message, message
from plantrack.evaluation.evaluate import TaskEvaluation, walk
from plantrack.evaluation.facts import Meaning
from plantrack.evaluation.rollup import means
from plantrack.model.percentages import Exact
from plantrack.model.state import Status
from plantrack.reports.cells import ListCell

LIGHTS = (
    Meaning.DONE, Meaning.ON_TRACK, Meaning.ATTENTION, Meaning.OFF_TRACK, Meaning.UNREPORTED, Meaning.NOT_DUE,
    Meaning.CANCELLED,
)  # fmt: skip
"""The lights in the order in which they are counted."""
OVERLAYS = ("owed", "owed_off_track", "overdue_tasks", "missed_milestones", "past_promise", "pending")
TALLIES = ("tasks", *(meaning.replace("-", "_") for meaning in LIGHTS), *OVERLAYS, "reported")
SHARES = ("percent", "expected")
"""The names of all numbers, in the order in which tables show them; `SHARES` are percentages."""
RARE = {"cancelled", "owed_off_track", "pending"}
"""Numbers that are left out of tables where they are 0."""


class Summary(Struct, frozen=True, kw_only=True):
    """Some tasks in numbers; all but the milestones count tasks without sub-tasks.

    `lights` has how many have each light, which add up to `tasks`, and `owed_by_light` how many of them owe a report.
    `overdue_tasks` are past their due date; `past_promise` went past the date promised first, whether open or done by
    now; with `_assumed` those of them whose date somebody here set. `pending` counts requests without an answer.
    `reported` are those of the tasks `counted`, which were not cancelled, on which anything was ever reported.
    Percentages are exact, means over the tasks with a curve: `percent` is None where all of them are silent, `expected`
    where there are none.
    """

    tasks: int
    lights: dict[Meaning, int]
    owed_by_light: dict[Meaning, int]
    overdue_tasks: int
    overdue_assumed: int
    missed_milestones: int
    missed_assumed: int
    past_promise: int
    past_promise_assumed: int
    pending: int
    reported: int
    counted: int
    percent: Exact | None
    expected: Exact | None

    @property
    def owed(self) -> int:
        """Return on how many tasks a report is owed."""
        return sum(self.owed_by_light.values())

    @property
    def owed_off_track(self) -> int:
        """Return how many of these have another light than that of silence."""
        return self.owed - self.owed_by_light.get(Meaning.UNREPORTED, 0)

    @property
    def owed_alone(self) -> bool:
        """Tell whether reports are owed on just the tasks that have the light of silence, so that it says as much."""
        return not self.owed_off_track and self.owed == self.lights[Meaning.UNREPORTED]

    def counts(self) -> dict[str, int]:
        """Return the counts by their names."""
        lights = {meaning.replace("-", "_"): n for meaning, n in self.lights.items()}
        return {name: lights[name] if name in lights else getattr(self, name) for name in TALLIES}


def summarise(roots: Sequence[TaskEvaluation]) -> Summary:
    """Return some tasks in numbers, with those below them."""
    tasks = list(walk(roots))
    every = [found for found in tasks if not found.children]
    lights = Counter(leaf.light.meaning for leaf in every)
    counted = [leaf.facts for leaf in every if leaf.facts.status is not Status.CANCELLED]
    percent, expected = means([top.facts for top in roots])
    overdue, past = [f for f in counted if f.overdue], [f for f in counted if f.days_past_promise]
    missed = [point for found in tasks for point in found.facts.checkpoints if point.overdue]
    return Summary(
        tasks=len(every),
        lights={meaning: lights[meaning] for meaning in LIGHTS},
        owed_by_light=dict(Counter(leaf.light.meaning for leaf in every if leaf.facts.owes)),
        overdue_tasks=len(overdue),
        overdue_assumed=[f.due_basis for f in overdue].count("assumed"),
        missed_milestones=len(missed),
        missed_assumed=[point.basis for point in missed].count("assumed"),
        past_promise=len(past),
        past_promise_assumed=[f.due_basis for f in past].count("assumed"),
        pending=sum(len(found.facts.pending) for found in tasks),
        reported=sum([f.ever_reported for f in counted]),
        counted=len(counted),
        percent=percent,
        expected=expected,
    )


def lights_told(found: Summary) -> ListCell:
    """Return how many tasks have each light that any has."""
    counts = ((meaning, n) for meaning, n in found.lights.items() if n)
    return ListCell(tuple(message("{light} {n}", light=message(f"light {meaning}"), n=n) for meaning, n in counts))


def counts_told(found: Summary) -> Message:
    """Return the number of tasks, and how many of them have each light."""
    if not found.tasks:
        return message("no tasks")
    return message("{tasks} tasks: {told}", tasks=found.tasks, told=lights_told(found))


def overlays_told(found: Summary, *, owed: bool = True) -> ListCell | None:
    """Return what is told besides the lights; None where there is nothing. What is `owed` may be left out."""
    told = [_owed(found)] if found.owed and owed else []
    told += _late(message("{n} tasks overdue", n=found.overdue_tasks), found.overdue_assumed)
    told += _late(message("{n} milestones missed", n=found.missed_milestones), found.missed_assumed)
    told += _late(message("{n} tasks past the date promised", n=found.past_promise), found.past_promise_assumed)
    told += [message("{n} requests pending", n=n)] if (n := found.pending) else []
    return ListCell(tuple(told), "clauses") if told else None


def _late(words: Message, assumed: int) -> list[Message]:
    """Return how many tasks or milestones are late, and how many of them by an assumed date; nothing for none."""
    if not words.facts["n"]:
        return []
    alone = assumed == words.facts["n"]
    note = message("on assumed dates" if alone else "{n} on assumed dates", n=assumed)
    return [message("{words} ({note})", words=words, note=note) if assumed else words]


def _owed(found: Summary) -> Message:
    owed = message("reports owed on {n}", n=found.owed)
    others = [
        message("{n} of them on tasks that are {light}", n=n, light=message(f"light {meaning}"))
        for meaning, n in found.owed_by_light.items()
        if meaning is not Meaning.UNREPORTED
    ]
    return message("{words}, {others}", words=owed, others=ListCell(tuple(others))) if others else owed

"""Three-way merge of a ledger that came back: what was sent, what stands in its cells, and what is known by now.

Only cells that changed against what was sent become records. One that changed on both sides, to different values, is
a conflict, and nothing of its file is recorded until somebody decides.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from plantrack.errors import message
from plantrack.ledger.cell_values import NONE
from plantrack.ledger.outgoing import milestone_values, task_values
from plantrack.ledger.returned import Filled, Remark, Returned
from plantrack.model.amount_reader import parse_quantity
from plantrack.model.approvals import pending
from plantrack.model.plan import Plan
from plantrack.model.state import UNWRITTEN, State, Status, Written
from plantrack.model.updates import Measurement

BESIDE = ("evidence", "period")
"""The columns that only say more of another one."""


class Side(StrEnum):
    """Whose value counts where a cell changed on both sides: ours is the one that is recorded."""

    OURS = "ours"
    THEIRS = "theirs"


class ChangedCell(Struct, frozen=True):
    """A cell that differs from what was sent. `ours` is what is known by now, where that differs from both."""

    ref: str
    key: str
    filled: Filled
    sent: str
    ours: str | None = None


Decide = Callable[[ChangedCell], Side | None]
"""Returns whose value counts in a conflict; None where nobody has decided."""


class Merged(Struct, frozen=True):
    """What a ledger changes, the conflicts that nobody decided, and remarks; `wrong` is why it is refused."""

    changes: tuple[ChangedCell, ...]
    conflicts: tuple[ChangedCell, ...]
    told: tuple[Remark, ...]
    wrong: tuple[Remark, ...]

    def by_ref(self) -> dict[str, dict[str, ChangedCell]]:
        """Return the changes by reference and column, in the order of the file."""
        found: dict[str, dict[str, ChangedCell]] = {}
        for change in self.changes:
            found.setdefault(change.ref, {})[change.key] = change
        return found


def merge(plan: Plan, returned: Returned, state: State, decide: Decide) -> Merged:
    """Return what a ledger changes in a state."""
    told, wrong = list(returned.told), list(returned.wrong)
    differing = list(_changed(returned, told, wrong))
    changes: list[ChangedCell] = []
    conflicts: list[ChangedCell] = []
    for found in differing:
        ours = _known(plan, state, found, returned)
        if found.filled.value == ours:
            continue
        conflict = replace(found, ours=ours)
        side = Side.THEIRS if ours == found.sent else decide(conflict)
        if side is None:
            conflicts.append(conflict)
        elif side is Side.THEIRS:
            changes.append(found)
    changes, alone = _accompanied(changes, differing)
    told += () if wrong else alone
    return Merged(tuple(changes), tuple(conflicts), tuple(told), tuple(wrong))


def _changed(returned: Returned, told: list[Remark], wrong: list[Remark]) -> Iterator[ChangedCell]:
    """Yield the cells that differ from what was sent, and tell of those that were emptied or say two things."""
    sent = returned.stamp.sent or {}
    for (ref, key), filled in returned.cells.items():
        before = sent.get(ref, {}).get(key, "")
        values = [one for one in filled if one.value != before]
        given = [one for one in values if one.value]
        if len(given) > 1:
            said = message("{ref} says another thing in {place}", ref=ref, place=given[0].place)
            wrong.append(Remark(given[1].place, said))
        elif given:
            yield ChangedCell(ref, key, given[0], before)
        elif values and len(filled) == 1:
            told.append(Remark(values[0].place, message("the cell was emptied, which changes nothing")))


def _known(plan: Plan, state: State, cell: ChangedCell, returned: Returned) -> str:
    """Return what is known by now of a cell: of one that was sent filled in, its value; of words, what is new."""
    ref, key, since, known = cell.ref, cell.key, returned.stamp.known_at, state.of(cell.ref)
    if key in ("status", "percent"):
        claimed = key == "status" and any(one.what == "close" and is_new(one.at, since) for one in pending(state, ref))
        return str(Status.DONE) if claimed else task_values(known).get(key, "")
    if key in ("reached", "reached_on"):
        return milestone_values(known.done_since).get(key, "")
    if key == "value":
        return _measured(plan, state, cell, returned)
    if key == "problem" and known.problem.value is None and (cell.filled.value == NONE or _since(known.problem, since)):
        return NONE
    words = {"progress": known.progress, "problem": known.problem, "next": known.next}.get(key)
    return words.value or "" if words and _since(words, since) else ""


def _since(words: Written[str | None], since: datetime | None) -> bool:
    """Tell whether words were recorded after the ledger was sent."""
    return words is not UNWRITTEN and is_new(words.key[2], since)


def _measured(plan: Plan, state: State, cell: ChangedCell, returned: Returned) -> str:
    """Return what was measured last of the same period since the ledger was sent; the cell's words for its number."""
    quantity = parse_quantity(cell.filled.value, plan.indicator_by_id[cell.ref].unit)
    period = next((one.value for one in returned.cells.get((cell.ref, "period"), ()) if one.value), None)
    since = (
        found for found in state.kept(Measurement, cell.ref)
        if found.period == period and is_new(found.at, returned.stamp.known_at)
    )  # fmt: skip
    last = max(since, key=lambda found: (found.on, found.at, found.id), default=None)
    if last is None:
        return ""
    return cell.filled.value if last.quantity == quantity else last.text


def is_new(at: datetime, since: datetime | None) -> bool:
    """Tell whether a moment lies after the one up to which a ledger knew everything."""
    return since is None or at > since


def _accompanied(
    changes: Sequence[ChangedCell], differing: Sequence[ChangedCell]
) -> tuple[list[ChangedCell], list[Remark]]:
    """Return the changes without evidence and periods that stand beside no other change.

    A remark tells of those that were filled in alone.
    """
    said, filled = ({one.ref for one in of if one.key not in BESIDE} for of in (changes, differing))
    alone = message("it stands alone, which reports nothing; write what was done or measured as well")
    told = [Remark(one.filled.place, alone) for one in changes if one.ref not in filled]
    return [one for one in changes if one.ref in said], told

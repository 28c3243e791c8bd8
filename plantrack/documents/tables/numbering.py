"""The references of a table's tasks: its own numbers where they can be kept, else the positions."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from plantrack.documents.tables.table_plan import TableTask


def with_refs(tasks: Sequence[TableTask], above: str = "") -> tuple[TableTask, ...]:
    """Return the tasks with references: below "2", a task numbered 3 or 2.3 is "2.3" if all of them are unique."""
    own = [_own(task.number, above) for task in tasks]
    kept = all(own) and len(set(own)) == len(own)
    refs = own if kept else [f"{above}{place}" for place in range(1, len(tasks) + 1)]
    return tuple(
        replace(task, ref=ref, tasks=with_refs(task.tasks, f"{ref}.")) for task, ref in zip(tasks, refs, strict=True)
    )


def _own(number: str, above: str) -> str:
    """Return the reference that a number gives below another; nothing if it gives none."""
    if above and number.startswith(above) and re.fullmatch(r"[0-9]+", number.removeprefix(above)):
        return number
    return f"{above}{int(number)}" if re.fullmatch(r"[0-9]{1,6}", number) and int(number) else ""

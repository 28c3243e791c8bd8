"""Where tasks and milestones stand that say nothing of it, and the numbers of new ones.

A reference stands below the longest one that it begins with; a row without one stands below what the row above it does.
"""

import re
from collections import Counter
from collections.abc import Iterable

from plantrack.exchange.entry import ExportedEntry
from plantrack.exchange.records import natural_parent


def number(entries: Iterable[ExportedEntry], taken: Iterable[str]) -> None:
    """Give every task and milestone a reference and a parent, None for one at the top."""
    entries = [entry for entry in entries if entry.kind in ("task", "milestone")]
    refs = {ref for entry in entries if entry.kind == "task" and (ref := entry.text("ref"))}
    last = _last_numbers([*taken, *(entry.text("ref") or "" for entry in entries)])
    parents: dict[str, str | None] = {"task": None, "milestone": None}
    for entry in entries:
        ref = entry.text("ref")
        if "parent" not in entry.fields:
            entry.fields["parent"] = natural_parent(ref, refs) if ref else parents[entry.kind]
        parent = entry.text("parent")
        if ref is None:
            last[parent or ""] += 1
            ref = f"{parent}.{last[parent]}" if parent else str(last[""])
            entry.fields["ref"] = ref
        parents[entry.kind] = parent
        if entry.kind == "task":
            parents["milestone"] = ref


def _last_numbers(refs: Iterable[str]) -> Counter[str]:
    """Return the greatest number used below each reference, and at the top."""
    last = Counter[str]()
    for ref in refs:
        above, _, own = ref.rpartition(".")
        if re.fullmatch("[0-9]{1,6}", own):
            last[above] = max(last[above], int(own))
    return last

"""The id of a plan by its file, of which no more is read than up to it."""

import re
from collections.abc import Iterator
from pathlib import Path

from yaml import CollectionEndEvent, CollectionStartEvent, Event, NodeEvent, ScalarEvent, YAMLError
from yaml._yaml import CParser

from plantrack.model.policy import IDENTIFIER
from plantrack.planfile import NAME, read_plan, text_of


def plan_id(folder: Path) -> str:
    """Return the id of the plan in a folder, whatever is wrong behind it. Raises PlanError where it has none."""
    found = _named(text_of(folder / NAME))
    return found if found and re.fullmatch(IDENTIFIER, found) else read_plan(folder).plan.id


def _named(content: str) -> str | None:
    """Return the value of the key `id` at the top of a text."""
    try:
        nodes = _top_nodes(content)
        return next((value for key, value in zip(nodes, nodes, strict=False) if key == "id"), None)
    except (YAMLError, ValueError):
        return None


def _top_nodes(content: str) -> Iterator[str | None]:
    """Yield keys and values of the group at the top, in turns; None for what is no text."""
    events: Iterator[Event] = iter(CParser(content).get_event, None)
    depth = 0
    for event in events:
        if isinstance(event, CollectionStartEvent):
            depth += 1
            continue
        depth -= isinstance(event, CollectionEndEvent)
        if depth == 1 and isinstance(event, (NodeEvent, CollectionEndEvent)):
            yield event.value if isinstance(event, ScalarEvent) else None

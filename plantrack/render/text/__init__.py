"""Views as text for a terminal or a pipe, one module per view. Only what needs tables imports rich."""

from __future__ import annotations

from typing import Any

_HOME = {
    "check": "plantrack.render.lines",
    "status": "plantrack.render.text.status",
    "listing": "plantrack.render.text.status",
    "show": "plantrack.render.text.task",
    "log": "plantrack.render.text.task",
    "baseline": "plantrack.render.text.numbers",
    "report": "plantrack.render.text.report",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)

"""Views as text for a terminal or a pipe. Only what needs tables imports rich.

A view's function must not bear the name of a module here: importing the module would put it in the function's place.
"""

from __future__ import annotations

from typing import Any

_HOME = {
    "check": "plantrack.render.findings",
    "status": "plantrack.render.text.overview",
    "listing": "plantrack.render.text.overview",
    "show": "plantrack.render.text.task",
    "explain": "plantrack.render.text.explanation",
    "compare": "plantrack.render.text.explanation",
    "log": "plantrack.render.text.task",
    "baseline": "plantrack.render.text.baseline",
    "report": "plantrack.render.text.periodic",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)

"""Views as text for a terminal or a pipe, one module per group of views."""

from __future__ import annotations

from typing import TYPE_CHECKING

if not TYPE_CHECKING:
    from plantrack.render import lazy_submodules

    __getattr__ = lazy_submodules(__name__)

"""The words by which documents are read, as tables in TOML files: a reader of the language can extend them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Return the table `name`.toml. Words stand in simplified characters and half width."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text("utf-8"))

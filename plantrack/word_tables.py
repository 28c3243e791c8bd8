"""Tables of words as TOML files beside the code that reads by them, so that a reader of a language can extend them."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def word_table(package: str, name: str) -> dict[str, Any]:
    """Return the table `name`.toml of a package; it is read when it is first asked for, once."""
    return tomllib.loads((files(package) / f"{name}.toml").read_text("utf-8"))

"""The rule sets that come with the program: JSON files in `sets/`, which are part of it like its code."""

from __future__ import annotations

from functools import cache

import msgspec

from plantrack.evaluation.lights.rules import RuleSet

NAMES = ("default", "ouhai-2020", "ruihai", "schema-defaults", "shenzhen-builder", "xian-discipline", "yinchuan-2025")
"""What `--rules` and `policy: {lights: …}` may name, beside the files of the plan itself."""


@cache
def packaged(name: str) -> RuleSet:
    """Return a rule set that comes with the program. Raises KeyError for a name that is none."""
    if name not in NAMES:
        raise KeyError(name)
    with open(f"{__file__.removesuffix('packaged.py')}sets/{name}.json", "rb") as file:  # noqa: PTH123 - paths are for files of people
        return msgspec.json.decode(file.read(), type=RuleSet)

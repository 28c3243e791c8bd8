"""Names of the package: a class name means one class, and a module is found by its name."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import plantrack

MODULES = sorted(Path(plantrack.__file__).parent.rglob("*.py"))


def test_class_names() -> None:
    """Every top-level class, private ones included, has a name of its own."""
    found = Counter(
        node.name.lstrip("_")
        for path in MODULES
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, times in found.items() if times > 1] == []


def test_module_names() -> None:
    """No name of a module stands more than twice; `__init__` names a package."""
    found = Counter(path.stem for path in MODULES if path.stem != "__init__")
    assert [name for name, times in found.items() if times > 2] == []

"""Components that tests need beside Python's: a test without its component skips, and fails where all are required."""

from __future__ import annotations

import os
import shutil
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

ALL = os.environ.get("PLANTRACK_REQUIRE_ALL") == "1"


def _found(program: str) -> str | None:
    return shutil.which(program) or shutil.which(program, path=Path(sys.executable).parent)


def require(program: str, *others: str, everything: bool = ALL) -> str:
    """Return the path of the program, or of another that does as well, be it installed only beside this Python.

    Without any the test skips, or fails where everything is required, saying what to install.
    """
    found = next(filter(None, map(_found, (program, *others))), None)
    if found is None:
        end = pytest.fail if everything else pytest.skip
        end(f"{program} is missing; install the package {program} to run this test")
    return found


def require_module(name: str, *, everything: bool = ALL) -> ModuleType:
    """Return a module that only slow tests need; without it the test skips or fails in the same way."""
    try:
        return import_module(name)
    except ModuleNotFoundError:
        end = pytest.fail if everything else pytest.skip
        end(f"{name} is missing; install plantrack[slow] to run this test")

"""Components that tests need beside Python's: a test without its component skips, and fails where all are required."""

from __future__ import annotations

import os
import shutil

import pytest

ALL = os.environ.get("PLANTRACK_REQUIRE_ALL") == "1"


def require(program: str, *, everything: bool = ALL) -> None:
    """Go on where the program is installed; else skip, or fail where everything is required, saying what to install."""
    if shutil.which(program) is None:
        end = pytest.fail if everything else pytest.skip
        end(f"{program} is missing; install the package {program} to run this test")

"""A component that is missing is told, and never passed over where all are required."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from required import require, require_module

SAID = "no-such-shell is missing; install the package no-such-shell to run this test"


def test_present(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test goes on with what is there, be it on the path or only beside this Python."""
    monkeypatch.setenv("PATH", "/nowhere")
    for name in (sys.executable, Path(sys.executable).name):
        assert require(name, everything=True) == sys.executable
    assert require("no-such-shell", sys.executable, everything=True) == sys.executable


def test_missing() -> None:
    """A test skips with a line that says what to install."""
    with pytest.raises(pytest.skip.Exception) as stop:
        require("no-such-shell", everything=False)
    assert stop.value.msg == SAID


def test_missing_where_all_are_required() -> None:
    """It fails with the same line where PLANTRACK_REQUIRE_ALL=1 was set."""
    with pytest.raises(pytest.fail.Exception) as stop:
        require("no-such-shell", everything=True)
    assert stop.value.msg == SAID


def test_modules() -> None:
    """So it is with a module that only slow tests need."""
    assert require_module("sys") is sys
    said = re.escape("no_such_module is missing; install plantrack[slow] to run this test")
    with pytest.raises(pytest.skip.Exception, match=said):
        require_module("no_such_module", everything=False)
    with pytest.raises(pytest.fail.Exception, match=said):
        require_module("no_such_module", everything=True)

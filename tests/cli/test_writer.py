"""The pen: who acts. The day of effect is `test_dating`'s, the records are `test_writing`'s."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from cli_support import Bench, Run


def recorded_by(bench: Bench, *words: str, env: dict[str, str] | None = None) -> str:
    """Return who the journal says recorded a note."""
    assert bench.run("update", "2", "--note", "x", *words, env=env).code == 0
    name: str = bench.records()[-1]["by"]
    return name


def test_actor(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is --by, then PLANTRACK_ACTOR, then git's user.name, then the login name."""
    config = Path(os.environ["HOME"], ".gitconfig")
    config.write_text("[user]\n\tname = 王芳\n", "utf-8")
    monkeypatch.setenv("LOGNAME", "li.na")
    assert recorded_by(bench, "--by", "陈静", env={"PLANTRACK_ACTOR": "赵敏"}) == "陈静"
    assert recorded_by(bench, env={"PLANTRACK_ACTOR": "赵敏"}) == "赵敏"
    assert recorded_by(bench, env={"PLANTRACK_ACTOR": ""}) == "王芳"
    config.unlink()
    assert recorded_by(bench, env={"PLANTRACK_ACTOR": ""}) == "li.na"


def test_actor_without_git(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git the login name will do."""
    monkeypatch.setenv("LOGNAME", "li.na")
    assert recorded_by(bench, env={"PLANTRACK_ACTOR": "", "PATH": "/nonexistent"}) == "li.na"


def test_nobody(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """An update by nobody is not recorded."""
    monkeypatch.setattr("getpass.getuser", _no_user)
    done = bench.run("update", "2", "--note", "x", "--lang", "en", env={"PLANTRACK_ACTOR": ""})
    said = "error: your name is unknown; give it with --by or PLANTRACK_ACTOR\n"
    assert (done, bench.records()) == (Run(2, "", said), [])


def _no_user() -> str:
    raise KeyError("no such user")

"""Git for tests: the real one, as somebody, without anybody's configuration."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def git_bytes(folder: Path, *words: str, given: bytes = b"") -> bytes:
    """Run git in a folder and return what it prints, as it is."""
    who = ["-c", "user.name=刘洋", "-c", "user.email=liu@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, env={**os.environ, **ALONE}, input=given, check=True, capture_output=True
    )
    return done.stdout


def git(folder: Path, *words: str) -> str:
    """Run git in a folder and return what it prints, as text."""
    return git_bytes(folder, *words).decode()

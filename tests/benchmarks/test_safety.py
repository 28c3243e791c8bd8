"""The script of kills and crowds finds nothing lost, also in a few seconds."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks import safety
from cli_support import environment

pytestmark = pytest.mark.slow  # hundreds of processes

KILLS = """\
16 writers killed: [0-9]+ acts told, 0 lost, 0 half there, [0-9]+ lines cut off
4 killed about a snapshot, [0-9]+ while it was written: 0 outputs differed
"""
CROWD = """\
16 writers, 4 readers, undo and merges, 2 s: [0-9]+ acts written, [0-9]+ undone, [0-9]+ merged, [0-9]+ times read; \
0 lost, 0 half there, 0 lines cut off, a torn line seen 0 times, half an act [0-9]+ times, \
0 of 22 processes failed or were late
"""


@pytest.mark.parametrize(("words", "said"), [(("kills", "20"), KILLS), (("crowd", "2"), CROWD)], ids=["kills", "crowd"])
def test_nothing_is_lost(tmp_path: Path, words: tuple[str, str], said: str) -> None:
    """No act that was told is lost, none is half there, and no process fails or waits for ever."""
    done = subprocess.run(
        [sys.executable, safety.__file__, *words], cwd=tmp_path, env=environment(), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(said, done.stdout), done.stdout

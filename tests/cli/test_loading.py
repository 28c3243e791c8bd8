"""What is loaded without its seldom parts works as if it were whole."""

from __future__ import annotations

import subprocess
import sys

from cli_support import environment

PROGRAM = """
import sys
from plantrack.cli.loading import load_msgspec
load_msgspec()
early = {*sys.modules}
from msgspec import inspect, json, toml
from msgspec.inspect import IntType
assert inspect.type_info(int) == IntType()
assert json.schema(int) == {"type": "integer"}
assert toml.decode("a = 1") == {"a": 1}
assert not hasattr(inspect, "nothing")
import msgspec.inspect
assert msgspec.inspect.IntType is IntType is inspect.IntType
import typing_extensions
print(*sorted({"typing_extensions", "msgspec._typing_utils", "msgspec.json"} & early))
"""


def test_parts_are_loaded_when_they_are_asked_for() -> None:
    """Whoever asks for a part that was left out, by whatever statement, has it whole."""
    words = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(words, env=environment(), capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("msgspec.json\n", "")

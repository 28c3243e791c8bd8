"""The pager: on a terminal, what is longer than the screen goes through a program, as with git."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys

from plantrack.render.cell_width import cell_width

DEFAULTS = {"LESS": "FRX", "LV": "-c", "LESSCHARSET": "utf-8"}
"""Settings of pagers, where the user has none: keep colours, and leave the text on the screen at the end."""
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


def piped(text: str) -> bool:
    """Show a text through the pager until the user leaves it, if it is longer than the screen; tell whether it was."""
    words = _pager() if _longer_than_screen(text) else []
    return bool(words) and _run(words, text)


def _pager() -> list[str]:
    """Return the command of PLANTRACK_PAGER, PAGER or less; nothing where that is empty, `cat` or no command."""
    named = (os.environ[name] for name in ("PLANTRACK_PAGER", "PAGER") if name in os.environ)
    try:
        words = shlex.split(next(named, "less"))
    except ValueError:
        return []
    return [] if words == ["cat"] or os.environ.get("TERM") == "dumb" else words


def _longer_than_screen(text: str) -> bool:
    columns, lines = shutil.get_terminal_size()
    return sum(max(-(-cell_width(_STYLE.sub("", line)) // columns), 1) for line in text.splitlines()) >= lines


def _run(words: list[str], text: str) -> bool:
    """Give a text to a program and wait for its end; tell whether it could be started."""
    sys.stdout.flush()
    try:
        process = subprocess.Popen(words, stdin=subprocess.PIPE, env=DEFAULTS | os.environ)  # noqa: S603 - the user's own
    except OSError:
        return False
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # the pager answers Ctrl-C
    try:
        process.communicate(text.encode("utf-8", "backslashreplace"))
    finally:
        signal.signal(signal.SIGINT, before)
    return True

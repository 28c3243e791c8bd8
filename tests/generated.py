"""What the program itself writes: README's screens, guide's examples, reference, man page, schema, demo's journals.

python tests/generated.py            writes them anew
python tests/generated.py --check    exit code 1 where one is stale
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from functools import partial
from pathlib import Path

import errors_page
from command_tree import commands
from demo.story import performed
from guide_examples import GUIDE, PAGES, renewed
from man_page import MAN, man_page
from typer.testing import CliRunner

from plantrack.cli.app import build
from plantrack.demo import LANGUAGES
from plantrack.planfile.schema import schema_text

ROOT = Path(__file__).parent.parent
README, REFERENCE = ROOT / "README.md", ROOT / ".github" / "REFERENCE.md"
SCREEN = re.compile(
    r"(<!-- screen: (?P<command>[^>]+) -->\n```text\n)(?P<shown>.*?)(```\n<!-- end of screen -->)", re.DOTALL
)
COLUMNS = 100
DECIDING = ("PLANTRACK_", "LC_", "LANG", "COLUMNS", "LINES")
"""What in the environment decides on language, plan and width."""


def screen(command: str, columns: int = COLUMNS) -> str:
    """Return what a command shows on a terminal of that width, without colour."""
    words = [sys.executable, "-m", *command.split()]
    env = {k: v for k, v in os.environ.items() if not k.startswith(DECIDING)}
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    with subprocess.Popen(
        words,
        cwd=ROOT,
        stdin=follower,
        stdout=follower,
        env={**env, "NO_COLOR": "1", "TERM": "xterm", "LANG": "C.UTF-8", "PAGER": "cat"},
    ) as process:
        os.close(follower)
        shown = b"".join(iter(lambda: _read(leader), b""))
    os.close(leader)
    if process.returncode:
        raise SystemExit(f"{command}: exit code {process.returncode}")
    return shown.decode().replace("\r\n", "\n")


def _read(leader: int) -> bytes:
    try:
        return os.read(leader, 65536)
    except OSError:  # the other side is closed
        return b""


def renewed_readme() -> str:
    """Return the README with every screen taken anew."""
    old = README.read_text(encoding="utf-8")
    return SCREEN.sub(lambda found: found[1] + screen(found["command"].strip()) + found[4], old)


def reference() -> str:
    """Return the reference: what `--help` says of every command."""
    parts = ["# Reference", "What `plantrack COMMAND --help` says; `python tests/generated.py` writes this page anew."]
    for command in ("", *commands()):
        parts += [f"## plantrack {command}".rstrip(), f"```text\n{_help(command)}```"]
    return "\n\n".join(parts) + "\n"


def _help(command: str) -> str:
    words = [*command.split(), "--help"]
    env = {"PLANTRACK_LANG": "en", "COLUMNS": str(COLUMNS), "TERMINAL_WIDTH": str(COLUMNS)}
    return CliRunner().invoke(build(words), words, env=env, prog_name="plantrack").stdout


def comparable(shown: str) -> str:
    """Return a help text without what differs between releases of typer: marks around words, columns, line breaks."""
    return "".join(re.sub(r"[<\[{]([\w|…-]+)[>\]}]", r"\1", shown.replace("\\-", "-")).split())


def _example(page: Path) -> str:
    return renewed(page.parent.name)[page]


DEMO = ROOT / "plantrack" / "demo"
DOCUMENTS: dict[Path, Callable[[], str]] = {
    **{DEMO / f"journal.{language}.jsonl": partial(performed, language) for language in LANGUAGES},
    README: renewed_readme,
    REFERENCE: reference,
    ROOT / "plans" / "plan.schema.json": schema_text,
    MAN: man_page,
    **{GUIDE / language / "errors.md": partial(errors_page.page, language) for language in LANGUAGES},
}
EXAMPLES: dict[Path, Callable[[], str]] = {page: partial(_example, page) for page in PAGES}
"""The pages of the guide; a test of their own holds them."""


def stale() -> list[Path]:
    """Return the documents that are not what the program would write today."""
    return [path for path, write in DOCUMENTS.items() if not path.exists() or not _fresh(path, write())]


def _fresh(path: Path, written: str) -> bool:
    kept = path.read_text(encoding="utf-8")
    return kept == written or (path in (REFERENCE, MAN) and comparable(kept) == comparable(written))


def main() -> int:
    """Write the documents, or with --check name those that are stale."""
    if "--check" in sys.argv:
        found = stale()
        for path in found:
            sys.stderr.write(f"{path.relative_to(ROOT)} is stale; run python tests/generated.py\n")
        return int(bool(found))
    for path, write in (EXAMPLES | DOCUMENTS).items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(write(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

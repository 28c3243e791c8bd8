"""Holds a built wheel against what it must contain: the package, its man page and licence, and nothing else.

python tests/wheel.py dist/*.whl
"""

from __future__ import annotations

import re
import sys
import zipfile
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "plantrack"
MAN = "share/man/man1/plantrack.1"


def strangers(wheel: Path) -> list[str]:
    """Return what a wheel has too much (+) or too little (-)."""
    with zipfile.ZipFile(wheel) as archive:
        names = {re.sub(r"^[^/]+\.data/data/", "", name) for name in archive.namelist() if ".dist-info/" not in name}
    wanted = {MAN} | {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    return sorted([f"+ {name}" for name in names - wanted] + [f"- {name}" for name in wanted - names])


if __name__ == "__main__":
    found = strangers(Path(sys.argv[1]))
    sys.exit("\n".join(found) or 0)

"""The documents beside this file and what `import` reads from each: NAME.json is the expected reading of NAME.

    python tests/documents/cases/renew.py

writes all expected readings anew. Read what changed before you commit it: `git diff tests/documents/cases`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from plantrack.documents.formats import read_file
from plantrack.documents.parse import parse_document
from plantrack.documents.parsed_document import ImportHints
from plantrack.errors import PlanError
from plantrack.render.documents import reading_json

HERE = Path(__file__).parent
DOCUMENTS = tuple(
    sorted(
        path
        for path in HERE.iterdir()
        if path.suffix in (".docx", ".html", ".md", ".pdf", ".txt") and path.stem != "README"
    )
)


def reading(document: Path) -> str:
    """Return what `plantrack import --format json` prints of a document; where it refuses, why."""
    try:
        return reading_json(parse_document(read_file(document, None), ImportHints()), "en")
    except PlanError as error:
        return json.dumps({"refused": str(error)}, indent=2) + "\n"


def expected(document: Path) -> Path:
    """Return the file that keeps what is expected of a document."""
    return document.with_suffix(".json")


if __name__ == "__main__":
    for one in DOCUMENTS:
        expected(one).write_text(reading(one), "utf-8")
    sys.stdout.write(f"{len(DOCUMENTS)} readings written\n")

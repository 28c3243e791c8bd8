"""Documents in every form that offices publish, read whole. What each is for is said in cases/README.md."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from documents.cases.renew import DOCUMENTS, HERE, expected, reading


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_reading(document: Path) -> None:
    """All that is read is as expected; every quote stands where its offset says."""
    assert json.loads(reading(document)) == json.loads(expected(document).read_text("utf-8"))


def test_every_document_is_described() -> None:
    """The table names each document once, and no other."""
    rows = [
        line.split("|")[1].strip(" `") for line in (HERE / "README.md").read_text("utf-8").splitlines() if "| `" in line
    ]
    assert sorted(rows) == [document.name for document in DOCUMENTS]


def test_no_expectation_without_a_document() -> None:
    """Each JSON file belongs to a document."""
    assert sorted(HERE.glob("*.json")) == sorted(map(expected, DOCUMENTS))

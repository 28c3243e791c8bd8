"""What is drafted of any document here is a plan without problems, in which nothing that was read is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantrack.documents.coverage import coverage
from plantrack.documents.draft import draft
from plantrack.documents.formats import read_file
from plantrack.documents.parse import parse_document
from plantrack.errors import PlantrackError
from plantrack.planfile import parse_plan

HERE = Path(__file__).parent
MOST = 25
"""How many questions a document here leaves at most."""
READ = (".docx", ".html", ".md", ".pdf", ".txt")
DOCUMENTS = sorted(
    path
    for folder in ("cases", "forms")
    for path in (HERE / folder).iterdir()
    if path.suffix in READ and path.stem != "README"
)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_fresh_draft_is_clean(document: Path) -> None:
    """Every clause has its task or direction, every task its clause, every number its place; few things are asked."""
    try:
        parsed = parse_document(read_file(document, None))
        text = draft(parsed, "p", document.name)
    except PlantrackError:
        pytest.skip("it is no plan, or says no year")
    plan = parse_plan(text, Path("p"), "plan.yaml")
    assert plan.problems == ()
    found = coverage(plan.plan, parsed)
    assert [one.clause.title for one in found.missing] == []
    assert [(task.ref, task.title) for task in found.tasks] == []
    assert (found.figures, found.targets, found.extra_figures) == ((), (), ())
    assert found.open == len(found.unplaced)
    assert text.count("# ? ") <= MOST

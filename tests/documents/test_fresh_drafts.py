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
REFUSED = frozenset({"award-notice.txt", "bulletin.md", "leader-speech.html", "news-page.html"})
"""What is no plan here, or says no year."""
READ = (".docx", ".html", ".md", ".pdf", ".txt")
DOCUMENTS = sorted(
    path
    for folder in ("cases", "forms")
    for path in (HERE / folder).iterdir()
    if path.suffix in READ and path.stem != "README"
)


@pytest.mark.parametrize("document", [path for path in DOCUMENTS if path.name in REFUSED], ids=lambda path: path.name)
def test_what_is_no_plan_gives_no_draft(document: Path) -> None:
    """It is refused, or its year is asked for."""
    with pytest.raises(PlantrackError):
        draft(parse_document(read_file(document, None)), "p", document.name)


@pytest.mark.parametrize(
    "document", [path for path in DOCUMENTS if path.name not in REFUSED], ids=lambda path: path.name
)
def test_a_fresh_draft_is_clean(document: Path) -> None:
    """Every clause has its task or direction, every task its clause, every number its place; few things are asked."""
    parsed = parse_document(read_file(document, None))
    text = draft(parsed, "p", document.name)
    plan = parse_plan(text, Path("p"), "plan.yaml")
    assert plan.problems == ()
    found = coverage(plan.plan, parsed)
    assert [one.clause.title for one in found.missing] == []
    assert [(task.ref, task.title) for task in found.tasks] == []
    assert (found.figures, found.targets, found.extra_figures) == ((), (), ())
    assert found.open == len(found.unplaced)
    assert text.count("# ? ") <= MOST

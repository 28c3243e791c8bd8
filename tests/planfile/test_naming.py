"""The id of a plan is known by the beginning of its file, and by nothing that only looks like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantrack.errors import PlanError
from plantrack.planfile.naming import plan_id


@pytest.mark.parametrize(
    "text",
    [
        "id: fairs\ntasks: {broken",
        "title: {id: other}\nunits:\n  id: {zh: 一}\n? [id, id]\n: id\n'id': \"fairs\"\n",
        "# id: other\ntitle: |\n  id: other\nid: fairs # here\n",
        'title: "\n\n  id: other\n  "\nid: fairs',
    ],
)
def test_id(text: str, tmp_path: Path) -> None:
    """It is the value of the key at the top, whatever is wrong behind it."""
    (tmp_path / "plan.yaml").write_text(text, "utf-8")
    assert plan_id(tmp_path) == "fairs"


@pytest.mark.parametrize("text", ["", "id: ../other", "id: [a]", "- id: a", "title: a", "\tid: a"])
def test_no_id(text: str, tmp_path: Path) -> None:
    """Without an id that a plan can have, what is wrong with the file is told."""
    (tmp_path / "plan.yaml").write_text(text, "utf-8")
    with pytest.raises(PlanError):
        plan_id(tmp_path)

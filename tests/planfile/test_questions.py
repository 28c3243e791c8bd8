"""Questions of a draft that still stand in a plan.yaml."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantrack.planfile.questions import open_questions, questions_in

OPEN = "p.yaml:{}: questions `# ?` are still open: {}; decide, and delete them"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id: p\n", []),
        (
            "id: p\n# ? whose?\na: 1  # ? when?\n",
            [OPEN.format(2, 2)],
        ),
        ("a: \"x  # ? y\"\nb: 'x # ? y'\n# where it says “# ?”\nc: d# ? e\n", []),
        ('a: "say \\"x"  # ? y\n', [OPEN.format(1, 1)]),
    ],
)
def test_open_questions(content: str, said: list[str]) -> None:
    """One warning, at the first; what is quoted asks nothing."""
    found = open_questions(content, "p.yaml")
    assert [problem.text() for problem in found] == said
    assert all(problem.warning for problem in found)


def test_questions_in(tmp_path: Path) -> None:
    """The plan file of a folder is asked, and called by the name given."""
    (tmp_path / "plan.yaml").write_text("id: p\na: 1  # ? when?\n", encoding="utf-8")
    assert [problem.text() for problem in questions_in(tmp_path, "p.yaml")] == [OPEN.format(2, 1)]

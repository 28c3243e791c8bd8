"""The folder of a draft: its name, what it refuses, and what it keeps. The command is `test_import`'s."""

from __future__ import annotations

import sys
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from plantrack.cli.draft_target import DraftTarget, draft_folder
from plantrack.errors import UsageError
from plantrack.render.context import plain


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("document", "given", "dry_run", "folder"),
    [
        ("Harbour-2026.txt", None, False, "plans/harbour-2026"),
        ("工作计划.txt", None, True, "plans/draft"),
        ("x.txt", "out/port", False, "out/port"),
        ("x.txt", "out/port/plan.yaml", False, "out/port"),
    ],
)
def test_draft_folder(document: str, given: str | None, dry_run: bool, folder: str) -> None:  # noqa: FBT001
    """The folder given, or one named after the document; a dry run needs no name."""
    assert draft_folder(Path(document), given, dry_run=dry_run).resolve() == Path(folder).resolve()


@pytest.mark.parametrize(("document", "given", "dry_run"), [("工作计划.txt", None, False), ("x.txt", "", True)])
def test_no_name(document: str, given: str | None, dry_run: bool) -> None:  # noqa: FBT001
    """A document whose name cannot be an id, and an empty folder, are refused."""
    with pytest.raises(UsageError, match="a draft needs a folder of its own"):
        draft_folder(Path(document), given, dry_run=dry_run)


def test_a_plan_is_replaced_only_by_force() -> None:
    """The old plan is kept under a free name; a dry run changes nothing."""
    DraftTarget(Path("p"), force=False, dry_run=False).write("id: one\n")
    with pytest.raises(UsageError, match="is there already; nothing was changed"):
        DraftTarget(Path("p"), force=False, dry_run=False)
    DraftTarget(Path("p"), force=True, dry_run=True).write("id: two\n")
    assert Path("p/plan.yaml").read_text() == "id: one\n"
    assert DraftTarget(Path("p"), force=True, dry_run=False).write("id: two\n")[:2] == [
        Path("p/plan.yaml.old"),
        Path("p/plan.yaml"),
    ]
    assert (Path("p/plan.yaml.old").read_text(), Path("p/plan.yaml").read_text()) == ("id: one\n", "id: two\n")


def test_nothing_is_asked() -> None:
    """A draft without questions is read through and adopted; nobody is sent to answer any."""
    steps = DraftTarget(Path("p"), force=False, dry_run=True).next_steps(tracked=True, questions=0)
    assert [plain(step, "en") for step in steps] == [
        "nothing is asked; read p/plan.yaml through, then run `plantrack adopt --plan p`"
    ]


def test_a_plan_that_came_meanwhile_stays() -> None:
    """What another process has written since the folder was looked at is refused, or kept with force."""
    late, forced = (DraftTarget(Path("p"), force=force, dry_run=False) for force in (False, True))
    DraftTarget(Path("p"), force=False, dry_run=False).write("id: one\n")
    with pytest.raises(UsageError, match=r"p/plan\.yaml is there already; nothing was changed"):
        late.write("id: two\n")
    assert forced.write("id: three\n")[0] == Path("p/plan.yaml.old")
    assert (Path("p/plan.yaml.old").read_text(), Path("p/plan.yaml").read_text()) == ("id: one\n", "id: three\n")


def test_two_processes_at_once(tmp_path: Path) -> None:
    """Of several imports into one new folder, one is written and says so; the others are refused."""
    documents = [tmp_path / f"{n}.txt" for n in range(4)]
    for n, document in enumerate(documents):
        items = f"1.建成学校{n + 1}所。（教育局负责）\n2.建成医院2所。（卫健委负责）\n"
        document.write_text(f"滨海市2026年重点工作任务分工方案\n一、重点任务\n{items}", "utf-8")
    command = [sys.executable, "-m", "plantrack", "import", "-o", "plans/port"]
    runs = [Popen([*command, document], stdout=PIPE, stderr=PIPE, text=True) for document in documents]
    told = [(*run.communicate(), run.returncode) for run in runs]
    first = [n for n, (_, _, code) in enumerate(told) if code == 0]
    assert len(first) == 1
    assert f"建成学校{first[0] + 1}所" in Path("plans/port/plan.yaml").read_text("utf-8")
    assert {code for _, _, code in told} == {0, 2}
    assert all("--force" in error for _, error, code in told if code)
    assert not [*Path("plans/port").glob("plan.yaml.old*")]

"""What cannot be read among all plans of a folder: it is told in its place, and hides nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_support import Bench
from portfolio_support import BROKEN, ENGLISH, copied, notes, status


def unread(bench: Bench) -> list[str]:
    """Return what cannot be read, beside the plan of the fairs, which is shown."""
    found = status(bench, code=3)
    assert [one["id"] for one in found["plans"]] == ["fairs"]
    problems = [problem for one in found["unread"] for problem in one["problems"]]
    places = (":".join(str(one[key]) for key in ("file", "line", "column") if one[key]) for one in problems)
    return [f"{place}: {one['message']['en']}" for place, one in zip(places, problems, strict=True)]


def gone(plan: Path) -> None:
    """Let the file of a plan be a link that leads nowhere."""
    (plan / "plan.yaml").unlink()
    (plan / "plan.yaml").symlink_to("gone.yaml")


def no_folder(plan: Path) -> None:
    """Let the journal of a plan be no folder."""
    shutil.rmtree(plan / "journal")
    (plan / "journal").write_text("x")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (gone, ["plans/later/gone.yaml: cannot be read: No such file or directory"]),
        (lambda plan: (plan / "plan.yaml").write_bytes(b"\xff"),
         ["plans/later/plan.yaml: not UTF-8 at byte 0; save the file as UTF-8"]),
        (lambda plan: (plan / "plan.yaml").write_text("id: x\ntitle: [\n"),
         [BROKEN.replace("broken", "later")]),
        (lambda plan: (plan / "plan.yaml").write_text("- x\n"),
         ["plans/later/plan.yaml: not a plan; a plan begins with `id:`, `title:` and `period:`"]),
        (no_folder,
         ["plans/later/journal: cannot be read: Not a directory"]),
    ],
)  # fmt: skip
def test_an_unreadable_plan(bench: Bench, spoil: Callable[[Path], object], said: list[str]) -> None:
    """It is told in its place, the others are shown, and the exit code is 3 at the end."""
    spoil(copied(bench, "later").folder)
    assert unread(bench) == said


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser reads everything")
def test_a_folder_that_nobody_may_read(bench: Bench) -> None:
    """It may hold plans."""
    (bench.here / "plans" / "closed").mkdir(mode=0)
    assert unread(bench) == ["plans/closed: cannot be read: Permission denied"]


def test_no_plan_can_be_read(bench: Bench) -> None:
    """There are no numbers then, and that is told."""
    bench.file.write_text("id: broken\ntitle: [\n", "utf-8")
    done = bench.run("status", "--all", *ENGLISH)
    said = "Overall\nPlans that cannot be read, and count in no number: 1.\n"
    assert (done.code, said in done.out) == (3, True)


def test_a_link_that_leads_nowhere(bench: Bench) -> None:
    """There may have been a plan, so it is told."""
    (bench.here / "plans" / "gone").symlink_to("/nowhere")
    (bench.here / "plans" / "itself").symlink_to("itself")
    assert unread(bench) == [
        "plans/gone: this link leads nowhere; correct or remove it",
        "plans/itself: this link leads nowhere; correct or remove it",
    ]


def test_problems_of_files_and_lines(bench: Bench) -> None:
    """A plan with problems is shown, with their number and how to see them."""
    bench.edit("kind: ongoing, lead: [fund]", "kind: ongoing, lead: [nobody]")
    bench.write("no json")
    see = "validate plans/fairs"
    assert [note for *_, note in notes(bench)] == [f"1 problem; {see}; 1 line of the journal cannot be read; {see}"]

"""The rows of many plans are made by several processes; one that is killed leaves nothing undone."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from cli_support import Bench
from portfolio_support import broken, copied

from plantrack.cli import plan_rows
from plantrack.cli.context import Context, SharedOptions
from plantrack.cli.plan_questions import StatusQuestion
from plantrack.cli.plan_rows import MANY, RowMaker, rows_of
from plantrack.errors import NotFoundError
from plantrack.planfile.light_rules import known_rules
from plantrack.reports.portfolio.rows import PlanRow


@pytest.fixture
def many(bench: Bench) -> list[Path]:
    """Return the folders of so many plans that several processes read them; one cannot be read."""
    for n in range(MANY):
        copied(bench, f"p{n:02}")
    broken(bench.here, "zzz")
    return sorted((bench.here / "plans").iterdir())


def maker(question: object = StatusQuestion(), rules: str | None = None) -> RowMaker:
    """Return who makes rows, without a cache."""
    return RowMaker(question, SharedOptions(rules=rules), cached=False)  # type: ignore[arg-type]


def test_several_processes(many: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """They make the same rows as one, in the same order, and tell how far they are."""
    monkeypatch.setattr(plan_rows, "processors", lambda: 1)
    alone = rows_of(many, maker(), None, lambda done, of: None)
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(plan_rows, "processors", lambda: 3)
    assert rows_of(many, maker(), None, lambda done, of: told.append((done, of))) == alone
    assert told == [(done, len(many)) for done in range(1, len(many) + 1)]
    assert [bool(one.problems) for one in alone] == [False] * (len(many) - 1) + [True]


class Deadly(StatusQuestion, frozen=True):
    """Ends the process that asks it of one plan, if that is not the one of the test."""

    own: int = 0

    def row(self, context: Context) -> PlanRow | None:
        """Return the row of the plan."""
        if os.getpid() != self.own and context.folder.name == "p03":
            os.kill(os.getpid(), signal.SIGKILL)
        return super().row(context)


def test_a_process_that_is_killed(many: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """What it leaves is made here."""
    monkeypatch.setattr(plan_rows, "processors", lambda: 2)
    alone = rows_of(many, maker(), None, lambda done, of: None)
    assert rows_of(many, maker(Deadly(own=os.getpid())), None, lambda done, of: None) == alone


def test_a_command_line_that_is_refused(many: list[Path]) -> None:
    """Rules that nobody knows are no fault of the plans."""
    with pytest.raises(NotFoundError, match="no light rules are called 'x'") as error:
        rows_of(many, maker(rules="x"), None, lambda done, of: None)
    assert [name for name, _ in error.value.candidates] == known_rules(None)


class Faulty(StatusQuestion, frozen=True):
    """Fails where nobody expects it."""

    def row(self, context: Context) -> PlanRow | None:
        """Fail."""
        raise ZeroDivisionError


def test_a_fault_of_ours(many: list[Path]) -> None:
    """It is told of that plan, with its file and how to see more."""
    (found,) = rows_of(many[:1], maker(Faulty()), None, lambda done, of: None)
    assert [problem.text() for problem in found.problems] == [
        "plans/fairs/plan.yaml: internal error; run `plantrack --debug …` on this plan alone and report the output"
    ]

"""What tests of the command line share: a bench with a plan on it, and three ways to run plantrack there.

In this process, as a program of its own, and on a terminal. The clock stands still in this process only.
"""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

from rich.cells import cell_len
from typer.testing import CliRunner

import plantrack
from plantrack.cli.app import build
from plantrack.journal.locks import NAME as LOCK

ROOT = Path(plantrack.__file__).parents[1]
SHIPPED = Path(__file__).parents[1] / "plans" / "shenzhen-sti-2024"
PATIENCE = 60
HOSTILE = "[red]x[/red] \x1b[31m <b>"
INERT = r"[red]x[/red] \x1b[31m <b>"
PLAN = """\
id: fairs
title: {zh: 会展计划, en: Plan of the fairs}
issuer: stic
language: zh
period: {first: 2024-01-01, last: 2024-12-31}
units:
  stic: {zh: 科创局, en: STI Bureau}
  fund: {zh: 基金委, en: NSF Committee, people: [刘洋]}
sections: {1: {zh: 企业, en: Enterprises}, 2: {zh: 会展, en: Fairs}}
baseline:
  year: 2023
  figures:
    - {id: hnte, label: {zh: 高企数, en: High-tech firms}, text: 超2.47万家, value: 24700, unit: 家, qualifier: 超,
       kind: measure, period: "2023", section: 1}
    - {id: area, label: {zh: 展会面积, en: Fair area}, text: 50万平方米, value: 500000, unit: 平方米,
       kind: measure, period: "2023", section: 2}
indicators:
  - {id: hnte-count, label: {zh: 高企数量, en: High-tech firms}, unit: 家, tasks: ["2"], baseline: [hnte]}
  - {id: fair-area, label: {zh: 展会面积, en: Fair area}, unit: 平方米, tasks: ["1.1"], baseline: [area]}
tasks:
  - ref: "1"
    title: {zh: 办好展会, en: Hold the fairs}
    basis: {lead: assumed}
    lead: [stic]
    tasks:
      - ref: "1.1"
        title: {zh: 办好高交会, en: Hold the Hi-Tech Fair}
        kind: deliverable
        due: 2024-11-16
        basis: {due: assumed}
        milestones: [{ref: "1.1.1", title: {zh: 方案印发, en: Programme issued}, due: 2024-10-15, basis: assumed}]
      - {ref: "1.2", title: {zh: 高交会招商, en: Win exhibitors}, kind: ongoing, lead: [fund], basis: {lead: assumed}}
  - {ref: "2", title: {zh: 出台措施, en: Issue measures}, kind: deliverable, due: 2024-12-31, lead: [stic],
     basis: {lead: assumed, due: assumed}}
"""
ADOPTED = {
    "kind": "adopt", "id": "ADOPTED1", "act": "ADOPTED0", "at": "2024-09-18T02:00:00.000Z", "by": "张敏",
    "on": "2024-09-18",
    "promises": {
        "1": {"lead": ["stic"]}, "1.1": {"due": "2024-11-16"}, "1.1.1": {"due": "2024-10-15"},
        "1.2": {"lead": ["fund"]}, "2": {"due": "2024-12-31", "lead": ["stic"]},
    },
}  # fmt: skip
"""The plan of the fairs was adopted on the day of publication."""


class Run(NamedTuple):
    """How a run ended: exit code, and what it wrote to stdout and stderr."""

    code: int
    out: str
    err: str = ""


class Bench:
    """A folder with a plan under `plans/`, in which plantrack runs."""

    def __init__(self, here: Path, name: str) -> None:
        self.here = here
        self.folder = here / "plans" / name
        self.file = self.folder / "plan.yaml"
        self.journal = self.folder / "journal"

    def run(self, *words: str, given: str = "", env: Mapping[str, str] | None = None) -> Run:
        """Run plantrack in this process, as fast as it gets; `given` is its standard input."""
        asked = None if env and "_PLANTRACK_COMPLETE" in env else words
        done = CliRunner().invoke(build(asked), list(words), input=given, env=env, prog_name="plantrack")
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Run(done.exit_code, done.stdout, done.stderr)

    def json(self, *words: str) -> dict[str, Any]:
        """Return what a command writes for machines."""
        done = self.run(*words, "--format", "json")
        assert done.err == ""
        found: dict[str, Any] = json.loads(done.out)
        return found

    def program(self, *words: str, given: str = "", env: Mapping[str, str] | None = None) -> Run:
        """Run plantrack as a program of its own, its streams being pipes."""
        done = subprocess.run(
            command(*words), cwd=self.here, env=environment(env), input=given.encode(), capture_output=True,
            timeout=PATIENCE, check=False,
        )  # fmt: skip
        return Run(done.returncode, done.stdout.decode(), done.stderr.decode())

    def records(self) -> list[dict[str, Any]]:
        """Return what the journal keeps after the adoption, as it was recorded, without ids and moments."""
        lines = [line for path in sorted(self.journal.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
        return [
            {key: value for key, value in record.items() if key not in ("id", "act", "at")}
            for record in sorted(map(json.loads, lines), key=lambda record: str(record.get("at")))
            if record["id"] != ADOPTED["id"]
        ]

    def write(self, *records: dict[str, Any] | str, week: str = "2024-W45") -> None:
        """Add lines to the journal: records, or text as it stands."""
        lines = [r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in records]
        with (self.journal / f"{week}.jsonl").open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in lines)

    def edit(self, old: str, new: str) -> None:
        """Change the plan file in one place."""
        text = self.file.read_text("utf-8")
        assert text.count(old) == 1, old
        self.file.write_text(text.replace(old, new), "utf-8")

    def files(self) -> dict[str, bytes]:
        """Return every file below the folder but locks, to see whether anything changed."""
        found = sorted(path for path in self.here.rglob("*") if path.is_file() and path.name != LOCK)
        return {path.relative_to(self.here).as_posix(): path.read_bytes() for path in found}


def command(*words: str) -> list[str]:
    """Return the words that start plantrack."""
    return [sys.executable, "-m", "plantrack", *words]


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return this process's environment, in which this copy of plantrack is found, with what differs."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **(more or {})}


class Terminal:
    """Plantrack on a terminal of its own, so many columns wide. What is waited for is on the screen or never comes."""

    def __init__(
        self, bench: Bench, *words: str, columns: int = 80, rows: int = 50, env: Mapping[str, str] | None = None
    ) -> None:
        self._leader, follower = pty.openpty()
        termios.tcsetwinsize(follower, (rows, columns))
        self.process = subprocess.Popen(
            self.command(*words), cwd=bench.here, env=environment(env), stdin=follower, stdout=follower,
            stderr=follower, start_new_session=True,
        )  # fmt: skip
        os.close(follower)
        self._read = b""
        self._seen = 0

    @staticmethod
    def command(*words: str) -> list[str]:
        """Return what is started."""
        return command(*words)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait(PATIENCE)
        os.close(self._leader)

    def await_text(self, text: str) -> None:
        """Wait until the text stands on the screen, after what was awaited before."""
        wanted = text.encode()
        while (place := self._read.find(wanted, self._seen)) < 0:
            assert self._more(), f"never came: {text!r}; the screen: {self._read.decode()}"
        self._seen = place + len(wanted)

    def type(self, text: str) -> None:
        """Type keys."""
        os.write(self._leader, text.encode())

    def interrupt(self) -> None:
        """Interrupt the program as Ctrl-C does."""
        self.process.send_signal(signal.SIGINT)

    def end(self) -> Run:
        """Wait for the end; return the exit code and the whole screen."""
        while self._more():
            pass
        return Run(self.process.wait(PATIENCE), self._read.decode().replace("\r\n", "\n"))

    def _more(self) -> bool:
        ready, _, _ = select.select([self._leader], [], [], PATIENCE)
        assert ready, f"nothing more came; the screen: {self._read.decode()}"
        try:
            found = os.read(self._leader, 65536)
        except OSError:  # Linux: the other side is closed
            return False
        self._read += found
        return bool(found)


def on_terminal(bench: Bench, *words: str, columns: int = 80, env: Mapping[str, str] | None = None) -> Run:
    """Run plantrack on a terminal, without typing anything."""
    with Terminal(bench, *words, columns=columns, env=env) as terminal:
        return terminal.end()


ONE_BY_ONE = """
import sys
from plantrack.cli import run
for line in sys.argv[1:]:
    sys.argv[1:] = line.split()
    try:
        run()
    except SystemExit as end:
        print(end.code or 0, end="\\f", flush=True)
"""
"""Runs several command lines in one process, which is started once; each ends with its exit code and a form feed."""


class Screens(Terminal):
    """A terminal on which command lines run one after the other."""

    @staticmethod
    def command(*words: str) -> list[str]:
        """Return what is started."""
        return [sys.executable, "-c", ONE_BY_ONE, *words]


def screens(bench: Bench, *lines: str, columns: int = 80) -> list[Run]:
    """Return what each of several command lines shows on a terminal."""
    with Screens(bench, *lines, columns=columns) as terminal:
        shown = terminal.end().out.split("\f")[:-1]
    assert len(shown) == len(lines)
    return [Run(int(code), out + newline) for out, newline, code in (one.rpartition("\n") for one in shown)]


COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def uncoloured(screen: str) -> str:
    """Return what stands on the screen without its colours."""
    return COLOUR.sub("", screen)


def widest(screen: str) -> int:
    """Return the cells of the widest line."""
    return max(cell_len(line) for line in uncoloured(screen).splitlines())


def rows(out: str, first: Sequence[str]) -> list[str]:
    """Return those lines of a text whose first word is one of those."""
    return [line for line in out.splitlines() if line.split(" ", 1)[0] in first]

"""The rows of many plans: those that are kept, and the others made, by several processes where there are many."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, time, timedelta
from numbers import Rational
from pathlib import Path
from typing import Any, Protocol

from msgspec import Struct
from msgspec.msgpack import encode
from msgspec.structs import replace

from plantrack.cli.clock import nanoseconds, now
from plantrack.cli.context import Context
from plantrack.cli.kept_rows import KeptRow, KeptRows, OnServer
from plantrack.cli.marks import Mark, holds, mark
from plantrack.cli.plan_context import SharedOptions
from plantrack.cli.progress_line import silence
from plantrack.errors import (
    Message,
    NotFoundError,
    PlanError,
    PlantrackError,
    Problem,
    UnreachableError,
    UsageError,
    message,
    reason,
)
from plantrack.files import typed
from plantrack.journal import FolderJournal
from plantrack.model.plan import Plan, Text
from plantrack.planfile import NAME
from plantrack.planfile.light_rules import FOLDER
from plantrack.processes import ignore_interrupts, processors, stay_alone
from plantrack.render.context import plain

SECOND = 10**9
MANY = 12
"""From so many plans on, several processes take less time than they need to start."""
MOST_PROCESSES = 8
COLLECTED = 16
"""After how many plans the memory of what is done is given back."""
FAULT = message("internal error; run `plantrack --debug …` on this plan alone and report the output")


class PlanQuestion(Protocol):
    """What is asked of each plan. It can be sent to another process, and its words tell it from other questions."""

    @property
    def judges(self) -> bool:
        """Whether it needs everything, so that nothing is answered without the server that keeps it."""

    def leads(self, plan: Plan) -> Sequence[str]:
        """Return the units that are wanted. Raises UsageError where the options do not say which of several."""

    def row(self, context: Context) -> Struct | None:
        """Return the row of the plan; None where the plan has no part in the answer."""


class CommandRefusal(Struct, frozen=True):
    """Why the command line as a whole is refused: the error as values, which another process can send."""

    kind: type[PlantrackError]
    said: Message
    candidates: tuple[tuple[str, Any], ...] = ()

    def error(self) -> PlantrackError:
        """Return the error."""
        if issubclass(self.kind, NotFoundError):
            return self.kind(self.said.template, candidates=self.candidates, **self.said.facts)
        return self.kind(self.said.template, **self.said.facts)


class Outcome(Struct, frozen=True):
    """What came of a plan: its row, packed, and how it can be kept; or the problems for which there is none."""

    row: bytes = b""
    kept: KeptRow | None = None
    problems: tuple[Problem, ...] = ()
    refused: CommandRefusal | None = None


class RowMaker(Struct, frozen=True):
    """Makes the row of a plan by its folder."""

    asked: PlanQuestion
    options: SharedOptions
    cached: bool
    silent: dict[str, Message] = {}
    """The addresses from which no answer came, and why: they are asked no more."""

    def __call__(self, folder: Path) -> Outcome:
        """Return what comes of the plan in a folder. One that cannot be read is no error."""
        moment = nanoseconds()
        context = Context(self.options, quiet=True, cached=self.cached)
        context.folder, context.judges, context.views = folder, self.asked.judges, True
        context.remarks, context.silent = True, self.silent
        try:
            marks = _marks(folder, moment) if self.cached else None
            if refused := self._refused(context):
                return Outcome(refused=refused)
            found = self.asked.row(context)
            packed = b"" if found is None else encode(found, enc_hook=_number)
            return Outcome(packed, _kept(context, marks, packed))
        except (PlantrackError, OSError, RecursionError, MemoryError) as error:
            if isinstance(error, UnreachableError) and self.asked.judges:  # it says nothing of what it has not seen
                return Outcome(refused=CommandRefusal(type(error), error.message))
            return Outcome(problems=problems_of(error, folder))
        except Exception:
            if os.environ.get("PLANTRACK_DEBUG"):
                raise
            return Outcome(problems=(Problem(typed(folder / NAME), 0, 0, FAULT),))
        finally:
            self._remember(context)

    def _remember(self, context: Context) -> None:
        journal = context.__dict__.get("journal")
        if isinstance(journal, FolderJournal) or journal is None or not journal.silent:
            return
        self.silent[context.server or ""] = journal.silent.message

    def _refused(self, context: Context) -> CommandRefusal | None:
        """Return why the command line is refused: its own options do not fit. All else is a problem of the plan."""
        plan = context.plan_file.plan
        try:
            self.asked.leads(plan)
            if self.options.rules:
                context.rules()
        except NotFoundError as error:
            return CommandRefusal(type(error), error.message, error.candidates)
        except UsageError as error:
            return CommandRefusal(type(error), error.message)
        return None


def _number(value: object) -> float:
    """Return an exact number as it is kept."""
    if isinstance(value, Rational):
        return float(value)
    raise NotImplementedError


def problems_of(error: BaseException, folder: Path) -> tuple[Problem, ...]:
    """Return why a plan cannot be read, each problem with its place, in words that any process can send."""
    file = typed(folder / NAME)
    if isinstance(error, PlanError) and error.problems:
        found = error.problems
    elif isinstance(error, PlantrackError):
        found = (Problem(str(error.message.facts.get("file", file)), 0, 0, error.message),)
    elif isinstance(error, OSError):
        found = (Problem(file, 0, 0, message("cannot be read: {why}", why=reason(error))),)
    else:
        found = (Problem(file, 0, 0, message("too large or too deeply nested to be read; divide the plan")),)
    return tuple(map(beside, found))


def beside(problem: Problem) -> Problem:
    """Return a problem with its words in both languages, without the file where they begin with it."""
    words = in_both(problem.message)
    told = (text.removeprefix(problem.file).lstrip(":： ") for text in (words.zh, words.en))
    return replace(problem, message=message("{said}", said=Text(*told)))


def in_both(said: Message) -> Text:
    """Return a message in both languages."""
    return Text(plain(said, "zh"), plain(said, "en"))


def rests_on(folder: Path) -> Iterator[Path]:
    """Yield every file and folder on which the row of a plan rests, there or not."""
    yield from (folder, folder / NAME, folder / "calendar.yaml")
    for inside in (folder / FOLDER, folder / "journal"):
        yield inside
        with suppress(OSError):
            yield from sorted(inside.iterdir())


def _marks(folder: Path, moment: int) -> list[Mark] | None:
    """Return the marks of these; None where one is too young and too large to be known again."""
    found = [mark(os.fspath(path), moment) for path in rests_on(folder)]
    sound = [one for one in found if one]
    return sound if len(sound) == len(found) else None


def _kept(context: Context, marks: list[Mark] | None, packed: bytes) -> KeptRow | None:
    """Return the row as it is kept; None where it may be another one soon, or rests on what has no mark."""
    journal = _on_server(context)
    if marks is None or bool(context.server) != bool(journal) or not all(map(holds, marks)):
        return None
    if journal and context.judges:
        return None  # what was committed is looked at each time
    moment, zone = now(), context.plan_file.zone
    if context.history.latest and context.history.latest > moment:
        return None
    today = moment.astimezone(zone).date()
    begin, end = (datetime.combine(today + timedelta(more), time.min, zone).timestamp() for more in (0, 1))
    return KeptRow(int(begin * SECOND), int(end * SECOND), marks, packed, journal)


def _on_server(context: Context) -> OnServer | None:
    """Return by what a journal on a server is known not to have moved; None of one in a folder, or without answer."""
    head = getattr(context.journal, "head", None)
    return OnServer(context.server, context.plan.id, head) if context.server and head else None


def rows_of(
    folders: Sequence[Path], maker: RowMaker, cache: Path | None, told: Callable[[int, int], None]
) -> list[Outcome]:
    """Return what came of the plan in each folder; `told` hears how many of how many were made.

    Raises the error of a command line that one of the plans refuses.
    """
    question = (maker.asked, maker.options)
    rows = KeptRows(cache, question)
    moment, names = nanoseconds(), [os.fspath(folder) for folder in folders]
    recalled = [rows.recalled(name, moment) for name in names]
    missing = [n for n, row in enumerate(recalled) if row is None]
    found = [Outcome(row or b"") for row in recalled]
    fresh = dict[str, KeptRow]()
    maker.silent.update(rows.silent)
    for done, (n, outcome) in enumerate(_made([folders[n] for n in missing], maker), 1):
        if outcome.refused:
            raise outcome.refused.error()
        found[missing[n]] = outcome
        if outcome.kept:
            fresh[names[missing[n]]] = outcome.kept
        told(done, len(missing))
    rows.keep(fresh, {*names})
    return found


def _made(folders: Sequence[Path], maker: RowMaker) -> Iterator[tuple[int, Outcome]]:
    """Yield the place of each folder and what came of it, in the order in which they are done."""
    processes = min(processors(), MOST_PROCESSES, len(folders) // (MANY // 2))
    left = dict(enumerate(folders))
    if processes > 1:
        for n, outcome in _in_processes(folders, maker, processes):
            del left[n]
            yield n, outcome
    for done, (n, folder) in enumerate(left.items(), 1):  # all of them, or what was left by a process that was killed
        yield n, maker(folder)
        if done % COLLECTED == 0:
            gc.collect()


def _in_processes(folders: Sequence[Path], maker: RowMaker, processes: int) -> Iterator[tuple[int, Outcome]]:
    """Yield the same from several processes, each with a share of the plans; what one leaves is missing."""
    import multiprocessing
    from multiprocessing.connection import Connection, wait

    if sys.platform == "linux":
        multiprocessing.set_start_method("fork", force=True)
    pipes, started = list[Connection](), list[multiprocessing.Process]()
    try:
        for first in range(processes):
            reader, writer = multiprocessing.Pipe(duplex=False)
            part = [(n, folders[n]) for n in range(first, len(folders), processes)]
            started.append(multiprocessing.Process(target=_send, args=(part, maker, writer), daemon=True))
            started[-1].start()
            writer.close()
            pipes.append(reader)
        while pipes:
            for pipe in (one for one in wait(pipes) if isinstance(one, Connection)):
                try:
                    yield pipe.recv()
                except EOFError:
                    pipes.remove(pipe)
    finally:
        for process in started:
            process.terminate()
            process.join()


def _send(part: Sequence[tuple[int, Path]], maker: RowMaker, writer: Any) -> None:
    """Send what comes of each plan; Ctrl-C is for the process that started this one."""
    ignore_interrupts()
    stay_alone()
    silence()
    for done, (n, folder) in enumerate(part, 1):
        writer.send((n, maker(folder)))
        if done % COLLECTED == 0:
            gc.collect()
    writer.close()

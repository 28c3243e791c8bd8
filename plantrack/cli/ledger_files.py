"""Ledgers that came back are taken: each file is read, decided upon, and recorded whole or not at all.

Files are read before anybody is kept from writing; what they change is decided under the journal's lock, in one replay.
"""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import typer
from msgspec import Struct

from plantrack.cli.context import Context
from plantrack.cli.evidence import evidence
from plantrack.cli.output import echo
from plantrack.cli.terminal import on_terminal, typed_line
from plantrack.cli.writer import Writer
from plantrack.dates.periods import Length, Period, period
from plantrack.errors import InputError, Message, PlanError, PlantrackError, message, reason
from plantrack.evaluation.evaluate import evaluate
from plantrack.evaluation.owing import check_answer
from plantrack.evaluation.reporting import Reporting
from plantrack.files import read_regular, typed
from plantrack.ledger.cell_values import CellValues, head_words
from plantrack.ledger.merging import ChangedCell, Merged, Side, is_new, merge
from plantrack.ledger.outgoing import outgoing
from plantrack.ledger.recording import Recording, TakenFile, records
from plantrack.ledger.returned import LedgerReader, Returned
from plantrack.ledger.stamp import LedgerStamp, Sent, as_sent
from plantrack.model.history import History
from plantrack.model.requesting import Guard, guard
from plantrack.model.state import State
from plantrack.model.updates import AnyUpdate, Evidence, LedgerReturn
from plantrack.render.context import RenderContext, visible
from plantrack.render.i18n import LANGUAGES, translator
from plantrack.render.ledger_text import changed_line, conflict_line, taken_line
from plantrack.tables.sheets import MOST_BYTES

FINE, CONFLICTS = 0, 1


class ReadFile(Struct, frozen=True):
    """A file that was read: where it lies, its name and digest, what it says, and whether nobody ever saved it."""

    path: Path
    file: TakenFile
    returned: Returned
    untouched: bool


class States:
    """States of a history with what is recorded meanwhile; nothing is replayed twice."""

    def __init__(self, history: History) -> None:
        self._history, self._made = history, list[AnyUpdate]()
        self._known: dict[date | None, tuple[State, int]] = {}

    def at(self, day: date | None) -> State:
        """Return the state of a day; None for everything recorded."""
        known = self._known.get(day)
        state, count = known or (self._history.at(day).copy(), 0)
        for update in self._made[count:]:
            if update.on and (day is None or update.on <= day):
                update.apply(state)
        self._known[day] = (state, len(self._made))
        return state

    def add(self, updates: Iterable[AnyUpdate]) -> None:
        """Add what was recorded."""
        self._made += updates


class LedgerTaker:
    """Takes ledgers: `side` decides conflicts, where it is given."""

    def __init__(self, context: Context, *, side: Side | None, unit: str | None, on: str | None, dry_run: bool) -> None:
        self._context, self._side, self._on, self._dry_run = context, side, on, dry_run
        self._unit = context.known_unit(unit) if unit else None
        self._day = Writer(context, None, on, dry_run=dry_run).on
        self._asked: dict[tuple[str, str, str, str | None], Side] = {}
        self.code, self.periods = FINE, dict[Period, dict[str, None]]()
        """The worst exit code, and of each period of a file the units of which a file was not recorded."""

    def take(self, paths: Iterable[Path]) -> None:
        """Read the files, and record what each changes; one that fails stops no other."""
        files = [file for path in paths if (file := self._read(path))]
        self._ask(files)
        context = self._context.again() if "history" in self._context.__dict__ else self._context
        with Writer(context, None, self._on, dry_run=self._dry_run).deciding():
            states = States(context.history)
            using, ctx = guard(context.plan, context.history), context.render_context()
            for number, file in enumerate(files, 1):
                said = message("recording {file} ({number} of {total}) …", file=typed(file.path), number=number,
                               total=len(files))  # fmt: skip
                with context.progress(said):
                    self._record(file, context, ctx, states, using)

    def _read(self, path: Path) -> ReadFile | None:
        """Read a file; tell why it is refused."""
        context = self._context
        try:
            if any(unicodedata.category(char) == "Cs" for char in path.name):
                raise InputError("its name holds bytes that are not UTF-8; rename it")
            with context.progress(message("reading {file} …", file=typed(path))):
                content = read_regular(path, MOST_BYTES + 1)
                returned = self._reader.read(content, path.name)
            if self._unit not in (None, returned.stamp.unit):
                raise InputError(
                    "it is a ledger of {unit}; leave out --by, or name that unit", unit=returned.stamp.unit
                )
            kept, _ = evidence(str(path), context.plan_file.folder)
            digest = sha256(content).hexdigest()
            file = TakenFile(path.name, digest, kept if kept.digest else Evidence(path.name, digest))
            self.periods.setdefault(period(returned.stamp.period), {})
            return ReadFile(path, file, returned, as_sent(content))
        except OSError as error:
            self._refused(path, message("cannot be read: {why}", why=reason(error)), PlanError.exit_code)
        except PlantrackError as error:
            self._refused(path, error.message, error.exit_code)
        return None

    @cached_property
    def _reader(self) -> LedgerReader:
        context = self._context
        words = head_words(map(translator, LANGUAGES))
        values = CellValues(context.plan, words, self._day, context.calendar)
        return LedgerReader(context.plan, values, self._sent)

    def _sent(self, stamp: LedgerStamp) -> Sent:
        """Return what was sent in a ledger of which no more than the number is known."""
        plan, as_of = self._context.plan, stamp.as_of
        state = self._context.history.at(as_of, stamp.known_at)
        found = outgoing(
            plan, evaluate(plan, state, as_of), state, stamp.unit, period(stamp.period),
            due=as_of, as_of=as_of, known_at=stamp.known_at, approvals=plan.policy.approval,
        )  # fmt: skip
        return found.sent

    def _refused(self, path: Path, said: Message, code: int, place: str | None = None) -> None:
        """Tell why nothing of a file is recorded."""
        where = message("{file}, {place}: {said}", file=typed(path), place=place, said=said)
        told = where if place else message("{file}: {said}", file=typed(path), said=said)
        echo(message("error: {said}", said=told), self._context.message_language, err=True)
        self.code = max(self.code, code)

    def _ask(self, files: Sequence[ReadFile]) -> None:
        """Ask on a terminal whose value counts of the cells that changed on both sides."""
        if self._side or not on_terminal() or not files:
            return
        context = self._context
        state, ctx = context.history.at(self._day), context.render_context()
        for file in files:
            for conflict in merge(context.plan, file.returned, state, lambda _: None).conflicts:
                typer.echo(f"{visible(file.file.name)}\n{conflict_line(conflict, ctx)}")
                said = typed_line(ctx.say("which counts? (1: recorded, 2: the file, Enter: neither)"), ctx.language)
                if side := {"1": Side.OURS, "2": Side.THEIRS}.get(said):
                    self._asked[_of(file, conflict)] = side

    def _record(self, file: ReadFile, context: Context, ctx: RenderContext, states: States, using: Guard) -> None:
        """Record what a file changes, all or nothing."""
        plan, stamp = context.plan, file.returned.stamp
        taken = [one for one in states.at(None).kept(LedgerReturn, stamp.unit) if one.period == stamp.period]
        if any(one.digest == file.file.digest for one in taken):
            typer.echo(ctx.say("{file}: was taken already; nothing to do", file=file.file.name))
            return
        merged = merge(plan, file.returned, states.at(self._day), lambda change: self._decided(file, change))
        for remark in merged.told:
            context.warn("{file}, {place}: {said}", file=file.file.name, place=remark.place, said=remark.said)
        if period(stamp.period).first > self._day:
            context.warn("{file}: it is for {period}, which has not begun; what it reports counts for the period of "
                         "{day}", file=file.file.name, period=stamp.period, day=self._day)  # fmt: skip
        if merged.conflicts and not merged.wrong:
            self._left(stamp)
            self._conflicts(merged, file, ctx)
            return
        if not (merged.changes or merged.wrong) and any(is_new(one.at, stamp.known_at) for one in taken):
            typer.echo(ctx.say("{file}: everything in it is recorded already; nothing to do", file=file.file.name))
            return
        name = plan.unit_name(stamp.unit, plan.language, self._day)
        if file.untouched and not (merged.changes or merged.wrong):
            typer.echo(ctx.say("{file}: is as it was sent, so it has not come in", file=file.file.name))
            return
        writer = Writer(context, name, self._on, dry_run=self._dry_run)
        made, wrong = ([], merged.wrong) if merged.wrong else records(
            merged, file.returned, file.file,
            Recording(plan, writer.stamp, lambda day: states.at(day or self._day),
                      Guard(using.policy, states.at(None)), self._answered(stamp, context, states)),
        )  # fmt: skip
        if wrong:
            self._left(stamp)
            for remark in wrong:
                self._refused(file.path, remark.said, InputError.exit_code, remark.place)
            return
        writer.append(made)
        states.add(made)
        changed = merged.changes
        head = taken_line(file.returned, file.file.name, len(changed), ctx, dry_run=self._dry_run, short=made[0].short)
        typer.echo("\n".join([head, *(changed_line(change, ctx) for change in changed)]))

    def _left(self, stamp: LedgerStamp) -> None:
        self.periods[period(stamp.period)][stamp.unit] = None

    def _decided(self, file: ReadFile, conflict: ChangedCell) -> Side | None:
        return self._side or self._asked.get(_of(file, conflict))

    def _conflicts(self, merged: Merged, file: ReadFile, ctx: RenderContext) -> None:
        """Show the cells that changed on both sides."""
        head = ctx.say("{file}: cells changed on both sides: {count}; nothing of it was recorded; decide by --ours or "
                       "--theirs", file=file.file.name, count=len(merged.conflicts))  # fmt: skip
        typer.echo("\n".join([head, *(conflict_line(change, ctx) for change in merged.conflicts)]))
        self.code = max(self.code, CONFLICTS)

    def _answered(self, stamp: LedgerStamp, context: Context, states: States) -> Callable[[str], str | None]:
        """Return what tells the period that a report on a task answers: the ledger's, where it is over and owed."""
        plan, day, found = context.plan, self._day, period(stamp.period)
        reporting = Reporting(plan, states.at(day), day, context.calendar)

        def answered(ref: str) -> str | None:
            task = plan.by_ref[ref]
            if found.length is not Length(plan.every(ref)) or found.last >= day:
                return None
            try:
                check_answer(plan, task, found, on=day, since=reporting.since(task), calendar=context.calendar)
            except InputError:
                return None
            return found.label

        return answered


def _of(file: ReadFile, conflict: ChangedCell) -> tuple[str, str, str, str | None]:
    return file.file.digest, conflict.ref, conflict.key, conflict.ours

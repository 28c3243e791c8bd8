"""The history of a command: the journal beside the snapshot that is kept of it, read as far as it is asked for."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from plantrack.cli import answers
from plantrack.cli.clock import now
from plantrack.cli.plan_context import PlanContext
from plantrack.errors import PlanError, Problem, UnreachableError, UsageError, errors, message
from plantrack.files import typed
from plantrack.journal import (
    FolderJournal,
    JournalContents,
    is_short,
    open_journal,
    open_shared,
)
from plantrack.model.history import History
from plantrack.model.plan import Plan, Text
from plantrack.planfile import NAME, text_of

if TYPE_CHECKING:
    from plantrack.journal.postgresql.connection import Server
    from plantrack.journal.shared import Event, SharedJournal
    from plantrack.journal.snapshots import Records

KNOWN_BEFORE = "{why}; this is what was known here before"
PARTLY = (
    "this role may read only the records about what its unit leads or supports; all else is left out here, whatever "
    "was recorded about it"
)


def _as_part(title: Text) -> Text:
    from plantrack.render.context import plain

    said = message("{title} (only what this role may read)", title=title)
    return Text(plain(said, "zh"), plain(said, "en"))


NAME_UNKNOWN = (
    "it is not known here under which names you may record, so the server may refuse the name; give yours with --by or "
    "PLANTRACK_ACTOR"
)


class HistoryContext(PlanContext):
    """The plan that a command works with, and its history."""

    @cached_property
    def server(self) -> str | None:
        """The address of the server that keeps the journal: the one in the environment, else the plan's, if any.

        Raises PlanError where that of the plan cannot be read.
        """
        return os.environ.get("PLANTRACK_JOURNAL") or self._server_of_plan()

    def _server_of_plan(self) -> str | None:
        address = self.plan_file.plan.journal
        if address is None:
            return None
        from plantrack.journal.addresses import check_address

        self._known_as_address(partial(check_address, address))
        from plantrack.journal.postgresql.connection import server_at

        self._known_as_address(partial(server_at, address, self.waiting))
        return address

    def _known_as_address(self, read: Callable[[], object]) -> None:
        """Read the plan's address. Raises PlanError, with its line, where it is none."""
        try:
            read()
        except UsageError as error:
            from plantrack.planfile.node_parsing import key_line

            file, line = self.plan_file.file, key_line(text_of(self.folder / NAME), "journal")
            raise PlanError("{file}: cannot be read as a plan; see the problems",
                            problems=(Problem(file, line, 0, error.message),), file=file) from None  # fmt: skip

    @cached_property
    def journal(self) -> FolderJournal | SharedJournal:
        """The plan's journal."""
        folder = self.plan_file.journal
        if not self.server:
            return open_journal(folder, self._waiting_here)
        if answers.current:
            answers.current.spoil()  # others may record at any moment
        from plantrack.journal.shared import SharedPlace

        silent = self.silent.get(self.server)
        place = SharedPlace(self.server, self.plan_file.plan.id, folder, self._cache, self._settle, silent)
        return open_shared(place, self.waiting, self._tell)

    @property
    def known_name(self) -> str | None:
        """The name under which whoever runs the command writes, as the server knows it; without one None.

        Warns where there is no answer from the server, and it never gave one.
        """
        if isinstance(self.journal, FolderJournal):
            return None
        name = self.journal.own_name()
        if not self.journal.knows_own_name:
            self.warn(NAME_UNKNOWN)
        return name

    def check_chain(self) -> None:
        """Raise JournalError where the journal on a server is not the one that was committed."""
        if not isinstance(self.journal, FolderJournal):
            self.journal.check_chain()

    def _settle(self, server: Server) -> None:
        """Is called after something was recorded on a server."""

    @cached_property
    def _records(self) -> Records | None:
        """The journal beside its snapshot; None of a short one, which is read as it is."""
        folders = self.journal.folders()
        if is_short(*folders):
            return None
        from plantrack.journal.snapshots import Records

        check = (lambda: None) if isinstance(self.journal, FolderJournal) else self.journal.check_read
        return Records(folders, self._cache, now(), check)

    @property
    def _continued(self) -> History | None:
        return self._records.continued if self._records else None

    @cached_property
    def contents(self) -> JournalContents:
        """Everything in the journal. Warns if lines cannot be read."""
        found = self._records.contents if self._records else self.journal.read()
        if broken := len(errors(found.problems)):
            self.warn("{n} lines of the journal cannot be read; see `plantrack validate`", n=broken)
        return found

    @cached_property
    def _every(self) -> History:
        """All updates that can be read. What a snapshot says is not read, unless it is needed whole."""
        with self.progress(message("reading {file} …", file=typed(self.plan_file.journal))):
            return self._continued or History(self.contents.updates)

    @cached_property
    def history(self) -> History:
        """The updates in the journal, on what is in the plan that is shown."""
        if self._part is None:
            return self._every
        from plantrack.reports.narrowing import history_of

        return history_of(self._part, self._every)

    @property
    def plan(self) -> Plan:
        """The plan as its file says it; of a view by a role that may not read all records, the part that it may."""
        return self._part or self.plan_file.plan

    @property
    def partly(self) -> bool:
        """Whether a part of the plan is left out, as the records on it may not be read."""
        return self._part is not None

    @cached_property
    def _part(self) -> Plan | None:
        """The part of the plan whose records may be read, which its title says. Warns; None where that is all of it."""
        if not self.views or isinstance(self.journal, FolderJournal):
            return None
        _ = self._records  # asks the server
        refs = self.journal.readable
        if refs is None:
            return None
        from plantrack.reports.narrowing import of_refs

        self.warn(PARTLY)
        whole = self.plan_file.plan
        title, short = _as_part(whole.title), whole.short and _as_part(whole.short)
        return replace(of_refs(whole, refs), title=title, short=short)

    def forget(self) -> None:
        """Let the journal be read anew when it is asked for next."""
        for name in ("_records", "contents", "_every", "_part", "history"):
            self.__dict__.pop(name, None)

    @property
    def records(self) -> History:
        """The history, for views that tell of records: without a snapshot it is read whole at once, and not twice."""
        if "_every" not in self.__dict__ and not (self._records and self._records.recalled):
            self._every = History(self.contents.updates)
        return self.history

    def records_from(self, until: date, known: datetime) -> History:
        """Return the records for a view from a day and a moment on: of a long history with few of what was before."""
        if "_every" not in self.__dict__ and self._records:
            with self.progress(message("reading {file} …", file=typed(self.plan_file.journal))):
                found = self._records.settled(until, known)
            if found:
                self._every = found
        return self.records

    @property
    def journal_problems(self) -> tuple[Problem, ...]:
        """The problems of the journal's lines; what a snapshot was made from has none."""
        return () if self._continued else self.contents.problems

    def _tell(self, event: Event, error: UnreachableError | None) -> None:
        """Say what becomes of it where there is no answer from the server.

        A command that judges goes no further then, nor does a view where nothing is known.
        """
        folder, why = typed(self.plan_file.journal), error and error.message
        if event == "waiting":
            self.warn("records in {folder} wait for the server; `plantrack journal sync` sends them", folder=folder)
        elif event == "recorded":
            self.warn("{why}; kept in {folder} until `plantrack journal sync` sends it", why=why, folder=folder)
        elif error and self._needs_answer(event):
            raise error
        elif not self.recording:  # which says itself where it keeps what it records
            self.unanswered = True
            self.warn(KNOWN_BEFORE, why=why)

    def warn_unanswered(self) -> None:
        """Say of what was decided, and not recorded, that there was no answer from the server, if there was none."""
        if not isinstance(self.journal, FolderJournal) and (error := self.journal.silent):
            self.warn(KNOWN_BEFORE, why=error.message)

    def _needs_answer(self, event: Event) -> bool:
        unsaid = self._quiet and not self.remarks
        return self.judges or unsaid or (event == "unknown" and not self.recording)

    def waiting(self) -> None:
        """Say that a server has not answered yet. Whoever asks one may have no plan."""
        self.warn("no answer from the server yet, or another command is writing to the journal; waiting")

    def _waiting_here(self) -> None:
        self.warn("another command is writing to the journal; waiting until it has ended")

"""The plan folder that a draft is written to: its name, what it replaces, and the plan that is kept. Not the draft."""

import shlex
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple

from plantrack.errors import Message, UsageError, message, reason
from plantrack.files import make_folder, real, typed, working_folder, write_whole
from plantrack.journal import is_empty, new_files
from plantrack.journal.locks import locked
from plantrack.planfile import NAME, content_of, plans_folder
from plantrack.planfile.new_plan import check_id, folder_files, write_files
from plantrack.planfile.protected import check_output

KEPT = "plan.yaml.old"
"""The name of a plan that a draft replaces."""
HAS_JOURNAL = (
    "{folder} has a journal, whose records would lose their tasks; choose another folder. "
    "--force replaces the plan, and keeps it as {old}"
)
HAS_PLAN = "{file} is there already; nothing was changed. --force replaces it, and keeps it as {old}"
NO_TASKS = "no plan part was found, so there is nothing to adopt yet; {file} says what is missing"
NEXT = (
    "now answer the questions in {file}, or one by one with --review added to this command, then run "
    "`plantrack validate {folder}` and `plantrack adopt --plan {folder}`"
)
READY = "nothing is asked; read {file} through, then run `plantrack adopt --plan {folder}`"


def draft_folder(document: Path, given: str | None, *, dry_run: bool) -> Path:
    """Return the folder for a draft: the one given, else one named after the document.

    Raises UsageError where that name cannot be an id, unless it is a dry run, or where an empty name is given.
    """
    if given:
        folder = Path(given)
        return folder.parent if folder.name == NAME else folder
    name = document.stem.lower() if given is None else ""
    try:
        check_id(name)
    except UsageError:
        if given is not None or not dry_run:
            raise UsageError(
                "a draft needs a folder of its own; name it with -o plans/ID, as in -o plans/science-2025"
            ) from None
        name = "draft"
    return plans_folder(working_folder()) / name


class Drafting(NamedTuple):
    """What a person asks of a draft; `on` and `by` are for the first reports of a table, in `language` it is shown."""

    form: str
    language: str
    on: str | None
    by: str | None
    force: bool
    deliverables_only: bool
    review: bool = False


class DraftTarget:
    """The folder of a draft.

    Raises UsageError where it cannot be a plan's, or holds a plan or records and `force` is not set.
    """

    def __init__(self, folder: Path, *, force: bool, dry_run: bool) -> None:
        folder = folder if folder.name not in ("", "..") else real(folder)
        self.folder, self.dry_run, self._force = folder, dry_run, force
        self.id = real(folder).name
        self.file = folder / NAME
        check_id(self.id)
        check_output(folder)
        self._look()

    def _look(self) -> None:
        """See what is in the folder. Raises UsageError where that would be lost."""
        self.replaces = self.file.exists()
        self.recorded = not is_empty(self.folder / "journal")
        if self.recorded and not self._force:
            raise UsageError(HAS_JOURNAL, folder=typed(self.folder), old=KEPT)
        if self.replaces and not self._force:
            raise UsageError(HAS_PLAN, file=typed(self.file), old=KEPT)

    def write(self, plan: str) -> list[Path]:
        """Write the plan, its schema and what its journal needs, unless it is a dry run. Return their paths.

        Raises UsageError where another process has written a plan there meanwhile.
        """
        with nullcontext() if self.dry_run else self._alone():
            self._look()
            return self._write(plan)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lock of the folder's journal, which is made."""
        journal = self.folder / "journal"
        with ExitStack() as stack:
            try:
                make_folder(journal)
                stack.enter_context(locked(journal))
            except OSError as error:
                raise UsageError("{file}: cannot be written: {why}", file=typed(journal), why=reason(error)) from None
            yield

    def _write(self, plan: str) -> list[Path]:
        files = folder_files(self.folder, plan) | new_files(self.folder / "journal")
        names = (KEPT, *(f"{KEPT}.{number}" for number in range(2, 1000)))
        free = (path for path in map(self.folder.joinpath, names) if not path.exists())
        kept = [next(free)] if self.replaces else []
        if not self.dry_run:
            for path in kept:
                write_whole(path, content_of(self.file))
            write_files(files)
        return [*kept, *files]

    def next_steps(self, *, tracked: bool, questions: int) -> Iterator[Message]:
        """Yield what to do now; `tracked` tells whether the draft has tasks, `questions` how many it asks."""
        if self.recorded:
            yield message("the journal stays; `plantrack check` shows the records that lost their tasks")
        folder = shlex.quote(typed(self.folder))
        yield message((NEXT if questions else READY) if tracked else NO_TASKS, file=typed(self.file), folder=folder)

"""plan.yaml: found, read and checked, with line and column for every problem. What happened is the journal's."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import datetime, tzinfo
from pathlib import Path

from msgspec import Struct

from plantrack.errors import NotFoundError, PlanError, Problem, message, reason
from plantrack.files import read_regular, real, typed
from plantrack.model.plan import Plan
from plantrack.planfile.cache import PlanCache

NAME = "plan.yaml"
SCHEMA = "plan.schema.json"
MAX_BYTES = 64 * 2**20


class PlanFile(Struct, frozen=True):
    """A plan as read from its file: `file` as people would type it, `lines` for where a reference stands."""

    plan: Plan
    folder: Path
    file: str
    lines: dict[str, int]
    problems: tuple[Problem, ...] = ()

    @property
    def journal(self) -> Path:
        """Return the folder of the plan's journal."""
        return self.folder / "journal"

    @property
    def zone(self) -> tzinfo:
        """Return the plan's time zone."""
        return self.plan.zone

    @property
    def questions(self) -> tuple[Problem, ...]:
        """Return a warning, at the first of the questions of a draft that are still open, with their number."""
        from plantrack.quoting import question_lines

        lines = question_lines(text_of(self.folder / NAME))
        said = message("questions `# ?` are still open: {n}; decide, and delete them", n=len(lines))
        return (Problem(self.file, lines[0], 0, said, warning=True),) if lines else ()

    @property
    def template(self) -> Path | None:
        """Return the Word file that reports are to be written into."""
        name = self.plan.bulletin.template
        return self.folder / name if name else None

    @property
    def missing_template(self) -> tuple[Problem, ...]:
        """Return a warning where that Word file is not beside the plan."""
        if self.template is None or self.template.is_file():
            return ()
        name = self.template.name
        said = message("there is no {name} beside the plan; put it there, or correct `template:`", name=name)
        return (Problem(self.file, 0, 0, said, warning=True),)


def find_plan(given: str | None, here: Path) -> Path:
    """Return the plan folder: the one given (folder, file in it, or id), else the one that `here` lies in.

    Outside the folder of a plan it is the one under the nearest `plans/`.

    Raises NotFoundError when there is none, several and none was given, or an id that is a folder's name here too.
    """
    plans = nearest_plans(here)
    if given is not None:
        return _given(given, plans)
    if own := _own_plan(here):
        return own
    found = sorted(p.parent for p in plans.glob(f"*/{NAME}")) if plans else []
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFoundError("no plan found; run this below a folder plans/, or name a plan with --plan")
    names = tuple((path.name, str(path)) for path in found)
    raise NotFoundError("there are several plans here; choose one with --plan", candidates=names)


def looked_for(given: str | None, here: Path) -> Iterator[Path]:
    """Yield every path that decides, by being there or not, which plan is found."""
    for folder in _upwards(here):
        yield from (folder / NAME, folder / "plans")
        if given is not None:
            yield folder / "plans" / given / NAME
    if given is not None:
        path = Path(given)
        yield from (path, *(folder / NAME for folder in (path, *path.parents)))


def _given(given: str, plans: Path | None) -> Path:
    path = Path(given)
    around = path.parents if path.is_file() else ()
    named = (path, *around, plans / given if plans else path)
    found = {real(folder): folder for folder in reversed(named) if (folder / NAME).is_file()}
    if len(found) > 1 and given == path.name:
        names = tuple((path.name, str(folder)) for folder in found.values())
        raise NotFoundError(
            "several plans here are called {path}; give the folder of one", path=given, candidates=names
        )
    for folder in named:
        if (folder / NAME).is_file():
            return folder
    raise NotFoundError("there is no plan at {path}; name a folder with a plan.yaml, or an id under plans/", path=given)


def plans_folder(here: Path) -> Path:
    """Return the folder for new plans: the nearest `plans/` upwards in the same repository, else a new one here."""
    return nearest_plans(here, within_repository=True) or here / "plans"


def _upwards(here: Path) -> Iterator[Path]:
    """Yield a folder and those above it, up to the one that has a folder `plans/`."""
    with suppress(PermissionError):
        for folder in (here, *here.parents):
            yield folder
            if (folder / "plans").is_dir():
                return


def _own_plan(here: Path) -> Path | None:
    """Return the plan folder that a folder is or lies in."""
    with suppress(PermissionError):
        return next((folder for folder in _upwards(here) if (folder / NAME).is_file()), None)
    return None


def nearest_plans(here: Path, *, within_repository: bool = False) -> Path | None:
    """Return the nearest folder `plans/` upwards; None where there is none, or none in the same repository."""
    with suppress(PermissionError):
        for folder in (here, *here.parents):
            if (folder / "plans").is_dir():
                return folder / "plans"
            if within_repository and (folder / ".git").exists():
                return None
    return None


def read_plan(
    folder: Path | str, cache: Path | None = None, moment: datetime | None = None, refs: Collection[str] = ()
) -> PlanFile:
    """Read the plan in a folder, with every problem that the file has. Raises PlanError when it is no plan at all.

    With a `cache` folder, a file that was read before without problems is not parsed again; at a `moment` that is long
    enough after its last change it is not even read. With `refs` the plan may then be only what these stand in: of the
    tasks at the top, those that they are or are below.
    """
    folder = Path(folder)
    path = folder / NAME
    cached = PlanCache(cache, path, moment) if cache else None
    if cached and (known := cached.recall(refs)):
        return PlanFile(known[0], folder, typed(path), known[1])
    content = content_of(path)
    if cached and (known := cached.recall(refs, content)):
        return PlanFile(known[0], folder, typed(path), known[1])
    found = parse_plan(decoded(content, path), folder, typed(path))
    if cached and not found.problems:
        cached.keep(content, found.plan, found.lines)
    return found


def parse_plan(content: str, folder: Path, file: str) -> PlanFile:
    """Read the text of a plan.yaml that belongs into `folder`; `file` is what problems call it."""
    from plantrack.planfile.parsing import parse

    plan, lines, problems = parse(content, real(folder).name, file)
    return PlanFile(plan, folder, file, lines, problems)


def content_of(path: Path, *, piped: bool = False) -> bytes:
    """Return the bytes of a regular file, or of a pipe too if `piped`.

    Raises PlanError where it is none, cannot be read, or is too large to be ours.
    """
    try:
        if piped and not path.is_file():
            with path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
        else:
            content = read_regular(path, MAX_BYTES + 1)
    except OSError as error:
        raise PlanError("{file}: cannot be read: {why}", file=typed(path), why=reason(error)) from None
    if len(content) > MAX_BYTES:
        raise PlanError("{file}: larger than 64 MiB, too large to be read; divide the plan", file=typed(path))
    return content


def text_of(path: Path) -> str:
    """Return the text of a regular file. Raises PlanError where it is none, cannot be read, or is not UTF-8."""
    return decoded(content_of(path), path)


def decoded(content: bytes, path: Path) -> str:
    """Return the text of a file. Raises PlanError where it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlanError(
            "{file}: not UTF-8 at byte {byte}; save the file as UTF-8", file=typed(path), byte=error.start
        ) from None

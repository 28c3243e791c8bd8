"""plan.yaml: found, read and checked, with line and column for every problem. What happened is the journal's."""

from __future__ import annotations

from datetime import tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from plantrack.errors import NotFoundError, PlanError, Problem, message
from plantrack.files import typed
from plantrack.model.plan import Plan
from plantrack.planfile.nodes import BAD, MAX_BYTES, NodeReader, compose
from plantrack.planfile.rules import RULES

NAME = "plan.yaml"


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
        """Return the plan's time zone; a name that is none (a problem of its own) counts as UTC."""
        try:
            return ZoneInfo(self.plan.timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return ZoneInfo("UTC")


def find_plan(given: str | None, here: Path) -> Path:
    """Return the plan folder: the one given (folder, plan.yaml or id), else the one plan under the nearest `plans/`.

    Raises NotFoundError when there is none, or several and none was given.
    """
    plans = _nearest_plans(here)
    if given is not None:
        return _given(given, plans)
    found = sorted(p.parent for p in plans.glob(f"*/{NAME}")) if plans else []
    if len(found) == 1:
        return found[0]
    if not found:
        raise NotFoundError("no plan here; run this where a folder plans/ is, or name one with --plan")
    names = tuple((path.name, str(path)) for path in found)
    raise NotFoundError("there are several plans here; choose one with --plan", candidates=names)


def _given(given: str, plans: Path | None) -> Path:
    path = Path(given)
    if path.name == NAME and path.is_file():
        return path.parent
    for folder in (path, plans / given if plans else path):
        if (folder / NAME).is_file():
            return folder
    raise NotFoundError("there is no plan at {path}; a plan is a folder with a plan.yaml", path=given)


def _nearest_plans(here: Path) -> Path | None:
    try:
        return next((p / "plans" for p in (here, *here.parents) if (p / "plans").is_dir()), None)
    except PermissionError:
        return None


def read_plan(folder: Path | str) -> PlanFile:
    """Read the plan in a folder, with every problem that the file has. Raises PlanError when it is no plan at all."""
    folder = Path(folder)
    path = folder / NAME
    return parse_plan(_content(path), folder, typed(path))


def parse_plan(content: str, folder: Path, file: str) -> PlanFile:
    """Read the text of a plan.yaml that belongs into `folder`; `file` is what problems call it."""
    root = compose(content, file)
    reader = NodeReader(file)
    if not isinstance(root, MappingNode):
        raise PlanError("{file}: not a plan; a plan begins with `id:`, `title:` and `period:`", file=file)
    plan = reader.read(root, Plan)
    if plan is BAD:
        problems = _sorted(reader.problems)
        raise PlanError("{file}: cannot be read as a plan; see the problems", problems=problems, file=file)
    _hold(reader, plan, root)
    if plan.id != folder.resolve().name:
        said = message(
            "the plan is called {id}, its folder {folder}; give both one name", id=plan.id, folder=folder.resolve().name
        )
        reader.note(reader.place(plan, "id") or root, said)
    return PlanFile(plan, folder, file, _lines(root), _sorted(reader.problems))


def _hold(reader: NodeReader, plan: Plan, root: Node) -> None:
    for rule in RULES:
        for value, field, said in rule(plan):
            if reader.misread(value, field) or not reader.unread.isdisjoint(map(str, said.facts.values())):
                continue  # it speaks of something whose own problem is already told
            places = (reader.place(value, name) for name in (field, field.partition("[")[0], "ref"))
            reader.note(next(filter(None, places), root), said)


def _sorted(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda p: (p.line, p.column)))


def _content(path: Path) -> str:
    file = typed(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise PlanError("{file}: larger than 64 MiB; this is no plan", file=file)
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlanError(
            "{file}: not UTF-8 at byte {byte}; save the file as UTF-8", file=file, byte=error.start
        ) from None
    except OSError as error:
        raise PlanError("{file}: cannot be read: {why}", file=file, why=error.strerror or error) from None


def _lines(root: Node) -> dict[str, int]:
    """Return the line of every reference and id in the file, whether or not its entry could be read."""
    lines: dict[str, int] = {}
    stack, seen = [root], set[int]()
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue  # an alias; a problem says so where it matters
        seen.add(id(node))
        if isinstance(node, SequenceNode):
            stack.extend(reversed(node.value))
        elif isinstance(node, MappingNode):
            for key, value in reversed(node.value):
                if isinstance(value, ScalarNode) and key.value in ("ref", "id"):
                    lines.setdefault(value.value, value.start_mark.line + 1)
                elif not isinstance(value, ScalarNode):
                    stack.append(value)
    return lines

"""Many plans: the folders of plans in a place, and the directory of units beside them, `units.yaml`.

    units:
      stic:
        zh: 市科技创新局
        en: STI Bureau
        formerly: [{zh: 市科技创新委员会, en: STI Commission, until: 2024-01-31}]
      grid: {zh: 市网格办, en: Grid Office, until: 2024-06-30, successor: stic}

The directory is written like `units:` in a plan.yaml; it and every key of it are optional.
"""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from plantrack.errors import NotFoundError, PlanError, Problem, message, reason
from plantrack.files import real, typed
from plantrack.model.unit_directory import UnitDirectory, names_of
from plantrack.planfile import NAME, nearest_plans, text_of
from plantrack.planfile.composing import compose
from plantrack.planfile.nodes import BAD, NodeReader

DIRECTORY = "units.yaml"
DEEPEST = 4
"""How many folders below the place a plan may lie."""
LEADS_NOWHERE = message("this link leads nowhere; correct or remove it")
SEVERAL = "{name!r} is also a name of {other}; a name belongs to one unit, so leave it out of one of them"
NO_UNIT = "no unit is called {unit}; add it under `units:` or correct the name"
NO_LAST_DAY = "{unit} has a successor and no last day; write `until:`"
OWN_SUCCESSOR = "{unit} would succeed itself; correct `successor:`"


def place_of_plans(given: Path | None, here: Path) -> Path:
    """Return the folder whose plans are meant: the one given, else the nearest `plans/` upwards.

    Raises NotFoundError where there is none.
    """
    if given is None:
        found = nearest_plans(here)
        if found is None:
            raise NotFoundError("no folder plans/ found here or above; name a folder of plans")
        return found
    if not given.is_dir():
        raise NotFoundError("{path}: no such folder; name a folder of plans", path=given)
    return given


def plan_folders(place: Path) -> Iterator[Path | Problem]:
    """Yield the folders of plans below a place, each once, wherever links lead; of one that cannot be read, why not.

    What lies in the folder of a plan is part of it, but where that is the place itself.
    """
    seen = {real(place)}
    if _has_plan(place):
        yield place
    level = [place]
    for _ in range(DEEPEST):
        below: list[Path] = []
        for folder in level:
            try:
                inside = _inside(folder)
            except OSError as error:
                yield Problem(typed(folder), 0, 0, message("cannot be read: {why}", why=reason(error)))
                continue
            for path in inside:
                if not path.exists():
                    yield Problem(f"{typed(folder)}/{path.name}", 0, 0, LEADS_NOWHERE)
                    continue
                if real(path) in seen:
                    continue
                seen.add(real(path))
                if _has_plan(path):
                    yield path
                else:
                    below.append(path)
        level = below


def _inside(folder: Path) -> list[Path]:
    """Return the folders in a folder, links after others, and the links that lead nowhere; none that is hidden."""
    with os.scandir(folder) as entries:
        names = [(entry.is_symlink(), entry.name) for entry in entries if not entry.name.startswith(".")]
    paths = [(folder / name, link) for link, name in sorted(names)]
    return [path for path, link in paths if path.is_dir() or (link and not path.exists())]


def _has_plan(folder: Path) -> bool:
    return os.path.lexists(folder / NAME)


def read_directory(place: Path) -> tuple[UnitDirectory, tuple[Problem, ...]]:
    """Return the directory of units beside plans and its problems; without a file it is empty."""
    path = place / DIRECTORY
    if not os.path.lexists(path):
        return UnitDirectory(), ()
    try:
        return parse_directory(text_of(path), typed(path))
    except PlanError as error:
        return UnitDirectory(), error.problems or (Problem(typed(path), 0, 0, error.message),)


def place_of_directory(folder: Path) -> Path | None:
    """Return the place of a plan with a directory of units: the folder `plans/` it lies in, else the plan's own folder.

    None where neither has one; another repository is not looked into.
    """
    plans = nearest_plans(folder, within_repository=True)
    places = (plans, folder) if plans in folder.parents[:DEEPEST] else (folder,)
    return next((place for place in places if place and os.path.lexists(place / DIRECTORY)), None)


def parse_directory(content: str, file: str) -> tuple[UnitDirectory, tuple[Problem, ...]]:
    """Read the text of a units.yaml; `file` is what problems call it. What cannot be read is left out."""
    if all(line.lstrip()[:1] in ("", "#") for line in content.splitlines()):
        return UnitDirectory(), ()
    reader = NodeReader(file)
    found = reader.read(compose(content, file), UnitDirectory)
    if found is BAD:
        return UnitDirectory(), reader.sorted_problems()
    _check(reader, found)
    return found, reader.sorted_problems()


def _check(reader: NodeReader, directory: UnitDirectory) -> None:
    """Note successors that are none, and a name that several units have."""
    taken: dict[str, str] = {}
    for key, unit in directory.units.items():
        if unit.successor and (node := reader.place(unit, "successor")):
            if not unit.until:
                reader.note(node, message(NO_LAST_DAY, unit=key))
            if unit.successor not in directory.units and unit.successor not in reader.unread:
                reader.note(node, message(NO_UNIT, unit=unit.successor))
            elif unit.until and directory.acting(key, date.max) == key:
                reader.note(node, message(OWN_SUCCESSOR, unit=key))
        for name in sorted(names_of(unit)):
            other = taken.setdefault(name, key)
            node = reader.place(unit, "zh") or reader.place(unit, "en")
            if other != key and node:
                reader.note(node, message(SEVERAL, name=name, other=other))

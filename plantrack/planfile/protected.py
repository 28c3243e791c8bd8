"""Files that no output may replace: those of plans and journals, and those of git."""

from pathlib import Path

from plantrack.errors import UsageError
from plantrack.files import real, typed
from plantrack.planfile import NAME, SCHEMA

_FILES = (NAME, "calendar.yaml", "contacts.yaml", "set-aside.txt")
_FOLDERS = ("journal", "lights")
_GIT = frozenset((".git", ".gitattributes", ".gitignore", ".gitmodules"))


def check_output(path: Path, *kept: Path) -> None:
    """Raise UsageError for a path, or what a link there leads to, that belongs to a plan or to git, or is kept."""
    place = real(path)
    if not _GIT.isdisjoint(place.parts) or _of_plan(place) or place in map(real, kept):
        raise UsageError("{file} belongs to a plan or to git; write the output to another file", file=typed(path))


def _of_plan(place: Path) -> bool:
    beside = place.name.startswith((*_FILES, SCHEMA)) and (place.parent / NAME).exists()
    above = place.name == SCHEMA and any(place.parent.glob(f"*/{NAME}"))
    return (
        beside
        or above
        or any(folder.name in _FOLDERS and (folder.parent / NAME).exists() for folder in (place, *place.parents))
    )

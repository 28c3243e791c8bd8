"""A fresh plan folder: a commented plan.yaml to start from, which validates as it stands, in the reader's language.

Nothing is overwritten.
"""

import re
from contextlib import suppress
from pathlib import Path
from string import Template

from plantrack.errors import UsageError
from plantrack.files import typed, write_whole
from plantrack.model.text import given_text
from plantrack.planfile import NAME, SCHEMA, text_of
from plantrack.planfile.contacts import NAME as CONTACTS
from plantrack.planfile.protected import check_output
from plantrack.planfile.schema import schema_text
from plantrack.quoting import quoted


def fresh_plan(plans: Path, plan_id: str, title: str, year: int, language: str) -> dict[Path, str]:
    """Return the files of a new plan folder under `plans` with their contents; nothing is written.

    Raises UsageError for an id that cannot be one, a title that is empty or no text, or a folder with files. Hidden
    ones do not count: a plan.yaml comes last, so that they are all that is left where its making was cut off.
    """
    check_id(plan_id)
    check_output(plans / plan_id)
    if not given_text(title):
        raise UsageError("a plan needs a title; give one with --title")
    if _has_files(plans / plan_id):
        raise UsageError(
            "{folder} is there already, and nothing was changed; choose another id", folder=typed(plans / plan_id)
        )
    words = {"id": plan_id, "title": quoted(title), "year": year, "before": year - 1}
    template = Path(__file__).with_suffix(f".{language}.yaml").read_text(encoding="utf-8")
    plan = Template(template).substitute(words, language=language)
    return folder_files(plans / plan_id, plan)


def _has_files(folder: Path) -> bool:
    """Tell whether a folder holds a file that is not hidden, or is none."""
    if not folder.is_dir():
        return folder.exists()
    return any(path.is_file() and not path.name.startswith(".") for path in folder.rglob("*"))


def check_id(plan_id: str) -> None:
    """Raise UsageError for an id that no plan can have."""
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,63}", plan_id):
        raise UsageError(
            "{id!r} cannot be a plan's id; begin with a letter, and write lower-case letters, digits and hyphens, as "
            "in science-2025",
            id=plan_id,
        )


def folder_files(folder: Path, plan: str) -> dict[Path, str]:
    """Return plan.yaml, which is `plan`, its schema unless that exists already, and what git is to ignore.

    The schema lies beside the folder, or inside it if it is a repository: nothing is written outside one.
    """
    if (folder / ".git").exists():
        plan = plan.replace(f"$schema=../{SCHEMA}", f"$schema={SCHEMA}", 1)
        schema = folder / SCHEMA
    else:
        schema = folder.parent / SCHEMA
    return (
        {folder / NAME: plan} | ({} if schema.exists() else {schema: schema_text()}) | _ignored(folder / ".gitignore")
    )


def _ignored(file: Path) -> dict[Path, str]:
    """Return a .gitignore that names the addresses of people, too; nothing where it does so already."""
    before = text_of(file) if file.exists() else ""
    if CONTACTS in before.splitlines():
        return {}
    return {file: before + ("\n" if before and not before.endswith("\n") else "") + CONTACTS + "\n"}


def write_files(files: dict[Path, str]) -> None:
    """Write files and make their folders, all or none of the new ones; plan.yaml is last. Raises UsageError."""
    new = [path for path in files if not path.exists()]
    made = {folder for path in new for folder in path.parents if not folder.exists()}
    try:
        for path, content in sorted(files.items(), key=lambda item: item[0].name == NAME):
            write_whole(path, content.encode(), folders=True)
    except BaseException:
        for path in new:
            with suppress(OSError):
                path.unlink()
        for folder in sorted(made, reverse=True):
            with suppress(OSError):
                folder.rmdir()
        raise

"""The files of plans on a server, and the directory of their units, laid out here for whoever asks about all plans.

Each plan's are kept there by its office; the directory by the owner of the tables.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from shutil import rmtree

from plantrack.errors import JournalError, reason
from plantrack.files import typed, write_private
from plantrack.journal.locks import locked
from plantrack.journal.postgresql.connection import Connection, Server
from plantrack.private import open_private

PUBLISH = "select plantrack.publish(%s, %s, %s)"
HASHES = "select name, encode(sha256(convert_to(content, 'UTF8')), 'hex') from plantrack.file where plan = %s"
FILES = "select plan, name, content from plantrack.file order by plan, name"
DIRECTORY = "units.yaml"
MADE = "select to_regclass('plantrack.directory') is not null"
KNOWN = "select content from plantrack.directory"
OWNER = "select has_table_privilege('plantrack.directory', 'insert')"
PUBLISH_DIRECTORY = """
    insert into plantrack.directory (content) values (%s)
    on conflict (one) do update set content = excluded.content, changed = now()
    """
PLAN = re.compile(r"[a-z][a-z0-9-]{0,63}")
NAME = re.compile(r"(plan|calendar|lights/[a-z][a-z0-9-]{0,63})\.yaml")
"""What these names look like: they become names of folders and files, whatever a server says."""


def publish(
    server: Server, plan: str, files: Mapping[str, str], seen: Path | None, *, overwrite: bool = False
) -> int | None:
    """Keep the files of a plan on the server, by their names; return how many differ from what was there.

    None, and nothing is kept, where others are there that this machine has not `seen`, the file that says what was
    there last: somebody else has changed them, and they are not overwritten unless that is asked for. Raises
    JournalError for anybody but the office of the plan and the owner of the tables.
    """
    kept = {name: content for name, content in files.items() if NAME.fullmatch(name)}
    here = _digest({name: sha256(content.encode()).hexdigest() for name, content in kept.items()})
    there = dict(server.run(lambda connection: connection.execute(HASHES, (plan,)).fetchall()))
    changed = 0
    if _digest(there) != here:
        if there and not overwrite and _digest(there) != _seen(seen):
            return None
        values = (plan, list(kept), list(kept.values()))
        found = server.run(lambda connection: connection.execute(PUBLISH, values).fetchone())
        changed = found[0] if found else 0
    if seen and _seen(seen) != here:
        with suppress(OSError):  # without it, the next change is asked for
            write_private(seen, here)
    return changed


def seen_file(cache: Path, server: Server, plan: str, folder: Path) -> Path:
    """Return the file that says which files of a plan were on a server when it had those of a folder last."""
    return cache / f"{sha256(repr((server.name, plan, str(folder))).encode()).hexdigest()[:16]}.published"


def _seen(path: Path | None) -> bytes | None:
    if path:
        with suppress(OSError), open_private(path) as file:
            return file.read()
    return None


def _digest(hashes: Mapping[str, str]) -> bytes:
    return sha256(repr(sorted(hashes.items())).encode()).hexdigest().encode()


def publish_directory(server: Server, content: str) -> bool | None:
    """Keep the directory of units on the server; tell whether another one was there, or none.

    None where that is so and this role may not change it, as it is not the owner of the tables. Raises JournalError.
    """
    return server.run(lambda connection: _publish_directory(connection, content))


def _publish_directory(connection: Connection, content: str) -> bool | None:
    if connection.execute(KNOWN).fetchone() == (content,):
        return False
    if connection.execute(OWNER).fetchone() != (True,):
        return None
    return connection.execute(PUBLISH_DIRECTORY, (content,)).rowcount > 0


def lay_out(server: Server, cache: Path) -> Path:
    """Return a folder with the plans of a server, as far as one may read them. Raises JournalError.

    Only what has changed is written, so that what is known of the others stays known.
    """
    plans, directory = server.run(lambda connection: (_files(connection), _directory(connection)))
    folder = laid_out(server, cache)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locked(folder):
            for path in folder.iterdir():
                if path.is_dir() and path.name not in plans:
                    rmtree(path)
            for plan, files in plans.items():
                _write(folder / plan, files)
            _write_file(folder / DIRECTORY, directory.encode())
    except OSError as error:
        raise JournalError("{file}: cannot be written: {why}", file=typed(folder), why=reason(error)) from None
    return folder


def _files(connection: Connection) -> dict[str, dict[str, bytes]]:
    plans: dict[str, dict[str, bytes]] = {}
    for plan, name, content in connection.execute(FILES):
        if PLAN.fullmatch(plan) and NAME.fullmatch(name):
            plans.setdefault(plan, {})[name] = content.encode()
    return plans


def _directory(connection: Connection) -> str:
    """Return the directory of units: nothing where there is none, as with older tables."""
    made = connection.execute(MADE).fetchone() == (True,)
    found = connection.execute(KNOWN).fetchone() if made else None
    return found[0] if found else ""


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Let a folder have these files and no others."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_file(path, content)
    for path in folder.rglob("*.yaml"):
        if path.relative_to(folder).as_posix() not in files:
            path.unlink()


def _write_file(path: Path, content: bytes) -> None:
    with suppress(OSError):
        if path.read_bytes() == content:
            return
    write_private(path, content)


def laid_out(server: Server, cache: Path) -> Path:
    """Return the folder in which the plans of a server lie here, if they were laid out before."""
    return cache / f"{sha256(server.address.encode()).hexdigest()[:16]}.plans"

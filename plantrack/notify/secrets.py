"""Passwords and addresses that are secret: from the environment, or from a file that is the user's alone.

They stand in no plan, record, output or error: whoever tells of something that may hold one asks `hidden` first.
"""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from plantrack.errors import DeliveryError, reason
from plantrack.files import typed
from plantrack.private import check_private, check_regular, without_waiting

FILE = "PLANTRACK_SECRETS"
"""The variable that names the file: TOML with the same names as the variables that it stands for."""
MAX_BYTES = 2**16
SHORTEST = 6
"""Characters of a part of an address that is hidden; a shorter one is no secret, and stands in many words."""
LONGEST_WORD = 16
"""Characters from which a part of a path is no word such as `webhook`."""


class Secrets:
    """What is needed to get in somewhere. Each one that was asked for is known to be hidden."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self._kept: dict[str, str] | None = None
        self._given: set[str] = set()

    def __repr__(self) -> str:
        return "Secrets(***)"

    def find(self, name: str) -> str | None:
        """Return a secret by the name of its variable; the environment comes before the file. Raises DeliveryError."""
        found = self._variables.get(name) or self._from_file().get(name)
        if found:
            self._given.update(_parts(found))
        return found or None

    def need(self, name: str) -> str:
        """Return a secret. Raises DeliveryError where there is none."""
        found = self.find(name)
        if not found:
            raise DeliveryError("the variable {name} is not set; set it, or put it into the file that {file} names",
                                name=name, file=FILE)  # fmt: skip
        return found

    def hidden(self, text: object) -> str:
        """Return a text with each secret that was asked for, and each part of one, replaced by `***`."""
        said = str(text)
        for secret in sorted(self._given, key=len, reverse=True):
            said = said.replace(secret, "***")
        return said

    def _from_file(self) -> dict[str, str]:
        if self._kept is None:
            given = self._variables.get(FILE)
            self._kept = _read(Path(given)) if given else {}
        return self._kept


def _parts(secret: str) -> set[str]:
    """Return a secret and the parts of an address that let somebody in: of the path, before `@`, and behind `?`."""
    found = {secret, secret.strip()}
    with suppress(ValueError):
        address = urlsplit(secret.strip())
        inside = {*re.split("[:@]", address.netloc)[:-1], *(value for _, value in parse_qsl(address.query))}
        inside |= {part for part in address.path.split("/") if re.search("[0-9]", part) or len(part) >= LONGEST_WORD}
        if address.scheme:
            parts = inside | set(map(unquote, inside)) | {address.query}
            found |= {part for part in parts if len(part) >= SHORTEST}
    return found


def _read(path: Path) -> dict[str, str]:
    """Return the secrets in a file. Raises DeliveryError where others may read it, or where it holds none."""
    from tomllib import TOMLDecodeError, loads

    try:
        with open(path, "rb", opener=without_waiting) as file:
            found = os.fstat(file.fileno())
            check_regular(found)
            _check_mode(found, path)
            content = file.read(MAX_BYTES)
        kept = loads(content.decode())
    except OSError as error:
        raise DeliveryError("{file}: cannot be read: {why}; correct {name}",
                            file=typed(path), why=reason(error), name=FILE) from None  # fmt: skip
    except (TOMLDecodeError, UnicodeDecodeError):
        raise DeliveryError(NO_TOML, file=typed(path)) from None
    if not all(isinstance(value, str) for value in kept.values()):
        raise DeliveryError(NO_TOML, file=typed(path))
    return kept


NO_TOML = '{file}: no file of secrets; write one line for each: PLANTRACK_SMTP_PASSWORD = "…"'


def _check_mode(found: os.stat_result, path: Path) -> None:
    try:
        check_private(found)
    except PermissionError:
        raise DeliveryError(
            "{file}: others may read the secrets in it; make it yours alone with `chmod 600`", file=typed(path)
        ) from None

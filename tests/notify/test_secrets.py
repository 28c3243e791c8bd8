"""Secrets: where they come from, who may read them, and that nothing tells them."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantrack.errors import DeliveryError
from plantrack.notify.secrets import Secrets

NAME = "PLANTRACK_SMTP_PASSWORD"


def kept(folder: Path, content: bytes, mode: int = 0o600) -> dict[str, str]:
    """Return the variables where the secrets are in a file."""
    file = folder / "secrets.toml"
    file.write_bytes(content)
    file.chmod(mode)
    return {"PLANTRACK_SECRETS": str(file)}


def refused(variables: dict[str, str]) -> str:
    """Return why there is no secret."""
    with pytest.raises(DeliveryError) as error:
        Secrets(variables).need(NAME)
    return str(error.value)


def test_from_a_variable() -> None:
    """The environment comes first."""
    assert Secrets({NAME: "geheim"}).need(NAME) == "geheim"
    assert Secrets({}).find(NAME) is Secrets({NAME: ""}).find(NAME) is None


def test_from_a_file(tmp_path: Path) -> None:
    """A file has what is set nowhere else."""
    variables = kept(tmp_path, f'# of the office\n{NAME} = "aus der Datei"\nOTHER = "x"\n'.encode())
    assert Secrets(variables).need(NAME) == "aus der Datei"
    assert Secrets({NAME: "set", **variables}).need(NAME) == "set"


def test_nowhere() -> None:
    """It is said where it could be put."""
    assert refused({}) == (
        "the variable PLANTRACK_SMTP_PASSWORD is not set; set it, or put it into the file that PLANTRACK_SECRETS names"
    )


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o610])
def test_a_file_that_others_may_read(tmp_path: Path, mode: int) -> None:
    """It is not read at all."""
    file = tmp_path / "secrets.toml"
    assert refused(kept(tmp_path, f'{NAME} = "x"'.encode(), mode)) == (
        f"{file}: others may read the secrets in it; make it yours alone with `chmod 600`"
    )


@pytest.mark.parametrize("content", [b"geheim", b"\xff", b"PLANTRACK_SMTP_PASSWORD = 7", b'[a]\nb = "geheim"'])
def test_a_file_that_holds_none(tmp_path: Path, content: bytes) -> None:
    """What stands in it is not told."""
    assert refused(kept(tmp_path, content)) == (
        f'{tmp_path}/secrets.toml: no file of secrets; write one line for each: PLANTRACK_SMTP_PASSWORD = "…"'
    )


def test_no_file(tmp_path: Path) -> None:
    """A file that is not there, or a folder, is named with the reason."""
    assert refused({"PLANTRACK_SECRETS": str(tmp_path / "none")}) == (
        f"{tmp_path}/none: cannot be read: No such file or directory; correct PLANTRACK_SECRETS"
    )
    assert "cannot be read" in refused({"PLANTRACK_SECRETS": str(tmp_path)})


def test_hidden() -> None:
    """Not the address as a whole, nor the parts of it that let somebody in; the server's name is no secret."""
    secrets = Secrets({"URL": "https://user:letmein@qyapi.example.org/hook/0a1b2c3d%2Fe?key=693a91f6-7aoc&v=1"})
    secrets.need("URL")
    told = (
        "https://user:letmein@qyapi.example.org/hook/0a1b2c3d%2Fe?key=693a91f6-7aoc&v=1 said: 0a1b2c3d/e is wrong,"
        " 693a91f6-7aoc of qyapi.example.org is v=1, hook, letmein"
    )
    assert secrets.hidden(told) == "*** said: *** is wrong, *** of qyapi.example.org is v=1, hook, ***"
    assert "693a91f6" not in repr(secrets)

"""The channels that send nothing: shown, or written into a folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from notify_support import CONTACTS, HOSTILE, World, letter

from plantrack.errors import DeliveryError
from plantrack.notify.channels import open_channel


def test_shown(tmp_path: Path) -> None:
    """A message to paste into a chat, with a blank line after it; nothing hidden comes with it."""
    world = World(tmp_path)
    channel = open_channel("text", CONTACTS, world.around())
    assert channel.send(letter(text="a\nb\x1b[31m\n")).to == ("text",)
    assert world.shown == ["a\nb\\x1b[31m\n"]


def test_a_file_per_unit(tmp_path: Path) -> None:
    """It bears the unit's name, and whom in it the message is for."""
    channel = open_channel("files:out", CONTACTS, World(tmp_path).around())
    sent = [
        channel.send(letter(text="lead")),
        channel.send(letter("stic", "superior", text="superior")),
        channel.send(letter("fund", text="**fund**", subject=HOSTILE)),
    ]
    channel.close()
    assert [receipt.to for receipt in sent] == [
        (f"{tmp_path}/out/stic.txt",), (f"{tmp_path}/out/stic-superior.txt",), (f"{tmp_path}/out/fund.txt",),
    ]  # fmt: skip
    assert {path.name: path.read_text("utf-8") for path in (tmp_path / "out").iterdir()} == {
        "stic.txt": "lead\n",
        "stic-superior.txt": "superior\n",
        "fund.txt": "**fund**\n",
    }


def test_nothing_is_replaced(tmp_path: Path) -> None:
    """What was written before may not have been read yet; the same again is there already."""
    channel = open_channel("files:.", CONTACTS, World(tmp_path).around())
    for text in ("a", "b", "a", "c", "b"):
        channel.send(letter(text=text))
    assert sorted((path.name, path.read_text("utf-8")[-2]) for path in tmp_path.iterdir()) == [
        ("stic-2.txt", "b"), ("stic-3.txt", "c"), ("stic.txt", "a"),
    ]  # fmt: skip


@pytest.mark.parametrize("unit", ["../x", "/x", "a/b", "..", ""])
def test_strange_units(tmp_path: Path, unit: str) -> None:
    """No name of a unit leads out of the folder."""
    (receipt,) = open_channel("files:out", CONTACTS, World(tmp_path).around()).send(letter(unit)).to
    assert Path(receipt).parent == tmp_path / "out"


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A folder that is a file, belongs to a plan or has no name that fits is refused for this message alone."""
    (tmp_path / "file").write_text("")
    (tmp_path / "plan.yaml").write_text("")
    found = {}
    for folder in ("file", "journal", "x" * 300):
        with pytest.raises(DeliveryError) as error:
            open_channel(f"files:{folder}", CONTACTS, World(tmp_path).around()).send(letter())
        found[folder] = str(error.value).replace(str(tmp_path), "HERE")
    assert found == {
        "file": "HERE/file/stic.txt: cannot be written: File exists",
        "journal": "HERE/journal/stic.txt belongs to a plan or to git; write the output to another file",
        "x" * 300: f"HERE/{'x' * 300}: File name too long; name another folder",
    }

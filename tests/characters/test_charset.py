"""The ladder of charsets, and what is said where none fits."""

from __future__ import annotations

import codecs

import pytest

from plantrack.characters.charset import common, decoded
from plantrack.errors import PlanError, UsageError

SIMPLE = "关于做好今年重点工作的通知，请各单位认真落实，按时报告进展情况。"
TRADITIONAL = "關於做好今年重點工作的通知，請各單位認真落實，按時報告進展情況。"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (SIMPLE.encode(), "utf-8"), (SIMPLE.encode("utf-8-sig"), "utf-8"), (SIMPLE.encode("gb18030"), "gb18030"),
        (SIMPLE.encode("utf-16"), "utf-16"), (codecs.BOM_UTF16_BE + SIMPLE.encode("utf-16-be"), "utf-16"),
        ((SIMPLE + "\n").encode("utf-16-le"), "utf-16"), (SIMPLE.encode("utf-32"), "utf-32"),
    ],
)  # fmt: skip
def test_found(content: bytes, encoding: str) -> None:
    """Each charset is found by its bytes."""
    found = decoded(content)
    assert (found.text.strip(), found.encoding, found.warnings) == (SIMPLE, encoding, ())


def test_traditional() -> None:
    """Big5 is told from GB18030 by how common the characters are, and warned about."""
    big, gb = decoded(TRADITIONAL.encode("big5")), decoded(TRADITIONAL.encode("gb18030"))
    assert (big.text, big.encoding, len(big.warnings)) == (TRADITIONAL, "big5", 1)
    assert (gb.text, gb.encoding, gb.warnings) == (TRADITIONAL, "gb18030", ())


def test_damaged() -> None:
    """A few broken bytes do not make a text unreadable; they are counted."""
    found = decoded((SIMPLE * 20).encode()[:-1])
    assert (found.encoding, [str(said) for said in found.warnings]) == (
        "utf-8", ["read as utf-8; 1 characters are damaged and became \ufffd"],
    )  # fmt: skip


def test_told() -> None:
    """A named encoding is taken, and a page called gb2312 may hold all of GB18030."""
    assert decoded("镕、①".encode("gb18030"), "gb2312").text == "镕、①"


@pytest.mark.parametrize("name", ["klingon", "hex"])
def test_no_encoding(name: str) -> None:
    """What is no encoding of text is wrong usage."""
    with pytest.raises(UsageError, match=f"there is no encoding '{name}'; try utf-8, gb18030, big5 or utf-16"):
        decoded(b"61", name)


def test_wrong_encoding() -> None:
    """Bytes that do not fit are told with their place."""
    with pytest.raises(PlanError, match="not utf-8 at byte 0; leave out --encoding to have it found, or name another"):
        decoded(SIMPLE.encode("gb18030"), "utf-8")


@pytest.mark.parametrize("content", [bytes(range(256)) * 40, b"\xff\x80\x81\xfe" * 900])
def test_rubbish(content: bytes) -> None:
    """Bytes that are no text."""
    with pytest.raises(PlanError, match="this is no text"):
        decoded(content)


def test_common() -> None:
    """Real text is made of common characters, misread text is not."""
    misread = SIMPLE.encode().decode("gb18030", "replace")
    assert (common(SIMPLE), common("plain"), common(misread) < 0.75) == (1.0, 1.0, True)

"""Damaged documents of every format: read, or refused with a sentence, in little time."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from functools import partial

import pytest
from counting import calls
from handmade import numbered, paragraph, pdf, pdf_of, word
from hypothesis import given, settings
from hypothesis import strategies as st

from plantrack.documents.formats import read_source
from plantrack.documents.parse import parse_document
from plantrack.errors import PlanError


def stored(packed: bytes) -> bytes:
    """Return a zip file whose parts are not compressed, so that damage reaches what is in them."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as whole, zipfile.ZipFile(file, "w") as archive:
        for name in whole.namelist():
            archive.writestr(zipfile.ZipInfo(name), whole.read(name))
    return file.getvalue()


LIST = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
CELL = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr>{paragraph("任务")}</w:tc>'
WORD = word(
    numbered("建设学校12所。（教育局牵头）", 1) * 3 + f"<w:tbl><w:tr>{CELL}{CELL}</w:tr></w:tbl>", numbering=LIST
)
PAGE = (
    '<html><head><meta charset="gb2312"><title>2026年工作计划</title></head><body><table><tr><td rowspan="2" colspan=3>'
    "一、任务</td><td>1</td></tr></table><ol type=a start=3><li value=9>建设学校12所。</li></ol><p>二、修路</p></html>"
)
FORM = (
    b"<< /Subtype /Form /BBox [0 0 1 1] /Resources << /Font << /F1 3 0 R >> >> /Length 32 >>\nstream\n"
    b"BT /F1 9 Tf (abcdefghijkl) Tj ET\nendstream"
)
SEEDS = {
    "packed.docx": WORD,
    "stored.docx": stored(WORD),
    "text.pdf": pdf([["一、建设学校12所。", "二、修建公路，2026年9月底前完成。（教育局牵头）"]]),
    "form.pdf": pdf_of(b"<< /Length 6 >>\nstream\n/X1 Do\nendstream", FORM),
    "page.html": PAGE.encode(),
    "old.html": PAGE.encode("gb18030"),
}
TOKENS = (
    b"", b"\0", b"\xff", b"<", b">", b"/", b"<<", b"<!--", b'"', b"-1", b" 0 R", b"%1", b"9" * 20, b"9" * 5_000,
)  # fmt: skip
DAMAGE = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 60), st.sampled_from(TOKENS) | st.binary(max_size=9)), max_size=6
)
MOST = 1_000_000
"""Function calls that reading one takes at most, however it is damaged: those of about a second."""


def damaged(content: bytes, damage: list[tuple[float, int, bytes]]) -> bytes:
    """Return a document in which bytes are replaced by others, at places told as a share of its length."""
    for where, gone, instead in damage:
        place = int(where * len(content))
        content = content[:place] + instead + content[place + gone :]
    return content


def read(content: bytes, name: str) -> None:
    """Read a document as far as it goes."""
    with suppress(PlanError):
        parse_document(read_source(content, name))


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=60)
@given(damage=DAMAGE)
def test_damaged(name: str, damage: list[tuple[float, int, bytes]]) -> None:
    """Whatever is damaged, nothing but a PlanError comes of it, and with little work."""
    assert calls(partial(read, damaged(SEEDS[name], damage), name)) < MOST


@pytest.mark.parametrize("name", SEEDS)
def test_cut(name: str) -> None:
    """A document that was cut off anywhere."""
    for end in range(0, len(SEEDS[name]), 7):
        read(SEEDS[name][:end], name)


@pytest.mark.parametrize("name", SEEDS)
def test_whole(name: str) -> None:
    """Undamaged, each of them is read."""
    assert read_source(SEEDS[name], name).text

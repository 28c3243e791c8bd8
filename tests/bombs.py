"""Small documents that ask for far more work than they hold: they unpack, repeat, nest and refer without end."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

from handmade import numbered, paragraph, pdf_of, word

_LIST = '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'


def _level(place: int, frame: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="lowerLetter"/>'
        f'<w:lvlText w:val="{frame}"/></w:lvl>'
    )


def _numbered(levels: str, lists: str = _LIST) -> bytes:
    """Return a Word file with 400 numbered paragraphs."""
    return word(
        numbered("一", 1) * 400, numbering=f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>{lists}'
    )


def _table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def _nested(depth: int, inner: str) -> bytes:
    return word("<w:tbl><w:tr><w:tc>" * depth + inner + "</w:tc></w:tr></w:tbl>" * depth)


def _entries(count: int) -> bytes:
    """Return a zip file whose list of parts has many entries that are all the same."""
    entry = struct.pack("<4s4B4H3L5H2L", b"PK\1\2", 20, 3, 20, *[0] * 8, 1, *[0] * 6) + b"a"
    first, size = 30, len(entry) * count
    end = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, first)
    end += struct.pack("<4sLQL", b"PK\6\7", 0, first + size, 1)
    return (
        b"PK\3\4"
        + bytes(26)
        + entry * count
        + end
        + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, *[0xFFFF] * 2, *[0xFFFFFFFF] * 2, 0)
    )


def _deflated(data: bytes, filters: str = "/FlateDecode", more: str = "") -> bytes:
    """Return the PDF stream of packed data."""
    packed = zlib.compress(data, 9)
    return f"<< {more} /Length {len(packed)} /Filter [{filters}] >>\nstream\n".encode() + packed + b"\nendstream"


def _drawings(texts: int, times: int, pages: int) -> bytes:
    """Return a PDF whose pages each draw one form of many texts again and again."""
    form = _deflated(
        b"BT /F1 10 Tf " + b"(a) Tj " * texts + b"ET",
        more="/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >> >>",
    )
    return pdf_of(_deflated(b"/X1 Do " * times), form, pages=pages)


def _page(inside: str) -> bytes:
    return f"<html>{inside}<p>一</p></html>".encode()


MERGED = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
DELETED = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>一二三四五六七八九</w:t></w:r></w:p>"
PLAN = "滨海市港航局2026年工作计划\n一、"
BOMBS: dict[str, Callable[[], bytes]] = {
    "figures.txt": (PLAN + "增长1%" * 100_000).encode,
    "owners.txt": (PLAN + "由市财政局牵头，完成改造，" * 10_000).encode,
    "figures.md": (PLAN + "增长1%，" * 80_000).encode,
    "numbers.html": (f"<p>{PLAN}" + "1、" * 200_000).encode,
    "tasks.txt": (PLAN + "民生\n" + "建设学校。\n" * 60_000 + "二、交通\n建设公路。").encode,
    "number-text.docx": lambda: _numbered(_level(0, "一" * 3_000_000)),
    "number-places.docx": lambda: _numbered(_level(0, "%1" * 40_000)),
    "number-letters.docx": lambda: _numbered(_level(0, "%1" * 500, start=9999)),
    "number-levels.docx": lambda: _numbered(
        "".join(_level(n, "") for n in range(60_000)),
        "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="1"/></w:num>' for n in range(50_000)),
    ),
    "merged-cells.docx": lambda: word(_table("<w:tc><w:p/></w:tc>", MERGED * 80_000)),
    "merged-rows.docx": lambda: word(_table(MERGED * 40_000, MERGED * 40_000)),
    "nested-tables.docx": lambda: _nested(75, paragraph("一" * 400_000)),
    "deleted-marks.docx": lambda: word(DELETED * 44_000),
    "styles.docx": lambda: word(
        paragraph("一") * 20_000,
        styles="".join(f'<w:style w:type="paragraph" w:styleId="{n}"/>' for n in range(200_000)),
    ),
    "attributes.docx": lambda: word("<w:p " + " ".join(f'a{n}=""' for n in range(600_000)) + "/>"),
    "runs.docx": lambda: word("<w:p>" + "<w:r><w:t>一</w:t></w:r>" * 120_000 + "</w:p>"),
    "entries.docx": lambda: _entries(1_000_000),
    "title-blanks.html": lambda: _page("<title>" + " " * 450_000 + "</title>"),
    "attributes.html": lambda: _page("<p " + " ".join(f"a{n}=1" for n in range(55_000)) + ">"),
    "attributes-behind.html": lambda: _page("<p a='>' " + " ".join(f"a{n}" for n in range(55_000)) + ">"),
    "spans.html": lambda: _page("<table>" + ("<tr>" + "<td rowspan=1000>一" * 60 + "<tr>" * 999) * 90 + "</table>"),
    "filters.pdf": lambda: pdf_of(_deflated(zlib.compress(b"0 g " * 18_000_000), "/FlateDecode /FlateDecode")),
    "run-lengths.pdf": lambda: pdf_of(_deflated(bytes(70_000_000), "/FlateDecode /RunLengthDecode")),
    "drawings.pdf": lambda: _drawings(300_000, 200, 1),
    "drawings-on-pages.pdf": lambda: _drawings(20_000, 1, 1500),
    "operators.pdf": lambda: pdf_of(_deflated(b"BT /F1 10 Tf " + b"0 0 Td " * 500_000 + b"ET")),
    "text.pdf": lambda: pdf_of(_deflated(b"BT /F1 10 Tf (" + b"a" * 4_000_000 + b") Tj ET")),
}

"""Documents made by hand for tests of `plantrack.documents.formats`: Word files and PDFs of given lines."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SIZE, _LEADING, _LEFT, _TOP = 16, 28, 90, 740


def word(body: str, *, numbering: str = "", styles: str = "", **parts: bytes) -> bytes:
    """Return a Word file with the XML of its body, of its lists and of its styles."""
    made = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
    }
    return packed({**{name: text.encode() for name, text in made.items()}, **parts})


def packed(parts: dict[str, bytes]) -> bytes:
    """Return a zip file of parts; the same parts give the same bytes at any time."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    """Return the XML of a paragraph."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def numbered(text: str, number: int, level: int = 0) -> str:
    """Return the XML of a paragraph that Word numbers."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """Return a PDF of pages of lines; an ideographic space at the beginning of a line moves it by a character."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects += [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo 5 0 R >>",
        b"<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>",
    ]
    kids = []
    for lines in pages:
        drawn = "\n".join(_drawn(line, n) for n, line in enumerate(lines)).encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _file(objects)


def pdf_of(contents: bytes, *forms: bytes, pages: int = 1) -> bytes:
    """Return a PDF whose pages all have the same contents, which may draw forms: /X1, /X2."""
    first = 5
    named = b" ".join(b"/X%d %d 0 R" % (n, first + n - 1) for n in range(1, len(forms) + 1))
    resources = b"<< /Font << /F1 3 0 R >> /XObject << %s >> >>" % named
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s >>" % resources
    kids = b" ".join(b"%d 0 R" % (first + len(forms) + n) for n in range(pages))
    return _file([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        contents, *forms, *[page] * pages,
    ])  # fmt: skip


def _drawn(line: str, n: int) -> str:
    across = _LEFT + _SIZE * (len(line) - len(line.lstrip("\u3000")))
    said = line.lstrip("\u3000").encode("gbk").hex()
    return f"BT /F1 {_SIZE} Tf {across} {_TOP - n * _LEADING} Td <{said}> Tj ET"


def _file(objects: list[bytes]) -> bytes:
    made, places = b"%PDF-1.4\n", []
    for n, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (n, content)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, rows, len(objects) + 1, len(made),
    )  # fmt: skip

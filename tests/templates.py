"""Papers of an office, as Word saves them: a red head, a footer, styles of its own, and places that are filled."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZipFile

from docx import Document
from docx.document import Document as Opened
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paper(*lines: str) -> Opened:
    """Return a document with the lines, margins of 30 mm, and a heading in a colour of its own."""
    document = Document()
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(document.sections[0], side, Mm(30))
    document.styles["Heading 1"].font.color.rgb = RGBColor(0, 0, 0xFF)
    for line in lines:
        document.add_paragraph(line)
    return document


def red_paper() -> bytes:
    """Return a paper with a red head, whose places Word has spread over runs, a header, and whom copies go to."""
    document = paper("科技创新局督查通报")
    head = document.paragraphs[0]
    head.alignment, head.runs[0].font.size = WD_ALIGN_PARAGRAPH.CENTER, Pt(36)
    head.runs[0].font.color.rgb = RGBColor(0xFF, 0, 0)
    issue = document.add_paragraph("第{{")
    for part in ("is", "sue}", "}期　{{ unit }}"):
        issue.add_run(part)
    place = document.add_paragraph()
    place.add_run("{{report}}").font.size = Pt(14)
    place.paragraph_format.first_line_indent = Pt(28)
    document.add_paragraph("抄送：各区")
    document.sections[0].header.paragraphs[0].text = "{{period}}"
    document.sections[0].footer.paragraphs[0].text = "{{date}}印发"
    return saved(document)


def saved(document: Opened) -> bytes:
    """Return the file of a document."""
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def changed(paper: bytes, part: str, old: str, new: str) -> bytes:
    """Return a paper with other words in a part."""
    return with_parts(paper, ((part, files(paper)[part].replace(old.encode(), new.encode(), 1)),))


def with_parts(paper: bytes, parts: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a paper with these parts in place of its own, or besides them."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in {**files(paper), **dict(parts)}.items():
            archive.writestr(name, content)
    return made.getvalue()


def related(paper: bytes, kind: str, target: str, *, outside: bool = True) -> bytes:
    """Return a paper whose text is related to something."""
    mode = ' TargetMode="External"' if outside else ""
    link = f'<Relationship Id="rIdX" Type="{kind}" Target="{target}"{mode}/></Relationships>'
    return changed(paper, "word/_rels/document.xml.rels", "</Relationships>", link)


def files(paper: bytes) -> dict[str, bytes]:
    """Return the parts of a paper."""
    with ZipFile(BytesIO(paper)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

"""The file: the paper that a report is written on, with its parts, its pictures and links, and the same bytes every time."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import UTC, date, datetime, time
from importlib import import_module
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from msgspec import Struct

from plantrack.archive import packed
from plantrack.errors import UsageError
from plantrack.extras import needs
from plantrack.render.charts import Picture
from plantrack.render.context import visible
from plantrack.render.docx import template
from plantrack.render.docx.blocks import paragraph, run
from plantrack.render.docx.layout import (
    EMU,
    NAMESPACES,
    STYLES,
    TWIP,
    fonts,
    identifier,
    page_setup,
    settings,
    style_of,
    styles,
)
from plantrack.render.docx.sheet import PageSetup, W, forget_first_page

DENSITY = 10
"""Pixels of a picture in each millimetre."""
LONGEST_PROPERTY = 255
LOCALES = {"zh": "zh-CN", "en": "en-GB"}
BODY_TEXT = "Body Text"
FEET = '<w:footerReference w:type="default" r:id="odd"/><w:footerReference w:type="even" r:id="even"/>'
_NUMBER = (
    '<w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    '<w:r><w:t xml:space="preserve"> —</w:t></w:r>'
)
"""The page number between its dashes."""
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


TEXT_STYLE = "ReportText"
_TEXT_STYLE = (
    f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{TEXT_STYLE}"><w:name w:val="Report Text"/><w:basedOn/>'
    "<w:qFormat/><w:pPr/><w:rPr/></w:style>"
)
_LOOKS = (
    (f"{W}pPr", ("pStyle", "rPr", "sectPr", "numPr", "framePr", "pPrChange")),
    (f"{W}r/{W}rPr", ("rStyle", "rPrChange")),
)
"""Where the look of a paragraph and of its text is, and what does not belong to it."""


class Properties(Struct, frozen=True):
    """What the file says about itself."""

    title: str
    author: str
    languages: Sequence[str]
    day: date


def plain_paper() -> bytes:
    """Return the paper of the standard, with a place for the report and nothing else."""
    place = paragraph(BODY_TEXT, run("{{report}}"))
    parts = {
        "styles": ("styles", styles()), "settings": ("settings", settings()), "fontTable": ("fontTable", fonts()),
        "odd": ("footer", f"<w:ftr {NAMESPACES}>{paragraph('Odd Footer', _NUMBER)}</w:ftr>"),
        "even": ("footer", f"<w:ftr {NAMESPACES}>{paragraph('Even Footer', _NUMBER)}</w:ftr>"),
    }  # fmt: skip
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, (kind, _) in parts.items()
    )
    related = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/relationships/{kind}" Target="{name}.xml"/>'
        for name, (kind, _) in parts.items()
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="text" Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="program" Type="{_OFFICE}/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>',
        "docProps/app.xml": f'<Properties xmlns="{_OFFICE}/extended-properties"><Application>plantrack</Application></Properties>',
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{place}{page_setup(FEET)}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>',
        **{f"word/{name}.xml": content for name, (_, content) in parts.items()},
    }
    return packed({name: content.encode() for name, content in files.items()})


class Package:
    """A document being written: pictures are embedded first, then the text is written to its place.

    `filled` are the places of a template that were filled, None without one. Raises PlanError for a template that
    cannot be used.
    """

    def __init__(self, paper: bytes | None, words: template.Words) -> None:
        self._document = (
            template.opened(paper) if paper is not None else needs("docx", "office").Document(BytesIO(plain_paper()))
        )
        filled, self._place = template.filled(self._document, words)
        self.filled = None if paper is None else filled
        self._setup = self._governing()
        self.sheet = PageSetup(self._setup)
        self._pictures = 0

    def _governing(self) -> Any:
        """Return the page setup of the place: of its own paragraph, of the next one that has any, or of the last pages."""
        body = self._document.element.body
        if (own := self._place.find(f"{W}pPr/{W}sectPr")) is not None:
            self._place.addnext(end := self._parsed(paragraph("End")))
            end.find(f"{W}pPr").append(own)
        for after in self._place.itersiblings():
            if after.tag == f"{W}sectPr":
                return after
            if (setup := after.find(f"{W}pPr/{W}sectPr")) is not None:
                return setup
        body.append(setup := self._parsed(page_setup("")))
        return setup

    @staticmethod
    def _parsed(xml: str) -> Any:
        from docx.oxml import parse_xml

        return parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>")[0]

    def section(self, *, landscape: bool) -> str:
        """Return the end of a run of pages."""
        from lxml import etree

        setup = self.sheet.landscape if landscape else self.sheet.upright
        return paragraph("End", form=etree.tostring(setup, encoding="unicode", with_tail=False))

    def embed(self, picture: Picture, width: int, height: int) -> str:
        """Return a run with a picture in a room of so many twips, and its alternative text; empty if it cannot be drawn."""
        try:
            draw = import_module("plantrack.render.charts.png").png
            image: bytes = draw(picture.svg, round(width / TWIP * DENSITY))
        except (ImportError, UsageError):
            return ""
        self._pictures += 1
        part = self._document.part
        _, drawn = part.get_or_add_image(BytesIO(image))
        emu = EMU / TWIP
        wide, high = drawn.scaled_dimensions(width=round(width * emu))
        share = min(1, height * emu / high)
        inline = part.new_pic_inline(BytesIO(image), int(wide * share), int(high * share))
        names = {"id": str(self._pictures), "name": visible(picture.name), "descr": visible(picture.alternative)}
        inline.docPr.attrib.update(names)
        inline.attrib.update(dict.fromkeys(("distT", "distB", "distL", "distR"), "0"))
        return f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>"

    def written(self, body: str, known: Properties) -> bytes:
        """Return the file with a text in its place."""
        from docx.oxml import parse_xml

        text = parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>")
        self._dress(text)
        last = text[-1].find(f"{W}pPr/{W}sectPr")
        followed = self._place.getnext() is not self._setup
        self._surround(text)
        if last is not None and followed:
            forget_first_page(self._setup)
        elif last is not None:
            self._setup.getparent().replace(self._setup, last)
        return self._saved(known)

    def _surround(self, text: Any) -> None:
        """Put what the paper says around a text, and the text in its place: moving the long text would take seconds."""
        body = self._document.element.body
        place = body.index(self._place)
        before, after = body[:place], body[place + 1 :]
        text.extend(after)
        for number, block in enumerate(before):
            text.insert(number, block)
        self._document.element.replace(body, text)

    def _dress(self, text: Any) -> None:
        """Give paragraphs the styles of the paper, and links their addresses."""
        names = dict(self._styles())
        for style in text.iter(f"{W}pStyle"):
            style.set(f"{W}val", names[style.get(f"{W}val")])
        related = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
        hyperlink = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        for link in text.iter(f"{W}hyperlink"):
            link.set(related, self._document.part.relate_to(link.get(related), hyperlink, is_external=True))

    def _styles(self) -> Iterator[tuple[str, str]]:
        """Yield our styles with the paper's own of the same name; one that it lacks is added."""
        kept = self._document.styles.element
        own = {one.find(f"{W}name").get(f"{W}val", "").lower(): one.get(f"{W}styleId")
               for one in kept.iter(f"{W}style") if one.find(f"{W}name") is not None}  # fmt: skip
        taken = {one.get(f"{W}styleId") for one in kept.iter(f"{W}style")}
        for style in STYLES:
            name = identifier(style.name)
            if style.name == BODY_TEXT:
                yield name, self._text_style(kept)
            elif style.name.lower() in own:
                yield name, own[style.name.lower()]
            else:
                kept.append(made := self._parsed(style_of(style)))
                made.set(f"{W}styleId", f"Report{name}" if name in taken else name)
                yield name, made.get(f"{W}styleId")

    def _text_style(self, kept: Any) -> str:
        """Return the style of the place; what its paragraph has of its own becomes a style based on that one."""
        form, look = (_own(self._place.find(path), less) for path, less in _LOOKS)
        based: str = needs("docx.text.paragraph", "office").Paragraph(self._place, self._document).style.style_id
        if not form and not look:
            return based
        kept.append(made := self._parsed(_TEXT_STYLE))
        made.find(f"{W}basedOn").set(f"{W}val", based)
        made.find(f"{W}pPr").extend(form)
        made.find(f"{W}rPr").extend(look)
        return TEXT_STYLE

    def _saved(self, known: Properties) -> bytes:
        """Return the file with its properties; nothing in it tells when or where it was made."""
        core, made = self._document.core_properties, BytesIO()
        core.title, core.author = known.title[:LONGEST_PROPERTY], known.author[:LONGEST_PROPERTY]
        core.last_modified_by = core.author
        core.language = ", ".join(LOCALES[language] for language in known.languages)
        core.created = core.modified = datetime.combine(known.day, time.min, UTC)
        self._document.save(made)
        with ZipFile(made) as archive:
            return packed({name: archive.read(name) for name in archive.namelist()})


def _own(look: Any, less: Sequence[str]) -> list[Any]:
    """Return copies of the properties of an element, without some."""
    return [] if look is None else [deepcopy(one) for one in look if one.tag not in [f"{W}{name}" for name in less]]

"""The file: its parts, properties and pictures, with the same bytes for the same content."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from importlib import import_module
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from plantrack.errors import UsageError
from plantrack.extras import needs
from plantrack.render.charts import Picture
from plantrack.render.context import visible
from plantrack.render.docx.blocks import paragraph
from plantrack.render.docx.layout import EMU, HEIGHT, NAMESPACES, WIDTH, fonts, settings, styles

PIXELS = WIDTH * 10
HIGHEST = (HEIGHT - 30) * EMU
"""The maximum height of a picture, which leaves room for its caption."""
LONGEST_PROPERTY = 255
LOCALES = {"zh": "zh-CN", "en": "en-GB"}
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


def _empty() -> BytesIO:
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
        "word/document.xml": f"<w:document {NAMESPACES}><w:body/></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>',
        **{f"word/{name}.xml": content for name, (_, content) in parts.items()},
    }
    return BytesIO(zipped({name: content.encode() for name, content in files.items()}))


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of the files in their order, without time stamps."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in files.items():
            entry = ZipInfo(name)
            entry.compress_type, entry.external_attr, entry.create_system = ZIP_DEFLATED, 0o600 << 16, 3
            archive.writestr(entry, content)
    return made.getvalue()


class Package:
    """A document being written: pictures are embedded first, then the text is written."""

    def __init__(self) -> None:
        self._document = needs("docx", "office").Document(_empty())
        self._pictures = 0

    def embed(self, picture: Picture) -> str:
        """Return a run with a picture as wide as the text, and its alternative text; empty if it cannot be drawn."""
        try:
            image: bytes = import_module("plantrack.render.charts.png").png(picture.svg, PIXELS)
        except (ImportError, UsageError):
            return ""
        self._pictures += 1
        part = self._document.part
        _, drawn = part.get_or_add_image(BytesIO(image))
        width, height = drawn.scaled_dimensions(width=WIDTH * EMU)
        share = min(1, HIGHEST / height)
        inline = part.new_pic_inline(BytesIO(image), int(width * share), int(height * share))
        names = {"id": str(self._pictures), "name": visible(picture.name), "descr": visible(picture.alternative)}
        inline.docPr.attrib.update(names)
        return f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>"

    def written(self, body: str, title: str, author: str, languages: list[str], day: date) -> bytes:
        """Return the file with that text; its properties name the author, the languages and the day."""
        from docx.oxml import parse_xml
        from docx.oxml.ns import qn

        text = parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>")
        text.append(text[-1].find(f"{qn('w:pPr')}/{qn('w:sectPr')}"))
        self._document.element.replace(self._document.element.body, text)
        known = self._document.core_properties
        known.title, known.author = title[:LONGEST_PROPERTY], author[:LONGEST_PROPERTY]
        known.last_modified_by = known.author
        known.language = ", ".join(LOCALES[language] for language in languages)
        known.created = known.modified = datetime.combine(day, time.min, UTC)
        made = BytesIO()
        self._document.save(made)
        with ZipFile(made) as archive:
            return zipped({name: archive.read(name) for name in archive.namelist()})

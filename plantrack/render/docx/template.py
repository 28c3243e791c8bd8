"""Papers of an office that reports are written on: what a template may hold, and the places in it that are filled.

A template is a Word file whose styles, header, footer and margins are used. The report goes to the paragraph that says
`{{report}}`. It holds text and pictures; what runs, or is fetched from elsewhere, is refused.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from plantrack.archive import Archive, packed
from plantrack.errors import PlanError
from plantrack.extras import needs
from plantrack.render.context import visible
from plantrack.render.docx.sheet import W
from plantrack.reports.links import is_web

REPORT = "report"
PLACES = (REPORT, "issue", "date", "period", "unit")
"""The places of a template: the report itself, and words about it."""
PLACE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
HARMLESS = frozenset({
    "officeDocument", "core-properties", "extended-properties", "custom-properties", "thumbnail", "styles",
    "stylesWithEffects", "settings", "webSettings", "fontTable", "font", "theme", "numbering", "header", "footer",
    "footnotes", "endnotes", "image", "customXml", "customXmlProps", "glossaryDocument", "printerSettings",
    "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people",
})  # fmt: skip
"""The kinds of parts that a template may have: nothing that runs, and no other document."""
FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF", "HYPERLINK", "="})
"""The fields that a template may have: none reads another file."""
UNWANTED = ("attachedTemplate", "mailMerge")
"""Settings by which Word would read other files; they are left out."""
_FETCHED = ("src", "{urn:schemas-microsoft-com:office:office}href")
_RUN = re.compile(r"\s*(=|\w*)")
_MOST_PARTS = 500
Words = Mapping[str, str | None]


def opened(content: bytes) -> Any:
    """Return the document of a template. Raises PlanError if it is none, or holds what a template may not hold."""
    archive = Archive(content)
    if len(archive.parts) > _MOST_PARTS:
        raise PlanError(
            "the template has more than {n} parts, as no paper of an office has; save it anew", n=_MOST_PARTS
        )
    files = {name: part for name, part in archive.files().items() if not name.endswith("/")}
    parts = Archive(content)
    for name in files:
        _check(name, parts)
    docx = needs("docx", "office")
    try:
        document = docx.Document(BytesIO(packed(files)))
        _without_unwanted(document)
        iter(document.styles)
    except (LookupError, ValueError, AttributeError, TypeError, RecursionError) as error:
        raise PlanError("the template is no Word document (.docx): {why}", why=visible(str(error))) from None
    return document


def _check(name: str, archive: Archive) -> None:
    """Raise PlanError for a part that runs, fetches something or links to another file."""
    if name.endswith(".rels"):
        for related in archive.xml(name):
            _check_related(related.get("Type", ""), related.get("Target", ""), related.get("TargetMode"))
    elif name.endswith(".xml"):
        root = archive.xml(name)
        for field in _fields(root):
            if (found := _RUN.match(field)) and found[1] and found[1].upper() not in FIELDS:
                raise PlanError("the template has a field {name}; page numbers are all it may have", name=found[1])
        if any(one.get(fetched) for one in root.iter() for fetched in _FETCHED):
            raise PlanError("the template has a picture that is elsewhere; insert the picture itself")


def _check_related(kind: str, target: str, mode: str | None) -> None:
    name, inside = kind.rpartition("/")[2], mode != "External"
    linked = name == "hyperlink" and (inside or is_web(target) or target.startswith("mailto:"))
    if not (linked or name == UNWANTED[0] or (inside and name in HARMLESS)):
        what = name if inside else f"{name} {target}"
        raise PlanError("the template holds {what}; text and pictures are all it may hold", what=what)


def _fields(root: Any) -> Iterator[str]:
    """Yield the instructions of fields, those of a field in another one apart."""
    unended: list[str] = []
    for one in root.iter(f"{W}fldSimple", f"{W}fldChar", f"{W}instrText"):
        kind = one.get(f"{W}fldCharType")
        if one.tag == f"{W}fldSimple":
            yield one.get(f"{W}instr", "")
        elif kind == "begin" or not unended:
            unended.append("")
        if one.tag == f"{W}instrText":
            unended[-1] += one.text or ""
        elif kind == "end":
            yield unended.pop()
    yield from unended


def _without_unwanted(document: Any) -> None:
    """Leave out what Word would read other files by, and what the paper says about itself."""
    package = document.part.package
    for name in [name for name, rel in package.rels.items() if rel.reltype.endswith("/core-properties")]:
        package.rels.pop(name)
    for part in package.iter_parts():
        for name in [name for name, rel in part.rels.items() if rel.reltype.endswith(UNWANTED[0])]:
            part.rels.pop(name)
        for found in [one for kind in UNWANTED for one in getattr(part, "element", ()) if one.tag == f"{W}{kind}"]:
            found.getparent().remove(found)


def filled(document: Any, words: Words) -> tuple[frozenset[str], Any]:
    """Fill the places with words about the report; return which there are, and the paragraph where the report goes.

    Raises PlanError for a place that there is not, and where the report has no place.
    """
    parts = [part.element for part in document.part.package.iter_parts() if hasattr(part, "element")]
    paragraphs = (one for part in parts for one in part.iter(f"{W}p"))
    found = [(one, names) for one in paragraphs if (names := _fill(one, words))]
    places = [one for one, names in found if REPORT in names]
    if len(places) != 1:
        raise PlanError("the template has {n} paragraphs that say {place}; write one for the report",
                        n=len(places), place=_place(REPORT))  # fmt: skip
    if places[0].getparent() is not document.element.body or PLACE.sub("", _said(_texts(places[0]))).strip():
        raise PlanError("{place} has no paragraph of its own; write it in one in the text of the template, outside tables and boxes",
                        place=_place(REPORT))  # fmt: skip
    return frozenset(name for _, names in found for name in names), places[0]


def _fill(paragraph: Any, words: Words) -> set[str]:
    """Fill the places of a paragraph, and return which it has."""
    texts = _texts(paragraph)
    found = list(PLACE.finditer(_said(texts)))
    for place in reversed(found):
        name = place[1]
        if name not in PLACES:
            raise PlanError("the template has a place {place}, which there is not; there are: {places}",
                            place=_place(name), places=tuple(map(_place, PLACES)))  # fmt: skip
        if name != REPORT:
            _replace(texts, place.span(), _word(name, words))
    return {place[1] for place in found}


def _word(name: str, words: Words) -> str:
    if (word := words[name]) is None:
        raise PlanError("the template has a place {place}, and this report has no number; give --issue N",
                        place=_place(name))  # fmt: skip
    return word


def _place(name: str) -> str:
    return f"{{{{{name}}}}}"


def _texts(paragraph: Any) -> list[Any]:
    """Return the texts of a paragraph, without those of a box that it anchors."""
    return [one for one in paragraph.iter(f"{W}t") if next(one.iterancestors(f"{W}p")) is paragraph]


def _said(texts: Sequence[Any]) -> str:
    return "".join(one.text or "" for one in texts)


def _replace(texts: Sequence[Any], span: tuple[int, int], word: str) -> None:
    """Put a word in the place of characters, which Word may have spread over several texts."""
    at, (first, last) = 0, span
    for one in texts:
        text = one.text or ""
        here, end = max(first - at, 0), min(last - at, len(text))
        if here < end:
            one.text = text[:here] + (word if at + here == first else "") + text[end:]
            one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        at += len(text)

"""The unit directory of a draft: the issuer and the units that the document names, under ids that can be changed."""

from collections.abc import Iterable, Iterator

from plantrack.documents.draft.writer import DraftWriter
from plantrack.documents.parsed_document import Duty, ParsedDocument
from plantrack.errors import message

ISSUER = "issuer"


class Directory:
    """Ids for the names of units: `issuer`, and `unit-1`, `unit-2` … in the order of the document."""

    issuer = ISSUER

    def __init__(self, parsed: ParsedDocument) -> None:
        self._ids: dict[str, str] = {parsed.issuer.strip(): ISSUER} if parsed.issuer else {}
        for duty in duties(parsed):
            for name in filter(None, map(str.strip, (*duty.lead, *duty.support, *duty.responsible))):
                self._ids.setdefault(name, f"unit-{len(self._ids) + 1 - (ISSUER in self._ids.values())}")

    def ids(self, names: Iterable[str]) -> list[str]:
        """Return the ids of names, each once."""
        return list(dict.fromkeys(self._ids[name] for name in map(str.strip, names) if name))

    def lines(self, parsed: ParsedDocument, writer: DraftWriter) -> Iterator[str]:
        """Yield the directory."""
        if len(self._ids) > 1:
            yield writer.note(message("The ids are counted; rename them here and below as you like."))
        yield "units:"
        if not parsed.issuer:
            yield "  " + writer.ask(message("the document does not name its issuer: whose plan is it?"))
            yield f"  {ISSUER}: {{zh: {writer.text('发布单位')}, en: {writer.text('Issuer')}}}"
        for name, unit in self._ids.items():
            yield f"  {unit}: {{zh: {writer.text(name)}, en: {writer.text(name)}}}"


def duties(parsed: ParsedDocument) -> Iterator[Duty]:
    """Yield the duties of every item and of its clauses."""
    for item in parsed.items:
        yield from (item.duty, *(clause.duty for clause in item.clauses))

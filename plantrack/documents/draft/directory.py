"""The unit directory of a draft: the issuer and the units that the document names, under ids that can be changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from plantrack.documents.draft.writer import DraftWriter
from plantrack.documents.parsed_document import Duty, ParsedDocument
from plantrack.errors import Message, message

ISSUER = "issuer"


class Directory:
    """Ids for the names of units: `issuer`, and `unit-1`, `unit-2` … in the order of the document.

    `people` are those who act for a unit, by its name; `doubts` are questions about units, by their names.
    """

    issuer = ISSUER

    def __init__(
        self,
        issuer: str | None,
        duties: Iterable[Duty],
        people: Mapping[str, Sequence[str]] = {},
        doubts: Mapping[str, Message] = {},
    ) -> None:
        self._issuer, self._people, self._doubts = issuer, people, doubts
        self._ids: dict[str, str] = {issuer.strip(): ISSUER} if issuer else {}
        for duty in duties:
            for name in filter(None, map(str.strip, (*duty.lead, *duty.support, *duty.responsible))):
                self._ids.setdefault(name, f"unit-{len(self._ids) + 1 - (ISSUER in self._ids.values())}")

    def ids(self, names: Iterable[str]) -> list[str]:
        """Return the ids of names, each once."""
        return list(dict.fromkeys(self._ids[name] for name in map(str.strip, names) if name))

    def lines(self, writer: DraftWriter) -> Iterator[str]:
        """Yield the directory."""
        if len(self._ids) > 1:
            yield writer.note(message("The ids are counted; rename them here and below as you like."))
        yield "units:"
        if not self._issuer:
            yield "  " + writer.ask(message("the document does not name its issuer: whose plan is it?"))
            yield f"  {ISSUER}: {{zh: {writer.text('发布单位')}, en: {writer.text('Issuer')}}}"
        for name, unit in self._ids.items():
            yield from (f"  {line}" for line in writer.ask_if(self._doubts.get(name)))
            people = ", ".join(map(writer.text, self._people.get(name, ())))
            acting = f", people: [{people}]" if people else ""
            yield f"  {unit}: {{zh: {writer.text(name)}, en: {writer.text(name)}{acting}}}"


def duties(parsed: ParsedDocument) -> Iterator[Duty]:
    """Yield the duties of every item and of its clauses."""
    for item in parsed.items:
        yield from (item.duty, *(clause.duty for clause in item.clauses))

"""The unit directory of a draft: the issuer and the units that are named, under ids that can be changed."""

from collections.abc import Iterable, Iterator

from plantrack.documents.draft.repeated import Asked
from plantrack.documents.draft.writer import DraftWriter
from plantrack.documents.owners.names import like_person
from plantrack.documents.parsed_document import Duty
from plantrack.documents.tables.row_owners import led_by_people
from plantrack.errors import message

ISSUER = "issuer"


class Directory:
    """Ids for the names of units: `issuer`, and `unit-1`, `unit-2` … in the order of the document.

    A person acts for the unit that is named beside; one who stands alone is a unit, and it is asked of which.
    """

    issuer = ISSUER

    def __init__(self, issuer: str | None, duties: Iterable[Duty]) -> None:
        self._issuer = issuer
        self._ids: dict[str, str] = {issuer.strip(): ISSUER} if issuer else {}
        self._people: dict[str, dict[str, None]] = {}
        self._alone: set[str] = set()
        for duty in duties:
            self._add(led_by_people(duty), {*map(str.strip, duty.people)})

    def _add(self, duty: Duty, people: set[str]) -> None:
        for name in filter(None, map(str.strip, (*duty.lead, *duty.support, *duty.responsible))):
            self._ids.setdefault(name, f"unit-{len(self._ids) + 1 - (ISSUER in self._ids.values())}")
            if name in people or like_person(name):
                self._alone.add(name)
        for name in map(str.strip, (duty.lead or duty.responsible)[:1]):
            acting = (person.strip() for person in duty.people if name not in people)
            self._people.setdefault(name, {}).update(dict.fromkeys(filter(None, acting)))

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
            if name in self._alone:
                asked = message("“{name}” is a person: of which unit?", name=name)
                yield from (f"  {line}" for line in writer.ask_each(Asked.PERSON, unit, asked))
            people = ", ".join(map(writer.text, [name] if name in self._alone else self._people.get(name, ())))
            yield f"  {unit}: {{{writer.named(name)}{f', people: [{people}]' if people else ''}}}"

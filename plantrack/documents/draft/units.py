"""The directory of units of a draft: the issuer, and whoever the document names, under ids that a person may change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plantrack.documents.draft.lines import Pad
from plantrack.documents.reading import Duty, Reading
from plantrack.errors import message

ISSUER = "issuer"


class Directory:
    """Ids for the names of units: `issuer`, and `unit-1`, `unit-2` … in the order of the document."""

    issuer = ISSUER

    def __init__(self, reading: Reading) -> None:
        self._ids: dict[str, str] = {reading.issuer.strip(): ISSUER} if reading.issuer else {}
        for duty in duties(reading):
            for name in filter(None, map(str.strip, (*duty.lead, *duty.support, *duty.responsible))):
                self._ids.setdefault(name, f"unit-{len(self._ids) + 1 - (ISSUER in self._ids.values())}")

    def ids(self, names: Iterable[str]) -> list[str]:
        """Return the ids of names, each once."""
        return list(dict.fromkeys(self._ids[name] for name in map(str.strip, names) if name))

    def lines(self, reading: Reading, pad: Pad) -> Iterator[str]:
        """Yield the directory."""
        if len(self._ids) > 1:
            yield pad.note(message("The ids are counted; rename them here and below as you like."))
        yield "units:"
        if not reading.issuer:
            yield "  " + pad.ask(message("the document does not name its issuer: whose plan is it?"))
            yield f"  {ISSUER}: {{zh: {pad.text('发布单位')}, en: {pad.text('Issuer')}}}"
        for name, unit in self._ids.items():
            yield f"  {unit}: {{zh: {pad.text(name)}, en: {pad.text(name)}}}"


def duties(reading: Reading) -> Iterator[Duty]:
    """Yield the duties of every item and of its clauses."""
    for item in reading.items:
        yield from (item.duty, *(clause.duty for clause in item.clauses))

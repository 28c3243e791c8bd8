"""What was copied between stores of journals, what differs between them, and what a server holds; as text and JSON."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo
from functools import reduce
from typing import TYPE_CHECKING

from msgspec.structs import asdict

from plantrack.errors import Message, message
from plantrack.journal.stores.lines import Total
from plantrack.model.history import DIGEST_BYTES
from plantrack.model.updates.base import minute_in
from plantrack.render.context import plain
from plantrack.render.envelope import dump

if TYPE_CHECKING:
    from plantrack.journal.postgresql.rights import Member
    from plantrack.journal.postgresql.stats import Stats
    from plantrack.journal.stores.chains import Chain
    from plantrack.journal.stores.comparing import Compared
    from plantrack.journal.stores.copying import Copied

SHOWN = 5
"""How many ids are named of those that differ."""
UNITS = ("B", "KiB", "MiB", "GiB", "TiB")


def copied(found: "Copied", source: str, target: str, language: str) -> str:
    """Return how much was copied, and what both sides hold now."""
    lines = [
        message("plans: {plans}; updates copied: {new}; left out: {out}", plans=found.plans, new=found.new,
                out=len(found.problems)),
        _total(source, found.source), _total(target, found.target),
    ]  # fmt: skip
    if found.same:
        lines.append(message("both sides hold the same"))
    elif not found.problems and found.target.updates > found.source.updates:
        lines.append(message("{target} has all of that, and more", target=target))
    else:
        lines.append(message("the two sides differ; see `plantrack journal verify`"))
    return _text(lines, language)


def compared(found: Sequence["Compared"], one: str, other: str, language: str) -> str:
    """Return what differs in each plan, and how many are the same."""
    lines = [line for plan in found if not plan.same for line in _differences(plan, one, other)]
    same = sum(plan.same for plan in found)
    lines.append(message("plans that are the same: {same} of {plans}", same=same, plans=len(found)))
    lines += [_total(one, _sum(plan.here for plan in found)), _total(other, _sum(plan.there for plan in found))]
    return _text(lines, language)


def _differences(found: "Compared", one: str, other: str) -> Iterator[Message]:
    for store, names in ((one, found.missing_here), (other, found.missing_there)):
        if names:
            known = {"plan": found.plan, "store": store, "n": len(names), "names": _first(names)}
            yield message("{plan}: missing in {store}: {n} ({names})", **known)
    if found.differing:
        known = {"plan": found.plan, "n": len(found.differing), "names": _first(found.differing)}
        yield message("{plan}: other words under the same id: {n} ({names})", **known)


def _first(names: Sequence[str]) -> tuple[str, ...]:
    """Return the first few ids."""
    return (*names[:SHOWN], *(["…"] if len(names) > SHOWN else []))


def checked(chains: Iterable["Chain"], server: str, language: str) -> str:
    """Return what is wrong with the chains of a server, and how many updates were read."""
    every = list(chains)
    lines = [message("{plan}: {said}", plan=chain.plan, said=fault) for chain in every for fault in chain.faults]
    known = {"server": server, "plans": len(every), "read": sum(chain.read for chain in every)}
    lines.append(
        message("{server}: plans: {plans}; updates checked: {read} of {n}", n=sum(c.n for c in every), **known)
    )
    if not any(chain.faults for chain in every):
        lines.append(message("every one is as it was committed, in that order"))
    return _text(lines, language)


def as_text(found: "Stats", server: str, language: str, zone: tzinfo) -> str:
    """Return the figures of a server, with moments in a time zone."""
    lines = [
        message("{server}: plans: {plans}; updates: {n}; on disk: {size}", server=server, plans=found.plans,
                n=found.updates, size=_size(found.size)),
    ]  # fmt: skip
    if found.first and found.last:
        first, last = (minute_in(datetime.fromisoformat(moment), zone) for moment in (found.first, found.last))
        lines.append(message("recorded from {first} to {last}", first=first, last=last))
    lines += [message("  {name}: {n}", name=name, n=n) for name, n in found.writers.items()]
    return _text(lines, language)


def as_json(found: "Stats", server: str) -> str:
    """Return the same as JSON."""
    return dump({"schema": "plantrack.journal-stats/1", "server": server, **asdict(found)})


def roles_as_json(found: Sequence["Member"], plan: str, server: str) -> str:
    """Return who has which rights in a plan, as JSON."""
    every = [asdict(member) for member in found]
    return dump({"schema": "plantrack.journal-roles/1", "server": server, "plan": plan, "roles": every})


def _total(store: str, total: Total) -> Message:
    digest = f"{total.digest:0{2 * DIGEST_BYTES}x}"
    return message("{store}: updates: {n}; digest {digest}", store=store, n=total.updates, digest=digest)


def _sum(totals: Iterable[Total]) -> Total:
    return reduce(Total.and_also, totals, Total())


def _size(size: int) -> str:
    power = max(0, (size.bit_length() - 1) // 10)
    return f"{size / 1024**power:.{1 if power else 0}f} {UNITS[power]}"


def _text(lines: Iterable[Message], language: str) -> str:
    return "".join(plain(line, language) + "\n" for line in lines)

"""Packing: what comes back of a snapshot is the same, and only what is asked for is unpacked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from msgspec.structs import replace
from strategies import journals
from support import journal

from plantrack.model import packing
from plantrack.model.packing import KINDS, pack, unpack
from plantrack.model.snapshot import HistorySnapshot
from plantrack.model.snapshot_maker import snapshot
from plantrack.model.state import ReferenceState, State
from plantrack.model.updates import AdoptedName, AnyUpdate, Measurement

LINES = """
    {"kind": "adopt", "on": "2024-01-15", "promises": {"1": {"due": "2024-06-15"}, "2": {}}, "terms": {"curve": {}},
     "units": {"stic": {"zh": "科创局", "en": "STIC"}}}
    {"kind": "report", "on": "2024-03-01", "ref": "1", "for": "2024-02", "percent": 40}
    {"kind": "assign", "on": "2024-03-02", "ref": "2", "lead": ["stic"], "source": "https://a.gov.cn/1"}
    {"kind": "reschedule", "on": "2024-03-03", "ref": "1", "step": "approve", "due": "2024-07-31", "source": "纪要"}
    {"kind": "measure", "on": "2024-03-05", "ref": "n", "value": 5, "unit": "家", "text": "5家"}
    {"kind": "notice", "on": "2024-03-06", "state": "sent", "unit": "smart", "level": "lead", "channel": "text",
     "matters": [{"cause": "overdue", "ref": "1", "due": "2024-03-05", "step": 1}]}
    {"kind": "ledger", "on": "2024-03-06", "unit": "fund", "for": "2024-02", "digest": "ab12", "changed": 3}
    {"kind": "acknowledge", "on": "2024-03-06", "ref": "1", "due": "2024-03-05"}
""".replace("\n     ", " ")


def unpacked(made: HistorySnapshot) -> HistorySnapshot:
    """Return a snapshot as it comes back."""
    head, parts = pack(made)
    return unpack(head, parts.__getitem__)


@given(updates=journals())
def test_a_snapshot_comes_back_the_same(updates: list[AnyUpdate]) -> None:
    """Every reference, every record that is kept whole, and what takes effect."""
    made = snapshot(updates)
    if made is None:
        return
    found = unpacked(made)
    for name in ("until", "known", "last", "approvals", "objected", "state"):
        assert getattr(found, name) == getattr(made, name), name
    assert (found.named(), found.gone(), found.steps()) == (made.named(), made.gone(), made.steps())


def test_lists_of_references() -> None:
    """What was adopted, what answers other periods, and what is kept, is told without unpacking any reference."""
    made = snapshot(journal(LINES))
    assert made
    found = unpacked(made).state
    assert (found.adopted(), found.answering()) == (["1", "2"], ["1"])
    assert [found.keeping(kind) for kind in KINDS] == [[], ["1"], ["n"], ["fund"], ["smart"], ["1"], ["stic"]]
    assert found.own() == {"", "1", "2", "fund", "n", "smart", "stic"}


def test_only_what_is_asked_for_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each reference once; a copy that is changed shares the others."""
    made = snapshot(journal(LINES))
    assert made
    asked: list[str] = []

    def counted(ref: str, packed: memoryview, days: list[date]) -> ReferenceState:
        asked.append(ref)
        return before(ref, packed, days)

    before = packing._unpacked  # noqa: SLF001 - what is counted
    monkeypatch.setattr(packing, "_unpacked", counted)
    found = unpacked(made).state
    changed = found.copy()
    changed.change("1").report_days = set()
    assert (changed.of("1").report_days, found.of("1").answers) == (set(), changed.of("1").answers)
    assert [*changed.all_kept(Measurement)] == [*made.state.all_kept(Measurement)]
    assert changed.of("9") == ReferenceState()
    assert (changed.of("n") is found.of("n"), changed.differing(found), asked) == (True, {"1"}, ["1", "n"])


def test_a_state_without_its_snapshot() -> None:
    """A packed state has nothing in common with another one: they may differ in everything."""
    made = snapshot(journal(LINES))
    assert made
    found = unpacked(made).state
    assert found.differing(State()) == {"", "1", "2", "fund", "n", "smart", "stic"}
    assert [*found.all_kept(AdoptedName)] == [*made.state.all_kept(AdoptedName)]


def test_a_number_that_is_too_large() -> None:
    """It cannot be packed, so no snapshot is kept."""
    made = snapshot([replace(one, value=10**30) for one in journal(LINES) if isinstance(one, Measurement)])
    assert made
    with pytest.raises(OverflowError):
        pack(made)

"""What every journal promises. `test_contract` stamps this suite onto each store."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta, timezone
from itertools import groupby
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import journals
from support import journal as updates_of

from plantrack.errors import JournalError
from plantrack.journal import Journal
from plantrack.model.history import History
from plantrack.model.updates import AnyUpdate, Report

EVERY_KIND = updates_of("""
    {"kind": "adopt", "on": "2024-09-18", "promises": {"6.6": {"due": "2024-11-16", "lead": ["stic"]}, "7": {"due": null}, "9": {"dropped": true}}, "reason": "印发", "source": "https://example.org/p"}
    {"kind": "report", "on": "2024-11-14", "ref": "6.6", "status": "in-progress", "percent": 62.5, "progress": "已开幕", "problem": "经费", "next": "闭幕", "source": "https://example.org/r"}
    {"kind": "report", "on": "2024-11-14", "ref": "6.6", "percent": 0}
    {"kind": "milestone", "on": "2024-11-14", "ref": "6.6.2", "state": "reached", "note": "开幕"}
    {"kind": "measure", "on": "2024-12-31", "ref": "contract-turnover", "value": 158025000000, "unit": "元", "text": "1580.25亿元", "period": "2024-01/2024-12", "published": "2025-01-20", "comparable": false}
    {"kind": "measure", "on": "2024-12-31", "ref": "growth", "value": 0.30000000000000004, "unit": "%", "qualifier": "近", "text": "近0.3%"}
    {"kind": "measure", "on": "2024-12-31", "ref": "most", "value": 999999999999999999000000000000, "unit": "元", "text": "999999999999999999万亿元"}
    {"kind": "assign", "on": "2024-11-14", "ref": "6.6", "lead": ["smart", "fund"], "support": []}
    {"kind": "reschedule", "on": "2024-11-14", "ref": "6.6", "step": "ask", "due": "2024-12-31", "reason": "场馆"}
    {"kind": "reschedule", "on": "2024-11-15", "ref": "6.6", "step": "approve", "due": "2024-12-31", "ask": "u09"}
    {"kind": "retract", "target": "u03", "reason": "误报"}
    """)  # noqa: E501 - one update per line, as in a journal
"""Updates of every kind, with every field that a kind has."""

WORDS = [
    "两行\n<<<<<<< HEAD\n=======",
    "\r\n\t\x00\x1b[31m\x7f",
    "\u202e倒\u2028行\u2029\ufeff",
    '引号" 反斜杠\\ {"kind": "report"}',
    "𠮷🚀",
    "——：，",
    "",
]
"""Texts that would break a careless format."""

stamped = settings(suppress_health_check=[HealthCheck.differing_executors, HealthCheck.too_slow])
"""A property may be inherited by the class of each store."""


def acts(updates: Iterable[AnyUpdate]) -> list[list[AnyUpdate]]:
    """Return the updates of each act, as commands would append them."""
    return [list(group) for _, group in groupby(sorted(updates, key=lambda u: u.act), key=lambda u: u.act)]


def kept(journal: Journal) -> list[AnyUpdate]:
    """Return what a journal holds in the order of ids, having made sure that nothing was wrong."""
    reading = journal.read()
    assert (reading.unknown, reading.problems) == ((), ())
    return sorted(reading.updates, key=lambda update: update.id)


def filled(journal: Journal, updates: Iterable[AnyUpdate]) -> Journal:
    """Return the journal with the updates appended act by act."""
    for act in acts(updates):
        journal.append(act)
    return journal


def changed(update: AnyUpdate, **fields: Any) -> AnyUpdate:
    """Return the update with other values in some fields."""
    return msgspec.structs.replace(update, **fields)


def reports(count: int, act: str = "a") -> list[Report]:
    """Return so many reports of one act."""
    first = next(update for update in EVERY_KIND if isinstance(update, Report))
    return [msgspec.structs.replace(first, id=f"{act}{number}", act=act) for number in range(count)]


class JournalContract(ABC):
    """The suite. A store says how to open a new, empty journal of its own."""

    @abstractmethod
    def opened(self) -> AbstractContextManager[Journal]:
        """Open an empty journal, and take it away afterwards."""

    def test_new(self) -> None:
        """A journal to which nothing was appended holds nothing, and reading it is no error."""
        with self.opened() as journal:
            assert kept(journal) == []

    def test_exclusive(self) -> None:
        """What is appended while nobody else may is kept."""
        with self.opened() as journal:
            with journal.exclusive():
                journal.append(EVERY_KIND[:1])
            journal.append(EVERY_KIND[1:2])
            assert kept(journal) == EVERY_KIND[:2]

    def test_every_kind(self) -> None:
        """An update of every kind, with every field, is read back equal."""
        with self.opened() as journal:
            assert kept(filled(journal, EVERY_KIND)) == EVERY_KIND

    @pytest.mark.parametrize("words", WORDS, ids=ascii)
    def test_words(self, words: str) -> None:
        """Whatever a person typed is read back as typed."""
        said = changed(EVERY_KIND[1], progress=words, by=words, problem=words)
        with self.opened() as journal:
            assert kept(filled(journal, [said, EVERY_KIND[2]])) == [said, EVERY_KIND[2]]

    def test_moment(self) -> None:
        """The moment of recording is kept to the microsecond, whatever zone it was given in."""
        shanghai = timezone(timedelta(hours=8))
        said = changed(EVERY_KIND[1], at=datetime(2024, 12, 30, 7, 59, 59, 999999, tzinfo=shanghai))
        with self.opened() as journal:
            assert [update.at for update in kept(filled(journal, [said]))] == [said.at]

    @stamped
    @given(updates=journals())
    def test_round_trip(self, updates: list[AnyUpdate]) -> None:
        """Any journal goes through the store unchanged."""
        with self.opened() as journal:
            assert kept(filled(journal, updates)) == updates

    @stamped
    @given(updates=journals(), data=st.data())
    def test_order(self, updates: list[AnyUpdate], data: st.DataObject) -> None:
        """In whatever order acts were appended, the journal tells the same state."""
        with self.opened() as journal:
            for act in data.draw(st.permutations(acts(updates))):
                journal.append(act)
            assert History(journal.read().updates).at() == History(updates).at()

    def test_act_whole(self) -> None:
        """An act of many updates is kept whole, beside those before and after it."""
        with self.opened() as journal:
            for act in (reports(1, "a"), reports(500, "b"), reports(1, "c")):
                journal.append(act)
            assert len(kept(journal)) == 502

    def test_act_refused(self) -> None:
        """When one update of an act cannot be kept, none of the act is, and what was there stays."""
        bad = changed(EVERY_KIND[1], id="bad", progress="\udcff")
        with self.opened() as journal:
            journal.append(reports(1))
            with pytest.raises(JournalError, match="nothing was recorded") as error:
                journal.append([*reports(2, "b"), bad, *reports(2, "c")])
            assert error.value.exit_code == 5
            assert kept(journal) == reports(1)

    def test_nothing(self) -> None:
        """To append no updates is no act."""
        with self.opened() as journal:
            journal.append([])
            assert kept(journal) == []

    def test_twice(self) -> None:
        """A line that is appended again may be there twice, or not: it counts once."""
        with self.opened() as journal:
            for update in EVERY_KIND * 2:
                journal.append([update])
            assert len(kept(journal)) in (len(EVERY_KIND), 2 * len(EVERY_KIND))
            assert History(journal.read().updates).at() == History(EVERY_KIND).at()

    def test_reading_changes_nothing(self) -> None:
        """To read again tells the same, and what was handed out is not the journal."""
        with self.opened() as journal:
            filled(journal, EVERY_KIND).read().updates.clear()
            assert kept(journal) == EVERY_KIND

    def test_places(self) -> None:
        """Where somebody asks, each update has a file and a line of its own; else nobody pays for it."""
        with self.opened() as journal:
            reading = filled(journal, EVERY_KIND).read(places=True)
            assert sorted(reading.places) == sorted(_ids(reading.updates)) == sorted(_ids(EVERY_KIND))
            assert len(set(reading.places.values())) == len(EVERY_KIND)
            assert all(line > 0 for _, line in reading.places.values())
            assert journal.read().places == {}


def _ids(updates: Sequence[AnyUpdate]) -> list[str]:
    return [update.id for update in updates]

"""Every command that writes, on a disk that fails at every call, byte and power cut.

What was acknowledged is there, no act is half there, and the next command works.
"""

from __future__ import annotations

import errno
import os
import re
import signal
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from cli_support import Bench, Run
from crashes.disk import Call, Disk, Kind, Rule, put, tree
from crashes.power import crashes, replay

from plantrack.errors import JournalError
from plantrack.journal import open_journal
from plantrack.model.updates import AnyUpdate

NOTE = "布展完成，“展位”售出九成"
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "update": ("update", "1.1", "--percent", "60", "--note", NOTE),
    "update of two": ("update", "1.1", "2", "--percent", "60", "--problem", NOTE),
    "update -": ("update", "-"),
    "done": ("done", "1.1.1", "2"),
    "done --reopen": ("done", "--reopen", "1.2"),
    "comment": ("comment", "1.1", NOTE),
    "measure": ("measure", "hnte-count", "2.5万家", "--period", "2024-01/2024-10"),
    "assign": ("assign", "1.1", "stic", "fund"),
    "adopt": ("adopt", "--reason", NOTE),
    "reschedule": ("reschedule", "2", "2025-01-31", "--reason", NOTE),
    "cancel": ("cancel", "1.1", "2", "--reason", NOTE),
    "approve": ("approve", "ASKED001", "ASKED002"),
    "refuse": ("refuse", "ASKED001", "ASKED002", "--reason", NOTE),
    "undo": ("undo",),
}
LINES = "".join(f'{{"ref": "{ref}", "percent": 41, "note": "{NOTE}"}}\n' for ref in ("1.1", "2"))
ASKED = {"kind": "request", "act": "ASKED000", "at": "2024-11-15T02:00:00.000Z", "by": "李静", "on": "2024-11-15"}
EARLIER = (
    {**ASKED, "id": "ASKED001", "ref": "1.1", "what": "extend", "due": "2024-12-20", "reason": "场馆"},
    {**ASKED, "id": "ASKED002", "ref": "1.1.1", "what": "extend", "due": "2024-12-10", "reason": "会签"},
    {"kind": "report", "id": "CLOSED01", "act": "CLOSED00", "at": "2024-11-15T03:00:00.000Z", "by": "刘洋",
     "on": "2024-11-15", "ref": "1.2", "status": "done"},
    {"kind": "report", "id": "CLOSED02", "act": "CLOSED00", "at": "2024-11-15T03:00:00.000Z", "by": "刘洋",
     "on": "2024-11-15", "ref": "2", "percent": 30},
)  # fmt: skip
NEXT = ("comment", "2", "后来")
CUT = "restore it from git, or delete it if it was cut off"
NOT_KNOWN = (
    r"error: plans/fairs/journal/2024-W47\S*\.jsonl: it is not known whether this was recorded: Input/output error; "
    r"`plantrack log` shows what was\n"
)
WIDE = 40
"""Every so many bytes of a write are a crash of the quick tests."""
FEW = ("update", "update -")
"""The commands of the quick tests: one that writes one record, and one that writes several."""
SHAPES = ("update", "update of two", "adopt", "undo")
"""The commands whose acts differ for a disk: one record, several, a long one, and one that names another."""
Acts = dict[str, frozenset[str]]


@pytest.fixture
def office(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A bench on which requests wait for an answer and something was reported; its plan is not as adopted."""
    monkeypatch.setenv("PLANTRACK_CACHE", str(bench.here / "cache"))
    monkeypatch.setenv("PLANTRACK_LANG", "en")
    bench.write(*EARLIER, week="2024-W46")
    bench.edit(
        "en: Issue measures}, kind: deliverable, due: 2024-12-31", "en: Measures}, kind: deliverable, due: 2024-12-30"
    )
    bench.run("status")
    return bench


def acts(journal: Path) -> Acts:
    """Return the ids of the records of each act that is kept; there is no problem but lines that were cut off."""
    reading = open_journal(journal).read()
    assert [one for one in reading.problems if CUT not in one.text()] == []
    assert reading.unknown == ()
    named = {one.act for one in reading.updates}
    return {name: frozenset(one.id for one in reading.updates if one.act == name) for name in named}


class Case:
    """A command that was run once on a disk that is well: what it called, and what is kept before and afterwards."""

    def __init__(self, office: Bench, name: str) -> None:
        self.office, self.words = office, COMMANDS[name]
        self.start, self.before = tree(office.here), acts(office.journal)
        self.done, self.calls = self.run()
        assert self.done.code == 0, self.done
        self.after = acts(office.journal)
        assert self.before.items() < self.after.items()

    def run(self, rule: Rule = lambda call: None) -> tuple[Run, list[Call]]:
        """Run the command on a disk of such a rule."""
        disk = Disk(self.office.here, rule)
        with disk.watched():
            return self.office.run(*self.words, given=LINES), disk.calls

    def again(self, rule: Rule) -> tuple[Run, Acts]:
        """Run the command from the start, and return the acts that are kept then."""
        put(self.office.here, self.start)
        done, _ = self.run(rule)
        return done, acts(self.office.journal)

    def holds(self, done: Run, kept: Acts) -> None:
        """Hold that the act is kept as a whole where the command says so, else nothing of it; and that it goes on."""
        new = [kept[act] for act in kept.keys() - self.before.keys()]
        whole = [len(self.after[act]) for act in self.after.keys() - self.before.keys()]
        assert self.before.items() <= kept.items()
        if done.code == 0:
            assert [len(ids) for ids in new] == whole
        else:
            assert (done.code, new) == (5, []), done
            assert "nothing was recorded: " in done.err
        self.goes_on(kept)

    def goes_on(self, kept: Acts) -> None:
        """Hold that the next command is done, and keeps what was there."""
        done = self.office.run(*NEXT)
        assert (done.code, done.out[:9]) == (0, "recorded:"), done
        later = acts(self.office.journal)
        assert kept.items() < later.items()
        assert len(later) == len(kept) + 1


@pytest.fixture(params=COMMANDS)
def case(request: pytest.FixtureRequest, office: Bench) -> Case:
    """Each command."""
    return Case(office, request.param)


@pytest.mark.parametrize("case", FEW, indirect=True)
def test_power_cuts(case: Case) -> None:
    """Killed or without power at any instant: what was told is there, no act is half there, the next one is kept."""
    crash_everywhere(case, WIDE)


@pytest.mark.slow
def test_power_cuts_at_every_byte(case: Case) -> None:
    """The same for every command, at every byte of every write; every twentieth crash is followed by a command."""
    assert crash_everywhere(case, 1, 20) > 200


def crash_everywhere(case: Case, step: int, further: int = 1) -> int:
    """Hold what every crash leaves; return how many there are."""
    found = [*crashes(case.start, case.calls, step)]
    for number, crash in enumerate(found):
        put(case.office.here, crash.tree)
        kept = acts(case.office.journal)
        least = case.after if crash.told else case.before
        assert least.items() <= kept.items() <= case.after.items(), crash.how
        if number % further == 0:
            case.goes_on(kept)
    return len(found)


@pytest.mark.parametrize("case", FEW, indirect=True)
def test_power_cut_after_a_kill(case: Case) -> None:
    """A command that was killed leaves nothing unsafe to the next one: what that one told outlasts a power cut."""
    for count in range(len(case.calls)):
        put(case.office.here, replay(case.start, case.calls[:count]))
        disk = Disk(case.office.here, calls=case.calls[:count])
        with disk.watched():
            assert case.office.run(*NEXT).code == 0
        kept = acts(case.office.journal)
        told = kept.items() - case.after.items()
        for crash in crashes(case.start, disk.calls, WIDE):
            put(case.office.here, crash.tree)
            assert not crash.told or told <= acts(case.office.journal).items(), (count, crash.how)


@pytest.mark.parametrize("case", FEW, indirect=True)
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO], ids=errno.errorcode.get)
def test_every_call_fails(case: Case, error: int) -> None:
    """Whichever call fails: the act is kept and said to be, or nothing of it is, and the next one is kept."""
    for place in range(sum(call.kind is not Kind.TOLD for call in case.calls)):
        case.holds(*case.again(failing(place, error)))


@pytest.mark.parametrize("case", FEW, indirect=True)
def test_interrupted(case: Case) -> None:
    """Ctrl-C at any call until the record is safe: nothing of it is kept, and the next one is."""
    for place in range(sum(call.kind is not Kind.TOLD for call in case.calls)):
        done, kept = case.again(raising(place, SystemExit(130)))
        assert (done.code, kept) == (130, case.before)
        case.goes_on(kept)


@pytest.mark.parametrize("case", FEW, indirect=True)
def test_what_cannot_be_taken_back(case: Case) -> None:
    """Where a record was written, cannot be made safe and cannot be removed either, nobody says that there is none."""
    done, kept = case.again(breaking())
    assert done.code == 5
    assert re.fullmatch(NOT_KNOWN, done.err), done.err
    assert len(kept) == len(case.before) + 1
    case.goes_on(kept)


def breaking() -> Rule:
    """Let everything fail after the first records were written."""
    written = False

    def rule(call: Call) -> None:
        nonlocal written
        if written:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        written = call.kind in (Kind.WRITE, Kind.RENAME) and ".jsonl" in (call.target or call.path)

    return rule


def failing(place: int, error: int) -> Rule:
    """Let one call fail, by its place among all."""
    return raising(place, OSError(error, os.strerror(error)))


def raising(place: int, error: BaseException) -> Rule:
    """Raise an exception in the place of a call."""
    before = iter(range(place + 1))

    def rule(call: Call) -> None:
        if next(before, None) == place:
            raise error

    return rule


@pytest.mark.parametrize("case", FEW, indirect=True)
def test_full_disk(case: Case) -> None:
    """However little room the disk has: the act is kept and said to be, or nothing of it is."""
    fill(case, WIDE)


@pytest.mark.slow
def test_full_disk_of_every_command(case: Case) -> None:
    """The same for every command."""
    fill(case, WIDE)


@pytest.mark.slow
@pytest.mark.parametrize("case", SHAPES, indirect=True)
def test_full_disk_at_every_byte(case: Case) -> None:
    """The same for every room, the act being written as the command does it; a command follows every fortieth."""
    folder, new = case.office.journal, case.after.keys() - case.before.keys()
    act = [one for one in open_journal(folder).read().updates if one.act in new]
    put(case.office.here, case.start)
    start, room, told = tree(folder), 0, False
    while not told:
        put(folder, start)
        told, calls = appended(case.office, act, with_room(room))
        kept = acts(folder)
        assert kept == (case.after if told else case.before), room
        if room % WIDE == 0:
            case.goes_on(kept)
        room += 1
    written = [call.content for call in case.calls if call.kind is Kind.WRITE and "journal" in call.path]
    assert [call.content for call in calls if call.kind is Kind.WRITE] == written
    assert room == sum(map(len, written)) + 1


def appended(office: Bench, act: Sequence[AnyUpdate], rule: Rule) -> tuple[bool, list[Call]]:
    """Write an act to the journal on a disk of a rule; return whether it is said to be kept, and what was called."""
    disk = Disk(office.here, rule)
    with disk.watched():
        try:
            open_journal(office.journal).append(act)
        except JournalError as error:
            assert "nothing was recorded" in str(error)  # noqa: PT017
            return False, disk.calls
    return True, disk.calls


def fill(case: Case, step: int) -> None:
    """Run the command on a disk with every `step`-th room for bytes, up to the first that is enough."""
    needed = sum(len(call.content) for call in case.calls)
    for room in (*range(0, needed, step), needed - 1, needed):
        done, kept = case.again(with_room(room))
        case.holds(done, kept)
        assert (done.code == 0) == (room == needed)


def with_room(room: int) -> Rule:
    """Let the disk take so many bytes and no more."""
    left = room

    def rule(call: Call) -> int | None:
        nonlocal left
        if call.kind is not Kind.WRITE:
            return None
        if not left:
            raise OSError(errno.ENOSPC, "No space left on device")
        written = min(left, len(call.content))
        left -= written
        return written

    return rule


@pytest.mark.parametrize("case", FEW, indirect=True)
def test_short_writes(case: Case) -> None:
    """Where the system writes byte by byte, everything is written all the same."""
    done, kept = case.again(lambda call: 1)
    assert done.code == 0
    case.holds(done, kept)


@pytest.mark.parametrize("case", FEW, indirect=True)
def test_signals(case: Case) -> None:
    """Signals that interrupt the calls of the system a thousand times a second change nothing."""
    with interrupted(0.001):
        done, kept = case.again(lambda call: None)
    assert done.code == 0
    case.holds(done, kept)


@contextmanager
def interrupted(every: float) -> Iterator[None]:
    """Interrupt this process every so many seconds with a signal that means nothing."""
    before = signal.signal(signal.SIGALRM, lambda *_: None)
    signal.setitimer(signal.ITIMER_REAL, every, every)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


DOCUMENT = "示例计划\n\n一、重点工作\n（一）办好展会。办好高交会。（责任单位：科创局）\n"
FILES: Mapping[str, tuple[str, ...]] = {
    "report -o": ("report", "-o", "new.md", "--plan", "fairs"),
    "report -o, again": ("report", "-o", "old.md", "--plan", "fairs"),
    "new": ("new", "expo-2025", "--title", "x", "--year", "2025"),
    "import": ("import", "expo.txt", "-o", "plans/expo-2024", "--year", "2024"),
    "import --force": ("import", "expo.txt", "-o", "plans/there-2024", "--year", "2024", "--force"),
}
HIDDEN = re.compile(r"(.*/)?\.[^/]+")
"""The path of a file that is not whole yet; it has another name once it is."""


@pytest.mark.parametrize("name", FILES)
def test_files(office: Bench, name: str) -> None:
    """Each file is the old or the new one at every instant, and once it was told, the new one is there."""
    (office.here / "expo.txt").write_text(DOCUMENT, "utf-8")
    (office.here / "old.md").write_text("old", "utf-8")
    assert office.run("import", "expo.txt", "-o", "plans/there-2024", "--year", "2024").code == 0
    start, disk = tree(office.here), Disk(office.here)
    with disk.watched():
        assert office.run(*FILES[name]).code == 0
    after = tree(office.here)
    for crash in crashes(start, disk.calls, WIDE):
        assert start.keys() <= crash.tree.keys(), crash.how
        for path, content in crash.tree.items():
            hidden = path not in after and HIDDEN.fullmatch(path)
            assert hidden or content in (start.get(path, b"?"), after.get(path, b"?")), crash.how
        assert not crash.told or after.items() <= crash.tree.items(), crash.how


@pytest.mark.parametrize("name", ["new", "import"])
def test_a_plan_whose_making_was_cut_off(office: Bench, name: str) -> None:
    """The same command makes it then, unless the plan is there, which was written last."""
    (office.here / "expo.txt").write_text(DOCUMENT, "utf-8")
    start, disk = tree(office.here), Disk(office.here)
    with disk.watched():
        assert office.run(*FILES[name]).code == 0
    after = tree(office.here)
    for crash in crashes(start, disk.calls, 5000):
        put(office.here, crash.tree)
        done = office.run(*FILES[name])
        there = next(path for path in after.keys() - start.keys() if path.endswith("plan.yaml"))
        assert done.code == (2 if there in crash.tree else 0), (done, crash.how)
        assert after.items() <= tree(office.here).items(), crash.how

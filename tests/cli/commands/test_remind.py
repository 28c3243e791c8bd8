"""The commands remind and ack: what is shown, what is recorded, and what is left when something breaks."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest
import time_machine
from cli_support import HOSTILE, INERT, Bench, command, environment

from plantrack.errors import DeliveryError
from plantrack.notify.message import OutgoingMessage, Receipt

FUND = """\
[red sheet] NSF Committee (lead unit): 1 matter, late or unanswered 1
Plan of the fairs, 18 November 2024
1. 1.2 Win exhibitors: no report for 2024-10, which was due on 2024-10-31.
   plantrack update 1.2 --for 2024-10
Without a terminal: fill in the ledger and send it back. `plantrack ack REF` confirms receipt.
"""
SUPERIOR = """\
[red sheet] NSF Committee (superior): 1 matter, late or unanswered 1
Plan of the fairs, 18 November 2024
1. 1.2 Win exhibitors: no report for 2024-10, which was due on 2024-10-31; lead: NSF Committee.
"""
TOLD = [
    ("fund", "lead", 1),
    ("stic", "lead", 4),
    ("fund", "superior", 1),
    ("stic", "superior", 4),
    ("stic", "office", 4),
]
"""Who is told of how much on the plan of the fairs, of which nothing was ever reported."""
MATTER = {"cause": "unreported", "ref": "1.2", "due": "2024-10-31", "step": 7, "period": "2024-10"}


def notices(bench: Bench) -> list[tuple[str, str, str, int]]:
    """Return the notices in the journal: how far, whom, at which level, and about how many things."""
    found = [record for record in bench.records() if record["kind"] == "notice"]
    return [(one["state"], one["unit"], one["level"], len(one["matters"])) for one in found]


class Failing:
    """A channel of the tests that keeps what it was given, and fails for some units."""

    def __init__(self, failures: dict[str, DeliveryError] | None = None) -> None:
        self.failures, self.given, self.closed = failures or {}, list[OutgoingMessage](), 0

    def send(self, message: OutgoingMessage) -> Receipt:
        """Take a message, unless its unit fails."""
        if failure := self.failures.get(message.unit):
            raise failure
        self.given.append(message)
        return Receipt()

    def close(self) -> None:
        """Count it."""
        self.closed += 1


def through(channel: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `remind` open a channel of the tests."""
    monkeypatch.setattr("plantrack.cli.delivery.channel_for", lambda *_: channel)


def test_a_dry_run(bench: Bench) -> None:
    """It shows each message as it would be sent, and writes nothing, not even a folder for its lock."""
    before = bench.files()
    done = bench.run("remind", "--dry-run", "--unit", "NSF", "--lang", "en")
    last = "would be told on 2024-11-18: 2 matters, in messages: 2\n"
    assert done == (0, f"{FUND}\n{SUPERIOR}\n{last}", "")
    assert bench.files() == before
    assert [*bench.journal.iterdir()] == [bench.journal / "2024-W38.jsonl"]


def test_told_and_not_told_again(bench: Bench) -> None:
    """The messages are printed, each is recorded before and after it, and a second run has nothing new to tell."""
    done = bench.run("remind", "fund", "--lang", "en")
    assert (done.code, done.out) == (4, "")
    done = bench.run("remind", "1.2", "--lang", "en", "--by", "陈静")
    office = FUND.splitlines()[1:3]
    office[1] = office[1].removesuffix(".") + "; lead: NSF Committee."
    head = "[red sheet] STI Bureau (office): 1 matter, late or unanswered 1"
    shown = [FUND, SUPERIOR, "\n".join([head, *office, ""])]
    assert done == (0, "\n".join([*shown, ""]), "told on 2024-11-18: 3 matters, in messages: 3\n")
    stamp = {"kind": "notice", "by": "陈静", "on": "2024-11-18"}
    rest = {"channel": "text", "matters": [MATTER]}
    assert bench.records() == [
        {**stamp, "state": state, "unit": unit, "level": level, **rest}
        for unit, level in (("fund", "lead"), ("fund", "superior"), ("stic", "office"))
        for state in ("sending", "sent")
    ]
    before = bench.files()
    again = bench.run("remind", "1.2", "--lang", "en")
    assert again == (0, "", "nobody is to be told anything new on 2024-11-18\n")
    assert bench.files() == before
    bench.run("remind")
    assert notices(bench)[6:] == [
        (state, unit, level, n - ("1.2" in done.out and (unit, level) == ("stic", "office")))
        for unit, level, n in TOLD
        if unit != "fund"
        for state in ("sending", "sent")
    ]


def test_undone(bench: Bench) -> None:
    """All notices of one run are taken back together, and told again."""
    first = bench.run("remind", "--lang", "en")
    undone = bench.run("undo", "--lang", "en").out
    assert undone.count("told by text") == len(
        {(one["unit"], one["level"]) for one in bench.records()[:-1] if one["kind"] == "notice"}
    )
    assert "being told" not in undone
    assert bench.run("remind", "--lang", "en") == first
    assert bench.run("remind", "--lang", "en").out == ""


def test_json(bench: Bench) -> None:
    """For machines: everything that would be told, or that another channel was given."""
    found = bench.json("remind", "--dry-run", "--unit", "fund", "--as-of", "2024-11-12")
    one = {
        **MATTER, "request": None, "repeat": False, "basis": None,
        "title": {"zh": "高交会招商", "en": "Win exhibitors"}, "days": 12, "lead": ["fund"], "missed": 1,
        "missed_since": "2024-10",
    }  # fmt: skip
    assert (found["as_of"], found["day_off"], found["adopted"]) == ("2024-11-12", False, True)
    assert found["messages"] == [
        {"unit": "fund", "level": level, "repeated": False, "colour": "red", "matters": [one]}
        for level in ("lead", "superior")
    ]
    assert bench.json("remind", "--dry-run", "--as-of", "2024-11-17")["day_off"]
    sent = bench.json("remind", "--via", "files:told", "--unit", "fund")
    assert [one["level"] for one in sent["messages"]] == ["lead", "superior"]
    assert sorted(path.name for path in (bench.here / "told").iterdir()) == ["fund-superior.txt", "fund.txt"]
    assert {record["channel"] for record in bench.records()} == {"files"}


def test_a_day_off(bench: Bench) -> None:
    """Nobody is told anything on a Sunday, or when nothing was adopted."""
    done = bench.run("remind", "--dry-run", "--as-of", "2024-11-17", "--lang", "en")
    assert done == (0, "2024-11-17 is a day off: nobody is told anything\n", "")
    (bench.journal / "2024-W38.jsonl").unlink()
    assert (
        bench.run("remind", "--dry-run", "--lang", "en").out
        == "nothing was adopted by 2024-11-18: nobody owes anything\n"
    )
    assert bench.json("remind", "--dry-run")["adopted"] is False


def test_what_is_below(bench: Bench) -> None:
    """The reference of a task stands for its subtasks and all milestones, too."""
    every = {one["ref"] for message in bench.json("remind", "--dry-run")["messages"] for one in message["matters"]}
    below = {one["ref"] for message in bench.json("remind", "1", "--dry-run")["messages"] for one in message["matters"]}
    assert below == {ref for ref in every if ref.startswith("1")} != every
    alone = bench.json("remind", "1.1.1", "--dry-run")["messages"]
    assert {one["ref"] for message in alone for one in message["matters"]} == {"1.1.1"}


def test_a_channel_fails(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are told; what was surely not sent is as if never tried, what may have been is marked as a repeat."""
    refused = DeliveryError("the address of {unit} is unknown", unit="fund")
    channel = Failing({"fund": refused})
    through(channel, monkeypatch)
    done = bench.run("remind", "--lang", "en")
    assert done.code == 5
    assert done.err == (
        "warning: NSF Committee was not told: the address of fund is unknown\n" * 2
        + "told on 2024-11-18: 12 matters, in messages: 3\n"
    )
    assert [one.unit for one in channel.given] == ["stic"] * 3
    assert [record["kind"] for record in bench.records()].count("retract") == 2
    channel.failures = {"fund": DeliveryError("no answer", uncertain=True)}
    assert bench.run("remind", "--lang", "en") == (5, "", "warning: NSF Committee was not told: no answer\n" * 2)
    channel.failures = {}
    assert bench.run("remind", "--lang", "en").code == 0
    assert bench.run("remind", "--lang", "en").code == 0
    assert (channel.closed, len(channel.given)) == (4, 5)
    assert [(one.unit, one.level, one.repeated) for one in channel.given[3:]] == [
        ("fund", "lead", True), ("fund", "superior", True),
    ]  # fmt: skip
    last = channel.given[3]
    assert last.subject == FUND.splitlines()[0] + " (may have been sent before)"
    assert last.text.splitlines()[2].endswith("2024-10-31 (may have been sent before).")
    assert (last.colour, last.people) == ("red", ("刘洋",))
    assert bench.records()[-1]["matters"] == [{**MATTER, "repeat": True}]


def test_wrong_usage(bench: Bench) -> None:
    """What is shown without a dry run, and a channel that there is not, are refused before anything is recorded."""
    before = bench.files()
    for words in (["--as-of", "2024-11-12"], ["--format", "json"], ["--via", "pigeon"]):
        done = bench.run("remind", *words)
        assert (done.code, done.out) == (2, ""), words
    assert bench.files() == before


def test_acknowledged(bench: Bench) -> None:
    """What was acknowledged is told to nobody; nothing is acknowledged twice; undone, it is told."""
    done = bench.run("ack", "1.2", "高交会招商", "1.1.1", "--note", HOSTILE, "--lang", "en")
    said = f"({INERT}), on 2024-11-18, by 刘洋"
    assert done.code == 0
    assert done.out.startswith(
        f"recorded: 1.2 Win exhibitors: acknowledged: report for 2024-10 ({INERT}); "
        f"1.1.1 Programme issued: acknowledged: due 2024-10-15 {said}"
    )
    assert [(one["kind"], one["ref"], one.get("due"), one.get("for")) for one in bench.records()] == [
        ("acknowledge", "1.2", None, "2024-10"), ("acknowledge", "1.1.1", "2024-10-15", None),
    ]  # fmt: skip
    assert bench.json("remind", "--dry-run", "1.2", "1.1.1")["messages"] == []
    again = bench.run("ack", "1.2", "--lang", "en")
    assert (again.code, again.out) == (2, "")
    assert bench.run("undo").code == 0
    assert len(bench.json("remind", "--dry-run", "1.2", "1.1.1")["messages"]) == 5


def test_acknowledged_requests(bench: Bench) -> None:
    """The office confirms a request that waits; a due date of which nobody is told yet is not confirmed with it."""
    bench.run("reschedule", "2", "2025-12-31", "--reason", "待批复", "--on", "2024-11-11")
    messages = bench.json("remind", "2", "--dry-run")["messages"]
    assert "request-unanswered" in {one["cause"] for message in messages for one in message["matters"]}
    assert bench.run("ack", "2", "--by", "王芳").code == 0
    assert bench.json("remind", "2", "--dry-run")["messages"] == []
    request, known = bench.records()[-2:]
    assert (request["kind"], known.get("due"), known["for"], len(known["requests"])) == (
        "request", None, "2024-10", 1,
    )  # fmt: skip
    ahead = bench.json("remind", "2", "--dry-run", "--as-of", "2024-12-31")["messages"]
    assert {(one["cause"], one["due"]) for message in ahead for one in message["matters"]} >= {
        ("due-soon", "2024-12-31")
    }
    assert bench.run("ack", "2").code == 0
    assert bench.records()[-1]["due"] == "2024-12-31"


def test_whoever_asks_does_not_acknowledge_that(bench: Bench) -> None:
    """The office is reminded of the request as before."""
    bench.run("reschedule", "2", "2025-12-31", "--reason", "待批复", "--on", "2024-11-11")
    assert bench.run("ack", "2").code == 0
    assert "requests" not in bench.records()[-1]
    (message,) = bench.json("remind", "2", "--dry-run")["messages"]
    assert [one["cause"] for one in message["matters"]] == ["request-unanswered"]
    assert bench.run("ack", "2", "--lang", "en").err.startswith("error: nothing of 2 is left to acknowledge")


def test_shown_with_the_task(bench: Bench) -> None:
    """`show` lists what was told about the task alone, once for each message; `log` has both records."""
    bench.run("remind", "--lang", "en")
    bench.run("ack", "1.2")
    shown = [one for one in bench.json("show", "1.2")["history"] if one["kind"] in ("notice", "acknowledge")]
    assert [(one["kind"], one.get("level"), one.get("matters")) for one in shown] == [
        ("notice", "lead", [MATTER]), ("notice", "superior", [MATTER]), ("notice", "office", [MATTER]),
        ("acknowledge", None, None),
    ]  # fmt: skip
    log = bench.run("log", "1.2", "--lang", "en").out
    assert "NSF Committee (lead unit) being told by text: 1.2 report for 2024-10 missing" in log
    assert "NSF Committee (lead unit) told by text: 1.2 report for 2024-10 missing" in log
    log = bench.run("log", "1.2", "--lang", "zh").out
    assert "正在提醒基金委（牵头单位，渠道text）：1.2 2024-10应报未报" in log
    assert "已提醒基金委（牵头单位，渠道text）：1.2 2024-10应报未报" in log


REPORTED = """\
Reminders
Reminded of: 2; not answered since: 1. Leads and due dates are assumed unless noted.
No. | What | Reminder | Told | First on | Last on | Times | Answered on | Answer
1.1.1 | Programme issued | overdue since 2024-10-15 | STI Bureau (lead unit, superior, office) | 2024-11-18 | \
2024-11-18 | 3 | – | –
1.2 | Win exhibitors | report for 2024-10 missing | NSF Committee, STI Bureau (lead unit, superior, office) | \
2024-11-18 | 2024-11-18 | 3 | 2024-11-19 | acknowledged: report for 2024-10
"""
"""The section, with bars between its columns."""


def test_hostile_texts(bench: Bench) -> None:
    """Whatever stands in titles, names and requests is told as plain text on one line."""
    hostile = json.dumps(f"{HOSTILE}\n::error::x")
    bench.edit("{zh: 高交会招商, en: Win exhibitors}", hostile)
    bench.edit("{zh: 基金委, en: NSF Committee, people: [刘洋]}", f"{{zh: {hostile}, en: {hostile}}}")
    bench.run("reschedule", "2", "2025-12-31", "--reason", f"{HOSTILE}\n::error::x", "--on", "2024-11-11")
    told = bench.run("remind", "--dry-run", "--lang", "en").out
    assert f"{INERT} ::error::x (lead unit)" in told
    assert f"1. 1.2 {INERT} ::error::x: no report for 2024-10" in told
    assert f"({INERT} ::error::x)" in told
    assert "\x1b" not in told
    assert not re.search("^::", told, re.MULTILINE)


def test_in_the_report(bench: Bench) -> None:
    """Who was reminded when, and when that was answered; what was told is nothing that was reported."""
    bench.run("remind", "1.2", "1.1.1")
    with time_machine.travel("2024-11-19T04:00:00Z"):
        bench.run("ack", "1.2")
        shown = bench.run("report", "--week", "2024-W47", "--sections", "reminders", "--lang", "en").out
    lines = [line for line in shown.partition("Annex\n\n")[2].splitlines() if "──" not in line]
    assert "".join(re.sub("  +", " | ", line) + "\n" for line in lines) == REPORTED
    with time_machine.travel("2024-11-19T05:00:00Z"):
        found = bench.json("report", "--week", "2024-W47")
    assert [(one["ref"], one["times"], one["answer"] and one["answer"]["kind"]) for one in found["reminded"]] == [
        ("1.1.1", 3, None), ("1.2", 3, "acknowledge"),
    ]  # fmt: skip
    assert [one["kind"] for one in found["reported"]] == ["acknowledge"]


def test_branches_of_git(bench: Bench) -> None:
    """Notices that were recorded on two branches join: who was told on one of them is not told again."""
    (empty,) = bench.journal.glob("*.jsonl")
    bench.run("remind", "--unit", "fund")
    one = {path.name: path.read_text() for path in bench.journal.glob("*.jsonl")}
    for path in bench.journal.glob("*.jsonl"):
        if path != empty:
            path.unlink()
    bench.run("remind")
    for name, text in one.items():
        path = bench.journal / name
        lines = dict.fromkeys(text.splitlines() + (path.read_text().splitlines() if path.exists() else []))
        path.write_text("".join(f"{line}\n" for line in lines))
    assert sorted({(unit, level) for state, unit, level, _ in notices(bench) if state == "sent"}) == sorted(
        (unit, level) for unit, level, _ in TOLD
    )
    assert bench.json("remind", "--dry-run")["messages"] == []


@pytest.mark.slow
def test_two_runs_at_once(bench: Bench) -> None:
    """One waits for the other; together they tell what one alone would."""
    words = command("remind", "--lang", "en")
    runs = [subprocess.Popen(words, cwd=bench.here, env=environment(), stdout=subprocess.PIPE) for _ in range(3)]
    shown = [run.communicate(timeout=60)[0].decode() for run in runs]
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert sorted(len(text) > 0 for text in shown) == [False, False, True]
    assert len(notices(bench)) == 2 * len(TOLD)


class Mortal:
    """A channel that writes what it is given to a file on the disk, and kills its process at its last message."""

    def __init__(self, log: Path, left: int, *, logs: bool) -> None:
        self._log, self._left, self._logs = log, left, logs

    def send(self, message: OutgoingMessage) -> Receipt:
        """Write the message down, and die before or after that when it is time."""
        self._left -= 1
        if self._left >= 0 or self._logs:
            with self._log.open("a") as file:
                file.write(json.dumps([message.key, message.repeated]) + "\n")
                file.flush()
                os.fsync(file.fileno())
        if self._left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return Receipt()

    def close(self) -> None:
        """End nothing."""


@pytest.mark.slow
def test_killed_a_hundred_times(bench: Bench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Killed before and after a message is handed over: none is lost, and whatever is sent again says so."""
    units = "".join(f"  u{n}: {{zh: 单位{n}, en: Unit {n}}}\n" for n in range(40))
    bench.edit("  stic: {zh", f"{units}  stic: {{zh")
    assert bench.run("assign", "1.2", *(f"u{n}" for n in range(40))).code == 0
    log = tmp_path / "log"
    expected = Failing()
    through(expected, monkeypatch)
    bench.run("remind")
    bench.run("undo")
    for number in range(100):
        pid = os.fork()
        if not pid:
            try:
                through(Mortal(log, number % 2, logs=number % 3 > 0), monkeypatch)
                bench.run("remind")
            finally:
                os._exit(1)
        _, status = os.waitpid(pid, 0)
        assert (os.WIFSIGNALED(status) and os.WTERMSIG(status)) == signal.SIGKILL, number
    through(Mortal(log, 10**6, logs=True), monkeypatch)
    assert bench.run("remind").code == 0
    given: dict[str, list[bool]] = {}
    for line in log.read_text().splitlines():
        key, repeated = json.loads(line)
        given.setdefault(key, []).append(repeated)
    assert {message.key for message in expected.given} == given.keys()
    assert [key for key, marks in given.items() if not all(marks[1:])] == []
    assert max(map(len, given.values())) > 1
    assert bench.json("remind", "--dry-run")["messages"] == []

"""Roles log in and try what they may not do: the server refuses it, whatever the client, and nothing has changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from journal.postgresql.city import ROLES, City, Stamped, city, line_of

INSERT = b"insert into plantrack.update (plan, id, line) values (%s, %s, %s)"
PRIVILEGE, FORM, ACT, NAME, CLOCK, FOREIGN, TASK, CALLER = (
    "42501", "PT004", "PT005", "PT006", "PT007", "PT008", "PT009", "PT010",
)  # fmt: skip
NO_JSON, ROW, FIELD = "22P02", "23514", "22008"
ID = re.compile('"id": ?"([^"]+)"')
LATER, LONG_AGO = timedelta(days=-2), timedelta(days=40)


@pytest.fixture(scope="module")
def fairs(running: str) -> Iterator[City]:
    """Return the city of the fairs, which no attack changes."""
    with city(running) as found:
        yield found


STATEMENTS: dict[str, tuple[str, str, str]] = {
    # what is recorded is changed or removed
    "change a line": ("stic", PRIVILEGE, "update plantrack.update set line = line"),
    "change its own line": ("stic", PRIVILEGE, "update plantrack.update set line = line where writer = current_user"),
    "remove a record": ("office", PRIVILEGE, "delete from plantrack.update"),
    "empty the table": ("office", PRIVILEGE, "truncate plantrack.update cascade"),
    "replace a record": ("office", PRIVILEGE, """
        insert into plantrack.update (plan, id, line) select plan, id, line from plantrack.update
        on conflict (plan, id) do update set line = excluded.line"""),
    "merge into records": ("office", PRIVILEGE, """
        merge into plantrack.update u using plantrack.chain c on c.id = u.id when matched then delete"""),
    "change a hash": ("stic", PRIVILEGE, "update plantrack.chain set hash = sha256('')"),
    "remove a link": ("office", PRIVILEGE, "delete from plantrack.chain"),
    "forge a link": ("stic", PRIVILEGE, "insert into plantrack.chain values ('fairs', 99, 'x', sha256(''))"),
    "change the head": ("office", PRIVILEGE, "update plantrack.journal set n = 0"),
    "make a journal": ("office", PRIVILEGE, "insert into plantrack.journal (plan, hash) values ('mine', '')"),
    "remove a journal": ("office", PRIVILEGE, "delete from plantrack.journal"),
    "forge the writer": ("stic", PRIVILEGE,
                         "insert into plantrack.update (plan, id, line, writer) select 'fairs', 'x', '{{}}', 'office'"),
    "forge the salt": ("stic", PRIVILEGE,
                       "insert into plantrack.update (plan, id, line, salt) select 'fairs', 'x', '{{}}', ''"),
    "forge the moment": ("stic", PRIVILEGE,
                         "insert into plantrack.update (plan, id, line, received) select 'fairs', 'x', '{{}}', now()"),
    "forge what is read": ("stic", "428C9",
                           "insert into plantrack.update (plan, id, line, record) select 'fairs', 'x', '{{}}', '{{}}'"),
    "hold the head": ("stic", PRIVILEGE, "select from plantrack.journal for update"),
    "hold a record": ("stic", PRIVILEGE, "select from plantrack.update for share"),
    "lock the table": ("office", PRIVILEGE, "begin; lock table plantrack.update in exclusive mode"),
    "copy past the policies": ("office", "0A000", "copy plantrack.update (plan, id, line) from stdin"),
    "copy to a program": ("office", PRIVILEGE, "copy plantrack.update to program 'cat'"),
    # what guards it is changed
    "drop the table": ("office", PRIVILEGE, "drop table plantrack.update cascade"),
    "drop the schema": ("office", PRIVILEGE, "drop schema plantrack cascade"),
    "disable a trigger": ("office", PRIVILEGE, "alter table plantrack.update disable trigger all"),
    "drop a trigger": ("office", PRIVILEGE, "drop trigger link_added on plantrack.update"),
    "add a trigger": ("stic", PRIVILEGE, """
        create trigger mine before insert on plantrack.update for each row
        execute function suppress_redundant_updates_trigger()"""),
    "disable policies": ("office", PRIVILEGE, "alter table plantrack.update disable row level security"),
    "drop a policy": ("office", PRIVILEGE, "drop policy units on plantrack.update"),
    "add a policy": ("stic", PRIVILEGE, "create policy mine on plantrack.update for all using (true)"),
    "add a rule": ("stic", PRIVILEGE, "create rule mine as on insert to plantrack.update do instead nothing"),
    "add a column": ("office", PRIVILEGE, "alter table plantrack.update add more text"),
    "own the table": ("office", PRIVILEGE, "alter table plantrack.update owner to current_user"),
    "inherit from the table": ("office", PRIVILEGE, "create temp table mine () inherits (plantrack.update)"),
    "replace a function": ("office", PRIVILEGE, """
        create or replace function plantrack.is_office(plan text) returns boolean language sql return true"""),
    "add a function of the same name": ("stic", PRIVILEGE, """
        create function plantrack.may_append(who text, added plantrack.update) returns boolean language sql return true
        """),
    "shadow a function": ("stic", PRIVILEGE,
                          "create function pg_catalog.sha256(text) returns bytea language sql return ''::bytea"),
    "shadow an operator": ("stic", PRIVILEGE,
                           "create operator plantrack.= (leftarg = text, rightarg = jsonb, function = texteq)"),
    "add a table": ("office", PRIVILEGE, "create table plantrack.mine ()"),
    "use the function of the chain": ("stic", PRIVILEGE, """
        create temp table mine (plan text, id text, line text);
        create trigger forge after insert on mine referencing new table as added
        for each statement execute function plantrack.link_added()"""),
    "call the function of the chain": ("stic", PRIVILEGE, "select plantrack.link_added()"),
    "call the function of the lock": ("stic", PRIVILEGE, "select plantrack.hold('fairs')"),
    "forget a migration": ("office", PRIVILEGE, "delete from plantrack.migration"),
    # somebody else is acted as
    "become the owner": ("office", PRIVILEGE, "set role postgres"),
    "become the office": ("stic", PRIVILEGE, "set role plantrack_office"),
    "become another unit": ("stic", PRIVILEGE, "set role {fund}"),
    "log in as the owner": ("stic", PRIVILEGE, "set session authorization postgres"),
    "take a superuser's rights": ("stic", PRIVILEGE, "alter role {stic} superuser"),
    "pass the policies by": ("stic", PRIVILEGE, "alter role {stic} bypassrls"),
    "read without policies": ("foreign", PRIVILEGE, "set row_security = off; select * from plantrack.update"),
    "act as a replica": ("office", PRIVILEGE, "set session_replication_role = replica"),
    "join the office": ("stic", PRIVILEGE, "grant plantrack_office to {stic}"),
    # rights are given
    "admit oneself": ("stic", PRIVILEGE, "select plantrack.admit('fairs', '{stic}', '', 'office', '{{}}', false)"),
    "admit a member": ("stic", PRIVILEGE, "insert into plantrack.member values ('fairs', '{stic}', '', 'office')"),
    "admit to another plan": ("office", CALLER, "select plantrack.admit('other', '{stic}', '', 'read', '{{}}', false)"),
    "admit an office": ("office", CALLER, "select plantrack.admit('fairs', '{stic}', '', 'office', '{{}}', false)"),
    "dismiss the office": ("office", CALLER, "select plantrack.dismiss('fairs', '{office}')"),
    "dismiss from another plan": ("office", CALLER, "select plantrack.dismiss('other', '{foreign}')"),
    "admit under another's name": ("office", "PT011",
                                   "select plantrack.admit('fairs', '{reader}', 'x', 'unit', '{{刘洋}}', false)"),
    "take a task": ("stic", PRIVILEGE,
                    "select plantrack.settle('fairs', 99, '{{1.2}}', '{{stic}}', '{{-infinity}}', '{{infinity}}')"),
    "take a task in the table": ("stic", PRIVILEGE, "update plantrack.responsible set unit = 'stic'"),
    "take tasks of another plan": ("office", CALLER,
                                   "select plantrack.settle('other', 99, '{{}}', '{{}}', '{{}}', '{{}}')"),
    # nobody's member
    "read as a stranger": ("stranger", PRIVILEGE, "select * from plantrack.update"),
    "read names as a stranger": ("stranger", PRIVILEGE, "select plantrack.plans('{office}', 'any')"),
    "read the forms": ("office", PRIVILEGE, "select * from plantrack.field"),
}  # fmt: skip
"""What is tried: by which role, with which code it is refused, and the statements."""


def _report(**said: Any) -> Callable[[City], str]:
    return lambda found: line_of(Stamped("科创局").record(**said))


def _of(kind: str, **said: Any) -> Callable[[City], str]:
    return lambda found: line_of(Stamped("科创局").record(kind, **{"on": f"{Stamped('').at:%Y-%m-%d}"} | said))


def _target(record: str, key: str = "act") -> Callable[[City], str]:
    return lambda found: line_of(Stamped("科创局").record("retract", target=getattr(found, record)[key]))


def _said(change: Callable[[str], str], **said: Any) -> Callable[[City], str]:
    return lambda found: change(line_of(Stamped("科创局").record(**said)))


def _behind(more: str) -> Callable[[City], str]:
    """Return the line of a sound report with more keys at its end."""
    return _said(lambda line: line[:-1] + more + "}")


def _of_act(found: City) -> str:
    stamp = Stamped("科创局").record()
    return line_of({**stamp, "act": found.office_report["act"]})


def _with_id_of(found: City) -> str:
    return line_of({**Stamped("科创局").record(), "id": found.office_report["act"]})


def _moved(found: City) -> str:
    old = Stamped("科创局", timedelta(days=1)).record()
    return line_of({**Stamped("科创局").record(), "at": old["at"]})


LINES: dict[str, tuple[str, str, Callable[[City], str]]] = {
    "in another's name": ("stic", NAME, _report(by="刘洋")),
    "in the office's name": ("stic", NAME, _report(by="张敏")),
    "in its name and a blank": ("stic", NAME, _report(by="科创局 ")),
    "in no name": ("stic", FORM, _report(by=None)),
    "in another's name, its own too": ("stic", FORM, _behind(',"by":"刘洋"')),
    "in another's name, escaped": ("stic", FORM, _behind(',"\\u0062y":"刘洋"')),
    "on another's task": ("stic", TASK, _report(ref="1.2")),
    "on no task": ("stic", TASK, _report(ref="99")),
    "on a task that is left out": ("stic", FORM, _report(ref=None)),
    "on a task and another's": ("stic", FORM, _behind(',"ref":"1.2"')),
    "on a milestone of another's task": ("fund", TASK, lambda found: line_of(
        Stamped("刘洋").record("milestone", on="2024-10-15", ref="1.1.1", state="reached"))),
    "on an indicator of another's task": ("fund", TASK, lambda found: line_of(
        Stamped("刘洋").record("measure", on="2024-10-15", ref="fair-area", value=1, unit="平方米", text="1平方米"))),
    "for a unit that has ended": ("ended", TASK, lambda found: line_of(Stamped("旧单位").record(ref="1.2"))),
    "for a unit after it has ended": ("left", TASK, lambda found: line_of(Stamped("离任单位").record(ref="1.2"))),
    "for a unit before it answered": ("joined", TASK, lambda found: line_of(
        Stamped("接任单位", timedelta(days=2)).record(ref="1.2"))),
    "for a unit that does not answer yet, with tomorrow's clock": ("morrow", TASK, lambda found: line_of(
        Stamped("明日单位", timedelta(hours=-2)).record(ref="1.2"))),
    "for a unit that does not answer yet": ("coming", TASK, lambda found: line_of(Stamped("新单位").record(ref="2"))),
    "of a kind that is the office's: adopt": ("stic", FORM, _of("adopt", promises={"2": {"due": None}})),
    "of a kind that is the office's: answer": ("stic", FORM, _of("answer", ref="2", what="close", verdict="approve")),
    "of a kind that is the office's: assign": ("stic", FORM, _of("assign", ref="2", lead=["stic"])),
    "of a kind that is the office's: reschedule": ("stic", FORM, _of("reschedule", ref="2", step="approve")),
    "of a kind that is the office's: notice": ("stic", FORM, _of(
        "notice", state="sent", unit="stic", level=1, channel="mail", matters=[])),
    "of a kind that is the office's: ledger": ("stic", FORM, _of(
        "ledger", unit="stic", digest="0", **{"for": "2024-11"})),
    "of a kind that nobody knows": ("stic", FORM, _of("hello", ref="2")),
    "of two kinds": ("stic", FORM, _behind(',"kind":"answer"')),
    "of a kind in capitals": ("stic", FORM, _of("Report", ref="2", percent=4)),
    "with a key in capitals": ("stic", FORM, _behind(',"REF":"1.2"')),
    "with a key that nobody knows": ("stic", FORM, _behind(',"more":1')),
    "with a number beyond all": ("stic", FORM, _behind(',"percent":1e400')),
    "with more than 100 percent": ("stic", FORM, _report(percent=100.5)),
    "with a number as text": ("stic", FORM, _report(percent="40")),
    "with a NUL": ("stic", FORM, _report(progress="a\0b")),
    "with half a character": ("stic", NO_JSON, _behind(',"progress":"\\ud800"')),
    "with a day that no calendar has": ("stic", FIELD, _report(on="2024-02-30")),
    "with evidence that is none": ("stic", FORM, _report(evidence=[{"name": 1}])),
    "with evidence of two names": ("stic", FORM, _behind(',"evidence":[{"name":"a","name":"b"}]')),
    "with evidence of two names, one escaped": (
        "stic", FORM, _behind(',"evidence":[{"name":"c"},{"n\\u0061me":"a","name":"b"}]')),
    "with evidence that is no object": ("stic", FORM, _report(evidence=[1])),
    "with evidence that is no list": ("stic", FORM, _report(evidence={"name": "a"})),
    "longer than all texts": ("stic", FORM, _report(progress="长" * 400_000)),
    "that is two": ("stic", NO_JSON, _said(lambda line: line + line)),
    "on two lines": ("stic", ROW, _said(lambda line: line.replace(",", ",\n"))),
    "that is a list": ("stic", "22023", _said(lambda line: f"[{line}]")),
    "that is cut off": ("stic", NO_JSON, _said(lambda line: line[:-3])),
    "that joins another's act": ("stic", ACT, _of_act),
    "whose id is another's act": ("stic", ACT, _with_id_of),
    "with another moment than its id": ("stic", ACT, _moved),
    "recorded in the future": ("stic", CLOCK, lambda found: line_of(Stamped("科创局", LATER).record())),
    "recorded long ago": ("stic", CLOCK, lambda found: line_of(Stamped("科创局", LONG_AGO).record())),
    "about a day to come": ("stic", CLOCK, _report(on="2999-12-31")),
    "taking back the office's": ("stic", FOREIGN, _target("office_report")),
    "taking back the office's, by its id": ("stic", FOREIGN, _target("office_report", "id")),
    "taking back what the office took back": ("stic", FOREIGN, _target("office_retract", "id")),
    "taking back another unit's": ("stic", FOREIGN, _target("fund_report")),
    "taking back what is not there yet": ("stic", FOREIGN, _of("retract", on=None, target="01J" + 23 * "Z")),
    "as a reader": ("reader", PRIVILEGE, _report()),
    "as a stranger": ("stranger", PRIVILEGE, _report()),
    "as a unit of another plan": ("foreign", PRIVILEGE, lambda found: line_of(Stamped("外人").record())),
}  # fmt: skip
"""What records are tried: by which role, with which code they are refused, and the line."""


@pytest.mark.parametrize("what", STATEMENTS)
def test_forbidden(fairs: City, what: str) -> None:
    """Nobody changes what is recorded, what guards it, or who may do what; nobody acts as somebody else."""
    role, code, statements = STATEMENTS[what]
    before = fairs.state()
    with fairs.login(role) as connection, pytest.raises(psycopg.Error) as refused:
        connection.execute(statements.format(**{name: fairs.role(name) for name in ROLES}).encode())
    assert refused.value.sqlstate == code, refused.value
    assert fairs.state() == before


@pytest.mark.parametrize("what", LINES)
def test_forbidden_record(fairs: City, what: str) -> None:
    """A unit records its own only, in its own name, about its own tasks, as every reader reads it."""
    role, code, made = LINES[what]
    line, before = made(fairs), fairs.state()
    with fairs.login(role) as connection, pytest.raises(psycopg.Error) as refused:
        connection.execute(INSERT, ("fairs", ID.findall(line)[0], line))
    assert refused.value.sqlstate == code, refused.value
    assert fairs.state() == before


@pytest.mark.parametrize(
    ("plan", "code"), [("other", PRIVILEGE), ("unknown", PRIVILEGE), ("FAIRS", PRIVILEGE), ("fairs ", PRIVILEGE)]
)
def test_foreign_plan(fairs: City, plan: str, code: str) -> None:
    """A unit records nothing in a plan of which it is no member, nor its office."""
    record, before = Stamped("科创局").record(), fairs.state()
    for role in ("stic", "office"):
        with fairs.login(role) as connection, pytest.raises(psycopg.Error) as refused:
            connection.execute(INSERT, (plan, record["id"], line_of(record)))
        assert refused.value.sqlstate == code
    assert fairs.state() == before


def test_other_id(fairs: City) -> None:
    """A row has the id of its record."""
    record, before = Stamped("科创局").record(), fairs.state()
    with fairs.login("stic") as connection, pytest.raises(psycopg.Error) as refused:
        connection.execute(INSERT, ("fairs", Stamped("科创局").record()["id"], line_of(record)))
    assert refused.value.sqlstate == ROW
    assert fairs.state() == before


def test_all_or_none(fairs: City) -> None:
    """Of several records of which one is forbidden none is kept."""
    act, before = Stamped("科创局"), fairs.state()
    records = [act.record(), act.record(ref="1.2")]
    with fairs.login("stic") as connection, connection.transaction(), pytest.raises(psycopg.Error) as refused:
        connection.cursor().executemany(INSERT, [("fairs", one["id"], line_of(one)) for one in records])
    assert refused.value.sqlstate == TASK
    assert fairs.state() == before


def test_recorded_while_it_answered(running: str) -> None:
    """What a unit recorded while it answered for a task is kept, though it comes after another unit took it over."""
    with city(running) as found, found.login("left") as connection:
        record = Stamped("离任单位", timedelta(days=2)).record(ref="1.2")
        connection.execute(INSERT, ("fairs", record["id"], line_of(record)))
        assert connection.execute("select line from plantrack.update where id = %s", (record["id"],)).fetchall() == [
            (line_of(record),)
        ]

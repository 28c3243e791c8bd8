"""What a role reads, and what it may do without harm: nothing of other plans comes out, whatever it asks."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from hashlib import sha256

import psycopg
import pytest
from journal.postgresql.city import TABLES, City, Stamped, city, line_of
from msgspec.structs import fields

from plantrack.errors import JournalError
from plantrack.journal.postgresql.connection import Server
from plantrack.journal.postgresql.migrating import first_hash
from plantrack.journal.postgresql.rights import Member, admit, dismiss, members, own_name
from plantrack.journal.postgresql.store import PostgresJournal
from plantrack.model.updates import KINDS

UNSEEN = "另一个计划的秘密"
WAITING = """
    select from pg_locks where not granted
    and database = (select oid from pg_database where datname = current_database())
    """
UNIT_KINDS = ("report", "milestone", "comment", "measure", "request", "acknowledge", "retract")


@pytest.fixture(scope="module")
def fairs(running: str) -> Iterator[City]:
    """Return the city of the fairs."""
    with city(running) as found:
        yield found


@pytest.mark.parametrize(
    ("role", "read"),
    [
        ("office", ["1.2 10", "2 40", "2 50", "retract"]),
        ("stic", ["1.2 10", "2 40", "2 50", "retract"]),
        ("reader", ["1.2 10", "2 40", "2 50", "retract"]),
        ("narrow", ["1.2 10", "retract"]),
        ("foreign", ["2 40"]),
    ],
)
def test_lines(fairs: City, role: str, read: list[str]) -> None:
    """A member reads the whole journal of its plan, or what is about its own tasks only; of no other plan a line."""
    with fairs.login(role) as connection:
        rows = connection.execute("""
            select coalesce(record ->> 'ref' || ' ' || (record ->> 'percent'), record ->> 'kind')
            from plantrack.update""").fetchall()
        plans = {plan for (plan,) in connection.execute("select plan from plantrack.chain")}
    assert sorted(one for (one,) in rows) == read
    assert plans == {"other" if role == "foreign" else "fairs"}


@pytest.mark.parametrize(
    "asked",
    [
        "select * from plantrack.update where pg_temp.leak(line)",
        "select * from plantrack.update where plan = 'other' and 1 / (length(line) - length(line)) > 0",
        "select line::int from plantrack.update where plan = 'other'",
        "select count(line) from plantrack.chain join plantrack.update using (plan, id) where pg_temp.leak(plan)",
        "explain (analyze, verbose) select * from plantrack.update where pg_temp.leak(line)",
        "select most_common_vals::text, histogram_bounds::text from pg_stats where schemaname = 'plantrack'",
        "insert into plantrack.update (plan, id, line) select 'other', id, line from plantrack.update",
        "select * from plantrack.member",
        "select plantrack.plans('{foreign}', 'any')",
        "select plantrack.is_own('{foreign}', 'other', '{{}}')",
        "select plantrack.unsettled('other', true)",
    ],
)
def test_no_leak(fairs: City, asked: str) -> None:
    """No function, error, plan or statistics of a query tells a line, a name or a member of another plan."""
    with psycopg.connect(fairs.address, autocommit=True) as owner:
        owner.execute("analyze plantrack.update")
    told: list[str] = []
    with fairs.login("stic") as connection:
        connection.add_notice_handler(lambda notice: told.append(notice.message_primary or ""))
        connection.execute("""
            create function pg_temp.leak(text) returns boolean language plpgsql cost 0.0001
            as $$ begin raise notice '%', $1; return true; end $$""")
        try:
            found = connection.execute(asked.format(foreign=fairs.role("foreign")).encode())
            told += map(str, found.fetchall())
        except psycopg.Error as error:
            told += [str(error), f"{error.diag.message_detail}"]
    assert not [one for one in told if UNSEEN in one or "外人" in one or fairs.role("foreign") in one or "other" in one]


def test_what_others_answer_for(fairs: City) -> None:
    """Nobody asks the server what a member of another plan, or another member, answers for."""
    asked = "select plantrack.is_own(%s, %s, jsonb_build_object('ref', %s::text))"
    with fairs.login("stic") as connection:
        found = {
            (role, plan, ref): connection.execute(asked, (fairs.role(role), plan, ref)).fetchall()
            for role, plan, ref in (("stic", "fairs", "2"), ("fund", "fairs", "1.2"), ("foreign", "other", "2"))
        }
    assert [one for one, own in found.items() if own == [(True,)]] == [("stic", "fairs", "2")]


def test_hidden_lines(fairs: City) -> None:
    """Who knows every word of a line that it may not read cannot make sure of it by the hashes that it sees."""
    with psycopg.connect(fairs.address) as owner:
        chain = owner.execute("""
            select c.hash, u.line from plantrack.chain c join plantrack.update u using (plan, id)
            where c.plan = 'fairs' order by c.n""").fetchall()
    with fairs.login("narrow") as connection:
        seen = {found for (found,) in connection.execute("select hash from plantrack.chain")}
        salts = connection.execute("select salt, line from plantrack.update").fetchall()
    befores = [first_hash("fairs"), *(found for found, _ in chain)]
    guessed = {
        sha256(before + salt + line.encode()).digest()
        for (_, line), before in zip(chain, befores, strict=False)
        for salt in (b"", *(salt for salt, _ in salts))
    }
    hidden = {found for found, line in chain if line not in {line for _, line in salts}}
    assert len(hidden) == 2
    assert hidden <= seen
    assert not hidden & guessed
    assert len(guessed & seen) == len(salts)


def test_all_that_is_seen_of_what_is_hidden(fairs: City) -> None:
    """Of a record that it may not read a role sees place, hash and id, and no more in any table that it may read."""
    with fairs.login("narrow") as connection:
        lines = dict(connection.execute("select id, line from plantrack.update").fetchall())
        links = connection.execute("select * from plantrack.chain where id <> all (%s)", (list(lines),)).fetchall()
        heads = connection.execute("select plan, n from plantrack.journal").fetchall()
    hidden = sorted((fairs.office_report["id"], fairs.stic_report["id"]))
    assert sorted(name for _, _, name, _ in links) == hidden
    assert {(plan, type(n), len(found)) for plan, n, _, found in links} == {("fairs", int, 32)}
    assert heads == [("fairs", len(lines) + len(hidden))]
    assert fairs.stic_report["act"] in lines[fairs.office_retract["id"]]


def test_one_name_at_once(fairs: City) -> None:
    """Two offices that give one name to two units at the same moment do not both succeed."""
    admitting = "select plantrack.admit('fairs', %s, %s, 'unit', '{林}', false)"
    with fairs.login("office") as first, ThreadPoolExecutor() as pool, closing(Server(fairs.of("office"))) as second:
        first.execute("begin")
        first.execute(admitting, (fairs.role("stranger"), "x"))
        later = pool.submit(admit, second, "fairs", Member(fairs.role("reader"), "y", "unit", ("林",)))
        with psycopg.connect(fairs.address, autocommit=True) as owner:
            while not later.done() and not owner.execute(WAITING).fetchall():
                pass
        first.execute("commit")
        with pytest.raises(JournalError, match="the role of another unit records under one of these names"):
            later.result()
        assert dismiss(second, "fairs", fairs.role("stranger"))


def test_harmless(fairs: City) -> None:
    """Tables and functions of one's own of the same names, and whatever one grants or notifies, change nothing."""
    before = fairs.state()[:8]
    record = Stamped("科创局").record()
    with fairs.login("stic") as connection, connection.transaction(force_rollback=True):
        connection.execute("""
            create temp table "update" (plan text, id text, line text);
            create temp table member (plan text, role name, unit text, may text, names text[], only_own boolean);
            create function pg_temp.sha256(bytea) returns bytea language sql return ''::bytea;
            create function pg_temp.hashtext(text) returns int language sql return 0;
            set search_path = pg_temp, plantrack;
            insert into member select 'other', current_user, '', 'office', '{}', false;
            notify plantrack, 'other';
            grant update on plantrack.update to public""")
        connection.execute("insert into plantrack.update (plan, id, line) values ('fairs', %s, %s)",
                           (record["id"], line_of(record)))  # fmt: skip
        kept = connection.execute("select hash from plantrack.chain where id = %s", (record["id"],)).fetchone()
        seen = connection.execute("select distinct plan from plantrack.update").fetchall()
    assert kept is not None
    assert len(kept[0]) == len(before) * 4
    assert seen == [("fairs",)]
    assert fairs.state()[:8] == before


def test_held_for_ever(fairs: City) -> None:
    """Whoever holds a lock lets others wait, but not for ever, and they are told; nothing is kept."""
    record, before = Stamped("科创局").record(), fairs.state()
    impatient = f"{fairs.of('stic')}?options=-c%20lock_timeout%3D100ms"
    with fairs.login("stranger") as holder, closing(Server(impatient)) as server:
        holder.execute("select pg_advisory_lock(1886219380, hashtext('fairs'))")
        with pytest.raises(JournalError, match="another command has been recording for too long"):
            PostgresJournal(server, "fairs").add([record["id"]], [line_of(record)])
    assert fairs.state() == before


def test_closed(fairs: City) -> None:
    """Every table has its policies, and nobody but those named may call a function that does anything."""
    with psycopg.connect(fairs.address) as owner:
        tables = owner.execute("""
            select relname from pg_class where relnamespace = 'plantrack'::regnamespace and relkind in ('r', 'p')
            and relrowsecurity order by 1""").fetchall()
        public = owner.execute("""
            select proname from pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner))) a
            where pronamespace = 'plantrack'::regnamespace and grantee = 0""").fetchall()
        loose = owner.execute("""
            select proname from pg_proc where pronamespace = 'plantrack'::regnamespace and prosecdef
            and not 'search_path=pg_catalog, pg_temp' = any (proconfig)""").fetchall()
    assert [name for (name,) in tables] == sorted(TABLES)
    assert (public, loose) == ([], [])


def test_forms(fairs: City) -> None:
    """The server knows every key of the kinds that a unit writes, and which of them are needed, as the model does."""
    with psycopg.connect(fairs.address) as owner:
        rows = owner.execute("select name, unnest(kinds), needed from plantrack.field").fetchall()
    known = {(kind, name, needed) for name, kind, needed in rows if name != "kind"}
    assert known == {(kind, one.encode_name, one.required) for kind in UNIT_KINDS for one in fields(KINDS[kind])}
    assert {(kind, True) for kind in UNIT_KINDS} == {(kind, needed) for name, kind, needed in rows if name == "kind"}


def test_members(fairs: City) -> None:
    """The office sees every member, others themselves; a role that is dismissed reads and writes nothing any more."""
    with closing(Server(fairs.of("office"))) as office, closing(Server(fairs.of("fund"))) as fund:
        admit(office, "fairs", Member(fairs.role("stranger"), "fund", "unit", ("林",)))
        assert [one.role for one in members(office, "fairs")] == [
            fairs.role(name)
            for name in (
                "office",
                "reader",
                "fund",
                "narrow",
                "stranger",
                "joined",
                "left",
                "morrow",
                "coming",
                "ended",
                "stic",
            )
        ]
        assert members(fund, "fairs") == [Member(fairs.role("fund"), "fund", "unit", ("刘洋",))]
        assert (own_name(fund, "fairs"), own_name(fund, "other")) == ("刘洋", None)
        assert dismiss(office, "fairs", fairs.role("stranger"))
        assert not dismiss(office, "fairs", fairs.role("stranger"))
    with fairs.login("stranger") as connection:
        assert connection.execute("select * from plantrack.update").fetchall() == []

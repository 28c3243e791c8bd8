-- A request that was answered stays: its unit takes it back no more, unless its office has taken back the answer. PT013.

-- By their beginnings: what somebody else's program names there may be longer than an index takes.
create index answers on plantrack.update (plan, left(coalesce(record ->> 'request', record ->> 'ask'), 64))
    where record ->> 'kind' in ('answer', 'reschedule');
create index retracts on plantrack.update (plan, left(record ->> 'target', 64)) where record ->> 'kind' = 'retract';

-- The retracts of a plan that name a record or an act.
create function plantrack.retracts_of(plan text, name text) returns setof plantrack.update
    language sql stable set search_path = pg_catalog, pg_temp
    begin atomic
        select * from plantrack.update u
        where u.plan = retracts_of.plan and u.record ->> 'kind' = 'retract'
            and left(u.record ->> 'target', 64) = left(name, 64) and u.record ->> 'target' = name;
    end;

-- The records and acts that are taken back, as far as some depend on it. The latest retract is decided first.
create function plantrack.taken_back(plan text, names text[]) returns text[]
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
declare
    gone text[] = '{}';
    own text[];
    target text;
begin
    for own, target in
        with recursive about as (
            select unnest(names) as name
            union
            select unnest(array[u.id, u.record ->> 'act']) from about a, plantrack.retracts_of(taken_back.plan, a.name) u
        )
        select array[u.id, u.record ->> 'act'], u.record ->> 'target'
        from about a, plantrack.retracts_of(taken_back.plan, a.name) u
        order by u.id desc
    loop
        if not own && gone and target <> all (gone) then
            gone = gone || target;
        end if;
    end loop;
    return gone;
end
$$;

-- Whether a unit may add a record, as far as answers go. Nobody answers meanwhile: the plan is held until the end.
create function plantrack.leaves_answers(who name, added plantrack.update) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    answered text;
begin
    if added.record ->> 'kind' is distinct from 'retract' then
        return true;
    end if;
    if not exists (select from plantrack.member m where m.plan = added.plan and m.role = who and m.may = 'unit')
        or not pg_has_role(session_user, who, 'MEMBER') then
        return false;
    end if;
    perform plantrack.hold(added.plan);
    with recursive meant as (
        select added.record ->> 'target' as name
        union
        select u.record ->> 'target' from meant m, plantrack.named(added.plan, m.name) u where u.record ->> 'kind' = 'retract'
    ), own as (
        select u.* from meant m, plantrack.named(added.plan, m.name) u
        where u.record ->> 'by' = any (
            array(select unnest(names) from plantrack.member where plan = added.plan and role = who)
        )
    ), answer as (
        select o.id as request, array[o.id, o.record ->> 'act'] as asked, array[u.id, u.record ->> 'act'] as said
        from own o join plantrack.update u on u.plan = o.plan and u.record ->> 'kind' in ('answer', 'reschedule')
            and left(coalesce(u.record ->> 'request', u.record ->> 'ask'), 64) = left(o.id, 64)
            and coalesce(u.record ->> 'request', u.record ->> 'ask') = o.id
    ), gone as materialized (
        select plantrack.taken_back(added.plan, array(select unnest(asked || said) from answer)) as names
    )
    select a.request into answered from answer a, gone g where not a.asked && g.names and not a.said && g.names limit 1;
    if found then
        raise exception 'request % was answered', answered using errcode = 'PT013', detail = right(answered, 8);
    end if;
    return true;
end
$$;

create policy answered on plantrack.update as restrictive for insert to plantrack_unit
    with check (case when plan = any ((select plantrack.plans(current_user, 'office'))::text[]) then true
                else plantrack.leaves_answers(current_user, update) end);

revoke all on function plantrack.retracts_of(text, text), plantrack.taken_back(text, text[]),
    plantrack.leaves_answers(name, plantrack.update) from public;
grant execute on function plantrack.leaves_answers(name, plantrack.update) to plantrack_unit;

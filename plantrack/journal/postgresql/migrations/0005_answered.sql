-- A request that was answered stays: its unit takes it back no more, unless its office has taken back the answer. PT013.

create index answers on plantrack.update (plan, coalesce(record ->> 'request', record ->> 'ask'))
    where record ->> 'kind' in ('answer', 'reschedule');
create index retracts on plantrack.update (plan, (record ->> 'target')) where record ->> 'kind' = 'retract';

-- Whether a record is taken back; `depth` ends what takes itself back.
create function plantrack.is_retracted(plan text, said jsonb, depth int) returns boolean
    language plpgsql stable set search_path = pg_catalog, pg_temp
as $$
begin
    return depth < 50 and exists (
        select from plantrack.update u
        where u.plan = is_retracted.plan and u.record ->> 'kind' = 'retract'
            and u.record ->> 'target' in (said ->> 'id', said ->> 'act')
            and not plantrack.is_retracted(u.plan, u.record, depth + 1)
    );
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
        select u.* from plantrack.named(added.plan, added.record ->> 'target') u
        union
        select u.* from meant m, plantrack.named(added.plan, m.record ->> 'target') u
        where m.record ->> 'kind' = 'retract'
    )
    select m.id into answered from meant m
    where m.record ->> 'by' = any (array(select unnest(names) from plantrack.member where plan = added.plan and role = who))
        and not plantrack.is_retracted(m.plan, m.record, 0)
        and exists (
            select from plantrack.update u
            where u.plan = m.plan and u.record ->> 'kind' in ('answer', 'reschedule')
                and coalesce(u.record ->> 'request', u.record ->> 'ask') = m.id
                and not plantrack.is_retracted(u.plan, u.record, 0)
        )
    limit 1;
    if found then
        raise exception 'request % was answered', answered using errcode = 'PT013', detail = right(answered, 8);
    end if;
    return true;
end
$$;

create policy answered on plantrack.update as restrictive for insert to plantrack_unit
    with check (case when plan = any ((select plantrack.plans(current_user, 'office'))::text[]) then true
                else plantrack.leaves_answers(current_user, update) end);

revoke all on function plantrack.is_retracted(text, jsonb, int), plantrack.leaves_answers(name, plantrack.update) from public;
grant execute on function plantrack.leaves_answers(name, plantrack.update) to plantrack_unit;

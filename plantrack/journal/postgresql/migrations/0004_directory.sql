-- Which units of different plans are one: the directory of units, one for all plans, as the owner of the tables has it.
-- Whoever may read a plan reads it; nobody but the owner is given any right to change it.

create table plantrack.directory (
    one boolean primary key default true check (one),
    content text not null check (octet_length(content) <= 67108864),
    changed timestamptz not null default now()
);

alter table plantrack.directory enable row level security;
create policy members on plantrack.directory for select to plantrack_reader, plantrack_unit, plantrack_office
    using ((select plantrack.plans(current_user, 'any')) <> '{}');

grant select on plantrack.directory to plantrack_reader, plantrack_unit, plantrack_office;

"""Writing a change of plan.yaml: what it changes is shown, and what it means for promises is said."""

from collections.abc import Iterator
from contextlib import suppress
from difflib import unified_diff
from functools import partial

import typer

from plantrack.cli.context import Context
from plantrack.cli.plan_entries import Change
from plantrack.cli.writer import Writer
from plantrack.errors import NotFoundError, message
from plantrack.files import typed
from plantrack.model.lookup import find_indicator, find_reference, find_unit
from plantrack.model.plan import Plan
from plantrack.model.planning import differing
from plantrack.model.promises import Amendment, slips
from plantrack.planfile import NAME
from plantrack.planfile.editing import Edit, edit
from plantrack.planfile.terms import read_terms
from plantrack.render.cells import amendments
from plantrack.render.context import RenderContext, visible

AMENDED = (
    "this differs from what was adopted: {refs}; `plantrack adopt --reason …` makes it the promise, until then "
    "`plantrack check` reports it"
)


def find_entry(context: Context, typed: str) -> str:
    """Return the reference or id of the task, milestone, indicator or unit that is meant."""
    from plantrack.cli.terminal import pick

    plan = context.plan
    if typed in plan.units or typed in plan.indicator_by_id:
        return typed
    for find in (find_reference, find_indicator):
        try:
            return pick(partial(find, plan, typed), context.language)
        except NotFoundError as missing:
            if missing.candidates:
                raise
    with suppress(NotFoundError):
        return find_unit(plan, typed)
    raise NotFoundError("no task, milestone, indicator or unit is called {typed!r}", typed=typed)


def write_change(context: Context, writer: Writer, change: Change, *, asked: bool = False) -> None:
    """Write a change of the plan; a dry run shows it as a diff, and what was `asked` for is confirmed first."""
    if asked and not writer.is_dry_run and not _agreed(context, _made(context, change)):
        return
    if not writer.is_dry_run and not context.plan_file.journal.is_dir():
        context.journal.append([])  # the folder of the lock
    with writer.deciding():
        made = _made(context, change)
        slipped = _slips(context, made)
        if not writer.is_dry_run and made.before != made.after:
            made.write()
            context.recorded = True
    _show(context, made, dry_run=writer.is_dry_run)
    if slipped:
        refs = tuple(dict.fromkeys(change.ref or made.new.plan.id for change in slipped))
        context.warn(AMENDED, refs=refs)


def _made(context: Context, change: Change) -> Edit:
    with context.progress(message("reading {file} …", file=typed(context.folder / NAME))):
        return edit(context.folder, change)


def _agreed(context: Context, made: Edit) -> bool:
    from plantrack.cli.terminal import agreed

    ctx = RenderContext(made.new.plan, context.language)
    typer.echo("\n".join(_diff(made)))
    if agreed(ctx.say("write this? (Enter: yes, n: no)"), context.language):
        return True
    typer.echo(ctx.say("nothing was written"))
    return False


def _show(context: Context, made: Edit, *, dry_run: bool) -> None:
    """Print the diff of a dry run; else where what was written stands, and what it was before."""
    ctx = RenderContext(made.new.plan, context.language)
    if made.before == made.after:
        typer.echo(ctx.say("nothing to write: {file} says so already", file=made.new.file))
    elif dry_run:
        typer.echo("\n".join(_diff(made)))
    else:
        for one in differing(made.old.plan, made.new.plan):
            line = made.new.lines.get(one.ref)
            place = f"{made.new.file}:{line}" if line else made.new.file
            typer.echo(f"{place}: {_told(one, ctx)}")


def _told(change: Amendment, ctx: RenderContext) -> str:
    if change.field is not None:
        return amendments([change], ctx).rstrip("\n")
    return ctx.say("{ref} {title}: added", ref=change.ref, title=_title(ctx.plan, change.ref, ctx))


def _title(plan: Plan, name: str, ctx: RenderContext) -> str:
    title = plan.title_of(name)
    return visible(plan.unit_name(name, ctx.language)) if title is None else ctx.title(title)


def _diff(made: Edit) -> Iterator[str]:
    """Yield the lines of a change as a unified diff."""
    old, new = (content.decode().splitlines() for content in (made.before, made.after))
    for line in unified_diff(old, new, made.old.file, made.new.file, lineterm=""):
        yield visible(line)


def _slips(context: Context, made: Edit) -> list[Amendment]:
    """Return what differs from what was adopted and did not before."""
    state = context.history.at()
    if not state.adopted():
        return []
    before, after = (
        slips(one.plan, state, read_terms(one.plan, context.folder, context.calendar)) for one in (made.old, made.new)
    )
    return [change for change in after if change not in before]

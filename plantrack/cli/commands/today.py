"""What `plantrack` alone does: it shows the plan that is here and what to do next, or how to come by a plan."""

import shlex
from collections.abc import Iterator

from plantrack.cli.clock import now
from plantrack.cli.context import Context
from plantrack.cli.groups import GROUPS
from plantrack.cli.options import on_plan
from plantrack.cli.output import echo
from plantrack.errors import Message, NotFoundError, message
from plantrack.render.formats import TODAY

NOVEMBER = 11
"""The month from which on the plan to be made is the one of the next year."""


def _ways(year: int) -> dict[str, tuple[Message, Message | str]]:
    """Return how to come by a plan of a year: by command, what it does, and what to type."""
    return {
        "new": (
            message("Start one:"),
            message('plantrack new work-{year} --title "Work plan of {year}" --year {year}', year=year),
        ),
        "import": (
            message("Draft one from a published document:"),
            message("plantrack import document.docx -o plans/work-{year}", year=year),
        ),
        "demo": (message("Try one with made-up data:"), "plantrack demo"),
    }


@on_plan
def today(context: Context) -> None:
    """Show the plan that is here and the next things to do.

    Example: plantrack
    """
    try:
        _ = context.folder
    except NotFoundError as missing:
        if context.plan_name:
            raise
        _without_plan(context, missing)
        return
    _show(context)


def _show(context: Context) -> None:
    from plantrack.reports.next_steps import Today
    from plantrack.reports.overview import overview

    context.views = True
    with context.progress():
        view = overview(context.plan, context.state, context.as_of, judging=context.judging())
    context.present(TODAY, Today(view, context.given_plan))


def _without_plan(context: Context, missing: NotFoundError) -> None:
    """Say which plans there are and how to name one; where there is none, how to come by one."""
    language = context.language_for(None)
    lines = _several(missing) if missing.candidates else _none()
    for line in lines:
        echo(line, language)


def _several(missing: NotFoundError) -> Iterator[Message]:
    yield message("There are several plans here. Name one:")
    for name, _ in missing.candidates:
        yield message("  {command}", command=f"plantrack --plan {shlex.quote(name)}")
    yield message(
        "`export PLANTRACK_PLAN={name}` names it for every command that follows",
        name=shlex.quote(missing.candidates[0][0]),
    )


def _none() -> Iterator[Message]:
    yield message("There is no plan here: no folder `plans/` that holds one, here or above.")
    known, day = {name for names in GROUPS.values() for name in names}, now().astimezone()
    ways = _ways(day.year + (day.month >= NOVEMBER))
    for said, typed in (way for name, way in ways.items() if name in known):
        yield message("")
        yield said
        yield message("  {command}", command=typed)

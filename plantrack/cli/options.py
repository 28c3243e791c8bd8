"""The options that commands share, each described once; `reading` and `writing` add theirs to a command's own."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from plantrack.cli.completion import complete_indicator, complete_reference, complete_task, complete_unit
from plantrack.cli.desk import Pen, View

PlanOption = Annotated[
    str | None, typer.Option("--plan", help="The plan: a folder, or an id under plans/.", metavar="PLAN")
]
LangOption = Annotated[str | None, typer.Option("--lang", help="Language of what is shown: zh or en.", metavar="zh|en")]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="Show how it stood at the end of this day.", metavar="DATE")
]
KnownAtOption = Annotated[
    str | None, typer.Option("--known-at", help="Count only what was recorded by the end of this day.", metavar="DATE")
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file instead, whole or not at all.", metavar="FILE")
]
ByOption = Annotated[str | None, typer.Option("--by", help="Who acts, if not you.", metavar="NAME")]
OnOption = Annotated[str | None, typer.Option("--on", help="The day it took effect, if not today.", metavar="DATE")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would be recorded; record nothing.")]
SourceOption = Annotated[str | None, typer.Option("--source", help="Where it can be read: an address or a paper.")]

ReferenceArgument = Annotated[
    str,
    typer.Argument(metavar="REF", help="A number such as 6.2, or words of a title.", autocompletion=complete_reference),
]
TaskArgument = Annotated[
    str, typer.Argument(metavar="REF", help="A number such as 6.2, or words of a title.", autocompletion=complete_task)
]
OptionalTask = Annotated[
    str | None,
    typer.Argument(metavar="[REF]", help="A number such as 6.2, or words of a title.", autocompletion=complete_task),
]
OptionalReference = Annotated[
    str | None,
    typer.Argument(
        metavar="[REF]", help="A number such as 6.2, or words of a title.", autocompletion=complete_reference
    ),
]
References = Annotated[
    list[str],
    typer.Argument(metavar="REF…", help="Numbers such as 6.2, or words of titles.", autocompletion=complete_reference),
]
IndicatorArgument = Annotated[
    str,
    typer.Argument(
        metavar="INDICATOR", help="An indicator's id, or words of its label.", autocompletion=complete_indicator
    ),
]
UnitOption = Annotated[
    str | None,
    typer.Option("--lead", help="Only tasks that this unit leads.", metavar="UNIT", autocompletion=complete_unit),
]
Units = Annotated[
    list[str],
    typer.Argument(metavar="UNIT…", help="Ids or names from the plan's directory.", autocompletion=complete_unit),
]


def _with(command: Callable[..., None], first: str, extra: dict[str, tuple[Any, Any]], make: Callable[..., Any]) -> Any:
    """Return the command with further options; they are gathered by `make` into its first parameter."""
    own = inspect.signature(command, eval_str=True)
    kept = [parameter for name, parameter in own.parameters.items() if name != first]
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, (kind, default) in extra.items()
    ]

    @wraps(command)
    def run(ctx: typer.Context, **given: Any) -> None:
        desk = ctx.find_root().obj = make(**{name: given.pop(name) for name in extra})
        command(desk, **given)

    context = inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    parameters = [context, *(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in kept), *added]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    return run


def reading(*formats: str) -> Callable[[Callable[..., None]], Any]:
    """Add what every reading command has: plan, dates, language, format and file."""
    choice = Literal[*formats]  # type: ignore[valid-type]
    form = Annotated[choice, typer.Option("--format", help="How to write it.")]
    extra: dict[str, tuple[Any, Any]] = {
        "as_of": (AsOfOption, None),
        "known_at": (KnownAtOption, None),
        "form": (form, formats[0]),
        "output": (OutputOption, None),
        "plan": (PlanOption, None),
        "lang": (LangOption, None),
    }
    return lambda command: _with(command, "view", extra, View)


_WRITING: dict[str, tuple[Any, Any]] = {
    "by": (ByOption, None),
    "dry_run": (DryRunOption, False),
    "plan": (PlanOption, None),
    "lang": (LangOption, None),
}


def writing(command: Callable[..., None]) -> Any:
    """Add what every command that records has: day of effect, actor, dry run, plan and language."""
    return _with(command, "pen", {"on": (OnOption, None), **_WRITING}, Pen)


def undoing(command: Callable[..., None]) -> Any:
    """Add the same without a day of effect: what is taken back is taken back at every day."""
    return _with(command, "pen", _WRITING, Pen)

"""The options that commands share, each described once; `reading` and `writing` add theirs to a command's own."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from plantrack.cli.completion import (
    complete_indicator,
    complete_reference,
    complete_rules,
    complete_task,
    complete_unit,
)
from plantrack.cli.endings import chosen
from plantrack.cli.pen import Pen
from plantrack.cli.view import Easel, ReportView, View
from plantrack.render.formats import Writers

PlanOption = Annotated[
    str | None, typer.Option("--plan", help="The plan: a folder, or an id under plans/.", metavar="PLAN")
]
LangOption = Annotated[str | None, typer.Option("--lang", help="Language of what is shown: zh or en.", metavar="zh|en")]
BothOption = Annotated[
    str | None, typer.Option("--lang", help="Language of what is shown: zh, en or both.", metavar="zh|en|both")
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="Show how it stood at the end of this day.", metavar="DATE")
]
KnownAtOption = Annotated[
    str | None, typer.Option("--known-at", help="Count only what was recorded by the end of this day.", metavar="DATE")
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write to this file instead, whole or not at all.", metavar="FILE")
]
PictureOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Draw into this file, .svg or .png.", metavar="FILE")
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


RulesOption = Annotated[
    str | None,
    typer.Option(
        "--rules", help="Judge by these light rules instead of the plan's.", metavar="ID", autocompletion=complete_rules
    ),
]


def judging(writers: Writers[Any]) -> Callable[[Callable[..., None]], Any]:
    """Add what every reading command has, and the light rules to judge by."""
    return reading(writers, rules=(RulesOption, None))


def reporting(writers: Writers[Any]) -> Callable[[Callable[..., None]], Any]:
    """Add what a report has: all of that, and both languages at once."""
    return reading(writers, desk=ReportView, rules=(RulesOption, None), lang=(BothOption, None))


def drawing(command: Callable[..., None]) -> Any:
    """Add what a drawing has: the dates, the file whose ending decides on its format, and the light rules."""
    given: dict[str, tuple[Any, Any]] = {
        "as_of": (AsOfOption, None),
        "known_at": (KnownAtOption, None),
        "output": (PictureOption, None),
        "rules": (RulesOption, None),
        "plan": (PlanOption, None),
        "lang": (LangOption, None),
    }
    return _with(command, "view", given, Easel)


def reading(
    writers: Writers[Any], desk: type[View] = View, **more: tuple[Any, Any]
) -> Callable[[Callable[..., None]], Any]:
    """Add what every reading command has: plan, dates, language, format and file."""
    formats = [form.value for form in writers]
    choice = Literal[*formats] | None  # type: ignore[valid-type]
    told = "How to write it; without it the ending of the file decides."
    form = Annotated[choice, typer.Option("--format", help=told, show_default=formats[0])]
    extra: dict[str, tuple[Any, Any]] = {
        "as_of": (AsOfOption, None),
        "known_at": (KnownAtOption, None),
        "form": (form, None),
        "output": (OutputOption, None),
        "plan": (PlanOption, None),
        "lang": (LangOption, None),
        **more,
    }

    def make(form: str | None, output: Path | None, **given: Any) -> View:
        return desk(form=chosen(form, output, formats), output=output, **given)

    return lambda command: _with(command, "view", extra, make)


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

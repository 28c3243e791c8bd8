"""The options that commands share, and the decorators that add them and give a command its context."""

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
    complete_rule,
    complete_rules,
    complete_task,
    complete_unit,
)
from plantrack.cli.context import Context, ViewOptions
from plantrack.cli.language import Language
from plantrack.cli.output import Output
from plantrack.cli.plan_source import PlanSource
from plantrack.errors import UsageError
from plantrack.files import typed
from plantrack.render.formats import CHART, Format, Writers, output_format

Settings = dict[str, Any]
"""What several arguments and options have in common."""
DATE: Settings = {"metavar": "DATE"}
PERSON: Settings = {"metavar": "NAME"}
FILE: Settings = {"metavar": "FILE"}
UNIT: Settings = {"metavar": "UNIT", "autocompletion": complete_unit}
RULE: Settings = {"metavar": "RULE", "autocompletion": complete_rule}
TASK: Settings = {
    "metavar": "REF", "help": "A number such as 6.2, or words from a title.", "autocompletion": complete_task,
}  # fmt: skip
REFERENCE: Settings = TASK | {"autocompletion": complete_reference}

PlanOption = Annotated[
    str | None, typer.Option("--plan", metavar="PLAN", help="The plan: a folder, or an id under plans/.")
]
LangOption = Annotated[str | None, typer.Option("--lang", metavar="zh|en", help="Language of the output: zh or en.")]
BothOption = Annotated[
    str | None, typer.Option("--lang", metavar="zh|en|both", help="Language of the output: zh, en or both.")
]
AsOfOption = Annotated[str | None, typer.Option("--as-of", help="Show the state at the end of this day.", **DATE)]
KnownAtOption = Annotated[
    str | None, typer.Option("--known-at", help="Count only what was recorded by the end of this day.", **DATE)
]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Write to this file; if that fails, an existing file stays unchanged.", **FILE),
]
PictureOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write the chart to this file: .svg or .png.", **FILE)
]
RulesOption = Annotated[
    str | None,
    typer.Option(
        "--rules", metavar="ID", help="Use these light rules instead of the plan's.", autocompletion=complete_rules
    ),
]
ByOption = Annotated[str | None, typer.Option("--by", help="Name to record under; by default your own.", **PERSON)]
OnOption = Annotated[str | None, typer.Option("--on", help="Day of effect; by default today.", **DATE)]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would be recorded; record nothing.")]
NoWriteOption = Annotated[bool, typer.Option("--dry-run", help="Show what would be written; write nothing.")]
SourceOption = Annotated[str | None, typer.Option("--source", help="Source: a web address or a document.")]
LeadOption = Annotated[str | None, typer.Option("--lead", help="Only tasks that this unit leads.", **UNIT)]
TextOrJson = Annotated[Literal["text", "json"], typer.Option("--format", help="Output format.")]
RuleNames = list[str] | None

ReferenceArgument = Annotated[str, typer.Argument(**REFERENCE)]
TaskArgument = Annotated[str, typer.Argument(**TASK)]
OptionalTask = Annotated[str | None, typer.Argument(**TASK | {"metavar": "[REF]"})]
OptionalReference = Annotated[str | None, typer.Argument(**REFERENCE | {"metavar": "[REF]"})]
References = Annotated[
    list[str], typer.Argument(**REFERENCE | {"metavar": "REF…", "help": "Numbers such as 6.2, or words from titles."})
]
IndicatorArgument = Annotated[
    str,
    typer.Argument(
        metavar="INDICATOR", help="An indicator's id, or words from its label.", autocompletion=complete_indicator
    ),
]
Units = Annotated[list[str], typer.Argument(**UNIT | {"metavar": "UNIT…", "help": "Ids or names of the plan's units."})]


OptionTable = dict[str, tuple[Any, Any]]
"""The type and the default of options, by name."""
PROVIDED = ("context", "writer")
"""The parameters of a command that are given to it; the others are its options."""


def open_context(ctx: typer.Context, context: Context) -> Context:
    """Return the context, now also known to the error boundary, which asks it for the language of errors."""
    ctx.find_root().obj = context
    return context


def _with(command: Callable[..., None], options: OptionTable, provide: Callable[..., dict[str, Any]]) -> Any:
    """Return the command with further options; `provide` makes of them what it is given instead."""
    own = inspect.signature(command, eval_str=True).parameters.values()
    kept = [parameter for parameter in own if parameter.name not in PROVIDED]
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
        for name, (kind, default) in options.items()
    ]

    @wraps(command)
    def run(ctx: typer.Context, **given: Any) -> None:
        provided = provide(**{name: given.pop(name) for name in options})
        open_context(ctx, provided["context"])
        command(**provided, **given)

    typer_context = inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    parameters = [typer_context, *(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in kept), *added]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    return run


_DATES: OptionTable = {"as_of": (AsOfOption, None), "known_at": (KnownAtOption, None)}
_PLAN: OptionTable = {"plan": (PlanOption, None), "lang": (LangOption, None)}
_RULES: OptionTable = {"rules": (RulesOption, None)}
_RECORDING: OptionTable = {"by": (ByOption, None), "dry_run": (DryRunOption, False), **_PLAN}


def viewing(writers: Writers[Any], **more: tuple[Any, Any]) -> Callable[[Callable[..., None]], Any]:
    """Add what every command that shows has: dates, format, file, plan and language."""
    formats = [form.value for form in writers]
    choice = Literal[*formats] | None  # type: ignore[valid-type]
    words = "Output format; if not given, the file's ending decides."
    form_option = Annotated[choice, typer.Option("--format", help=words, show_default=formats[0])]
    options = {**_DATES, "form": (form_option, None), "output": (OutputOption, None), **_PLAN, **more}
    languages = ("zh", "en", "both") if "lang" in more else ("zh", "en")

    def provide(
        form: str | None, output: Path | None, plan: str | None, lang: str | None, **view: str | None
    ) -> dict[str, Any]:
        chosen = Output(Format(output_format(form, output, formats)), output)
        return {"context": Context(PlanSource(plan), Language(lang, languages), chosen, ViewOptions(**view))}

    return lambda command: _with(command, options, provide)


def judging(writers: Writers[Any], **more: tuple[Any, Any]) -> Callable[[Callable[..., None]], Any]:
    """Add the same, and the light rules to judge by."""
    return viewing(writers, **_RULES, **more)


def drawing(command: Callable[..., None]) -> Any:
    """Add what a chart has: dates, a file whose ending decides on its format, the light rules, plan and language."""
    options = {**_DATES, "output": (PictureOption, None), **_RULES, **_PLAN}

    def provide(output: Path | None, plan: str | None, lang: str | None, **view: str | None) -> dict[str, Any]:
        chosen = Output(_picture_format(output), output)
        return {"context": Context(PlanSource(plan), Language(lang), chosen, ViewOptions(**view))}

    return _with(command, options, provide)


def _picture_format(output: Path | None) -> Format:
    ending = output.suffix.lower().removeprefix(".") if output else Format.TEXT
    if ending not in list(CHART):
        raise UsageError("a picture is written as .svg or .png; {file} ends otherwise", file=typed(output or Path()))
    return Format(ending)


def _writer(plan: str | None, lang: str | None, **given: Any) -> dict[str, Any]:
    from plantrack.cli.writer import Writer

    context = Context(PlanSource(plan), Language(lang))
    return {"context": context, "writer": Writer(context, **given)}


def recording(command: Callable[..., None]) -> Any:
    """Add what every command that records has: day of effect, actor, dry run, plan and language."""
    return _with(command, {"on": (OnOption, None), **_RECORDING}, _writer)


def undoing(command: Callable[..., None]) -> Any:
    """Add the same without a day of effect: what is undone is undone at every day."""
    return _with(command, _RECORDING, _writer)

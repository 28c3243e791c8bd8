"""The options that commands share, and the decorators that add them and give a command its context."""

import inspect
from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer import Argument, Option

from plantrack.cli import completion
from plantrack.cli.context import Context, SharedOptions
from plantrack.cli.output import BOTH, Output
from plantrack.errors import UsageError
from plantrack.model.state import Status
from plantrack.render.formats import Format, Writers, output_format
from plantrack.render.i18n import LANGUAGES

Settings = dict[str, Any]
"""What several arguments and options have in common."""
DATE: Settings = {"metavar": "DATE"}
PERSON: Settings = {"metavar": "NAME"}
UNIT: Settings = {"metavar": "UNIT", "autocompletion": completion.complete_unit}
RULE: Settings = {"metavar": "RULE", "autocompletion": completion.complete_rule}
RULES: Settings = {"metavar": "ID", "autocompletion": completion.complete_rules}
TASK: Settings = {
    "metavar": "REF", "help": "A number such as 6.2, or words from a title.",
    "autocompletion": completion.complete_task,
}  # fmt: skip
REFERENCE: Settings = TASK | {"autocompletion": completion.complete_reference}
REFERENCES: Settings = REFERENCE | {"metavar": "REF…", "help": "Numbers such as 6.2, or words from titles."}
REQUEST: Settings = {
    "metavar": "ID…", "help": "The ids that the requests showed.", "autocompletion": completion.complete_request,
}  # fmt: skip
INDICATOR: Settings = {
    "metavar": "INDICATOR", "help": "An indicator's id, or words from its label.",
    "autocompletion": completion.complete_indicator,
}  # fmt: skip


def word_of(of: str, words: type[StrEnum]) -> Settings:
    """Return what an option for a word of a closed list has in common with others; the word is kept as typed."""
    return {"metavar": f"<{'|'.join(words)}>", "autocompletion": completion.complete_word(of, words)}


def reading(of: str, words: type[StrEnum]) -> Settings:
    """Return the same for an option whose word is read at once, by its code or by the name that is shown."""

    def read(typed: str) -> StrEnum:
        if typed in {*words}:
            return words(typed)
        from plantrack.render.choices import choose, names

        return choose(of, names(of, words), typed)

    return word_of(of, words) | {"parser": read}


STATUSES = reading("status", Status)


def percentage(text: str) -> float:
    """Read a percentage, with or without its sign. Raises UsageError for what is no number."""
    try:
        return float(text.strip().rstrip("%％"))
    except ValueError:
        raise UsageError("{text!r} is not a percentage; write a number from 0 to 100", text=text) from None


LangOption = Annotated[str | None, Option("--lang", metavar="zh|en", help="Language of the output: zh or en.")]
NoApplyOption = Annotated[bool, Option("--dry-run", help="Show what would be applied; change nothing.")]
NoWriteOption = Annotated[bool, Option("--dry-run", help="Show what would be written; write nothing.")]
SOURCE = "Source: a web address, a document or a file; may be repeated."
SourceOption = Annotated[list[str] | None, Option("--source", metavar="SOURCE", help=SOURCE)]
ReasonOption = Annotated[str | None, Option("--reason", metavar="TEXT", help="Why.")]
LeadOption = Annotated[
    list[str] | None, Option("--lead", "--unit", help="Only tasks that this unit leads; may be repeated.", **UNIT)
]
ItemOption = Annotated[
    list[str] | None,
    Option("--item", **TASK | {"help": "Only this task and its subtasks; may be repeated."}),
]
AllOption = Annotated[bool, Option("--all", help="All plans of a folder, by default of the nearest plans/ upwards.")]
FolderArgument = Annotated[
    str | None, Argument(metavar="[FOLDER]", help="With --all: the folder of the plans, or a server.")
]
TextOrJson = Annotated[Literal["text", "json"], Option("--format", help="Output format.")]
RuleNames = list[str] | None

TASK_OR_FOLDER = {
    "metavar": "[REF]",
    "help": "A number such as 6.2, words from a title; with --all a folder, a server.",
}
TaskOrFolder = Annotated[str | None, Argument(**TASK | TASK_OR_FOLDER)]
OptionalTask = Annotated[str | None, Argument(**TASK | {"metavar": "[REF]"})]
References = Annotated[list[str], Argument(**REFERENCES)]


def check_place(folder: str | None, *, every: bool) -> None:
    """Raise UsageError for a folder of plans where not all of them are meant."""
    if folder is not None and not every:
        raise UsageError("{folder}: a folder is for --all; name one plan with --plan", folder=folder)


OptionTable = dict[str, tuple[Any, Any]]
"""The type and the default of options, by name."""
Decorator = Callable[[Callable[..., None]], Any]
KEYWORD = inspect.Parameter.KEYWORD_ONLY
PROVIDED = ("context", "writer", "reader", "given")
"""The parameters of a command that are made from shared options; the others are options of its own."""


def option(*names: str, kind: Any = str | None, default: Any = None, **settings: Any) -> tuple[Any, Any]:
    """Return an option for a table; by default an optional text."""
    return Annotated[kind, Option(*names, **settings)], default


_LANG: OptionTable = {"lang": (LangOption, None)}
_BOTH: OptionTable = {"lang": option("--lang", metavar="zh|en|both", help="Language of the output: zh, en or both.")}
PLAN = {"plan": option("--plan", metavar="PLAN", help="The plan: a folder, or an id under plans/."), **_LANG}
DATES = {
    "as_of": option("--as-of", help="Show the state at the end of this day.", **DATE),
    "known_at": option("--known-at", help="Count only what was recorded by the end of this day.", **DATE),
}
PAGER = {
    "no_pager": option("--no-pager", kind=bool, default=False, help="Show everything at once, without a pager."),
}
RULE_SET = {"rules": option("--rules", help="Use these light rules instead of the plan's.", **RULES)}
RECORDING = {
    "by": option("--by", help="Name to record under; by default your own.", **PERSON),
    "dry_run": option("--dry-run", kind=bool, default=False, help="Show what would be recorded; record nothing."),
    **PLAN,
}


def output_option(words: str) -> OptionTable:
    """Return the option for the file that is written to; `words` are its help."""
    return {"output": option("--output", "-o", kind=Path | None, help=words, metavar="FILE")}


FILE = output_option("Write to this file; if that fails, an existing file stays unchanged.")


def open_context(ctx: typer.Context, context: Context) -> Context:
    """Return the context, now also known to the error boundary, which asks it for the language of errors."""
    ctx.find_root().obj = context
    return context


Provide = Callable[..., dict[str, Any]]


def providing(options: OptionTable, provide: Provide, first: OptionTable | None = None) -> Decorator:
    """Return a decorator that adds options to a command, and those of `first` before its own.

    `provide` turns them into what the command is given instead.
    """
    before, after = map(_parameters, (first or {}, options))

    def decorate(command: Callable[..., None]) -> Any:
        @wraps(command)
        def run(ctx: typer.Context, **given: Any) -> None:
            provided = provide(**{shared.name: given.pop(shared.name) for shared in (*before, *after)})
            open_context(ctx, provided["context"])
            command(**provided, **given)

        own = inspect.signature(command, eval_str=True).parameters.values()
        kept = [parameter.replace(kind=KEYWORD) for parameter in own if parameter.name not in PROVIDED]
        parameters = [inspect.Parameter("ctx", KEYWORD, annotation=typer.Context), *before, *kept, *after]
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return run

    return decorate


def _parameters(table: OptionTable) -> list[inspect.Parameter]:
    return [inspect.Parameter(name, KEYWORD, default=value, annotation=kind) for name, (kind, value) in table.items()]


def _context(**shared: Any) -> dict[str, Any]:
    return {"context": Context(SharedOptions(**shared))}


def _reader(*, no_pager: bool, lang: str | None) -> dict[str, Any]:
    return {"context": Context(SharedOptions(lang=lang), Output(paged=not no_pager))}


localized = providing(_LANG, _context)
paging = providing({**PAGER, **_LANG}, _reader)
"""Adds the options of a command that shows a text: pager and language."""
on_plan = providing(PLAN, _context)
_SERVER_OF = {**PLAN, "plan": option("--plan", metavar="PLAN", help="The plan whose server is meant.")}
_ONLY = {**PLAN, "plan": option("--plan", metavar="ID", help="Only this plan; by default all.")}
on_server, on_plans = providing(_SERVER_OF, _context), providing(_ONLY, _context)
"""Add the options of commands on a server, and on all plans of a place."""


def viewing(writers: Writers[Any], rules: OptionTable | None = None, *, both: bool = False) -> Decorator:
    """Add the options of every command that shows: dates, format, file, plan and language, `both` if it has them."""
    formats = [form.value for form in writers]
    words = "Output format; if not given, the file's ending decides."
    form_option = option("--format", kind=Literal[*formats] | None, help=words, show_default=formats[0])
    options = {**DATES, "form": form_option, **FILE, **PAGER, **PLAN, **(rules or {}), **(_BOTH if both else {})}
    languages = (*LANGUAGES, BOTH) if both else tuple(LANGUAGES)

    def provide(form: str | None, output: Path | None, *, no_pager: bool, **shared: Any) -> dict[str, Any]:
        if output is not None:
            from plantrack.planfile.protected import check_output

            check_output(output)
        chosen = Output(Format(output_format(form, output, formats)), output, not no_pager)
        context = Context(SharedOptions(**shared, languages=languages), chosen)
        context.views = True
        return {"context": context}

    return providing(options, provide)


def judging(writers: Writers[Any], *, both: bool = False) -> Decorator:
    """Add the same, and the light rules to judge by."""
    return viewing(writers, RULE_SET, both=both)


def _writer(plan: str | None, lang: str | None, **given: Any) -> dict[str, Any]:
    from plantrack.cli.writer import Writer

    context = Context(SharedOptions(plan, lang))
    return {"context": context, "writer": Writer(context, **given)}


recording = providing({"on": option("--on", help="Day of effect; by default today.", **DATE), **RECORDING}, _writer)
"""Adds the options of every command that records: day of effect, actor, dry run, plan and language."""
undoing = providing(RECORDING, _writer)
"""Adds the same without a day of effect: what is undone is undone at every day."""

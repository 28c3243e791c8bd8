"""The commands that judge: check, validate."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from typer import Argument, Option

from plantrack.checks import CheckResult
from plantrack.cli.context import Context, SharedOptions
from plantrack.cli.options import (
    RULE,
    AllOption,
    FolderArgument,
    LangOption,
    LeadOption,
    RuleNames,
    check_place,
    judging,
    open_context,
)
from plantrack.errors import PlanError, PlantrackError, Problem, UsageError, errors, reason
from plantrack.files import open_at_end, real
from plantrack.journal import JournalContents
from plantrack.model.plan import UNREADABLE
from plantrack.planfile.protected import check_output
from plantrack.render.formats import CHECK, CHECK_ALL, Format

if TYPE_CHECKING:
    from plantrack.cli.check_run import CheckRun

GIT = "--new-since compares plans in a folder with git; on a server, give an earlier result: --baseline"


@judging(CHECK)
def check(
    context: Context,
    folder: FolderArgument = None,
    only: Annotated[RuleNames, Option("--only", "--rule", help="Run only this rule; may be repeated.", **RULE)] = None,
    fail_on: Annotated[
        RuleNames, Option("--fail-on", help="Treat its findings as errors; may be repeated.", **RULE)
    ] = None,
    warn_on: Annotated[
        RuleNames, Option("--warn-on", help="Treat its findings as warnings; may be repeated.", **RULE)
    ] = None,
    lead: LeadOption = None,
    new_since: Annotated[
        str | None,
        Option(
            "--new-since",
            metavar="REV",
            help="Fail only on findings that are new since a git revision.",
        ),
    ] = None,
    baseline: Annotated[
        Path | None,
        Option("--baseline", metavar="FILE", help="Fail only on findings that an earlier JSON result does not have."),
    ] = None,
    grace: Annotated[
        int | None, Option("--grace", min=0, metavar="DAYS", help="Days of grace after a due date.")
    ] = None,
    every: AllOption = False,
) -> None:
    """Find what is overdue, unreported, quietly changed or invalid. Exit code 1 on errors, unless they are known.

    Example: plantrack check --new-since main --format github
    """
    from plantrack.cli.check_run import CheckRun
    from plantrack.model.lookup import find_rules

    check_place(folder, every=every)
    run = CheckRun(find_rules(only), find_rules(fail_on), find_rules(warn_on), tuple(lead or ()), grace)
    if every:
        _check_all(context, folder, run, new_since, baseline)
    context.judges = True
    with context.progress():
        context.check_chain()
        result = run.result(context, new_since, baseline)
    for remark in result.remarks:
        context.warn("{said}", said=remark)
    context.present(CHECK, result)
    _append_step_summary(result, context)
    raise typer.Exit(1 if result.failed else 0)


def _check_all(
    context: Context, folder: str | None, run: "CheckRun", new_since: str | None, baseline: Path | None
) -> NoReturn:
    from plantrack.cli.place_context import PlaceContext
    from plantrack.cli.portfolio import check_all

    if new_since is not None and folder and "://" in folder:
        raise UsageError(GIT)
    context.judges = True
    place = PlaceContext(context, folder)
    view, code = check_all(place, run, new_since, baseline)
    place.present(CHECK_ALL, view, place.as_of)
    _append_step_summary(view.result, place)
    raise typer.Exit(code)


def _append_step_summary(result: CheckResult, context: Context) -> None:
    """Append the findings to the summary of a GitHub step, where GITHUB_STEP_SUMMARY names one."""
    given = os.environ.get("GITHUB_STEP_SUMMARY")
    if context.output.format is not Format.GITHUB or not given:
        return
    from plantrack.render.github import SUMMARY_ROOM, summary

    try:
        check_output(Path(given))
        with open_at_end(Path(given)) as file:
            file.write(summary(result, context.render_context(), SUMMARY_ROOM - file.tell()).encode())
    except UsageError as error:
        context.warn("{said}", said=error.message)
    except OSError as error:
        context.warn("{file}: cannot be written: {why}", file=given, why=reason(error))


def validate(
    ctx: typer.Context,
    plans: Annotated[list[str] | None, Argument(metavar="[PLAN]…", help="Plan folders, files in them, or ids.")] = None,
    lang: LangOption = None,
) -> None:
    """Show every problem in a plan's files. Each line is file:line:column: message; exit code 1 on errors.

    Example: plantrack validate plans/shenzhen-sti-2024
    """
    each = [Context(SharedOptions(plan, lang), quiet=True) for plan in plans or (None,)]
    open_context(ctx, each[0])
    different = {real(context.folder): context for context in each}
    raise typer.Exit(max(_validated(open_context(ctx, context), ctx) for context in different.values()))


def _journal_of(context: Context) -> tuple["JournalContents", tuple[Problem, ...]]:
    """Return what the journal holds; nothing, and why, where the plan's address of it cannot be read."""
    try:
        return context.journal.read(places=True), ()
    except PlanError as error:
        told = context.plan.journal == UNREADABLE  # where the file was read
        return JournalContents([]), () if told else error.problems


def _validated(context: Context, ctx: typer.Context) -> int:
    """Print the problems of one plan's files, or why they cannot be read; return the exit code for that."""
    from plantrack.checks.records import shared_ids, unknown_references
    from plantrack.cli.error_boundary import report_error
    from plantrack.cli.evidence import changed_evidence
    from plantrack.journal.aside import standing_aside
    from plantrack.model.history import History
    from plantrack.planfile.contacts import contact_problems
    from plantrack.render.update_text import validation

    try:
        file = context.plan_file
        contents, unreadable = _journal_of(context)
        history, places = History(contents.updates), contents.places
        records = (*shared_ids(history, places), *unknown_references(file.plan, history, places, context.latest))
        files = changed_evidence(history, context.folder, places)
        own = (*file.problems, *file.questions, *file.missing_template, *contact_problems(file.folder, file.plan.units))
        aside = filter(None, [standing_aside(file.journal)])
        problems = (*own, *unreadable, *aside, *context.side_problems, *contents.problems, *records, *files)
    except PlantrackError as error:
        return report_error(error, ctx.find_root())
    typer.echo(validation(problems, file.file, context.language), nl=False)
    return int(bool(errors(problems)))

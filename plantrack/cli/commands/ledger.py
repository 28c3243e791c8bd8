"""The commands of the ledger that goes out to units and comes back: ledger send, ledger take, ledger status."""

from collections.abc import Collection, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer
from typer import Argument, Option

from plantrack.cli.context import Context
from plantrack.cli.error_boundary import LocalizedCommand, LocalizedGroup
from plantrack.cli.options import DATE, UNIT, NoWriteOption, on_plan, viewing
from plantrack.cli.output import Output, echo, echo_written
from plantrack.dates.periods import Length, Period, period_of
from plantrack.errors import NotFoundError, UsageError, message, reason
from plantrack.evaluation.evaluate import JudgingPolicy, evaluate
from plantrack.evaluation.owing import due_day
from plantrack.files import read_regular, typed, write_whole
from plantrack.ledger.outgoing import OutgoingLedger, outgoing
from plantrack.ledger.stamp import as_sent
from plantrack.model.requesting import guard
from plantrack.model.updates import LedgerReturn
from plantrack.planfile.protected import check_output
from plantrack.render.formats import LEDGERS, OUTGOING_LEDGER, Format, output_format
from plantrack.reports.ledgers import Ledgers, ledgers, units_asked

PERIOD = "Period reported on: 2024-11, W46, last; by default the present, or the last of a plan that is over."
HELP = """Send units their ledgers, and take in what they filled in.

An office's Monday: `ledger take`, `check`, `report`, `remind`, `ledger send`."""
FILES = "Ledgers that came back: .xlsx, .et, .csv."
ENDINGS = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".tsv")
"""The endings of files that may be ledgers."""
ledger = typer.Typer(cls=LocalizedGroup, help=HELP)
command = partial(ledger.command, cls=LocalizedCommand)


@command()
@on_plan
def send(
    context: Context,
    unit: Annotated[str | None, Option("--unit", help="Write the ledger of this unit.", **UNIT)] = None,
    folder: Annotated[
        Path | None, Option("--per-unit", metavar="DIR", help="Write one file per unit to this folder.")
    ] = None,
    period: Annotated[str | None, Option("--period", metavar="PERIOD", help=PERIOD)] = None,
    output: Annotated[Path | None, Option("--output", "-o", metavar="FILE", help="Write to this file.")] = None,
    dry_run: NoWriteOption = False,
) -> None:
    """Write the ledgers that units fill in: a workbook per unit, with its open tasks. `ledger take` reads it again.

    Example: plantrack ledger send --per-unit ledgers --period 2024-11
    """
    if (unit is None) == (folder is None):
        raise UsageError("no unit was named; give one with --unit, or a folder for the ledgers of all with --per-unit")
    if folder and output:
        raise UsageError("the files in the folder are named after their units; leave out --output")
    sender = _Sender(context, period)
    if folder is not None:
        sender.to_folder(folder, dry_run=dry_run)
        return
    made = sender.ledger(context.unit(unit or ""))
    if not made.tasks:
        raise NotFoundError(
            "{unit} has no open task, so it gets no ledger; name another unit", unit=context.plan.units[made.unit]
        )
    if dry_run:
        echo_written([output or Path(file_name(made.unit, made.period))], context.message_language, dry_run=True)
        return
    context.output = Output(Format(output_format(None, output, [Format.XLSX])), output)
    context.present(OUTGOING_LEDGER, made)


@command()
@on_plan
def take(
    context: Context,
    files: Annotated[list[Path] | None, Argument(metavar="[FILE…]", help=FILES)] = None,
    folder: Annotated[Path | None, Option("--from", metavar="DIR", help="Take every ledger in this folder.")] = None,
    ours: Annotated[bool, Option("--ours", help="Keep what is recorded where both sides changed.")] = False,
    theirs: Annotated[bool, Option("--theirs", help="Take what the file says where both sides changed.")] = False,
    by: Annotated[str | None, Option("--by", help="Take only ledgers of this unit.", **UNIT)] = None,
    on: Annotated[str | None, Option("--on", help="Day of effect; by default today.", **DATE)] = None,
    dry_run: Annotated[bool, Option("--dry-run", help="Show what would be recorded; record nothing.")] = False,
) -> None:
    """Take in ledgers that units filled in. What changed against what was sent is recorded, a file whole or not at all.

    Example: plantrack ledger take --from ledgers
    """
    from plantrack.cli.ledger_files import LedgerTaker
    from plantrack.ledger.merging import Side

    if ours and theirs:
        raise UsageError("--ours and --theirs exclude each other; give one of them")
    paths = [*(files or ()), *(_ledgers_in(folder) if folder else ())]
    if not paths:
        raise UsageError("no ledger was named; give files, or a folder with --from")
    side = Side.OURS if ours else Side.THEIRS if theirs else None
    taker = LedgerTaker(context, side=side, unit=by, on=on, dry_run=dry_run)
    taker.take(paths)
    if folder and not dry_run:
        _summarise(context.again(), taker.periods)
    if taker.code:
        raise typer.Exit(taker.code)


def _ledgers_in(folder: Path) -> list[Path]:
    """Return the files of a folder that may be ledgers, by their names."""
    try:
        every = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    except OSError as error:
        raise UsageError("{file}: cannot be read: {why}", file=typed(folder), why=reason(error)) from None
    found = [path for path in every if not path.name.startswith(("~$", "."))]
    if not found:
        raise UsageError("{file} holds no ledger; name a folder with files that end in {endings}",
                         file=typed(folder), endings=ENDINGS)  # fmt: skip
    return found


def _summarise(context: Context, periods: Mapping[Period, Collection[str]]) -> None:
    """Print how the ledgers of each period came in, and which units' files are not recorded."""
    ctx = context.render_context()
    for period, left in periods.items():
        found = _ledgers(context, period)
        typer.echo()
        context.output.show(str(LEDGERS[Format.TEXT](found, ctx)))
        if units := [unit for unit in found.missing if unit in left]:
            typer.echo(
                ctx.say("Sent, but not recorded because of conflicts or errors: {units}", units=ctx.units(units))
            )


@command()
@viewing(LEDGERS)
def status(
    context: Context, period: Annotated[str | None, Option("--period", metavar="PERIOD", help=PERIOD)] = None
) -> None:
    """Show who sent a ledger, when and how late, who did not, and how many cells each changed.

    Example: plantrack ledger status --period 2024-11
    """
    context.present(LEDGERS, _ledgers(context, _period(context, period)))


def _period(context: Context, text: str | None) -> Period:
    """Return the period that is named; else that of the day, or the plan's last one once the plan is over."""
    length, last = Length(context.plan.report_every), context.plan.period.last
    return context.period(text, length) if text else period_of(min(context.as_of, last), length)


def _judging(context: Context) -> JudgingPolicy:
    """Return by what tasks are looked at; nothing is judged, so the rules for lights do not matter."""
    return JudgingPolicy(context.calendar, None, context.plan.policy.grace, context.over)


def _ledgers(context: Context, period: Period) -> Ledgers:
    with context.progress():
        roots = evaluate(context.plan, context.state, context.as_of, _judging(context))
    due = due_day(context.plan.report_due, period, context.calendar)
    return ledgers(context.plan, roots, context.state, period, due)


class _Sender:
    """Makes the ledgers of one period."""

    def __init__(self, context: Context, period: str | None) -> None:
        self._context, plan = context, context.plan
        self._period = _period(context, period)
        self._state = context.history.at(context.today)
        with context.progress():
            self._roots = evaluate(plan, self._state, context.today, _judging(context))

    def ledger(self, unit: str) -> OutgoingLedger:
        """Return the ledger of a unit."""
        context, period = self._context, self._period
        return outgoing(
            context.plan, self._roots, self._state, unit, period,
            due=due_day(context.plan.report_due, period, context.calendar), as_of=context.today,
            known_at=context.history.latest, approvals=guard(context.plan, context.history).policy,
        )  # fmt: skip

    def to_folder(self, folder: Path, *, dry_run: bool) -> None:
        """Write the ledger of each unit with open tasks, and name the units without."""
        from plantrack.render.xlsx.unit_ledger import ledger as write

        context = self._context
        asked = units_asked(context.plan, self._roots)
        paths = {unit: folder / file_name(unit, self._period) for unit in asked}
        for unit, path in paths.items():
            check_output(path)
            self._check_kept(unit, path)
        ctx, language = context.render_context(), context.message_language
        for number, (unit, path) in enumerate(paths.items(), 1):
            said = message("writing {file} ({number} of {total}) …", file=typed(path), number=number, total=len(paths))
            with context.progress(said):
                if not dry_run:
                    write_whole(path, write(self.ledger(unit), ctx), folders=True)
        echo_written(paths.values(), language, dry_run=dry_run)
        if left := tuple(unit for unit in context.plan.units if unit not in paths):
            echo(message("without an open task, so without a ledger: {units}", units=ctx.units(left)), language)

    def _check_kept(self, unit: str, path: Path) -> None:
        """Refuse to write over what somebody filled in and nobody took in. Raises UsageError."""
        try:
            content = read_regular(path)
        except OSError:  # nothing to lose, or what writing tells better
            return
        digest = sha256(content).hexdigest()
        if not as_sent(content) and all(one.digest != digest for one in self._state.kept(LedgerReturn, unit)):
            raise UsageError(
                "{file} was saved since it was sent, and is not taken in; run `plantrack ledger take {file}`, "
                "or move it away, and send again",
                file=typed(path),
            )


def file_name(unit: str, period: Period) -> str:
    """Return the name of a ledger's file."""
    return f"{unit}-{period.label}.xlsx"

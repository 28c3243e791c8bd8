"""The commands of the ledger that goes out to units and comes back: ledger send, ledger take, ledger status."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from typer import Option

from plantrack.cli.context import Context
from plantrack.cli.error_boundary import LocalizedCommand, LocalizedGroup
from plantrack.cli.options import UNIT, NoWriteOption, on_plan
from plantrack.cli.output import Output, echo, echo_written
from plantrack.dates.periods import Length, Period, period_of
from plantrack.errors import NotFoundError, UsageError, message
from plantrack.evaluation.evaluate import evaluate
from plantrack.evaluation.owing import due_day
from plantrack.files import typed, write_whole
from plantrack.ledger.outgoing import OutgoingLedger, outgoing, units_asked
from plantrack.model.requesting import guard
from plantrack.planfile.protected import check_output
from plantrack.render.formats import OUTGOING_LEDGER, Format, output_format

PERIOD = "The period that is reported on: 2024-11, W46, last; by default the present one."
ledger = typer.Typer(cls=LocalizedGroup, help="Send units their ledgers, and take in what they filled in.")
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


class _Sender:
    """Makes the ledgers of one period."""

    def __init__(self, context: Context, period: str | None) -> None:
        self._context, plan = context, context.plan
        length = Length(plan.report_every)
        self._period = context.period(period, length) if period else period_of(context.today, length)
        self._state = context.history.at(context.today)
        with context.progress():
            self._roots = evaluate(plan, self._state, context.today, context.judging())

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
        from plantrack.render.xlsx.ledger import ledger as write

        context = self._context
        asked = units_asked(context.plan, self._roots)
        paths = {unit: folder / file_name(unit, self._period) for unit in asked}
        for path in paths.values():
            check_output(path)
        ctx, language = context.render_context(), context.message_language
        for number, (unit, path) in enumerate(paths.items(), 1):
            said = message("writing {file} ({number} of {total}) …", file=typed(path), number=number, total=len(paths))
            with context.progress(said):
                if not dry_run:
                    write_whole(path, write(self.ledger(unit), ctx), folders=True)
        echo_written(paths.values(), language, dry_run=dry_run)
        if left := tuple(unit for unit in context.plan.units if unit not in paths):
            echo(message("without an open task, so without a ledger: {units}", units=ctx.units(left)), language)


def file_name(unit: str, period: Period) -> str:
    """Return the name of a ledger's file."""
    return f"{unit}-{period.label}.xlsx"

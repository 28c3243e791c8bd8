"""The input of `update -`: JSON lines."""

from codecs import BOM_UTF8
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from msgspec.structs import replace

from plantrack.cli.context import Context
from plantrack.cli.options import percentage
from plantrack.cli.owed import answered_period
from plantrack.cli.writer import Writer
from plantrack.errors import Message, PlantrackError, UsageError, decoding_reason, message
from plantrack.model.commands import ReportInput
from plantrack.model.lookup import find_reference
from plantrack.model.state import Status
from plantrack.render.choices import choose, names

EXAMPLE = '{"ref": "6.2", "status": "done"}'
KNOWN = tuple(name for name in ReportInput.__struct_encode_fields__ if name != "evidence")
"""The keys of a line."""
BAD_LINE = "line {number}: {why}; nothing was recorded"


def read_lines(stream: Iterable[bytes], context: Context, writer: Writer) -> list[ReportInput]:
    """Read one report per line, as in {"ref": "6.2", "status": "done"}; its texts are read as the options are.

    Errors name the line. Among them are unknown references and days that have not come.
    """
    reports = []
    for number, line in enumerate(stream, 1):
        text = line.removeprefix(BOM_UTF8) if number == 1 else line
        if not text.strip():
            continue
        try:
            record = _read(msgspec.json.decode(text), writer)
            sources = _sources(record)
            report = msgspec.convert(record | {"source": next(iter(sources), None)} if sources else record, ReportInput)
            source, evidence = writer.cited(sources)
            report = replace(report, source=source, evidence=evidence)
            find_reference(context.plan, report.ref, reported=True)
            if report.period:
                on = report.on or writer.on
                report = replace(report, period=answered_period(context, report.ref, report.period, on))
            reports.append(report)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            why = decoding_reason(error)
            if "unknown field" in str(error):
                why = message("{error}; known here: {known}", error=why, known=KNOWN)
            raise UsageError(BAD_LINE, number=number, why=why) from None
        except PlantrackError as error:
            error.message = Message(BAD_LINE, {"number": number, "why": error.message})
            raise
    if not reports:
        raise UsageError("no lines were read; each must be a record such as {example}", example=EXAMPLE)
    return reports


def _read(record: Any, writer: Writer) -> Any:
    """Return a record with status, percentage and day as values, where they are texts as the options take them.

    Raises UsageError for evidence that was not read here.
    """
    readers: dict[str, Callable[[str], object]] = {
        "status": lambda text: choose("status", names("status", Status), text),
        "percent": percentage,
        "on": writer.past_day,
    }
    if not isinstance(record, dict):
        return record
    if "evidence" in record:
        raise UsageError("digests of evidence are computed here; name its files as 'source', one or a list of them")
    return record | {name: read(record[name]) for name, read in readers.items() if isinstance(record.get(name), str)}


def _sources(record: Any) -> list[str]:
    """Return the sources of a record: one text, or several in a list."""
    found = record.get("source") if isinstance(record, dict) else None
    texts = found if isinstance(found, list) else [found]
    return [str(text) for text in texts] if all(isinstance(text, str) for text in texts) else []

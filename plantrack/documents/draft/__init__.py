"""The draft of a plan.yaml from what was read: every fact with its place, and a question where a person must decide.

Nothing is invented: without a lead in the text there is none in the draft, and a deliverable without a date gets the
last day of the plan as an assumption. Questions are comments that begin with `# ?`.
"""

from __future__ import annotations

from collections.abc import Iterator

from plantrack.documents.document import ParsedDocument
from plantrack.documents.draft.directory import Directory
from plantrack.documents.draft.figures import baseline_lines, target_lines
from plantrack.documents.draft.period import period_of
from plantrack.documents.draft.task_tree import task_lines
from plantrack.documents.draft.writer import DraftWriter
from plantrack.documents.numbering import numbers, renumbered
from plantrack.errors import Translate, message
from plantrack.quoting import question_lines

__all__ = ["draft", "questions"]


def draft(reading: ParsedDocument, plan_id: str, document_name: str, translate: Translate = str) -> str:
    """Return the text of a plan.yaml that `validate` accepts, with its questions in the language of `translate`.

    Raises UsageError if nothing in the document tells its year.
    """
    writer = DraftWriter(translate)
    units = Directory(reading)
    first, last, doubt = period_of(reading, document_name)
    tasks = [*task_lines(reading, units, (first, last), writer)]
    lines = [
        "# yaml-language-server: $schema=../plan.schema.json",
        *_origin(reading, document_name, writer),
        "",
        f"id: {plan_id}",
        *writer.ask_if(None if reading.title else message("the document has no title; what is the plan called?")),
        f"title: {writer.text(_title(reading, document_name))}",
        f"issuer: {units.issuer}",
        "language: zh",
        "timezone: Asia/Shanghai",
        *writer.ask_if(doubt),
        f"period: {{first: {first}, last: {last}}}",
        "report_every: month",
        *_document(reading, document_name, writer),
        "",
        *units.lines(reading, writer),
        *_sections(reading, writer),
        *baseline_lines(reading, reading.year_before or first.year - 1, writer),
        *target_lines(reading, str(first.year), writer),
        "",
        *tasks,
    ]
    return "\n".join(lines) + "\n"


def _title(reading: ParsedDocument, name: str) -> str:
    """Return the title of the document, or its issuer and plan heading, or the name of its file."""
    return reading.title or f"{reading.issuer or ''}{reading.plan_heading or ''}" or name


def questions(text: str) -> int:
    """Return the number of open questions."""
    return len(question_lines(text))


def _origin(reading: ParsedDocument, name: str, writer: DraftWriter) -> Iterator[str]:
    yield writer.note(message("Drafted by `plantrack import` from {file}, SHA-256 {digest}.",
                           file=name, digest=reading.source.sha256))  # fmt: skip
    yield writer.note(
        message("Where a line says “# ?” a person must decide: correct what stands there, and delete the question.")
    )
    yield writer.note(message('A title in one language stands for both; write {{zh: "…", en: "…"}} for two.'))
    for warning in reading.source.warnings:
        yield writer.ask(warning)


def _document(reading: ParsedDocument, name: str, writer: DraftWriter) -> Iterator[str]:
    if reading.published is None:
        yield writer.ask(
            message("the day of publication is not in the document; with it, add `document:` with title and published")
        )
        return
    yield "document:"
    yield f"  title: {writer.text(reading.title or name)}"
    yield f"  published: {reading.published}"


def _sections(reading: ParsedDocument, writer: DraftWriter) -> Iterator[str]:
    """Yield the sections of the summary; 0 is what comes before the first."""
    if not reading.figures and not reading.sections:
        return
    yield ""
    if renumbered(reading.sections):
        yield writer.note(message("The document numbers its sections otherwise; here they are counted."))
    yield "sections:"
    yield '  0: {zh: "总述", en: "Preamble"}'
    for number, section in zip(numbers(reading.sections), reading.sections, strict=True):
        yield f"  {number}: {writer.text(section.title)}"

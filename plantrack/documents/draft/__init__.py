"""The draft of a plan.yaml from what was read: every fact with its place, and a question where a person must decide.

Nothing is invented: without a lead in the text there is none in the draft, and a deliverable without a date gets the
last day of the plan as an assumption. Questions are comments that begin with `# ?`.
"""

from collections.abc import Iterator

from plantrack.documents.draft.directory import Directory, duties
from plantrack.documents.draft.figures import baseline_lines, target_lines
from plantrack.documents.draft.period import period_of
from plantrack.documents.draft.plan_head import PlanHead
from plantrack.documents.draft.task_tree import task_lines
from plantrack.documents.draft.writer import DraftWriter
from plantrack.documents.numbering import numbers, renumbered
from plantrack.documents.parsed_document import ParsedDocument
from plantrack.errors import Translate, message
from plantrack.quoting import question_lines

__all__ = ["draft", "questions"]


def draft(parsed: ParsedDocument, plan_id: str, document_name: str, translate: Translate = str) -> str:
    """Return the text of a plan.yaml that `validate` accepts, with its questions in the language of `translate`.

    Raises UsageError if nothing in the document tells its year.
    """
    writer = DraftWriter(translate)
    units = Directory(parsed.issuer, duties(parsed))
    first, last, doubt = period_of(parsed, document_name)
    tasks = [*task_lines(parsed, units, (first, last), writer)]
    head = PlanHead(
        plan_id=plan_id, file=document_name, sha256=parsed.source.sha256, named=parsed.title,
        title=_title(parsed, document_name), issuer=units.issuer, period=(first, last), doubt=doubt,
        warnings=parsed.source.warnings,
    )  # fmt: skip
    lines = [
        *head.lines(writer),
        *_document(parsed, document_name, writer),
        "",
        *units.lines(writer),
        *_sections(parsed, writer),
        *baseline_lines(parsed, parsed.year_before or first.year - 1, writer),
        *target_lines(parsed, str(first.year), writer),
        "",
        *tasks,
    ]
    return "\n".join(lines) + "\n"


def _title(parsed: ParsedDocument, name: str) -> str:
    """Return the title of the document, or its issuer and plan heading, or the name of its file."""
    return parsed.title or f"{parsed.issuer or ''}{parsed.plan_heading or ''}" or name


def questions(text: str) -> int:
    """Return the number of open questions."""
    return len(question_lines(text))


def _document(parsed: ParsedDocument, name: str, writer: DraftWriter) -> Iterator[str]:
    if parsed.published is None:
        yield writer.ask(
            message("the day of publication is not in the document; with it, add `document:` with title and published")
        )
        return
    yield "document:"
    yield f"  title: {writer.text(parsed.title or name)}"
    yield f"  published: {parsed.published}"


def _sections(parsed: ParsedDocument, writer: DraftWriter) -> Iterator[str]:
    """Yield the sections of the summary; 0 is what comes before the first."""
    if not parsed.figures and not parsed.sections:
        return
    yield ""
    if renumbered(parsed.sections):
        yield writer.note(message("The document numbers its sections otherwise; here they are counted."))
    yield "sections:"
    yield '  0: {zh: "总述", en: "Preamble"}'
    for number, section in zip(numbers(parsed.sections), parsed.sections, strict=True):
        yield f"  {number}: {writer.text(section.title)}"

"""The draft of a plan.yaml from what was read: every fact with its place, and a question where a person must decide.

Nothing is invented: without a lead in the text there is none in the draft, and a deliverable without a date gets the
last day of the plan as an assumption. Questions are comments that begin with `# ?`.
"""

from collections.abc import Iterator

from plantrack.documents.draft.directory import Directory
from plantrack.documents.draft.draft_task import DraftTask, deliverables, owned
from plantrack.documents.draft.fact_writer import FactWriter
from plantrack.documents.draft.figures import baseline_lines, target_lines
from plantrack.documents.draft.omissions import Omissions
from plantrack.documents.draft.period import period_of
from plantrack.documents.draft.plan_head import PlanHead
from plantrack.documents.draft.task_tree import draft_tasks
from plantrack.documents.draft.task_writer import TaskWriter, left_lines
from plantrack.documents.draft.writer import DraftWriter, settled
from plantrack.documents.numbering import numbers, renumbered
from plantrack.documents.parsed_document import ParsedDocument
from plantrack.errors import Translate, message
from plantrack.quoting import question_lines

__all__ = ["draft", "questions"]
_NO_OWNERS = message("the document names no owners: who leads each item? `lead: [issuer]`, what is below inherits it")
_UNPUBLISHED = message(
    "the day of publication is not in the document; with it, add `document:` with title and published"
)


def draft(
    parsed: ParsedDocument,
    plan_id: str,
    name: str,
    translate: Translate = str,
    *,
    deliverables_only: bool = False,
) -> str:
    """Return the text of a plan.yaml that `validate` accepts, with its questions in the language of `translate`.

    `name` is that of the file.

    Raises UsageError if nothing in the document tells its year.
    """
    found = _Draft(parsed, plan_id, name, deliverables_only=deliverables_only)
    return settled(found.lines, translate, parsed.language)


def questions(text: str) -> int:
    """Return the number of open questions."""
    return len(question_lines(text))


class _Draft:
    def __init__(self, parsed: ParsedDocument, plan_id: str, name: str, *, deliverables_only: bool) -> None:
        self._parsed, self._id, self._name = parsed, plan_id, name
        self._omissions = Omissions(parsed)
        tasks = draft_tasks(parsed, self._omissions)
        self._tasks = deliverables(tasks) if deliverables_only else tasks
        self._left_out = _ends(tasks) - _ends(self._tasks)
        self._every = [below for task in self._tasks for below in task.walk()]
        self._period = period_of(parsed, name)

    def lines(self, writer: DraftWriter) -> Iterator[str]:
        parsed, (first, last, doubt) = self._parsed, self._period
        units = Directory(parsed.issuer, (task.duty for task in self._every))
        head = PlanHead(
            plan_id=self._id, file=self._name, sha256=parsed.source.sha256, named=parsed.title, title=self._title(),
            issuer=units.issuer, language=parsed.language, period=(first, last), doubt=doubt,
            warnings=parsed.source.warnings,
        )  # fmt: skip
        yield from head.lines(writer)
        yield from self._document(writer)
        yield ""
        yield from units.lines(writer)
        yield from self._sections(writer)
        yield from baseline_lines(parsed, parsed.year_before or first.year - 1, writer)
        yield from target_lines(parsed, self._every, str(first.year), writer)
        yield ""
        yield from self._task_lines(FactWriter(units, (first, last), writer), writer)

    def _task_lines(self, facts: FactWriter, writer: DraftWriter) -> Iterator[str]:
        if not self._tasks:
            yield writer.ask(message("no plan part was found, so there is nothing to adopt yet: what is to be done?"))
            yield "tasks: []"
            return
        named = any(owned(task.duty) for task in self._every)
        if not named:
            yield writer.ask(_NO_OWNERS)
        if renumbered(self._parsed.items):
            yield writer.note(message("The document numbers its items otherwise; here they are counted."))
        if self._left_out:
            yield writer.note(message("{n} clauses that are no deliverables were left out", n=self._left_out))
        yield from writer.for_all()
        yield from left_lines(self._omissions.of(None), "0", writer)
        yield "tasks:"
        yield from TaskWriter(facts, writer, ask_owners=named).lines(self._tasks)

    def _title(self) -> str:
        """Return the title of the document, or its issuer and plan heading, or the name of its file."""
        parsed = self._parsed
        return parsed.title or f"{parsed.issuer or ''}{parsed.plan_heading or ''}" or self._name

    def _document(self, writer: DraftWriter) -> Iterator[str]:
        if self._parsed.published is None:
            yield writer.ask(_UNPUBLISHED)
            return
        yield "document:"
        yield f"  title: {writer.text(self._parsed.title or self._name)}"
        yield f"  published: {self._parsed.published}"

    def _sections(self, writer: DraftWriter) -> Iterator[str]:
        """Yield the sections of the summary; 0 is what comes before the first."""
        parsed = self._parsed
        if not parsed.figures and not parsed.sections:
            return
        yield ""
        if renumbered(parsed.sections):
            yield writer.note(message("The document numbers its sections otherwise; here they are counted."))
        yield "sections:"
        yield '  0: {zh: "总述", en: "Preamble"}'
        for number, section in zip(numbers(parsed.sections), parsed.sections, strict=True):
            yield f"  {number}: {writer.text(section.title)}"


def _ends(tasks: tuple[DraftTask, ...]) -> int:
    """Return the number of tasks without others below them, and of directions."""
    every = [below for task in tasks for below in task.walk()]
    return sum(len(task.directions) + (not task.tasks) for task in every)

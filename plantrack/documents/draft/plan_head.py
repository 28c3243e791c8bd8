"""The head of a draft: which file it is from, how to answer its questions, and what the plan is."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from plantrack.documents.draft.writer import DraftWriter
from plantrack.errors import Message, message

_ZONE = message("the document names no time zone: which is the plan's? Write it as Europe/London")
_UNTITLED = message("the document has no title; what is the plan called?")
_QUESTIONS = message(
    "Where a line says “# ?” a person must decide: correct what stands there, and delete the question."
)
_LANGUAGES = message('A title in one language stands for both; write {{zh: "…", en: "…"}} for two.')


class PlanHead(Struct, frozen=True, kw_only=True):
    """What stands at the top. `named` is the title that the file itself has; `doubt` asks about the period."""

    plan_id: str
    file: str
    sha256: str
    named: str | None
    title: str
    issuer: str
    language: str = "zh"
    period: tuple[date, date]
    doubt: Message | None
    warnings: tuple[Message, ...] = ()

    def lines(self, writer: DraftWriter) -> Iterator[str]:
        """Yield the lines up to the rhythm of reports."""
        first, last = self.period
        yield "# yaml-language-server: $schema=../plan.schema.json"
        drafted = message(
            "Drafted by `plantrack import` from {file}, SHA-256 {digest}.", file=self.file, digest=self.sha256
        )
        yield from map(writer.note, (drafted, _QUESTIONS, _LANGUAGES))
        yield from map(writer.ask, self.warnings)
        yield from ("", f"id: {self.plan_id}")
        yield from writer.ask_if(None if self.named else _UNTITLED)
        yield f"title: {writer.text(self.title)}"
        yield f"issuer: {self.issuer}"
        yield f"language: {self.language}"
        yield from writer.ask_if(None if self.language == "zh" else _ZONE)
        yield f"timezone: {'Asia/Shanghai' if self.language == 'zh' else 'UTC'}"
        yield from writer.ask_if(self.doubt)
        yield f"period: {{first: {first}, last: {last}}}"
        yield "report_every: month"

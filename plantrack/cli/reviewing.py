"""Going through the open questions of a draft on a terminal: what is answered is written into plan.yaml."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import typer
from msgspec.structs import replace

from plantrack.cli.asking import ask
from plantrack.cli.review_answers import ANSWERS, NO, SETTLED, About, ReviewAnswer, as_task
from plantrack.cli.terminal import on_terminal
from plantrack.errors import Message, UsageError, message
from plantrack.files import typed, write_whole
from plantrack.planfile import NAME, content_of, decoded
from plantrack.planfile.editing import edited
from plantrack.planfile.questions import OpenQuestion, open_questions, remarked, remarks, without
from plantrack.render.cells import message_words
from plantrack.render.context import plain, visible
from plantrack.render.i18n import LANGUAGES, translator

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from plantrack.cli.context import Context
    from plantrack.model.plan import Plan
    from plantrack.render.context import RenderContext

NO_TASK = "no task: “{what}”"
KEEP, STOP = "=", "q"


def check_review(form: str, *, dry_run: bool) -> None:
    """Raise UsageError where nobody can be asked, or nothing is to be written."""
    if not on_terminal():
        raise UsageError("--review asks on a terminal; without one, answer the questions in plan.yaml")
    if form != "text" or dry_run:
        raise UsageError("--review writes what is answered into plan.yaml; leave out --dry-run and --format")


def is_in_review(folder: Path, sha256: str) -> bool:
    """Tell whether there is a plan in a folder that was drafted from a file of this digest, with questions left."""
    file = folder / NAME
    if not file.is_file():
        return False
    text = decoded(content_of(file), file)
    return sha256 in text and bool(open_questions(text))


class _StopError(Exception):
    """Somebody has had enough."""


class Review:
    """The questions of the plan in a folder, each shown with the sentence of the document that it is about.

    What is passed over stays in the file as a question, for another time.
    """

    def __init__(self, folder: Path, context: Context, document: str) -> None:
        self._folder, self._outer, self._document = folder, context, document
        self._file = folder / NAME

    def run(self) -> None:
        """Ask each question that there is, until somebody stops."""
        questions = open_questions(self._text())
        try:
            for number, question in enumerate(questions, 1):
                typer.echo(f"\n{number}/{len(questions)}  {visible(question.words)}")
                self._ask(question)
        except _StopError:
            pass
        left = len(open_questions(self._text()))
        ctx = self._context().render_context()
        typer.echo(ctx.say("questions left: {n}", n=left))

    def _context(self) -> Context:
        return self._outer.of(self._folder)

    def _text(self) -> str:
        return decoded(content_of(self._file), self._file)

    def _write(self, text: str) -> None:
        write_whole(self._file, text.encode())

    def _ask(self, question: OpenQuestion) -> None:
        """Ask about each entry that a question is about, and delete it once nothing of it is left open."""
        answer, later = _answer_to(question), False
        entries = self._entries(question, answer)
        for one in entries:
            context = self._context()
            about = self._about(one, context.plan)
            for line in self._shown(about, context.render_context()):
                typer.echo(line)
            said = self._said(answer, about, context, many=len(entries) > 1)
            if said == KEEP:
                break
            later = later or said is None
            if answer.change is as_task and said is not None and said.casefold() in NO:
                self._decline(one if one.mark != question.mark else question, context)
            if one.mark != question.mark and said is not None:
                self._write(without(self._text(), one))
        else:
            if later:
                return
        self._write(without(self._text(), question))

    def _decline(self, question: OpenQuestion, context: Context) -> None:
        """Write in the place of a question that its sentence is no task."""
        if quoted := re.search("“(.+)”", question.words):
            said = plain(message(NO_TASK, what=quoted[1]), context.plan.language)
            self._write(remarked(self._text(), question, said))

    def _entries(self, question: OpenQuestion, answer: ReviewAnswer) -> list[OpenQuestion]:
        """Return a question for each task that one is about, or the remarks that it is about."""
        if answer.remarks:
            return [one for one in remarks(self._text()) if any(_match(form, one.words) for form in answer.remarks)]
        refs = _refs(question, answer, self._context().plan)
        return [replace(question, ref=ref) for ref in refs]

    def _about(self, question: OpenQuestion, plan: Plan) -> About:
        """Return what a question is about: what it quotes, in full, or the title of its task."""
        ref = question.ref if question.ref in plan.by_ref else ""
        quoted = re.search("“(.+)”", question.words)
        if not quoted:
            return About(ref, plan.by_ref[ref].title.in_language(plan.language) if ref else "")
        words = quoted[1]
        if words.endswith("…") and (place := self._document.find(words[:-1])) >= 0:
            end = re.compile("[，。；\n]|$").search(self._document, place + len(words) - 1)
            words = self._document[place : end.start() if end else None]
        return About(ref, words)

    def _shown(self, about: About, ctx: RenderContext) -> Iterator[str]:
        """Yield what a question is about: the task, and the sentence of the document."""
        if about.ref:
            yield f"  {about.ref} {ctx.title(ctx.plan.by_ref[about.ref].title)}"
        if sentence := sentence_around(self._document, about.words):
            yield f"  > {visible(sentence)}"

    def _said(self, answer: ReviewAnswer, about: About, context: Context, *, many: bool) -> str | None:
        """Ask, and write the answer; return it, or None where there is none. `=` is for all of many."""
        ctx = context.render_context()

        def read(text: str) -> str:
            if text == STOP:
                raise _StopError
            if text != KEEP:
                made = answer.change(about, text, context)
                self._write(edited(self._text(), self._folder, typed(self._file), made)[0])
            return text

        prompt = message_words(answer.prompt, ctx)
        one = ctx.say("{prompt} (=: as it stands; empty: later; q: stop)", prompt=prompt)
        all_of_them = ctx.say("{prompt} (=: as all of them stand; empty: later; q: stop)", prompt=prompt)
        return ask(ctx, all_of_them if many else one, read)


def declined(text: str) -> list[str]:
    """Return the sentences, or how they begin, of which a plan.yaml says that they are no tasks."""
    found = (re.search("“(.+)”", one.words) for one in remarks(text) if _match(message(NO_TASK), one.words))
    return [quoted[1] for quoted in found if quoted]


def _answer_to(question: OpenQuestion) -> ReviewAnswer:
    """Return what answers a question; one that is of no known kind is settled by hand."""
    found = (one for one in ANSWERS for form in one.to if _match(form, question.words))
    return next(found, SETTLED)


def _match(form: Message, words: str) -> re.Match[str] | None:
    """Return the match of a comment that has this form in any language; what is not given may be anything."""
    why = form.facts.get("why")
    patterns = _patterns(form.template, why.template if why else "")
    return next(filter(None, (one.fullmatch(words) for one in patterns)), None)


@cache
def _patterns(template: str, why: str) -> list[re.Pattern[str]]:
    """Return the patterns of a comment in each language, with a group for the references that it names."""
    patterns = []
    for language in LANGUAGES:
        said = translator(language)
        words = re.escape(said(template).replace("{why}", said(why)) if why else said(template))
        words = words.replace(re.escape("{refs}"), "(?P<refs>.*)", 1)
        patterns.append(re.compile(re.sub(r"\\{\w+\\}", ".*", words)))
    return patterns


def _refs(question: OpenQuestion, answer: ReviewAnswer, plan: Plan) -> list[str]:
    """Return the references that a question is about and where it is open: its own, or those that it names."""
    if question.ref in plan.by_ref:
        return [str(question.ref)]
    found = next(filter(None, (_match(form, question.words) for form in answer.to)), None)
    listed = found.groupdict().get("refs") or "" if found else ""
    named = [ref for ref in re.findall(r"[0-9]+(?:\.[0-9]+)*", listed) if ref in plan.by_ref]
    return [ref for ref in named if answer.is_open(plan.by_ref[ref])] or [""]


def sentence_around(document: str, words: str) -> str:
    """Return the sentence of a document that holds some words; nothing where none does."""
    place = document.find(words) if words.strip() else -1
    if place < 0:
        return ""
    first = max(document.rfind(stop, 0, place) for stop in "。；\n") + 1
    ends = [end for stop in "。；\n" if (end := document.find(stop, place + len(words))) >= 0]
    return document[first : min(ends, default=len(document))].strip()

"""Views of a table of tasks that was read: what each of its columns became, and what is left to decide."""

from plantrack.documents.tables.table_plan import ReadColumn, RowTarget, TablePlan, TableTask
from plantrack.errors import message
from plantrack.render.context import RenderContext, plain, visible
from plantrack.render.envelope import Json, dump, fields
from plantrack.render.phrases import NOTHING
from plantrack.render.text.layout import pairs, table
from plantrack.render.text.plain import written
from plantrack.tables.heads import Column


def table_json(read: TablePlan, language: str) -> str:
    """Return everything that was read; reasons for leaving out are in `language`."""
    first, last = read.period
    return dump({
        "schema": "plantrack.import/1",
        "document": {"title": read.title, "issuer": read.issuer, "published": None, "sha256": read.sha256,
                     "encoding": None},
        "summary": {"heading": None, "sections": []},
        "plan": {"heading": None, "year": last.year},
        "period": {"first": first, "last": last},
        "columns": [fields(one, "sheet", "head", "column") for one in read.columns],
        "plan_items": [_entry(task, language) for task in read.tasks],
        "figures": [],
        "targets": [],
        "skipped": [fields(one, "what") | {"place": str(one.place), "why": plain(one.why, language)} for one in read.left_out],
    })  # fmt: skip


def _entry(task: TableTask, language: str) -> Json:
    """Return a task with what is below it."""
    deadline = task.deadline
    return {
        **fields(task, "ref", "title"), "place": str(task.place),
        **fields(task.duty, "lead", "support", "responsible"), "people": task.duty.people,
        "kind": None if task.tasks else task.kind, "start": task.start,
        "due": deadline and deadline.due, "due_text": deadline and deadline.text,
        "target": task.target and _target(task.target),
        "milestones": [fields(one, "title", "due") for one in task.milestones],
        "report": task.report and fields(
            task.report, "place", "status", "percent", "progress", "problem", "next", "evidence", "day"
        ),
        "questions": [plain(one, language) for one in task.questions],
        "tasks": [_entry(below, language) for below in task.tasks],
    }  # fmt: skip


def _target(target: RowTarget) -> Json:
    """Return what is to be reached, and the value of the year before."""
    return {**fields(target.goal, "value", "unit"), "baseline": target.before and target.before.value}


def table_text(read: TablePlan, questions: int, ctx: RenderContext) -> str:
    """Return how much was read, as what each column was, and how many questions the draft leaves open."""
    say, tasks = ctx.say, [*read.every()]
    leaves = [task for task in tasks if not task.tasks]
    owners = {
        name
        for task in tasks
        for name in (*task.duty.lead, *task.duty.responsible, *task.duty.support, *task.duty.people)
    }
    counts = pairs([
        (say("Title"), visible(read.title or NOTHING)),
        (say("Issuer"), visible(read.issuer or NOTHING)),
        (say("Period"), say("{first} to {last}", first=read.period[0], last=read.period[1])),
        (say("Tasks"), str(len(leaves))),
        (say("Owners"), str(len(owners))),
        (say("Dates"), str(sum(bool(task.deadline and task.deadline.due) for task in leaves))),
        (say("Milestones"), str(sum(len(task.milestones) for task in tasks))),
        (say("Reports"), str(sum(1 for _ in read.reports()))),
        (say("Left out"), str(len(read.left_out))),
        (say("To decide"), str(questions)),
    ])  # fmt: skip
    columns = table(
        read.columns,
        (say("Sheet"), "fold", lambda one: visible(one.sheet)),
        (say("Head"), "fold", lambda one: visible(" ".join(one.head.split())) or NOTHING),
        (say("Read as"), "fold", lambda one: _as(one, ctx)),
    )
    return written(ctx, counts, "", columns)


_READ_AS = {
    Column.REFERENCE: message("number"), Column.NUMBER: message("number"), Column.TITLE: message("task"),
    Column.MEASURES: message("sub-tasks"), Column.CATEGORY: message("item"), Column.LEAD: message("lead"),
    Column.RESPONSIBLE: message("lead"), Column.SUPPORT: message("support"), Column.PERSON: message("person"),
    Column.START: message("start"), Column.DUE: message("due date"), Column.DUE_NOW: message("due date"),
    Column.MILESTONE: message("milestones"), Column.WEIGHT: message("weight"), Column.STATUS: message("status"),
    Column.PERCENT: message("percent"), Column.PROGRESS: message("progress"), Column.PROBLEM: message("problem"),
    Column.NEXT: message("next step"), Column.EVIDENCE: message("evidence"), Column.DAY: message("day of the report"),
}  # fmt: skip
_COMMENT, _NOT_TAKEN = message("a comment"), message("not taken")


def _as(one: ReadColumn, ctx: RenderContext) -> str:
    said = _NOT_TAKEN if one.column is Column.PHONE else _READ_AS.get(one.column or Column.NOTE, _COMMENT)
    return plain(said, ctx.language)

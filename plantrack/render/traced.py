"""The coverage of a document by a plan, as text and as JSON."""

from collections.abc import Iterable, Iterator

from plantrack.documents.coverage import Coverage
from plantrack.documents.parsed_document import DocumentFigure
from plantrack.model.plan import Plan
from plantrack.render.context import RenderContext, visible
from plantrack.render.envelope import dump, fields
from plantrack.render.imported import figure
from plantrack.render.text.layout import Block, heading, styled, table
from plantrack.render.text.plain import written


def as_json(found: Coverage, plan: Plan) -> str:
    """Return each clause with its tasks, and everything without a counterpart."""
    return dump({
        "schema": "plantrack.trace/1",
        "plan": plan.id,
        "open": found.open,
        "clauses": [
            {"item": one.item, **fields(one.clause, "title", "kind", "quote", "offset"), "tasks": one.refs}
            for one in found.clauses
        ],
        "tasks_without_clause": [fields(task, "ref", "title") for task in found.tasks],
        "figures_not_in_plan": [figure(one) for one in found.figures],
        "targets_not_in_plan": [figure(one) for one in found.targets],
        "figures_not_in_document": [one.id for one in found.extra_figures],
    })  # fmt: skip


def as_text(found: Coverage, ctx: RenderContext) -> str:
    """Return the clauses with their tasks, what is open on either side, and a line of counts."""
    say = ctx.say
    clauses = table(
        found.clauses,
        (say("Item"), "right", lambda one: str(one.item)),
        (say("Clause"), "fold", lambda one: visible(one.clause.title)),
        (say("Task"), "fold", lambda one: ctx.listed(one.refs) if one.counterparts else styled((say("none"), "red"))),
    )
    parts: list[Block] = [clauses] if found.clauses else []
    tasks = (f"{task.ref} {visible(task.title)}" for task in found.tasks)
    extra = (f"{one.id} {ctx.title(one.label)} {visible(one.text)}" for one in found.extra_figures)
    parts += _listed(say("Tasks that no clause asks for"), tasks)
    parts += _listed(say("Figures of the document that the baseline lacks"), _figures(found.figures))
    parts += _listed(say("Numbers of the plan part that the plan lacks"), _figures(found.targets))
    parts += _listed(say("Figures of the baseline that the document lacks"), extra)
    n, missing = len(found.clauses), len(found.missing)
    counts = say("clauses {clauses}, with a task {covered}, open in all {open}",
                 clauses=n, covered=n - missing, open=found.open)  # fmt: skip
    return written(ctx, *parts, *([""] if parts else []), counts)


def _listed(title: str, lines: Iterable[str]) -> list[Block]:
    shown = [f"  {line}" for line in lines]
    return [heading(title), *shown] if shown else []


def _figures(figures: Iterable[DocumentFigure]) -> Iterator[str]:
    return (f"{one.section} {visible(one.label)} {visible(one.quote)}" for one in figures)

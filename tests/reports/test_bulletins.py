"""The report on the two plans that bulletins are judged by, read back out of text and Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest
from bulletins import AS_OF, acts_journal, acts_plan, long_journal, long_plan
from showcase import ZONE

from plantrack.dates.periods import period_of
from plantrack.evaluation.evaluate import walk
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.model.updates import AnyUpdate
from plantrack.planfile import parse_plan
from plantrack.render import markdown
from plantrack.render.cell_width import cell_width
from plantrack.render.context import RenderContext
from plantrack.render.text import periodic
from plantrack.reports.periodic import PeriodicReport, periodic_report
from plantrack.reports.sections.section_table import all_sections

PLANS: dict[str, tuple[str, Callable[[Plan], Iterable[AnyUpdate]]]] = {
    "acts": (acts_plan(), acts_journal), "long": (long_plan(), long_journal),
}  # fmt: skip
WIDTH = 80
Case = tuple[PeriodicReport, RenderContext]


@cache
def view_of(name: str) -> PeriodicReport:
    """Return the report on the month of a plan."""
    text, journal = PLANS[name]
    plan = parse_plan(text, Path(name), "plan.yaml").plan
    return periodic_report(plan, History(tuple(journal(plan))), period_of(AS_OF, "month"), zone=ZONE)


@pytest.fixture(
    params=[
        pytest.param((name, language), marks=[pytest.mark.slow] * (name == "long"), id=f"{name}-{language}")
        for name in PLANS
        for language in ("zh", "en")
    ]
)
def case(request: pytest.FixtureRequest) -> Case:
    """A report, and a page in a language."""
    name, language = request.param
    view = view_of(name)
    return view, RenderContext(view.plan, language, as_of=view.as_of)


def part(written: str, title: str) -> str:
    """Return what stands below a heading in plain text, up to the next."""
    return written.split(f"\n\n{title}\n")[1].split("\n\n", maxsplit=1)[0]


def test_every_problem_in_force_is_listed_once(case: Case) -> None:
    """With its task, its unit, and its words with their day, in both formats."""
    view, ctx = case
    title = ctx.say("Problems")
    plain = part(periodic.report(view, ctx), title).splitlines()
    marked = markdown.report(view, ctx).split(f"\n## {title}\n")[1].split("\n## ")[0].splitlines()
    named = [found for found in walk(view.roots) if (words := view.last_words.get(found.ref)) and words.problem]
    assert len(named) > 10
    for found in named:
        problem = view.last_words[found.ref].problem
        assert problem
        for lines in (plain, marked):
            (row,) = [line for line in lines if re.match(rf"(\| )?{re.escape(found.ref)} ", line)]
            assert ctx.units(found.facts.lead) in row
            assert f"{problem.text}{ctx.say(' ({note})', note=problem.on)}" in row


def test_no_part_is_empty_and_none_announces_it(case: Case) -> None:
    """Below each heading there is something; no table has a column of nothing but dashes."""
    view, ctx = case
    lines = markdown.report(view, ctx).splitlines()
    heads = [number for number, line in enumerate(lines) if line.startswith("#") and line != f"## {ctx.say('Annex')}"]
    assert all(lines[number + 2] and not lines[number + 2].startswith("#") for number in heads)
    tables = re.findall(r"(?:^\|.*\n)+", "\n".join(lines) + "\n", re.MULTILINE)
    assert len(tables) > 3
    for table in tables:
        rows = [line.removeprefix("| ").removesuffix(" |").split(" | ") for line in table.splitlines()[2:]]
        assert all(set(column) != {"–"} for column in zip(*rows, strict=True))


def test_the_first_sentences_name_three_at_most(case: Case) -> None:
    """By short titles: none is longer than 20 Chinese characters, or 60 letters."""
    view, ctx = case
    body = part(periodic.report(view, ctx), ctx.say("Overall")).splitlines()[0]
    for sentence in re.split(r"(?<=。)|(?<=[a-z%)…]\.) ", body):
        assert len(re.findall(r"(?<![\d.])\d+\.\d+(?:\.\d+)? (?!points)(?=[^\d ])", sentence)) <= 3
    assert all(task.title.zh not in body for task in view.plan.leaves() if cell_width(task.title.zh) > 40)


def test_on_a_terminal_every_line_fits(case: Case) -> None:
    """And begins and ends where a line may."""
    view, ctx = case
    on = RenderContext(ctx.plan, ctx.language, WIDTH, as_of=ctx.as_of)
    lines = periodic.report(view, on).splitlines()
    assert max(map(cell_width, lines)) == WIDTH
    assert not [
        line for line in lines if re.match(r"[│ ]*[，。：；、》）」”]", line) or re.search(r"[（《「“][│ ]*$", line)
    ]


def test_the_body_is_short(case: Case) -> None:
    """A large plan has no sentence for each of its tasks: what is told of an item is what matters."""
    view, _ = case
    found = all_sections(view)["progress"].paragraphs
    assert len(found) <= len(view.roots)
    assert max(len(paragraph.sentences) for paragraph in found) <= 10

"""What was exported comes in again as the same plan, whatever the format."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from cli_support import PLAN, SHIPPED
from exchange.drawn_plans import plans
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plantrack import demo
from plantrack.evaluation.evaluate import evaluate
from plantrack.exchange.composing import composed
from plantrack.exchange.plan_text import plan_text
from plantrack.exchange.reading import entries_of
from plantrack.exchange.records import Export
from plantrack.model.history import History
from plantrack.model.plan import Plan
from plantrack.planfile import parse_plan, read_plan
from plantrack.planfile.node_parsing import parse_nodes
from plantrack.render.context import RenderContext
from plantrack.render.formats import EXPORT, Format

FORMATS = [*EXPORT]
DAY = date(2024, 11, 17)


def written(plan: Plan, form: Format) -> bytes:
    """Return an export of a plan of which nothing happened."""
    view = Export(plan, evaluate(plan, History(()).at(DAY), DAY), History(()), DAY)
    found = EXPORT[form](view, RenderContext(plan, "zh", as_of=DAY))
    return found if isinstance(found, bytes) else found.encode()


def brought_in(content: bytes) -> Plan:
    """Return the plan of an export."""
    entries = entries_of(content, "file")
    assert entries is not None
    found = composed(entries, "file", None)
    name = next(entry.text("id") for entry in entries if entry.kind == "plan")
    plan, _, problems = parse_nodes(found.root, name or "", "file")
    assert (found.problems, problems) == ((), ())
    return plan


EXAMPLES: dict[str, Callable[[], Plan]] = {
    "shipped": lambda: read_plan(SHIPPED).plan,
    "fairs": lambda: parse_plan(PLAN, Path("fairs"), "plan.yaml").plan,
    "demo": lambda: parse_plan(demo.plan_text("demo", date(2026, 7, 1), "zh"), Path("demo"), "plan.yaml").plan,
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_real_plans(name: str, form: Format) -> None:
    """Come in again, equal in every field; the same plan gives the same bytes."""
    plan = EXAMPLES[name]()
    content = written(plan, form)
    assert brought_in(content) == plan
    assert written(plan, form) == content


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(plan=plans(), form=st.sampled_from(FORMATS))
def test_drawn_plans(plan: Plan, form: Format) -> None:
    """Whatever the texts hold; and as a plan.yaml, too."""
    found = parse_plan(plan_text(plan), Path("p"), "plan.yaml")
    assert (found.problems, found.plan) == ((), plan)
    assert brought_in(written(plan, form)) == plan

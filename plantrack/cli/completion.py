"""What the shell offers: references, indicators and units of the plan, with their titles."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from plantrack.errors import PlantrackError
from plantrack.model.plan import Plan
from plantrack.render.context import visible

Offer = list[tuple[str, str]]
HINT = 56
"""How many cells of a title are shown; typer breaks longer ones into lines, which shells take for further names."""
_LOADED = """
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  %(complete_func)s "$@"
fi
"""
_INERT = str.maketrans("\\`$\"'[]!", "＼｀＄＂＇［］！")


def _offered(ctx: Any, names: Callable[[Plan, str], Iterable[tuple[str, str]]]) -> Offer:
    """Return names with titles in the reader's language; nothing where no plan can be read, and never a word more."""
    from plantrack.cli.desk import Desk

    desk = Desk(ctx.params.get("plan"), ctx.params.get("lang"))
    desk.quiet = True
    try:
        return [(name, _hint(title)) for name, title in names(desk.plan, desk.language)]
    except (PlantrackError, OSError):
        return []


def _hint(title: str) -> str:
    """Return a title as a hint of one line. What a shell or rich markup would act on is shown in its full width."""
    from plantrack.render.cell_width import shortened

    return shortened(visible(title).translate(_INERT), HINT)


def _tasks(plan: Plan, language: str) -> Offer:
    return [(task.ref, task.title.in_language(language)) for task in plan.walk()]


def complete_task(ctx: Any, incomplete: str) -> Offer:
    """Offer the plan's tasks."""
    return [pair for pair in _offered(ctx, _tasks) if pair[0].startswith(incomplete)]


def complete_reference(ctx: Any, incomplete: str) -> Offer:
    """Offer the plan's tasks and milestones."""

    def names(plan: Plan, language: str) -> Offer:
        stones = [(ref, stone.title.in_language(language)) for ref, (_, stone) in plan.milestones.items()]
        return _tasks(plan, language) + stones

    return [pair for pair in _offered(ctx, names) if pair[0].startswith(incomplete)]


def complete_indicator(ctx: Any, incomplete: str) -> Offer:
    """Offer the plan's indicators."""
    found = _offered(ctx, lambda plan, lang: [(i.id, i.label.in_language(lang)) for i in plan.indicators])
    return [pair for pair in found if pair[0].startswith(incomplete)]


def complete_rule(incomplete: str) -> list[str]:
    """Offer the rules of the check."""
    from plantrack.model.policy import Rule

    return [rule.value for rule in Rule if rule.value.startswith(incomplete)]


def complete_rules(ctx: Any, incomplete: str) -> list[str]:
    """Offer the light rules of the plan and of the program."""
    from plantrack.cli.desk import Desk
    from plantrack.planfile.light_rules import known_rules

    desk = Desk(ctx.params.get("plan"), None)
    desk.quiet = True
    try:
        folder = desk.planfile.folder
    except (PlantrackError, OSError):
        folder = None
    return [name for name in known_rules(folder) if name.startswith(incomplete)]


def complete_unit(ctx: Any, incomplete: str) -> Offer:
    """Offer the plan's units."""
    found = _offered(ctx, lambda plan, lang: [(key, unit.in_language(lang)) for key, unit in plan.units.items()])
    return [pair for pair in found if pair[0].startswith(incomplete)]


def answer_the_first_tab() -> None:
    """Mend typer's script for zsh, which loads at the first TAB of a session and leaves that one without an answer."""
    from typer import _completion_shared as shared

    shared._completion_scripts["zsh"] = shared.COMPLETION_SCRIPT_ZSH + _LOADED  # noqa: SLF001 - there is no other way

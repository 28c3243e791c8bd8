"""Shell completion: references, indicators and units of the plan with their titles, and the names of rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from plantrack.errors import PlantrackError
from plantrack.model.plan import Plan, Text, Unit
from plantrack.render.context import visible
from plantrack.render.i18n import LANGUAGES

if TYPE_CHECKING:
    from plantrack.cli.context import Context

Offer = list[tuple[str, str]]
HINT = 56
"""The most cells of a title that are shown: typer wraps longer ones, and shells take each line for a name."""
_LOADED = """
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  %(complete_func)s "$@"
fi
"""
_INERT = str.maketrans("\\`$\"'[]!", "＼｀＄＂＇［］！")


def _context(ctx: Any) -> Context:
    """Return the context of the command line that is completed; it prints no warnings."""
    from plantrack.cli.context import Context, SharedOptions

    return Context(SharedOptions(ctx.params.get("plan"), ctx.params.get("lang")), quiet=True)


def _hint(title: str) -> str:
    """Return a title as a hint of one line. Characters that a shell or rich would interpret become full-width ones."""
    from plantrack.render.cell_width import shortened

    return shortened(visible(title).translate(_INERT), HINT)


def _completion(titles: Callable[[Plan], Mapping[str, Text | Unit]]) -> Callable[[Any, str], Offer]:
    """Return a completion by names with titles; it offers nothing where no plan can be read."""

    def complete(ctx: Any, incomplete: str) -> Offer:
        context = _context(ctx)
        try:
            found = [(name, title) for name, title in titles(context.plan).items() if name.startswith(incomplete)]
            return [(name, _hint(title.in_language(context.language))) for name, title in found]
        except (PlantrackError, OSError):
            return []

    return complete


def _tasks(plan: Plan) -> dict[str, Text]:
    return {task.ref: task.title for task in plan.walk()}


complete_task = _completion(_tasks)
complete_reference = _completion(lambda plan: _tasks(plan) | {ref: m.title for ref, (_, m) in plan.milestones.items()})
complete_indicator = _completion(lambda plan: {indicator.id: indicator.label for indicator in plan.indicators})
complete_unit = _completion(lambda plan: plan.units)
complete_entry = _completion(
    lambda plan: {
        **_tasks(plan),
        **{ref: stone.title for ref, (_, stone) in plan.milestones.items()},
        **{indicator.id: indicator.label for indicator in plan.indicators},
        **plan.units,
    }
)


def complete_word(of: str, words: Iterable[StrEnum]) -> Callable[[str], list[str]]:
    """Return a completion by the codes of a closed list, or by its names where one of them was begun."""

    def complete(incomplete: str) -> list[str]:
        codes = [word.value for word in words if word.startswith(incomplete)]
        if codes:
            return codes
        from plantrack.render.choices import names

        shown = (name.in_language(language) for language in LANGUAGES for name in names(of, words).values())
        return [name for name in shown if name.startswith(incomplete)]

    return complete


def complete_request(ctx: Any, incomplete: str) -> Offer:
    """Offer the requests that await an answer, each with what it asks for."""
    from plantrack.model.approvals import unanswered
    from plantrack.model.updates import Answer, Request
    from plantrack.render.update_text import about, said

    context = _context(ctx)
    try:
        shown = context.render_context()
        known = context.history.at()
        waiting = unanswered(known.all_kept(Request), known.all_kept(Answer))
        offered = [one for one in waiting if one.name.startswith(incomplete)]
        return [(one.name, _hint(f"{about(one, shown)} {said(one, shown)}")) for one in offered]
    except (PlantrackError, OSError):
        return []


def complete_topic(ctx: Any, incomplete: str) -> Offer:
    """Offer the pages of the guide."""
    from plantrack.guide import topics

    language = _context(ctx).message_language
    return [(n, _hint(says.in_language(language))) for n, says in topics().items() if n.startswith(incomplete)]


def complete_rule(incomplete: str) -> list[str]:
    """Offer the rules of the check."""
    from plantrack.model.policy import Rule

    return [rule.value for rule in Rule if rule.value.startswith(incomplete)]


def complete_rules(ctx: Any, incomplete: str) -> list[str]:
    """Offer the light rules of the plan and of the program."""
    from plantrack.planfile.light_rules import known_rules

    try:
        folder = _context(ctx).plan_file.folder
    except (PlantrackError, OSError):
        folder = None
    return [name for name in known_rules(folder) if name.startswith(incomplete)]


def complete_channel(incomplete: str) -> list[str]:
    """Offer the channels, those that take a folder up to its name."""
    from plantrack.notify.channels import NAMES

    return [name for name in (name.removesuffix("DIR") for name in NAMES) if name.startswith(incomplete)]


def fix_zsh_script() -> None:
    """Fix typer's script for zsh, which is loaded by the first TAB of a session and does not answer that one."""
    from typer import _completion_shared as shared

    shared._completion_scripts["zsh"] = shared.COMPLETION_SCRIPT_ZSH + _LOADED  # noqa: SLF001 - there is no other way

"""Findings as lines of text, and what every format of the check says alike. Imports nothing heavy: gates run often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from plantrack.checks import CheckResult, Finding
from plantrack.model.policy import Severity
from plantrack.render.context import RenderContext, inert, visible

NAMED = 20
"""As many references, or runs of them, stand on a line that draws warnings together."""
MANY = 10
"""As many warnings of one rule stand on lines of their own."""


def check(view: CheckResult, ctx: RenderContext) -> str:
    """Return the findings, one per line, and a last line that counts them.

    More than ten warnings of one rule are told on one line, unless it is the only rule that was tried.
    """
    lines = [*(inert(_line(group, ctx)) for group in _grouped(view)), counted(view, ctx)]
    return "".join(f"{line}\n" for line in lines)


def _grouped(view: CheckResult) -> Iterable[list[Finding]]:
    warnings = Counter(found.rule for found in view.findings if found.severity == Severity.WARNING)
    many = {rule for rule, n in warnings.items() if n > MANY and view.rules != (rule,)}
    groups: dict[object, list[Finding]] = {}
    for number, found in enumerate(view.findings):
        folded = found.severity == Severity.WARNING and found.rule in many
        groups.setdefault((found.rule, found.known) if folded else number, []).append(found)
    return groups.values()


def _line(group: Sequence[Finding], ctx: RenderContext) -> str:
    first = group[0]
    head = f"{weight(first, ctx)} [{first.rule}]"
    if len(group) == 1:
        return f"{place(first)}: {head} {sentence(first, ctx)}"
    return f"{visible(file_of(first))}: {head} {_together(group, ctx)}"


def _together(group: Sequence[Finding], ctx: RenderContext) -> str:
    return ctx.say(
        "{n} times: {refs}; all of them: `plantrack check --only {rule}`",
        n=len(group), refs=_references([found.ref for found in group if found.ref], ctx), rule=group[0].rule,
    )  # fmt: skip


def _references(refs: Sequence[str], ctx: RenderContext) -> str:
    """Return references drawn together; after so many, how many more there are."""
    from plantrack.render.phrases import ranges

    shown = ranges(refs)
    return ctx.listed(shown[:NAMED]) + (ctx.say(", …") if len(shown) > NAMED else "")


def counted(view: CheckResult, ctx: RenderContext) -> str:
    """Return the line that counts the findings by rule, and the known ones where there are any."""
    if not view.findings:
        return ctx.say("nothing found as of {day}", day=ctx.as_of)
    counts = Counter(found.rule for found in view.findings)
    told = ctx.listed(f"{rule} {counts[rule]}" for rule in view.rules if counts[rule])
    n, known = len(view.findings), sum(found.known for found in view.findings)
    if known:
        return ctx.say(
            "findings as of {day}: {n}, new {new}, known {known} ({told})",
            n=n, new=n - known, known=known, day=ctx.as_of, told=told,
        )  # fmt: skip
    return ctx.say("findings as of {day}: {n} ({told})", n=n, day=ctx.as_of, told=told)


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """Return the most severe first, known ones last, and otherwise the order they were found in."""
    return sorted(findings, key=lambda found: (found.known, found.severity != Severity.ERROR))


def weight(found: Finding, ctx: RenderContext) -> str:
    """Return how much a finding weighs, and whether it is known."""
    return f"{found.severity} {ctx.say('known')}" if found.known else str(found.severity)


def sentence(found: Finding, ctx: RenderContext) -> str:
    """Return the reference and the message, safe to show."""
    return f"{visible(found.ref)} {ctx.tell(found.message)}" if found.ref else ctx.tell(found.message)


def file_of(found: Finding) -> str:
    """Return the file as it was typed; the plan file where none is known."""
    return found.file or "plan.yaml"


def place(found: Finding) -> str:
    """Return `file:line`, without a line that is not known, safe to show."""
    return ":".join(str(part) for part in (visible(file_of(found)), found.line) if part)


def unique(names: Iterable[str]) -> Iterator[str]:
    """Yield every name; one that came before with a number behind it."""
    seen: dict[str, int] = {}
    for name in names:
        made = name
        while made in seen:
            seen[name] += 1
            made = f"{name}-{seen[name]}"
        seen[made] = 1
        yield made

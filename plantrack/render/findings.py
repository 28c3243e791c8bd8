"""Findings as lines of text, and the words that all formats of the check share. Imports nothing heavy: checks run often."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from plantrack.checks import CheckResult, Finding
from plantrack.model.policy import Severity
from plantrack.render.context import RenderContext, inert, plain, visible

NAMED = 20
"""Maximum number of references, or ranges of them, on a line that stands for several warnings."""
MANY = 10
"""Number of warnings of one rule up to which each has a line of its own."""


def check(view: CheckResult, ctx: RenderContext) -> str:
    """Return the findings, one per line, and a last line that counts them.

    More than ten warnings of one rule share a line, unless it is the only rule that was tried.
    """
    return "".join(f"{line}\n" for line in chain(finding_lines(view, ctx), (count_line(view, ctx),)))


def finding_lines(view: CheckResult, ctx: RenderContext, options: str = "") -> Iterator[str]:
    """Yield the lines of findings; `options` tell the command that lists all of a rule which plan they are of."""
    return (inert(_line(group, ctx, options)) for group in _grouped(view))


def _grouped(view: CheckResult) -> Iterable[list[Finding]]:
    warnings = Counter(found.rule for found in view.findings if found.severity == Severity.WARNING)
    many = {rule for rule, n in warnings.items() if n > MANY and view.rules != (rule,)}
    groups: dict[object, list[Finding]] = {}
    for number, found in enumerate(view.findings):
        grouped = found.severity == Severity.WARNING and found.rule in many
        groups.setdefault((found.rule, found.known) if grouped else number, []).append(found)
    return groups.values()


def _line(group: Sequence[Finding], ctx: RenderContext, options: str) -> str:
    first, n = group[0], len(group)
    head = f"{severity_words(first, ctx)} [{first.rule}]"
    if n == 1:
        return f"{location(first)}: {head} {sentence(first, ctx)}"
    from plantrack.render.phrases import ranges

    rule = first.rule + options
    shown = ranges([found.ref for found in group if found.ref])
    if not shown:
        words = ctx.say("{n} times; all of them: `plantrack check --only {rule}`", n=n, rule=rule)
        return f"{visible(file_of(first))}: {head} {words}"
    refs = ctx.listed(shown[:NAMED]) + (ctx.say(", …") if len(shown) > NAMED else "")
    words = ctx.say("{n} times: {refs}; all of them: `plantrack check --only {rule}`", n=n, refs=refs, rule=rule)
    return f"{visible(file_of(first))}: {head} {words}"


def count_line(view: CheckResult, ctx: RenderContext) -> str:
    """Return the line that counts the findings by rule, and those already known if there are any."""
    if not view.findings:
        return ctx.say("nothing found as of {day}", day=ctx.as_of)
    counts = Counter(found.rule for found in view.findings)
    by_rule = ctx.listed(f"{rule} {counts[rule]}" for rule in view.rules if counts[rule])
    n, known = len(view.findings), sum(found.known for found in view.findings)
    return ctx.say(
        "findings as of {day}: {n}, new {new}, known {known} ({told})" if known else "findings as of {day}: {n} ({told})",
        n=n, new=n - known, known=known, day=ctx.as_of, told=by_rule,
    )  # fmt: skip


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with the most severe first and known ones last, otherwise in the order they were found."""
    return sorted(findings, key=lambda found: (found.known, found.severity != Severity.ERROR))


def severity_words(found: Finding, ctx: RenderContext) -> str:
    """Return the severity of a finding, and whether it was known before."""
    words = ctx.say(f"severity {found.severity}")
    return f"{words} {ctx.say('known')}" if found.known else words


def sentence(found: Finding, ctx: RenderContext) -> str:
    """Return the reference and the message, safe to show."""
    words = plain(found.message, ctx.language)
    return f"{visible(found.ref)} {words}" if found.ref else words


def file_of(found: Finding) -> str:
    """Return the file as it was typed; the plan file where the finding names none."""
    return found.file or "plan.yaml"


def location(found: Finding) -> str:
    """Return `file:line`, or the file alone where the line is unknown, safe to show."""
    file = _shown_file(file_of(found))
    return f"{file}:{found.line}" if found.line else file


_shown_file = lru_cache(visible)
"""The name of a file, safe to show: most findings are in one."""


def unique(names: Iterable[str]) -> Iterator[str]:
    """Yield every name; one that was seen before gets a number."""
    seen: dict[str, int] = {}
    for name in names:
        candidate = name
        while candidate in seen:
            seen[name] += 1
            candidate = f"{name}-{seen[name]}"
        seen[candidate] = 1
        yield candidate

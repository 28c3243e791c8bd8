"""Findings for GitHub Actions: a workflow command per finding, which becomes an annotation, and a step summary.

GitHub shows the first ten annotations of each kind, so the most severe come first; the summary holds all of them.
"""

from bisect import bisect_right
from itertools import accumulate

from msgspec.structs import replace

from plantrack.checks import CheckResult, Finding
from plantrack.errors import message
from plantrack.render.context import RenderContext, visible
from plantrack.render.findings import count_line, location, ranked, sentence, severity_words

SUMMARY_ROOM = 1 << 20
"""Maximum size of a step summary in bytes; GitHub shows nothing of a longer one."""
_RESERVED = 256
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def check(view: CheckResult, ctx: RenderContext) -> str:
    """Return a command for each finding, the most severe first, and a last line that counts them."""
    lines = [_command(found, ctx) for found in ranked(view.findings)]
    return "".join(f"{line}\n" for line in (*lines, count_line(view, ctx)))


def _command(found: Finding, ctx: RenderContext) -> str:
    kind = "notice" if found.known else found.severity
    title = found.rule + (ctx.say(" ({note})", note=ctx.say("known")) if found.known else "")
    facts = {"file": visible(found.file or ""), "line": found.line if found.file else None, "title": title}
    properties = ",".join(f"{name}={str(fact).translate(_PROPERTY)}" for name, fact in facts.items() if fact)
    return f"::{kind} {properties}::{sentence(found, ctx).translate(_DATA)}"


def summary(view: CheckResult, ctx: RenderContext, room: int = SUMMARY_ROOM) -> str:
    """Return the findings as a Markdown table of at most `room` bytes; a last line counts those left out."""
    from plantrack.render.markdown import section
    from plantrack.reports.sections.columns import column, table

    columns = column("severity", "Severity"), column("rule", "Rule"), column("what", "What"), column("place", "Place")
    texts = ((severity_words(f, ctx), f.rule, sentence(f, ctx), location(f)) for f in ranked(view.findings))
    title, counts = message("{plan}", plan=ctx.plan.title), message("{words}", words=count_line(view, ctx))
    text = section(replace(table("findings", title, columns, texts), sentences=(counts,)), ctx) + "\n"
    lines = text.splitlines(keepends=True)
    ends = list(accumulate(len(line.encode()) for line in lines))
    if ends[-1] <= room:
        return text
    left = len(lines) - bisect_right(ends, room - _RESERVED)
    if left > len(view.findings):
        return ""
    return "".join(lines[: len(lines) - left]) + "\n" + ctx.say("and {n} more", n=left) + "\n"

"""What the formats of the check are tested on: a few findings of every sort, and findings that hypothesis draws."""

from __future__ import annotations

import re

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from showcase import ctx

from plantrack.checks import CheckResult, Finding
from plantrack.errors import message
from plantrack.model.policy import Rule, Severity
from plantrack.render.context import RenderContext

FILE = "plans/2024 工作/plan.yaml"
URI = "plans/2024%20%E5%B7%A5%E4%BD%9C/plan.yaml"
NASTY = [
    "\n", "\r\n::error::x", "::error file=a,line=1::x", "::stop-commands::y", "##[error]", "%0A", "%25", "%", ",", ":",
    "]]>", "<script>alert(1)</script>", "&amp;", '"', "'", "{0}", "[a](1)", "|", " ", "科创局",
    "\x1b[31m", "\u202e", "\u2028", "\ud800", "\udcff", "\ufffe", "\x00", "\x85",
]  # fmt: skip
"""What a format may take for something of its own."""


def finding(
    rule: str = "overdue", severity: Severity = Severity.ERROR, ref: str | None = "1.2", *, title: str = "起草",
    file: str | None = FILE, line: int | None = 52, known: bool = False, mark: str = "0123",
) -> Finding:  # fmt: skip
    """Return a finding; what matters is given."""
    said = message("{title}: no report for {period}", title=title, period="2024-W46")
    return Finding(rule=rule, severity=severity, ref=ref, message=said, file=file, line=line, known=known, mark=mark)


VIEW = CheckResult(
    tuple(Rule),
    (
        finding(ref="1.2", known=True, mark="aaaa"),
        finding(severity=Severity.WARNING, ref="1.2.1", line=None, mark="bbbb"),
        finding(ref="2.2", title="50%, 1:2", mark="cccc"),
        finding("journal-line", ref=None, file="a::b.jsonl", line=3, mark="dddd"),
        finding("journal-line", ref=None, file="a::b.jsonl", line=7, mark="dddd"),
    ),
)
"""A known error, a warning without a line, errors; two that cannot be told apart but by their lines."""

TEXTS: SearchStrategy[str] = st.lists(st.one_of(st.text(st.characters(), max_size=5), st.sampled_from(NASTY))).map(
    "".join
)
FINDINGS: SearchStrategy[Finding] = st.builds(
    finding,
    st.sampled_from(tuple(Rule)),
    st.sampled_from([Severity.ERROR, Severity.WARNING]),
    st.sampled_from(["1.2", "1.2.1", "2", "9.9.9", None]),
    title=TEXTS,
    file=st.none() | TEXTS,
    line=st.none() | st.integers(1, 9999),
    known=st.booleans(),
    mark=st.sampled_from(["aaaa", "bbbb", "cccc"]),
)
CHECKED: SearchStrategy[CheckResult] = st.lists(FINDINGS, max_size=6).map(
    lambda found: CheckResult(tuple(Rule), tuple(found))
)
PAGES: SearchStrategy[RenderContext] = st.sampled_from(["zh", "en"]).map(ctx)
HIDDEN = re.compile("[^\n -\\ud7ff\\ue000-\\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f\u202a-\u202e\u2028\u2029]")
"""What must stand in no output: controls but line feeds, marks that turn text, halves of characters."""

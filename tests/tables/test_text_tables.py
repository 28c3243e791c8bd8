"""Tables in text."""

from __future__ import annotations

import pytest

from plantrack.errors import PlanError
from plantrack.tables.sheet import Sheet
from plantrack.tables.text_tables import delimited, markdown_tables

ROWS = (("序号", "任务", "时限"), ("1", "修桥，铺路", "6月底"), ("2", "植树"))


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_delimiters_and_charsets(delimiter: str, encoding: str) -> None:
    """The delimiter and the charset are found; commas of the text part no cells."""
    text = "\r\n".join(delimiter.join(row) for row in ROWS) + "\r\n\r\n"
    assert [*delimited(text.encode(encoding), "a")] == [Sheet("a", ROWS)]


def test_quotes() -> None:
    """A quoted cell holds delimiters, line breaks and quotation marks."""
    text = '任务,措施\n修桥,"一是勘察,\n二是""施工"""\n'
    assert [*delimited(text.encode(), "a")] == [Sheet("a", (("任务", "措施"), ("修桥", '一是勘察,\n二是"施工"')))]


def test_one_column() -> None:
    """A text without delimiters is one column."""
    assert [*delimited("任务\n修桥\n".encode(), "a")] == [Sheet("a", (("任务",), ("修桥",)))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('a,b\n"' + "x" * 200_000, "line 2: field larger than field limit .*; a quotation mark may be missing there"),
        ("," * 2_000_000, "its cells reach too far from the table"),
    ],
)
def test_hostile(text: str, said: str) -> None:
    """A quotation that never ends, and a million rows of blanks."""
    with pytest.raises(PlanError, match=said):
        [*delimited(text.encode(), "a")]


MARKDOWN = r"""# Plan

| Action | Owner |
|:-------|------:|
| **Build** a [bridge](https://x.y) <br> and a road | A \| B |
| `x` |

Not | a table

## Second

Task | Due
--- | ---
Plant trees | June
"""


def test_markdown() -> None:
    """Each table under its heading, without markup; bars that are escaped part no cells."""
    assert [*markdown_tables(MARKDOWN.encode())] == [
        Sheet("Plan", (("Action", "Owner"), ("Build a bridge \n and a road", "A | B"), ("x",)), above=("Plan",)),
        Sheet("Second", (("Task", "Due"), ("Plant trees", "June")), above=("Plan",)),
    ]


@pytest.mark.parametrize("line", [" " * 300_000 + "x-", "# " + "#" * 300_000 + "x"], ids=["rule", "heading"])
def test_a_line_without_end(line: str) -> None:
    """Is looked at once; whoever looked again from each of its characters would take hours."""
    assert [*markdown_tables(f"| a |\n{line}\n".encode())] == []

"""The description of text views: what tables and styled text consist of, and who writes them."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from showcase import SHOWN, ctx

from plantrack.render.context import RenderContext
from plantrack.render.text.layout import (
    Block,
    StyledText,
    TextColumn,
    TextFrame,
    TextGrid,
    TextTable,
    emphasised,
    heading,
    pairs,
    parts_of_table,
    styled,
    table,
    wide,
)
from plantrack.render.text.plain import written

LONG = "一二三四五六七八九十" * 12


@pytest.mark.parametrize(("width", "room"), [(80, False), (129, False), (130, True), (200, True), (None, True)])
def test_where_there_is_room_for_a_column_per_fact(*, width: int | None, room: bool) -> None:
    """From 130 cells on, and wherever nothing limits the width."""
    assert wide(ctx("en", width)) is room


def test_styled_text() -> None:
    """Parts follow one another, each in its style; a style may be added to all of them."""
    text = styled("a ", ("b", "red"), styled(("c", "dim")))
    assert text == StyledText((("a ", ""), ("b", "red"), ("c", "dim")))
    assert (text.plain, emphasised(text, "bold").pieces[1], emphasised("x", "dim").pieces) == (
        "a bc", ("b", "bold red"), (("x", "dim"),),
    )  # fmt: skip


def test_a_table_has_a_row_for_each_item() -> None:
    """A column is its heading, how cells fill it, and what a cell says of an item."""
    made = table([1, 2], ("n", "right", str), ("square", "fold", lambda n: styled((str(n * n), "bold"))))
    columns = (TextColumn("n", "right"), TextColumn("square", "fold"))
    assert made == TextTable(columns, (("1", styled(("1", "bold"))), ("2", styled(("4", "bold")))))
    assert written(ctx("en"), made) == "n  square\n─────────\n1  1\n2  4\n"


def test_pairs() -> None:
    """Names and values side by side, without headings; a value may have several lines."""
    assert written(ctx("en"), pairs([("名称", "a\nb"), ("n", "c")])) == "名称  a\n      b\nn     c\n"


BLOCKS: dict[str, Block] = {
    "sentence": "a",
    "heading": heading("h"),
    "table": table([1], ("n", "fixed", str)),
    "frame": TextFrame(("a", TextGrid(("b",)))),
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
@pytest.mark.parametrize(("width", "colour"), [(None, False), (80, False), (80, True)])
def test_who_writes(*, block: Block, width: int | None, colour: bool) -> None:
    """Without a terminal's width nothing is drawn by rich: a frame has no line around it, and there is no colour."""
    shown = written(RenderContext(SHOWN, width=width, colour=colour), block)
    assert ("╭" in shown) is (isinstance(block, TextFrame) and width is not None)
    assert ("\x1b[" in shown) is (colour and block is not BLOCKS["sentence"] and not isinstance(block, TextFrame))
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown).strip("╭╮╰╯─│ \n")


def test_no_line_is_a_command_to_ci() -> None:
    """Also where a cell is folded, or holds several lines."""
    made = table(
        [0], ("What", "fold", lambda _: "a\n  ::error::b"), ("Note", "fold", lambda _: "x" * 76 + "::warning::c")
    )
    for width in (80, None):
        shown = written(ctx("en", width), made).splitlines()
        assert not any(line.strip().startswith("::") for line in shown)
        assert any("\\x3a:error::b" in line for line in shown)


def test_plain_text_needs_no_rich() -> None:
    """Every view of the table is imported and a table written without it."""
    code = """if True:
        import sys
        from plantrack.render import dates, documents
        from plantrack.render.text import baseline, charts, explanation, layout, overview, periodic, plain, task
        plain.write([layout.table([1], ("深圳", "right", str))])
        print([name for name in sys.modules if name.partition(".")[0] == "rich"])
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


NUMBERS = table(
    [("基础研究处", 1000), ("办公室", 2)],
    ("No.", "right", lambda _: "1"),
    ("单位", "fold", lambda one: one[0]),
    *((f"column {n}", "right", lambda one: str(one[1])) for n in range(4)),
)


@pytest.mark.parametrize(
    ("width", "parts"),
    [
        (60, ["No. 单位 column 0 column 1 column 2 column 3"]),
        (55, ["No. 单位 column 0 column 1 column 2 column 3"]),
        (54, ["No. 单位 column 0 column 1 column 2", "单位 column 3"]),
        (25, ["No. 单位 column 0", "单位 column 1", "单位 column 2", "单位 column 3"]),
        (5, ["No. 单位", "单位 column 0", "单位 column 1", "单位 column 2", "单位 column 3"]),
    ],
)
def test_a_table_whose_numbers_have_no_room_is_parted(width: int, parts: list[str]) -> None:
    """Each part begins with the first column of words, so that its rows can be told; every row is in each."""
    found = [*parts_of_table(NUMBERS, width)]
    assert [" ".join(column.heading for column in part.columns) for part in found] == parts
    assert {len(part.rows) for part in found} == {2}
    assert found[-1].rows[0] == ("基础研究处", "1000") if len(found) > 1 else found == [NUMBERS]


def test_words_fold_before_a_table_is_parted() -> None:
    """Only what cannot fold needs room."""
    words = table(["一" * 50], *((f"column {n}", "fold", str) for n in range(3)))
    assert [*parts_of_table(words, 40)] == [words]

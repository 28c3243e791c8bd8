"""How blocks fit a width."""

from __future__ import annotations

from plantrack.render.text.fitting import column_widths, folded
from plantrack.render.text.layout import StyledText, TextColumn, TextTable, styled


def test_what_is_indented_stays_so() -> None:
    """On the lines below as well; a text of several lines is folded line by line."""
    assert folded("  一二三四五六七八九\n完", 12).plain == "  一二三四五\n  六七八九\n完"
    assert folded("", 4).plain == ""


def test_styles_go_with_their_words() -> None:
    """A piece that is broken keeps its style on both lines."""
    text = styled(("红色的字", "red"), "，", ("粗体", "bold"))
    assert folded(text, 6) == StyledText(
        (("红色的", "red"), ("\n", ""), ("字", "red"), ("，", ""), ("粗", "bold"), ("\n", ""), ("体", "bold"))
    )


def test_columns_get_what_they_need() -> None:
    """All of it where there is room; else the longest ones give way, none below what can be read."""
    columns = (TextColumn("编号", "fold"), TextColumn("任务", "fold"), TextColumn("天数", "right"))
    table = TextTable(columns, (("1.1", "一" * 30, "12"), ("2", "二" * 4, "3")))
    assert column_widths(table, 100) == [4, 60, 4]
    assert column_widths(table, 40) == [4, 28, 4]
    assert column_widths(table, 24) == [4, 12, 4]
    assert column_widths(table, 23) is None


def test_what_stays_together_is_not_broken() -> None:
    """A column is at least as wide as its longest word, up to a limit."""
    columns = (TextColumn("A", "fold"), TextColumn("B", "fold"))
    table = TextTable(columns, (("于2024年11月17日", "一" * 40),), headed=False)
    assert column_widths(table, 30) == [14, 14]
    wordy = TextTable(columns, (("x" * 60, "一" * 40),), headed=False)
    assert column_widths(wordy, 40) == [24, 14]

"""What cannot be seen goes, what only looks like a character becomes it."""

from __future__ import annotations

from plantrack.characters.cleaning import cleaned
from plantrack.word_tables import word_table


def test_radicals() -> None:
    """Kangxi radicals, radicals of the supplement and compatibility characters are common characters again."""
    assert cleaned("⼯⽣产\u2ed3\uf9ea") == "工生产长離"


def test_nothing_else_is_changed() -> None:
    """Circles, full width and fractions stay as they are."""
    assert cleaned("①２０％½㎡Ⅲ") == "①２０％½㎡Ⅲ"


def test_unseen() -> None:
    """Zero width, soft hyphens, marks within the text, direction, private use and control characters."""
    assert cleaned("计\u200b划\xad\ufeff\u202e\ue001\x00\x07\U000f0001") == "计划"


def test_breaks() -> None:
    """Every line break is one."""
    assert cleaned("一\r\n二\r三\u2028四\x0b五\x85六") == "一\n二\n三\n四\n五\n六"


def test_the_table_of_radicals() -> None:
    """Each is one radical, and becomes one character that is none."""
    of = word_table("plantrack.characters", "radicals")["characters"]
    assert [k for k in of if not (len(k) == 1 and "\u2e80" <= k <= "\u2fdf")] == []
    assert [v for v in of.values() if not (len(v) == 1 and "\u4e00" <= v <= "\u9fff")] == []

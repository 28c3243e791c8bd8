"""A page of the guide on a terminal: lines that fit, links as commands, colours where they are wanted."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from cli_support import uncoloured, widest
from guide_examples import PAGES

from plantrack.cli.guide_page import on_screen

CHINESE = re.compile("[\u3400-\u9fff…]")
PAGE = """\
# 起步

计划写明承诺，日志记下实情，其余一切都由两者推算（见[日志](journal.md)）。没有人报告的，就显示为“应报未报”，绝不当作正常。

| 选项 | 作用 |
|---|---|
| `--as-of` | 看某一天的情况 |

```console day=2026-01-12
$ plantrack status
截至2026-01-12 · 共3项
```

See [settings](settings.md) and [the forge](https://example.org).
"""
TABLE = """\
| 选项 | 命令 | 作用 |
|---|---|---|
| `--as-of` | `status`, `show`, `list`, `log` | 查看截至某日终了的情况；将来的注明为推演（见[设置](settings.md)） |
"""
FOLDED = """\

选项     命令                     作用
────────────────────────────────────────────────────────────
--as-of  status, show, list, log  查看截至某日终了的情况；将
                                  来的注明为推演（见设置
                                  (plantrack guide
                                  settings)）
"""
SHOWN = """\
                            起步

计划写明承诺，日志记下实情，其余一切都由两者推算（见日志
(plantrack guide journal)）。没有人报告的，就显示为“应报未
报”，绝不当作正常。

选项     作用
───────────────────────
--as-of  看某一天的情况


 $ plantrack status
 截至2026-01-12 · 共3项


See plantrack guide settings and the forge
(https://example.org).
"""


def test_without_colour() -> None:
    """Chinese is broken by its rules; a link is the command that shows the page."""
    assert on_screen(PAGE, 60, colour=False) == SHOWN


def test_tables() -> None:
    """Cells are folded by the rules of Chinese typesetting, and nothing of them is cut."""
    assert on_screen(TABLE, 60, colour=False) == FOLDED
    assert [line.rstrip() for line in uncoloured(on_screen(TABLE, 60, colour=True)).splitlines()] == FOLDED.splitlines()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}-{path.stem}")
@pytest.mark.parametrize("width", [60, 100])
def test_nothing_is_cut(path: Path, width: int) -> None:
    """Every page fits the width, and none of its Chinese is lost or ends in dots."""
    text = path.read_text("utf-8")
    shown = on_screen(text, width, colour=False)
    assert widest(shown) <= width
    assert Counter(CHINESE.findall(shown)) == Counter(CHINESE.findall(text))


def test_in_colour() -> None:
    """Colours change nothing of the words."""
    shown = on_screen(PAGE, 60, colour=True)
    assert "\x1b[1;36mplantrack guide journal\x1b[0m" in shown
    assert [line.rstrip() for line in uncoloured(shown).splitlines()] == SHOWN.splitlines()


def test_wide_terminals() -> None:
    """Nobody reads lines of 200 columns."""
    assert widest(on_screen(PAGE * 2, 200, colour=False)) <= 100

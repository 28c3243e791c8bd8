"""A page of the guide on a terminal: lines that fit, links as commands, colours where they are wanted."""

from __future__ import annotations

from cli_support import uncoloured, widest

from plantrack.cli.guide_page import on_screen

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


def test_in_colour() -> None:
    """Colours change nothing of the words."""
    shown = on_screen(PAGE, 60, colour=True)
    assert "\x1b[1;36mplantrack guide journal\x1b[0m" in shown
    assert [line.rstrip() for line in uncoloured(shown).splitlines()] == SHOWN.splitlines()


def test_wide_terminals() -> None:
    """Nobody reads lines of 200 columns."""
    assert widest(on_screen(PAGE * 2, 200, colour=False)) <= 100

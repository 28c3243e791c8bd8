"""Markdown without its marks."""

from __future__ import annotations

from plantrack.budget import Budget
from plantrack.documents.formats.markdown_reader import MarkdownReader
from plantrack.documents.formats.normalisation import normalised_lines

PAGE = """---
title: "年度计划"
date: 2024-01-01
tags: [a]
---
# 一、总结 #

**完成**了[12项](http://x.cn)任务，~~取消~~`一项`。![图](a.png)<!-- 注 -->

1. 第一
3. 第三
   - 细分
   * [x] 完成

> 引用<br>换行

| 任务 | 单位 |
|---|:--:|
| 修路 | 交通局 |

```
代码
```
二、*计划*
=====
2*3*4 a_b_c 1\\. 甲[^1]

[^1]: 脚注
[x]: http://x.cn
"""


def test_read() -> None:
    """Headings, emphasis, links, lists as written, tables, quotes, and the title from the front."""
    assert normalised_lines(MarkdownReader().read(PAGE.encode(), None, Budget()).lines) == [
        "年度计划", "发布时间：2024-01-01", "一、总结", "完成了12项任务，一项。", "1. 第一", "3. 第三", "- 细分", "- [x] 完成", "引用", "换行",
        "任务\t单位", "修路\t交通局", "代码", "二、计划", "2*3*4 a_b_c 1. 甲",
    ]  # fmt: skip


def test_detect() -> None:
    """By its name only."""
    assert [MarkdownReader().detect(b"# x", name) for name in ("a.md", "A.Markdown", "a.txt")] == [True, True, False]

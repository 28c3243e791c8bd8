"""The markers that begin an item of a list or a heading."""

import re

MARKER = re.compile(
    r"(?:第?[一二三四五六七八九十百]{1,5}(?:[、.．，,]|[章节篇条部])|[一二三四五六七八九十]是|[(（](?:[一二三四五六七八九十百]{1,5}|[0-9]{1,3})[)）]"
    r"|[0-9]{1,3}(?:[、．)）]|\.(?![0-9]))|[①-⑳⑴-⒛]|——|[●■◆○▪•·])"
)
"""一、 (一) 1. ① —— 第一章 一是, and the signs of bullets."""

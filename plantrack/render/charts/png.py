"""PNG from SVG, by resvg, with the fonts of the system or of a folder."""

import re
from functools import cache
from math import ceil
from pathlib import Path
from typing import Any

from plantrack.errors import UsageError
from plantrack.extras import needs
from plantrack.render.charts.svg import size

MOST = 100_000_000
"""Maximum number of pixels."""
TOO_LARGE = "a picture of {width} × {height} pixels is too large; give a smaller --width, or write it as SVG"
CJK = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
FAMILIES = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC", "PingFang SC", "Microsoft YaHei",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "Noto Serif CJK SC", "DejaVu Sans", "Liberation Sans", "Arial",
)  # fmt: skip
"""Candidates for sans-serif: resvg draws no text at all in a family that is not installed."""
_TRIAL = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text y="16" font-size="16" font-family="sans-serif">'
    "{}</text></svg>"
)


def png(svg: str, width: int, fonts: Path | None = None) -> bytes:
    """Return an SVG as PNG of a width in pixels; `fonts` is a folder of fonts to use instead of the system's.

    Raises UsageError if resvg or a font for the text is missing, or the picture is too large.
    """
    resvg = needs("resvg_py", "charts")
    wide, tall = size(svg)
    high = ceil(width * tall / wide)
    if width * high > MOST:
        raise UsageError(TOO_LARGE, width=width, height=high)
    family = _family(resvg, fonts, "深" if CJK.search(svg) else "a")
    if family is None:
        raise UsageError(
            "no font for this text is installed; install one, such as the package fonts-noto-cjk, or write the picture as"
            " SVG, which needs none"
        )
    return _drawn(resvg, svg, fonts, family, width=width)


def _drawn(resvg: Any, svg: str, fonts: Path | None, family: str, width: int | None = None) -> bytes:
    given = {"skip_system_fonts": True, "font_dirs": [str(fonts)]} if fonts else {}
    drawn: bytes = bytes(resvg.svg_to_bytes(svg_string=svg, width=width, sans_serif_family=family, **given))
    return drawn


@cache
def _family(resvg: Any, fonts: Path | None, sample: str) -> str | None:
    """Return the first family that draws a character, and not as blank or as a missing glyph."""
    for family in FAMILIES:
        blank, missing, drawn = (_drawn(resvg, _TRIAL.format(c), fonts, family) for c in ("", "\U0010fffd", sample))
        if drawn not in (blank, missing):
            return family
    return None

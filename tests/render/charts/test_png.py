"""A picture as pixels: made by resvg, with fonts that have what the text needs, or refused with the way out."""

from __future__ import annotations

import struct
import sys
from math import ceil
from pathlib import Path

import pytest
from drawn import data_of, drawn

from plantrack.errors import UsageError
from plantrack.render.charts import Chart
from plantrack.render.charts.png import png
from plantrack.render.charts.svg import size

SVG = drawn(Chart.UNITS, data_of(), "zh").svg


def test_a_picture() -> None:
    """As wide as asked for, and as high as it is in proportion; the same bytes each time."""
    made = png(SVG, 1000)
    assert made[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = size(SVG)
    assert struct.unpack(">II", made[16:24]) == (1000, ceil(1000 * high / wide))
    assert png(SVG, 1000) == made


def test_text_is_drawn() -> None:
    """Another title is another picture."""
    assert png(SVG.replace("科创局", "新创局"), 1000) != png(SVG, 1000)


@pytest.mark.parametrize(
    "text", [SVG, "<svg xmlns='http://www.w3.org/2000/svg' viewBox=\"0 0 10 10\"><text>a</text></svg>"]
)
def test_no_font(text: str, tmp_path: Path) -> None:
    """A machine without a font for the text is told which package to install; nothing is drawn without its words."""
    with pytest.raises(UsageError, match="fonts-noto-cjk"):
        png(text, 100, tmp_path)


def test_too_large() -> None:
    """A picture that would take gigabytes is refused."""
    with pytest.raises(UsageError, match="20000 × 400000 pixels is too large"):
        png('<svg viewBox="0 0 10 200"/>', 20000)


def test_resvg_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra to install is named."""
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(UsageError, match=r"pip install 'plantrack\[charts\]'"):
        png(SVG, 100)

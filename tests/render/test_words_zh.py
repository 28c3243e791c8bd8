"""The Chinese catalogue: that it is whole and has nothing unused is shown in `test_words`."""

from __future__ import annotations

import re

from plantrack.render.words_zh import CHINESE

ITSELF = {"{n} percent", "  {name}  {title}", " [{note}]"}
"""Marks and layout, with no word to translate."""


SILENT = {"because done", "because cancelled", "because reported"}
"""Reasons that the light's own name says already."""
CHINESE_CHARACTERS = re.compile(r"[\u3001-\u3011\u3400-\u9fff\uff00-\uffef]")


def test_every_entry_is_chinese() -> None:
    """It has Chinese characters or marks, unless there is nothing to translate."""
    assert {key for key, said in CHINESE.items() if not CHINESE_CHARACTERS.search(said)} == ITSELF | SILENT

"""The README's pictures are there, are small, and its session and charts are what the program draws."""

from __future__ import annotations

import re

import pictures

ROOM = 200_000


def test_session_and_charts_are_fresh() -> None:
    """`python tests/pictures.py` draws them anew."""
    assert pictures.stale() == []


def test_every_picture_of_the_readme_is_there_and_small() -> None:
    """Each with words for those who do not see it."""
    text = (pictures.ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[([^\]]+)\]\((\.github/pictures/[^)]+)\)", text)
    shown += [
        (words, file) for file, words in re.findall(r'<img src="(\.github/pictures/[^"]+)"[^>]* alt="([^"]+)">', text)
    ]
    shown += [(words, file.replace("light", "dark")) for words, file in shown if "light" in file]
    assert len(shown) == text.count(".github/pictures/") == 5
    assert sorted(file for _, file in shown) == sorted(
        map(str, (path.relative_to(pictures.ROOT) for path in pictures.FOLDER.iterdir()))
    )
    assert all(words and (pictures.ROOT / file).stat().st_size < ROOM for words, file in shown)

"""The guide: what its pages show is what the program shows, and its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from guide_examples import GUIDE, PAGES, Block, blocks, renewed

from plantrack.guide import INDEX, page, topics
from plantrack.render.i18n import LANGUAGES

NAMES = [path.relative_to(GUIDE).with_suffix("").as_posix() for path in PAGES]
LINK = re.compile(r"\[[^\]]+\]\(([^)]+)\)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples(language: str) -> None:
    """Every example runs, and shows what the page says; `python tests/generated.py` writes it anew."""
    pages = renewed(language)
    assert {path: path.read_text("utf-8") for path in pages} == pages


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_links(path: Path) -> None:
    """What a page links to is a page of its language, or has a whole address."""
    found = [link for link in LINK.findall(path.read_text("utf-8")) if not link.startswith("https://")]
    assert [link for link in found if not path.with_name(link).is_file()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_listed(language: str) -> None:
    """The index (README.md) lists the pages that there are by their titles, in both languages in the same order."""
    listed = [link.removesuffix(".md") for link in LINK.findall(page(INDEX, language))]
    assert listed == list(topics())
    for topic, says in topics().items():
        title = page(topic, language).partition("\n")[0]
        assert f"# {says.in_language(language)}".startswith(title)
    assert sorted([INDEX, *listed]) == sorted(path.stem for path in (GUIDE / language).iterdir())


@pytest.mark.parametrize("topic", topics())
def test_both_languages_have_the_same_examples(topic: str) -> None:
    """In either language a page runs as many commands, on the same days, with the same options."""
    chinese, english = ([_shape(block) for block in blocks(page(topic, language))] for language in ("zh", "en"))
    assert chinese == english


def _shape(block: Block) -> object:
    return block.language, block.facts, [re.findall(r"^\w+ \w+| --?[\w-]+", command) for command in block.commands]

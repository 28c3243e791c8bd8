"""The language of a document, and the refusal of those that are not read."""

from __future__ import annotations

import pytest

from plantrack.documents.language import is_english, language_of
from plantrack.documents.parse import parse_document
from plantrack.documents.parsed_document import Source
from plantrack.errors import PlanError


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2026年工作计划\n一、发布平台 2.0（Alpha、Beta）", "zh"),
        ("2026年工作計劃：於年底前完成", "zh"),
        ("Roadmap\n- [ ] v1.0: stable file format", "en"),
        ("Annual Delivery Plan\nReplace 500 street lights in 洪山区", "en"),
        ("Plan: die Website", "en"),
        ("1. 2. 3.", "zh"),
        ("", "zh"),
    ],
)
def test_read(text: str, language: str) -> None:
    """Chinese and English are read; words of the other language beside them do not matter."""
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Der Plan wird bis Ende Juni für alle Schulen umgesetzt.", "German"),
        ("Le plan de la ville pour les écoles et les rues", "French"),
        ("El plan de la ciudad para las escuelas", "Spanish"),
        ("O plano da cidade para as escolas e os parques", "Portuguese"),
        ("Il piano della città per le scuole e gli ospedali del comune", "Italian"),
        ("Het plan van de gemeente voor het jaar", "Dutch"),
        ("令和八年度の計画について、来年度までに道路を整備する", "Japanese"),
        ("2026년 업무 계획", "Korean"),
        ("План работы на 2026 год", "Russian or another language in Cyrillic letters"),
        ("خطة العمل لعام 2026", "Arabic or another language in Arabic letters"),
    ],
)
def test_refused(text: str, name: str) -> None:
    """A document in another language is refused with its name."""
    with pytest.raises(PlanError) as refused:
        parse_document(Source(text, ""))
    assert str(refused.value) == f"the document is in {name}; plantrack reads Chinese and English"


@pytest.mark.parametrize(("words", "english"), [("Roadmap", True), ("OKR路线图", False), ("2026", False), ("", False)])
def test_words(words: str, english: bool) -> None:  # noqa: FBT001
    """Words are English if they have letters and no Chinese character."""
    assert is_english(words) is english

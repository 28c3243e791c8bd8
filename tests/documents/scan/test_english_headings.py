"""Headings of English texts that have neither number nor format."""

from __future__ import annotations

from plantrack.documents.scan.english_headings import lone_headings


def heads(text: str, skip: frozenset[int] = frozenset(), title: str = "") -> list[tuple[str, str]]:
    """Return the style and the line of each heading."""
    return [(one.style, text[one.first :].split("\n", 1)[0]) for one in lone_headings(text, skip, title)]


def test_short_lines_before_sentences() -> None:
    """A short line heads the sentences behind it; lines of one look that follow each other are a list."""
    text = "Oak Council\nPlan 2026\nLicensing and permits\nWe will issue permits.\nApples\nPears\nWe sell both."
    assert heads(text, title="Plan 2026") == [("heading", "Licensing and permits"), ("heading", "Pears")]


def test_looks() -> None:
    """Capitals are above other lines, and bold ones below them."""
    text = "CLEAN HANDS\nIn the wards\nWe wash.\n**Audit**\nWe count."
    assert heads(text) == [("heading", "CLEAN HANDS"), ("#1", "In the wards"), ("#7", "**Audit**")]


def test_no_headings() -> None:
    """Labels, days, sentences, rows, entries and the last line are none; nor is what stands above labels."""
    text = "Owner: Finance\nWe pay.\n5 May 2026\nWe go.\nIt ends.\nA\tB\nWe see.\nCommittee Room\nPresent: Tom\n1. One\nThe end"
    assert heads(text, frozenset({text.index("1. One")})) == []

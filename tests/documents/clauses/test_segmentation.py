"""Sentences, phrases and run-in headings: where they stand."""

from __future__ import annotations

from plantrack.documents.clauses.segmentation import MASK, headings, masked, phrases, sentences
from plantrack.documents.scan import scan


def plain(text: str) -> list[str]:
    return [text[one.first : one.last] for one in sentences(text)]


def test_stops_and_lines_end_a_sentence_and_marks_are_no_part() -> None:
    assert plain("(1)甲乙。丙丁!\n一是戊己\n——庚辛。 。") == ["甲乙", "丙丁", "戊己", "庚辛"]


def test_commas_part_phrases_and_marks_within_go_too() -> None:
    text = "一是甲乙,二是丙丁;三是戊己"
    (one,) = sentences(text)
    found = list(phrases(text, one, 4))
    assert [text[p.first : p.last] for p in found] == ["甲乙", "丙丁", "戊己"]
    assert [(p.sentence, p.place) for p in found] == [(4, 0), (4, 1), (4, 2)]


def test_a_comma_or_colon_within_a_number_parts_nothing() -> None:
    text = "选派特派员1,000名,配套比例达1:1.5,培训3,500人次"
    (one,) = sentences(text)
    found = [text[p.first : p.last] for p in phrases(text, one, 1)]
    assert found == ["选派特派员1,000名", "配套比例达1:1.5", "培训3,500人次"]


def test_what_is_quoted_or_in_brackets_is_masked_and_owners_are_blank() -> None:
    text = "落实《甲，乙》和“丙。丁”（含戊）。（市教育局负责）\n完成时限：9月"
    assert masked(scan(text), 0, len(text)) == f"落实《{MASK * 3}》和“{MASK * 3}”{MASK * 4}。{' ' * 8}\n{' ' * 7}"


def test_a_mark_in_brackets_is_not_masked() -> None:
    assert masked(scan("（1）甲（乙）"), 0, 7) == f"(1)甲{MASK * 3}"


def heads(text: str) -> list[str]:
    found = sentences(text)
    return [text[found[n].first : found[n].last] for n in sorted(headings(text, found))]


def test_paragraphs_that_begin_alike_have_headings() -> None:
    assert heads("推进甲。做乙,做丙。\n推进丁。做戊。\n推进己。做庚。") == ["推进甲", "推进丁", "推进己"]


def test_one_paragraph_has_none() -> None:
    assert heads("推进甲。做乙。做丙。") == []


def test_a_marked_sentence_before_another_is_a_heading() -> None:
    assert heads("一是推进甲。做乙。二是推进丙,做丁。做戊。三是推进己。") == ["推进甲"]


def test_long_sentences_and_those_with_numbers_or_titles_are_none() -> None:
    assert heads(f"一是{'推进甲乙' * 8}。做丙。二是建设8个站。做丁。三是落实《戊》。做己。") == []


def test_labels_are_no_action() -> None:
    """The label of what is to be done goes; of who is in charge, whom to call and who supervises, the whole line."""
    text = "改革举措：制定办法。\n责任人：张三 139\n督导单位：县督查室；\n新目标：办展"
    assert masked(scan(text), 0, len(text)).split("\n") == [
        "    :制定办法。", " " * 10, " " * 9 + ";", "新目标:办展",
    ]  # fmt: skip

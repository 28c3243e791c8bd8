"""The one scan of a text: everything is found with its place, whatever part it stands in."""

from __future__ import annotations

from plantrack.documents.scan import scan

TEXT = "县教育局２０２６年工作计划\n一、修路。9月底前修路8公里（交通局牵头）。\n二、建校。新建学校3所。\n"


def test_all_that_is_found_stands_at_its_place() -> None:
    """Folding changes no place; title, markers, owners, dates and amounts come from one pass."""
    doc = scan(TEXT)
    assert len(doc.folded) == len(doc.text)
    assert doc.metadata.title == "县教育局２０２６年工作计划"
    assert [run.style for run in doc.runs] == ["一、"]
    assert [(one.quote, one.lead) for one in doc.duties] == [("（交通局牵头）", ("交通局",))]
    assert [TEXT[one.first : one.last] for one in doc.dates] == ["２０２６年", "9月底前"]
    assert [TEXT[amount.first : amount.last] for amount in doc.amounts.found] == ["8公里", "3所"]


def test_only_what_stands_in_the_part() -> None:
    """Owners count where their bracket begins, dates only where they lie in the part as a whole."""
    text = "开展培训（市教育局负责）。9月底前推进试点（市财政局牵头）。"
    doc = scan(text)
    second = text.index("9月")
    assert [one.offset for one in doc.duties_in(second, len(text))] == [text.index("（市财政局")]
    assert [one.offset for one in doc.duties_in(0, second)] == [text.index("（市教育局")]
    assert [text[one.first : one.last] for one in doc.dates_in(0, len(text))] == ["9月底前"]
    assert doc.dates_in(0, second + 2) == ()


def test_levels_above_a_mixed_one() -> None:
    """Where a style numbers headings of one level and a list elsewhere, the levels above stay above it."""
    text = "滨海市医院实施方案\n一、目标\n满意。\n二、任务\n（一）门诊\n1.建成中心。\n三、步骤\n（一）动员。开会。\n"
    levels = [(text.index(line), level) for line, level in (("一、目", 2), ("二、", 2), ("（一）门", 3), ("三、", 2))]
    assert [(one.style, one.number) for one in scan(text, levels).markers if one.alone] == [
        ("#2", 1),
        ("#2", 2),
        ("#3", 1),
        ("1.", 1),
        ("#2", 3),
        ("(一)", 1),
    ]

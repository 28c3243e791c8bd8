"""Every figure of a text: read from sentences in the forms of the language, none where none stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from differences import differing
from hypothesis import given
from hypothesis import strategies as st

from plantrack.documents.figures.extraction import find_figures, scan_amounts
from plantrack.documents.parsed_document import DocumentFigure
from plantrack.model.amounts import Kind

HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    """Return the lines of a table without its comments."""
    return [line for line in (HERE / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]


def plain(figure: DocumentFigure) -> str:
    """Return a figure the way the tables write it."""
    upto = "" if figure.value_to is None else f"~{figure.value_to}"
    return f"{figure.quote} = {figure.value}{upto} {figure.unit} {figure.qualifier or '-'} {figure.kind}"


def told(text: str, *, planned: bool = False) -> str:
    """Return all figures of a text the way the tables write them."""
    return "; ".join(plain(figure) for figure in find_figures(scan_amounts(text), 2024, planned=planned))


def pairs(name: str) -> dict[str, str]:
    """Return the sentences of a table, each with its figures."""
    return dict(line.split(" | ") for line in lines(name))


def test_figures_of_a_summary() -> None:
    """Value in the base unit, unit as written, qualifier and kind."""
    table = pairs("summary.txt")
    assert differing(table, told, table.get) == {}


def test_figures_of_a_plan() -> None:
    """What is to be reached, striven for, given, or a condition."""
    table = pairs("plan.txt")
    assert differing(table, lambda sentence: told(sentence, planned=True), table.get) == {}


@pytest.mark.parametrize("planned", [False, True])
def test_numbers_that_are_no_figures(*, planned: bool) -> None:
    """Dates, document numbers, slogans, names and ways of speaking."""
    assert differing(lines("none.txt"), lambda sentence: told(sentence, planned=planned), lambda _: "") == {}


def test_a_figure_says_what_it_is_and_where() -> None:
    """With label and period; the section is left to the caller."""
    text = "一、总结\n全区实现GDP860亿元，同比增长7.5%。"
    assert find_figures(scan_amounts(text), 2023, planned=False) == (
        DocumentFigure(
            quote="860亿元",
            offset=12,
            value=86_000_000_000,
            unit="元",
            kind=Kind.MEASURE,
            label="全区实现GDP",
            period="2023",
        ),
        DocumentFigure(
            quote="7.5%",
            offset=22,
            value=7.5,
            unit="%",
            kind=Kind.GROWTH,
            label="全区实现GDP同比增长",
            period="2023",
        ),
    )


def test_only_the_span_is_read() -> None:
    """Offsets stay those of the whole text."""
    text = "上年新增企业5家。今年新增企业6家。明年新增企业7家。"
    first, last = text.index("今年"), text.index("明年")
    assert [
        (f.quote, f.offset) for f in find_figures(scan_amounts(text), None, planned=True, first=first, last=last)
    ] == [("6家", text.index("6家"))]


WIDE = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")


@given(
    value=st.integers(1, 999_999),
    magnitude=st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8), ("千万", 10**7), ("万亿", 10**12)]),
    unit=st.sampled_from(["家", "元", "项", "平方米", "人次", "千瓦时", "吨标准煤"]),
    form=st.sampled_from(["{}", "{:,}"]),
    blank=st.sampled_from(["", " ", "\u3000"]),
    wide=st.booleans(),
)
def test_a_number_is_the_same_however_it_is_written(
    *, value: int, magnitude: tuple[str, int], unit: str, form: str, blank: str, wide: bool
) -> None:
    """In any width, with commas or a blank before its unit."""
    written = form.format(value) + blank + magnitude[0] + unit
    text = f"累计完成{written.translate(WIDE) if wide else written}，进展顺利。"
    (found,) = find_figures(scan_amounts(text), 2024, planned=False)
    assert (found.value, found.unit) == (value * magnitude[1], unit)
    assert text[found.offset : found.offset + len(found.quote)] == found.quote


@given(
    st.text(
        alphabet="0123456789一二三千万亿元家项%个第届前百分之超近余多以上增长，。、—至《》“”连续年月日.：", max_size=40
    )
)
def test_quotes_stand_where_they_say(text: str) -> None:
    """Whatever the text, figures are in order, do not overlap, and quote it literally."""
    end = 0
    for found in find_figures(scan_amounts(text), 2024, planned=False):
        assert found.quote
        assert found.offset >= end
        assert text[found.offset : found.offset + len(found.quote)] == found.quote
        end = found.offset + len(found.quote)


@given(st.text(alphabet="0123456789一二三千万亿元家项%个第届超近增长、（）：", max_size=60))
def test_nothing_is_read_in_titles(title: str) -> None:
    """Numbers between 《 and 》 belong to a name."""
    assert find_figures(scan_amounts(f"印发《{title}》。"), 2024, planned=False) == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    "run",
    [
        "1",
        "一",
        "万",
        "1,",
        "1.",
        "A",
        "a1",
        "《",
        "“",
        "[",
        "1+",
        "第",
        "每",
        "届人",
        "从5到",
        "2024年",
        "5月",
        "增长",
        " ",
    ],
)
def test_a_long_run_is_read_in_linear_time(run: str) -> None:
    """A hundred thousand characters of one thing hold nothing, and end."""
    assert find_figures(scan_amounts(run * (100_000 // len(run))), 2024, planned=False) == ()


def test_an_amount_alone_in_a_cell_has_the_words_of_the_cell_before() -> None:
    """Of the last that has any; a cell that only holds a dash says nothing."""
    text = "项目\t上半年\t全年\n学校\t20所\t—\t35所\n改造道路\t\t5公里\n"
    found = find_figures(scan_amounts(text), 2025, planned=True)
    assert [(one.quote, one.label) for one in found] == [("20所", "学校"), ("35所", "学校"), ("5公里", "改造道路")]

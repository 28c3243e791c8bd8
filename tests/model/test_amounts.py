"""Amounts as people write them, in Chinese and English: read, refused and written back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support import plan_file

from plantrack.errors import InputError
from plantrack.model.amounts import Kind, Quantity, canonical_unit, parse_quantity, parse_range, plain_number

READ = [
    ("突破2.5万家", Quantity(25_000, "家", "突破")),
    ("超2.47万家", Quantity(24_700, "家", "超")),
    ("超过2.47万家", Quantity(24_700, "家", "超过")),
    ("1580.25亿元", Quantity(158_025_000_000, "元")),
    ("4300余项", Quantity(4300, "项", "余")),
    ("30多万人", Quantity(300_000, "人", "多")),
    ("30万多人", Quantity(300_000, "人", "多")),
    ("近2000家", Quantity(2000, "家", "近")),
    ("1000家以上", Quantity(1000, "家", "以上")),
    ("200人以上", Quantity(200, "人", "以上")),
    ("5%以内", Quantity(5, "%", "以内")),
    ("不足30家", Quantity(30, "家", "不足")),
    ("不高于3%", Quantity(3, "%", "不高于")),
    ("高于3%", Quantity(3, "%", "高于")),
    ("最多5家", Quantity(5, "家", "最多")),
    ("3公里上下", Quantity(3, "公里", "上下")),
    ("不少于10个", Quantity(10, "个", "不少于")),
    ("约3天左右", Quantity(3, "天", "约")),
    ("第26届", Quantity(26, "届")),
    ("第二十五届", Quantity(25, "届")),
    ("连续21年", Quantity(21, "年", "连续")),
    ("首位", Quantity(1, "位")),
    ("榜首", Quantity(1, "位")),
    ("全球第二", Quantity(2, "位")),
    ("全国第3位", Quantity(3, "位")),
    ("第一", Quantity(1, "位")),
    ("50万㎡", Quantity(500_000, "㎡")),
    ("50万m²", Quantity(500_000, "㎡")),
    ("50万m2", Quantity(500_000, "㎡")),
    ("50万平方米", Quantity(500_000, "平方米")),
    ("２０００家", Quantity(2000, "家")),
    ("７．５％", Quantity(7.5, "%")),
    ("7.5%", Quantity(7.5, "%")),
    ("-3.2%", Quantity(-3.2, "%")),
    ("0.00%", Quantity(0, "%")),
    ("24,700家", Quantity(24_700, "家")),
    ("1,234,567.5元", Quantity(1_234_567.5, "元")),
    ("2.45万亿元", Quantity(2_450_000_000_000, "元")),
    ("5千家", Quantity(5000, "家")),
    ("三家", Quantity(3, "家")),
    ("两家", Quantity(2, "家")),
    ("十家", Quantity(10, "家")),
    ("十二家", Quantity(12, "家")),
    ("一百零五家", Quantity(105, "家")),
    ("三千二百一十家", Quantity(3210, "家")),
    ("千余家", Quantity(1000, "家", "余")),
    ("百万元", Quantity(1_000_000, "元")),
    ("5万千瓦", Quantity(50_000, "千瓦")),
    (" 5 家 ", Quantity(5, "家")),
    ("\u30005\u3000家", Quantity(5, "家")),
    ("over 25,000 firms", Quantity(25_000, "firms", "超")),
    ("Nearly 2,000 firms", Quantity(2000, "firms", "近")),
    ("more than 7.5%", Quantity(7.5, "%", "超过")),
    ("not less than 3 items", Quantity(3, "items", "不低于")),
    ("120 billion yuan", Quantity(120_000_000_000, "yuan")),
    ("1.5 million people", Quantity(1_500_000, "people")),
    ("2 Thousand firms", Quantity(2000, "firms")),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text for text, _ in READ])
def test_amounts_are_read_as_people_write_them(text: str, expected: Quantity) -> None:
    """The value is in the base unit; whole amounts are whole numbers; the first qualifier stays beside it."""
    found = parse_quantity(text)
    assert (found, type(found.value)) == (expected, type(expected.value))


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("24700", "家", Quantity(24_700, "家")),
        ("over 25,000", "家", Quantity(25_000, "家", "超")),
        ("近2.5万", "家", Quantity(25_000, "家", "近")),
        ("200以上", "人", Quantity(200, "人", "以上")),
        ("120 billion yuan", "元", Quantity(120_000_000_000, "元")),
        ("7.5 percent", "%", Quantity(7.5, "%")),
        ("50万平方米", "㎡", Quantity(500_000, "㎡")),
        ("50万m2", "平方米", Quantity(500_000, "平方米")),
        ("全球第二", "位", Quantity(2, "位")),
        ("首位", "位", Quantity(1, "位")),
    ],
)
def test_the_unit_expected_is_taken(text: str, unit: str, expected: Quantity) -> None:
    """A bare number is counted in the unit expected; two names of one unit are the same."""
    assert parse_quantity(text, unit) == expected


@pytest.mark.parametrize(
    ("text", "unit", "given"),
    [
        ("2.5万人", "家", "人"),
        ("2.5万", "家", None),
        ("7.5%", "家", "%"),
        ("首位", "家", "位"),
        ("全球第二", "家", "位"),
        ("5\u202e家", "家", "\u202e家"),
    ],
)
def test_another_unit_is_refused(text: str, unit: str, given: str | None) -> None:
    """An amount counted in something else is not converted, and the message names both units."""
    if given is None:
        assert parse_quantity(text, unit) == Quantity(25_000, unit)
        return
    with pytest.raises(InputError) as refused:
        parse_quantity(text, unit)
    assert str(refused.value) == f"{text!r} is counted in {given}, but here the unit is {unit}"


@pytest.mark.parametrize("text", ["2.5万", "超2.47万", "over 25,000", "7", "十"])
def test_a_number_alone_is_refused_where_no_unit_is_expected(text: str) -> None:
    """Nothing says what is counted."""
    with pytest.raises(InputError) as refused:
        parse_quantity(text)
    assert str(refused.value) == f"the amount {text!r} has no unit; write it, as in 2.5万家"


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "家", "很多家", "约家", "万家", "突破", "1.2.3家", "1,23家", "1,2345家", "20-30家", "3家5家",
        "1亿2000万元", "5 square metres", "NaN家", "inf%", "1e5家", "0x10家",
        "+5家", "--5家", "½家", "1٢家", "5\x1b家", "\x1b[31m5家",
        "5\x00家", "\u202e5家", "两三家", "二三十家", "十十家", "二百五家", "一万二千家", "二〇二四年", "一亿两千万元",
        "1234567890123456789家", "9" * 400 + "家",
        "1" + ",000" * 400 + "家", "999999999999万亿元",
    ],
)  # fmt: skip
def test_what_is_not_one_amount_is_refused(text: str) -> None:
    """Garbage, ranges, two amounts, control characters and numbers beyond all measure are not guessed at."""
    with pytest.raises(InputError) as refused:
        parse_quantity(text)
    assert str(refused.value) == (
        f"cannot read {text!r} as an amount; write a number with its unit, as in 突破2.5万家 or 1580.25亿元"
    )


@given(text=st.text() | st.from_regex(r"[超近约第]?[0-9一二十百千万亿,.]{1,12}[余多]?[家元%年届]{0,2}", fullmatch=True))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    """No text is a fault of ours, and none gives a number that a journal cannot keep."""
    try:
        found = parse_quantity(text, "家")
    except InputError as refused:
        assert repr(text) in str(refused)  # noqa: PT017 - either outcome is right
    else:
        assert abs(found.value) < 10**18
        assert found.unit == "家"


@pytest.mark.parametrize(
    ("quantity", "zh", "en"),
    [
        (Quantity(24_700, "家", "超"), "超2.47万家", "over 24,700"),
        (Quantity(25_000, "家", "突破"), "突破2.5万家", "over 25,000"),
        (Quantity(24_712, "家"), "24712家", "24,712"),
        (Quantity(2000, "家", "近"), "近2000家", "nearly 2,000"),
        (Quantity(4300, "项", "余"), "4300余项", "over 4,300"),
        (Quantity(300_000, "人", "多"), "30万多人", "over 300,000"),
        (Quantity(1000, "家", "以上"), "1000家以上", "at least 1,000"),
        (Quantity(5, "%", "以内"), "5%以内", "at most 5%"),
        (Quantity(158_025_000_000, "元"), "1580.25亿元", "CNY 158.025 billion"),
        (Quantity(2_450_000_000_000, "元"), "24500亿元", "CNY 2.45 trillion"),
        (Quantity(123_456_000, "元"), "12345.6万元", "CNY 123.456 million"),
        (Quantity(15_000, "元"), "1.5万元", "CNY 15,000"),
        (Quantity(99.5, "元"), "99.5元", "CNY 99.5"),
        (Quantity(-30_000, "元"), "-3万元", "CNY -30,000"),
        (Quantity(26, "届"), "第26届", "no. 26"),
        (Quantity(21, "年", "连续"), "连续21年", "21 years"),
        (Quantity(1, "年"), "1年", "1 year"),
        (Quantity(7.5, "%"), "7.5%", "7.5%"),
        (Quantity(2, "倍"), "2倍", "2 times"),
        (Quantity(30, "家", "不足"), "不足30家", "under 30"),
        (Quantity(3, "公里", "上下"), "3公里上下", "about 3"),
        (Quantity(500_000, "㎡"), "50万㎡", "500,000 m²"),
        (Quantity(500_000, "平方米"), "50万平方米", "500,000 m²"),
    ],
)
def test_amounts_are_written_as_people_write_them(quantity: Quantity, zh: str, en: str) -> None:
    """Chinese counts in 万 and 亿 where nothing is lost; English leaves the noun to the label."""
    assert (quantity.text("zh"), quantity.text("en"), str(quantity)) == (zh, en, zh)


@pytest.mark.parametrize(("language", "text"), [("zh", "第2位"), ("en", "no. 2")])
def test_ranks_are_places(language: str, text: str) -> None:
    """A rank is written as the place it is."""
    assert Quantity(2, "位").text(language, Kind.RANK) == text


NUMBERS = st.decimals(-999_999, 999_999, places=4).map(plain_number)
QUALIFIED = st.tuples(
    st.sampled_from(["", "超", "突破", "不低于", "近", "约", "连续"]),
    NUMBERS,
    st.sampled_from(["", "百", "千", "万", "亿", "万亿"]),
    st.sampled_from(["", "余", "多"]),
    st.sampled_from(["家", "元", "%", "年", "届", "位", "㎡", "平方米", "项"]),
    st.sampled_from(["", "以上", "左右"]),
).map("".join)
ENGLISH = st.tuples(
    st.sampled_from(["", "over ", "nearly ", "at least "]),
    NUMBERS,
    st.sampled_from(["", " million", " billion"]),
    st.sampled_from([" yuan", " firms", "%"]),
).map("".join)


@given(text=QUALIFIED | ENGLISH)
@example(text="12345.6万元")
@example(text="20000届")
@example(text="0.0001%")
def test_what_is_written_in_chinese_is_read_back(text: str) -> None:
    """The text of an amount of at most four decimals has its value and its unit."""
    found = parse_quantity(text)
    again = parse_quantity(found.text("zh"))
    assert (again.value, again.unit) == (found.value, found.unit)


@pytest.mark.parametrize(
    ("qualifier", "exact"),
    [(None, True), ("连续", True), ("超", False), ("突破", False), ("以上", False), ("余", False), ("近", False)],
)
def test_qualified_amounts_are_not_exact(qualifier: str | None, exact: bool) -> None:  # noqa: FBT001 - a column
    """超, 突破, 以上 and the like make a comparison approximate; 连续 says nothing about the number."""
    assert Quantity(5, "家", qualifier).exact is exact


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("平方米", "㎡"),
        ("M2", "㎡"),
        ("Yuan", "元"),
        ("RMB", "元"),
        ("percent", "%"),
        ("家", "家"),
        ("㎡", "㎡"),
        ("台（套）", "台(套)"),
    ],
)
def test_units_have_one_name_for_comparing(unit: str, name: str) -> None:
    """平方米 and ㎡ are the same; a unit not known otherwise stands for itself."""
    assert canonical_unit(unit) == name


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5, "5"),
        (5.0, "5"),
        (100, "100"),
        (2.50, "2.5"),
        (0.00004, "0"),
        (1 / 3, "0.3333"),
        (1e16, "10000000000000000"),
    ],
)
def test_numbers_have_no_exponent_and_no_idle_zeros(value: float, text: str) -> None:
    """At most four decimals are written."""
    assert plain_number(value) == text


def test_the_text_of_a_figure_in_a_plan_is_an_amount() -> None:
    """A plan whose figure says 超2.47万家 and 24800 contradicts itself."""
    found = plan_file("""
        figures:
        - id: firms
          label: 企业
          text: 超2.47万家
          value: 24800
          unit: 家
          kind: measure
          period: "2023"
          section: 0
    """)
    assert [problem.message.template for problem in found.problems] == [
        "the text {text!r} says {written}, the value says {value}; correct one of them"
    ]


@pytest.mark.parametrize(
    ("text", "read", "chinese", "english"),
    [
        ("5%—6%", Quantity(5, "%", None, 6), "5%至6%", "5% to 6%"),
        ("２至３万家", Quantity(20_000, "家", None, 30_000), "2万家至3万家", "20,000 to 30,000"),
        ("约1.5万-2万家", Quantity(15_000, "家", "约", 20_000), "约1.5万家至2万家", "about 15,000 to 20,000"),
        ("6%～7%左右", Quantity(6, "%", "左右", 7), "6%至7%左右", "about 6% to 7%"),
        ("至少5家", Quantity(5, "家", "至少"), "至少5家", "at least 5"),
        ("-3.2%", Quantity(-3.2, "%"), "-3.2%", "-3.2%"),
    ],
)
def test_a_range(text: str, read: Quantity, chinese: str, english: str) -> None:
    """Both ends are counted alike, the lower one in what only the upper one names; a single amount is itself."""
    assert parse_range(text) == read
    assert (read.text("zh"), read.text("en")) == (chinese, english)
    assert parse_range(chinese) == read


@pytest.mark.parametrize("text", ["5—6", "5%—很多", "2023-2025", "至", "5%—6%—7%", "3月—5天"])
def test_no_range(text: str) -> None:
    """What is no range between two amounts is refused."""
    with pytest.raises(InputError):
        parse_range(text)

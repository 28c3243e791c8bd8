"""Amounts as people write them, in Chinese and English: read, refused and read back."""

from __future__ import annotations

import pytest
from differences import differing
from hypothesis import assume, example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from support import plan_file

from plantrack.errors import InputError
from plantrack.model.amount_reader import parse_quantity, parse_range
from plantrack.model.amounts import AFTER, BEFORE, TOP, Kind, Quantity, as_number, plain_number
from plantrack.model.measures import split_magnitude
from plantrack.model.numbers import AMID, LARGEST

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


def test_english_units_of_several_words() -> None:
    """What is counted may take up to four words in English."""
    assert parse_quantity("over 2 community hubs") == Quantity(2, "community hubs", "超")
    assert parse_quantity("1.2 million homes") == Quantity(1_200_000, "homes")


@pytest.mark.parametrize("text", ["2.5万", "超2.47万", "over 25,000", "7", "十"])
def test_a_number_alone_is_refused_where_no_unit_is_expected(text: str) -> None:
    """Nothing says what is counted."""
    with pytest.raises(InputError) as refused:
        parse_quantity(text)
    assert str(refused.value) == f"the amount {text!r} has no unit; write it, as in CNY 6 billion"


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "家", "很多家", "约家", "万家", "突破", "1.2.3家", "1,23家", "1,2345家", "3家5家",
        "5 square metres of the old town hall", "NaN家", "inf%", "1e5家", "0x10家",
        "+5家", "--5家", "½家", "1٢家", "5\x1b家", "\x1b[31m5家",
        "5\x00家", "\u202e5家", "两三家", "二三十家", "十十家", "二〇二四年",
        "1234567890123456789家", "9" * 400 + "家",
        "1" + ",000" * 400 + "家", "999999999999万亿元",
    ],
)  # fmt: skip
def test_what_is_not_one_amount_is_refused(text: str) -> None:
    """Garbage, two amounts, control characters and numbers beyond all measure; the message quotes a hundred of them."""
    with pytest.raises(InputError) as refused:
        parse_quantity(text)
    shown = text if len(text) <= 100 else f"{text[:100]}…"
    assert str(refused.value) == (
        f"cannot read {shown!r} as an amount; write a number with its unit, as in over 25,000 or CNY 1.58 billion"
    )


@given(text=st.text() | st.from_regex(r"[超近约第]?[0-9一二十百千万亿,.]{1,12}[余多]?[家元%年届]{0,2}", fullmatch=True))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    """No text is a fault of ours, and none gives a number that a journal cannot keep."""
    try:
        found = parse_quantity(text, "家")
    except InputError as refused:
        assert repr(text)[:100] in str(refused)  # noqa: PT017 - either outcome is right
    else:
        assert abs(found.value) < 10**18
        assert found.unit == "家"


# What people write in an office of statistics: the text, the unit that the indicator has, and what it says.
OFFICE = """
百分之3.2 | % | 3.2
百分之七点五 | % | 7.5
百分之一百二十 | % | 120
负百分之三点九 | % | -3.9
近百分之五 | % | 近 5
千分之三 | ‰ | 3
负3.9% | % | -3.9
－3.9％ | % | -3.9
−3.9% | % | -3.9
七点五% | % | 7.5
3.5 per cent | % | 3.5
三分之二 | % | 66.67
七成 | % | 70
八成五 | % | 85
近七成半 | % | 近 75
两成 | % | 20
3成 | % | 30
3.5成 | % | 35
三点五成 | % | 35
三成五 | % | 35
3成半 | % | 35
3成以上 | % | 以上 30
10成 | % | 100
过半 | % | 超过 50
一半 | % | 50
0.3个百分点 | 百分点 | 0.3
0.3 percentage points | 个百分点 | 0.3
净流出-120万元 | 元 | -1200000
净利润-3亿元 | 亿元 | -3
2千3百万元 | 元 | 23000000
3亿5千6百万元 | 元 | 356000000
3亿5千6百万元 | 亿元 | 3.56
5万8千6百元 | 元 | 58600
1亿零500万元 | 元 | 105000000
1亿2000万元 | 万元 | 12000
一亿两千万元 | 元 | 120000000
1.58万亿元 | 亿元 | 15800
8亿元人民币 | 元 | 800000000
8亿人民币 | 元 | 800000000
人民币50元 | 元 | 50
人民币超50亿元 | 亿元 | 超 50
人民币壹佰贰拾万元整 | 元 | 1200000
￥3,000 | 元 | 3000
RMB 50 million | 元 | 50000000
CNY 6 billion | 元 | 6000000000
CNY 6 billion | 亿元 | 60
CNY 6bn | 元 | 6000000000
CNY -30,000 | 元 | -30000
6 billion yuan | 元 | 6000000000
over CNY 6 billion | 元 | 超 6000000000
US$5 million | 美元 | 5000000
USD 860 million | 亿美元 | 8.6
3万4000人 | 人 | 34000
12万3456人 | 人 | 123456
一万二千人 | 人 | 12000
九万四 | 家 | 94000
三万零四百户 | 户 | 30400
1万零5家 | 家 | 10005
二百五十三家 | 家 | 253
三千六 | 户 | 3600
２．５萬家 | 家 | 25000
2.5 万家 | 家 | 25000
1 580家 | 家 | 1580
一百多万人 | 人 | 多 1000000
万余人 | 人 | 余 10000
上百家 | 家 | 上 100
≥50家 | 家 | 不低于 50
＞50家 | 家 | 高于 50
<= 3% | % | 不超过 3
50家（含）以上 | 家 | 以上 50
50家+ | 家 | 以上 50
50+家 | 家 | 以上 50
破2.5万家 | 家 | 突破 25000
未超过3% | % | 不超过 3
至多5家 | 家 | 最多 5
超-3% | % | 超 -3
3个多月 | 个月 | 多 3
3公里多 | 公里 | 多 3
12千米 | 千米 | 12
12千米 | 公里 | 12
12千米 | 米 | 12000
500千瓦 | 千瓦 | 500
500千瓦 | 瓦 | 500000
5万千瓦 | 千瓦 | 50000
50万千瓦 | 万千瓦 | 50
三十千瓦 | 千瓦 | 30
五千千瓦 | 千瓦 | 5000
20千克 | 公斤 | 20
3000千瓦时 | 千瓦时 | 3000
3000 kWh | 千瓦时 | 3000
12千人 | 千人 | 12
12千人 | 人 | 12000
25万人 | 万人 | 25
25 × 10,000 | 万人 | 25
25 × 10,000 kW | 万千瓦 | 25
5 km² | 平方公里 | 5
500 kW | 千瓦 | 500
1580.25 | 亿元 | 1580.25
over 24,700 | 家 | 超 24700
no. 22 | 位 | 22
no. 22 | 届 | 22
No 22 | 名 | 22
22nd | 位 | 22
第3名 | 位 | 3
前十 | 位 | 前 10
全国前十位 | 名 | 前 10
前3名 | 名 | 前 3
前10强 | 位 | 前 10
top 10 | 位 | 前 10
全国第三 | 名 | 3
2 times | 倍 | 2
翻一番 | 倍 | 2
1 year | 年 | 1
500,000 m² | 平方米 | 500000
两到三万人次 | 人次 | 20000 30000
一百二十到一百五十万 | 人 | 1200000 1500000
七千到九千亿元 | 亿元 | 7000 9000
2到3千万元 | 元 | 20000000 30000000
八到十万人 | 人 | 80000 100000
3 - 5家 | 家 | 3 5
百分之三到五 | % | 3 5
百分之三到百分之五 | % | 3 5
-5%至-3% | % | -5 -3
-5–3% | % | -5 3
CNY 1.5 billion to CNY 2 billion | 元 | 1500000000 2000000000
CNY 1 to CNY 2 million | 元 | 1 2000000
CNY 1 to 2 billion | 元 | 1000000000 2000000000
about 6% to 7% | % | 约 6 7
500 to 2 thousand | 家 | 500 2000
1 thousand to 20 million | 人 | 1000 20000000
"""


def told(found: Quantity) -> str:
    """Return an amount the way the table writes it."""
    ends = (found.value, found.value_to)
    return " ".join([*filter(None, [found.qualifier]), *(plain_number(end) for end in ends if end is not None)])


def read_or_not(text: str, unit: str) -> str:
    """Return what an amount says, or the beginning of why it is refused."""
    try:
        found = parse_range(text, unit or None)
    except InputError as refused:
        return refused.message.template.split("; ")[0]
    assert found.unit == (unit or found.unit)
    return told(found)


def test_what_an_office_writes() -> None:
    """Each is read in the unit expected: 1.2亿元 is 12000 where the unit is 万元."""
    table = {(text, unit): says for text, unit, says in (line.split(" | ") for line in OFFICE.strip().splitlines())}
    assert differing(table, lambda key: read_or_not(*key), table.get) == {}


# What is refused, and the unit that the indicator has.
REFUSED = """
cannot read {text!r} as an amount
十几家 | 家
几十家 | 家
数百家 | 家
两三万家 | 家
七八千 | 家
十来家 | 家
百把人 | 人
3万4家 | 家
万家 | 家
亿元 | 元
千家 | 家
3万5万家 | 家
1亿20000万元 | 元
1.5亿2000万元 | 元
6%—5% | %
5%—5% | %
3—5—7家 | 家
人民币50美元 | 元
下降3.9% | %
净流出120万元 | 元
前10家 | 家
第前十 | 位
负增长3.9% | %
三分之五 | %
百分之 | %
% | %
二〇二四 | 年
万亿亿 | 元
1e999999 | 家
99999999亿亿 | 元
9999999 trillion | 元
9999999万亿 | 元
9999999万亿 | 亿元
± 5家 | 家
{text!r} may be counted in {unit} or not
120万 | 万元
一百二十万 | 万元
6 billion | 亿元
1到2万 | 万人
{text!r} is counted in {given}, but here the unit is {expected}
3千分点 | 百分点
500千瓦 | 千瓦时
5亿美元 | 亿元
¥50 | 美元
no. 22 | 家
第3名 | 届
三分之二 | 家
20千克 | 吨
"""


def test_what_could_be_another_amount_is_refused() -> None:
    """Guesses, contradictions, missing numbers and other units."""
    table: dict[tuple[str, str], str] = {}
    why = ""
    for line in REFUSED.strip().splitlines():
        text, bar, unit = line.partition(" | ")
        why = why if bar else line
        table |= {(text, unit): why} if bar else {}
    assert differing(table, lambda key: read_or_not(*key), table.get) == {}


@pytest.mark.parametrize(
    "text", ["9" * 9999, "9" * 30, "0." + "1" * 30, "亿" * 40, "一" * 30, "万" * 99, "1" + ",000" * 20, "-" * 99 + "5"]
)
def test_numbers_beyond_all_measure_are_refused(text: str) -> None:
    """However long."""
    assert read_or_not(f"{text}家", "家") == "cannot read {text!r} as an amount"


@pytest.mark.parametrize("text", ["over 24,700", "九万四", "6 billion", "25 × 10,000", "¥", "no."])
def test_nothing_is_counted_in_nothing(text: str) -> None:
    """Where no unit is expected the text gives one."""
    with pytest.raises(InputError):
        parse_quantity(text)


def test_one_amount_is_no_range() -> None:
    """A measurement says one amount."""
    with pytest.raises(InputError) as refused:
        parse_quantity("20-30家")
    assert str(refused.value) == "'20-30家' is a range; write the one amount that is meant"


VALUES = st.integers(-(10**17), 10**17) | st.decimals(-999_999, 999_999, places=4).map(as_number)
COUNTED = st.sampled_from(
    [
        "家",
        "元",
        "美元",
        "%",
        "个百分点",
        "年",
        "倍",
        "㎡",
        "平方米",
        "人次",
        "千瓦",
        "千瓦时",
        "公里",
        "亿元",
        "万元",
        "万人",
        "千人",
        "个月",
    ]
)
QUALIFIERS = st.sampled_from([None, *BEFORE, *AFTER, *AMID])


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Return an amount, or a range, with any qualifier."""
    unit, ends = draw(COUNTED), sorted(draw(st.sets(VALUES, min_size=1, max_size=2)))
    assume(all(abs(end) * split_magnitude(unit)[0] < LARGEST for end in ends))
    return Quantity(ends[0], unit, draw(QUALIFIERS), ends[1] if ends[1:] else None)


@given(quantity=quantities())
@example(quantity=Quantity(1, "元", None, 2_000_000))
@example(quantity=Quantity(1_234_567_800, "元", "余"))
@example(quantity=Quantity(1, "年", "连续", 3))
@example(quantity=Quantity(3, "个月", "多", 5))
def test_what_is_shown_can_be_typed(quantity: Quantity) -> None:
    """Chinese is read back as the same amount; English too, but for qualifiers that it has one word for."""
    assert parse_range(quantity.text("zh"), quantity.unit) == quantity
    english = parse_range(quantity.text("en"), quantity.unit)
    assert replace(english, qualifier=quantity.qualifier) == quantity
    assert english.text("en") == quantity.text("en")


@given(number=st.integers(1, 9999), unit=st.sampled_from(["位", "届"]), language=st.sampled_from(["zh", "en"]))
def test_a_place_that_is_shown_can_be_typed(number: int, unit: str, language: str) -> None:
    """第22位 and no. 22, 第26届 and no. 26."""
    quantity = Quantity(number, unit)
    text = quantity.text(language, Kind.RANK if unit == "位" else Kind.EDITION)
    assert parse_quantity(text, unit) == quantity
    top = replace(quantity, unit="位", qualifier=TOP)
    assert parse_quantity(top.text(language, Kind.RANK), "位") == top


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
        ("三到五成", Quantity(30, "%", None, 50), "30%至50%", "30% to 50%"),
        ("3—4.5成左右", Quantity(30, "%", "左右", 45), "30%至45%左右", "about 30% to 45%"),
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

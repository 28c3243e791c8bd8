"""The tables of words around a number: every word of them works."""

from __future__ import annotations

import re

import pytest

from plantrack.documents.figures.extraction import find_figures, scan_amounts
from plantrack.documents.parsed_document import DocumentFigure
from plantrack.documents.vocabulary import any_of, table
from plantrack.model.amounts import AFTER, AMID, BEFORE, Kind

WORDS = table("figure_words")
AROUND = WORDS["qualifiers"]


def one(text: str, *, planned: bool = False) -> DocumentFigure:
    """Return the only figure of a text."""
    (found,) = find_figures(scan_amounts(text), 2024, planned=planned)
    return found


def same(word: str) -> str:
    """Return the name under which a qualifier is kept."""
    return str(AROUND["same"].get(word, word))


def test_the_longest_word_is_taken() -> None:
    """Whatever the order of the list."""
    found = [re.match(any_of(["超", "超过", "a.c"]), text) for text in ("超过", "超", "a.c", "abc")]
    assert [match and match[0] for match in found] == ["超过", "超", "a.c", None]


@pytest.mark.parametrize("word", [w for w in AROUND["before"] if w not in ("等", "破")])
def test_every_qualifier_before_a_number(word: str) -> None:
    """It belongs to the quote."""
    found = one(f"企业{word}30家。")
    assert (found.quote, found.qualifier) == (f"{word}30家", same(word))


@pytest.mark.parametrize("word", AROUND["broken"])
def test_a_longer_word_before_a_number_is_no_qualifier(word: str) -> None:
    """节约 ends like 约."""
    found = one(f"{word}30家。")
    assert (found.quote, found.qualifier) == ("30家", None)


@pytest.mark.parametrize("word", AROUND["far"])
def test_a_qualifier_with_a_verb_between(word: str) -> None:
    """至少建设1家."""
    found = one(f"各区{word}建设3家。")
    assert (found.quote, found.qualifier) == ("3家", word)


@pytest.mark.parametrize("word", AROUND["after"])
def test_every_qualifier_after_a_unit(word: str) -> None:
    """It belongs to the quote."""
    found = one(f"面积3公里{word}。")
    assert (found.quote, found.qualifier) == (f"3公里{word}", same(word))


@pytest.mark.parametrize("word", AROUND["after_broken"])
def test_a_longer_word_after_a_unit_is_no_qualifier(word: str) -> None:
    """内容 begins like 内."""
    assert one(f"增加33项{word}。").qualifier is None


@pytest.mark.parametrize("word", AROUND["amid"])
def test_every_qualifier_within(word: str) -> None:
    """Before or after the magnitude."""
    assert [(one(text).value, one(text).qualifier) for text in (f"企业20{word}万家。", f"企业20万{word}家。")] == [
        (200_000, word)
    ] * 2


def test_every_qualifier_can_be_written_in_a_plan() -> None:
    """What the tables keep, amounts of plan.yaml have too."""
    words = [*AROUND["before"], *AROUND["after"], *AROUND["amid"], *AROUND["far"], *AROUND["lone"]]
    assert {same(word) for word in words} <= {*BEFORE, *AFTER, *AMID}


@pytest.mark.parametrize("word", WORDS["growth"]["nouns"] + WORDS["growth"]["verbs"])
def test_every_word_of_change(word: str) -> None:
    """A share behind it is a rate of change."""
    assert one(f"营业收入{word}5%。").kind is Kind.GROWTH


@pytest.mark.parametrize("word", WORDS["growth"]["level"])
def test_a_level_is_no_change(word: str) -> None:
    """提高到 and 提高至."""
    assert one(f"占比提高{word}5%。").kind is Kind.MEASURE


@pytest.mark.parametrize("word", WORDS["growth"]["gaps"])
def test_a_gap_is_no_change(word: str) -> None:
    """高于全国."""
    assert one(f"增速{word}全国2个百分点。").kind is Kind.MEASURE


@pytest.mark.parametrize("word", WORDS["growth"]["gap"])
def test_a_gap_after_a_comparison(word: str) -> None:
    """比城镇高."""
    assert one(f"增速比城镇{word}2个百分点。").kind is Kind.MEASURE


@pytest.mark.parametrize("word", WORDS["stretch"]["words"])
def test_every_word_of_striving(word: str) -> None:
    """Only in the plan part."""
    text = f"{word}产值500亿元。"
    assert (one(text, planned=True).kind, one(text).kind) == (Kind.STRETCH, Kind.MEASURE)


@pytest.mark.parametrize("word", WORDS["given"]["verbs"])
def test_every_word_before_what_is_given(word: str) -> None:
    """用好20亿元基金."""
    assert one(f"{word}20亿元基金。", planned=True).kind is Kind.PARAMETER


@pytest.mark.parametrize("word", WORDS["given"]["things"])
def test_a_time_in_the_name_of_a_thing(word: str) -> None:
    """144小时过境免签."""
    assert one(f"实施144小时{word}办法。", planned=True).kind is Kind.PARAMETER


@pytest.mark.parametrize("word", WORDS["chinese"]["verbs"])
def test_every_word_before_a_chinese_numeral(word: str) -> None:
    """新增三家."""
    assert one(f"全年{word}三家企业。").quote == "三家"


@pytest.mark.parametrize("word", WORDS["chinese"]["ones"])
def test_every_word_before_one(word: str) -> None:
    """新增一家."""
    assert one(f"全年{word}一家企业。").value == 1


@pytest.mark.parametrize("word", WORDS["chinese"]["sure"])
def test_every_word_before_the_general_classifier(word: str) -> None:
    """新增三个."""
    assert one(f"全年{word}三个中心。").quote == "三个"


@pytest.mark.parametrize("word", WORDS["chinese"]["classifiers"])
def test_every_classifier_of_a_chinese_numeral(word: str) -> None:
    """新增三家."""
    assert one(f"全年新增三{word}。").unit == word.removeprefix("万")


@pytest.mark.parametrize("word", WORDS["rank"]["places"])
def test_every_place_of_a_rank(word: str) -> None:
    """It belongs to the quote."""
    assert one(f"总量居{word}第二。").quote == f"{word}第二"


@pytest.mark.parametrize("word", WORDS["rank"]["verbs"])
def test_every_word_before_a_rank(word: str) -> None:
    """排名第二."""
    assert one(f"总量{word}第二。").quote == "第二"


@pytest.mark.parametrize("word", WORDS["rank"]["spoken"])
def test_first_as_a_way_of_speaking(word: str) -> None:
    """摆在首位."""
    assert find_figures(scan_amounts(f"把安全{word}首位。"), 2024, planned=False) == ()


@pytest.mark.parametrize("word", WORDS["rank"]["first"])
def test_every_word_for_first(word: str) -> None:
    """首位."""
    assert (one(f"位居{word}。").quote, one(f"位居{word}。").value) == (word, 1)


@pytest.mark.parametrize("word", WORDS["rank"]["top"])
def test_a_place_among_the_first(word: str) -> None:
    """前十名."""
    assert one(f"进入前十{word}。").quote == f"前十{word}"


@pytest.mark.parametrize("word", WORDS["value"]["words"])
def test_every_word_before_a_bare_value(word: str) -> None:
    """指数3.21."""
    assert one(f"收入{word}3.21。").value == 3.21


@pytest.mark.parametrize("word", WORDS["threshold"]["measured"])
def test_every_word_before_a_condition(word: str) -> None:
    """收入超30万元村."""
    assert one(f"{word}超30万元村。").kind is Kind.THRESHOLD


@pytest.mark.parametrize("word", WORDS["streak"]["runs"])
def test_every_run(word: str) -> None:
    """六连冠, also between quotation marks, where only 连丰 is a name."""
    assert (one(f"实现六{word}。").value, one(f"实现六{word}。").kind) == (6, "streak")
    assert len(find_figures(scan_amounts(f"实现“六{word}”。"), 2024, planned=False)) == (word != "连丰")


@pytest.mark.parametrize("word", AROUND["lone"])
def test_a_qualifier_of_a_magnitude_alone(word: str) -> None:
    """上百家; before digits it is none."""
    assert (one(f"吸引{word}百家企业。").quote, one(f"吸引{word}百家企业。").qualifier) == (f"{word}百家", word)


@pytest.mark.parametrize("word", AROUND["lone_broken"])
def test_a_longer_word_before_a_magnitude_is_no_qualifier(word: str) -> None:
    """线上百家."""
    assert [figure.qualifier for figure in find_figures(scan_amounts(f"{word}百家企业"), 2024, planned=False)] in (
        [],
        [None],
    )


@pytest.mark.parametrize("word", WORDS["growth"]["shares"])
def test_a_share_of_a_whole_is_no_change(word: str) -> None:
    """压减率 and 增加值占 are shares; points are a change all the same."""
    assert one(f"压减{word}达5%。").kind is Kind.MEASURE
    assert one(f"提高{word}5个百分点。").kind is Kind.GROWTH

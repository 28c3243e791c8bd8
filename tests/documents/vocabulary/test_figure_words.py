"""The tables of words around a number: every word of them works."""

from __future__ import annotations

import re

from differences import differing

from plantrack.documents.figures.extraction import find_figures, scan_amounts
from plantrack.documents.parsed_document import DocumentFigure
from plantrack.documents.vocabulary import any_of, table
from plantrack.model.amounts import AFTER, ALSO_AFTER, ALSO_BEFORE, BEFORE, LONE, Kind
from plantrack.model.numbers import AMID

WORDS = table("figure_words")
AROUND = WORDS["qualifiers"]


def one(text: str, *, planned: bool = False) -> DocumentFigure:
    """Return the only figure of a text."""
    (found,) = find_figures(scan_amounts(text), 2024, planned=planned)
    return found


def every(text: str) -> tuple[DocumentFigure, ...]:
    """Return all figures of a text."""
    return find_figures(scan_amounts(text), 2024, planned=False)


def qualified(text: str) -> tuple[str, str | None]:
    """Return quote and qualifier of the only figure of a text."""
    return one(text).quote, one(text).qualifier


def valued(text: str) -> tuple[float, str | None]:
    """Return value and qualifier of the only figure of a text."""
    return one(text).value, one(text).qualifier


def same(word: str) -> str:
    """Return the name under which a qualifier is kept."""
    return (ALSO_BEFORE | ALSO_AFTER).get(word, word)


def test_the_longest_word_is_taken() -> None:
    """Whatever the order of the list."""
    found = [re.match(any_of(["超", "超过", "a.c"]), text) for text in ("超过", "超", "a.c", "abc")]
    assert [match and match[0] for match in found] == ["超过", "超", "a.c", None]


def test_every_qualifier_before_a_number() -> None:
    """It belongs to the quote."""
    words = {*BEFORE, *ALSO_BEFORE} - {"等", "破"}
    assert differing(words, lambda w: qualified(f"企业{w}30家。"), lambda w: (f"{w}30家", same(w))) == {}


def test_a_longer_word_before_a_number_is_no_qualifier() -> None:
    """节约 ends like 约."""
    assert differing(AROUND["broken"], lambda w: qualified(f"{w}30家。"), lambda _: ("30家", None)) == {}


def test_a_qualifier_with_a_verb_between() -> None:
    """至少建设1家."""
    assert differing(AROUND["far"], lambda w: qualified(f"各区{w}建设3家。"), lambda w: ("3家", w)) == {}


def test_every_qualifier_after_a_unit() -> None:
    """It belongs to the quote."""
    assert (
        differing((*AFTER, *ALSO_AFTER), lambda w: qualified(f"面积3公里{w}。"), lambda w: (f"3公里{w}", same(w))) == {}
    )


def test_a_longer_word_after_a_unit_is_no_qualifier() -> None:
    """内容 begins like 内."""
    assert differing(AROUND["after_broken"], lambda w: one(f"增加33项{w}。").qualifier, lambda _: None) == {}


def test_every_qualifier_within() -> None:
    """Before or after the magnitude."""
    for sentence in ("企业20{}万家。", "企业20万{}家。"):
        found = differing(AMID, lambda w, s=sentence: valued(s.format(w)), lambda w: (200_000, w))  # type: ignore[misc]
        assert found == {}


def test_every_qualifier_can_be_written_in_a_plan() -> None:
    """What the tables keep, amounts of plan.yaml have too."""
    kept = {*ALSO_BEFORE.values(), *ALSO_AFTER.values(), *AROUND["far"]}
    assert kept <= {*BEFORE, *AFTER, *AMID}


def test_every_word_of_change() -> None:
    """A share behind it is a rate of change."""
    words = WORDS["growth"]["nouns"] + WORDS["growth"]["verbs"]
    assert differing(words, lambda w: one(f"营业收入{w}5%。").kind, lambda _: Kind.GROWTH) == {}


def test_a_level_is_no_change() -> None:
    """提高到 and 提高至."""
    assert differing(WORDS["growth"]["level"], lambda w: one(f"占比提高{w}5%。").kind, lambda _: Kind.MEASURE) == {}


def test_a_gap_is_no_change() -> None:
    """高于全国."""
    gaps = WORDS["growth"]["gaps"]
    assert differing(gaps, lambda w: one(f"增速{w}全国2个百分点。").kind, lambda _: Kind.MEASURE) == {}


def test_a_gap_after_a_comparison() -> None:
    """比城镇高."""
    gaps = WORDS["growth"]["gap"]
    assert differing(gaps, lambda w: one(f"增速比城镇{w}2个百分点。").kind, lambda _: Kind.MEASURE) == {}


def test_a_share_of_a_whole_is_no_change() -> None:
    """压减率 and 增加值占 are shares; points are a change all the same."""
    shares = WORDS["growth"]["shares"]
    assert differing(shares, lambda w: one(f"压减{w}达5%。").kind, lambda _: Kind.MEASURE) == {}
    assert differing(shares, lambda w: one(f"提高{w}5个百分点。").kind, lambda _: Kind.GROWTH) == {}


def test_every_word_of_striving() -> None:
    """Only in the plan part."""
    words = WORDS["stretch"]["words"]
    assert differing(words, lambda w: one(f"{w}产值500亿元。", planned=True).kind, lambda _: Kind.STRETCH) == {}
    assert differing(words, lambda w: one(f"{w}产值500亿元。").kind, lambda _: Kind.MEASURE) == {}


def test_every_word_before_what_is_given() -> None:
    """用好20亿元基金."""
    verbs = WORDS["given"]["verbs"]
    assert differing(verbs, lambda w: one(f"{w}20亿元基金。", planned=True).kind, lambda _: Kind.PARAMETER) == {}


def test_a_time_in_the_name_of_a_thing() -> None:
    """144小时过境免签."""
    things = WORDS["given"]["things"]
    assert differing(things, lambda w: one(f"实施144小时{w}办法。", planned=True).kind, lambda _: Kind.PARAMETER) == {}


def test_every_word_before_a_chinese_numeral() -> None:
    """新增三家, 新增一家, 新增三个."""
    words = WORDS["chinese"]
    assert differing(words["verbs"], lambda w: one(f"全年{w}三家企业。").quote, lambda _: "三家") == {}
    assert differing(words["ones"], lambda w: one(f"全年{w}一家企业。").value, lambda _: 1) == {}
    assert differing(words["sure"], lambda w: one(f"全年{w}三个中心。").quote, lambda _: "三个") == {}


def test_every_classifier_of_a_chinese_numeral() -> None:
    """新增三家."""
    words = WORDS["chinese"]["classifiers"]
    assert differing(words, lambda w: one(f"全年新增三{w}。").unit, lambda w: w.removeprefix("万")) == {}


def test_every_place_of_a_rank() -> None:
    """It belongs to the quote."""
    assert differing(WORDS["rank"]["places"], lambda w: one(f"总量居{w}第二。").quote, lambda w: f"{w}第二") == {}


def test_every_word_before_a_rank() -> None:
    """排名第二."""
    assert differing(WORDS["rank"]["verbs"], lambda w: one(f"总量{w}第二。").quote, lambda _: "第二") == {}


def test_first_as_a_way_of_speaking() -> None:
    """摆在首位."""
    assert differing(WORDS["rank"]["spoken"], lambda w: every(f"把安全{w}首位。"), lambda _: ()) == {}


def test_every_word_for_first() -> None:
    """首位."""

    def told(word: str) -> tuple[str, float]:
        return one(f"位居{word}。").quote, one(f"位居{word}。").value

    assert differing(WORDS["rank"]["first"], told, lambda w: (w, 1)) == {}


def test_a_place_among_the_first() -> None:
    """前十名."""
    assert differing(WORDS["rank"]["top"], lambda w: one(f"进入前十{w}。").quote, lambda w: f"前十{w}") == {}


def test_every_word_before_a_bare_value() -> None:
    """指数3.21."""
    assert differing(WORDS["value"]["words"], lambda w: one(f"收入{w}3.21。").value, lambda _: 3.21) == {}


def test_every_word_before_a_condition() -> None:
    """收入超30万元村."""
    words = WORDS["threshold"]["measured"]
    assert differing(words, lambda w: one(f"{w}超30万元村。").kind, lambda _: Kind.THRESHOLD) == {}


def test_every_run() -> None:
    """六连冠, also between quotation marks, where only 连丰 is a name."""

    def told(word: str) -> tuple[float, str]:
        return one(f"实现六{word}。").value, one(f"实现六{word}。").kind

    runs = WORDS["streak"]["runs"]
    assert differing(runs, told, lambda _: (6, "streak")) == {}
    assert differing(runs, lambda w: len(every(f"实现“六{w}”。")), lambda w: int(w != "连丰")) == {}


def test_a_qualifier_of_a_magnitude_alone() -> None:
    """上百家; before digits it is none."""
    assert differing(LONE, lambda w: qualified(f"吸引{w}百家企业。"), lambda w: (f"{w}百家", w)) == {}


def test_a_longer_word_before_a_magnitude_is_no_qualifier() -> None:
    """线上百家."""
    words = AROUND["lone_broken"]
    assert (
        differing(words, lambda w: {found.qualifier for found in every(f"{w}百家企业")} - {None}, lambda _: set()) == {}
    )

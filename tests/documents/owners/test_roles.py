"""One phrase about owners: whose part is which."""

from __future__ import annotations

import pytest

from plantrack.documents.owners.names import Name
from plantrack.documents.owners.roles import (
    NamedOwner,
    OwnerRole,
    duty,
    has_role,
    label_role,
    named,
    once,
    parts,
    role_in,
    says_first_leads,
)
from plantrack.documents.parsed_document import Duty

LEAD, SUPPORT, RESPONSIBLE = OwnerRole.LEAD, OwnerRole.SUPPORT, OwnerRole.RESPONSIBLE


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("牵头单位", LEAD),
        ("牵头部门", LEAD),
        ("牵头责任单位", LEAD),
        ("主办单位", LEAD),
        ("主办", LEAD),
        ("牵头", LEAD),
        ("第一责任单位", LEAD),
        ("市级牵头单位", LEAD),
        ("主责部门", LEAD),
        ("配合单位", SUPPORT),
        ("配合部门", SUPPORT),
        ("协办单位", SUPPORT),
        ("协办", SUPPORT),
        ("参与单位", SUPPORT),
        ("责任单位", RESPONSIBLE),
        ("责任部门", RESPONSIBLE),
        ("负责部门", RESPONSIBLE),
        ("实施单位", RESPONSIBLE),
        ("承办单位", RESPONSIBLE),
        ("责任主体", RESPONSIBLE),
        ("责任单位及部门", RESPONSIBLE),
        ("责任单位（部门）", RESPONSIBLE),
        ("責任單位", RESPONSIBLE),
        ("责任领导", None),
        ("责任人", None),
        ("牵头领导", None),
        ("联系人", None),
        ("适用范围", None),
        ("完成时限", None),
        ("落实", None),
        ("任务", None),
        ("责任", None),
        ("备注", None),
    ],
)
def test_labels_and_heads_of_columns_give_a_role(word: str, role: OwnerRole | None) -> None:
    assert label_role(word) is role


@pytest.mark.parametrize(
    ("words", "role"), [("牵头负责", LEAD), ("配合落实", SUPPORT), ("按职责分工负责", RESPONSIBLE), ("推进", None)]
)
def test_the_strongest_word_gives_the_role(words: str, role: OwnerRole | None) -> None:
    assert role_in(words) is role


def test_names_wait_for_the_role_behind_them() -> None:
    assert parts("教育局，财政局牵头，审计局") == (
        NamedOwner(Name("教育局"), LEAD),
        NamedOwner(Name("财政局"), LEAD),
        NamedOwner(Name("审计局"), None),
    )


def test_names_without_a_role_have_the_one_given() -> None:
    assert parts("教育局", SUPPORT) == (NamedOwner(Name("教育局"), SUPPORT),)


def test_a_label_that_is_no_owners_ends_the_names_before() -> None:
    assert parts("责任单位：教育局；适用范围：中学") == (NamedOwner(Name("教育局"), RESPONSIBLE),)


def test_bringing_in_is_leading() -> None:
    assert parts("教育局会同有关部门负责") == (
        NamedOwner(Name("教育局"), LEAD),
        NamedOwner(Name("有关部门", collective=True), SUPPORT),
    )


def test_others_support_a_lead() -> None:
    found = (
        NamedOwner(Name("教育局"), RESPONSIBLE),
        NamedOwner(Name("财政局"), LEAD),
        NamedOwner(Name("各区", collective=True), None),
    )
    assert duty(found, first_leads=False) == Duty(("财政局",), ("教育局",), (), ("各区",))
    plain = (NamedOwner(Name("财政局"), LEAD), NamedOwner(Name("教育局"), None))
    assert duty(plain, first_leads=False) == Duty(("财政局",), ("教育局",), ())


def test_the_first_leads_where_the_document_says_so() -> None:
    found = (NamedOwner(Name("教育局"), RESPONSIBLE), NamedOwner(Name("财政局"), RESPONSIBLE))
    assert duty(found, first_leads=True) == Duty(("教育局",), ("财政局",))
    assert duty(found, first_leads=False) == Duty((), (), ("教育局", "财政局"))


def test_what_names_a_unit_or_gives_a_role() -> None:
    assert named((NamedOwner(Name("教育局"), None),))
    assert not named((NamedOwner(Name("专人"), RESPONSIBLE),))
    assert has_role((NamedOwner(Name("专人"), RESPONSIBLE),))
    assert not has_role((NamedOwner(Name("教育局"), None),))


def test_words_of_the_first_place_are_one_sentence() -> None:
    assert says_first_leads("责任单位列第一位的为牵头单位")
    assert not says_first_leads("排在第一位。教育局为牵头单位")


def test_each_word_stays_once() -> None:
    assert once(("甲", "乙", "甲"), but=("乙",)) == ("甲",)

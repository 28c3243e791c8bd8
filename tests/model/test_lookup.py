"""Lookup: what a person typed, as the reference, indicator or unit that is meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support import plan

from plantrack.errors import NotFoundError
from plantrack.model.lookup import find_indicator, find_reference, find_unit
from plantrack.model.plan import Plan

TEXT = """
    units:
      stic: {zh: 市科技创新局, en: STI Bureau, people: [刘洋, 陈静]}
      smart: {zh: 市医学科学院, en: Medical Academy, people: [陈静]}
      fund: {zh: 基金委, en: NSF}
    tasks:
    - ref: "6"
      title: {zh: 强化企业主体地位, en: Strengthen enterprises}
      tasks:
      - ref: "6.1"
        title: {zh: 办好高交会, en: Hold the China Hi-Tech Fair}
        kind: deliverable
        due: 2024-11-16
        milestones:
        - {ref: "6.1.1", title: {zh: 高交会开幕, en: Fair opened}, due: 2024-11-14}
        - {ref: "6.1.2", title: {zh: 闭幕, en: Closed}, due: 2024-11-16}
      - {ref: "6.2", title: {zh: 企业, en: Firms}, kind: ongoing}
      - {ref: "6.10", title: {zh: 企业研发, en: Firms' own research}, kind: ongoing}
    indicators:
    - {id: firms, label: {zh: 高新企业, en: High-tech firms}, unit: 家}
    - {id: high-firms, label: {zh: 高成长企业, en: High-growth firms}, unit: 家}
"""
PLAN: Plan = plan(TEXT)


@pytest.mark.parametrize(
    ("typed", "ref"),
    [
        ("6", "6"),
        ("6.1", "6.1"),
        ("6.10", "6.10"),
        ("6.1.1", "6.1.1"),
        ("办好高交会", "6.1"),
        ("高交会", "6.1"),
        ("hold the china hi-tech fair", "6.1"),
        ("fair china", "6.1"),
        (" Hi-Tech ", "6.1"),
        ("开幕", "6.1.1"),
        ("closed", "6.1.2"),
        ("企业", "6.2"),
        ("firms", "6.2"),
    ],
)
def test_a_reference_is_its_number_or_words_of_a_title(typed: str, ref: str) -> None:
    """All words in one title, in either language; a whole title wins over a part, a task over a milestone."""
    assert find_reference(PLAN, typed) == ref


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("6.1.1", "6.1.1 is a milestone; name its task 6.1"),
        ("开幕", "no task or milestone is called '开幕'"),
        ("-", "no task or milestone is called '-'"),
    ],
)
def test_milestones_may_be_left_out(typed: str, said: str) -> None:
    """Where only a task will do, a milestone's number names its task and its words find nothing; a mark is no word."""
    assert missing(lambda: find_reference(PLAN, typed, milestones=False)) == said


def missing(call: Callable[[], object]) -> str:
    """Return what is said where nothing fits."""
    with pytest.raises(NotFoundError) as caught:
        call()
    assert caught.value.candidates == ()
    return str(caught.value)


def several(call: Callable[[], object]) -> tuple[tuple[str, str], ...]:
    """Return the candidates where several fit, with their Chinese titles."""
    with pytest.raises(NotFoundError) as caught:
        call()
    assert caught.value.message.template == "{typed!r} fits several; choose one"
    return tuple((name, title.zh) for name, title in caught.value.candidates)


@pytest.mark.parametrize("typed", ["9", "6.3", "6.", "不存在", "fair bureau", "", " "])
def test_nothing_fits(typed: str) -> None:
    """The message says what is missing, not where to look; nothing typed is nothing found."""
    assert missing(lambda: find_reference(PLAN, typed)) == f"no task or milestone is called {typed!r}"
    assert missing(lambda: find_indicator(PLAN, typed)) == f"no indicator is called {typed!r}"
    with pytest.raises(NotFoundError) as caught:
        find_unit(PLAN, typed)
    assert str(caught.value) == f"no unit is called {typed!r}; choose one"
    assert caught.value.candidates == tuple(PLAN.units.items())


def test_several_fit() -> None:
    """The candidates come with their titles, for whoever shows them to choose the language."""
    assert several(lambda: find_reference(PLAN, "业")) == (
        ("6", "强化企业主体地位"),
        ("6.2", "企业"),
        ("6.10", "企业研发"),
    )
    assert several(lambda: find_indicator(PLAN, "high")) == (("firms", "高新企业"), ("high-firms", "高成长企业"))
    assert several(lambda: find_unit(PLAN, "市")) == (("stic", "市科技创新局"), ("smart", "市医学科学院"))


@pytest.mark.parametrize(
    ("typed", "found"), [("firms", "firms"), ("high-firms", "high-firms"), ("高新", "firms"), ("growth", "high-firms")]
)
def test_an_indicator_is_its_id_or_words_of_its_label(typed: str, found: str) -> None:
    """The id wins over the words: `firms` stands in both labels."""
    assert find_indicator(PLAN, typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [("stic", "stic"), ("刘洋", "stic"), ("NSF", "fund"), ("medical", "smart"), ("科技创新局", "stic")],
)
def test_a_unit_is_its_id_its_name_or_one_of_its_people(typed: str, found: str) -> None:
    """A person's name stands for the unit; it has to be the whole name."""
    assert find_unit(PLAN, typed) == found


def test_a_person_of_two_units() -> None:
    """Both are told, with their names."""
    assert several(lambda: find_unit(PLAN, "陈静")) == (("stic", "市科技创新局"), ("smart", "市医学科学院"))

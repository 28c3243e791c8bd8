"""Words for single facts, the same in every format."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import UNSET, UnsetType
from showcase import SHOWN, ctx
from support import plan

from plantrack.dates.periods import Length, Period, parse_period
from plantrack.evaluation.facts import Light, Meaning, Reason
from plantrack.model.basis import Attribution, Basis, Decision
from plantrack.render.phrases import (
    assumption_note,
    baseline_year,
    basis_words,
    lead_words,
    light_words,
    noted_basis,
    percent_words,
    period_words,
    ranges,
    reasons_words,
)


@pytest.mark.parametrize(
    ("name", "length", "chinese", "english"),
    [
        ("2024-W46", "week", "2024年第46周", "week 46 of 2024"),
        ("2024-W01", "week", "2024年第1周", "week 1 of 2024"),
        ("2024-11", "month", "2024年11月", "November 2024"),
        ("2024-Q4", "quarter", "2024年第4季度", "quarter 4 of 2024"),
        ("2024-H1", "half", "2024年上半年", "first half of 2024"),
        ("2024-H2", "half", "2024年下半年", "second half of 2024"),
    ],
)
def test_a_period(name: str, length: str, chinese: str, english: str) -> None:
    """As people name it, not as machines do."""
    found = parse_period(name, Length(length), date(2024, 11, 17))
    assert (period_words(found, ctx("zh")), period_words(found, ctx("en"))) == (chinese, english)


def test_a_range_of_days() -> None:
    """Has no name, so both its days are said."""
    days = Period(date(2024, 11, 4), date(2024, 11, 17))
    assert period_words(days, ctx("zh")) == "2024年11月4日至2024年11月17日"
    assert period_words(days, ctx("en")) == "4 November 2024 to 17 November 2024"


@pytest.mark.parametrize(
    ("percent", "said"), [(None, "–"), (0, "0%"), (46.66, "46.7%"), (60.5, "60.5%"), (99.99, "99.9%"), (100, "100%")]
)
def test_a_percentage(percent: float | None, said: str) -> None:
    """At most one decimal; a dash for what nobody said, never 0%."""
    assert percent_words(percent) == said


LIGHTS = [
    (Light(Meaning.DONE, (Reason("done"),)), "完成", "done"),
    (Light(Meaning.ON_TRACK, (Reason("reported"),)), "正常", "on track"),
    (Light(Meaning.CANCELLED, (Reason("cancelled"),)), "取消", "cancelled"),
    (Light(Meaning.OFF_TRACK, (Reason("overdue", 17),)), "滞后：超期17天", "off track: 17 days past its date"),
    (
        Light(Meaning.OFF_TRACK, (Reason("far-behind", 56.1), Reason("blocked"))),
        "滞后：落后56.1个百分点、受阻",
        "off track: 56.1 points behind, blocked",
    ),
    (
        Light(Meaning.UNREPORTED, (Reason("unreported", 2, "2024-W45"), Reason("milestone-overdue", 1, "1.2.1"))),
        "应报未报：2024-W45未报、节点1.2.1未按期完成",
        "unreported: no report for 2024-W45, milestone 1.2.1 missed",
    ),
    (
        Light(Meaning.ATTENTION, (Reason("behind", 12), Reason("due-soon", 3), Reason("percent-unknown"))),
        "关注：落后12个百分点、3天后到期、未报进度",
        "attention: 12 points behind, due in 3 days, nobody said how far it is",
    ),
    (
        Light(Meaning.ATTENTION, (Reason("status-unknown"),)),
        "关注：未报状态",
        "attention: nobody said how it stands",
    ),
    (Light(Meaning.ATTENTION, (Reason("due-soon", 0),)), "关注：今日到期", "attention: due today"),
    (Light(Meaning.ATTENTION, (Reason("due-soon", -2),)), "关注：超期2天", "attention: 2 days past its date"),
    (Light(Meaning.OFF_TRACK, (Reason("overdue", -1),)), "滞后：超期1天", "off track: 1 day past its date"),
    (
        Light(Meaning.OFF_TRACK, (Reason("overdue", 2), Reason("due-soon", -2))),
        "滞后：超期2天",
        "off track: 2 days past its date",
    ),
    (Light(Meaning.NOT_DUE, (Reason("not-adopted"),)), "未到期：尚未立项", "not due: not adopted yet"),
    (Light(Meaning.NOT_DUE, (Reason("nothing-owed"),)), "未到期：尚不需报送", "not due: no report owed yet"),
    (
        Light(Meaning.UNREPORTED, (Reason("unreported", 1, "\x1b"),)),
        r"应报未报：\x1b未报",
        r"unreported: no report for \x1b",
    ),
]


@pytest.mark.parametrize(("light", "chinese", "english"), LIGHTS)
def test_a_light_and_its_reasons(light: Light, chinese: str, english: str) -> None:
    """The name and why; a reason that the name says already is not said again."""
    assert [light_words(light, ctx("zh")), light_words(light, ctx("en"))] == [chinese, english]


def test_how_many_milestones_were_missed() -> None:
    """Of several the first is named, with their number."""
    lights = [Light(Meaning.ATTENTION, (Reason("milestone-overdue", n, "1.1.2"),)) for n in (1, 2)]
    assert [reasons_words(light, ctx("zh")) for light in lights] == ["节点1.1.2未按期完成", "节点1.1.2等2个未按期完成"]
    assert [reasons_words(light, ctx("en")) for light in lights] == [
        "milestone 1.1.2 missed",
        "milestone 1.1.2 and others missed (2 in all)",
    ]


def test_the_light_of_a_parent_is_told_by_its_leaves() -> None:
    """How many have each light, the worst first; with no reasons of its own."""
    light = Light(Meaning.OFF_TRACK, (Reason("overdue"),), ((Meaning.DONE, 2), (Meaning.OFF_TRACK, 1)))
    assert [light_words(light, ctx("zh")), reasons_words(light, ctx("en"))] == [
        "滞后 1、完成 2",
        "off track 1, done 2",
    ]


@pytest.mark.parametrize(
    ("basis", "chinese", "english"),
    [
        ("document", "（原文）", " (document)"),
        ("assumed", "（推定）", " (assumed)"),
        (Attribution("https://x"), "（公开）", " (published)"),
        (Attribution(assigned="张敏", on=date(2024, 10, 8)), "（指派）", " (assigned)"),
        (None, "", ""),
    ],
)
def test_where_something_comes_from(basis: Basis | None, chinese: str, english: str) -> None:
    """In brackets behind it."""
    assert [basis_words(basis, ctx("zh")), basis_words(basis, ctx("en"))] == [chinese, english]


MOSTLY_ASSUMED = plan('tasks: [{ref: "1", title: 一, kind: ongoing, lead: [stic], basis: {lead: assumed}}]')


@pytest.mark.parametrize(
    ("basis", "marked", "unless_noted"),
    [
        ("document", "（原文）", "（原文）"),
        ("assumed", "（推定）", ""),
        (Attribution("https://x"), "（公开）", "（公开）"),
        (Decision("assigned", "张敏", date(2024, 10, 8)), "（指派）", "（指派）"),
        (None, "", "（计划）"),
        (UNSET, "", ""),
    ],
)
def test_what_is_noted_of_a_lead_or_a_date(basis: Basis | None | UnsetType, marked: str, unless_noted: str) -> None:
    """What is assumed; in a plan that mostly is, everything else. Nothing of what has no basis at all."""
    assert [noted_basis(basis, ctx("zh")), noted_basis(basis, ctx("zh", of=MOSTLY_ASSUMED))] == [marked, unless_noted]


def test_a_decision_is_told_in_one_word_or_in_full() -> None:
    """Tables have room for the word; elsewhere it is said who decided, when, and with which paper."""
    decided = Decision("approved", "李主任", date(2024, 11, 18), "府办〔2024〕15号")
    for of in (None, MOSTLY_ASSUMED):
        on = ctx("zh", of=of) if of else ctx("zh")
        assert noted_basis(decided, on) == "（批准）"
        assert noted_basis(decided, on, full=True) == "（李主任于2024-11-18批准，府办〔2024〕15号）"
    assert lead_words(("stic",), decided, ctx("en"), full=True).endswith(
        " (approved by 李主任 on 2024-11-18, 府办〔2024〕15号)"
    )


def test_what_is_assumed_unless_noted_is_said_once() -> None:
    """Of a plan that is not, nothing is said."""
    note = ["除注明外，牵头单位和时限均为推定。"]
    assert [assumption_note(ctx("zh")), assumption_note(ctx("zh", of=MOSTLY_ASSUMED))] == [[], note]


def test_who_leads() -> None:
    """All leads and their basis, or that nobody does."""
    assert lead_words(("stic", "fund"), "assumed", ctx("zh")) == "科创局、基金委（推定）"
    assert lead_words(("stic", "fund"), "document", ctx("en")) == "STI Bureau, NSF (document)"
    assert [lead_words((), None, ctx("zh")), lead_words((), None, ctx("en"))] == ["无", "nobody"]


@pytest.mark.parametrize(
    ("refs", "drawn"),
    [
        ([], []),
        (["1.1"], ["1.1"]),
        (["1.1", "1.2"], ["1.1", "1.2"]),
        (["1.1", "1.2", "1.3"], ["1.1–1.3"]),
        (["1.8", "1.9", "1.10", "2.1"], ["1.8–1.10", "2.1"]),
        (["1.1", "1.3", "1.4", "1.5", "1.7"], ["1.1", "1.3–1.5", "1.7"]),
        (["1", "2", "3"], ["1", "2", "3"]),
        (["1.1", "1.2", "1.2.1", "1.2.2", "1.2.3"], ["1.1", "1.2", "1.2.1–1.2.3"]),
        (["1.2", "2.3", "3.4"], ["1.2", "2.3", "3.4"]),
    ],
)
def test_neighbours_are_drawn_together(refs: list[str], drawn: list[str]) -> None:
    """Three or more of one task in a row; items of the plan are always written out."""
    assert ranges(refs) == drawn


def test_the_year_of_the_baseline() -> None:
    """A dash where the plan has none."""
    assert [baseline_year(SHOWN), baseline_year(plan(""))] == ["2023", "–"]

"""Words for single facts, the same in every format."""

from __future__ import annotations

from datetime import date

import pytest
from showcase import SHOWN, ctx, showcase_state
from support import plan, replayed

from plantrack.dates.periods import Length, Period, parse_period
from plantrack.evaluation.facts import Light, Meaning, Reason
from plantrack.evaluation.progress import Change
from plantrack.model.amounts import Kind, Quantity
from plantrack.model.plan import Basis, Figure, Indicator, Milestone, Public, Target, Text
from plantrack.render.phrases import (
    amount_words,
    baseline_year,
    basis_words,
    change_words,
    figure_words,
    lead_words,
    light_words,
    measured_words,
    percent_words,
    period_words,
    promised_words,
    ranges,
    reasons_words,
    target_words,
)
from plantrack.reports.indicators import IndicatorProgress, indicator_progress


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
    assert period_words(days, ctx("zh")) == "2024-11-04至2024-11-17"
    assert period_words(days, ctx("en")) == "2024-11-04 to 2024-11-17"


@pytest.mark.parametrize(("percent", "said"), [(None, "–"), (0, "0%"), (46.7, "47%"), (100, "100%")])
def test_a_percentage(percent: float | None, said: str) -> None:
    """Whole; a dash for what nobody said, never 0%."""
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
        "应报未报：2024-W45未报、节点1.2.1未按时达到",
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
        (Public("https://x"), "（公开）", " (published)"),
        (None, "", ""),
    ],
)
def test_where_something_comes_from(basis: Basis | None, chinese: str, english: str) -> None:
    """In brackets behind it."""
    assert [basis_words(basis, ctx("zh")), basis_words(basis, ctx("en"))] == [chinese, english]


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


@pytest.mark.parametrize(
    ("amount", "kind", "chinese", "english"),
    [
        (Quantity(24700, "家", "超"), Kind.MEASURE, "超2.47万家", "over 24,700"),
        (Quantity(158025000000, "元"), Kind.MEASURE, "1580.25亿元", "CNY 158.025 billion"),
        (Quantity(2, "位"), Kind.RANK, "第2位", "no. 2"),
        (Quantity(1, "\x1b"), Kind.MEASURE, r"1\x1b", "1"),
        (Quantity(1, "家", "\x1b"), Kind.MEASURE, r"\x1b1家", r"\x1b 1"),
    ],
)
def test_an_amount(amount: Quantity, kind: Kind, chinese: str, english: str) -> None:
    """As people write it in the language, made visible where a journal was edited by hand."""
    assert [amount_words(amount, ctx("zh"), kind), amount_words(amount, ctx("en"), kind)] == [chinese, english]


def line(text: str) -> IndicatorProgress:
    """Return the one indicator of a short plan with what a journal measured of it."""
    head, _, lines = text.partition("---")
    return indicator_progress(plan(head), replayed(lines))[0]


FIGURE = """
    baseline:
      year: 2023
      figures:
      - {id: f, label: 数据, text: "%s", value: %s, unit: "%s", kind: %s, period: "2023", section: 0}
    sections: {0: 总述}
    indicators: [{id: n, label: 指标, unit: "%s", baseline: [f]}]
---
    {"kind": "measure", "ref": "n", "on": "2024-12-31", "value": %s, "unit": "%s", "text": "%s", "period": "2024"}
"""


@pytest.mark.parametrize(
    ("figure", "measured", "chinese", "english"),
    [
        ("第25届/25/届/edition", "26/第26届", "第25届/第26届（2024）/–", "no. 25/no. 26 (2024)/–"),
        ("第三/3/位/rank", "2/第二", "第三/第二（2024）/+1位", "no. 3/no. 2 (2024)/+1 place"),
        ("第二/2/位/rank", "4/第四", "第二/第四（2024）/-2位", "no. 2/no. 4 (2024)/-2 places"),
        ("连续20年/20/年/streak", "21/连续21年", "连续20年/连续21年（2024）/+1年", "20 years/21 years (2024)/+1 year"),
        ("5%/5/%/growth", "7.5/7.5%", "5%/7.5%（2024）/+2.5个百分点", "5%/7.5% (2024)/+2.5 points"),
        ("10家/10/家/measure", "12/12家", "10家/12家（2024）/+20%", "10/12 (2024)/+20%"),
        ("10家/10/家/measure", "10/10家", "10家/10家（2024）/0%", "10/10 (2024)/0%"),
    ],
)
def test_this_year_beside_last_year(figure: str, measured: str, chinese: str, english: str) -> None:
    """Figure, measurement and change: in Chinese as they were written, in English by their values."""
    unit, (value, text) = figure.split("/")[2], measured.split("/")
    found = line(FIGURE % (*figure.split("/"), unit, value, unit, text))
    for language, expected in (("zh", chinese), ("en", english)):
        on = ctx(language)
        said = (figure_words(found.figure, on), measured_words(found.latest, on, found), change_words(found, on))
        assert "/".join(said) == expected


def test_what_is_not_known_is_a_dash() -> None:
    """No figure, no measurement, no change; no target is nothing at all."""
    found = line("    indicators: [{id: n, label: 指标, unit: 家}]")
    said = (figure_words(None, ctx("en")), measured_words(None, ctx("en"), found), change_words(found, ctx("en")))
    assert (*said, target_words(found, ctx("en"))) == ("–", "–", "–", "")


def test_a_change_between_qualified_figures_is_approximate() -> None:
    """And one between numbers that do not count the same is not stated."""
    firms, edition, _ = indicator_progress(SHOWN, showcase_state())
    assert [change_words(firms, ctx("zh")), change_words(firms, ctx("en"))] == ["约+1.2%", "about +1.2%"]
    assert [change_words(edition, ctx("zh")), change_words(edition, ctx("en"))] == ["口径不同", "not comparable"]
    assert firms.change == Change(1.2, "percent", approximate=True)


@pytest.mark.parametrize(
    ("measured", "chinese", "english"),
    [
        ("", "200人以上（原文）", "at least 200 (document)"),
        ("150", "200人以上（原文），尚差50人", "at least 200 (document), 50 missing"),
        ("200", "200人以上（原文），已达到", "at least 200 (document), reached"),
        ("230", "200人以上（原文），已达到", "at least 200 (document), reached"),
    ],
)
def test_a_target_and_what_is_missing_to_it(measured: str, chinese: str, english: str) -> None:
    """With its basis; without a measurement nothing is said to be missing."""
    text = """
        indicators: [{id: n, label: 人才, unit: 人, target: {text: 200人以上, value: 200, unit: 人, qualifier: 以上, basis: document}}]
    ---
    """  # noqa: E501
    record = f'{{"kind": "measure", "ref": "n", "on": "2024-12-31", "value": {measured}, "unit": "人", "text": "x"}}'
    found = line(text + (record if measured else ""))
    assert [target_words(found, ctx("zh")), target_words(found, ctx("en"))] == [chinese, english]


def test_what_is_missing_to_a_rate_is_told_in_points() -> None:
    """As its change is: percent of a percentage would say something else."""
    found = line("""
        indicators: [{id: n, label: 率, unit: "%", target: {text: "94%", value: 94, unit: "%", basis: document}}]
    ---
        {"kind": "measure", "ref": "n", "on": "2024-12-31", "value": 93.9, "unit": "%", "text": "93.9%"}
    """)
    assert target_words(found, ctx("zh")) == "94%（原文），尚差0.1个百分点"
    assert target_words(found, ctx("en")) == "94% (document), 0.1 points missing"


def test_figures_and_targets_are_made_visible() -> None:
    """Whatever stands in the plan's own words."""
    figure = Figure("f", Text("x", "x"), "\x1b5家", 5, "\x1b", Kind.MEASURE, "2023", 0)
    target = Target("\x1b6家", 6, "\x1b", "document")
    aimed = IndicatorProgress(Indicator("n", Text("x", "x"), "家", target=target), figure, (), None, None, 1)
    assert [figure_words(figure, ctx("zh")), figure_words(figure, ctx("en"))] == [r"\x1b5家", "5"]
    assert target_words(aimed, ctx("zh")) == r"\x1b6家（原文），尚差1\x1b"


def test_the_year_of_the_baseline() -> None:
    """A dash where the plan has none."""
    assert [baseline_year(SHOWN), baseline_year(plan(""))] == ["2023", "–"]


def test_a_promised_date_shows_the_basis_that_the_plan_gives_it() -> None:
    """A date that the plan no longer says has none that is known; no date is a dash."""
    stone = Milestone("1.1", Text("起草", "Drafted"), date(2024, 10, 31), "document")
    days = (date(2024, 10, 31), date(2024, 9, 30), None)
    assert [promised_words(day, stone, ctx("en")) for day in days] == ["2024-10-31 (document)", "2024-09-30", "–"]

"""Who issues the document, its number, whom it goes to, and who signs it."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx_fixtures import LANGUAGES, made, opened, told
from support import journal, plan

from plantrack.model.plan import Plan
from plantrack.render.docx.layout import ABOVE, LINE, RED, TWIP

ADOPTED = journal('{"kind": "adopt", "on": "2024-11-05", "promises": {"1": {}}}')
BULLETIN = """
    bulletin:
      heading: {zh: 市科技创新局督查通报, en: Supervision bulletin}
      to: [{zh: 各处室, en: all divisions}, {zh: 局属各单位, en: all institutes}]
      copy: [{zh: 市政府督查室, en: City Supervision Office}, {zh: 局领导, en: the directors}]
    tasks: [{ref: "1", title: {zh: 甲, en: A}, kind: deliverable, due: 2024-12-31}]
"""


def lines(of: Plan, language: str = "zh") -> list[str]:
    """Return what the document says above its first heading, and its last line."""
    shown = told(made(of, ADOPTED, language))
    first = next(place for place, line in enumerate(shown) if line.startswith("[Heading 1]"))
    return [*shown[:first], shown[-1]]


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("zh", ["[Issuing Body] 市科技创新局督查通报", "[Issue] 第2期", "[Title] 计划：2024年第46周进展通报",
                "[Recipients] 各处室、局属各单位：", "[Copies] 抄送：市政府督查室，局领导。"]),
        ("en", ["[Issuing Body] Supervision bulletin", "[Issue] Issue 2", "[Title] Plan: report on week 46 of 2024",
                "[Recipients] all divisions, all institutes:",
                "[Copies] Copies to: City Supervision Office, the directors."]),
    ],
)  # fmt: skip
def test_what_the_plan_says(language: str, shown: list[str]) -> None:
    """The name of the issuing body and the number, the title, to whom it goes, and at the very end who gets copies."""
    assert lines(plan(BULLETIN + "    title: {zh: 计划, en: Plan}"), language) == shown


@pytest.mark.parametrize(
    ("title", "end"), [("二〇二六年工作", "："), ("2026年科技工作", "："), ("2026年科技重点工作", "：\n")]
)
def test_a_title_longer_than_a_line_is_broken_after_its_colon(title: str, end: str) -> None:
    """So that no word is: a word processor leaves a fourth of a character free between Chinese and digits."""
    shown = opened(made(plan(f"title: {title}\n" + 'tasks: [{ref: "1", title: 甲, kind: ongoing}]'), []))
    assert shown.paragraphs[0].text == f"{title}{end}2024年第46周进展通报"


@LANGUAGES
def test_what_it_does_not_say_is_left_out(language: str) -> None:
    """Without the name of an issuing body the number stands below the title."""
    shown = lines(plan('tasks: [{ref: "1", title: 甲, kind: deliverable, due: 2024-12-31}]'), language)
    assert [line.partition("]")[0] for line in shown] == ["[Title", "[Issue", "[Small Print"]


def test_the_head_of_the_standard() -> None:
    """The name is red, on one line, 35 mm below the text area's edge; the red rule is 4 mm below the number."""
    found = opened(made(plan(BULLETIN), ADOPTED))
    body, issue, title = found.paragraphs[:3]
    assert body.style is not None
    assert str(body.style.font.color.rgb) == RED
    assert round(ABOVE / TWIP) == 35
    size = body.runs[0].font.size
    assert size is not None
    assert Pt(22) <= size <= Mm(156) / len(body.text)
    assert issue.paragraph_format.space_before == title.paragraph_format.space_before == 2 * LINE * 635
    (rule,) = issue._p.iter(qn("w:bottom"))  # noqa: SLF001
    assert round(int(rule.get(qn("w:space"))) * 25.4 / 72) == 4


@pytest.mark.parametrize(
    ("issuer", "after"),
    [
        ("办公室", (8, 2)),
        ("科技创新局办", (5, 2)),
        ("科技创新局办公", (2, 0)),
        ("深圳市科技创新局", (2, 1)),
        ("局" * 26, (2, 2)),
    ],
)
def test_issuer_and_date(issuer: str, after: tuple[int, int]) -> None:
    """The date begins two characters right of the issuer's beginning; a longer date ends two before the edge."""
    of = plan(f"units: {{stic: {{zh: {issuer}, en: Office}}}}")
    signed = [p for p in opened(made(of, [])).paragraphs if p.style and p.style.name == "Signature"]
    assert [p.text for p in signed] == [issuer, "2024年11月17日"]
    assert tuple((p.paragraph_format.right_indent or Mm(0)).pt / 16 for p in signed) == after
    assert [bool(p.paragraph_format.keep_with_next) for p in signed] == [True, False]

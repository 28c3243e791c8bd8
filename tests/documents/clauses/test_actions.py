"""What a phrase is, by its words and by where it stands."""

from __future__ import annotations

import pytest

from plantrack.documents.clauses.actions import Action, PhraseContext, RejectReason, action
from plantrack.documents.parsed_document import ClauseKind
from plantrack.errors import message

ALONE = PhraseContext()
LAST = PhraseContext(after=True)
FIRST = PhraseContext(before=True)
DELIVERABLE, ONGOING, DIRECTION = ClauseKind


@pytest.mark.parametrize(
    ("plain", "around", "kind"),
    [
        ("成立专班", ALONE, DELIVERABLE),
        ("持续搭建平台", ALONE, ONGOING),
        ("强化联动", ALONE, DIRECTION),
        ("改造公厕", ALONE, ONGOING),
        ("改造公厕40座", ALONE, DELIVERABLE),
        ("改造公厕", PhraseContext(due=True), DELIVERABLE),
        ("服务世界500强企业", ALONE, ONGOING),
        ("推广5G应用", ALONE, ONGOING),
        ("提高服务质量", ALONE, ONGOING),
        ("提高服务质量", LAST, RejectReason.EFFECT),
        ("提高服务质量", PhraseContext(after=True, before=True), ONGOING),
        ("提高服务质量8%以上", LAST, DELIVERABLE),
        ("围绕民生需求", FIRST, RejectReason.MEANS),
        ("围绕民生需求", LAST, DIRECTION),
        ("发挥场馆优势", ALONE, RejectReason.MEANS),
        ("在便民上下功夫", ALONE, RejectReason.SLOGAN),
        ("启动片区改造", ALONE, DELIVERABLE),
        ("创建省级旅游度假区", ALONE, DELIVERABLE),
        ("创建平安校园", ALONE, ONGOING),
        ("延长开放时间", ALONE, ONGOING),
        ("办好湖滨马拉松", ALONE, DELIVERABLE),
        ("围绕建市30周年推出舞剧", ALONE, DELIVERABLE),
        ("围绕民生开展监督", ALONE, ONGOING),
        ("蓝天常在", ALONE, RejectReason.UNKNOWN),
    ],
)
def test_a_phrase_is_judged_by_verb_object_amount_and_place(
    plain: str, around: PhraseContext, kind: ClauseKind | RejectReason
) -> None:
    assert action(plain, around).kind is kind


@pytest.mark.parametrize(
    ("plain", "first"),
    [("我们将推进试点", 3), ("要推进试点", 1), ("各街道要推进试点", 4), ("继续推进试点", 0), ("将居民纳入保障", 0)],
)
def test_what_opens_a_phrase_is_no_part_of_the_title(plain: str, first: int) -> None:
    assert action(plain, ALONE).first == first


def test_the_verb_stands_behind_a_time() -> None:
    assert action("9月底前,成立专班", PhraseContext(due=True, time=5)) == Action(DELIVERABLE, title=5)


def test_every_reason_can_be_said() -> None:
    assert [one.why for one in RejectReason] == [
        message("an effect of what is done before it"),
        message("a principle or a saying: nothing is done by it"),
        message("how or why something else is done"),
        message("it only announces the list behind it"),
        message("no action that plantrack knows"),
    ]

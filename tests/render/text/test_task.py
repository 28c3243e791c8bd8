"""One task whole, and the log, as text."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from showcase import (
    AS_OF,
    HOSTILE,
    HOSTILE_PLAN,
    HOSTILE_UPDATES,
    INERT,
    SHOWN,
    UPDATES,
    WIDTHS,
    ctx,
    shown_task,
)
from support import day, journal, plan
from syrupy.assertion import SnapshotAssertion

from plantrack.evaluation.evaluate import DEFAULT_JUDGING
from plantrack.model.history import History
from plantrack.render.text.task import log, show
from plantrack.reports.log import Log, log_entries
from plantrack.reports.overview import task_view

LOG = Log(log_entries(History(UPDATES), AS_OF), ({"kind": "mood", "text": "好"},))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("ref", ["1", "1.2", "2.1"])
def test_one_task_whole(ref: str, language: str, width: int | None, snapshot: SnapshotAssertion) -> None:
    """Promise with basis, current state, milestones, what is below, directions, indicators and history."""
    shown = show(shown_task(ref), ctx(language, width))
    assert shown == snapshot
    assert width is None or max(map(cell_len, shown.splitlines())) <= width


def test_a_task_of_which_nothing_is_known() -> None:
    """Nothing adopted, nobody leads, nobody reported; nothing is made up."""
    bare = plan('tasks: [{ref: "1", title: {zh: 一, en: One}, kind: ongoing}]')
    view = task_view(bare, History(), "1", AS_OF, judging=DEFAULT_JUDGING)
    assert show(view, ctx("en", of=bare)) == (
        "1 One\n"
        "as of 2024-11-17\n"
        "\n"
        "Kind      ongoing\n"
        "Promised  nothing was adopted yet\n"
        "Due       no date\n"
        "Lead      nobody\n"
        "\n"
        "How it stands\n"
        "Light          · not due not adopted yet\n"
        "Status         nobody reported\n"
        "Progress       ········ –\n"
        "Ever reported  0/1\n"
        "Last report    –\n"
        "\n"
        "History\n"
        "nothing was recorded\n"
    )
    assert show(view, ctx("zh", of=bare)) == (
        "1 一\n"
        "截至2024-11-17\n"
        "\n"
        "类别      持续推进\n"
        "承诺时限  尚未立项\n"
        "完成时限  无时限\n"
        "牵头单位  无\n"
        "\n"
        "当前情况\n"
        "亮灯      · 未到期 尚未立项\n"
        "状态      无人报送\n"
        "进度      ········ –\n"
        "曾报送    0/1\n"
        "最近报送  –\n"
        "\n"
        "历次记录\n"
        "没有记录\n"
    )


def test_supporting_units_show_their_basis() -> None:
    """The document's support is the document's; whoever was assigned since has who assigned them."""
    text = 'tasks: [{ref: "1", title: 一, kind: ongoing, support: [fund], basis: {support: document}}]'
    assigned = '{"kind": "assign", "on": "2024-02-01", "ref": "1", "support": ["smart"]}'
    histories = (History(journal(lines)) for lines in ("", assigned))
    views = (task_view(plan(text), history, "1", AS_OF, judging=DEFAULT_JUDGING) for history in histories)
    shown = [[line for line in show(view, ctx("en")).splitlines() if line.startswith("Support")] for view in views]
    assert shown == [["Support   NSF (document)"], ["Support   SMART (assigned by 刘洋 on 2024-02-01)"]]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_log(language: str, width: int | None, snapshot: SnapshotAssertion) -> None:
    """In order of recording; what was taken back says so; a record of unknown kind stands below as it is."""
    assert log(LOG, ctx(language, width)) == snapshot


@pytest.mark.parametrize(("language", "said"), [("zh", "没有记录\n"), ("en", "nothing was recorded\n")])
def test_an_empty_log_says_so(language: str, said: str) -> None:
    """Instead of a table without rows."""
    assert log(Log(()), ctx(language)) == said


def test_a_measurement_says_what_was_measured() -> None:
    """It stands under its task, with the label of the indicator; one of no indicator stands under its own name."""
    lines = """
        {"kind": "measure", "on": "2024-11-12", "ref": "firms", "value": 1, "unit": "家", "text": "1家"}
        {"kind": "measure", "on": "2024-11-12", "ref": "gone", "value": 1, "unit": "家", "text": "1家"}
    """
    rows = log(Log(log_entries(History(journal(lines)), day("2024-11-12"))), ctx("en")).splitlines()[2:]
    assert rows == [
        "2024-11-12  1.1   High-tech firms: 1  刘洋  2024-11-12 12:01  a01",
        "2024-11-12  gone  1                   刘洋  2024-11-12 12:02  a02",
    ]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_text_is_inert(language: str, width: int | None) -> None:
    """Every field of an edited journal, ids and acts too, and a record of unknown kind."""
    on = ctx(language, width, HOSTILE_PLAN)
    for shown in (
        show(task_view(HOSTILE_PLAN, History(HOSTILE_UPDATES), "1", AS_OF, judging=DEFAULT_JUDGING), on),
        show(task_view(HOSTILE_PLAN, History(HOSTILE_UPDATES), "2", AS_OF, judging=DEFAULT_JUDGING), on),
        log(Log(log_entries(History(HOSTILE_UPDATES), AS_OF), ({HOSTILE: HOSTILE},)), on),
    ):
        assert all(line.isprintable() for line in shown.split("\n"))
        assert INERT in shown or width is not None


def test_an_act_edited_by_hand_shows_its_end_inert() -> None:
    """The last eight characters of the id, spelled out."""
    line = '{"kind": "report", "on": "2024-11-12", "ref": "1.1", "percent": 5, "act": "abc\\u001b[31m\\u202e"}'
    row = log(Log(log_entries(History(journal(line)), AS_OF)), ctx("en", of=SHOWN)).splitlines()[2]
    assert row.endswith(r"  bc\x1b[31m\u202e")

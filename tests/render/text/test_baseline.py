"""Last year's figures beside what was measured since, as text."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from showcase import AS_OF, HOSTILE_PLAN, HOSTILE_UPDATES, INERT, SHOWN, WIDTHS, ctx, showcase_state
from support import plan, replayed
from syrupy.assertion import SnapshotAssertion

from plantrack.model.history import History
from plantrack.render.text.baseline import baseline
from plantrack.reports.indicators import baseline as figures


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_baseline(language: str, width: int | None, snapshot: SnapshotAssertion) -> None:
    """By section: figure, what was measured since with its notes, change; then what has no figure of last year."""
    shown = baseline(figures(SHOWN, showcase_state()), ctx(language, width))
    assert shown == snapshot
    assert width is None or max(map(cell_len, shown.splitlines())) <= width


def test_one_section() -> None:
    """Its title, and its figures alone."""
    assert baseline(figures(SHOWN, showcase_state(), [2]), ctx("zh")) == (
        "2023年数据\n"
        "\n"
        "2 展会\n"
        "数据    2023  其后数据                        变化  指标\n"
        "───────────────────────────────────────────────────────────\n"
        "届次  第25届  第26届（2024）［线上线下］  口径不同  edition\n"
    )


def test_each_figure_shows_its_own_change() -> None:
    """An indicator that continues two figures is compared with each."""
    text = """
        sections: {0: 总述}
        baseline:
          year: 2023
          figures:
          - {id: a, label: 甲, text: 10家, value: 10, unit: 家, kind: measure, period: "2023", section: 0}
          - {id: b, label: 乙, text: 20家, value: 20, unit: 家, kind: measure, period: "2023", section: 0}
        indicators: [{id: n, label: 丙, unit: 家, baseline: [a, b]}]
    """
    line = '{"kind": "measure", "on": "2024-11-12", "ref": "n", "value": 30, "unit": "家", "text": "30家"}'
    line = line.replace("}", ', "period": "2024"}')
    rows = baseline(figures(plan(text), replayed(line)), ctx("zh", of=plan(text))).splitlines()[-2:]
    assert [row.split() for row in rows] == [
        ["甲", "10家", "30家（2024）", "+200%", "n"],
        ["乙", "20家", "30家（2024）", "+50%", "n"],
    ]


def test_no_figures() -> None:
    """A plan without baseline, or a section that does not exist, says so."""
    bare = plan("")
    assert baseline(figures(bare, History([]).at()), ctx("en", of=bare)) == "no figures here\n"
    assert baseline(figures(SHOWN, History([]).at(), [9]), ctx("zh")) == "2023年数据\n此处没有数据\n"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_text_is_inert(language: str, width: int | None) -> None:
    """Labels, sections, units, qualifiers, periods and notes."""
    on = ctx(language, width, HOSTILE_PLAN)
    shown = baseline(figures(HOSTILE_PLAN, History(HOSTILE_UPDATES).at(AS_OF)), on)
    assert all(line.isprintable() for line in shown.split("\n"))
    assert INERT in shown or width is not None

"""One table in all the forms in which documents have it gives the same tasks."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from html import escape

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plantrack.documents.formats import read_source
from plantrack.documents.parse import parse_document
from plantrack.documents.parsed_document import Item

Row = tuple[str, str, str, str]
"""Category, task, owner and day; a category that is the same as the one above is merged with it."""
HEADS = {
    "zh": ("类别", "工作任务", "责任单位", "完成时限"),
    "unknown": ("类别", "民生实事", "牵头部门", "时间要求"),
    "en": ("Category", "Action", "Owner", "Due"),
}
TITLE = {"zh": "滨海区2026年重点任务分解表", "unknown": "滨海区2026年民生实事清单", "en": "Harbour delivery plan 2026"}
DAYS = {"zh": ("9月底前", "12月底"), "unknown": ("2026-09-30", "年底前"), "en": ("30 September 2026", "2026-12-31")}
CATEGORIES = {"zh": ("城市建设", "民生保障", "产业发展"), "en": ("Quays and roads", "People", "Trade")}
TASKS = {
    "zh": ("新建天桥2座", "建成区图书馆", "改造老旧管网86公里", "举办救护培训10期", "编制布局规划"),
    "en": (
        "Install 40 benches",
        "Publish a cycling guide",
        "Repave Market Square",
        "Train 12 wardens",
        "Open a tool library",
    ),
}
OWNERS = {
    "zh": ("区住建局", "区文体局、区财政局", "区工信局"),
    "en": ("Estates Team", "Finance Department", "Parks Office"),
}


def html(title: str, heads: Sequence[str], rows: Sequence[Row]) -> tuple[bytes, str]:
    """Return a page; cells of one category are merged."""
    lines = []
    for n, (category, *cells) in enumerate(rows):
        alike = next((m for m in range(n, len(rows)) if rows[m][0] != category), len(rows)) - n
        first = f"<td rowspan={alike}>{category}</td>" if n == 0 or rows[n - 1][0] != category else ""
        lines.append(f"<tr>{first}{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>")
    head = "".join(f"<th>{one}</th>" for one in heads)
    page = f"<meta charset=utf-8><h1>{title}</h1><table border=1><tr>{head}</tr>{''.join(lines)}</table>"
    return page.encode(), "a.html"


def word(title: str, heads: Sequence[str], rows: Sequence[Row]) -> tuple[bytes, str]:
    """Return a Word document."""
    made, file = docx.Document(), io.BytesIO()
    made.add_heading(title, 0)
    table = made.add_table(rows=0, cols=len(heads))
    for row in (heads, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    made.save(file)
    return file.getvalue(), "a.docx"


def _blank(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Return rows in which a category stands once."""
    return [("" if n and rows[n - 1][0] == row[0] else row[0], *row[1:]) for n, row in enumerate(rows)]


def markdown(title: str, heads: Sequence[str], rows: Sequence[Row]) -> tuple[bytes, str]:
    """Return a Markdown text."""
    drawn = [heads, ["---"] * len(heads), *_blank(rows)]
    return f"# {title}\n\n{chr(10).join('| ' + ' | '.join(row) + ' |' for row in drawn)}\n".encode(), "a.md"


def bars(title: str, heads: Sequence[str], rows: Sequence[Row]) -> tuple[bytes, str]:
    """Return a text with bars between the cells."""
    return "\n".join([title, *(" | ".join(row) for row in (heads, *rows))]).encode(), "a.txt"


def tabs(title: str, heads: Sequence[str], rows: Sequence[Row]) -> tuple[bytes, str]:
    """Return a text with tabs between the cells."""
    return "\n".join([title, *("\t".join(row) for row in (heads, *_blank(rows)))]).encode(), "a.txt"


def groups(title: str, heads: Sequence[str], rows: Sequence[Row]) -> tuple[bytes, str]:
    """Return a page whose categories are rows merged over the table."""
    lines = []
    for n, (category, *cells) in enumerate(rows):
        if n == 0 or rows[n - 1][0] != category:
            lines.append(f"<tr><td colspan={len(heads)}>{category}</td></tr>")
        lines.append(f"<tr><td>{n + 1}</td>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>")
    number = "序号" if "任务" in title or "清单" in title else "No."
    head = "".join(f"<th>{one}</th>" for one in (number, *heads[1:]))
    return f"<meta charset=utf-8><h1>{title}</h1><table><tr>{head}</tr>{''.join(lines)}</table>".encode(), "a.html"


def cells(title: str, heads: Sequence[str], rows: Sequence[Row]) -> tuple[bytes, str]:
    """Return a text with one cell a line."""
    return "\n".join([title, *heads, *(cell for row in rows for cell in row)]).encode(), "a.txt"


FORMS: tuple[Callable[[str, Sequence[str], Sequence[Row]], tuple[bytes, str]], ...] = (
    html, word, markdown, bars, tabs, groups, cells,
)  # fmt: skip


def read(content: bytes, name: str) -> list[str]:
    """Return the tasks as read: category, title, first owner and day."""
    found: list[str] = []
    for item in parse_document(read_source(content, name)).items:
        found += [_told(part, item.title) for part in item.parts]
    return found


def _told(item: Item, category: str) -> str:
    answering = item.duty.lead or item.duty.responsible
    return f"{category}: {item.title} {'、'.join(answering)} {item.deadline and item.deadline.due}"


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, list[Row]]:
    """Return the key of the heads, and rows of several categories, each in one run."""
    kind = draw(st.sampled_from([*HEADS]))
    language = "en" if kind == "en" else "zh"
    names = draw(st.lists(st.sampled_from(CATEGORIES[language]), min_size=2, max_size=3, unique=True))
    left = draw(st.permutations(TASKS[language]))
    sizes = [2, *(draw(st.integers(1, 2)) for _ in names[1:])]
    rows: list[Row] = [
        (name, left.pop(), draw(st.sampled_from(OWNERS[language])), draw(st.sampled_from(DAYS[kind])))
        for name, size in zip(names, sizes, strict=True)
        for _ in range(min(size, len(left)))
    ]
    return kind, rows


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
@given(tables())
@settings(max_examples=25, deadline=None)
def test_every_form_gives_the_same_tasks(
    form: Callable[[str, Sequence[str], Sequence[Row]], tuple[bytes, str]], table: tuple[str, list[Row]]
) -> None:
    """Whatever the file is, each task comes with its category, its owner and its day."""
    kind, rows = table
    meant = [f"{category}: {task} {owner} {_day(day)}" for category, task, owner, day in rows]
    assert read(*form(TITLE[kind], HEADS[kind], rows)) == meant


def _day(day: str) -> str:
    return "2026-09-30" if "9" in day.replace("2026-0", "") or "Sep" in day else "2026-12-31"

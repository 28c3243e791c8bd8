"""Word documents."""

from __future__ import annotations

import io

import docx
import pytest
from handmade import paragraph, word

from plantrack.documents.formats import read_source
from plantrack.errors import PlanError


def text(body: str, styles: str = "") -> list[str]:
    return read_source(word(body, styles=styles), "a.docx").text.split("\n")


def run(said: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{said}</w:t></w:r>"


def cell(said: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{said}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def test_python_docx() -> None:
    """Paragraphs and tables in their order; headers and footers are left out."""
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "页眉"
    made.add_heading("一、任务", 1)
    made.add_paragraph("新建学校12所。\n改造三所。")
    table = made.add_table(2, 2)
    for at, said in enumerate(("任务", "单位", "修路", "交通局")):
        table.cell(at // 2, at % 2).text = said
    made.add_paragraph("二、保障")
    file = io.BytesIO()
    made.save(file)
    source = read_source(file.getvalue(), "a.docx")
    assert source.text.split("\n") == [
        "一、任务",
        "新建学校12所。",
        "改造三所。",
        "任务\t单位",
        "修路\t交通局",
        "二、保障",
    ]
    assert (source.encoding, source.warnings) == (None, ())


def test_changes() -> None:
    """What was inserted stays, what was deleted, moved away, struck out or hidden goes; a deleted end joins two paragraphs."""
    body = f"<w:p>{run('新建')}<w:ins>{run('学校')}</w:ins><w:del><w:r><w:delText>公园</w:delText></w:r></w:del>"
    body += (
        f"<w:moveFrom>{run('道路')}</w:moveFrom>{run('密', '<w:vanish/>')}{run('废', '<w:strike/>')}{run('。')}</w:p>"
    )
    body += f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('前半')}</w:p><w:p>{run('后半')}</w:p>"
    assert text(body) == ["新建学校。", "前半后半"]


def test_deleted_ends() -> None:
    """Paragraphs whose ends were deleted are one, over empty ones and up to the end of the document."""
    end = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    body = "".join(f"<w:p>{end}{run(said)}</w:p>" for said in ("一", "", "二", "三\n四"))
    assert text(body) == ["一二三", "四"]
    assert text(body + paragraph("五") + paragraph("六")) == ["一二三", "四五", "六"]


def test_inside() -> None:
    """Links, content controls and fields are text; instructions are not; a text box follows its paragraph once."""
    box = f"<w:txbxContent>{paragraph('框中')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = f"<w:p><w:hyperlink>{run('链接')}</w:hyperlink><w:r><w:instrText>PAGE</w:instrText></w:r>"
    body += f"<w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    body += f"{run('尾')}</w:p><w:sdt><w:sdtContent>{paragraph('控件')}</w:sdtContent></w:sdt>"
    assert text(body) == ["框中", "链接尾", "控件"]


def test_tables() -> None:
    """Merged cells are whole rows again; a table in a cell is part of its text."""
    restart, goes_on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    inner = f"<w:tbl>{row(cell(paragraph('内部')), cell(paragraph('表格')))}</w:tbl>"
    body = row(cell(paragraph("1"), restart), cell(paragraph("修路")), cell(paragraph("一局") + paragraph("二局")))
    body += row(cell(paragraph(""), goes_on), cell(inner), cell(paragraph("丙")))
    body += row(cell(paragraph("合计"), wide), cell(paragraph("2")))
    assert text(f"<w:tbl>{body}</w:tbl>") == ["1\t修路\t一局 二局", "1\t内部 表格\t丙", "合计\t\t2"]


def test_contents() -> None:
    """A table of contents is left out by its style."""
    style = '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    assert text(paragraph("一、任务 3", '<w:pStyle w:val="11"/>') + paragraph("一、任务"), style) == ["一、任务"]


def test_deep() -> None:
    """Ten thousand tables in each other are no document."""
    with pytest.raises(PlanError, match="the file is damaged"):
        text("<w:tbl><w:tr><w:tc>" * 10_000 + "</w:tc></w:tr></w:tbl>" * 10_000)

"""PDF files."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import docx
import pypdf
import pytest
from handmade import pdf
from required import require

from plantrack.budget import Budget
from plantrack.documents.formats import read_source
from plantrack.documents.formats.pdf_reader import PdfReader, _PdfPage
from plantrack.errors import PlanError

SENTENCES = [
    "一、主要任务",
    "（一）建好学校。今年新建学校12所，改造学校三十所，新增学位17256个，让每个孩子都能就近上学，学位供给明显增加。",
    "（二）修好道路。打通断头路八条，整治积水点二十处，完善慢行系统，让群众出行更加便利，全年投资1580.25亿元。",
    "二、保障措施",
    "各区要把任务分到单位、落实到人，按月检查进度，按季公布结果，对进展慢的单位及时提醒，年底统一考核。",
]


def test_pages() -> None:
    """Paragraphs go on over pages; headers and numbers of pages go; radicals and blanks are mended."""
    pages = [
        ["某市要点", "\u3000\u3000一、主要任务", "\u3000\u3000（一）建好学校。今年新建学校12 所，改造学校三", "十所，新增学位17 256 个，让每个孩子都能就近上学", "— 1 —"],
        ["某市要点", "，学位供给明显增加。", "\u3000\u3000（二）修好道路。打通断头路八条。", "\u3000\u3000二、保障措施", "— 2 —"],
    ]  # fmt: skip
    assert read_source(pdf(pages), "a.pdf").text.split("\n") == [
        "一、主要任务",
        "（一）建好学校。今年新建学校12所，改造学校三十所，新增学位17256个，让每个孩子都能就近上学，学位供给明显增加。",
        "（二）修好道路。打通断头路八条。",
        "二、保障措施",
    ]


@pytest.mark.slow
def test_libreoffice(tmp_path: Path) -> None:
    """What an office makes of a document reads as the document does."""
    soffice = require("soffice")
    made = docx.Document()
    paragraphs = [text.replace("，", f"，{n}号") for n in range(12) for text in SENTENCES]
    for text in paragraphs:
        made.add_paragraph("　　" + text)
    made.save(str(tmp_path / "a.docx"))
    subprocess.run(
        [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "a.docx"],
        cwd=tmp_path, capture_output=True, check=True,
    )  # fmt: skip
    assert read_source((tmp_path / "a.pdf").read_bytes(), "a.pdf").text.split("\n") == paragraphs


def locked() -> bytes:
    writer, file = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(file)
    return file.getvalue()


CYCLE = b"1 0 obj\n<</Kids [1 0 R]/Type/Pages/Count 5>>\nendobj\n2 0 obj <</Type/Catalog/Pages 1 0 R>> endobj\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (pdf([[], [], []]), r"this PDF is a scan: its pages are pictures; run a text recognition \(OCR\) over it first"),
        (locked(), "it is locked with a password; open it, save it without the password and give that file"),
        (b"%PDF-1.4\n" + bytes(range(256)) * 100, "the PDF cannot be read: .*; open it, print it to a new PDF, or copy the text"),
        (b"%PDF-1.4\n" + CYCLE + b"trailer <</Root 2 0 R/Size 3>>\nstartxref\n0\n%%EOF", "the PDF cannot be read"),
        (pdf([["计" * 1_100_000]]), "too much is drawn on its pages; give the part with the plan"),
    ],
    ids=["scan", "locked", "rubbish", "cycle", "long"],
)  # fmt: skip
def test_unreadable(content: bytes, said: str) -> None:
    """A scan, a locked file, rubbish, a loop, and a page that is too long."""
    with pytest.raises(PlanError, match=said):
        read_source(content, "a.pdf")


def test_detect() -> None:
    """By its mark, also behind what a server wrote before it."""
    assert [PdfReader().detect(c, "a.pdf") for c in (b"\r\n%PDF-1.7", b"text")] == [True, False]


def test_signs_of_another_font() -> None:
    """Quotation marks drawn before the words that have left room for them stand in it."""
    page = _PdfPage(Budget())
    for text, across in (
        ("增长38", 90.0),
        ("“ ”", 155.0),
        ("项，聚焦 以人为本 服务", 110.0),
        ("\n", 0.0),
        ("——甲 乙", 90.0),
    ):
        page.visit(text, [1, 0, 0, 1, 0, 0], [1, 0, 0, 1, across, 0], {"/BaseFont": "/A"}, 10.0)
    lines = page.lines([])
    assert [line.text for line in lines] == ["增长38项，聚焦“以人为本”服务", "——甲 乙"]
    assert lines[0].faces == ("/A 10.0", "/A 10.0")

"""The command that writes supervision sheets: sheet."""

from __future__ import annotations

from io import BytesIO

import docx
from cli_support import Bench, Run


def texts(content: bytes) -> list[str]:
    """Return the texts of a document's forms, a line for each row."""
    return [
        " ".join(dict.fromkeys(cell.text for cell in row.cells if cell.text))
        for table in docx.Document(BytesIO(content)).tables
        for row in table.rows
    ]


def test_a_file(bench: Bench) -> None:
    """A page for each task, the same bytes each time; an answer is asked for three working days later."""
    bench.run("update", "1.1", "--percent", "60", "--note", "展位已订", "--on", "2024-11-05")
    for name in ("a.docx", "b.docx"):
        done = bench.run("sheet", "1.1", "出台措施", "-o", name, "--lang", "en")
        assert done == Run(0, "", f"{name} written\n")
    content = (bench.here / "a.docx").read_bytes()
    assert content == (bench.here / "b.docx").read_bytes()
    assert [line for line in texts(content) if line.startswith(("Task", "Last", "What is asked"))] == [
        "Task 1.1 Hold the Hi-Tech Fair",
        "Last report Done so far: 展位已订 (2024-11-05)",
        "What is asked Report how it stands and what is done about it by 2024-11-21 Thursday.",
        "Task 2 Issue measures",
        "Last report nobody reported",
        "What is asked Report how it stands and what is done about it by 2024-11-21 Thursday.",
    ]


def test_a_day_of_its_own(bench: Bench) -> None:
    """The day by which an answer is asked for can be given as people write it."""
    assert bench.run("sheet", "2", "--answer-by", "11月底", "-o", "a.docx").code == 0
    assert "办理要求 请于2024-11-30 星期六前反馈进展和办理情况。" in texts((bench.here / "a.docx").read_bytes())


def test_what_is_assumed(bench: Bench) -> None:
    """Where leads and dates are mostly assumed, the sheet says so beside what is owed."""
    assert bench.run("sheet", "1.1", "-o", "a.docx", "--lang", "zh").code == 0
    (owed,) = [line for line in texts((bench.here / "a.docx").read_bytes()) if line.startswith("督办事由")]
    assert owed.endswith("除注明外，牵头单位和时限均为推定。")


def test_what_is_no_document(bench: Bench) -> None:
    """Only a Word document is written, and nothing for what is closed."""
    refused = bench.run("sheet", "2", "-o", "a.pdf", "--lang", "en")
    assert (refused.code, refused.err) == (2, "error: a.pdf: this command cannot write .pdf; it writes: docx\n")
    bench.run("done", "2", "--on", "2024-11-18")
    closed = bench.run("sheet", "2", "-o", "a.docx", "--lang", "en")
    assert (closed.code, closed.err) == (
        2, "error: 2 is closed already: done; open it again first, with `plantrack done 2 --reopen`\n"
    )  # fmt: skip
    assert not [*bench.here.glob("a.*")]

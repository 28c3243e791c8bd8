"""Documents that are meant to harm: one clear line, nothing written, little time and memory; and words that stay words.

What is meant to exhaust the program runs as a process of its own that may use 500 MB and twenty seconds of a
processor: twice what the slowest of them takes on a slow machine.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from bombs import BOMBS
from cli_support import Bench, Run, environment
from handmade import W, packed, paragraph, word
from htmltree import Node, tree

from plantrack.planfile import read_plan

MEMORY, SECONDS = 500_000_000, 20
LIMITED = (
    f"import resource, runpy; resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}));"
    f"resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}));"
    "runpy.run_module('plantrack', run_name='__main__', alter_sys=True)"
)
RUBBISH = Random(6).randbytes(200_000)  # noqa: S311 - the same rubbish every time is the point
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "一">{ENTITIES}]>'


def nested(depth: int, opening: str, closing: str) -> str:
    return opening * depth + "<li>一、工作计划" + closing * depth


HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty.docx": lambda: b"",
    "bomb.docx": lambda: packed({"word/document.xml": b" " * 400_000_000}),
    "entities.docx": lambda: packed({"word/document.xml": f"{BOMB}<w:document {W}>&e11;</w:document>".encode()}),
    "tags.docx": lambda: word("<w:p/>" * 600_000),
    "long.txt": lambda: "一、2025年工作计划\n".encode() * 8_000_000,
    "long.html": lambda: b"<p>" + "（一）建成学校。".encode() * 8_000_000,
    "rubbish.docx": lambda: RUBBISH,
    "zipped.docx": lambda: b"PK\x03\x04" + RUBBISH,
    "rubbish.pdf": lambda: RUBBISH,
    "begun.pdf": lambda: b"%PDF-1.7\n" + RUBBISH,
    "rubbish.html": lambda: RUBBISH,
    "begun.html": lambda: b"<html><body>" + RUBBISH,
    "rubbish.txt": lambda: RUBBISH,
    "zeros.txt": lambda: bytes(200_000),
}
HARMLESS: dict[str, Callable[[], bytes]] = {
    "entities.html": f"{BOMB}<html><body>&e11;</body></html>".encode,
    "lists.html": lambda: nested(10_000, "<ul><li>", "</ul>").encode(),
    "tables.html": lambda: nested(10_000, "<table><tr><td>", "</table>").encode(),
    "lists.md": lambda: "\n".join(" " * n + "- 一" for n in range(2_000)).encode(),
    "brackets.txt": ("（" * 50_000 + "）" * 50_000).encode,
    "numbers.txt": ("1" * 100_000 + "，" + "一" * 100_000 + "、" * 100_000).encode,
    "nested.docx": lambda: word("<w:tbl><w:tr><w:tc>" * 200 + paragraph("一") + "</w:tc></w:tr></w:tbl>" * 200),
}
"""They hold no plan, or too little: read in time, and refused for that."""


def limited(here: Path, *words: str) -> Run:
    """Run plantrack with little memory and time."""
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, *words], cwd=here, env=environment({"PLANTRACK_LANG": "en"}),
        stdin=subprocess.DEVNULL, capture_output=True, check=False,
    )  # fmt: skip
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_bombs(name: str, tmp_path: Path) -> None:
    """What a small document asks for is never done: exit code 3 and one line that names the file or finds no plan."""
    desk = Bench(tmp_path / "here", "p")
    (desk.here / name).write_bytes(BOMBS[name]())
    done = limited(desk.here, "import", name, "-o", "plans/p")
    assert (done.code, done.out, done.err.count("\n")) == (3, "", 1), done.err[-2000:]
    assert done.err.startswith((f"error: {name}: ", "error: no plan was found")), done.err
    assert [*desk.files()] == [name]


@pytest.mark.slow
@pytest.mark.parametrize("name", [*HOSTILE, *HARMLESS])
def test_refused(name: str, tmp_path: Path) -> None:
    """Exit code 3 and one line that names the file or says that no plan is in it; nothing is written."""
    desk = Bench(tmp_path / "here", "p")
    (desk.here / name).write_bytes((HOSTILE | HARMLESS)[name]())
    done = limited(desk.here, "import", name, "-o", "plans/p")
    assert (done.code, done.out, done.err.count("\n")) == (3, "", 1), done.err[-2000:]
    assert done.err.startswith("error: ")
    assert (f"{name}: " if name in HOSTILE else "") in done.err
    assert [*desk.files()] == [name]


TITLES = (
    '=HYPERLINK("http://x.invalid","点击")',
    "[red]制定方案[/red]",
    "<script>alert(1)</script>制定办法",
    "\x1b[31m制定规则\x1b[0m\x07",
    "\u202e制定标准\u202d",
    "'\"制定: {制度} #: - [a](javascript:1) | & \\n %s {0} !!python/object",
    "制定`清单`@所有人 $x$ *重要* ![图](http://x.invalid/a.png)",
)
LINES = [f"{n}、{one}。制定{one}。9月底前建成码头{n}座。" for n, one in zip("一二三四五六七", TITLES, strict=True)]
COMMANDS = (
    ("validate", "p"),
    ("trace", "p", "plan.txt", "--strict"),
    ("adopt", "--plan", "p"),
    ("status", "--plan", "p"),
    ("list", "--plan", "p"),
    *(("report", "--plan", "p", "--format", form) for form in ("text", "markdown", "html", "json")),
)
STEERING = {"\x1b", "\x07", "\u202e", "\u202d"}


def carried_out(source: str) -> list[Node]:
    """Return the elements of a page that the words of a title became."""
    return [
        one
        for one in tree(source).walk("script", "img", "a")
        if "alert" in one.text or "x.invalid" in str(one.attributes) or "javascript:" in str(one.attributes)
    ]


@pytest.mark.slow
def test_words_stay_words(tmp_path: Path) -> None:
    """Formulas, markup and escapes in titles go through all commands: nothing is carried out, nothing steers."""
    desk = Bench(tmp_path / "here", "p")
    (desk.here / "plan.txt").write_text("\n".join(["滨海市港航局2026年工作计划", *LINES]), "utf-8")
    assert limited(desk.here, "import", "plan.txt", "-o", "plans/p").code == 0
    assert [len(item.tasks) for item in read_plan(desk.folder).plan.tasks] == [2 for _ in TITLES]
    for words in COMMANDS:
        done = desk.run(*words, env={"PLANTRACK_LANG": "en"})
        asked = "warning: plans/p/plan.yaml: questions `# ?` are still open: 5; decide, and delete them\n"
        assert (done.code, done.err) == (0, asked if words[0] == "adopt" else ""), (words, done.err[-2000:])
        assert not set(done.out) & STEERING, words
        assert "html" not in words or not carried_out(done.out)

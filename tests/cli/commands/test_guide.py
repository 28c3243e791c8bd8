"""`guide`: pages as Markdown into a pipe, laid out on a terminal; their list; what is no page."""

from __future__ import annotations

import pytest
from cli_support import Bench, Run, on_terminal

from plantrack.cli.guide_page import on_screen
from plantrack.guide import page, topics


def test_the_list_of_pages(bench: Bench) -> None:
    """Without a topic the pages are listed in the order of reading; a plan's own language decides nothing."""
    done = bench.run("guide")
    assert done == Run(0, page("README", "en"))
    assert bench.run("guide", "--lang", "zh") == Run(0, page("README", "zh"))


@pytest.mark.parametrize("typed", ["start", "the first report", "第一次通报"])
def test_a_page_into_a_pipe(bench: Bench, typed: str) -> None:
    """A page is found by its name, or by words of its line in either language, and is the Markdown that is shipped."""
    assert bench.run("guide", typed, "--lang", "zh") == Run(0, page("start", "zh"))


def test_a_page_on_a_terminal(bench: Bench) -> None:
    """It is laid out for the terminal, and shown through the pager."""
    env = {"PLANTRACK_PAGER": "sed s/^/>/", "NO_COLOR": "1", "LINES": "9", "COLUMNS": "72"}
    text = on_screen(page("start", "en"), 72, colour=False)
    paged = "".join(f">{line}\n" for line in text.splitlines())
    assert on_terminal(bench, "guide", "start", "--lang", "en", columns=72, env=env) == Run(0, paged)
    shown = on_terminal(bench, "guide", "start", "--lang", "en", "--no-pager", columns=72, env=env)
    assert shown == Run(0, text)


@pytest.mark.parametrize("typed", [("PLANTRACK_PAGER",), ("Exit", "CODES"), ("locale Chinese", "first")])
def test_words_that_a_page_has(bench: Bench, typed: tuple[str, ...]) -> None:
    """Where no page is called so, the one is shown that has all the words in one of its sections."""
    assert bench.run("guide", *typed, "--lang", "en") == Run(0, page("settings", "en"))


def test_words_that_several_pages_have(bench: Bench) -> None:
    """They are listed, each with the heading of the first section that has the words."""
    several = "  journal  Order does not matter\n  questions  Questions and answers\n"
    said = Run(4, "", f"error: 'merge line conflict' fits several; choose one\n{several}")
    assert bench.run("guide", "merge", "line", "conflict", "--lang", "en") == said


def test_no_such_page(bench: Bench) -> None:
    """What is no page is answered with those that there are."""
    listed = "".join(f"  {topic}  {says.en}\n" for topic, says in topics().items())
    said = "error: the guide has no page '<b>'; choose one\n"
    assert bench.run("guide", "<b>", "--lang", "en") == Run(4, "", said + listed)


def test_no_plan_is_read(bench: Bench) -> None:
    """A broken plan keeps nobody from reading."""
    bench.file.write_text("[", "utf-8")
    assert bench.run("guide", "start") == Run(0, page("start", "en"))

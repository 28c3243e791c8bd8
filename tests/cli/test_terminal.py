"""The choice among several things that words may mean."""

from __future__ import annotations

from cli_support import Bench, Run, Terminal

LIST = "“高交会”对应多个；请选择一个\n1：1.1  办好高交会\n2：1.2  高交会招商\n"
NUMBER = "序号（留空则取消）："


def picked(bench: Bench, *words: str, answers: tuple[str, ...]) -> Run:
    """Run plantrack on a terminal and answer the question which of several is meant."""
    with Terminal(bench, *words, columns=200) as terminal:
        for answer in answers:
            terminal.await_text(NUMBER)
            terminal.type(f"{answer}\n")
        return terminal.end()


def test_one_of_several(bench: Bench) -> None:
    """By its number or its reference; what is neither is asked again."""
    done = picked(bench, "update", "高交会", "--note", "x", answers=("3", "2"))
    assert (done.code, done.out.startswith(f"{LIST}{NUMBER}3\n{NUMBER}2\n已记录：1.2 高交会招商：x，")) == (0, True)
    assert picked(bench, "show", "高交会", answers=("1.1",)).out.startswith(f"{LIST}{NUMBER}1.1\n")
    assert [record["ref"] for record in bench.records()] == ["1.2"]


def test_none_of_them(bench: Bench) -> None:
    """Without an answer, and where nobody can be asked, it is the error with the candidates."""
    error = "错误：“高交会”对应多个；请选择一个\n  1.1  办好高交会\n  1.2  高交会招商\n"
    assert picked(bench, "done", "高交会", answers=("",)) == Run(4, f"{LIST}{NUMBER}\n{error}")
    assert bench.program("done", "高交会") == Run(4, "", error)
    assert bench.records() == []


def test_what_cannot_be_reported_on(bench: Bench) -> None:
    """A task with others below it is no candidate where it is reported on, and one where it is shown."""
    bench.edit("title: {zh: 办好展会", "title: {zh: 办好高交会展")
    bench.edit("title: {zh: 办好高交会,", "title: {zh: 高交会开幕,")
    assert bench.run("done", "高交会").err.splitlines()[1:] == ["  1.1  高交会开幕", "  1.2  高交会招商"]
    assert len(bench.run("show", "高交会").err.splitlines()) == 4
    bench.edit("title: {zh: 高交会开幕,", "title: {zh: 开幕,")
    assert bench.run("done", "高交会", "--lang", "en").out.startswith("recorded: 1.2 ")
    assert bench.run("done", "办好高交会展", "--note", "x").code == 2

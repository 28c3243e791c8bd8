"""The command that draws: on the terminal as text, into a file as its ending says."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_support import Bench, on_terminal, uncoloured, widest

from plantrack.render.charts import Chart
from plantrack.render.charts.svg import size


@pytest.mark.parametrize("name", Chart)
def test_without_a_file_it_draws_text(bench: Bench, name: Chart) -> None:
    """Plain in a pipe, and within the columns of a terminal."""
    piped = bench.run("chart", name)
    assert (piped.code, piped.err) == (0, "")
    assert "会展计划 · 截至2024-11-18" in piped.out
    assert "\x1b" not in piped.out
    shown = on_terminal(bench, "chart", name, "--as-of", "2024-11-17", columns=80, env={"LANG": "C.UTF-8"})
    assert (shown.code, widest(shown.out) <= 80) == (0, True)
    assert "会展计划 · 截至2024-11-17" in uncoloured(shown.out)


def test_an_svg(bench: Bench, tmp_path: Path) -> None:
    """Is written whole, in the language asked for, and laid out as wide as asked for."""
    file = tmp_path / "gantt.svg"
    done = bench.run("chart", "gantt", "-o", str(file), "--lang", "en", "--width", "1500", "--rules", "yinchuan-2025")
    assert (done.code, done.out) == (0, "")
    svg = file.read_text("utf-8")
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="1500" ')
    assert "Plan of the fairs · as of 2024-11-18" in svg
    assert size(svg)[0] == 1500


def test_the_same_svg_each_time(bench: Bench, tmp_path: Path) -> None:
    """To the byte."""
    for name in ("a.svg", "b.svg"):
        bench.run("chart", "lights", "-o", str(tmp_path / name))
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_a_png(bench: Bench, tmp_path: Path) -> None:
    """Is so many pixels wide; 1920 unless it is said."""
    for words, wide in (([], 1920), (["--width", "640"], 640)):
        file = tmp_path / "Units.PNG"
        assert bench.run("chart", "units", "-o", str(file), *words).code == 0
        assert file.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
        assert int.from_bytes(file.read_bytes()[16:20], "big") == wide


def test_the_tasks_of_one_item(bench: Bench) -> None:
    """A schedule takes a number or words of a title; the other pictures show the whole plan."""
    done = bench.run("chart", "gantt", "办好展会", "--width", "90")
    assert [line.split()[0] for line in done.out.splitlines()[6:]] == ["1", "1.1", "1.2"]
    refused = bench.run("chart", "lights", "1", "--lang", "en")
    assert (refused.code, refused.err) == (
        2, "error: only the gantt chart takes an item; write `chart gantt 1`\n",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["chart.pdf", "chart", ".svg"])
def test_another_ending(bench: Bench, name: str) -> None:
    """Is refused before anything is read or written."""
    done = bench.run("chart", "gantt", "-o", name, "--lang", "en", "--plan", "none")
    assert done.code == 2
    assert f"a picture is written as .svg or .png; {name} ends otherwise" in done.err
    assert not (bench.here / name).exists()


def test_no_such_picture(bench: Bench) -> None:
    """Is wrong usage; the ones there are are named."""
    done = bench.run("chart", "pie")
    assert done.code == 2
    assert all(name in done.err for name in Chart)

"""A fresh plan folder: it validates as it stands, whatever its title; nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from limits import largest_file
from repository import git

from plantrack.errors import UsageError
from plantrack.journal import new_files, open_journal
from plantrack.model.text import given_text
from plantrack.planfile import parse_plan, read_plan
from plantrack.planfile.new_plan import folder_files, fresh_plan, write_files
from plantrack.planfile.schema import schema_text

HOSTILE = (
    """He said "it's" """,
    "a: b # c, {d: [e]}",
    "one\ntwo\r\n\tthree",
    "$x ${y} $$ $id",
    "\\n \\U0001f9ea \\",
    "🧪👩‍🔬 2025年工作计划",
    "- null",
    "# yaml-language-server: $schema=x",
    "\x00\x1b[31m\x7f\x85\x9b\u2028\u202e\ufeff\ufffe",
)


def content(title: str, language: str = "zh") -> str:
    """Return the plan.yaml of a fresh plan p."""
    return fresh_plan(Path("none"), "p", title, 2025, language)[Path("none/p/plan.yaml")]


def test_its_comments_are_in_the_readers_language() -> None:
    """Both templates say the same in two languages."""
    told = {language: content("计划", language).splitlines() for language in ("zh", "en")}
    bare = {
        language: [line.partition("#")[0].rstrip().replace(f"language: {language}", "") for line in lines]
        for language, lines in told.items()
    }
    assert bare["zh"] == bare["en"]
    assert "# 计划承诺了什么。本文件由人编辑，在git中审阅；实际进展由命令记入journal/。" in told["zh"]
    assert "# `plantrack validate` checks it; `plantrack adopt` makes it the promise." in told["en"]


def test_files(tmp_path: Path) -> None:
    """It is a plan.yaml, the schema that the first line refers to, and what git is to ignore."""
    files = fresh_plan(tmp_path, "p", "Plan", 2025, "en")
    assert list(files) == [
        tmp_path / "p" / "plan.yaml",
        tmp_path / "plan.schema.json",
        tmp_path / "p" / ".gitignore",
    ]
    assert files[tmp_path / "p" / ".gitignore"] == "contacts.yaml\n"
    assert files[tmp_path / "plan.schema.json"] == schema_text()
    first = files[tmp_path / "p" / "plan.yaml"].splitlines()[0]
    assert first == "# yaml-language-server: $schema=../plan.schema.json"
    assert list(tmp_path.iterdir()) == []


def test_a_schema_that_is_there_stays(tmp_path: Path) -> None:
    """A schema beside the other plans is theirs and is left alone."""
    (tmp_path / "plan.schema.json").write_text("{}")
    assert tmp_path / "plan.schema.json" not in fresh_plan(tmp_path, "p", "Plan", 2025, "en")


def test_a_plan_folder_that_is_a_repository_keeps_its_schema_inside(tmp_path: Path) -> None:
    """Nothing is written outside a repository, and the first line refers to where the schema lies."""
    (tmp_path / "p" / ".git").mkdir(parents=True)
    files = folder_files(tmp_path / "p", content("Plan"))
    assert all(path.is_relative_to(tmp_path / "p") for path in files)
    assert files[tmp_path / "p" / "plan.schema.json"] == schema_text()
    first = files[tmp_path / "p" / "plan.yaml"].splitlines()[0]
    assert first == "# yaml-language-server: $schema=plan.schema.json"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("title", HOSTILE)
def test_any_title(tmp_path: Path, title: str, language: str) -> None:
    """A written plan has no problems and gives back its title, whatever stands in it."""
    write_files(fresh_plan(tmp_path, "p", title, 2025, language))
    file = read_plan(tmp_path / "p")
    assert (file.problems, file.plan.title.zh, file.plan.title.en) == ((), title, title)
    assert (file.plan.language, file.plan.period.first.year, len(file.plan.by_ref)) == (language, 2025, 3)
    assert open_journal(file.journal).read().updates == []


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip))
def test_every_title(title: str) -> None:
    """That holds for every text that somebody can see."""
    assume(given_text(title))
    file = parse_plan(content(title), Path("p"), "plan.yaml")
    assert (file.problems, file.plan.title.en) == ((), title)


def test_a_title_is_readable() -> None:
    """Chinese, quotes and emoji stand in the file as they were typed, but for what YAML needs."""
    assert 'title: "2025年“工作”计划 🧪 \\"x\\""  ' in content('2025年“工作”计划 🧪 "x"')


@pytest.mark.parametrize("year", [1901, 2024, 2025, 2999])
def test_any_year(year: int) -> None:
    """Every year that may be named gives a plan without problems."""
    text = fresh_plan(Path("none"), "p", "Plan", year, "en")[Path("none/p/plan.yaml")]
    assert parse_plan(text, Path("p"), "plan.yaml").problems == ()


def test_what_is_commented_out_holds_too() -> None:
    """With its comments taken away, the page is still a plan without problems: every example may be used."""
    lines = content("Plan").splitlines()
    shown = [line.removeprefix("# ") for line in lines[3:]]
    assert parse_plan("\n".join(shown), Path("p"), "plan.yaml").problems == ()


@pytest.mark.parametrize("plan_id", ["", "P", "2025", "a b", "a_b", "../a", "a/b", "-a", "科学", "a" * 65, "a\n"])
def test_no_id(tmp_path: Path, plan_id: str) -> None:
    """What cannot be a plan's id is refused, also where it would be another folder."""
    with pytest.raises(UsageError) as error:
        fresh_plan(tmp_path, plan_id, "Plan", 2025, "en")
    assert str(error.value) == (
        f"{plan_id!r} cannot be a plan's id; begin with a letter, and write lower-case letters, digits and hyphens, as "
        "in science-2025"
    )


@pytest.mark.parametrize("title", ["", " ", "\n\t"])
def test_no_title(tmp_path: Path, title: str) -> None:
    """A plan needs a title."""
    with pytest.raises(UsageError, match="a plan needs a title; give one with --title"):
        fresh_plan(tmp_path, "p", title, 2025, "en")


def test_no_text(tmp_path: Path) -> None:
    """Bytes that are no text are no title."""
    with pytest.raises(UsageError, match="a text holds bytes that are not UTF-8; type it again"):
        fresh_plan(tmp_path, "p", "a\udcff", 2025, "en")


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_nothing_is_overwritten(tmp_path: Path, kind: str) -> None:
    """Where something of that name is there already, nothing is written."""
    there = tmp_path / "p"
    file = there if kind == "file" else there / "journal" / "2024-W46.jsonl"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("mine")
    with pytest.raises(UsageError, match="is there already, and nothing was changed; choose another id"):
        fresh_plan(tmp_path, "p", "Plan", 2025, "en")
    assert list(tmp_path.iterdir()) == [there]


def test_a_folder_without_files_may_be_taken(tmp_path: Path) -> None:
    """What is left of a plan whose making was cut off, folders and hidden files, is in nobody's way."""
    (tmp_path / "p" / "journal").mkdir(parents=True)
    (tmp_path / "p" / "journal" / ".gitattributes").touch()
    assert tmp_path / "p" / "plan.yaml" in fresh_plan(tmp_path, "p", "Plan", 2025, "en")


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A place that cannot hold a folder is named with the reason."""
    (tmp_path / "plans").write_text("no folder")
    with pytest.raises(UsageError, match=r"plans/p/plan\.yaml: cannot be written: Not a directory"):
        write_files({tmp_path / "plans" / "p" / "plan.yaml": ""})


@pytest.mark.parametrize(
    ("before", "after"),
    [("*.old", "*.old\ncontacts.yaml\n"), ("*.old\n", "*.old\ncontacts.yaml\n"), ("contacts.yaml\n*.old", None)],
)
def test_what_git_ignores_already_stays(tmp_path: Path, before: str, after: str | None) -> None:
    """The line of the contacts is added where it is missing."""
    ignored = tmp_path / ".gitignore"
    ignored.write_text(before, "utf-8")
    assert folder_files(tmp_path, "").get(ignored) == after


def test_git_leaves_the_lock_alone(tmp_path: Path) -> None:
    """Lock and contacts are ignored, the journal's lines merge as a union, and all else is there to add."""
    journal = tmp_path / "p" / "journal"
    write_files(fresh_plan(tmp_path, "p", "Plan", 2025, "en") | new_files(journal))
    (journal / ".lock").touch()
    (journal / "2025-W01.jsonl").touch()
    (tmp_path / "p" / "contacts.yaml").touch()
    git(tmp_path, "init", "-q")
    assert git(tmp_path, "status", "--ignored", "--porcelain", "-uall").splitlines() == [
        "?? p/.gitignore",
        "?? p/journal/.gitattributes",
        "?? p/journal/.gitignore",
        "?? p/journal/2025-W01.jsonl",
        "?? p/plan.yaml",
        "?? plan.schema.json",
        "!! p/contacts.yaml",
        "!! p/journal/.lock",
    ]
    told = git(tmp_path, "check-attr", "merge", "text", "eol", "--", "p/journal/2025-W01.jsonl")
    assert [line.rpartition(": ")[2] for line in told.splitlines()] == ["union", "set", "lf"]


def test_nothing_half_made(tmp_path: Path) -> None:
    """When the disk is full in the middle, new files and folders are gone again, and what was there is untouched."""
    (tmp_path / "plans").mkdir()
    files = {tmp_path / "plans" / "p" / "plan.yaml": "id: p\n", tmp_path / "plans" / "s" / "big": "x" * 5000}
    with largest_file(1000), pytest.raises(UsageError):
        write_files(files)
    assert [*(tmp_path / "plans").iterdir()] == []
    write_files(files)
    assert [path.read_text() for path in files] == [*files.values()]

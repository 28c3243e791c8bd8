"""The commands that begin: what they write, say and refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_support import Bench, Run

from plantrack.planfile import read_plan
from plantrack.planfile.schema import contacts_schema, schema_text

NEW = ("new", "science-2025", "--title", "Science plan of 2025", "--year", "2025")
WRITTEN = [
    "plans/science-2025/plan.yaml",
    "plans/plan.schema.json",
    "plans/science-2025/.gitignore",
    "plans/science-2025/journal/.gitattributes",
    "plans/science-2025/journal/.gitignore",
]


@pytest.fixture
def empty(tmp_path: Path) -> Bench:
    """Return a bench without any plan."""
    return Bench(tmp_path / "here", "science-2025")


def test_new(empty: Bench) -> None:
    """A folder is written where plans belong, each file is named, and what to do next is said."""
    done = empty.run(*NEW, "--lang", "en")
    *written, after = done.out.splitlines()
    assert (done.code, done.err, written) == (0, "", [f"{path} written" for path in WRITTEN])
    assert after == (
        "now edit plans/science-2025/plan.yaml, by hand or with `plantrack add` and `plantrack edit`, then run "
        "`plantrack validate plans/science-2025` "
        "and `plantrack adopt --plan plans/science-2025`"
    )
    assert sorted(empty.files()) == sorted(WRITTEN)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("title", ["计划", """it's "so": # {$x}\n🧪"""])
def test_what_is_written_validates(empty: Bench, title: str, language: str) -> None:
    """It is valid in either language, whatever the title holds, and says, also when adopted, that it asks something."""
    assert empty.run("new", "p", "--title", title, "--year", "2025", "--lang", language).code == 0
    asked = "questions `# ?` are still open: 1; decide, and delete them"
    shown = empty.run("validate", "--lang", "en")
    assert (shown.code, shown.out.splitlines()[0]) == (0, f"plans/p/plan.yaml:34: warning: {asked}")
    assert read_plan(empty.here / "plans" / "p").plan.title.in_language(language) == title
    assert read_plan(empty.here / "plans" / "p").plan.language == language
    adopted = empty.run("adopt", "--lang", "en")
    assert (adopted.code, adopted.err) == (0, f"warning: plans/p/plan.yaml: {asked}\n")
    assert empty.json("status")["title"] == {"zh": title, "en": title}


def test_beside_other_plans(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """The nearest plans/ upwards is where it goes, and the schema of the others is left alone."""
    (bench.here / "plans" / "plan.schema.json").write_text("{}")
    before = bench.files()
    monkeypatch.chdir(bench.journal)
    assert bench.run(*NEW).code == 0
    assert set(bench.files()) - set(before) == set(WRITTEN) - {"plans/plan.schema.json"}
    assert before.items() <= bench.files().items()


@pytest.mark.parametrize("mark", ["folder", "file"])
def test_never_outside_the_repository(bench: Bench, monkeypatch: pytest.MonkeyPatch, mark: str) -> None:
    """A repository below other plans gets its own plans/; its .git may be a file, as in a submodule."""
    inner = bench.here / "inner"
    (inner / "docs").mkdir(parents=True)
    if mark == "folder":
        (inner / ".git").mkdir()
    else:
        (inner / ".git").write_text("gitdir: ../.git/modules/inner\n")
    before = bench.files()
    monkeypatch.chdir(inner / "docs")
    assert bench.run(*NEW).code == 0
    assert set(bench.files()) - set(before) == {f"inner/docs/{path}" for path in WRITTEN}


def test_elsewhere(bench: Bench) -> None:
    """Another folder of plans may be named."""
    assert bench.run(*NEW, "--in", "drafts/of mine").code == 0
    assert (bench.here / "drafts" / "of mine" / "science-2025" / "plan.yaml").is_file()


def test_dry_run(empty: Bench) -> None:
    """A dry run names every file and writes none."""
    done = empty.run(*NEW, "--dry-run", "--lang", "en")
    assert done == Run(0, "".join(f"{path}: would be written\n" for path in WRITTEN))
    assert empty.files() == {}


def test_nothing_is_overwritten(empty: Bench) -> None:
    """The second time nothing is changed."""
    empty.run(*NEW)
    empty.file.write_text("mine")
    before = empty.files()
    for more in ((), ("--dry-run",)):
        done = empty.run(*NEW, *more, "--lang", "en")
        assert done == Run(
            2, "", "error: plans/science-2025 is there already, and nothing was changed; choose another id\n"
        )
    assert empty.files() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Science", "--title", "x", "--year", "2025"), "'Science' cannot be a plan's id"),
        (("../out", "--title", "x", "--year", "2025"), "'../out' cannot be a plan's id"),
        (("p", "--title", " ", "--year", "2025"), "a plan needs a title"),
        (("p", "--title", "a\udcff", "--year", "2025"), "bytes that are not UTF-8"),
        (("p", "--title", "x", "--year", "1900"), "1900"),
        (("p", "--title", "x", "--year", "soon"), "soon"),
        (("p", "--title", "x"), "--year"),
        (("p", "--year", "2025"), "--title"),
        ((), "ID"),
        (("p", "--title", "x", "--year", "2025", "--in", "file"), "file/plan.schema.json: cannot be written"),
    ],
)
def test_refused(empty: Bench, words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be a plan is refused with exit code 2 and its reason, and nothing is written."""
    monkeypatch.setenv("PLANTRACK_LANG", "en")
    (empty.here / "file").touch()
    done = empty.run("new", *words)
    assert (done.code, done.out, said in done.err) == (2, "", True), done.err
    assert list(empty.files()) == ["file"]


def test_schema(empty: Bench) -> None:
    """The schema is printed as it is, without any plan."""
    assert empty.run("schema") == Run(0, schema_text())
    assert empty.program("schema") == Run(0, schema_text())
    assert json.loads(schema_text())["title"] == "plan.yaml of plantrack"
    assert empty.run("schema", "plan") == Run(0, schema_text())
    assert empty.run("schema", "contacts") == Run(0, schema_text(contacts_schema))
